// What messages through channels cost: from one guest to another, by a scheduler of one thread and of two, and within
// one guest, beside the language's own Channel. An item is one message, sent and received.
#include <benchmark/benchmark.h>

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>

#include "include/tatu/compiler.hpp"
#include "include/tatu/scheduler.hpp"
#include "include/tatu/tatu.hpp"

namespace {

constexpr std::int64_t kMessages = 100'000;

constexpr const char* kProgram = R"(
import market
pub fun send(to: market.NumbersSender, n: Int) { for i in 1..n { to.send(i) } }
pub fun sum(from: market.NumbersReceiver, n: Int): Int {
  var sum = 0
  for _i in 1..n { sum += from.receive() }
  return sum
}
pub fun sendOrders(to: market.OrdersSender, n: Int) { for i in 1..n { to.send(("a hundred metres of rope", i)) } }
pub fun sumOrders(from: market.OrdersReceiver, n: Int): Int {
  var sum = 0
  for _i in 1..n { sum += from.receive().1 }
  return sum
}
pub fun within(to: market.NumbersSender, from: market.NumbersReceiver, n: Int): Int = scope {
  spawn send(to, n)
  sum(from, n)
}
pub fun own(capacity: Int, n: Int): Int = scope {
  val channel = Channel<Int>(capacity)
  spawn { for i in 1..n { channel.send(i) } }
  var sum = 0
  for _i in 1..n { sum += channel.receive() }
  sum
}
)";

using Order = std::tuple<std::string, std::int64_t>;

class Host {
 public:
  Host() {
    tatu::HostModule market = runtime.host_module("market");
    market.channel<std::int64_t>("Numbers").channel<Order>("Orders");
    tatu::CompileOptions options;
    options.import(market.finish());
    const auto program = tatu::compile(kProgram, options);
    if (!program) {
      std::fputs(program.messages(), stderr);
      std::exit(1);
    }
    module = runtime.load(program.bytes(), "market");
  }
  tatu::Runtime runtime;
  tatu::Module module;
};

Host& host() {
  static auto* const host = new Host;
  return *host;
}

tatu::Guest makeGuest() {
  tatu::GuestOptions options;
  options.fuel = UINT64_MAX;
  options.milliseconds = UINT64_MAX;
  return tatu::Guest(host().module, options);
}

tatu::ChannelOptions holding(std::int64_t messages) {
  tatu::ChannelOptions options;
  options.messages = static_cast<std::uint64_t>(messages);
  return options;
}

// Threads and capacity.
template <typename T>
void betweenGuests(benchmark::State& state, const char* send, const char* sum) {
  tatu::SchedulerOptions options;
  options.threads = static_cast<std::uint32_t>(state.range(0));
  tatu::Scheduler scheduler(host().runtime, options);
  const tatu::Guest shop = makeGuest(), store = makeGuest();
  const auto channel = host().runtime.channel<T>(holding(state.range(1)));
  for (auto _ : state) {
    scheduler.call(
        shop, send, [](const tatu::Result<void>&) {}, channel.sender, kMessages);
    scheduler.call<std::int64_t>(
        store, sum, [](const tatu::Result<std::int64_t>&) {}, channel.receiver, kMessages);
    scheduler.wait();
  }
  state.SetItemsProcessed(state.iterations() * kMessages);
}
void numbers(benchmark::State& state) { betweenGuests<std::int64_t>(state, "send", "sum"); }
void orders(benchmark::State& state) { betweenGuests<Order>(state, "sendOrders", "sumOrders"); }
BENCHMARK(numbers)->ArgsProduct({{1, 2}, {0, 64, 1000}})->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(orders)->ArgsProduct({{1, 2}, {64}})->Unit(benchmark::kMillisecond)->UseRealTime();

void withinOneGuest(benchmark::State& state) {
  const tatu::Guest guest = makeGuest();
  const auto channel = host().runtime.channel<std::int64_t>(holding(state.range(0)));
  for (auto _ : state) guest.call("within", channel.sender, channel.receiver, kMessages);
  state.SetItemsProcessed(state.iterations() * kMessages);
}
BENCHMARK(withinOneGuest)->Arg(0)->Arg(64)->Unit(benchmark::kMillisecond);

void languagesOwn(benchmark::State& state) {
  const tatu::Guest guest = makeGuest();
  for (auto _ : state) guest.call("own", state.range(0), kMessages);
  state.SetItemsProcessed(state.iterations() * kMessages);
}
BENCHMARK(languagesOwn)->Arg(0)->Arg(64)->Unit(benchmark::kMillisecond);

}  // namespace

BENCHMARK_MAIN();

// How guests share the threads of a scheduler: throughput of two threads, a victim among hostile guests, and how soon a
// guest stops that is asked to. Prints a name and a number on each line.
#include <algorithm>
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include <tatu/compiler.hpp>
#include <tatu/scheduler.hpp>
#include <tatu/tatu.hpp>

namespace {

using Clock = std::chrono::steady_clock;

double secondsSince(Clock::time_point start) { return std::chrono::duration<double>(Clock::now() - start).count(); }

constexpr std::string_view kProgram = R"(
import host

// ---- Honest work
fun fib(n: Int): Int = if n < 2 { n } else { fib(n - 1) + fib(n - 2) }
pub fun compute(n: Int): Int {
  var sum = 0
  for _i in 0..<n { sum += fib(20) }
  return sum
}
class Tree(val left: Tree?, val right: Tree?) {}
fun tree(depth: Int): Tree? = if depth == 0 { null } else { Tree(tree(depth - 1), tree(depth - 1)) }
fun count(tree: Tree?): Int = if tree == null { 0 } else { 1 + count(tree.left) + count(tree.right) }
pub fun allocate(n: Int): Int {
  var sum = 0
  for _i in 0..<n { sum += count(tree(10)) }
  return sum
}

// ---- Hostile
pub fun spin() { while true {} }
pub fun litter() {
  var texts = List<String>()
  while true {
    texts.add("text ${texts.size} of many")
    if texts.size > 1000 { texts = List<String>() }
  }
}
fun deep(n: Int): Int = deep(n + 1) + 1
pub fun exceptions() {
  while true {
    try { throw StateException("again") } catch e: Exception {}
  }
}
pub fun recursion() {
  while true {
    try { deep(0) } catch e: Exception {}
  }
}
pub fun fibers() {
  while true {
    scope {
      for _i in 0..<1000 { spawn { Fiber.pass() } }
    }
  }
}
pub fun sorting() {
  var state = 1
  while true {
    val numbers = List<Int>()
    for _i in 0..<10_000 {
      state = (state * 1_103_515_245 + 12_345) & 0x7FFF_FFFF
      numbers.add(state)
    }
    numbers.sort()
  }
}
pub fun maps() {
  while true {
    val map = Map<String, Int>()
    for i in 0..<10_000 { map["key ${i * 7919}"] = i }
  }
}
pub fun copies() {
  val bytes = Array.filled<Byte>(1_000_000, 0)
  while true { bytes.slice(1, 999_999) }
}
pub fun searches() {
  val text = "ab".repeat(100_000) + "c"
  while true { text.indexOf("bc") }
}
pub fun output() {
  while true { println("a line that nobody wants to see, over and over again") }
}
pub fun calls() {
  while true { host.nothing() }
}
pub fun sleep() { Time.sleep(1_000_000) }
pub fun naps() {
  while true { Time.sleep(1) }
}
pub fun never() { host.never() }
pub fun accept() { TcpListener.listen("127.0.0.1", 0).accept() }
)";

constexpr const char* kHostile[] = {"spin", "litter", "exceptions", "recursion", "fibers", "sorting",
                                    "maps", "copies", "searches",   "output",    "calls",  "naps"};

struct Host {
  Host() : program(compile()) {}

  std::vector<std::uint8_t> compile() {
    auto module = runtime.host_module("host");
    module.function("nothing", [] {});
    module.function("fun never()", suspend, this);
    const tatu::Module host = module.finish();
    tatu::CompileOptions options;
    const tatu_compile_package package{host.bytes().data(), host.bytes().size()};
    options.packages = &package;
    options.package_count = 1;
    const auto compiled = tatu::compile(kProgram, options);
    if (!compiled) {
      std::fputs(compiled.messages(), stderr);
      std::exit(1);
    }
    const auto bytes = compiled.bytes();
    module_ = runtime.load(bytes, "sharing");
    return {bytes.begin(), bytes.end()};
  }
  // Kept until the end of the process.
  static tatu_status suspend(tatu_host_call* call, const tatu_value*, std::size_t, tatu_value*, void*) {
    tatu_pending_call* pending = nullptr;
    return tatu_host_call_suspend(call, &pending) == TATU_OK ? TATU_PENDING : TATU_FAILED;
  }
  [[nodiscard]] tatu::Guest guest() {
    static const tatu_grant grants[] = {{TATU_GRANT_ALL, 0, nullptr}};
    tatu::GuestOptions options;
    options.fuel = UINT64_MAX;
    options.milliseconds = UINT64_MAX;
    options.output_bytes = UINT64_MAX;
    options.grants = grants;
    options.grant_count = 1;
    options.write = [](void*, int, const char*, std::size_t size) { return size; };
    return tatu::Guest(module_, options);
  }

  tatu::Runtime runtime;
  tatu::Module module_;
  std::vector<std::uint8_t> program;
};

tatu::SchedulerOptions onThreads(std::uint32_t threads) {
  tatu::SchedulerOptions options;
  options.threads = threads;
  return options;
}

void ignore(tatu::Result<void>) {}

// ---- Two threads

double secondsFor(Host& host, std::uint32_t threads, const char* function, int rounds) {
  std::vector<tatu::Guest> guests;
  for (int i = 0; i < 8; ++i) guests.push_back(host.guest());
  tatu::Scheduler scheduler(host.runtime, onThreads(threads));
  const auto start = Clock::now();
  for (tatu::Guest& guest : guests) scheduler.call(guest, function, ignore, rounds);
  scheduler.wait();
  return secondsSince(start);
}

void measureThreads(Host& host) {
  for (const char* function : {"compute", "allocate"}) {
    double best = 0;
    (void)secondsFor(host, 1, function, 200);  // compiled now
    for (int i = 0; i < 5; ++i) {
      const double one = secondsFor(host, 1, function, 2'000);
      best = std::max(best, one / secondsFor(host, 2, function, 2'000));
    }
    std::printf("two_threads_%s %.3f\n", function, best);
  }
}

// ---- A victim

// Rounds of work a second, while the hostile guests run.
double victimsRate(Host& host, std::size_t hostile, double seconds) {
  std::vector<tatu::Guest> guests;
  tatu::Guest victim = host.guest();
  tatu::Scheduler scheduler(host.runtime, onThreads(1));
  for (std::size_t i = 0; i < hostile; ++i) {
    guests.push_back(host.guest());
    scheduler.call(guests.back(), kHostile[i % std::size(kHostile)], ignore);
  }
  std::atomic<std::int64_t> rounds{0};
  std::atomic<bool> isOver{false};
  std::function<void(tatu::Result<int>)> again = [&](tatu::Result<int> result) {
    if (!result || *result != 6765) std::exit(1);
    ++rounds;
    if (!isOver) scheduler.call<int>(victim, "compute", again, 1);
  };
  scheduler.call<int>(victim, "compute", again, 1);
  std::this_thread::sleep_for(std::chrono::milliseconds(300));
  const std::int64_t before = rounds;
  const auto start = Clock::now();
  std::this_thread::sleep_for(std::chrono::duration<double>(seconds));
  const double rate = static_cast<double>(rounds - before) / secondsSince(start);
  isOver = true;
  for (tatu::Guest& guest : guests) guest.stop();
  scheduler.wait();
  return rate;
}

void measureVictim(Host& host) {
  const double alone = victimsRate(host, 0, 1);
  const double beside = victimsRate(host, 50, 10);
  std::printf("victim_share %.3f\n", beside / (alone / 51));
}

// ---- Stops

double percentile(std::vector<double>& times, double part) {
  std::sort(times.begin(), times.end());
  return times[std::min(times.size() - 1, static_cast<std::size_t>(static_cast<double>(times.size()) * part))];
}

// Microseconds from the wish to the end, of a guest that is alone on its thread.
std::vector<double> stopTimes(Host& host, const char* function, int count) {
  std::vector<double> times;
  tatu::Scheduler scheduler(host.runtime, onThreads(1));
  for (int i = 0; i < count; ++i) {
    tatu::Guest guest = host.guest();
    Clock::time_point ended;
    scheduler.call(guest, function, [&](tatu::Result<void>) { ended = Clock::now(); });
    std::this_thread::sleep_for(std::chrono::microseconds(500 + i % 700));
    const auto asked = Clock::now();
    guest.stop();
    scheduler.wait();
    times.push_back(std::chrono::duration<double, std::micro>(ended - asked).count());
  }
  return times;
}

void measureStops(Host& host) {
  for (const char* function : {"spin", "litter", "exceptions", "recursion", "fibers", "sorting", "maps", "copies",
                               "searches", "output", "calls", "sleep", "naps", "never", "accept"}) {
    std::vector<double> times = stopTimes(host, function, 4000);
    std::printf("stop_%s_median %.1f\nstop_%s_999 %.1f\n", function, percentile(times, 0.5), function,
                percentile(times, 0.999));
  }
}

}  // namespace

int main(int count, char** words) {
  const std::string_view part = count > 1 ? words[1] : "";
  Host host;
  if (part.empty() || part == "threads") measureThreads(host);
  if (part.empty() || part == "victim") measureVictim(host);
  if (part.empty() || part == "stops") measureStops(host);
  return 0;
}

// What hosts pay: a guest's whole life, a call of a guest, a call of the host. By the C interface, compiled code.
#include <benchmark/benchmark.h>

#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

#include "include/tatu/compiler.h"
#include "include/tatu/tatu.h"

namespace {

[[noreturn]] void stop(const std::string& message) {
  std::fprintf(stderr, "%s\n", message.c_str());
  std::exit(1);
}

void check(tatu_status status, tatu_error* error = nullptr) {
  if (status != TATU_OK) stop(std::string("status ") + std::to_string(status) + ": " + tatu_error_details(error));
}

std::vector<std::uint8_t> compile(const std::string& source, const tatu_compile_package& host) {
  tatu_compile_options options;
  tatu_compile_options_defaults(&options, sizeof options);
  options.packages = &host;
  options.package_count = 1;
  tatu_compile_result* result = nullptr;
  if (tatu_compile(source.data(), source.size(), &options, &result) != TATU_OK)
    stop(tatu_compile_result_messages(result));
  std::size_t size = 0;
  const auto* bytes = static_cast<const std::uint8_t*>(tatu_compile_result_module(result, &size));
  std::vector<std::uint8_t> module(bytes, bytes + size);
  tatu_compile_result_destroy(result);
  return module;
}

tatu_status twice(tatu_host_call*, const tatu_value* arguments, std::size_t, tatu_value* result, void*) {
  result->kind = TATU_INT;
  result->as.integer = arguments[0].as.integer * 2;
  return TATU_OK;
}

// Of an object: the same work as `twice`.
tatu_status twiceOf(tatu_host_call*, const tatu_value* arguments, std::size_t, tatu_value* result, void*) {
  result->kind = TATU_INT;
  result->as.integer = arguments[1].as.integer * *static_cast<std::int64_t*>(tatu_object_data(arguments[0].as.object));
  return TATU_OK;
}

// The object that the last argument is, or another one each time.
tatu_status give(tatu_host_call* call, const tatu_value* arguments, std::size_t count, tatu_value* result, void* data) {
  *result = arguments[0];
  if (count == 2) return TATU_OK;
  result->kind = TATU_OBJECT;
  static std::int64_t two = 2;
  check(tatu_object_create(*static_cast<const tatu_class**>(data), &two, nullptr, &result->as.object, nullptr));
  tatu_host_call_release(call, result->as.object);
  return TATU_OK;
}

constexpr const char* kProgram = R"(
import game
pub fun one(n: Int): Int = n + 1
pub fun text(name: String): String = "hello, " + name
pub fun calls(n: Int): Int {
  var sum = 0
  for i in 0..<n { sum += game.twice(i) }
  return sum
}
pub fun methods(n: Int): Int {
  val number = game.Number.make(0)
  var sum = 0
  for i in 0..<n { sum += number.twice(i) }
  return sum
}
pub fun same(n: Int): Int {
  val number = game.Number.make(0)
  var count = 0
  for i in 0..<n { if number.same(i) === number { count += 1 } }
  return count
}
pub fun objects(n: Int): Int {
  var sum = 0
  for i in 0..<n { if game.Number.make(i) is game.Number { sum += 1 } }
  return sum
}
pub fun loop(n: Int): Int {
  var sum = 0
  for i in 0..<n { sum += i ^ sum }
  return sum
}
)";

class Host {
 public:
  Host() {
    check(tatu_runtime_create(nullptr, &runtime_, nullptr));
    tatu_host_module* builder = nullptr;
    check(tatu_host_module_create(runtime_, "game", &builder, nullptr));
    check(tatu_host_module_add(builder, "fun twice(n: Int): Int", twice, nullptr, nullptr));
    static const tatu_class* number = nullptr;
    check(tatu_host_module_add_class(builder, "Number", nullptr, nullptr, &number, nullptr));
    check(tatu_host_module_add(builder, "fun Number.twice(n: Int): Int", twiceOf, nullptr, nullptr));
    check(tatu_host_module_add(builder, "fun Number.same(n: Int): Number", give, nullptr, nullptr));
    check(tatu_host_module_add(builder, "static fun Number.make(n: Int): Number", give, &number, nullptr));
    tatu_module* game = nullptr;
    check(tatu_host_module_finish(builder, &game, nullptr));
    std::size_t size = 0;
    const void* const bytes = tatu_module_bytes(game, &size);
    const std::vector<std::uint8_t> program = compile(kProgram, {bytes, size});
    tatu_error* error = nullptr;
    check(tatu_module_load(runtime_, program.data(), program.size(), "program", &module, &error), error);
  }
  tatu_module* module = nullptr;

 private:
  tatu_runtime* runtime_ = nullptr;
};

Host& host() {
  static auto* const host = new Host;
  return *host;
}

tatu_guest* makeGuest(const tatu_guest_options* options = nullptr) {
  tatu_guest* guest = nullptr;
  tatu_error* error = nullptr;
  check(tatu_guest_create(host().module, options, &guest, &error), error);
  return guest;
}

tatu_guest_options unlimited() {
  tatu_guest_options options;
  tatu_guest_options_defaults(&options, sizeof options);
  options.fuel = UINT64_MAX;
  options.milliseconds = UINT64_MAX;
  return options;
}

tatu_guest_options withDeadline() {
  tatu_guest_options options = unlimited();
  options.milliseconds = 10'000;
  return options;
}

tatu_value integer(std::int64_t value) {
  tatu_value result{};
  result.kind = TATU_INT;
  result.as.integer = value;
  return result;
}

std::int64_t call(tatu_guest* guest, const tatu_function* function, const tatu_value& argument) {
  tatu_value result{};
  check(tatu_guest_call(guest, function, &argument, 1, &result, nullptr));
  return result.as.integer;
}

void life(benchmark::State& state) {
  const tatu_function* const function = tatu_module_function(host().module, "one");
  for (auto _ : state) {
    tatu_guest* const guest = makeGuest();
    benchmark::DoNotOptimize(call(guest, function, integer(1)));
    check(tatu_guest_destroy(guest));
  }
}
BENCHMARK(life)->Unit(benchmark::kMicrosecond);

// The function has been compiled before: calls of guests never meet the end of a slice by themselves.
void callGuest(benchmark::State& state, tatu_guest_options options) {
  tatu_guest* const guest = makeGuest(&options);
  (void)call(guest, tatu_module_function(host().module, "loop"), integer(1'000'000));
  const tatu_function* const function = tatu_module_function(host().module, "one");
  for (int i = 0; i < 20'000; ++i) (void)call(guest, function, integer(i));
  std::int64_t value = 0;
  for (auto _ : state) value = call(guest, function, integer(value));
  benchmark::DoNotOptimize(value);
  check(tatu_guest_destroy(guest));
}
BENCHMARK_CAPTURE(callGuest, unlimited, unlimited());
BENCHMARK_CAPTURE(callGuest, withDeadline, withDeadline());

void callHost(benchmark::State& state, const char* name) {
  const tatu_guest_options options = unlimited();
  tatu_guest* const guest = makeGuest(&options);
  const tatu_function* const function = tatu_module_function(host().module, name);
  (void)call(guest, function, integer(1'000'000));
  for (auto _ : state) (void)call(guest, function, integer(1000));
  state.counters["call"] = benchmark::Counter(static_cast<double>(state.iterations()) * 1000,
                                              benchmark::Counter::kIsRate | benchmark::Counter::kInvert);
  check(tatu_guest_destroy(guest));
}
BENCHMARK_CAPTURE(callHost, function, "calls");
BENCHMARK_CAPTURE(callHost, method, "methods");
BENCHMARK_CAPTURE(callHost, knownObject, "same");
BENCHMARK_CAPTURE(callHost, newObject, "objects");

}  // namespace

BENCHMARK_MAIN();

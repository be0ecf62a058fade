// Host functions that call their guest again: limits, fibers and values in the middle of it.
#include <gmock/gmock.h>

#include <tuple>

#include "host.h"
#include "include/tatu/capabilities.h"

namespace tatu::embedding::test {
namespace {

using Arguments = std::span<const tatu_value>;

// In every tier, and while there is a collection at almost every allocation.
class Reentrancy : public ::testing::TestWithParam<std::tuple<tatu_tier, int>> {
 protected:
  [[nodiscard]] static bool isCollected() { return std::get<1>(GetParam()) != 0; }
  // A program whose host functions are `game.text` (): String, `game.number` (Int): Int and `game.join` (Array): Int.
  tatu_module* load(std::string_view source) {
    host.hostModule("game", {{"fun text(): String", callBody, &text},
                             {"fun number(n: Int): Int", callBody, &number},
                             {"fun join(texts: Array<String>): Int", callBody, &join}});
    return host.program(source);
  }

  Host host{std::get<0>(GetParam()), static_cast<std::uint64_t>(std::get<1>(GetParam()))};
  Body text;
  Body number;
  Body join;
};
INSTANTIATE_TEST_SUITE_P(Tiers, Reentrancy,
                         ::testing::Combine(::testing::Values(TATU_TIER_INTERPRETER, TATU_TIER_BASELINE,
                                                              TATU_TIER_AUTO),
                                            ::testing::Values(0, 3)));

// With a clock, too.
tatu_guest_options allowed() {
  static const tatu_grant grants[] = {{TATU_GRANT_CLOCK, 0, nullptr}};
  tatu_guest_options options = Guest::defaults();
  options.grants = grants;
  options.grant_count = 1;
  return options;
}

constexpr std::string_view kLarge = R"(
import game
pub fun size(): Int = game.text().length
pub fun number(n: Int): Int = game.number(n)
)";

tatu_guest_options small(std::uint64_t bytes) {
  tatu_guest_options options = Guest::defaults();
  options.memory_bytes = bytes;
  return options;
}

TEST_P(Reentrancy, AResultThatHasNoRoomIsStoredWhenThereIs) {
  const std::string large(300'000, 'x');
  int calls = 0;
  text = [&](tatu_host_call*, Arguments, tatu_value& result) {
    ++calls;
    result = textValue(large);
    return TATU_OK;
  };
  Guest guest(load(kLarge), small(200'000));
  EXPECT_EQ(guest.call("size").limit, TATU_LIMIT_MEMORY);
  EXPECT_EQ(guest.resume().limit, TATU_LIMIT_MEMORY);
  ASSERT_EQ(tatu_guest_set_limit(guest.get(), TATU_LIMIT_MEMORY, 1'000'000), TATU_OK);
  EXPECT_EQ(show(guest.resume().result), "300000");
  EXPECT_EQ(calls, 1);
}

TEST_P(Reentrancy, AResultThatWasGivenUpIsNoOtherCallsResult) {
  const std::string large(300'000, 'x');
  const tatu_function* size = nullptr;
  text = [&](tatu_host_call*, Arguments, tatu_value& result) {
    result = textValue(large);
    return TATU_OK;
  };
  bool calls = true;
  number = [&](tatu_host_call* call, Arguments arguments, tatu_value& result) {
    if (calls) {
      EXPECT_EQ(callAgain(call, size).limit, TATU_LIMIT_MEMORY);
    }
    result = intValue(arguments[0].as.integer + 1);
    return TATU_OK;
  };
  Guest guest(load(kLarge), small(200'000));
  size = guest.function("size");
  EXPECT_EQ(guest.call("number", {intValue(1)}).limit, TATU_LIMIT_MEMORY);
  calls = false;
  EXPECT_EQ(called(guest, "number", {intValue(41)}), "42");
}

TEST_P(Reentrancy, TheLimitOfTheNestedCallCountsWhateverTheFunctionGives) {
  const std::string large(300'000, 'x');
  const tatu_function* spin = nullptr;
  bool spins = true;
  text = [&](tatu_host_call* call, Arguments, tatu_value& result) {
    if (spins) {
      EXPECT_EQ(callAgain(call, spin).limit, TATU_LIMIT_FUEL);
    }
    result = spins ? textValue(large) : textValue("four");
    return TATU_OK;
  };
  tatu_guest_options options = small(200'000);
  options.fuel = 10'000;
  Guest guest(load(R"(
import game
pub fun size(): Int = game.text().length
pub fun spin() { while true {} }
)"),
              options);
  spin = guest.function("spin");
  EXPECT_EQ(guest.call("size").limit, TATU_LIMIT_FUEL);
  spins = false;
  ASSERT_EQ(tatu_guest_add_fuel(guest.get(), 10'000), TATU_OK);
  EXPECT_EQ(called(guest, "size"), "4");
}

TEST_P(Reentrancy, NothingIsResumedOfAProgramThatIsOver) {
  const tatu_function* inner = nullptr;
  const tatu_function* spin = nullptr;
  int outerCalls = 0;
  int innerCalls = 0;
  number = [&](tatu_host_call* call, Arguments arguments, tatu_value&) {
    if (arguments[0].as.integer == 0) {
      ++innerCalls;
      EXPECT_EQ(callAgain(call, spin).limit, TATU_LIMIT_FUEL);
      return TATU_OK;
    }
    ++outerCalls;
    EXPECT_EQ(callAgain(call, inner, {intValue(0)}).limit, TATU_LIMIT_FUEL);
    EXPECT_EQ(tatu_guest_add_fuel(tatu_host_call_guest(call), 10'000), TATU_OK);
    EXPECT_EQ(resumeAgain(call).status, TATU_MISUSE);
    EXPECT_EQ(callAgain(call, spin).status, TATU_MISUSE);
    return TATU_OK;
  };
  tatu_guest_options options = Guest::defaults();
  options.fuel = 10'000;
  Guest guest(load(R"(
import game
pub fun number(n: Int): Int = game.number(n)
pub fun spin() { while true {} }
)"),
              options);
  inner = guest.function("number");
  spin = guest.function("spin");
  EXPECT_EQ(guest.call("number", {intValue(1)}).limit, TATU_LIMIT_FUEL);
  EXPECT_EQ(outerCalls, 1);
  EXPECT_EQ(innerCalls, 1);
}

TEST_P(Reentrancy, AnArgumentThatHasNoRoomIsTheCallersAffair) {
  const std::string large(300'000, 'x');
  const tatu_function* take = nullptr;
  number = [&](tatu_host_call* call, Arguments, tatu_value& result) {
    EXPECT_EQ(callAgain(call, take, {textValue(large)}).limit, TATU_LIMIT_MEMORY);
    EXPECT_EQ(resumeAgain(call).status, TATU_MISUSE);
    const Outcome second = callAgain(call, take, {textValue("abc")});
    EXPECT_EQ(second.status, TATU_OK) << second.details;
    result = second.result;
    return TATU_OK;
  };
  Guest guest(load(R"(
import game
pub fun number(n: Int): Int = game.number(n)
pub fun take(text: String): Int = text.length
)"),
              small(200'000));
  take = guest.function("take");
  EXPECT_EQ(called(guest, "number", {intValue(1)}), "3");
}

TEST_P(Reentrancy, ArgumentsStayWhileTheGuestReplacesThem) {
  const tatu_function* replace = nullptr;
  join = [&](tatu_host_call* call, Arguments arguments, tatu_value& result) {
    const tatu_value& texts = arguments[0];
    EXPECT_EQ(callAgain(call, replace, {intValue(isCollected() ? 1000 : 300'000)}).status, TATU_OK);
    std::string all;
    for (std::size_t i = 0; i < texts.size; ++i) all.append(texts.as.items[i].as.text, texts.as.items[i].size);
    EXPECT_EQ(all, "text 0text 1text 2");
    result = intValue(static_cast<std::int64_t>(all.size()));
    return TATU_OK;
  };
  Guest guest(load(R"(
import game
val texts = Array.build(3, i => "text ${i}")
pub fun run(): Int = game.join(texts)
pub fun replace(n: Int): Int {
  for i in 0..2 { texts[i] = "" }
  var size = 0
  for i in 1..n { size += "some ${i} garbage of the same size ${i}".length }
  return size
}
)"));
  replace = guest.function("replace");
  EXPECT_EQ(called(guest, "run"), "18");
}

constexpr std::string_view kFibers = R"(
import game
val channel = Channel<Int>()
pub fun inScope(n: Int): Int = scope {
  val tasks = [1, 2, 3].map(i => spawn {
    Fiber.pass()
    i * n
  })
  var sum = 0
  for task in tasks { sum += task.await() }
  sum
}
pub fun fromFibers(n: Int): Int = scope {
  val tasks = [1, 2, 3].map(i => spawn game.number(i * n))
  var sum = 0
  for task in tasks { sum += task.await() }
  sum
}
pub fun receive(n: Int): Int = channel.receive() + n
pub fun receiveAndFail(n: Int): Int { throw StateException("received ${channel.receive() + n}") }
pub fun sendThenWait(n: Int): Int {
  channel.send(n)
  Time.sleep(20)
  return 1000
}
pub fun sleep(n: Int): Int {
  Time.sleep(n)
  return n
}
pub fun spin(n: Int): Int {
  var i = 0
  while true { i += n }
  return i
}
pub fun spinInScope(n: Int): Int = scope {
  val task = spawn game.number(n)
  Fiber.pass()
  task.await()
}
pub fun crossing(): Int = scope {
  val first = spawn game.number(1)
  val second = spawn game.number(2)
  first.await() * 10000 + second.await()
}
)";

TEST_P(Reentrancy, NestedCallsHaveScopesOfTheirOwn) {
  const tatu_function* inScope = nullptr;
  number = [&](tatu_host_call* call, Arguments arguments, tatu_value& result) {
    const Outcome outcome = callAgain(call, inScope, {arguments[0]});
    EXPECT_EQ(outcome.status, TATU_OK) << outcome.details;
    result = outcome.result;
    return TATU_OK;
  };
  Guest guest(load(kFibers));
  inScope = guest.function("inScope");
  EXPECT_EQ(called(guest, "inScope", {intValue(7)}), "42");
  EXPECT_EQ(called(guest, "fromFibers", {intValue(1)}), "36");
  EXPECT_EQ(called(guest, "spinInScope", {intValue(1)}), "6");
}

TEST_P(Reentrancy, ALimitEndsProgramsWhoseFibersCall) {
  const tatu_function* spin = nullptr;
  number = [&](tatu_host_call* call, Arguments arguments, tatu_value&) {
    EXPECT_EQ(callAgain(call, spin, {arguments[0]}).limit, TATU_LIMIT_FUEL);
    return TATU_OK;
  };
  tatu_guest_options options = Guest::defaults();
  options.fuel = 100'000;
  Guest guest(load(kFibers), options);
  spin = guest.function("spin");
  for (int i = 0; i < 3; ++i) {
    EXPECT_EQ(guest.call("fromFibers", {intValue(1)}).limit, TATU_LIMIT_FUEL);
    EXPECT_EQ(guest.resume().status, TATU_MISUSE);
    ASSERT_EQ(tatu_guest_add_fuel(guest.get(), 100'000), TATU_OK);
    EXPECT_EQ(called(guest, "inScope", {intValue(7)}), "42");
    ASSERT_EQ(tatu_guest_add_fuel(guest.get(), 100'000), TATU_OK);
  }
}

// The fiber of the first nested call ends while the second one, made by another fiber, runs.
TEST_P(Reentrancy, NestedCallsOfSeveralFibersEndInAnyOrder) {
  const tatu_function* receive = nullptr;
  const tatu_function* sendThenWait = nullptr;
  number = [&](tatu_host_call* call, Arguments arguments, tatu_value& result) {
    const bool isFirst = arguments[0].as.integer == 1;
    const Outcome outcome = callAgain(call, isFirst ? receive : sendThenWait, {intValue(isFirst ? 5 : 7)});
    EXPECT_EQ(outcome.status, TATU_OK) << outcome.details;
    result = outcome.result;
    return TATU_OK;
  };
  Guest guest(load(kFibers), allowed());
  receive = guest.function("receive");
  sendThenWait = guest.function("sendThenWait");
  for (int i = 0; i < 3; ++i) EXPECT_EQ(called(guest, "crossing"), "121000");
}

TEST_P(Reentrancy, ExceptionsGoToTheirOwnNestedCall) {
  const tatu_function* fail = nullptr;
  const tatu_function* sendThenWait = nullptr;
  number = [&](tatu_host_call* call, Arguments arguments, tatu_value& result) {
    const bool isFirst = arguments[0].as.integer == 1;
    const Outcome outcome = callAgain(call, isFirst ? fail : sendThenWait, {intValue(isFirst ? 5 : 7)});
    EXPECT_EQ(outcome.message, isFirst ? "StateException: received 12" : "");
    result = intValue(isFirst ? 3 : outcome.result.as.integer);
    return TATU_OK;
  };
  Guest guest(load(kFibers), allowed());
  fail = guest.function("receiveAndFail");
  sendThenWait = guest.function("sendThenWait");
  for (int i = 0; i < 3; ++i) EXPECT_EQ(called(guest, "crossing"), "31000");
}

TEST_P(Reentrancy, NestedCallsSleepWhileOtherFibersRun) {
  const tatu_function* sleep = nullptr;
  number = [&](tatu_host_call* call, Arguments arguments, tatu_value& result) {
    const Outcome outcome = callAgain(call, sleep, {arguments[0]});
    EXPECT_EQ(outcome.status, TATU_OK) << outcome.details;
    result = outcome.result;
    return TATU_OK;
  };
  Guest guest(load(kFibers), allowed());
  sleep = guest.function("sleep");
  EXPECT_EQ(called(guest, "fromFibers", {intValue(5)}), "30");
}

// Whatever stood open where a call was dropped.
TEST_P(Reentrancy, ADroppedCallLeavesNothingToTheNextOne) {
  tatu_guest_options options = Guest::defaults();
  options.fuel = 100'000;
  Guest guest(host.program(R"(
pub fun cancelled() {
  scope {
    spawn { throw StateException("no") }
    try { Fiber.pass() } catch e: CancelledException {}
    while true {}
  }
}
pub fun works(): Int = scope {
  val task = spawn {
    Fiber.pass()
    7
  }
  Fiber.pass()
  if Fiber.isCancelled() { -1 } else { task.await() }
}
)"),
              options);
  EXPECT_EQ(guest.call("cancelled").limit, TATU_LIMIT_FUEL);
  ASSERT_EQ(tatu_guest_drop_call(guest.get()), TATU_OK);
  ASSERT_EQ(tatu_guest_add_fuel(guest.get(), 100'000), TATU_OK);
  EXPECT_EQ(called(guest, "works"), "7");
}

TEST_P(Reentrancy, DeadlocksInsideAreTheFunctionsAffair) {
  const tatu_function* receive = nullptr;
  number = [&](tatu_host_call* call, Arguments arguments, tatu_value& result) {
    EXPECT_EQ(callAgain(call, receive, {intValue(1)}).status, TATU_DEADLOCKED);
    result = arguments[0];
    return TATU_OK;
  };
  Guest guest(load(kFibers));
  receive = guest.function("receive");
  for (int i = 0; i < 3; ++i) EXPECT_EQ(called(guest, "fromFibers", {intValue(2)}), "12");
}

TEST_P(Reentrancy, WhoTakesTheOutputCallsNothing) {
  struct Taker {
    tatu_guest* guest = nullptr;
    const tatu_function* say = nullptr;
    int refused = 0;
    static std::size_t take(void* data, int, const char*, std::size_t size) {
      auto& taker = *static_cast<Taker*>(data);
      taker.refused += tatu_guest_call(taker.guest, taker.say, nullptr, 0, nullptr, nullptr) == TATU_MISUSE;
      taker.refused += tatu_guest_resume(taker.guest, nullptr, nullptr) == TATU_MISUSE;
      taker.refused += tatu_guest_drop_call(taker.guest) == TATU_MISUSE;
      taker.refused += tatu_guest_destroy(taker.guest) == TATU_MISUSE;
      return size;
    }
  };
  Taker taker;
  number = [&](tatu_host_call* call, Arguments, tatu_value& result) {
    EXPECT_EQ(callAgain(call, taker.say).status, TATU_OK);
    result = intValue(1);
    return TATU_OK;
  };
  tatu_module* const module = load(R"(
import game
pub fun say() { println("x".repeat(20000)) }
pub fun run(): Int {
  say()
  return game.number(1)
}
)");
  tatu_guest_options options = Guest::defaults();
  options.write = Taker::take;
  options.user_data = &taker;
  ASSERT_EQ(tatu_guest_create(module, &options, &taker.guest, nullptr), TATU_OK);
  taker.say = tatu_module_function(module, "say");
  EXPECT_EQ(tatu_guest_call(taker.guest, tatu_module_function(module, "run"), nullptr, 0, nullptr, nullptr), TATU_OK);
  EXPECT_GE(taker.refused, 8);
  EXPECT_EQ(taker.refused % 4, 0);
  EXPECT_EQ(tatu_guest_destroy(taker.guest), TATU_OK);
}

TEST_P(Reentrancy, GuestsCallOneAnother) {
  std::vector<std::unique_ptr<Guest>> guests;
  number = [&](tatu_host_call* call, Arguments arguments, tatu_value& result) {
    const std::int64_t n = arguments[0].as.integer;
    Guest& next = *guests[static_cast<std::size_t>(n) % guests.size()];
    tatu_error* error = nullptr;
    EXPECT_EQ(tatu_guest_destroy(tatu_host_call_guest(call)), TATU_MISUSE);
    const tatu_status status =
        tatu_guest_call(next.get(), next.function("number"), arguments.data(), 1, &result, &error);
    EXPECT_EQ(status, TATU_OK) << tatu_error_details(error);
    tatu_error_destroy(error);
    result = intValue(result.as.integer + 1);
    return TATU_OK;
  };
  tatu_module* const module = load(R"(
import game
pub fun number(n: Int): Int = if n == 0 { 0 } else { game.number(n - 1) }
)");
  for (int i = 0; i < 3; ++i) guests.push_back(std::make_unique<Guest>(module));
  EXPECT_EQ(called(*guests[0], "number", {intValue(40)}), "40");
}

// Stops each nested call and each outer one, and goes on.
TEST_P(Reentrancy, StopsAndSmallGrantsChangeNothing) {
  const tatu_function* work = nullptr;
  bool inSlices = false;
  const auto untilEnd = [&](tatu_guest* guest, Outcome outcome, const std::function<Outcome()>& resume,
                            std::uint64_t fuel) {
    while (outcome.status == TATU_LIMIT) {
      EXPECT_EQ(tatu_guest_add_fuel(guest, fuel), TATU_OK);
      outcome = resume();
    }
    return outcome;
  };
  std::uint64_t slice = 1;
  number = [&](tatu_host_call* call, Arguments arguments, tatu_value& result) {
    tatu_host_call_charge(call, 13);
    Outcome outcome = callAgain(call, work, {arguments[0]});
    if (inSlices) {
      outcome = untilEnd(
          tatu_host_call_guest(call), outcome, [&] { return resumeAgain(call); }, slice);
    }
    EXPECT_EQ(outcome.status, TATU_OK) << outcome.details;
    result = outcome.result;
    return TATU_OK;
  };
  tatu_module* const module = load(R"(
import game
var log = ""
pub fun work(n: Int): Int {
  log += "w${n} "
  val part = scope {
    val task = spawn if n > 0 { game.number(n - 1) } else { 1 }
    Fiber.pass()
    task.await() + n
  }
  var list = List<Int>()
  for i in 1..20 { list.add(i * part) }
  println("${n}: ${list.size} ${part}")
  return part
}
pub fun trace(): String = log
)");
  work = tatu_module_function(module, "work");
  Guest whole(module);
  EXPECT_EQ(called(whole, "work", {intValue(5)}), "16");
  const std::string log = called(whole, "trace");
  inSlices = true;
  for (const std::uint64_t size : {1, 7, 1000}) {
    slice = size;
    tatu_guest_options options = Guest::defaults();
    options.fuel = 1;
    Guest guest(module, options);
    const auto resume = [&] { return guest.resume(); };
    EXPECT_EQ(show(untilEnd(guest.get(), guest.call("work", {intValue(5)}), resume, slice).result), "16");
    EXPECT_EQ(show(untilEnd(guest.get(), guest.call("trace"), resume, slice).result), log);
    EXPECT_EQ(guest.output(), whole.output());
    EXPECT_EQ(guest.counters().fuel_used, whole.counters().fuel_used) << size;
    EXPECT_EQ(guest.counters().allocations, whole.counters().allocations) << size;
  }
}

}  // namespace
}  // namespace tatu::embedding::test

// Limits: where a guest stands at each of them, what raising it does, and that guests beside it do not notice.
#include <chrono>
#include <thread>

#include <gmock/gmock.h>

#include "host.h"
#include "include/tatu/capabilities.h"

namespace tatu::embedding::test {
namespace {

using ::testing::HasSubstr;

constexpr std::uint64_t kUnlimited = UINT64_MAX;

constexpr std::string_view kProgram = R"(
pub fun bomb(): Int {
  scope s { grow(s) }
  return 0
}
fun grow(scope: Scope) {
  scope.start(() => grow(scope))
  scope.start(() => grow(scope))
}
pub fun nested(n: Int): Int = if n == 0 { 0 } else { scope { (spawn nested(n - 1)).await() + 1 } }
pub fun many(n: Int): Int = scope {
  val tasks = (1..n).map(i => spawn passed(i))
  tasks.map(task => task.await()).sum()
}
fun passed(i: Int): Int {
  Fiber.pass()
  return i
}
pub fun deep(fibers: Int, depth: Int): Int = scope {
  val tasks = (1..fibers).map(i => spawn descend(depth))
  tasks.map(task => task.await()).sum()
}
fun descend(n: Int): Int {
  if n == 0 {
    Fiber.pass()
    return 0
  }
  return descend(n - 1) + 1
}
pub fun caught(depth: Int): Int = try { descend(depth) } catch e: Exception { -1 } finally { println("finally") }
pub fun flood(lines: Int): Int {
  for i in 1..lines { println("line ${i}") }
  return lines
}
pub fun large(size: Int, times: Int): Int {
  val text = "x".repeat(size)
  for i in 1..times { println(text) }
  return times
}
pub fun keep(n: Int): Int {
  val kept = List<List<Int>>()
  for i in 1..n { kept.add(List.build<Int>(10, j => i + j)) }
  return kept.map(list => list[3]).sum()
}
pub fun witness(n: Int): Int {
  var sum = 0
  for i in 1..n { sum += many(10) + i }
  return sum
}
)";

std::string textOf(const Outcome& outcome, Guest& guest) {
  const std::string end = outcome.status == TATU_OK ? show(outcome.result) : outcome.details;
  const tatu_counters counters = guest.counters();
  return end + " output " + std::to_string(guest.output().size()) + " fuel " + std::to_string(counters.fuel_used) +
         " memory " + std::to_string(counters.memory_bytes) + " fibers " + std::to_string(counters.fibers) +
         " stacks " + std::to_string(counters.stack_bytes) + "\n";
}

// A limit that stops a call, and a value with which it goes on.
struct Case {
  const char* function;
  std::vector<tatu_value> arguments;
  tatu_limit limit;
  std::uint64_t low;
  std::uint64_t high;
};

const std::vector<Case>& cases() {
  static const std::vector<Case> all{
      {"bomb", {}, TATU_LIMIT_FIBERS, 100, 150},
      {"nested", {intValue(40)}, TATU_LIMIT_FIBERS, 20, 41},
      {"many", {intValue(100)}, TATU_LIMIT_FIBERS, 17, 101},
      {"bomb", {}, TATU_LIMIT_STACKS, 500'000, 600'000},
      {"many", {intValue(100)}, TATU_LIMIT_STACKS, 100'000, 500'000},
      {"deep", {intValue(20), intValue(1000)}, TATU_LIMIT_STACKS, 1 << 20, kUnlimited},
      {"caught", {intValue(5000)}, TATU_LIMIT_STACKS, 100'000, kUnlimited},
      {"flood", {intValue(1000)}, TATU_LIMIT_OUTPUT, 777, kUnlimited},
      {"flood", {intValue(1000)}, TATU_LIMIT_OUTPUT_RATE, 0, kUnlimited},
      {"keep", {intValue(1000)}, TATU_LIMIT_MEMORY, 60'000, kUnlimited},
      {"many", {intValue(100)}, TATU_LIMIT_MEMORY, 150'000, kUnlimited},
      {"keep", {intValue(1000)}, TATU_LIMIT_FUEL, 20'000, kUnlimited},
      {"keep", {intValue(1000)}, TATU_LIMIT_CODE, 10, kUnlimited},
  };
  return all;
}

void setLimit(Guest& guest, tatu_limit limit, std::uint64_t value) {
  ASSERT_EQ(tatu_guest_set_limit(guest.get(), limit, value), TATU_OK) << limit;
}

// To the limit, to the same limit again, to the higher one or the end, and behind it.
std::string story(tatu_module* module, const Case& of) {
  Guest guest(module);
  setLimit(guest, of.limit, of.low);
  Outcome outcome = guest.call(of.function, of.arguments);
  EXPECT_EQ(outcome.limit, of.limit) << of.function << outcome.details;
  std::string text = textOf(outcome, guest);
  outcome = guest.resume();
  EXPECT_EQ(outcome.limit, of.limit) << of.function << outcome.details;
  text += textOf(outcome, guest);
  setLimit(guest, of.limit, of.high);
  outcome = guest.resume();
  text += textOf(outcome, guest);
  if (outcome.status == TATU_LIMIT) {
    EXPECT_EQ(tatu_guest_drop_call(guest.get()), TATU_OK);
  } else {
    EXPECT_EQ(outcome.status, TATU_OK) << of.function << outcome.details;
  }
  EXPECT_EQ(guest.counters().fibers, 1);
  return text + called(guest, "witness", {intValue(3)});
}

TEST(Limits, StandAtTheSamePlaceInEveryTierAndGoOn) {
  std::vector<std::string> first;
  for (const tatu_tier tier : {TATU_TIER_INTERPRETER, TATU_TIER_BASELINE, TATU_TIER_AUTO}) {
    std::vector<std::string> stories;
    for (const Case& each : cases()) {
      Host host(tier);  // a new one: who is the first to use an instance of generic code pays for it
      stories.push_back(story(host.program(kProgram), each));
    }
    if (first.empty()) first = stories;
    for (std::size_t i = 0; i < first.size(); ++i) EXPECT_EQ(stories[i], first[i]) << cases()[i].function << tier;
  }
}

class LimitsOfGuests : public EveryTier {
 protected:
  Host host{GetParam()};
  tatu_module* const module = host.program(kProgram);
};
TATU_IN_EVERY_TIER(LimitsOfGuests);

TEST_P(LimitsOfGuests, ChangeNothingButTheEnd) {
  for (const Case& each : cases()) {
    if (std::string_view(each.function) == "bomb") continue;
    Guest free(module);
    for (const tatu_limit limit : {TATU_LIMIT_FIBERS, TATU_LIMIT_STACKS, TATU_LIMIT_OUTPUT}) {
      setLimit(free, limit, kUnlimited);
    }
    Guest limited(module);
    setLimit(limited, each.limit, each.low);
    const std::string whole = called(free, each.function, each.arguments);
    Outcome outcome = limited.call(each.function, each.arguments);
    if (outcome.status == TATU_LIMIT) {
      setLimit(limited, each.limit, each.high);
      outcome = limited.resume();
    }
    EXPECT_EQ(show(outcome.result), whole) << each.function;
    EXPECT_TRUE(limited.output() == free.output()) << each.function;
  }
}

// The rate stands in no relation to what a program does: it stops before a write, and the write is made whole later.
TEST_P(LimitsOfGuests, OnTheRateOfOutputGoOnWhenTimeHasPassed) {
  for (const auto& [function, count] : {std::pair("flood", 30'000), std::pair("large", 20'000)}) {
    tatu_guest_options options = Guest::defaults();
    options.output_bytes = kUnlimited;
    Guest free(module, options);
    const std::vector<tatu_value> arguments =
        function[0] == 'f' ? std::vector{intValue(count)} : std::vector{intValue(count), intValue(15)};
    ASSERT_EQ(free.call(function, arguments).status, TATU_OK);
    const std::uint64_t size = free.output().size();
    options.output_rate = size / 2 + size / 4;
    Guest guest(module, options);
    const auto begin = std::chrono::steady_clock::now();
    Outcome outcome = guest.call(function, arguments);
    EXPECT_EQ(outcome.limit, TATU_LIMIT_OUTPUT_RATE);
    int stops = 1;
    for (; outcome.limit == TATU_LIMIT_OUTPUT_RATE; outcome = guest.resume(), ++stops) {
      ASSERT_LE(outcome.retryMilliseconds, 1000);
      std::this_thread::sleep_for(std::chrono::milliseconds(outcome.retryMilliseconds + 20));
    }
    EXPECT_EQ(outcome.status, TATU_OK) << outcome.details;
    EXPECT_GE(std::chrono::steady_clock::now() - begin, std::chrono::milliseconds(200));
    EXPECT_TRUE(guest.output() == free.output());
    EXPECT_EQ(guest.counters().fuel_used, free.counters().fuel_used) << stops;
  }
}

TEST_P(LimitsOfGuests, OnTheRateOfOutputCanBeNothing) {
  tatu_guest_options options = Guest::defaults();
  options.output_rate = 0;
  Guest guest(module, options);
  const Outcome outcome = guest.call("flood", {intValue(3)});
  EXPECT_EQ(outcome.limit, TATU_LIMIT_OUTPUT_RATE);
  EXPECT_EQ(outcome.retryMilliseconds, kUnlimited);
  EXPECT_EQ(guest.output(), "");
  setLimit(guest, TATU_LIMIT_OUTPUT_RATE, 1'000'000);
  EXPECT_EQ(guest.resume().status, TATU_OK);
  EXPECT_EQ(guest.output(), "line 1\nline 2\nline 3\n");
}

TEST_P(LimitsOfGuests, CannotBeCaughtAndNothingRunsBehindThem) {
  Guest guest(module);
  setLimit(guest, TATU_LIMIT_STACKS, 100'000);
  EXPECT_EQ(guest.call("caught", {intValue(5000)}).limit, TATU_LIMIT_STACKS);
  EXPECT_EQ(tatu_guest_drop_call(guest.get()), TATU_OK);
  EXPECT_EQ(guest.output(), "");
  setLimit(guest, TATU_LIMIT_STACKS, kUnlimited);
  EXPECT_EQ(called(guest, "caught", {intValue(5000)}), "5000");
  EXPECT_EQ(called(guest, "caught", {intValue(50'000)}), "-1");  // the stack of one fiber is an exception
  EXPECT_EQ(guest.output(), "finally\nfinally\n");
}

// ---- Hostile programs

TEST_P(LimitsOfGuests, OfHostileProgramsDoNotHarmOthers) {
  Guest witness(module);
  const std::string expected = called(witness, "witness", {intValue(20)});
  const tatu_counters before = witness.counters();
  for (const char* attack : {"bomb", "deep", "flood", "nested"}) {
    tatu_guest_options options = Guest::defaults();
    options.fibers = 2000;
    options.all_stacks_bytes = 4 << 20;
    options.output_rate = 10'000;
    Guest hostile(module, options);
    const std::string name = attack;
    const std::vector<tatu_value> arguments = name == "bomb"   ? std::vector<tatu_value>{}
                                              : name == "deep" ? std::vector{intValue(1500), intValue(10'000)}
                                                               : std::vector{intValue(1'000'000)};
    const Outcome outcome = hostile.call(attack, arguments);
    EXPECT_EQ(outcome.status, TATU_LIMIT) << attack << outcome.details;
    EXPECT_EQ(outcome.limit, name == "deep"    ? TATU_LIMIT_STACKS
                             : name == "flood" ? TATU_LIMIT_OUTPUT_RATE
                                               : TATU_LIMIT_FIBERS)
        << attack;
    const tatu_counters counters = hostile.counters();
    EXPECT_LE(counters.fibers, 2000) << attack;
    EXPECT_LE(counters.stack_bytes, 4 << 20) << attack;
    EXPECT_LE(counters.output_bytes, 20'000) << attack;
    EXPECT_EQ(counters.stops, 1);
    EXPECT_EQ(called(witness, "witness", {intValue(20)}), expected) << attack;
    EXPECT_EQ(tatu_guest_drop_call(hostile.get()), TATU_OK);
    EXPECT_EQ(hostile.counters().fibers, 1) << attack;
    EXPECT_EQ(called(hostile, "many", {intValue(5)}), "15") << attack;
  }
  const tatu_counters after = witness.counters();
  EXPECT_EQ((after.fuel_used - before.fuel_used) % 4, 0);
  EXPECT_EQ(after.stops, 0);
  EXPECT_EQ(after.fibers, 1);
}

// ---- Changing limits

TEST_P(LimitsOfGuests, AreSetOnlyWhereThereAreAny) {
  Guest guest(module);
  for (const tatu_limit limit :
       {TATU_LIMIT_NONE, TATU_LIMIT_HOST_MEMORY, TATU_LIMIT_STOP, static_cast<tatu_limit>(15)}) {
    EXPECT_EQ(tatu_guest_set_limit(guest.get(), limit, 1), TATU_MISUSE);
  }
  EXPECT_EQ(tatu_guest_set_limit(nullptr, TATU_LIMIT_FUEL, 1), TATU_MISUSE);
}

TEST_P(LimitsOfGuests, OnFuelAreSetToWhatIsLeft) {
  Guest guest(module);
  setLimit(guest, TATU_LIMIT_FUEL, 5000);
  EXPECT_EQ(guest.counters().fuel_left, 5000);
  EXPECT_EQ(guest.counters().fuel_used, 0);
  EXPECT_EQ(guest.call("keep", {intValue(10'000)}).limit, TATU_LIMIT_FUEL);
  const std::uint64_t used = guest.counters().fuel_used;
  EXPECT_EQ(guest.counters().fuel_left, 0);
  setLimit(guest, TATU_LIMIT_FUEL, 700);
  EXPECT_EQ(guest.counters().fuel_left, 700);
  EXPECT_EQ(guest.counters().fuel_used, used);
  EXPECT_EQ(guest.resume().limit, TATU_LIMIT_FUEL);
  EXPECT_GE(guest.counters().fuel_used, used + 700);
  EXPECT_LE(guest.counters().fuel_used, used + 2000);
  setLimit(guest, TATU_LIMIT_FUEL, kUnlimited);
  EXPECT_EQ(guest.resume().status, TATU_OK);
}

// What is left of a slice must not outlive a lower limit.
TEST_P(LimitsOfGuests, OnFuelCanBeLoweredInAHostFunction) {
  Body lower = [](tatu_host_call* call, std::span<const tatu_value> arguments, tatu_value&) {
    return tatu_guest_set_limit(tatu_host_call_guest(call), TATU_LIMIT_FUEL,
                                static_cast<std::uint64_t>(arguments[0].as.integer));
  };
  host.hostModule("game", {{"fun lower(fuel: Int)", callBody, &lower}});
  Guest guest(host.program(R"(
import game
pub fun run(): Int {
  game.lower(100)
  var i = 0
  while i < 100000 { i += 1 }
  return i
}
)"));
  EXPECT_EQ(guest.call("run").limit, TATU_LIMIT_FUEL);
  EXPECT_LE(guest.counters().fuel_used, 1000);
}

TEST_P(LimitsOfGuests, OnFuelCanBeEndlessAgainAndAgain) {
  Body work = [](tatu_host_call* call, std::span<const tatu_value>, tatu_value&) {
    tatu_host_call_charge(call, kUnlimited);
    tatu_host_call_charge(call, kUnlimited);
    return TATU_OK;
  };
  host.hostModule("game", {{"fun work()", callBody, &work}});
  Guest guest(host.program("import game\npub fun run() { game.work() }\npub fun one(): Int = 1\n"));
  std::uint64_t used = 0;
  for (int i = 0; i < 40; ++i) {
    ASSERT_EQ(tatu_guest_add_fuel(guest.get(), kUnlimited), TATU_OK);
    EXPECT_GT(guest.counters().fuel_left, 0) << i;
    Outcome outcome = guest.call("run");
    for (; outcome.status == TATU_LIMIT; outcome = guest.resume()) {
      EXPECT_EQ(guest.counters().fuel_left, 0);
      ASSERT_EQ(tatu_guest_add_fuel(guest.get(), kUnlimited), TATU_OK);
      ASSERT_EQ(tatu_guest_add_fuel(guest.get(), kUnlimited), TATU_OK);
    }
    EXPECT_EQ(outcome.status, TATU_OK);
    EXPECT_GE(guest.counters().fuel_used, used) << i;
    EXPECT_LE(guest.counters().fuel_used, static_cast<std::uint64_t>(INT64_MAX));
    EXPECT_LE(guest.counters().compiled_fuel, guest.counters().fuel_used);
    used = guest.counters().fuel_used;
  }
  EXPECT_GT(used, std::uint64_t{1} << 60);
  setLimit(guest, TATU_LIMIT_FUEL, 1000);
  EXPECT_EQ(called(guest, "one"), "1");
}

TEST_P(LimitsOfGuests, HoldForCallsFromHostFunctions) {
  const tatu_function* one = nullptr;
  Outcome inner;
  Body back = [&](tatu_host_call* call, std::span<const tatu_value>, tatu_value&) {
    inner = callAgain(call, one);
    return TATU_OK;
  };
  host.hostModule("game", {{"fun back()", callBody, &back}});
  tatu_module* const importing = host.program("import game\npub fun run() { game.back() }\npub fun one(): Int = 1\n");
  one = tatu_module_function(importing, "one");
  Guest guest(importing);
  for (const auto& [limit, value] : {std::pair(TATU_LIMIT_FIBERS, 1), std::pair(TATU_LIMIT_STACKS, 33'000)}) {
    setLimit(guest, limit, static_cast<std::uint64_t>(value));
    EXPECT_EQ(guest.call("run").status, TATU_OK);
    EXPECT_EQ(inner.limit, limit);
    setLimit(guest, limit, kUnlimited);
    EXPECT_EQ(guest.call("run").status, TATU_OK);
    EXPECT_EQ(show(inner.result), "1");
  }
}

TEST_P(LimitsOfGuests, OnHandlesAreExceptions) {
  const tatu_grant grant{TATU_GRANT_READ, 0, TATU_SOURCE_DIR "/docs"};
  tatu_guest_options options = Guest::defaults();
  options.grants = &grant;
  options.grant_count = 1;
  options.handles = 1;
  Guest guest(host.program(R"(
pub fun open(path: String): Int {
  val first = File.openToRead(path)
  val second = File.openToRead(path)
  first.close()
  second.close()
  return 2
}
)"),
              options);
  const tatu_value path = textValue(TATU_SOURCE_DIR "/docs/embedding.md");
  EXPECT_EQ(guest.call("open", {path}).exception, "IoException");
  setLimit(guest, TATU_LIMIT_HANDLES, 3);
  EXPECT_EQ(called(guest, "open", {path}), "2");
}

}  // namespace
}  // namespace tatu::embedding::test

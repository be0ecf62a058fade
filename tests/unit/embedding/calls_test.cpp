// Calls from the host: values both ways, how calls end, limits.
#include <gmock/gmock.h>

#include <cstddef>
#include <cstring>

#include "host.h"

namespace tatu::embedding::test {
namespace {

class Calls : public EveryTier {
 protected:
  Host host{GetParam()};
};
TATU_IN_EVERY_TIER(Calls);

constexpr std::string_view kEcho = R"(
data class Point(x: Int, y: Float)
data class Chain(value: Int, next: Chain?)
pub fun add(a: Int, b: Int): Int = a + b
pub fun small(a: Int32, b: Byte): Int = a.toInt() * b.toInt()
pub fun half(a: Float): Float = a / 2.0
pub fun halves(a: Array<Float>, b: Float32?): Float = a[0] / 2.0 + (b?.toFloat() ?? 0.0)
pub fun isEven(a: Int): Bool = a % 2 == 0
pub fun next(c: Char): Char = (c.toInt() + 1).toChar()
pub fun greet(name: String): String = "hello, " + name
pub fun orNull(a: Int?): Int? = if a == null { null } else { a + 1 }
pub fun textOrNull(a: String?): String? = a
pub fun swap(pair: (Int, String)): (String, Int) = (pair.1, pair.0)
pub fun doubled(values: Array<Int>): Array<Int> = Array.build(values.size, i => values[i] * 2)
pub fun bytes(values: Array<Byte>): Int = values.size
pub fun nested(values: Array<(String, Array<Int?>)?>): Int = values.size
pub fun list(values: List<String>): List<String> {
  values.add("end")
  return values
}
pub fun point(x: Int): Point = Point(x, 0.5)
pub fun chain(): Chain = Chain(1, Chain(2, null))
pub fun unit() {}
)";

TEST_P(Calls, CarryValuesBothWays) {
  Guest guest(host.program(kEcho));
  EXPECT_EQ(called(guest, "add", {intValue(3), intValue(-5)}), "-2");
  EXPECT_EQ(called(guest, "small", {intValue(-7), intValue(255)}), "-1785");
  EXPECT_EQ(called(guest, "half", {floatValue(3)}), "1.500000");
  EXPECT_EQ(called(guest, "isEven", {intValue(4)}), "true");
  EXPECT_EQ(called(guest, "next", {charValue('a')}), "U+98");
  EXPECT_EQ(called(guest, "greet", {textValue("wörld")}), "\"hello, wörld\"");
  EXPECT_EQ(called(guest, "greet", {textValue("")}), "\"hello, \"");
  EXPECT_EQ(called(guest, "orNull", {nullValue()}), "null");
  EXPECT_EQ(called(guest, "orNull", {intValue(1)}), "2");
  EXPECT_EQ(called(guest, "textOrNull", {nullValue()}), "null");
  EXPECT_EQ(called(guest, "textOrNull", {textValue("x")}), "\"x\"");
  const std::vector<tatu_value> pair{intValue(1), textValue("one")};
  EXPECT_EQ(called(guest, "swap", {listValue(TATU_RECORD, pair)}), "[\"one\", 1]");
  const std::vector<tatu_value> numbers{intValue(1), intValue(2), intValue(3)};
  EXPECT_EQ(called(guest, "doubled", {listValue(TATU_ARRAY, numbers)}), "[2, 4, 6]");
  EXPECT_EQ(called(guest, "doubled", {listValue(TATU_ARRAY, {})}), "[]");
  tatu_value bytes = textValue("abc");
  bytes.kind = TATU_BYTES;
  EXPECT_EQ(called(guest, "bytes", {bytes}), "3");
  const std::vector<tatu_value> inner{intValue(1), nullValue()};
  const std::vector<tatu_value> tuple{textValue("a"), listValue(TATU_ARRAY, inner)};
  const std::vector<tatu_value> outer{listValue(TATU_RECORD, tuple), nullValue()};
  EXPECT_EQ(called(guest, "nested", {listValue(TATU_ARRAY, outer)}), "2");
  const std::vector<tatu_value> texts{textValue("a"), textValue("b")};
  EXPECT_EQ(called(guest, "list", {listValue(TATU_ARRAY, texts)}), "[\"a\", \"b\", \"end\"]");
  EXPECT_EQ(called(guest, "point", {intValue(4)}), "[4, 0.500000]");
  EXPECT_EQ(called(guest, "chain"), "[1, [2, null]]");
  EXPECT_EQ(called(guest, "unit"), "()");
}

TEST_P(Calls, TakeAnIntForAFloatThatIsTheSameNumber) {
  Guest guest(host.program(kEcho));
  constexpr std::int64_t kMost = std::int64_t{1} << 53;
  constexpr std::int64_t kMostSingle = std::int64_t{1} << 24;
  EXPECT_EQ(called(guest, "half", {intValue(3)}), "1.500000");
  EXPECT_EQ(called(guest, "half", {intValue(-kMost)}), "-4503599627370496.000000");
  EXPECT_EQ(guest.call("half", {intValue(kMost + 1)}).message,
            "argument 1 is 9007199254740993 and should be a value of Float, or an Int of at most 9007199254740992");
  EXPECT_EQ(guest.call("half", {intValue(INT64_MIN)}).status, TATU_MISUSE);
  const std::vector<tatu_value> one{intValue(1)};
  EXPECT_EQ(called(guest, "halves", {listValue(TATU_ARRAY, one), intValue(kMostSingle)}), "16777216.500000");
  EXPECT_EQ(guest.call("halves", {listValue(TATU_ARRAY, one), intValue(-kMostSingle - 1)}).message,
            "argument 2 is -16777217 and should be a value of Float32, or an Int of at most 16777216");
  EXPECT_EQ(guest.call("add", {floatValue(1), intValue(1)}).status, TATU_MISUSE);
}

TEST_P(Calls, RefuseWrongValuesAndChangeNothing) {
  Guest guest(host.program(kEcho));
  const auto refused = [&](const char* function, const std::vector<tatu_value>& arguments) {
    const Outcome outcome = guest.call(function, arguments);
    EXPECT_EQ(outcome.status, TATU_MISUSE);
    return outcome.message;
  };
  EXPECT_EQ(refused("add", {intValue(1)}), "the function takes 2 arguments, not 1");
  EXPECT_EQ(refused("add", {intValue(1), textValue("2")}), "argument 2 is a String and should be a value of Int");
  EXPECT_EQ(refused("small", {intValue(1), intValue(256)}), "argument 2 is 256 and should be from 0 to 255");
  EXPECT_EQ(refused("greet", {textValue("\xFF")}), "argument 1 is a text of other bytes and should be UTF-8");
  EXPECT_EQ(refused("next", {charValue(0xD800)}), "argument 1 is 55296 and should be a Unicode scalar value");
  const std::vector<tatu_value> numbers{intValue(1), nullValue()};
  EXPECT_EQ(refused("doubled", {listValue(TATU_ARRAY, numbers)}),
            "argument 1 [1] is null and should be a value of Int");
  EXPECT_EQ(refused("swap", {listValue(TATU_RECORD, numbers)}),
            "argument 1 [1] is null and should be a value of String");
  EXPECT_EQ(refused("missing", {}), "`guest` and `function` must not be null");
  EXPECT_EQ(guest.counters().fuel_used, 0);
}

TEST_P(Calls, EndWithWhatTheProgramDoes) {
  Guest guest(host.program(R"(
pub fun fail(text: String) { throw StateException(text) }
pub fun leave(code: Int): Int {
  exit(code)
}
pub fun wait(): Int = Channel<Int>().receive()
pub fun say(text: String) { println(text) }
pub fun plus(a: Int): Int = a + 1
)"));
  const Outcome failed = guest.call("fail", {textValue("no")});
  EXPECT_EQ(failed.status, TATU_UNCAUGHT);
  EXPECT_EQ(failed.exception, "StateException");
  EXPECT_EQ(failed.message, "StateException: no");
  EXPECT_EQ(failed.details, "StateException: no\n  at fail (program.tatu:2:30)\n");
  const Outcome left = guest.call("leave", {intValue(3)});
  EXPECT_EQ(left.status, TATU_EXITED);
  EXPECT_EQ(left.exitCode, 3);
  EXPECT_EQ(guest.call("wait").status, TATU_DEADLOCKED);
  EXPECT_EQ(guest.call("say", {textValue("hello")}).status, TATU_OK);
  EXPECT_EQ(guest.output(), "hello\n");
  EXPECT_EQ(called(guest, "plus", {intValue(1)}), "2");
}

TEST_P(Calls, StandAtLimitsAndGoOn) {
  tatu_guest_options options = Guest::defaults();
  options.fuel = 1000;
  Guest guest(host.program(R"(
pub fun sum(n: Int): Int {
  var sum = 0
  for i in 1..n { sum += i }
  return sum
}
)"),
              options);
  Outcome outcome = guest.call("sum", {intValue(10'000)});
  int resumes = 0;
  while (outcome.status == TATU_LIMIT) {
    EXPECT_EQ(outcome.limit, TATU_LIMIT_FUEL);
    EXPECT_EQ(guest.call("sum", {intValue(1)}).message, "the guest stands at a limit: resume its call or drop it");
    ASSERT_EQ(tatu_guest_add_fuel(guest.get(), 1000), TATU_OK);
    outcome = guest.resume();
    ++resumes;
  }
  EXPECT_GT(resumes, 20);
  EXPECT_EQ(show(outcome.result), "50005000");
  EXPECT_EQ(guest.resume().status, TATU_MISUSE);
}

TEST_P(Calls, CanBeDroppedAtALimit) {
  tatu_guest_options options = Guest::defaults();
  options.fuel = 1000;
  Guest guest(host.program("pub fun loop() { while true {} }\npub fun one(): Int = 1\n"), options);
  EXPECT_EQ(guest.call("loop").limit, TATU_LIMIT_FUEL);
  EXPECT_EQ(tatu_guest_drop_call(guest.get()), TATU_OK);
  EXPECT_EQ(tatu_guest_drop_call(guest.get()), TATU_MISUSE);
  ASSERT_EQ(tatu_guest_add_fuel(guest.get(), 10'000), TATU_OK);
  EXPECT_EQ(called(guest, "one"), "1");
}

TEST_P(Calls, SetTheGlobalsFirstWhereverThatStops) {
  tatu_module* const module = host.program(R"(
val table = Array.build(1000, i => i * i)
var calls = 0
pub fun at(i: Int, text: String): String {
  calls += 1
  return "${text} ${table[i]} ${calls}"
}
)");
  Guest reference(module);
  EXPECT_EQ(called(reference, "at", {intValue(7), textValue("x")}), "\"x 49 1\"");
  EXPECT_EQ(called(reference, "at", {intValue(8), textValue("y")}), "\"y 64 2\"");
  tatu_guest_options options = Guest::defaults();
  options.fuel = 1;
  Guest guest(module, options);
  std::string text = "x";  // is not needed once the call has begun
  Outcome outcome = guest.call("at", {intValue(7), textValue(text)});
  text = "?";
  while (outcome.status == TATU_LIMIT) {
    ASSERT_EQ(tatu_guest_add_fuel(guest.get(), 97), TATU_OK);
    outcome = guest.resume();
  }
  EXPECT_EQ(show(outcome.result), "\"x 49 1\"");
}

TEST_P(Calls, OfAGuestWhoseGlobalsCouldNotBeSetFail) {
  Guest guest(host.program(R"(
val text = "${10 / "".length}"
pub fun size(): Int = text.length
pub fun one(): Int = 1
)"));
  EXPECT_EQ(guest.call("size").exception, "ArithmeticException");
  EXPECT_EQ(guest.call("size").exception, "StateException");
  EXPECT_EQ(called(guest, "one"), "1");
}

TEST_P(Calls, AreRefusedWhereArgumentsDoNotFitTheMemory) {
  tatu_guest_options options = Guest::defaults();
  options.memory_bytes = 200'000;
  Guest guest(host.program(kEcho), options);
  const std::string large(1'000'000, 'x');
  const Outcome outcome = guest.call("greet", {textValue(large)});
  EXPECT_EQ(outcome.status, TATU_LIMIT);
  EXPECT_EQ(outcome.limit, TATU_LIMIT_MEMORY);
  EXPECT_EQ(called(guest, "add", {intValue(1), intValue(2)}), "3");
}

TEST_P(Calls, StopWhenAsked) {
  Guest guest(host.program("pub fun loop() { while true {} }\n"));
  tatu_guest_stop(guest.get());
  EXPECT_EQ(guest.call("loop").limit, TATU_LIMIT_STOP);
  ASSERT_EQ(tatu_guest_set_limit(guest.get(), TATU_LIMIT_DEADLINE, 20), TATU_OK);
  EXPECT_EQ(guest.resume().limit, TATU_LIMIT_DEADLINE);
}

// A host that was built when the options ended with the fuel.
TEST(Options, OfAnEarlierHeaderAreUnderstood) {
  constexpr std::size_t kEarlier = offsetof(tatu_guest_options, memory_bytes);
  tatu_guest_options options;
  std::memset(&options, 0x55, sizeof options);
  tatu_guest_options_defaults(&options, kEarlier);
  EXPECT_EQ(options.size, kEarlier);
  EXPECT_EQ(options.fuel, 1'000'000'000u);
  EXPECT_EQ(options.memory_bytes, 0x5555555555555555u);
  options.fuel = 5000;
  Host host;
  tatu_module* const module = host.program("pub fun loop() { while true {} }\n");
  tatu_guest* guest = nullptr;
  ASSERT_EQ(tatu_guest_create(module, &options, &guest, nullptr), TATU_OK);
  EXPECT_EQ(tatu_guest_call(guest, tatu_module_function(module, "loop"), nullptr, 0, nullptr, nullptr), TATU_LIMIT);
  tatu_counters counters;
  std::memset(&counters, 0x55, sizeof counters);
  counters.size = offsetof(tatu_counters, memory_bytes);
  EXPECT_EQ(tatu_guest_counters(guest, &counters), TATU_OK);
  EXPECT_GE(counters.fuel_used, 5000u);
  EXPECT_EQ(counters.memory_bytes, 0x5555555555555555u);
  counters.size = sizeof counters.size - 1;
  EXPECT_EQ(tatu_guest_counters(guest, &counters), TATU_MISUSE);
  EXPECT_EQ(tatu_guest_destroy(guest), TATU_OK);
  options.size = sizeof options + 1;
  EXPECT_EQ(tatu_guest_create(module, &options, &guest, nullptr), TATU_MISUSE);
}

}  // namespace
}  // namespace tatu::embedding::test

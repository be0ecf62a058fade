// Copies of values between host and guest: the deep, the shared, the empty and the wrong.
#include <gmock/gmock.h>

#include <cmath>
#include <limits>

#include "host.h"

namespace tatu::embedding::test {
namespace {

class Copies : public EveryTier {
 protected:
  Host host{GetParam()};
};
TATU_IN_EVERY_TIER(Copies);

TEST_P(Copies, OfDeepAndEndlessResultsAreRefused) {
  Guest guest(host.program(R"(
data class Link(next: Array<Array<Array<Array<Array<Array<Array<Array<Array<Array<Array<Array<Link?>>>>>>>>>>>>)
data class Ring(next: Array<Ring?>)
data class Pair(left: Pair?, right: Pair?)
fun one<T>(x: T): Array<T> = Array.build(1, i => x)
pub fun deep(n: Int): Link? {
  var link: Link? = null
  for i in 1..n { link = Link(one(one(one(one(one(one(one(one(one(one(one(one(link))))))))))))) }
  return link
}
pub fun ring(): Ring {
  val ring = Ring(Array.build(1, i => null))
  ring.next[0] = ring
  return ring
}
pub fun shared(n: Int): Pair {
  var pair = Pair(null, null)
  for i in 1..n { pair = Pair(pair, pair) }
  return pair
}
)"));
  const auto refusal = "the result cannot be copied: it is too large, or has a part that cannot be given to the host";
  EXPECT_EQ(guest.call("deep", {intValue(2)}).status, TATU_OK);
  EXPECT_EQ(guest.call("deep", {intValue(60)}).message, refusal);
  EXPECT_EQ(guest.call("deep", {intValue(5000)}).message, refusal);
  EXPECT_EQ(guest.call("ring").message, refusal);
  EXPECT_EQ(guest.call("shared", {intValue(63)}).message, refusal);
  EXPECT_EQ(guest.call("shared", {intValue(10)}).status, TATU_OK);
}

TEST_P(Copies, OfResultsAreArgumentsOfTheNextCall) {
  Guest guest(host.program(R"(
pub fun twice(texts: Array<String>): Array<String> = Array.build(texts.size * 2, i => texts[i / 2])
pub fun next(n: Int): Int = n + 1
)"));
  const std::string large(3000, 'x');
  const std::vector<tatu_value> texts{textValue("one"), textValue(large)};
  tatu_value value = listValue(TATU_ARRAY, texts);
  for (int i = 0; i < 6; ++i) {
    tatu_error* error = nullptr;
    ASSERT_EQ(tatu_guest_call(guest.get(), guest.function("twice"), &value, 1, &value, &error), TATU_OK)
        << tatu_error_details(error);
  }
  ASSERT_EQ(value.size, 128);
  EXPECT_EQ(show(value.as.items[63]), "\"one\"");
  EXPECT_EQ(value.as.items[64].size, 3000);
  tatu_value number = intValue(1);
  for (int i = 0; i < 5; ++i) {
    EXPECT_EQ(tatu_guest_call(guest.get(), guest.function("next"), &number, 1, &number, nullptr), TATU_OK);
  }
  EXPECT_EQ(show(number), "6");
}

TEST_P(Copies, MayBeAsLargeAsTheMemoryLimitIsNow) {
  tatu_guest_options options = Guest::defaults();
  options.memory_bytes = 100'000;
  Guest guest(host.program("pub fun many(n: Int): Array<Int> = Array.build(n, i => i)\n"), options);
  EXPECT_EQ(guest.call("many", {intValue(10'000)}).status, TATU_FAILED);
  ASSERT_EQ(tatu_guest_set_limit(guest.get(), TATU_LIMIT_MEMORY, 10'000'000), TATU_OK);
  EXPECT_EQ(guest.call("many", {intValue(10'000)}).result.size, 10'000);
  ASSERT_EQ(tatu_guest_set_limit(guest.get(), TATU_LIMIT_MEMORY, 100'000), TATU_OK);
  EXPECT_EQ(guest.call("many", {intValue(10'000)}).status, TATU_FAILED);
}

TEST_P(Copies, OfNothingAtAllAreRefused) {
  Guest guest(host.program("pub fun never(a: Array<Never>): Int = a.size\n"));
  const std::vector<tatu_value> items{listValue(TATU_ARRAY, {})};
  EXPECT_EQ(guest.call("never", {listValue(TATU_ARRAY, items)}).message,
            "argument 1 [0] is an array and should be a value of Never, which has none");
  EXPECT_EQ(called(guest, "never", {listValue(TATU_ARRAY, {})}), "0");
}

TEST_P(Copies, OfEmptyAndOddValues) {
  Guest guest(host.program(R"(
pub fun text(a: String): String = a
pub fun bytes(a: Array<Byte>): Array<Byte> = a
pub fun float(a: Float): Float = a
pub fun narrow(a: Float32): Float32 = a
pub fun deep(a: Array<Array<Array<String>?>>): Array<Array<Array<String>?>> = a
)"));
  tatu_value none = textValue({});
  none.as.text = nullptr;
  EXPECT_EQ(called(guest, "text", {none}), "\"\"");
  none.kind = TATU_BYTES;
  EXPECT_EQ(called(guest, "bytes", {none}), "[]");
  none.kind = TATU_ARRAY;
  EXPECT_EQ(called(guest, "deep", {none}), "[]");
  none.size = 1;
  EXPECT_EQ(guest.call("deep", {none}).status, TATU_MISUSE);
  none.kind = TATU_STRING;
  EXPECT_EQ(guest.call("text", {none}).status, TATU_MISUSE);
  none.kind = TATU_BYTES;
  EXPECT_EQ(guest.call("bytes", {none}).status, TATU_MISUSE);
  none.kind = 4711;
  EXPECT_EQ(guest.call("bytes", {none}).message,
            "argument 1 is a value of unknown kind and should be a value of Array<Byte>");
  for (const char* function : {"float", "narrow"}) {
    EXPECT_TRUE(std::isnan(guest.call(function, {floatValue(-std::nan("77"))}).result.as.number));
    EXPECT_EQ(guest.call(function, {floatValue(INFINITY)}).result.as.number, INFINITY);
    EXPECT_TRUE(std::signbit(guest.call(function, {floatValue(-0.0)}).result.as.number));
  }
  EXPECT_TRUE(std::isinf(guest.call("narrow", {floatValue(1e300)}).result.as.number));
}

}  // namespace
}  // namespace tatu::embedding::test

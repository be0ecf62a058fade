#include "stdlib/natives/text_search.h"
#include "tests/unit/timing.h"

#include <gtest/gtest.h>

#include <cstdint>
#include <string>

namespace tatu::stdlib {
namespace {

TEST(TextSearch, FindsTheEnds) {
  EXPECT_EQ(findFirst("abcabc", "abc"), 0u);
  EXPECT_EQ(findLast("abcabc", "abc"), 3u);
  EXPECT_EQ(findFirst("abc", ""), 0u);
  EXPECT_EQ(findLast("abc", ""), 3u);
  EXPECT_EQ(findFirst("", ""), 0u);
  EXPECT_EQ(findFirst("", "a"), kNotFound);
  EXPECT_EQ(findFirst("ab", "abc"), kNotFound);
  EXPECT_EQ(findLast("ab", "abc"), kNotFound);
  EXPECT_EQ(findFirst(std::string_view("a\0b", 3), std::string_view("\0b", 2)), 1u);
}

// All texts over two letters up to a length, against the standard library.
TEST(TextSearch, AgreesWithPlainSearch) {
  const auto text = [](unsigned bits, std::size_t length) {
    std::string result(length, 'a');
    for (std::size_t i = 0; i < length; ++i) {
      if ((bits >> i & 1) != 0) result[i] = 'b';
    }
    return result;
  };
  for (std::size_t partLength = 1; partLength <= 5; ++partLength) {
    for (unsigned part = 0; part < 1u << partLength; ++part) {
      for (unsigned whole = 0; whole < 1u << 11; ++whole) {
        const std::string haystack = text(whole, 11);
        const std::string needle = text(part, partLength);
        ASSERT_EQ(findFirst(haystack, needle), haystack.find(needle)) << haystack << " " << needle;
        ASSERT_EQ(findLast(haystack, needle), haystack.rfind(needle)) << haystack << " " << needle;
      }
    }
  }
}

// Long enough that the budget of the quick search is used up and the two-way search has to go on.
TEST(TextSearch, AgreesOnPeriodicTexts) {
  std::uint64_t state = 1;
  for (int round = 0; round < 300; ++round) {
    state = state * 6364136223846793005u + 1442695040888963407u;
    const std::size_t period = 1 + (state >> 60);
    std::string unit(period, 'a');
    for (std::size_t i = 0; i < period; ++i) unit[i] = static_cast<char>('a' + (state >> (20 + i) & 1));
    std::string text;
    while (text.size() < 500) text += unit;
    text[(state >> 33) % 500] = 'c';
    const std::string part = text.substr((state >> 40) % 400, 20 + (state >> 50) % 80);
    ASSERT_EQ(findFirst(text, part), text.find(part));
    ASSERT_EQ(findLast(text, part), text.rfind(part));
    ASSERT_EQ(findFirst(text, part + "d"), kNotFound);
    ASSERT_EQ(findLast(text, "d" + part), kNotFound);
  }
}

// Quadratic work would be 5 * 10^11 comparisons.
TEST(TextSearch, IsLinearOnPreparedTexts) {
  const std::string text(1'000'000, 'a');
  const std::string half(500'000, 'a');
  const tatu::test::Stopwatch watch;
  EXPECT_EQ(findFirst(text, half + "b"), kNotFound);
  EXPECT_EQ(findFirst(text, "b" + half), kNotFound);
  EXPECT_EQ(findLast(text, half + "b"), kNotFound);
  EXPECT_EQ(findLast(text, "b" + half), kNotFound);
  EXPECT_EQ(findFirst(text, half.substr(1) + "b" + half), kNotFound);
  EXPECT_LT(watch.seconds(), 5 * tatu::test::kSlowdown);
}

}  // namespace
}  // namespace tatu::stdlib

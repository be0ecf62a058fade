#include "stdlib/natives/number_text.h"

#include <gtest/gtest.h>

#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>

namespace tatu::stdlib {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();

TEST(FloatText, IsShortest) {
  EXPECT_EQ(textOf(0.1), "0.1");
  EXPECT_EQ(textOf(0.1 + 0.2), "0.30000000000000004");
  EXPECT_EQ(textOf(1.0 / 3.0), "0.3333333333333333");
  EXPECT_EQ(textOf(0.1f), "0.1");
  EXPECT_EQ(textOf(16777216.0f), "16777216.0");
  EXPECT_EQ(textOf(3.4028235e38f), "3.4028235e38");
}

TEST(FloatText, AlwaysLooksLikeAFloat) {
  EXPECT_EQ(textOf(0.0), "0.0");
  EXPECT_EQ(textOf(-0.0), "-0.0");
  EXPECT_EQ(textOf(1.0), "1.0");
  EXPECT_EQ(textOf(-12.5), "-12.5");
  EXPECT_EQ(textOf(100.0), "100.0");
}

TEST(FloatText, ChangesFormAtTheThresholds) {
  EXPECT_EQ(textOf(1e15), "1000000000000000.0");
  EXPECT_EQ(textOf(9999999999999998.0), "9999999999999998.0");
  EXPECT_EQ(textOf(1e16), "1e16");
  EXPECT_EQ(textOf(1.5e16), "1.5e16");
  EXPECT_EQ(textOf(1e-5), "0.00001");
  EXPECT_EQ(textOf(9.5e-6), "9.5e-6");
  EXPECT_EQ(textOf(5e-324), "5e-324");
  EXPECT_EQ(textOf(std::numeric_limits<double>::max()), "1.7976931348623157e308");
}

TEST(FloatText, NamesWhatIsNoNumber) {
  EXPECT_EQ(textOf(std::nan("")), "NaN");
  EXPECT_EQ(textOf(-std::nan("")), "NaN");
  EXPECT_EQ(textOf(kInfinity), "Infinity");
  EXPECT_EQ(textOf(-kInfinity), "-Infinity");
  EXPECT_EQ(fixedText(-kInfinity, 3), "-Infinity");
  EXPECT_EQ(scientificText(std::nan(""), 3), "NaN");
}

TEST(FloatText, ReadsBackAsTheSameBits) {
  std::uint64_t state = 88172645463325252u;
  for (int i = 0; i < 20'000; ++i) {
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    const double value = std::bit_cast<double>(state);
    if (std::isnan(value)) continue;
    const auto back = parseFloat(textOf(value));
    ASSERT_TRUE(back) << textOf(value);
    ASSERT_EQ(std::bit_cast<std::uint64_t>(*back), state) << textOf(value);
  }
}

TEST(FixedText, RoundsTheExactValueHalfToEven) {
  EXPECT_EQ(fixedText(0.5, 0), "0");
  EXPECT_EQ(fixedText(1.5, 0), "2");
  EXPECT_EQ(fixedText(2.5, 0), "2");
  EXPECT_EQ(fixedText(0.125, 2), "0.12");
  EXPECT_EQ(fixedText(0.375, 2), "0.38");
  EXPECT_EQ(fixedText(1.005, 2), "1.00");  // the binary64 is a little below 1.005
  EXPECT_EQ(fixedText(2.675, 2), "2.67");
  EXPECT_EQ(fixedText(-0.04, 1), "-0.0");
}

TEST(FixedText, GivesAllDigits) {
  EXPECT_EQ(fixedText(1e21, 1), "1000000000000000000000.0");
  EXPECT_EQ(fixedText(0.1, 20), "0.10000000000000000555");
  const std::string longest = fixedText(-std::numeric_limits<double>::max(), 340);
  EXPECT_EQ(longest.size(), 1u + 309 + 1 + 340);
  EXPECT_EQ(fixedText(5e-324, 340).substr(0, 4), "0.00");
}

TEST(ScientificText, HasPlainExponents) {
  EXPECT_EQ(scientificText(1500.0, 2), "1.50e3");
  EXPECT_EQ(scientificText(0.00123, 1), "1.2e-3");
  EXPECT_EQ(scientificText(0.0, 0), "0e0");
  EXPECT_EQ(scientificText(1e300, 0), "1e300");
}

TEST(IntText, WritesEveryRadix) {
  EXPECT_EQ(IntText(255, 16).view(), "ff");
  EXPECT_EQ(IntText(-255, 2).view(), "-11111111");
  EXPECT_EQ(IntText(std::numeric_limits<std::int64_t>::min(), 10).view(), "-9223372036854775808");
  EXPECT_EQ(IntText(std::numeric_limits<std::int64_t>::min(), 2).view().size(), 65u);
  EXPECT_EQ(IntText(35, 36).view(), "z");
}

TEST(IntParse, ReadsWholeTextsOnly) {
  EXPECT_EQ(parseInt("42", 10), 42);
  EXPECT_EQ(parseInt("+42", 10), 42);
  EXPECT_EQ(parseInt("-0", 10), 0);
  EXPECT_EQ(parseInt("FF", 16), 255);
  EXPECT_EQ(parseInt("999999999999999999", 10), 999999999999999999);
  EXPECT_EQ(parseInt("-000000000000000001", 10), -1);
  EXPECT_EQ(parseInt("0000000000000000000012", 10), 12);
  EXPECT_EQ(parseInt("9223372036854775807", 10), INT64_MAX);
  EXPECT_EQ(parseInt("-9223372036854775808", 10), INT64_MIN);
  for (const char* text : {"", "+", "-", "+-1", "--1", " 1", "1 ", "1.0", "0x1", "9223372036854775808", "12a", "١"}) {
    EXPECT_FALSE(parseInt(text, 10)) << text;
  }
  EXPECT_FALSE(parseInt("2", 2));
}

TEST(FloatParse, ReadsNumbers) {
  EXPECT_EQ(parseFloat("1"), 1.0);
  EXPECT_EQ(parseFloat("-1.5e3"), -1500.0);
  EXPECT_EQ(parseFloat("+.5"), 0.5);
  EXPECT_EQ(parseFloat("2."), 2.0);
  EXPECT_EQ(parseFloat("1E5"), 1e5);
  EXPECT_EQ(parseFloat("Infinity"), kInfinity);
  EXPECT_EQ(parseFloat("-Infinity"), -kInfinity);
  EXPECT_TRUE(std::isnan(*parseFloat("NaN")));
  EXPECT_TRUE(std::signbit(*parseFloat("-0")));
}

TEST(FloatParse, RefusesTheRest) {
  for (const char* text : {"",      ".",     "-",  "+",  "e5",  "1e",  "1e+", "inf", "nan",   "-NaN",
                           "0x1p3", "1_000", " 1", "1 ", "1,5", "--1", "+-1", "-+1", "1.2.3", "1e5.0"}) {
    EXPECT_FALSE(parseFloat(text)) << text;
  }
}

TEST(FloatParse, GoesToInfinityAndZero) {
  EXPECT_EQ(parseFloat("1e400"), kInfinity);
  EXPECT_EQ(parseFloat("-1e400"), -kInfinity);
  EXPECT_EQ(parseFloat("1e-400"), 0.0);
  EXPECT_TRUE(std::signbit(*parseFloat("-1e-400")));
  EXPECT_EQ(parseFloat("1e99999999999999999999"), kInfinity);
  EXPECT_EQ(parseFloat("1e-99999999999999999999"), 0.0);
  EXPECT_EQ(parseFloat("0e99999999999999999999"), 0.0);
  EXPECT_EQ(parseFloat(std::string(400, '9')), kInfinity);
  EXPECT_EQ(parseFloat("0." + std::string(400, '0') + "1"), 0.0);
  EXPECT_EQ(parseFloat("0." + std::string(400, '0') + "1e401"), 1.0);
}

}  // namespace
}  // namespace tatu::stdlib

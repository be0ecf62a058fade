#include "stdlib/natives/unicode.h"

#include <gtest/gtest.h>
#include <utf8proc.h>

#include <string>

namespace tatu::stdlib {
namespace {

TEST(Utf8, RoundTripsEveryScalar) {
  for (char32_t scalar = 0; scalar <= 0x10FFFF; ++scalar) {
    if (scalar >= 0xD800 && scalar <= 0xDFFF) continue;
    std::string text;
    appendUtf8(text, scalar);
    ASSERT_EQ(text.size(), utf8Length(scalar));
    const Decoded decoded = decodeAt(text, 0);
    ASSERT_TRUE(decoded.scalar == scalar);
    ASSERT_EQ(decoded.length, text.size());
    ASSERT_EQ(firstInvalid(text), kAllValid);
  }
}

TEST(Utf8, RefusesWhatIsNoText) {
  const std::string bad[] = {
      "\x80",
      "\xBF",
      "\xC0\x80",
      "\xC1\xBF",
      "\xC3",
      "\xC3(",
      "\xE0\x80\x80",
      "\xE2\x82",
      "\xED\xA0\x80",
      "\xED\xBF\xBF",
      "\xF0\x80\x80\x80",
      "\xF0\x9F\x98",
      "\xF4\x90\x80\x80",
      "\xF5\x80\x80\x80",
      "\xFE",
      "\xFF",
  };
  for (const std::string& bytes : bad) {
    EXPECT_EQ(firstInvalid(bytes), 0u);
    EXPECT_EQ(firstInvalid("0123456789abcdef" + bytes), 16u);
    EXPECT_EQ(firstInvalid("0123456789" + bytes + "tail"), 10u);
  }
  EXPECT_EQ(firstInvalid(""), kAllValid);
  EXPECT_EQ(firstInvalid("plain ascii that is longer than a word"), kAllValid);
}

TEST(Utf8, KnowsBoundaries) {
  const std::string text = "a\u00E9\u20AC\U0001F600";
  std::string boundaries;
  for (std::size_t at = 0; at <= text.size(); ++at) boundaries += isBoundary(text, at) ? '|' : '.';
  EXPECT_EQ(boundaries, "||.|..|...|");
  EXPECT_FALSE(isBoundary(text, text.size() + 1));
}

TEST(Characters, AreWhatUnicodeSays) {
  for (utf8proc_int32_t value = 0; value <= 0x10FFFF; ++value) {
    const auto scalar = static_cast<char32_t>(value);
    const utf8proc_category_t category = utf8proc_category(value);
    ASSERT_EQ(isUpper(scalar), category == UTF8PROC_CATEGORY_LU) << value;
    ASSERT_EQ(isLower(scalar), category == UTF8PROC_CATEGORY_LL) << value;
    ASSERT_EQ(isLetter(scalar), category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_LO) << value;
    const bool isSeparator = category >= UTF8PROC_CATEGORY_ZS && category <= UTF8PROC_CATEGORY_ZP;
    ASSERT_EQ(isWhitespace(scalar), isSeparator || (value >= 0x09 && value <= 0x0D) || value == 0x85) << value;
    ASSERT_EQ(static_cast<utf8proc_int32_t>(toUpper(scalar)), utf8proc_toupper(value)) << value;
    ASSERT_EQ(static_cast<utf8proc_int32_t>(toLower(scalar)), utf8proc_tolower(value)) << value;
  }
  EXPECT_FALSE(isLetter(0x110000));
  EXPECT_EQ(toUpper(0xFFFFFFFF), char32_t{0xFFFFFFFF});
}

TEST(Characters, HaveProperties) {
  EXPECT_TRUE(isLetter(U'a') && isLetter(U'\u00DF') && isLetter(U'\u4E2D'));
  EXPECT_FALSE(isLetter(U'1') || isLetter(U' ') || isLetter(U'\U0001F600'));
  for (const char32_t space : {U' ', U'\t', U'\n', U'\r', U'\u0085', U'\u00A0', U'\u2003', U'\u2028', U'\u3000'}) {
    EXPECT_TRUE(isWhitespace(space)) << static_cast<std::uint32_t>(space);
  }
  EXPECT_FALSE(isWhitespace(U'\u200B') || isWhitespace(U'x'));
  EXPECT_TRUE(toUpper(U'\u00E4') == U'\u00C4');
  EXPECT_TRUE(toLower(U'\u0416') == U'\u0436');
  EXPECT_TRUE(toUpper(U'\u00DF') == U'\u1E9E');
  EXPECT_TRUE(toUpper(U'1') == U'1');
  EXPECT_TRUE(isUpper(U'\u0416') && isLower(U'\u0436') && !isUpper(U'1'));
}

// A mapping gives scalar values only, so that mapped text stays valid.
TEST(Characters, MapToScalars) {
  for (char32_t scalar = 0; scalar <= 0x10FFFF; ++scalar) {
    if (scalar >= 0xD800 && scalar <= 0xDFFF) continue;
    for (const char32_t mapped : {toUpper(scalar), toLower(scalar)}) {
      ASSERT_TRUE(mapped <= 0x10FFFF && (mapped < 0xD800 || mapped > 0xDFFF)) << static_cast<std::uint32_t>(scalar);
    }
  }
}

}  // namespace
}  // namespace tatu::stdlib

#include "stdlib/natives/unicode.h"

#include <utf8proc.h>

#include <cstring>

namespace tatu::stdlib {

namespace {

utf8proc_category_t categoryOf(char32_t scalar) { return utf8proc_category(static_cast<utf8proc_int32_t>(scalar)); }

// Eight ASCII bytes at a time.
std::size_t skipAscii(std::string_view text, std::size_t at) {
  while (at + 8 <= text.size()) {
    std::uint64_t word = 0;
    std::memcpy(&word, text.data() + at, 8);
    if ((word & 0x8080808080808080u) != 0) break;
    at += 8;
  }
  return at;
}

}  // namespace

Decoded decodeAt(std::string_view text, std::size_t offset) {
  const auto first = static_cast<std::uint8_t>(text[offset]);
  if (first < 0x80) return {first, 1};
  utf8proc_int32_t scalar = 0;
  const auto* bytes = reinterpret_cast<const utf8proc_uint8_t*>(text.data() + offset);
  const auto length = utf8proc_iterate(bytes, static_cast<utf8proc_ssize_t>(text.size() - offset), &scalar);
  if (length <= 0) return {};
  return {static_cast<char32_t>(scalar), static_cast<std::size_t>(length)};
}

void appendUtf8(std::string& text, char32_t scalar) {
  char bytes[4];
  text.append(bytes, writeUtf8(bytes, scalar));
}

std::size_t writeUtf8(char* out, char32_t scalar) {
  auto* bytes = reinterpret_cast<utf8proc_uint8_t*>(out);
  return static_cast<std::size_t>(utf8proc_encode_char(static_cast<utf8proc_int32_t>(scalar), bytes));
}

bool isBoundary(std::string_view text, std::size_t offset) {
  return offset == text.size() || (offset < text.size() && (static_cast<std::uint8_t>(text[offset]) & 0xC0) != 0x80);
}

std::size_t firstInvalid(std::string_view text) {
  for (std::size_t at = 0;;) {
    at = skipAscii(text, at);
    if (at >= text.size()) return kAllValid;
    const Decoded next = decodeAt(text, at);
    if (next.length == 0) return at;
    at += next.length;
  }
}

bool isLetter(char32_t scalar) {
  const auto category = categoryOf(scalar);
  return category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_LO;
}

bool isWhitespace(char32_t scalar) {
  if ((scalar >= 0x09 && scalar <= 0x0D) || scalar == 0x20 || scalar == 0x85) return true;
  if (scalar < 0x80) return false;
  const auto category = categoryOf(scalar);
  return category >= UTF8PROC_CATEGORY_ZS && category <= UTF8PROC_CATEGORY_ZP;
}

bool isUpper(char32_t scalar) { return categoryOf(scalar) == UTF8PROC_CATEGORY_LU; }
bool isLower(char32_t scalar) { return categoryOf(scalar) == UTF8PROC_CATEGORY_LL; }
char32_t toUpper(char32_t scalar) {
  return static_cast<char32_t>(utf8proc_toupper(static_cast<utf8proc_int32_t>(scalar)));
}
char32_t toLower(char32_t scalar) {
  return static_cast<char32_t>(utf8proc_tolower(static_cast<utf8proc_int32_t>(scalar)));
}

}  // namespace tatu::stdlib

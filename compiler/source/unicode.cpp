#include "compiler/source/unicode.h"

#include <utf8proc.h>

#include <cstdlib>
#include <cstring>
#include <memory>

namespace tatu::compiler {
namespace {

bool isLetter(utf8proc_category_t category) {
  return category == UTF8PROC_CATEGORY_LU || category == UTF8PROC_CATEGORY_LL || category == UTF8PROC_CATEGORY_LT ||
         category == UTF8PROC_CATEGORY_LM || category == UTF8PROC_CATEGORY_LO || category == UTF8PROC_CATEGORY_NL;
}

bool isMarkOrDigit(utf8proc_category_t category) {
  return category == UTF8PROC_CATEGORY_MN || category == UTF8PROC_CATEGORY_MC || category == UTF8PROC_CATEGORY_ND;
}

}  // namespace

DecodedCharacter decodeUtf8(std::string_view text) {
  utf8proc_int32_t scalar = 0;
  const utf8proc_ssize_t length = utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(text.data()),
                                                   static_cast<utf8proc_ssize_t>(text.size()), &scalar);
  if (length <= 0) return {};
  return {static_cast<char32_t>(scalar), static_cast<std::uint32_t>(length), true};
}

void appendUtf8(std::string& target, char32_t scalar) {
  utf8proc_uint8_t bytes[4];
  const utf8proc_ssize_t length = utf8proc_encode_char(static_cast<utf8proc_int32_t>(scalar), bytes);
  target.append(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(length));
}

std::size_t asciiPrefix(std::string_view text) {
  constexpr std::uint64_t kHighBits = 0x8080808080808080u;
  std::size_t i = 0;
  for (std::uint64_t word; i + sizeof word <= text.size(); i += sizeof word) {
    std::memcpy(&word, text.data() + i, sizeof word);
    if ((word & kHighBits) != 0) break;
  }
  while (i < text.size() && static_cast<unsigned char>(text[i]) < 0x80) ++i;
  return i;
}

std::optional<std::size_t> findInvalidUtf8(std::string_view text) {
  std::size_t i = 0;
  while ((i += asciiPrefix(text.substr(i))) < text.size()) {
    const DecodedCharacter next = decodeUtf8(text.substr(i));
    if (!next.valid) return i;
    i += next.length;
  }
  return std::nullopt;
}

bool isScalarValue(std::uint64_t value) { return value <= 0x10FFFF && (value < 0xD800 || value > 0xDFFF); }

bool startsIdentifier(char32_t scalar) {
  return scalar == U'_' || isLetter(utf8proc_category(static_cast<utf8proc_int32_t>(scalar)));
}

bool continuesIdentifier(char32_t scalar) {
  const utf8proc_category_t category = utf8proc_category(static_cast<utf8proc_int32_t>(scalar));
  return scalar == U'_' || isLetter(category) || isMarkOrDigit(category);
}

bool startsUpperCase(std::string_view name) {
  if (static_cast<unsigned char>(name[0]) < 0x80) return name[0] >= 'A' && name[0] <= 'Z';
  const auto category = utf8proc_category(static_cast<utf8proc_int32_t>(decodeUtf8(name).scalar));
  return category == UTF8PROC_CATEGORY_LU || category == UTF8PROC_CATEGORY_LT;
}

bool isControlOrBidirectional(char32_t scalar) {
  const bool control = scalar < 0x20 || (scalar >= 0x7F && scalar <= 0x9F);
  const bool bidirectional = (scalar >= 0x202A && scalar <= 0x202E) || (scalar >= 0x2066 && scalar <= 0x2069);
  return control || bidirectional || scalar == 0x2028 || scalar == 0x2029;
}

bool isInvisible(char32_t scalar) {
  return scalar == 0x200B || scalar == 0x200E || scalar == 0x200F || scalar == 0x2060 || scalar == 0xFEFF ||
         scalar == 0xAD;
}

unsigned displayWidth(char32_t scalar) {
  if (scalar < 0x7F) return 1;
  const int width = utf8proc_charwidth(static_cast<utf8proc_int32_t>(scalar));
  return width < 0 ? 0 : static_cast<unsigned>(width);
}

std::string normalizeC(std::string_view text) {
  utf8proc_uint8_t* result = nullptr;
  const utf8proc_ssize_t length =
      utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(text.data()), static_cast<utf8proc_ssize_t>(text.size()),
                   &result, static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE));
  const std::unique_ptr<utf8proc_uint8_t, decltype(&std::free)> owner(result, &std::free);
  if (length < 0) return std::string(text);
  return {reinterpret_cast<const char*>(result), static_cast<std::size_t>(length)};
}

}  // namespace tatu::compiler

#include "compiler/syntax/literal_values.h"

#include <algorithm>
#include <charconv>
#include <limits>

#include "compiler/source/unicode.h"

namespace tatu::compiler {
namespace {

std::string withoutUnderscores(std::string_view text) {
  std::string digits;
  digits.reserve(text.size());
  for (const char c : text) {
    if (c != '_') digits += c;
  }
  return digits;
}

int radixOf(std::string_view text) {
  if (text.size() < 2 || text[0] != '0') return 10;
  switch (text[1]) {
    case 'x':
    case 'X': return 16;
    case 'o':
    case 'O': return 8;
    case 'b':
    case 'B': return 2;
    default: return 10;
  }
}

// Whether a decimal number that no float can hold is too large rather than too small: by the place of its first digit
// that is not zero.
bool isHuge(std::string_view text) {
  const std::size_t e = text.find_first_of("eE");
  const std::string_view mantissa = text.substr(0, e);
  std::size_t point = mantissa.find('.');
  if (point == std::string_view::npos) point = mantissa.size();
  const std::size_t first = mantissa.find_first_not_of("0.");
  if (first == std::string_view::npos) return false;
  long long exponent = 0;
  if (e != std::string_view::npos) {
    std::string_view tail = text.substr(e + 1);
    if (tail.starts_with('+')) tail.remove_prefix(1);
    const auto parsed = std::from_chars(tail.data(), tail.data() + tail.size(), exponent);
    if (parsed.ec == std::errc::result_out_of_range) return !tail.starts_with('-');
  }
  return static_cast<long long>(point) - static_cast<long long>(first) + exponent > 0;
}

template <class Float>
Float parseFloat(std::string_view text) {
  Float value = 0;
  const auto parsed = std::from_chars(text.data(), text.data() + text.size(), value);
  if (parsed.ec != std::errc::result_out_of_range) return value;
  return isHuge(text) ? std::numeric_limits<Float>::infinity() : Float{0};
}

}  // namespace

std::optional<std::uint64_t> integerValue(std::string_view text) {
  const int radix = radixOf(text);
  const std::string digits = withoutUnderscores(radix == 10 ? text : text.substr(2));
  std::uint64_t value = 0;
  const auto parsed = std::from_chars(digits.data(), digits.data() + digits.size(), value, radix);
  if (parsed.ec == std::errc::result_out_of_range) return std::nullopt;
  return value;
}

FloatValues floatValues(std::string_view text) {
  const std::string digits = withoutUnderscores(text);
  return {parseFloat<double>(digits), parseFloat<float>(digits)};
}

namespace {

char simpleEscape(char c) {
  switch (c) {
    case 'n': return '\n';
    case 'r': return '\r';
    case 't': return '\t';
    case '0': return '\0';
    default: return c;
  }
}

// `text` begins behind `\u`; returns how much of it belongs to the escape.
std::size_t decodeUnicodeEscape(std::string_view text, std::string& target) {
  const std::size_t close = text.find('}');
  if (!text.starts_with('{') || close == std::string_view::npos) return 0;
  std::uint32_t value = 0;
  const auto parsed = std::from_chars(text.data() + 1, text.data() + close, value, 16);
  if (parsed.ec == std::errc() && isScalarValue(value)) appendUtf8(target, static_cast<char32_t>(value));
  return close + 1;
}

// The same behind `\x`.
std::size_t decodeByteEscape(std::string_view text, std::string& target) {
  unsigned value = 0;
  const auto parsed = std::from_chars(text.data(), text.data() + std::min<std::size_t>(2, text.size()), value, 16);
  target += static_cast<char>(value);
  return static_cast<std::size_t>(parsed.ptr - text.data());
}

}  // namespace

std::string decodeEscapes(std::string_view text) {
  std::string result;
  result.reserve(text.size());
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\\' || i + 1 == text.size()) {
      result += text[i];
    } else if (text[++i] == 'u') {
      i += decodeUnicodeEscape(text.substr(i + 1), result);
    } else if (text[i] == 'x') {
      i += decodeByteEscape(text.substr(i + 1), result);
    } else {
      result += simpleEscape(text[i]);
    }
  }
  return result;
}

char32_t characterValue(std::string_view text) {
  if (text.starts_with('\'')) text.remove_prefix(1);
  if (text.size() > 1 && text.ends_with('\'')) text.remove_suffix(1);
  const std::string decoded = decodeEscapes(text);
  if (decoded.empty()) return U'\0';
  return decodeUtf8(decoded).scalar;
}

}  // namespace tatu::compiler

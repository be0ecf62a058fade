#include "stdlib/natives/number_text.h"

#include <array>
#include <charconv>
#include <cmath>
#include <limits>

namespace tatu::stdlib {

namespace {

constexpr int kLeastDecimalExponent = -5;
constexpr int kGreatestDecimalExponent = 15;

std::optional<std::string> specialText(double value) {
  if (std::isnan(value)) return "NaN";
  if (std::isinf(value)) return value > 0 ? "Infinity" : "-Infinity";
  return std::nullopt;
}

// "d.ddde+XX" -> sign, digits without point, exponent.
struct Scientific {
  bool isNegative = false;
  std::string digits;
  int exponent = 0;
};

Scientific split(std::string_view text) {
  Scientific result;
  if (text.front() == '-') {
    result.isNegative = true;
    text.remove_prefix(1);
  }
  const std::size_t mark = text.find('e');
  for (const char c : text.substr(0, mark)) {
    if (c != '.') result.digits.push_back(c);
  }
  std::string_view exponent = text.substr(mark + 1);
  if (exponent.front() == '+') exponent.remove_prefix(1);
  std::from_chars(exponent.data(), exponent.data() + exponent.size(), result.exponent);
  return result;
}

std::string decimalForm(const Scientific& number) {
  const int count = static_cast<int>(number.digits.size());
  if (number.exponent < 0)
    return "0." + std::string(static_cast<std::size_t>(-number.exponent - 1), '0') + number.digits;
  const int whole = number.exponent + 1;
  if (whole >= count) return number.digits + std::string(static_cast<std::size_t>(whole - count), '0') + ".0";
  return number.digits.substr(0, static_cast<std::size_t>(whole)) + "." +
         number.digits.substr(static_cast<std::size_t>(whole));
}

std::string scientificForm(const Scientific& number) {
  std::string text = number.digits.substr(0, 1);
  if (number.digits.size() > 1) text += "." + number.digits.substr(1);
  return text + "e" + std::to_string(number.exponent);
}

template <typename Real>
std::string shortestText(Real value) {
  if (auto special = specialText(value)) return *special;
  std::array<char, 64> buffer;
  const auto end =
      std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, std::chars_format::scientific).ptr;
  const Scientific number = split({buffer.data(), static_cast<std::size_t>(end - buffer.data())});
  const bool isDecimal = number.exponent >= kLeastDecimalExponent && number.exponent <= kGreatestDecimalExponent;
  return (number.isNegative ? "-" : "") + (isDecimal ? decimalForm(number) : scientificForm(number));
}

std::string formatted(double value, std::chars_format format, int digits) {
  std::array<char, 768> buffer;  // 309 digits before the point, 340 behind it
  const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, format, digits).ptr;
  return {buffer.data(), end};
}

bool isPlainNumber(std::string_view text) {
  bool hasDigit = false;
  for (const char c : text) {
    const bool isDigit = c >= '0' && c <= '9';
    hasDigit = hasDigit || isDigit;
    if (!isDigit && c != '.' && c != 'e' && c != 'E' && c != '+' && c != '-') return false;
  }
  return hasDigit;
}

// from_chars says only "out of range": whether the number is huge or tiny follows from the position of its first digit.
double outOfRange(std::string_view text, bool isNegative) {
  const std::size_t mark = text.find_first_of("eE");
  const std::string_view mantissa = text.substr(0, mark);
  long long exponent = 0;
  if (mark != std::string_view::npos) {
    std::string_view digits = text.substr(mark + 1);
    const bool isBelowOne = digits.front() == '-';
    if (digits.front() == '+' || isBelowOne) digits.remove_prefix(1);
    const auto result = std::from_chars(digits.data(), digits.data() + digits.size(), exponent);
    if (result.ec != std::errc()) exponent = std::numeric_limits<int>::max();
    if (isBelowOne) exponent = -exponent;
  }
  const std::size_t point = std::min(mantissa.find('.'), mantissa.size());
  const std::size_t first = mantissa.find_first_of("123456789");
  const long long place =
      first < point ? static_cast<long long>(point - first) : -static_cast<long long>(first - point);
  const double magnitude = place + exponent > 0 ? std::numeric_limits<double>::infinity() : 0.0;
  return isNegative ? -magnitude : magnitude;
}

}  // namespace

std::string textOf(double value) { return shortestText(value); }
std::string textOf(float value) { return shortestText(value); }

std::string fixedText(double value, int digits) {
  if (auto special = specialText(value)) return *special;
  return formatted(value, std::chars_format::fixed, digits);
}

std::string scientificText(double value, int digits) {
  if (auto special = specialText(value)) return *special;
  const std::string text = formatted(value, std::chars_format::scientific, digits);
  const std::size_t mark = text.find('e');
  return text.substr(0, mark) + "e" + std::to_string(split(text).exponent);
}

namespace {

// Most numbers are decimal and short: so many digits do not overflow.
constexpr std::size_t kShortDigits = 18;

std::optional<std::int64_t> parseShortDecimal(std::string_view digits, bool isNegative) {
  std::int64_t value = 0;
  for (const char c : digits) {
    const auto digit = static_cast<std::uint8_t>(c - '0');
    if (digit > 9) return std::nullopt;
    value = value * 10 + digit;
  }
  return isNegative ? -value : value;
}

}  // namespace

std::optional<std::int64_t> parseInt(std::string_view text, int radix) {
  if (text.size() > 1 && text.front() == '+' && text[1] != '-') text.remove_prefix(1);
  const std::size_t sign = text.starts_with('-') ? 1 : 0;
  const std::size_t digits = text.size() - sign;
  if (radix == 10 && digits != 0 && digits <= kShortDigits) return parseShortDecimal(text.substr(sign), sign != 0);
  std::uint64_t magnitude = 0;
  const auto result = std::from_chars(text.data() + sign, text.data() + text.size(), magnitude, radix);
  if (result.ec != std::errc() || result.ptr != text.data() + text.size()) return std::nullopt;
  if (magnitude > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max()) + sign) return std::nullopt;
  return static_cast<std::int64_t>(sign == 0 ? magnitude : 0 - magnitude);
}

std::optional<double> parseFloat(std::string_view text) {
  if (text == "NaN") return std::numeric_limits<double>::quiet_NaN();
  const bool isNegative = !text.empty() && text.front() == '-';
  if (!text.empty() && (isNegative || text.front() == '+')) text.remove_prefix(1);
  if (text == "Infinity") {
    const double infinity = std::numeric_limits<double>::infinity();
    return isNegative ? -infinity : infinity;
  }
  if (!isPlainNumber(text) || text.front() == '+' || text.front() == '-') return std::nullopt;
  double value = 0;
  const auto result = std::from_chars(text.data(), text.data() + text.size(), value);
  if (result.ptr != text.data() + text.size()) return std::nullopt;
  if (result.ec == std::errc::result_out_of_range) return outOfRange(text, isNegative);
  if (result.ec != std::errc()) return std::nullopt;
  return isNegative ? -value : value;
}

}  // namespace tatu::stdlib

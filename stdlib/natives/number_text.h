// Numbers as text and back. Shortest round-trip digits; independent of locale and host.
#pragma once

#include <array>
#include <charconv>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace tatu::stdlib {

// `12.5`, `1.0`, `1e300`, `-0.0`, `NaN`, `Infinity`: decimal form for exponents from -5 to 15, else scientific.
[[nodiscard]] std::string textOf(double value);
[[nodiscard]] std::string textOf(float value);

// Exactly rounded, half to even. `digits` is 0 to 340.
[[nodiscard]] std::string fixedText(double value, int digits);
[[nodiscard]] std::string scientificText(double value, int digits);

// The digits of a number in base 2 to 36.
class IntText {
 public:
  IntText(std::int64_t value, int radix)
      : end_(std::to_chars(digits_.data(), digits_.data() + digits_.size(), value, radix).ptr) {}
  IntText(const IntText&) = delete;
  IntText& operator=(const IntText&) = delete;

  [[nodiscard]] std::string_view view() const { return {digits_.data(), end_}; }

 private:
  std::array<char, 65> digits_;  // a sign and 64 bits
  const char* end_;
};

// The whole text is an optional sign and digits, and the number fits; else nothing.
[[nodiscard]] std::optional<std::int64_t> parseInt(std::string_view text, int radix);
// A decimal number with optional sign, point and exponent, or what textOf gives for NaN and infinities. Too large gives
// infinity, too small zero.
[[nodiscard]] std::optional<double> parseFloat(std::string_view text);

}  // namespace tatu::stdlib

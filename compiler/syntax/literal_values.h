// The values of literals, from their text. The scanner has checked and reported their form; malformed ones get some
// value.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace tatu::compiler {

// Nothing if it is over 2^64 - 1.
[[nodiscard]] std::optional<std::uint64_t> integerValue(std::string_view text);

struct FloatValues {
  double value;
  float value32;
};
// Each rounded to nearest from the decimal text; infinite if too large, zero if too small.
[[nodiscard]] FloatValues floatValues(std::string_view text);

// The text between the quotes, with its escapes decoded.
[[nodiscard]] std::string decodeEscapes(std::string_view text);
[[nodiscard]] char32_t characterValue(std::string_view text);

}  // namespace tatu::compiler

// How `${value:format}` is written: `[[fill]align][+][0][width][.precision][type]`.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace tatu::compiler::check {

struct FormatText {
  enum class Alignment : std::uint8_t { None, Left, Right, Center };

  Alignment alignment = Alignment::None;
  char32_t fill = U' ';
  bool hasPlus = false;
  bool hasZeros = false;
  std::optional<std::uint64_t> width;
  std::optional<std::uint64_t> precision;
  char type = '\0';  // one of kFormatTypes

  [[nodiscard]] bool isOfInteger() const { return type == 'x' || type == 'X' || type == 'o' || type == 'b'; }
  [[nodiscard]] bool isOfFloat() const { return type == 'f' || type == 'e'; }
};

inline constexpr std::string_view kFormatTypes = "xXobfe";

// Nothing if the text is no format. Numbers that are too large come out as some large number.
[[nodiscard]] std::optional<FormatText> readFormat(std::string_view text);

}  // namespace tatu::compiler::check

// The little of Unicode that reading source text needs.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace tatu::compiler {

struct DecodedCharacter {
  char32_t scalar = 0;
  std::uint32_t length = 1;  // bytes; 1 if invalid
  bool valid = false;
};

// The character at the start of the text, which must not be empty.
[[nodiscard]] DecodedCharacter decodeUtf8(std::string_view text);
void appendUtf8(std::string& target, char32_t scalar);
// The offset of the first byte that is not part of valid UTF-8.
[[nodiscard]] std::optional<std::size_t> findInvalidUtf8(std::string_view text);

[[nodiscard]] bool isScalarValue(std::uint64_t value);
[[nodiscard]] bool startsIdentifier(char32_t scalar);
[[nodiscard]] bool continuesIdentifier(char32_t scalar);
// In patterns such names are those of cases, classes and constants; others bind. The name must not be empty.
[[nodiscard]] bool startsUpperCase(std::string_view name);
// Controls, and the formatting characters that can reorder the text on a screen.
[[nodiscard]] bool isControlOrBidirectional(char32_t scalar);
// Takes no room and joins nothing: a space of no width, a mark of direction, a byte order mark inside the text.
[[nodiscard]] bool isInvisible(char32_t scalar);
// Columns on a terminal: 0, 1 or 2.
[[nodiscard]] unsigned displayWidth(char32_t scalar);
// The text in normal form C; the text must be valid UTF-8.
[[nodiscard]] std::string normalizeC(std::string_view text);

// Bytes of which none is above 0x7F, at the start of the text.
[[nodiscard]] std::size_t asciiPrefix(std::string_view text);

}  // namespace tatu::compiler

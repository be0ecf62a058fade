// UTF-8 and the properties of characters.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace tatu::stdlib {

struct Decoded {
  char32_t scalar = 0;
  std::size_t length = 0;  // bytes; 0: not valid here
};

// The character that starts at `offset`, which is inside the text.
[[nodiscard]] Decoded decodeAt(std::string_view text, std::size_t offset);
void appendUtf8(std::string& text, char32_t scalar);
// 1 to 4.
[[nodiscard]] constexpr std::size_t utf8Length(char32_t scalar) {
  return scalar < 0x80 ? 1 : scalar < 0x800 ? 2 : scalar < 0x10000 ? 3 : 4;
}
// Writes utf8Length(scalar) bytes and says how many that are. `scalar` is a Unicode scalar value.
std::size_t writeUtf8(char* out, char32_t scalar);

// True if an offset stands between two characters of valid UTF-8 (also at both ends).
[[nodiscard]] bool isBoundary(std::string_view text, std::size_t offset);

inline constexpr std::size_t kAllValid = static_cast<std::size_t>(-1);
// The offset of the first byte that is not part of valid UTF-8, or kAllValid.
[[nodiscard]] std::size_t firstInvalid(std::string_view text);

[[nodiscard]] bool isLetter(char32_t scalar);
[[nodiscard]] bool isWhitespace(char32_t scalar);  // Unicode's White_Space
[[nodiscard]] bool isUpper(char32_t scalar);
[[nodiscard]] bool isLower(char32_t scalar);
[[nodiscard]] char32_t toUpper(char32_t scalar);
[[nodiscard]] char32_t toLower(char32_t scalar);

}  // namespace tatu::stdlib

#include "stdlib/natives/unicode.h"

#include <cstring>

#include "os/text.h"
#include "stdlib/natives/character_table.h"

namespace tatu::stdlib {

namespace {

// `count` continuation bytes of six bits each, the last one with the lowest bits.
void writeContinuation(char* out, char32_t scalar, std::size_t count) {
  for (std::size_t i = count; i-- > 0; scalar >>= 6) out[i] = static_cast<char>(0x80 | (scalar & 0x3F));
}

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
  const os::DecodedScalar decoded = os::decodeScalar(text, offset);
  if (!decoded.valid) return {};
  return {decoded.scalar, decoded.length};
}

void appendUtf8(std::string& text, char32_t scalar) {
  char bytes[4];
  text.append(bytes, writeUtf8(bytes, scalar));
}

std::size_t writeUtf8(char* out, char32_t scalar) {
  const std::size_t length = utf8Length(scalar);
  constexpr std::uint8_t kLeads[] = {0, 0, 0xC0, 0xE0, 0xF0};  // by length
  out[0] = static_cast<char>(kLeads[length] | (scalar >> (6 * (length - 1))));
  writeContinuation(out + 1, scalar, length - 1);
  return length;
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
  const CharacterKind kind = factsOf(scalar).kind;
  return kind >= CharacterKind::UpperCase && kind <= CharacterKind::OtherLetter;
}

bool isWhitespace(char32_t scalar) {
  if ((scalar >= 0x09 && scalar <= 0x0D) || scalar == 0x20 || scalar == 0x85) return true;
  return scalar >= 0x80 && factsOf(scalar).kind == CharacterKind::Separator;
}

bool isUpper(char32_t scalar) { return factsOf(scalar).kind == CharacterKind::UpperCase; }
bool isLower(char32_t scalar) { return factsOf(scalar).kind == CharacterKind::LowerCase; }
char32_t toUpper(char32_t scalar) { return scalar + static_cast<char32_t>(factsOf(scalar).toUpper); }
char32_t toLower(char32_t scalar) { return scalar + static_cast<char32_t>(factsOf(scalar).toLower); }

}  // namespace tatu::stdlib

#include "os/text.h"

#include <cstdint>

namespace tatu::os {
namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

std::uint8_t byteAt(std::string_view text, std::size_t position) { return static_cast<std::uint8_t>(text[position]); }

/// How many bytes a scalar that starts with `lead` has; 0 if none starts so.
std::size_t lengthFromLead(std::uint8_t lead) {
  if (lead < 0x80) return 1;
  if (lead >= 0xC2 && lead <= 0xDF) return 2;
  if (lead >= 0xE0 && lead <= 0xEF) return 3;
  if (lead >= 0xF0 && lead <= 0xF4) return 4;
  return 0;
}

bool inRange(char32_t scalar, std::size_t length) {
  if (length == 3) return scalar >= 0x800 && !(scalar >= 0xD800 && scalar <= 0xDFFF);
  if (length == 4) return scalar >= 0x10000 && scalar <= 0x10FFFF;
  return true;
}

template <typename Keep>
std::string replaceUnless(std::string_view text, Keep keep) {
  std::string result;
  result.reserve(text.size());
  for (std::size_t position = 0; position < text.size();) {
    const DecodedScalar step = decodeScalar(text, position);
    result += step.valid && keep(step.scalar) ? text.substr(position, step.length) : kReplacement;
    position += step.length;
  }
  return result;
}

}  // namespace

DecodedScalar decodeScalar(std::string_view text, std::size_t position) noexcept {
  if (position >= text.size()) return {};
  const std::uint8_t lead = byteAt(text, position);
  const std::size_t length = lengthFromLead(lead);
  const DecodedScalar invalid{0xFFFD, 1, false};
  if (length == 0 || length > text.size() - position) return invalid;
  if (length == 1) return {lead, 1, true};
  char32_t scalar = lead & (0x7FU >> length);
  for (std::size_t i = 1; i < length; ++i) {
    const std::uint8_t next = byteAt(text, position + i);
    if ((next & 0xC0U) != 0x80) return invalid;
    scalar = (scalar << 6) | (next & 0x3FU);
  }
  if (!inRange(scalar, length)) return invalid;
  return {scalar, length, true};
}

bool isValidUtf8(std::string_view text) noexcept {
  for (std::size_t position = 0; position < text.size();) {
    const DecodedScalar step = decodeScalar(text, position);
    if (!step.valid) return false;
    position += step.length;
  }
  return true;
}

bool isControl(char32_t scalar) noexcept { return scalar < 0x20 || (scalar >= 0x7F && scalar <= 0x9F); }

bool isHiddenFormat(char32_t scalar) noexcept {
  const bool bidirectional = (scalar >= 0x202A && scalar <= 0x202E) || (scalar >= 0x2066 && scalar <= 0x2069);
  const bool invisible = (scalar >= 0x200B && scalar <= 0x200F) || scalar == 0x061C || scalar == 0xFEFF ||
                         scalar == 0x2028 || scalar == 0x2029 || (scalar >= 0xE0000 && scalar <= 0xE007F);
  return bidirectional || invisible;
}

std::string replaceUnrepresentable(std::string_view text) {
  return replaceUnless(text, [](char32_t scalar) { return !isControl(scalar); });
}

std::string replaceInvalidUtf8(std::string_view text) {
  return replaceUnless(text, [](char32_t) { return true; });
}

}  // namespace tatu::os

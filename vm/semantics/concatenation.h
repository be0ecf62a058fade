// Joining texts: what all tiers do, and what it costs. `parts` are slots of strings.
#pragma once

#include <cstdint>

#include "vm/object/copy_text.h"
#include "vm/object/objects.h"

namespace tatu::vm {

[[nodiscard]] inline std::uint64_t lengthOfParts(const Slot* parts, std::uint32_t count) {
  std::uint64_t length = 0;
  for (std::uint32_t i = 0; i < count; ++i) length += stringOf(parts[i]).length;
  return length;
}

[[nodiscard]] constexpr std::uint64_t priceOfConcat(std::uint64_t length) { return length / 16; }

// To `to` there is room for all of them.
inline void joinParts(const Slot* parts, std::uint32_t count, char* to) {
  for (std::uint32_t i = 0; i < count; ++i) {
    const StringObject& part = stringOf(parts[i]);
    copyText(to, part.data(), part.length);
    to += part.length;
  }
}

}  // namespace tatu::vm

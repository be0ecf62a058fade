// SipHash-1-3 (Aumasson and Bernstein, "SipHash: a fast short-input PRF", 2012): a keyed hash under which nobody who
// does not know the key can prepare collisions.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace tatu::stdlib {

struct SipKey {
  std::uint64_t low = 0;
  std::uint64_t high = 0;
};

[[nodiscard]] std::uint64_t sipHash(const SipKey& key, std::span<const std::uint8_t> bytes);
// Of a single word. All such inputs are equally long, so the length, which closes other inputs, is left out.
[[nodiscard]] std::uint64_t sipHash(const SipKey& key, std::uint64_t word);

}  // namespace tatu::stdlib

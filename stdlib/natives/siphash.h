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
// The same as hashing the eight bytes of the word in little-endian order.
[[nodiscard]] std::uint64_t sipHash(const SipKey& key, std::uint64_t word);

}  // namespace tatu::stdlib

// SipHash-1-3 (Aumasson and Bernstein, "SipHash: a fast short-input PRF", 2012): a keyed hash under which nobody who
// does not know the key can prepare collisions.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>

namespace tatu::stdlib {

struct SipKey {
  std::uint64_t low = 0;
  std::uint64_t high = 0;
};

// The four words of the algorithm.
struct SipState {
  std::uint64_t v0, v1, v2, v3;

  explicit SipState(const SipKey& key)
      : v0(key.low ^ 0x736f6d6570736575u),
        v1(key.high ^ 0x646f72616e646f6du),
        v2(key.low ^ 0x6c7967656e657261u),
        v3(key.high ^ 0x7465646279746573u) {}

  void round() {
    v0 += v1;
    v1 = std::rotl(v1, 13) ^ v0;
    v0 = std::rotl(v0, 32);
    v2 += v3;
    v3 = std::rotl(v3, 16) ^ v2;
    v0 += v3;
    v3 = std::rotl(v3, 21) ^ v0;
    v2 += v1;
    v1 = std::rotl(v1, 17) ^ v2;
    v2 = std::rotl(v2, 32);
  }

  void absorb(std::uint64_t word) {
    v3 ^= word;
    round();
    v0 ^= word;
  }

  std::uint64_t finish() {
    v2 ^= 0xFF;
    round();
    round();
    round();
    return v0 ^ v1 ^ v2 ^ v3;
  }
};

[[nodiscard]] std::uint64_t sipHash(const SipKey& key, std::span<const std::uint8_t> bytes);
// Of a single word. All such inputs are equally long, so the length, which closes other inputs, is left out.
[[nodiscard]] inline std::uint64_t sipHash(const SipKey& key, std::uint64_t word) {
  SipState state(key);
  state.absorb(word);
  return state.finish();
}

}  // namespace tatu::stdlib

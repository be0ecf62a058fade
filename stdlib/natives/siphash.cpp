#include "stdlib/natives/siphash.h"

#include <bit>
#include <cstring>

namespace tatu::stdlib {

namespace {

struct State {
  std::uint64_t v0, v1, v2, v3;

  explicit State(const SipKey& key)
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

template <typename T>
std::uint64_t littleEndian(const std::uint8_t* bytes) {
  T word = 0;
  if constexpr (std::endian::native == std::endian::little) {
    std::memcpy(&word, bytes, sizeof word);
  } else {
    for (std::size_t i = 0; i < sizeof word; ++i) word = static_cast<T>(word | static_cast<T>(T{bytes[i]} << (8 * i)));
  }
  return word;
}

// Fewer than eight bytes.
std::uint64_t littleEndianTail(const std::uint8_t* bytes, std::size_t count) {
  std::uint64_t word = 0;
  std::size_t at = 0;
  if ((count & 4) != 0) {
    word = littleEndian<std::uint32_t>(bytes);
    at = 4;
  }
  for (; at < count; ++at) word |= static_cast<std::uint64_t>(bytes[at]) << (8 * at);
  return word;
}

}  // namespace

std::uint64_t sipHash(const SipKey& key, std::span<const std::uint8_t> bytes) {
  State state(key);
  std::size_t at = 0;
  for (; at + 8 <= bytes.size(); at += 8) state.absorb(littleEndian<std::uint64_t>(bytes.data() + at));
  state.absorb(littleEndianTail(bytes.data() + at, bytes.size() - at) | static_cast<std::uint64_t>(bytes.size()) << 56);
  return state.finish();
}

std::uint64_t sipHash(const SipKey& key, std::uint64_t word) {
  State state(key);
  state.absorb(word);
  return state.finish();
}

}  // namespace tatu::stdlib

#include "stdlib/natives/siphash.h"

#include <bit>
#include <cstring>

namespace tatu::stdlib {

namespace {

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
  SipState state(key);
  std::size_t at = 0;
  for (; at + 8 <= bytes.size(); at += 8) state.absorb(littleEndian<std::uint64_t>(bytes.data() + at));
  state.absorb(littleEndianTail(bytes.data() + at, bytes.size() - at) | static_cast<std::uint64_t>(bytes.size()) << 56);
  return state.finish();
}

}  // namespace tatu::stdlib

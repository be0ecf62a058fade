// Variable-length integers: seven bits per byte, least significant first, the top bit says that more follow.
//
// Invariant: a value has exactly one encoding, the shortest. The decoder refuses every other, so that equal modules are
// equal bytes.
#pragma once

#include <cstdint>
#include <vector>

namespace tatu::bytecode {

enum class LebError : std::uint8_t { None, Truncated, Overflow, NotShortest };

struct LebUnsigned {
  std::uint64_t value = 0;
  const std::uint8_t* next = nullptr;
  LebError error = LebError::None;
};

struct LebSigned {
  std::int64_t value = 0;
  const std::uint8_t* next = nullptr;
  LebError error = LebError::None;
};

// Decode at `at`, never reading `end` or beyond. On an error `next` is the byte at fault (or `end`).
[[nodiscard]] LebUnsigned decodeUnsignedSlow(const std::uint8_t* at, const std::uint8_t* end);
[[nodiscard]] LebSigned decodeSignedSlow(const std::uint8_t* at, const std::uint8_t* end);

[[nodiscard]] inline LebUnsigned decodeUnsigned(const std::uint8_t* at, const std::uint8_t* end) {
  if (at != end && *at < 0x80) return {*at, at + 1, LebError::None};
  if (end - at >= 2 && at[1] < 0x80 && at[1] > 0)
    return {(at[0] & 0x7Fu) | std::uint64_t{at[1]} << 7, at + 2, LebError::None};
  return decodeUnsignedSlow(at, end);
}

[[nodiscard]] inline LebSigned decodeSigned(const std::uint8_t* at, const std::uint8_t* end) {
  if (at != end && *at < 0x80)
    return {(*at & 0x40u) != 0 ? std::int64_t{*at} - 0x80 : std::int64_t{*at}, at + 1, LebError::None};
  return decodeSignedSlow(at, end);
}

void appendUnsigned(std::vector<std::uint8_t>& bytes, std::uint64_t value);
void appendSigned(std::vector<std::uint8_t>& bytes, std::int64_t value);

}  // namespace tatu::bytecode

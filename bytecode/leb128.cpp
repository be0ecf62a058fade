#include "bytecode/leb128.h"

namespace tatu::bytecode {

namespace {

constexpr int kMaxBytes = 10;

}  // namespace

LebUnsigned decodeUnsignedSlow(const std::uint8_t* at, const std::uint8_t* end) {
  std::uint64_t value = 0;
  for (int i = 0; i < kMaxBytes; ++i, ++at) {
    if (at == end) return {0, at, LebError::Truncated};
    const std::uint64_t bits = *at & 0x7Fu;
    if (i == kMaxBytes - 1 && *at > 1) return {0, at, LebError::Overflow};
    value |= bits << (7 * i);
    if ((*at & 0x80u) != 0) continue;
    if (*at == 0 && i > 0) return {0, at, LebError::NotShortest};
    return {value, at + 1, LebError::None};
  }
  return {0, at, LebError::Overflow};
}

LebSigned decodeSignedSlow(const std::uint8_t* at, const std::uint8_t* end) {
  std::uint64_t value = 0;
  std::uint8_t previous = 0;
  for (int i = 0; i < kMaxBytes; ++i, ++at) {
    if (at == end) return {0, at, LebError::Truncated};
    const std::uint8_t byte = *at;
    if (i == kMaxBytes - 1 && byte != 0 && byte != 0x7F) return {0, at, LebError::Overflow};
    value |= static_cast<std::uint64_t>(byte & 0x7Fu) << (7 * i);
    if ((byte & 0x80u) == 0) {
      const bool isNegative = (byte & 0x40u) != 0;
      if (isNegative && i < kMaxBytes - 1) value |= ~std::uint64_t{0} << (7 * (i + 1));
      // A last byte of pure sign bits is needless if the byte before it already has that sign.
      const bool isNeedless =
          i > 0 && ((byte == 0 && (previous & 0x40u) == 0) || (byte == 0x7F && (previous & 0x40u) != 0));
      if (isNeedless) return {0, at, LebError::NotShortest};
      return {static_cast<std::int64_t>(value), at + 1, LebError::None};
    }
    previous = byte;
  }
  return {0, at, LebError::Overflow};
}

void appendUnsigned(std::vector<std::uint8_t>& bytes, std::uint64_t value) {
  while (value >= 0x80) {
    bytes.push_back(static_cast<std::uint8_t>(value) | 0x80u);
    value >>= 7;
  }
  bytes.push_back(static_cast<std::uint8_t>(value));
}

void appendSigned(std::vector<std::uint8_t>& bytes, std::int64_t value) {
  while (value < -0x40 || value > 0x3F) {
    bytes.push_back(static_cast<std::uint8_t>(value & 0x7F) | 0x80u);
    value >>= 7;
  }
  bytes.push_back(static_cast<std::uint8_t>(value & 0x7F));
}

}  // namespace tatu::bytecode

// Arithmetic: what the instructions on numbers mean, as small pure functions. All tiers, the compiler for constants,
// and tests use these.
//
// Integers wrap. Shifts use the low bits of the count. Floats are IEEE 754 without contraction (a flag of the build).
// NaN has one visible bit pattern: that of float.to_bits.
#pragma once

#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>
#include <type_traits>

#include "bytecode/instruction.h"

namespace tatu::bytecode::arithmetic {

template <typename T>
using Unsigned = std::make_unsigned_t<T>;

template <typename T>
constexpr T add(T left, T right) {
  return static_cast<T>(static_cast<Unsigned<T>>(left) + static_cast<Unsigned<T>>(right));
}
template <typename T>
constexpr T subtract(T left, T right) {
  return static_cast<T>(static_cast<Unsigned<T>>(left) - static_cast<Unsigned<T>>(right));
}
template <typename T>
constexpr T multiply(T left, T right) {
  return static_cast<T>(static_cast<Unsigned<T>>(left) * static_cast<Unsigned<T>>(right));
}
template <typename T>
constexpr T negate(T value) {
  return subtract(T{0}, value);
}
// The divisor is not zero. Minimum / -1 wraps; minimum % -1 is 0.
template <typename T>
constexpr T divide(T left, T right) {
  return right == -1 ? negate(left) : static_cast<T>(left / right);
}
template <typename T>
constexpr T remainder(T left, T right) {
  return right == -1 ? T{0} : static_cast<T>(left % right);
}
template <typename T>
constexpr T shiftLeft(T value, std::int64_t count) {
  return static_cast<T>(static_cast<Unsigned<T>>(value) << (count & (std::numeric_limits<Unsigned<T>>::digits - 1)));
}
template <typename T>
constexpr T shiftRight(T value, std::int64_t count) {
  return static_cast<T>(value >> (count & (std::numeric_limits<Unsigned<T>>::digits - 1)));
}
template <typename T>
constexpr T shiftRightUnsigned(T value, std::int64_t count) {
  return static_cast<T>(static_cast<Unsigned<T>>(value) >> (count & (std::numeric_limits<Unsigned<T>>::digits - 1)));
}

template <typename To>
constexpr bool fits(std::int64_t value) {
  return value >= std::numeric_limits<To>::min() && value <= std::numeric_limits<To>::max();
}
template <typename To>
constexpr To saturate(std::int64_t value) {
  if (value < std::numeric_limits<To>::min()) return std::numeric_limits<To>::min();
  if (value > std::numeric_limits<To>::max()) return std::numeric_limits<To>::max();
  return static_cast<To>(value);
}

// Whether truncation gives a value of the type. The bounds are exact in binary64.
inline bool truncatesToInt(double value) { return value >= -9223372036854775808.0 && value < 9223372036854775808.0; }
inline bool truncatesToInt32(double value) { return value > -2147483649.0 && value < 2147483648.0; }
inline std::int64_t saturateToInt(double value) {
  if (value != value) return 0;
  if (value < -9223372036854775808.0) return INT64_MIN;
  return value >= 9223372036854775808.0 ? INT64_MAX : static_cast<std::int64_t>(value);
}

inline std::uint64_t bitsOf(double value) {
  return value != value ? kCanonicalNan : std::bit_cast<std::uint64_t>(value);
}
inline std::uint32_t bitsOf(float value) {
  return value != value ? kCanonicalNan32 : std::bit_cast<std::uint32_t>(value);
}

}  // namespace tatu::bytecode::arithmetic

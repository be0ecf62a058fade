// Amounts of fuel.
#pragma once

#include <cstdint>

namespace tatu::vm {

// As good as endless, and far from overflow: the sum of four is still a number.
inline constexpr std::int64_t kUnlimitedFuel = INT64_MAX / 4;

// A build that counts nothing exists to measure what counting costs; see benchmarks/.
#ifdef TATU_UNMETERED
inline constexpr bool kCountsFuel = false;
#else
inline constexpr bool kCountsFuel = true;
#endif

}  // namespace tatu::vm

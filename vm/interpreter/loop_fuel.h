// The fuel register of the dispatch loop: a number. In a build with TATU_UNMETERED, which exists to measure what
// counting costs (see benchmarks/), it is always full, and the compiler drops every charge and check of the loop.
#pragma once

#include <cstdint>

namespace tatu::vm {

#ifdef TATU_UNMETERED

class LoopFuel {
 public:
  static constexpr std::int64_t kFull = std::int64_t{1} << 40;  // far from both ends: others add to it and take away
  constexpr LoopFuel(std::int64_t) {}
  constexpr operator std::int64_t() const { return kFull; }
  constexpr LoopFuel& operator-=(std::int64_t) { return *this; }
};

#else

using LoopFuel = std::int64_t;

#endif

}  // namespace tatu::vm

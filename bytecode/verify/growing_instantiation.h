// Finds generics that would need ever larger instantiations of themselves: see instantiation_cycles.h. A compiler asks
// too, to say so in its own words.
#pragma once

#include <cstdint>
#include <optional>

#include "bytecode/module.h"

namespace tatu::bytecode {

// A class or function whose type parameter grows.
struct GrowingInstantiation {
  bool isClass = false;
  std::uint32_t number = 0;  // in its table
};

// The module's tables must be in order (the second layer of verification).
[[nodiscard]] std::optional<GrowingInstantiation> findGrowingInstantiation(const Module& module);

}  // namespace tatu::bytecode

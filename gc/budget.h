// When to collect: a budget of bytes to hand out until the next collection, from what the last one left in use.
//
//   in use           budget               why
//   next to nothing  smallestBudget for each thread that allocates
//                                         memory just freed is still in the caches when it is handed out again
//   more             16 times what is in use, up to usualBudget: marking stays a small part of the work
//   much             growthFactor times what is in use: total cost stays proportional to allocation
#pragma once

#include <algorithm>
#include <cstdint>

#include "gc/heap.h"

namespace tatu::gc {

inline std::uint64_t collectionBudget(const HeapOptions& options, std::uint64_t usedBytes) {
  const std::uint64_t early = std::min(usedBytes * 16, options.usualBudget);
  const auto late = static_cast<std::uint64_t>(options.growthFactor * static_cast<double>(usedBytes));
  return std::max({options.smallestBudget, early, late});
}

}  // namespace tatu::gc

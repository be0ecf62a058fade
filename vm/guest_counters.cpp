#include "vm/guest_counters.h"

#include <algorithm>

#include "vm/engine.h"
#include "vm/guest_state.h"

namespace tatu::vm {

// Compiled code may leave an inlined body to the interpreter, which gives back what it has charged: what was counted
// for compiled code can be more than was used.
GuestCounters countersOf(const GuestState& state) {
  const auto number = [](std::int64_t count) { return static_cast<std::uint64_t>(std::max<std::int64_t>(count, 0)); };
  const gc::GuestHeapStatistics heap = state.heap.statistics();
  GuestCounters counters;
  counters.fuelUsed = number(state.fuelUsed());
  counters.fuelLeft = number(state.balance());
  counters.compiledFuel = std::min(number(state.compiledFuel), counters.fuelUsed);
  counters.memoryBytes = heap.accountedBytes;
  counters.memoryPeak = heap.peakAccounted;
  counters.allocations = heap.allocations;
  counters.allocatedBytes = heap.allocatedBytes;
  counters.fibers = state.fibers.size();
  counters.stackBytes = state.fibers.stackSlots() * sizeof(Slot);
  if (state.system != nullptr) {
    const os::SystemUsage usage = state.system->usage();
    counters.outputBytes = usage.outputBytes;
    counters.handles = usage.openHandles;
  }
  return counters;
}

}  // namespace tatu::vm

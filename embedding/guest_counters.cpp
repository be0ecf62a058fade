// What a guest has used, as numbers: exact where it stands still or the thread asks that runs it, and otherwise as
// its thread has published them last (vm/guest_counters.h).
#include "embedding/guest_use.h"
#include "embedding/options.h"

namespace tatu::embedding {

namespace {

tatu_counters countersFrom(const tatu_guest& guest, const vm::GuestCounters& machine) {
  tatu_counters counters{};
  counters.fuel_used = machine.fuelUsed;
  counters.fuel_left = machine.fuelLeft;
  counters.compiled_fuel = machine.compiledFuel;
  counters.memory_bytes = machine.memoryBytes;
  counters.memory_peak_bytes = machine.memoryPeak;
  counters.allocations = machine.allocations;
  counters.allocated_bytes = machine.allocatedBytes;
  counters.output_bytes = machine.outputBytes;
  counters.handles = machine.handles;
  counters.fibers = machine.fibers;
  counters.stack_bytes = machine.stackBytes;
  counters.host_calls = guest.hostCalls.load(std::memory_order_relaxed);
  counters.stops = guest.stops.load(std::memory_order_relaxed);
  return counters;
}

tatu_counters countersOf(const tatu_guest& guest) {
  if (isUser(guest)) return countersFrom(guest, guest.machine->counters());
  const std::scoped_lock reading(guest.reading);
  const Use use(guest, kReader);
  return countersFrom(guest, use.isGranted() ? guest.machine->counters() : guest.machine->publishedCounters());
}

}  // namespace

}  // namespace tatu::embedding

using namespace tatu::embedding;

extern "C" {

tatu_status tatu_guest_counters(const tatu_guest* guest, tatu_counters* counters) {
  if (guest == nullptr || counters == nullptr) return TATU_MISUSE;
  return giveStructure(countersOf(*guest), counters, counters->size) ? TATU_OK : TATU_MISUSE;
}

}  // extern "C"

// Fibers as far as they need the rest of the machine: their memory, and waiting for time to pass.
#include <algorithm>

#include "os/guest/system.h"
#include "vm/guest.h"
#include "vm/semantics/operations.h"

namespace tatu::vm {

Fiber* Operations::newFiber(Method& method, Object& task) {
  const std::size_t slots = std::min(kFiberStackSlots, state_.mostStackSlots);
  const std::uint64_t bytes = slots * sizeof(Slot) + kFiberBytes;
  const gc::AllocationResult result = state_.runtime.heap().charge(state_.heap, worker_.allocator(), bytes);
  (void)settle(result);
  if (!result.ok()) return nullptr;
  Fiber* const fiber = state_.fibers.add(method, &task, slots);
  if (fiber == nullptr) {
    state_.heap.release(bytes);
    state_.limit = LimitKind::HostMemory;
    return nullptr;
  }
  fiber->charged = bytes;
  return fiber;
}

// What keeps the guest from waiting is told to the fiber that would be the first to go on.
Outcome Operations::sleepUntil(std::chrono::nanoseconds moment) {
  os::System& system = *state_.system;
  const auto duration = moment - system.deadlineClock();
  const auto slept = [&] {
    gc::SafeRegion region(worker_.allocator());
    return system.sleep(duration);
  }();
  if (slept) return Outcome::Done;
  if (slept.error().kind == os::ErrorKind::Interrupted) return stop(LimitKind::Stop);
  if (slept.error().kind == os::ErrorKind::TimedOut) return stop(LimitKind::Deadline);
  state_.fibers.failFirstTimer(slept.error());
  return Outcome::Done;
}

tl::expected<Fiber*, EngineStatus> Operations::awaitFiber() {
  Fibers& fibers = state_.fibers;
  if (fibers.shouldLookAtTimers()) fibers.fireTimers(state_.system->deadlineClock());
  for (;;) {
    if (Fiber* const ready = fibers.takeReady()) return ready;
    if (!fibers.hasTimers()) return tl::unexpected(EngineStatus::Deadlocked);
    if (sleepUntil(fibers.firstTimer()) == Outcome::Stopped) return tl::unexpected(EngineStatus::Stopped);
    fibers.fireTimers(state_.system->deadlineClock());
  }
}

}  // namespace tatu::vm

// Fibers as far as they need the rest of the machine: their memory, and waiting for time to pass.
#include <algorithm>
#include <utility>

#include "os/guest/system.h"
#include "vm/guest.h"
#include "vm/semantics/operations.h"

namespace tatu::vm {

Fiber* Operations::newFiber(Method& method, Object& task) {
  const std::size_t slots = std::min(kFiberStackSlots, state_.mostStackSlots);
  if (const auto limit = state_.limitOfFiber(slots)) {
    (void)stop(*limit);
    return nullptr;
  }
  const std::uint64_t bytes = slots * sizeof(Slot) + kFiberBytes;
  if (!chargeMemory(bytes)) return nullptr;
  Fiber* const fiber = state_.fibers.add(method, &task, slots);
  if (fiber == nullptr) {
    state_.heap.release(bytes);
    state_.limit = LimitKind::HostMemory;
    return nullptr;
  }
  fiber->charged = bytes;
  return fiber;
}

EngineStatus Operations::endOfAwaited() {
  state_.exception = std::exchange(state_.fibers.running().exception, nullptr);
  return state_.exception == nullptr ? EngineStatus::Returned : EngineStatus::Uncaught;
}

void Operations::takeArrivals() {
  if (!state_.fibers.isAnyArrivalAwaited()) return;
  for (const std::int64_t fiber : state_.arrivals->take()) state_.fibers.arrive(fiber);
}

// What keeps the guest from waiting is told to the fiber that would be the first to go on. An arrival that is posted
// after a look at them, and before the wait, ends that at once.
tl::expected<void, EngineStatus> Operations::awaitOutside() {
  Fibers& fibers = state_.fibers;
  takeArrivals();
  if (fibers.isAnyReady()) return {};
  const bool canArrive = fibers.isAnyArrivalAwaited();
  const auto moment = fibers.firstTimer();
  const auto until = state_.mayWait() ? moment : os::kWithoutWaiting;
  const auto ready = [&] {
    gc::SafeRegion region(worker_.allocator());
    return state_.system->awaitReady(until, canArrive ? os::WaitEnd::StopOrWake : os::WaitEnd::Stop);
  }();
  if (!ready) return settleWait(ready.error());
  for (const os::ReadyHandle& handle : *ready) fibers.wakeFor(handle);
  fibers.fireTimers(state_.system->deadlineClock());
  takeArrivals();
  if (fibers.isAnyReady()) return {};
  if (!state_.mayWait()) return stopWaiting(LimitKind::Wait);
  if (ready->empty() && !moment && !canArrive) return tl::unexpected(EngineStatus::Deadlocked);  // nothing ever comes
  return {};
}

tl::expected<void, EngineStatus> Operations::settleWait(const os::OsError& error) {
  if (error.kind == os::ErrorKind::Interrupted) return stopWaiting(LimitKind::Stop);
  if (error.kind == os::ErrorKind::TimedOut) return stopWaiting(LimitKind::Deadline);
  state_.fibers.failFirst(error);
  return {};
}

tl::expected<void, EngineStatus> Operations::stopWaiting(LimitKind limit) {
  (void)stop(limit);
  return tl::unexpected(EngineStatus::Stopped);
}

// While others are ready; a failure, and a wish that the guest stops, are met when none is.
void Operations::lookOutside() {
  Fibers& fibers = state_.fibers;
  if (fibers.isAnyHandleAwaited()) {
    const auto ready = state_.system->awaitReady(os::kWithoutWaiting);
    if (ready) std::for_each(ready->begin(), ready->end(), [&](const auto& handle) { fibers.wakeFor(handle); });
  }
  takeArrivals();
  fibers.fireTimers(state_.system->deadlineClock());
}

tl::expected<Fiber*, EngineStatus> Operations::awaitFiber() {
  Fibers& fibers = state_.fibers;
  if (fibers.hasAwaitedEnded()) return &fibers.awaited();
  const std::int64_t used = state_.fuelUsed();
  if (fibers.shouldLookOutside(used)) lookOutside();
  fibers.beginTurn(used);
  for (;;) {
    if (Fiber* const ready = fibers.takeReady()) return ready;
    if (!fibers.isAnyExpected()) return tl::unexpected(EngineStatus::Deadlocked);
    if (auto waited = awaitOutside(); !waited) return tl::unexpected(waited.error());
  }
}

}  // namespace tatu::vm

// What a call needs before it begins: code, and room on the stack.
#include <algorithm>

#include "vm/frame/method_layout.h"
#include "vm/guest.h"
#include "vm/link/in_place.h"
#include "vm/link/instantiation_cost.h"
#include "vm/semantics/operations.h"

namespace tatu::vm {

// Whoever is the first to use an instance of generic code has it on its account; for all others it is free, and so is
// what others may do without a call.
bool Operations::payForInstance(Method& method) {
  if (method.typeArguments.empty() || method.isPaid.load(std::memory_order_relaxed)) return true;
  if (mayBeDoneInPlace(linker_, method)) {
    method.isPaid.store(true, std::memory_order_relaxed);
    return true;
  }
  if (state_.codeLeft < 0) return false;
  if (!method.isPaid.exchange(true)) state_.codeLeft -= static_cast<std::int64_t>(instantiationCost(linker_, method));
  return true;
}

Outcome Operations::makeCallable(Method& callee, Slot*& base) {
  if (!payForInstance(callee)) return stop(LimitKind::Code);
  const MethodLayout& layout = linker_.layoutOf(callee);
  if (layout.failure) return fail(*layout.failure);
  const auto below = static_cast<std::size_t>(base - state_.stack);
  const std::size_t needed = below + layout.frameSlots();
  if (needed > state_.mostStackSlots) return fail(failures::stackOverflow());
  const std::size_t wanted = std::min(needed + kStackHeadroom, state_.mostStackSlots);
  return wanted > state_.fibers.running().stackSlots ? growStack(base, wanted) : Outcome::Done;
}

// At least doubled, so that moving costs each slot a bounded number of times. What was used once stays on the account.
Outcome Operations::growStack(Slot*& base, std::size_t slots) {
  Fiber& fiber = state_.fibers.running();
  const std::size_t target = std::min(std::max(slots, fiber.stackSlots * 2), state_.mostStackSlots);
  if (!state_.hasRoomForStack(target - fiber.stackSlots)) return stop(LimitKind::Stacks);
  const std::uint64_t bytes = (target - fiber.stackSlots) * sizeof(Slot);
  if (!chargeMemory(bytes)) return Outcome::Stopped;
  const std::byte* const before = reinterpret_cast<std::byte*>(state_.stack);
  if (!state_.fibers.growRunning(target)) {
    state_.heap.release(bytes);
    return stop(LimitKind::HostMemory);
  }
  fiber.charged += bytes;
  state_.useStack();
  const std::ptrdiff_t moved = reinterpret_cast<std::byte*>(state_.stack) - before;
  state_.engine->moveFrames(moved);
  base = reinterpret_cast<Slot*>(reinterpret_cast<std::byte*>(base) + moved);
  return Outcome::Done;
}

Outcome Operations::dispatch(const RuntimeClass& cls, const Selector& selector, const DispatchEntry*& entry) {
  entry = cls.find(selector);
  if (entry != nullptr) return Outcome::Done;
  if (state_.codeLeft < 0) return stop(LimitKind::Code);
  entry = &linker_.dispatch(cls, selector);
  --state_.codeLeft;
  return Outcome::Done;
}

}  // namespace tatu::vm

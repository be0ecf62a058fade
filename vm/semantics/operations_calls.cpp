// What a call needs before it begins: code, and room on the stack.
#include <algorithm>

#include "vm/frame/method_layout.h"
#include "vm/guest.h"
#include "vm/link/instantiation_cost.h"
#include "vm/semantics/operations.h"

namespace tatu::vm {

// Whoever is the first to use an instance of generic code has it on its account; for all others it is free.
bool Operations::payForInstance(Method& method) {
  if (method.typeArguments.empty() || method.isPaid.load(std::memory_order_relaxed)) return true;
  if (state_.codeLeft < 0) return false;
  if (!method.isPaid.exchange(true)) state_.codeLeft -= static_cast<std::int64_t>(instantiationCost(linker_, method));
  return true;
}

Outcome Operations::makeCallable(Method& callee, const Slot* base) {
  if (!payForInstance(callee)) return stop(LimitKind::Code);
  const MethodLayout& layout = linker_.layoutOf(callee);
  if (layout.failure) return fail(*layout.failure);
  const auto needed = static_cast<std::ptrdiff_t>(layout.frameSlots());
  if (state_.stackEnd - base < needed) return fail(failures::stackOverflow());
  const std::ptrdiff_t wanted = std::min(needed + std::ptrdiff_t{kStackHeadroom}, state_.stackEnd - base);
  return state_.stackLimit - base < wanted ? growStack(base + wanted) : Outcome::Done;
}

// In steps, so that the calls that pay are few. What was used once stays on the account.
Outcome Operations::growStack(const Slot* end) {
  const auto missing = static_cast<std::uint64_t>(end - state_.stackLimit);
  const auto room = static_cast<std::uint64_t>(state_.stackEnd - state_.stackLimit);
  const std::uint64_t slots = std::min((missing + kStackStepSlots - 1) / kStackStepSlots * kStackStepSlots, room);
  const gc::AllocationResult result =
      state_.runtime.heap().charge(state_.heap, worker_.allocator(), slots * sizeof(Slot));
  (void)settle(result);
  if (!result.ok()) return Outcome::Stopped;
  state_.stackLimit += slots;
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

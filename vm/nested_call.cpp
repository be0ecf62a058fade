#include "vm/nested_call.h"

#include <algorithm>
#include <utility>

#include "vm/guest_state.h"
#include "vm/semantics/exception_objects.h"

namespace tatu::vm {

tl::expected<std::span<Slot>, NestedCall::Refusal> NestedCall::begin(Method& method) {
  if (state_.isEnding) return tl::unexpected(Refusal::Ending);
  if (state_.nesting == kMost) return tl::unexpected(Refusal::TooDeep);
  const gc::RunningScope running(worker_.allocator());
  std::unique_ptr<Engine> engine = guest_.makeEngine();
  const std::size_t parameters = method.parameterSlots();
  const std::size_t slots = std::max<std::size_t>(kFiberStackSlots, parameters);
  const std::uint64_t bytes = slots * sizeof(Slot) + kFiberBytes;
  if (const auto limit = state_.limitOfFiber(slots)) return refuse(*limit);
  if (!state_.runtime.heap().charge(state_.heap, worker_.allocator(), bytes).ok()) return refuse(LimitKind::Memory);
  state_.engine->suspend();
  caller_ = state_.fibers.beginNested(method, slots);
  if (!caller_) {
    state_.engine->resume();
    state_.heap.release(bytes);
    return refuse(LimitKind::HostMemory);
  }
  state_.fibers.running().charged = bytes;
  state_.useStack();
  outerEngine_ = std::exchange(state_.engine, std::move(engine));
  ++state_.nesting;
  resultType_ = method.result;
  std::fill_n(state_.stack, parameters, Slot{0});
  return std::span(state_.stack, parameters);
}

tl::unexpected<NestedCall::Refusal> NestedCall::refuse(LimitKind limit) {
  state_.limit = limit;
  return tl::unexpected(Refusal::Limit);
}

RunResult NestedCall::run() {
  const gc::RunningScope running(worker_.allocator());
  guest_.beginSlice();
  isEnded_ = false;
  EngineStatus status = state_.engine->run(worker_);
  while (status == EngineStatus::Uncaught && isOfOuterCall()) {
    state_.fibers.end(std::exchange(state_.exception, nullptr));
    status = state_.engine->run(worker_);
  }
  return describe(status);
}

// The exception: that call will meet it when it goes on.
bool NestedCall::isOfOuterCall() const {
  const Fiber& fiber = state_.fibers.running();
  return fiber.isAwaited && !state_.fibers.runsAwaited() && state_.exception != nullptr;
}

RunResult NestedCall::describe(EngineStatus status) {
  RunResult result;
  switch (status) {
    case EngineStatus::Returned: hasResult_ = isEnded_ = true; break;
    case EngineStatus::Uncaught:
      result = guest_.describeUncaught();
      state_.exception = nullptr;
      state_.failure.reset();
      isEnded_ = state_.fibers.runsAwaited();
      state_.limit = LimitKind::Stop;  // should it have been another fiber
      break;
    case EngineStatus::Deadlocked:
      result = guest_.describeDeadlock();
      state_.engine->suspend();
      isEnded_ = true;
      break;
    case EngineStatus::Stopped:
      if (state_.exitCode) {
        result.exitValue = *state_.exitCode;
        result.hasExited = true;
      } else {
        result = guest_.describeStop();
      }
      break;
  }
  return result;
}

std::span<const Slot> NestedCall::result() const {
  if (!hasResult_) return {};
  return {state_.fibers.running().stack.get(), resultType_->slotCount()};
}

NestedCall::~NestedCall() {
  if (!caller_) return;
  const gc::RunningScope running(worker_.allocator());  // nobody looks at frames meanwhile
  if (!isEnded_) state_.isEnding = true;
  state_.engine = std::move(outerEngine_);
  --state_.nesting;
  state_.heap.release(state_.isEnding ? state_.fibers.endAllBut(*caller_) : state_.fibers.endNested(*caller_));
  state_.useStack();
  state_.engine->resume();
}

}  // namespace tatu::vm

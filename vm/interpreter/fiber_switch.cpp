// How the fast interpreter goes from one fiber to another.
#include <utility>

#include "vm/compiled/frame_header.h"
#include "vm/interpreter/interpreter_engine.h"

namespace tatu::vm {

// The fiber that parks stays the running one until another is found: if the guest is stopped meanwhile, it stands
// there.
std::optional<EngineStatus> InterpreterEngine::switchFiber(Operations& operations) {
  const auto next = operations.awaitFiber();
  if (!next) return next.error();
  Fiber& fiber = **next;
  if (&fiber == &state_.fibers.running()) {
    state_.fibers.setRunning(fiber);
    return std::nullopt;
  }
  leaveFiber();
  const bool hasEnded = fiber.state == FiberState::Ended;
  enterFiber(fiber);
  if (hasEnded) return operations.endOfAwaited();
  if (fiber.starting != nullptr && begin(operations) == Outcome::Stopped) return EngineStatus::Stopped;
  return std::nullopt;
}

void InterpreterEngine::leaveFiber() {
  if (execution_.fp == nullptr) return state_.heap.release(state_.fibers.discardEnded());
  Fiber& fiber = state_.fibers.running();
  if (fiber.frames == nullptr) fiber.frames = std::make_unique<Frames>();
  auto& frames = static_cast<Frames&>(*fiber.frames);
  frames.pc = execution_.pc;
  frames.fp = execution_.fp;
  if (!std::exchange(frames.isUnsettled, true)) unsettledFibers_.push_back(Fibers::nameOf(fiber));
}

// Behind a run, no frame may wait for being settled: the engine may go.
void InterpreterEngine::suspend() {
  leaveFiber();
  if (codeUser_.isResting()) settleAll();
}

void InterpreterEngine::enterFiber(Fiber& fiber) {
  state_.fibers.setRunning(fiber);
  state_.useStack();
  const auto* const frames = static_cast<const Frames*>(fiber.frames.get());
  execution_.pc = frames == nullptr ? nullptr : frames->pc;
  execution_.fp = frames == nullptr ? nullptr : frames->fp;
  isAtLabel_ = false;
  moment_ = FrameMoment::Before;
}

void InterpreterEngine::settleAll() {
  settle(execution_.fp);
  if (unsettledFibers_.empty()) return;
  for (const std::int64_t name : unsettledFibers_) {
    const Fiber* const fiber = state_.fibers.find(name);
    if (fiber == nullptr || fiber->frames == nullptr) continue;
    auto& frames = static_cast<Frames&>(*fiber->frames);
    frames.isUnsettled = false;
    if (!state_.fibers.isRunning(*fiber)) settle(frames.fp);
  }
  unsettledFibers_.clear();
}

}  // namespace tatu::vm

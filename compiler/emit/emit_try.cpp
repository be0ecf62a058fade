// `try`, `catch`, `finally`, `return`.
//
// A `try` with `finally` is emitted as the guarded code, the finalizer for leaving it normally, and a handler for every
// exception that runs the finalizer and throws on. Ways out by return, break or continue run the finalizer in place,
// outside of every range that it belongs to.
#include "bytecode/limits.h"
#include "compiler/emit/function_emitter.h"
#include "compiler/emit/spill.h"

namespace tatu::compiler::emit {

using bytecode::Opcode;

void FunctionEmitter::tryExpression(const hir::Try& e, bool isWanted) {
  const std::size_t handlers = e.catches.size() + (e.finalizer != nullptr ? 1 : 0);
  if (handlersAround_ + handlers > bytecode::kMaxHandlerNesting)
    return code_.setExcess("has more than 255 `catch` and `finally` around one place");
  handlersAround_ += handlers;
  onEmptyStack(isWanted ? e.type : nullptr, [&] {
    if (e.finalizer != nullptr) {
      withFinalizer(e, isWanted);
    } else {
      withCatches(e, isWanted);
    }
  });
  handlersAround_ -= handlers;
}

void FunctionEmitter::openTry(const hir::Expression* finalizer) { tries_.push_back({finalizer, {}, code_.here()}); }

std::vector<FunctionEmitter::Range> FunctionEmitter::closeTry() {
  TryContext context = std::move(tries_.back());
  tries_.pop_back();
  context.ranges.push_back({context.openSince, code_.here()});
  return std::move(context.ranges);
}

void FunctionEmitter::withCatches(const hir::Try& e, bool isWanted) {
  if (e.catches.empty()) return branchResult(e.body, e.type, isWanted);
  const FlowState atStart = code_.state();
  const CodeLabel done = code_.newLabel();
  openTry(nullptr);
  branchResult(e.body, e.type, isWanted);
  const std::vector<Range> ranges = closeTry();
  code_.jump(done);
  for (const hir::Catch& handler : e.catches) {
    catchHandler(handler, atStart, ranges, e.type, isWanted);
    code_.jump(done);
  }
  code_.bind(done);
}

void FunctionEmitter::catchHandler(const hir::Catch& handler, const FlowState& atStart, std::span<const Range> ranges,
                                   const Type* type, bool isWanted) {
  const CodeLabel start = code_.newLabel();
  for (const Range& range : ranges) code_.addHandler(range.start, range.end, handler.local->type, start);
  FlowState state = atStart;
  state.stack.assign(1, handler.local->type);
  const LocalScope scope(locals_);
  code_.bindWith(start, state);
  initialiseLocal(handler.local);
  branchResult(handler.body, type, isWanted);
}

void FunctionEmitter::withFinalizer(const hir::Try& e, bool isWanted) {
  const FlowState atStart = code_.state();
  const CodeLabel done = code_.newLabel();
  openTry(e.finalizer);
  withCatches(e, isWanted);
  const std::vector<Range> ranges = closeTry();
  effect(e.finalizer);
  code_.jump(done);
  finallyHandler(e.finalizer, atStart, ranges);
  code_.bind(done);
}

void FunctionEmitter::finallyHandler(Expr finalizer, const FlowState& atStart, std::span<const Range> ranges) {
  const Type* exception = context_.types.classType(context_.core.exception, {});
  const CodeLabel start = code_.newLabel();
  for (const Range& range : ranges) code_.addHandler(range.start, range.end, exception, start);
  FlowState state = atStart;
  state.stack.assign(1, exception);
  const LocalScope scope(locals_);
  code_.bindWith(start, state);
  const LocalPlace kept = locals_.takePlace(exception);
  set(kept);
  effect(finalizer);
  code_.setPosition(finalizer->position);
  get(kept);
  code_.end(Opcode::Throw, 1);
}

bool FunctionEmitter::hasFinalizers(std::size_t from) const {
  for (std::size_t i = from; i < tries_.size(); ++i) {
    if (tries_[i].finalizer != nullptr) return true;
  }
  return false;
}

void FunctionEmitter::closeRanges(std::size_t from) {
  for (std::size_t i = from; i < tries_.size(); ++i) tries_[i].ranges.push_back({tries_[i].openSince, code_.here()});
}

void FunctionEmitter::reopenRanges(std::size_t from) {
  for (std::size_t i = from; i < tries_.size(); ++i) tries_[i].openSince = code_.here();
}

void FunctionEmitter::runFinalizers(std::size_t from) {
  for (std::size_t i = tries_.size(); i-- > from;) {
    if (tries_[i].finalizer == nullptr || !code_.isReachable()) continue;
    // While the finalizer is emitted, its own try and those inside it are not in force.
    std::vector<TryContext> suspended = suspendTries(i);
    effect(suspended.front().finalizer);
    resumeTries(std::move(suspended));
  }
}

std::vector<FunctionEmitter::TryContext> FunctionEmitter::suspendTries(std::size_t from) {
  closeRanges(from);
  std::vector<TryContext> suspended(std::make_move_iterator(tries_.begin() + static_cast<std::ptrdiff_t>(from)),
                                    std::make_move_iterator(tries_.end()));
  tries_.resize(from);
  return suspended;
}

void FunctionEmitter::resumeTries(std::vector<TryContext> suspended) {
  const std::size_t from = tries_.size();
  std::move(suspended.begin(), suspended.end(), std::back_inserter(tries_));
  reopenRanges(from);
}

void FunctionEmitter::popAll() {
  while (code_.isReachable() && code_.depth() > 0) code_.dropTop();
}

void FunctionEmitter::returnFrom(const hir::Return& e) {
  if (inPlace_ != nullptr) return leaveInPlace();
  const bool isUnit = frame_.result->is(TypeKind::Unit);
  if (e.value != nullptr) branchResult(e.value, frame_.result, !isUnit);
  if (!code_.isReachable()) return;
  code_.setPosition(e.position);
  if (isUnit) {
    popAll();
    runFinalizers(0);
    return endWithUnit();
  }
  if (code_.depth() > 1 || hasFinalizers(0)) {
    const LocalScope scope(locals_);
    const LocalPlace kept = locals_.takePlace(frame_.result);
    set(kept);
    popAll();
    runFinalizers(0);
    get(kept);
    return code_.end(Opcode::Return, 1);
  }
  code_.end(Opcode::Return, 1);
}

}  // namespace tatu::compiler::emit

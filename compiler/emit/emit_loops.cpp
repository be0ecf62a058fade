// Loops, `break` and `continue`. The condition stands at the end of a loop, so that each round takes one branch.
//
// Loops run on an empty operand stack: what lies on it is moved into locals around the loop.
#include <cstdint>
#include <limits>

#include "compiler/emit/function_emitter.h"
#include "compiler/emit/spill.h"

namespace tatu::compiler::emit {

using bytecode::Opcode;
using hir::ExpressionKind;

namespace {

// Whether an expression only computes: nothing in it declares or assigns a local, so it may stand behind the code that
// depends on it.
bool isPlain(const hir::Expression* e, int depth = 0) {
  if (depth > 64) return false;
  const auto all = [&](const auto& parts) {
    for (const hir::Expression* part : parts) {
      if (!isPlain(part, depth + 1)) return false;
    }
    return true;
  };
  switch (e->kind) {
    case ExpressionKind::IntLiteral:
    case ExpressionKind::FloatLiteral:
    case ExpressionKind::BoolLiteral:
    case ExpressionKind::CharLiteral:
    case ExpressionKind::StringLiteral:
    case ExpressionKind::NullLiteral:
    case ExpressionKind::LocalRead:
    case ExpressionKind::GlobalRead: return true;
    case ExpressionKind::FieldRead: return isPlain(static_cast<const hir::FieldRead*>(e)->object, depth + 1);
    case ExpressionKind::Instruction: return all(static_cast<const hir::Instruction*>(e)->operands);
    case ExpressionKind::Call: return all(static_cast<const hir::Call*>(e)->arguments);
    case ExpressionKind::Unwrap: return isPlain(static_cast<const hir::Unwrap*>(e)->value, depth + 1);
    case ExpressionKind::Upcast: return isPlain(static_cast<const hir::Upcast*>(e)->value, depth + 1);
    case ExpressionKind::Some: return isPlain(static_cast<const hir::Some*>(e)->value, depth + 1);
    case ExpressionKind::TupleGet: return isPlain(static_cast<const hir::TupleGet*>(e)->tuple, depth + 1);
    case ExpressionKind::And:
      return isPlain(static_cast<const hir::And*>(e)->left, depth + 1) &&
             isPlain(static_cast<const hir::And*>(e)->right, depth + 1);
    case ExpressionKind::Or:
      return isPlain(static_cast<const hir::Or*>(e)->left, depth + 1) &&
             isPlain(static_cast<const hir::Or*>(e)->right, depth + 1);
    default: return false;
  }
}

}  // namespace

void FunctionEmitter::loop(Expr e) {
  onEmptyStack(nullptr, [&] {
    switch (e->kind) {
      case ExpressionKind::While: return whileLoop(static_cast<const hir::While&>(*e));
      case ExpressionKind::ForRange: return forRange(static_cast<const hir::ForRange&>(*e));
      default: return forEach(static_cast<const hir::ForEach&>(*e));
    }
  });
}

FunctionEmitter::Loop& FunctionEmitter::openLoop(const hir::Label* label) {
  loops_.push_back({label, code_.newLabel(), code_.newLabel(), tries_.size()});
  return loops_.back();
}

void FunctionEmitter::closeLoop() {
  const CodeLabel end = loops_.back().breakLabel;
  loops_.pop_back();
  code_.bind(end);
}

void FunctionEmitter::whileLoop(const hir::While& e) {
  code_.setPosition(e.position);
  const Loop loop = openLoop(e.label);
  if (!isPlain(e.condition) || e.condition->kind == ExpressionKind::BoolLiteral) {
    code_.bind(loop.continueLabel);
    condition(e.condition, loop.breakLabel, false);
    effect(e.body);
    code_.setPosition(e.position);
    code_.jump(loop.continueLabel);
    return closeLoop();
  }
  const CodeLabel top = code_.newLabel();
  const FlowState before = code_.state();
  code_.jump(loop.continueLabel);
  code_.bindWith(top, before);
  effect(e.body);
  code_.bind(loop.continueLabel);
  condition(e.condition, top, true);
  closeLoop();
}

// ---- for i in a..b

namespace {

bool isLiteralBelowMaximum(const hir::Expression* e) {
  return e->kind == ExpressionKind::IntLiteral &&
         static_cast<const hir::IntLiteral*>(e)->value < std::numeric_limits<std::int64_t>::max();
}

}  // namespace

FunctionEmitter::RangeEnd FunctionEmitter::rangeEnd(const hir::ForRange& e) {
  RangeEnd end;
  end.isInclusive = e.isInclusive;
  if (isLiteralBelowMaximum(e.to)) {
    // a..9 is a..<10.
    end.isLiteral = true;
    end.literal = static_cast<const hir::IntLiteral*>(e.to)->value + (e.isInclusive ? 1 : 0);
    end.isInclusive = false;
    return end;
  }
  end.place = subjectPlace(e.to);
  return end;
}

void FunctionEmitter::compareWithEnd(const LocalPlace& counter, const RangeEnd& end, Opcode comparison) {
  get(counter);
  if (end.isLiteral) {
    code_.emit(Opcode::PushInt, static_cast<std::uint64_t>(end.literal), 0, leaf(TypeKind::Int));
  } else {
    get(end.place);
  }
  code_.emit(comparison);
}

void FunctionEmitter::increment(const LocalPlace& counter) {
  get(counter);
  code_.emit(Opcode::PushInt, 1, 0, leaf(TypeKind::Int));
  code_.emit(Opcode::IntAdd);
  set(counter);
}

void FunctionEmitter::forRange(const hir::ForRange& e) {
  const LocalScope scope(locals_);
  value(e.from);
  if (!code_.isReachable()) return;
  const LocalPlace counter = locals_.takePlace(leaf(TypeKind::Int));
  set(counter);
  const RangeEnd end = rangeEnd(e);
  if (!code_.isReachable()) return;
  code_.setPosition(e.position);
  if (end.isInclusive) {
    inclusiveRounds(e, counter, end);
  } else {
    exclusiveRounds(e, counter, end);
  }
}

void FunctionEmitter::exclusiveRounds(const hir::ForRange& e, const LocalPlace& counter, const RangeEnd& end) {
  const Loop loop = openLoop(e.label);
  const CodeLabel top = code_.newLabel();
  const CodeLabel test = code_.newLabel();
  const FlowState before = code_.state();
  code_.jump(test);
  code_.bindWith(top, before);
  forRangeBody(e, counter);
  code_.bind(loop.continueLabel);
  code_.setPosition(e.position);
  increment(counter);
  code_.bind(test);
  compareWithEnd(counter, end, Opcode::IntLess);
  code_.branch(Opcode::JumpTrue, top);
  closeLoop();
}

// The last round must not count past the greatest Int: the counter moves only if another round follows.
void FunctionEmitter::inclusiveRounds(const hir::ForRange& e, const LocalPlace& counter, const RangeEnd& end) {
  const Loop loop = openLoop(e.label);
  const CodeLabel next = code_.newLabel();
  const CodeLabel body = code_.newLabel();
  compareWithEnd(counter, end, Opcode::IntGreater);
  code_.branch(Opcode::JumpTrue, loop.breakLabel);
  const FlowState before = code_.state();
  code_.jump(body);
  code_.bindWith(next, before);
  increment(counter);
  code_.bind(body);
  forRangeBody(e, counter);
  code_.bind(loop.continueLabel);
  code_.setPosition(e.position);
  compareWithEnd(counter, end, Opcode::IntLess);
  code_.branch(Opcode::JumpTrue, next);
  closeLoop();
}

void FunctionEmitter::forRangeBody(const hir::ForRange& e, const LocalPlace& counter) {
  const LocalScope scope(locals_);
  if (e.local != nullptr && (e.local->isCell || e.local->isMutable)) {
    get(counter);
    initialiseLocal(e.local);
  } else if (e.local != nullptr) {
    locals_.put(e.local, counter);
  }
  effect(e.body);
}

// ---- for x in xs

void FunctionEmitter::forEach(const hir::ForEach& e) {
  if (walkInPlace(e)) return;
  const LocalScope scope(locals_);
  value(e.start);
  if (!code_.isReachable()) return;
  initialiseLocal(e.iterator);
  const Loop loop = openLoop(e.label);
  const CodeLabel top = code_.newLabel();
  const FlowState before = code_.state();
  code_.setPosition(e.position);
  code_.jump(loop.continueLabel);
  code_.bindWith(top, before);
  {
    const LocalScope round(locals_);
    value(e.next);
    testTop(*e.pattern, CodeLabel::none());
    effect(e.body);
  }
  code_.bind(loop.continueLabel);
  condition(e.hasNext, top, true);
  closeLoop();
}

void FunctionEmitter::breakOut(const hir::Label* label, bool isContinue) {
  if (!code_.isReachable()) return;
  std::size_t number = loops_.size() - 1;
  while (number > 0 && loops_[number].label != label) --number;
  const Loop target = loops_[number];
  popAll();
  runFinalizers(target.tryCount);
  code_.jump(isContinue ? target.continueLabel : target.breakLabel);
}

}  // namespace tatu::compiler::emit

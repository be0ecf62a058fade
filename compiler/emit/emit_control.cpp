// Conditions, `if`, blocks.
#include <algorithm>

#include "compiler/emit/function_emitter.h"

namespace tatu::compiler::emit {

using bytecode::Opcode;
using hir::ExpressionKind;

namespace {

// The operands of a left-nested chain of && or ||, from left to right.
template <typename Node>
std::vector<const hir::Expression*> operandsOf(const Node& e) {
  std::vector<const hir::Expression*> result{e.right};
  const hir::Expression* left = e.left;
  while (left->kind == Node::kKind) {
    result.push_back(static_cast<const Node*>(left)->right);
    left = static_cast<const Node*>(left)->left;
  }
  result.push_back(left);
  std::reverse(result.begin(), result.end());
  return result;
}

bool isNot(const hir::Expression* e) {
  return e->kind == ExpressionKind::Instruction && static_cast<const hir::Instruction*>(e)->opcode == Opcode::BoolNot;
}

}  // namespace

// Jumps to `target` if `e` is `sense`, else goes on.
void FunctionEmitter::condition(Expr e, CodeLabel target, bool sense) {
  if (!code_.isReachable()) return;
  while (isNot(e)) {
    e = static_cast<const hir::Instruction*>(e)->operands[0];
    sense = !sense;
  }
  switch (e->kind) {
    case ExpressionKind::And: return junction(operandsOf(static_cast<const hir::And&>(*e)), target, sense, false);
    case ExpressionKind::Or: return junction(operandsOf(static_cast<const hir::Or&>(*e)), target, sense, true);
    case ExpressionKind::BoolLiteral:
      if (static_cast<const hir::BoolLiteral*>(e)->value == sense) code_.jump(target);
      return;
    default: break;
  }
  value(e);
  code_.setPosition(e->position);
  code_.branch(sense ? Opcode::JumpTrue : Opcode::JumpFalse, target);
}

// A chain of && (`decides` false: one false operand settles it) or || (`decides` true).
void FunctionEmitter::junction(const std::vector<Expr>& operands, CodeLabel target, bool sense, bool decides) {
  if (sense == decides) {
    for (const Expr operand : operands) condition(operand, target, sense);
    return;
  }
  const CodeLabel skip = code_.newLabel();
  for (std::size_t i = 0; i + 1 < operands.size(); ++i) condition(operands[i], skip, decides);
  condition(operands.back(), target, sense);
  code_.bind(skip);
}

void FunctionEmitter::logicalValue(Expr e) {
  const CodeLabel settled = code_.newLabel();
  const CodeLabel done = code_.newLabel();
  const bool isAnd = e->kind == ExpressionKind::And;
  std::vector<Expr> operands =
      isAnd ? operandsOf(static_cast<const hir::And&>(*e)) : operandsOf(static_cast<const hir::Or&>(*e));
  const Expr last = operands.back();
  operands.pop_back();
  for (const Expr operand : operands) condition(operand, settled, !isAnd);
  if (code_.isReachable()) value(last);
  code_.jump(done);
  code_.bind(settled);
  code_.emit(isAnd ? Opcode::PushFalse : Opcode::PushTrue);
  code_.bind(done);
}

// One of several ways to the value of an expression of that type.
void FunctionEmitter::branchResult(Expr e, const Type* type, bool isWanted) {
  if (!isWanted) return effect(e);
  if (!code_.isReachable()) return;
  value(e);
  code_.retype(type);
}

// A chain of else-ifs is walked in a loop, so its length costs no native stack.
void FunctionEmitter::conditional(const hir::If& e, bool isWanted) {
  const CodeLabel done = code_.newLabel();
  const hir::If* branch = &e;
  while (branch != nullptr) {
    const CodeLabel otherwise = code_.newLabel();
    condition(branch->condition, otherwise, false);
    branchResult(branch->then, e.type, isWanted);
    const Expr rest = branch->otherwise;
    if (rest != nullptr) code_.jump(done);
    code_.bind(otherwise);
    const bool isChain = rest != nullptr && rest->kind == ExpressionKind::If;
    if (rest != nullptr && !isChain) branchResult(rest, e.type, isWanted);
    branch = isChain ? static_cast<const hir::If*>(rest) : nullptr;
  }
  code_.bind(done);
}

void FunctionEmitter::block(const hir::Block& e, bool isWanted) {
  const LocalScope scope(locals_);
  for (const Expr statement : e.statements) effect(statement);
  if (e.result == nullptr || !code_.isReachable()) return;
  if (isWanted) {
    value(e.result);
  } else {
    effect(e.result);
  }
}

}  // namespace tatu::compiler::emit

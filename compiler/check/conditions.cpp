// Conditions: what a test tells about locals where it holds and where it does not.
#include "compiler/check/body_checker.h"
#include "compiler/check/text.h"

namespace tatu::compiler::check {

using ast::BinaryOperator;

LocalInfo* BodyChecker::narrowable(const ast::Expression& e) {
  if (e.kind == ast::NodeKind::ThisExpression) return receiver_;
  const auto* name = ast::tryAs<ast::NameExpression>(&e);
  if (name == nullptr) return nullptr;
  LocalInfo* local = findLocal(name->name.text);
  if (local == nullptr || local->function != nullptr || (local->isMutable && local->isSharedWithLambda)) return nullptr;
  return local;
}

Expr BodyChecker::condition(const ast::Expression& e, ConditionFlow& flow) {
  if (const auto* binary = ast::tryAs<ast::BinaryExpression>(&e); binary != nullptr) {
    if (binary->op == BinaryOperator::LogicalAnd || binary->op == BinaryOperator::LogicalOr)
      return logicalChain(*binary, flow);
    if (binary->op == BinaryOperator::Equal || binary->op == BinaryOperator::NotEqual) {
      const Operands both = operands(*binary, nullptr);
      Expr result =
          equality(both.left, both.right, binary->op == BinaryOperator::NotEqual, e.span, binary->right->span);
      flow = {flow_, flow_};
      narrowByNull(*binary, flow);
      return result;
    }
  }
  if (const auto* unary = ast::tryAs<ast::UnaryExpression>(&e);
      unary != nullptr && unary->op == ast::UnaryOperator::Not) {
    Expr inner = condition(*unary->operand, flow);
    std::swap(flow.whenTrue, flow.whenFalse);
    return inner->type->is(TypeKind::Error) ? inner : negated(inner, e.span);
  }
  if (const auto* test = ast::tryAs<ast::IsExpression>(&e); test != nullptr) {
    flow = {flow_, flow_};
    Expr result = isTest(*test, &flow);
    return result;
  }
  Expr value = coerced(e, leaf(TypeKind::Bool));
  flow = {flow_, flow_};
  if (const auto* literal = ast::tryAs<ast::BooleanLiteral>(&e); literal != nullptr) {
    (literal->value ? flow.whenFalse : flow.whenTrue).end();
  }
  return value;
}

namespace {

bool isLogical(const ast::BinaryExpression& e) {
  return e.op == BinaryOperator::LogicalAnd || e.op == BinaryOperator::LogicalOr;
}

}  // namespace

// A chain leans to the left, and is as long as it is.
Expr BodyChecker::logicalChain(const ast::BinaryExpression& e, ConditionFlow& flow) {
  std::vector<const ast::BinaryExpression*> chain{&e};
  for (;;) {
    const auto* left = ast::tryAs<ast::BinaryExpression>(chain.back()->left);
    if (left == nullptr || !isLogical(*left)) break;
    chain.push_back(left);
  }
  Expr result = condition(*chain.back()->left, flow);
  for (auto operation = chain.rbegin(); operation != chain.rend(); ++operation)
    result = logical(**operation, result, flow);
  return result;
}

// The operation itself: `flow` is what the left operand tells, and then what the whole tells.
Expr BodyChecker::logical(const ast::BinaryExpression& e, Expr first, ConditionFlow& flow) {
  const bool isAnd = e.op == BinaryOperator::LogicalAnd;
  const ConditionFlow left = std::move(flow);
  flow_ = isAnd ? left.whenTrue : left.whenFalse;
  ConditionFlow right;
  Expr second = condition(*e.right, right);
  if (isAnd) {
    flow.whenTrue = right.whenTrue;
    flow.whenFalse = joined(left.whenFalse, right.whenFalse);
  } else {
    flow.whenTrue = joined(left.whenTrue, right.whenTrue);
    flow.whenFalse = right.whenFalse;
  }
  if (first->type->is(TypeKind::Error) || second->type->is(TypeKind::Error)) return error(e.span);
  if (isAnd) {
    auto* node = make<hir::And>(leaf(TypeKind::Bool), e.span);
    node->left = first;
    node->right = second;
    return node;
  }
  auto* node = make<hir::Or>(leaf(TypeKind::Bool), e.span);
  node->left = first;
  node->right = second;
  return node;
}

// `x == null`, `null != x`: where it is not null, the local has its payload's type.
void BodyChecker::narrowByNull(const ast::BinaryExpression& e, ConditionFlow& flow) {
  const bool isLeftNull = e.left->kind == ast::NodeKind::NullLiteral;
  const bool isRightNull = e.right->kind == ast::NodeKind::NullLiteral;
  if (isLeftNull == isRightNull) return;
  LocalInfo* local = narrowable(isLeftNull ? *e.right : *e.left);
  if (local == nullptr) return;
  const Type* narrowed = flow_.narrowed(local);
  if (narrowed != nullptr && !narrowed->is(TypeKind::Optional)) return;
  if (!local->type->is(TypeKind::Optional)) return;
  (e.op == BinaryOperator::Equal ? flow.whenFalse : flow.whenTrue).narrow(local, local->type->arguments[0]);
}

}  // namespace tatu::compiler::check

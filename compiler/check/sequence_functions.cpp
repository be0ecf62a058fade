#include "compiler/check/sequence_functions.h"

#include "compiler/check/ast_walk.h"

namespace tatu::compiler::check {

namespace {

// Of a function, or of a property that is computed; null where there is none.
const ast::Expression* bodyOf(const FunctionSymbol& symbol) {
  if (symbol.declaration == nullptr || symbol.defaultOf != nullptr || symbol.isSetter()) return nullptr;
  if (const auto* function = ast::tryAs<ast::FunctionDeclaration>(symbol.declaration); function != nullptr)
    return function->body.expression;
  const auto* property = ast::tryAs<ast::VariableDeclaration>(symbol.declaration);
  return property == nullptr ? nullptr : property->getter.expression;
}

// `{ return value }`, `{ value }` and `value`.
const ast::Expression* onlyValue(const ast::Expression* e) {
  if (const auto* block = ast::tryAs<ast::BlockExpression>(e); block != nullptr) {
    if (block->statements.size() != 1) return nullptr;
    const auto* only = ast::tryAs<ast::ExpressionStatement>(block->statements[0]);
    return only == nullptr ? nullptr : onlyValue(only->expression);
  }
  const auto* result = ast::tryAs<ast::ReturnExpression>(e);
  if (result == nullptr) return e;
  return result->value == nullptr ? nullptr : onlyValue(result->value);
}

bool hasClass(const ast::Node& node) {
  bool isFound = node.kind == ast::NodeKind::ClassStatement;
  forEachChild(node, [&](const ast::Node& child) { isFound = isFound || hasClass(child); });
  return isFound;
}

}  // namespace

bool isSequenceFunction(const FunctionSymbol& symbol) {
  const ast::Expression* const body = bodyOf(symbol);
  if (body == nullptr || !symbol.typeParameters.empty()) return false;
  const ast::Expression* const value = onlyValue(body);
  return value != nullptr && value->kind == ast::NodeKind::SequenceExpression && !hasClass(*value);
}

}  // namespace tatu::compiler::check

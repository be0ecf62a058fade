// The children of a node of the syntax tree, for walks that treat most nodes alike.
#pragma once

#include <vector>

#include "compiler/ast/declarations.h"
#include "compiler/ast/expressions.h"
#include "compiler/ast/statements.h"

namespace tatu::compiler::check {

template <typename Visit>
void visitIf(const ast::IfExpression& e, Visit& visit) {
  for (const ast::IfBranch& branch : e.branches) {
    visit(*branch.condition);
    visit(*branch.body);
  }
  if (e.otherwise != nullptr) visit(*e.otherwise);
}

template <typename Visit>
void visitMatch(const ast::MatchExpression& e, Visit& visit) {
  visit(*e.subject);
  for (const ast::MatchArm& arm : e.arms) {
    if (arm.guard != nullptr) visit(*arm.guard);
    visit(*arm.body);
  }
}

template <typename Visit>
void visitTry(const ast::TryExpression& e, Visit& visit) {
  visit(*e.body);
  for (const ast::CatchClause& clause : e.catches) visit(*clause.body);
  if (e.finally != nullptr) visit(*e.finally);
}

template <typename Visit>
void visitFunction(const ast::FunctionDeclaration& function, Visit& visit) {
  for (const ast::Parameter& parameter : function.parameters) {
    if (parameter.value != nullptr) visit(*parameter.value);
  }
  if (function.body.present()) visit(*function.body.expression);
}

template <typename Visit>
void visitMember(const ast::Declaration& member, Visit& visit) {
  if (const auto* function = ast::tryAs<ast::FunctionDeclaration>(&member); function != nullptr) {
    visitFunction(*function, visit);
  } else if (const auto* variable = ast::tryAs<ast::VariableDeclaration>(&member); variable != nullptr) {
    for (const ast::Expression* code :
         {variable->initializer, variable->getter.expression, variable->setter.expression})
      if (code != nullptr) visit(*code);
  } else if (const auto* init = ast::tryAs<ast::InitDeclaration>(&member); init != nullptr) {
    visit(*init->body);
  }
}

template <typename Visit>
void visitClass(const ast::ClassDeclaration& declaration, Visit& visit) {
  for (const ast::ConstructorParameter& parameter : declaration.parameters) {
    if (parameter.value != nullptr) visit(*parameter.value);
  }
  for (const ast::SuperType& type : declaration.superTypes) {
    for (const ast::Expression* argument : type.arguments) visit(*argument);
  }
  for (const ast::Declaration* member : declaration.members) visitMember(*member, visit);
}

template <typename List, typename Visit>
void visitAll(const List& nodes, Visit& visit) {
  for (const auto* node : nodes) visit(*node);
}

// The operands of a chain of operators, which leans to the left and may be longer than recursion could go.
template <typename Visit>
void visitChain(const ast::BinaryExpression& e, Visit& visit) {
  std::vector<const ast::BinaryExpression*> chain{&e};
  while (const auto* left = ast::tryAs<ast::BinaryExpression>(chain.back()->left)) chain.push_back(left);
  visit(*chain.back()->left);
  for (auto operation = chain.rbegin(); operation != chain.rend(); ++operation) visit(*(*operation)->right);
}

// Calls `visit` for each direct child that is an expression or a statement, in textual order; of a chain of operators
// for all its operands.
template <typename Visit>
void forEachChild(const ast::Node& node, Visit visit) {
  using ast::NodeKind;
  switch (node.kind) {
    case NodeKind::InterpolatedString:
      for (const ast::InterpolationPart& part : ast::as<ast::InterpolatedString>(node).parts) {
        if (part.expression != nullptr) visit(*part.expression);
      }
      return;
    case NodeKind::MemberExpression: return visit(*ast::as<ast::MemberExpression>(node).receiver);
    case NodeKind::TupleIndexExpression: return visit(*ast::as<ast::TupleIndexExpression>(node).receiver);
    case NodeKind::CallExpression:
      visit(*ast::as<ast::CallExpression>(node).callee);
      return visitAll(ast::as<ast::CallExpression>(node).arguments, visit);
    case NodeKind::IndexExpression:
      visit(*ast::as<ast::IndexExpression>(node).receiver);
      return visit(*ast::as<ast::IndexExpression>(node).index);
    case NodeKind::UnaryExpression: return visit(*ast::as<ast::UnaryExpression>(node).operand);
    case NodeKind::NotNullExpression: return visit(*ast::as<ast::NotNullExpression>(node).operand);
    case NodeKind::BinaryExpression: return visitChain(ast::as<ast::BinaryExpression>(node), visit);
    case NodeKind::IsExpression: return visit(*ast::as<ast::IsExpression>(node).operand);
    case NodeKind::CastExpression: return visit(*ast::as<ast::CastExpression>(node).operand);
    case NodeKind::SpreadExpression: return visit(*ast::as<ast::SpreadExpression>(node).operand);
    case NodeKind::TupleExpression: return visitAll(ast::as<ast::TupleExpression>(node).elements, visit);
    case NodeKind::ListExpression: return visitAll(ast::as<ast::ListExpression>(node).elements, visit);
    case NodeKind::MapExpression:
      for (const ast::MapEntry& entry : ast::as<ast::MapExpression>(node).entries) {
        visit(*entry.key);
        visit(*entry.value);
      }
      return;
    case NodeKind::LambdaExpression: return visit(*ast::as<ast::LambdaExpression>(node).body);
    case NodeKind::SequenceExpression: return visit(*ast::as<ast::SequenceExpression>(node).body);
    case NodeKind::YieldExpression: return visit(*ast::as<ast::YieldExpression>(node).value);
    case NodeKind::BlockExpression: return visitAll(ast::as<ast::BlockExpression>(node).statements, visit);
    case NodeKind::IfExpression: return visitIf(ast::as<ast::IfExpression>(node), visit);
    case NodeKind::MatchExpression: return visitMatch(ast::as<ast::MatchExpression>(node), visit);
    case NodeKind::TryExpression: return visitTry(ast::as<ast::TryExpression>(node), visit);
    case NodeKind::ReturnExpression:
      if (ast::as<ast::ReturnExpression>(node).value != nullptr) visit(*ast::as<ast::ReturnExpression>(node).value);
      return;
    case NodeKind::ThrowExpression: return visit(*ast::as<ast::ThrowExpression>(node).value);
    case NodeKind::VariableStatement:
      if (const ast::Expression* value = ast::as<ast::VariableStatement>(node).initializer; value != nullptr)
        visit(*value);
      return;
    case NodeKind::AssignmentStatement:
      visit(*ast::as<ast::AssignmentStatement>(node).target);
      return visit(*ast::as<ast::AssignmentStatement>(node).value);
    case NodeKind::FunctionStatement: return visitFunction(*ast::as<ast::FunctionStatement>(node).declaration, visit);
    case NodeKind::ClassStatement: return visitClass(*ast::as<ast::ClassStatement>(node).declaration, visit);
    case NodeKind::WhileStatement:
      visit(*ast::as<ast::WhileStatement>(node).condition);
      return visit(*ast::as<ast::WhileStatement>(node).body);
    case NodeKind::ForStatement:
      visit(*ast::as<ast::ForStatement>(node).iterable);
      return visit(*ast::as<ast::ForStatement>(node).body);
    case NodeKind::ExpressionStatement: return visit(*ast::as<ast::ExpressionStatement>(node).expression);
    default: return;
  }
}

}  // namespace tatu::compiler::check

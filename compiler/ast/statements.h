// Statements: what stands in a block.
#pragma once

#include <optional>

#include "compiler/ast/expressions.h"
#include "compiler/ast/node.h"
#include "compiler/ast/patterns.h"

namespace tatu::compiler::ast {

// `val x = 1`, `var y: Int`, `val (a, b) = pair`. The declared type stands here, never in the pattern. The initialiser
// of a `lazy val`, which has one name, is a LambdaExpression without parameters.
struct VariableStatement : Statement {
  static constexpr NodeKind kKind = NodeKind::VariableStatement;
  bool isMutable;
  bool isLazy;
  const Pattern* pattern;         // Binding, Wildcard or Tuple of such
  const Type* type;               // or null
  const Expression* initializer;  // or null; a TuplePattern always has one
};

// `x = 1`, `a.b += 2`, `a[i] <<= 3`. The target is a Name-, Member- or IndexExpression; others were reported.
struct AssignmentStatement : Statement {
  static constexpr NodeKind kKind = NodeKind::AssignmentStatement;
  const Expression* target;
  std::optional<BinaryOperator> op;  // empty for `=`
  SourceSpan operatorSpan;
  const Expression* value;
};

struct FunctionDeclaration;  // declarations.h, which needs this file

// `fun inner(n: Int): Int { … }` in a block. Its head holds no modifiers and annotations.
struct FunctionStatement : Statement {
  static constexpr NodeKind kKind = NodeKind::FunctionStatement;
  const FunctionDeclaration* declaration;
};

struct ClassDeclaration;

// `class Point(val x: Int) { … }` in a block. Its head holds no annotations.
struct ClassStatement : Statement {
  static constexpr NodeKind kKind = NodeKind::ClassStatement;
  const ClassDeclaration* declaration;
};

struct WhileStatement : Statement {
  static constexpr NodeKind kKind = NodeKind::WhileStatement;
  Identifier label;  // empty if none
  const Expression* condition;
  const BlockExpression* body;
};

struct ForStatement : Statement {
  static constexpr NodeKind kKind = NodeKind::ForStatement;
  Identifier label;        // empty if none
  const Pattern* pattern;  // Binding (a type may be written), Wildcard or Tuple of such
  const Expression* iterable;
  const BlockExpression* body;
};

struct ExpressionStatement : Statement {
  static constexpr NodeKind kKind = NodeKind::ExpressionStatement;
  const Expression* expression;
};

}  // namespace tatu::compiler::ast

// What all nodes of the syntax tree share.
//
// The hierarchy is closed: five families (Type, Expression, Pattern, Statement, Declaration), each node a plain struct
// without virtual functions, told apart by its kind. Nodes live in an Arena, are built bottom-up by the parser and
// never change afterwards, so they can be shared freely; a phase that learns something about a node keeps it in a table
// of its own, keyed by the node's address. Pointers are never null unless the field's comment says so.
//
// Depth: no path from the root of a file to a leaf is longer than kMaxTreeDepth nodes, so recursive walks are safe, but
// for chains of `+ - * / % & | ^ << >> >>> && ||`: they lean to the left without a limit, and a walk goes along their
// left operands in a loop.
#pragma once

#include <cassert>
#include <cstdint>
#include <span>
#include <string_view>

#include "compiler/source/source_position.h"

namespace tatu::compiler::ast {

inline constexpr unsigned kMaxTreeDepth = 1500;

enum class NodeKind : std::uint8_t {
  // Types (types.h)
  NamedType,
  OptionalType,
  TupleType,
  FunctionType,
  // Expressions (expressions.h, literals.h)
  IntegerLiteral,
  FloatLiteral,
  BooleanLiteral,
  CharacterLiteral,
  StringLiteral,
  ByteStringLiteral,
  NullLiteral,
  InterpolatedString,
  NameExpression,
  ThisExpression,
  SuperExpression,
  MemberExpression,
  TupleIndexExpression,
  CallExpression,
  IndexExpression,
  UnaryExpression,
  NotNullExpression,
  BinaryExpression,
  IsExpression,
  CastExpression,
  SpreadExpression,
  TupleExpression,
  ListExpression,
  MapExpression,
  LambdaExpression,
  SequenceExpression,
  YieldExpression,
  BlockExpression,
  IfExpression,
  MatchExpression,
  TryExpression,
  ReturnExpression,
  ThrowExpression,
  BreakExpression,
  ContinueExpression,
  ErrorExpression,
  // Patterns (patterns.h)
  WildcardPattern,
  BindingPattern,
  LiteralPattern,
  RangePattern,
  CasePattern,
  TuplePattern,
  TypePattern,
  AlternativePattern,
  // Statements (statements.h)
  VariableStatement,
  AssignmentStatement,
  FunctionStatement,
  ClassStatement,
  WhileStatement,
  ForStatement,
  ExpressionStatement,
  // Declarations (declarations.h)
  FunctionDeclaration,
  ClassDeclaration,
  EnumDeclaration,
  InterfaceDeclaration,
  VariableDeclaration,
  TypeAliasDeclaration,
  InitDeclaration,
  BrokenDeclaration,
};

// The enumerator's name, for dumps and messages about our own faults.
[[nodiscard]] std::string_view nodeKindName(NodeKind kind);

struct Node {
  NodeKind kind;
  SourceSpan span;
};

struct Type : Node {};
struct Expression : Node {};
struct Pattern : Node {};
struct Statement : Node {};
struct Declaration : Node {};

template <class T>
using NodeList = std::span<const T* const>;

// A name where it stands in the source. The text is in normal form C, so equal names have equal bytes.
struct Identifier {
  std::string_view text;
  SourceSpan span;

  [[nodiscard]] bool empty() const { return text.empty(); }
};

// The node as a T, or null if it is of another kind.
template <class T>
[[nodiscard]] const T* tryAs(const Node* node) {
  return node != nullptr && node->kind == T::kKind ? static_cast<const T*>(node) : nullptr;
}
// The node as a T; the caller has looked at the kind.
template <class T>
[[nodiscard]] const T& as(const Node& node) {
  assert(node.kind == T::kKind);
  return static_cast<const T&>(node);
}

}  // namespace tatu::compiler::ast

// Expressions other than literals. Parentheses leave no node: they only steer the shape of the tree.
#pragma once

#include "compiler/ast/literals.h"
#include "compiler/ast/node.h"
#include "compiler/ast/types.h"

namespace tatu::compiler::ast {

struct BlockExpression;

enum class UnaryOperator : std::uint8_t { Negate, Not, Complement };  // - ! ~

enum class BinaryOperator : std::uint8_t {
  Multiply,
  Divide,
  Remainder,
  Add,
  Subtract,
  ShiftLeft,
  ShiftRight,
  ShiftRightUnsigned,
  And,
  Xor,
  Or,  // & ^ |
  RangeInclusive,
  RangeExclusive,  // .. ..<
  Coalesce,        // ??
  In,
  NotIn,
  Less,
  LessOrEqual,
  Greater,
  GreaterOrEqual,
  Equal,
  NotEqual,
  Identical,
  NotIdentical,
  LogicalAnd,
  LogicalOr,
};

// As it is written: "+", "..<", "!in".
[[nodiscard]] std::string_view operatorText(UnaryOperator op);
[[nodiscard]] std::string_view operatorText(BinaryOperator op);

// A name by itself; with type arguments in `largest<Int>(xs)` and `List<Int>()`.
struct NameExpression : Expression {
  static constexpr NodeKind kKind = NodeKind::NameExpression;
  Identifier name;
  NodeList<Type> typeArguments;  // empty if none were written
};

struct ThisExpression : Expression {
  static constexpr NodeKind kKind = NodeKind::ThisExpression;
};

// Only as the receiver of a MemberExpression; the checker refuses it elsewhere.
struct SuperExpression : Expression {
  static constexpr NodeKind kKind = NodeKind::SuperExpression;
};

// `x.m`, `x?.m` (safe); the receiver may turn out to be a module, a class or an enum. In a chain `a?.b.c` the receiver
// of `c` is the whole of `a?.b`.
struct MemberExpression : Expression {
  static constexpr NodeKind kKind = NodeKind::MemberExpression;
  const Expression* receiver;
  Identifier member;
  NodeList<Type> typeArguments;  // empty if none were written
  bool safe;
};

// `t.0`.
struct TupleIndexExpression : Expression {
  static constexpr NodeKind kKind = NodeKind::TupleIndexExpression;
  const Expression* receiver;
  std::uint32_t index;
  SourceSpan indexSpan;
  bool safe;
};

struct CallExpression : Expression {
  static constexpr NodeKind kKind = NodeKind::CallExpression;
  const Expression* callee;
  NodeList<Expression> arguments;
  // `name = value`: empty if no argument has a name; else one for each, without text for those that have none, which
  // stand before all that have one.
  std::span<const Identifier> argumentNames;
  SourceSpan argumentsSpan;  // from ( to )
};

struct IndexExpression : Expression {
  static constexpr NodeKind kKind = NodeKind::IndexExpression;
  const Expression* receiver;
  const Expression* index;
};

struct UnaryExpression : Expression {
  static constexpr NodeKind kKind = NodeKind::UnaryExpression;
  UnaryOperator op;
  SourceSpan operatorSpan;
  const Expression* operand;
};

// `x!!`.
struct NotNullExpression : Expression {
  static constexpr NodeKind kKind = NodeKind::NotNullExpression;
  const Expression* operand;
  SourceSpan operatorSpan;
};

struct BinaryExpression : Expression {
  static constexpr NodeKind kKind = NodeKind::BinaryExpression;
  BinaryOperator op;
  SourceSpan operatorSpan;
  const Expression* left;
  const Expression* right;
};

// `x is T`, `x !is T` (negated).
struct IsExpression : Expression {
  static constexpr NodeKind kKind = NodeKind::IsExpression;
  const Expression* operand;
  const Type* type;
  SourceSpan operatorSpan;
  bool negated;
};

// `x as T`, `x as? T` (safe).
struct CastExpression : Expression {
  static constexpr NodeKind kKind = NodeKind::CastExpression;
  const Expression* operand;
  const Type* type;
  SourceSpan operatorSpan;
  bool safe;
};

// `...xs`: each of its elements is an argument. Only among the arguments of a call.
struct SpreadExpression : Expression {
  static constexpr NodeKind kKind = NodeKind::SpreadExpression;
  const Expression* operand;
};

// `(a, b)`: at least two elements.
struct TupleExpression : Expression {
  static constexpr NodeKind kKind = NodeKind::TupleExpression;
  NodeList<Expression> elements;
};

// `[1, 2]`, `[]`.
struct ListExpression : Expression {
  static constexpr NodeKind kKind = NodeKind::ListExpression;
  NodeList<Expression> elements;
};

struct MapEntry {
  const Expression* key;
  const Expression* value;
};

// `["a": 1]`, `[:]`.
struct MapExpression : Expression {
  static constexpr NodeKind kKind = NodeKind::MapExpression;
  std::span<const MapEntry> entries;
};

struct LambdaParameter {
  SourceSpan span;
  const Pattern* pattern;  // Binding, Wildcard or Tuple of such
  const Type* type;        // null if it comes from the context
};

// `x => e`, `(a: Int, b) => { … }`, `((a, b)) => e`. The body is any expression, often a BlockExpression.
struct LambdaExpression : Expression {
  static constexpr NodeKind kKind = NodeKind::LambdaExpression;
  std::span<const LambdaParameter> parameters;
  const Expression* body;
  SourceSpan arrowSpan;  // empty: it is the value of a `lazy val`
};

// `sequence { … }`, `sequence<Int> { … }`.
struct SequenceExpression : Expression {
  static constexpr NodeKind kKind = NodeKind::SequenceExpression;
  SourceSpan wordSpan;
  const Type* element;  // null if it comes from the context or the values
  const BlockExpression* body;
};

// `yield x`.
struct YieldExpression : Expression {
  static constexpr NodeKind kKind = NodeKind::YieldExpression;
  const Expression* value;
};

// `{ … }` wherever it stands, function bodies too. Its value is that of its last statement if that is an
// ExpressionStatement, else Unit. An assignment as a lambda's or an arm's body is a block around that assignment.
struct BlockExpression : Expression {
  static constexpr NodeKind kKind = NodeKind::BlockExpression;
  NodeList<Statement> statements;

  // Where control falls off the end.
  [[nodiscard]] SourceSpan closingBrace() const {
    return {SourcePosition{span.end.offset == span.begin.offset ? span.end.offset : span.end.offset - 1}, span.end};
  }
};

struct IfBranch {
  SourceSpan span;
  const Expression* condition;
  const BlockExpression* body;
};

// `if a { } else if b { } else { }`: at least one branch.
struct IfExpression : Expression {
  static constexpr NodeKind kKind = NodeKind::IfExpression;
  std::span<const IfBranch> branches;
  const BlockExpression* otherwise;  // or null
};

struct MatchArm {
  SourceSpan span;
  const Pattern* pattern;
  const Expression* guard;  // or null
  const Expression* body;
};

struct MatchExpression : Expression {
  static constexpr NodeKind kKind = NodeKind::MatchExpression;
  SourceSpan keywordSpan;
  const Expression* subject;
  std::span<const MatchArm> arms;  // may be empty
};

struct CatchClause {
  SourceSpan span;
  Identifier name;
  const Type* type;
  const BlockExpression* body;
};

// At least one catch or a finally. `defer X` is one too, of all that follows in its block, with X as its `finally`.
struct TryExpression : Expression {
  static constexpr NodeKind kKind = NodeKind::TryExpression;
  const BlockExpression* body;
  std::span<const CatchClause> catches;
  const BlockExpression* finally;  // or null
  bool isDefer;
};

struct ReturnExpression : Expression {
  static constexpr NodeKind kKind = NodeKind::ReturnExpression;
  const Expression* value;  // or null
};

struct ThrowExpression : Expression {
  static constexpr NodeKind kKind = NodeKind::ThrowExpression;
  const Expression* value;
};

struct BreakExpression : Expression {
  static constexpr NodeKind kKind = NodeKind::BreakExpression;
  Identifier label;  // empty if none
};

struct ContinueExpression : Expression {
  static constexpr NodeKind kKind = NodeKind::ContinueExpression;
  Identifier label;  // empty if none
};

// Stands where something wrong was already reported; whoever meets it stays silent.
struct ErrorExpression : Expression {
  static constexpr NodeKind kKind = NodeKind::ErrorExpression;
};

}  // namespace tatu::compiler::ast

// Patterns: of `match` arms, and of `val`, `var`, `for` and the parameters of lambdas, where only Wildcard, Binding and
// Tuple occur.
#pragma once

#include "compiler/ast/node.h"
#include "compiler/ast/types.h"

namespace tatu::compiler::ast {

// `_`.
struct WildcardPattern : Pattern {
  static constexpr NodeKind kKind = NodeKind::WildcardPattern;
};

// `name`, `name: T`. In a match the name starts with a lower-case letter or `_`.
struct BindingPattern : Pattern {
  static constexpr NodeKind kKind = NodeKind::BindingPattern;
  Identifier name;
  const Type* type;  // or null
};

// `1`, `-1`, `'c'`, `"s"`, `true`, `null`, `1.5`. The literal is an Integer-, Float-, Boolean-, Character-, String- or
// NullLiteral; `negative` only with the first two.
struct LiteralPattern : Pattern {
  static constexpr NodeKind kKind = NodeKind::LiteralPattern;
  const Expression* literal;
  bool negative;
};

// `1..9`, `0..<LIMIT`. Each end is a LiteralPattern, or a CasePattern without arguments: a constant.
struct RangePattern : Pattern {
  static constexpr NodeKind kKind = NodeKind::RangePattern;
  const Pattern* low;
  const Pattern* high;
  bool inclusive;
  SourceSpan operatorSpan;
};

// `Case`, `Enum.Case`, `module.Enum.Case`, `Case(p, q)`, `Point(p, q)`; without arguments also a constant, `LIMIT`,
// `Limits.max`. The last name of the path starts with an upper-case letter, but for constants behind a dot or in
// ranges.
struct CasePattern : Pattern {
  static constexpr NodeKind kKind = NodeKind::CasePattern;
  std::span<const Identifier> path;  // at least one
  bool hasArguments;                 // parentheses were written
  NodeList<Pattern> arguments;
};

// `(p, q)`: at least two elements. Outside of `match` it takes data classes apart too.
struct TuplePattern : Pattern {
  static constexpr NodeKind kKind = NodeKind::TuplePattern;
  NodeList<Pattern> elements;
};

// `is T`.
struct TypePattern : Pattern {
  static constexpr NodeKind kKind = NodeKind::TypePattern;
  const Type* type;
};

// `p | q`: at least two, none of them an AlternativePattern.
struct AlternativePattern : Pattern {
  static constexpr NodeKind kKind = NodeKind::AlternativePattern;
  NodeList<Pattern> alternatives;
};

}  // namespace tatu::compiler::ast

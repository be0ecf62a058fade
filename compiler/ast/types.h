// Types as they are written.
#pragma once

#include "compiler/ast/node.h"

namespace tatu::compiler::ast {

// `Int`, `shapes.Circle`, `Map<String, Int>`. The path has at least one name; arguments belong to the last.
struct NamedType : Type {
  static constexpr NodeKind kKind = NodeKind::NamedType;
  std::span<const Identifier> path;
  NodeList<Type> arguments;
};

// `T?`. `T??` is written as two nested nodes.
struct OptionalType : Type {
  static constexpr NodeKind kKind = NodeKind::OptionalType;
  const Type* inner;
};

// `(A, B)`: at least two elements; `(A)` is A itself.
struct TupleType : Type {
  static constexpr NodeKind kKind = NodeKind::TupleType;
  NodeList<Type> elements;
};

// `(A, B) -> R`.
struct FunctionType : Type {
  static constexpr NodeKind kKind = NodeKind::FunctionType;
  NodeList<Type> parameters;
  const Type* result;
};

enum class Variance : std::uint8_t { Invariant, In, Out };

// `T`, `out T`, `T: A & B`.
struct TypeParameter {
  SourceSpan span;
  Identifier name;
  Variance variance;
  NodeList<Type> bounds;  // may be empty
};

// One condition of `where (T: Equatable<T>)`.
struct WhereCondition {
  SourceSpan span;
  Identifier parameter;
  NodeList<Type> bounds;  // at least one
};

}  // namespace tatu::compiler::ast

// Literals.
#pragma once

#include "compiler/ast/node.h"

namespace tatu::compiler::ast {

// The magnitude as written; a minus is a UnaryExpression around it. Whether it fits is the checker's to decide, since
// the type comes from the context. Literals beyond 64 bits were already reported.
struct IntegerLiteral : Expression {
  static constexpr NodeKind kKind = NodeKind::IntegerLiteral;
  std::uint64_t value;
};

// Both roundings of the decimal text, each to nearest: which one counts depends on the context. Infinite if too large.
struct FloatLiteral : Expression {
  static constexpr NodeKind kKind = NodeKind::FloatLiteral;
  double value;
  float value32;
};

struct BooleanLiteral : Expression {
  static constexpr NodeKind kKind = NodeKind::BooleanLiteral;
  bool value;
};

struct CharacterLiteral : Expression {
  static constexpr NodeKind kKind = NodeKind::CharacterLiteral;
  char32_t value;
};

// The value with escapes decoded: valid UTF-8, may hold NUL bytes.
struct StringLiteral : Expression {
  static constexpr NodeKind kKind = NodeKind::StringLiteral;
  std::string_view value;
  bool isRaw;  // written as `r"…"`
};

// `b"…"`: the bytes, which need not be UTF-8.
struct ByteStringLiteral : Expression {
  static constexpr NodeKind kKind = NodeKind::ByteStringLiteral;
  std::string_view bytes;
};

struct NullLiteral : Expression {
  static constexpr NodeKind kKind = NodeKind::NullLiteral;
};

// Either a text (decoded, not empty; expression null) or an inserted expression, `${value}` or `${value:format}`.
struct InterpolationPart {
  std::string_view text;
  const Expression* expression;  // or null
  SourceSpan colon;              // empty if no format was written
  Identifier format;             // as it is written; the checker reads it

  [[nodiscard]] bool hasFormat() const { return !colon.empty(); }
};

// A string with at least one `${…}`.
struct InterpolatedString : Expression {
  static constexpr NodeKind kKind = NodeKind::InterpolatedString;
  std::span<const InterpolationPart> parts;
};

}  // namespace tatu::compiler::ast

// Declarations, of a file and of a class, enum or interface.
//
// The parser checks only what each modifier may stand before at all; combinations (`open` in a final class, `override`
// of nothing) are the checker's. Syntax that only the core library may use (`builtin`, `native`) was refused elsewhere.
#pragma once

#include "compiler/ast/expressions.h"
#include "compiler/ast/node.h"
#include "compiler/ast/statements.h"
#include "compiler/ast/types.h"

namespace tatu::compiler::ast {

// Values are bits of ModifierSet::mask.
enum class Modifier : std::uint16_t {
  Pub = 1,
  Open = 2,
  Abstract = 4,
  Override = 8,
  Static = 16,
  Operator = 32,
  Data = 64,
  Builtin = 128,
  Native = 256,
  Sealed = 512,
};
[[nodiscard]] std::string_view modifierText(Modifier modifier);

struct WrittenModifier {
  Modifier modifier;
  SourceSpan span;
};

struct ModifierSet {
  std::uint16_t mask = 0;
  std::span<const WrittenModifier> written;  // in source order, each at most once

  [[nodiscard]] bool has(Modifier modifier) const { return (mask & static_cast<std::uint16_t>(modifier)) != 0; }
  // Where it was written; it must have been.
  [[nodiscard]] SourceSpan spanOf(Modifier modifier) const;
};

// `@test`, `@deprecated("use g")`. Arguments are literals (negative numbers are UnaryExpressions).
struct Annotation {
  SourceSpan span;
  Identifier name;
  NodeList<Expression> arguments;
};

// What every declaration can carry. `documentation` holds the lines of the doc comment without `///` and one blank,
// joined by line feeds; empty if there is none.
struct DeclarationHead {
  std::string_view documentation;
  std::span<const Annotation> annotations;
  ModifierSet modifiers;

  [[nodiscard]] bool has(Modifier modifier) const { return modifiers.has(modifier); }
};

struct Parameter {
  SourceSpan span;
  Identifier name;
  const Type* type;         // of each value, if it is variadic
  bool isVariadic;          // `...` behind the type
  const Expression* value;  // that it has where a call gives none; or null
};

// `= expression`, `{ … }`, or nothing.
struct FunctionBody {
  const Expression* expression;  // null without a body; a BlockExpression after `{`
  bool isBlock;                  // written as a block: results need `return`

  [[nodiscard]] bool present() const { return expression != nullptr; }
};

// A function of a file or block; a method, operator or static function of a class.
struct FunctionDeclaration : Declaration {
  static constexpr NodeKind kKind = NodeKind::FunctionDeclaration;
  DeclarationHead head;
  const Type* receiver;  // of an extension: the type that it is for; or null
  Identifier name;
  std::span<const TypeParameter> typeParameters;
  std::span<const Parameter> parameters;
  SourceSpan parametersSpan;  // from ( to )
  const Type* resultType;     // null if none was written: Unit
  std::span<const WhereCondition> conditions;
  FunctionBody body;
  // Of a `native("core.string.indexOf") fun`: the import's name; empty in plain `native fun`, and without Native.
  std::string_view nativeName;
};

enum class FieldKind : std::uint8_t { None, Val, Var };  // a mere parameter, `val`, `var`

// A parameter in a class header. In a data class all are written without `val` and are Val fields.
struct ConstructorParameter {
  SourceSpan span;
  std::string_view documentation;
  ModifierSet modifiers;  // Pub, Override
  FieldKind field;
  Identifier name;
  const Type* type;
  bool isVariadic;          // as of a Parameter
  const Expression* value;  // as of a Parameter
};

// An entry behind the colon of a class header: `Animal(name)` (the superclass), or an interface, perhaps conditional.
struct SuperType {
  SourceSpan span;
  const Type* type;
  bool hasArguments;  // parentheses were written
  NodeList<Expression> arguments;
  std::span<const Identifier> argumentNames;  // as of a CallExpression
  std::span<const WhereCondition> conditions;
};

// `class`, `data class`, `builtin class`, told apart by modifiers.
struct ClassDeclaration : Declaration {
  static constexpr NodeKind kKind = NodeKind::ClassDeclaration;
  DeclarationHead head;
  Identifier name;
  std::span<const TypeParameter> typeParameters;
  bool hasParameters;  // parentheses were written
  std::span<const ConstructorParameter> parameters;
  std::span<const SuperType> superTypes;
  NodeList<Declaration> members;  // Function, Variable, Init, in source order
};

struct EnumCase {
  SourceSpan span;
  std::string_view documentation;
  Identifier name;
  bool hasParameters;  // parentheses were written
  std::span<const Parameter> parameters;
};

struct EnumDeclaration : Declaration {
  static constexpr NodeKind kKind = NodeKind::EnumDeclaration;
  DeclarationHead head;
  Identifier name;
  std::span<const TypeParameter> typeParameters;
  std::span<const SuperType> superTypes;
  std::span<const EnumCase> cases;
  NodeList<Declaration> members;
};

struct InterfaceDeclaration : Declaration {
  static constexpr NodeKind kKind = NodeKind::InterfaceDeclaration;
  DeclarationHead head;
  Identifier name;
  std::span<const TypeParameter> typeParameters;
  std::span<const SuperType> superTypes;
  NodeList<Declaration> members;  // Function, Variable
};

// A global, a constant, a field, a static value, or a property: with a getter, and if it is mutable with a setter, or,
// in an interface or abstract, with neither initialiser nor getter. Initialiser and getter never occur together, and no
// setter without a getter.
struct VariableDeclaration : Declaration {
  static constexpr NodeKind kKind = NodeKind::VariableDeclaration;
  DeclarationHead head;
  bool isMutable;
  bool isConst;          // `const`; never without an initialiser
  bool isLazy;           // `lazy val`; the initialiser is a LambdaExpression without parameters
  const Type* receiver;  // as of a FunctionDeclaration
  Identifier name;
  std::span<const TypeParameter> typeParameters;  // of an extension
  const Type* type;                               // or null
  const Expression* initializer;                  // or null
  bool hasGetter;
  FunctionBody getter;  // absent without hasGetter
  bool hasSetter;
  Identifier setterParameter;
  FunctionBody setter;  // absent without hasSetter
};

// `typealias Index<T> = Map<String, List<T>>`.
struct TypeAliasDeclaration : Declaration {
  static constexpr NodeKind kKind = NodeKind::TypeAliasDeclaration;
  DeclarationHead head;
  Identifier name;
  std::span<const TypeParameter> typeParameters;
  const Type* type;
};

// `init { … }`.
struct InitDeclaration : Declaration {
  static constexpr NodeKind kKind = NodeKind::InitDeclaration;
  const BlockExpression* body;
};

// A declaration with a syntax error, already reported. Uses of its name are to be met with silence.
struct BrokenDeclaration : Declaration {
  static constexpr NodeKind kKind = NodeKind::BrokenDeclaration;
  Identifier name;  // empty if not even that could be read
};

}  // namespace tatu::compiler::ast

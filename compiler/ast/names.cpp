// The texts of kinds, operators and modifiers.
#include "compiler/ast/declarations.h"

#include <cassert>

namespace tatu::compiler::ast {

std::string_view nodeKindName(NodeKind kind) {
  static constexpr std::string_view kNames[] = {"NamedType",
                                                "OptionalType",
                                                "TupleType",
                                                "FunctionType",
                                                "IntegerLiteral",
                                                "FloatLiteral",
                                                "BooleanLiteral",
                                                "CharacterLiteral",
                                                "StringLiteral",
                                                "ByteStringLiteral",
                                                "NullLiteral",
                                                "InterpolatedString",
                                                "NameExpression",
                                                "ThisExpression",
                                                "SuperExpression",
                                                "MemberExpression",
                                                "TupleIndexExpression",
                                                "CallExpression",
                                                "IndexExpression",
                                                "UnaryExpression",
                                                "NotNullExpression",
                                                "BinaryExpression",
                                                "IsExpression",
                                                "CastExpression",
                                                "SpreadExpression",
                                                "TupleExpression",
                                                "ListExpression",
                                                "MapExpression",
                                                "LambdaExpression",
                                                "SequenceExpression",
                                                "YieldExpression",
                                                "BlockExpression",
                                                "IfExpression",
                                                "MatchExpression",
                                                "TryExpression",
                                                "ReturnExpression",
                                                "ThrowExpression",
                                                "BreakExpression",
                                                "ContinueExpression",
                                                "ErrorExpression",
                                                "WildcardPattern",
                                                "BindingPattern",
                                                "LiteralPattern",
                                                "RangePattern",
                                                "CasePattern",
                                                "TuplePattern",
                                                "TypePattern",
                                                "AlternativePattern",
                                                "VariableStatement",
                                                "AssignmentStatement",
                                                "FunctionStatement",
                                                "ClassStatement",
                                                "WhileStatement",
                                                "ForStatement",
                                                "ExpressionStatement",
                                                "FunctionDeclaration",
                                                "ClassDeclaration",
                                                "EnumDeclaration",
                                                "InterfaceDeclaration",
                                                "VariableDeclaration",
                                                "TypeAliasDeclaration",
                                                "InitDeclaration",
                                                "BrokenDeclaration"};
  static_assert(std::size(kNames) == static_cast<std::size_t>(NodeKind::BrokenDeclaration) + 1);
  return kNames[static_cast<std::size_t>(kind)];
}

std::string_view operatorText(UnaryOperator op) {
  static constexpr std::string_view kTexts[] = {"-", "!", "~"};
  return kTexts[static_cast<std::size_t>(op)];
}

std::string_view operatorText(BinaryOperator op) {
  static constexpr std::string_view kTexts[] = {
      "*",  "/",  "%",   "+", "-",  "<<", ">>", ">>>", "&",  "^",   "|",   "..", "..<",
      "??", "in", "!in", "<", "<=", ">",  ">=", "==",  "!=", "===", "!==", "&&", "||"};
  static_assert(std::size(kTexts) == static_cast<std::size_t>(BinaryOperator::LogicalOr) + 1);
  return kTexts[static_cast<std::size_t>(op)];
}

std::string_view modifierText(Modifier modifier) {
  switch (modifier) {
    case Modifier::Pub: return "pub";
    case Modifier::Open: return "open";
    case Modifier::Abstract: return "abstract";
    case Modifier::Override: return "override";
    case Modifier::Static: return "static";
    case Modifier::Operator: return "operator";
    case Modifier::Data: return "data";
    case Modifier::Builtin: return "builtin";
    case Modifier::Native: return "native";
    case Modifier::Sealed: return "sealed";
  }
  return "";
}

SourceSpan ModifierSet::spanOf(Modifier modifier) const {
  for (const WrittenModifier& entry : written) {
    if (entry.modifier == modifier) return entry.span;
  }
  assert(false && "the modifier was not written");
  return {};
}

}  // namespace tatu::compiler::ast

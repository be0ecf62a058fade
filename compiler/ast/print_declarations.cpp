#include "compiler/ast/tree_printer.h"

namespace tatu::compiler::ast {

std::string TreePrinter::textOf(std::span<const Identifier> path) {
  std::string text;
  for (const Identifier& name : path) {
    if (!text.empty()) text += '.';
    text += name.text;
  }
  return text;
}

std::string TreePrinter::textOf(NodeList<Type> types, std::string_view separator) {
  std::string text;
  for (const Type* type : types) {
    if (!text.empty()) text += separator;
    text += textOf(*type);
  }
  return text;
}

std::string TreePrinter::textOf(const Type& type) {
  switch (type.kind) {
    case NodeKind::OptionalType: {
      const Type& inner = *as<OptionalType>(type).inner;
      const bool function = inner.kind == NodeKind::FunctionType;
      return (function ? "(" + textOf(inner) + ")" : textOf(inner)) + "?";
    }
    case NodeKind::TupleType: return "(" + textOf(as<TupleType>(type).elements, ", ") + ")";
    case NodeKind::FunctionType: {
      const auto& function = as<FunctionType>(type);
      return "(" + textOf(function.parameters, ", ") + ") -> " + textOf(*function.result);
    }
    default: {
      const auto& named = as<NamedType>(type);
      return textOf(named.path) + (named.arguments.empty() ? "" : "<" + textOf(named.arguments, ", ") + ">");
    }
  }
}

std::string TreePrinter::textOf(std::span<const TypeParameter> parameters) {
  if (parameters.empty()) return {};
  std::string text = "<";
  for (const TypeParameter& parameter : parameters) {
    if (text.size() > 1) text += ", ";
    if (parameter.variance != Variance::Invariant) text += parameter.variance == Variance::In ? "in " : "out ";
    text += parameter.name.text;
    if (!parameter.bounds.empty()) text += ": " + textOf(parameter.bounds, " & ");
  }
  return text + ">";
}

std::string TreePrinter::textOf(std::span<const WhereCondition> conditions) {
  std::string text;
  for (const WhereCondition& condition : conditions) {
    text += text.empty() ? " where (" : ", ";
    text += std::string(condition.parameter.text) + ": " + textOf(condition.bounds, " & ");
  }
  return text.empty() ? text : text + ")";
}

std::string TreePrinter::typed(std::string_view name, const Type* type) {
  return std::string(name) + (type == nullptr ? "" : ": " + textOf(*type));
}

std::string TreePrinter::textOf(std::span<const Parameter> parameters) {
  std::string text = "(";
  for (const Parameter& parameter : parameters) {
    if (text.size() > 1) text += ", ";
    text += typed(parameter.name.text, parameter.type) + (parameter.isVariadic ? "..." : "");
  }
  return text + ")";
}

std::string TreePrinter::textOf(const ModifierSet& modifiers) {
  std::string text;
  for (const WrittenModifier& entry : modifiers.written) text += std::string(modifierText(entry.modifier)) + " ";
  return text;
}

void TreePrinter::print(const File& file) {
  for (const Import& import : file.imports) print(import);
  for (const Declaration* declaration : file.declarations) print(*declaration);
}

void TreePrinter::print(const Import& import) {
  std::string text = "import " + textOf(import.path);
  if (!import.alias.empty()) text += " as " + std::string(import.alias.text);
  if (import.hasItems) {
    text += " {";
    for (const ImportItem& item : import.items) {
      if (text.back() != '{') text += ", ";
      text += item.name.text;
      if (!item.alias.empty()) text += " as " + std::string(item.alias.text);
    }
    text += "}";
  }
  line(text);
}

void TreePrinter::printHead(const DeclarationHead& head) {
  if (!head.documentation.empty()) line("doc " + quoted(head.documentation));
  for (const Annotation& annotation : head.annotations) {
    line("@" + std::string(annotation.name.text));
    const Indented indented(*this);
    for (const Expression* argument : annotation.arguments) print(*argument);
  }
}

void TreePrinter::print(const Declaration& declaration) {
  switch (declaration.kind) {
    case NodeKind::FunctionDeclaration: return printFunction(as<FunctionDeclaration>(declaration));
    case NodeKind::ClassDeclaration: return printClass(as<ClassDeclaration>(declaration));
    case NodeKind::EnumDeclaration: return printEnum(as<EnumDeclaration>(declaration));
    case NodeKind::InterfaceDeclaration: return printInterface(as<InterfaceDeclaration>(declaration));
    case NodeKind::VariableDeclaration: return printVariable(as<VariableDeclaration>(declaration));
    case NodeKind::TypeAliasDeclaration: return printAlias(as<TypeAliasDeclaration>(declaration));
    case NodeKind::InitDeclaration: {
      line("init");
      const Indented indented(*this);
      return print(*as<InitDeclaration>(declaration).body);
    }
    default: return line("broken " + std::string(as<BrokenDeclaration>(declaration).name.text));
  }
}

// Of an extension.
std::string TreePrinter::receiverText(const Type* receiver) {
  return receiver == nullptr ? "" : textOf(*receiver) + ".";
}

void TreePrinter::printFunction(const FunctionDeclaration& function) {
  printHead(function.head);
  std::string text = textOf(function.head.modifiers) + "fun " + receiverText(function.receiver) +
                     std::string(function.name.text) + textOf(function.typeParameters) + textOf(function.parameters) +
                     typed("", function.resultType) + textOf(function.conditions);
  if (!function.nativeName.empty()) text += " native " + quoted(function.nativeName);
  if (function.body.present() && !function.body.isBlock) text += " =";
  line(text);
  const Indented indented(*this);
  for (const Parameter& parameter : function.parameters)
    child("default " + std::string(parameter.name.text), parameter.value);
  if (function.body.present()) print(*function.body.expression);
}

void TreePrinter::printSuperTypes(std::span<const SuperType> types) {
  for (const SuperType& type : types) {
    line("super " + textOf(*type.type) + (type.hasArguments ? "()" : "") + textOf(type.conditions));
    const Indented indented(*this);
    printArguments(type.arguments, type.argumentNames);
  }
}

void TreePrinter::printMembers(NodeList<Declaration> members) {
  for (const Declaration* member : members) print(*member);
}

void TreePrinter::printClass(const ClassDeclaration& declaration) {
  printHead(declaration.head);
  line(textOf(declaration.head.modifiers) + "class " + std::string(declaration.name.text) +
       textOf(declaration.typeParameters) + (declaration.hasParameters ? "()" : ""));
  const Indented indented(*this);
  for (const ConstructorParameter& parameter : declaration.parameters) {
    if (!parameter.documentation.empty()) line("doc " + quoted(parameter.documentation));
    constexpr std::string_view kFields[] = {"", "val ", "var "};
    line("parameter " + textOf(parameter.modifiers) + std::string(kFields[static_cast<std::size_t>(parameter.field)]) +
         typed(parameter.name.text, parameter.type) + (parameter.isVariadic ? "..." : ""));
    const Indented inner(*this);
    child("default", parameter.value);
  }
  printSuperTypes(declaration.superTypes);
  printMembers(declaration.members);
}

void TreePrinter::printEnum(const EnumDeclaration& declaration) {
  printHead(declaration.head);
  line(textOf(declaration.head.modifiers) + "enum " + std::string(declaration.name.text) +
       textOf(declaration.typeParameters));
  const Indented indented(*this);
  printSuperTypes(declaration.superTypes);
  for (const EnumCase& each : declaration.cases) {
    if (!each.documentation.empty()) line("doc " + quoted(each.documentation));
    line("case " + std::string(each.name.text) + (each.hasParameters ? textOf(each.parameters) : ""));
  }
  printMembers(declaration.members);
}

void TreePrinter::printInterface(const InterfaceDeclaration& declaration) {
  printHead(declaration.head);
  line(textOf(declaration.head.modifiers) + "interface " + std::string(declaration.name.text) +
       textOf(declaration.typeParameters));
  const Indented indented(*this);
  printSuperTypes(declaration.superTypes);
  printMembers(declaration.members);
}

void TreePrinter::printAlias(const TypeAliasDeclaration& declaration) {
  printHead(declaration.head);
  line(textOf(declaration.head.modifiers) + "typealias " + std::string(declaration.name.text) +
       textOf(declaration.typeParameters) + " = " + textOf(*declaration.type));
}

void TreePrinter::printVariable(const VariableDeclaration& declaration) {
  printHead(declaration.head);
  line(textOf(declaration.head.modifiers) +
       (declaration.isConst     ? "const "
        : declaration.isMutable ? "var "
                                : "val ") +
       receiverText(declaration.receiver) + std::string(declaration.name.text) + textOf(declaration.typeParameters) +
       typed("", declaration.type) + (declaration.hasGetter ? " get" : "") +
       (declaration.hasSetter ? " set " + std::string(declaration.setterParameter.text) : ""));
  const Indented indented(*this);
  if (declaration.initializer != nullptr) print(*declaration.initializer);
  if (declaration.getter.present()) print(*declaration.getter.expression);
  if (declaration.setter.present()) print(*declaration.setter.expression);
}

}  // namespace tatu::compiler::ast

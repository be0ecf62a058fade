// Prints syntax trees. Types are written in their source form on the line of what they belong to; expressions, patterns
// and statements have a line each, children indented below.
#pragma once

#include <string>
#include <string_view>
#include <utility>

#include "compiler/ast/file.h"

namespace tatu::compiler::ast {

class TreePrinter {
 public:
  void print(const File& file);
  void print(const Declaration& declaration);
  void print(const Expression& expression);
  [[nodiscard]] std::string take() { return std::move(output_); }

 private:
  // Indents what is printed while it lives.
  class Indented {
   public:
    explicit Indented(TreePrinter& printer) : printer_(printer) { ++printer_.indent_; }
    ~Indented() { --printer_.indent_; }
    Indented(const Indented&) = delete;
    Indented& operator=(const Indented&) = delete;

   private:
    TreePrinter& printer_;
  };

  void line(std::string_view text);
  [[nodiscard]] static std::string quoted(std::string_view text);
  [[nodiscard]] static std::string hexadecimal(std::string_view bytes);
  [[nodiscard]] static std::string number(double value);

  // print_expressions.cpp
  [[nodiscard]] std::string labelOf(const Expression& expression);
  [[nodiscard]] std::string literalLabel(const Expression& expression);
  void printParts(const Expression& expression);
  void printCollection(const Expression& expression);
  void printControl(const Expression& expression);
  void child(std::string_view role, const Expression* expression);
  void printArguments(NodeList<Expression> arguments, std::span<const Identifier> names);
  [[nodiscard]] static std::string bindingText(const Pattern& pattern);
  void print(const Pattern& pattern);
  void print(const Statement& statement);

  // print_declarations.cpp
  void print(const Import& import);
  void printHead(const DeclarationHead& head);
  void printFunction(const FunctionDeclaration& function);
  [[nodiscard]] static std::string receiverText(const Type* receiver);
  void printClass(const ClassDeclaration& declaration);
  void printEnum(const EnumDeclaration& declaration);
  void printInterface(const InterfaceDeclaration& declaration);
  void printVariable(const VariableDeclaration& declaration);
  void printAlias(const TypeAliasDeclaration& declaration);
  void printSuperTypes(std::span<const SuperType> types);
  void printMembers(NodeList<Declaration> members);
  [[nodiscard]] static std::string textOf(const Type& type);
  [[nodiscard]] static std::string textOf(NodeList<Type> types, std::string_view separator);
  [[nodiscard]] static std::string textOf(std::span<const Identifier> path);
  [[nodiscard]] static std::string textOf(std::span<const TypeParameter> parameters);
  [[nodiscard]] static std::string textOf(std::span<const WhereCondition> conditions);
  [[nodiscard]] static std::string textOf(std::span<const Parameter> parameters);
  [[nodiscard]] static std::string textOf(const ModifierSet& modifiers);
  [[nodiscard]] static std::string typed(std::string_view name, const Type* type);

  std::string output_;
  unsigned indent_ = 0;
};

}  // namespace tatu::compiler::ast

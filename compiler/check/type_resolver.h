// Turns types as written into types.
#pragma once

#include <functional>
#include <optional>

#include "compiler/check/relations.h"

namespace tatu::compiler::check {

class TypeResolver {
 public:
  TypeResolver(Program& program, const FileScope& file) : program_(program), file_(file) {}

  // Finds the class in a function that a name stands for; null if there is none.
  using LocalClasses = std::function<ClassSymbol*(std::string_view)>;

  void addParameters(std::span<TypeParameterSymbol* const> parameters) {
    scope_.insert(scope_.end(), parameters.begin(), parameters.end());
  }
  void setConditions(const Conditions* conditions) { conditions_ = conditions; }
  void setLocalClasses(const LocalClasses* find) { localClasses_ = find; }

  // The types are those of an extension of that name: what looks like a type parameter must be declared there.
  void setExtension(std::string_view name) { extension_ = name; }

  // Error (reported) if it is none.
  [[nodiscard]] const Type* resolve(const ast::Type& type);
  [[nodiscard]] std::vector<const Type*> resolveAll(ast::NodeList<ast::Type> types);
  [[nodiscard]] const Type* resolveOr(const ast::Type* type, const Type* otherwise) {
    return type != nullptr ? resolve(*type) : otherwise;
  }
  // Makes the symbols of a list of parameters, numbered from `first`; bounds are resolved by resolveBounds.
  [[nodiscard]] std::vector<TypeParameterSymbol*> declare(std::span<const ast::TypeParameter> parameters,
                                                          std::uint32_t first, bool allowsVariance);
  void resolveBounds(std::span<const ast::TypeParameter> parameters, std::span<TypeParameterSymbol* const> symbols);
  [[nodiscard]] Conditions resolveConditions(std::span<const ast::WhereCondition> conditions);
  [[nodiscard]] const std::vector<TypeParameterSymbol*>& scope() const { return scope_; }
  // Are the arguments within their bounds? Put off while heads are not known.
  void checkBounds(const Type* type, SourceSpan span);

 private:
  [[nodiscard]] const Type* resolveUnlimited(const ast::Type& type);
  [[nodiscard]] const Type* resolveNamed(const ast::NamedType& type);
  [[nodiscard]] std::optional<std::vector<const Type*>> argumentsOf(const ast::NamedType& type, std::string_view name,
                                                                    std::size_t count);
  [[nodiscard]] const Type* expand(TypeAlias& alias, const ast::NamedType& type);
  [[nodiscard]] const Type* instantiate(const ClassSymbol& symbol, const ast::NamedType& type);
  void notInModule(const Entity& entity, const ast::Identifier& qualifier, const ast::Identifier& name);
  [[nodiscard]] const Type* unknown(const ast::NamedType& type);
  void suggestType(Diagnostic& diagnostic, const ast::Identifier& name);
  [[nodiscard]] const Type* resolveBound(const ast::Type& type);

  Program& program_;
  const FileScope& file_;
  std::vector<TypeParameterSymbol*> scope_;
  const Conditions* conditions_ = nullptr;
  const LocalClasses* localClasses_ = nullptr;
  std::string_view extension_;
  std::vector<std::string_view> missingParameters_;  // which were told
};

// What an alias stands for, in terms of its type parameters. One that would stand for itself is reported.
[[nodiscard]] const Type* aliasedType(Program& program, TypeAlias& alias);
// Reports type arguments outside of their bounds.
void checkTypeArguments(Relations& relations, const Type* type, SourceSpan span);
void checkPendingBounds(Program& program);

}  // namespace tatu::compiler::check

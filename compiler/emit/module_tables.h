// ModuleTables: from symbols and types of the compiler to the tables of a module. Own symbols are declared up front, in
// textual order; what is imported enters when it is first used, and only then, so a module holds nothing that it does
// not need and the same program always gives the same tables.
//
// Invariant: indices given out are provisional ones of the ModuleBuilder.
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "bytecode/module_builder.h"
#include "compiler/types/dense_map.h"
#include "compiler/types/self_type.h"
#include "compiler/types/symbol.h"
#include "compiler/types/type.h"

namespace tatu::compiler::emit {

class ModuleTables {
 public:
  ModuleTables(TypeTable& types, bytecode::ModuleBuilder& builder) : types_(types), builder_(builder) {}

  [[nodiscard]] bytecode::TypeIndex type(const Type* type);
  [[nodiscard]] bytecode::StringIndex string(std::string_view text) { return builder_.string(text); }
  [[nodiscard]] bytecode::ClassIndex classOf(const ClassSymbol& symbol);
  [[nodiscard]] bytecode::FunctionIndex function(const FunctionSymbol& symbol);
  [[nodiscard]] bytecode::GlobalIndex global(const GlobalSymbol& symbol);
  [[nodiscard]] bytecode::CallIndex call(const FunctionSymbol& symbol, const Type* receiver,
                                         std::span<const Type* const> typeArguments);
  [[nodiscard]] bytecode::CallIndex call(bytecode::FunctionIndex function, const Type* receiver,
                                         std::span<const Type* const> typeArguments);
  [[nodiscard]] bytecode::FieldRefIndex field(const Type* owner, const FieldSymbol& field);
  [[nodiscard]] bytecode::CaseRefIndex enumCase(const Type* owner, const CaseSymbol& symbol);

  // ---- Own declarations. Numbers first, so that everything can refer to everything; contents with fill().
  void declare(const ClassSymbol& symbol, std::string_view fileName);
  void declare(const FunctionSymbol& symbol, std::string_view fileName);
  void declare(const GlobalSymbol& symbol, std::string_view fileName);
  // Of all that was declared since the last time.
  void fill();

  // A function that has no symbol: a lambda, a wrapper, the initialiser. The name is made unique.
  struct AnonymousFunction {
    std::string name;
    const ClassSymbol* owner = nullptr;
    std::vector<const TypeParameterSymbol*> typeParameters;  // own ones, not the owner's
    std::vector<ConditionSymbol> conditions;
    std::vector<std::pair<std::string, const Type*>> parameters;
    const Type* result = nullptr;
  };
  [[nodiscard]] bytecode::FunctionIndex addAnonymous(const AnonymousFunction& function);

  // A class that has no declaration, and its methods; its fields are added when they are known.
  void addGenerated(const ClassSymbol& symbol, std::span<const TypeParameterSymbol* const> parameters,
                    std::span<const ConditionSymbol> conditions, const Type* interface);
  struct GeneratedMethod {
    std::string name;
    std::uint32_t flags = 0;
    std::vector<std::pair<std::string, const Type*>> parameters;  // `this` first
    const Type* result = nullptr;
  };
  [[nodiscard]] bytecode::FunctionIndex addGenerated(const ClassSymbol& owner, const GeneratedMethod& method);
  void addField(const ClassSymbol& owner, const FieldSymbol& field);

  // The first thing since the last call that was imported and is not public, which is reached through something that
  // is.
  struct Hidden {
    std::string what;                        // "`Hidden` of the package `shapes`"; empty: there was none
    const ast::Node* declaration = nullptr;  // that needs it, if it is not code that does
  };
  [[nodiscard]] bool hasHidden() const { return !hidden_.what.empty(); }
  [[nodiscard]] Hidden takeHidden() { return std::exchange(hidden_, {}); }

  [[nodiscard]] bytecode::ModuleBuilder& builder() { return builder_; }
  [[nodiscard]] const std::vector<const FunctionSymbol*>& ownFunctions() const { return ownFunctions_; }

 private:
  using Place = std::pair<const ClassSymbol*, std::string>;

  // Taken names, with the number of the last attempt to make another one of it.
  using Names = std::map<Place, std::uint32_t>;
  [[nodiscard]] static std::string uniqueName(Names& taken, const ClassSymbol* owner, const std::string& name,
                                              std::string_view fileName);
  [[nodiscard]] bytecode::PackageIndex package(const PackageSymbol* symbol);
  void noteIfHidden(bool isPublic, const PackageSymbol* package, std::string_view name);
  void noteHiddenIn(const ast::Node* declaration);
  [[nodiscard]] bytecode::ClassIndex importClass(const ClassSymbol& symbol);
  void fillClass(const ClassSymbol& symbol, bytecode::ClassIndex index);
  void addBound(bytecode::TypeParameter& row, const ConditionSymbol& condition);
  void fillOwnParts(const ClassSymbol& symbol, bytecode::Class& row);
  void fillFunction(const FunctionSymbol& symbol, bytecode::FunctionIndex index);
  [[nodiscard]] std::vector<bytecode::TypeParameter> typeParameters(std::span<TypeParameterSymbol* const> symbols);
  [[nodiscard]] bytecode::TypeParameter typeParameter(const TypeParameterSymbol& symbol);
  [[nodiscard]] std::vector<bytecode::Condition> conditions(std::span<const ConditionSymbol> symbols);
  [[nodiscard]] bytecode::Field fieldRow(const FieldSymbol& symbol);
  [[nodiscard]] std::uint32_t importedField(const FieldSymbol& symbol);

  TypeTable& types_;
  bytecode::ModuleBuilder& builder_;
  DenseMap<Type, bytecode::TypeIndex> typeIndices_;
  DenseMap<ClassSymbol, bytecode::ClassIndex> classes_;
  DenseMap<FunctionSymbol, bytecode::FunctionIndex> functions_;
  DenseMap<GlobalSymbol, bytecode::GlobalIndex> globals_;
  std::unordered_map<const FieldSymbol*, std::uint32_t> importedFields_;
  std::vector<const ClassSymbol*> ownClasses_;
  std::vector<const FunctionSymbol*> ownFunctions_;
  std::vector<const GlobalSymbol*> ownGlobals_;  // not filled yet
  Hidden hidden_;
  std::size_t filledClasses_ = 0;
  std::size_t filledFunctions_ = 0;
  Names classNames_;
  Names functionNames_;
  Names globalNames_;
};

}  // namespace tatu::compiler::emit

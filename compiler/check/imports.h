// Symbols of an imported package, read from its module.
//
// Invariant: what is not asked for costs one row of an index. A class's head (parameters, supertypes, conformances) is
// read when its name is first looked up, its members when the first member is.
#pragma once

#include <optional>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "bytecode/instruction.h"
#include "bytecode/module.h"
#include "compiler/types/symbol_arena.h"
#include "compiler/types/type.h"

namespace tatu::compiler::check {

class ImportedPackage {
 public:
  using Resolve = class PackageResolver;

  ImportedPackage(const bytecode::Module& module, TypeTable& types, SymbolArena& symbols);

  [[nodiscard]] const PackageSymbol* symbol() const { return symbol_; }
  [[nodiscard]] const bytecode::Module& module() const { return module_; }
  // Other packages, so that types that this one takes from them can be found.
  void setPackages(std::vector<ImportedPackage*> packages) { packages_ = std::move(packages); }

  // Top-level names; private ones too (the caller decides about visibility). Null if there is none.
  [[nodiscard]] ClassSymbol* findClass(std::string_view name);
  [[nodiscard]] FunctionSymbol* findFunction(std::string_view name);
  [[nodiscard]] std::vector<FunctionSymbol*> findExtensions(std::string_view name);  // public ones
  [[nodiscard]] bool hasExtension(std::string_view name) const { return extensionNames_.count(name) != 0; }
  [[nodiscard]] GlobalSymbol* findGlobal(std::string_view name);
  [[nodiscard]] std::vector<std::string_view> publicNames() const;
  [[nodiscard]] std::vector<ClassSymbol*> builtinClasses();
  // Those directly below one of this package.
  [[nodiscard]] std::vector<ClassSymbol*> classesBelow(const ClassSymbol& symbol);
  // Fills fields, methods, static values and the constructor.
  void loadMembers(ClassSymbol& symbol);

 private:
  [[nodiscard]] bool isExtension(const bytecode::Function& row) const;
  [[nodiscard]] FunctionSymbol* setterOf(std::string_view getter);
  [[nodiscard]] FunctionSymbol* functionAt(bytecode::FunctionIndex index);
  [[nodiscard]] ClassSymbol* classAt(bytecode::ClassIndex index);
  void loadHead(ClassSymbol& symbol, const bytecode::Class& row);
  void loadMethod(ClassSymbol& symbol, bytecode::FunctionIndex index);
  void fillFunction(FunctionSymbol& symbol, bytecode::FunctionIndex index);
  [[nodiscard]] GlobalSymbol* makeGlobal(bytecode::GlobalIndex index, ClassSymbol* owner);
  [[nodiscard]] bool isCore() const { return symbol_->name == "core"; }
  [[nodiscard]] std::vector<TypeParameterSymbol*> typeParameters(const bytecode::List<bytecode::TypeParameter>& rows,
                                                                 std::vector<TypeParameterSymbol*>& scope);
  [[nodiscard]] std::vector<ConditionSymbol> conditions(const bytecode::List<bytecode::Condition>& rows,
                                                        const std::vector<TypeParameterSymbol*>& scope);
  [[nodiscard]] const Type* type(bytecode::TypeIndex index, const std::vector<TypeParameterSymbol*>& scope);
  [[nodiscard]] FieldSymbol* field(const bytecode::Field& row, ClassSymbol& owner, std::uint32_t number);
  [[nodiscard]] std::string_view text(bytecode::StringIndex index) const { return module_.text(index); }
  [[nodiscard]] std::optional<Constant> constantOf(bytecode::GlobalIndex index);
  void readConstants();
  [[nodiscard]] static std::optional<Constant> literalOf(const bytecode::Instruction& instruction,
                                                         const bytecode::Module& module);
  [[nodiscard]] std::string instructionOf(const bytecode::Function& row) const;

  const bytecode::Module& module_;
  TypeTable& types_;
  SymbolArena& symbols_;
  PackageSymbol* symbol_ = nullptr;
  std::vector<ImportedPackage*> packages_;
  std::vector<ClassSymbol*> classes_;  // by class index; null until read
  std::unordered_map<std::string_view, bytecode::ClassIndex> classNames_;
  std::unordered_map<std::string_view, bytecode::FunctionIndex> functionNames_;
  std::unordered_map<std::string_view, bytecode::GlobalIndex> globalNames_;
  std::unordered_map<std::string_view, std::vector<bytecode::FunctionIndex>> extensionNames_;
  std::unordered_map<std::uint32_t, FunctionSymbol*> functions_;  // of no class, by index
  std::unordered_map<std::string_view, GlobalSymbol*> globals_;
  std::vector<std::vector<bytecode::FunctionIndex>> methodsByClass_;
  std::vector<std::vector<bytecode::GlobalIndex>> staticsByClass_;
  std::unordered_map<std::size_t, Constant> constants_;  // by the number of the variable
  bool hasReadConstants_ = false;
};

}  // namespace tatu::compiler::check

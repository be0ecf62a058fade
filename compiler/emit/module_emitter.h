// ModuleEmitter: from checked declarations to a module. The way in for the checker:
//
//   ModuleEmitter emitter(types, core, "shapes", "0.1.0");
//   emitter.addFile(...) for each file, declare(...) for each class, function and global, in textual order
//   emitter.startBodies();  again when local classes were declared in between
//   emitter.emit(function) for each function, method and constructor as soon as it is checked; its HIR may be dropped
//   afterwards emitter.emitInitialiser(body) for each file with globals, in the order in which they are initialised
//   emitter.setMain(symbol);
//   auto module = std::move(emitter).finish();
//
// Functions that stand for instructions, and derived members for which no HIR comes, get their bodies in finish().
//
// Invariants: the same calls in the same order give the same module, bit for bit; what it gives verifies.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <tl/expected.hpp>

#include "bytecode/module.h"
#include "compiler/emit/core_symbols.h"
#include "compiler/emit/function_emitter.h"
#include "compiler/hir/hir.h"
#include "compiler/types/symbol.h"
#include "compiler/types/type.h"

namespace tatu::compiler::emit {

class ModuleEmitter {
 public:
  // Names and versions as packages and imports state them.
  ModuleEmitter(TypeTable& types, const CoreSymbols& core, std::string_view name, std::string_view version);
  ~ModuleEmitter();
  ModuleEmitter(const ModuleEmitter&) = delete;
  ModuleEmitter& operator=(const ModuleEmitter&) = delete;

  // Files are numbered in the order of these calls; the name is what traces show.
  void addFile(std::string_view name);

  // Its variables are initialised before those of this module, also if nothing else of it is used.
  void usePackage(const PackageSymbol& package);
  void declare(const ClassSymbol& symbol);  // with its constructor, methods and static values
  void declare(const FunctionSymbol& symbol);
  void declare(const GlobalSymbol& symbol);
  // All declarations are known, their types too.
  void startBodies();

  // Of a function that does nothing but give a sequence, before anything is emitted: its HIR stays until the end.
  void keep(const hir::Function& sequenceFunction);
  void emit(const hir::Function& function);
  void emitInitialiser(const hir::Function& function);
  // Can control get to its declaration? What is around it was emitted.
  [[nodiscard]] bool isReached(const ClassSymbol& local) const;
  void setMain(const FunctionSymbol& symbol);

  // The module, or the functions that are beyond a limit of the format.
  [[nodiscard]] tl::expected<bytecode::Module, std::vector<EmitError>> finish() &&;

 private:
  void usePackageOfAny();
  void reportHidden();
  [[nodiscard]] bool isUnreachable(const FunctionSymbol& symbol) const;
  void emitMissingBodies();
  void finishInitialiser();
  [[nodiscard]] bytecode::FunctionIndex addValueFunction(const hir::GlobalAssign& global, std::uint32_t file);
  [[nodiscard]] std::string_view fileNameOf(std::uint32_t file) const;

  CoreSymbols core_;
  bytecode::ModuleBuilder builder_;
  ModuleTables tables_;
  EmitContext context_;
  DenseMap<FunctionSymbol, std::uint8_t> emitted_;  // 1: its body was emitted
  std::unique_ptr<FunctionEmitter> initialiser_;
};

}  // namespace tatu::compiler::emit

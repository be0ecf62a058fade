// ModuleImage: a verified module with its imports resolved, ready to be linked lazily.
//
// Invariant: `classes`, `functions` and `globals` have an entry for every row of the module's tables, imports included;
// those of imports point into the image of the package that has them.
#pragma once

#include <atomic>
#include <memory>
#include <string_view>
#include <vector>

#include "bytecode/verified_module.h"
#include "vm/compiled/code_account.h"
#include "vm/link/definition.h"

namespace tatu::vm {

struct StringObject;

struct ModuleImage {
  std::shared_ptr<const bytecode::VerifiedModule> verified;
  std::string_view name;
  bool isCore = false;                     // verified as the runtime's own core package
  bool isPackage = true;                   // can be imported
  std::uint32_t number = 0;                // position in the runtime's list: dependencies have lower numbers
  std::vector<ModuleImage*> dependencies;  // by PackageIndex
  std::vector<ClassDefinition*> classes;   // by ClassIndex
  std::vector<FunctionDefinition*> functions;
  std::vector<GlobalDefinition*> globals;
  const std::unique_ptr<CodeAccount> codeAccount = std::make_unique<CodeAccount>();
  std::uint32_t globalSlots = 0;  // size of the block of own globals in each guest

  // What is made on first use; guarded by the linker's lock, read without it.
  std::vector<std::atomic<const RuntimeType*>> closedTypes;  // by TypeIndex; null: not yet, or it has variables
  std::vector<bool> isClosed;                                // by TypeIndex
  std::vector<std::uint32_t> openParts;                      // by TypeIndex: parts that have a variable, as a tree
  std::vector<std::atomic<StringObject*>> strings;           // by StringIndex

  // In the order of the module's tables; they stay where they are.
  std::vector<ClassDefinition> ownClasses;
  std::vector<FunctionDefinition> ownFunctions;
  std::vector<GlobalDefinition> ownGlobals;

  // Own declarations, the functions of the top level only. Null: there is none.
  [[nodiscard]] ClassDefinition* findClass(std::string_view className) const;
  [[nodiscard]] FunctionDefinition* findFunction(std::string_view functionName) const;
  [[nodiscard]] const bytecode::Module& rows() const { return verified->module(); }
};

}  // namespace tatu::vm

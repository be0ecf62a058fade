// Method: a function for given type arguments; the unit that is laid out, prepared and called.
//
// Invariants
//  1. One Method per (function, owner's arguments, own arguments) and runtime; it lives as long as the runtime.
//  2. Signature types are known from the start. The layout is made at the first call, the prepared code at the first
//     call in the fast interpreter; both are immutable once published, and a published pointer is never withdrawn.
#pragma once

#include <atomic>
#include <memory>
#include <string>
#include <vector>

#include "vm/link/definition.h"
#include "vm/link/module_image.h"

namespace tatu::vm {

struct MethodLayout;
struct PreparedCode;

struct Method {
  // Never null: a stub that prepares the method until that is done.
  std::atomic<const PreparedCode*> prepared{nullptr};
  std::atomic<const MethodLayout*> layout{nullptr};
  // CompiledCode::callEntry. Before there is one: what makes compiled code leave the call to the interpreter; null as
  // long as nothing at all has been compiled.
  std::atomic<const void*> compiledEntry{nullptr};

  FunctionDefinition* function = nullptr;
  const RuntimeType* receiver = nullptr;          // the owner's instantiation; null for top-level functions
  std::vector<const RuntimeType*> typeArguments;  // the owner's, then the function's own
  std::vector<const RuntimeType*> parameters;
  std::vector<std::uint32_t> parameterOffsets;  // in slots, one more than there are parameters
  const RuntimeType* result = nullptr;
  bool isOversized = false;         // a type of the signature is
  std::atomic<bool> isPaid{false};  // of generic code: some guest has it on its account
  std::uint32_t number = 0;         // in order of creation; names the method in stack traces

  [[nodiscard]] std::uint32_t parameterSlots() const { return parameterOffsets.back(); }
  [[nodiscard]] const ModuleImage& module() const { return *function->module; }
  [[nodiscard]] bool isNative() const { return function->isNative(); }
  [[nodiscard]] bool isConstructor() const { return function->isConstructor(); }
};

// Who has machine code of the method on its account: its module; for an instance of generic code, which may be of any
// package, the program that was the first to be found running it.
[[nodiscard]] inline CodeAccount& accountFor(const Method& method, const ModuleImage& program) {
  return *(method.typeArguments.empty() ? method.module() : program).codeAccount;
}

// "List.add", "main".
[[nodiscard]] std::string nameOf(const Method& method);

}  // namespace tatu::vm

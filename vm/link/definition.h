// Definitions: the classes, functions and globals of loaded modules, each once per runtime, with imports resolved.
//
// A definition is generic as the module is; what it becomes for a list of type arguments is a RuntimeClass or a Method.
// Definitions live as long as the runtime and do not change after their module was loaded.
#pragma once

#include <atomic>
#include <memory>
#include <string_view>

#include "bytecode/module.h"
#include "vm/link/runtime_type.h"

namespace tatu::vm {

struct ModuleImage;
struct FunctionDefinition;
struct Native;
class DecodedCode;

struct ClassDefinition {
  ModuleImage* module = nullptr;
  bytecode::ClassIndex index;
  const bytecode::Class* row = nullptr;
  std::string_view name;
  ClassDefinition* superclass = nullptr;
  void* host = nullptr;            // of a class of the host: what the host knows of it
  std::uint32_t virtualSlots = 0;  // how many it has, with those of its superclass (virtual_slots.h)

  [[nodiscard]] bool isInterface() const { return row->kind == bytecode::ClassKind::Interface; }
  [[nodiscard]] bool isEnum() const { return row->kind == bytecode::ClassKind::Enum; }
  [[nodiscard]] bool mayBeExtended() const { return row->isOpen || row->isAbstract; }
  // A method or static function; there is no overloading. Null: the class itself has none of that name.
  [[nodiscard]] FunctionDefinition* member(std::string_view memberName) const;
};

struct FunctionDefinition {
  ModuleImage* module = nullptr;
  bytecode::FunctionIndex index;
  const bytecode::Function* row = nullptr;
  std::string_view name;
  ClassDefinition* owner = nullptr;
  const Native* native = nullptr;  // functions with the flag Native
  static constexpr std::int32_t kNoSlot = -1;
  std::int32_t virtualSlot = kNoSlot;  // virtual_slots.h
  mutable std::atomic<const DecodedCode*> decoded{nullptr};

  [[nodiscard]] bool has(bytecode::FunctionFlag flag) const { return row->has(flag); }
  [[nodiscard]] bool isAbstract() const { return has(bytecode::FunctionFlag::Abstract); }
  [[nodiscard]] bool isNative() const { return has(bytecode::FunctionFlag::Native); }
  [[nodiscard]] bool isConstructor() const { return has(bytecode::FunctionFlag::Constructor); }
  // An instance method can be replaced in a subclass unless it is final.
  [[nodiscard]] bool mayBeOverridden() const {
    using enum bytecode::FunctionFlag;
    return has(Open) || has(Abstract) || has(Override);
  }
};

struct GlobalDefinition {
  ModuleImage* module = nullptr;
  bytecode::GlobalIndex index;
  const bytecode::Global* row = nullptr;
  std::string_view name;
  const RuntimeType* type = nullptr;
  // In the module's block of a guest's globals: first a slot that is 1 once the global is set, then the value.
  std::uint32_t slot = 0;
};

}  // namespace tatu::vm

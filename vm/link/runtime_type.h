// RuntimeType: a type without variables, interned once per runtime, so that equal types have equal addresses.
//
// Invariants
//  1. Immutable once interned, except for the lazily made class of its values.
//  2. `slots` says how a value lies on the stack: one SlotKind per slot, in order.
//  3. Optional never nests; an optional of a reference is one nullable reference slot, any other one is a flag followed
//     by the payload's slots, which are zero when the flag is.
//  4. A type that nests too deep or takes too many slots is `isOversized` and has no slots; a method in whose code one
//     appears is never run (Method::failure).
#pragma once

#include <atomic>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "bytecode/module.h"
#include "vm/slot.h"

namespace tatu::vm {

struct ClassDefinition;
struct RuntimeClass;

inline constexpr std::uint32_t kMaxTypeDepth = 100;
inline constexpr std::uint32_t kMaxTypeSlots = 1024;

struct RuntimeType {
  bytecode::TypeKind kind = bytecode::TypeKind::Unit;
  ClassDefinition* definition = nullptr;      // Class
  std::vector<const RuntimeType*> arguments;  // as bytecode::Type::arguments
  std::vector<SlotKind> slots;
  bool isReference = false;  // one reference slot holds the value; also an optional of a reference
  bool isOversized = false;
  std::uint32_t depth = 1;
  std::uint32_t number = 0;  // order of interning, for stable maps
  // The class of objects that hold values of this type: the class itself, string or array class; for types that are not
  // references the class of their boxes. Null for interfaces, enums, Any, functions, and until first needed.
  mutable std::atomic<RuntimeClass*> runtimeClass{nullptr};

  [[nodiscard]] std::uint32_t slotCount() const { return static_cast<std::uint32_t>(slots.size()); }
  [[nodiscard]] bool is(bytecode::TypeKind other) const { return kind == other; }
  [[nodiscard]] bool isOptional() const { return kind == bytecode::TypeKind::Optional; }
  [[nodiscard]] bool isNullableReference() const { return isOptional() && isReference; }
  [[nodiscard]] const RuntimeType& payload() const { return *arguments[0]; }
  // Function types: what follows the parameters.
  [[nodiscard]] const RuntimeType& functionResult() const { return *arguments.back(); }
  // The slot that is null only while nothing has been stored (array elements); none for types with a zero value.
  [[nodiscard]] std::uint32_t presenceSlot() const { return presence; }

  static constexpr std::uint32_t kNoPresence = 0xFFFFFFFFu;
  std::uint32_t presence = kNoPresence;
};

// "List<Int?>", as the language writes it; of a large type the beginning.
inline constexpr std::size_t kMaxTypeText = 1000;
[[nodiscard]] std::string textOf(const RuntimeType& type);

}  // namespace tatu::vm

// RuntimeClass: the class of heap objects, to which their header points.
//
// One is made, when first needed, for each instantiation of a class, each case of an enum's instantiation, each array
// and string type, each boxed type, and each function value's pair of function and capture count. All guests share
// them.
//
// Invariants
//  1. It begins with the ObjectLayout that the heap reads, is never moved, and lives as long as the runtime.
//  2. Everything but the tables of methods is immutable once published. Dispatch entries are immutable; their table
//     only grows and is replaced as a whole, so it is read without a lock.
#pragma once

#include <atomic>
#include <memory>
#include <vector>

#include "gc/object_layout.h"
#include "vm/link/runtime_type.h"
#include "vm/object/field_layout.h"

namespace tatu::vm {

struct Method;
struct RuntimeClass;

// What a virtual call names: a method's definition and the call's own type arguments. Interned.
struct Selector {
  FunctionDefinition* function = nullptr;
  std::vector<const RuntimeType*> typeArguments;
  std::uint32_t hash = 0;
  std::int32_t virtualSlot = 0;  // the function's
};

// What a selector means for a class.
struct DispatchEntry {
  const RuntimeClass* receiver = nullptr;
  const Selector* selector = nullptr;
  Method* method = nullptr;
  bool unboxes = false;  // the receiver is a box, and the method wants what is in it
};

// Open addressing, a power of two, at most half full.
struct DispatchTable {
  std::uint32_t mask = 0;
  std::uint32_t count = 0;  // of entries; for the linker, under its lock
  std::unique_ptr<std::atomic<const DispatchEntry*>[]> entries;
};

enum class ClassShape : std::uint8_t { Object, EnumCase, String, Array, Box, Closure };

struct RuntimeClass : gc::ObjectLayout {
  ClassShape classShape = ClassShape::Object;
  const RuntimeType* type = nullptr;  // of the objects; Box: what is in them
  RuntimeClass* superclass = nullptr;
  std::uint32_t fieldsEnd = 0;                    // where a subclass begins
  std::vector<gc::ReferenceRun> laterReferences;  // what laterRuns of the layout refers to
  std::uint32_t caseNumber = 0;                   // EnumCase
  std::vector<FieldLayout> fields;                // own fields, payload, captures, or the boxed value
  FieldLayout element;                            // Array
  Method* function = nullptr;                     // Closure: what it calls; the captures are its first arguments
  std::uint32_t captureSlots = 0;
  Object* staticObject = nullptr;  // EnumCase without payload
  bool isFailed = false;           // too large for an object
  std::atomic<const DispatchTable*> dispatch{nullptr};
  // Object: by virtual slot (virtual_slots.h). Null: not looked up yet. Written once, under the linker's lock; read
  // without it.
  std::unique_ptr<std::atomic<Method*>[]> virtualMethods;

  // Null: not looked up yet.
  [[nodiscard]] const DispatchEntry* find(const Selector& selector) const {
    const DispatchTable* table = dispatch.load(std::memory_order_acquire);
    if (table == nullptr) return nullptr;
    for (std::uint32_t at = selector.hash;; ++at) {
      const DispatchEntry* entry = table->entries[at & table->mask].load(std::memory_order_acquire);
      if (entry == nullptr || entry->selector == &selector) return entry;
    }
  }
};

[[nodiscard]] inline const RuntimeClass& classOf(const Object& object) {
  return *static_cast<const RuntimeClass*>(object.layout);
}

// ---- Fields

inline void loadField(const Object& object, const FieldLayout& field, Slot* slots) {
  const auto* const bytes = reinterpret_cast<const std::byte*>(&object);
  loadParts(bytes, bytes, field.parts, slots);
}

inline void storeField(Object& object, const FieldLayout& field, const Slot* slots) {
  storeParts(gc::bytesOf(object), gc::bytesOf(object), field.parts, slots);
}

inline void loadArrayElement(ArrayObject& array, std::uint64_t index, Slot* slots) {
  loadParts(gc::elementReferences(array, index), gc::elementRaw(array, index), classOf(array).element.parts, slots);
}

inline void storeArrayElement(ArrayObject& array, std::uint64_t index, const Slot* slots) {
  storeParts(gc::elementReferences(array, index), gc::elementRaw(array, index), classOf(array).element.parts, slots);
}

}  // namespace tatu::vm

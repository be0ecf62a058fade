// Values on their way between the host (tatu_value) and a guest (slots of a type).
//
// To the guest in two steps: `checkValue` finds everything that is wrong with a value before anything is made of it;
// `storeValue` then can fail at a limit only. To the host in one: texts and arrays are copied, or, for the time of a
// host function, seen where they are.
//
// Threads: the one that runs the guest; `storeValue` and `loadValue` within a gc::RunningScope.
#pragma once

#include <optional>
#include <span>
#include <string>

#include "embedding/guest_objects.h"
#include "embedding/object_uses.h"
#include "embedding/value_arena.h"
#include "include/tatu/tatu.h"
#include "vm/guest.h"
#include "vm/link/definition.h"
#include "vm/link/runtime_type.h"

namespace tatu::embedding {

// Why values of the type cannot cross, or nothing: "a function".
[[nodiscard]] std::optional<std::string> whyNotPassed(const vm::RuntimeType& type, bool toGuest);

// What is wrong with the value as one of the type, or nothing: "is a String and should be an Int".
[[nodiscard]] std::optional<std::string> checkValue(const tatu_value& value, const vm::RuntimeType& type);

// Stores a value that has been checked; false: the guest stands at a limit (GuestState::limit). A safepoint; what is
// made is kept alive by GuestState::temporaries, which the caller cuts back once it is reachable.
[[nodiscard]] bool storeValue(tatu_guest& guest, vm::Worker& worker, const tatu_value& value,
                              const vm::RuntimeType& type, vm::Slot* slots);

// The numbers that hosts and guests pass most, which need no more than a look at both sides.
[[nodiscard]] inline bool isPlain(const tatu_value& value, const vm::RuntimeType& type) {
  if (type.is(bytecode::TypeKind::Int)) return value.kind == static_cast<std::uint32_t>(TATU_INT);
  return type.is(bytecode::TypeKind::Float) && value.kind == static_cast<std::uint32_t>(TATU_FLOAT);
}
[[nodiscard]] inline vm::Slot plainSlot(const tatu_value& value) {
  return value.kind == static_cast<std::uint32_t>(TATU_INT) ? vm::slotOfInt(value.as.integer)
                                                            : vm::slotOfFloat(value.as.number);
}
// False: the type is another one.
[[nodiscard]] inline bool loadPlain(const vm::RuntimeType& type, std::span<const vm::Slot> slots, tatu_value& value) {
  if (!type.is(bytecode::TypeKind::Int)) return false;
  value = {};
  value.kind = TATU_INT;
  value.as.integer = vm::intOf(slots[0]);
  return true;
}

// Whether it is a class of the host.
[[nodiscard]] inline bool isHostClass(const vm::RuntimeType& type) {
  return type.is(bytecode::TypeKind::Class) && type.definition->host != nullptr;
}
// An object of the host for one of its functions. False: the type is another one, or there is no such object to use.
[[nodiscard]] inline bool seeObject(const GuestObjects& objects, const vm::RuntimeType& type,
                                    std::span<const vm::Slot> slots, ObjectUses& uses, tatu_value& value) {
  if (!isHostClass(type) || slots[0] == 0) return false;
  tatu_object* const object = objects.find(*vm::referenceOf(slots[0]));
  if (object == nullptr || !uses.add(*object)) return false;
  value = {};
  value.kind = TATU_OBJECT;
  value.as.object = object;
  return true;
}

// A copy of a value that has been checked; false: it is too large for the arena.
[[nodiscard]] bool copyValue(const tatu_value& value, ValueArena& arena, tatu_value& copy);
// What it takes of the arena at most; 0: nothing.
[[nodiscard]] std::size_t copySize(const tatu_value& value);

// False: it is too large for the arena, or nests too deep. What the program has never set is TATU_NULL.
[[nodiscard]] bool loadValue(const tatu_guest& guest, const vm::RuntimeType& type, const vm::Slot* slots,
                             ValueArena& arena, tatu_value& value);
// The same, but texts and bytes are seen where they lie: GuestState::temporaries keeps them there, whatever the program
// does meanwhile, until the caller cuts it back. Objects of the host are used as long as `uses` is there; false also
// where one has been revoked.
[[nodiscard]] bool seeValue(tatu_guest& guest, const vm::RuntimeType& type, const vm::Slot* slots, ValueArena& arena,
                            ObjectUses& uses, tatu_value& value);

}  // namespace tatu::embedding

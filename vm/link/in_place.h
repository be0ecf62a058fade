// Methods so small that what they do is done in place of their calls, where there is fuel and room on the stack for the
// call: those that return a field of their receiver, and constructors that only store. Where there is not, the real
// call is made, and stops.
//
// So whether such a method is ever called depends on slices and tiers. Nobody may see that: an instance of generic code
// that is one costs no guest anything (instantiation_cost.h). It needs next to nothing beyond what its caller pays for.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "vm/link/linker.h"

namespace tatu::vm {

// A constructor that only stores its parameters into its own fields and completes.
struct PlainConstructor {
  std::uint32_t frameSlots = 0;
  std::uint32_t cost = 0;
  struct Store {
    SlotKind kind;
    std::uint32_t offset;  // from the object's start
    std::uint32_t slot;    // among the arguments, the receiver not counted
  };
  struct Constant {
    SlotKind kind;
    std::uint32_t offset;
    Slot value;  // not zero: new objects are zero
  };
  std::vector<Store> stores;
  std::vector<Constant> constants;
};

// What a method that does nothing but return a field of its receiver returns.
[[nodiscard]] std::optional<FieldAccess> returnedField(Linker& linker, Method& method);

// Null: it is no such constructor. The values of fields may stand in locals first.
[[nodiscard]] std::unique_ptr<PlainConstructor> plainConstructor(Linker& linker, Method& method);

[[nodiscard]] bool mayBeDoneInPlace(Linker& linker, Method& method);

}  // namespace tatu::vm

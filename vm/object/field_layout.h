// FieldLayout: where the slots of a value stand in an object or an array element.
//
// Invariants
//  1. The parts of a field count from the object's start, and are in the same place in every subclass: a class begins
//     where its superclass ends, with its references first. So an access is one load, whatever the object's class; the
//     price is that references are in more than one run (gc/object_layout.h).
//  2. In an array they count from the element's first reference, and raw parts from the element's raw part.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <vector>

#include "gc/object_layout.h"
#include "vm/link/runtime_type.h"
#include "vm/object/objects.h"
#include "vm/slot.h"

namespace tatu::vm {

struct Part {
  SlotKind kind = SlotKind::Reference;
  std::uint32_t offset = 0;
};

struct FieldLayout {
  const RuntimeType* type = nullptr;
  std::vector<Part> parts;  // one per slot of `type`
};

inline Slot loadRaw(const std::byte* from, SlotKind kind) {
  switch (kind) {
    case SlotKind::Word8: return static_cast<std::uint8_t>(*from);
    case SlotKind::Word32: {
      std::uint32_t value;
      std::memcpy(&value, from, sizeof value);
      return value;
    }
    default: {
      std::uint64_t value;
      std::memcpy(&value, from, sizeof value);
      return value;
    }
  }
}

inline void storeRaw(std::byte* to, SlotKind kind, Slot slot) {
  switch (kind) {
    case SlotKind::Word8: *to = static_cast<std::byte>(slot); break;
    case SlotKind::Word32: {
      const std::uint32_t value = static_cast<std::uint32_t>(slot);
      std::memcpy(to, &value, sizeof value);
      break;
    }
    default: std::memcpy(to, &slot, sizeof slot); break;
  }
}

inline void loadParts(const std::byte* references, const std::byte* raw, std::span<const Part> parts, Slot* slots) {
  for (const Part& part : parts) {
    *slots++ = loadRaw((part.kind == SlotKind::Reference ? references : raw) + part.offset, part.kind);
  }
}

inline void storeParts(std::byte* references, std::byte* raw, std::span<const Part> parts, const Slot* slots) {
  for (const Part& part : parts) {
    storeRaw((part.kind == SlotKind::Reference ? references : raw) + part.offset, part.kind, *slots++);
  }
}

// Places parts of fields behind what is there already. Raw parts come by falling size, so that there is a gap at most
// where the class begins, which small parts fill. References are to be placed first.
class LayoutBuilder {
 public:
  explicit LayoutBuilder(std::uint64_t start) : end_(start) {}

  void placeReferences(std::vector<FieldLayout>& fields);
  void placeRaw(std::vector<FieldLayout>& fields);

  [[nodiscard]] std::uint64_t end() const { return end_; }
  // Those that were placed; they are consecutive.
  [[nodiscard]] gc::ReferenceRun references() const { return references_; }

 private:
  [[nodiscard]] std::uint32_t take(std::uint64_t bytes);

  std::uint64_t end_;
  std::uint64_t gapStart_ = 0;
  std::uint64_t gapEnd_ = 0;
  gc::ReferenceRun references_;
};

}  // namespace tatu::vm

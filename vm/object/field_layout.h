// FieldLayout: where the slots of a value stand in an object or an array element.
//
// Invariants
//  1. References come first; a reference part's offset counts from the object's start (from the element's first
//     reference in an array) and is the same in every subclass.
//  2. Raw parts count from the start of the raw data (RuntimeClass::rawStart; the element's raw part in an array). A
//     subclass may have more references before it, so for a class that may be extended rawStart is read from the
//     object.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <vector>

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

// Places the fields of one class after those of its superclass. Raw parts are sorted by size, so there are no gaps.
class LayoutBuilder {
 public:
  LayoutBuilder(std::uint32_t references, std::uint32_t rawBytes) : references_(references), rawBytes_(rawBytes) {}

  void place(std::vector<FieldLayout>& fields);

  [[nodiscard]] std::uint64_t references() const { return references_; }
  [[nodiscard]] std::uint64_t rawBytes() const { return rawBytes_; }

 private:
  void placeRaw(std::vector<FieldLayout>& fields, std::uint32_t bytes);

  std::uint64_t references_;
  std::uint64_t rawBytes_;
};

}  // namespace tatu::vm

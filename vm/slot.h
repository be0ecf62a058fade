// Slots: the eight-byte cells of which frames, globals and argument windows are made.
//
// Invariants
//  1. A 32-bit kind (Bool, Byte, Int32, Char, Float32) fills the low half of its slot; the upper half is zero.
//  2. A reference slot holds the address of an object's first byte, or zero.
//  3. A NaN in a slot may have any bits; what a guest can see of them is made canonical where it looks (float.to_bits).
#pragma once

#include <bit>
#include <cstdint>

#include "gc/object_layout.h"

namespace tatu::vm {

using Slot = std::uint64_t;

// How one slot is kept in a field or an array element.
enum class SlotKind : std::uint8_t {
  Reference,  // 8 bytes
  Word64,     // 8 bytes: Int, Float
  Word32,     // 4 bytes: Int32, Char, Float32
  Word8,      // 1 byte: Bool, Byte, the flag of an optional
};

constexpr std::uint32_t storageBytes(SlotKind kind) {
  switch (kind) {
    case SlotKind::Reference:
    case SlotKind::Word64: return 8;
    case SlotKind::Word32: return 4;
    case SlotKind::Word8: return 1;
  }
  return 8;
}

constexpr Slot slotOfInt(std::int64_t value) { return static_cast<Slot>(value); }
constexpr Slot slotOfInt32(std::int32_t value) { return static_cast<std::uint32_t>(value); }
constexpr Slot slotOfByte(std::uint8_t value) { return value; }
constexpr Slot slotOfBool(bool value) { return value ? 1 : 0; }
constexpr Slot slotOfChar(std::uint32_t value) { return value; }
inline Slot slotOfFloat(double value) { return std::bit_cast<std::uint64_t>(value); }
inline Slot slotOfFloat32(float value) { return std::bit_cast<std::uint32_t>(value); }
inline Slot slotOfReference(const gc::Object* object) { return reinterpret_cast<std::uintptr_t>(object); }

constexpr std::int64_t intOf(Slot slot) { return static_cast<std::int64_t>(slot); }
constexpr std::int32_t int32Of(Slot slot) { return static_cast<std::int32_t>(static_cast<std::uint32_t>(slot)); }
constexpr std::uint8_t byteOf(Slot slot) { return static_cast<std::uint8_t>(slot); }
constexpr bool boolOf(Slot slot) { return slot != 0; }
constexpr std::uint32_t charOf(Slot slot) { return static_cast<std::uint32_t>(slot); }
inline double floatOf(Slot slot) { return std::bit_cast<double>(slot); }
inline float float32Of(Slot slot) { return std::bit_cast<float>(static_cast<std::uint32_t>(slot)); }
inline gc::Object* referenceOf(Slot slot) { return reinterpret_cast<gc::Object*>(static_cast<std::uintptr_t>(slot)); }

}  // namespace tatu::vm

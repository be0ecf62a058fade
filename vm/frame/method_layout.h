// MethodLayout: what a frame of a method looks like, in eight-byte slots, and where its exceptions are handled.
//
//   base[0 .. L)            locals, parameters first            L = localSlots, at least as many as the result takes
//   base[L .. L+3)          header: return position, caller, method
//   base[L+3 .. )           operand stack; an entry's slot is given by the widths of those below it
//
// The base of a callee is the slot of its first argument on the caller's operand stack (its top if there is none), and
// its result is left at its base, so that the header outlives the frame. Interpreters and native code agree on this;
// overflow of the stack is therefore the same in every tier: a call throws StackOverflowException if base + frameSlots
// of the callee would pass the guest's limit.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "vm/failure.h"
#include "vm/link/decoded_code.h"
#include "vm/link/linker.h"

namespace tatu::vm {

inline constexpr std::uint32_t kFrameHeaderSlots = 3;
// A frame that is made has so many slots more above it, unless the stack ends there. So what is called in place need
// not ask for room.
inline constexpr std::uint32_t kStackHeadroom = 128;
// Where so many slots are left, the frame of an ordinary method has room, headroom included.
inline constexpr std::uint32_t kRoomySlots = kStackHeadroom + 64;
// Slots of locals, and of operands, that instructions of the prepared form can name.
inline constexpr std::uint32_t kMaxFramePart = 30000;

// Locals that are cleared at the entry of a frame cost a unit for so many slots.
inline constexpr std::uint32_t kSlotsClearedPerUnit = 16;

struct HandlerRange {
  static constexpr std::uint32_t kNone = 0xFFFFFFFFu;
  std::uint32_t start = 0;  // positions of instructions, [start, end)
  std::uint32_t end = 0;
  const RuntimeType* type = nullptr;
  std::uint32_t target = 0;
  std::uint32_t outer = kNone;  // the next one around it, to be tried if it does not match
};

struct MethodLayout {
  const DecodedCode* code = nullptr;  // null for natives
  std::vector<const RuntimeType*> localTypes;
  std::vector<std::uint32_t> localOffsets;
  std::uint32_t localSlots = 0;
  std::uint32_t operandSlots = 0;
  bool clearsLocals = false;           // liveness is not known: all locals are live, and cleared at the entry
  std::vector<HandlerRange> handlers;  // by start; outer ones first
  // Why the method cannot run at all: a call of it throws this.
  std::optional<Failure> failure;

  [[nodiscard]] std::uint32_t frameSlots() const { return localSlots + kFrameHeaderSlots + operandSlots; }
  // The innermost handler of an instruction, or kNone. The verifier knows that ranges nest or are disjoint.
  [[nodiscard]] std::uint32_t handlerAt(std::uint32_t position) const;
  // Charged at each entry, with the first block.
  [[nodiscard]] std::uint32_t clearingCost() const { return clearsLocals ? localSlots / kSlotsClearedPerUnit : 0; }
};

// For the linker, which caches it.
[[nodiscard]] std::unique_ptr<const MethodLayout> makeLayout(Linker& linker, const Method& method);

}  // namespace tatu::vm

// MethodLayout: what a frame of a method looks like, in eight-byte slots, and where its exceptions are handled.
//
//   base[0 .. L)            locals, parameters first            L = localSlots
//   base[L .. L+3)          header: return position, caller, method
//   base[L+3 .. )           operand stack; an entry's slot is given by the widths of those below it
//
// The base of a callee is the slot of its first argument on the caller's operand stack (its top if there is none), and
// its result is left at its base. Interpreters and native code agree on this; overflow of the stack is therefore the
// same in every tier: a call throws StackOverflowException if base + frameSlots of the callee would pass the guest's
// limit.
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
// Slots of locals, and of operands, that instructions of the prepared form can name.
inline constexpr std::uint32_t kMaxFramePart = 30000;
// Up to so many bits (labels times locals) liveness is computed; beyond, all locals are live and cleared at the entry.
inline constexpr std::uint64_t kMaxLivenessBits = std::uint64_t{1} << 28;

struct HandlerRange {
  std::uint32_t start = 0;  // positions of instructions, [start, end)
  std::uint32_t end = 0;
  const RuntimeType* type = nullptr;
  std::uint32_t target = 0;
};

struct MethodLayout {
  const DecodedCode* code = nullptr;  // null for natives
  std::vector<const RuntimeType*> localTypes;
  std::vector<std::uint32_t> localOffsets;
  std::uint32_t localSlots = 0;
  std::uint32_t operandSlots = 0;
  bool clearsLocals = false;
  std::vector<HandlerRange> handlers;
  // Why the method cannot run at all: a call of it throws this.
  std::optional<Failure> failure;

  [[nodiscard]] std::uint32_t frameSlots() const { return localSlots + kFrameHeaderSlots + operandSlots; }
};

// For the linker, which caches it.
[[nodiscard]] std::unique_ptr<const MethodLayout> makeLayout(Linker& linker, const Method& method);

}  // namespace tatu::vm

// PreparedCode: a method in the form that the fast interpreter runs: three-address instructions on frame slots.
//
// Invariants
//  1. Made once per method, on its first call, and immutable once published, but for the cache words of virtual calls
//     and type tests, which are relaxed atomics and only ever hold what is right for the class that they name.
//  2. At every instruction that can be a safepoint, stop or call, all operands are in their canonical slots and locals
//     in theirs (method_layout.h); in between they may be anywhere. Where control can arrive (labels), they are
//     canonical too.
//  3. Blocks are charged exactly as the bytecode says: on entering a function, on each edge of a branch (BranchWord),
//     and by Charge where control falls into a label.
//  4. It holds no guest's pointers.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "vm/frame/method_layout.h"
#include "vm/link/method.h"

namespace tatu::vm {

enum class PreparedOp : std::uint16_t {
#define TATU_PREPARED(name, words) name,
#include "vm/prepare/prepared_ops.def"
#undef TATU_PREPARED
};

inline constexpr std::uint32_t kPreparedWords[] = {
#define TATU_PREPARED(name, words) words,
#include "vm/prepare/prepared_ops.def"
#undef TATU_PREPARED
};

struct Word {
  std::uint16_t op = 0;
  std::int16_t a = 0;
  std::int16_t b = 0;
  std::int16_t c = 0;
};
static_assert(sizeof(Word) == 8);

// Where a branch goes, in words from its own first word, and what the blocks behind its two edges cost. Costs of 2^16 -
// 1 and more are charged by a detour of their own (Preparer::edge).
struct BranchWord {
  std::int32_t distance = 0;
  std::uint16_t takenCost = 0;
  std::uint16_t passedCost = 0;
};
static_assert(sizeof(BranchWord) == 8);

struct GlobalWord {
  std::uint32_t module = 0;
  std::uint32_t slot = 0;
};

// A constructor that only stores its parameters into its own fields and completes.
struct PlainConstructor {
  std::uint32_t frameSlots = 0;
  std::uint32_t cost = 0;
  struct Store {
    SlotKind kind;
    std::uint32_t offset;  // from the object's start
    std::uint32_t slot;    // among the arguments, the receiver not counted
  };
  std::vector<Store> stores;
};

// What is not needed to run: positions for traces, handlers and frame maps.
struct PreparedInfo {
  struct Row {
    std::uint32_t word = 0;
    std::uint32_t position = 0;
  };
  std::vector<Row> instructions;  // by word: from here on code is of this instruction
  std::vector<Row> labels;        // by word: where control arrives, and at which instruction

  [[nodiscard]] std::uint32_t positionAt(std::uint32_t word) const;
  [[nodiscard]] std::uint32_t labelPositionAt(std::uint32_t word) const;
  [[nodiscard]] std::uint32_t wordOfLabel(std::uint32_t position) const;
};

struct PreparedCode {
  std::uint32_t localSlots = 0;
  std::uint32_t slotsAbove = 0;  // header and operands
  std::int64_t entryCost = 0;
  const PreparedInfo* info = nullptr;
  // The words follow in memory.
  [[nodiscard]] const Word* words() const { return reinterpret_cast<const Word*>(this + 1); }
};
static_assert(sizeof(PreparedCode) % sizeof(Word) == 0);

// Needs more room than there is, so that a call of it always takes the slow path, which prepares the method or throws.
[[nodiscard]] const PreparedCode& unpreparedStub();

// Prepares the method and publishes its code. The method can run: its layout has no failure.
const PreparedCode& prepare(Linker& linker, Method& method);

}  // namespace tatu::vm

// PreparedCode: a method in the form that the fast interpreter runs: three-address instructions on frame slots.
//
// Invariants
//  1. Made once per method, on its first call, and immutable once published, but for the cache words of virtual calls
//     and type tests, which are relaxed atomics and only ever hold what is right for the class that they name.
//  2. At every instruction that can be a safepoint, stop or call, all operands are in their canonical slots and locals
//     in theirs (method_layout.h); in between they may be anywhere. Where control can arrive (labels), they are
//     canonical too.
//  3. Blocks are charged exactly as the bytecode says: on entering a function, on each edge of a branch (BranchWords),
//     and by Charge where control falls into a label. The last is made with an edge before it if nothing in between can
//     see the fuel, and is part of the test of a loop that is tested at its end.
//  4. It holds no guest's pointers.
//  5. Within an inlined body (inlining.h) nothing can look at the frame, and 2 and 3 need not hold.
#pragma once

#include <atomic>
#include <cstdint>
#include <cstring>
#include <memory>
#include <vector>

#include "vm/frame/method_layout.h"
#include "vm/link/method.h"

namespace tatu::vm {

enum class PreparedOp : std::uint16_t {
#define TATU_PREPARED(name, words, effect, operands) name,
#include "vm/prepare/prepared_ops.def"
#undef TATU_PREPARED
};

inline constexpr std::uint32_t kPreparedWords[] = {
#define TATU_PREPARED(name, words, effect, operands) words,
#include "vm/prepare/prepared_ops.def"
#undef TATU_PREPARED
};

// What an instruction may do in an inlined body: prepared_ops.def.
enum class PreparedEffect : std::uint8_t { Plain, Fails, Acts, FailsOrActs, Stops };

inline constexpr PreparedEffect kPreparedEffects[] = {
#define TATU_PREPARED(name, words, effect, operands) PreparedEffect::effect,
#include "vm/prepare/prepared_ops.def"
#undef TATU_PREPARED
};

// What the operands of an instruction are: prepared_ops.def.
inline constexpr char kPreparedOperands[][4] = {
#define TATU_PREPARED(name, words, effect, operands) operands,
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

// How many words the instruction at `at` takes.
[[nodiscard]] std::uint32_t preparedWidth(const std::vector<Word>& words, std::size_t at);

// The units of a Charge, which stand in a and b as one number.
[[nodiscard]] inline std::uint32_t chargeOf(const Word& charge) {
  std::uint32_t units;
  std::memcpy(&units, &charge.a, sizeof units);
  return units;
}
inline void setCharge(Word& charge, std::uint32_t units) { std::memcpy(&charge.a, &units, sizeof units); }

// Where a branch goes, in words from its own first word, and what the blocks behind its two edges cost. Each has a word
// of its own: so a charge is one instruction of the processor, and no block costs too much for it.
struct BranchWords {
  std::int64_t distance = 0;
  std::uint64_t takenCost = 0;
  std::uint64_t passedCost = 0;
};
inline constexpr std::uint32_t kBranchWords = sizeof(BranchWords) / sizeof(Word);

// The last word of EnterInlined.
struct InlinedNeeds {
  std::int32_t room = 0;      // slots above fp
  std::int32_t distance = 0;  // from EnterInlined to the call
};
static_assert(sizeof(InlinedNeeds) == 8);

struct GlobalWord {
  std::uint32_t module = 0;
  std::uint32_t slot = 0;
};

// An inlined body (inlining.h): words [first, end) of its method's code. Immutable but for the notes on how often it
// was left, which any thread may overwrite: they only decide whether entering it is worth while.
struct InlinedBody {
  // Left more often than that at short distance, it is closed for so many calls, and then has a few chances.
  static constexpr std::int32_t kMostLosses = 64;
  static constexpr std::int32_t kRest = 4096;
  static constexpr std::int32_t kChances = 4;
  std::uint32_t first = 0;  // EnterInlined
  std::uint32_t end = 0;
  std::uint32_t call = 0;  // the call that is made when the body is left
  std::int16_t keptFuel = 0;
  std::uint64_t cost = 0;  // most units that it can take
  // Instances of generic code in the body. While one has not been paid for (Method::isPaid) the body is closed: calls
  // pay.
  std::vector<const Method*> instances;
  std::atomic<std::int64_t> lastLeft{0};  // the fuel when it was last left
  std::atomic<std::int32_t> losses{0};    // above kMostLosses: how much of the rest is left

  [[nodiscard]] bool isPaid() const;
};

// What is not needed to run: positions for traces, handlers and frame maps.
struct PreparedInfo {
  struct Row {
    std::uint32_t word = 0;
    std::uint32_t position = 0;
  };
  struct LabelRow : Row {
    std::int32_t top = 0;  // the slot behind the last operand
  };
  std::vector<Row> instructions;                      // by word: from here on code is of this instruction
  std::vector<LabelRow> labels;                       // by word: where control arrives, and at which instruction
  std::vector<LabelRow> inlinedLabels;                // those of inlined bodies, where no frame map is needed
  std::vector<std::unique_ptr<InlinedBody>> inlined;  // by word

  [[nodiscard]] std::uint32_t positionAt(std::uint32_t word) const;
  [[nodiscard]] std::uint32_t labelPositionAt(std::uint32_t word) const;
  [[nodiscard]] std::uint32_t wordOfLabel(std::uint32_t position) const;
  // The body that the word is in, or null.
  [[nodiscard]] InlinedBody* inlinedAt(std::uint32_t word) const;
};

struct CompiledCode;

struct PreparedCode {
  std::uint32_t localSlots = 0;
  std::uint32_t slotsAbove = 0;  // header, operands, and kStackHeadroom
  std::int64_t entryCost = 0;
  const PreparedInfo* info = nullptr;
  std::uint32_t wordCount = 0;
  // Machine code for it, once there is some.
  mutable std::atomic<const CompiledCode*> compiled{nullptr};
  // The words follow in memory.
  [[nodiscard]] const Word* words() const { return reinterpret_cast<const Word*>(this + 1); }
};
static_assert(sizeof(PreparedCode) % sizeof(Word) == 0);

// Needs more room than there is, so that a call of it always takes the slow path, which prepares the method or throws.
[[nodiscard]] const PreparedCode& unpreparedStub();

// Prepares the method and publishes its code. The method can run: its layout has no failure.
const PreparedCode& prepare(Linker& linker, Method& method);

}  // namespace tatu::vm

// CodeMap: where the instructions of a method's prepared code are, where control arrives, which loops are worth
// registers of their own, and which natives are called directly.
//
// A loop here is an innermost stretch of words from the target of a branch back to the end of that branch. Nothing is
// assumed about where control enters or leaves it: each edge that crosses its border is dealt with at the edge. A loop
// with calls of guest code in it has no registers, as no register survives a call.
#pragma once

#include <cstdint>
#include <map>
#include <vector>

#include "vm/compiled/direct_call.h"
#include "vm/prepare/prepared_code.h"

namespace tatu::jit {

using vm::PreparedOp;
using vm::Word;

// One edge of a branch.
struct Edge {
  std::uint32_t target = 0;  // word
  std::int64_t cost = 0;     // of taking it
};

// A slot that has a register throughout a loop.
struct LoopSlot {
  int slot = 0;
  bool isFloat = false;
  bool isWritten = false;  // in the loop
};

struct Loop {
  std::uint32_t first = 0;  // words [first, end)
  std::uint32_t end = 0;
  std::vector<LoopSlot> slots;  // most used first
};

struct LabelInfo {
  static constexpr int kUnknownTop = 0x7FFFFFFF;
  bool isLabel = false;
  // Where an inlined body ends, and control comes from the code before it or from the call that it was left for, which
  // stands further on; nothing else gets here.
  bool isJoin = false;
  // Here the call stands that is made when an inlined body is left, or not entered.
  bool isAsideCall = false;
  // The bytecode has a label here, too, and so a safepoint.
  bool isSafepoint = false;
  // The head of the innermost loop around it whose turn begins further up and is not over here, and one more; or 0.
  std::uint32_t turnOf = 0;
  // A loop's head: behind the first word of the last branch back to it; or 0.
  std::uint32_t lastBack = 0;
  // The same for the first one.
  std::uint32_t firstBack = 0;
  // The only way here is one branch from further up, and in the same loop: what is in registers there is so here.
  bool inherits = false;
  // Operands from this slot on hold nothing when control arrives.
  int top = kUnknownTop;

  [[nodiscard]] bool isHead() const { return lastBack != 0; }
};

class CodeMap {
 public:
  CodeMap(const vm::PreparedCode& code, vm::DirectNatives natives);

  [[nodiscard]] const Word* words() const { return code_.words(); }
  [[nodiscard]] std::uint32_t size() const { return code_.wordCount; }
  [[nodiscard]] static std::uint32_t widthAt(const Word* at);
  [[nodiscard]] const LabelInfo& labelAt(std::uint32_t word) const { return labels_[word]; }
  [[nodiscard]] const std::vector<Loop>& loops() const { return loops_; }
  // The inlined body that the word is in, or null.
  [[nodiscard]] const vm::InlinedBody* bodyAt(std::uint32_t word) const { return code_.info->inlinedAt(word); }
  // Control that has got here will leave the inlined body that the word is in: it may as well leave it here.
  [[nodiscard]] bool leavesBody(std::uint32_t word) const { return leaves_[word]; }
  // What a call of a native at the word can call directly, or null.
  [[nodiscard]] const vm::DirectFunction* directAt(std::uint32_t word) const;
  // The loop that the word is in, or -1.
  [[nodiscard]] int loopAt(std::uint32_t word) const { return loopOf_[word]; }

  // Whether the next thing that happens to the slot, from `word` on and in the same block, is that it is read as a
  // floating-point number.
  [[nodiscard]] bool isFloatNext(std::uint32_t word, int slot) const;

 private:
  void findDirectCalls(vm::DirectNatives natives);
  void findLabels();
  void findTops();
  void findTurns();
  void findLoops();
  void findHeirs();
  void findLeaving();
  void chooseSlots(Loop& loop) const;
  void forEachTarget(const Word* at, auto&& visit) const;

  const vm::PreparedCode& code_;
  std::vector<LabelInfo> labels_;
  std::vector<bool> leaves_;  // by word
  std::vector<int> loopOf_;
  std::vector<Loop> loops_;
  std::map<std::uint32_t, vm::DirectFunction> directCalls_;  // by word
};

// The first BranchWords of a branch, how many follow each other, and whether it is a branch at all.
[[nodiscard]] std::uint32_t branchCount(const Word* at);
[[nodiscard]] bool isBranch(PreparedOp op);
// A comparison with a jump; the same that stands for the loop's head as well, with two edges.
[[nodiscard]] bool isTest(PreparedOp op);
[[nodiscard]] bool isWholeTurn(PreparedOp op);
// Whether control can go on behind the instruction.
[[nodiscard]] bool goesOn(PreparedOp op);
[[nodiscard]] inline PreparedOp opOf(const Word* at) { return static_cast<PreparedOp>(at->op); }

}  // namespace tatu::jit

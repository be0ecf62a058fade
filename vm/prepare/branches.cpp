// Control flow in the prepared form.
#include <bit>

#include "vm/fault.h"
#include "vm/prepare/preparer.h"

namespace tatu::vm {

using bytecode::Flow;
using bytecode::Instruction;
using bytecode::Opcode;

namespace {

constexpr std::uint64_t kMaxEdgeCost = 0xFFFF;

}  // namespace

void Preparer::emitCharge(std::uint64_t units) {
  const auto all = static_cast<std::uint32_t>(units);
  emit(PreparedOp::Charge, static_cast<std::int16_t>(all & 0xFFFF), static_cast<std::int16_t>(all >> 16));
}

// The branch word of the instruction at `origin`.
void Preparer::emitEdge(std::size_t origin, std::uint32_t target, bool isBackward, std::uint64_t passedCost) {
  output_.inlined.open.reset();
  const std::uint64_t cost = code_.blockCost(target);
  BranchWord branch;
  if (cost < kMaxEdgeCost) {
    branch.takenCost = static_cast<std::uint16_t>(cost);
    patches_.push_back({words_.size(), origin, target});
  } else {
    detours_.push_back({words_.size(), origin, target, cost, isBackward});
  }
  branch.passedCost = static_cast<std::uint16_t>(passedCost);
  emitWord(std::bit_cast<std::uint64_t>(branch));
}

// A counting loop ends in `a += c`, the charge for falling into the block of its test, and that test, which comes next.
// All of it becomes one instruction in the place of the first two; the test stays for those who come from elsewhere.
void Preparer::fuseCount(PreparedOp op, int left, int right, std::uint32_t target) {
  const std::size_t test = words_.size();
  if (isInlined() || counted_ != test || test < 2) return;
  const Word add = words_[test - 2];
  const auto charge = static_cast<std::uint16_t>(words_[test - 1].a);
  const std::uint64_t cost = charge + code_.blockCost(target);
  if (cost >= kMaxEdgeCost || words_[test - 1].b != 0) return;
  Word fused = add;
  if (op == PreparedOp::IfIntLess && add.a == left) {
    fused.op = static_cast<std::uint16_t>(PreparedOp::CountIntLess);
    fused.b = static_cast<std::int16_t>(right);
  } else if (op == PreparedOp::IfIntLess && add.a == right) {
    fused.op = static_cast<std::uint16_t>(PreparedOp::CountIntGreater);
    fused.b = static_cast<std::int16_t>(left);
  } else if ((op == PreparedOp::IfIntLessSmall || op == PreparedOp::IfIntGreaterSmall) && add.a == left) {
    const bool isLess = op == PreparedOp::IfIntLessSmall;
    fused.op = static_cast<std::uint16_t>(isLess ? PreparedOp::CountIntLessSmall : PreparedOp::CountIntGreaterSmall);
    fused.b = static_cast<std::int16_t>(right);
  } else {
    return;
  }
  words_[test - 2] = fused;
  words_[test - 1] = std::bit_cast<Word>(BranchWord{0, static_cast<std::uint16_t>(cost), charge});
  patches_.push_back({test - 1, test - 2, target});
}

// A conditional branch: everything on the stack is where both targets expect it.
void Preparer::emitBranch(PreparedOp op, int a, int b, int c, std::uint32_t target, bool isBackward) {
  if (isBackward) fuseCount(op, b, c, target);
  const std::uint64_t passed = code_.blockCost(position_ + 1);
  const std::size_t origin = emit(op, a, b, c);
  emitEdge(origin, target, isBackward, passed < kMaxEdgeCost ? passed : 0);
  if (passed >= kMaxEdgeCost) emitCharge(passed);
}

void Preparer::emitJump(std::uint32_t target) {
  const bool isBackward = target <= position_;
  if (isBackward && emitLoop(target)) return;
  const std::size_t origin = emit(PreparedOp::Jump, isBackward ? 1 : 0);
  emitEdge(origin, target, isBackward, 0);
}

// Where a block's price does not fit into a branch word: charge it on the way.
void Preparer::emitDetours() {
  for (const Detour& detour : detours_) {
    BranchWord branch;
    branch.distance = static_cast<std::int32_t>(words_.size() - detour.origin);
    branch.passedCost = std::bit_cast<BranchWord>(words_[detour.word]).passedCost;
    words_[detour.word] = std::bit_cast<Word>(branch);
    emitCharge(detour.cost);
    const std::size_t origin = emit(PreparedOp::Jump, detour.isBackward ? 1 : 0);
    patches_.push_back({words_.size(), origin, detour.target});
    emitWord(0);
  }
}

void Preparer::patchBranches() {
  for (const Patch& patch : patches_) {
    BranchWord branch = std::bit_cast<BranchWord>(words_[patch.word]);
    branch.distance = static_cast<std::int32_t>(labelWords_[patch.target]) - static_cast<std::int32_t>(patch.origin);
    words_[patch.word] = std::bit_cast<Word>(branch);
  }
}

namespace {

struct LoopForm {
  PreparedOp op = PreparedOp::Exit;  // Exit: there is none
  bool swaps = false;
};

// What stays in the loop where this test leaves it.
LoopForm stayingForm(PreparedOp leaving) {
  switch (leaving) {
    case PreparedOp::IfIntLess: return {PreparedOp::LoopIntLessEqual, true};
    case PreparedOp::IfIntLessEqual: return {PreparedOp::LoopIntLess, true};
    case PreparedOp::IfIntEqual: return {PreparedOp::LoopIntNotEqual, false};
    case PreparedOp::IfIntLessSmall: return {PreparedOp::LoopIntGreaterEqualSmall, false};
    case PreparedOp::IfIntLessEqualSmall: return {PreparedOp::LoopIntGreaterSmall, false};
    case PreparedOp::IfIntGreaterSmall: return {PreparedOp::LoopIntLessEqualSmall, false};
    case PreparedOp::IfIntGreaterEqualSmall: return {PreparedOp::LoopIntLessSmall, false};
    case PreparedOp::IfIntEqualSmall: return {PreparedOp::LoopIntNotEqualSmall, false};
    case PreparedOp::IfTrue: return {PreparedOp::LoopFalse, false};
    case PreparedOp::IfFalse: return {PreparedOp::LoopTrue, false};
    default: return {};
  }
}

}  // namespace

// A jump back to a head that is nothing but a test which leaves the loop: do the test here, and save a dispatch per
// turn.
bool Preparer::emitLoop(std::uint32_t target) {
  const std::uint32_t head = labelWords_[target];
  const std::uint64_t headCost = code_.blockCost(target);
  if (head >= words_.size() || headCost >= kMaxEdgeCost) return false;
  const Word test = words_[head];
  const LoopForm form = stayingForm(static_cast<PreparedOp>(test.op));
  if (form.op == PreparedOp::Exit) return false;
  // The test's own place: the branch that ends the head's block, going forward.
  std::uint32_t end = target;
  while (code_[end].info().flow == Flow::Next) ++end;
  if (code_[end].info().flow != Flow::Branch || code_[end].opcode == Opcode::JumpPresent) return false;
  for (std::uint32_t i = target + 1; i <= end; ++i) {
    if (!code_.labelAt(i).isNone()) return false;
  }
  const std::uint32_t leave = code_.positionOf(code_[end].label());
  const std::uint64_t bodyCost = code_.blockCost(end + 1);
  if (leave <= end || bodyCost >= kMaxEdgeCost) return false;

  const bool isUnary = test.op == static_cast<std::uint16_t>(PreparedOp::IfTrue) ||
                       test.op == static_cast<std::uint16_t>(PreparedOp::IfFalse);
  const std::size_t origin =
      isUnary ? emit(form.op, test.a) : emit(form.op, 0, form.swaps ? test.c : test.b, form.swaps ? test.b : test.c);
  const auto distance = [origin](std::uint32_t word) {
    return static_cast<std::int32_t>(word) - static_cast<std::int32_t>(origin);
  };
  for (const BranchWord branch : {BranchWord{distance(head + 2), static_cast<std::uint16_t>(bodyCost), 0},
                                  BranchWord{distance(head), static_cast<std::uint16_t>(headCost), 0}}) {
    emitWord(std::bit_cast<std::uint64_t>(branch));
  }
  const std::size_t jump = emit(PreparedOp::Jump, 0);
  emitEdge(jump, leave, false, 0);
  return true;
}

// ---- Tests

bool Preparer::fuseCondition(bool& jumpsIfTrue) {
  const Instruction* next = following();
  if (next == nullptr || (next->opcode != Opcode::JumpTrue && next->opcode != Opcode::JumpFalse)) return false;
  jumpsIfTrue = next->opcode == Opcode::JumpTrue;
  skipFollowing();
  return true;
}

void Preparer::emitTest(Entry condition, bool jumpsIfTrue, const Instruction& jump) {
  const int index = read(condition);
  flush();
  const std::uint32_t target = code_.positionOf(jump.label());
  emitBranch(jumpsIfTrue ? PreparedOp::IfTrue : PreparedOp::IfFalse, index, 0, 0, target, target <= position_);
}

void Preparer::prepareJumpNull(const Instruction& at) {
  Entry optional = pop();
  const RuntimeType& payload = typer_.top();
  flush();
  const std::uint32_t target = code_.positionOf(at.label());
  emitBranch(PreparedOp::IfFalse, read(optional), 0, 0, target, target <= position_);
  pushPayload(optional, payload);
}

// The payload is only there on the way to the label, so that way gets a piece of code of its own.
void Preparer::prepareJumpPresent(const Instruction& at) {
  Entry optional = pop();
  flush();
  const std::uint32_t target = code_.positionOf(at.label());
  const RuntimeType& type = *optional.type;
  const bool isKept = code_.payloadIsOptional(at, method_.typeArguments);
  const int from = read(optional);
  const int payload = isKept || type.isReference ? from : from + 1;
  const std::uint32_t width = isKept || type.isReference ? type.slotCount() : type.slotCount() - 1;

  const std::size_t skip = emit(PreparedOp::IfFalse, from);
  const std::size_t skipWord = words_.size();
  emitWord(0);
  emitMove(optional.canonical, payload, width);
  const std::size_t jump = emit(PreparedOp::Jump, target <= position_ ? 1 : 0);
  emitEdge(jump, target, target <= position_, 0);
  BranchWord branch;
  branch.distance = static_cast<std::int32_t>(words_.size() - skip);
  words_[skipWord] = std::bit_cast<Word>(branch);
  emitCharge(code_.blockCost(position_ + 1));
}

void Preparer::prepareSwitch(const Instruction& at) {
  Entry number = pop();
  const int index = read(number);
  flush();
  const auto labels = at.labels();
  // A word cannot count so many cases; they are few in practice and the count fits into two operands.
  const std::size_t origin = emit(PreparedOp::Switch, index, static_cast<std::int16_t>(labels.size() & 0xFFFF),
                                  static_cast<std::int16_t>(labels.size() >> 16));
  for (const bytecode::LabelIndex label : labels) {
    const std::uint32_t target = code_.positionOf(label);
    emitEdge(origin, target, target <= position_, 0);
  }
}

void Preparer::prepareBranch(const Instruction& at) {
  switch (at.opcode) {
    case Opcode::Return: return prepareReturn();
    case Opcode::Jump: flush(); return emitJump(code_.positionOf(at.label()));
    case Opcode::JumpTrue:
    case Opcode::JumpFalse: return emitTest(pop(), at.opcode == Opcode::JumpTrue, at);
    case Opcode::JumpNull: return prepareJumpNull(at);
    case Opcode::JumpPresent: return prepareJumpPresent(at);
    case Opcode::Switch: return prepareSwitch(at);
    case Opcode::Throw: {
      flush();
      Entry exception = pop();
      emit(PreparedOp::Throw, read(exception));
      return;
    }
    case Opcode::Unreachable: emit(PreparedOp::Unreachable); return;
    default: fault("an instruction that cannot be prepared");
  }
}

}  // namespace tatu::vm

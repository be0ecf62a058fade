// Control flow in the prepared form.
#include <bit>

#include "os/fault.h"
#include "vm/prepare/preparer.h"

namespace tatu::vm {

using bytecode::Flow;
using bytecode::Instruction;
using bytecode::Opcode;

void Preparer::emitCharge(std::uint64_t units) {
  const std::size_t charge = emit(PreparedOp::Charge);
  setCharge(words_[charge], static_cast<std::uint32_t>(units));
}

void Preparer::emitBranchWords(const BranchWords& branch) {
  emitWord(static_cast<std::uint64_t>(branch.distance));
  emitWord(branch.takenCost);
  emitWord(branch.passedCost);
}

// The branch of the instruction at `origin`.
void Preparer::emitEdge(std::size_t origin, std::uint32_t target, std::uint64_t passedCost) {
  output_.inlined.open.reset();
  patches_.push_back({words_.size(), origin, target});
  emitBranchWords({0, code_.blockCost(target), passedCost});
}

namespace {

// The end of a turn of a counting loop: what `add`, which is a += c, and this test behind it are together.
std::optional<Word> countForm(Word add, PreparedOp test, int left, int right) {
  const auto form = [add](PreparedOp op, int b) {
    return Word{static_cast<std::uint16_t>(op), add.a, static_cast<std::int16_t>(b), add.c};
  };
  if (test == PreparedOp::IfIntLess && add.a == left) return form(PreparedOp::CountIntLess, right);
  if (test == PreparedOp::IfIntLess && add.a == right) return form(PreparedOp::CountIntGreater, left);
  if (test == PreparedOp::IfIntLessSmall && add.a == left) return form(PreparedOp::CountIntLessSmall, right);
  if (test == PreparedOp::IfIntGreaterSmall && add.a == left) return form(PreparedOp::CountIntGreaterSmall, right);
  return std::nullopt;
}

}  // namespace

// A loop whose test stands at its end: the charge for falling into the block of the test becomes a copy of the test
// that makes this charge, too; of a counting loop the addition before it as well. Where the copy passes, control comes
// to the test itself, which passes again. It stays for those who come from elsewhere.
void Preparer::fuseFall(PreparedOp op, int a, int b, int c, std::uint32_t target) {
  if (isInlined() || fallen_ == 0 || fallen_ != words_.size()) return;
  const bool counts = counted_ == fallen_;
  const std::uint64_t charge = chargeOf(words_.back());
  words_.pop_back();
  const auto count = counts ? countForm(words_.back(), op, b, c) : std::nullopt;
  if (count) words_.pop_back();
  const std::size_t origin = words_.size();
  words_.push_back(count ? *count
                         : Word{static_cast<std::uint16_t>(op), static_cast<std::int16_t>(a),
                                static_cast<std::int16_t>(b), static_cast<std::int16_t>(c)});
  patches_.push_back({words_.size(), origin, target});
  emitBranchWords({0, charge + code_.blockCost(target), charge});
  // The label that was noted last is the test itself.
  labelWords_[info_->labels.back().position] = info_->labels.back().word = static_cast<std::uint32_t>(words_.size());
}

// A conditional branch: everything on the stack is where both targets expect it.
void Preparer::emitBranch(PreparedOp op, int a, int b, int c, std::uint32_t target, bool isBackward) {
  if (isBackward) fuseFall(op, a, b, c, target);
  const std::size_t origin = emit(op, a, b, c);
  edge_ = words_.size();
  emitEdge(origin, target, code_.blockCost(position_ + 1));
}

void Preparer::emitJump(std::uint32_t target) {
  const bool isBackward = target <= position_;
  if (isBackward && emitLoop(target)) return;
  const std::size_t origin = emit(PreparedOp::Jump, isBackward ? 1 : 0);
  emitEdge(origin, target, 0);
}

void Preparer::patchBranches() {
  for (const Patch& patch : patches_) {
    const auto distance =
        static_cast<std::int64_t>(labelWords_[patch.target]) - static_cast<std::int64_t>(patch.origin);
    words_[patch.word] = std::bit_cast<Word>(distance);
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
  if (head >= words_.size()) return false;
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
  // With what stands in the body and can be charged earlier.
  const auto bodyCost = std::bit_cast<std::uint64_t>(words_[head + 3]);
  if (leave <= end) return false;

  const bool isUnary = test.op == static_cast<std::uint16_t>(PreparedOp::IfTrue) ||
                       test.op == static_cast<std::uint16_t>(PreparedOp::IfFalse);
  const std::size_t origin =
      isUnary ? emit(form.op, test.a) : emit(form.op, 0, form.swaps ? test.c : test.b, form.swaps ? test.b : test.c);
  const std::int64_t back = static_cast<std::int64_t>(head) - static_cast<std::int64_t>(origin);
  emitBranchWords({back + 1 + kBranchWords, headCost + bodyCost, bodyCost});
  emitBranchWords({back, headCost, 0});
  const std::size_t jump = emit(PreparedOp::Jump, 0);
  emitEdge(jump, leave, 0);
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
  emitBranchWords({});
  emitMove(optional.canonical, payload, width);
  const std::size_t jump = emit(PreparedOp::Jump, target <= position_ ? 1 : 0);
  emitEdge(jump, target, 0);
  words_[skip + 1] = std::bit_cast<Word>(words_.size() - skip);
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
    emitEdge(origin, code_.positionOf(label), 0);
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
    default: os::fault("an instruction that cannot be prepared");
  }
}

}  // namespace tatu::vm

// Branches, loops, switch, throw.
#include <algorithm>
#include <utility>

#include "jit/x64/metering.h"
#include "jit/x64/method_emitter.h"
#include "jit/x64/offsets.h"

namespace tatu::jit::x64 {

using namespace asmjit::x86;
using vm::CompiledExit;

Edge MethodEmitter::edgeAt(const Word* at, std::uint32_t number) const {
  const Word* const branch = at + 1 + number * vm::kBranchWords;
  return {static_cast<std::uint32_t>(wordOf(at) + vm::distanceAt(branch)), vm::takenCostAt(branch)};
}

// What the target expects in memory; the loop's slots are the edge's.
void MethodEmitter::flushFor(std::uint32_t target) {
  if (!map_.labelAt(target).inherits && !map_.leavesBody(target)) cache_.flushForLabel(map_.labelAt(target).top);
}

MethodEmitter::Crossing MethodEmitter::crossingTo(std::uint32_t target) {
  const int to = map_.loopAt(target);
  const HeldList& carried = carriedTo(target);
  Crossing crossing{{}, {}, {}, labels_[target]};
  if (to == loop_) {
    cache_.arrange(carried, crossing.moves, crossing.loads);
    return crossing;
  }
  crossing.stores = cache_.loopDirty();
  crossing.loads = carried;
  if (to < 0) return crossing;
  const HeldList loops = SlotCache::registersOf(map_.loops()[static_cast<std::size_t>(to)]);
  crossing.loads.insert(crossing.loads.end(), loops.begin(), loops.end());
  return crossing;
}

void MethodEmitter::cross(const Crossing& crossing) {
  prepareCrossing(crossing);
  a_.jmp(crossing.to);
}

// Keeps the flags.
void MethodEmitter::prepareCrossing(const Crossing& crossing) {
  cache_.store(crossing.stores);
  cache_.move(crossing.moves);
  cache_.load(crossing.loads);
}

bool MethodEmitter::Crossing::overwrites(const HeldList& held) const {
  return std::any_of(held.begin(), held.end(), [this](const Held& each) {
    const auto isMoved = [&](const RegisterMove& move) {
      return move.isFloat == each.isFloat && move.to == each.number;
    };
    const auto isLoaded = [&](const Held& load) { return load.isFloat == each.isFloat && load.number == each.number; };
    return std::any_of(moves.begin(), moves.end(), isMoved) || std::any_of(loads.begin(), loads.end(), isLoaded);
  });
}

// ---- What labels have in registers

const HeldList& MethodEmitter::carriedTo(std::uint32_t target) {
  const auto found = carried_.find(target);
  if (found != carried_.end()) return found->second;
  return carried_.emplace(target, mayCarry(target) ? carriedFromHere(target) : HeldList()).first->second;
}

// To where the call of an inlined body stands, exits go with everything in memory. In the turns of a loop with slots of
// its own, what else is read is left to be loaded where it is: the way back would be longer.
bool MethodEmitter::mayCarry(std::uint32_t target) const {
  const LabelInfo& label = map_.labelAt(target);
  return !label.isAsideCall && map_.loopAt(target) == loop_ && (loop_ < 0 || !label.isHead());
}

// What it reads soon, and is in a register now.
HeldList MethodEmitter::carriedFromHere(std::uint32_t target) const {
  HeldList held;
  for (const SoonRead& read : soonRead(map_, target)) {
    if (read.slot >= map_.labelAt(target).top) continue;
    if (const auto own = cache_.ownRegister(read.slot)) held.push_back(*own);
  }
  return held;
}

// Nobody has come to the head from above.
HeldList MethodEmitter::carriedBack(std::uint32_t head) const {
  HeldList held;
  std::size_t next[] = {0, 0};
  for (const SoonRead& read : soonRead(map_, head)) {
    if (read.slot >= map_.labelAt(head).top) continue;
    const unsigned number = read.isFloat ? kFloatPool[next[1]++] : kIntegerPool[next[0]++];
    held.push_back({read.slot, static_cast<std::uint8_t>(number), read.isFloat});
  }
  return held;
}

Label MethodEmitter::labelOf(Crossing crossing) {
  if (crossing.isEmpty()) return crossing.to;
  const Label label = a_.newLabel();
  later([this, label, crossing = std::move(crossing)] {
    a_.bind(label);
    cross(crossing);
  });
  return label;
}

Label MethodEmitter::edgeTo(Edge edge) {
  if (map_.leavesBody(edge.target)) return exitAt(edge.target, edge.cost);
  if (map_.labelAt(edge.target).inherits) {
    Legacy legacy{cache_.state(), fuel_};
    legacy.fuel.owed += edge.cost;
    legacy.fuel.spent += edge.cost;
    legacies_.insert_or_assign(edge.target, std::move(legacy));
    return labels_[edge.target];
  }
  const Passage passage = passageTo(edge.target, edge.cost);
  Crossing crossing = crossingTo(edge.target);
  if (passage.cost == 0 && !passage.test) return labelOf(std::move(crossing));
  if (!passage.test && crossing.isEmpty()) return chargedJump(edge.target, passage.cost);
  const Label label = a_.newLabel();
  const Label tooLittle = passage.test ? shortExit(edge.target, passage.owed) : Label();
  later([this, label, passage, tooLittle, crossing = std::move(crossing)] {
    a_.bind(label);
    emitPassage(passage, tooLittle);
    cross(crossing);
  });
  return label;
}

// Jumps that charge the same share their code.
Label MethodEmitter::chargedJump(std::uint32_t target, std::int64_t cost) {
  std::shared_ptr<ChargedJump>& first = charges_[target];
  if (first != nullptr && first->cost == cost) return first->label;
  const auto jump = std::make_shared<ChargedJump>(ChargedJump{a_.newLabel(), cost, false});
  if (first == nullptr) first = jump;
  later([this, jump, to = labels_[target]] {
    if (jump->isEmitted) return;
    a_.bind(jump->label);
    subtract(jump->cost);
    a_.jmp(to);
  });
  return jump->label;
}

void MethodEmitter::jumpIf(Condition condition, const Label& label) {
  if (condition.kind == Condition::Kind::Simple) {
    a_.j(condition.code, label);
  } else if (condition.kind == Condition::Kind::FloatEqual) {
    const Label over = a_.newLabel();
    a_.short_().jp(over);
    a_.je(label);
    a_.bind(over);
  } else {
    a_.jne(label);
    a_.jp(label);
  }
}

void MethodEmitter::jumpUnless(Condition condition, const Label& label) {
  if (condition.kind == Condition::Kind::Simple) return jumpIf(Condition::of(negated(condition.code)), label);
  const bool isEqual = condition.kind == Condition::Kind::FloatEqual;
  jumpIf({isEqual ? Condition::Kind::FloatNotEqual : Condition::Kind::FloatEqual}, label);
}

// The operands have been compared, and what the target expects is in memory.
void MethodEmitter::branch(const Word* at, Condition condition) {
  if (isBetweenTurns()) return unrolledBranch(at, condition);
  const Edge edge = edgeAt(at);
  if (map_.leavesBody(next_)) return branchOrLeave(condition, edge, vm::passedCostAt(at + 1));
  if (edge.target <= word_) {
    branchBack(condition, edge);
  } else {
    jumpIf(condition, edgeTo(edge));
  }
  charge(vm::passedCostAt(at + 1));
}

// The inlined body is left unless the condition holds. Its instructions up to the target are nobody's then.
void MethodEmitter::branchOrLeave(Condition condition, Edge edge, std::int64_t passedCost) {
  jumpUnless(condition, exitAt(next_, passedCost));
  while (map_.leavesBody(next_)) next_ += CodeMap::widthAt(map_.words() + next_);
  if (next_ == edge.target) return charge(edge.cost);
  a_.jmp(edgeTo(edge));
  fallsInto_ = false;
}

// A jump back is charged, and polled.
void MethodEmitter::branchBack(Condition condition, Edge edge) {
  const Passage back = passageBack(edge);
  const Label poll = pollExit(edge.target, back.owed);
  const Crossing crossing = crossingTo(edge.target);
  const Label aside = a_.newLabel();
  jumpUnless(condition, aside);
  goBack(back.cost, poll, crossing);
  a_.bind(aside);
}

// Behind it control goes nowhere. What the poll stores, which is what is dirty now, is still there behind the crossing,
// or the test comes first.
void MethodEmitter::goBack(std::int64_t cost, const Label& poll, const Crossing& crossing) {
  if (!kIsMetered) return cross(crossing);
  if (crossing.overwrites(cache_.dirty())) {
    subtractAndPoll(cost, poll);
    return cross(crossing);
  }
  subtractAndTest(cost);
  prepareCrossing(crossing);
  a_.jns(crossing.to);
  a_.jmp(poll);
}

// The way back to a head, out of the way.
Label MethodEmitter::backAside(std::int64_t cost, const Label& poll, Crossing crossing) {
  const Label aside = a_.newLabel();
  later([this, aside, cost, poll, crossing = std::move(crossing)] {
    a_.bind(aside);
    subtractAndPoll(cost, poll);
    cross(crossing);
  });
  return aside;
}

void MethodEmitter::jumpBack(Edge edge) {
  const Passage back = passageBack(edge);
  goBack(back.cost, pollExit(edge.target, back.owed), crossingTo(edge.target));
}

void MethodEmitter::emitCharge(const Word* at) { charge(vm::chargeOf(*at)); }

void MethodEmitter::emitJump(const Word* at) {
  const Edge edge = edgeAt(at);
  flushFor(edge.target);
  if (at->a != 0) return jumpBack(edge);
  // To what comes next: nothing to do but the charge.
  if (edge.target == next_ && map_.loopAt(edge.target) == loop_) {
    charge(edge.cost);
    fallsInto_ = true;
    return;
  }
  if (map_.labelAt(edge.target).inherits || map_.leavesBody(edge.target)) {
    a_.jmp(edgeTo(edge));
    return;
  }
  if (entersBlindly(edge.target)) return enterAside(edge);
  passInto(edge.target, passageTo(edge.target, edge.cost));
  cross(crossingTo(edge.target));
}

// Behind the method it is known what turns have there.
void MethodEmitter::enterAside(Edge edge) {
  const Label aside = a_.newLabel();
  a_.jmp(aside);
  later([this, aside, edge, crossing = crossingTo(edge.target), fuel = fuel_, registers = cache_.state()] {
    a_.bind(aside);
    fuel_ = fuel;
    cache_.restore(registers);
    passInto(edge.target, passageTo(edge.target, edge.cost));
    cross(crossing);
  });
}

// ---- Tests

void MethodEmitter::compareInts(const Word* at, bool isNarrow) {
  const Gp left = cache_.readInt(at->b);
  const asmjit::Operand right = cache_.intOperand(at->c);
  if (isNarrow) {
    const Gp narrow = right.isReg() ? right.as<Gp>().r32() : eax;
    if (right.isMem()) a_.mov(eax, dword_ptr(kFrame, at->c * 8));
    a_.cmp(left.r32(), narrow);
  } else {
    a_.emit(Inst::kIdCmp, left, right);
  }
}

void MethodEmitter::compareSmall(const Word* at) {
  if (at->c == 0) return compareWithZero(at->b);
  a_.emit(Inst::kIdCmp, cache_.intOperand(at->b), asmjit::imm(at->c));
}

void MethodEmitter::compareWithZero(int slot) {
  const asmjit::Operand operand = cache_.intOperand(slot);
  if (operand.isReg()) {
    a_.test(operand.as<Gp>(), operand.as<Gp>());
  } else {
    a_.emit(Inst::kIdCmp, operand, asmjit::imm(0));
  }
}

void MethodEmitter::emitIfTrue(const Word* at) {
  flushFor(edgeAt(at).target);
  compareWithZero(at->a);
  branch(at, Condition::of(CondCode::kNotZero));
}
void MethodEmitter::emitIfFalse(const Word* at) {
  flushFor(edgeAt(at).target);
  compareWithZero(at->a);
  branch(at, Condition::of(CondCode::kZero));
}

#define IF_INT(name, code)                         \
  void MethodEmitter::emit##name(const Word* at) { \
    flushFor(edgeAt(at).target);                   \
    compareInts(at);                               \
    branch(at, Condition::of(CondCode::code));     \
  }
#define IF_SMALL(name, code)                       \
  void MethodEmitter::emit##name(const Word* at) { \
    flushFor(edgeAt(at).target);                   \
    compareSmall(at);                              \
    branch(at, Condition::of(CondCode::code));     \
  }
IF_INT(IfIntEqual, kEqual)
IF_INT(IfIntNotEqual, kNotEqual)
IF_INT(IfIntLess, kSignedLT)
IF_INT(IfIntLessEqual, kSignedLE)
IF_SMALL(IfIntEqualSmall, kEqual)
IF_SMALL(IfIntNotEqualSmall, kNotEqual)
IF_SMALL(IfIntLessSmall, kSignedLT)
IF_SMALL(IfIntLessEqualSmall, kSignedLE)
IF_SMALL(IfIntGreaterSmall, kSignedGT)
IF_SMALL(IfIntGreaterEqualSmall, kSignedGE)

void MethodEmitter::emitIfInt32Less(const Word* at) {
  flushFor(edgeAt(at).target);
  compareInts(at, true);
  branch(at, Condition::of(CondCode::kSignedLT));
}
void MethodEmitter::emitIfInt32LessEqual(const Word* at) {
  flushFor(edgeAt(at).target);
  compareInts(at, true);
  branch(at, Condition::of(CondCode::kSignedLE));
}

// Less is asked as "the right one is above": then whatever is not ordered is not less.
#define IF_FLOAT(name, left, right, ...)           \
  void MethodEmitter::emit##name(const Word* at) { \
    flushFor(edgeAt(at).target);                   \
    compareFloats(left, right, false);             \
    branch(at, __VA_ARGS__);                       \
  }
IF_FLOAT(IfFloatEqual, at->b, at->c, {Condition::Kind::FloatEqual})
IF_FLOAT(IfFloatNotEqual, at->b, at->c, {Condition::Kind::FloatNotEqual})
IF_FLOAT(IfFloatLess, at->c, at->b, Condition::of(CondCode::kUnsignedGT))
IF_FLOAT(IfFloatLessEqual, at->c, at->b, Condition::of(CondCode::kUnsignedGE))
IF_FLOAT(IfFloatNotLess, at->c, at->b, Condition::of(CondCode::kUnsignedLE))
IF_FLOAT(IfFloatNotLessEqual, at->c, at->b, Condition::of(CondCode::kUnsignedLT))

// ---- Turns of loops

// First edge: into the body, with the cost of the head; second: the head, where a stop stands.
void MethodEmitter::loopTurn(const Word* at, Condition condition) {
  if (isBetweenTurns()) return unrolledTurn(at, condition);
  const Edge body = edgeAt(at);
  const Edge head = edgeAt(at, 1);
  const Passage back = passageBack(body);
  const std::int64_t bodyCost = vm::passedCostAt(at + 1);
  const Label passed = a_.newLabel();
  // Where the body is not affordable the head may still be.
  const Label poll = pollExit(head.target, back.owed - bodyCost);
  const Crossing into = crossingTo(body.target);
  jumpUnless(condition, passed);
  goBack(back.cost, poll, into);
  a_.bind(passed);
  charge(head.cost);
  const std::int64_t owed = std::exchange(fuel_.owed, 0);
  subtractAndPoll(owed, pollExit(head.target, 0));
  fuel_.least = 0;
}

#define LOOP_INT(name, code)                       \
  void MethodEmitter::emit##name(const Word* at) { \
    flushFor(edgeAt(at).target);                   \
    flushFor(edgeAt(at, 1).target);                \
    compareInts(at);                               \
    loopTurn(at, Condition::of(CondCode::code));   \
  }
#define LOOP_SMALL(name, code)                     \
  void MethodEmitter::emit##name(const Word* at) { \
    flushFor(edgeAt(at).target);                   \
    flushFor(edgeAt(at, 1).target);                \
    compareSmall(at);                              \
    loopTurn(at, Condition::of(CondCode::code));   \
  }
LOOP_INT(LoopIntLess, kSignedLT)
LOOP_INT(LoopIntLessEqual, kSignedLE)
LOOP_INT(LoopIntNotEqual, kNotEqual)
LOOP_SMALL(LoopIntLessSmall, kSignedLT)
LOOP_SMALL(LoopIntLessEqualSmall, kSignedLE)
LOOP_SMALL(LoopIntGreaterSmall, kSignedGT)
LOOP_SMALL(LoopIntGreaterEqualSmall, kSignedGE)
LOOP_SMALL(LoopIntNotEqualSmall, kNotEqual)

void MethodEmitter::emitLoopTrue(const Word* at) {
  flushFor(edgeAt(at).target);
  flushFor(edgeAt(at, 1).target);
  compareWithZero(at->a);
  loopTurn(at, Condition::of(CondCode::kNotZero));
}
void MethodEmitter::emitLoopFalse(const Word* at) {
  flushFor(edgeAt(at).target);
  flushFor(edgeAt(at, 1).target);
  compareWithZero(at->a);
  loopTurn(at, Condition::of(CondCode::kZero));
}

void MethodEmitter::countTurn(const Word* at, CondCode code, bool isSmall) {
  const Gp count = cache_.readInt(at->a);
  const asmjit::Operand bound = isSmall ? asmjit::Operand(asmjit::imm(at->b)) : cache_.intOperand(at->b);
  const Gp to = cache_.writeInt(at->a);
  if (to != count) a_.mov(to, count);
  a_.add(to, at->c);
  flushFor(edgeAt(at).target);
  a_.emit(Inst::kIdCmp, to, bound);
  // Who goes back finds the count in the loop's own register, which may be one for floats.
  cache_.done();
  branch(at, Condition::of(code));
}
void MethodEmitter::emitCountIntLess(const Word* at) { countTurn(at, CondCode::kSignedLT, false); }
void MethodEmitter::emitCountIntGreater(const Word* at) { countTurn(at, CondCode::kSignedGT, false); }
void MethodEmitter::emitCountIntLessSmall(const Word* at) { countTurn(at, CondCode::kSignedLT, true); }
void MethodEmitter::emitCountIntGreaterSmall(const Word* at) { countTurn(at, CondCode::kSignedGT, true); }

// ---- Others

// The last case is for everything else. A table of distances, from the table itself.
void MethodEmitter::emitSwitch(const Word* at) {
  const std::uint32_t cases = branchCount(at);
  for (std::uint32_t i = 0; i < cases; ++i) flushFor(edgeAt(at, i).target);
  const Gp number = cache_.readInt(at->a);
  const Label table = a_.newLabel();
  a_.mov(eax, number.r32());
  a_.mov(ecx, cases - 1);
  a_.cmp(eax, ecx);
  a_.cmova(eax, ecx);
  a_.lea(rcx, ptr(table));
  a_.movsxd(rax, dword_ptr(rcx, rax, 2));
  a_.add(rax, rcx);
  a_.jmp(rax);
  std::vector<Label> targets;
  for (std::uint32_t i = 0; i < cases; ++i) {
    // A jump back is polled like any other.
    const Edge edge = edgeAt(at, i);
    if (edge.target > word_) {
      targets.push_back(edgeTo(edge));
      continue;
    }
    const Passage back = passageBack(edge);
    targets.push_back(backAside(back.cost, pollExit(edge.target, back.owed), crossingTo(edge.target)));
  }
  later([this, table, targets = std::move(targets)] {
    a_.align(asmjit::AlignMode::kData, 4);
    a_.bind(table);
    for (const Label& target : targets) a_.embedLabelDelta(target, table, 4);
  });
}

// Rare enough for the interpreter.
void MethodEmitter::emitThrow(const Word*) { a_.jmp(exit()); }
void MethodEmitter::emitUnreachable(const Word*) { a_.jmp(exit()); }
void MethodEmitter::emitExit(const Word*) { a_.jmp(exit()); }
void MethodEmitter::emitResumeCompiled(const Word*) { a_.jmp(exit()); }
void MethodEmitter::emitNativeBody(const Word*) { a_.jmp(exit()); }

}  // namespace tatu::jit::x64

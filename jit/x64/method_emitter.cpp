#include "jit/x64/method_emitter.h"

#include <algorithm>

#include "jit/baseline/charges.h"
#include "jit/baseline/reserve.h"
#include "jit/code_memory.h"
#include "jit/x64/metering.h"
#include "jit/x64/offsets.h"
#include "vm/frame/method_layout.h"

namespace tatu::jit::x64 {

using namespace asmjit::x86;
using vm::CompiledExit;
using vm::PreparedOp;

namespace {

using Emitter = void (MethodEmitter::*)(const Word*);

// Of labels that control does not fall into, so that what is between is never executed. Code itself begins with a line
// of the instruction cache. Targets at the end of a line cost a cycle each time: on Zen 4 fib takes 7 % longer with
// them. Heads of loops gain nothing by it (benchmarks/README.md).
constexpr std::uint32_t kTargetAlignment = 16;

}  // namespace

MethodEmitter::MethodEmitter(const vm::Method& method, const vm::PreparedCode& code, const Surroundings& surroundings)
    : method_(method),
      code_(code),
      stubs_(surroundings.stubs),
      memory_(surroundings.memory),
      map_(code, surroundings.directNatives),
      cache_(a_) {}

bool MethodEmitter::run(std::size_t mostBytes) {
  mostBytes_ = mostBytes;
  if (opOf(map_.words()) == PreparedOp::NativeBody) return false;
  if (holder_.init(memory_.environment()) != asmjit::kErrorOk || holder_.attach(&a_) != asmjit::kErrorOk) return false;
  holder_.setErrorHandler(&errors_);
#ifndef NDEBUG
  a_.addDiagnosticOptions(asmjit::DiagnosticOptions::kValidateAssembler);
#endif
  labels_.resize(map_.size() + std::size_t{1});
  for (std::uint32_t word = 0; word < map_.size(); ++word) {
    if (map_.labelAt(word).isLabel) labels_[word] = a_.newLabel();
  }
  emitPrologue();
  if (!emitBody() || !emitLater()) return false;
  emitEntries();
  emitConstants();
  return errors_.message().empty();
}

// What the interpreter does at a call; where there is no room nothing has been charged. Registers as registers.h says.
// Who has paid for the entry comes in behind that (callItself).
void MethodEmitter::emitPrologue() {
  callEntry_ = a_.newLabel();
  paidEntry_ = a_.newLabel();
  bodyEntry_ = a_.newLabel();
  failed_ = a_.newLabel();
  const Label noRoom = a_.newLabel();
  const Label tooLittle = a_.newLabel();
  reserve_ = reserveAt(map_, 0);
  a_.bind(callEntry_);
  subtractAndPoll(entryFuel(), tooLittle);
  a_.bind(paidEntry_);
  checkEntryRoom(noRoom);
  makeFrame();
  fuel_ = {-reserve_, 0, 0};
  a_.bind(bodyEntry_);
  cache_.carry(ownArguments());
  later([this, noRoom, tooLittle, poll = pollExit(0, -reserve_)] {
    a_.bind(tooLittle);
    testRoom(noRoom);
    makeFrame();
    a_.jmp(poll);
    a_.bind(noRoom);
    subtract(-entryFuel());
    a_.jmp(asmjit::imm(stubs_.leaveForCall));
    a_.bind(failed_);
    a_.jmp(asmjit::imm(stubs_.leaveFailed));
  });
}

void MethodEmitter::makeFrame() {
  const auto header = static_cast<std::int32_t>(8 * code_.localSlots);
  a_.mov(qword_ptr(kCallBase, header), kCallSite);
  a_.mov(qword_ptr(kCallBase, header + 8), kFrame);
  a_.mov(qword_ptr(kCallBase, header + 16), kCallee);
  a_.lea(kFrame, ptr(kCallBase, header));
}

// What callers have in a register.
HeldList MethodEmitter::ownArguments() const {
  return argumentsFrom(-static_cast<int>(code_.localSlots), static_cast<int>(method_.parameterSlots()));
}

// Of the frame at rdi.
void MethodEmitter::testRoom(const Label& noRoom) {
  a_.lea(rcx, ptr(kCallBase, static_cast<std::int32_t>(8 * (code_.localSlots + code_.slotsAbove))));
  a_.cmp(rcx, qword_ptr(kState, offsets::kStateStackLimit));
  a_.ja(noRoom);
}

// The same; most frames have much room, and little is asked of those.
void MethodEmitter::checkEntryRoom(const Label& noRoom) {
  if (code_.localSlots + code_.slotsAbove > vm::kRoomySlots) return testRoom(noRoom);
  const Label close = a_.newLabel();
  const Label hasRoom = a_.newLabel();
  a_.cmp(kCallBase, qword_ptr(kState, offsets::kStateRoomyLimit));
  a_.ja(close);
  a_.bind(hasRoom);
  later([this, noRoom, close, hasRoom] {
    a_.bind(close);
    testRoom(noRoom);
    a_.jmp(hasRoom);
  });
}

namespace {

// Its emitter sees to the fuel.
bool settlesItself(PreparedOp op) {
  switch (op) {
    case PreparedOp::Call:
    case PreparedOp::CallNative:
    case PreparedOp::ReadNative:
    case PreparedOp::Concat: return true;
    default: return false;
  }
}

}  // namespace

bool MethodEmitter::emitBody() {
  for (word_ = 0; word_ < map_.size(); word_ = next_) {
    const Word* const at = map_.words() + word_;
    next_ = word_ + CodeMap::widthAt(at);
    if (map_.leavesBody(word_)) {
      // Who would jump here has left the body already.
      if (fallsInto_) a_.jmp(exit());
      fallsInto_ = false;
      continue;
    }
    if (map_.labelAt(word_).isLabel) {
      if (!fallsInto_) a_.align(asmjit::AlignMode::kCode, kTargetAlignment);
      // Nobody jumps to where a later turn begins.
      if (!unrolled_ || unrolled_->unrolling.first != word_) arriveAt(word_);
      if (!unrolled_ && map_.labelAt(word_).isHead()) beginUnrolling();
    } else if (map_.loopAt(word_) != loop_) {
      crossInto(word_);
    }
    result_->places.push_back({word_, a_.offset()});
    fallsInto_ = goesOn(opOf(at));
    const bool isSettled = mayUseFuel(opOf(at)) && !settlesItself(opOf(at));
    if (isSettled) settle();
    emitInstruction(at);
    if (isSettled) giveUpFuel();
    cache_.done();
    if (isTooLong()) return false;
    if (unrolled_ && unrolled_->unrolling.branch == word_ && next_ > word_) endUnrolling();
    previous_ = at;
  }
  return true;
}

void MethodEmitter::arriveAsHeir(std::uint32_t word) {
  if (!fallsInto_) {
    const Legacy& legacy = legacies_.at(word);
    cache_.restore(legacy.registers);
    fuel_ = legacy.fuel;
    legacies_.erase(word);
  }
  a_.bind(labels_[word]);
  heirs_.emplace(word, Heir{cache_.all(), fuel_});
}

// A label: only the slots of its loop are in registers.
void MethodEmitter::arriveAt(std::uint32_t word) {
  if (map_.labelAt(word).inherits) return arriveAsHeir(word);
  const bool keepsRegisters = fallsInto_ && map_.labelAt(word).isJoin && map_.loopAt(word) == loop_;
  if (fallsInto_) {
    if (!keepsRegisters) cache_.flushForLabel(map_.labelAt(word).top);
    if (map_.loopAt(word) != loop_) crossInto(word);
    passInto(word, passageTo(word, 0));
    if (!keepsRegisters) carryInto(word);
  } else {
    if (map_.labelAt(word).isHead() && map_.loopAt(word) < 0) carried_.try_emplace(word, carriedBack(word));
    emitChargeBefore(word);
  }
  loop_ = map_.loopAt(word);
  a_.bind(labels_[word]);
  fuel_ = arrivalAt(word, {});
  if (keepsRegisters) {
    // Who comes from aside has everything in memory, and loads what is in registers here.
    carried_.insert_or_assign(word, cache_.allOwn());
    return;
  }
  cache_.leaveLoop();
  cache_.forgetAll();
  if (loop_ >= 0) cache_.enterLoop(map_.loops()[static_cast<std::size_t>(loop_)]);
  if (const auto carried = carried_.find(word); carried != carried_.end()) cache_.carry(carried->second);
}

void MethodEmitter::carryInto(std::uint32_t word) {
  MoveList moves;
  HeldList loads;
  cache_.arrange(carriedTo(word), moves, loads);
  cache_.move(moves);
  cache_.load(loads);
}

// No control falls into the label: so the charge of a jump to it can stand right before it.
void MethodEmitter::emitChargeBefore(std::uint32_t word) {
  const auto found = charges_.find(word);
  if (found == charges_.end() || found->second->isEmitted) return;
  found->second->isEmitted = true;
  a_.bind(found->second->label);
  subtract(found->second->cost);
}

// Control falls over the border of a loop.
void MethodEmitter::crossInto(std::uint32_t word) {
  cache_.flushAll();
  cache_.leaveLoop();
  loop_ = map_.loopAt(word);
  if (loop_ < 0) return;
  const Loop& loop = map_.loops()[static_cast<std::size_t>(loop_)];
  cache_.forgetAll();
  cache_.load(SlotCache::registersOf(loop));
  cache_.enterLoop(loop);
}

void MethodEmitter::emitInstruction(const Word* at) {
  static constexpr Emitter kEmitters[] = {
#define TATU_PREPARED(name, words, effect, operands) &MethodEmitter::emit##name,
#include "vm/prepare/prepared_ops.def"
#undef TATU_PREPARED
  };
  (this->*kEmitters[at->op])(at);
}

// Pieces may ask for more of them.
bool MethodEmitter::emitLater() {
  while (!later_.empty()) {
    const auto pieces = std::move(later_);
    later_.clear();
    for (const auto& emit : pieces) {
      if (isTooLong()) return false;
      emit();
    }
  }
  return true;
}

// Where the interpreter comes in.
void MethodEmitter::emitEntries() {
  bodyEntry_ = emitEntry(0, ownArguments(), {-reserve_, 0, 0}, bodyEntry_);
  for (const auto& row : code_.info->labels) {
    if (row.word >= map_.size()) continue;
    const Heir state = stateAt(row.word);
    entries_.push_back({row.word, emitEntry(row.word, state.held, state.fuel, labels_[row.word])});
  }
}

// It has paid for everything, and some of the slice is left. What is in registers at the label is loaded first.
Label MethodEmitter::emitEntry(std::uint32_t word, const HeldList& held, const FuelState& fuel, const Label& to) {
  if (held.empty() && fuel.owed == 0 && fuel.least <= 0) return to;
  const Label entry = a_.newLabel();
  const Label tooLittle = a_.newLabel();
  a_.bind(entry);
  const bool isTested = kIsMetered && fuel.least > fuel.owed;
  emitPassage({-fuel.owed, isTested ? std::optional(fuel.least) : std::nullopt, fuel.owed}, tooLittle);
  cache_.load(held);
  a_.jmp(to);
  if (!isTested) return entry;
  a_.bind(tooLittle);
  subtract(fuel.owed);
  emitLeave(map_.words() + word, CompiledExit::Interpret);
  return entry;
}

MethodEmitter::Heir MethodEmitter::stateAt(std::uint32_t word) const {
  if (const auto heir = heirs_.find(word); heir != heirs_.end()) return heir->second;
  const int loop = map_.loopAt(word);
  const FuelState fuel = arrivals_.at(word);
  HeldList held;
  if (loop >= 0) held = SlotCache::registersOf(map_.loops()[static_cast<std::size_t>(loop)]);
  if (const auto carried = carried_.find(word); carried != carried_.end())
    held.insert(held.end(), carried->second.begin(), carried->second.end());
  return {held, fuel};
}

void MethodEmitter::emitConstants() {
  if (constants_.empty()) return;
  a_.align(asmjit::AlignMode::kData, 16);
  for (const auto& [bits, label] : constants_) {
    a_.bind(label);
    a_.embedUInt64(bits);
    a_.embedUInt64(0);
  }
}

std::unique_ptr<EmittedCode> MethodEmitter::place() {
  const auto* const base = static_cast<const std::byte*>(memory_.add(holder_));
  if (base == nullptr) return nullptr;
  const auto addressOf = [&](const Label& label) -> const void* { return base + holder_.labelOffset(label); };
  result_->memory = base;
  result_->code.bytes = holder_.codeSize();
  result_->code.callEntry = addressOf(callEntry_);
  result_->code.bodyEntry = addressOf(bodyEntry_);
  for (const Entry& entry : entries_) {
    if (!result_->code.entries.empty() && result_->code.entries.back().word == entry.word) continue;
    result_->code.entries.push_back({entry.word, addressOf(entry.label)});
  }
  for (const Site& site : siteLabels_) {
    site.site->address = addressOf(site.label);
    result_->code.returns.push_back({wordOf(site.site->returnTo), site.site->address});
  }
  std::sort(result_->code.returns.begin(), result_->code.returns.end(),
            [](const vm::CompiledEntry& a, const vm::CompiledEntry& b) { return a.word < b.word; });
  return std::move(result_);
}

}  // namespace tatu::jit::x64

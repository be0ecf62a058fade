#include "vm/prepare/preparer.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <new>

namespace tatu::vm {

using bytecode::Flow;
using bytecode::Instruction;
using bytecode::Opcode;

namespace {

const DecodedCode& emptyCode() {
  static const DecodedCode code{bytecode::Code{}, bytecode::FunctionFacts{}};
  return code;
}

}  // namespace

Preparer::Preparer(Linker& linker, Method& method)
    : output_(owned_),
      linker_(linker),
      method_(method),
      layout_(linker.layoutOf(method)),
      code_(layout_.code == nullptr ? emptyCode() : *layout_.code),
      typer_(linker, method, code_, layout_.localTypes) {}

const PreparedCode& prepare(Linker& linker, Method& method) {
  const auto isReady = [](const PreparedCode* code) { return code != &unpreparedStub(); };
  if (const PreparedCode* code = method.prepared.load(std::memory_order_acquire); isReady(code)) return *code;
  const auto guard = linker.lock();
  if (const PreparedCode* code = method.prepared.load(std::memory_order_acquire); isReady(code)) return *code;
  return Preparer(linker, method).run();
}

const PreparedCode& Preparer::run() {
  const int base = -static_cast<int>(layout_.localSlots);
  if (method_.isNative()) {
    info_->labels.push_back({});
    emit(PreparedOp::NativeBody, base);
    return publish();
  }
  if (layout_.clearsLocals) {
    const int parameters = static_cast<int>(method_.parameterSlots());
    emit(PreparedOp::Clear, base + parameters, static_cast<int>(layout_.localSlots) - parameters);
  }
  info_->labels.push_back({{}, kFrameHeaderSlots});
  translateAll();
  emitInlinedCalls();
  patchBranches();
  return publish();
}

// ---- Driving

void Preparer::translateAll() {
  labelWords_.assign(code_.size(), 0);
  for (position_ = 0; position_ < code_.size(); ++position_) {
    output_.position = position_;
    if (!code_.labelAt(position_).isNone()) arrive();
    typer_.step(code_[position_]);
    translate(code_[position_]);
  }
}

void Preparer::arrive() {
  if (position_ != 0) {
    const Flow before = code_[position_ - 1].info().flow;
    if (!isDead_ && (before == Flow::Next || before == Flow::Branch)) flush();
    if (!isDead_ && before == Flow::Next) fallInto(position_);
    rowsOfLabels().push_back({{static_cast<std::uint32_t>(words_.size()), position_}, 0});
  }
  isDead_ = false;
  edge_ = 0;
  labelWords_[position_] = static_cast<std::uint32_t>(words_.size());
  lastResult_ = 0;
  typer_.arrive(position_);
  entries_.clear();
  for (const RuntimeType* type : typer_.stack()) push(*type);
  if (position_ != 0) rowsOfLabels().back().top = topIndex();
}

// Charges the block that follows.
void Preparer::fallInto(std::uint32_t position) {
  const bool counts = lastCount_ != 0 && lastCount_ + 1 == words_.size();
  if (!counts && chargeEarlier(code_.blockCost(position))) return;
  emitCharge(code_.blockCost(position));
  fallen_ = words_.size();
  counted_ = counts ? words_.size() : 0;
}

// The charge for falling into a label can be made with that for passing the branch before it, if nothing between them
// can see the fuel: no check, no price, nothing that fails.
bool Preparer::chargeEarlier(std::uint64_t units) {
  if (edge_ == 0) return false;
  for (std::size_t at = edge_ + kBranchWords; at < words_.size(); at += preparedWidth(words_, at)) {
    const bool isBranch = words_[at].op >= static_cast<std::uint16_t>(PreparedOp::Jump) &&
                          words_[at].op <= static_cast<std::uint16_t>(PreparedOp::Switch);
    if (isBranch || kPreparedEffects[words_[at].op] != PreparedEffect::Plain) return false;
  }
  Word& passedCost = words_[edge_ + 2];
  passedCost = std::bit_cast<Word>(std::bit_cast<std::uint64_t>(passedCost) + units);
  return true;
}

const Instruction* Preparer::following() const {
  const std::uint32_t next = position_ + 1;
  return next < code_.size() && code_.labelAt(next).isNone() ? &code_[next] : nullptr;
}

// The next instruction has been dealt with already.
void Preparer::skipFollowing() { typer_.step(code_[++position_]); }

const PreparedCode& Preparer::publish() {
  const std::size_t bytes = sizeof(PreparedCode) + words_.size() * sizeof(Word);
  void* const memory = ::operator new(bytes);
  auto* const code = new (memory) PreparedCode;
  code->localSlots = layout_.localSlots;
  code->slotsAbove = kFrameHeaderSlots + layout_.operandSlots + kStackHeadroom;
  code->entryCost = layout_.clearingCost();
  if (layout_.code != nullptr) code->entryCost += static_cast<std::int64_t>(code_.blockCost(0));
  code->wordCount = static_cast<std::uint32_t>(words_.size());
  std::memcpy(static_cast<void*>(code + 1), words_.data(), words_.size() * sizeof(Word));
  code->info = info_.get();
  linker_.keep(std::shared_ptr<PreparedInfo>(std::move(info_)));
  linker_.keep(std::shared_ptr<void>(memory, [](void* at) { ::operator delete(at); }));
  method_.prepared.store(code, std::memory_order_release);
  return *code;
}

// ---- Emitting

std::size_t Preparer::emit(PreparedOp op, int a, int b, int c) {
  const auto word = static_cast<std::uint32_t>(words_.size());
  auto& rows = info_->instructions;
  if (rows.empty() || rows.back().position != output_.position) rows.push_back({word, output_.position});
  words_.push_back({static_cast<std::uint16_t>(op), static_cast<std::int16_t>(a), static_cast<std::int16_t>(b),
                    static_cast<std::int16_t>(c)});
  return word;
}

void Preparer::noteResult(std::size_t word) {
  lastResultWord_ = word;
  lastResult_ = words_.size();
}

// The operands have been read; the result's slot may be one of theirs.
std::size_t Preparer::emitResult(PreparedOp op, int b, int c) {
  const std::size_t word = emit(op, pushResult(), b, c);
  noteResult(word);
  return word;
}

void Preparer::emitWord(std::uint64_t word) { words_.push_back(std::bit_cast<Word>(word)); }

void Preparer::emitMove(int to, int from, std::uint32_t slots) {
  if (to == from || slots == 0) return;
  if (slots == 1) {
    emit(PreparedOp::Move, to, from);
  } else {
    emit(PreparedOp::MoveN, to, from, static_cast<int>(slots));
  }
}

void Preparer::emitConstant(int to, Slot value) {
  const std::int64_t number = intOf(value);
  if (number >= INT16_MIN && number <= INT16_MAX) {
    emit(PreparedOp::LoadSmall, to, 0, static_cast<int>(number));
  } else {
    emit(PreparedOp::LoadWord, to);
    emitWord(value);
  }
}

// ---- The model of the stack

int Preparer::topIndex() const {
  if (entries_.empty()) return header_ + static_cast<int>(kFrameHeaderSlots);
  return entries_.back().canonical + static_cast<int>(entries_.back().type->slotCount());
}

Preparer::Entry Preparer::pop() {
  const Entry entry = entries_.back();
  entries_.pop_back();
  return entry;
}

int Preparer::push(const RuntimeType& type) {
  const int index = topIndex();
  entries_.push_back({&type, index, Kind::Canonical, 0, 0});
  return index;
}

void Preparer::pushAt(const RuntimeType& type, int at) {
  const int index = topIndex();
  entries_.push_back({&type, index, at == index ? Kind::Canonical : Kind::At, at, 0});
}

void Preparer::pushConstant(const RuntimeType& type, Slot value) {
  entries_.push_back({&type, topIndex(), Kind::Constant, 0, value});
}

void Preparer::materialise(Entry& entry) {
  if (entry.kind == Kind::Constant) emitConstant(entry.canonical, entry.value);
  if (entry.kind == Kind::At) emitMove(entry.canonical, entry.at, entry.type->slotCount());
  entry.kind = Kind::Canonical;
}

int Preparer::read(Entry& entry) {
  if (entry.kind == Kind::At) return entry.at;
  materialise(entry);
  return entry.canonical;
}

void Preparer::flush() {
  for (Entry& entry : entries_) materialise(entry);
}

void Preparer::saveViewsOf(int first, std::uint32_t slots) {
  for (Entry& entry : entries_) {
    const bool overlaps = entry.kind == Kind::At && entry.at < first + static_cast<int>(slots) &&
                          first < entry.at + static_cast<int>(entry.type->slotCount());
    if (overlaps) materialise(entry);
  }
}

std::optional<int> Preparer::smallOf(const Entry& entry) {
  if (entry.kind != Kind::Constant) return std::nullopt;
  const std::int64_t value = intOf(entry.value);
  if (value < INT16_MIN || value > INT16_MAX) return std::nullopt;
  return static_cast<int>(value);
}

// Whether the entry was made by the very last instruction, which can as well write somewhere else.
bool Preparer::canRetarget(const Entry& entry) const {
  return entry.kind == Kind::Canonical && entry.type->slotCount() == 1 && lastResult_ == words_.size() &&
         lastResult_ != 0 && words_[lastResultWord_].a == entry.canonical;
}

// ---- By family

void Preparer::translate(const Instruction& at) {
  using enum Opcode;
  const auto isBetween = [&at](Opcode first, Opcode last) { return at.opcode >= first && at.opcode <= last; };
  if (isBetween(PushInt, PushNull)) return prepareConstant(at);
  if (isBetween(LocalGet, Swap)) return prepareStack(at);
  if (isBetween(GlobalGet, GlobalSet)) return prepareGlobal(at);
  if (isBetween(IntAdd, IntGreaterEqual)) return prepareInt(at);
  if (isBetween(Int32Add, Int32GreaterEqual)) return prepareInt32(at);
  if (isBetween(FloatAdd, FloatGreaterEqual)) return prepareFloat(at);
  if (isBetween(Float32Add, Float32GreaterEqual)) return prepareFloat32(at);
  if (isBetween(BoolNot, ReferenceEqual)) return prepareBool(at);
  if (isBetween(Int32ToInt, BitsToFloat32)) return prepareConversion(at);
  if (isBetween(StringLength, StringConcat)) return prepareString(at);
  if (isBetween(OptionalSome, OptionalIsNull)) return prepareOptional(at);
  if (isBetween(TupleMake, TupleGet)) return prepareTuple(at);
  if (isBetween(ObjectNew, FieldSet)) return prepareObject(at);
  if (isBetween(EnumNew, EnumGet)) return prepareEnum(at);
  if (at.opcode == ClosureNew) return prepareClosureNew(at);
  if (isBetween(ArrayNew, ArrayFill)) return prepareArray(at);
  if (isBetween(TypeBox, TypeCastOptional)) return prepareType(at);
  if (isBetween(Call, CallClosure)) return prepareCall(at);
  prepareBranch(at);
}

}  // namespace tatu::vm

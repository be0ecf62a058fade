// The stack, locals, globals, strings, optionals and tuples in the prepared form.
#include <bit>

#include "vm/prepare/preparer.h"

namespace tatu::vm {

using bytecode::Instruction;
using bytecode::Opcode;

void Preparer::prepareStack(const Instruction& at) {
  switch (at.opcode) {
    case Opcode::LocalGet: return prepareLocalGet(at.local().value());
    case Opcode::LocalSet: return prepareLocalSet(at.local().value());
    case Opcode::Pop: pop(); return;
    case Opcode::Swap: return prepareSwap();
    default: {  // dup
      const Entry original = entries_.back();
      if (original.kind == Kind::At) return pushAt(*original.type, original.at);
      if (original.kind == Kind::Constant) return pushConstant(*original.type, original.value);
      const int to = push(*original.type);
      emitMove(to, original.canonical, original.type->slotCount());
      if (original.type->slotCount() == 1) noteResult(words_.size() - 1);
    }
  }
}

void Preparer::prepareLocalGet(std::uint32_t local) {
  if (local >= arguments_.size()) return pushAt(typer_.top(), localIndex(local));
  const Entry& argument = arguments_[local];
  if (argument.kind == Kind::Constant) return pushConstant(typer_.top(), argument.value);
  pushAt(typer_.top(), argument.kind == Kind::At ? argument.at : argument.canonical);
}

void Preparer::prepareLocalSet(std::uint32_t local) {
  Entry value = pop();
  const std::uint32_t slots = value.type->slotCount();
  const int to = localIndex(local);
  saveViewsOf(to, slots);
  if (value.kind == Kind::Constant) {
    emitConstant(to, value.value);
  } else if (value.kind == Kind::At) {
    emitMove(to, value.at, slots);
  } else if (canRetarget(value)) {
    Word& word = words_[lastResultWord_];
    word.a = static_cast<std::int16_t>(to);
    if (word.op == static_cast<std::uint16_t>(PreparedOp::IntAddSmall) && word.b == to) lastCount_ = lastResultWord_;
    const bool isInlinedResult = !output_.inlinedCalls.empty() && output_.inlinedCalls.back().join == words_.size();
    if (!isInlined() && isInlinedResult) output_.inlinedCalls.back().resultTo = to;
  } else {
    emitMove(to, value.canonical, slots);
  }
  lastResult_ = 0;
}

void Preparer::prepareSwap() {
  Entry upper = pop();
  Entry lower = pop();
  const auto isFree = [](const Entry& entry) { return entry.kind != Kind::Canonical; };
  const auto repush = [this](const Entry& entry) {
    if (entry.kind == Kind::Constant) pushConstant(*entry.type, entry.value);
    if (entry.kind == Kind::At) pushAt(*entry.type, entry.at);
  };
  if (isFree(upper) && isFree(lower)) {
    repush(upper);
    repush(lower);
    return;
  }
  // Above the stack there is room for nothing, so the upper one goes round by the slots of the lower one: rotate.
  materialise(lower);
  materialise(upper);
  const int first = push(*upper.type);
  push(*lower.type);
  emit(PreparedOp::RotateN, first, static_cast<int>(lower.type->slotCount()),
       static_cast<int>(lower.type->slotCount() + upper.type->slotCount()));
}

void Preparer::prepareGlobal(const Instruction& at) {
  const GlobalDefinition& global = *method_.module().globals[at.global().value()];
  const GlobalWord place{global.module->number, global.slot};
  const auto word = std::bit_cast<std::uint64_t>(place);
  const int slots = static_cast<int>(global.type->slotCount());
  if (at.opcode == Opcode::GlobalGet) {
    const std::size_t start = emit(PreparedOp::GlobalGet, pushResult(), 0, slots);
    emitWord(word);
    if (slots == 1) noteResult(start);
    return;
  }
  Entry value = pop();
  const int from = read(value);
  emit(PreparedOp::GlobalSet, 0, from, slots);
  emitWord(word);
}

void Preparer::prepareString(const Instruction& at) {
  switch (at.opcode) {
    case Opcode::StringLength: return prepareUnary(PreparedOp::Length);
    case Opcode::StringByte: return prepareBinary(PreparedOp::StringByte);
    default: break;
  }
  // Those with a price can stop: their operands stand where the frame map says.
  flush();
  const std::uint32_t operands = at.opcode == Opcode::StringConcat ? at.count() : 2;
  entries_.resize(entries_.size() - operands);
  const int first = pushResult();
  switch (at.opcode) {
    case Opcode::StringEqual: emit(PreparedOp::StringEqual, first); break;
    case Opcode::StringCompare: emit(PreparedOp::StringCompare, first); break;
    default: emit(PreparedOp::Concat, first, 0, static_cast<int>(operands));
  }
}

// ---- Optionals

void Preparer::prepareSome() {
  Entry value = pop();
  const RuntimeType& optional = typer_.top();
  if (&optional == value.type || optional.isReference) {
    value.type = &optional;
    entries_.push_back(value);
    return;
  }
  const int to = push(optional);
  if (value.kind == Kind::Constant) {
    emitConstant(to + 1, value.value);
  } else {
    emitMove(to + 1, read(value), value.type->slotCount());
  }
  emit(PreparedOp::LoadSmall, to, 0, 1);
}

// The payload of an optional that is present, as the new top.
void Preparer::pushPayload(Entry optional, const RuntimeType& payload) {
  const bool isSame = payload.slotCount() == optional.type->slotCount();
  if (isSame) {
    optional.type = &payload;
    entries_.push_back(optional);
    return;
  }
  if (optional.kind == Kind::At) return pushAt(payload, optional.at + 1);
  const int to = push(payload);
  emitMove(to, optional.canonical + 1, payload.slotCount());
}

void Preparer::prepareOptional(const Instruction& at) {
  if (at.opcode == Opcode::OptionalSome) return prepareSome();
  Entry optional = pop();
  if (at.opcode == Opcode::OptionalUnwrap) {
    const RuntimeType& payload = typer_.top();
    emit(PreparedOp::CheckPresent, read(optional));
    return pushPayload(optional, payload);
  }
  bool jumpsIfTrue = false;
  if (fuseCondition(jumpsIfTrue)) return emitTest(optional, !jumpsIfTrue, code_[position_]);
  const int index = read(optional);
  emitResult(PreparedOp::IntEqualSmall, index, 0);
}

// ---- Tuples

void Preparer::pushPart(Entry whole, std::uint32_t offset, const RuntimeType& type) {
  if (whole.kind == Kind::At) return pushAt(type, whole.at + static_cast<int>(offset));
  const int to = push(type);
  emitMove(to, whole.canonical + static_cast<int>(offset), type.slotCount());
}

void Preparer::prepareTuple(const Instruction& at) {
  if (at.opcode == Opcode::TupleMake) {
    flush();
    entries_.resize(entries_.size() - at.count());
    pushResult();
    return;
  }
  const Entry tuple = pop();
  std::uint32_t offset = 0;
  for (std::uint32_t i = 0; i < at.count(); ++i) offset += tuple.type->arguments[i]->slotCount();
  pushPart(tuple, offset, typer_.top());
}

}  // namespace tatu::vm

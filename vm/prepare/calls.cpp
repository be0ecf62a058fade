// Calls in the prepared form.
#include <algorithm>

#include "vm/link/in_place.h"
#include "vm/prepare/preparer.h"

namespace tatu::vm {

using bytecode::Instruction;
using bytecode::Opcode;

namespace {

// The fast path of a getter checks the callee's frame against this many slots.
constexpr std::uint32_t kGetterFrameSlots = 1 + kFrameHeaderSlots + 1;

}  // namespace

// A getter of an eight-byte field is done in place; where it would stop or overflow, the real call is made.
bool Preparer::prepareGetter(const CallTarget& target) {
  if (target.parameters.size() != 1 || target.argumentSlots != 1) return false;
  const std::optional<FieldAccess> access = returnedField(linker_, *target.method);
  if (!access || access->field->parts.size() != 1 || storageBytes(access->field->parts[0].kind) != 8) return false;
  const std::uint32_t offset = access->field->parts[0].offset;
  const MethodLayout& callee = linker_.layoutOf(*target.method);
  if (offset > 0x7FFF || callee.frameSlots() != kGetterFrameSlots) return false;
  flush();
  entries_.pop_back();
  emit(PreparedOp::CallGetter, pushResult(), static_cast<int>(offset));
  emitPointer(target.method);
  emitWord(callee.code->blockCost(0));
  return true;
}

// Of the call whose result has just been pushed: one, if it is a single word and no floating-point number.
int Preparer::wordResults() const {
  const RuntimeType& type = *entries_.back().type;
  const bool isFloat = type.kind == bytecode::TypeKind::Float || type.kind == bytecode::TypeKind::Float32;
  return type.slotCount() == 1 && !isFloat ? 1 : 0;
}

bool Preparer::prepareInPlace(const CallTarget& target) {
  if (isInlined()) return prepareReading(target) || prepareInlined(target);
  return prepareGetter(target) || prepareInlined(target);
}

void Preparer::prepareDirect(const CallTarget& target) {
  if (target.boxedReceiver == nullptr && prepareInPlace(target)) return;
  flush();
  entries_.resize(entries_.size() - target.parameters.size());
  const int base = pushResult();
  if (target.boxedReceiver != nullptr) {
    emit(PreparedOp::CallBoxing, base, static_cast<int>(target.argumentSlots), wordResults());
    emitPointer(target.method);
    emitPointer(target.boxedReceiver);
    return;
  }
  const bool isFrameless = target.method->isNative() && !linker_.layoutOf(*target.method).failure;
  emit(isFrameless ? PreparedOp::CallNative : PreparedOp::Call, base, 0, wordResults());
  emitPointer(target.method);
}

void Preparer::prepareCall(const Instruction& at) {
  if (at.opcode == Opcode::CallClosure) {
    flush();
    const std::size_t taken = at.count() + std::size_t{1};
    const int base = entries_[entries_.size() - taken].canonical;
    const int argumentSlots = topIndex() - base - 1;
    entries_.resize(entries_.size() - taken);
    pushResult();
    emit(PreparedOp::CallClosure, base, argumentSlots, wordResults());
    return;
  }
  const bool isVirtual = at.opcode == Opcode::CallVirtual;
  const CallTarget target = linker_.resolveCall(contextOf(method_), at.call(), isVirtual);
  if (target.method != nullptr) return prepareDirect(target);
  flush();
  entries_.resize(entries_.size() - target.parameters.size());
  const int base = pushResult();
  emit(PreparedOp::CallVirtual, base, static_cast<int>(target.argumentSlots), wordResults());
  emitPointer(target.selector);
  emitWord(0);
}

void Preparer::prepareConstructor(const Instruction& at) {
  const CallTarget target = linker_.resolveCall(contextOf(method_), at.call(), false);
  flush();
  entries_.resize(entries_.size() - (target.parameters.size() - 1));
  const int argumentSlots = static_cast<int>(target.argumentSlots) - 1;
  if (at.opcode == Opcode::ObjectSuper) {
    emit(PreparedOp::Super, topIndex(), argumentSlots, localIndex(0));
    emitPointer(target.method);
    return;
  }
  const RuntimeClass& cls = linker_.classFor(*target.method->receiver);
  std::shared_ptr<PlainConstructor> plain = plainConstructor(linker_, *target.method);
  emit(plain != nullptr ? PreparedOp::NewPlain : PreparedOp::New, pushResult(), argumentSlots);
  emitPointer(target.method);
  emitPointer(&cls);
  if (plain == nullptr) return;
  emitPointer(plain.get());
  linker_.keep(std::move(plain));
}

void Preparer::prepareReturn() {
  if (isInlined()) return prepareInlinedReturn();
  Entry value = pop();
  const int base = -static_cast<int>(layout_.localSlots);
  const std::uint32_t slots = value.type->slotCount();
  if (method_.isConstructor() || slots == 0) {
    emit(PreparedOp::Return0);
  } else if (slots == 1) {
    if (value.kind == Kind::Constant) emitConstant(value.canonical, value.value);
    emit(PreparedOp::Return1, base, value.kind == Kind::At ? value.at : value.canonical);
  } else {
    emit(PreparedOp::ReturnN, base, read(value), static_cast<int>(slots));
  }
}

}  // namespace tatu::vm

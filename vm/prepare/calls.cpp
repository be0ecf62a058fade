// Calls in the prepared form.
#include <algorithm>

#include "vm/prepare/preparer.h"

namespace tatu::vm {

using bytecode::Instruction;
using bytecode::Opcode;

namespace {

// What a method that does nothing but return a field of its receiver returns.
std::optional<FieldAccess> returnedField(Linker& linker, Method& method) {
  const MethodLayout& layout = linker.layoutOf(method);
  if (layout.failure || layout.code == nullptr || layout.code->size() != 3) return std::nullopt;
  const DecodedCode& code = *layout.code;
  const bool matches = code[0].opcode == Opcode::LocalGet && code[0].local().value() == 0 &&
                       code[1].opcode == Opcode::FieldGet && code[2].opcode == Opcode::Return &&
                       code.labelAt(0).isNone() && code.labelAt(1).isNone() && code.labelAt(2).isNone();
  if (!matches || layout.localSlots != 1 || method.parameters.size() != 1) return std::nullopt;
  return linker.resolveField(contextOf(method), code[1].field());
}

// The fast path of a getter checks the callee's frame against this many slots.
constexpr std::uint32_t kGetterFrameSlots = 1 + kFrameHeaderSlots + 1;

}  // namespace

// A getter of an eight-byte field is done in place; where it would stop or overflow, the real call is made.
bool Preparer::prepareGetter(const CallTarget& target) {
  if (target.parameters.size() != 1 || target.argumentSlots != 1) return false;
  const std::optional<FieldAccess> access = returnedField(linker_, *target.method);
  if (!access || access->field->parts.size() != 1 || storageBytes(access->field->parts[0].kind) != 8) return false;
  const Part& part = access->field->parts[0];
  const bool isRaw = part.kind != SlotKind::Reference;
  if (isRaw && access->owner->fieldsMayMove) return false;
  const std::uint32_t offset = isRaw ? access->owner->rawStart + part.offset : part.offset;
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

namespace {

// What an instruction pushes that pushes a single word that is always the same; null has zeros in all its words.
std::optional<Slot> constantOf(const Instruction& at) {
  switch (at.opcode) {
    case Opcode::PushInt: return slotOfInt(at.integer());
    case Opcode::PushInt32: return slotOfInt32(at.integer32());
    case Opcode::PushByte: return slotOfByte(at.byte());
    case Opcode::PushFloat: return slotOfFloat(at.number());
    case Opcode::PushFloat32: return slotOfFloat32(at.number32());
    case Opcode::PushChar: return slotOfChar(at.character());
    case Opcode::PushTrue: return Slot{1};
    case Opcode::PushFalse:
    case Opcode::PushNull: return Slot{0};
    default: return std::nullopt;
  }
}

std::uint32_t offsetOf(const Part& part, const RuntimeClass& owner) {
  return part.offset + (part.kind == SlotKind::Reference ? 0 : owner.rawStart);
}

// A constant, or a parameter other than the receiver.
bool isPlainValue(const Method& method, const Instruction& at) {
  if (constantOf(at)) return true;
  return at.opcode == Opcode::LocalGet && at.local().value() > 0 && at.local().value() < method.parameters.size();
}

// The field gets what such an instruction pushes.
void addPlainField(PlainConstructor& plain, const Method& method, const Instruction& value, const FieldAccess& access) {
  const auto& parts = access.field->parts;
  if (const std::optional<Slot> constant = constantOf(value); constant) {
    if (*constant != 0) plain.constants.push_back({parts[0].kind, offsetOf(parts[0], *access.owner), *constant});
    return;
  }
  const std::uint32_t first = method.parameterOffsets[value.local().value()] - 1;
  for (std::uint32_t i = 0; i < parts.size(); ++i) {
    plain.stores.push_back({parts[i].kind, offsetOf(parts[i], *access.owner), first + i});
  }
}

}  // namespace

// Such a constructor runs in place of its call where it neither stops nor overflows. The values of fields may stand in
// locals first.
std::unique_ptr<PlainConstructor> Preparer::plainConstructor(Method& method) {
  const MethodLayout& layout = linker_.layoutOf(method);
  constexpr std::size_t kMostValues = 16;
  if (layout.failure || layout.code == nullptr || layout.clearsLocals) return nullptr;
  const DecodedCode& code = *layout.code;
  // Each by way of a local of its own, and the end.
  if (code.size() > 4 * kMostValues + 3 || layout.localTypes.size() > method.parameters.size() + kMostValues)
    return nullptr;
  auto plain = std::make_unique<PlainConstructor>();
  plain->frameSlots = layout.frameSlots();
  plain->cost = static_cast<std::uint32_t>(code.blockCost(0));
  std::vector<const Instruction*> locals(layout.localTypes.size());  // what pushed the value of each; null: unchanged
  std::uint32_t i = 0;
  for (; i + 1 < code.size(); i += 2) {
    const Instruction* value = &code[i];
    if (value->opcode == Opcode::LocalGet && locals[value->local().value()] != nullptr)
      value = locals[value->local().value()];
    if (!isPlainValue(method, *value)) break;
    if (code[i + 1].opcode == Opcode::LocalSet) {
      locals[code[i + 1].local().value()] = value;
    } else if (code[i + 1].opcode == Opcode::FieldInit) {
      addPlainField(*plain, method, *value, linker_.resolveField(contextOf(method), code[i + 1].field()));
    } else {
      break;
    }
  }
  const bool ends = i + 3 == code.size() && code[i].opcode == Opcode::ObjectComplete &&
                    code[i + 1].opcode == Opcode::PushUnit && code[i + 2].opcode == Opcode::Return;
  for (std::uint32_t at = 0; at < code.size(); ++at) {
    if (!code.labelAt(at).isNone()) return nullptr;
  }
  return ends && plain->stores.size() + plain->constants.size() <= kMostValues ? std::move(plain) : nullptr;
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
  std::shared_ptr<PlainConstructor> plain = plainConstructor(*target.method);
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

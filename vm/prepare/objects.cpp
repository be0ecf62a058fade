// Objects, enums, closures, arrays and types in the prepared form.
#include "vm/prepare/preparer.h"

namespace tatu::vm {

using bytecode::Instruction;
using bytecode::Opcode;

namespace {

constexpr std::uint32_t kMaxOffset = 0x7FFF;

// The forms of an access for one slot, by width: eight bytes (references too), four, one.
PreparedOp byWidth(SlotKind kind, PreparedOp first) {
  const int width = kind == SlotKind::Word8 ? 2 : kind == SlotKind::Word32 ? 1 : 0;
  return static_cast<PreparedOp>(static_cast<int>(first) + width);
}

struct FieldForm {
  bool isSimple = false;  // one slot at an offset that an instruction can name
  std::uint32_t offset = 0;
  SlotKind kind = SlotKind::Reference;
};

FieldForm formOf(const FieldAccess& access) {
  FieldForm form;
  if (access.field->parts.size() != 1) return form;
  const Part& part = access.field->parts[0];
  form.kind = part.kind;
  form.offset = part.offset;
  form.isSimple = form.offset <= kMaxOffset;
  return form;
}

}  // namespace

// ---- Fields

void Preparer::emitFieldGet(const FieldAccess& access, int object) {
  const FieldForm form = formOf(access);
  if (form.isSimple) {
    emitResult(byWidth(form.kind, PreparedOp::FieldGet64), object, static_cast<int>(form.offset));
    return;
  }
  emit(PreparedOp::FieldGetN, pushResult(), object);
  emitPointer(access.field);
}

void Preparer::emitFieldSet(const FieldAccess& access, int object, Entry value) {
  const int from = read(value);
  const FieldForm form = formOf(access);
  if (form.isSimple) {
    emit(byWidth(form.kind, PreparedOp::FieldSet64), from, object, static_cast<int>(form.offset));
    return;
  }
  emit(PreparedOp::FieldSetN, from, object);
  emitPointer(access.field);
}

void Preparer::prepareObject(const Instruction& at) {
  switch (at.opcode) {
    case Opcode::ObjectNew:
    case Opcode::ObjectSuper: return prepareConstructor(at);
    case Opcode::ObjectComplete: return;
    default: break;
  }
  const FieldAccess access = linker_.resolveField(contextOf(method_), at.field());
  if (at.opcode == Opcode::FieldGet) {
    Entry object = pop();
    return emitFieldGet(access, read(object));
  }
  const Entry value = pop();
  if (at.opcode == Opcode::FieldInit) return emitFieldSet(access, localIndex(0), value);
  Entry object = pop();
  emitFieldSet(access, read(object), value);
}

// ---- Enums and closures

void Preparer::prepareEnumGet(const CaseAccess& access, std::uint32_t part) {
  Entry value = pop();
  const int index = read(value);
  const FieldAccess field{access.caseClass->fields[part].type, access.caseClass, &access.caseClass->fields[part]};
  const FieldForm form = formOf(field);
  if (form.isSimple && storageBytes(form.kind) == 8) {
    const std::size_t word = emitResult(PreparedOp::EnumGet64, index, static_cast<int>(form.offset));
    emitPointer(access.caseClass);
    noteResult(word);
    return;
  }
  emit(PreparedOp::EnumGetN, pushResult(), index, static_cast<int>(part));
  emitPointer(access.caseClass);
}

void Preparer::prepareEnum(const Instruction& at) {
  if (at.opcode == Opcode::EnumTag) return prepareUnary(PreparedOp::EnumTag);
  const CaseAccess access = linker_.resolveCase(contextOf(method_), at.enumCase());
  if (at.opcode == Opcode::EnumGet) return prepareEnumGet(access, at.count());
  if (access.caseClass->fields.empty() && access.caseClass->staticObject != nullptr) {
    return pushConstant(typer_.top(), slotOfReference(access.caseClass->staticObject));
  }
  flush();
  entries_.resize(entries_.size() - access.caseClass->fields.size());
  emit(PreparedOp::NewCase, pushResult());
  emitPointer(access.caseClass);
}

void Preparer::prepareClosureNew(const Instruction& at) {
  Method& function = *linker_.resolveCall(contextOf(method_), at.call(), false).method;
  flush();
  entries_.resize(entries_.size() - at.count());
  emit(PreparedOp::NewClosure, pushResult());
  emitPointer(&linker_.closureClass(function, at.count()));
}

// ---- Arrays

void Preparer::prepareArrayGet() {
  const RuntimeType& element = typer_.top();
  Entry index = pop();
  Entry array = pop();
  const int arrayIndex = read(array);
  const int indexIndex = read(index);
  if (element.slotCount() != 1) {
    emit(PreparedOp::ArrayGetN, pushResult(), arrayIndex, indexIndex);
    return;
  }
  const bool mustBePresent = element.presence != RuntimeType::kNoPresence;
  const PreparedOp op = mustBePresent ? PreparedOp::ArrayGetPresent : byWidth(element.slots[0], PreparedOp::ArrayGet64);
  emitResult(op, arrayIndex, indexIndex);
}

void Preparer::prepareArraySet() {
  Entry value = pop();
  Entry index = pop();
  Entry array = pop();
  const RuntimeType& element = *array.type->arguments[0];
  const int arrayIndex = read(array);
  const int indexIndex = read(index);
  const int valueIndex = read(value);
  const PreparedOp op =
      element.slotCount() == 1 ? byWidth(element.slots[0], PreparedOp::ArraySet64) : PreparedOp::ArraySetN;
  emit(op, valueIndex, arrayIndex, indexIndex);
}

void Preparer::prepareArray(const Instruction& at) {
  switch (at.opcode) {
    case Opcode::ArrayLength: return prepareUnary(PreparedOp::Length);
    case Opcode::ArrayGet: return prepareArrayGet();
    case Opcode::ArraySet: return prepareArraySet();
    default: break;
  }
  flush();
  const auto first = [this](std::size_t operands) {
    const int index = entries_[entries_.size() - operands].canonical;
    entries_.resize(entries_.size() - operands);
    return index;
  };
  switch (at.opcode) {
    case Opcode::ArrayNew:
      first(1);
      emit(PreparedOp::ArrayNew, pushResult());
      emitPointer(&linker_.classFor(typer_.top()));
      break;
    case Opcode::ArrayClear: emit(PreparedOp::ArrayClear, first(3)); break;
    case Opcode::ArrayCopy: emit(PreparedOp::ArrayCopy, first(5)); break;
    default: emit(PreparedOp::ArrayFill, first(4)); break;
  }
}

// ---- Types

void Preparer::prepareBox(const RuntimeType& target) {
  const RuntimeType& from = *entries_.back().type;
  const bool isUnchanged = from.isReference && (!from.isOptional() || target.isOptional());
  if (isUnchanged) {
    entries_.back().type = &target;
    return;
  }
  flush();
  pop();
  emit(PreparedOp::Box, pushResult());
  emitPointer(&from);
  emitPointer(&target);
}

void Preparer::prepareType(const Instruction& at) {
  const RuntimeType& type = typer_.typeAt(at.type());
  if (at.opcode == Opcode::TypeBox) return prepareBox(type);
  Entry value = pop();
  const int index = read(value);
  const bool isPlain = type.isReference && !type.isOptional();
  if (at.opcode == Opcode::TypeIs || (at.opcode == Opcode::TypeCast && isPlain)) {
    const PreparedOp op = at.opcode == Opcode::TypeIs ? PreparedOp::TypeIs : PreparedOp::CastReference;
    const std::size_t word = emitResult(op, index);
    emitPointer(&type);
    emitWord(0);
    noteResult(word);
    return;
  }
  emit(at.opcode == Opcode::TypeCast ? PreparedOp::Cast : PreparedOp::CastOptional, pushResult(), index);
  emitPointer(&type);
}

}  // namespace tatu::vm

// Objects, enums, closures, arrays and types in the reference interpreter.
#include <algorithm>

#include "vm/reference/reference_engine.h"

namespace tatu::vm {

using bytecode::Instruction;
using bytecode::Opcode;
using bytecode::TypeKind;

Outcome ReferenceEngine::executeObject(const Instruction& at) {
  switch (at.opcode) {
    case Opcode::ObjectNew:
    case Opcode::ObjectSuper: return callConstructor(at);
    case Opcode::ObjectComplete: return next();
    default: break;
  }
  const FieldAccess access = linker_.resolveField(contextOf(*frame().method), at.field());
  if (at.opcode == Opcode::FieldGet) {
    Slot value[kMaxTypeSlots];
    loadField(*referenceOf(*entry()), *access.field, value);
    drop(1);
    push(*access.type, value);
    return next();
  }
  const bool initialises = at.opcode == Opcode::FieldInit;
  storeField(*referenceOf(initialises ? *local(0) : *entry(1)), *access.field, entry());
  drop(initialises ? 1 : 2);
  return next();
}

Outcome ReferenceEngine::executeEnum(const Instruction& at) {
  if (at.opcode == Opcode::EnumTag) {
    return replace(TypeKind::Int32, 1, classOf(*referenceOf(*entry())).caseNumber);
  }
  const CaseAccess access = linker_.resolveCase(contextOf(*frame().method), at.enumCase());
  const std::size_t parts = access.caseClass->fields.size();
  if (at.opcode == Opcode::EnumNew) {
    Slot* const payload = parts == 0 ? frame().top : entry(parts - 1);
    const Outcome outcome = operations_->newCase(*access.caseClass, payload);
    if (outcome != Outcome::Done) return outcome;
    const Slot value = *payload;
    drop(parts);
    push(*access.enumType, &value);
    return next();
  }
  Slot value[kMaxTypeSlots];
  const Outcome outcome = operations_->getPayload(*referenceOf(*entry()), *access.caseClass, at.count(), value);
  if (outcome != Outcome::Done) return outcome;
  drop(1);
  push(*access.caseClass->fields[at.count()].type, value);
  return next();
}

Outcome ReferenceEngine::executeClosureNew(const Instruction& at) {
  Method& function = *linker_.resolveCall(contextOf(*frame().method), at.call(), false).method;
  const RuntimeClass& cls = linker_.closureClass(function, at.count());
  Slot* const captures = at.count() == 0 ? frame().top : entry(at.count() - 1);
  const Outcome outcome = operations_->newClosure(cls, captures);
  if (outcome != Outcome::Done) return outcome;
  const Slot value = *captures;
  drop(at.count());
  push(*cls.type, &value);
  return next();
}

Outcome ReferenceEngine::executeArray(const Instruction& at) {
  Outcome outcome = Outcome::Done;
  switch (at.opcode) {
    case Opcode::ArrayNew: {
      const RuntimeType& type = linker_.arrayOf(typeAt(at.type()));
      Slot array = 0;
      outcome = operations_->newArray(linker_.classFor(type), intOf(*entry()), array);
      if (outcome != Outcome::Done) return outcome;
      drop(1);
      push(type, &array);
      return next();
    }
    case Opcode::ArrayLength:
      return replace(TypeKind::Int, 1, slotOfInt(static_cast<std::int64_t>(arrayObjectOf(*entry()).length)));
    case Opcode::ArrayGet: {
      ArrayObject& array = arrayObjectOf(*entry(1));
      Slot value[kMaxTypeSlots];
      outcome = operations_->get(array, intOf(*entry()), value);
      if (outcome != Outcome::Done) return outcome;
      drop(2);
      push(*classOf(array).element.type, value);
      return next();
    }
    case Opcode::ArraySet:
      outcome = operations_->set(arrayObjectOf(*entry(2)), intOf(*entry(1)), entry());
      if (outcome == Outcome::Done) drop(3);
      break;
    case Opcode::ArrayClear:
      outcome = operations_->clear(arrayObjectOf(*entry(2)), intOf(*entry(1)), intOf(*entry()));
      if (outcome == Outcome::Done) drop(3);
      break;
    case Opcode::ArrayCopy:
      outcome = operations_->copy(arrayObjectOf(*entry(4)), intOf(*entry(3)), arrayObjectOf(*entry(2)),
                                  intOf(*entry(1)), intOf(*entry()));
      if (outcome == Outcome::Done) drop(5);
      break;
    default:  // array.fill
      outcome = operations_->fill(arrayObjectOf(*entry(3)), intOf(*entry(2)), intOf(*entry(1)), entry());
      if (outcome == Outcome::Done) drop(4);
  }
  return outcome == Outcome::Done ? next() : outcome;
}

Outcome ReferenceEngine::executeType(const Instruction& at) {
  const RuntimeType& type = typeAt(at.type());
  Slot value[kMaxTypeSlots + 1];
  const Slot top = *entry();
  Outcome outcome = Outcome::Done;
  switch (at.opcode) {
    case Opcode::TypeIs: return replace(TypeKind::Bool, 1, slotOfBool(operations_->isValue(referenceOf(top), type)));
    case Opcode::TypeBox: outcome = operations_->box(typeOf(), type, entry(), value[0]); break;
    case Opcode::TypeCast: outcome = operations_->cast(top, type, value); break;
    default:
      operations_->castOptional(top, type, value);
      drop(1);
      push(linker_.optionalOf(type), value);
      return next();
  }
  if (outcome != Outcome::Done) return outcome;
  drop(1);
  push(type, value);
  return next();
}

}  // namespace tatu::vm

// The stack, locals, globals, strings, optionals and tuples in the reference interpreter.
#include <algorithm>
#include <iterator>

#include "vm/reference/reference_engine.h"

namespace tatu::vm {

using bytecode::Instruction;
using bytecode::Opcode;
using bytecode::TypeKind;

Outcome ReferenceEngine::executeStack(const Instruction& at) {
  switch (at.opcode) {
    case Opcode::LocalGet: {
      const std::uint32_t number = at.local().value();
      push(*frame().layout->localTypes[number], local(number));
      break;
    }
    case Opcode::LocalSet:
      std::copy_n(entry(), typeOf().slotCount(), local(at.local().value()));
      drop(1);
      break;
    case Opcode::Dup: push(typeOf(), entry()); break;
    case Opcode::Pop: drop(1); break;
    default:  // swap
      std::rotate(entry(1), entry(), frame().top);
      std::swap(types_[types_.size() - 1], types_[types_.size() - 2]);
  }
  return next();
}

Outcome ReferenceEngine::executeGlobal(const Instruction& at) {
  const GlobalDefinition& global = *frame().method->module().globals[at.global().value()];
  Slot* const place = state_.globals[global.module->number].get() + global.slot;
  if (at.opcode == Opcode::GlobalSet) {
    std::copy_n(entry(), global.type->slotCount(), place + 1);
    place[0] = 1;
    drop(1);
    return next();
  }
  if (place[0] == 0) return operations_->fail(failures::unsetGlobal(global.name));
  push(*global.type, place + 1);
  return next();
}

Outcome ReferenceEngine::executeString(const Instruction& at) {
  switch (at.opcode) {
    case Opcode::StringLength:
      return replace(TypeKind::Int, 1, slotOfInt(static_cast<std::int64_t>(stringOf(*entry()).length)));
    case Opcode::StringByte: {
      const std::int64_t index = intOf(*entry());
      const StringObject& string = stringOf(*entry(1));
      if (static_cast<std::uint64_t>(index) >= string.length) {
        return operations_->fail(failures::index(index, string.length));
      }
      return replace(TypeKind::Byte, 2, static_cast<std::uint8_t>(string.data()[index]));
    }
    case Opcode::StringEqual: {
      const StringObject& left = stringOf(*entry(1));
      const StringObject& right = stringOf(*entry());
      if (!operations_->pay(Operations::priceOfEqual(left, right))) return Outcome::Stopped;
      return replace(TypeKind::Bool, 2, slotOfBool(Operations::equal(left, right)));
    }
    case Opcode::StringCompare: {
      const StringObject& left = stringOf(*entry(1));
      const StringObject& right = stringOf(*entry());
      if (!operations_->pay(Operations::priceOfCompare(left, right))) return Outcome::Stopped;
      return replace(TypeKind::Int, 2, slotOfInt(Operations::compare(left, right)));
    }
    default: {
      Slot* const parts = entry(at.count() - 1);
      const Outcome outcome = operations_->concat(parts, at.count());
      return outcome == Outcome::Done ? replace(TypeKind::String, at.count(), *parts) : outcome;
    }
  }
}

Outcome ReferenceEngine::executeOptional(const Instruction& at) {
  const RuntimeType& type = typeOf();
  Slot value[kMaxTypeSlots + 1] = {};
  std::copy_n(entry(), type.slotCount(), value);
  const bool isNull = type.slotCount() == 0 || value[0] == 0;
  if (at.opcode == Opcode::OptionalIsNull) return replace(TypeKind::Bool, 1, slotOfBool(isNull));
  if (at.opcode == Opcode::OptionalSome) {
    const RuntimeType& optional = linker_.optionalOf(type);
    if (&optional == &type) return next();
    const bool hasFlag = !optional.isReference;
    if (hasFlag) {
      std::copy_backward(value, value + type.slotCount(), value + type.slotCount() + 1);
      value[0] = 1;
    }
    drop(1);
    push(optional, value);
    return next();
  }

  // The others take the optional apart.
  const bool isKept = frame().layout->code->payloadIsOptional(at, frame().method->typeArguments);
  const RuntimeType& payload = isKept ? type : type.payload();
  const Slot* const payloadSlots = isKept || type.isReference ? value : value + 1;
  if (at.opcode == Opcode::OptionalUnwrap && isNull) return operations_->fail(failures::nullValue());
  drop(1);
  if (at.opcode == Opcode::JumpNull && isNull) return branch(at.label());
  if (at.opcode == Opcode::JumpPresent && isNull) return next();
  push(payload, payloadSlots);
  return at.opcode == Opcode::JumpPresent ? branch(at.label()) : next();
}

Outcome ReferenceEngine::executeTuple(const Instruction& at) {
  if (at.opcode == Opcode::TupleMake) {
    // The parts lie as the tuple does already; only the types change.
    std::vector<const RuntimeType*> parts(types_.end() - at.count(), types_.end());
    types_.resize(types_.size() - at.count());
    types_.push_back(&linker_.tupleOf(std::move(parts)));
    return next();
  }
  const RuntimeType& type = typeOf();
  const RuntimeType& part = *type.arguments[at.count()];
  const Slot* from = entry();
  for (std::uint32_t i = 0; i < at.count(); ++i) from += type.arguments[i]->slotCount();
  Slot value[kMaxTypeSlots];
  std::copy_n(from, part.slotCount(), value);
  drop(1);
  push(part, value);
  return next();
}

}  // namespace tatu::vm

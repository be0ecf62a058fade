#include "vm/frame/stack_typer.h"

#include "os/fault.h"

namespace tatu::vm {

using bytecode::Instruction;
using bytecode::Opcode;
using bytecode::TypeKind;

void StackTyper::push(const RuntimeType& type) {
  stack_.push_back(&type);
  slots_ += type.slotCount();
  sawOversized_ |= type.isOversized;
}

const RuntimeType& StackTyper::pop() {
  const RuntimeType& type = *stack_.back();
  stack_.pop_back();
  slots_ -= type.slotCount();
  return type;
}

void StackTyper::drop(std::size_t count) {
  for (std::size_t i = 0; i < count; ++i) pop();
}

void StackTyper::arrive(std::uint32_t position) {
  const bytecode::LabelIndex label = code_.labelAt(position);
  if (label.isNone()) return;
  stack_.clear();
  slots_ = 0;
  for (const bytecode::TypeIndex type : code_.body().labels[label.value()].stack) push(typeAt(type));
}

void StackTyper::resume(const Types& stack) {
  stack_.clear();
  slots_ = 0;
  for (const RuntimeType* type : stack) push(*type);
}

// With a type variable bound to an optional type, `T?` is that very type, and what is in it is a `T`: the same again.
const RuntimeType& StackTyper::payloadOf(const RuntimeType& optional, const Instruction& at) const {
  return code_.payloadIsOptional(at, method_.typeArguments) ? optional : optional.payload();
}

void StackTyper::stepRegular(const bytecode::InstructionInfo& info) {
  drop(info.popCount);
  if (info.pushCount != 0) push(linker_.leaf(static_cast<TypeKind>(info.pushes[0])));
}

void StackTyper::stepStack(const Instruction& at) {
  switch (at.opcode) {
    case Opcode::PushNull: push(typeAt(at.type())); break;
    case Opcode::LocalGet: push(*localTypes_[at.local().value()]); break;
    case Opcode::Dup: push(top()); break;
    case Opcode::GlobalGet: push(*method_.module().globals[at.global().value()]->type); break;
    case Opcode::Swap: {
      const RuntimeType& upper = pop();
      const RuntimeType& lower = pop();
      push(upper);
      push(lower);
      break;
    }
    default: pop(); break;  // local.set, pop, global.set
  }
}

void StackTyper::stepOptional(const Instruction& at) {
  const RuntimeType& type = pop();
  switch (at.opcode) {
    case Opcode::OptionalSome: push(linker_.optionalOf(type)); break;
    case Opcode::OptionalIsNull: push(linker_.leaf(TypeKind::Bool)); break;
    case Opcode::JumpPresent: break;  // what goes on has nothing; the label's map knows what is there
    default: push(payloadOf(type, at)); break;
  }
}

void StackTyper::makeTuple(std::uint32_t count) {
  Types parts(stack_.end() - count, stack_.end());
  drop(count);
  push(linker_.tupleOf(std::move(parts)));
}

void StackTyper::stepTuple(const Instruction& at) {
  if (at.opcode == Opcode::TupleMake) return makeTuple(at.count());
  push(*pop().arguments[at.count()]);
}

void StackTyper::makeClosure(const Instruction& at) {
  Method& function = *linker_.resolveCall(context_, at.call(), false).method;
  drop(at.count());
  const RuntimeClass& cls = linker_.closureClass(function, at.count());
  sawOversized_ |= cls.isFailed;
  push(*cls.type);
}

void StackTyper::stepObject(const Instruction& at) {
  switch (at.opcode) {
    case Opcode::ObjectNew:
    case Opcode::ObjectSuper: {
      const CallTarget target = linker_.resolveCall(context_, at.call(), false);
      drop(target.parameters.size() - 1);
      if (at.opcode == Opcode::ObjectSuper) break;
      sawOversized_ |= linker_.classFor(*target.method->receiver).isFailed;
      push(*target.method->receiver);
      break;
    }
    case Opcode::FieldInit: pop(); break;
    case Opcode::FieldSet: drop(2); break;
    case Opcode::FieldGet:
      pop();
      push(*linker_.resolveField(context_, at.field()).type);
      break;
    default: makeClosure(at); break;
  }
}

void StackTyper::stepEnum(const Instruction& at) {
  if (at.opcode == Opcode::EnumTag) {
    pop();
    return push(linker_.leaf(TypeKind::Int32));
  }
  const CaseAccess access = linker_.resolveCase(context_, at.enumCase());
  sawOversized_ |= access.caseClass->isFailed;
  if (at.opcode == Opcode::EnumNew) {
    drop(access.caseClass->fields.size());
    return push(*access.enumType);
  }
  pop();
  push(*access.caseClass->fields[at.count()].type);
}

void StackTyper::stepArray(const Instruction& at) {
  switch (at.opcode) {
    case Opcode::ArrayNew:
      pop();
      push(linker_.arrayOf(typeAt(at.type())));
      break;
    case Opcode::ArrayLength:
      pop();
      push(linker_.leaf(TypeKind::Int));
      break;
    case Opcode::ArrayGet:
      pop();
      push(*pop().arguments[0]);
      break;
    case Opcode::ArrayCopy: drop(5); break;
    case Opcode::ArrayFill: drop(4); break;
    default: drop(3); break;  // array.set, array.clear
  }
}

void StackTyper::stepType(const Instruction& at) {
  pop();
  const RuntimeType& type = typeAt(at.type());
  switch (at.opcode) {
    case Opcode::TypeIs: push(linker_.leaf(TypeKind::Bool)); break;
    case Opcode::TypeCastOptional: push(linker_.optionalOf(type)); break;
    default: push(type); break;
  }
}

void StackTyper::stepCall(const Instruction& at) {
  if (at.opcode == Opcode::CallClosure) {
    drop(at.count());
    return push(pop().functionResult());
  }
  const CallTarget target = linker_.resolveCall(context_, at.call(), at.opcode == Opcode::CallVirtual);
  drop(target.parameters.size());
  push(*target.result);
}

void StackTyper::step(const Instruction& at) {
  if (at.info().isRegular()) return stepRegular(at.info());
  switch (at.opcode) {
    case Opcode::PushNull:
    case Opcode::LocalGet:
    case Opcode::LocalSet:
    case Opcode::Dup:
    case Opcode::Pop:
    case Opcode::Swap:
    case Opcode::GlobalGet:
    case Opcode::GlobalSet: return stepStack(at);
    case Opcode::ReferenceEqual: drop(2); return push(linker_.leaf(TypeKind::Bool));
    case Opcode::StringConcat: drop(at.count()); return push(linker_.leaf(TypeKind::String));
    case Opcode::OptionalSome:
    case Opcode::OptionalUnwrap:
    case Opcode::OptionalIsNull:
    case Opcode::JumpNull:
    case Opcode::JumpPresent: return stepOptional(at);
    case Opcode::TupleMake:
    case Opcode::TupleGet: return stepTuple(at);
    case Opcode::ObjectNew:
    case Opcode::ObjectSuper:
    case Opcode::FieldInit:
    case Opcode::FieldGet:
    case Opcode::FieldSet:
    case Opcode::ClosureNew: return stepObject(at);
    case Opcode::EnumNew:
    case Opcode::EnumTag:
    case Opcode::EnumGet: return stepEnum(at);
    case Opcode::ArrayNew:
    case Opcode::ArrayLength:
    case Opcode::ArrayGet:
    case Opcode::ArraySet:
    case Opcode::ArrayClear:
    case Opcode::ArrayCopy:
    case Opcode::ArrayFill: return stepArray(at);
    case Opcode::TypeBox:
    case Opcode::TypeIs:
    case Opcode::TypeCast:
    case Opcode::TypeCastOptional: return stepType(at);
    case Opcode::Call:
    case Opcode::CallVirtual:
    case Opcode::CallClosure: return stepCall(at);
    case Opcode::Return:
    case Opcode::Throw: pop(); return;
    default: os::fault("an instruction without typing rule");
  }
}

}  // namespace tatu::vm

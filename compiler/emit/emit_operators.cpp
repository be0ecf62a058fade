// Operators, string concatenation and tuples.
#include <algorithm>

#include "bytecode/limits.h"
#include "compiler/emit/function_emitter.h"

namespace tatu::compiler::emit {

using bytecode::Opcode;

// Any instruction that goes on. What pushes nothing gives Unit, so that every expression has a value.
void FunctionEmitter::instruction(Opcode opcode, std::uint32_t operandCount, const Type* operandType,
                                  const Type* result) {
  const bytecode::InstructionInfo& info = bytecode::infoOf(opcode);
  const bool hasType = info.operandCount != 0 && info.operands[0] == bytecode::OperandKind::Type;
  const std::uint64_t first = hasType && operandType != nullptr ? tables().type(operandType).value() : 0;
  if (info.isTerminator()) return code_.end(opcode, operandCount);
  const bool isPushing = info.hasCustomPushes || info.pushCount != 0;
  code_.emit(opcode, first, operandCount, isPushing ? result : nullptr);
  if (!isPushing) code_.emit(Opcode::PushUnit);
}

void FunctionEmitter::completeInstruction(const hir::Instruction& e) {
  for (std::size_t i = 1; i < e.operands.size(); ++i) value(e.operands[i]);
  code_.setPosition(e.position);
  instruction(e.opcode, static_cast<std::uint32_t>(e.operands.size()), e.operandType, e.type);
}

// Joins the `count` strings on top of the stack.
void FunctionEmitter::concatTop(std::uint32_t count) {
  if (count > 1) code_.emit(Opcode::StringConcat, count, count, leaf(TypeKind::String));
}

void FunctionEmitter::completeConcat(const hir::Concat& e) {
  std::uint32_t pending = 1;
  for (std::size_t i = 1; i < e.parts.size() && code_.isReachable(); ++i) {
    if (pending == bytecode::kMaxCountOperand) {
      concatTop(pending);
      pending = 1;
    }
    value(e.parts[i]);
    ++pending;
  }
  code_.setPosition(e.position);
  if (code_.isReachable()) concatTop(pending);
}

// The machine makes the type of a tuple of those of its parts, and (String, Int) is no (Any, Int).
void FunctionEmitter::completeTuple(const hir::TupleMake& e) {
  makeTopExact();
  for (std::size_t i = 1; i < e.parts.size(); ++i) {
    value(e.parts[i]);
    makeTopExact();
  }
  code_.setPosition(e.position);
  const auto count = static_cast<std::uint32_t>(e.parts.size());
  code_.emit(Opcode::TupleMake, count, count, e.type);
}

}  // namespace tatu::compiler::emit

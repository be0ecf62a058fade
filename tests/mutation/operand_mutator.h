// Draws operands for instructions.
#pragma once

#include "bytecode/module.h"
#include "tests/mutation/dice.h"
#include "tests/mutation/editable_code.h"

namespace tatu::mutation {

class OperandMutator {
 public:
  OperandMutator(const bytecode::Module& module, const bytecode::Function& function, const EditableCode& code,
                 Dice& dice)
      : module_(module), function_(function), code_(code), dice_(dice) {}

  // Another value for one operand; half of the time one of the same type.
  void change(EditableInstruction& instruction);
  // Values for all operands, none of them out of range.
  void fill(EditableInstruction& instruction);

 private:
  void set(EditableInstruction& instruction, std::size_t number);
  [[nodiscard]] std::uint64_t draw(bytecode::OperandKind kind, std::uint64_t old);
  [[nodiscard]] std::uint64_t constant(bytecode::OperandKind kind);
  [[nodiscard]] std::size_t tableSize(bytecode::OperandKind kind) const;
  // Whether two entries of a table could stand for each other.
  [[nodiscard]] bool isAlike(bytecode::OperandKind kind, std::size_t a, std::size_t b) const;
  [[nodiscard]] bytecode::TypeIndex localType(std::size_t number) const;

  const bytecode::Module& module_;
  const bytecode::Function& function_;
  const EditableCode& code_;
  Dice& dice_;
};

}  // namespace tatu::mutation

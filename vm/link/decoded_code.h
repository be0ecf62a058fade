// DecodedCode: a function's body, with its instructions as a list, made once per function when it is first called, for
// all its instantiations.
//
// A basic block begins at the function's entry, at each label, and after each Branch instruction; its price is the sum
// of its instructions' fuel. Blocks are found here, so every tier has the same ones.
#pragma once

#include <cstdint>
#include <unordered_map>
#include <vector>

#include "bytecode/instruction.h"
#include "bytecode/verified_module.h"

namespace tatu::vm {

struct RuntimeType;

class DecodedCode {
 public:
  static constexpr std::uint32_t kNone = 0xFFFFFFFFu;

  DecodedCode(bytecode::Code body, const bytecode::FunctionFacts& facts);

  [[nodiscard]] const bytecode::Code& body() const { return body_; }

  [[nodiscard]] const std::vector<bytecode::Instruction>& instructions() const { return instructions_; }
  [[nodiscard]] std::uint32_t size() const { return static_cast<std::uint32_t>(instructions_.size()); }
  [[nodiscard]] const bytecode::Instruction& operator[](std::uint32_t position) const {
    return instructions_[position];
  }
  // The position of the instruction that starts at this offset, or that contains it.
  [[nodiscard]] std::uint32_t positionOf(std::uint32_t offset) const;
  [[nodiscard]] std::uint32_t positionOf(bytecode::LabelIndex label) const { return labelPositions_[label.value()]; }
  // The label at this position, or none.
  [[nodiscard]] bytecode::LabelIndex labelAt(std::uint32_t position) const { return labels_[position]; }
  // The price of the block that begins at this position; 0 if none does.
  [[nodiscard]] std::uint64_t blockCost(std::uint32_t position) const { return blockCosts_[position]; }
  // Whether the optional that this instruction takes apart is `T?` of a type variable that stands for an optional type.
  [[nodiscard]] bool payloadIsOptional(const bytecode::Instruction& at,
                                       const std::vector<const RuntimeType*>& variables) const;

 private:
  void findLabels();
  void sumBlocks();

  const bytecode::Code body_;  // instructions point into its bytes
  std::vector<bytecode::Instruction> instructions_;
  std::vector<std::uint32_t> labelPositions_;
  std::vector<bytecode::LabelIndex> labels_;
  std::vector<std::uint64_t> blockCosts_;
  std::unordered_map<std::uint32_t, std::uint32_t> variablePayloads_;  // offset -> the variable that is in the optional
};

}  // namespace tatu::vm

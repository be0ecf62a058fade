// EditableCode: the code of one function as a list of instructions that can be inserted, removed and changed.
//
// Labels, handlers and lines name instructions by number here, not by offset; the number behind the last instruction is
// the end. Edits keep them at the instructions at which they stood.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "bytecode/instruction.h"
#include "bytecode/module.h"

namespace tatu::mutation {

struct EditableInstruction {
  bytecode::Opcode opcode{};
  std::uint64_t first = 0;
  std::uint32_t second = 0;
  std::vector<bytecode::LabelIndex> labels;  // of a Switch

  [[nodiscard]] const bytecode::InstructionInfo& info() const { return bytecode::infoOf(opcode); }
  [[nodiscard]] bool isSwitch() const { return info().flow == bytecode::Flow::Switch; }
};

class EditableCode {
 public:
  // Nothing if the code is not a sequence of whole instructions with labels, handlers and lines at their starts.
  [[nodiscard]] static std::optional<EditableCode> of(const bytecode::Code& code);
  [[nodiscard]] bytecode::Code encoded() const;

  // Before instruction `at`; labels that stood there stand before what is inserted.
  void insert(std::size_t at, const std::vector<EditableInstruction>& added);
  void remove(std::size_t at);

  std::vector<EditableInstruction> instructions;
  bytecode::Code rest;  // locals, file, labels, handlers, lines; no bytes

 private:
  void moveBehind(std::size_t at, std::int64_t distance);
};

}  // namespace tatu::mutation

// StackTyper: the types on the operand stack while walking through verified code, for one instantiation.
//
// The code has been verified, so nothing is checked here: the typer only says what an instruction takes and leaves.
// It serves the frame layout (how deep), frame maps (what is where) and the prepared form (which instruction to use).
#pragma once

#include <vector>

#include "vm/link/decoded_code.h"
#include "vm/link/linker.h"

namespace tatu::vm {

class StackTyper {
 public:
  using Types = std::vector<const RuntimeType*>;

  StackTyper(Linker& linker, const Method& method, const DecodedCode& code, const Types& localTypes)
      : linker_(linker), method_(method), context_(contextOf(method)), code_(code), localTypes_(localTypes) {}

  [[nodiscard]] const Types& stack() const { return stack_; }
  [[nodiscard]] const RuntimeType& top(std::size_t below = 0) const { return *stack_[stack_.size() - 1 - below]; }
  [[nodiscard]] std::uint32_t slots() const { return slots_; }
  [[nodiscard]] bool sawOversized() const { return sawOversized_; }

  // To be called before step() for each position: at a label the stack is what its map says.
  void arrive(std::uint32_t position);
  void step(const bytecode::Instruction& instruction);
  // Goes on where another typer of the same method had this stack.
  void resume(const Types& stack);

  [[nodiscard]] const RuntimeType& typeAt(bytecode::TypeIndex index) const { return linker_.typeIn(context_, index); }
  // What is in an optional that this instruction takes apart.
  [[nodiscard]] const RuntimeType& payloadOf(const RuntimeType& optional, const bytecode::Instruction& at) const;

 private:
  void push(const RuntimeType& type);
  const RuntimeType& pop();
  void drop(std::size_t count);
  void stepRegular(const bytecode::InstructionInfo& info);
  void stepStack(const bytecode::Instruction& at);
  void stepOptional(const bytecode::Instruction& at);
  void stepTuple(const bytecode::Instruction& at);
  void stepObject(const bytecode::Instruction& at);
  void stepEnum(const bytecode::Instruction& at);
  void stepArray(const bytecode::Instruction& at);
  void stepType(const bytecode::Instruction& at);
  void stepCall(const bytecode::Instruction& at);
  void makeTuple(std::uint32_t count);
  void makeClosure(const bytecode::Instruction& at);

  Linker& linker_;
  const Method& method_;
  TypeContext context_;
  const DecodedCode& code_;
  const Types& localTypes_;
  Types stack_;
  std::uint32_t slots_ = 0;
  bool sawOversized_ = false;
};

}  // namespace tatu::vm

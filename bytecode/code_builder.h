// Makes the code of one function: instructions, labels with their stack maps, handlers, source positions.
//
// Operands may be provisional indices of the ModuleBuilder; everything is encoded when the module is finished. Labels
// are created before they are bound and used in any order; finishing sorts them by offset. Two labels bound at one
// place become one.
//
// The caller owes: every label that is used is bound, and two labels bound at one place have equal maps.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "bytecode/instruction.h"
#include "bytecode/module.h"

namespace tatu::bytecode {

// A label of a CodeBuilder, in the order of creation.
using NewLabel = Index<struct NewLabelTag>;
// A place between two instructions.
using CodePosition = Index<struct CodePositionTag>;

// What is there when control arrives at a label.
struct StackMap {
  std::vector<TypeIndex> stack;           // bottom to top
  std::vector<std::uint8_t> initialised;  // as in Label, trailing zero bytes are allowed
  bool isObjectRaw = false;
};

class CodeBuilder {
 public:
  [[nodiscard]] LocalIndex addLocal(TypeIndex type, std::uint32_t parameterCount);
  void setFile(StringIndex file) { file_ = file; }
  // The source position of the instructions emitted from now on.
  void setPosition(std::uint32_t line, std::uint32_t column);

  [[nodiscard]] NewLabel newLabel();
  void bind(NewLabel label, StackMap map);
  [[nodiscard]] bool isBound(NewLabel label) const { return labels_[label.value()].position.has_value(); }
  [[nodiscard]] CodePosition here() const { return CodePosition(instructions_.size()); }
  void addHandler(CodePosition start, CodePosition end, TypeIndex type, NewLabel handler);

  // Emitting. The overloads are by operand kind; a wrong kind for the opcode is a mistake of the caller.
  void emit(Opcode opcode) { push(opcode, 0); }
  void emitInt(std::int64_t value) { push(Opcode::PushInt, static_cast<std::uint64_t>(value)); }
  void emitInt32(std::int32_t value) { push(Opcode::PushInt32, static_cast<std::uint64_t>(std::int64_t{value})); }
  void emitByte(std::uint8_t value) { push(Opcode::PushByte, value); }
  void emitFloat(double value);  // any NaN becomes the canonical one
  void emitFloat32(float value);
  void emitChar(char32_t value) { push(Opcode::PushChar, value); }
  void emit(Opcode opcode, StringIndex string) { push(opcode, string.value()); }
  void emit(Opcode opcode, TypeIndex type) { push(opcode, type.value()); }
  void emit(Opcode opcode, LocalIndex local) { push(opcode, local.value()); }
  void emit(Opcode opcode, GlobalIndex global) { push(opcode, global.value()); }
  void emit(Opcode opcode, CallIndex call, std::uint32_t count = 0) { push(opcode, call.value(), count); }
  void emit(Opcode opcode, FieldRefIndex field) { push(opcode, field.value()); }
  void emit(Opcode opcode, CaseRefIndex enumCase, std::uint32_t count = 0) { push(opcode, enumCase.value(), count); }
  void emit(Opcode opcode, NewLabel label) { push(opcode, label.value()); }
  void emitCount(Opcode opcode, std::uint32_t count) { push(opcode, count); }
  void emitSwitch(std::span<const NewLabel> labels);

  [[nodiscard]] bool isEmpty() const { return instructions_.empty(); }
  // The last instruction never falls through, or there is none: what is emitted next must stand at a label.
  [[nodiscard]] bool isUnreachable() const;

  // Some operand is a provisional index of an own global.
  [[nodiscard]] bool hasOwnGlobals() const { return hasOwnGlobals_; }
  // As if new, but for the memory that it has.
  void clear();

  // Encodes. `ownGlobalBase` is what provisional own globals are moved by (see ModuleBuilder).
  [[nodiscard]] Code finish(std::uint32_t ownGlobalBase) const;

 private:
  struct Pending {
    std::uint64_t first;
    std::uint32_t second;
    Opcode opcode;
  };
  struct PendingLabel {
    std::optional<CodePosition> position;
    StackMap map;
  };
  struct PendingHandler {
    CodePosition start;
    CodePosition end;
    TypeIndex type;
    NewLabel handler;
  };
  struct PendingLine {
    std::uint32_t instruction;
    std::uint32_t line;
    std::uint32_t column;
  };
  class Encoding;

  void push(Opcode opcode, std::uint64_t first, std::uint32_t second = 0);

  std::vector<TypeIndex> locals_;
  std::vector<Pending> instructions_;
  std::vector<PendingLabel> labels_;
  std::vector<PendingHandler> handlers_;
  std::vector<PendingLine> lines_;
  std::vector<std::vector<NewLabel>> switches_;
  StringIndex file_;
  std::uint32_t line_ = 0;
  std::uint32_t column_ = 0;
  bool hasOwnGlobals_ = false;
};

}  // namespace tatu::bytecode

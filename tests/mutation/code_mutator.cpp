#include "tests/mutation/code_mutator.h"

#include <algorithm>

#include "tests/mutation/editable_code.h"
#include "tests/mutation/operand_mutator.h"

namespace tatu::mutation {

namespace {

using bytecode::Code;
using bytecode::Function;
using bytecode::Handler;
using bytecode::InstructionInfo;
using bytecode::Label;
using bytecode::Module;
using bytecode::Opcode;
using bytecode::TypeIndex;

constexpr std::size_t kMostInstructions = 20'000;

bool takeSameOperands(const InstructionInfo& a, const InstructionInfo& b) {
  return a.operandCount == b.operandCount && a.operands == b.operands;
}

bool haveSameEffect(const InstructionInfo& a, const InstructionInfo& b) {
  return a.popCount == b.popCount && a.pops == b.pops && a.pushCount == b.pushCount && a.pushes == b.pushes &&
         a.hasCustomPops == b.hasCustomPops && a.hasCustomPushes == b.hasCustomPushes && a.flow == b.flow;
}

class CodeMutator {
 public:
  CodeMutator(Module& module, const Function& function, EditableCode& code, Dice& dice)
      : module_(module), code_(code), dice_(dice), operands_(module, function, code, dice) {}

  void run() {
    switch (dice_.below(16)) {
      case 0:
      case 1:
      case 2:
      case 3: return operands_.change(anInstruction());
      case 4:
      case 5:
      case 6: return changeOpcode();
      case 7: return removeOne();
      case 8: return insertOne();
      case 9: return repeatRun();
      case 10: return swapNeighbours();
      case 11: return borrowRun();
      case 12: return changeLabel();
      case 13: return changeHandler();
      case 14: return changeLocal();
      default: return changeConstant();
    }
  }

 private:
  EditableInstruction& anInstruction() { return dice_.in(code_.instructions); }
  [[nodiscard]] TypeIndex aType() { return TypeIndex(dice_.below(module_.types.size())); }
  [[nodiscard]] std::uint32_t aPosition() { return static_cast<std::uint32_t>(dice_.below(code_.instructions.size())); }
  [[nodiscard]] std::vector<EditableInstruction> aRun(const EditableCode& from) {
    const std::size_t first = dice_.below(from.instructions.size());
    const std::size_t count = std::min(1 + dice_.below(8), from.instructions.size() - first);
    const auto begin = from.instructions.begin() + static_cast<std::ptrdiff_t>(first);
    return {begin, begin + static_cast<std::ptrdiff_t>(count)};
  }

  // Half of the time one with the same effect on the stack.
  void changeOpcode() {
    EditableInstruction& instruction = anInstruction();
    const InstructionInfo& old = instruction.info();
    const bool keepsEffect = !dice_.oneIn(3);
    std::vector<Opcode> candidates;
    for (const Opcode opcode : bytecode::allOpcodes()) {
      const InstructionInfo& info = bytecode::infoOf(opcode);
      if (takeSameOperands(info, old) && (!keepsEffect || haveSameEffect(info, old))) candidates.push_back(opcode);
    }
    instruction.opcode = dice_.in(candidates);
  }

  // Constants decide where a program goes, so they get more than their share.
  void changeConstant() {
    for (int i = 0; i < 20; ++i) {
      EditableInstruction& instruction = anInstruction();
      const InstructionInfo& info = instruction.info();
      if (info.operandCount == 1 && info.popCount == 0 && !info.hasCustomPushes && info.flow == bytecode::Flow::Next)
        return operands_.change(instruction);
    }
  }

  void removeOne() {
    if (code_.instructions.size() > 1) code_.remove(aPosition());
  }

  void insertOne() {
    EditableInstruction added;
    added.opcode = bytecode::allOpcodes()[dice_.below(bytecode::allOpcodes().size())];
    operands_.fill(added);
    code_.insert(aPosition(), {added});
  }

  void repeatRun() { code_.insert(aPosition(), aRun(code_)); }

  void swapNeighbours() {
    const std::size_t at = aPosition();
    if (at + 1 < code_.instructions.size()) std::swap(code_.instructions[at], code_.instructions[at + 1]);
  }

  // Instructions of another function. Labels and locals are those of this one.
  void borrowRun() {
    const auto other = EditableCode::of(module_.code[dice_.below(module_.code.size())]);
    if (!other) return;
    std::vector<EditableInstruction> run = aRun(*other);
    for (EditableInstruction& instruction : run) {
      const bytecode::OperandKind kind = instruction.info().operands[0];
      const bool isOurs = instruction.info().operandCount > 0 &&
                          (kind == bytecode::OperandKind::Local || kind == bytecode::OperandKind::Label);
      if (isOurs || instruction.isSwitch()) operands_.fill(instruction);
    }
    code_.insert(aPosition(), run);
  }

  void changeLabel() {
    if (code_.rest.labels.empty()) return addLabel();
    Label& label = dice_.in(code_.rest.labels);
    switch (dice_.below(6)) {
      case 0: label.offset = aPosition(); break;
      case 1:
        if (!label.stack.empty()) dice_.in(label.stack) = aType();
        break;
      case 2: label.stack.push_back(aType()); break;
      case 3: flipInitialised(label); break;
      case 4: label.isObjectRaw = !label.isObjectRaw; break;
      default: addLabel();
    }
  }

  void flipInitialised(Label& label) {
    const std::size_t local = dice_.below(code_.rest.locals.size() + 1);
    label.initialised.resize(std::max(label.initialised.size(), local / 8 + 1));
    label.initialised[local / 8] ^= static_cast<std::uint8_t>(1u << (local % 8));
    while (!label.initialised.empty() && label.initialised.back() == 0) label.initialised.pop_back();
  }

  // At the end of the table if its place is behind all others, so that no number changes.
  void addLabel() {
    Label label;
    const std::uint32_t first = code_.rest.labels.empty() ? 0 : code_.rest.labels.back().offset + 1;
    if (first >= code_.instructions.size()) return;
    if (!code_.rest.labels.empty()) label = code_.rest.labels.back();
    label.offset = first + static_cast<std::uint32_t>(dice_.below(code_.instructions.size() - first));
    code_.rest.labels.push_back(std::move(label));
  }

  void changeHandler() {
    std::vector<Handler>& handlers = code_.rest.handlers;
    if (handlers.empty() || dice_.oneIn(8)) return addHandler();
    Handler& handler = dice_.in(handlers);
    switch (dice_.below(5)) {
      case 0: handler.start = aPosition(); break;
      case 1: handler.end = aPosition() + 1; break;
      case 2: handler.type = aType(); break;
      case 3: handler.handler = bytecode::LabelIndex(dice_.below(code_.rest.labels.size())); break;
      default: handlers.erase(handlers.begin() + static_cast<std::ptrdiff_t>(dice_.below(handlers.size())));
    }
  }

  void addHandler() {
    if (code_.rest.labels.empty()) return;
    const bytecode::LabelIndex label(dice_.below(code_.rest.labels.size()));
    const std::uint32_t start = aPosition();
    const Label& target = code_.rest.labels[label.value()];
    const TypeIndex type = target.stack.size() == 1 ? target.stack[0] : aType();
    const auto length = static_cast<std::uint32_t>(1 + dice_.below(code_.instructions.size() - start));
    code_.rest.handlers.push_back({start, start + length, type, label});
  }

  void changeLocal() {
    std::vector<TypeIndex>& locals = code_.rest.locals;
    if (locals.empty() || dice_.oneIn(3)) return locals.push_back(aType());
    dice_.in(locals) = aType();
  }

  Module& module_;
  EditableCode& code_;
  Dice& dice_;
  OperandMutator operands_;
};

}  // namespace

void mutateCode(Module& module, Function& function, Dice& dice) {
  auto editable = EditableCode::of(module.code[function.code]);
  if (!editable || editable->instructions.size() > kMostInstructions) return;
  CodeMutator(module, function, *editable, dice).run();
  module.code.replace(function.code, editable->encoded());
}

}  // namespace tatu::mutation

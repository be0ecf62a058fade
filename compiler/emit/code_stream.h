// CodeStream: the code of one function while it is emitted.
//
// It follows the machine's state instruction by instruction, so that a label's stack map is known when it is bound, and
// drops whatever is emitted where control cannot come. It is written to a bytecode::CodeBuilder at the end, after jumps
// to jumps and dead code are removed.
//
// Invariants
// - Every label is bound at most once. A label that was never jumped to and is bound where control cannot come stays
// dead.
// - Where a forward label is bound, the state is what all arrivals have in common. A loop's head is bound before
// anything jumps to it.
// - Locals count from 0 after the parameters here (`slot`); the bytecode's numbers have the parameters first.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "bytecode/code_builder.h"
#include "bytecode/instruction.h"
#include "compiler/emit/flow_state.h"
#include "compiler/hir/hir.h"

namespace tatu::compiler::emit {

class ModuleTables;

using CodeLabel = bytecode::Index<struct CodeLabelTag>;
using CodeSwitch = bytecode::Index<struct CodeSwitchTag>;

// One instruction; `first` is a CodeLabel for branches, and the number of a list of labels for Switch.
struct CodeItem {
  bytecode::Opcode opcode{};
  bool isRemoved = false;
  std::uint32_t second = 0;
  std::uint64_t first = 0;
  hir::Position position;
};

class CodeStream {
 public:
  CodeStream(const TypeTable& types, std::uint32_t parameterCount) : types_(types), parameterCount_(parameterCount) {}

  void setPosition(hir::Position position) { position_ = position; }
  [[nodiscard]] hir::Position position() const { return position_; }

  // ---- The state
  [[nodiscard]] bool isReachable() const { return isReachable_; }
  [[nodiscard]] std::uint32_t depth() const { return static_cast<std::uint32_t>(state_.stack.size()); }
  [[nodiscard]] const Type* top() const { return state_.stack.back(); }
  [[nodiscard]] bool isTopExact() const { return state_.isTopExact; }
  [[nodiscard]] const FlowState& state() const { return state_; }
  // Sees the top entry as a supertype from here on; the verifier does not.
  void retype(const Type* type) {
    if (!isReachable_) return;
    state_.isTopExact = state_.isTopExact && state_.stack.back() == type;
    state_.stack.back() = type;
  }
  void setObjectRaw(bool isRaw) { state_.isObjectRaw = isRaw; }

  // ---- Instructions. Nothing happens where control cannot come.
  void emit(bytecode::Opcode opcode);  // a regular row without operands
  // Any row that goes on: pops `pops` entries, pushes `pushed` (or nothing, if null).
  void emit(bytecode::Opcode opcode, std::uint64_t first, std::uint32_t pops, const Type* pushed,
            std::uint32_t second = 0);
  // Drops the top entry; if the last instruction only pushed it, that one goes instead.
  void dropTop();
  void end(bytecode::Opcode opcode, std::uint32_t pops);  // Return, Throw, Unreachable

  // ---- Locals
  [[nodiscard]] std::uint32_t addSlot(const Type* type);
  void enterScope(std::uint32_t slot) { inScope_.insert(slot); }
  void leaveScope(std::uint32_t slot);
  // Those that surely hold a value here.
  [[nodiscard]] std::vector<std::uint32_t> slotsWithValues() const;
  [[nodiscard]] const Type* typeOfSlot(std::uint32_t slot) const { return slots_[slot]; }
  [[nodiscard]] bool isInitialised(std::uint32_t slot) const { return state_.initialised.contains(slot); }
  void getSlot(std::uint32_t slot, const Type* type);
  void setSlot(std::uint32_t slot);
  void getParameter(std::uint32_t number, const Type* type) { emit(bytecode::Opcode::LocalGet, number, 0, type); }
  void setParameter(std::uint32_t number) { emit(bytecode::Opcode::LocalSet, number, 1, nullptr); }

  // ---- Control
  [[nodiscard]] CodeLabel newLabel();
  void bind(CodeLabel label);
  // Binds a label that control reaches from later code only (a loop's head behind a jump, an exception handler): the
  // state is given.
  void bindWith(CodeLabel label, const FlowState& state);
  void jump(CodeLabel label);
  void branch(bytecode::Opcode opcode, CodeLabel label);  // JumpTrue, JumpFalse
  void jumpNull(CodeLabel label, const Type* payload);
  void jumpPresent(CodeLabel label, const Type* payload);
  void switchTo(std::vector<CodeLabel> labels);  // the last one is the default
  // A switch whose labels are told later, all of them bound with a state of their own.
  [[nodiscard]] CodeSwitch openSwitch();
  void closeSwitch(CodeSwitch number, std::vector<CodeLabel> labels);
  [[nodiscard]] std::uint32_t here() const { return static_cast<std::uint32_t>(items_.size()); }
  void addHandler(std::uint32_t start, std::uint32_t end, const Type* type, CodeLabel handler);

  // ---- The end
  // Beyond a limit of the format: nothing more is emitted, and the function must not be used. Empty if all is well.
  [[nodiscard]] std::string_view excess() const { return excess_; }
  void setExcess(std::string_view excess);
  void writeTo(bytecode::CodeBuilder& builder, ModuleTables& tables);

 private:
  struct LabelRecord {
    bool isBound = false;
    std::uint32_t position = 0;
    std::optional<FlowState> state;  // what arrivals so far have in common
    std::uint32_t uses = 0;
    std::uint32_t order = 0;  // of binding
  };
  struct HandlerRecord {
    std::uint32_t start;
    std::uint32_t end;
    const Type* type;
    CodeLabel handler;
  };

  void append(bytecode::Opcode opcode, std::uint64_t first, std::uint32_t second);
  void arriveAt(CodeLabel label);
  void push(const Type* type);
  void popEntries(std::uint32_t count);
  void becomeUnreachable();

  // Passes before writing, see code_layout.cpp.
  void threadJumps();
  void threadItem(CodeItem& item);
  [[nodiscard]] CodeLabel threaded(CodeLabel label) const;
  void countUses();
  [[nodiscard]] bool removeDeadItems();
  void removeJumpsToNext();
  [[nodiscard]] std::uint32_t liveFrom(std::uint32_t position) const;
  template <typename Visit>
  void forEachLabelOf(CodeItem& item, Visit visit);
  [[nodiscard]] bool canThrow(std::uint32_t start, std::uint32_t end) const;
  [[nodiscard]] std::vector<std::vector<std::uint32_t>> usedLabelsByPosition() const;
  // Which instructions a branch goes back to.
  [[nodiscard]] std::vector<bool> backwardTargets() const;
  void writeItems(bytecode::CodeBuilder& builder, ModuleTables& tables, std::vector<bytecode::NewLabel>& labels,
                  std::vector<bytecode::CodePosition>& places) const;
  [[nodiscard]] FlowState meeting(const std::vector<std::uint32_t>& labels) const;
  [[nodiscard]] bytecode::StackMap mapOf(const FlowState& state, ModuleTables& tables) const;
  void writeItem(const CodeItem& item, bytecode::CodeBuilder& builder,
                 const std::vector<bytecode::NewLabel>& labels) const;

  const TypeTable& types_;
  std::uint32_t parameterCount_;
  std::uint32_t lastBinding_ = 0;  // position of the label bound last
  std::uint32_t bindings_ = 0;
  hir::Position position_;
  FlowState state_;
  bool isReachable_ = true;
  std::string_view excess_;
  std::size_t codeBytes_ = 0;  // at most so many will be written
  LocalSet inScope_;
  std::vector<const Type*> slots_;
  std::vector<CodeItem> items_;
  std::vector<LabelRecord> labels_;
  std::vector<std::vector<CodeLabel>> switches_;
  std::vector<HandlerRecord> handlers_;
};

}  // namespace tatu::compiler::emit

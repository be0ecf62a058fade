// Preparer: translates one method's stack code into prepared code, in one pass.
//
// It walks the bytecode with a model of the operand stack in which an entry may be
//   Canonical  in its own slot, as method_layout.h says,
//   At         still in another slot (a local, mostly): reading a local costs nothing,
//   Constant   known: it becomes an immediate where the instruction has a form for that.
// Whatever could observe the frame first gets all entries into their canonical slots (flush).
#pragma once

#include <optional>
#include <vector>

#include "vm/frame/stack_typer.h"
#include "vm/prepare/prepared_code.h"

namespace tatu::vm {

class Preparer {
 public:
  Preparer(Linker& linker, Method& method);

  const PreparedCode& run();

 private:
  enum class Kind : std::uint8_t { Canonical, At, Constant };
  struct Entry {
    const RuntimeType* type = nullptr;
    int canonical = 0;  // the first of its own slots
    Kind kind = Kind::Canonical;
    int at = 0;
    Slot value = 0;  // Constant: one slot wide
  };
  // A branch word whose target's place is not known yet.
  struct Patch {
    std::size_t word;    // of the branch word
    std::size_t origin;  // the branch's first word, from which distances count
    std::uint32_t target;
  };
  struct Detour {
    std::size_t word;
    std::size_t origin;
    std::uint32_t target;
    std::uint64_t cost;
    bool isBackward;
  };

  // ---- Driving (preparer.cpp)
  void translateAll();
  void arrive();
  void translate(const bytecode::Instruction& at);
  [[nodiscard]] const bytecode::Instruction* following() const;
  void skipFollowing();
  const PreparedCode& publish();

  // ---- Emitting
  std::size_t emit(PreparedOp op, int a = 0, int b = 0, int c = 0);
  // The same for an instruction whose result is the new top of the stack; further words are added before noteResult().
  std::size_t emitResult(PreparedOp op, int b = 0, int c = 0);
  void noteResult(std::size_t word);
  void emitWord(std::uint64_t word);
  template <typename T>
  void emitPointer(const T* pointer) {
    emitWord(reinterpret_cast<std::uintptr_t>(pointer));
  }
  void emitMove(int to, int from, std::uint32_t slots);
  void emitConstant(int to, Slot value);

  // ---- The model of the stack
  [[nodiscard]] int localIndex(std::uint32_t local) const {
    return static_cast<int>(layout_.localOffsets[local]) - static_cast<int>(layout_.localSlots);
  }
  [[nodiscard]] int topIndex() const;
  Entry pop();
  int push(const RuntimeType& type);
  void pushAt(const RuntimeType& type, int at);
  void pushConstant(const RuntimeType& type, Slot value);
  // Makes the result of the step that the typer has just made a canonical entry, and gives its first slot.
  int pushResult() { return push(typer_.top()); }
  void materialise(Entry& entry);
  // Where the entry can be read; a constant is loaded into its canonical slot first.
  int read(Entry& entry);
  void flush();
  // Gets entries out of these slots, which are about to change.
  void saveViewsOf(int first, std::uint32_t slots);
  [[nodiscard]] static std::optional<int> smallOf(const Entry& entry);
  [[nodiscard]] bool canRetarget(const Entry& entry) const;

  // ---- Branches (branches.cpp)
  void prepareBranch(const bytecode::Instruction& at);
  void emitBranch(PreparedOp op, int a, int b, int c, std::uint32_t target, bool isBackward);
  void emitJump(std::uint32_t target);
  void emitEdge(std::size_t origin, std::uint32_t target, bool isBackward, std::uint64_t passedCost);
  bool emitLoop(std::uint32_t target);
  void emitCharge(std::uint64_t units);
  void emitDetours();
  void patchBranches();
  void prepareJumpNull(const bytecode::Instruction& at);
  void prepareJumpPresent(const bytecode::Instruction& at);
  void prepareSwitch(const bytecode::Instruction& at);
  // Whether the comparison is consumed by the jump that follows; then both are one instruction.
  bool fuseCondition(bool& jumpsIfTrue);
  void emitTest(Entry condition, bool jumpsIfTrue, const bytecode::Instruction& jump);

  // ---- Numbers (numbers.cpp)
  void prepareConstant(const bytecode::Instruction& at);
  void prepareInt(const bytecode::Instruction& at);
  void prepareIntBinary(PreparedOp op, PreparedOp smallOp, bool isCommutative);
  void prepareSubtract();
  void prepareDivision(PreparedOp op, PreparedOp smallOp);
  void prepareShift(PreparedOp op, PreparedOp smallOp, int mask);
  void prepareUnary(PreparedOp op);
  void prepareBinary(PreparedOp op);
  void prepareSwapped(PreparedOp op);
  void prepareInt32(const bytecode::Instruction& at);
  void prepareInt32Wrapped(PreparedOp op);
  void prepareFloat(const bytecode::Instruction& at);
  void prepareFloatArithmetic(PreparedOp op, PreparedOp wordOp, PreparedOp leftOp);
  void prepareFloat32(const bytecode::Instruction& at);
  void prepareIntCompare(bytecode::Opcode opcode);
  void prepareCompare(PreparedOp op, PreparedOp branchOp, PreparedOp negatedBranchOp, bool swaps);
  void prepareBool(const bytecode::Instruction& at);
  void prepareConversion(const bytecode::Instruction& at);

  // ---- Values (values.cpp)
  void prepareStack(const bytecode::Instruction& at);
  void prepareLocalSet(std::uint32_t local);
  void prepareSwap();
  void prepareGlobal(const bytecode::Instruction& at);
  void prepareString(const bytecode::Instruction& at);
  void prepareOptional(const bytecode::Instruction& at);
  void prepareSome();
  void pushPayload(Entry optional, const RuntimeType& payload);
  void prepareTuple(const bytecode::Instruction& at);
  void pushPart(Entry whole, std::uint32_t offset, const RuntimeType& type);

  // ---- Objects (objects.cpp)
  void prepareObject(const bytecode::Instruction& at);
  void emitFieldGet(const FieldAccess& access, int object);
  void emitFieldSet(const FieldAccess& access, int object, Entry value);
  void prepareEnum(const bytecode::Instruction& at);
  void prepareEnumGet(const CaseAccess& access, std::uint32_t part);
  void prepareClosureNew(const bytecode::Instruction& at);
  void prepareArray(const bytecode::Instruction& at);
  void prepareArrayGet();
  void prepareArraySet();
  void prepareType(const bytecode::Instruction& at);
  void prepareBox(const RuntimeType& target);

  // ---- Calls (calls.cpp)
  void prepareCall(const bytecode::Instruction& at);
  void prepareDirect(const CallTarget& target);
  void prepareConstructor(const bytecode::Instruction& at);
  bool prepareGetter(const CallTarget& target);
  [[nodiscard]] std::unique_ptr<PlainConstructor> plainConstructor(Method& method);
  void prepareReturn();

  Linker& linker_;
  Method& method_;
  const MethodLayout& layout_;
  const DecodedCode& code_;
  StackTyper typer_;
  std::uint32_t position_ = 0;
  std::vector<Entry> entries_;
  std::vector<Word> words_;
  std::size_t lastResult_ = 0;  // behind the last instruction that has one result, in `a`; 0: none
  std::size_t lastResultWord_ = 0;
  std::unique_ptr<PreparedInfo> info_;
  std::vector<std::uint32_t> labelWords_;  // by position; where control arrives
  std::vector<Patch> patches_;
  std::vector<Detour> detours_;
};

}  // namespace tatu::vm

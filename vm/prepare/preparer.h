// Preparer: translates one method's stack code into prepared code, in one pass.
//
// It walks the bytecode with a model of the operand stack in which an entry may be
//   Canonical  in its own slot, as method_layout.h says,
//   At         still in another slot (a local, mostly): reading a local costs nothing,
//   Constant   known: it becomes an immediate where the instruction has a form for that.
// Whatever could observe the frame first gets all entries into their canonical slots (flush).
//
// The body of a call that is inlined (inlining.h) is translated by a Preparer of its own, which writes to the same
// output.
#pragma once

#include <optional>
#include <vector>

#include "vm/frame/stack_typer.h"
#include "vm/prepare/inlining.h"
#include "vm/prepare/prepared_code.h"

namespace tatu::vm {

class Preparer {
 public:
  Preparer(Linker& linker, Method& method);
  Preparer(const Preparer&) = delete;
  Preparer& operator=(const Preparer&) = delete;

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
  // A call whose callee has been inlined, as it has to be made when the body is left.
  struct InlinedCall {
    InlinedBody* body;
    Method* callee;
    int base;
    std::uint32_t position;
    std::vector<Entry> arguments;
    std::uint32_t join;
    std::optional<int> resultTo;  // where else the result is expected
  };
  // What a method and the bodies inlined into it are translated into.
  struct Output {
    std::vector<Word> words;
    std::size_t lastResult = 0;  // behind the last instruction that has one result, in `a`; 0: none
    std::size_t lastResultWord = 0;
    std::unique_ptr<PreparedInfo> info = std::make_unique<PreparedInfo>();
    std::uint32_t position = 0;  // in the method itself
    std::vector<InlinedCall> inlinedCalls;
    InlinedLimits inlined;
  };
  // A branch whose target's place is not known yet.
  struct Patch {
    std::size_t word;    // of its BranchWords
    std::size_t origin;  // the branch's first word, from which distances count
    std::uint32_t target;
  };

  // For the body of `callee`, inlined into that of `caller`, whose frame begins at `base`.
  Preparer(Preparer& caller, Method& callee, std::vector<Entry> arguments, int base);

  // ---- Driving (preparer.cpp)
  void translateAll();
  void arrive();
  void fallInto(std::uint32_t position);
  bool chargeEarlier(std::uint64_t units);
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
    return header_ + static_cast<int>(layout_.localOffsets[local]) - static_cast<int>(layout_.localSlots);
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
  void emitEdge(std::size_t origin, std::uint32_t target, std::uint64_t passedCost);
  void emitBranchWords(const BranchWords& branch);
  bool emitLoop(std::uint32_t target);
  void fuseFall(PreparedOp op, int a, int b, int c, std::uint32_t target);
  void emitCharge(std::uint64_t units);
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
  void prepareLocalGet(std::uint32_t local);
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
  [[nodiscard]] int wordResults() const;
  bool prepareInPlace(const CallTarget& target);
  bool prepareGetter(const CallTarget& target);
  void prepareReturn();

  // ---- Inlining (inlined_calls.cpp)
  [[nodiscard]] bool isInlined() const { return caller_ != nullptr; }
  [[nodiscard]] std::vector<PreparedInfo::LabelRow>& rowsOfLabels() {
    return isInlined() ? info_->inlinedLabels : info_->labels;
  }
  bool prepareInlined(const CallTarget& target);
  [[nodiscard]] bool canInline(Method& callee) const;
  bool inlineBody(Method& callee, std::size_t firstArgument, int base);
  void noteInlined(std::size_t first, std::size_t firstArgument, int base, Method& callee);
  bool translateInlined();
  bool translateOrLeave(const bytecode::Instruction& at);
  bool prepareReading(const CallTarget& target);
  void prepareInlinedReturn();
  void emitInlinedCalls();

  Output owned_;  // the outermost one's
  Output& output_;
  Preparer* const caller_ = nullptr;
  std::vector<Entry> arguments_;  // of an inlined body
  int base_ = 0;                  // its frame begins here, and its result goes here
  bool isDead_ = false;           // control does not get here: the body has been left
  bool hasBranched_ = false;
  std::vector<std::size_t> returns_;  // jumps to the end of the body

  Linker& linker_;
  Method& method_;
  const MethodLayout& layout_;
  const DecodedCode& code_;
  int header_ = 0;  // the frame's header, counted from fp
  StackTyper typer_;
  std::uint32_t position_ = 0;
  std::size_t lastCount_ = 0;  // the last word that is IntAddSmall from a slot to itself; 0: none
  std::size_t counted_ = 0;    // the word of a label into which control falls from IntAddSmall on one slot; 0: none
  std::size_t fallen_ = 0;     // the word of a label into which control falls from a Charge; 0: none
  std::size_t edge_ = 0;       // the BranchWords of the last branch, if no label stands behind it; 0: none
  std::vector<Entry> entries_;
  std::vector<Word>& words_ = output_.words;
  std::size_t& lastResult_ = output_.lastResult;
  std::size_t& lastResultWord_ = output_.lastResultWord;
  std::unique_ptr<PreparedInfo>& info_ = output_.info;
  std::vector<std::uint32_t> labelWords_;  // by position; where control arrives
  std::vector<Patch> patches_;
};

}  // namespace tatu::vm

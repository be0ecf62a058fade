// The reference interpreter: one instruction of the verified stack code at a time, written to be read.
//
// It is the oracle for every faster tier. It shares heap, linker, natives and operations with them, and the layout of
// frames (method_layout.h), but nothing of the prepared form: it keeps its own list of frames and the type of every
// operand, and looks everything else up when it needs it.
//
// Rules that all tiers keep, in the form in which they are easiest to see:
//  1. A block's price is charged when the block is entered. Whether the balance is negative is looked at (`checkDue_`)
//     at the entry of a function, at the target of a backward branch, and at the entry of a handler, after charging.
//  2. A frame's position stays at its call instruction while a callee runs, and at an instruction that stopped.
//  3. An instruction that stops has changed nothing; one that throws loses its frame's operands before the exception is
//     made.
//  4. A native that is named by `call`, or by `call.virtual` where the receiver's type decides, runs without a frame;
//     any other native has one.
#pragma once

#include <optional>
#include <vector>

#include "vm/engine.h"
#include "vm/semantics/operations.h"

namespace tatu::vm {

class ReferenceEngine final : public Engine {
 public:
  explicit ReferenceEngine(GuestState& state) : state_(state), linker_(state.runtime.linker()) {}

  EngineStatus run(Worker& worker) override;
  void walk(const Fiber& fiber, FrameVisitor& visitor) override;
  void moveFrames(std::ptrdiff_t bytes) override;
  void suspend() override;
  void resume() override;
  void reset() override;

 private:
  struct Frame {
    Method* method = nullptr;
    const MethodLayout* layout = nullptr;
    std::uint32_t position = 0;
    FrameMoment moment = FrameMoment::Before;
    Slot* base = nullptr;
    Slot* top = nullptr;         // behind the last operand
    std::size_t firstType = 0;   // of its operands, in types_
    bool givesReceiver = false;  // entered by object.new: the caller gets base[0]
    bool givesNothing = false;   // entered by object.super
  };

  // Those of a fiber that does not run.
  struct Frames final : FiberFrames {
    std::vector<Frame> frames;
    std::vector<const RuntimeType*> types;
  };

  // What a call does besides entering its method.
  struct Entry {
    std::size_t entries = 0;  // operands that the call consumes
    bool givesReceiver = false;
    bool givesNothing = false;
  };

  // ---- The loop (engine.cpp)
  Outcome step();
  Outcome execute(const bytecode::Instruction& at);
  Outcome next();
  Outcome enterBlock(std::uint32_t position);
  Outcome branch(bytecode::LabelIndex label);
  Outcome begin();
  std::optional<EngineStatus> switchFiber();
  Outcome raise();
  Outcome unwind();
  bool enterHandler(Frame& frame, const RuntimeClass& cls);

  // ---- Operands
  Frame& frame() { return frames_.back(); }
  [[nodiscard]] const RuntimeType& typeOf(std::size_t below = 0) const { return *types_[types_.size() - 1 - below]; }
  // The first slot of the entry that has so many entries above it.
  Slot* entry(std::size_t below = 0);
  void push(const RuntimeType& type, const Slot* slots);
  void push(bytecode::TypeKind kind, Slot slot) { push(linker_.leaf(kind), &slot); }
  void drop(std::size_t entries);
  Slot* local(std::uint32_t number) { return frame().base + frame().layout->localOffsets[number]; }
  [[nodiscard]] const RuntimeType& typeAt(bytecode::TypeIndex index) const {
    return linker_.typeIn(contextOf(*frames_.back().method), index);
  }

  // ---- Instructions, by family
  Outcome executeConstant(const bytecode::Instruction& at);
  Outcome executeStack(const bytecode::Instruction& at);
  Outcome executeGlobal(const bytecode::Instruction& at);
  template <typename T>
  Outcome executeInteger(int operation, bytecode::TypeKind kind);
  template <typename T>
  Outcome executeFloat(int operation, bytecode::TypeKind kind);
  Outcome executeBool(const bytecode::Instruction& at);
  Outcome executeConversion(const bytecode::Instruction& at);
  Outcome executeFloatConversion(const bytecode::Instruction& at);
  Outcome executeString(const bytecode::Instruction& at);
  Outcome executeOptional(const bytecode::Instruction& at);
  Outcome executeTuple(const bytecode::Instruction& at);
  Outcome executeObject(const bytecode::Instruction& at);
  Outcome executeEnum(const bytecode::Instruction& at);
  Outcome executeClosureNew(const bytecode::Instruction& at);
  Outcome executeArray(const bytecode::Instruction& at);
  Outcome executeType(const bytecode::Instruction& at);
  Outcome executeBranch(const bytecode::Instruction& at);
  Outcome replace(bytecode::TypeKind kind, std::size_t entries, Slot slot);

  // ---- Calls (calls.cpp)
  Outcome executeCall(const bytecode::Instruction& at);
  Outcome callResolved(const CallTarget& target);
  Outcome callVirtual(const CallTarget& target);
  Outcome callClosure(std::uint32_t arguments);
  Outcome callConstructor(const bytecode::Instruction& at);
  Outcome callNativeDirectly(const CallTarget& target, Slot* base);
  Outcome returnFrom();
  Outcome enter(Method& method, Slot* base, const Entry& entry);
  void giveBack(const Frame& callee);

  GuestState& state_;
  Linker& linker_;
  std::optional<Operations> operations_;  // while it runs
  std::vector<Frame> frames_;
  std::vector<const RuntimeType*> types_;
  bool checkDue_ = false;
  bool startFailed_ = false;  // the first frame could not be entered
  bool isRaising_ = false;    // an exception for GuestState::failure is still to be made
};

}  // namespace tatu::vm

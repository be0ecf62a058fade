// The fast interpreter: runs prepared code with frames on the guest's stack.
//
// Registers of the loop: pc (the current word), fp (the current frame's header; locals below, operands above), fuel
// (the slice). They live in C++ locals and are written to the engine before anything that can look at the frames.
//
// Rules for the loop
//  1. It never calls itself, and what it calls never runs guest code.
//  2. SAVE comes before every operation that can allocate, throw, stop or walk the stack, and `fuel` is read again
//     after.
//  3. The doors out are few: raise (an operation has failed), pollHere (the slice is used up at a place where control
//     arrives), stopped, and Exit.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "vm/compiled/code_users.h"
#include "vm/compiled/compiled_code.h"
#include "vm/engine.h"
#include "vm/prepare/prepared_code.h"
#include "vm/semantics/operations.h"

namespace tatu::vm {

class InterpreterEngine final : public Engine {
 public:
  InterpreterEngine(GuestState& state, CompileOptions compile);

  EngineStatus run(Worker& worker) override;
  void walk(const Fiber& fiber, FrameVisitor& visitor) override;
  void moveFrames(std::ptrdiff_t bytes) override;
  void suspend() override;
  void resume() override {}
  void reset() override;

  // ---- For compiled code (vm/compiled/helpers.h)
  // If the instruction at pc is in an inlined body: leaves it, as if it had not been entered, for the call itself.
  bool leaveInlined();
  // Lets control into a body of the current method, if nothing speaks against it.
  void openInlined(InlinedBody& body);
  // Null: the guest is stopped.
  [[nodiscard]] const DispatchEntry* findTarget(Operations& operations, const RuntimeClass& cls,
                                                const Selector& selector, const Word* cache);
  [[nodiscard]] bool testType(const Object* object, const RuntimeType& type, const Word* cache);
  // What a receiver is boxed for.
  [[nodiscard]] const RuntimeType& boxTarget() const { return linker_.leaf(bytecode::TypeKind::Any); }

 private:
  // Where a fiber stands that does not run: before an instruction.
  struct Frames final : FiberFrames {
    const Word* pc = nullptr;
    Slot* fp = nullptr;
    bool isUnsettled = false;  // and so in unsettledFibers_
  };

  Outcome begin(Operations& operations);
  // The same, and on to where compiled code is left. None: the method has no such code, or no room or fuel for its
  // frame, and nothing has been done.
  CompiledExit beginCompiled();
  void makeFirstFrame(Method& method, const PreparedCode& code);
  EngineStatus proceed(Operations& operations, Worker& worker);
  // `left`: how compiled code has just been left.
  EngineStatus loop(Operations& operations, gc::ThreadAllocator& thread, CompiledExit left);

  // ---- Fibers (fiber_switch.cpp)
  // Control goes to the fiber whose turn it is, where it stands or at its begin; or the status to end with.
  [[gnu::noinline]] std::optional<EngineStatus> switchFiber(Operations& operations);
  void leaveFiber();
  void enterFiber(Fiber& fiber);
  // No frame of any fiber returns to compiled code any more (frame_header.h).
  void settleAll();

  // ---- Slow paths of the loop
  // The callee's code, made if need be; null if it cannot be called now: `outcome`. The frames may have moved: fp and
  // base are in execution_.
  [[gnu::noinline, gnu::cold]] const PreparedCode* makeCallable(Operations& operations, Method& callee, Slot* base,
                                                                Outcome& outcome);
  [[gnu::noinline, gnu::cold]] Outcome raise(Operations& operations);
  [[gnu::noinline]] Outcome unwind();
  bool enterHandler(const FrameView& frame, const RuntimeClass& cls);

  // ---- Compiled code
  [[nodiscard]] bool usesCompiled() const { return execution_.machineStack != nullptr; }
  // At a poll: lets go of compiled code, if some has been withdrawn.
  void acknowledgeWithdrawn();
  // The run is over.
  void leaveCompiled();
  // Time is spent in the method.
  void noteRunning(Method& method);
  // Compiled code has called it, and is left for that.
  void noteCallFromCompiled(Method& callee) {
    if (++callsFromCompiled_ % kCallsPerSample == 0) noteRunning(callee);
  }
  CompiledExit enterCompiled(const void* address);
  // Compiled code counts on it: without, a frame stays interpreted.
  [[nodiscard]] bool hasHeadroom(const Slot* fp, const PreparedCode& code) const;
  // The method's compiled code for a frame at fp; null if it has none.
  [[nodiscard]] const CompiledCode* compiledCode(Method& method, const PreparedCode& code, const Slot* fp);
  // Control has come back from a call to execution_.pc: the same.
  [[nodiscard]] const void* compiledReturn() const;
  // Control has arrived at execution_.pc: where compiled code for it goes on, or null. Notes that time is spent here.
  [[nodiscard]] const void* compiledHere(bool isPoll);

  // `runs`: a frame of the running fiber.
  [[nodiscard]] FrameView frameAt(const Word* pc, Slot* fp, bool isReturn, bool runs) const;

  GuestState& state_;
  Linker& linker_;
  const CompileOptions compile_;
  ExecutionState execution_;
  CodeUsers::User codeUser_;
  std::vector<std::int64_t> unsettledFibers_;  // by name: those that were left since all were settled
  std::uint64_t polls_ = 0;
  // Loops in compiled code ask for fuel in advance. So slices end at their heads, and what they call might never be
  // found running. So many calls of it take about as long as a slice.
  static constexpr std::uint32_t kCallsPerSample = 128;
  std::uint32_t callsFromCompiled_ = 0;
  bool isAtLabel_ = false;  // stands where control arrives, charged, perhaps not yet able to go on
  bool isRaising_ = false;  // an exception for GuestState::failure is still to be made
  bool startFailed_ = false;
  FrameMoment moment_ = FrameMoment::Before;  // of the innermost frame
};

}  // namespace tatu::vm

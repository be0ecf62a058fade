// Engine: what executes a guest's frames. The fast interpreter and the reference interpreter are engines; they share
// heap, linker, natives and operations, and must agree in everything a guest or its host can observe.
#pragma once

#include <cstdint>

#include "gc/roots.h"
#include "vm/frame/frame_state.h"
#include "vm/guest_state.h"
#include "vm/slot.h"

namespace tatu::vm {

enum class EngineStatus : std::uint8_t {
  Returned,    // the awaited fiber's first frame has returned: its result is at the stack's start
  Uncaught,    // GuestState::exception, or GuestState::failure where no exception could be made of it
  Stopped,     // GuestState::limit
  Deadlocked,  // every fiber waits for another one
};

// A frame as a walk meets it.
struct FrameView {
  Method* method = nullptr;
  std::uint32_t position = 0;  // of the instruction, in the decoded code
  FrameMoment moment = FrameMoment::Before;
  Slot* base = nullptr;
};

class FrameVisitor {
 public:
  // False ends the walk.
  virtual bool visitFrame(const FrameView& frame) = 0;

 protected:
  ~FrameVisitor() = default;
};

// Of all fibers, in an order that depends on the program alone.
class FiberVisitor : public FrameVisitor {
 public:
  // Before the fiber's frames. False: they are left out.
  virtual bool visitFiber(const Fiber& fiber) = 0;

 protected:
  ~FiberVisitor() = default;
};

class MethodCompiler;
struct ModuleImage;

// Whether and when the interpreter hands methods over to compiled code.
struct CompileOptions {
  MethodCompiler* compiler = nullptr;    // null: never
  const ModuleImage* program = nullptr;  // on whose behalf
  bool atOnce = false;                   // each method before its first call; else those where time is spent
  std::uint32_t leaveEvery = 0;          // for tests: every so many polls compiled code is left for the interpreter
};

class Engine {
 public:
  virtual ~Engine() = default;

  // Executes the guest's fibers. One with Fiber::starting begins with that, which may throw or stop like any call.
  virtual EngineStatus run(Worker& worker) = 0;
  // A fiber's frames, innermost first. The guest stands still, at a safepoint of its thread or stopped.
  virtual void walk(const Fiber& fiber, FrameVisitor& visitor) = 0;
  // The running fiber's stack has moved by so many bytes.
  virtual void moveFrames(std::ptrdiff_t bytes) = 0;
  // The running fiber's frames are kept with it, as another engine is to run the guest's fibers; if it has ended, it is
  // given up. And: it is the running one again.
  virtual void suspend() = 0;
  virtual void resume() = 0;
  // Drops all frames of the running fiber.
  virtual void reset() = 0;
};

[[nodiscard]] std::unique_ptr<Engine> makeReferenceEngine(GuestState& state);
[[nodiscard]] std::unique_ptr<Engine> makeInterpreterEngine(GuestState& state, CompileOptions compile);

}  // namespace tatu::vm

// The dispatch loop. The bodies of the instructions are in the loop_*.inc files, by family; each ends in NEXT or in a
// jump to another body or door. A row of prepared_ops.def without a body does not compile.
#include <algorithm>
#include <atomic>
#include <bit>
#include <cmath>
#include <cstring>

#include "bytecode/arithmetic.h"
#include "gc/allocate.h"
#include "vm/compiled/frame_header.h"
#include "vm/interpreter/interpreter_engine.h"
#include "vm/interpreter/loop_fuel.h"
#include "vm/link/in_place.h"
#include "vm/prepare/word_access.h"

namespace tatu::vm {

namespace arithmetic = bytecode::arithmetic;

namespace {

Failure unsetGlobal(const GuestState& state, GlobalWord place) {
  for (const ModuleImage* image : state.modules) {
    for (const GlobalDefinition& global : image->ownGlobals) {
      if (image->number == place.module && global.slot == place.slot) return failures::unsetGlobal(global.name);
    }
  }
  return failures::unreachable();
}

// Arguments move up by one slot to make room for a receiver.
inline void shiftUp(Slot* base, int slots) {
  for (int i = slots; i > 0; --i) base[i] = base[i - 1];
}

}  // namespace

#define A fp[pc->a]
#define B fp[pc->b]
#define C fp[pc->c]
#define SAVE            \
  do {                  \
    execution_.pc = pc; \
    execution_.fp = fp; \
    state_.fuel = fuel; \
  } while (false)
#define DISPATCH goto* kBodies[pc->op]
#define NEXT(words) \
  do {              \
    pc += (words);  \
    DISPATCH;       \
  } while (false)
// An operation that may throw or stop; the instruction is `words` long.
#define SLOW(expression, words)               \
  do {                                        \
    SAVE;                                     \
    outcome = (expression);                   \
    fuel = state_.fuel;                       \
    if (outcome != Outcome::Done) goto ended; \
    NEXT(words);                              \
  } while (false)
#define FAIL(failureExpression)           \
  do {                                    \
    SAVE;                                 \
    state_.failure = (failureExpression); \
    goto failed;                          \
  } while (false)
#define BODY(name) name##Body

// Computed goto is an extension that both compilers of the project have.
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wpedantic"

EngineStatus InterpreterEngine::loop(Operations& operations, gc::ThreadAllocator& thread, CompiledExit left) {
  static const void* const kBodies[] = {
#define TATU_PREPARED(name, words, effect, operands) &&name##Body,
#include "vm/prepare/prepared_ops.def"
#undef TATU_PREPARED
  };
  Slot* limit = state_.stackLimit;
  const Word* pc = nullptr;
  Slot* fp = nullptr;
  LoopFuel fuel = 0;
  Outcome outcome = Outcome::Done;
  std::int64_t failedIndex = 0;
  std::uint64_t failedLength = 0;
  bool wentBack = false;  // the branch that used up the slice
  // Of a call under way.
  Method* callee = nullptr;
  Slot* base = nullptr;
  const PreparedCode* code = nullptr;
  int words = 0;
  const void* address = nullptr;  // of compiled code
  const bool usesCompiled = this->usesCompiled();
  if (left != CompiledExit::None) goto leftCompiled;

resume:  // a fiber begins or goes on where execution_ says
  limit = state_.stackLimit;
  pc = execution_.pc;
  fp = execution_.fp;
  fuel = state_.fuel;
  if (startFailed_ || isRaising_) goto raise;
  if (fuel < 0 && isAtLabel_) goto pollHere;
  if (isAtLabel_ && (address = compiledHere(false)) != nullptr) goto runCompiled;
  isAtLabel_ = false;
  DISPATCH;

#include "vm/interpreter/loop_calls.inc"
#include "vm/interpreter/loop_control.inc"
#include "vm/interpreter/loop_numbers.inc"
#include "vm/interpreter/loop_objects.inc"

  // ---- The doors

indexFailure:
  FAIL(failures::index(failedIndex, failedLength));

failed:
  outcome = Outcome::Thrown;
ended:
  if (state_.exception == nullptr && leaveInlined()) {
    pc = execution_.pc;
    fuel = state_.fuel;
    DISPATCH;
  }
  if (outcome == Outcome::Stopped) goto stopped;
raise:
  outcome = raise(operations);
  if (outcome == Outcome::Stopped) return EngineStatus::Stopped;
  if (outcome == Outcome::Thrown) return EngineStatus::Uncaught;
  pc = execution_.pc;
  fp = execution_.fp;
  fuel = state_.fuel;
  if (fuel >= 0) {
    if ((address = compiledHere(false)) != nullptr) goto runCompiled;
    DISPATCH;
  }
  goto pollHere;

stopped:  // at a limit, or the fiber waits
  if (!state_.fibers.isSwitchDue()) return EngineStatus::Stopped;
switchFiber:
  if (const auto status = switchFiber(operations)) return *status;
  goto resume;

pollHere:  // everything is charged, nothing of what stands here has been done
  SAVE;
  isAtLabel_ = true;
  if (usesCompiled) acknowledgeWithdrawn();
  if (operations.poll() == Outcome::Stopped) return EngineStatus::Stopped;
  fuel = state_.fuel;
  address = compiledHere(true);
  isAtLabel_ = false;
  if (address == nullptr) DISPATCH;

runCompiled:
  isAtLabel_ = false;
  SAVE;
  left = enterCompiled(address);
leftCompiled:
  pc = execution_.pc;
  fp = execution_.fp;
  fuel = state_.fuel;
  switch (left) {
    case CompiledExit::Interpret: DISPATCH;
    case CompiledExit::Returned:
      // The frame was left for the interpreter, or is older than its compiled code.
      if ((address = compiledReturn()) != nullptr) goto runCompiled;
      DISPATCH;
    case CompiledExit::Poll: goto pollHere;
    case CompiledExit::Call: goto callFromCompiled;
    case CompiledExit::Thrown: goto failed;
    case CompiledExit::Stopped: outcome = Outcome::Stopped; goto ended;
    case CompiledExit::None: break;
  }
  __builtin_unreachable();
}

#pragma GCC diagnostic pop

}  // namespace tatu::vm

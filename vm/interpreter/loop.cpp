// The dispatch loop. The bodies of the instructions are in the loop_*.inc files, by family; each ends in NEXT or in a
// jump to another body or door. A row of prepared_ops.def without a body does not compile.
#include <algorithm>
#include <atomic>
#include <bit>
#include <cmath>
#include <cstring>

#include "gc/allocate.h"
#include "vm/interpreter/interpreter_engine.h"
#include "vm/interpreter/loop_fuel.h"
#include "vm/semantics/arithmetic.h"

namespace tatu::vm {

namespace {

inline std::uint64_t wordAt(const Word* at) { return std::bit_cast<std::uint64_t>(*at); }

template <typename T>
inline T* pointerAt(const Word* at) {
  return reinterpret_cast<T*>(wordAt(at));
}

template <typename T>
inline T dataAt(const Word* at) {
  return std::bit_cast<T>(*at);
}

inline std::uint64_t cacheAt(const Word* at) {
  auto& word = *reinterpret_cast<std::uint64_t*>(const_cast<Word*>(at));
  return std::atomic_ref(word).load(std::memory_order_acquire);
}

inline std::byte* bytesOf(Slot reference) { return reinterpret_cast<std::byte*>(reference); }
inline const RuntimeClass* classOf(Slot reference) {
  return static_cast<const RuntimeClass*>(referenceOf(reference)->layout);
}
inline gc::ArrayObject* arrayOf(Slot reference) { return static_cast<gc::ArrayObject*>(referenceOf(reference)); }
inline ArrayObject& arrayObjectOf(Slot reference) { return static_cast<ArrayObject&>(*arrayOf(reference)); }
inline StringObject& stringOf(Slot reference) { return static_cast<StringObject&>(*arrayOf(reference)); }

template <typename T>
inline T load(const std::byte* from) {
  T value;
  std::memcpy(&value, from, sizeof value);
  return value;
}

// The parts of BranchWords.
inline std::int64_t distanceAt(const Word* branch) { return dataAt<std::int64_t>(branch); }
inline std::int64_t takenCostAt(const Word* branch) { return dataAt<std::int64_t>(branch + 1); }
inline std::int64_t passedCostAt(const Word* branch) { return dataAt<std::int64_t>(branch + 2); }

template <typename T>
inline void store(std::byte* to, Slot slot) {
  const T value = static_cast<T>(slot);
  std::memcpy(to, &value, sizeof value);
}

template <typename T>
inline std::byte* elementOf(gc::ArrayObject* array, std::uint64_t index) {
  return reinterpret_cast<std::byte*>(array) + gc::kArrayElementsOffset + index * sizeof(T);
}

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
    pc_ = pc;           \
    fp_ = fp;           \
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

EngineStatus InterpreterEngine::loop(Operations& operations, gc::ThreadAllocator& thread) {
  static const void* const kBodies[] = {
#define TATU_PREPARED(name, words, effect) &&name##Body,
#include "vm/prepare/prepared_ops.def"
#undef TATU_PREPARED
  };
  Slot* limit = state_.stackLimit;
  const Word* pc = pc_;
  Slot* fp = fp_;
  LoopFuel fuel = state_.fuel;
  Outcome outcome = Outcome::Done;
  std::int64_t failedIndex = 0;
  std::uint64_t failedLength = 0;
  bool wentBack = false;  // the branch that used up the slice
  // Of a call under way.
  Method* callee = nullptr;
  Slot* base = nullptr;
  const PreparedCode* code = nullptr;
  int words = 0;

  if (startFailed_ || isRaising_) goto raise;
  if (fuel < 0 && isAtLabel_) goto pollHere;
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
    pc = pc_;
    fuel = state_.fuel;
    DISPATCH;
  }
  if (outcome == Outcome::Stopped) return EngineStatus::Stopped;
raise:
  outcome = raise(operations);
  if (outcome == Outcome::Stopped) return EngineStatus::Stopped;
  if (outcome == Outcome::Thrown) return EngineStatus::Uncaught;
  pc = pc_;
  fp = fp_;
  fuel = state_.fuel;
  if (fuel >= 0) DISPATCH;

pollHere:  // everything is charged, nothing of what stands here has been done
  SAVE;
  isAtLabel_ = true;
  if (operations.poll() == Outcome::Stopped) return EngineStatus::Stopped;
  isAtLabel_ = false;
  fuel = state_.fuel;
  DISPATCH;
}

#pragma GCC diagnostic pop

}  // namespace tatu::vm

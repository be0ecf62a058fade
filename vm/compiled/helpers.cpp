#include "vm/compiled/helpers.h"

#include <algorithm>
#include <cmath>
#include <cstring>

#include "vm/compiled/frame_header.h"
#include "vm/interpreter/interpreter_engine.h"
#include "vm/prepare/word_access.h"
#include "vm/semantics/operations.h"

#define A fp[pc->a]
#define B fp[pc->b]
#define C fp[pc->c]

namespace tatu::vm::helpers {

namespace {

HelperResult resultOf(Outcome outcome) { return static_cast<HelperResult>(outcome); }
static_assert(static_cast<int>(Outcome::Done) == static_cast<int>(HelperResult::Done));
static_assert(static_cast<int>(Outcome::Thrown) == static_cast<int>(HelperResult::Thrown));
static_assert(static_cast<int>(Outcome::Stopped) == static_cast<int>(HelperResult::Stopped));

// Whether a call of the method can go on without growing the stack or preparing it.
bool hasRoom(const ExecutionState& state, const Method& method, const Slot* base) {
  const PreparedCode& code = *method.prepared.load(std::memory_order_acquire);
  return state.stackLimit - base - static_cast<std::ptrdiff_t>(code.localSlots) >=
         static_cast<std::ptrdiff_t>(code.slotsAbove);
}

}  // namespace

#define TATU_OPERATION(name, words, expression)              \
  HelperResult name(ExecutionState& state, const Word* pc) { \
    Operations& operations = *state.operations;              \
    Slot* const fp = state.fp;                               \
    return resultOf(expression);                             \
  }
#include "vm/prepare/operations.inc"
#undef TATU_OPERATION

HelperResult RotateN(ExecutionState& state, const Word* pc) {
  Slot* const fp = state.fp;
  std::rotate(&A, &A + pc->b, &A + pc->c);
  return HelperResult::Done;
}

HelperResult FloatRemainder(ExecutionState& state, const Word* pc) {
  Slot* const fp = state.fp;
  A = slotOfFloat(std::fmod(floatOf(B), floatOf(C)));
  return HelperResult::Done;
}

HelperResult Float32Remainder(ExecutionState& state, const Word* pc) {
  Slot* const fp = state.fp;
  A = slotOfFloat32(std::fmod(float32Of(B), float32Of(C)));
  return HelperResult::Done;
}

HelperResult StringEqual(ExecutionState& state, const Word* pc) {
  Slot* const fp = state.fp;
  const StringObject& left = stringOf((&A)[0]);
  const StringObject& right = stringOf((&A)[1]);
  if (!state.operations->pay(Operations::priceOfEqual(left, right))) return HelperResult::Stopped;
  A = slotOfBool(Operations::equal(left, right));
  return HelperResult::Done;
}

HelperResult StringCompare(ExecutionState& state, const Word* pc) {
  Slot* const fp = state.fp;
  const StringObject& left = stringOf((&A)[0]);
  const StringObject& right = stringOf((&A)[1]);
  if (!state.operations->pay(Operations::priceOfCompare(left, right))) return HelperResult::Stopped;
  A = slotOfInt(Operations::compare(left, right));
  return HelperResult::Done;
}

HelperResult FieldGetN(ExecutionState& state, const Word* pc) {
  Slot* const fp = state.fp;
  loadField(*referenceOf(B), *pointerAt<const FieldLayout>(pc + 1), &A);
  return HelperResult::Done;
}

HelperResult FieldSetN(ExecutionState& state, const Word* pc) {
  Slot* const fp = state.fp;
  storeField(*referenceOf(B), *pointerAt<const FieldLayout>(pc + 1), &A);
  return HelperResult::Done;
}

HelperResult TypeIs(ExecutionState& state, const Word* pc) {
  Slot* const fp = state.fp;
  A = slotOfBool(state.engine->testType(referenceOf(B), *pointerAt<const RuntimeType>(pc + 1), pc + 2));
  return HelperResult::Done;
}

HelperResult CastReference(ExecutionState& state, const Word* pc) {
  Slot* const fp = state.fp;
  const RuntimeType& type = *pointerAt<const RuntimeType>(pc + 1);
  const Slot object = B;
  if (!state.engine->testType(referenceOf(object), type, pc + 2))
    return resultOf(state.operations->cast(object, type, &A));
  A = object;
  return HelperResult::Done;
}

HelperResult CastOptional(ExecutionState& state, const Word* pc) {
  Slot* const fp = state.fp;
  state.operations->castOptional(B, *pointerAt<const RuntimeType>(pc + 1), &A);
  return HelperResult::Done;
}

HelperResult OpenInlined(ExecutionState& state, const Word* pc) {
  state.engine->openInlined(*pointerAt<InlinedBody>(pc + 1));
  return HelperResult::Done;
}

HelperResult Clear(ExecutionState& state, const Word* pc) {
  Slot* const fp = state.fp;
  std::fill_n(&A, pc->b, Slot{0});
  return HelperResult::Done;
}

HelperResult leaveInlined(ExecutionState& state, const Word*) {
  return state.engine->leaveInlined() ? HelperResult::Done : HelperResult::Interpret;
}

HelperResult allocate(ExecutionState& state, const Word* pc) {
  Object* const object = state.operations->allocate(*pointerAt<const RuntimeClass>(pc + 2));
  if (object == nullptr) return HelperResult::Stopped;
  state.base = reinterpret_cast<Slot*>(object);
  return HelperResult::Done;
}

HelperResult findTarget(ExecutionState& state, const Word* pc) {
  Slot* const fp = state.fp;
  Slot* const base = &A;
  const RuntimeClass& cls = *classOf(base[0]);
  const auto* entry = reinterpret_cast<const DispatchEntry*>(cacheAt(pc + 2));
  if (entry == nullptr || entry->receiver != &cls) {
    entry = state.engine->findTarget(*state.operations, cls, *pointerAt<const Selector>(pc + 1), pc + 2);
    if (entry == nullptr) return HelperResult::Stopped;
  }
  state.callee = entry->method;
  if (!entry->unboxes) return HelperResult::Done;
  if (!hasRoom(state, *entry->method, base)) return HelperResult::Interpret;
  const Object& receiver = *referenceOf(base[0]);
  std::memmove(base + cls.type->slotCount(), base + 1, static_cast<std::size_t>(pc->b - 1) * sizeof(Slot));
  loadField(receiver, cls.fields[0], base);
  return HelperResult::Done;
}

HelperResult openClosure(ExecutionState& state, const Word* pc) {
  Slot* const fp = state.fp;
  Slot* const base = &A;
  const Object& closure = *referenceOf(base[0]);
  const RuntimeClass& cls = *classOf(base[0]);
  if (!hasRoom(state, *cls.function, base)) return HelperResult::Interpret;
  state.callee = cls.function;
  if (cls.captureSlots != 1) {
    std::memmove(base + cls.captureSlots, base + 1, static_cast<std::size_t>(pc->b) * sizeof(Slot));
  }
  Slot* to = base;
  for (const FieldLayout& capture : cls.fields) {
    loadField(closure, capture, to);
    to += capture.parts.size();
  }
  return HelperResult::Done;
}

HelperResult boxReceiver(ExecutionState& state, const Word* pc) {
  Slot* const fp = state.fp;
  Slot* const base = &A;
  if (!hasRoom(state, *pointerAt<Method>(pc + 1), base)) return HelperResult::Interpret;
  const RuntimeType& type = *pointerAt<const RuntimeType>(pc + 2);
  Slot boxed = 0;
  const Outcome outcome = state.operations->box(type, state.engine->boxTarget(), base, boxed);
  if (outcome != Outcome::Done) return resultOf(outcome);
  const std::uint32_t width = type.slotCount();
  std::memmove(base + 1, base + width, (static_cast<std::uint32_t>(pc->b) - width) * sizeof(Slot));
  base[0] = boxed;
  return HelperResult::Done;
}

}  // namespace tatu::vm::helpers

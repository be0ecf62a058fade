// The loop of the reference interpreter: blocks, fuel, exceptions.
#include <algorithm>
#include <utility>

#include "os/fault.h"
#include "vm/reference/reference_engine.h"

namespace tatu::vm {

using bytecode::Flow;
using bytecode::Instruction;
using bytecode::Opcode;

std::unique_ptr<Engine> makeReferenceEngine(GuestState& state) { return std::make_unique<ReferenceEngine>(state); }

// ---- Operands

Slot* ReferenceEngine::entry(std::size_t below) {
  Slot* at = frame().top;
  for (std::size_t i = 0; i <= below; ++i) at -= typeOf(i).slotCount();
  return at;
}

void ReferenceEngine::push(const RuntimeType& type, const Slot* slots) {
  std::copy_n(slots, type.slotCount(), frame().top);
  frame().top += type.slotCount();
  types_.push_back(&type);
}

void ReferenceEngine::drop(std::size_t entries) {
  for (std::size_t i = 0; i < entries; ++i) {
    frame().top -= typeOf().slotCount();
    types_.pop_back();
  }
}

Outcome ReferenceEngine::replace(bytecode::TypeKind kind, std::size_t entries, Slot slot) {
  drop(entries);
  push(kind, slot);
  return next();
}

// ---- Flow

Outcome ReferenceEngine::enterBlock(std::uint32_t position) {
  frame().position = position;
  operations_->charge(frame().layout->code->blockCost(position));
  return Outcome::Done;
}

Outcome ReferenceEngine::next() { return enterBlock(frame().position + 1); }

Outcome ReferenceEngine::branch(bytecode::LabelIndex label) {
  const std::uint32_t target = frame().layout->code->positionOf(label);
  checkDue_ = target <= frame().position;
  return enterBlock(target);
}

Outcome ReferenceEngine::step() {
  if (checkDue_ && state_.fuel < 0) {
    const Outcome outcome = operations_->poll();
    if (outcome != Outcome::Done) return outcome;
  }
  checkDue_ = false;
  if (frame().layout->code != nullptr) return execute((*frame().layout->code)[frame().position]);
  const Outcome outcome = operations_->callNative(*frame().method, frame().base);
  return outcome == Outcome::Done ? returnFrom() : outcome;
}

EngineStatus ReferenceEngine::run(Worker& worker) {
  operations_.emplace(state_, worker);
  Fibers& fibers = state_.fibers;
  for (;;) {
    if (fibers.isSwitchDue()) {
      if (const auto status = switchFiber()) return *status;
    }
    if (fibers.running().starting != nullptr && begin() == Outcome::Stopped) return EngineStatus::Stopped;
    if (frames_.empty() && !startFailed_) {
      if (fibers.runsAwaited()) return operations_->endOfAwaited();
      fibers.end();
      continue;
    }
    Outcome outcome = startFailed_ || isRaising_ ? Outcome::Thrown : step();
    if (outcome == Outcome::Thrown) outcome = raise();
    if (outcome == Outcome::Thrown) return EngineStatus::Uncaught;
    if (outcome == Outcome::Stopped && !fibers.isSwitchDue()) return EngineStatus::Stopped;
  }
}

// The fiber that parks stays the running one until another is found.
std::optional<EngineStatus> ReferenceEngine::switchFiber() {
  const auto next = operations_->awaitFiber();
  if (!next) return next.error();
  Fibers& fibers = state_.fibers;
  if (*next != &fibers.running()) suspend();
  fibers.setRunning(**next);
  state_.useStack();
  resume();
  return std::nullopt;
}

void ReferenceEngine::suspend() {
  if (frames_.empty()) return state_.heap.release(state_.fibers.discardEnded());
  auto left = std::make_unique<Frames>();
  left->frames.swap(frames_);
  left->types.swap(types_);
  state_.fibers.running().frames = std::move(left);
}

void ReferenceEngine::resume() {
  const auto frames = std::move(state_.fibers.running().frames);
  if (frames == nullptr) return;
  frames_.swap(static_cast<Frames&>(*frames).frames);
  types_.swap(static_cast<Frames&>(*frames).types);
}

Outcome ReferenceEngine::begin() {
  Fiber& fiber = state_.fibers.running();
  Slot* base = state_.stack;
  const Outcome outcome = operations_->makeCallable(*fiber.starting, base);
  if (outcome == Outcome::Stopped) return outcome;
  Method& method = *std::exchange(fiber.starting, nullptr);
  startFailed_ = outcome == Outcome::Thrown;
  if (startFailed_) return outcome;
  const MethodLayout& layout = linker_.layoutOf(method);
  Frame first;
  first.method = &method;
  first.layout = &layout;
  first.base = base;
  first.top = base + layout.localSlots + kFrameHeaderSlots;
  frames_.push_back(first);
  if (layout.clearsLocals) std::fill(base + method.parameterSlots(), base + layout.localSlots, 0);
  state_.fuel -= layout.clearingCost();
  if (layout.code != nullptr) state_.fuel -= static_cast<std::int64_t>(layout.code->blockCost(0));
  checkDue_ = true;
  return Outcome::Done;
}

void ReferenceEngine::walk(const Fiber& fiber, FrameVisitor& visitor) {
  const bool runs = &fiber == &state_.fibers.running();
  if (!runs && fiber.frames == nullptr) return;
  const std::vector<Frame>& frames = runs ? frames_ : static_cast<const Frames&>(*fiber.frames).frames;
  for (auto at = frames.rbegin(); at != frames.rend(); ++at) {
    if (!visitor.visitFrame({at->method, at->position, at->moment, at->base})) return;
  }
}

void ReferenceEngine::moveFrames(std::ptrdiff_t bytes) {
  const auto move = [bytes](Slot* at) { return reinterpret_cast<Slot*>(reinterpret_cast<std::byte*>(at) + bytes); };
  for (Frame& frame : frames_) {
    frame.base = move(frame.base);
    frame.top = move(frame.top);
  }
}

void ReferenceEngine::reset() {
  frames_.clear();
  types_.clear();
  state_.fibers.running().starting = nullptr;
  checkDue_ = false;
  startFailed_ = false;
  isRaising_ = false;
}

// ---- Exceptions

// Done: a handler goes on. Thrown: nobody catches it. If it stops, it goes on here: what failed is not done again.
Outcome ReferenceEngine::raise() {
  if (state_.exception == nullptr) {
    if (!frames_.empty()) frame().moment = FrameMoment::Throwing;
    const Outcome outcome = operations_->makeException();
    isRaising_ = outcome == Outcome::Stopped;
    if (outcome != Outcome::Done) return outcome;
  }
  return unwind();
}

bool ReferenceEngine::enterHandler(Frame& handling, const RuntimeClass& cls) {
  const MethodLayout& layout = *handling.layout;
  for (std::uint32_t i = layout.handlerAt(handling.position); i != HandlerRange::kNone; i = layout.handlers[i].outer) {
    const HandlerRange& range = layout.handlers[i];
    --state_.fuel;
    if (!linker_.isInstance(cls, *range.type)) continue;
    const Slot exception = slotOfReference(state_.exception);
    state_.exception = nullptr;
    types_.resize(handling.firstType);
    handling.top = handling.base + handling.layout->localSlots + kFrameHeaderSlots;
    handling.moment = FrameMoment::Before;
    push(*range.type, &exception);
    enterBlock(range.target);
    checkDue_ = true;
    return true;
  }
  return false;
}

Outcome ReferenceEngine::unwind() {
  startFailed_ = false;
  const RuntimeClass& cls = classOf(*state_.exception);
  while (!frames_.empty()) {
    if (enterHandler(frame(), cls)) return Outcome::Done;
    types_.resize(frame().firstType);
    frames_.pop_back();
  }
  return Outcome::Thrown;
}

// ---- The instructions by family; numbers.cpp, values.cpp, objects.cpp and calls.cpp have them.

namespace {

bool isBetween(Opcode opcode, Opcode first, Opcode last) { return opcode >= first && opcode <= last; }

int distance(Opcode opcode, Opcode first) { return static_cast<int>(opcode) - static_cast<int>(first); }

}  // namespace

Outcome ReferenceEngine::execute(const Instruction& at) {
  using bytecode::TypeKind;
  using enum Opcode;
  const Opcode opcode = at.opcode;
  if (isBetween(opcode, PushInt, PushNull)) return executeConstant(at);
  if (isBetween(opcode, LocalGet, Swap)) return executeStack(at);
  if (isBetween(opcode, GlobalGet, GlobalSet)) return executeGlobal(at);
  if (isBetween(opcode, IntAdd, IntGreaterEqual)) {
    return executeInteger<std::int64_t>(distance(opcode, IntAdd), TypeKind::Int);
  }
  if (isBetween(opcode, Int32Add, Int32GreaterEqual)) {
    return executeInteger<std::int32_t>(distance(opcode, Int32Add), TypeKind::Int32);
  }
  if (isBetween(opcode, FloatAdd, FloatGreaterEqual)) {
    return executeFloat<double>(distance(opcode, FloatAdd), TypeKind::Float);
  }
  if (isBetween(opcode, Float32Add, Float32GreaterEqual)) {
    return executeFloat<float>(distance(opcode, Float32Add), TypeKind::Float32);
  }
  if (isBetween(opcode, BoolNot, ReferenceEqual)) return executeBool(at);
  if (isBetween(opcode, Int32ToInt, BitsToFloat32)) return executeConversion(at);
  if (isBetween(opcode, StringLength, StringConcat)) return executeString(at);
  if (isBetween(opcode, OptionalSome, OptionalIsNull)) return executeOptional(at);
  if (isBetween(opcode, TupleMake, TupleGet)) return executeTuple(at);
  if (isBetween(opcode, ObjectNew, FieldSet)) return executeObject(at);
  if (isBetween(opcode, EnumNew, EnumGet)) return executeEnum(at);
  if (opcode == ClosureNew) return executeClosureNew(at);
  if (isBetween(opcode, ArrayNew, ArrayFill)) return executeArray(at);
  if (isBetween(opcode, TypeBox, TypeCastOptional)) return executeType(at);
  if (isBetween(opcode, Call, CallClosure)) return executeCall(at);
  return executeBranch(at);
}

Outcome ReferenceEngine::executeBranch(const Instruction& at) {
  switch (at.opcode) {
    case Opcode::Return: return returnFrom();
    case Opcode::Jump: return branch(at.label());
    case Opcode::JumpTrue:
    case Opcode::JumpFalse: {
      const bool taken = boolOf(*entry()) == (at.opcode == Opcode::JumpTrue);
      drop(1);
      return taken ? branch(at.label()) : next();
    }
    case Opcode::JumpNull:
    case Opcode::JumpPresent: return executeOptional(at);
    case Opcode::Switch: {
      const std::int32_t number = int32Of(*entry());
      drop(1);
      const auto labels = at.labels();
      const std::uint32_t last = labels.size() - 1;
      const bool inside = number >= 0 && static_cast<std::uint32_t>(number) < last;
      return branch(*std::next(labels.begin(), inside ? number : static_cast<std::int32_t>(last)));
    }
    case Opcode::Throw: {
      Object* const exception = referenceOf(*entry());
      const Outcome outcome = operations_->throwObject(*exception);
      return outcome == Outcome::Done ? Outcome::Thrown : outcome;
    }
    case Opcode::Unreachable: return operations_->fail(failures::unreachable());
    default: os::fault("an instruction without meaning");
  }
}

}  // namespace tatu::vm

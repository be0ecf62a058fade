// Entering, leaving, walking and unwinding frames of the fast interpreter.
#include <algorithm>
#include <atomic>
#include <utility>

#include "vm/compiled/frame_header.h"
#include "vm/compiled/method_compiler.h"
#include "vm/interpreter/interpreter_engine.h"
#include "vm/interpreter/loop_fuel.h"
#include "vm/unseen_reads.h"

namespace tatu::vm {

namespace {

const Word kExit{static_cast<std::uint16_t>(PreparedOp::Exit), 0, 0, 0};

Slot slotOf(const void* pointer) { return reinterpret_cast<std::uintptr_t>(pointer); }

// The word of EnterInlined that says how much fuel there must be; INT64_MAX closes the body.
void setMostCost(const PreparedCode& code, const InlinedBody& body, std::int64_t cost) {
  auto& word = *reinterpret_cast<std::int64_t*>(const_cast<Word*>(code.words() + body.first + 1));
  std::atomic_ref(word).store(cost, std::memory_order_relaxed);
}

}  // namespace

InterpreterEngine::InterpreterEngine(GuestState& state, CompileOptions compile)
    : state_(state), linker_(state.runtime.linker()), compile_(compile) {
  execution_.fuel = &state_.fuel;
  execution_.globals = reinterpret_cast<Slot**>(state_.globals.data());
  execution_.heap = &state_.heap;
  execution_.guest = &state_;
  execution_.stringClass = &linker_.classFor(linker_.leaf(bytecode::TypeKind::String));
  execution_.engine = this;
}

std::unique_ptr<Engine> makeInterpreterEngine(GuestState& state, CompileOptions compile) {
  return std::make_unique<InterpreterEngine>(state, compile);
}

Outcome InterpreterEngine::begin(Operations& operations) {
  Fiber& fiber = state_.fibers.running();
  Slot* base = state_.stack;
  const Outcome outcome = operations.makeCallable(*fiber.starting, base);
  if (outcome == Outcome::Stopped) return outcome;
  Method& method = *std::exchange(fiber.starting, nullptr);
  startFailed_ = outcome == Outcome::Thrown;
  if (startFailed_) return outcome;
  const PreparedCode& code = prepare(linker_, method);
  if (compile_.atOnce) compile_.compiler->compile(method, *compile_.program);
  makeFirstFrame(method, code);
  isAtLabel_ = true;
  return Outcome::Done;
}

CompiledExit InterpreterEngine::beginCompiled() {
  Fiber& fiber = state_.fibers.running();
  Method& method = *fiber.starting;
  const PreparedCode& code = *method.prepared.load(std::memory_order_acquire);
  const CompiledCode* const compiled = code.compiled.load(std::memory_order_acquire);
  if (compiled == nullptr || !usesCompiled() || state_.fuel < code.entryCost) return CompiledExit::None;
  if (!hasHeadroom(state_.stack + code.localSlots, code)) return CompiledExit::None;
  fiber.starting = nullptr;
  makeFirstFrame(method, code);
  return enterCompiled(compiled->bodyEntry);
}

// Charged.
void InterpreterEngine::makeFirstFrame(Method& method, const PreparedCode& code) {
  execution_.fp = state_.stack + code.localSlots;
  execution_.pc = code.words();
  makeHeader(execution_.fp, &kExit, nullptr, method);
  state_.fuel -= code.entryCost;
}

EngineStatus InterpreterEngine::run(Worker& worker) {
  const Worker::Run itself(worker);
  Operations operations(state_, worker);
  execution_.thread = &worker.allocator();
  execution_.operations = &operations;
  if (compile_.compiler != nullptr) {
    execution_.machineStack = worker.machineStack(state_.mostStackSlots);
  }
  if (!usesCompiled()) return proceed(operations, worker);
  compile_.compiler->users().join(codeUser_);
  const EngineStatus status = proceed(operations, worker);
  leaveCompiled();
  return status;
}

EngineStatus InterpreterEngine::proceed(Operations& operations, Worker& worker) {
  auto left = CompiledExit::None;
  if (state_.fibers.isSwitchDue()) {
    if (const auto status = switchFiber(operations)) return *status;
  } else if (state_.fibers.running().starting != nullptr) {
    left = beginCompiled();
    const bool hasEnded = left == CompiledExit::Returned && execution_.fp == nullptr;
    if (hasEnded && state_.fibers.runsAwaited()) return EngineStatus::Returned;
    if (left == CompiledExit::None && begin(operations) == Outcome::Stopped) return EngineStatus::Stopped;
  }
  return loop(operations, worker.allocator(), left);
}

void InterpreterEngine::reset() {
  execution_.fp = nullptr;
  state_.fibers.running().starting = nullptr;
  isAtLabel_ = isRaising_ = startFailed_ = false;
  moment_ = FrameMoment::Before;
}

// ---- Calls

const PreparedCode* InterpreterEngine::makeCallable(Operations& operations, Method& callee, Slot* base,
                                                    Outcome& outcome) {
  execution_.base = base;
  outcome = operations.makeCallable(callee, execution_.base);
  return outcome == Outcome::Done ? &prepare(linker_, callee) : nullptr;
}

// The caches in code are words that any thread may replace with another that is right as well.
const DispatchEntry* InterpreterEngine::findTarget(Operations& operations, const RuntimeClass& cls,
                                                   const Selector& selector, const Word* cache) {
  const DispatchEntry* entry = nullptr;
  if (operations.dispatch(cls, selector, entry) != Outcome::Done) return nullptr;
  auto& word = *reinterpret_cast<std::uint64_t*>(const_cast<Word*>(cache));
  publishForUnseenReads();
  std::atomic_ref(word).store(slotOf(entry), std::memory_order_release);
  return entry;
}

bool InterpreterEngine::testType(const Object* object, const RuntimeType& type, const Word* cache) {
  if (object == nullptr) return type.isOptional();
  const RuntimeClass& cls = classOf(*object);
  const bool result = linker_.isInstance(cls, type);
  auto& word = *reinterpret_cast<std::uint64_t*>(const_cast<Word*>(cache));
  std::atomic_ref(word).store(slotOf(&cls) | (result ? 1 : 0), std::memory_order_relaxed);
  return result;
}

// Entering a body costs time that is lost when it is left. Where that happens again and again at short distance, the
// body is closed for a while: its entry always goes on to the call.
bool InterpreterEngine::leaveInlined() {
  constexpr std::int64_t kShortDistance = 1000;
  if (execution_.fp == nullptr || startFailed_ || isRaising_) return false;
  const PreparedCode& code = *methodOf(execution_.fp).prepared.load(std::memory_order_acquire);
  InlinedBody* const body = code.info->inlinedAt(static_cast<std::uint32_t>(execution_.pc - code.words()));
  if (body == nullptr) return false;
  state_.fuel = LoopFuel(intOf(execution_.fp[body->keptFuel]));
  state_.failure.reset();
  execution_.pc = code.words() + body->call;

  const std::int64_t distance = body->lastLeft.exchange(state_.fuel, std::memory_order_relaxed) - state_.fuel;
  const bool isNear = distance >= 0 && distance < kShortDistance;
  const std::int32_t losses = body->losses.load(std::memory_order_relaxed) + (isNear ? 1 : -1);
  const bool isClosing = losses > InlinedBody::kMostLosses;
  body->losses.store(isClosing ? InlinedBody::kMostLosses + InlinedBody::kRest : std::max(losses, 0),
                     std::memory_order_relaxed);
  if (isClosing) setMostCost(code, *body, INT64_MAX);
  return true;
}

void InterpreterEngine::openInlined(InlinedBody& body) {
  const std::int32_t losses = body.losses.load(std::memory_order_relaxed);
  if (losses > InlinedBody::kMostLosses) {
    const std::int32_t left = losses - 1;
    const bool isOver = left == InlinedBody::kMostLosses;
    body.losses.store(isOver ? left - InlinedBody::kChances : left, std::memory_order_relaxed);
    if (!isOver) return;
  }
  if (!body.isPaid()) return;
  setMostCost(*methodOf(execution_.fp).prepared.load(std::memory_order_acquire), body,
              static_cast<std::int64_t>(body.cost));
}

// ---- Compiled code

CompiledExit InterpreterEngine::enterCompiled(const void* address) {
  execution_.stackLimit = state_.stackLimit;
  execution_.roomyLimit = state_.stackLimit - std::min<std::ptrdiff_t>(kRoomySlots, state_.stackLimit - state_.stack);
  const std::int64_t before = state_.fuelUsed();
  const CompiledExit left = compile_.compiler->enter(execution_, address);
  afterUnseenReads();
  state_.compiledFuel += state_.fuelUsed() - before;
  return left;
}

bool InterpreterEngine::hasHeadroom(const Slot* fp, const PreparedCode& code) const {
  return state_.stackLimit - fp >= static_cast<std::ptrdiff_t>(code.slotsAbove);
}

const CompiledCode* InterpreterEngine::compiledCode(Method& method, const PreparedCode& code, const Slot* fp) {
  if (!hasHeadroom(fp, code)) return nullptr;
  const CompiledCode* const compiled = code.compiled.load(std::memory_order_acquire);
  if (compiled != nullptr || !compile_.atOnce) return compiled;
  compile_.compiler->compile(method, *compile_.program);
  return code.compiled.load(std::memory_order_acquire);
}

void InterpreterEngine::acknowledgeWithdrawn() {
  CodeUsers& users = compile_.compiler->users();
  if (!users.hasNews(codeUser_)) return;
  settleAll();
  users.acknowledge(codeUser_);
  compile_.compiler->freeWithdrawn();
}

void InterpreterEngine::leaveCompiled() {
  settleAll();
  if (compile_.compiler->users().leave(codeUser_)) compile_.compiler->freeWithdrawn();
}

void InterpreterEngine::noteRunning(Method& method) {
  const CompiledCode* const compiled =
      method.prepared.load(std::memory_order_acquire)->compiled.load(std::memory_order_acquire);
  if (compiled == nullptr) return compile_.compiler->noteHot(method, *compile_.program);
  // Stored seldom: all threads read it.
  if (!compiled->isRecent.load(std::memory_order_relaxed)) compiled->isRecent.store(true, std::memory_order_relaxed);
  if (compiled->isOutdated()) compile_.compiler->noteOutdated(method, *compile_.program);
}

const void* InterpreterEngine::compiledHere(bool isPoll) {
  if (!usesCompiled()) return nullptr;
  Method& method = methodOf(execution_.fp);
  if (isPoll) {
    noteRunning(method);
    // Whoever calls what is compiled already would otherwise never be seen at a poll.
    if (Slot* const caller = callerOf(execution_.fp); caller != nullptr) noteRunning(methodOf(caller));
  }
  const PreparedCode& code = *method.prepared.load(std::memory_order_acquire);
  const CompiledCode* const compiled = compiledCode(method, code, execution_.fp);
  if (compiled == nullptr) return nullptr;
  if (isPoll && compile_.leaveEvery != 0 && ++polls_ % compile_.leaveEvery == 0) return nullptr;
  if (const void* const entry = compiled->entryAt(static_cast<std::uint32_t>(execution_.pc - code.words())))
    return entry;
  // A call whose entry has used up the slice.
  return execution_.pc == code.words() ? compiled->bodyEntry : nullptr;
}

const void* InterpreterEngine::compiledReturn() const {
  if (execution_.fp == nullptr) return nullptr;
  const PreparedCode& code = *methodOf(execution_.fp).prepared.load(std::memory_order_acquire);
  const CompiledCode* const compiled = code.compiled.load(std::memory_order_acquire);
  if (compiled == nullptr || !hasHeadroom(execution_.fp, code)) return nullptr;
  return compiled->returnAt(static_cast<std::uint32_t>(execution_.pc - code.words()));
}

// ---- Frames

FrameView InterpreterEngine::frameAt(const Word* pc, Slot* fp, bool isReturn, bool runs) const {
  FrameView frame;
  frame.method = &methodOf(fp);
  const PreparedCode& code = *frame.method->prepared.load(std::memory_order_acquire);
  frame.base = fp - code.localSlots;
  const auto word = static_cast<std::uint32_t>(pc - code.words());
  if (isReturn) {
    frame.position = code.info->positionAt(word - 1);
    frame.moment = FrameMoment::Calling;
  } else if (!runs) {
    frame.position = code.info->positionAt(word);
  } else {
    frame.position = isAtLabel_ ? code.info->labelPositionAt(word) : code.info->positionAt(word);
    frame.moment = moment_;
  }
  return frame;
}

void InterpreterEngine::walk(const Fiber& fiber, FrameVisitor& visitor) {
  const bool runs = &fiber == &state_.fibers.running();
  const auto* const frames = static_cast<const Frames*>(fiber.frames.get());
  if (!runs && frames == nullptr) return;
  const Word* pc = runs ? execution_.pc : frames->pc;
  bool isReturn = false;
  for (Slot* fp = runs ? execution_.fp : frames->fp; fp != nullptr; fp = callerOf(fp)) {
    if (!visitor.visitFrame(frameAt(pc, fp, isReturn, runs))) return;
    pc = returnOf(fp);
    isReturn = true;
  }
}

void InterpreterEngine::moveFrames(std::ptrdiff_t bytes) {
  const auto move = [bytes](Slot* at) { return reinterpret_cast<Slot*>(reinterpret_cast<std::byte*>(at) + bytes); };
  if (execution_.fp == nullptr) return;
  execution_.fp = move(execution_.fp);
  for (Slot* fp = execution_.fp; callerOf(fp) != nullptr; fp = callerOf(fp)) fp[1] = slotOf(move(callerOf(fp)));
}

// ---- Exceptions

// Done: execution_.pc and execution_.fp stand at a handler, charged. Thrown: nobody catches it.
Outcome InterpreterEngine::raise(Operations& operations) {
  if (state_.exception == nullptr) {
    moment_ = FrameMoment::Throwing;
    const Outcome outcome = operations.makeException();
    isRaising_ = outcome == Outcome::Stopped;
    if (outcome != Outcome::Done) return outcome;
  }
  return unwind();
}

bool InterpreterEngine::enterHandler(const FrameView& frame, const RuntimeClass& cls) {
  const MethodLayout& layout = *frame.method->layout.load(std::memory_order_acquire);
  for (std::uint32_t i = layout.handlerAt(frame.position); i != HandlerRange::kNone; i = layout.handlers[i].outer) {
    const HandlerRange& range = layout.handlers[i];
    --state_.fuel;
    if (!linker_.isInstance(cls, *range.type)) continue;
    const PreparedCode& code = *frame.method->prepared.load(std::memory_order_acquire);
    execution_.fp[kFrameHeaderSlots] = slotOfReference(state_.exception);
    state_.exception = nullptr;
    execution_.pc = code.words() + code.info->wordOfLabel(range.target);
    state_.fuel -= static_cast<std::int64_t>(layout.code->blockCost(range.target));
    return true;
  }
  return false;
}

Outcome InterpreterEngine::unwind() {
  startFailed_ = false;
  moment_ = FrameMoment::Before;
  const RuntimeClass& cls = classOf(*state_.exception);
  bool isReturn = false;
  while (execution_.fp != nullptr) {
    const bool mayCatch = !methodOf(execution_.fp).layout.load(std::memory_order_acquire)->handlers.empty();
    if (mayCatch && enterHandler(frameAt(execution_.pc, execution_.fp, isReturn, true), cls)) return Outcome::Done;
    execution_.pc = returnOf(execution_.fp);
    execution_.fp = callerOf(execution_.fp);
    isReturn = true;
  }
  return Outcome::Thrown;
}

}  // namespace tatu::vm

#include "vm/guest.h"

#include <algorithm>
#include <array>
#include <unordered_map>

#include "os/fault.h"
#include "os/platform/clock.h"
#include "vm/engine.h"
#include "vm/guest_state.h"
#include "vm/semantics/exception_objects.h"

namespace tatu::vm {

Guest::Guest(Runtime& runtime, const GuestOptions& options)
    : state_(std::make_unique<GuestState>(runtime, *this, static_cast<gc::RootProvider&>(*this), options.memoryLimit)),
      tier_(options.tier),
      leaveCompiledEvery_(options.leaveCompiledEvery),
      host_(options.host),
      weakRoots_(options.weakRoots) {
  state_->hashSeed = options.hashSeed;
  if (options.fuelSlice > 0) state_->sliceLength.fix(options.fuelSlice);
  state_->memoryObserver = options.memoryObserver;
  setLimits(options);
}

Guest::~Guest() {
  if (state_->arrivals != nullptr) state_->arrivals->close();
}

tl::expected<std::unique_ptr<Guest>, std::string> Guest::create(Runtime& runtime, const ModuleImage& entry,
                                                                GuestOptions options) {
  std::unique_ptr<Guest> guest(new Guest(runtime, options));
  if (options.system != nullptr) guest->state_->cancellation = &options.system->cancellation();
  guest->state_->system = std::move(options.system);
  if (auto made = guest->makeStack(options.stackSlots); !made) return tl::unexpected(made.error());
  guest->collectModules(entry);
  guest->makeGlobals();
  guest->scheduleMain(entry);
  guest->state_->engine = guest->makeEngine();
  guest->hasRoots_.store(true, std::memory_order_release);
  return guest;
}

std::unique_ptr<Engine> Guest::makeEngine() {
  if (tier_ == Tier::Reference) return makeReferenceEngine(*state_);
  CompileOptions compile;
  if (tier_ == Tier::Baseline || tier_ == Tier::Auto) compile.compiler = runtime().compiler();
  compile.atOnce = compile.compiler != nullptr && tier_ == Tier::Baseline;
  compile.leaveEvery = leaveCompiledEvery_;
  compile.program = state_->modules.back();
  return makeInterpreterEngine(*state_, compile);
}

tl::expected<void, std::string> Guest::makeStack(std::uint32_t slots) {
  state_->mostStackSlots = slots;
  if (!state_->fibers.makeFirst(std::clamp<std::size_t>(slots, 16, kFreeStackSlots))) {
    return tl::unexpected(std::string("there is no memory for the guest's stack"));
  }
  state_->useStack();
  return {};
}

// Imports are acyclic, and a module has a lower number than those that import it, so number order is dependency order.
void Guest::collectModules(const ModuleImage& image) {
  std::vector<const ModuleImage*> found{&image};
  for (std::size_t i = 0; i < found.size(); ++i) {
    for (const ModuleImage* dependency : found[i]->dependencies) {
      if (std::find(found.begin(), found.end(), dependency) == found.end()) found.push_back(dependency);
    }
  }
  std::sort(found.begin(), found.end(),
            [](const auto* left, const auto* right) { return left->number < right->number; });
  state_->modules = std::move(found);
}

void Guest::makeGlobals() {
  state_->globals.resize(state_->modules.back()->number + 1);
  for (const ModuleImage* image : state_->modules) {
    state_->globals[image->number] = std::make_unique<Slot[]>(image->globalSlots);
    const bytecode::FunctionIndex initialiser = image->rows().initialiser;
    if (!initialiser.isNone()) schedule(*image->functions[initialiser.value()]);
  }
}

void Guest::schedule(FunctionDefinition& function) {
  program_.push_back(&state_->runtime.linker().methodFor(function, nullptr));
}

// The verifier has seen that main takes nothing and returns Unit or Int.
void Guest::scheduleMain(const ModuleImage& entry) {
  const bytecode::FunctionIndex main = entry.rows().main;
  if (main.isNone()) return;
  schedule(*entry.functions[main.value()]);
  hasMain_ = true;
}

void Guest::removeMain() {
  if (!hasMain_) return;
  program_.pop_back();
  hasMain_ = false;
}

// ---- Limits

void Guest::setLimits(const GuestOptions& options) {
  setFiberLimit(options.fibers);
  setAllStacksLimit(options.allStackBytes);
  state_->codeLeft = options.codeLimit;
}

void Guest::grantFuel(std::int64_t amount) {
  const std::int64_t given = std::clamp<std::int64_t>(amount, 0, kUnlimitedFuel);
  state_->setBalance(std::min(state_->balance() + given, kUnlimitedFuel));
}

void Guest::setFuel(std::int64_t amount) { state_->setBalance(std::clamp<std::int64_t>(amount, 0, kUnlimitedFuel)); }
std::int64_t Guest::fuelLeft() const { return state_->balance(); }

void Guest::setMemoryLimit(std::uint64_t bytes) {
  state_->heap.setLimit(bytes);
  state_->isMemoryShort = state_->isMemoryShort && state_->heap.isShort();
}

void Guest::setFiberLimit(std::uint64_t fibers) { state_->mostFibers = fibers; }
void Guest::setAllStacksLimit(std::uint64_t bytes) { state_->mostStackBytes = bytes; }
void Guest::grantCode(std::int64_t amount) { state_->codeLeft += std::clamp<std::int64_t>(amount, 0, INT32_MAX); }
void Guest::setCode(std::int64_t amount) { state_->codeLeft = amount; }
Runtime& Guest::runtime() { return state_->runtime; }
os::System* Guest::system() { return state_->system.get(); }
os::Cancellation& Guest::cancellation() { return *state_->cancellation; }

void Guest::setQuantum(std::int64_t fuel, std::chrono::nanoseconds moment) {
  state_->quantum = {state_->fuelUsed() + std::min(fuel, kUnlimitedFuel), moment};
}

void Guest::clearQuantum() { state_->quantum = {}; }

void Guest::setWaits(bool waits) { state_->waits = waits; }
bool Guest::waits() const { return state_->waits; }
bool Guest::awaitsHandle() const { return state_->fibers.isAnyHandleAwaited(); }
std::optional<std::chrono::nanoseconds> Guest::firstTimer() const { return state_->fibers.firstTimer(); }

const std::shared_ptr<Arrivals>& Guest::arrivals() {
  if (state_->arrivals == nullptr) {
    state_->arrivals = std::make_shared<Arrivals>();
    state_->arrivals->wakeBy(cancellation());
  }
  return state_->arrivals;
}

// ---- Running

// What is left of the last slice goes on, so that many short runs are sampled like a long one. But a stop that somebody
// has asked for meanwhile is seen at the first look.
void Guest::beginSlice() {
  if (state_->fuel < 0) state_->refill(os::monotonicNow());
  if (state_->cancellation->cancelled()) state_->endSlice();
}

RunResult Guest::run(Worker& worker) {
  const gc::RunningScope running(worker.allocator());
  std::optional<RunResult> ended = runBriefly(worker);
  return ended ? std::move(*ended) : finished();
}

std::optional<RunResult> Guest::runBriefly(Worker& worker) {
  beginSlice();
  for (;;) {
    if (!isActive_) {
      if (next_ == program_.size()) return std::nullopt;
      start(*program_[next_++]);
    }
    const EngineStatus status = state_->engine->run(worker);
    if (status != EngineStatus::Returned) [[unlikely]]
      return ended(status);
    isActive_ = false;
    hasResult_ = true;
    const bool isInt = current_->result->is(bytecode::TypeKind::Int);
    exitValue_ = isInt ? intOf(state_->stack[0]) : 0;
  }
}

// Otherwise than by returning.
RunResult Guest::ended(EngineStatus status) {
  state_->published.publish(countersOf(*state_));  // it may wait for long now
  if (status == EngineStatus::Stopped) return state_->exitCode ? exited() : stopped();
  if (status == EngineStatus::Deadlocked) return deadlocked();
  isActive_ = false;
  return uncaught();
}

void Guest::start(Method& method) {
  hasResult_ = false;
  current_ = &method;
  Fiber& fiber = state_->fibers.running();
  fiber.starting = fiber.entry = &method;
  isActive_ = true;
}

std::optional<std::span<Slot>> Guest::beginCall(Method& method) {
  os::require(isIdle(), "a call was begun while the guest is in the middle of something");
  const std::size_t slots = method.parameterSlots();
  if (state_->fibers.running().stackSlots < slots) return std::nullopt;
  start(method);
  return std::span(state_->stack, slots);
}

void Guest::dropCall() { endProgram(); }

std::span<const Slot> Guest::result() const {
  if (!hasResult_) return {};
  return {state_->stack, current_->result->slotCount()};
}

RunResult Guest::finished() const {
  RunResult result;
  result.exitValue = exitValue_;
  return result;
}

RunResult Guest::exited() {
  exitValue_ = *std::exchange(state_->exitCode, std::nullopt);
  endProgram();
  RunResult result = finished();
  result.hasExited = true;
  return result;
}

// Nothing of the program runs any more, unless more is scheduled.
void Guest::endProgram() {
  state_->engine->reset();
  state_->heap.release(state_->fibers.reset());
  state_->useStack();
  state_->exception = nullptr;
  state_->failure.reset();
  state_->isEnding = false;
  isActive_ = hasResult_ = false;
  next_ = program_.size();
}

RunResult Guest::deadlocked() {
  RunResult result = describeDeadlock();
  endProgram();
  return result;
}

RunResult Guest::describeDeadlock() {
  RunResult result;
  result.status = RunStatus::Deadlocked;
  describeWaiting(result);
  return result;
}

// Behind a nested call that was given up, nothing can go on.
RunResult Guest::stopped() {
  RunResult result = describeStop();
  if (state_->isEnding) endProgram();
  return result;
}

RunResult Guest::describeStop() {
  RunResult result;
  result.status = RunStatus::LimitReached;
  result.limit = state_->limit;
  const bool isOrdinary = state_->limit == LimitKind::Quantum || state_->limit == LimitKind::Wait;
  if (!isOrdinary) result.where = stackTrace();
  return result;
}

RunResult Guest::uncaught() {
  RunResult result = describeUncaught();
  endProgram();
  return result;
}

RunResult Guest::describeUncaught() {
  RunResult result;
  result.status = RunStatus::Uncaught;
  if (state_->exception != nullptr) {
    result.exception = describeException(state_->runtime.linker(), *state_->exception);
  } else {
    const Failure& failure = *state_->failure;
    result.exception.emplace();
    result.exception->className = classNameOf(failure.exception);
    result.exception->message = failure.message;
    result.exception->trace = stackTrace();
  }
  return result;
}

GuestStatistics Guest::statistics() const {
  const GuestCounters now = counters();
  return {now.fuelUsed, now.compiledFuel, state_->heap.statistics()};
}

GuestCounters Guest::counters() const { return countersOf(*state_); }
GuestCounters Guest::publishedCounters() const { return state_->published.read(); }

// While all fibers wait, the first one says most about where the program is.
StackTrace Guest::stackTrace() {
  const Fibers& fibers = state_->fibers;
  return fiberTrace(*state_, fibers.isSwitchDue() ? fibers.first() : fibers.running());
}
void Guest::walkFrames(FrameVisitor& visitor) { state_->engine->walk(state_->fibers.running(), visitor); }

void Guest::walkFibers(FiberVisitor& visitor) {
  state_->fibers.forEach([&](const Fiber& fiber) {
    if (visitor.visitFiber(fiber)) state_->engine->walk(fiber, visitor);
  });
}

namespace {

// What tells places of fibers apart, without making texts of them.
class PlaceHash final : public FrameVisitor {
 public:
  bool visitFrame(const FrameView& frame) override {
    add(frame.method->number);
    add(frame.position);
    return true;
  }
  [[nodiscard]] std::uint64_t value() const { return value_; }

 private:
  void add(std::uint32_t number) { value_ = (value_ ^ number) * 1099511628211u; }  // FNV-1a
  std::uint64_t value_ = 14695981039346656037u;
};

}  // namespace

void Guest::describeWaiting(RunResult& result) {
  constexpr std::size_t kMostPlaces = 20;
  std::unordered_map<std::uint64_t, std::size_t> known;
  state_->fibers.forEach([&](const Fiber& fiber) {
    PlaceHash hash;
    state_->engine->walk(fiber, hash);
    if (const auto found = known.find(hash.value()); found != known.end()) {
      ++result.waiting[found->second].count;
    } else if (result.waiting.size() == kMostPlaces) {
      ++result.waitingElsewhere;
    } else if (StackTrace trace = fiberTrace(*state_, fiber); !trace.entries.empty()) {
      known.emplace(hash.value(), result.waiting.size());
      result.waiting.push_back({fiber.number, 1, std::move(trace)});
    }
  });
}

// ---- Roots

namespace {

Slot* visitValue(const RuntimeType& type, Slot* slot, gc::RootVisitor& visitor) {
  for (const SlotKind kind : type.slots) {
    if (kind == SlotKind::Reference) visitor.visit(*slot);
    ++slot;
  }
  return slot;
}

void visitGlobals(const GuestState& state, gc::RootVisitor& visitor) {
  for (const ModuleImage* image : state.modules) {
    Slot* const block = state.globals[image->number].get();
    for (const GlobalDefinition& global : image->ownGlobals) {
      (void)visitValue(*global.type, block + global.slot + 1, visitor);
    }
  }
}

// Of a fiber that has no frame yet.
void visitArguments(const Fiber& fiber, gc::RootVisitor& visitor) {
  if (fiber.starting == nullptr) return;
  Slot* slot = fiber.stack.get();
  for (const RuntimeType* parameter : fiber.starting->parameters) slot = visitValue(*parameter, slot, visitor);
}

// Many fibers stand at the same places, so what was found out about some is kept for the length of a walk.
class FrameRoots final : public FrameVisitor {
 public:
  FrameRoots(FrameStates& states, gc::RootVisitor& visitor) : states_(states), visitor_(visitor) {}
  bool visitFrame(const FrameView& frame) override {
    ++frames_;
    for (const std::uint32_t slot : stateOf(frame).referenceSlots) visitor_.visit(frame.base[slot]);
    return true;
  }
  [[nodiscard]] std::uint64_t frames() const { return frames_; }

 private:
  static constexpr std::size_t kPlaces = 64;
  struct Place {
    const Method* method = nullptr;
    std::uint32_t position = 0;
    FrameMoment moment = FrameMoment::Before;
    std::shared_ptr<const FrameState> state;
  };

  const FrameState& stateOf(const FrameView& frame) {
    Place& place = places_[(frame.method->number * 31 + frame.position) % kPlaces];
    if (place.method != frame.method || place.position != frame.position || place.moment != frame.moment) {
      place = {frame.method, frame.position, frame.moment, states_.at(*frame.method, frame.position, frame.moment)};
    }
    return *place.state;
  }

  FrameStates& states_;
  gc::RootVisitor& visitor_;
  std::array<Place, kPlaces> places_;
  std::uint64_t frames_ = 0;
};

}  // namespace

void Guest::visitRoots(gc::RootVisitor& visitor) {
  if (!hasRoots_.load(std::memory_order_acquire)) return;
  visitGlobals(*state_, visitor);
  FrameRoots frames(state_->runtime.frameStates(), visitor);
  state_->fibers.forEach([&](Fiber& fiber) {
    state_->engine->walk(fiber, frames);
    if (fiber.task != nullptr) visitor.visit(fiber.task);
    if (fiber.exception != nullptr) visitor.visit(fiber.exception);
    visitArguments(fiber, visitor);
    const bool hasResult = fiber.state == FiberState::Ended && fiber.exception == nullptr;
    if (hasResult) (void)visitValue(*fiber.entry->result, fiber.stack.get(), visitor);
  });
  if (hasResult_) (void)visitValue(*current_->result, state_->stack, visitor);
  state_->walkedFrames = frames.frames();
  for (Object*& temporary : state_->temporaries) visitor.visit(temporary);
  if (state_->exception != nullptr) visitor.visit(state_->exception);
}

}  // namespace tatu::vm

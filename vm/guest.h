// Guest: one running program: globals, heap account, stack, fuel, limits, what it may reach of the outside world.
//
//   Guest::create(runtime, entry, options)  ->  grantFuel(n)  ->  run(worker)  ->  RunResult
//
// A run ends when the program has finished, when nobody caught an exception, or at a limit. After a limit the guest
// stands between two instructions; once its host has changed what stopped it (more fuel, more memory, a later deadline,
// the stop taken back), run() goes on there as if nothing had happened. Grants accumulate; many small ones equal one
// large one.
//
// Threads: one thread at a time uses a guest; cancellation() may be used from any thread.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <tl/expected.hpp>
#include <vector>

#include "gc/guest_heap.h"
#include "gc/roots.h"
#include "os/cancellation.h"
#include "os/guest/system.h"
#include "vm/fuel.h"
#include "vm/guest_counters.h"
#include "vm/limit.h"
#include "vm/runtime.h"

namespace tatu::vm {

struct GuestState;
class Arrivals;
class Engine;
enum class EngineStatus : std::uint8_t;
class FrameVisitor;
class FiberVisitor;
class Guest;

// Auto: interpreted, and compiled where time is spent. Baseline: compiled before the first call. Both are Interpreter
// where the runtime has no compiler.
enum class Tier : std::uint8_t { Interpreter, Reference, Baseline, Auto };

// Is told on the guest's thread, at a safepoint outside of the heap, that more than nine tenths of the memory that the
// guest may have are in use. Once, until there was more room in between. It must not run the guest.
using MemoryObserver = void (*)(Guest& guest);

struct GuestOptions {
  Tier tier = Tier::Interpreter;
  std::uint64_t memoryLimit = gc::kMaxBytes;
  std::uint32_t stackSlots = 1u << 20;       // 8 MiB; each nested call of a fiber takes its frame from it
  std::uint64_t fibers = UINT64_MAX;         // at a time, the first one included
  std::uint64_t allStackBytes = UINT64_MAX;  // of all fibers together
  std::int64_t codeLimit = 1 << 20;          // instances of generic code that it is the first to use
  std::uint64_t hashSeed = 0;
  std::unique_ptr<os::System> system;  // null: natives that need one must not be called
  std::int64_t fuelSlice = 0;          // at most so much between two looks at requests from outside; 0: slice_length.h
  MemoryObserver memoryObserver = nullptr;
  void* host = nullptr;                  // for host functions: what the host wants to find again
  gc::WeakRoots* weakRoots = nullptr;    // objects of the guest that the host remembers; null: none. Outlives the guest
  std::uint32_t leaveCompiledEvery = 0;  // for tests: polls after which compiled code is left; 0: never
};

// A place in a program, for people.
struct TraceEntry {
  std::string function;  // "List.add"
  std::string file;
  std::uint32_t line = 0;  // 0: unknown
  std::uint32_t column = 0;
};

struct StackTrace {
  std::vector<TraceEntry> entries;  // innermost first
  std::uint32_t omitted = 0;        // frames left out between the first 64 and the last 16
};

struct UncaughtException {
  std::string className;
  std::string message;
  StackTrace trace;
  std::unique_ptr<UncaughtException> cause;
};

// Deadlocked: every fiber waits for another one. Like after an exception that nobody caught, nothing of the program
// runs any more.
enum class RunStatus : std::uint8_t { Finished, Uncaught, LimitReached, Deadlocked };

// Fibers that stand at the same place.
struct WaitingFibers {
  std::uint64_t first = 0;  // the number of one of them
  std::uint64_t count = 1;
  StackTrace trace;
};

struct RunResult {
  RunStatus status = RunStatus::Finished;
  std::int64_t exitValue = 0;                  // Finished: what the last function returned; 0 for Unit
  bool hasExited = false;                      // Finished: by exit, with that value
  std::optional<UncaughtException> exception;  // Uncaught
  LimitKind limit = LimitKind::Fuel;           // LimitReached: which one,
  StackTrace where;                            // and where the program stands
  std::vector<WaitingFibers> waiting;          // Deadlocked: the fibers, by place;
  std::uint64_t waitingElsewhere = 0;          // and how many more at further places
};

struct GuestStatistics {
  std::uint64_t fuelUsed = 0;
  std::uint64_t compiledFuel = 0;  // of it in compiled code, with the natives that it calls
  gc::GuestHeapStatistics heap;
};

class Guest final : private gc::RootProvider {
 public:
  // The guest's program: the initialisers of the packages that `entry` imports, directly or not, dependencies first,
  // each once; then its own; then its main, if it has one.
  [[nodiscard]] static tl::expected<std::unique_ptr<Guest>, std::string> create(Runtime& runtime,
                                                                                const ModuleImage& entry,
                                                                                GuestOptions options);
  ~Guest();
  Guest(const Guest&) = delete;
  Guest& operator=(const Guest&) = delete;

  // Adds a top-level function of the guest's modules to the end of the program. It has no parameters and no type
  // parameters, and returns Unit or Int. For tests; also after the program has finished.
  void schedule(FunctionDefinition& function);
  // Takes main out of the program again. Before the first run only.
  void removeMain();

  // ---- Calls from the host, once the program has run to its end or has been ended
  // Nothing of the program is under way or still to come.
  [[nodiscard]] bool isIdle() const { return !isActive_ && next_ == program_.size(); }
  // The guest is idle. The next run() calls the method, which has no receiver or takes it as its first parameter. Gives
  // as many slots as the parameters have; nothing if the guest's stack has no room for them. The caller stores the
  // arguments at once, each as its type lies in slots. If objects must be made for some, it makes all slots null first:
  // then each object is safe as soon as it is stored.
  [[nodiscard]] std::optional<std::span<Slot>> beginCall(Method& method);
  // The call that was begun is not to be made after all.
  void dropCall();
  // Behind a run() that ended as Finished: what the last function returned, as its type lies in slots. It is kept alive
  // until the next call is begun.
  [[nodiscard]] std::span<const Slot> result() const;

  // Negative amounts grant nothing.
  void grantFuel(std::int64_t amount);
  // Not negative. What is left becomes this; what was owed is forgotten.
  void setFuel(std::int64_t amount);
  [[nodiscard]] std::int64_t fuelLeft() const;
  void setMemoryLimit(std::uint64_t bytes);
  void setFiberLimit(std::uint64_t fibers);
  void setAllStacksLimit(std::uint64_t bytes);
  void grantCode(std::int64_t amount);
  void setCode(std::int64_t amount);
  // The system's, if there is one: to stop the guest and to give it a deadline.
  [[nodiscard]] os::Cancellation& cancellation();

  // A run ends at LimitKind::Quantum when it has used so much fuel from now on, or when the moment of the host's clock
  // has come, which is seen within a slice of fuel.
  void setQuantum(std::int64_t fuel, std::chrono::nanoseconds moment);
  void clearQuantum();
  // Whether runs wait for what comes from outside; if not, they end at LimitKind::Wait where they would.
  void setWaits(bool waits);
  [[nodiscard]] bool waits() const;
  // A fiber waits for a handle, so that System::readinessDescriptor() says when the guest should be run again.
  [[nodiscard]] bool awaitsHandle() const;
  // When the guest should be run again that stands at LimitKind::Wait, by System::deadlineClock(), unless something
  // comes before; nothing: no moment is waited for.
  [[nodiscard]] std::optional<std::chrono::nanoseconds> firstTimer() const;
  // Where others post what they bring to fibers. It outlives the guest as long as somebody holds it.
  [[nodiscard]] const std::shared_ptr<Arrivals>& arrivals();

  [[nodiscard]] RunResult run(Worker& worker);
  // The same, for those who call often, in a RunningScope: nothing, if the program has finished, and not by exit.
  [[nodiscard]] std::optional<RunResult> runBriefly(Worker& worker);

  [[nodiscard]] GuestStatistics statistics() const;
  // As they are: the guest stands still.
  [[nodiscard]] GuestCounters counters() const;
  // As they were when its code last came to a poll, so at most about a slice of fuel ago. From any thread.
  [[nodiscard]] GuestCounters publishedCounters() const;
  [[nodiscard]] Runtime& runtime();
  [[nodiscard]] os::System* system();
  [[nodiscard]] void* host() const { return host_; }
  // Where the guest stands; empty before it has begun and after it has ended.
  [[nodiscard]] StackTrace stackTrace();
  // Frames of a guest that stands still, innermost first (engine.h): those of the fiber whose turn it is, or all.
  void walkFrames(FrameVisitor& visitor);
  void walkFibers(FiberVisitor& visitor);

  // For the machine itself.
  [[nodiscard]] GuestState& state() { return *state_; }

 private:
  friend class NestedCall;

  Guest(Runtime& runtime, const GuestOptions& options);

  [[nodiscard]] tl::expected<void, std::string> makeStack(std::uint32_t slots);
  void setLimits(const GuestOptions& options);
  void makeGlobals();
  void scheduleMain(const ModuleImage& entry);
  void collectModules(const ModuleImage& image);
  void start(Method& method);
  void beginSlice();
  void visitRoots(gc::RootVisitor& visitor) override;
  [[nodiscard]] gc::WeakRoots* weakRoots() override {
    return hasRoots_.load(std::memory_order_acquire) ? weakRoots_ : nullptr;
  }
  [[nodiscard]] std::unique_ptr<Engine> makeEngine();
  [[nodiscard, gnu::cold, gnu::noinline]] RunResult ended(EngineStatus status);
  [[nodiscard]] RunResult finished() const;
  [[nodiscard]] RunResult exited();
  [[nodiscard]] RunResult uncaught();
  [[nodiscard]] RunResult stopped();
  [[nodiscard]] RunResult deadlocked();
  [[nodiscard]] RunResult describeUncaught();
  [[nodiscard]] RunResult describeStop();
  [[nodiscard]] RunResult describeDeadlock();
  void describeWaiting(RunResult& result);
  void endProgram();

  // Set once the guest is whole. Stands before the state, from whose construction on a collection may ask for roots.
  std::atomic<bool> hasRoots_{false};
  std::unique_ptr<GuestState> state_;
  const Tier tier_;
  const std::uint32_t leaveCompiledEvery_;
  void* const host_;
  gc::WeakRoots* const weakRoots_;
  std::vector<Method*> program_;
  std::size_t next_ = 0;       // what is started when nothing runs
  Method* current_ = nullptr;  // what was started last
  bool isActive_ = false;      // it has frames, or is about to
  bool hasResult_ = false;     // it has returned, and its result is where the stack starts
  bool hasMain_ = false;
  std::int64_t exitValue_ = 0;
};

inline GuestState& NativeArguments::state() const { return guest_.state(); }

}  // namespace tatu::vm

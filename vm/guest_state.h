// GuestState: the data of a guest that running code works on. Guest owns it; engines and operations use it.
//
// Fuel: `fuel` is the slice that code counts down, `reserve` the rest of the balance; only their sum means anything.
// Pending: an operation that ends in Outcome::Thrown has left a failure, one that ends in Stopped a limit.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "gc/guest_heap.h"
#include "os/cancellation.h"
#include "os/guest/system.h"
#include "vm/failure.h"
#include "vm/fiber/arrivals.h"
#include "vm/fiber/fibers.h"
#include "vm/fuel.h"
#include "vm/guest_counters.h"
#include "vm/limit.h"
#include "vm/runtime.h"
#include "vm/semantics/exception_fields.h"
#include "vm/slice_length.h"

namespace tatu::vm {

class Engine;
class Guest;
using MemoryObserver = void (*)(Guest& guest);

// The table and the entry of the key that was looked for last, as a native of hash tables keeps them: the same key is
// often looked for twice. No reference: the table may be gone.
struct FoundKey {
  const void* table = nullptr;
  std::size_t entry = 0;
};

// How long the guest runs at a time: until it has used so much fuel, or the moment of the host's clock has come.
struct Quantum {
  std::int64_t fuel = INT64_MAX;
  std::chrono::nanoseconds moment = std::chrono::nanoseconds::max();
};

struct GuestState {
  GuestState(Runtime& sharedRuntime, Guest& itself, gc::RootProvider& roots, std::uint64_t memoryLimit)
      : runtime(sharedRuntime), guest(itself), heap(sharedRuntime.heap(), roots, memoryLimit) {}

  [[nodiscard]] std::int64_t balance() const { return fuel + reserve; }
  // As far as it is counted: kUnlimitedFuel stands for all that is more.
  [[nodiscard]] std::int64_t fuelUsed() const {
    const std::int64_t used = granted - balance();
    return used < kUnlimitedFuel ? used : kUnlimitedFuel;
  }
  // The balance becomes this; what has been used stays what it is. `balance` is from -kUnlimitedFuel to
  // kUnlimitedFuel, so that nothing here overflows.
  void setBalance(std::int64_t balance) {
    const std::int64_t used = fuelUsed();
    fuel = fuel < balance ? fuel : balance;
    reserve = balance - fuel;
    granted = used + balance;
  }
  // The limit that a further fiber, or more stack, would pass.
  [[nodiscard]] std::optional<LimitKind> limitOfFiber(std::size_t slots) const {
    if (fibers.size() >= mostFibers) return LimitKind::Fibers;
    if (!hasRoomForStack(slots)) return LimitKind::Stacks;
    return std::nullopt;
  }
  [[nodiscard]] bool hasRoomForStack(std::size_t slots) const {
    const std::uint64_t bytes = (fibers.stackSlots() + std::uint64_t{slots}) * sizeof(Slot);
    return bytes <= mostStackBytes;
  }
  // The running fiber's stack is another one, or elsewhere.
  void useStack() {
    Fiber& fiber = fibers.running();
    stack = fiber.stack.get();
    stackLimit = stack + fiber.stackSlots;
  }
  // A slice begins, at this moment of the host's clock.
  void refill(std::chrono::nanoseconds now) {
    const std::int64_t length = sliceLength.next(fuelUsed(), compiledFuel, now);
    const std::int64_t all = balance();
    fuel = all < length ? all : length;
    reserve = all - fuel;
  }

  // Nested calls do not end before they have ended: who has made one waits for it on the host's stack.
  [[nodiscard]] bool isQuantumOver(std::chrono::nanoseconds now) const {
    return (fuelUsed() >= quantum.fuel || now >= quantum.moment) && nesting == 0;
  }
  [[nodiscard]] bool mayWait() const { return waits || nesting != 0; }

  // The next look at the slice finds it used up.
  void endSlice() {
    reserve += fuel;
    fuel = 0;
  }

  Runtime& runtime;
  Guest& guest;
  std::unique_ptr<os::System> system;
  os::Cancellation ownCancellation;
  os::Cancellation* cancellation = &ownCancellation;  // or the system's
  std::uint64_t hashSeed = 0;
  FoundKey foundKey;

  std::int64_t fuel = 0;
  std::int64_t reserve = 0;
  SliceLength sliceLength;
  std::int64_t granted = 0;
  std::int64_t compiledFuel = 0;  // what compiled code has used, and what it has called

  Quantum quantum;    // behind it the guest stops (LimitKind::Quantum)
  bool waits = true;  // for what comes from outside; otherwise it stops then (LimitKind::Wait)

  Fibers fibers;
  std::shared_ptr<Arrivals> arrivals;  // once somebody wants to post some
  std::uint64_t walkedFrames = 0;      // when its roots were visited last
  std::uint64_t mostFibers = UINT64_MAX;
  std::uint64_t mostStackBytes = UINT64_MAX;  // of all fibers together
  std::size_t mostStackSlots = 0;             // no frame of a fiber goes beyond
  Slot* stack = nullptr;                      // of the running fiber: the first frame's base
  Slot* stackLimit = nullptr;                 // and as far as there is room; for a call beyond it the stack grows
  Method* fiberEntry = nullptr;               // what fibers begin with, once it has been looked for
  std::int64_t codeLeft = 0;  // instances of generic code that the guest may still cause (instantiation_cost.h)

  std::vector<std::unique_ptr<Slot[]>> globals;  // by module number; null: a module that is not of this guest
  std::vector<const ModuleImage*> modules;       // those that are, dependencies first

  std::optional<Failure> failure;
  LimitKind limit = LimitKind::Fuel;
  std::optional<std::int64_t> exitCode;  // set by a native that ends the program and "stops" for it
  Object* exception = nullptr;           // thrown, not yet caught
  ExceptionFields exceptionFields;       // once they have been looked for and there are some
  std::vector<Object*> temporaries;      // made by the native or operation under way

  bool isMemoryShort = false;               // by the last look,
  bool isShortageNew = false;               // of which the host has not been told;
  MemoryObserver memoryObserver = nullptr;  // null: it does not want to be
  PublishedCounters published;

  std::uint32_t nesting = 0;  // nested calls (nested_call.h) under way
  bool isEnding = false;      // one of them has ended the program: the natives around it stop

  std::unique_ptr<Engine> engine;  // of the innermost call
  // Last, so that it goes first: from then on nobody asks for roots.
  gc::GuestHeap heap;
};

}  // namespace tatu::vm

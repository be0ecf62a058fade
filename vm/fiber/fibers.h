// Fibers: the fibers of one guest, and whose turn it is.
//
// The order is a queue: whoever becomes ready goes to its end. Fibers whose time has come, or whose handle is ready,
// are seen when nobody is ready, and now and then while others are. So the same program with the same inputs runs in
// the same order, in every tier and on every host.
//
// Threads: as its guest, by one at a time.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "os/guest/ready_handle.h"
#include "vm/fiber/fiber.h"

namespace tatu::vm {

class Fibers {
 public:
  // More than that a guest cannot have at a time, whatever its limit.
  static constexpr std::size_t kMost = 1'000'000;

  // The first fiber, with a stack of so many slots; false: there is no memory.
  [[nodiscard]] bool makeFirst(std::size_t slots);

  [[nodiscard]] Fiber& running() { return *running_; }
  [[nodiscard]] const Fiber& running() const { return *running_; }
  // While one is given up, none does.
  [[nodiscard]] bool isRunning(const Fiber& fiber) const { return &fiber == running_; }
  [[nodiscard]] const Fiber& first() const { return *all_.front(); }
  // The one whose end the engine is to return for: the first fiber, or that of the innermost nested call.
  [[nodiscard]] bool runsAwaited() const { return running_ == awaited_; }
  [[nodiscard]] std::size_t size() const { return all_.size() - free_.size(); }
  // Of the stacks of all.
  [[nodiscard]] std::size_t stackSlots() const { return stackSlots_; }
  // In an order that depends on the program alone.
  template <typename Action>
  void forEach(Action&& action) const {
    for (const auto& fiber : all_) {
      if (fiber != nullptr) action(*fiber);
    }
  }

  // ---- For natives. A fiber's name in a program is a number that is never used twice.
  [[nodiscard]] static std::int64_t nameOf(const Fiber& fiber);
  // Null: it has ended, or never was.
  [[nodiscard]] Fiber* find(std::int64_t name) const;
  // A fiber that begins with the method, which takes the task, on a stack of so many slots; it is ready. Null: there is
  // no memory.
  [[nodiscard]] Fiber* add(Method& method, Object* task, std::size_t stackSlots);
  // The running fiber waits: the native that says so stops.
  void park();
  void parkUntil(std::chrono::nanoseconds when);
  // Until the handle is ready, which is watched.
  void parkFor(const os::ReadyHandle& awaited);
  // Until something has arrived for it.
  void parkForArrival();
  // The running fiber goes on when all that are ready now have had their turn.
  void pass();
  void wake(Fiber& fiber);
  // A fiber that waits goes on without having been woken.
  void interrupt(Fiber& fiber);

  // ---- For engines
  // The running fiber has parked or ended, and control must go to another one.
  [[nodiscard]] bool isSwitchDue() const { return isSwitchDue_; }
  // The running fiber's last frame is gone, by that exception if there is one: then its end is awaited by somebody else
  // than the innermost call.
  void end(Object* exception = nullptr);
  // Whose turn it is, or null.
  [[nodiscard]] Fiber* takeReady();
  void setRunning(Fiber& fiber);
  // Moves the running fiber's stack into a larger block; false: there is no memory, and nothing has changed.
  [[nodiscard]] bool growRunning(std::size_t slots);
  // A turn begins, when the guest has used so much fuel.
  void beginTurn(std::int64_t fuelUsed) { turnBegan_ = fuelUsed; }
  // The running fiber has used more since than it should where others can have a turn.
  [[nodiscard]] bool isTurnOver(std::int64_t fuelUsed) const { return fuelUsed - turnBegan_ > kFuelPerTurn; }
  // The awaited fiber has ended while another one's end was awaited.
  [[nodiscard]] bool hasAwaitedEnded() const { return awaited_->state == FiberState::Ended; }
  [[nodiscard]] Fiber& awaited() const { return *awaited_; }
  // Gives the fiber up if it has ended, unless its result is still to be fetched: what was charged for it.
  [[nodiscard]] std::uint64_t discardEnded();
  // All but the first one, which runs again; what was charged for them.
  [[nodiscard]] std::uint64_t reset();

  // ---- For nested calls
  // What is put aside for one: who waits for its end, and whose end is awaited otherwise.
  struct Caller {
    Fiber* running = nullptr;
    Fiber* awaited = nullptr;
  };
  // A fiber that begins with the method runs, and its end is awaited. Nothing: there is no memory.
  [[nodiscard]] std::optional<Caller> beginNested(Method& method, std::size_t stackSlots);
  // The caller goes on; the nested call's fiber is given up: what was charged for it.
  [[nodiscard]] std::uint64_t endNested(const Caller& caller);
  // The same, where the program is over: of all other fibers only those are left that wait for nested calls.
  [[nodiscard]] std::uint64_t endAllBut(const Caller& caller);

  // ---- What comes from outside: moments, handles and arrivals
  [[nodiscard]] bool isAnyExpected() const { return !timers_.empty() || !waits_.empty() || awaitingArrival_ != 0; }
  [[nodiscard]] bool isAnyHandleAwaited() const { return !waits_.empty(); }
  [[nodiscard]] bool isAnyArrivalAwaited() const { return awaitingArrival_ != 0; }
  [[nodiscard]] bool isAnyReady() const { return firstReady_ != nullptr; }
  [[nodiscard]] std::optional<std::chrono::nanoseconds> firstTimer() const;
  // The fiber whose moment comes first, or else one that waits for a handle, if there is one, learns that this cannot
  // be waited for, and is ready.
  void failFirst(os::OsError error);
  // Fibers whose time has come are ready.
  void fireTimers(std::chrono::nanoseconds now);
  // A fiber that waits for an arrival is woken; others, and names of none, are left alone.
  void arrive(std::int64_t name);
  // All that wait for the handle are woken.
  void wakeFor(const os::ReadyHandle& ready);
  // It is time to look for it although others are ready. `fuelUsed`: by the guest so far.
  [[nodiscard]] bool shouldLookOutside(std::int64_t fuelUsed);

 private:
  static constexpr std::uint32_t kSwitchesPerLook = 64;
  // Some tenths of a millisecond in machine code, some milliseconds in the interpreter.
  static constexpr std::int64_t kFuelPerTurn = 200'000;

  [[nodiscard]] Fiber* make(Method& method, std::size_t stackSlots);
  void makeReady(Fiber& fiber);
  void expectNothing(Fiber& fiber);
  void discard(Fiber& fiber);
  void clear(Fiber& fiber);

  std::vector<std::unique_ptr<Fiber>> all_;
  std::vector<std::uint32_t> free_;  // empty places of all_
  std::size_t stackSlots_ = 0;
  Fiber* running_ = nullptr;
  Fiber* awaited_ = nullptr;
  Fiber* firstReady_ = nullptr;
  Fiber* lastReady_ = nullptr;
  std::set<std::pair<Fiber::Timer, Fiber*>> timers_;
  std::set<std::pair<Fiber::Wait, Fiber*>> waits_;
  std::size_t awaitingArrival_ = 0;
  std::uint64_t made_ = 0;
  std::uint64_t parked_ = 0;    // how often, for a moment or a handle
  std::uint32_t switches_ = 0;  // since somebody has looked outside,
  std::int64_t lookedAt_ = 0;   // which was when so much fuel was used
  std::int64_t turnBegan_ = 0;  // in fuel used, too
  bool isSwitchDue_ = false;
  bool hasEnded_ = false;  // the running fiber
};

}  // namespace tatu::vm

// Fibers: the fibers of one guest, and whose turn it is.
//
// The order is a queue: whoever becomes ready goes to its end. Fibers whose time has come are seen when nobody is
// ready, and now and then while others are. So the same program with the same inputs runs in the same order, in every
// tier and on every host.
//
// Threads: as its guest, by one at a time.
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <set>
#include <utility>
#include <vector>

#include "vm/fiber/fiber.h"

namespace tatu::vm {

class Fibers {
 public:
  // More than that a guest cannot have at a time.
  static constexpr std::size_t kMost = 1'000'000;

  // The first fiber, with a stack of so many slots; false: there is no memory.
  [[nodiscard]] bool makeFirst(std::size_t slots);

  [[nodiscard]] Fiber& running() { return *running_; }
  [[nodiscard]] const Fiber& running() const { return *running_; }
  [[nodiscard]] const Fiber& first() const { return *all_.front(); }
  [[nodiscard]] bool runsFirst() const { return running_->number == 0; }
  [[nodiscard]] std::size_t size() const { return all_.size() - free_.size(); }
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
  // A fiber that begins with the method, on a stack of so many slots; it is ready. Null: there is no memory.
  [[nodiscard]] Fiber* add(Method& method, Object* task, std::size_t stackSlots);
  // The running fiber waits: the native that says so stops.
  void park();
  void parkUntil(std::chrono::nanoseconds when);
  // The running fiber goes on when all that are ready now have had their turn.
  void pass();
  void wake(Fiber& fiber);
  // A fiber that waits goes on without having been woken.
  void interrupt(Fiber& fiber);

  // ---- For engines
  // The running fiber has parked or ended, and control must go to another one.
  [[nodiscard]] bool isSwitchDue() const { return isSwitchDue_; }
  // The running fiber's last frame is gone.
  void end();
  // Whose turn it is, or null.
  [[nodiscard]] Fiber* takeReady();
  void setRunning(Fiber& fiber);
  // Gives the fiber up if it has ended: what was charged for it.
  [[nodiscard]] std::uint64_t discardEnded();
  // All but the first one, which runs again; what was charged for them.
  [[nodiscard]] std::uint64_t reset();

  // ---- Time
  [[nodiscard]] bool hasTimers() const { return !timers_.empty(); }
  // There are some.
  [[nodiscard]] std::chrono::nanoseconds firstTimer() const { return timers_.begin()->first.when; }
  // The fiber whose moment comes first learns that time cannot be waited for, and is ready.
  void failFirstTimer(os::OsError error);
  // Fibers whose time has come are ready.
  void fireTimers(std::chrono::nanoseconds now);
  // Although others are ready.
  [[nodiscard]] bool shouldLookAtTimers() { return hasTimers() && ++switches_ % kSwitchesPerLook == 0; }

 private:
  static constexpr std::uint32_t kSwitchesPerLook = 64;

  void makeReady(Fiber& fiber);
  void clearTimer(Fiber& fiber);
  void discard(Fiber& fiber);

  std::vector<std::unique_ptr<Fiber>> all_;
  std::vector<std::uint32_t> free_;  // empty places of all_
  Fiber* running_ = nullptr;
  Fiber* firstReady_ = nullptr;
  Fiber* lastReady_ = nullptr;
  std::set<std::pair<Fiber::Timer, Fiber*>> timers_;
  std::uint64_t made_ = 0;
  std::uint64_t timersMade_ = 0;
  std::uint32_t switches_ = 0;
  bool isSwitchDue_ = false;
  bool hasEnded_ = false;  // the running fiber
};

}  // namespace tatu::vm

// StopBell: how a scheduler hears that somebody wants to stop one of its guests, or has taken grants of one back.
// tatu_guest_stop may be called by a signal handler, and while the scheduler is being destroyed: so a bell belongs to
// the runtime, is never freed before that, and is rung without a lock.
#pragma once

#include <atomic>
#include <deque>
#include <mutex>
#include <vector>

#include "os/cancellation.h"

namespace tatu::embedding {

class StopBell {
 public:
  // Any thread, and signal handlers.
  void ring() noexcept {
    isRung_.store(true, std::memory_order_release);
    wakes_.wake();
  }
  // Whether it was rung since the last time.
  [[nodiscard]] bool take() noexcept { return isRung_.exchange(false, std::memory_order_acquire); }
  // What the scheduler's thread waits with, also for other news.
  [[nodiscard]] os::Cancellation& wakes() { return wakes_; }

 private:
  std::atomic<bool> isRung_{false};
  os::Cancellation wakes_;
};

// Those of a runtime. Threads: any.
class StopBells {
 public:
  [[nodiscard]] StopBell& take() {
    const std::scoped_lock lock(mutex_);
    if (free_.empty()) return bells_.emplace_back();
    StopBell& bell = *free_.back();
    free_.pop_back();
    return bell;
  }
  void giveBack(StopBell& bell) {
    const std::scoped_lock lock(mutex_);
    free_.push_back(&bell);
  }

 private:
  std::mutex mutex_;  // guards both
  std::deque<StopBell> bells_;
  std::vector<StopBell*> free_;
};

}  // namespace tatu::embedding

// Sleepers: those threads of a scheduler that have nothing to do. Who has gone to sleep last is woken first: what it
// needs is still in the caches.
//
// Threads: those of the scheduler, and any that wakes; all with the scheduler's lock.
#pragma once

#include <algorithm>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <mutex>
#include <vector>

namespace tatu::embedding {

class Sleepers {
 public:
  explicit Sleepers(std::size_t threads) : threads_(threads) { asleep_.reserve(threads); }

  // Returns when somebody has woken the thread.
  void sleep(std::uint32_t thread, std::unique_lock<std::mutex>& lock) {
    Thread& self = threads_[thread];
    self.isWoken = false;
    asleep_.push_back(thread);
    self.woken.wait(lock, [&self] { return self.isWoken; });
  }

  // False: that one, or all of them, are awake.
  bool wake(std::uint32_t thread) {
    const auto found = std::find(asleep_.begin(), asleep_.end(), thread);
    if (found == asleep_.end()) return false;
    asleep_.erase(found);
    threads_[thread].isWoken = true;
    threads_[thread].woken.notify_one();
    return true;
  }
  bool wakeOne() { return !asleep_.empty() && wake(asleep_.back()); }
  void wakeAll() {
    while (wakeOne()) {
    }
  }

 private:
  struct Thread {
    std::condition_variable woken;
    bool isWoken = false;
  };

  std::deque<Thread> threads_;
  std::vector<std::uint32_t> asleep_;  // in the order in which they have gone to sleep
};

}  // namespace tatu::embedding

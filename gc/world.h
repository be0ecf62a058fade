// World: all threads that run guests, and stopping them.
//
// A stop is a request (a flag that running threads poll) and a wait until none runs. Threads that are safe need not be
// waited for; one that wants to run during a stop waits for its end. A new stop begins only after every thread that the
// last one held back runs again, so a thread that collects at every allocation starves nobody.
//
// Threads go from safe to running and back with a store and a look at the flag, without a lock: hosts call guests, and
// guests hosts, in some nanoseconds. Each of the two sides first says what it wants (the thread its state, the stop its
// flag) and then looks at what the other one says, in one order for all; so at least one of them sees the other. For
// that the stop makes a barrier for the whole process, if the host has such a thing; otherwise both sides use seq_cst.
// A thread that sees the flag takes the lock: it waits there, or wakes the stop that waits for it.
//
// Lock: one mutex guards all other fields and the list. While the world is stopped the list does not change, and may be
// read by the collecting thread without the lock.
#pragma once

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <mutex>

#include "gc/thread_allocator.h"

namespace tatu::gc {

class World {
  using Lock = std::unique_lock<std::mutex>;
  using State = ThreadAllocator::State;

 public:
  World(std::atomic<bool>& requestFlag, void (*processBarrier)()) : requested_(requestFlag), barrier_(processBarrier) {}

  void attach(ThreadAllocator& thread);
  void detach(ThreadAllocator& thread);

  // True: the world is stopped, and the caller (a running thread) must resume it. False: another thread stopped it
  // first, and the caller was held until that stop ended.
  [[nodiscard]] bool stop(ThreadAllocator& thread);
  void resume(ThreadAllocator& thread);

  // Holds a running thread while the world is stopped or being stopped.
  void park(ThreadAllocator& thread);

  void becomeRunning(ThreadAllocator& thread) {
    say(thread, State::Running);
    if (requested_.load()) [[unlikely]]
      awaitRunning(thread);
  }
  void becomeSafe(ThreadAllocator& thread, const void* stackTop) {
    thread.stackTop_ = stackTop;
    say(thread, State::Safe);
    if (requested_.load()) [[unlikely]]
      tellStop();
  }

  std::uint64_t threadCount() const;

  // While stopped: takes all free cells from the threads. Their links are cleared, so that a stray pointer to such a
  // cell finds zeros and leads nowhere.
  void dropFreeCells();

  // While stopped: function(top, anchor), a range of C++ stack, for each thread that has one.
  template <typename Function>
  void forEachStack(Function&& function) const {
    for (ThreadAllocator* thread = first_; thread != nullptr; thread = thread->next_) {
      if (thread->stackTop_ != nullptr && thread->stackTop_ < thread->stackAnchor_) {
        function(thread->stackTop_, thread->stackAnchor_);
      }
    }
  }

 private:
  void say(ThreadAllocator& thread, State state) {
    if (barrier_ == nullptr) return thread.state_.store(state);
    thread.state_.store(state, std::memory_order_release);
    std::atomic_signal_fence(std::memory_order_seq_cst);
  }
  void awaitRunning(ThreadAllocator& thread);
  void tellStop();
  [[nodiscard]] bool isAnyRunning() const;
  void pause(ThreadAllocator& thread, State state, const void* stackTop);
  void waitForEndOfStop(Lock& lock);
  void parkLocked(ThreadAllocator& thread, Lock& lock);

  std::atomic<bool>& requested_;
  void (*const barrier_)();
  mutable std::mutex mutex_;
  std::condition_variable changed_;
  ThreadAllocator* first_ = nullptr;
  std::uint64_t threads_ = 0;
  std::uint64_t held_ = 0;   // threads waiting for the end of a stop
  std::uint64_t stops_ = 0;  // stops that have ended
  bool stopping_ = false;
};

}  // namespace tatu::gc

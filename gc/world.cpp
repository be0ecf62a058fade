#include "gc/world.h"

#include "os/fault.h"

namespace tatu::gc {

void World::attach(ThreadAllocator& thread) {
  Lock lock(mutex_);
  waitForEndOfStop(lock);
  thread.next_ = first_;
  if (first_ != nullptr) first_->previous_ = &thread;
  first_ = &thread;
  ++threads_;
}

void World::detach(ThreadAllocator& thread) {
  Lock lock(mutex_);
  os::require(thread.state_ == State::Safe, "a thread allocator was destroyed while its thread runs a guest");
  waitForEndOfStop(lock);
  if (thread.previous_ != nullptr) thread.previous_->next_ = thread.next_;
  if (thread.next_ != nullptr) thread.next_->previous_ = thread.previous_;
  if (first_ == &thread) first_ = thread.next_;
  --threads_;
}

bool World::stop(ThreadAllocator& thread) {
  Lock lock(mutex_);
  os::require(thread.state_ == State::Running, "a collection was asked for by a thread that does not run");
  changed_.wait(lock, [this] { return held_ == 0 || stopping_; });
  if (stopping_) {
    parkLocked(thread, lock);
    return false;
  }
  stopping_ = true;
  requested_.store(true);
  if (barrier_ != nullptr) barrier_();
  pause(thread, State::Parked, __builtin_frame_address(0));
  changed_.wait(lock, [this] { return !isAnyRunning(); });
  return true;
}

void World::resume(ThreadAllocator& thread) {
  const Lock lock(mutex_);
  stopping_ = false;
  ++stops_;
  requested_.store(false);
  thread.state_.store(State::Running);
  changed_.notify_all();
}

void World::park(ThreadAllocator& thread) {
  Lock lock(mutex_);
  os::require(thread.state_ == State::Running, "a safepoint was reached by a thread that does not run");
  if (stopping_) parkLocked(thread, lock);
}

// It has said that it runs, but has touched nothing yet.
void World::awaitRunning(ThreadAllocator& thread) {
  Lock lock(mutex_);
  if (!stopping_) return;
  thread.state_.store(State::Safe);
  changed_.notify_all();
  waitForEndOfStop(lock);
  thread.state_.store(State::Running);
}

void World::tellStop() {
  const Lock lock(mutex_);
  changed_.notify_all();
}

bool World::isAnyRunning() const {
  for (const ThreadAllocator* thread = first_; thread != nullptr; thread = thread->next_) {
    if (thread->state_.load() == State::Running) return true;
  }
  return false;
}

std::uint64_t World::threadCount() const {
  const Lock lock(mutex_);
  return threads_;
}

void World::dropFreeCells() {
  for (ThreadAllocator* thread = first_; thread != nullptr; thread = thread->next_) thread->dropFreeCells();
}

void World::pause(ThreadAllocator& thread, State state, const void* stackTop) {
  thread.stackTop_ = stackTop;
  thread.state_.store(state);
  if (stopping_) changed_.notify_all();
}

// Being woken is not enough: the next stop may already have begun when this thread gets the lock. The stop it waited
// for has ended, though, and stop() lets it go first.
void World::waitForEndOfStop(Lock& lock) {
  if (!stopping_) return;
  const std::uint64_t current = stops_;
  ++held_;
  changed_.wait(lock, [this, current] { return stops_ != current; });
  --held_;
  changed_.notify_all();
}

// Callee-saved registers may hold the only copy of a reference that the caller forgot to root; they are put on the
// stack here, within reach of the conservative safety net.
[[gnu::noinline]] void World::parkLocked(ThreadAllocator& thread, Lock& lock) {
  __builtin_unwind_init();
  pause(thread, State::Parked, __builtin_frame_address(0));
  waitForEndOfStop(lock);
  thread.state_.store(State::Running);
}

}  // namespace tatu::gc

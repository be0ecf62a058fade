// Cancellation: how a blocking call of a guest is told to come back.
//
// One token per guest, shared by the guest's thread, which waits, and by anyone who may stop it: another
// thread, a signal handler, a timer. A token is cancelled for good or until `reset`; a deadline is a moment
// of the monotonic clock. It also carries news: `wake` ends a wait for whatever may come, and nothing else.
//
// Invariants
// - `cancel` and `wake` are async-signal-safe and thread-safe; they never block, allocate or fail.
// - After `cancel` returns, every wait that runs or starts on this token comes back at once.
// - The wake descriptor is made by the first wait that needs one, so ten thousand guests that never wait cost none.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>

namespace tatu::os {

enum class StopReason : std::uint8_t { None, Cancelled, DeadlinePassed };

/// What ends a wait beside what is waited for.
enum class WaitEnd : std::uint8_t {
  Stop,        ///< the token is cancelled, or past its deadline
  StopOrWake,  ///< or was woken: then it is as if the moment had come
};

class Cancellation {
 public:
  Cancellation() = default;
  ~Cancellation();
  Cancellation(const Cancellation&) = delete;
  Cancellation& operator=(const Cancellation&) = delete;

  void cancel() noexcept;
  [[nodiscard]] bool cancelled() const noexcept { return cancelled_.load(std::memory_order_acquire); }

  /// Takes back an earlier `cancel`. Only while nobody waits: the guest's own thread, between two runs.
  void reset() noexcept;

  /// A wait of `System::awaitReady` that is to end for it comes back, or the next one does.
  void wake() noexcept;
  /// Whether `wake` was called since the last time. For the implementations of waiting.
  [[nodiscard]] bool takeWake() noexcept { return woken_.exchange(false, std::memory_order_seq_cst); }

  /// Every wait that runs comes back once, as if a signal had come: `Interrupted` with EINTR. For those who have
  /// changed something that the waiting one should look at before it goes on. If nobody waits, the next wait comes back
  /// so.
  void interrupt() noexcept;
  /// For the wait that comes back.
  [[nodiscard]] bool takeInterruption() noexcept {
    return interrupted_.load(std::memory_order_seq_cst) && interrupted_.exchange(false, std::memory_order_seq_cst);
  }

  /// A moment of `monotonicNow()`. Takes effect at once for waits that start later.
  void setDeadline(std::chrono::nanoseconds when) noexcept;
  void clearDeadline() noexcept;
  /// A deadline for work that begins now and is most often too short for anybody to look at the clock: it lies so far
  /// behind the moment of the host's clock at which somebody first asks for it, or says that time passes now.
  void setTimeLimit(std::chrono::nanoseconds time) noexcept {
    deadline_.store(time.count() < kMostTime ? -1 - time.count() : kNoDeadline, std::memory_order_release);
  }
  void beginTime() const noexcept {
    if (deadline_.load(std::memory_order_acquire) < 0) [[unlikely]]
      (void)settle();
  }
  [[nodiscard]] bool hasDeadline() const noexcept;
  [[nodiscard]] std::chrono::nanoseconds deadline() const noexcept;

  /// Whether to stop, given the present moment. Cancelled wins over a deadline.
  [[nodiscard]] StopReason stopReason(std::chrono::nanoseconds now) const noexcept;

  /// A descriptor that becomes readable with `cancel` and `wake`, for poll beside another one; -1 if none can be had
  /// (then wait in short slices). Only for the implementations in os/.
  [[nodiscard]] int wakeDescriptor() noexcept;

 private:
  static constexpr std::int64_t kNoDeadline = INT64_MAX;
  static constexpr std::int64_t kMostTime = INT64_MAX / 2;  // centuries
  void ring() noexcept;
  [[nodiscard]] std::int64_t settle() const noexcept;

  std::atomic<bool> cancelled_{false};
  std::atomic<bool> woken_{false};
  std::atomic<bool> interrupted_{false};
  // Below 0: a time limit that has not begun; the time and one more, negated. Who asks first makes a moment of it.
  mutable std::atomic<std::int64_t> deadline_{kNoDeadline};
  std::atomic<int> wake_{-1};
};

}  // namespace tatu::os

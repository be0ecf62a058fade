// Cancellation: how a blocking call of a guest is told to come back.
//
// One token per guest, shared by the guest's thread, which waits, and by anyone who may stop it: another
// thread, a signal handler, a timer. A token is cancelled for good or until `reset`; a deadline is a moment
// of the monotonic clock.
//
// Invariants
// - `cancel` is async-signal-safe and thread-safe; it never blocks, allocates or fails.
// - After `cancel` returns, every wait that runs or starts on this token comes back at once.
// - The wake descriptor is made by the first wait that needs one, so ten thousand guests that never wait cost none.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>

namespace tatu::os {

enum class StopReason : std::uint8_t { None, Cancelled, DeadlinePassed };

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

  /// A moment of `monotonicNow()`. Takes effect at once for waits that start later.
  void setDeadline(std::chrono::nanoseconds when) noexcept;
  void clearDeadline() noexcept;
  [[nodiscard]] bool hasDeadline() const noexcept;
  [[nodiscard]] std::chrono::nanoseconds deadline() const noexcept;

  /// Whether to stop, given the present moment. Cancelled wins over a deadline.
  [[nodiscard]] StopReason stopReason(std::chrono::nanoseconds now) const noexcept;

  /// A descriptor that becomes readable with `cancel`, for poll beside another one; -1 if none can be had
  /// (then wait in short slices). Only for the implementations in os/.
  [[nodiscard]] int wakeDescriptor() noexcept;

 private:
  static constexpr std::int64_t kNoDeadline = INT64_MAX;
  std::atomic<bool> cancelled_{false};
  std::atomic<std::int64_t> deadline_{kNoDeadline};
  std::atomic<int> wake_{-1};
};

}  // namespace tatu::os

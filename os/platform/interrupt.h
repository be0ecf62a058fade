// InterruptHandler: Ctrl-C (SIGINT), SIGTERM and SIGHUP as a request instead of the end of the process.
//
// While a handler object lives, the first such signal calls `onInterrupt` on whatever thread the kernel picks;
// a second one ends the process by that signal, at once, so that a guest that does not come back cannot
// hold its user hostage. The destructor puts back what was there before.
//
// The caller owes: `onInterrupt` is async-signal-safe (`Cancellation::cancel` and lock-free atomics are), and
// `context` outlives the handler object. Only one handler lives at a time; installing a second is refused.
// A signal that was ignored when the process started (as `nohup` does for SIGHUP) stays ignored.
#pragma once

#include "os/error.h"

namespace tatu::os {

using InterruptFunction = void (*)(void* context) noexcept;

class InterruptHandler {
 public:
  [[nodiscard]] static Result<InterruptHandler> install(InterruptFunction onInterrupt, void* context);
  ~InterruptHandler();
  InterruptHandler(InterruptHandler&& other) noexcept : active_(other.active_) { other.active_ = false; }
  InterruptHandler& operator=(InterruptHandler&&) = delete;
  InterruptHandler(const InterruptHandler&) = delete;
  InterruptHandler& operator=(const InterruptHandler&) = delete;

  /// The number of the signal that came, 0 if none did (for the exit code 128 + n).
  [[nodiscard]] int signalNumber() const noexcept;
  /// Forgets the signal that came, so that the next one is a first one again (for a prompt, between two lines).
  void rearm() noexcept;

 private:
  InterruptHandler() = default;
  bool active_ = true;
};

/// Ends the process as if the signal had never been handled, so that a calling shell sees the truth.
[[noreturn]] void endBySignal(int signalNumber) noexcept;

}  // namespace tatu::os

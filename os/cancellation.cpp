#include "os/cancellation.h"

#include <fcntl.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <cerrno>

#include "os/platform/clock.h"

namespace tatu::os {

static_assert(std::atomic<bool>::is_always_lock_free && std::atomic<int>::is_always_lock_free,
              "cancel is called from signal handlers, which must not wait for a lock");

Cancellation::~Cancellation() {
  if (const int descriptor = wake_.load(); descriptor >= 0) ::close(descriptor);
}

// A flag is stored before the descriptor is looked up here, and the descriptor is published before the flag is
// looked up by a waiter, all in one total order: at least one side sees the other.
void Cancellation::cancel() noexcept {
  cancelled_.store(true, std::memory_order_seq_cst);
  ring();
}

void Cancellation::wake() noexcept {
  woken_.store(true, std::memory_order_seq_cst);
  ring();
}

void Cancellation::ring() noexcept {
  const int descriptor = wake_.load(std::memory_order_seq_cst);
  if (descriptor < 0) return;
  const int saved = errno;
  const std::uint64_t one = 1;
  // A full counter is as readable as a fresh one, so the result does not matter.
  [[maybe_unused]] const ssize_t written = ::write(descriptor, &one, sizeof one);
  errno = saved;
}

void Cancellation::reset() noexcept {
  cancelled_.store(false, std::memory_order_seq_cst);
  if (const int descriptor = wake_.load(); descriptor >= 0) {
    std::uint64_t drained = 0;
    [[maybe_unused]] const ssize_t count = ::read(descriptor, &drained, sizeof drained);
  }
}

void Cancellation::interrupt() noexcept {
  interrupted_.store(true, std::memory_order_seq_cst);
  ring();
}

void Cancellation::setDeadline(std::chrono::nanoseconds when) noexcept {
  deadline_.store(when.count(), std::memory_order_release);
}

void Cancellation::clearDeadline() noexcept { deadline_.store(kNoDeadline, std::memory_order_release); }

// Of several who ask at a time, all get the same.
std::int64_t Cancellation::settle() const noexcept {
  std::int64_t present = deadline_.load(std::memory_order_acquire);
  while (present < 0) {
    const std::int64_t moment = monotonicNow().count() + (-1 - present);
    if (deadline_.compare_exchange_weak(present, moment, std::memory_order_acq_rel)) return moment;
  }
  return present;
}

bool Cancellation::hasDeadline() const noexcept { return deadline_.load(std::memory_order_acquire) != kNoDeadline; }
std::chrono::nanoseconds Cancellation::deadline() const noexcept { return std::chrono::nanoseconds(settle()); }

StopReason Cancellation::stopReason(std::chrono::nanoseconds now) const noexcept {
  if (cancelled_.load(std::memory_order_seq_cst)) return StopReason::Cancelled;
  // The end of time, which a virtual clock can reach, is not a deadline.
  return hasDeadline() && now >= deadline() ? StopReason::DeadlinePassed : StopReason::None;
}

int Cancellation::wakeDescriptor() noexcept {
  int present = wake_.load(std::memory_order_seq_cst);
  if (present >= 0) return present;
  const int fresh = ::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
  if (fresh < 0) return -1;
  if (wake_.compare_exchange_strong(present, fresh, std::memory_order_seq_cst)) return fresh;
  ::close(fresh);
  return present;
}

}  // namespace tatu::os

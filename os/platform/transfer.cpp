#include "os/platform/transfer.h"

#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <optional>

#include "os/platform/clock.h"

namespace tatu::os {
namespace {

using std::chrono::nanoseconds;

/// Without a wake descriptor a cancellation is seen after at most this long.
constexpr nanoseconds kSlice = std::chrono::milliseconds(10);
/// The longest that one poll sleeps: the kernel takes milliseconds as an int.
constexpr nanoseconds kLongest = std::chrono::hours(1);

HostError stopped(StopReason reason) {
  return {reason == StopReason::Cancelled ? ErrorKind::Interrupted : ErrorKind::TimedOut, 0};
}

/// How long to sleep at most before looking again: until `moment`, the deadline, or the end of a slice.
nanoseconds patience(nanoseconds now, nanoseconds moment, const Cancellation& cancellation, bool canBeWoken) {
  nanoseconds left = moment == nanoseconds::max() ? kLongest : moment - now;
  if (cancellation.hasDeadline()) left = std::min(left, cancellation.deadline() - now);
  left = std::min(left, canBeWoken ? kLongest : kSlice);
  return std::max(left, nanoseconds::zero());
}

timespec toTimespec(nanoseconds duration) {
  const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(duration);
  return {static_cast<time_t>(seconds.count()), static_cast<long>((duration - seconds).count())};
}

/// A wake that does not end this wait, or whose `cancel` was taken back by `reset` meanwhile, would make poll return
/// for ever.
void discardStaleWake(int wake, const Cancellation& cancellation) {
  if (cancellation.cancelled()) return;
  std::uint64_t count = 0;
  [[maybe_unused]] const ssize_t drained = ::read(wake, &count, sizeof count);
}

bool isReadyNow(int descriptor, short events) {
  pollfd ready{descriptor, events, 0};
  return ::poll(&ready, 1, 0) == 1;
}

/// Polls until `descriptor` (-1 for none) is ready or `moment` has come. True if the descriptor is ready.
HostResult<bool> pollUntil(int descriptor, short events, nanoseconds moment, Cancellation& cancellation, WaitEnd end) {
  const int wake = cancellation.wakeDescriptor();
  for (;;) {
    const nanoseconds now = monotonicNow();
    if (const StopReason reason = cancellation.stopReason(now); reason != StopReason::None) {
      if (events == POLLOUT && isReadyNow(descriptor, events)) return true;
      return tl::unexpected(stopped(reason));
    }
    if (cancellation.takeInterruption()) return failureFromErrno(EINTR);
    if (now >= moment || (end == WaitEnd::StopOrWake && cancellation.takeWake())) return false;
    std::array<pollfd, 2> waits{{{descriptor, events, 0}, {wake, POLLIN, 0}}};
    const timespec timeout = toTimespec(patience(now, moment, cancellation, wake >= 0));
    const int ready = ::ppoll(waits.data(), waits.size(), &timeout, nullptr);
    if (ready < 0 && errno != EINTR) return failureFromErrno(errno);
    if (ready > 0 && waits[1].revents != 0) {
      discardStaleWake(wake, cancellation);
    } else if (ready > 0) {
      return true;
    }
  }
}

}  // namespace

HostResult<bool> waitUntilReadyOr(int descriptor, Readiness readiness, nanoseconds moment, Cancellation& cancellation,
                                  WaitEnd end) {
  return pollUntil(descriptor, readiness == Readiness::Read ? POLLIN : POLLOUT, moment, cancellation, end);
}

HostResult<void> waitUntilReady(int descriptor, Readiness readiness, Cancellation& cancellation) {
  const HostResult<bool> ready = waitUntilReadyOr(descriptor, readiness, nanoseconds::max(), cancellation);
  if (!ready) return tl::unexpected(ready.error());
  return {};
}

HostResult<void> waitUntil(nanoseconds moment, Cancellation& cancellation) {
  const HostResult<bool> ready = pollUntil(-1, 0, moment, cancellation, WaitEnd::Stop);
  if (!ready) return tl::unexpected(ready.error());
  return {};
}

HostResult<std::size_t> readSome(int descriptor, std::span<std::byte> into) {
  for (;;) {
    const ssize_t count = ::read(descriptor, into.data(), into.size());
    if (count >= 0) return static_cast<std::size_t>(count);
    if (errno != EINTR) return failureFromErrno(errno);
  }
}

HostResult<std::size_t> writeSome(int descriptor, std::span<const std::byte> from) {
  for (;;) {
    const ssize_t count = ::write(descriptor, from.data(), from.size());
    if (count >= 0) return static_cast<std::size_t>(count);
    if (errno != EINTR) return failureFromErrno(errno);
  }
}

HostResult<void> writeAll(int descriptor, std::span<const std::byte> from) {
  Cancellation never;
  while (!from.empty()) {
    const HostResult<std::size_t> count = writeSome(descriptor, from);
    if (count) {
      from = from.subspan(*count);
    } else if (count.error().code == EAGAIN) {
      if (auto ready = waitUntilReady(descriptor, Readiness::Write, never); !ready) return ready;
    } else {
      return tl::unexpected(count.error());
    }
  }
  return {};
}

}  // namespace tatu::os

// Reading and writing a descriptor of the host: interruptions, short counts, and waiting that can be cancelled.
#pragma once

#include <cstddef>
#include <span>

#include "os/cancellation.h"
#include "os/host_error.h"
#include "os/readiness.h"

namespace tatu::os {

/// Waits until the descriptor is ready (or its other end is gone). Interrupted or TimedOut if the token says so; but
/// writing that needs no wait is let through, so that what a stopped guest had printed still comes out.
[[nodiscard]] HostResult<void> waitUntilReady(int descriptor, Readiness readiness, Cancellation& cancellation);

/// The same, until `moment` of the monotonic clock at most: false if that came first. -1 is no descriptor.
[[nodiscard]] HostResult<bool> waitUntilReadyOr(int descriptor, Readiness readiness, std::chrono::nanoseconds moment,
                                                Cancellation& cancellation, WaitEnd end = WaitEnd::Stop);

/// Waits for nothing but the moment or the token.
[[nodiscard]] HostResult<void> waitUntil(std::chrono::nanoseconds moment, Cancellation& cancellation);

/// One read, again after EINTR. 0 at the end.
[[nodiscard]] HostResult<std::size_t> readSome(int descriptor, std::span<std::byte> into);
/// One write, again after EINTR.
[[nodiscard]] HostResult<std::size_t> writeSome(int descriptor, std::span<const std::byte> from);
/// All of it, waiting where the descriptor does not block.
[[nodiscard]] HostResult<void> writeAll(int descriptor, std::span<const std::byte> from);

}  // namespace tatu::os

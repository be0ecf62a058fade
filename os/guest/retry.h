// Calls that a signal interrupted are made again, unless the guest is to stop.
#pragma once

#include <cerrno>

#include "os/cancellation.h"
#include "os/guest/host.h"

namespace tatu::os {

/// EINTR says only that a signal came; whether the guest is to stop, the token knows. A host that is interrupted
/// over and over is given up on, so that this ends.
template <typename Call>
auto retryInterrupted(const Cancellation& cancellation, const Host& host, Call call) -> decltype(call()) {
  constexpr int kMostTries = 10'000;
  for (int attempt = 1;; ++attempt) {
    auto result = call();
    const bool again = !result && result.error().kind == ErrorKind::Interrupted && result.error().code == EINTR;
    if (!again || attempt == kMostTries) return result;
    switch (cancellation.stopReason(host.monotonicNow())) {
      case StopReason::None: break;
      case StopReason::Cancelled: return hostFailure(ErrorKind::Interrupted);
      case StopReason::DeadlinePassed: return hostFailure(ErrorKind::TimedOut);
    }
  }
}

}  // namespace tatu::os

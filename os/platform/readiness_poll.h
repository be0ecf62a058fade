// ReadinessPoll: one thread waits for the descriptors of many others, each for once, by epoll.
//
// Invariants
// - A descriptor that is closed is forgotten; its number may be used again at once, with another key.
// - An `await` may give a key of what was closed meanwhile. Keys that are not used twice tell.
//
// Threads: `await` and `look` by one at a time, `arm` by any.
#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <optional>
#include <span>

#include "os/cancellation.h"
#include "os/host_error.h"
#include "os/platform/descriptor.h"

namespace tatu::os {

class ReadinessPoll {
 public:
  [[nodiscard]] HostResult<void> open();
  /// The next `await` to find the descriptor readable gives the key, and forgets it.
  [[nodiscard]] HostResult<void> arm(int descriptor, std::uint64_t key);
  /// The keys of what is ready; waits for the first, until the moment or a wake of the token.
  /// They are good until the next call.
  [[nodiscard]] std::span<const std::uint64_t> await(std::optional<std::chrono::nanoseconds> until,
                                                     Cancellation& token);
  /// The same without waiting.
  [[nodiscard]] std::span<const std::uint64_t> look();

 private:
  Descriptor epoll_;
  std::array<std::uint64_t, 256> keys_{};
};

}  // namespace tatu::os

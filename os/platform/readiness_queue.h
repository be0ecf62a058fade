// ReadinessQueue: waiting for any of many descriptors at once, by epoll. Who watches says so once for each time.
//
// Invariants
// - A watch gives its key once. One key for each descriptor and readiness; a later watch takes the place of an earlier.
// - Who owns a descriptor calls `forget` before it is closed; standard input is never closed.
// - The queue takes a descriptor of the host with its first watch; a queue that is never used costs none.
#pragma once

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <vector>

#include "os/cancellation.h"
#include "os/host_error.h"
#include "os/platform/descriptor.h"
#include "os/readiness.h"

namespace tatu::os {

class ReadinessQueue {
 public:
  /// Takes the descriptor that the queue itself needs; the first `watch` does, too, but then there may be none left.
  [[nodiscard]] HostResult<void> open();
  [[nodiscard]] HostResult<void> watch(int descriptor, Readiness readiness, std::uint64_t key);
  void forget(int descriptor);
  /// Something that is ready already, without a descriptor.
  void noteReady(std::uint64_t key) { alwaysReady_.push_back(key); }

  /// The keys of all that is ready; waits for the first. None if `until`, a moment of the monotonic clock, or what else
  /// is to end the wait came before.
  [[nodiscard]] HostResult<std::vector<std::uint64_t>> await(std::optional<std::chrono::nanoseconds> until,
                                                             Cancellation& cancellation, WaitEnd end = WaitEnd::Stop);
  /// A descriptor that is readable while something that is watched is ready; -1: nothing was ever watched.
  [[nodiscard]] int descriptor() const { return epoll_.number(); }

 private:
  struct Watched {
    bool registered = false;
    std::optional<std::uint64_t> read;
    std::optional<std::uint64_t> write;
  };

  [[nodiscard]] HostResult<void> arm(int descriptor, Watched& watched);
  void collect(std::vector<std::uint64_t>& keys);
  void takeKeys(int descriptor, std::uint32_t events, std::vector<std::uint64_t>& keys);

  Descriptor epoll_;
  std::map<int, Watched> watched_;
  std::vector<std::uint64_t> alwaysReady_;  ///< of files, which epoll does not take since they never wait
};

}  // namespace tatu::os

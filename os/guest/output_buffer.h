// OutputBuffer: a guest's bytes on their way to standard output or error.
//
// Invariants
// - A byte that `write` counted is passed on exactly once, in order, or is still in the buffer, or the reader has
//   gone (`closed`). A failure loses and doubles nothing: the next call tries again from the same byte.
// - A call that took bytes succeeds; the failure to pass them on is reported by the next call that meets it.
// - What is shorter than the buffer is taken whole, however full that is: how often a program has to write does not
//   depend on when others have flushed.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "os/guest/host.h"

namespace tatu::os {

class OutputBuffer {
 public:
  /// When bytes are passed on: if the buffer is full, at each end of a line, or at once.
  enum class Mode : std::uint8_t { Full, Line, Direct };
  static constexpr std::size_t kCapacity = 32 * 1024;

  OutputBuffer(Host& host, StandardStream stream, Mode mode, Cancellation& cancellation)
      : host_(host), stream_(stream), mode_(mode), cancellation_(cancellation) {}

  [[nodiscard]] HostResult<std::size_t> write(std::span<const std::byte> from);
  [[nodiscard]] HostResult<void> flush();

  /// A write met a closed pipe; everything after is refused as `ClosedPipe`.
  [[nodiscard]] bool closed() const { return closed_; }
  [[nodiscard]] std::size_t pending() const { return bytes_.size() - passed_; }

 private:
  [[nodiscard]] HostResult<std::size_t> pass(std::span<const std::byte> from);
  [[nodiscard]] bool wantsFlushAfter(std::span<const std::byte> taken) const;

  Host& host_;
  StandardStream stream_;
  Mode mode_;
  Cancellation& cancellation_;
  std::vector<std::byte> bytes_;
  std::size_t passed_ = 0;  ///< how many of `bytes_` the host has taken already
  bool closed_ = false;
};

}  // namespace tatu::os

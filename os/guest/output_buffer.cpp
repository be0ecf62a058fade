#include "os/guest/output_buffer.h"

#include <algorithm>

#include "os/guest/retry.h"

namespace tatu::os {

HostResult<std::size_t> OutputBuffer::write(std::span<const std::byte> from) {
  if (closed_) return hostFailure(ErrorKind::ClosedPipe);
  if (from.empty()) return 0;
  if (pending() > 0 && from.size() > kCapacity - bytes_.size()) {
    if (auto flushed = flush(); !flushed) return tl::unexpected(flushed.error());
  }
  if (pending() == 0 && (from.size() >= kCapacity || mode_ == Mode::Direct)) return pass(from);
  bytes_.insert(bytes_.end(), from.begin(), from.end());
  // The bytes are ours now; if they cannot be passed on yet, the next call will meet the reason.
  if (wantsFlushAfter(from)) (void)flush();
  return from.size();
}

HostResult<void> OutputBuffer::flush() {
  if (closed_) return hostFailure(ErrorKind::ClosedPipe);
  while (pending() > 0) {
    const auto count = pass(std::span(bytes_).subspan(passed_));
    if (!count) return tl::unexpected(count.error());
    passed_ += *count;
  }
  bytes_.clear();
  passed_ = 0;
  return {};
}

HostResult<std::size_t> OutputBuffer::pass(std::span<const std::byte> from) {
  auto count = retryInterrupted(cancellation_, host_, [&] { return host_.writeStream(stream_, from, cancellation_); });
  if (!count && count.error().kind == ErrorKind::ClosedPipe) {
    closed_ = true;
    bytes_.clear();
    passed_ = 0;
  }
  return count;
}

bool OutputBuffer::wantsFlushAfter(std::span<const std::byte> taken) const {
  if (mode_ == Mode::Full) return false;
  return mode_ == Mode::Direct || std::ranges::find(taken, std::byte{'\n'}) != taken.end();
}

}  // namespace tatu::os

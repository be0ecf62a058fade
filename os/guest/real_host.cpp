#include "os/guest/real_host.h"

#include <limits.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <string_view>

#include "os/platform/clock.h"
#include "os/platform/host_entropy.h"
#include "os/platform/transfer.h"

extern char** environ;

namespace tatu::os {
namespace {

int numberOf(StandardStream stream) { return static_cast<int>(stream); }

/// Files, and devices like /dev/null, are always ready; asking would only cost time.
bool mayBlock(int descriptor) {
  struct stat status {};
  if (::fstat(descriptor, &status) != 0) return false;
  return S_ISFIFO(status.st_mode) || S_ISSOCK(status.st_mode) || ::isatty(descriptor) == 1;
}

}  // namespace

RealHost::RealHost(const RealHostOptions& options)
    : resolution_(options.resolution), output_(options.output), input_(options.input), lookups_(options.lookUp) {
  if (options.randomSeed) random_.emplace(*options.randomSeed);
  if (output_) return;
  for (std::size_t i = 0; i < mayBlock_.size(); ++i) mayBlock_[i] = mayBlock(static_cast<int>(i));
}

HostResult<RootId> RealHost::openRoot(const std::string& absolutePath) {
  auto root = Root::open(absolutePath, resolution_);
  if (!root) return tl::unexpected(root.error());
  roots_.push_back(std::move(*root));
  return RootId{roots_.size() - 1};
}

HostResult<RootId> RealHost::openRootBeneath(RootId outer, const std::string& path) {
  auto root = rootAt(outer).openRootBeneath(path);
  if (!root) return tl::unexpected(root.error());
  roots_.push_back(std::move(*root));
  return RootId{roots_.size() - 1};
}

bool RealHost::isBeneath(RootId inner, RootId outer) const {
  const std::string& innerPath = rootAt(inner).realPath();
  const std::string& outerPath = rootAt(outer).realPath();
  if (outerPath == "/" || innerPath == outerPath) return true;
  return innerPath.starts_with(outerPath) && innerPath[outerPath.size()] == '/';
}

HostResult<std::size_t> RealHost::readInput(std::span<std::byte> into, Cancellation& cancellation) {
  if (output_) return input_ ? std::min(input_(into), into.size()) : 0;
  for (;;) {
    if (mayBlock_[0]) {
      auto ready = waitUntilReady(STDIN_FILENO, Readiness::Read, cancellation);
      if (!ready) return tl::unexpected(ready.error());
    }
    auto count = readSome(STDIN_FILENO, into);
    if (count || count.error().code != EAGAIN) return count;
  }
}

// Whatever the sink says: no more than there was.
HostResult<std::size_t> RealHost::passOn(StandardStream stream, std::span<const std::byte> from) {
  const std::size_t taken = std::min(output_(stream, from), from.size());
  if (taken == 0 && !from.empty()) return hostFailure(ErrorKind::ClosedPipe, EPIPE);
  return taken;
}

// A pipe that is ready takes PIPE_BUF bytes without blocking; more might, and then nobody could stop it.
HostResult<std::size_t> RealHost::writeStream(StandardStream stream, std::span<const std::byte> from,
                                              Cancellation& cancellation) {
  if (output_) return passOn(stream, from);
  const int descriptor = numberOf(stream);
  const bool waits = mayBlock_[static_cast<std::size_t>(descriptor)];
  const auto piece = waits ? from.first(std::min<std::size_t>(from.size(), PIPE_BUF)) : from;
  for (;;) {
    if (waits) {
      auto ready = waitUntilReady(descriptor, Readiness::Write, cancellation);
      if (!ready) return tl::unexpected(ready.error());
    }
    auto count = writeSome(descriptor, piece);
    if (count || count.error().code != EAGAIN) return count;
  }
}

bool RealHost::isTerminal(StandardStream stream) const { return !output_ && os::isTerminal(stream); }

std::chrono::nanoseconds RealHost::wallNow() const { return os::wallNow(); }

std::chrono::nanoseconds RealHost::monotonicNow() const { return os::monotonicNow(); }

HostResult<void> RealHost::waitUntil(std::chrono::nanoseconds moment, Cancellation& cancellation) {
  return os::waitUntil(moment, cancellation);
}

HostResult<void> RealHost::fillRandom(std::span<std::byte> into) {
  if (!random_) return fillFromHostEntropy(into);
  random_->fill(into);
  return {};
}

std::vector<std::pair<std::string, std::string>> RealHost::environment() const {
  std::vector<std::pair<std::string, std::string>> variables;
  for (char** entry = environ; entry != nullptr && *entry != nullptr; ++entry) {
    const std::string_view text = *entry;
    const std::size_t equals = text.find('=');
    if (equals == std::string_view::npos || equals == 0) continue;
    variables.emplace_back(text.substr(0, equals), text.substr(equals + 1));
  }
  return variables;
}

}  // namespace tatu::os

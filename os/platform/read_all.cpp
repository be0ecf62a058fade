#include "os/platform/read_all.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <span>
#include <string_view>

#include "os/platform/transfer.h"

namespace tatu::os {
namespace {

constexpr std::size_t kSmallestStep = 16 * 1024;

HostResult<std::size_t> readOrWait(int descriptor, std::span<std::byte> into) {
  Cancellation never;
  for (;;) {
    HostResult<std::size_t> count = readSome(descriptor, into);
    if (count || count.error().code != EAGAIN) return count;
    if (auto ready = waitUntilReady(descriptor, Readiness::Read, never); !ready) return tl::unexpected(ready.error());
  }
}

}  // namespace

HostResult<std::string> readAll(int descriptor, std::size_t limit, std::size_t expected) {
  std::string content;
  std::size_t used = 0;
  // One byte more than expected and than allowed: it is how the end, and one too many, are noticed.
  const std::size_t most = limit == SIZE_MAX ? limit : limit + 1;
  std::size_t goal = std::min(most, expected + 1);
  for (;;) {
    goal = std::min(most, std::max({goal, used + used / 2, used + kSmallestStep}));
    content.resize(goal);
    const auto count = readOrWait(descriptor, std::as_writable_bytes(std::span(content)).subspan(used));
    if (!count) return tl::unexpected(count.error());
    if (*count == 0) break;
    used += *count;
    if (used > limit) return hostFailure(ErrorKind::Limit);
  }
  content.resize(used);
  return content;
}

std::string describeSizeLimit(std::size_t limit) {
  constexpr std::array<std::string_view, 4> kUnits{" bytes", " KiB", " MiB", " GiB"};
  std::size_t unit = 0;
  while (unit + 1 < kUnits.size() && limit >= 1024 && limit % 1024 == 0) {
    limit /= 1024;
    ++unit;
  }
  return "it is larger than the limit of " + std::to_string(limit) + std::string(kUnits[unit]);
}

}  // namespace tatu::os

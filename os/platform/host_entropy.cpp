#include "os/platform/host_entropy.h"

#include <sys/random.h>

#include <cerrno>

namespace tatu::os {

HostResult<void> fillFromHostEntropy(std::span<std::byte> into) {
  while (!into.empty()) {
    const ssize_t count = ::getrandom(into.data(), into.size(), 0);
    if (count < 0 && errno != EINTR) return failureFromErrno(errno);
    if (count > 0) into = into.subspan(static_cast<std::size_t>(count));
  }
  return {};
}

}  // namespace tatu::os

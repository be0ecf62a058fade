#include "os/platform/readiness_poll.h"

#include <sys/epoll.h>

#include <array>
#include <cerrno>

#include "os/platform/transfer.h"

namespace tatu::os {

HostResult<void> ReadinessPoll::open() {
  epoll_ = Descriptor(::epoll_create1(EPOLL_CLOEXEC));
  if (!epoll_.valid()) return failureFromErrno(errno);
  return {};
}

HostResult<void> ReadinessPoll::arm(int descriptor, std::uint64_t key) {
  epoll_event event{};
  event.events = EPOLLIN | EPOLLONESHOT;
  event.data.u64 = key;
  if (::epoll_ctl(epoll_.number(), EPOLL_CTL_ADD, descriptor, &event) == 0) return {};
  if (errno == EEXIST && ::epoll_ctl(epoll_.number(), EPOLL_CTL_MOD, descriptor, &event) == 0) return {};
  return failureFromErrno(errno);
}

std::span<const std::uint64_t> ReadinessPoll::await(std::optional<std::chrono::nanoseconds> until,
                                                    Cancellation& token) {
  const auto moment = until.value_or(std::chrono::nanoseconds::max());
  const auto ready = waitUntilReadyOr(epoll_.number(), Readiness::Read, moment, token, WaitEnd::StopOrWake);
  if (!ready || !*ready) return {};
  return look();
}

std::span<const std::uint64_t> ReadinessPoll::look() {
  std::array<epoll_event, std::tuple_size_v<decltype(keys_)>> events{};
  const int count = ::epoll_wait(epoll_.number(), events.data(), static_cast<int>(events.size()), 0);
  std::size_t keys = 0;
  while (static_cast<int>(keys) < count) {
    keys_[keys] = events[keys].data.u64;
    ++keys;
  }
  return {keys_.data(), keys};
}

}  // namespace tatu::os

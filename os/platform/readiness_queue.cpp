#include "os/platform/readiness_queue.h"

#include <sys/epoll.h>

#include <array>
#include <cerrno>
#include <utility>

#include "os/platform/transfer.h"

namespace tatu::os {
namespace {

constexpr std::uint32_t kEnded = EPOLLHUP | EPOLLERR;
constexpr std::uint32_t kReadable = EPOLLIN | EPOLLRDHUP | kEnded;
constexpr std::uint32_t kWritable = EPOLLOUT | kEnded;

}  // namespace

HostResult<void> ReadinessQueue::open() {
  if (!epoll_.valid()) epoll_ = Descriptor(::epoll_create1(EPOLL_CLOEXEC));
  if (!epoll_.valid()) return failureFromErrno(errno);
  return {};
}

HostResult<void> ReadinessQueue::watch(int descriptor, Readiness readiness, std::uint64_t key) {
  if (auto opened = open(); !opened) return opened;
  Watched& watched = watched_[descriptor];
  std::optional<std::uint64_t>& place = readiness == Readiness::Read ? watched.read : watched.write;
  const auto before = std::exchange(place, key);
  auto armed = arm(descriptor, watched);
  if (armed) return {};
  place = before;
  if (armed.error().code != EPERM) return armed;
  watched_.erase(descriptor);
  alwaysReady_.push_back(key);
  return {};
}

HostResult<void> ReadinessQueue::arm(int descriptor, Watched& watched) {
  epoll_event event{};
  event.events = EPOLLONESHOT;
  if (watched.read) event.events |= EPOLLIN | EPOLLRDHUP;
  if (watched.write) event.events |= EPOLLOUT;
  event.data.fd = descriptor;
  const int change = watched.registered ? EPOLL_CTL_MOD : EPOLL_CTL_ADD;
  if (::epoll_ctl(epoll_.number(), change, descriptor, &event) != 0) return failureFromErrno(errno);
  watched.registered = true;
  return {};
}

void ReadinessQueue::forget(int descriptor) {
  const auto found = watched_.find(descriptor);
  if (found == watched_.end()) return;
  if (found->second.registered) ::epoll_ctl(epoll_.number(), EPOLL_CTL_DEL, descriptor, nullptr);
  watched_.erase(found);
}

// The queue is itself a descriptor that is readable when something in it is ready, so the wait is the one of all
// others.
HostResult<std::vector<std::uint64_t>> ReadinessQueue::await(std::optional<std::chrono::nanoseconds> until,
                                                             Cancellation& cancellation, WaitEnd end) {
  if (!alwaysReady_.empty()) until = std::chrono::nanoseconds::min();
  const auto moment = until.value_or(std::chrono::nanoseconds::max());
  for (;;) {
    const auto ready = waitUntilReadyOr(epoll_.number(), Readiness::Read, moment, cancellation, end);
    if (!ready) return tl::unexpected(ready.error());
    std::vector<std::uint64_t> keys = std::exchange(alwaysReady_, {});
    collect(keys);
    if (!keys.empty() || !*ready) return keys;
  }
}

void ReadinessQueue::collect(std::vector<std::uint64_t>& keys) {
  if (!epoll_.valid()) return;
  std::array<epoll_event, 64> events{};
  for (;;) {
    const int count = ::epoll_wait(epoll_.number(), events.data(), static_cast<int>(events.size()), 0);
    for (int i = 0; i < count; ++i)
      takeKeys(events[static_cast<std::size_t>(i)].data.fd, events[static_cast<std::size_t>(i)].events, keys);
    if (count < static_cast<int>(events.size())) return;
  }
}

void ReadinessQueue::takeKeys(int descriptor, std::uint32_t events, std::vector<std::uint64_t>& keys) {
  const auto found = watched_.find(descriptor);
  if (found == watched_.end()) return;
  Watched& watched = found->second;
  for (auto [place, wanted] : {std::pair{&watched.read, kReadable}, std::pair{&watched.write, kWritable}}) {
    if (!place->has_value() || (events & wanted) == 0) continue;
    keys.push_back(**place);
    place->reset();
  }
  // One event ends the watch for both directions. Arming again cannot fail: the descriptor is in the queue.
  if (watched.read || watched.write) (void)arm(descriptor, watched);
}

}  // namespace tatu::os

#include "channel.h"

#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <climits>
#include <system_error>

namespace {

// Milliseconds for poll(), rounded up; -1 is for ever.
int waitingTime(Channel::Clock::time_point until) {
  if (until == Channel::kForever) return -1;
  const auto left = std::chrono::ceil<std::chrono::milliseconds>(until - Channel::Clock::now()).count();
  return static_cast<int>(std::clamp<long long>(left, 0, INT_MAX));
}

bool mayTryAgain() { return errno == EAGAIN || errno == EWOULDBLOCK || errno == EINTR; }

}  // namespace

Channel::~Channel() {
  if (descriptor_ >= 0) close(descriptor_);
}

std::pair<Channel, Channel> Channel::connected() {
  int ends[2];
  if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0) {
    throw std::system_error(errno, std::generic_category(), "no socket for a worker");
  }
  return {Channel(ends[0]), Channel(ends[1])};
}

// Calls step(done), which moves some of the bytes behind the first `done`, until all have been moved.
template <typename Step>
Channel::Outcome Channel::transfer(std::size_t size, short event, Clock::time_point until, Step step) {
  for (std::size_t done = 0; done < size;) {
    const ssize_t moved = step(done);
    if (moved > 0) done += static_cast<std::size_t>(moved);
    if (moved == 0 || (moved < 0 && !mayTryAgain())) return Outcome::Closed;
    if (moved > 0) continue;
    pollfd waiting{descriptor_, event, 0};
    if (poll(&waiting, 1, waitingTime(until)) == 0) return Outcome::Late;
  }
  return Outcome::Done;
}

Channel::Outcome Channel::send(std::span<const std::uint8_t> message, Clock::time_point until) {
  const std::uint64_t size = message.size();
  if (size > kLargestMessage) return Outcome::TooLarge;
  const auto part = [this](const void* bytes, std::size_t count) {
    return ::send(descriptor_, bytes, count, MSG_DONTWAIT | MSG_NOSIGNAL);
  };
  const auto* const head = reinterpret_cast<const std::uint8_t*>(&size);
  const Outcome outcome =
      transfer(sizeof size, POLLOUT, until, [&](std::size_t done) { return part(head + done, sizeof size - done); });
  if (outcome != Outcome::Done) return outcome;
  return transfer(size, POLLOUT, until, [&](std::size_t done) { return part(message.data() + done, size - done); });
}

Channel::Outcome Channel::receive(std::vector<std::uint8_t>& message, Clock::time_point until) {
  const auto part = [this](void* bytes, std::size_t count) { return recv(descriptor_, bytes, count, MSG_DONTWAIT); };
  std::uint64_t size = 0;
  auto* const head = reinterpret_cast<std::uint8_t*>(&size);
  const Outcome outcome =
      transfer(sizeof size, POLLIN, until, [&](std::size_t done) { return part(head + done, sizeof size - done); });
  if (outcome != Outcome::Done) return outcome;
  if (size > kLargestMessage) return Outcome::TooLarge;
  message.resize(size);
  return transfer(size, POLLIN, until, [&](std::size_t done) { return part(message.data() + done, size - done); });
}

// Load for an echo server: so many connections at once, each of which sends a message, waits until all of it has come
// back, compares it, and begins anew. Ends with a failure if a byte is missing, wrong, or does not come in time.
//
//   echo_load PORT CONNECTIONS ROUNDS BYTES
//
// prints the nanoseconds from the first message to the last answer.
#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>

#include <array>
#include <cerrno>
#include <charconv>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>
#include <utility>
#include <vector>

#include "os/platform/descriptor.h"

namespace {

constexpr int kPatienceMilliseconds = 20'000;

[[noreturn]] void giveUp(const char* what) {
  std::fprintf(stderr, "echo_load: %s: %s\n", what, errno == 0 ? "wrong" : std::strerror(errno));
  std::exit(1);
}

struct Settings {
  std::uint16_t port = 0;
  std::size_t connections = 0;
  std::size_t rounds = 0;
  std::size_t bytes = 0;
};

template <typename Number>
Number numberFrom(const char* text) {
  Number number = 0;
  const char* const end = text + std::strlen(text);
  const auto [stopped, error] = std::from_chars(text, end, number);
  if (error != std::errc() || stopped != end || number == 0) giveUp("usage: echo_load PORT CONNECTIONS ROUNDS BYTES");
  return number;
}

class Connection {
 public:
  Connection(const Settings& settings, std::size_t number)
      : settings_(settings), number_(number), socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    if (!socket_.valid()) giveUp("a socket");
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(settings.port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    const auto* const generic = reinterpret_cast<const sockaddr*>(&address);
    if (::connect(socket_.number(), generic, sizeof address) != 0) giveUp("connecting");
    const int on = 1;
    ::setsockopt(socket_.number(), IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  }

  [[nodiscard]] int descriptor() const { return socket_.number(); }

  void send() {
    message_.assign(settings_.bytes, static_cast<char>('a' + (number_ + round_) % 26));
    const auto sent = ::send(socket_.number(), message_.data(), message_.size(), MSG_NOSIGNAL);
    if (sent != static_cast<ssize_t>(message_.size())) giveUp("sending");
    received_.clear();
  }

  // True: that was the last answer.
  bool receive() {
    std::array<char, 65536> room;
    const auto count = ::recv(socket_.number(), room.data(), room.size(), 0);
    if (count <= 0) giveUp("receiving");
    received_.append(room.data(), static_cast<std::size_t>(count));
    if (received_.size() < message_.size()) return false;
    errno = 0;
    if (received_ != message_) giveUp("the answer");
    if (++round_ == settings_.rounds) return true;
    send();
    return false;
  }

 private:
  const Settings& settings_;
  std::size_t number_;
  tatu::os::Descriptor socket_;
  std::size_t round_ = 0;
  std::string message_;
  std::string received_;
};

std::vector<Connection> connectAll(const Settings& settings, int epoll) {
  std::vector<Connection> connections;
  for (std::size_t i = 0; i < settings.connections; ++i) {
    const Connection& added = connections.emplace_back(settings, i);
    epoll_event event{};
    event.events = EPOLLIN;
    event.data.u64 = i;
    if (::epoll_ctl(epoll, EPOLL_CTL_ADD, added.descriptor(), &event) != 0) giveUp("watching");
  }
  return connections;
}

void runAll(std::vector<Connection>& connections, int epoll) {
  for (Connection& connection : connections) connection.send();
  std::size_t left = connections.size();
  std::array<epoll_event, 256> events;
  while (left > 0) {
    const int count = ::epoll_wait(epoll, events.data(), static_cast<int>(events.size()), kPatienceMilliseconds);
    errno = count == 0 ? ETIMEDOUT : errno;
    if (count <= 0) giveUp("waiting");
    for (int i = 0; i < count; ++i) {
      if (connections[events[static_cast<std::size_t>(i)].data.u64].receive()) --left;
    }
  }
}

}  // namespace

int main(int count, char** words) {
  errno = 0;
  if (count != 5) giveUp("usage: echo_load PORT CONNECTIONS ROUNDS BYTES");
  const Settings settings{numberFrom<std::uint16_t>(words[1]), numberFrom<std::size_t>(words[2]),
                          numberFrom<std::size_t>(words[3]), numberFrom<std::size_t>(words[4])};
  const tatu::os::Descriptor epoll(::epoll_create1(EPOLL_CLOEXEC));
  if (!epoll.valid()) giveUp("a queue");
  std::vector<Connection> connections = connectAll(settings, epoll.number());
  const auto begin = std::chrono::steady_clock::now();
  runAll(connections, epoll.number());
  std::printf("%lld\n",
              static_cast<long long>((std::chrono::steady_clock::now() - begin) / std::chrono::nanoseconds(1)));
  return 0;
}

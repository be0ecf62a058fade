// The network of RealHost: sockets that never block, in the host's own terms.
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <climits>
#include <cstring>
#include <utility>

#include "os/guest/real_host.h"
#include "os/platform/descriptor.h"

namespace tatu::os {
namespace {

/// An address as the kernel takes it and gives it.
struct KernelAddress {
  sockaddr_storage storage{};
  socklen_t size = sizeof(sockaddr_storage);

  [[nodiscard]] sockaddr* pointer() { return reinterpret_cast<sockaddr*>(&storage); }
};

KernelAddress toKernel(const NetworkEndpoint& endpoint) {
  KernelAddress result;
  if (endpoint.address.isV4()) {
    sockaddr_in four{};
    four.sin_family = AF_INET;
    four.sin_port = htons(endpoint.port);
    std::memcpy(&four.sin_addr, endpoint.address.v4().data(), sizeof four.sin_addr);
    std::memcpy(&result.storage, &four, result.size = sizeof four);
  } else {
    sockaddr_in6 six{};
    six.sin6_family = AF_INET6;
    six.sin6_port = htons(endpoint.port);
    std::memcpy(&six.sin6_addr, endpoint.address.v6().data(), sizeof six.sin6_addr);
    std::memcpy(&result.storage, &six, result.size = sizeof six);
  }
  return result;
}

NetworkEndpoint fromKernel(const KernelAddress& address) {
  if (address.storage.ss_family == AF_INET) {
    sockaddr_in four{};
    std::memcpy(&four, &address.storage, sizeof four);
    NetworkAddress::V4 bytes{};
    std::memcpy(bytes.data(), &four.sin_addr, bytes.size());
    return {NetworkAddress(bytes), ntohs(four.sin_port)};
  }
  sockaddr_in6 six{};
  std::memcpy(&six, &address.storage, sizeof six);
  NetworkAddress::V6 bytes{};
  std::memcpy(bytes.data(), &six.sin6_addr, bytes.size());
  return {NetworkAddress(bytes), ntohs(six.sin6_port)};
}

/// A broken pipe of the network is a broken connection: the program goes on.
tl::unexpected<HostError> socketFailure(int code) {
  if (code == EPIPE) return hostFailure(ErrorKind::ConnectionReset, code);
  return failureFromErrno(code);
}

void setOption(int descriptor, int level, int option, int value) {
  ::setsockopt(descriptor, level, option, &value, sizeof value);
}

HostResult<Descriptor> newSocket(const NetworkAddress& family, const SocketLimits& limits) {
  const int domain = family.isV4() ? AF_INET : AF_INET6;
  Descriptor socket(::socket(domain, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
  if (!socket.valid()) return failureFromErrno(errno);
  const int bytes = static_cast<int>(std::min<std::size_t>(limits.bufferBytes, INT_MAX / 2));
  setOption(socket.number(), SOL_SOCKET, SO_SNDBUF, bytes);
  setOption(socket.number(), SOL_SOCKET, SO_RCVBUF, bytes);
  return socket;
}

HostResult<NetworkEndpoint> localEndpointOf(int descriptor) {
  KernelAddress address;
  if (::getsockname(descriptor, address.pointer(), &address.size) != 0) return failureFromErrno(errno);
  return fromKernel(address);
}

class RealConnection final : public HostConnection {
 public:
  /// `failure`: what the kernel said at once to the wish to connect, 0 for nothing.
  RealConnection(Descriptor socket, ReadinessQueue& queue, int failure)
      : socket_(std::move(socket)), queue_(queue), failure_(failure) {
    setOption(socket_.number(), IPPROTO_TCP, TCP_NODELAY, 1);  // programs gather their writes, or wait for answers
    // A peer that vanished without a word is noticed after some minutes, and its handle is not kept for ever.
    setOption(socket_.number(), SOL_SOCKET, SO_KEEPALIVE, 1);
    setOption(socket_.number(), IPPROTO_TCP, TCP_KEEPIDLE, 60);
    setOption(socket_.number(), IPPROTO_TCP, TCP_KEEPINTVL, 15);
    setOption(socket_.number(), IPPROTO_TCP, TCP_KEEPCNT, 8);
  }
  ~RealConnection() override { queue_.forget(socket_.number()); }

  HostResult<void> watch(Readiness readiness, WatchKey key) override {
    return queue_.watch(socket_.number(), readiness, key);
  }

  HostResult<void> finishConnect() override {
    if (failure_ != 0) return socketFailure(failure_);
    pollfd ready{socket_.number(), POLLOUT, 0};
    if (::poll(&ready, 1, 0) == 0) return hostFailure(ErrorKind::WouldBlock);
    int code = 0;
    socklen_t size = sizeof code;
    if (::getsockopt(socket_.number(), SOL_SOCKET, SO_ERROR, &code, &size) != 0) return failureFromErrno(errno);
    if (code != 0) return socketFailure(code);
    return {};
  }

  HostResult<std::size_t> read(std::span<std::byte> into) override {
    return counted(::recv(socket_.number(), into.data(), into.size(), 0));
  }
  HostResult<std::size_t> write(std::span<const std::byte> from) override {
    return counted(::send(socket_.number(), from.data(), from.size(), MSG_NOSIGNAL));
  }
  HostResult<void> endSending() override {
    if (::shutdown(socket_.number(), SHUT_WR) != 0) return socketFailure(errno);
    return {};
  }
  HostResult<NetworkEndpoint> localEndpoint() override { return localEndpointOf(socket_.number()); }

 private:
  static HostResult<std::size_t> counted(ssize_t count) {
    if (count < 0) return socketFailure(errno);
    return static_cast<std::size_t>(count);
  }

  Descriptor socket_;
  ReadinessQueue& queue_;
  int failure_;
};

class RealListener final : public HostListener {
 public:
  RealListener(Descriptor socket, ReadinessQueue& queue) : socket_(std::move(socket)), queue_(queue) {}
  ~RealListener() override { queue_.forget(socket_.number()); }

  HostResult<void> watch(Readiness readiness, WatchKey key) override {
    return queue_.watch(socket_.number(), readiness, key);
  }

  // A connection that broke off while it stood in line is nobody's concern: the next one is taken.
  HostResult<AcceptedConnection> accept() override {
    constexpr int kMostTries = 1000;
    for (int attempt = 1;; ++attempt) {
      KernelAddress peer;
      Descriptor socket(::accept4(socket_.number(), peer.pointer(), &peer.size, SOCK_NONBLOCK | SOCK_CLOEXEC));
      if (socket.valid()) {
        return AcceptedConnection{std::make_unique<RealConnection>(std::move(socket), queue_, 0), fromKernel(peer)};
      }
      const bool passing = errno == ECONNABORTED || errno == EPROTO || errno == ENETDOWN || errno == EHOSTUNREACH ||
                           errno == ENETUNREACH;
      if (!passing || attempt == kMostTries) return failureFromErrno(errno);
    }
  }
  HostResult<NetworkEndpoint> localEndpoint() override { return localEndpointOf(socket_.number()); }

 private:
  Descriptor socket_;
  ReadinessQueue& queue_;
};

class RealLookup final : public HostLookup {
 public:
  RealLookup(std::unique_ptr<NameLookup> lookup, ReadinessQueue& queue) : lookup_(std::move(lookup)), queue_(queue) {}
  ~RealLookup() override { queue_.forget(lookup_->descriptor()); }

  HostResult<void> watch(Readiness readiness, WatchKey key) override {
    return queue_.watch(lookup_->descriptor(), readiness, key);
  }
  HostResult<std::vector<NetworkAddress>> answer() override { return lookup_->answer(); }

 private:
  std::unique_ptr<NameLookup> lookup_;
  ReadinessQueue& queue_;
};

}  // namespace

HostResult<std::unique_ptr<HostLookup>> RealHost::resolve(const std::string& name) {
  auto lookup = lookups_.begin(name);
  if (!lookup) return tl::unexpected(lookup.error());
  return std::make_unique<RealLookup>(std::move(*lookup), watched_);
}

// A failure that is known at once is told like one that is known later, so that programs meet one way only. An
// interrupted connect goes on by itself.
HostResult<std::unique_ptr<HostConnection>> RealHost::connect(const NetworkEndpoint& to, const SocketLimits& limits) {
  if (auto opened = watched_.open(); !opened) return tl::unexpected(opened.error());
  auto socket = newSocket(to.address, limits);
  if (!socket) return tl::unexpected(socket.error());
  KernelAddress address = toKernel(to);
  const int code = ::connect(socket->number(), address.pointer(), address.size) == 0 ? 0 : errno;
  const bool underWay = code == 0 || code == EINPROGRESS || code == EINTR;
  return std::make_unique<RealConnection>(std::move(*socket), watched_, underWay ? 0 : code);
}

HostResult<std::unique_ptr<HostListener>> RealHost::listen(const NetworkEndpoint& at, const SocketLimits& limits) {
  if (auto opened = watched_.open(); !opened) return tl::unexpected(opened.error());
  auto socket = newSocket(at.address, limits);
  if (!socket) return tl::unexpected(socket.error());
  const int number = socket->number();
  setOption(number, SOL_SOCKET, SO_REUSEADDR, 1);  // a port is free again as soon as its listener is gone
  if (!at.address.isV4()) setOption(number, IPPROTO_IPV6, IPV6_V6ONLY, 1);  // [::] does not mean 0.0.0.0
  KernelAddress address = toKernel(at);
  if (::bind(number, address.pointer(), address.size) != 0) return failureFromErrno(errno);
  const int pending = static_cast<int>(std::min<std::size_t>(limits.pendingConnections, INT_MAX));
  if (::listen(number, pending) != 0) return failureFromErrno(errno);
  return std::make_unique<RealListener>(std::move(*socket), watched_);
}

HostResult<void> RealHost::watchInput(WatchKey key) {
  if (!output_) return watched_.watch(STDIN_FILENO, Readiness::Read, key);
  watched_.noteReady(key);  // whoever gives it decides whether to wait
  return {};
}

HostResult<std::vector<WatchKey>> RealHost::awaitReady(std::optional<std::chrono::nanoseconds> until,
                                                       Cancellation& cancellation, WaitEnd end) {
  return watched_.await(until, cancellation, end);
}

}  // namespace tatu::os

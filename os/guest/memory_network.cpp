#include "os/guest/memory_network.h"

#include <algorithm>
#include <cerrno>
#include <utility>

namespace tatu::os {
namespace {

constexpr std::uint16_t kFirstFreePort = 49152;

/// Without overflow: whatever is sent at the end of time arrives then.
Moment later(Moment now, Moment delay) { return delay > Moment::max() - now ? Moment::max() : now + delay; }

std::optional<Moment> latest(Moment a, std::optional<Moment> b) {
  if (!b) return std::nullopt;
  return std::max(a, *b);
}

}  // namespace

std::size_t MemoryStream::put(std::span<const std::byte> bytes, Moment arrives) {
  const auto taken = bytes.first(std::min(bytes.size(), capacity_ - held_));
  if (taken.empty()) return 0;
  held_ += taken.size();
  if (pieces_.empty() || pieces_.back().arrives != arrives) pieces_.push_back({arrives, {}});
  auto& bytesThen = pieces_.back().bytes;
  bytesThen.insert(bytesThen.end(), taken.begin(), taken.end());
  return taken.size();
}

std::size_t MemoryStream::take(std::span<std::byte> into, Moment now) {
  std::size_t count = 0;
  while (count < into.size() && !pieces_.empty() && pieces_.front().arrives <= now) {
    Piece& piece = pieces_.front();
    const std::size_t length = std::min(into.size() - count, piece.bytes.size() - piece.taken);
    std::copy_n(piece.bytes.begin() + static_cast<std::ptrdiff_t>(piece.taken), length,
                into.begin() + static_cast<std::ptrdiff_t>(count));
    count += length;
    piece.taken += length;
    if (piece.taken == piece.bytes.size()) pieces_.pop_front();
  }
  held_ -= count;
  return count;
}

void MemoryStream::end(Moment arrives) {
  if (!ends_) ends_ = arrives;
}

std::optional<Moment> MemoryStream::readableAt() const {
  if (!pieces_.empty()) return pieces_.front().arrives;
  return ends_;
}

void MemoryNetwork::putName(std::string name, std::vector<NetworkAddress> addresses, Moment delay) {
  names_.insert_or_assign(std::move(name), Name{std::move(addresses), delay});
}

void MemoryNetwork::breakAll() {
  for (const auto& weak : connections_) {
    if (const auto connection = weak.lock()) connection->broken = true;
  }
}

MemoryNetwork::NameAnswer MemoryNetwork::lookUp(const std::string& name, Moment now) const {
  const auto found = names_.find(name);
  if (found == names_.end()) return {hostFailure(ErrorKind::NotFound), later(now, latency_)};
  const Moment at = later(now, found->second.delay);
  if (found->second.addresses.empty()) return {hostFailure(ErrorKind::NotFound), at};
  return {found->second.addresses, at};
}

/// An exact listener comes before one for any address of the kind.
MemoryListener* MemoryNetwork::listenerFor(const NetworkEndpoint& to) const {
  const NetworkAddress any = to.address.isV4() ? NetworkAddress() : NetworkAddress(NetworkAddress::V6{});
  for (const NetworkEndpoint& at : {to, NetworkEndpoint{any, to.port}}) {
    const auto found = listeners_.find(at);
    if (found != listeners_.end()) return found->second.lock().get();
  }
  return nullptr;
}

bool MemoryNetwork::isTaken(const NetworkEndpoint& at) const {
  return std::ranges::any_of(listeners_, [&](const auto& entry) {
    const auto& [other, listener] = entry;
    if (other.port != at.port || other.address.isV4() != at.address.isV4()) return false;
    return other.address == at.address || other.address.isUnspecified() || at.address.isUnspecified();
  });
}

std::optional<std::uint16_t> MemoryNetwork::freePort(const NetworkAddress& address) {
  constexpr int kPorts = UINT16_MAX - kFirstFreePort + 1;
  for (int attempt = 0; attempt < kPorts; ++attempt) {
    lastPort_ = lastPort_ < kFirstFreePort || lastPort_ == UINT16_MAX ? kFirstFreePort
                                                                      : static_cast<std::uint16_t>(lastPort_ + 1);
    if (!isTaken({address, lastPort_})) return lastPort_;
  }
  return std::nullopt;
}

std::shared_ptr<MemoryConnection> MemoryNetwork::connect(const NetworkEndpoint& to, const SocketLimits& limits,
                                                         Moment now) {
  MemoryListener* listener = listenerFor(to);
  const std::size_t otherLimit = listener != nullptr ? listener->limits.bufferBytes : 0;
  auto connection = std::make_shared<MemoryConnection>(limits.bufferBytes, otherLimit);
  const NetworkAddress here = *NetworkAddress::parse(to.address.isV4() ? "127.0.0.1" : "::1");
  connection->ends[0].at = {here, freePort(here).value_or(UINT16_MAX)};
  connection->ends[1].at = to;
  std::erase_if(connections_, [](const auto& weak) { return weak.expired(); });
  connections_.push_back(connection);
  if (listener == nullptr) {
    connection->state = MemoryConnection::State::Refused;
    connection->settled = later(now, latency_);
    return connection;
  }
  std::erase_if(listener->outside, [](const auto& other) { return other->ends[0].closed; });
  listener->outside.push_back(connection);
  admit(*listener, now);
  return connection;
}

void MemoryNetwork::admit(MemoryListener& listener, Moment now) const {
  while (!listener.outside.empty() && listener.waiting.size() < listener.limits.pendingConnections) {
    auto connection = std::move(listener.outside.front());
    listener.outside.pop_front();
    if (connection->ends[0].closed) continue;
    connection->state = MemoryConnection::State::Made;
    connection->settled = later(now, latency_);
    listener.waiting.push_back(std::move(connection));
  }
}

HostResult<std::shared_ptr<MemoryListener>> MemoryNetwork::listen(const NetworkEndpoint& at,
                                                                  const SocketLimits& limits) {
  NetworkEndpoint chosen = at;
  if (at.port == 0) {
    const auto port = freePort(at.address);
    if (!port) return failureFromErrno(EADDRINUSE);
    chosen.port = *port;
  }
  if (isTaken(chosen)) return failureFromErrno(EADDRINUSE);
  auto listener = std::make_shared<MemoryListener>(MemoryListener{chosen, limits, {}, {}});
  // A listener takes at least one, as a queue of none would let nobody in.
  listener->limits.pendingConnections = std::max<std::size_t>(limits.pendingConnections, 1);
  listeners_.emplace(chosen, listener);
  return listener;
}

HostResult<std::shared_ptr<MemoryConnection>> MemoryNetwork::accept(MemoryListener& listener, Moment now) {
  const auto ready = readyAt(listener);
  if (!ready || *ready > now) return failureFromErrno(EAGAIN);
  auto connection = std::move(listener.waiting.front());
  listener.waiting.pop_front();
  admit(listener, now);
  return connection;
}

void MemoryNetwork::close(MemoryListener& listener, Moment now) {
  for (const auto& connection : listener.waiting) connection->broken = true;
  for (const auto& connection : listener.outside) {
    connection->state = MemoryConnection::State::Refused;
    connection->settled = later(now, latency_);
  }
  listener.waiting.clear();
  listener.outside.clear();
  listeners_.erase(listener.at);
}

HostResult<void> MemoryNetwork::finishConnect(const MemoryConnection& connection, Moment now) {
  if (connection.state == MemoryConnection::State::Outside || connection.settled > now) {
    if (connection.broken) return failureFromErrno(ECONNRESET);
    return failureFromErrno(EAGAIN);
  }
  if (connection.state == MemoryConnection::State::Refused) return failureFromErrno(ECONNREFUSED);
  return {};
}

// What came before a connection broke off can still be read.
HostResult<std::size_t> MemoryNetwork::read(MemoryConnection& connection, std::size_t end, std::span<std::byte> into,
                                            Moment now) {
  MemoryStream& incoming = connection.ends[end].incoming;
  const std::size_t count = incoming.take(into, now);
  if (count > 0) return count;
  if (connection.broken) return failureFromErrno(ECONNRESET);
  if (incoming.endedBy(now)) return 0;
  return failureFromErrno(EAGAIN);
}

HostResult<std::size_t> MemoryNetwork::write(MemoryConnection& connection, std::size_t end,
                                             std::span<const std::byte> from, Moment now) const {
  MemoryConnection::End& other = connection.ends[1 - end];
  if (connection.broken) return failureFromErrno(ECONNRESET);
  if (other.closed) return hostFailure(ErrorKind::ConnectionReset, EPIPE);
  const std::size_t count = other.incoming.put(from, later(now, latency_));
  if (count == 0) return failureFromErrno(EAGAIN);
  return count;
}

HostResult<void> MemoryNetwork::endSending(MemoryConnection& connection, std::size_t end, Moment now) const {
  if (connection.broken) return failureFromErrno(ENOTCONN);
  connection.ends[1 - end].incoming.end(later(now, latency_));
  return {};
}

void MemoryNetwork::close(MemoryConnection& connection, std::size_t end, Moment now) const {
  connection.ends[end].closed = true;
  if (!connection.ends[end].incoming.empty()) connection.broken = true;
  connection.ends[1 - end].incoming.end(later(now, latency_));
}

std::optional<Moment> MemoryNetwork::readyAt(const MemoryListener& listener) {
  if (listener.waiting.empty()) return std::nullopt;
  return listener.waiting.front()->settled;
}

std::optional<Moment> MemoryNetwork::readyAt(const MemoryConnection& connection, std::size_t end, Readiness readiness) {
  if (connection.broken) return Moment::min();
  switch (connection.state) {
    case MemoryConnection::State::Outside: return std::nullopt;
    case MemoryConnection::State::Refused: return connection.settled;
    case MemoryConnection::State::Made: break;
  }
  if (readiness == Readiness::Read) return latest(connection.settled, connection.ends[end].incoming.readableAt());
  const MemoryConnection::End& other = connection.ends[1 - end];
  if (other.closed || other.incoming.hasRoom()) return connection.settled;
  return std::nullopt;
}

}  // namespace tatu::os

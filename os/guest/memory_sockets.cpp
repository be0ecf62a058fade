// The network of MemoryHost: the ends that its guest holds.
#include <algorithm>
#include <utility>

#include "os/guest/memory_host.h"
#include "os/guest/memory_network.h"
#include "os/platform/transfer.h"

namespace tatu::os {
namespace {

using Lock = std::lock_guard<std::mutex>;

}  // namespace

/// What the three kinds of ends share: the machine they are in, and the guest that may wait for them.
class MemorySocket {
 public:
  MemorySocket(std::shared_ptr<MemoryMachine> machine, std::shared_ptr<MemoryWatches> watches)
      : machine_(std::move(machine)), watches_(std::move(watches)) {}

  [[nodiscard]] std::mutex& mutex() const { return machine_->mutex_; }
  [[nodiscard]] MemoryNetwork& network() const { return *machine_->network_; }
  [[nodiscard]] Moment now() const { return machine_->monotonic_; }

  void watch(const void* owner, Readiness readiness, WatchKey key, MemoryWatches::Question readyAt) const {
    const Lock lock(mutex());
    watches_->add(owner, readiness, key, std::move(readyAt));
  }
  void forget(const void* owner) const { watches_->forget(owner); }

 private:
  std::shared_ptr<MemoryMachine> machine_;
  std::shared_ptr<MemoryWatches> watches_;
};

namespace {

class ConnectionEnd final : public HostConnection {
 public:
  ConnectionEnd(MemorySocket socket, std::shared_ptr<MemoryConnection> connection, std::size_t end)
      : socket_(std::move(socket)), connection_(std::move(connection)), end_(end) {}
  ~ConnectionEnd() override {
    const Lock lock(socket_.mutex());
    socket_.forget(this);
    socket_.network().close(*connection_, end_, socket_.now());
  }

  HostResult<void> watch(Readiness readiness, WatchKey key) override {
    const auto readyAt = [this, readiness] { return MemoryNetwork::readyAt(*connection_, end_, readiness); };
    socket_.watch(this, readiness, key, readyAt);
    return {};
  }
  HostResult<void> finishConnect() override {
    const Lock lock(socket_.mutex());
    return MemoryNetwork::finishConnect(*connection_, socket_.now());
  }
  HostResult<std::size_t> read(std::span<std::byte> into) override {
    const Lock lock(socket_.mutex());
    return MemoryNetwork::read(*connection_, end_, into, socket_.now());
  }
  HostResult<std::size_t> write(std::span<const std::byte> from) override {
    const Lock lock(socket_.mutex());
    return socket_.network().write(*connection_, end_, from, socket_.now());
  }
  HostResult<void> endSending() override {
    const Lock lock(socket_.mutex());
    return socket_.network().endSending(*connection_, end_, socket_.now());
  }
  HostResult<NetworkEndpoint> localEndpoint() override {
    const Lock lock(socket_.mutex());
    return connection_->ends[end_].at;
  }

 private:
  MemorySocket socket_;
  std::shared_ptr<MemoryConnection> connection_;
  std::size_t end_;
};

class ListenerEnd final : public HostListener {
 public:
  ListenerEnd(MemorySocket socket, std::shared_ptr<MemoryListener> listener)
      : socket_(std::move(socket)), listener_(std::move(listener)) {}
  ~ListenerEnd() override {
    const Lock lock(socket_.mutex());
    socket_.forget(this);
    socket_.network().close(*listener_, socket_.now());
  }

  HostResult<void> watch(Readiness readiness, WatchKey key) override {
    socket_.watch(this, readiness, key, [this] { return MemoryNetwork::readyAt(*listener_); });
    return {};
  }
  HostResult<AcceptedConnection> accept() override {
    std::shared_ptr<MemoryConnection> connection;
    {
      const Lock lock(socket_.mutex());
      auto accepted = socket_.network().accept(*listener_, socket_.now());
      if (!accepted) return tl::unexpected(accepted.error());
      connection = std::move(*accepted);
    }
    const NetworkEndpoint peer = connection->ends[0].at;
    return AcceptedConnection{std::make_unique<ConnectionEnd>(socket_, std::move(connection), 1), peer};
  }
  HostResult<NetworkEndpoint> localEndpoint() override { return listener_->at; }

 private:
  MemorySocket socket_;
  std::shared_ptr<MemoryListener> listener_;
};

class LookupEnd final : public HostLookup {
 public:
  LookupEnd(MemorySocket socket, MemoryNetwork::NameAnswer answer)
      : socket_(std::move(socket)), answer_(std::move(answer)) {}
  ~LookupEnd() override {
    const Lock lock(socket_.mutex());
    socket_.forget(this);
  }

  HostResult<void> watch(Readiness readiness, WatchKey key) override {
    socket_.watch(this, readiness, key, [this] { return answer_.at; });
    return {};
  }
  HostResult<std::vector<NetworkAddress>> answer() override {
    const Lock lock(socket_.mutex());
    if (answer_.at > socket_.now()) return hostFailure(ErrorKind::WouldBlock);
    return answer_.addresses;
  }

 private:
  MemorySocket socket_;
  MemoryNetwork::NameAnswer answer_;
};

}  // namespace

HostResult<std::unique_ptr<HostLookup>> MemoryHost::resolve(const std::string& name) {
  const Lock lock(machine_->mutex_);
  return std::make_unique<LookupEnd>(MemorySocket(machine_, watches_),
                                     machine_->network_->lookUp(name, machine_->monotonic_));
}

HostResult<std::unique_ptr<HostConnection>> MemoryHost::connect(const NetworkEndpoint& to, const SocketLimits& limits) {
  const Lock lock(machine_->mutex_);
  auto connection = machine_->network_->connect(to, limits, machine_->monotonic_);
  return std::make_unique<ConnectionEnd>(MemorySocket(machine_, watches_), std::move(connection), 0);
}

HostResult<std::unique_ptr<HostListener>> MemoryHost::listen(const NetworkEndpoint& at, const SocketLimits& limits) {
  const Lock lock(machine_->mutex_);
  auto listener = machine_->network_->listen(at, limits);
  if (!listener) return tl::unexpected(listener.error());
  return std::make_unique<ListenerEnd>(MemorySocket(machine_, watches_), std::move(*listener));
}

// A read of the machine's input never waits.
HostResult<void> MemoryHost::watchInput(WatchKey key) {
  const Lock lock(machine_->mutex_);
  watches_->add(this, Readiness::Read, key, [] { return Moment::min(); });
  return {};
}

// Nobody but who wakes the guest can do anything that would change what is ready while it waits.
HostResult<std::vector<WatchKey>> MemoryHost::awaitReady(std::optional<Moment> until, Cancellation& cancellation,
                                                         WaitEnd end) {
  std::unique_lock lock(machine_->mutex_);
  std::optional<Moment> moment = watches_->first();
  if (until) moment = moment ? std::min(*moment, *until) : *until;
  if (end == WaitEnd::StopOrWake && cancellation.takeWake()) moment = Moment::min();
  if (!moment && !cancellation.hasDeadline() && end == WaitEnd::StopOrWake) {
    lock.unlock();
    const auto woken = waitUntilReadyOr(-1, Readiness::Read, Moment::max(), cancellation, end);
    if (!woken) return tl::unexpected(woken.error());
    return std::vector<WatchKey>();
  }
  if (!moment && !cancellation.hasDeadline()) {
    if (cancellation.cancelled()) return hostFailure(ErrorKind::Interrupted);
    return std::vector<WatchKey>();
  }
  if (auto passed = passTimeUntil(moment.value_or(Moment::max()), cancellation); !passed) {
    return tl::unexpected(passed.error());
  }
  return watches_->takeReady(machine_->monotonic_);
}

}  // namespace tatu::os

// What a guest does with connections and listeners, and how it waits for them.
#include <cerrno>
#include <utility>

#include "os/guest/granted_calls.h"
#include "os/guest/granted_system.h"

namespace tatu::os {
namespace {

constexpr std::string_view kNotAConnection = "this handle is not a connection";
constexpr std::string_view kNotAListener = "this handle is not a listener";

/// Whether a call that failed so may do better next time.
bool mayPass(ErrorKind kind) {
  switch (kind) {
    case ErrorKind::WouldBlock:
    case ErrorKind::Interrupted:
    case ErrorKind::TimedOut:
    case ErrorKind::NoSpace: return true;
    default: return false;
  }
}

SocketAddress publicForm(const NetworkEndpoint& endpoint) { return {endpoint.address.text(), endpoint.port}; }

}  // namespace

const NetworkJustification* GrantedSystem::justificationOf(const Entry& entry) const {
  if (const auto* lookup = std::get_if<LookupEntry>(&entry)) return &lookup->allowed;
  if (const auto* connection = std::get_if<ConnectionEntry>(&entry)) return &connection->allowed;
  if (const auto* listener = std::get_if<ListenerEntry>(&entry)) return &listener->allowed;
  return nullptr;
}

std::string_view GrantedSystem::subjectOf(const Entry& entry) {
  if (const auto* lookup = std::get_if<LookupEntry>(&entry)) return lookup->name;
  if (const auto* connection = std::get_if<ConnectionEntry>(&entry)) return connection->name;
  if (const auto* listener = std::get_if<ListenerEntry>(&entry)) return listener->name;
  return "handle";
}

Result<void> GrantedSystem::requireStanding(const Entry& entry, Operation operation) const {
  const NetworkJustification* allowed = justificationOf(entry);
  if (allowed == nullptr || network_.stands(*allowed)) return {};
  return takenBack(operation, subjectOf(entry));
}

Result<void> GrantedSystem::finish(ConnectionEntry& entry, Operation operation) {
  if (entry.broken) return tl::unexpected(describe(*entry.broken, operation, entry.name));
  if (entry.made) return {};
  const auto made = call([&] { return entry.connection->finishConnect(); });
  entry.made = made.has_value();
  if (made) return {};
  if (!mayPass(made.error().kind)) entry.broken = entry.sendingBroken = made.error();
  return tl::unexpected(describe(made.error(), operation, entry.name));
}

Result<GrantedSystem::ConnectionEntry*> GrantedSystem::connectionFor(Handle handle, Operation operation) {
  const auto entry = networkEntry<ConnectionEntry>(handle, operation, kNotAConnection);
  if (!entry) return entry;
  // Before it is made, every call on it is a question whether it is.
  if (auto made = finish(**entry, (*entry)->made ? operation : Operation::Connect); !made) {
    return tl::unexpected(std::move(made.error()));
  }
  return entry;
}

Result<void> GrantedSystem::finishConnect(Handle handle) {
  const auto entry = networkEntry<ConnectionEntry>(handle, Operation::Connect, kNotAConnection);
  if (!entry) return tl::unexpected(entry.error());
  return finish(**entry, Operation::Connect);
}

Result<std::size_t> GrantedSystem::receive(Handle handle, std::span<std::byte> into) {
  constexpr Operation kOperation = Operation::Receive;
  const auto found = connectionFor(handle, kOperation);
  if (!found) return tl::unexpected(found.error());
  if (into.empty()) return 0;
  ConnectionEntry& entry = **found;
  const auto count = call([&] { return entry.connection->read(into); });
  if (count && *count > 0) return *count;
  // A host that told the writer of a reset shows the reader a mere end.
  const bool cutOff = entry.sendingBroken && entry.sendingBroken->code == ECONNRESET;
  if (count && !cutOff) return 0;
  const HostError error = count ? *entry.sendingBroken : count.error();
  if (!mayPass(error.kind)) entry.broken = error;
  return tl::unexpected(describe(error, kOperation, entry.name));
}

Result<std::size_t> GrantedSystem::send(Handle handle, std::span<const std::byte> from) {
  constexpr Operation kOperation = Operation::Send;
  const auto found = connectionFor(handle, kOperation);
  if (!found) return tl::unexpected(found.error());
  ConnectionEntry& entry = **found;
  if (entry.sendingEnded) return notForThis(kOperation, entry.name, "the sending was ended");
  if (from.empty()) return 0;
  if (entry.sendingBroken) return tl::unexpected(describe(*entry.sendingBroken, kOperation, entry.name));
  const auto count = call([&] { return entry.connection->write(from); });
  if (count) return *count;
  if (!mayPass(count.error().kind)) entry.sendingBroken = count.error();
  return tl::unexpected(describe(count.error(), kOperation, entry.name));
}

Result<void> GrantedSystem::shutdownWrite(Handle handle) {
  constexpr Operation kOperation = Operation::EndSending;
  const auto found = connectionFor(handle, kOperation);
  if (!found) return tl::unexpected(found.error());
  ConnectionEntry& entry = **found;
  if (entry.sendingEnded) return {};
  if (entry.sendingBroken) return tl::unexpected(describe(*entry.sendingBroken, kOperation, entry.name));
  const auto ended = call([&] { return entry.connection->endSending(); });
  if (!ended) return tl::unexpected(describe(ended.error(), kOperation, entry.name));
  entry.sendingEnded = true;
  return {};
}

Result<Handle> GrantedSystem::accept(Handle handle) {
  constexpr Operation kOperation = Operation::Accept;
  const auto found = networkEntry<ListenerEntry>(handle, kOperation, kNotAListener);
  if (!found) return tl::unexpected(found.error());
  ListenerEntry& entry = **found;
  if (auto room = requireRoom(kOperation, entry.name); !room) return tl::unexpected(std::move(room.error()));
  auto accepted = call([&] { return entry.listener->accept(); });
  if (!accepted) return tl::unexpected(describe(accepted.error(), kOperation, entry.name));
  ConnectionEntry connection{.connection = std::move(accepted->connection),
                             .name = accepted->peer.text(),
                             .allowed = entry.allowed,
                             .peer = accepted->peer,
                             .made = true,
                             .broken = {},
                             .sendingBroken = {}};
  const std::string name = entry.name;  // the table may move while it grows
  return addEntry(std::move(connection), kOperation, name);
}

Result<SocketAddress> GrantedSystem::localAddress(Handle handle) {
  constexpr Operation kOperation = Operation::AddressOfSocket;
  Entry* entry = handles_.find(handle);
  if (entry == nullptr) return noSuchHandle(kOperation);
  const auto local = [&]() -> Result<HostResult<NetworkEndpoint>> {
    if (auto* listener = std::get_if<ListenerEntry>(entry)) return listener->listener->localEndpoint();
    const auto connection = networkEntry<ConnectionEntry>(handle, kOperation, kNotAConnection);
    if (!connection) return tl::unexpected(connection.error());
    // One that has broken off still has it.
    if (!(*connection)->made) {
      if (auto made = finish(**connection, Operation::Connect); !made) return tl::unexpected(std::move(made.error()));
    }
    return (*connection)->connection->localEndpoint();
  }();
  if (!local) return tl::unexpected(local.error());
  if (!*local) return tl::unexpected(describe(local->error(), kOperation, subjectOf(*entry)));
  return publicForm(**local);
}

Result<SocketAddress> GrantedSystem::peerAddress(Handle handle) {
  const auto connection = networkEntry<ConnectionEntry>(handle, Operation::AddressOfSocket, kNotAConnection);
  if (!connection) return tl::unexpected(connection.error());
  return publicForm((*connection)->peer);
}

Result<void> GrantedSystem::requireWatchable(const Entry& entry, Readiness readiness) const {
  constexpr Operation kOperation = Operation::Watch;
  const bool reading = readiness == Readiness::Read;
  if (const auto* stream = std::get_if<StreamEntry>(&entry); stream != nullptr) {
    if (!isGranted(stream->stream)) return takenBack(kOperation, "handle");
    if (stream->stream == StandardStream::Input && reading) return {};
    return notForThis(kOperation, "handle", "of the standard streams, only the input can be watched, for reading");
  }
  if (justificationOf(entry) == nullptr) return notForThis(kOperation, "handle", "files and directories never wait");
  if (!reading && !std::holds_alternative<ConnectionEntry>(entry)) {
    return notForThis(kOperation, subjectOf(entry), "only a connection becomes ready for writing");
  }
  return requireStanding(entry, kOperation);
}

// What is known already needs no host: it is as if somebody had woken the watch.
HostResult<void> GrantedSystem::watchAtHost(Entry& entry, const ReadyHandle& watch, WatchKey key) {
  HostWaitable* waitable = nullptr;
  if (std::holds_alternative<StreamEntry>(entry)) return host_->watchInput(key);
  if (auto* lookup = std::get_if<LookupEntry>(&entry)) waitable = lookup->lookup.get();
  if (auto* listener = std::get_if<ListenerEntry>(&entry)) waitable = listener->listener.get();
  if (auto* connection = std::get_if<ConnectionEntry>(&entry)) {
    const auto& broken = watch.readiness == Readiness::Read ? connection->broken : connection->sendingBroken;
    if (!broken) waitable = connection->connection.get();
  }
  if (waitable != nullptr) return waitable->watch(watch.readiness, key);
  watches_.wake(watch.handle);
  return {};
}

Result<void> GrantedSystem::watch(Handle handle, Readiness readiness) {
  constexpr Operation kOperation = Operation::Watch;
  Entry* entry = handles_.find(handle);
  if (entry == nullptr) return notOpen(handle, kOperation);
  if (auto watchable = requireWatchable(*entry, readiness); !watchable) return watchable;
  const ReadyHandle watch{handle, readiness};
  const auto key = watches_.add(watch);
  if (!key) return {};
  const auto watched = call([&] { return watchAtHost(*entry, watch, *key); });
  if (watched) return {};
  watches_.remove(*key);
  return tl::unexpected(describe(watched.error(), kOperation, subjectOf(*entry)));
}

Result<std::vector<ReadyHandle>> GrantedSystem::awaitReady(std::optional<std::chrono::nanoseconds> until, WaitEnd end) {
  constexpr Operation kOperation = Operation::AwaitReady;
  constexpr std::string_view kSubject = "what is watched";
  const bool needsClock = until && *until != kWithoutWaiting;
  if (needsClock) {
    if (auto granted = requireClock(kOperation, kSubject); !granted) return tl::unexpected(std::move(granted.error()));
  }
  if (!until && watches_.empty() && end == WaitEnd::Stop)
    return notForThis(kOperation, kSubject, "nothing is, and no moment is given");
  if (until != kWithoutWaiting) flushBeforeWaiting();
  for (;;) {
    const auto keys = call([&] {
      const bool isRefused = needsClock && granted_.clock == ClockGrant::None;
      if (watches_.anyWoken() || isRefused) until = kWithoutWaiting;
      return waiting([&] { return host_->awaitReady(until, *cancellation_, end); });
    });
    if (!keys) return tl::unexpected(describe(keys.error(), kOperation, kSubject));
    if (keys->empty() && needsClock && granted_.clock == ClockGrant::None) return takenBack(kOperation, kSubject);
    // Keys of what was closed meanwhile stand for nothing.
    auto ready = watches_.take(*keys);
    if (!ready.empty() || keys->empty()) return ready;
  }
}

}  // namespace tatu::os

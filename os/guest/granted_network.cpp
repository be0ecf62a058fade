// What a guest may reach: names and addresses, checked before the host is asked to do anything.
#include <algorithm>
#include <utility>

#include "os/guest/granted_calls.h"
#include "os/guest/granted_system.h"

namespace tatu::os {
namespace {

Grant networkGrant(std::string_view host, std::string_view port) {
  return {GrantKind::Network, hostAndPort(host, port)};
}

constexpr std::string_view kNotAnAddress =
    "this is not an address: write four decimal numbers, or IPv6 without brackets; names are looked up first";

}  // namespace

Result<Handle> GrantedSystem::resolve(std::string_view named) {
  constexpr Operation kOperation = Operation::Resolve;
  std::string name = lowerCase(named);
  const bool isName = isHostName(name);
  if (!isName && !NetworkAddress::parse(name)) {
    return notForThis(kOperation, named, "this is neither a host name in its ASCII form nor an address");
  }
  if (auto room = requireRoom(kOperation, named); !room) return tl::unexpected(std::move(room.error()));
  auto entry = beginLookup(named, std::move(name));
  if (!entry) return tl::unexpected(std::move(entry.error()));
  return addEntry(std::move(*entry), kOperation, named);
}

Result<GrantedSystem::LookupEntry> GrantedSystem::beginLookup(std::string_view named, std::string name) {
  constexpr Operation kOperation = Operation::Resolve;
  const auto address = NetworkAddress::parse(name);
  LookupEntry entry{nullptr, {}, std::string(named), address ? network_.forAddress(*address) : network_.forName(name)};
  if (entry.allowed.empty()) return tl::unexpected(missing(kOperation, named, {networkGrant(name, "*")}));
  if (address) {
    entry.known = {*address};
  } else if (isLoopbackName(name)) {
    entry.known = loopbackAddresses();
    for (const NetworkAddress& known : entry.known) network_.learn(name, known);
  } else {
    auto lookup = call([&] { return host_->resolve(name); });
    if (!lookup) return tl::unexpected(describe(lookup.error(), kOperation, named));
    entry.lookup = std::move(*lookup);
  }
  return entry;
}

Result<std::vector<std::string>> GrantedSystem::finishResolve(Handle handle) {
  constexpr Operation kOperation = Operation::Resolve;
  const auto entry = networkEntry<LookupEntry>(handle, kOperation, "this handle is not a lookup");
  if (!entry) return tl::unexpected(entry.error());
  LookupEntry& found = **entry;
  if (found.lookup != nullptr) {
    auto answer = call([&] { return found.lookup->answer(); });
    if (!answer) return tl::unexpected(describe(answer.error(), kOperation, found.name));
    for (const NetworkAddress& address : *answer) network_.learn(lowerCase(found.name), address);
    found.known = std::move(*answer);
    found.lookup.reset();
  }
  std::vector<std::string> texts;
  for (const NetworkAddress& address : found.known) texts.push_back(address.text());
  return texts;
}

Result<NetworkEndpoint> GrantedSystem::endpointOf(Operation operation, std::string_view address,
                                                  std::uint16_t port) const {
  const auto parsed = NetworkAddress::parse(address);
  if (!parsed) return notForThis(operation, address, kNotAnAddress);
  const NetworkEndpoint endpoint{*parsed, port};
  if (operation == Operation::Listen) return endpoint;
  if (port == 0) return notForThis(operation, endpoint.text(), "no one can listen on port 0");
  if (parsed->isUnspecified()) {
    return notForThis(operation, endpoint.text(), "this address means any; this host itself is 127.0.0.1 or ::1");
  }
  return endpoint;
}

Result<NetworkJustification> GrantedSystem::justify(Operation operation, const NetworkEndpoint& endpoint) const {
  auto allowed = network_.forEndpoint(endpoint);
  if (!allowed.empty()) return allowed;
  const std::string port = endpoint.port == 0 ? "*" : std::to_string(endpoint.port);
  return tl::unexpected(
      missing(operation, endpoint.text(), {networkGrant(network_.hostToGrant(endpoint.address), port)}));
}

Result<Handle> GrantedSystem::connect(std::string_view address, std::uint16_t port) {
  constexpr Operation kOperation = Operation::Connect;
  const auto endpoint = endpointOf(kOperation, address, port);
  if (!endpoint) return tl::unexpected(endpoint.error());
  auto allowed = justify(kOperation, *endpoint);
  if (!allowed) return tl::unexpected(std::move(allowed.error()));
  const std::string name = endpoint->text();
  if (auto room = requireRoom(kOperation, name); !room) return tl::unexpected(std::move(room.error()));
  auto connection = call([&] { return host_->connect(*endpoint, limits_.sockets); });
  if (!connection) return tl::unexpected(describe(connection.error(), kOperation, name));
  ConnectionEntry entry{.connection = std::move(*connection),
                        .name = name,
                        .allowed = std::move(*allowed),
                        .peer = *endpoint,
                        .broken = {},
                        .sendingBroken = {}};
  return addEntry(std::move(entry), kOperation, name);
}

Result<Handle> GrantedSystem::listen(std::string_view address, std::uint16_t port) {
  constexpr Operation kOperation = Operation::Listen;
  const auto endpoint = endpointOf(kOperation, address, port);
  if (!endpoint) return tl::unexpected(endpoint.error());
  auto allowed = justify(kOperation, *endpoint);
  if (!allowed) return tl::unexpected(std::move(allowed.error()));
  std::string name = endpoint->text();
  if (auto room = requireRoom(kOperation, name); !room) return tl::unexpected(std::move(room.error()));
  auto listener = call([&] { return host_->listen(*endpoint, limits_.sockets); });
  if (!listener) return tl::unexpected(describe(listener.error(), kOperation, name));
  if (const auto chosen = (*listener)->localEndpoint()) name = chosen->text();
  return addEntry(ListenerEntry{std::move(*listener), name, std::move(*allowed)}, kOperation, name);
}

}  // namespace tatu::os

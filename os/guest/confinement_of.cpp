#include "os/guest/confinement_of.h"

#include <algorithm>
#include <set>

namespace tatu::os {
namespace {

constexpr std::uint16_t kPortOfNameServers = 53;
constexpr std::size_t kMostPorts = 1024;

/// Nothing: too many to list.
std::optional<std::vector<std::uint16_t>> portsOf(const Capabilities& most, bool names) {
  std::set<std::uint16_t> ports;
  for (const NetworkGrant& grant : most.network) {
    if (static_cast<std::size_t>(grant.lastPort - grant.firstPort) >= kMostPorts) return std::nullopt;
    for (unsigned port = grant.firstPort; port <= grant.lastPort; ++port)
      ports.insert(static_cast<std::uint16_t>(port));
    if (ports.size() > kMostPorts) return std::nullopt;
  }
  if (names) ports.insert(kPortOfNameServers);
  return std::vector<std::uint16_t>(ports.begin(), ports.end());
}

}  // namespace

Confinement confinementOf(const Capabilities& most) {
  Confinement confinement;
  for (const DirectoryGrant& grant : most.directories) confinement.directories.push_back({grant.path, grant.rights});
  confinement.network = !most.network.empty();
  confinement.names = std::ranges::any_of(most.network, [](const NetworkGrant& grant) { return !grant.name.empty(); });
  confinement.ports = portsOf(most, confinement.names);
  return confinement;
}

}  // namespace tatu::os

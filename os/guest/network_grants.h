// NetworkGrants: may this guest look up that name, and use that address?
//
// Names are checked when they are looked up, addresses when they are used: what a name meant an hour ago, or means to
// somebody else, does not count. An address is granted by itself, or as one that a granted name turned out to have;
// the latter only if it is public (capabilities.h says why). So the answers of lookups are remembered here.
//
// Invariants
// - A justification lists the grants that allow something; it stands while one of them has not been taken back.
// - What is remembered has a bound; the oldest is forgotten first.
#pragma once

#include <cstddef>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

#include "os/guest/capabilities.h"
#include "os/network_address.h"

namespace tatu::os {

/// Indexes of grants; empty if nothing allows it.
using NetworkJustification = std::vector<std::size_t>;

class NetworkGrants {
 public:
  static constexpr std::size_t kMostLearned = 4096;

  explicit NetworkGrants(const std::vector<NetworkGrant>& grants);

  [[nodiscard]] NetworkJustification forName(std::string_view name) const;
  /// For some port; for an address that is given where a name could be.
  [[nodiscard]] NetworkJustification forAddress(const NetworkAddress& address) const;
  [[nodiscard]] NetworkJustification forEndpoint(const NetworkEndpoint& endpoint) const;
  [[nodiscard]] bool stands(const NetworkJustification& justification) const;

  /// A lookup of `name` gave `address`.
  void learn(std::string_view name, const NetworkAddress& address);
  /// The host to name in a flag that would allow the address: a name that it is known by, if that can help.
  [[nodiscard]] std::string hostToGrant(const NetworkAddress& address) const;

  /// False if there is no such grant.
  bool revoke(const NetworkGrant& grant);
  /// The first of these that no grant covers by itself; null if there is none.
  [[nodiscard]] const NetworkGrant* firstNotCovered(const std::vector<NetworkGrant>& wanted) const;
  /// Only these stand from now on. Those that stood before and are among them stay what they were.
  void replaceBy(const std::vector<NetworkGrant>& wanted);

 private:
  struct Granted {
    NetworkGrant grant;
    bool revoked = false;
  };
  struct Learned {
    NetworkAddress address;
    std::string name;
  };

  [[nodiscard]] bool covers(const NetworkGrant& grant, const NetworkAddress& address) const;
  template <typename Covers>
  [[nodiscard]] NetworkJustification justify(Covers covers) const;

  std::vector<Granted> grants_;
  std::deque<Learned> learned_;
};

/// What "localhost" means.
[[nodiscard]] std::vector<NetworkAddress> loopbackAddresses();

}  // namespace tatu::os

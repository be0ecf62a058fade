#include "os/guest/network_grants.h"

#include <algorithm>

namespace tatu::os {
namespace {

/// Whether an address that a name was found to have is one that this name may stand for.
bool mayStandFor(std::string_view name, const NetworkAddress& address) {
  return address.isPublic() || (isLoopbackName(name) && address.isLoopback());
}

}  // namespace

std::vector<NetworkAddress> loopbackAddresses() {
  return {*NetworkAddress::parse("127.0.0.1"), *NetworkAddress::parse("::1")};
}

NetworkGrants::NetworkGrants(const std::vector<NetworkGrant>& grants) {
  for (const NetworkGrant& grant : grants) grants_.push_back({grant});
}

template <typename Covers>
NetworkJustification NetworkGrants::justify(Covers covers) const {
  NetworkJustification justification;
  for (std::size_t i = 0; i < grants_.size(); ++i) {
    if (!grants_[i].revoked && covers(grants_[i].grant)) justification.push_back(i);
  }
  return justification;
}

bool NetworkGrants::covers(const NetworkGrant& grant, const NetworkAddress& address) const {
  if (grant.coversAddress(address)) return true;
  if (grant.coversName("localhost") && grant.name != "*" && address.isLoopback()) return true;
  return std::ranges::any_of(learned_, [&](const Learned& learned) {
    const bool speaksOfLoopback = grant.name != "*" || !isLoopbackName(learned.name);
    return learned.address == address && speaksOfLoopback && grant.coversName(learned.name) &&
           mayStandFor(learned.name, address);
  });
}

NetworkJustification NetworkGrants::forName(std::string_view name) const {
  return justify([&](const NetworkGrant& grant) { return grant.coversName(name); });
}

NetworkJustification NetworkGrants::forAddress(const NetworkAddress& address) const {
  return justify([&](const NetworkGrant& grant) { return covers(grant, address); });
}

NetworkJustification NetworkGrants::forEndpoint(const NetworkEndpoint& endpoint) const {
  return justify(
      [&](const NetworkGrant& grant) { return grant.coversPort(endpoint.port) && covers(grant, endpoint.address); });
}

bool NetworkGrants::stands(const NetworkJustification& justification) const {
  return std::ranges::any_of(justification, [&](std::size_t index) { return !grants_[index].revoked; });
}

void NetworkGrants::learn(std::string_view name, const NetworkAddress& address) {
  const auto same = [&](const Learned& learned) { return learned.address == address && learned.name == name; };
  if (std::ranges::any_of(learned_, same)) return;
  if (learned_.size() == kMostLearned) learned_.pop_front();
  learned_.push_back({address, std::string(name)});
}

std::string NetworkGrants::hostToGrant(const NetworkAddress& address) const {
  const auto helps = [&](const Learned& learned) {
    return learned.address == address && mayStandFor(learned.name, address);
  };
  const auto known = std::ranges::find_if(learned_, helps);
  return known != learned_.end() ? known->name : address.text();
}

bool NetworkGrants::revoke(const NetworkGrant& grant) {
  bool found = false;
  for (Granted& granted : grants_) {
    if (granted.revoked || granted.grant != grant) continue;
    granted.revoked = true;
    found = true;
  }
  return found;
}

const NetworkGrant* NetworkGrants::firstNotCovered(const std::vector<NetworkGrant>& wanted) const {
  const auto isCovered = [&](const NetworkGrant& narrower) {
    return std::ranges::any_of(
        grants_, [&](const Granted& granted) { return !granted.revoked && granted.grant.covers(narrower); });
  };
  const auto found = std::ranges::find_if_not(wanted, isCovered);
  return found == wanted.end() ? nullptr : &*found;
}

void NetworkGrants::replaceBy(const std::vector<NetworkGrant>& wanted) {
  for (Granted& granted : grants_) {
    granted.revoked = granted.revoked || std::ranges::find(wanted, granted.grant) == wanted.end();
  }
  for (const NetworkGrant& grant : wanted) {
    const bool stands = std::ranges::any_of(
        grants_, [&](const Granted& granted) { return !granted.revoked && granted.grant == grant; });
    if (!stands) grants_.push_back({grant});
  }
}

}  // namespace tatu::os

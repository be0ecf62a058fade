#include "os/guest/capabilities.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "os/guest/guest_path.h"
#include "os/text.h"

namespace tatu::os {
namespace {

tl::unexpected<OsError> malformed(const Grant& grant, GrantWords words, std::string_view reason,
                                  std::string hint = {}) {
  OsError error = makeError(ErrorKind::InvalidArgument, Operation::GrantCapability, spelled(grant, words), reason);
  error.hint = std::move(hint);
  return tl::unexpected(std::move(error));
}

bool hasNulOrControl(std::string_view text) {
  return std::ranges::any_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; });
}

bool isHostLabelCharacter(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_'; }

bool isDigit(char c) { return c >= '0' && c <= '9'; }

bool isHostLabel(std::string_view label) {
  if (label.empty() || label.size() > 63 || label.front() == '-' || label.back() == '-') return false;
  return std::ranges::all_of(label, isHostLabelCharacter);
}

bool isNumber(std::string_view label) { return std::ranges::all_of(label, isDigit) || label.starts_with("0x"); }

bool isNamePattern(std::string_view host) {
  if (host == "*") return true;
  return isHostName(host.starts_with("*.") ? host.substr(2) : host);
}

/// The host part of HOST:PORT or [V6]:PORT. False if it is neither.
bool parseHost(std::string_view text, NetworkGrant& grant) {
  const bool bracketed = text.size() >= 2 && text.starts_with('[') && text.ends_with(']');
  const std::string_view inner = bracketed ? text.substr(1, text.size() - 2) : text;
  if (bracketed != (inner.find(':') != std::string_view::npos)) return false;
  grant.addresses = AddressRange::parse(inner);
  if (grant.addresses) return true;
  grant.name = lowerCase(inner);
  return !bracketed && isNamePattern(grant.name);
}

/// 0 as a number is refused, since nothing listens there.
std::optional<std::uint16_t> parsePort(std::string_view text) {
  std::uint16_t port = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), port);
  if (error != std::errc{} || end != text.data() + text.size() || port == 0) return std::nullopt;
  return port;
}

bool parsePorts(std::string_view text, NetworkGrant& grant) {
  if (text == "*") return true;
  const std::size_t dash = text.find('-');
  const auto first = parsePort(text.substr(0, dash));
  const auto last = dash == std::string_view::npos ? first : parsePort(text.substr(dash + 1));
  if (!first || !last || *first > *last) return false;
  grant.firstPort = *first;
  grant.lastPort = *last;
  return true;
}

void addDirectory(std::vector<DirectoryGrant>& grants, std::string_view path, Rights rights) {
  const auto same = std::ranges::find(grants, path, &DirectoryGrant::path);
  if (same != grants.end()) {
    same->rights |= rights;
  } else {
    grants.push_back({std::string(path), rights});
  }
}

Result<void> checkDirectory(const Grant& grant, GrantWords words) {
  if (grant.text.empty()) return malformed(grant, words, "the directory is missing", howToWrite(grant.kind, words));
  if (hasNulOrControl(grant.text)) return malformed(grant, words, "the path contains a control character");
  if (grant.text.size() > kLongestPath) return malformed(grant, words, "the path is too long");
  return {};
}

Result<void> checkVariable(const Grant& grant, GrantWords words) {
  const std::string_view name = grant.text;
  if (name.empty()) return malformed(grant, words, "the name is missing", howToWrite(grant.kind, words));
  const std::string hint = howToWrite(grant.kind, words);
  if (name.find('=') != std::string_view::npos) return malformed(grant, words, "a name has no = in it", hint);
  if (hasNulOrControl(name) || !isValidUtf8(name)) return malformed(grant, words, "this is not a name", hint);
  return {};
}

/// Whether each name that `inner` stands for is one that `outer` stands for. "*" does not stand for loopback.
bool namesCover(std::string_view outer, std::string_view inner) {
  if (outer == inner) return true;
  if (outer == "*") return !isLoopbackName(inner);
  if (!outer.starts_with("*.")) return false;
  const std::string_view name = inner.starts_with("*.") ? inner.substr(1) : inner;
  return name.size() > outer.size() - 1 && name.ends_with(outer.substr(1));
}

}  // namespace

std::string lowerCase(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
  }
  return lower;
}

bool isHostName(std::string_view name) {
  if (name.empty() || name.size() > 253) return false;
  for (std::size_t start = 0; start <= name.size();) {
    const std::size_t end = std::min(name.find('.', start), name.size());
    const std::string_view label = name.substr(start, end - start);
    if (!isHostLabel(label)) return false;
    if (end == name.size() && isNumber(label)) return false;
    start = end + 1;
  }
  return true;
}

Result<NetworkGrant> NetworkGrant::parse(std::string_view hostAndPort, GrantWords words) {
  const Grant whole{GrantKind::Network, std::string(hostAndPort)};
  const auto wrong = [&](std::string_view reason) {
    return malformed(whole, words, reason, howToWrite(GrantKind::Network, words));
  };
  const std::size_t colon = hostAndPort.find_last_of(':');
  if (hostAndPort.empty()) return wrong("the host is missing");
  if (colon == std::string_view::npos || hostAndPort.ends_with(']')) return wrong("the port is missing");
  NetworkGrant grant;
  if (!parseHost(hostAndPort.substr(0, colon), grant)) return wrong("the host is not a name, address or pattern");
  if (!parsePorts(hostAndPort.substr(colon + 1), grant)) {
    return wrong("the port is not a number from 1 to 65535, nor a range of them");
  }
  return grant;
}

std::string NetworkGrant::text() const {
  std::string host = name;
  if (addresses) {
    host = addresses->first.text();
    if (addresses->prefix != addresses->first.bits()) host += "/" + std::to_string(addresses->prefix);
  }
  if (firstPort == lastPort) return hostAndPort(host, std::to_string(firstPort));
  if (firstPort == 0) return hostAndPort(host, "*");
  return hostAndPort(host, std::to_string(firstPort) + "-" + std::to_string(lastPort));
}

bool isLoopbackName(std::string_view name) { return name == "localhost" || name.ends_with(".localhost"); }

bool NetworkGrant::coversName(std::string_view wanted) const {
  if (name.empty()) return false;
  if (name == "*" || name == wanted) return true;
  return name.starts_with("*.") && wanted.size() > name.size() - 1 && wanted.ends_with(name.substr(1));
}

bool NetworkGrant::coversAddress(const NetworkAddress& address) const {
  return addresses ? addresses->contains(address) : name == "*" && address.isPublic();
}

bool NetworkGrant::covers(const NetworkGrant& other) const {
  if (firstPort > other.firstPort || lastPort < other.lastPort) return false;
  if (!other.addresses) return !name.empty() && namesCover(name, other.name);
  const bool isOneAddress = other.addresses->prefix == other.addresses->first.bits();
  if (isOneAddress) return coversAddress(other.addresses->first);
  return addresses && addresses->contains(other.addresses->first) && addresses->prefix <= other.addresses->prefix;
}

Capabilities Capabilities::forCommand() {
  Capabilities capabilities;
  capabilities.input = capabilities.output = true;
  capabilities.arguments = true;
  capabilities.randomness = true;
  capabilities.clock = ClockGrant::Coarse;
  return capabilities;
}

Result<void> Capabilities::allow(const Grant& grant, GrantWords words) {
  if (rowOf(grant.kind).value.empty() && !grant.text.empty()) {
    return malformed(grant, words, "this grant takes no text");
  }
  switch (grant.kind) {
    case GrantKind::Read:
    case GrantKind::Write: {
      if (auto checked = checkDirectory(grant, words); !checked) return checked;
      addDirectory(directories, grant.text, grant.kind == GrantKind::Read ? Rights::read() : Rights::write());
      break;
    }
    case GrantKind::Network: {
      auto parsed = NetworkGrant::parse(grant.text, words);
      if (!parsed) return tl::unexpected(std::move(parsed.error()));
      network.push_back(std::move(*parsed));
      break;
    }
    case GrantKind::Environment: {
      if (auto checked = checkVariable(grant, words); !checked) return checked;
      if (std::ranges::find(environment, grant.text) == environment.end()) environment.push_back(grant.text);
      break;
    }
    case GrantKind::Clock: clock = std::max(clock, ClockGrant::Coarse); break;
    case GrantKind::FineClock: clock = ClockGrant::Fine; break;
    case GrantKind::Randomness: randomness = true; break;
    case GrantKind::Arguments: arguments = true; break;
    case GrantKind::Input: input = true; break;
    case GrantKind::Output: output = true; break;
    case GrantKind::All: allowAll(); break;
  }
  return {};
}

void Capabilities::allowAll() {
  for (const GrantKind kind :
       {GrantKind::FineClock, GrantKind::Randomness, GrantKind::Arguments, GrantKind::Input, GrantKind::Output}) {
    (void)allow(Grant{kind, {}}).has_value();
  }
  wholeEnvironment = true;
  addDirectory(directories, "/", Rights::readWrite());
  network.push_back({.name = "*", .addresses = {}});
  for (const char* everywhere : {"0.0.0.0/0", "::/0"}) {
    network.push_back({.name = {}, .addresses = AddressRange::parse(everywhere)});
  }
}

bool isGrantFlag(std::string_view argument) { return argument.starts_with("--allow-"); }

Result<void> applyGrantFlag(Capabilities& capabilities, std::string_view flag) {
  const auto grant = parseGrantFlag(flag);
  if (!grant) return tl::unexpected(grant.error());
  return capabilities.allow(*grant);
}

}  // namespace tatu::os

#include "os/guest/capabilities.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "os/guest/guest_path.h"
#include "os/text.h"

namespace tatu::os {
namespace {

using namespace std::string_view_literals;

tl::unexpected<OsError> malformed(std::string_view flag, std::string_view reason, std::string_view hint) {
  OsError error = makeError(ErrorKind::InvalidArgument, Operation::GrantCapability, flag, reason);
  error.hint = hint;
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

Result<void> allowDirectory(Capabilities& capabilities, std::string_view flag, std::string_view directory,
                            Rights rights) {
  const std::string whole = std::string(flag) + "=" + std::string(directory);
  const std::string example = "write " + std::string(flag) + "=DIR, for instance " + std::string(flag) + "=data";
  if (directory.empty()) return malformed(flag, "the directory is missing", example);
  if (hasNulOrControl(directory)) return malformed(whole, "the path contains a control character", {});
  if (directory.size() > kLongestPath) return malformed(whole, "the path is too long", {});
  addDirectory(capabilities.directories, directory, rights);
  return {};
}

struct GrantFlag {
  std::string_view name;
  Result<void> (Capabilities::*apply)(std::string_view value);
};

constexpr std::array kGrantFlags{
    GrantFlag{"--allow-read", &Capabilities::allowRead},
    GrantFlag{"--allow-write", &Capabilities::allowWrite},
    GrantFlag{"--allow-net", &Capabilities::allowNetwork},
    GrantFlag{"--allow-env", &Capabilities::allowEnvironment},
};
constexpr std::string_view kAllowAll = "--allow-all";

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

Result<NetworkGrant> NetworkGrant::parse(std::string_view hostAndPort) {
  constexpr std::string_view kHint =
      "write --allow-net=HOST:PORT, for instance --allow-net=example.org:443, *.example.org:443, 10.0.0.0/8:5432 or "
      "[::1]:8000-8099; the port can be *";
  const std::string whole = "--allow-net=" + std::string(hostAndPort);
  const std::size_t colon = hostAndPort.find_last_of(':');
  if (colon == std::string_view::npos || hostAndPort.ends_with(']')) {
    return malformed(whole, hostAndPort.empty() ? "the host is missing" : "the port is missing", kHint);
  }
  NetworkGrant grant;
  if (!parseHost(hostAndPort.substr(0, colon), grant)) {
    return malformed(whole, "the host is not a name, address or pattern", kHint);
  }
  if (!parsePorts(hostAndPort.substr(colon + 1), grant)) {
    return malformed(whole, "the port is not a number from 1 to 65535, nor a range of them", kHint);
  }
  return grant;
}

bool NetworkGrant::coversName(std::string_view wanted) const {
  if (name.empty()) return false;
  if (name == "*" || name == wanted) return true;
  return name.starts_with("*.") && wanted.size() > name.size() - 1 && wanted.ends_with(name.substr(1));
}

bool NetworkGrant::coversAddress(const NetworkAddress& address) const {
  return addresses ? addresses->contains(address) : name == "*" && address.isPublic();
}

Capabilities Capabilities::forCommand() {
  Capabilities capabilities;
  capabilities.standardStreams = true;
  capabilities.arguments = true;
  capabilities.randomness = true;
  capabilities.clock = ClockGrant::Coarse;
  return capabilities;
}

Result<void> Capabilities::allowRead(std::string_view directory) {
  return allowDirectory(*this, "--allow-read", directory, Rights::read());
}

Result<void> Capabilities::allowWrite(std::string_view directory) {
  return allowDirectory(*this, "--allow-write", directory, Rights::write());
}

Result<void> Capabilities::allowNetwork(std::string_view hostAndPort) {
  auto grant = NetworkGrant::parse(hostAndPort);
  if (!grant) return tl::unexpected(std::move(grant.error()));
  network.push_back(std::move(*grant));
  return {};
}

Result<void> Capabilities::allowEnvironment(std::string_view name) {
  constexpr std::string_view kHint = "write --allow-env=NAME, for instance --allow-env=HOME";
  if (name.empty()) return malformed("--allow-env", "the name is missing", kHint);
  const std::string whole = "--allow-env=" + std::string(name);
  if (name.find('=') != std::string_view::npos) return malformed(whole, "a name has no = in it", kHint);
  if (hasNulOrControl(name) || !isValidUtf8(name)) return malformed(whole, "this is not a name", kHint);
  if (std::ranges::find(environment, name) == environment.end()) environment.emplace_back(name);
  return {};
}

void Capabilities::allowAll() {
  standardStreams = true;
  arguments = true;
  randomness = true;
  clock = ClockGrant::Fine;
  wholeEnvironment = true;
  addDirectory(directories, "/", Rights::readWrite());
  network.push_back({.name = "*", .addresses = {}});
  for (const char* everywhere : {"0.0.0.0/0", "::/0"}) {
    network.push_back({.name = {}, .addresses = AddressRange::parse(everywhere)});
  }
}

bool isGrantFlag(std::string_view argument) { return argument.starts_with("--allow-"); }

std::string flagForShell(std::string_view flag) {
  const auto plain = [](char c) {
    const bool wordLike = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    return wordLike || "-_=./,:@%+"sv.find(c) != std::string_view::npos;
  };
  if (std::ranges::all_of(flag, plain)) return std::string(flag);
  return quoteForDisplay(flag, SIZE_MAX);
}

Result<void> applyGrantFlag(Capabilities& capabilities, std::string_view argument) {
  const std::size_t equals = argument.find('=');
  const bool hasValue = equals != std::string_view::npos;
  const std::string_view name = argument.substr(0, equals);
  if (name == kAllowAll) {
    if (hasValue) return malformed(argument, "this flag takes no value", "write --allow-all");
    capabilities.allowAll();
    return {};
  }
  for (const GrantFlag& flag : kGrantFlags) {
    if (flag.name == name) return (capabilities.*flag.apply)(hasValue ? argument.substr(equals + 1) : ""sv);
  }
  return malformed(argument, "there is no such flag",
                   "the flags are --allow-read=DIR, --allow-write=DIR, --allow-net=HOST:PORT, --allow-env=NAME, "
                   "--allow-all");
}

}  // namespace tatu::os

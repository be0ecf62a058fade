#include "os/guest/capabilities.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>

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

std::string lowerCase(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
  }
  return lower;
}

bool isHostLabelCharacter(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_'; }

/// Dot-separated labels of 1 to 63 letters, digits, hyphens; at most 253 in all. IPv4 addresses are such names too.
bool isHostName(std::string_view name) {
  if (name.empty() || name.size() > 253) return false;
  for (std::size_t start = 0; start <= name.size();) {
    const std::size_t end = std::min(name.find('.', start), name.size());
    const std::string_view label = name.substr(start, end - start);
    if (label.empty() || label.size() > 63 || label.front() == '-' || label.back() == '-') return false;
    if (!std::ranges::all_of(label, isHostLabelCharacter)) return false;
    start = end + 1;
  }
  return true;
}

bool isAddressText(std::string_view text) {
  const auto allowed = [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || c == ':' || c == '.'; };
  return std::ranges::count(text, ':') >= 2 && text.size() <= 45 && std::ranges::all_of(text, allowed);
}

bool isHostPattern(std::string_view host) {
  if (host == "*") return true;
  return isHostName(host.starts_with("*.") ? host.substr(2) : host);
}

/// 0 stands for "*", any port; as a number it is refused, since nothing listens there.
std::optional<std::uint16_t> parsePort(std::string_view text) {
  if (text == "*") return 0;
  std::uint16_t port = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), port);
  if (error != std::errc{} || end != text.data() + text.size() || port == 0) return std::nullopt;
  return port;
}

/// The host part of HOST:PORT or [V6]:PORT; nothing if it is neither.
std::optional<std::string> parseHost(std::string_view text) {
  const std::string host = lowerCase(text);
  if (!host.starts_with('[')) return isHostPattern(host) ? std::optional(host) : std::nullopt;
  if (!host.ends_with(']')) return std::nullopt;
  const std::string inner = host.substr(1, host.size() - 2);
  return isAddressText(inner) ? std::optional(inner) : std::nullopt;
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

bool NetworkGrant::covers(std::string_view wantedHost, std::uint16_t wantedPort) const {
  if (wantedPort == 0 || (port != 0 && port != wantedPort)) return false;
  const std::string wanted = lowerCase(wantedHost);
  if (host == "*" || host == wanted) return true;
  return host.starts_with("*.") && wanted.size() > host.size() - 1 && wanted.ends_with(host.substr(1));
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
  constexpr std::string_view kHint =
      "write --allow-net=HOST:PORT, for instance --allow-net=example.org:443, *.example.org:443 or [::1]:8080; "
      "the port can be *";
  const std::string whole = "--allow-net=" + std::string(hostAndPort);
  const std::size_t colon = hostAndPort.find_last_of(':');
  if (colon == std::string_view::npos || hostAndPort.ends_with(']')) {
    return malformed(whole, hostAndPort.empty() ? "the host is missing" : "the port is missing", kHint);
  }
  const auto host = parseHost(hostAndPort.substr(0, colon));
  if (!host) return malformed(whole, "the host is not a name, address or pattern", kHint);
  const auto port = parsePort(hostAndPort.substr(colon + 1));
  if (!port) return malformed(whole, "the port is not a number from 1 to 65535", kHint);
  network.push_back({*host, *port});
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
  network.push_back({"*", 0});
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

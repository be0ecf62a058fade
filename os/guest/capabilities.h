// Capabilities: what a host grants to one guest, as data.
//
// An embedded guest starts from `Capabilities{}`: nothing. `tatu run` starts from `forCommand()`. Grants (grant.h) add
// to either. A capability names; it becomes an opened directory when the guest's system is made, and from then on the
// name is not looked up again.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "os/error.h"
#include "os/guest/grant.h"
#include "os/network_address.h"
#include "os/rights.h"

namespace tatu::os {

struct DirectoryGrant {
  std::string path;  ///< a host path, absolute or relative to the system's working directory
  Rights rights;
};

/// Where a guest may connect to and listen: a name or names, or addresses, and ports.
///
/// A name stands for the public addresses that it turns out to have, and "*" for all names and all public addresses.
/// Other addresses (loopback, private networks, link-local ones) are granted by address only, so that nobody who
/// answers for a name can lead a guest into the host's own network. "localhost" is loopback by definition.
struct NetworkGrant {
  std::string name;  ///< lower case, "*.suffix", or "*"; empty if it is a grant of addresses
  std::optional<AddressRange> addresses;
  std::uint16_t firstPort = 0;  ///< 0 to 65535 is any port, also one that the host picks
  std::uint16_t lastPort = UINT16_MAX;

  /// A name, `*.suffix`, address, `[v6]`, range of addresses (`10.0.0.0/8`) or `*`; the port is a number, a range
  /// (`8000-8099`) or `*`.
  [[nodiscard]] static Result<NetworkGrant> parse(std::string_view hostAndPort, GrantWords words = GrantWords::Command);

  /// As one writes it.
  [[nodiscard]] std::string text() const;
  /// `name` is lower case. A pattern "*.a.b" covers "x.a.b", not "a.b".
  [[nodiscard]] bool coversName(std::string_view name) const;
  /// By itself, without regard to names that the address may belong to.
  [[nodiscard]] bool coversAddress(const NetworkAddress& address) const;
  [[nodiscard]] bool coversPort(std::uint16_t port) const { return port >= firstPort && port <= lastPort; }
  /// Whether this allows by itself all that `other` does.
  [[nodiscard]] bool covers(const NetworkGrant& other) const;

  friend bool operator==(const NetworkGrant&, const NetworkGrant&) = default;
};

/// "localhost" and the names below it, which no name server is asked about.
[[nodiscard]] bool isLoopbackName(std::string_view name);

/// Dot-separated labels of 1 to 63 letters, digits, hyphens and underscores, at most 253 in all, and nothing that some
/// library takes for an address (the last label is no number).
[[nodiscard]] bool isHostName(std::string_view name);
[[nodiscard]] std::string lowerCase(std::string_view text);

enum class ClockGrant : std::uint8_t {
  None,
  Coarse,  ///< steps of a millisecond: enough for people, too little to spy on neighbours
  Fine,
};

struct Capabilities {
  bool input = false;   ///< standard input
  bool output = false;  ///< standard output and standard error
  bool arguments = false;
  bool randomness = false;
  ClockGrant clock = ClockGrant::None;
  std::vector<DirectoryGrant> directories;
  std::vector<NetworkGrant> network;
  std::vector<std::string> environment;  ///< names of variables
  bool wholeEnvironment = false;

  /// What `tatu run` grants without any flag: streams, arguments, randomness, a coarse clock.
  [[nodiscard]] static Capabilities forCommand();

  /// Adds a grant. A text that is missing or malformed, or that stands where none belongs, is an error of kind
  /// InvalidArgument that says what was expected, in the words of those who wrote it.
  [[nodiscard]] Result<void> allow(const Grant& grant, GrantWords words = GrantWords::Command);

  /// The directory is looked at later, when the system is made. Writing does not include reading.
  [[nodiscard]] Result<void> allowRead(std::string_view directory) { return allow(text(GrantKind::Read, directory)); }
  [[nodiscard]] Result<void> allowWrite(std::string_view directory) { return allow(text(GrantKind::Write, directory)); }
  [[nodiscard]] Result<void> allowNetwork(std::string_view hostAndPort) {
    return allow(text(GrantKind::Network, hostAndPort));
  }
  /// The name of a variable.
  [[nodiscard]] Result<void> allowEnvironment(std::string_view name) {
    return allow(text(GrantKind::Environment, name));
  }
  void allowAll();

 private:
  static Grant text(GrantKind kind, std::string_view text) { return {kind, std::string(text)}; }
};

/// Whether `argument` is one of the `--allow-...` flags, so that a command line can be split before it is parsed.
[[nodiscard]] bool isGrantFlag(std::string_view argument);

/// `parseGrantFlag` and `allow`.
[[nodiscard]] Result<void> applyGrantFlag(Capabilities& capabilities, std::string_view flag);

}  // namespace tatu::os

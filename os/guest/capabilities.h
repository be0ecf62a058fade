// Capabilities: what a host grants to one guest, as data.
//
// An embedded guest starts from `Capabilities{}`: nothing. `tatu run` starts from `forCommand()`. The flags
// `--allow-...` add to either. A capability names; it becomes an opened directory when the guest's system is
// made, and from then on the name is not looked up again.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "os/error.h"
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

  /// The value of `--allow-net=`.
  [[nodiscard]] static Result<NetworkGrant> parse(std::string_view hostAndPort);

  /// `name` is lower case. A pattern "*.a.b" covers "x.a.b", not "a.b".
  [[nodiscard]] bool coversName(std::string_view name) const;
  /// By itself, without regard to names that the address may belong to.
  [[nodiscard]] bool coversAddress(const NetworkAddress& address) const;
  [[nodiscard]] bool coversPort(std::uint16_t port) const { return port >= firstPort && port <= lastPort; }

  friend bool operator==(const NetworkGrant&, const NetworkGrant&) = default;
};

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
  bool standardStreams = false;
  bool arguments = false;
  bool randomness = false;
  ClockGrant clock = ClockGrant::None;
  std::vector<DirectoryGrant> directories;
  std::vector<NetworkGrant> network;
  std::vector<std::string> environment;  ///< names of variables
  bool wholeEnvironment = false;

  /// What `tatu run` grants without any flag: streams, arguments, randomness, a coarse clock.
  [[nodiscard]] static Capabilities forCommand();

  /// The value of `--allow-read=DIR`. The directory is looked at later, when the system is made.
  [[nodiscard]] Result<void> allowRead(std::string_view directory);
  /// The value of `--allow-write=DIR`. Writing does not include reading.
  [[nodiscard]] Result<void> allowWrite(std::string_view directory);
  /// The value of `--allow-net=HOST:PORT`: a name, `*.suffix`, address, `[v6]`, range of addresses (`10.0.0.0/8`) or
  /// `*`; the port is a number, a range (`8000-8099`) or `*`.
  [[nodiscard]] Result<void> allowNetwork(std::string_view hostAndPort);
  /// The value of `--allow-env=NAME`.
  [[nodiscard]] Result<void> allowEnvironment(std::string_view name);
  /// `--allow-all`.
  void allowAll();
};

/// Whether `argument` is one of the `--allow-...` flags, so that a command line can be split before it is parsed.
[[nodiscard]] bool isGrantFlag(std::string_view argument);

/// One flag as it stands on the command line, "--allow-read=data". Unknown flags and missing or malformed values are
/// errors of kind InvalidArgument that say what was expected.
[[nodiscard]] Result<void> applyGrantFlag(Capabilities& capabilities, std::string_view argument);

/// A flag as it can be typed at a shell: in quotes if it needs them.
[[nodiscard]] std::string flagForShell(std::string_view flag);

}  // namespace tatu::os

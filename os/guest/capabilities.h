// Capabilities: what a host grants to one guest, as data.
//
// An embedded guest starts from `Capabilities{}`: nothing. `tatu run` starts from `forCommand()`. The flags
// `--allow-...` add to either. A capability names; it becomes an opened directory when the guest's system is
// made, and from then on the name is not looked up again.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "os/error.h"
#include "os/rights.h"

namespace tatu::os {

struct DirectoryGrant {
  std::string path;  ///< a host path, absolute or relative to the system's working directory
  Rights rights;
};

/// Where a guest may connect to. Kept for the network part of the layer.
struct NetworkGrant {
  std::string host;        ///< lower case name, "*.suffix", IPv4 or IPv6 text without brackets, or "*"
  std::uint16_t port = 0;  ///< 0 means any

  /// `host` is a name or address as the guest wrote it. A pattern "*.a.b" covers "x.a.b", not "a.b".
  [[nodiscard]] bool covers(std::string_view host, std::uint16_t port) const;
};

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
  /// The value of `--allow-net=HOST:PORT`: a name, `*.suffix`, address, `[v6]` or `*`; the port is a number or `*`.
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

// Confinement: a second wall around the threads that run guests, built by the kernel. Should a guest get the better of
// the checks above, it finds a process that cannot do more than its guests may be granted.
//
// Two walls: the system calls (seccomp: system_call_filter.h) and the files (Landlock: landlock.h). Both hold for the
// calling thread and those that it starts afterwards, for good; they can only be made narrower.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "os/error.h"
#include "os/rights.h"

namespace tatu::os {

struct ConfinedDirectory {
  std::string path;
  Rights rights;
};

struct Confinement {
  bool systemCalls = true;
  bool files = true;
  std::vector<ConfinedDirectory> directories;  ///< all that can be opened
  bool network = false;                        ///< sockets of the internet
  bool names = false;                          ///< looking names up
  /// The ports of TCP, where the kernel knows of them; nothing: all.
  std::optional<std::vector<std::uint16_t>> ports;
  std::vector<std::int64_t> moreCalls;  ///< numbers of system calls that are allowed beside
};

/// `Unsupported` says what this kernel lacks. After an error nothing has changed.
[[nodiscard]] Result<void> confineThread(const Confinement& confinement);

}  // namespace tatu::os

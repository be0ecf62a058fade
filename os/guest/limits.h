// SystemLimits: how much of the host's resources one guest may tie up through the OS layer.
#pragma once

#include <cstddef>
#include <cstdint>

namespace tatu::os {

/// How much may gather at a socket while its guest does not look.
struct SocketLimits {
  std::size_t pendingConnections = 1024;  ///< of a listener, made but not accepted
  std::size_t bufferBytes = 256 << 10;    ///< of a connection, on the way in each direction
};

struct SystemLimits {
  static constexpr std::uint64_t kUnlimited = UINT64_MAX;

  std::size_t handles = 1024;              ///< open at the same time, the standard streams included
  std::uint64_t outputBytes = kUnlimited;  ///< standard output and error together, over the guest's life
  std::uint64_t outputRate = kUnlimited;   ///< bytes per second, of the same; a second's worth may come at once
  std::uint64_t fileBytes = kUnlimited;    ///< growth of files in all, gaps left by seeking included
  std::uint64_t fileEntries = kUnlimited;  ///< files and directories created, over the guest's life
  std::size_t directoryEntries = 100'000;  ///< in one directory that is listed
  std::size_t entriesPerCall = 1024;       ///< given out by one `nextEntries`
  std::size_t listingBytes = 16 << 20;     ///< names held by all open listings together
  SocketLimits sockets;                    ///< of each socket that is made from now on
};

}  // namespace tatu::os

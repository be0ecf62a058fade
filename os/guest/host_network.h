// The network of a host, below the checks: connections, listeners, lookups of names, and waiting for them.
//
// Nothing here waits but `Host::awaitReady`: what cannot be done at once is `WouldBlock` and has no effect. The end of
// one of these objects closes it and takes its watches back; none outlives its host.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "os/guest/limits.h"
#include "os/host_error.h"
#include "os/network_address.h"
#include "os/readiness.h"

namespace tatu::os {

/// The name that a watcher gives to a watch.
using WatchKey = std::uint64_t;

/// Something that `Host::awaitReady` can wait for.
class HostWaitable {
 public:
  HostWaitable() = default;
  virtual ~HostWaitable() = default;
  HostWaitable(const HostWaitable&) = delete;
  HostWaitable& operator=(const HostWaitable&) = delete;

  /// Once: `awaitReady` gives the key when this is ready, and forgets it. A later watch for the same takes its place.
  [[nodiscard]] virtual HostResult<void> watch(Readiness readiness, WatchKey key) = 0;
};

class HostConnection : public HostWaitable {
 public:
  /// Whether the connection is made. That it could not be made is said here, and nowhere else.
  [[nodiscard]] virtual HostResult<void> finishConnect() = 0;
  /// 0 at the end. A connection that broke is `ConnectionReset`, never a closed pipe.
  [[nodiscard]] virtual HostResult<std::size_t> read(std::span<std::byte> into) = 0;
  [[nodiscard]] virtual HostResult<std::size_t> write(std::span<const std::byte> from) = 0;
  [[nodiscard]] virtual HostResult<void> endSending() = 0;
  [[nodiscard]] virtual HostResult<NetworkEndpoint> localEndpoint() = 0;
};

struct AcceptedConnection {
  std::unique_ptr<HostConnection> connection;
  NetworkEndpoint peer;
};

class HostListener : public HostWaitable {
 public:
  [[nodiscard]] virtual HostResult<AcceptedConnection> accept() = 0;
  [[nodiscard]] virtual HostResult<NetworkEndpoint> localEndpoint() = 0;
};

/// The search for the addresses of a name. Ready for reading when there is an answer.
class HostLookup : public HostWaitable {
 public:
  /// In the host's order of preference; the same every time.
  [[nodiscard]] virtual HostResult<std::vector<NetworkAddress>> answer() = 0;
};

}  // namespace tatu::os

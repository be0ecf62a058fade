// Host: a machine below the checks. What a guest may do is decided above, in `GrantedSystem`; a host does as it is
// told, and keeps one promise itself: a path never leads outside the root it is given with.
//
// Implementations: `RealHost`, `MemoryHost`, and `FaultyHost`, which makes another one fail.
// Threads: as for `System`, one at a time.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "os/cancellation.h"
#include "os/guest/host_network.h"
#include "os/guest/metadata.h"
#include "os/host_error.h"
#include "os/platform/host_metadata.h"
#include "os/platform/standard_stream.h"
#include "os/rights.h"

namespace tatu::os {

/// Which opened root directory of a host is meant.
struct RootId {
  std::size_t index = 0;
};

/// An open ordinary file. Offsets are the caller's business: a file of the host has no position.
class HostFile {
 public:
  HostFile() = default;
  virtual ~HostFile() = default;
  HostFile(const HostFile&) = delete;
  HostFile& operator=(const HostFile&) = delete;

  /// 0 at or behind the end.
  [[nodiscard]] virtual HostResult<std::size_t> readAt(std::uint64_t offset, std::span<std::byte> into) = 0;
  [[nodiscard]] virtual HostResult<std::size_t> writeAt(std::uint64_t offset, std::span<const std::byte> from) = 0;
  /// At the end, wherever that is by now. Only for files opened with `OpenFlag::Append`.
  [[nodiscard]] virtual HostResult<std::size_t> append(std::span<const std::byte> from) = 0;
  [[nodiscard]] virtual HostResult<Metadata> metadata() = 0;
  [[nodiscard]] virtual HostResult<void> resize(std::uint64_t size) = 0;
  [[nodiscard]] virtual HostResult<void> sync() = 0;
  /// To learn what the host could not write after all. Closing again does nothing. The destructor closes too, silently.
  [[nodiscard]] virtual HostResult<void> close() = 0;
};

struct OpenedFile {
  std::unique_ptr<HostFile> file;
  bool created = false;
};

/// Paths are relative to the root, normalised ("a/b", "." for the root itself), and hold no "..". Links on the
/// way are followed as long as they stay beneath the root, or refused; both as `Denied` with `leadsOutside`.
class Host {
 public:
  Host() = default;
  virtual ~Host() = default;
  Host(const Host&) = delete;
  Host& operator=(const Host&) = delete;

  [[nodiscard]] virtual HostResult<RootId> openRoot(const std::string& absolutePath) = 0;
  /// A directory beneath another root, "." for the same. A link on the way is refused.
  [[nodiscard]] virtual HostResult<RootId> openRootBeneath(RootId outer, const std::string& path) = 0;
  /// Whether `inner` is `outer` or lies below it, by the directories themselves, not by their names.
  [[nodiscard]] virtual bool isBeneath(RootId inner, RootId outer) const = 0;

  [[nodiscard]] virtual HostResult<OpenedFile> openFile(RootId root, const std::string& path, OpenFlags flags) = 0;
  [[nodiscard]] virtual HostResult<Metadata> metadata(RootId root, const std::string& path) = 0;
  [[nodiscard]] virtual HostResult<std::vector<DirectoryEntry>> list(RootId root, const std::string& path,
                                                                     const ListingLimits& limits) = 0;
  [[nodiscard]] virtual HostResult<void> createDirectory(RootId root, const std::string& path) = 0;
  [[nodiscard]] virtual HostResult<void> removeFile(RootId root, const std::string& path) = 0;
  [[nodiscard]] virtual HostResult<void> removeDirectory(RootId root, const std::string& path) = 0;
  [[nodiscard]] virtual HostResult<void> rename(RootId fromRoot, const std::string& from, RootId toRoot,
                                                const std::string& to) = 0;

  /// Waits; the token ends the wait.
  [[nodiscard]] virtual HostResult<std::size_t> readInput(std::span<std::byte> into, Cancellation& cancellation) = 0;
  [[nodiscard]] virtual HostResult<std::size_t> writeStream(StandardStream stream, std::span<const std::byte> from,
                                                            Cancellation& cancellation) = 0;
  [[nodiscard]] virtual bool isTerminal(StandardStream stream) const = 0;

  [[nodiscard]] virtual std::chrono::nanoseconds wallNow() const = 0;
  [[nodiscard]] virtual std::chrono::nanoseconds monotonicNow() const = 0;
  [[nodiscard]] virtual HostResult<void> waitUntil(std::chrono::nanoseconds moment, Cancellation& cancellation) = 0;

  /// `name` is lower case and has the form of a name; it is no address.
  [[nodiscard]] virtual HostResult<std::unique_ptr<HostLookup>> resolve(const std::string& name) = 0;
  [[nodiscard]] virtual HostResult<std::unique_ptr<HostConnection>> connect(const NetworkEndpoint& to,
                                                                            const SocketLimits& limits) = 0;
  /// Port 0: one that is free.
  [[nodiscard]] virtual HostResult<std::unique_ptr<HostListener>> listen(const NetworkEndpoint& at,
                                                                         const SocketLimits& limits) = 0;
  /// As `HostWaitable::watch`, for standard input.
  [[nodiscard]] virtual HostResult<void> watchInput(WatchKey key) = 0;
  /// Waits until something that is watched is ready, and gives the keys of all that is; none if `until` came first. A
  /// moment that has passed asks without waiting. Without a moment, a host where nobody else acts gives none as well
  /// when nothing can become ready, unless it can be woken.
  [[nodiscard]] virtual HostResult<std::vector<WatchKey>> awaitReady(std::optional<std::chrono::nanoseconds> until,
                                                                     Cancellation& cancellation, WaitEnd end) = 0;
  /// A descriptor of the real host that is readable while something that is watched is ready; -1: there is none.
  [[nodiscard]] virtual int readinessDescriptor() const { return -1; }

  [[nodiscard]] virtual HostResult<void> fillRandom(std::span<std::byte> into) = 0;
  /// All variables, names and values.
  [[nodiscard]] virtual std::vector<std::pair<std::string, std::string>> environment() const = 0;
};

}  // namespace tatu::os

// RealHost: the machine that the process runs on.
#pragma once

#include <array>
#include <cstddef>
#include <functional>
#include <optional>
#include <span>
#include <vector>

#include "os/guest/beneath.h"
#include "os/guest/host.h"
#include "os/guest/seeded_random.h"
#include "os/platform/name_lookup.h"
#include "os/platform/readiness_queue.h"

namespace tatu::os {

/// Takes what a guest writes and says how many bytes: all, or at least one; none if nobody reads any more.
using OutputSink = std::function<std::size_t(StandardStream stream, std::span<const std::byte> from)>;

/// Gives a guest's input: how many bytes; none at its end.
using InputSource = std::function<std::size_t(std::span<std::byte> into)>;

struct RealHostOptions {
  std::optional<std::uint64_t> randomSeed;
  PathResolution resolution = bestPathResolution();
  NameLookupFunction lookUp = lookUpName;  ///< called on threads of its own
  OutputSink output;                       ///< instead of the standard streams of the process
  InputSource input;                       ///< beside an `output`; without one, the input is at its end
};

class RealHost final : public Host {
 public:
  explicit RealHost(const RealHostOptions& options);

  [[nodiscard]] HostResult<RootId> openRoot(const std::string& absolutePath) override;
  [[nodiscard]] HostResult<RootId> openRootBeneath(RootId outer, const std::string& path) override;
  [[nodiscard]] bool isBeneath(RootId inner, RootId outer) const override;

  [[nodiscard]] HostResult<OpenedFile> openFile(RootId root, const std::string& path, OpenFlags flags) override;
  [[nodiscard]] HostResult<Metadata> metadata(RootId root, const std::string& path) override;
  [[nodiscard]] HostResult<std::vector<DirectoryEntry>> list(RootId root, const std::string& path,
                                                             const ListingLimits& limits) override;
  [[nodiscard]] HostResult<void> createDirectory(RootId root, const std::string& path) override;
  [[nodiscard]] HostResult<void> removeFile(RootId root, const std::string& path) override;
  [[nodiscard]] HostResult<void> removeDirectory(RootId root, const std::string& path) override;
  [[nodiscard]] HostResult<void> rename(RootId fromRoot, const std::string& from, RootId toRoot,
                                        const std::string& to) override;

  [[nodiscard]] HostResult<std::size_t> readInput(std::span<std::byte> into, Cancellation& cancellation) override;
  [[nodiscard]] HostResult<std::size_t> writeStream(StandardStream stream, std::span<const std::byte> from,
                                                    Cancellation& cancellation) override;
  [[nodiscard]] bool isTerminal(StandardStream stream) const override;

  [[nodiscard]] std::chrono::nanoseconds wallNow() const override;
  [[nodiscard]] std::chrono::nanoseconds monotonicNow() const override;
  [[nodiscard]] HostResult<void> waitUntil(std::chrono::nanoseconds moment, Cancellation& cancellation) override;

  // real_sockets.cpp
  [[nodiscard]] HostResult<std::unique_ptr<HostLookup>> resolve(const std::string& name) override;
  [[nodiscard]] HostResult<std::unique_ptr<HostConnection>> connect(const NetworkEndpoint& to,
                                                                    const SocketLimits& limits) override;
  [[nodiscard]] HostResult<std::unique_ptr<HostListener>> listen(const NetworkEndpoint& at,
                                                                 const SocketLimits& limits) override;
  [[nodiscard]] HostResult<void> watchInput(WatchKey key) override;
  [[nodiscard]] HostResult<std::vector<WatchKey>> awaitReady(std::optional<std::chrono::nanoseconds> until,
                                                             Cancellation& cancellation, WaitEnd end) override;
  [[nodiscard]] int readinessDescriptor() const override { return watched_.descriptor(); }

  [[nodiscard]] HostResult<void> fillRandom(std::span<std::byte> into) override;
  [[nodiscard]] std::vector<std::pair<std::string, std::string>> environment() const override;

 private:
  [[nodiscard]] HostResult<std::size_t> passOn(StandardStream stream, std::span<const std::byte> from);
  [[nodiscard]] const Root& rootAt(RootId root) const { return roots_[root.index]; }

  PathResolution resolution_;
  OutputSink output_;
  InputSource input_;
  std::optional<SeededRandom> random_;
  std::vector<Root> roots_;
  std::array<bool, 3> mayBlock_{};  ///< per standard stream: a pipe, socket or terminal, worth waiting for
  ReadinessQueue watched_;
  NameLookups lookups_;
};

}  // namespace tatu::os

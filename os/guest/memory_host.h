// MemoryHost: one guest's view of a `MemoryMachine`.
#pragma once

#include <memory>
#include <vector>

#include "os/guest/host.h"
#include "os/guest/memory_system.h"
#include "os/guest/memory_tree.h"
#include "os/guest/memory_watches.h"

namespace tatu::os {

class MemoryHost final : public Host {
 public:
  explicit MemoryHost(std::shared_ptr<MemoryMachine> machine) : machine_(std::move(machine)) {}
  ~MemoryHost() override;

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
  /// Virtual time jumps to the moment, or to the deadline if that comes first.
  [[nodiscard]] HostResult<void> waitUntil(std::chrono::nanoseconds moment, Cancellation& cancellation) override;

  // memory_sockets.cpp
  [[nodiscard]] HostResult<std::unique_ptr<HostLookup>> resolve(const std::string& name) override;
  [[nodiscard]] HostResult<std::unique_ptr<HostConnection>> connect(const NetworkEndpoint& to,
                                                                    const SocketLimits& limits) override;
  [[nodiscard]] HostResult<std::unique_ptr<HostListener>> listen(const NetworkEndpoint& at,
                                                                 const SocketLimits& limits) override;
  [[nodiscard]] HostResult<void> watchInput(WatchKey key) override;
  /// Virtual time jumps to the first moment at which something is ready, or to `until` or the deadline.
  [[nodiscard]] HostResult<std::vector<WatchKey>> awaitReady(std::optional<std::chrono::nanoseconds> until,
                                                             Cancellation& cancellation, WaitEnd end) override;

  [[nodiscard]] HostResult<void> fillRandom(std::span<std::byte> into) override;
  [[nodiscard]] std::vector<std::pair<std::string, std::string>> environment() const override;

 private:
  [[nodiscard]] HostResult<MemoryTree::Node> nodeToOpen(const MemoryTree::Node& root, const std::string& path,
                                                        OpenFlags flags, bool& created);
  /// The machine is locked.
  [[nodiscard]] HostResult<void> passTimeUntil(std::chrono::nanoseconds moment, const Cancellation& cancellation);

  std::shared_ptr<MemoryMachine> machine_;
  std::vector<MemoryTree::Node> roots_;
  std::shared_ptr<MemoryWatches> watches_ = std::make_shared<MemoryWatches>();
};

}  // namespace tatu::os

// GrantedSystem: the one choke point between a guest and a host. Every check that a guest cannot get round is here:
// capabilities, handles and their rights, paths, limits, and the words of the errors. What stands below (`Host`)
// only carries out what was allowed.
//
// Threads: its caller (`GuardedSystem`) holds `turn()` in every call, so that grants do not change in the midst of one.
// Where the host may wait, others have their turn (`waiting`), and what was granted is looked at again.
//
// The rule for rename. A move must not give the guest a right over a file that it did not have. So the place that a
// file leaves must allow writing, and everything that the guest may do at any place the file could end up at (the
// target's grant, those inside it, and those inside the source's, which a moved directory can carry along).
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <variant>
#include <vector>

#include "os/guest/capabilities.h"
#include "os/guest/directory_grants.h"
#include "os/guest/handle_table.h"
#include "os/guest/host.h"
#include "os/guest/network_grants.h"
#include "os/guest/output_buffer.h"
#include "os/guest/output_rate.h"
#include "os/guest/system.h"
#include "os/guest/system_options.h"
#include "os/guest/watch_list.h"

namespace tatu::os {

class GrantedSystem final : public System {
 public:
  [[nodiscard]] static Result<std::unique_ptr<GrantedSystem>> create(std::unique_ptr<Host> host,
                                                                     const Capabilities& capabilities,
                                                                     SystemOptions options);
  ~GrantedSystem() override;

  [[nodiscard]] std::mutex& turn() { return turn_; }
  /// What a handle stands for.
  struct Description {
    enum class Kind : std::uint8_t { Nothing, Input, Output, Error, File, Listing, Lookup, Connection, Listener };
    Kind kind = Kind::Nothing;
    std::string_view name;  ///< as the guest named it; good until the next call
  };
  [[nodiscard]] Description describeHandle(Handle handle);

  [[nodiscard]] Handle standardInput() const noexcept override { return input_; }
  [[nodiscard]] Handle standardOutput() const noexcept override { return output_; }
  [[nodiscard]] Handle standardError() const noexcept override { return error_; }

  // granted_handles.cpp
  [[nodiscard]] Result<std::size_t> read(Handle handle, std::span<std::byte> into) override;
  [[nodiscard]] Result<std::size_t> write(Handle handle, std::span<const std::byte> from) override;
  [[nodiscard]] Result<void> flush(Handle handle) override;
  [[nodiscard]] Result<std::uint64_t> seek(Handle handle, std::int64_t offset, SeekOrigin origin) override;
  [[nodiscard]] Result<std::uint64_t> size(Handle handle) override;
  [[nodiscard]] Result<void> resize(Handle handle, std::uint64_t size) override;
  [[nodiscard]] Result<void> sync(Handle handle) override;
  [[nodiscard]] Result<Metadata> metadataOf(Handle handle) override;
  [[nodiscard]] Result<std::vector<DirectoryEntry>> nextEntries(Handle handle, std::size_t most) override;
  [[nodiscard]] Result<void> close(Handle handle) override;

  // granted_paths.cpp
  [[nodiscard]] Result<Handle> openFile(std::string_view path, OpenFlags flags) override;
  [[nodiscard]] Result<TemporaryFile> createTemporaryFile(std::string_view directory) override;
  [[nodiscard]] Result<Metadata> metadata(std::string_view path) override;
  [[nodiscard]] Result<Handle> openDirectory(std::string_view path) override;
  [[nodiscard]] Result<void> createDirectory(std::string_view path) override;
  [[nodiscard]] Result<void> removeFile(std::string_view path) override;
  [[nodiscard]] Result<void> removeDirectory(std::string_view path) override;
  [[nodiscard]] Result<void> rename(std::string_view from, std::string_view to) override;

  // granted_network.cpp
  [[nodiscard]] Result<Handle> resolve(std::string_view name) override;
  [[nodiscard]] Result<std::vector<std::string>> finishResolve(Handle handle) override;
  [[nodiscard]] Result<Handle> connect(std::string_view address, std::uint16_t port) override;
  [[nodiscard]] Result<Handle> listen(std::string_view address, std::uint16_t port) override;

  // granted_sockets.cpp
  [[nodiscard]] Result<void> finishConnect(Handle handle) override;
  [[nodiscard]] Result<Handle> accept(Handle handle) override;
  [[nodiscard]] Result<SocketAddress> localAddress(Handle handle) override;
  [[nodiscard]] Result<SocketAddress> peerAddress(Handle handle) override;
  [[nodiscard]] Result<void> shutdownWrite(Handle handle) override;
  [[nodiscard]] Result<void> watch(Handle handle, Readiness readiness) override;
  [[nodiscard]] Result<std::vector<ReadyHandle>> awaitReady(std::optional<std::chrono::nanoseconds> until,
                                                            WaitEnd end) override;
  using System::awaitReady;
  [[nodiscard]] int readinessDescriptor() const noexcept override { return host_->readinessDescriptor(); }

  // granted_system.cpp
  [[nodiscard]] Result<std::chrono::nanoseconds> wallClock() override;
  [[nodiscard]] Result<std::chrono::nanoseconds> monotonicClock() override;
  [[nodiscard]] Result<void> sleep(std::chrono::nanoseconds duration) override;
  [[nodiscard]] Result<void> randomBytes(std::span<std::byte> into) override;
  [[nodiscard]] std::span<const std::string> arguments() const noexcept override;
  [[nodiscard]] Result<std::optional<std::string>> environment(std::string_view name) override;
  [[nodiscard]] std::vector<std::string> environmentNames() const override;

  [[nodiscard]] Cancellation& cancellation() noexcept override { return *cancellation_; }
  [[nodiscard]] std::chrono::nanoseconds deadlineClock() const noexcept override { return host_->monotonicNow(); }
  [[nodiscard]] SystemUsage usage() const noexcept override;
  [[nodiscard]] const SystemLimits& limits() const noexcept override { return limits_; }
  void setLimits(const SystemLimits& limits) override;

  // granted_changes.cpp
  [[nodiscard]] Result<void> revoke(const Grant& grant) override;
  [[nodiscard]] Result<void> restrictTo(const Capabilities& capabilities) override;

 private:
  struct StreamEntry {
    StandardStream stream;
  };
  struct FileEntry {
    std::unique_ptr<HostFile> file;
    std::string name;   ///< as the guest wrote it
    Rights rights{};    ///< what the handle can do
    Rights required{};  ///< what its grant had to allow, and must still
    GrantIndex grant{};
    bool appends = false;
    std::uint64_t position = 0;
  };
  struct ListingEntry {
    std::vector<DirectoryEntry> entries;
    std::string name;
    GrantIndex grant;
    std::size_t next = 0;
    std::size_t bytes = 0;
  };
  struct LookupEntry {
    std::unique_ptr<HostLookup> lookup;  ///< null if the answer was known without one
    std::vector<NetworkAddress> known;
    std::string name;
    NetworkJustification allowed;
  };
  struct ConnectionEntry {
    std::unique_ptr<HostConnection> connection;
    std::string name;  ///< of the other side, "1.2.3.4:80"
    NetworkJustification allowed;
    NetworkEndpoint peer;
    bool made = false;
    bool sendingEnded = false;
    // Why it failed or broke off, for good. The host says so once only, and what came before can still be read.
    std::optional<HostError> broken;
    std::optional<HostError> sendingBroken;
  };
  struct ListenerEntry {
    std::unique_ptr<HostListener> listener;
    std::string name;
    NetworkJustification allowed;
  };
  using Entry = std::variant<StreamEntry, FileEntry, ListingEntry, LookupEntry, ConnectionEntry, ListenerEntry>;

  /// A path that was checked, with the ways that its operation may take.
  struct Access {
    Operation operation;
    std::string named;  ///< as the guest wrote it
    GuestPath path;
    std::vector<Candidate> candidates;
  };
  struct TemporaryPlace {
    GrantIndex grant;
    RootId root;
    std::string relative;
  };

  GrantedSystem(std::unique_ptr<Host> host, const Capabilities& capabilities, SystemOptions options,
                DirectoryGrants grants);
  void openStreams();
  void readEnvironment();
  [[nodiscard]] bool isGrantedVariable(std::string_view name) const;

  // Grants.
  [[nodiscard]] OsError missing(Operation operation, std::string_view subject, const std::vector<Grant>& grants) const;
  [[nodiscard]] static tl::unexpected<OsError> takenBack(Operation operation, std::string_view subject);
  [[nodiscard]] bool revokeAmbient(GrantKind kind);
  [[nodiscard]] bool revokeDirectory(std::string_view path, Rights rights);
  [[nodiscard]] Result<void> requireNarrower(const Capabilities& wanted) const;
  void wakeRefused();

  // Handles.
  [[nodiscard]] OsError tooManyHandles(Operation operation, std::string_view subject) const;
  [[nodiscard]] Result<void> requireRoom(Operation operation, std::string_view subject) const;
  [[nodiscard]] Result<Handle> addEntry(Entry entry, Operation operation, std::string_view subject);
  [[nodiscard]] static tl::unexpected<OsError> noSuchHandle(Operation operation);
  /// For a handle that was not found: it may be a stream's that was never granted.
  [[nodiscard]] tl::unexpected<OsError> notOpen(Handle handle, Operation operation) const;
  [[nodiscard]] bool isGranted(StandardStream stream) const;
  void flushBeforeWaiting();
  /// The entry of that type, if its grant still stands and its rights cover the operation.
  [[nodiscard]] Result<FileEntry*> fileFor(Handle handle, Operation operation);
  [[nodiscard]] Result<OutputBuffer*> outputFor(const StreamEntry& entry, Operation operation);
  [[nodiscard]] Result<std::size_t> readInput(const StreamEntry& entry, std::span<std::byte> into);
  [[nodiscard]] Result<std::size_t> readFile(FileEntry& entry, std::span<std::byte> into);
  [[nodiscard]] Result<void> requireOutput(Operation operation, StandardStream stream) const;
  [[nodiscard]] Result<std::size_t> writeOutput(const StreamEntry& entry, std::span<const std::byte> from);
  [[nodiscard]] Result<std::size_t> writeFile(FileEntry& entry, std::span<const std::byte> from);
  [[nodiscard]] Result<void> flushStream(const StreamEntry& entry);
  [[nodiscard]] Result<std::uint64_t> sizeOf(FileEntry& entry, Operation operation);
  /// How far a file of `size` bytes may grow by a write of `wanted` bytes at `start`: the end that is allowed.
  [[nodiscard]] std::uint64_t allowedEnd(std::uint64_t size, std::uint64_t start, std::size_t wanted) const;
  [[nodiscard]] Result<void> closeEntry(Entry& entry);

  // Network.
  [[nodiscard]] Result<LookupEntry> beginLookup(std::string_view named, std::string name);
  [[nodiscard]] Result<NetworkEndpoint> endpointOf(Operation operation, std::string_view address,
                                                   std::uint16_t port) const;
  [[nodiscard]] Result<NetworkJustification> justify(Operation operation, const NetworkEndpoint& endpoint) const;
  [[nodiscard]] const NetworkJustification* justificationOf(const Entry& entry) const;
  [[nodiscard]] static std::string_view subjectOf(const Entry& entry);
  /// The entry of that type, if its grant still stands. `wanted` says in an error what it should have been.
  template <typename Wanted>
  [[nodiscard]] Result<Wanted*> networkEntry(Handle handle, Operation operation, std::string_view wanted);
  [[nodiscard]] Result<void> requireStanding(const Entry& entry, Operation operation) const;
  [[nodiscard]] Result<ConnectionEntry*> connectionFor(Handle handle, Operation operation);
  [[nodiscard]] Result<void> finish(ConnectionEntry& entry, Operation operation);
  [[nodiscard]] Result<std::size_t> receive(Handle handle, std::span<std::byte> into);
  [[nodiscard]] Result<std::size_t> send(Handle handle, std::span<const std::byte> from);
  [[nodiscard]] Result<void> requireWatchable(const Entry& entry, Readiness readiness) const;
  [[nodiscard]] HostResult<void> watchAtHost(Entry& entry, const ReadyHandle& watch, WatchKey key);

  // Paths.
  [[nodiscard]] Result<Access> access(Operation operation, std::string_view path, Rights needed) const;
  [[nodiscard]] OsError denied(Operation operation, std::string_view named, const GuestPath& path, Rights needed) const;
  [[nodiscard]] Result<void> requireCreatable(const Access& access) const;
  [[nodiscard]] Result<OpenedFile> openBy(const Access& access, const Candidate& way, OpenFlags flags);
  [[nodiscard]] Result<FileEntry> openAlongWays(const Access& access, OpenFlags flags);
  [[nodiscard]] bool entriesLeft() const { return usage_.fileEntries < limits_.fileEntries; }
  [[nodiscard]] Result<TemporaryFile> tryTemporaryFile(const Access& access, const Candidate& way);
  [[nodiscard]] Result<void> removeAt(Operation operation, std::string_view path);
  void forgetTemporary(RootId root, const std::string& relative);
  [[nodiscard]] tl::unexpected<OsError> hostFailureAt(const Access& access, const HostError& error) const;
  /// Calls `attempt` with each way until one does not lead outside. `attempt` returns a HostResult.
  template <typename Attempt>
  auto alongWays(const Access& access, Attempt attempt);
  template <typename Call>
  auto call(Call body);
  template <typename Call>
  auto waiting(Call body);

  // Clocks.
  [[nodiscard]] Result<void> requireClock(Operation operation, std::string_view subject) const;
  [[nodiscard]] std::chrono::nanoseconds coarsened(std::chrono::nanoseconds time) const;

  std::mutex turn_;
  std::unique_ptr<Host> host_;
  std::shared_ptr<Cancellation> cancellation_;
  SystemLimits limits_;
  std::string workingDirectory_;
  DirectoryGrants grants_;
  NetworkGrants network_;
  Capabilities granted_;  ///< that stand; without directories and network, which have lists of their own
  const GrantWords words_;
  std::map<std::string, std::string, std::less<>> environment_;  ///< granted in the beginning, and set
  std::vector<std::string> arguments_;
  std::chrono::nanoseconds started_{0};

  HandleTable<Entry> handles_;
  WatchList watches_;
  Handle input_;
  Handle output_;
  Handle error_;
  OutputBuffer outputBuffer_;
  OutputBuffer errorBuffer_;
  OutputRate outputRate_;
  std::vector<TemporaryPlace> temporaries_;
  std::size_t listingBytes_ = 0;
  SystemUsage usage_;
};

}  // namespace tatu::os

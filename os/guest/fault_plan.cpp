#include "os/guest/fault_plan.h"

#include <utility>

#include "os/guest/guarded_system.h"
#include "os/guest/memory_host.h"

namespace tatu::os {
namespace {

/// `body`, unless the plan says that this call fails.
template <typename Body>
auto unlessFaulty(FaultPlan& plan, HostCall call, Body body) -> decltype(body()) {
  if (const auto error = plan.next(call)) return tl::unexpected(*error);
  return body();
}

class FaultyFile final : public HostFile {
 public:
  FaultyFile(std::unique_ptr<HostFile> file, std::shared_ptr<FaultPlan> plan)
      : file_(std::move(file)), plan_(std::move(plan)) {}

  HostResult<std::size_t> readAt(std::uint64_t offset, std::span<std::byte> into) override {
    return unlessFaulty(*plan_, HostCall::ReadFile, [&] { return file_->readAt(offset, plan_->shorten(into)); });
  }
  HostResult<std::size_t> writeAt(std::uint64_t offset, std::span<const std::byte> from) override {
    return unlessFaulty(*plan_, HostCall::WriteFile, [&] { return file_->writeAt(offset, plan_->shorten(from)); });
  }
  HostResult<std::size_t> append(std::span<const std::byte> from) override {
    return unlessFaulty(*plan_, HostCall::WriteFile, [&] { return file_->append(plan_->shorten(from)); });
  }
  HostResult<Metadata> metadata() override {
    return unlessFaulty(*plan_, HostCall::FileMetadata, [&] { return file_->metadata(); });
  }
  HostResult<void> resize(std::uint64_t size) override {
    return unlessFaulty(*plan_, HostCall::ResizeFile, [&] { return file_->resize(size); });
  }
  HostResult<void> sync() override {
    return unlessFaulty(*plan_, HostCall::SyncFile, [&] { return file_->sync(); });
  }
  HostResult<void> close() override {
    return unlessFaulty(*plan_, HostCall::CloseFile, [&] { return file_->close(); });
  }

 private:
  std::unique_ptr<HostFile> file_;
  std::shared_ptr<FaultPlan> plan_;
};

class FaultyConnection final : public HostConnection {
 public:
  FaultyConnection(std::unique_ptr<HostConnection> connection, std::shared_ptr<FaultPlan> plan)
      : connection_(std::move(connection)), plan_(std::move(plan)) {}

  HostResult<void> watch(Readiness readiness, WatchKey key) override { return connection_->watch(readiness, key); }
  HostResult<void> finishConnect() override {
    return unlessFaulty(*plan_, HostCall::FinishConnect, [&] { return connection_->finishConnect(); });
  }
  HostResult<std::size_t> read(std::span<std::byte> into) override {
    return unlessFaulty(*plan_, HostCall::Receive, [&] { return connection_->read(plan_->shorten(into)); });
  }
  HostResult<std::size_t> write(std::span<const std::byte> from) override {
    return unlessFaulty(*plan_, HostCall::Send, [&] { return connection_->write(plan_->shorten(from)); });
  }
  HostResult<void> endSending() override {
    return unlessFaulty(*plan_, HostCall::EndSending, [&] { return connection_->endSending(); });
  }
  HostResult<NetworkEndpoint> localEndpoint() override { return connection_->localEndpoint(); }

 private:
  std::unique_ptr<HostConnection> connection_;
  std::shared_ptr<FaultPlan> plan_;
};

class FaultyListener final : public HostListener {
 public:
  FaultyListener(std::unique_ptr<HostListener> listener, std::shared_ptr<FaultPlan> plan)
      : listener_(std::move(listener)), plan_(std::move(plan)) {}

  HostResult<void> watch(Readiness readiness, WatchKey key) override { return listener_->watch(readiness, key); }
  HostResult<AcceptedConnection> accept() override {
    auto accepted = unlessFaulty(*plan_, HostCall::Accept, [&] { return listener_->accept(); });
    if (accepted) accepted->connection = std::make_unique<FaultyConnection>(std::move(accepted->connection), plan_);
    return accepted;
  }
  HostResult<NetworkEndpoint> localEndpoint() override { return listener_->localEndpoint(); }

 private:
  std::unique_ptr<HostListener> listener_;
  std::shared_ptr<FaultPlan> plan_;
};

class FaultyHost final : public Host {
 public:
  FaultyHost(std::unique_ptr<Host> host, std::shared_ptr<FaultPlan> plan)
      : host_(std::move(host)), plan_(std::move(plan)) {}

  HostResult<RootId> openRoot(const std::string& absolutePath) override { return host_->openRoot(absolutePath); }
  HostResult<RootId> openRootBeneath(RootId outer, const std::string& path) override {
    return host_->openRootBeneath(outer, path);
  }
  bool isBeneath(RootId inner, RootId outer) const override { return host_->isBeneath(inner, outer); }

  HostResult<OpenedFile> openFile(RootId root, const std::string& path, OpenFlags flags) override {
    auto opened = unlessFaulty(*plan_, HostCall::OpenFile, [&] { return host_->openFile(root, path, flags); });
    if (opened) opened->file = std::make_unique<FaultyFile>(std::move(opened->file), plan_);
    return opened;
  }
  HostResult<Metadata> metadata(RootId root, const std::string& path) override {
    return unlessFaulty(*plan_, HostCall::Metadata, [&] { return host_->metadata(root, path); });
  }
  HostResult<std::vector<DirectoryEntry>> list(RootId root, const std::string& path,
                                               const ListingLimits& limits) override {
    return unlessFaulty(*plan_, HostCall::List, [&] { return host_->list(root, path, limits); });
  }
  HostResult<void> createDirectory(RootId root, const std::string& path) override {
    return unlessFaulty(*plan_, HostCall::CreateDirectory, [&] { return host_->createDirectory(root, path); });
  }
  HostResult<void> removeFile(RootId root, const std::string& path) override {
    return unlessFaulty(*plan_, HostCall::RemoveFile, [&] { return host_->removeFile(root, path); });
  }
  HostResult<void> removeDirectory(RootId root, const std::string& path) override {
    return unlessFaulty(*plan_, HostCall::RemoveDirectory, [&] { return host_->removeDirectory(root, path); });
  }
  HostResult<void> rename(RootId fromRoot, const std::string& from, RootId toRoot, const std::string& to) override {
    return unlessFaulty(*plan_, HostCall::Rename, [&] { return host_->rename(fromRoot, from, toRoot, to); });
  }
  HostResult<std::size_t> readInput(std::span<std::byte> into, Cancellation& cancellation) override {
    return unlessFaulty(*plan_, HostCall::ReadInput,
                        [&] { return host_->readInput(plan_->shorten(into), cancellation); });
  }
  HostResult<std::size_t> writeStream(StandardStream stream, std::span<const std::byte> from,
                                      Cancellation& cancellation) override {
    return unlessFaulty(*plan_, HostCall::WriteStream,
                        [&] { return host_->writeStream(stream, plan_->shorten(from), cancellation); });
  }
  bool isTerminal(StandardStream stream) const override { return host_->isTerminal(stream); }
  std::chrono::nanoseconds wallNow() const override { return host_->wallNow(); }
  std::chrono::nanoseconds monotonicNow() const override { return host_->monotonicNow(); }
  HostResult<void> waitUntil(std::chrono::nanoseconds moment, Cancellation& cancellation) override {
    return unlessFaulty(*plan_, HostCall::Wait, [&] { return host_->waitUntil(moment, cancellation); });
  }
  HostResult<std::unique_ptr<HostLookup>> resolve(const std::string& name) override {
    return unlessFaulty(*plan_, HostCall::Resolve, [&] { return host_->resolve(name); });
  }
  HostResult<std::unique_ptr<HostConnection>> connect(const NetworkEndpoint& to, const SocketLimits& limits) override {
    auto connection = unlessFaulty(*plan_, HostCall::Connect, [&] { return host_->connect(to, limits); });
    if (connection) connection = std::make_unique<FaultyConnection>(std::move(*connection), plan_);
    return connection;
  }
  HostResult<std::unique_ptr<HostListener>> listen(const NetworkEndpoint& at, const SocketLimits& limits) override {
    auto listener = unlessFaulty(*plan_, HostCall::Listen, [&] { return host_->listen(at, limits); });
    if (listener) listener = std::make_unique<FaultyListener>(std::move(*listener), plan_);
    return listener;
  }
  HostResult<void> watchInput(WatchKey key) override { return host_->watchInput(key); }
  HostResult<std::vector<WatchKey>> awaitReady(std::optional<std::chrono::nanoseconds> until,
                                               Cancellation& cancellation, WaitEnd end) override {
    return unlessFaulty(*plan_, HostCall::AwaitReady, [&] { return host_->awaitReady(until, cancellation, end); });
  }
  [[nodiscard]] int readinessDescriptor() const override { return host_->readinessDescriptor(); }
  HostResult<void> fillRandom(std::span<std::byte> into) override {
    return unlessFaulty(*plan_, HostCall::Random, [&] { return host_->fillRandom(into); });
  }
  std::vector<std::pair<std::string, std::string>> environment() const override { return host_->environment(); }

 private:
  std::unique_ptr<Host> host_;
  std::shared_ptr<FaultPlan> plan_;
};

}  // namespace

void FaultPlan::clear() {
  faults_.clear();
  longestTransfer_ = 0;
}

std::optional<HostError> FaultPlan::next(HostCall call) {
  ++calls_;
  std::optional<HostError> failure;
  for (Counted& counted : faults_) {
    if (counted.fault.call && *counted.fault.call != call) continue;
    ++counted.seen;
    const bool due = counted.seen >= counted.fault.at && counted.seen - counted.fault.at < counted.fault.times;
    if (due && !failure) failure = counted.fault.error;
  }
  return failure;
}

std::unique_ptr<Host> makeFaulty(std::unique_ptr<Host> host, std::shared_ptr<FaultPlan> plan) {
  return std::make_unique<FaultyHost>(std::move(host), std::move(plan));
}

Result<std::unique_ptr<System>> createFaultyMemorySystem(std::shared_ptr<MemoryMachine> machine,
                                                         std::shared_ptr<FaultPlan> plan,
                                                         const Capabilities& capabilities, SystemOptions options) {
  return createSystem(makeFaulty(std::make_unique<MemoryHost>(std::move(machine)), std::move(plan)), capabilities,
                      std::move(options));
}

}  // namespace tatu::os

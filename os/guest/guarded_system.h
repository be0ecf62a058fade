// GuardedSystem: the door before a guest's system. Through it calls come one at a time, so that other threads can take
// grants back while the guest runs; and here an observer is told of them.
//
// It decides nothing: each call takes its turn, is done by `GrantedSystem`, and is reported.
#pragma once

#include <memory>

#include "os/guest/granted_system.h"
#include "os/guest/host.h"
#include "os/guest/system.h"

namespace tatu::os {

/// A guest's system on a host, with what `capabilities` grants.
[[nodiscard]] Result<std::unique_ptr<System>> createSystem(std::unique_ptr<Host> host, const Capabilities& capabilities,
                                                           SystemOptions options);

class GuardedSystem final : public System {
 public:
  GuardedSystem(std::unique_ptr<GrantedSystem> granted, SystemObserver* observer)
      : granted_(std::move(granted)), observer_(observer) {}

  [[nodiscard]] Handle standardInput() const noexcept override { return granted_->standardInput(); }
  [[nodiscard]] Handle standardOutput() const noexcept override { return granted_->standardOutput(); }
  [[nodiscard]] Handle standardError() const noexcept override { return granted_->standardError(); }

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

  [[nodiscard]] Result<Handle> openFile(std::string_view path, OpenFlags flags) override;
  [[nodiscard]] Result<TemporaryFile> createTemporaryFile(std::string_view directory) override;
  [[nodiscard]] Result<Metadata> metadata(std::string_view path) override;
  [[nodiscard]] Result<Handle> openDirectory(std::string_view path) override;
  [[nodiscard]] Result<void> createDirectory(std::string_view path) override;
  [[nodiscard]] Result<void> removeFile(std::string_view path) override;
  [[nodiscard]] Result<void> removeDirectory(std::string_view path) override;
  [[nodiscard]] Result<void> rename(std::string_view from, std::string_view to) override;

  [[nodiscard]] Result<Handle> resolve(std::string_view name) override;
  [[nodiscard]] Result<std::vector<std::string>> finishResolve(Handle handle) override;
  [[nodiscard]] Result<Handle> connect(std::string_view address, std::uint16_t port) override;
  [[nodiscard]] Result<void> finishConnect(Handle handle) override;
  [[nodiscard]] Result<Handle> listen(std::string_view address, std::uint16_t port) override;
  [[nodiscard]] Result<Handle> accept(Handle handle) override;
  [[nodiscard]] Result<SocketAddress> localAddress(Handle handle) override;
  [[nodiscard]] Result<SocketAddress> peerAddress(Handle handle) override;
  [[nodiscard]] Result<void> shutdownWrite(Handle handle) override;

  [[nodiscard]] Result<void> watch(Handle handle, Readiness readiness) override;
  [[nodiscard]] Result<std::vector<ReadyHandle>> awaitReady(std::optional<std::chrono::nanoseconds> until,
                                                            WaitEnd end) override;
  using System::awaitReady;

  [[nodiscard]] Result<std::chrono::nanoseconds> wallClock() override;
  [[nodiscard]] Result<std::chrono::nanoseconds> monotonicClock() override;
  [[nodiscard]] Result<void> sleep(std::chrono::nanoseconds duration) override;
  [[nodiscard]] Result<void> randomBytes(std::span<std::byte> into) override;
  [[nodiscard]] std::span<const std::string> arguments() const noexcept override;
  [[nodiscard]] Result<std::optional<std::string>> environment(std::string_view name) override;
  [[nodiscard]] std::vector<std::string> environmentNames() const override;

  [[nodiscard]] Cancellation& cancellation() noexcept override { return granted_->cancellation(); }
  [[nodiscard]] std::chrono::nanoseconds deadlineClock() const noexcept override { return granted_->deadlineClock(); }
  [[nodiscard]] int readinessDescriptor() const noexcept override { return granted_->readinessDescriptor(); }
  [[nodiscard]] SystemUsage usage() const noexcept override { return granted_->usage(); }
  [[nodiscard]] const SystemLimits& limits() const noexcept override { return granted_->limits(); }
  void setLimits(const SystemLimits& limits) override { granted_->setLimits(limits); }
  [[nodiscard]] Result<void> revoke(const Grant& grant) override;
  [[nodiscard]] Result<void> restrictTo(const Capabilities& capabilities) override;

 private:
  template <typename Call>
  auto inTurn(Call call) const;
  /// A call that is about what the guest names.
  template <typename Call>
  auto named(Operation operation, std::string_view object, Call call);
  /// A call that is about something open.
  template <typename Call>
  auto onHandle(Operation operation, Handle handle, Call call);

  std::unique_ptr<GrantedSystem> granted_;
  SystemObserver* observer_;
};

}  // namespace tatu::os

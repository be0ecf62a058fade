#include "os/guest/guarded_system.h"

#include <algorithm>
#include <array>
#include <utility>

#include "os/guest/system_observer.h"

namespace tatu::os {
namespace {

using Kind = GrantedSystem::Description::Kind;

/// The beginning of a name, kept while the call may make the name itself go.
class KeptName {
 public:
  void keep(std::string_view name) { size_ = name.copy(bytes_.data(), bytes_.size()); }
  [[nodiscard]] std::string_view text() const { return {bytes_.data(), size_}; }

 private:
  std::array<char, 1024> bytes_;
  std::size_t size_ = 0;
};

Operation reading(Kind kind) {
  if (kind == Kind::Connection) return Operation::Receive;
  return kind == Kind::File ? Operation::ReadFile : Operation::ReadInput;
}

Operation writing(Kind kind) {
  if (kind == Kind::Connection) return Operation::Send;
  if (kind == Kind::File) return Operation::WriteFile;
  return kind == Kind::Error ? Operation::WriteError : Operation::WriteOutput;
}

/// `call` is one of several that the operation stands for.
Operation settled(Operation operation, Kind kind) {
  if (operation == Operation::ReadFile) return reading(kind);
  if (operation == Operation::WriteFile) return writing(kind);
  return operation;
}

template <typename Answer>
void report(SystemObserver& observer, Operation operation, std::string_view object, const Answer& answer) {
  if (answer) {
    if (observer.wantsAll()) observer.saw({operation, object, nullptr});
    return;
  }
  const OsError& error = answer.error();
  const bool isWanted = error.kind == ErrorKind::Denied ? observer.wantsDenials()
                                                        : observer.wantsAll() && error.kind != ErrorKind::WouldBlock;
  if (isWanted) observer.saw({error.operation, error.subject, &error});
}

}  // namespace

template <typename Call>
auto GuardedSystem::inTurn(Call call) const {
  const std::lock_guard turn(granted_->turn());
  return call(*granted_);
}

template <typename Call>
auto GuardedSystem::named(Operation operation, std::string_view object, Call call) {
  auto answer = inTurn(call);
  if (observer_ != nullptr) report(*observer_, operation, object, answer);
  return answer;
}

template <typename Call>
auto GuardedSystem::onHandle(Operation operation, Handle handle, Call call) {
  if (observer_ == nullptr) return inTurn(call);
  KeptName name;
  Kind kind = Kind::Nothing;
  auto answer = inTurn([&](GrantedSystem& system) {
    if (observer_->wantsAll()) {
      const auto description = system.describeHandle(handle);
      kind = description.kind;
      name.keep(description.name);
    }
    return call(system);
  });
  report(*observer_, settled(operation, kind), name.text(), answer);
  return answer;
}

// ---- Handles

Result<std::size_t> GuardedSystem::read(Handle handle, std::span<std::byte> into) {
  return onHandle(Operation::ReadFile, handle, [&](GrantedSystem& system) { return system.read(handle, into); });
}

Result<std::size_t> GuardedSystem::write(Handle handle, std::span<const std::byte> from) {
  return onHandle(Operation::WriteFile, handle, [&](GrantedSystem& system) { return system.write(handle, from); });
}

Result<void> GuardedSystem::flush(Handle handle) {
  return inTurn([&](GrantedSystem& system) { return system.flush(handle); });
}

Result<std::uint64_t> GuardedSystem::seek(Handle handle, std::int64_t offset, SeekOrigin origin) {
  return inTurn([&](GrantedSystem& system) { return system.seek(handle, offset, origin); });
}

Result<std::uint64_t> GuardedSystem::size(Handle handle) {
  return onHandle(Operation::SizeOfFile, handle, [&](GrantedSystem& system) { return system.size(handle); });
}

Result<void> GuardedSystem::resize(Handle handle, std::uint64_t size) {
  return onHandle(Operation::ResizeFile, handle, [&](GrantedSystem& system) { return system.resize(handle, size); });
}

Result<void> GuardedSystem::sync(Handle handle) {
  return onHandle(Operation::SyncFile, handle, [&](GrantedSystem& system) { return system.sync(handle); });
}

Result<Metadata> GuardedSystem::metadataOf(Handle handle) {
  return onHandle(Operation::MetadataOfFile, handle, [&](GrantedSystem& system) { return system.metadataOf(handle); });
}

Result<std::vector<DirectoryEntry>> GuardedSystem::nextEntries(Handle handle, std::size_t most) {
  return onHandle(Operation::NextEntries, handle,
                  [&](GrantedSystem& system) { return system.nextEntries(handle, most); });
}

Result<void> GuardedSystem::close(Handle handle) {
  return onHandle(Operation::CloseHandle, handle, [&](GrantedSystem& system) { return system.close(handle); });
}

// ---- Paths

Result<Handle> GuardedSystem::openFile(std::string_view path, OpenFlags flags) {
  return named(Operation::OpenFile, path, [&](GrantedSystem& system) { return system.openFile(path, flags); });
}

Result<TemporaryFile> GuardedSystem::createTemporaryFile(std::string_view directory) {
  return named(Operation::CreateTemporaryFile, directory,
               [&](GrantedSystem& system) { return system.createTemporaryFile(directory); });
}

Result<Metadata> GuardedSystem::metadata(std::string_view path) {
  return named(Operation::Metadata, path, [&](GrantedSystem& system) { return system.metadata(path); });
}

Result<Handle> GuardedSystem::openDirectory(std::string_view path) {
  return named(Operation::OpenDirectory, path, [&](GrantedSystem& system) { return system.openDirectory(path); });
}

Result<void> GuardedSystem::createDirectory(std::string_view path) {
  return named(Operation::CreateDirectory, path, [&](GrantedSystem& system) { return system.createDirectory(path); });
}

Result<void> GuardedSystem::removeFile(std::string_view path) {
  return named(Operation::RemoveFile, path, [&](GrantedSystem& system) { return system.removeFile(path); });
}

Result<void> GuardedSystem::removeDirectory(std::string_view path) {
  return named(Operation::RemoveDirectory, path, [&](GrantedSystem& system) { return system.removeDirectory(path); });
}

// Two events where it was done: one for each name.
Result<void> GuardedSystem::rename(std::string_view from, std::string_view to) {
  auto renamed = named(Operation::RenameFrom, from, [&](GrantedSystem& system) { return system.rename(from, to); });
  if (renamed && observer_ != nullptr) report(*observer_, Operation::RenameTo, to, renamed);
  return renamed;
}

// ---- Network

Result<Handle> GuardedSystem::resolve(std::string_view name) {
  return named(Operation::Resolve, name, [&](GrantedSystem& system) { return system.resolve(name); });
}

Result<std::vector<std::string>> GuardedSystem::finishResolve(Handle handle) {
  return onHandle(Operation::Resolve, handle, [&](GrantedSystem& system) { return system.finishResolve(handle); });
}

Result<Handle> GuardedSystem::connect(std::string_view address, std::uint16_t port) {
  const std::string place = observer_ == nullptr ? "" : hostAndPort(address, std::to_string(port));
  return named(Operation::Connect, place, [&](GrantedSystem& system) { return system.connect(address, port); });
}

Result<void> GuardedSystem::finishConnect(Handle handle) {
  return onHandle(Operation::Connect, handle, [&](GrantedSystem& system) { return system.finishConnect(handle); });
}

Result<Handle> GuardedSystem::listen(std::string_view address, std::uint16_t port) {
  const std::string place = observer_ == nullptr ? "" : hostAndPort(address, std::to_string(port));
  return named(Operation::Listen, place, [&](GrantedSystem& system) { return system.listen(address, port); });
}

Result<Handle> GuardedSystem::accept(Handle handle) {
  return onHandle(Operation::Accept, handle, [&](GrantedSystem& system) { return system.accept(handle); });
}

Result<SocketAddress> GuardedSystem::localAddress(Handle handle) {
  return inTurn([&](GrantedSystem& system) { return system.localAddress(handle); });
}

Result<SocketAddress> GuardedSystem::peerAddress(Handle handle) {
  return inTurn([&](GrantedSystem& system) { return system.peerAddress(handle); });
}

Result<void> GuardedSystem::shutdownWrite(Handle handle) {
  return onHandle(Operation::EndSending, handle, [&](GrantedSystem& system) { return system.shutdownWrite(handle); });
}

Result<void> GuardedSystem::watch(Handle handle, Readiness readiness) {
  return inTurn([&](GrantedSystem& system) { return system.watch(handle, readiness); });
}

Result<std::vector<ReadyHandle>> GuardedSystem::awaitReady(std::optional<std::chrono::nanoseconds> until, WaitEnd end) {
  return inTurn([&](GrantedSystem& system) { return system.awaitReady(until, end); });
}

// ---- The rest

Result<std::chrono::nanoseconds> GuardedSystem::wallClock() {
  return named(Operation::WallClock, "the clock", [](GrantedSystem& system) { return system.wallClock(); });
}

Result<std::chrono::nanoseconds> GuardedSystem::monotonicClock() {
  return named(Operation::MonotonicClock, "the clock", [](GrantedSystem& system) { return system.monotonicClock(); });
}

Result<void> GuardedSystem::sleep(std::chrono::nanoseconds duration) {
  return named(Operation::Sleep, "the clock", [&](GrantedSystem& system) { return system.sleep(duration); });
}

Result<void> GuardedSystem::randomBytes(std::span<std::byte> into) {
  return named(Operation::RandomBytes, "random bytes", [&](GrantedSystem& system) { return system.randomBytes(into); });
}

std::span<const std::string> GuardedSystem::arguments() const noexcept {
  return inTurn([](GrantedSystem& system) { return system.arguments(); });
}

Result<std::optional<std::string>> GuardedSystem::environment(std::string_view name) {
  return named(Operation::ReadEnvironment, name, [&](GrantedSystem& system) { return system.environment(name); });
}

std::vector<std::string> GuardedSystem::environmentNames() const {
  return inTurn([](GrantedSystem& system) { return system.environmentNames(); });
}

// Who waits looks again at what it waits for.
Result<void> GuardedSystem::revoke(const Grant& grant) {
  auto revoked = inTurn([&](GrantedSystem& system) { return system.revoke(grant); });
  if (revoked) cancellation().interrupt();
  return revoked;
}

Result<void> GuardedSystem::restrictTo(const Capabilities& capabilities) {
  auto restricted = inTurn([&](GrantedSystem& system) { return system.restrictTo(capabilities); });
  if (restricted) cancellation().interrupt();
  return restricted;
}

Result<std::unique_ptr<System>> createSystem(std::unique_ptr<Host> host, const Capabilities& capabilities,
                                             SystemOptions options) {
  SystemObserver* const observer = options.observer;
  auto granted = GrantedSystem::create(std::move(host), capabilities, std::move(options));
  if (!granted) return tl::unexpected(std::move(granted.error()));
  return std::make_unique<GuardedSystem>(std::move(*granted), observer);
}

}  // namespace tatu::os

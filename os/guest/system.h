// System: the guests' face of the OS layer. One instance per guest; all that a guest can reach is here.
//
// Invariants that every implementation keeps
// - A call that was not granted does nothing and returns `Denied`. A failed call changes nothing.
// - What is granted only ever shrinks. Once `revoke` or `restrictTo` has returned, no call that uses files, directories
//   or the network by a grant that is gone is under way or begins, also not through handles that were opened before.
//   Calls that wait (on streams, for time, for the network) come back; what was printed before still comes out.
// - Handles are numbers (handle.h); none of them, and no error, carries anything of the host's own.
// - Paths are UTF-8 text with `/` between parts, absolute or relative to the working directory that the host
//   named; `.`, `..` and doubled slashes are resolved in the text, before the disk is touched.
// - Calls on the network never wait: what cannot be done at once ends with `WouldBlock` and has no effect. Waiting is
//   `awaitReady`, for all of them together.
// - Calls that may block (`rowOf(operation).mayBlock`) come back when `cancellation()` says so, with `Interrupted`
//   or `TimedOut`. Only waiting ends so: output that can be passed on at once still is, after a stop too.
// - Destroying the system closes everything, removes temporary files that are left, and flushes output if it can.
//
// Threads: one thread at a time may use a system, any thread may destroy it afterwards, and `cancellation()`, `revoke`
// and `restrictTo` may be used from anywhere. Different systems never share state that a guest could notice.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "os/cancellation.h"
#include "os/error.h"
#include "os/guest/capabilities.h"
#include "os/guest/handle.h"
#include "os/guest/limits.h"
#include "os/guest/metadata.h"
#include "os/guest/ready_handle.h"
#include "os/rights.h"

namespace tatu::os {

/// For `awaitReady`: a moment that has always passed.
inline constexpr std::chrono::nanoseconds kWithoutWaiting = std::chrono::nanoseconds::min();

enum class SeekOrigin : std::uint8_t { Start, Current, End };

struct TemporaryFile {
  Handle handle;
  std::string path;  ///< beneath the directory that the guest named
};

/// One end of a connection, or where a listener is.
struct SocketAddress {
  std::string address;  ///< "127.0.0.1", "::1"
  std::uint16_t port = 0;

  friend bool operator==(const SocketAddress&, const SocketAddress&) = default;
};

/// What a guest has used so far.
struct SystemUsage {
  std::uint64_t outputBytes = 0;
  std::uint64_t fileBytes = 0;
  std::uint64_t fileEntries = 0;
  std::size_t openHandles = 0;
  std::chrono::nanoseconds outputWait{0};  ///< until the output rate allows a write; `nanoseconds::max()`: never
  bool outputClosed = false;               ///< a write met a closed pipe: whoever runs the guest ends quietly
};

class System {
 public:
  System() = default;
  virtual ~System() = default;
  System(const System&) = delete;
  System& operator=(const System&) = delete;

  // ---- Standard streams. The numbers are fixed for the system's life; closing one is final.

  [[nodiscard]] virtual Handle standardInput() const noexcept = 0;
  [[nodiscard]] virtual Handle standardOutput() const noexcept = 0;
  [[nodiscard]] virtual Handle standardError() const noexcept = 0;

  // ---- Open handles.

  /// Reads up to `into.size()` bytes, at least one unless the end is reached (0) or `into` is empty.
  /// Reading standard input first flushes standard output. A connection gives what has come, or `WouldBlock`.
  [[nodiscard]] virtual Result<std::size_t> read(Handle handle, std::span<std::byte> into) = 0;

  /// Takes at least one byte of `from` (unless empty) and says how many. What was taken is never taken twice.
  /// Standard output is buffered: a later write or flush may report that earlier bytes could not be passed on. So is a
  /// connection: it takes what there is room for, or says `WouldBlock`.
  [[nodiscard]] virtual Result<std::size_t> write(Handle handle, std::span<const std::byte> from) = 0;

  /// Hands buffered bytes to the host. Only standard output has any.
  [[nodiscard]] virtual Result<void> flush(Handle handle) = 0;

  /// The new position, from the start of the file. May lie behind the end; not before the start.
  [[nodiscard]] virtual Result<std::uint64_t> seek(Handle handle, std::int64_t offset, SeekOrigin origin) = 0;
  [[nodiscard]] virtual Result<std::uint64_t> size(Handle handle) = 0;
  /// Cuts the file or extends it with zeros. The position stays.
  [[nodiscard]] virtual Result<void> resize(Handle handle, std::uint64_t size) = 0;
  /// Waits until the file's content is on the disk.
  [[nodiscard]] virtual Result<void> sync(Handle handle) = 0;
  [[nodiscard]] virtual Result<Metadata> metadataOf(Handle handle) = 0;

  /// The next entries of an open directory, in the order of their names' bytes; empty at the end.
  /// At most `most`, and at most `SystemLimits::entriesPerCall`.
  [[nodiscard]] virtual Result<std::vector<DirectoryEntry>> nextEntries(Handle handle, std::size_t most) = 0;

  /// Afterwards the number is unknown, also if an error is returned. Who waits for the handle is woken. A connection
  /// that is closed with bytes that were not read breaks off; without, what was written still goes out.
  [[nodiscard]] virtual Result<void> close(Handle handle) = 0;

  // ---- Paths.

  /// Only ordinary files can be opened: no devices, pipes or kernel interfaces.
  [[nodiscard]] virtual Result<Handle> openFile(std::string_view path, OpenFlags flags) = 0;
  /// A new file with an unguessable name in `directory`, open for reading and writing, removed when the system ends
  /// unless it was renamed or removed before. Needs only the right to write.
  [[nodiscard]] virtual Result<TemporaryFile> createTemporaryFile(std::string_view directory) = 0;
  [[nodiscard]] virtual Result<Metadata> metadata(std::string_view path) = 0;
  /// A snapshot of the directory's entries, to be taken out with `nextEntries`.
  [[nodiscard]] virtual Result<Handle> openDirectory(std::string_view path) = 0;
  [[nodiscard]] virtual Result<void> createDirectory(std::string_view path) = 0;
  [[nodiscard]] virtual Result<void> removeFile(std::string_view path) = 0;
  /// Only if it is empty.
  [[nodiscard]] virtual Result<void> removeDirectory(std::string_view path) = 0;
  /// Replaces an existing file at `to`; a directory only by a directory and only if empty.
  [[nodiscard]] virtual Result<void> rename(std::string_view from, std::string_view to) = 0;

  // ---- Network. Addresses are texts: IPv4 in four decimal numbers, IPv6 without brackets. One may connect to and
  // listen on what is granted: an address by itself, or a public one that a granted name turned out to have.

  /// Begins to look up the addresses of a name. The handle is ready for reading when there is an answer; closing it
  /// calls the lookup off. An address is its own answer, and "localhost" is loopback without asking anyone.
  [[nodiscard]] virtual Result<Handle> resolve(std::string_view name) = 0;
  /// The addresses in the order in which to try them, at least one, none twice. May be asked again until the handle
  /// is closed.
  [[nodiscard]] virtual Result<std::vector<std::string>> finishResolve(Handle handle) = 0;

  /// Begins a connection. The handle is ready for writing when it is made or has failed.
  [[nodiscard]] virtual Result<Handle> connect(std::string_view address, std::uint16_t port) = 0;
  /// Whether the connection is made. What made it fail is said by this and every later call; then it can be closed
  /// only. `read` and `write` ask by themselves.
  [[nodiscard]] virtual Result<void> finishConnect(Handle handle) = 0;

  /// Begins to take connections in. Port 0 is a free one, which needs all ports to be granted.
  [[nodiscard]] virtual Result<Handle> listen(std::string_view address, std::uint16_t port) = 0;
  /// The next connection that was made to a listener, which is ready for reading when there is one.
  [[nodiscard]] virtual Result<Handle> accept(Handle handle) = 0;

  /// Of a listener, or of a connection that is made.
  [[nodiscard]] virtual Result<SocketAddress> localAddress(Handle handle) = 0;
  [[nodiscard]] virtual Result<SocketAddress> peerAddress(Handle handle) = 0;
  /// The other side reads to the end of what was written, and then the end. Reading goes on.
  [[nodiscard]] virtual Result<void> shutdownWrite(Handle handle) = 0;

  // ---- Waiting.

  /// From now on the handle is among those that `awaitReady` waits for, until it is ready once. For connections,
  /// listeners, lookups and, for reading, standard input. A watch that is there already stays as it is.
  [[nodiscard]] virtual Result<void> watch(Handle handle, Readiness readiness) = 0;
  /// Waits until something that is watched is ready or `until` has come, a moment of `deadlineClock()`, which needs a
  /// clock; `kWithoutWaiting` needs none. Flushes standard output before it waits. Gives all that is ready, in the
  /// order of their `watch`, and forgets them as watched; what was closed or taken back meanwhile counts as ready. An
  /// error forgets nothing. Empty if `until` came first, or `cancellation()` was woken and the wait is to end for that;
  /// without a moment, in memory, also if nothing that is watched can ever become ready.
  [[nodiscard]] virtual Result<std::vector<ReadyHandle>> awaitReady(std::optional<std::chrono::nanoseconds> until,
                                                                    WaitEnd end) = 0;
  [[nodiscard]] Result<std::vector<ReadyHandle>> awaitReady(std::optional<std::chrono::nanoseconds> until) {
    return awaitReady(until, WaitEnd::Stop);
  }

  // ---- Clocks, randomness, arguments, environment.

  /// Since 1970-01-01 UTC, in the steps that were granted.
  [[nodiscard]] virtual Result<std::chrono::nanoseconds> wallClock() = 0;
  /// Since the system was made, in the steps that were granted; never goes back.
  [[nodiscard]] virtual Result<std::chrono::nanoseconds> monotonicClock() = 0;
  /// Negative or zero returns at once.
  [[nodiscard]] virtual Result<void> sleep(std::chrono::nanoseconds duration) = 0;
  [[nodiscard]] virtual Result<void> randomBytes(std::span<std::byte> into) = 0;
  /// Valid UTF-8; empty if not granted.
  [[nodiscard]] virtual std::span<const std::string> arguments() const noexcept = 0;
  /// Nothing if the variable is granted but not set.
  [[nodiscard]] virtual Result<std::optional<std::string>> environment(std::string_view name) = 0;
  /// The variables that are granted and set, sorted.
  [[nodiscard]] virtual std::vector<std::string> environmentNames() const = 0;

  // ---- For whoever runs the guest; not reachable by it.

  [[nodiscard]] virtual Cancellation& cancellation() noexcept = 0;
  /// The clock by which deadlines of `cancellation()` are meant: the host's, or the virtual one.
  [[nodiscard]] virtual std::chrono::nanoseconds deadlineClock() const noexcept = 0;
  /// For who waits for many guests: a descriptor of the real host that is readable while something that is watched is
  /// ready; -1: there is none. `awaitReady` does not wait then.
  [[nodiscard]] virtual int readinessDescriptor() const noexcept = 0;
  [[nodiscard]] virtual SystemUsage usage() const noexcept = 0;
  [[nodiscard]] virtual const SystemLimits& limits() const noexcept = 0;
  /// Takes effect with the next call. Lower than what is used already: nothing more is given.
  virtual void setLimits(const SystemLimits& limits) = 0;
  /// Takes a grant back, as it was given (paths may be spelled differently): NotFound if it does not stand. What was
  /// granted beside it stays: another directory inside, the coarse clock where the fine one goes. `All` takes
  /// everything.
  [[nodiscard]] virtual Result<void> revoke(const Grant& grant) = 0;
  /// Only this is granted from now on. What is more than was granted is an InvalidArgument, and nothing changes. A
  /// grant that stays as it was keeps its handles; handles that were opened by one that is now narrower are refused.
  [[nodiscard]] virtual Result<void> restrictTo(const Capabilities& capabilities) = 0;
};

}  // namespace tatu::os

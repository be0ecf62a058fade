// System: the guests' face of the OS layer. One instance per guest; all that a guest can reach is here.
//
// Invariants that every implementation keeps
// - A call that was not granted does nothing and returns `Denied`. A failed call changes nothing.
// - Handles are numbers (handle.h); none of them, and no error, carries anything of the host's own.
// - Paths are UTF-8 text with `/` between parts, absolute or relative to the working directory that the host
//   named; `.`, `..` and doubled slashes are resolved in the text, before the disk is touched.
// - Calls that may block (`rowOf(operation).mayBlock`) come back when `cancellation()` says so, with `Interrupted`
//   or `TimedOut`. Only waiting ends so: output that can be passed on at once still is, after a stop too.
// - Destroying the system closes everything, removes temporary files that are left, and flushes output if it can.
//
// Threads: one thread at a time may use a system, any thread may destroy it afterwards, and
// `cancellation()` may be used from anywhere. Different systems never share state that a guest could notice.
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
#include "os/guest/handle.h"
#include "os/guest/limits.h"
#include "os/guest/metadata.h"
#include "os/rights.h"

namespace tatu::os {

enum class SeekOrigin : std::uint8_t { Start, Current, End };

struct TemporaryFile {
  Handle handle;
  std::string path;  ///< beneath the directory that the guest named
};

/// What a guest has used so far.
struct SystemUsage {
  std::uint64_t outputBytes = 0;
  std::uint64_t fileBytes = 0;
  std::uint64_t fileEntries = 0;
  std::size_t openHandles = 0;
  bool outputClosed = false;  ///< a write met a closed pipe: whoever runs the guest ends quietly
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
  /// Reading standard input first flushes standard output.
  [[nodiscard]] virtual Result<std::size_t> read(Handle handle, std::span<std::byte> into) = 0;

  /// Takes at least one byte of `from` (unless empty) and says how many. What was taken is never taken twice.
  /// Standard output is buffered: a later write or flush may report that earlier bytes could not be passed on.
  [[nodiscard]] virtual Result<std::size_t> write(Handle handle, std::span<const std::byte> from) = 0;

  /// Hands buffered bytes to the host. A file has none.
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

  /// Afterwards the number is unknown, also if an error is returned.
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
  [[nodiscard]] virtual SystemUsage usage() const noexcept = 0;
  [[nodiscard]] virtual const SystemLimits& limits() const noexcept = 0;
  /// Takes effect with the next call. Lower than what is used already: nothing more is given.
  virtual void setLimits(const SystemLimits& limits) = 0;
  /// Takes a granted directory back, by the path text it was granted with: later calls are refused, also on
  /// handles that were opened beneath it.
  [[nodiscard]] virtual Result<void> revokeDirectory(std::string_view grantedPath) = 0;
};

}  // namespace tatu::os

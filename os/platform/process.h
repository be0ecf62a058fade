// The process: its start, its end, and what it can find out about itself.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "os/error.h"

namespace tatu::os {

/// To be called first in `main`: writing to a closed pipe, or beyond the limit on the size of files, becomes an
/// error instead of a signal, and standard descriptors that the caller had closed are opened, so that no file takes
/// their numbers: input is empty, and writing is an error, since nobody gets what is written. The process may open as
/// many files and connections as its host allows at all: the lower limit is there for programs that use `select`.
void prepareProcess() noexcept;

/// A variable of the command's own environment (NO_COLOR, TERM, ...). Not for guests.
[[nodiscard]] std::optional<std::string> hostEnvironment(const char* name);

/// Absolute path of the working directory.
[[nodiscard]] Result<std::string> workingDirectory();

/// The most physical memory that the process ever used, for `--stats`; 0 if unknown.
[[nodiscard]] std::uint64_t peakResidentBytes() noexcept;

[[nodiscard]] unsigned hardwareThreads() noexcept;

/// The numbers under which the host knows this process and the calling thread.
[[nodiscard]] std::uint32_t processNumber() noexcept;
[[nodiscard]] std::uint32_t threadNumber() noexcept;

/// Ends the process now: no destructors, no atexit. Everything must have been flushed.
[[noreturn]] void endProcess(int exitCode) noexcept;

/// Shown by debuggers and `top`; cut to what the host allows.
void nameCurrentThread(std::string_view name) noexcept;

/// The native stack of the calling thread: `low` is the last address it may grow to.
struct StackBounds {
  std::uintptr_t low = 0;
  std::uintptr_t high = 0;
};
/// Empty bounds if the host does not tell.
[[nodiscard]] StackBounds currentThreadStack() noexcept;

}  // namespace tatu::os

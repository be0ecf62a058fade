// OsError: why the OS layer did not do what it was asked.
//
// Invariants
// - `message` is a whole sentence that names the operation and its subject; it can be shown as it is.
// - On the guests' face, no text names a host path that the guest did not name itself, and text that
//   came from a guest is quoted so that it cannot drive a terminal.
// - A denied guest call has kind `Denied`, and `flag` is the exact flag of `tatu run` that would allow it
//   (empty where no flag can). All forbidden paths give the same error, whether they exist or not.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include <tl/expected.hpp>

#include "os/operation.h"

namespace tatu::os {

enum class ErrorKind : std::uint8_t {
  NotFound,
  AlreadyExists,
  Denied,  ///< no capability for it, or the handle lacks the right
  NotADirectory,
  IsADirectory,
  NotEmpty,
  InvalidPath,      ///< the text is no path: empty, control characters, too long, not UTF-8, ...
  InvalidArgument,  ///< flags or numbers that contradict themselves
  NoSuchHandle,     ///< never existed, closed, or another guest's: indistinguishable
  TooManyHandles,
  NoSpace,      ///< the disk, the file system's quota or the guest's own quota is used up
  Interrupted,  ///< the guest was told to stop while it waited
  TimedOut,     ///< the guest's deadline came while it waited
  ClosedPipe,   ///< nobody reads the output any more: end quietly
  WouldBlock,   ///< it cannot be done at once; nothing was done
  ConnectionRefused,
  ConnectionReset,  ///< the connection is gone, perhaps with bytes that were on the way
  Unreachable,      ///< the network has no way there, or nothing answered in the network's own patience
  AddressInUse,
  InvalidData,  ///< what the host holds has no meaning for a guest (not UTF-8, ...)
  Unsupported,
  Io,       ///< the device or the file system failed
  Limit,    ///< a limit of the guest: output bytes, directory entries, ...
  TooFast,  ///< the guest writes faster than it may; nothing was written, and can be when time has passed
};

/// "not-found", "denied", ... : stable names for machines.
[[nodiscard]] std::string_view nameOf(ErrorKind kind);

/// The reason in words, without subject: "it does not exist".
[[nodiscard]] std::string_view reasonFor(ErrorKind kind);

struct [[nodiscard]] OsError {
  ErrorKind kind = ErrorKind::Io;
  Operation operation = Operation::OpenFile;
  std::string subject;  ///< what the operation was about, as the caller named it
  std::string message;  ///< one sentence, for people
  std::string hint;     ///< what to do about it, for people; may be empty
  std::string flag;     ///< for Denied: the flag that would allow it, "--allow-read=data"; two with a space between
};

template <typename T>
using Result = tl::expected<T, OsError>;

/// An error with the standard wording: `cannot <phrase> "<subject>": <reason>`.
[[nodiscard]] OsError makeError(ErrorKind kind, Operation operation, std::string_view subject);
/// The same, with a reason of the caller's own words.
[[nodiscard]] OsError makeError(ErrorKind kind, Operation operation, std::string_view subject, std::string_view reason);

/// `text` in double quotes, with every byte that could drive a terminal or hide text (control
/// characters, invalid UTF-8, bidirectional overrides) written as an escape; cut after about `limit` bytes.
[[nodiscard]] std::string quoteForDisplay(std::string_view text, std::size_t limit = 200);

}  // namespace tatu::os

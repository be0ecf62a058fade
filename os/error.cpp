#include "os/error.h"

#include <array>
#include <cstddef>

#include "os/text.h"

namespace tatu::os {
namespace {

struct KindRow {
  ErrorKind kind;
  std::string_view name;
  std::string_view reason;
};

constexpr std::array kKinds{
    KindRow{ErrorKind::NotFound, "not-found", "it does not exist"},
    KindRow{ErrorKind::AlreadyExists, "already-exists", "it exists already"},
    KindRow{ErrorKind::Denied, "denied", "access was not granted"},
    KindRow{ErrorKind::NotADirectory, "not-a-directory", "a part of the path is not a directory"},
    KindRow{ErrorKind::IsADirectory, "is-a-directory", "it is a directory"},
    KindRow{ErrorKind::NotEmpty, "not-empty", "the directory is not empty"},
    KindRow{ErrorKind::InvalidPath, "invalid-path", "this is not a valid path"},
    KindRow{ErrorKind::InvalidArgument, "invalid-argument", "the arguments make no sense together"},
    KindRow{ErrorKind::NoSuchHandle, "no-such-handle", "no such handle"},
    KindRow{ErrorKind::TooManyHandles, "too-many-handles", "too many handles are open"},
    KindRow{ErrorKind::NoSpace, "no-space", "there is no space left"},
    KindRow{ErrorKind::Interrupted, "interrupted", "it was interrupted"},
    KindRow{ErrorKind::TimedOut, "timed-out", "the deadline passed"},
    KindRow{ErrorKind::ClosedPipe, "closed-pipe", "nobody reads it any more"},
    KindRow{ErrorKind::WouldBlock, "would-block", "it cannot be done at once"},
    KindRow{ErrorKind::ConnectionRefused, "connection-refused", "nobody accepts connections there"},
    KindRow{ErrorKind::ConnectionReset, "connection-reset", "the other side broke the connection off"},
    KindRow{ErrorKind::Unreachable, "unreachable", "nothing answers there"},
    KindRow{ErrorKind::AddressInUse, "address-in-use", "the address is in use"},
    KindRow{ErrorKind::InvalidData, "invalid-data", "its content is not valid"},
    KindRow{ErrorKind::Unsupported, "unsupported", "the host does not support it"},
    KindRow{ErrorKind::Io, "io", "the device or file system failed"},
    KindRow{ErrorKind::Limit, "limit", "a limit was reached"},
    KindRow{ErrorKind::TooFast, "too-fast", "it goes faster than is allowed"},
};

constexpr bool rowsStandInOrder() {
  for (std::size_t i = 0; i < kKinds.size(); ++i) {
    if (static_cast<std::size_t>(kKinds[i].kind) != i) return false;
  }
  return kKinds.size() == static_cast<std::size_t>(ErrorKind::TooFast) + 1;
}
static_assert(rowsStandInOrder(), "one row per kind, in the order of the enumeration");

std::string escapeByte(unsigned char byte) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  return {'\\', 'x', kDigits[byte >> 4], kDigits[byte & 15]};
}

std::string escapeScalar(char32_t scalar) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string digits;
  for (char32_t rest = scalar; rest != 0 || digits.empty(); rest >>= 4) digits.insert(0, 1, kDigits[rest & 15]);
  return "\\u{" + digits + "}";
}

std::string displayOf(const DecodedScalar& step, std::string_view bytes) {
  if (!step.valid) return escapeByte(static_cast<unsigned char>(bytes.front()));
  switch (step.scalar) {
    case U'\n': return "\\n";
    case U'\t': return "\\t";
    case U'\r': return "\\r";
    case U'"': return "\\\"";
    case U'\\': return "\\\\";
    default: break;
  }
  if (isControl(step.scalar) || isHiddenFormat(step.scalar)) return escapeScalar(step.scalar);
  return std::string(bytes);
}

/// Subjects that are words of our own ("standard output") stand without quotes.
bool isNamedByUs(Operation operation) {
  switch (rowOf(operation).area) {
    case Area::Stream:
    case Area::Clock:
    case Area::Randomness: return true;
    default: break;
  }
  switch (operation) {
    case Operation::AwaitReady:
    case Operation::WriteHostStream:
    case Operation::ReadHostStream:
    case Operation::ReserveMemory:
    case Operation::ProtectMemory:
    case Operation::HandleInterrupts:
    case Operation::ConfineThread: return true;
    default: return false;
  }
}

}  // namespace

std::string_view nameOf(ErrorKind kind) { return kKinds[static_cast<std::size_t>(kind)].name; }

std::string_view reasonFor(ErrorKind kind) { return kKinds[static_cast<std::size_t>(kind)].reason; }

OsError makeError(ErrorKind kind, Operation operation, std::string_view subject) {
  return makeError(kind, operation, subject, reasonFor(kind));
}

OsError makeError(ErrorKind kind, Operation operation, std::string_view subject, std::string_view reason) {
  OsError error{kind, operation, std::string(subject), "cannot ", {}, {}};
  error.message += rowOf(operation).phrase;
  error.message += ' ';
  error.message += isNamedByUs(operation) ? std::string(subject) : quoteForDisplay(subject);
  error.message += ": ";
  error.message += reason;
  return error;
}

std::string quoteForDisplay(std::string_view text, std::size_t limit) {
  std::string shown = "\"";
  for (std::size_t position = 0; position < text.size();) {
    if (position >= limit) {
      shown += "...";
      break;
    }
    const DecodedScalar step = decodeScalar(text, position);
    shown += displayOf(step, text.substr(position, step.length));
    position += step.length;
  }
  return shown += '"';
}

}  // namespace tatu::os

#include "os/host_error.h"

#include <cerrno>

#include <array>

namespace tatu::os {
namespace {

struct ErrnoRow {
  int code;
  ErrorKind kind;
  std::string_view reason;  ///< empty: the kind's own words say it
};

/// EXDEV is how the kernel says that a path leads out from beneath a directory. ETIMEDOUT is the patience of a network,
/// not the guest's deadline.
constexpr std::array kErrnos{
    ErrnoRow{ENOENT, ErrorKind::NotFound, ""},
    ErrnoRow{EEXIST, ErrorKind::AlreadyExists, ""},
    ErrnoRow{EACCES, ErrorKind::Denied, "the host does not permit it"},
    ErrnoRow{EPERM, ErrorKind::Denied, "the host does not permit it"},
    ErrnoRow{EROFS, ErrorKind::Denied, "the file system is read-only"},
    ErrnoRow{EXDEV, ErrorKind::Denied, "it lies on another file system"},
    ErrnoRow{ELOOP, ErrorKind::Denied, "there are too many links in the path"},
    ErrnoRow{ETXTBSY, ErrorKind::Denied, "it is a program that is running"},
    ErrnoRow{EBUSY, ErrorKind::Denied, "it is in use"},
    ErrnoRow{ENOTDIR, ErrorKind::NotADirectory, ""},
    ErrnoRow{EISDIR, ErrorKind::IsADirectory, ""},
    ErrnoRow{ENOTEMPTY, ErrorKind::NotEmpty, ""},
    ErrnoRow{ENAMETOOLONG, ErrorKind::InvalidPath, "the path or a part of it is too long"},
    ErrnoRow{EILSEQ, ErrorKind::InvalidPath, "the file system cannot store this name"},
    ErrnoRow{EINVAL, ErrorKind::InvalidArgument, "the host refuses these arguments"},
    ErrnoRow{EMFILE, ErrorKind::TooManyHandles, "the process has too many files open"},
    ErrnoRow{ENFILE, ErrorKind::TooManyHandles, "the host has too many files open"},
    ErrnoRow{ENOSPC, ErrorKind::NoSpace, "the disk is full"},
    ErrnoRow{EDQUOT, ErrorKind::NoSpace, "a disk quota is used up"},
    ErrnoRow{EFBIG, ErrorKind::NoSpace, "the file would be too large"},
    ErrnoRow{ENOMEM, ErrorKind::NoSpace, "there is not enough memory"},
    ErrnoRow{EMLINK, ErrorKind::NoSpace, "the directory has too many entries"},
    ErrnoRow{EINTR, ErrorKind::Interrupted, ""},
    ErrnoRow{EPIPE, ErrorKind::ClosedPipe, ""},
    ErrnoRow{EAGAIN, ErrorKind::WouldBlock, ""},
    ErrnoRow{ECONNREFUSED, ErrorKind::ConnectionRefused, ""},
    ErrnoRow{ECONNRESET, ErrorKind::ConnectionReset, ""},
    ErrnoRow{ECONNABORTED, ErrorKind::ConnectionReset, ""},
    ErrnoRow{ENOTCONN, ErrorKind::ConnectionReset, ""},
    ErrnoRow{ETIMEDOUT, ErrorKind::Unreachable, "no answer came in time"},
    ErrnoRow{ENETUNREACH, ErrorKind::Unreachable, "no way leads there"},
    ErrnoRow{EHOSTUNREACH, ErrorKind::Unreachable, "no way leads there"},
    ErrnoRow{ENETDOWN, ErrorKind::Unreachable, "the host's network is down"},
    ErrnoRow{EADDRINUSE, ErrorKind::AddressInUse, ""},
    ErrnoRow{EADDRNOTAVAIL, ErrorKind::InvalidArgument, "the host has no such address of its own"},
    ErrnoRow{EAFNOSUPPORT, ErrorKind::Unsupported, "the host does not use addresses of this kind"},
    ErrnoRow{ENOBUFS, ErrorKind::NoSpace, "there is not enough memory"},
    ErrnoRow{ENOSYS, ErrorKind::Unsupported, ""},
    ErrnoRow{EOPNOTSUPP, ErrorKind::Unsupported, ""},
    ErrnoRow{EIO, ErrorKind::Io, ""},
    ErrnoRow{EBADF, ErrorKind::Io, "it is closed"},
    ErrnoRow{ESTALE, ErrorKind::Io, "the file server no longer knows it"},
    ErrnoRow{ENXIO, ErrorKind::Io, "there is no device behind it"},
    ErrnoRow{ENODEV, ErrorKind::Io, "there is no device behind it"},
};

const ErrnoRow* find(int code) {
  for (const ErrnoRow& row : kErrnos) {
    if (row.code == code) return &row;
  }
  return nullptr;
}

}  // namespace

ErrorKind kindOfErrno(int code) {
  const ErrnoRow* row = find(code);
  return row != nullptr ? row->kind : ErrorKind::Io;
}

tl::unexpected<HostError> failureFromErrno(int code) { return hostFailure(kindOfErrno(code), code); }

std::string_view reasonOfErrno(int code) {
  const ErrnoRow* row = find(code);
  if (row == nullptr) return reasonFor(ErrorKind::Io);
  return row->reason.empty() ? reasonFor(row->kind) : row->reason;
}

OsError describe(const HostError& error, Operation operation, std::string_view subject) {
  const bool saysMore = error.code != 0 && kindOfErrno(error.code) == error.kind;
  return makeError(error.kind, operation, subject, saysMore ? reasonOfErrno(error.code) : reasonFor(error.kind));
}

}  // namespace tatu::os

// HostError: what the machine below answered, before anyone has put it into words.
//
// The real host, the one in memory and the fault injector all speak it; `GrantedSystem` and the platform
// face turn it into an `OsError` that names operation and subject.
#pragma once

#include <string_view>

#include <tl/expected.hpp>

#include "os/error.h"

namespace tatu::os {

struct [[nodiscard]] HostError {
  ErrorKind kind = ErrorKind::Io;
  int code = 0;               ///< errno, 0 if there was none
  bool leadsOutside = false;  ///< the path left the directory it was to stay beneath, or went through a refused link

  friend bool operator==(const HostError&, const HostError&) = default;
};

template <typename T>
using HostResult = tl::expected<T, HostError>;

/// A way out of a function that returns any HostResult.
[[nodiscard]] inline tl::unexpected<HostError> hostFailure(ErrorKind kind, int code = 0) {
  return tl::unexpected(HostError{kind, code});
}

/// The kind that belongs to an errno.
[[nodiscard]] ErrorKind kindOfErrno(int code);
[[nodiscard]] tl::unexpected<HostError> failureFromErrno(int code);

/// Words for an errno, the same on every host and in every locale: "a disk quota is used up".
[[nodiscard]] std::string_view reasonOfErrno(int code);

[[nodiscard]] OsError describe(const HostError& error, Operation operation, std::string_view subject);

}  // namespace tatu::os

// Which system calls a thread can make, by seccomp: those that the machine, its heap and the C library need to run
// guests. Any other ends the process at once with SIGSYS: whoever gets that far has taken it over.
//
// A few harmless ones that libraries try and can do without are answered by an error instead. Where neither a directory
// nor looking up names is granted, opening is answered by EACCES; without network, making a socket ends the process.
// Machine code is made while guests run, so memory can be made executable.
#pragma once

#include <string_view>

#include "os/platform/confinement.h"

namespace tatu::os {

/// Empty: there can be a filter.
[[nodiscard]] std::string_view whyNoSystemCallFilter();

/// Needs `no_new_privs`.
[[nodiscard]] bool filterSystemCalls(const Confinement& confinement);

}  // namespace tatu::os

// Reading a descriptor to its end, with a limit that is kept before memory is spent.
#pragma once

#include <cstddef>
#include <string>

#include "os/host_error.h"

namespace tatu::os {

/// `expected` is a first guess at the size. More than `limit` bytes is an error of kind Limit.
[[nodiscard]] HostResult<std::string> readAll(int descriptor, std::size_t limit, std::size_t expected = 0);

/// "it is larger than the limit of 64 MiB".
[[nodiscard]] std::string describeSizeLimit(std::size_t limit);

}  // namespace tatu::os

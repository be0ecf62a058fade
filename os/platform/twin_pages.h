// Memory that is mapped at two places: at one it is written, at the other executed.
#pragma once

#include <cstddef>

#include "os/error.h"

namespace tatu::os {

/// Puts new memory that belongs to no file in place of two mappings of the same size. It is zero. If it fails, neither
/// place must be used any more.
[[nodiscard]] Result<void> replaceByAnonymousTwins(std::byte* writable, std::byte* executable, std::size_t bytes);

}  // namespace tatu::os

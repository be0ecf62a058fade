// Readiness: what one can wait for at a descriptor or a handle. The end of input, a failure and a closed connection
// count as ready: the call that was waited for meets them.
#pragma once

#include <cstdint>

namespace tatu::os {

enum class Readiness : std::uint8_t { Read, Write };

}  // namespace tatu::os

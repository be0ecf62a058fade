// Unpredictable bytes from the host.
#pragma once

#include <cstddef>
#include <span>

#include "os/host_error.h"

namespace tatu::os {

[[nodiscard]] HostResult<void> fillFromHostEntropy(std::span<std::byte> into);

}  // namespace tatu::os

// What the kernel must let through so that guests with these capabilities can run in a confined thread.
#pragma once

#include "os/guest/capabilities.h"
#include "os/platform/confinement.h"

namespace tatu::os {

[[nodiscard]] Confinement confinementOf(const Capabilities& most);

}  // namespace tatu::os

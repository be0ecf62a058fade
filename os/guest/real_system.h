// The system of a guest on the real host.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>

#include "os/guest/capabilities.h"
#include "os/guest/real_host.h"
#include "os/guest/system.h"
#include "os/guest/system_options.h"

namespace tatu::os {

struct RealSystemOptions : SystemOptions {
  /// If it is set, the guest's standard streams are not those of the process: what it writes goes here, and its input
  /// comes from `input`, or is at its end.
  OutputSink output;
  InputSource input;

  /// With a seed, random bytes are a function of it: for runs that must repeat. Without, they come from the host.
  std::optional<std::uint64_t> randomSeed;
};

/// Opens every granted directory now; one that is missing or is no directory is an error that names the flag.
[[nodiscard]] Result<std::unique_ptr<System>> createRealSystem(const Capabilities& capabilities,
                                                               RealSystemOptions options = {});

}  // namespace tatu::os

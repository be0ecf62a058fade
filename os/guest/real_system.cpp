#include "os/guest/real_system.h"

#include <utility>

#include "os/guest/guarded_system.h"
#include "os/guest/real_host.h"
#include "os/platform/process.h"

namespace tatu::os {

Result<std::unique_ptr<System>> createRealSystem(const Capabilities& capabilities, RealSystemOptions options) {
  const bool relativeStart = !options.workingDirectory.starts_with('/');
  if (relativeStart) {
    auto present = workingDirectory();
    if (present) {
      options.workingDirectory = *present + "/" + options.workingDirectory;
    } else if (!capabilities.directories.empty()) {
      return tl::unexpected(std::move(present.error()));  // without grants nobody will ask where paths start
    }
  }
  // A working directory that no guest path can spell matters only to those who may use directories.
  const bool spellable = GuestPath::parse(options.workingDirectory, "/").has_value();
  if (!spellable && capabilities.directories.empty()) options.workingDirectory = "/";
  RealHostOptions hostOptions;
  hostOptions.randomSeed = options.randomSeed;
  hostOptions.output = std::move(options.output);
  hostOptions.input = std::move(options.input);
  return createSystem(std::make_unique<RealHost>(hostOptions), capabilities, SystemOptions(std::move(options)));
}

}  // namespace tatu::os

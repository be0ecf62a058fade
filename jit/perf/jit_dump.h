// The dump of machine code for the Linux profiler `perf`: jit-NUMBER.dump in the working folder, in perf's jitdump
// format, version 1: every piece of code with its name, its bytes, its moment and its lines of source. `perf inject
// --jit` makes of it what perf needs to show names, source and instructions, also of code that is gone.
//
// The file is mapped executable while the process lives: that is how a recording learns of it.
#pragma once

#include <memory>

#include "jit/code_observer.h"
#include "os/error.h"

namespace tatu::jit {

[[nodiscard]] os::Result<std::shared_ptr<CodeObserver>> makeJitDump();

}  // namespace tatu::jit

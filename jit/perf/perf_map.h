// The map of machine code for the Linux profiler `perf`: /tmp/perf-NUMBER.map, a line for each piece of code: where it
// begins, its length, its name. perf reads it when it shows what it has recorded, and so knows nothing of code whose
// place another has taken meanwhile; the dump (jit_dump.h) does.
#pragma once

#include <memory>

#include "jit/code_observer.h"
#include "os/error.h"

namespace tatu::jit {

[[nodiscard]] os::Result<std::shared_ptr<CodeObserver>> makePerfMap();

}  // namespace tatu::jit

// Running one guest under the command's limits: Ctrl-C and the deadline stop it, and what ended it becomes an exit
// code.
#pragma once

#include <memory>

#include <tl/expected.hpp>

#include "cli/console.h"
#include "cli/options.h"
#include "cli/session.h"
#include "os/platform/interrupt.h"
#include "vm/guest.h"

namespace tatu::cli {

// A guest as the options ask for it, with its fuel; its time starts now.
[[nodiscard]] tl::expected<std::unique_ptr<vm::Guest>, ExitCode> makeGuest(const Console& console,
                                                                           const Options& options, vm::Runtime& runtime,
                                                                           const vm::ModuleImage& image);

// Runs it to its end; Ctrl-C stops it. Standard output has been flushed afterwards.
[[nodiscard]] vm::RunResult runToEnd(vm::Guest& guest, vm::Worker& worker, int& interruptSignal);

// Says what ended the guest unless all is well, and gives the code of the process.
[[nodiscard]] int reportEnd(const Console& console, const Options& options, const vm::RunResult& result);

}  // namespace tatu::cli

// Running one guest under the command's limits: Ctrl-C and the deadline stop it, and what ended it becomes an exit
// code.
#pragma once

#include <memory>
#include <optional>

#include <tl/expected.hpp>

#include "cli/console.h"
#include "cli/options.h"
#include "cli/session.h"
#include "cli/source_texts.h"
#include "os/error.h"
#include "vm/guest.h"

namespace tatu::cli {

// A guest as the options ask for it, with its fuel; its time starts now.
[[nodiscard]] tl::expected<std::unique_ptr<vm::Guest>, ExitCode> makeGuest(const Console& console,
                                                                           const Options& options, vm::Runtime& runtime,
                                                                           const vm::ModuleImage& image);

// The same in another world than this machine.
[[nodiscard]] tl::expected<std::unique_ptr<vm::Guest>, ExitCode> makeGuestIn(std::unique_ptr<os::System> system,
                                                                             const Console& console,
                                                                             const Options& options,
                                                                             vm::Runtime& runtime,
                                                                             const vm::ModuleImage& image);

// How a run ended.
struct GuestEnd {
  vm::RunResult result;
  int signal = 0;                         // that stopped it, or 0
  std::optional<os::OsError> lostOutput;  // why its last output could not be written
};

// Runs it to its end; Ctrl-C stops it. Standard output has been flushed afterwards.
[[nodiscard]] GuestEnd runToEnd(vm::Guest& guest, vm::Worker& worker);

// Says what ended the guest unless all is well, and gives the code of the process.
[[nodiscard]] int reportEnd(const Console& console, const Options& options, const SourceTexts& sources,
                            const GuestEnd& end);

}  // namespace tatu::cli

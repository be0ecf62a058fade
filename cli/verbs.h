// The verbs of the command. Each does its whole job, has told the user what went wrong, and gives the exit code.
#pragma once

#include "cli/console.h"
#include "cli/options.h"

namespace tatu::cli {

// The code of the process; the guest's own code may be any of 0 to 255.
[[nodiscard]] int runProgram(const Options& options, const Console& console);
[[nodiscard]] int testProgram(const Options& options, const Console& console);
[[nodiscard]] ExitCode checkProgram(const Options& options, const Console& console);
[[nodiscard]] ExitCode buildModule(const Options& options, const Console& console);
[[nodiscard]] ExitCode disassembleModule(const Options& options, const Console& console);
[[nodiscard]] ExitCode assembleModule(const Options& options, const Console& console);
[[nodiscard]] ExitCode verifyModuleFile(const Options& options, const Console& console);
[[nodiscard]] ExitCode showVersion(const Options& options, const Console& console);

}  // namespace tatu::cli

// The exit codes of the command, as docs/command.md lists them. A guest's own code passes through as it is.
#pragma once

#include <cstdint>
#include <string_view>

namespace tatu::cli {

enum class ExitCode : std::uint8_t {
  Success = 0,
  Failure = 1,         // the program has errors, nobody caught an exception, a test failed
  Usage = 2,           // the command line is wrong
  Rejected = 120,      // a module was refused
  Denied = 121,        // a permission was missing, and the program did not catch the DeniedException
  Fuel = 122,          // --fuel is used up
  Memory = 123,        // --max-memory, or another quota
  Deadline = 124,      // --deadline
  ToolFailure = 125,   // the command itself failed
  CannotRun = 126,     // the file is there but cannot be read
  NotFound = 127,      // there is no such file
  Interrupted = 130,   // Ctrl-C; the process itself ends by the signal that came
  ClosedOutput = 141,  // nobody reads the output any more
};

// "denied", "fuel", …: how --error-format=json names the verdict.
[[nodiscard]] std::string_view nameOf(ExitCode code);

}  // namespace tatu::cli

// The command when the machine has no memory left. A guest's own allocations are refused and end in a limit; the
// compiler and the rest of the command cannot go on without theirs, and say so instead of aborting.
#pragma once

namespace tatu::cli {

// From here on a failed allocation that nobody handles ends the process with a message and ExitCode::ToolFailure.
void reportLackOfMemory(bool asJson) noexcept;

}  // namespace tatu::cli

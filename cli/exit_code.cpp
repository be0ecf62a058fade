#include "cli/exit_code.h"

namespace tatu::cli {

std::string_view nameOf(ExitCode code) {
  switch (code) {
    case ExitCode::Success: return "success";
    case ExitCode::Failure: return "failure";
    case ExitCode::Usage: return "usage";
    case ExitCode::Rejected: return "rejected";
    case ExitCode::Denied: return "denied";
    case ExitCode::Fuel: return "fuel";
    case ExitCode::Memory: return "memory";
    case ExitCode::Deadline: return "deadline";
    case ExitCode::ToolFailure: return "tool-failure";
    case ExitCode::CannotRun: return "cannot-run";
    case ExitCode::NotFound: return "not-found";
    case ExitCode::Interrupted: return "interrupted";
    case ExitCode::ClosedOutput: return "closed-output";
  }
  return "unknown";
}

}  // namespace tatu::cli

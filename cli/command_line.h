// From argv to Options. Everything behind the program's name, or behind `--`, belongs to the program.
#pragma once

#include <string>
#include <vector>

#include <tl/expected.hpp>

#include "cli/options.h"

namespace tatu::cli {

struct UsageError {
  std::string message;
  std::string hint;         // may be empty
  std::string shortHelp{};  // for people, where something is missing
};

// `arguments` without the command's own name.
[[nodiscard]] tl::expected<Options, UsageError> parseCommandLine(const std::vector<std::string>& arguments);

// Whether a command line that could not be understood asks for messages in JSON all the same.
[[nodiscard]] bool asksForJson(const std::vector<std::string>& arguments);

}  // namespace tatu::cli

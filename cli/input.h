// The file that the user named: source text, a module, or what somebody took for one of them.
#pragma once

#include <cstdint>
#include <span>
#include <string>

#include <tl/expected.hpp>

#include "cli/console.h"
#include "cli/exit_code.h"

namespace tatu::cli {

enum class InputKind : std::uint8_t {
  Source,         // also what is no good source: the compiler says where
  Module,         // it begins like one, or is called so
  AssemblerText,  // what `tatu dis` writes
  Foreign,        // neither text nor a module
};

struct Input {
  std::string name;  // as messages show it
  std::string path;  // empty: standard input, and imports are looked for in the working folder
  std::string content;
  InputKind kind = InputKind::Source;
};

// Reads the whole file, or standard input for "-". What goes wrong has been reported when an exit code comes back.
[[nodiscard]] tl::expected<Input, ExitCode> readInput(const Console& console, const std::string& file);

// Writes to the file in one step, or to standard output for "-".
[[nodiscard]] ExitCode writeOutput(const Console& console, const std::string& file, std::string_view content);

// The same for a module, which is refused to a terminal.
[[nodiscard]] ExitCode writeModule(const Console& console, const std::string& file,
                                   std::span<const std::uint8_t> bytes);

// Whether what is written to `output` would replace `input`, which would be lost; that has been reported then.
[[nodiscard]] bool wouldReplace(const Console& console, const std::string& output, const std::string& input);

}  // namespace tatu::cli

// What `help`, `-h` and `--help` show.
#pragma once

#include <string>

#include "cli/verb_table.h"

namespace tatu::cli {

// `-h` is the short form; `--help` and `tatu help` show examples too, and come first with them.
enum class HelpLength : std::uint8_t { Short, Long };

[[nodiscard]] std::string generalHelp(HelpLength length);
[[nodiscard]] std::string verbHelp(const VerbRow& verb, HelpLength length);

}  // namespace tatu::cli

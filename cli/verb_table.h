// The verbs of the command with what help says about them: one row each.
#pragma once

#include <span>
#include <string_view>

#include "cli/options.h"

namespace tatu::cli {

struct VerbRow {
  std::string_view name;
  Verb verb;
  std::string_view summary;
  std::string_view usage;     // what may stand behind "tatu "
  std::string_view examples;  // one per line
};

[[nodiscard]] std::span<const VerbRow> allVerbs();

// None if there is no such verb.
[[nodiscard]] const VerbRow* findVerb(std::string_view name);

}  // namespace tatu::cli

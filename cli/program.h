// From the file that the user named to a verified module, whether it is source or a module already.
#pragma once

#include <vector>

#include <tl/expected.hpp>

#include "cli/console.h"
#include "cli/options.h"
#include "cli/session.h"
#include "cli/source_texts.h"
#include "cli/statistics.h"

namespace tatu::cli {

struct Program {
  std::vector<Verified> packages;  // the core library, then those that the user gave, in that order
  Verified module;
  SourceTexts sources;
};

[[nodiscard]] tl::expected<Program, ExitCode> loadProgram(const Options& options, const Console& console,
                                                          bool needsMain, PhaseClock& clock);

}  // namespace tatu::cli

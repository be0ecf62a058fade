// The compiler to machine code, where this build has one and the options ask for it.
#pragma once

#include <memory>

#include <tl/expected.hpp>

#include "cli/console.h"
#include "cli/options.h"
#include "vm/compiled/method_compiler.h"

namespace tatu::cli {

// Null: everything is interpreted.
[[nodiscard]] tl::expected<std::unique_ptr<vm::MethodCompiler>, ExitCode> makeMethodCompiler(const Console& console,
                                                                                             const Options& options);

}  // namespace tatu::cli

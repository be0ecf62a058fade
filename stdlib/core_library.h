// The core library as every process gets it: the module that the build has proved and put into the program.
#pragma once

#include <memory>

#include <tl/expected.hpp>

#include "bytecode/reject.h"
#include "bytecode/verified_module.h"

namespace tatu::stdlib {

// Reads it anew. The one place where bytes are taken for those that the build has proved (VerifyOptions::isBuiltIn): so
// they can be no others. A rejection would be a mistake of the build.
[[nodiscard]] tl::expected<std::shared_ptr<const bytecode::VerifiedModule>, bytecode::Reject> readCoreLibrary();

}  // namespace tatu::stdlib

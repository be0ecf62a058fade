// The text form of a module (.tasm). Assembling it again gives the same bytes.
#pragma once

#include <string>

#include <tl/expected.hpp>

#include "bytecode/module.h"
#include "bytecode/reject.h"

namespace tatu::bytecode {

// Refuses a module whose tables or code structure are wrong (the first two layers of the verifier); types and imports
// need not be right.
[[nodiscard]] tl::expected<std::string, Reject> disassemble(const Module& module);

}  // namespace tatu::bytecode

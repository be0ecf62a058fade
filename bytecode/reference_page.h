// The reference page of the instructions (docs/instructions.md), made from the instruction table.
#pragma once

#include <string>

namespace tatu::bytecode {

[[nodiscard]] std::string instructionReferencePage();

}  // namespace tatu::bytecode

// Writes a module as the bytes of a .tbc file. Equal modules give equal bytes.
//
// The caller owes a module whose side tables are sorted as module.h says (ModuleBuilder and the assembler make such),
// with code in the order of its functions; what is written for any other is refused by the reader or the verifier.
#pragma once

#include <cstdint>
#include <vector>

#include "bytecode/module.h"

namespace tatu::bytecode {

[[nodiscard]] std::vector<std::uint8_t> writeModule(const Module& module);

// Replaces the hash at the end of a file's bytes by the right one. For tests that damage files.
void repairContentHash(std::vector<std::uint8_t>& file);

}  // namespace tatu::bytecode

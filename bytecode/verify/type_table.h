// Part of the first layer: the table of types.
//
// Proves: parts stand before the types that use them; each kind has the arguments that it asks for; an optional is not
// of an optional; class types name classes (not builtin ones) with as many arguments as the class has parameters; no
// two entries are equal; depth, size and width stay inside the limits.
#pragma once

#include "bytecode/module.h"
#include "bytecode/verify/reporter.h"

namespace tatu::bytecode {

[[nodiscard]] bool checkTypeTable(const Module& module, Reporter& reporter);

}  // namespace tatu::bytecode

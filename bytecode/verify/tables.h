// First layer: the tables.
//
// Proves: every index in a table is inside the table that it indexes; names are names; types stand after their parts,
// are well-shaped, bounded in depth, size and width, and distinct; declarations have a shape that their kind allows and
// stay inside the limits; imports come first; no two declarations share a name. Nothing is said yet about code, other
// packages, or whether types fit.
#pragma once

#include "bytecode/module.h"
#include "bytecode/verify/reporter.h"

namespace tatu::bytecode {

[[nodiscard]] bool checkTables(const Module& module, bool isCore, Reporter& reporter);

}  // namespace tatu::bytecode

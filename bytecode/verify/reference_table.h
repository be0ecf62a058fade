// Proves: no two calls, field references or case references of a module are equal. So each has one number, and the text
// form, which names what is referred to, gives the same module back.
#pragma once

#include "bytecode/module.h"
#include "bytecode/verify/reporter.h"

namespace tatu::bytecode {

[[nodiscard]] bool checkReferencesUnique(const Module& module, Reporter& reporter);

}  // namespace tatu::bytecode

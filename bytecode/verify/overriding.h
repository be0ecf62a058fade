// Part of the fourth layer: methods across the hierarchy.
//
// Proves, for every own class: a method says that it overrides if and only if it does; what it overrides may be
// overridden; it takes the same parameters and returns a subtype; a class that can be created has code for each method,
// and exactly one most special default where it has none of its own.
//
// A method overrides those of the same name in all supertypes, except methods that are not public in other packages:
// those are independent. The code behind a method of a class is, in this order: the first declaration on the way from
// the class up its superclasses (abstract there: none); else the method of the most special interface that declares it;
// else that of Any.
#pragma once

#include "bytecode/verify/declarations.h"

namespace tatu::bytecode {

[[nodiscard]] bool checkOverriding(VerifierScope& scope);

}  // namespace tatu::bytecode

// Part of the fourth layer: generics that would need ever larger instantiations of themselves.
//
// Proves: no chain of direct calls leads from a type parameter back to itself through a larger type (`f<T>` calling
// `f<List<T>>`), and no chain of superclasses and conformances does. Nodes are type parameters, an edge says that one
// is an argument for another, and is *expanding* if it is only a part of the argument. A cycle with an expanding edge
// is refused (compare ECMA-335, II.9.2).
//
// Virtual calls can hide such a chain; the runtime bounds the depth of instantiations besides.
#pragma once

#include "bytecode/verify/declarations.h"

namespace tatu::bytecode {

[[nodiscard]] bool checkInstantiationCycles(VerifierScope& scope);

}  // namespace tatu::bytecode

// The type of `this` in a class: the class with its own parameters as arguments.
#pragma once

#include "compiler/types/symbol.h"
#include "compiler/types/type.h"

namespace tatu::compiler {

[[nodiscard]] const Type* selfType(TypeTable& types, const ClassSymbol& symbol);

}  // namespace tatu::compiler

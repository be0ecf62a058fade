// Functions that do nothing but give a sequence: `fun squares(n: Int): Sequence<Int> = sequence { … }`. A loop that
// calls one can run the block itself.
#pragma once

#include "compiler/types/symbol.h"

namespace tatu::compiler::check {

// As far as the text tells. One with type parameters of its own, or with a class in its code, is none.
[[nodiscard]] bool isSequenceFunction(const FunctionSymbol& symbol);

}  // namespace tatu::compiler::check

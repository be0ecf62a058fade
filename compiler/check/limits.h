// The limits of a module (bytecode/limits.h) as far as declarations can pass them, reported where the declaration is.
// What passes them inside of a function's code is found by the emitter.
#pragma once

#include "compiler/check/program.h"

namespace tatu::compiler::check {

void checkLimits(Program& program);
void checkLimits(Program& program, const ClassSymbol& symbol);
void checkLimits(Program& program, const FunctionSymbol& symbol);

}  // namespace tatu::compiler::check

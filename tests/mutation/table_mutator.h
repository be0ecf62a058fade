// Changes one entry of a module's tables: a type, a declaration, a call, a reference.
//
// What comes out is a module that the writer can write; whether it makes sense is for the verifier to say.
#pragma once

#include "bytecode/module.h"
#include "tests/mutation/dice.h"

namespace tatu::mutation {

void mutateTables(bytecode::Module& module, Dice& dice);

}  // namespace tatu::mutation

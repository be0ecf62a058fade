// Changes the structure of a module: its code mostly, its tables now and then.
#pragma once

#include "bytecode/module.h"
#include "tests/mutation/dice.h"

namespace tatu::mutation {

// One to three changes. The result can be written; its content hash is right.
void mutateModule(bytecode::Module& module, Dice& dice);

}  // namespace tatu::mutation

// Changes the code of one function of a module: operands, opcodes, order and number of instructions, labels, handlers.
//
// Many of the changes keep the types (another constant, an operation with the same operands, a local or a call of the
// same type), so that much of what comes out is accepted by the verifier and does something new; the others are for the
// verifier to refuse.
#pragma once

#include "bytecode/module.h"
#include "tests/mutation/dice.h"

namespace tatu::mutation {

// `function` is an own function with a body. Does nothing if its code cannot be taken apart.
void mutateCode(bytecode::Module& module, bytecode::Function& function, Dice& dice);

}  // namespace tatu::mutation

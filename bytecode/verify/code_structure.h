// Second layer: the structure of code.
//
// Proves: the bytes are a sequence of whole known instructions whose operands are inside their tables; control never
// runs off the end; labels are sorted and stand at instruction starts; what nothing falls through to stands at a label;
// handlers' ranges begin and end at instructions, nest or are disjoint; lines are in order. Counts
// the instructions on the way.
#pragma once

#include "bytecode/module.h"
#include "bytecode/verified_module.h"
#include "bytecode/verify/reporter.h"

namespace tatu::bytecode {

// Of one own function with a body. The tables of the module must have been checked.
[[nodiscard]] bool checkCodeStructure(const Module& module, const Function& function, Reporter& reporter,
                                      FunctionFacts& facts);

// Of all functions. The tables of the module must have been checked. `facts` are by Function::code.
[[nodiscard]] bool checkCodeStructure(const Module& module, Reporter& reporter, std::vector<FunctionFacts>& facts);

}  // namespace tatu::bytecode

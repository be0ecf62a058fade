#include "tests/mutation/module_mutator.h"

#include "tests/mutation/code_mutator.h"
#include "tests/mutation/table_mutator.h"

namespace tatu::mutation {

namespace {

// An own function with a body, or null.
bytecode::Function* drawFunction(bytecode::Module& module, Dice& dice) {
  std::vector<bytecode::Function*> bodies;
  for (bytecode::Function& function : module.functions) {
    if (function.code < module.code.size()) bodies.push_back(&function);
  }
  return bodies.empty() ? nullptr : dice.in(bodies);
}

}  // namespace

void mutateModule(bytecode::Module& module, Dice& dice) {
  for (std::size_t i = 1 + dice.below(3); i > 0; --i) {
    bytecode::Function* const function = drawFunction(module, dice);
    if (function != nullptr && !dice.oneIn(5))
      mutateCode(module, *function, dice);
    else
      mutateTables(module, dice);
  }
}

}  // namespace tatu::mutation

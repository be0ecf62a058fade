// What the emitter knows about the machine at a place in the code: the operand stack, the locals that surely hold a
// value, and whether a constructor's receiver is still raw. Stack maps are made of it.
//
// Invariant: it is never stronger than what the verifier will find out at the same place (each path that arrives has at
// least this).
#pragma once

#include <cstdint>
#include <vector>

#include "compiler/hir/local_set.h"
#include "compiler/types/type.h"

namespace tatu::compiler::emit {

struct FlowState {
  std::vector<const Type*> stack;  // bottom to top
  LocalSet initialised;  // parameters always hold a value and are not counted; bytes() is as in bytecode::Label
  bool isObjectRaw = false;
  // The verifier, too, has the type that the stack has here for its top entry, which may be a supertype of what the
  // verifier found. After an entry is popped that is not known, and false.
  bool isTopExact = false;
};

}  // namespace tatu::compiler::emit

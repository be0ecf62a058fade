// MethodCompiler: what makes machine code of methods, and enters it. The runtime has at most one; jit/ implements it.
//
// Threads: all functions may be called from any thread.
#pragma once

#include "vm/compiled/compiled_code.h"

namespace tatu::vm {

class Runtime;

class MethodCompiler {
 public:
  virtual ~MethodCompiler() = default;

  // Compiles the method before it returns, unless that has been done or tried. It has prepared code.
  virtual void compile(Method& method) = 0;
  // A guest spends its time in this method, as often as this is called: compiles it, at the latest when that is
  // worthwhile, on another thread.
  virtual void noteHot(Method& method) = 0;

  // What Method::compiledEntry is until there is code: it leaves compiled code, so that the interpreter makes the call.
  [[nodiscard]] virtual const void* uncompiledEntry() const = 0;

  // Runs compiled code from `address` on until it gives control back; `state.pc` and `state.fp` say where.
  virtual CompiledExit enter(ExecutionState& state, const void* address) = 0;
};

}  // namespace tatu::vm

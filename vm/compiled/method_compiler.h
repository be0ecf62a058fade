// MethodCompiler: what makes machine code of methods, and enters it. The runtime has at most one; jit/ implements it.
//
// Threads: all functions may be called from any thread.
#pragma once

#include "vm/compiled/compilation_statistics.h"
#include "vm/compiled/compiled_code.h"

namespace tatu::vm {

class MethodCompiler {
 public:
  virtual ~MethodCompiler() = default;

  // Called once, by the runtime that has this compiler, before anything else. The linker outlives it.
  virtual void attach(Linker& linker) = 0;

  // Compiles the method before it returns, unless that has been done or tried. It has prepared code.
  virtual void compile(Method& method) = 0;
  // A guest spends its time in this method, as often as this is called: compiles it, at the latest when that is
  // worthwhile, on another thread.
  virtual void noteHot(Method& method) = 0;

  // Runs compiled code from `address` on until it gives control back; `state.pc` and `state.fp` say where.
  virtual CompiledExit enter(ExecutionState& state, const void* address) = 0;

  [[nodiscard]] virtual CompilationStatistics compilations() const = 0;
};

}  // namespace tatu::vm

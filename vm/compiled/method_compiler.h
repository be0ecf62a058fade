// MethodCompiler: what makes machine code of methods, and enters it. The runtime has at most one; jit/ implements it.
//
// Threads: all functions may be called from any thread.
#pragma once

#include "vm/compiled/code_users.h"
#include "vm/compiled/compilation_statistics.h"
#include "vm/compiled/compiled_code.h"

namespace tatu::vm {

// What compiled code takes, and took.
struct CodeStatistics {
  std::size_t bytes = 0;      // now, what is withdrawn but not yet freed included
  std::size_t mostBytes = 0;  // ever
  std::size_t mapped = 0;     // address space for it, used or not
  std::uint64_t compiled = 0;
  std::uint64_t discarded = 0;
  std::uint64_t freed = 0;
};

class MethodCompiler {
 public:
  virtual ~MethodCompiler() = default;

  // Called once, by the runtime that has this compiler, before anything else. The linker outlives it.
  virtual void attach(Linker& linker) = 0;

  // Compiles the method for that program before it returns, unless that has been done, has failed, must wait for room,
  // or is more than the account allows (accountFor). It has prepared code.
  virtual void compile(Method& method, const ModuleImage& program) = 0;
  // A guest of that program spends its time in this method, as often as this is called: compiles it, at the latest when
  // that is worthwhile, on another thread.
  virtual void noteHot(Method& method, const ModuleImage& program) = 0;
  // The same of a method whose code is outdated: makes it anew, when that is worthwhile. The old one may be used until
  // then.
  virtual void noteOutdated(Method& method, const ModuleImage& program) = 0;

  // Runs compiled code from `address` on until it gives control back; `state.pc` and `state.fp` say where.
  virtual CompiledExit enter(ExecutionState& state, const void* address) = 0;

  // Every run that may enter compiled code is one of them.
  [[nodiscard]] CodeUsers& users() { return users_; }
  // A user has acknowledged or left: frees what it may have been the last to hold.
  virtual void freeWithdrawn() = 0;
  [[nodiscard]] virtual CompilationStatistics compilations() const = 0;
  [[nodiscard]] virtual CodeStatistics statistics() const = 0;

 private:
  CodeUsers users_;
};

}  // namespace tatu::vm

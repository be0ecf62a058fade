// A module that has passed the verifier: the only thing that may be linked or run.
//
// Only the verifier can make one, and nothing can change one. What it proved nobody needs to check again. Beside the
// module it keeps what the verifier found out and others need: per function the facts below.
//
// The code of a built-in package is *deferred* (verifier.h): a function's code passes the gate when its facts are first
// asked for. Nothing can decode, run or compile code without them, so what runs has been verified all the same.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include <tl/expected.hpp>

#include "bytecode/reject.h"
#include "bytecode/resolve/linked_module.h"

namespace tatu::bytecode {

// At `offset` an optional whose payload is a type variable is taken apart. Where the variable stands for an optional
// type, `T?` is that very type, and what comes out is the same optional, not what is in it.
struct VariablePayload {
  std::uint32_t offset = 0;
  std::uint32_t variable = 0;
};

struct FunctionFacts {
  std::uint32_t instructionCount = 0;
  std::uint32_t maxStackEntries = 0;
  std::vector<VariablePayload> variablePayloads;  // by offset
};

class DeferredCode;

class VerifiedModule {
 public:
  ~VerifiedModule();
  VerifiedModule(const VerifiedModule&) = delete;
  VerifiedModule& operator=(const VerifiedModule&) = delete;

  [[nodiscard]] const LinkedModule& linked() const { return *linked_; }
  [[nodiscard]] const Module& module() const { return linked_->module(); }
  // Of an own function with a body. They live as long as the module. What is wrong with deferred code is said here,
  // never of other code. By any thread.
  [[nodiscard]] tl::expected<const FunctionFacts*, Reject> factsOf(FunctionIndex function) const;

 private:
  friend class ModuleVerifier;
  VerifiedModule();

  std::unique_ptr<const LinkedModule> linked_;
  std::unique_ptr<DeferredCode> deferred_;  // null: all code has been verified
  std::vector<FunctionFacts> functions_;    // by Function::code; none if it is deferred
};

}  // namespace tatu::bytecode

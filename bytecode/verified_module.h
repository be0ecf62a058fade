// A module that has passed the verifier: the only thing that may be linked or run.
//
// Only the verifier can make one, and nothing can change one. What it proved nobody needs to check again. Beside the
// module it keeps what the verifier found out and others need: per function the facts below, per class which code
// stands behind each method.
//
// The core package's code may be *deferred* (verifier.h): then a function's code passes the gate when its facts are
// first asked for. Nothing can decode, run or compile code without them, so what runs has been verified all the same.
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

// Which code runs when `declared` is called on an object whose class is (exactly) the one that has this entry.
struct DispatchEntry {
  FunctionEntity declared;        // a method of the class itself, of a superclass or of an interface
  FunctionEntity implementation;  // none in an abstract class or interface that leaves it open
};

struct ClassFacts {
  std::vector<DispatchEntry>
      dispatch;  // every method that the class has, inherited ones included, except those of Any alone
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
  // Of an own class.
  [[nodiscard]] const ClassFacts& factsOf(ClassIndex index) const { return classes_[index.value()]; }

 private:
  friend class ModuleVerifier;
  VerifiedModule();

  std::unique_ptr<const LinkedModule> linked_;
  std::unique_ptr<DeferredCode> deferred_;  // null: all code has been verified
  std::vector<FunctionFacts> functions_;    // by Function::code; none if it is deferred
  std::vector<ClassFacts> classes_;         // by ClassIndex; empty for imported ones
};

}  // namespace tatu::bytecode

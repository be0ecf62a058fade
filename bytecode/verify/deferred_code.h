// The code of a module whose functions are verified one by one, each when it is first needed.
//
// What was proved of the module's tables and declarations holds already. A function's code goes through the same two
// layers as in a module that is verified at once: structure, then types. What can only be seen over all code together
// (instantiations that grow without end) is not looked for here.
#pragma once

#include <memory>
#include <mutex>
#include <optional>
#include <string_view>
#include <vector>

#include <tl/expected.hpp>

#include "bytecode/verified_module.h"
#include "bytecode/verify/declarations.h"
#include "bytecode/verify/function_verifier.h"

namespace tatu::bytecode {

class DeferredCode {
 public:
  // `linked` must have been verified but for its code, with `store` and `relations`. It and `file` live longer.
  DeferredCode(const LinkedModule& linked, std::unique_ptr<TypeStore> store, std::unique_ptr<TypeRelations> relations,
               std::string_view file);

  // Of an own function with a body. The first that is not right makes the module none: all that were not verified
  // before are rejected with it. By any thread.
  [[nodiscard]] tl::expected<const FunctionFacts*, Reject> verify(FunctionIndex function);

 private:
  bool verifyNow(FunctionIndex index, FunctionFacts& facts);

  std::mutex mutex_;  // over everything below; what has been found never changes and may be read without it
  std::unique_ptr<TypeStore> store_;
  std::unique_ptr<TypeRelations> relations_;
  Reporter reporter_;
  VerifierScope scope_;
  std::optional<FunctionVerifier> verifier_;                 // once the first function is needed
  std::vector<std::unique_ptr<const FunctionFacts>> facts_;  // by Function::code; null: not needed yet
  std::optional<Reject> reject_;
};

}  // namespace tatu::bytecode

#include "bytecode/verified_module.h"

#include "bytecode/verify/deferred_code.h"

namespace tatu::bytecode {

VerifiedModule::VerifiedModule() = default;
VerifiedModule::~VerifiedModule() = default;

tl::expected<const FunctionFacts*, Reject> VerifiedModule::factsOf(FunctionIndex function) const {
  if (deferred_) return deferred_->verify(function);
  return &functions_[module().functions[function.value()].code];
}

}  // namespace tatu::bytecode

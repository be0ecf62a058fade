#include "bytecode/verify/deferred_code.h"

#include <utility>

#include "bytecode/verify/code_structure.h"

namespace tatu::bytecode {

DeferredCode::DeferredCode(const LinkedModule& linked, std::unique_ptr<TypeStore> store,
                           std::unique_ptr<TypeRelations> relations, std::string_view file)
    : store_(std::move(store)),
      relations_(std::move(relations)),
      reporter_(file, std::nullopt),
      scope_{linked, *store_, *relations_, reporter_},
      facts_(linked.module().code.size()) {}

tl::expected<const FunctionFacts*, Reject> DeferredCode::verify(FunctionIndex function) {
  const std::lock_guard guard(mutex_);
  std::unique_ptr<const FunctionFacts>& known = facts_[scope_.linked.module().functions[function.value()].code];
  if (known) return known.get();
  if (reject_) return tl::unexpected(*reject_);
  auto facts = std::make_unique<FunctionFacts>();
  if (!verifyNow(function, *facts)) {
    reject_ = reporter_.take();
    return tl::unexpected(*reject_);
  }
  known = std::move(facts);
  return known.get();
}

bool DeferredCode::verifyNow(FunctionIndex index, FunctionFacts& facts) {
  if (!verifier_) verifier_.emplace(scope_);
  const Module& module = scope_.linked.module();
  reporter_.enterSection("code");
  return checkCodeStructure(module, module.functions[index.value()], reporter_, facts) && verifier_->run(index, facts);
}

}  // namespace tatu::bytecode

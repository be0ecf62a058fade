// The driver: the layers in their order.
#include <algorithm>

#include "bytecode/structure.h"
#include "bytecode/verifier.h"
#include "bytecode/verify/code_structure.h"
#include "bytecode/verify/declarations.h"
#include "bytecode/verify/deferred_code.h"
#include "bytecode/verify/function_verifier.h"
#include "bytecode/verify/import_linker.h"
#include "bytecode/verify/instantiation_cycles.h"
#include "bytecode/verify/overriding.h"
#include "bytecode/verify/tables.h"

namespace tatu::bytecode {

class ModuleVerifier {
 public:
  ModuleVerifier(std::span<const std::shared_ptr<const VerifiedModule>> packages, const VerifyOptions& options,
                 std::optional<Rule> off)
      : packages_(packages), options_(options), reporter_(options.file, off), result_(new VerifiedModule) {}

  bool run(Module module) {
    if (!isBuiltIn() && !layersOfTables(module)) return false;
    auto linked = std::make_unique<LinkedModule>(std::move(module));
    auto store = std::make_unique<TypeStore>();
    if (!ImportLinker(*linked, *store, reporter_).run(packages_, options_.isCore)) return false;
    auto relations = std::make_unique<TypeRelations>(*store, linked->core());
    result_->linked_ = std::move(linked);
    if (!isBuiltIn()) return layersOfTypes(*store, *relations);
    result_->deferred_ =
        std::make_unique<DeferredCode>(*result_->linked_, std::move(store), std::move(relations), options_.file);
    return true;
  }

  [[nodiscard]] std::optional<Reject> reject() { return reporter_.take(); }
  [[nodiscard]] std::shared_ptr<const VerifiedModule> result() { return std::move(result_); }

 private:
  [[nodiscard]] bool isBuiltIn() const { return options_.isCore && options_.isBuiltIn; }

  bool layersOfTables(const Module& module) {
    return checkTables(module, options_.isCore, reporter_) &&
           checkCodeStructure(module, reporter_, result_->functions_);
  }

  bool layersOfTypes(TypeStore& store, TypeRelations& relations) {
    VerifierScope scope{*result_->linked_, store, relations, reporter_};
    return checkHierarchy(scope) && checkDeclarations(scope) && checkOverriding(scope) && code(scope) &&
           checkInstantiationCycles(scope);
  }

  // The bounds of what code mentions are checked with it, so that the last pass finds every variable in scope.
  bool code(VerifierScope& scope) {
    FunctionVerifier verifier(scope);
    const Module& module = scope.linked.module();
    scope.reporter.enterSection("code");
    for (std::size_t i = importedFunctionCount(module); i < module.functions.size(); ++i) {
      const Function& function = module.functions[i];
      if (function.code == Function::kNoCode) continue;
      if (!verifier.run(FunctionIndex(i), result_->functions_[function.code])) return false;
    }
    return true;
  }

  std::span<const std::shared_ptr<const VerifiedModule>> packages_;
  const VerifyOptions& options_;
  Reporter reporter_;
  std::shared_ptr<VerifiedModule> result_;
};

VerifyResult verifyModule(Module module, std::span<const std::shared_ptr<const VerifiedModule>> packages,
                          const VerifyOptions& options) {
  ModuleVerifier verifier(packages, options, std::nullopt);
  if (!verifier.run(std::move(module))) return tl::unexpected(*verifier.reject());
  return verifier.result();
}

std::optional<Reject> rejectionWithout(Rule rule, Module module,
                                       std::span<const std::shared_ptr<const VerifiedModule>> packages,
                                       const VerifyOptions& options) {
  ModuleVerifier verifier(packages, options, rule);
  (void)verifier.run(std::move(module));
  return verifier.reject();
}

}  // namespace tatu::bytecode

#include "embedding/method_compiler.h"

#include "jit/baseline_compiler.h"

namespace tatu::embedding {

std::unique_ptr<vm::MethodCompiler> makeMethodCompiler(const tatu_runtime_options& options) {
  if (options.tier == TATU_TIER_INTERPRETER || options.code_bytes == 0) return nullptr;
  jit::BaselineOptions baseline;
  baseline.codeLimit = options.code_bytes;
  return jit::makeBaselineCompiler(baseline);
}

}  // namespace tatu::embedding

#include "embedding/method_compiler.h"

#include "jit/baseline_compiler.h"
#include "stdlib/direct/direct_natives.h"

namespace tatu::embedding {

std::unique_ptr<vm::MethodCompiler> makeMethodCompiler(const tatu_runtime_options& options) {
  if (options.tier == TATU_TIER_INTERPRETER || options.code_bytes == 0) return nullptr;
  jit::BaselineOptions baseline;
  baseline.codeLimit = options.code_bytes;
  baseline.directNatives = stdlib::directNatives();
  return jit::makeBaselineCompiler(baseline);
}

}  // namespace tatu::embedding

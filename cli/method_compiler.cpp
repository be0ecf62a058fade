#include "cli/method_compiler.h"

#include <algorithm>
#include <cstdint>

#if defined(TATU_JIT)
#include "jit/baseline_compiler.h"
#endif

namespace tatu::cli {

std::unique_ptr<vm::MethodCompiler> makeMethodCompiler([[maybe_unused]] const Console& console,
                                                       [[maybe_unused]] const Options& options) {
#if defined(TATU_JIT)
  if (options.tier != vm::Tier::Auto && options.tier != vm::Tier::Baseline) return nullptr;
  jit::BaselineOptions baseline;
  if (options.jitCode) baseline.codeLimit = *options.jitCode;
  if (baseline.codeLimit == 0) return nullptr;
  if (options.jitThreshold)
    baseline.threshold = static_cast<std::uint32_t>(std::clamp<std::int64_t>(*options.jitThreshold, 1, UINT32_MAX));
  if (!options.jitDump.empty()) {
    baseline.listed = options.jitDump;
    baseline.list = [&console](const std::string& text) { console.printError(text); };
  }
  return jit::makeBaselineCompiler(baseline);
#else
  return nullptr;
#endif
}

}  // namespace tatu::cli

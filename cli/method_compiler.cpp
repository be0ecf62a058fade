#include "cli/method_compiler.h"

#include <algorithm>
#include <cstdint>

#if defined(TATU_JIT)
#include "jit/baseline_compiler.h"
#include "jit/listing.h"
#include "jit/perf/jit_dump.h"
#include "jit/perf/perf_map.h"
#include "stdlib/direct/direct_natives.h"
#endif

namespace tatu::cli {

using MadeCompiler = tl::expected<std::unique_ptr<vm::MethodCompiler>, ExitCode>;

#if defined(TATU_JIT)

namespace {

using Observers = std::vector<std::shared_ptr<jit::CodeObserver>>;

os::Result<Observers> observersFor(const Console& console, const Options& options) {
  std::vector<os::Result<std::shared_ptr<jit::CodeObserver>>> wanted;
  if (!options.jitDump.empty()) {
    wanted.push_back(
        jit::makeListing(options.jitDump, [&console](const std::string& text) { console.printError(text); }));
  }
  if (options.jitPerf.map) wanted.push_back(jit::makePerfMap());
  if (options.jitPerf.dump) wanted.push_back(jit::makeJitDump());
  Observers observers;
  for (auto& observer : wanted) {
    if (!observer) return tl::unexpected(observer.error());
    observers.push_back(std::move(*observer));
  }
  return observers;
}

}  // namespace

MadeCompiler makeMethodCompiler(const Console& console, const Options& options) {
  if (options.tier != vm::Tier::Auto && options.tier != vm::Tier::Baseline) return nullptr;
  jit::BaselineOptions baseline;
  baseline.directNatives = stdlib::directNatives();
  if (options.jitCode) baseline.codeLimit = *options.jitCode;
  if (baseline.codeLimit == 0) return nullptr;
  if (options.jitThreshold)
    baseline.threshold = static_cast<std::uint32_t>(std::clamp<std::int64_t>(*options.jitThreshold, 1, UINT32_MAX));
  auto observers = observersFor(console, options);
  if (!observers) {
    return tl::unexpected(console.fail(ExitCode::ToolFailure, observers.error().message, observers.error().hint));
  }
  baseline.observers = std::move(*observers);
  return jit::makeBaselineCompiler(baseline);
}

#else

MadeCompiler makeMethodCompiler(const Console&, const Options&) { return nullptr; }

#endif

}  // namespace tatu::cli

// The whole compiler, from source text to a module, on a generated program of ordinary code: lines per second, and the
// peak of memory per line beyond what was there before. The core library's module is read once, before.
#include <benchmark/benchmark.h>

#include <malloc.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <string>

#include "benchmarks/generated/ordinary_code.h"
#include "bytecode/reader.h"
#include "compiler/diagnostics/renderer.h"
#include "compiler/emit/package_compiler.h"
#include "stdlib/core_module.h"

namespace tatu::compiler {
namespace {

[[noreturn]] void stop(const std::string& message) {
  std::fprintf(stderr, "%s\n", message.c_str());
  std::exit(1);
}

bytecode::Module compileAll(const PackageOptions& options, SourceMap& sources, const std::vector<FileId>& roots) {
  DiagnosticCollector diagnostics;
  auto module = compilePackage(options, roots, sources, diagnostics);
  if (!module || diagnostics.warningCount() != 0) stop(renderAll(diagnostics, sources, {}));
  return std::move(*module);
}

const bytecode::Module& coreModule() {
  static const bytecode::Module core = [] {
    auto module = bytecode::readModule(stdlib::coreModuleBytes(), "core");
    if (!module) stop(module.error().text());
    return std::move(*module);
  }();
  return core;
}

// The peak of the process's memory since the last call of resetPeak(), in bytes.
std::size_t peakBytes() {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);) {
    if (line.starts_with("VmHWM:")) return std::stoull(line.substr(6)) * 1024;
  }
  return 0;
}

void resetPeak() {
  malloc_trim(0);
  std::ofstream("/proc/self/clear_refs") << "5";
}

void compile(benchmark::State& state) {
  const std::string text = benchmarks::ordinaryCode(static_cast<std::size_t>(state.range(0)));
  const auto lines = static_cast<double>(std::count(text.begin(), text.end(), '\n'));
  PackageOptions options;
  options.name = "program";
  options.check.packages = {&coreModule()};
  options.check.needsMain = true;
  resetPeak();
  const std::size_t before = peakBytes();
  for (auto _ : state) {
    SourceMap sources;
    const FileId root = sources.add("generated.tatu", text).value()->id();
    benchmark::DoNotOptimize(compileAll(options, sources, {root}));
  }
  const std::size_t after = peakBytes();
  state.counters["lines/s"] = benchmark::Counter(lines, benchmark::Counter::kIsIterationInvariantRate);
  state.counters["peak bytes/line"] = static_cast<double>(after - before) / lines;
}
BENCHMARK(compile)->Arg(1'000)->Arg(10'000)->Arg(50'000)->Arg(100'000)->Arg(200'000)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace tatu::compiler

BENCHMARK_MAIN();

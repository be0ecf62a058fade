// Scanning, parsing and building the syntax tree of a generated program of ordinary code: lines per second, and memory
// per line of the tree and at the peak. One iteration is one whole program.
#include <benchmark/benchmark.h>

#include <string>

#include "benchmarks/generated/ordinary_code.h"
#include "compiler/source/source_map.h"
#include "compiler/syntax/parser.h"

namespace tatu::compiler {
namespace {

void parse(benchmark::State& state) {
  SourceMap sources;
  const SourceFile* source =
      sources.add("generated.tatu", benchmarks::ordinaryCode(static_cast<std::size_t>(state.range(0)))).value();
  const double lines = source->lineCount();
  std::size_t treeBytes = 0;
  for (auto _ : state) {
    DiagnosticCollector diagnostics;
    const ParsedFile parsed = parseFile(*source, diagnostics);
    if (parsed.hasErrors) state.SkipWithError("the generated program has errors");
    treeBytes = parsed.arena->reservedBytes();
  }
  state.counters["lines/s"] = benchmark::Counter(lines, benchmark::Counter::kIsIterationInvariantRate);
  state.counters["tree bytes/line"] = static_cast<double>(treeBytes) / lines;
  state.SetBytesProcessed(static_cast<std::int64_t>(source->text().size()) *
                          static_cast<std::int64_t>(state.iterations()));
}
BENCHMARK(parse)->Arg(1'000)->Arg(10'000)->Arg(100'000)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace tatu::compiler

BENCHMARK_MAIN();

// Scanning, parsing and building the syntax tree of a generated program of ordinary code: lines per second, and memory
// per line of the tree and at the peak. One iteration is one whole program.
#include <benchmark/benchmark.h>

#include <fmt/format.h>

#include <string>

#include "compiler/source/source_map.h"
#include "compiler/syntax/parser.h"

namespace tatu::compiler {
namespace {

// Classes with methods, loops, matches, lambdas, strings; 36 lines each.
std::string unitOfCode(std::size_t number) {
  return fmt::format(
      R"(/// Shape number {0}.
open class Shape{0}(val name: String, var width: Int, var height: Int) {{
  val cache = Map<String, List<Int>>()

  open fun area(): Int = width * height

  fun describe(prefix: String, items: List<Int>): String {{
    var total = 0
    for (index, item) in items.enumerate() {{
      if item % 2 == 0 && index > {0} {{
        total += item * index + {0}
      }} else if item < 0 {{
        total -= abs(item) / 2
      }} else {{
        total = total << 1
      }}
    }}
    val label = match total {{
      0 => "none"
      1..9 => "some"
      _ => "many of ${{total}}"
    }}
    return "${{prefix}} ${{name}}: ${{label}}"
  }}
}}

fun compute{0}(values: List<Int>, limit: Int): Int {{
  val doubled = values.map(x => x * 2).filter(x => x < limit)
  var best: Int? = null
  for value in doubled {{
    if best == null || value > best {{ best = value }}
  }}
  // The caller wants an answer in any case.
  val result = try {{ best ?? throw StateException("none") }} catch e: StateException {{ -1 }}
  return result + values[0] * (limit - 3)
}}
)",
      number);
}

std::string program(std::size_t lines) {
  constexpr std::size_t kLinesPerUnit = 36;
  std::string text;
  for (std::size_t i = 0; i * kLinesPerUnit < lines; ++i) text += unitOfCode(i);
  return text;
}

void parse(benchmark::State& state) {
  SourceMap sources;
  const SourceFile* source = sources.add("generated.tatu", program(static_cast<std::size_t>(state.range(0)))).value();
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

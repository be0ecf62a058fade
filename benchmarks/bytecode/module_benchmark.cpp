// Reading and verifying the module of a generated program: bytes per second, for programs of three sizes, since both
// promise to be linear. The bytes are those of the module file.
#include <benchmark/benchmark.h>

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "benchmarks/generated/ordinary_code.h"
#include "bytecode/reader.h"
#include "bytecode/verifier.h"
#include "bytecode/writer.h"
#include "cli/compile.h"
#include "stdlib/core_module.h"

namespace tatu {
namespace {

using Package = std::shared_ptr<const bytecode::VerifiedModule>;

[[noreturn]] void stop(const std::string& message) {
  std::fprintf(stderr, "%s\n", message.c_str());
  std::exit(1);
}

bytecode::Module readOrStop(std::span<const std::uint8_t> bytes) {
  auto module = bytecode::readModule(bytes, "generated");
  if (!module) stop(module.error().text());
  return std::move(*module);
}

const std::vector<Package>& corePackage() {
  static const std::vector<Package> packages = [] {
    auto core = bytecode::verifyModule(readOrStop(stdlib::coreModuleBytes()), {}, {"core", true});
    if (!core) stop(core.error().text());
    return std::vector<Package>{*core};
  }();
  return packages;
}

std::vector<std::uint8_t> moduleOf(std::size_t lines) {
  cli::CompileRequest request;
  request.name = "generated.tatu";
  request.text = benchmarks::ordinaryCode(lines);
  request.needsMain = true;
  request.core = &corePackage().front()->module();
  const cli::CompileOutcome outcome = cli::compileText(request);
  if (!outcome.module) stop(outcome.messages);
  return bytecode::writeModule(*outcome.module);
}

void countBytes(benchmark::State& state, const std::vector<std::uint8_t>& bytes) {
  state.SetBytesProcessed(static_cast<std::int64_t>(state.iterations()) * static_cast<std::int64_t>(bytes.size()));
  state.counters["module bytes"] = static_cast<double>(bytes.size());
}

void readOnly(benchmark::State& state) {
  const auto bytes = moduleOf(static_cast<std::size_t>(state.range(0)));
  for (auto _ : state) benchmark::DoNotOptimize(readOrStop(bytes));
  countBytes(state, bytes);
}

void readAndVerify(benchmark::State& state) {
  const auto bytes = moduleOf(static_cast<std::size_t>(state.range(0)));
  for (auto _ : state) {
    const auto verified = bytecode::verifyModule(readOrStop(bytes), corePackage(), {"generated"});
    if (!verified) stop(verified.error().text());
    benchmark::DoNotOptimize(verified->get());
  }
  countBytes(state, bytes);
}

BENCHMARK(readOnly)->Unit(benchmark::kMillisecond)->Arg(1000)->Arg(10000)->Arg(100000);
BENCHMARK(readAndVerify)->Unit(benchmark::kMillisecond)->Arg(1000)->Arg(10000)->Arg(100000);

}  // namespace
}  // namespace tatu

BENCHMARK_MAIN();

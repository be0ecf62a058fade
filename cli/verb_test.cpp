// tatu test: every function marked @test runs in a guest of its own; a program with a golden file beside it must print
// that.
#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <fmt/core.h>

#include "cli/guest_run.h"
#include "cli/input.h"
#include "cli/method_compiler.h"
#include "cli/program.h"
#include "cli/quantities.h"
#include "cli/verbs.h"
#include "os/guest/memory_system.h"
#include "os/platform/host_file.h"
#include "os/platform/interrupt.h"
#include "vm/link/module_image.h"

namespace tatu::cli {

namespace {

constexpr std::string_view kGoldenSuffix = ".expected";

struct Tests {
  const Options& options;
  const Console& console;
  vm::Runtime& runtime;
  const vm::ModuleImage& image;
  vm::Worker& worker;
  const SourceTexts& sources;
  std::size_t passed = 0;
  std::size_t failed = 0;
  int signal = 0;                    // that interrupted them, or 0
  vm::GuestStatistics statistics{};  // of all guests
};

std::vector<std::string> namesOfTests(const bytecode::Module& module, const std::string& filter) {
  std::vector<std::string> names;
  for (const bytecode::Function& function : module.functions) {
    if (!function.package.isNone() || !function.has(bytecode::FunctionFlag::Test)) continue;
    const std::string_view name = module.text(function.name);
    if (name.find(filter) != std::string_view::npos) names.emplace_back(name);
  }
  return names;
}

void count(Tests& tests, const std::string& name, bool hasPassed) {
  ++(hasPassed ? tests.passed : tests.failed);
  tests.console.print(fmt::format("{} {}\n", hasPassed ? "ok    " : "FAILED", name));
}

void addStatistics(Tests& tests, const vm::GuestStatistics& more) {
  tests.statistics.fuelUsed += more.fuelUsed;
  tests.statistics.compiledFuel += more.compiledFuel;
  gc::GuestHeapStatistics& heap = tests.statistics.heap;
  heap.allocations += more.heap.allocations;
  heap.allocatedBytes += more.heap.allocatedBytes;
  heap.peakAccounted = std::max(heap.peakAccounted, more.heap.peakAccounted);
}

void runTest(Tests& tests, const std::string& name) {
  auto guest = makeGuest(tests.console, tests.options, tests.runtime, tests.image);
  vm::FunctionDefinition* const function = tests.image.findFunction(name);
  if (!guest || function == nullptr) return count(tests, name, false);
  (*guest)->removeMain();
  (*guest)->schedule(*function);
  const GuestEnd end = runToEnd(**guest, tests.worker);
  addStatistics(tests, (*guest)->statistics());
  const bool hasFinished = end.result.status == vm::RunStatus::Finished && !end.lostOutput;
  const bool hasPassed = hasFinished && end.result.exitValue == 0;
  if (!hasFinished) {
    (void)reportEnd(tests.console, tests.options, tests.sources, end);
  } else if (!hasPassed) {
    (void)tests.console.fail(ExitCode::Failure, fmt::format("the test called exit({})", end.result.exitValue));
  }
  tests.signal = end.signal;
  count(tests, name, hasPassed);
}

// What the program prints, run in memory: without the host's files and clock, so that it is the same every time.
// None if it did not end well, which has been reported then.
std::optional<std::string> outputOf(Tests& tests) {
  auto machine = std::make_shared<os::MemoryMachine>();
  os::SystemOptions systemOptions;
  if (tests.options.maxOutput) systemOptions.limits.outputBytes = *tests.options.maxOutput;
  auto system = os::createMemorySystem(machine, os::Capabilities::forCommand(), std::move(systemOptions));
  if (!system) return std::nullopt;
  auto guest = makeGuestIn(std::move(*system), tests.console, tests.options, tests.runtime, tests.image);
  if (!guest) return std::nullopt;
  const GuestEnd end = runToEnd(**guest, tests.worker);
  addStatistics(tests, (*guest)->statistics());
  tests.signal = end.signal;
  if (end.result.status != vm::RunStatus::Finished) {
    (void)reportEnd(tests.console, tests.options, tests.sources, end);
    return std::nullopt;
  }
  return machine->output();
}

void showFirstDifference(const Console& console, const std::string& expected, const std::string& found) {
  const auto [left, right] = std::mismatch(expected.begin(), expected.end(), found.begin(), found.end());
  const auto line = 1 + std::count(expected.begin(), left, '\n');
  const auto lineAt = [](const std::string& text, std::size_t at) {
    const std::size_t start = at == 0 ? 0 : text.rfind('\n', at - 1) + 1;
    return text.substr(start, text.find('\n', start) - start);
  };
  const auto offset = static_cast<std::size_t>(left - expected.begin());
  console.printError(harmless(fmt::format("line {} of the output\n  expected: {}\n  found:    {}\n", line,
                                          lineAt(expected, offset), lineAt(found, offset))));
}

void runGolden(Tests& tests) {
  const std::string file = tests.options.file + std::string(kGoldenSuffix);
  const auto expected = os::readHostFile(file, std::size_t{64} << 20);
  if (!expected && !tests.options.updateGolden) return;
  const std::optional<std::string> found = outputOf(tests);
  if (!found) return count(tests, "(output)", false);
  if (tests.options.updateGolden) {
    return count(tests, "(output written to " + file + ")",
                 writeOutput(tests.console, file, *found) == ExitCode::Success);
  }
  const bool isEqual = *expected == *found;
  if (!isEqual) showFirstDifference(tests.console, *expected, *found);
  count(tests, "(output)", isEqual);
}

int runTests(Tests& tests, const std::vector<std::string>& names, bool hasMain, PhaseClock& clock) {
  for (const std::string& name : names) {
    if (tests.signal == 0) runTest(tests, name);
  }
  if (hasMain && tests.options.filter.empty() && tests.options.file != "-" && tests.signal == 0) runGolden(tests);
  if (tests.passed + tests.failed == 0) {
    return static_cast<int>(
        tests.console.fail(ExitCode::Failure, "there are no tests", "mark functions without parameters with @test"));
  }
  tests.console.print(fmt::format("{} passed, {} failed\n", tests.passed, tests.failed));
  clock.end("run");
  if (tests.options.showStatistics) showStatistics(tests.console, clock, tests.statistics, tests.runtime);
  if (tests.signal != 0) os::endBySignal(tests.signal);
  return static_cast<int>(tests.failed == 0 ? ExitCode::Success : ExitCode::Failure);
}

}  // namespace

int testProgram(const Options& options, const Console& console) {
  PhaseClock clock;
  auto program = loadProgram(options, console, false, clock);
  if (!program) return static_cast<int>(program.error());
  const std::vector<std::string> names = namesOfTests(program->module->module(), options.filter);
  if (options.listTests) {
    for (const std::string& name : names) console.print(name + "\n");
    return 0;
  }
  auto compiler = makeMethodCompiler(console, options);
  if (!compiler) return static_cast<int>(compiler.error());
  auto session = Session::start(console, options.gcStress.value_or(0), std::move(*compiler), program->packages);
  if (!session) return static_cast<int>(session.error());
  auto image = session->load(program->module);
  if (!image) return static_cast<int>(image.error());
  vm::Worker worker(session->runtime());
  Tests tests{options, console, session->runtime(), **image, worker, program->sources};
  return runTests(tests, names, !program->module->module().main.isNone(), clock);
}

}  // namespace tatu::cli

#include "tests/language/runner/language_test.h"

#include <memory>
#include <set>
#include <utility>

#include <fmt/core.h>

#include "bytecode/reader.h"
#include "bytecode/writer.h"
#include "cli/command_line.h"
#include "cli/compile.h"
#include "os/guest/memory_system.h"
#include "os/platform/clock.h"
#include "tests/language/runner/text_form.h"
#include "tests/tiers/compiled_tiers.h"

namespace tatu::language_test {

namespace {

using Problems = std::vector<std::string>;

std::string compared(std::string_view what, const std::string& expected, const std::string& found) {
  return fmt::format("{} differs\n--- expected\n{}\n--- found\n{}\n", what, expected, found);
}

// ---- Compile errors

std::set<CodePlace> placesOf(const cli::CompileOutcome& outcome, bool areErrors) {
  std::set<CodePlace> places;
  for (const cli::DiagnosticPlace& place : outcome.places) {
    if (place.isError == areErrors) places.emplace(place.line, place.code);
  }
  return places;
}

void comparePlaces(const std::set<CodePlace>& expected, const std::set<CodePlace>& found, const std::string& messages,
                   Problems& problems) {
  for (const CodePlace& place : expected) {
    if (found.count(place) == 0)
      problems.push_back(fmt::format("line {}: {} was expected\n{}", place.first, place.second, messages));
  }
  for (const CodePlace& place : found) {
    if (expected.count(place) == 0)
      problems.push_back(fmt::format("line {}: {} was not expected\n{}", place.first, place.second, messages));
  }
}

// ---- Running

struct Ending {
  std::string output;
  std::string error;  // "Class: message", a limit's name, or empty
  int exitCode = 0;
  std::uint64_t fuel = 0;
  std::string trace;
};

std::string traceText(const vm::StackTrace& trace) {
  std::string text;
  for (const vm::TraceEntry& entry : trace.entries) {
    text += fmt::format("{} {}:{}:{}\n", entry.function, entry.file, entry.line, entry.column);
  }
  return text;
}

void describe(const vm::RunResult& result, Ending& ending) {
  switch (result.status) {
    case vm::RunStatus::Finished: ending.exitCode = static_cast<int>(result.exitValue & 0xFF); return;
    case vm::RunStatus::Uncaught:
      ending.exitCode = 1;
      ending.error = result.exception->className + ": " + result.exception->message;
      ending.trace = traceText(result.exception->trace);
      return;
    case vm::RunStatus::Deadlocked:
      ending.exitCode = 1;
      ending.error = "deadlock";
      for (const vm::WaitingFibers& fibers : result.waiting) {
        ending.trace += fmt::format("fiber {} of {}:\n{}", fibers.first, fibers.count, traceText(fibers.trace));
      }
      return;
    case vm::RunStatus::LimitReached:
      ending.exitCode = 1;
      ending.error = std::string(vm::nameOf(result.limit));
      ending.trace = traceText(result.where);
  }
}

tl::expected<Ending, std::string> runOnce(TestMachine& machine, const vm::ModuleImage& image,
                                          const cli::Options& options, const Expectations& expectations,
                                          const test::CompiledTier& tier) {
  auto world = std::make_shared<os::MemoryMachine>();
  world->putInput(expectations.input);
  os::SystemOptions systemOptions;
  systemOptions.arguments = expectations.arguments;
  auto system = os::createMemorySystem(world, options.capabilities, std::move(systemOptions));
  if (!system) return tl::unexpected(system.error().message);
  vm::GuestOptions guestOptions;
  tier.apply(guestOptions);
  if (options.maxMemory) guestOptions.memoryLimit = *options.maxMemory;
  guestOptions.system = std::move(*system);
  auto guest = vm::Guest::create(machine.session.runtime(), image, std::move(guestOptions));
  if (!guest) return tl::unexpected(guest.error());
  (*guest)->grantFuel(options.fuel.value_or(std::int64_t{4'000'000'000}));
  vm::Worker worker(machine.session.runtime());
  Ending ending;
  describe((*guest)->run(worker), ending);
  (void)(*guest)->system()->flush((*guest)->system()->standardOutput()).has_value();
  ending.output = world->output();
  ending.fuel = (*guest)->statistics().fuelUsed;
  return ending;
}

void compareWithExpected(const Ending& ending, const Expectations& expectations, Problems& problems) {
  if (ending.output != expectations.output)
    problems.push_back(compared("the output", expectations.output, ending.output));
  if (ending.error != expectations.error) {
    problems.push_back(compared("the error", expectations.error, ending.error + "\n" + ending.trace));
  } else if (ending.error.empty() && ending.exitCode != expectations.exitCode) {
    problems.push_back(fmt::format("the exit code is {}, not {}", ending.exitCode, expectations.exitCode));
  }
}

void compareTiers(std::string_view tier, const Ending& interpreter, const Ending& other, Problems& problems) {
  const auto compare = [&](std::string_view what, const std::string& expected, const std::string& seen) {
    if (seen != expected) problems.push_back(compared(fmt::format("{}, {},", what, tier), expected, seen));
  };
  compare("the output", interpreter.output, other.output);
  compare("the error", interpreter.error, other.error);
  compare("the trace", interpreter.trace, other.trace);
  if (interpreter.fuel != other.fuel)
    problems.push_back(
        fmt::format("the fuel differs: {} in the interpreter, {} {}", interpreter.fuel, other.fuel, tier));
}

constexpr test::CompiledTier kInterpreter{"interpreted", vm::Tier::Interpreter, 10'000, 0};
constexpr test::CompiledTier kReference{"in the reference", vm::Tier::Reference, 10'000, 0};

void runInAllTiers(TestMachine& machine, const vm::ModuleImage& image, const Expectations& expectations,
                   Problems& problems) {
  std::vector<std::string> line{"run"};
  line.insert(line.end(), expectations.flags.begin(), expectations.flags.end());
  line.emplace_back("test.tatu");
  const auto options = cli::parseCommandLine(line);
  if (!options) return problems.push_back("flags: " + options.error().message);
  const auto interpreter = runOnce(machine, image, *options, expectations, kInterpreter);
  if (!interpreter) return problems.push_back(interpreter.error());
  compareWithExpected(*interpreter, expectations, problems);
  std::vector<test::CompiledTier> others{kReference};
  others.insert(others.end(), test::compiledTiers().begin(), test::compiledTiers().end());
  for (const test::CompiledTier& tier : others) {
    const auto other = runOnce(machine, image, *options, expectations, tier);
    if (!other) return problems.push_back(other.error());
    compareTiers(tier.name, *interpreter, *other, problems);
  }
}

// ---- The module's forms

void checkForms(const bytecode::Module& module, const std::vector<std::uint8_t>& bytes, Problems& problems) {
  const auto read = bytecode::readModule(bytes, "test.tbc");
  if (!read) return problems.push_back("the module cannot be read: " + read.error().text());
  if (bytecode::writeModule(*read) != bytes) problems.emplace_back("reading and writing the module changes it");
  const auto assembled = throughText(module);
  if (!assembled) return problems.push_back("assembling the disassembled module fails: " + assembled.error());
  if (bytecode::writeModule(*assembled) != bytes)
    problems.emplace_back("disassembling and assembling the module changes it");
}

void runModule(TestMachine& machine, const cli::CompileOutcome& outcome, const cli::CompileRequest& request,
               const Expectations& expectations, Problems& problems) {
  const std::vector<std::uint8_t> bytes = bytecode::writeModule(*outcome.module);
  const cli::CompileOutcome again = cli::compileText(request);
  if (!again.module || bytecode::writeModule(*again.module) != bytes)
    problems.emplace_back("building twice gives different modules");
  checkForms(*outcome.module, bytes, problems);
  auto verified = bytecode::verifyModule(*outcome.module, {&machine.core, 1}, {request.name, false});
  if (!verified) return problems.push_back("the module is refused: " + verified.error().text());
  const auto image = machine.session.load(*verified);
  if (!image) return problems.push_back("the module cannot be loaded");
  runInAllTiers(machine, **image, expectations, problems);
}

}  // namespace

std::vector<std::string> runTest(TestMachine& machine, const TestProgram& program) {
  Problems problems;
  const Expectations expectations = readExpectations(program.source);
  cli::CompileRequest request;
  request.name = program.name;
  request.path = program.path;
  request.readsImports = !program.path.empty();
  request.text = program.source;
  request.needsMain = expectations.compileErrors.empty();
  request.core = &machine.core->module();
  const cli::CompileOutcome outcome = cli::compileText(request);
  comparePlaces(expectations.compileErrors, placesOf(outcome, true), outcome.messages, problems);
  if (!expectations.warnings.empty())
    comparePlaces(expectations.warnings, placesOf(outcome, false), outcome.messages, problems);
  if (outcome.module && expectations.compileErrors.empty())
    runModule(machine, outcome, request, expectations, problems);
  return problems;
}

}  // namespace tatu::language_test

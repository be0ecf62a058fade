// dis, asm, verify: module files themselves.
#include <algorithm>
#include <string>
#include <vector>

#include <fmt/core.h>

#include "bytecode/assembler.h"
#include "bytecode/disassembler.h"
#include "bytecode/writer.h"
#include "cli/input.h"
#include "cli/program.h"
#include "cli/verbs.h"

namespace tatu::cli {

namespace {

std::string describe(const bytecode::Module& module) {
  const auto own = [](const auto& rows) {
    return std::count_if(rows.begin(), rows.end(), [](const auto& row) { return row.package.isNone(); });
  };
  return fmt::format("{} {}: {} classes, {} functions, verified", module.text(module.name), module.text(module.version),
                     own(module.classes), own(module.functions));
}

}  // namespace

ExitCode disassembleModule(const Options& options, const Console& console) {
  const std::string output = options.output.empty() ? "-" : options.output;
  if (wouldReplace(console, output, options.file)) return ExitCode::Usage;
  PhaseClock clock;
  const auto program = loadProgram(options, console, false, clock);
  if (!program) return program.error();
  const auto text = bytecode::disassemble(program->module->module());
  if (!text) return console.fail(text.error());
  return writeOutput(console, output, *text);
}

// The module is written as the text says; `tatu verify` or the next run checks it.
ExitCode assembleModule(const Options& options, const Console& console) {
  if (options.output.empty())
    return console.fail(ExitCode::Usage, "tatu asm needs -o FILE", "-o - writes to standard output");
  if (wouldReplace(console, options.output, options.file)) return ExitCode::Usage;
  const auto input = readInput(console, options.file);
  if (!input) return input.error();
  if (input->kind == InputKind::Module) {
    return console.fail(ExitCode::CannotRun, input->name + " is a module and not assembler text",
                        "tatu dis shows its text");
  }
  const auto module = bytecode::assemble(input->content);
  if (!module) {
    const bytecode::AssemblyError& error = module.error();
    return console.fail(ExitCode::Failure,
                        fmt::format("{}:{}:{}: {}", input->name, error.line, error.column, error.message));
  }
  const std::vector<std::uint8_t> bytes = bytecode::writeModule(*module);
  return writeModule(console, options.output, bytes);
}

ExitCode verifyModuleFile(const Options& options, const Console& console) {
  PhaseClock clock;
  const auto program = loadProgram(options, console, false, clock);
  if (!program) return program.error();
  console.print(harmless(describe(program->module->module())) + "\n");
  return ExitCode::Success;
}

}  // namespace tatu::cli

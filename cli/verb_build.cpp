// check and build.
#include <string>

#include "bytecode/writer.h"
#include "cli/compile.h"
#include "cli/input.h"
#include "cli/program.h"
#include "cli/verbs.h"

namespace tatu::cli {

namespace {

// "game.tatu" -> "game.tbc"
std::string defaultOutput(const std::string& file) {
  if (file == "-") return "-";
  const std::string_view suffix = ".tatu";
  const bool hasSuffix = file.size() > suffix.size() && file.ends_with(suffix);
  return (hasSuffix ? file.substr(0, file.size() - suffix.size()) : file) + ".tbc";
}

}  // namespace

ExitCode checkProgram(const Options& options, const Console& console) {
  PhaseClock clock;
  const auto program = loadProgram(options, console, false, clock);
  return program ? ExitCode::Success : program.error();
}

ExitCode buildModule(const Options& options, const Console& console) {
  const std::string output = options.output.empty() ? defaultOutput(options.file) : options.output;
  if (wouldReplace(console, output, options.file)) return ExitCode::Usage;
  PhaseClock clock;
  const auto program = loadProgram(options, console, false, clock);
  if (!program) return program.error();
  const std::vector<std::uint8_t> bytes = bytecode::writeModule(program->module->module());
  return writeModule(console, output, bytes);
}

}  // namespace tatu::cli

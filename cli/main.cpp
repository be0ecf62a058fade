// The `tatu` command.
#include <string>
#include <vector>

#include "cli/command_line.h"
#include "cli/console.h"
#include "cli/out_of_memory.h"
#include "cli/verbs.h"
#include "os/platform/process.h"

namespace {

using namespace tatu::cli;  // the whole file is the command

int perform(const Options& options, const Console& console) {
  switch (options.verb) {
    case Verb::Run: return runProgram(options, console);
    case Verb::Test: return testProgram(options, console);
    case Verb::Check: return static_cast<int>(checkProgram(options, console));
    case Verb::Build: return static_cast<int>(buildModule(options, console));
    case Verb::Dis: return static_cast<int>(disassembleModule(options, console));
    case Verb::Asm: return static_cast<int>(assembleModule(options, console));
    case Verb::Verify: return static_cast<int>(verifyModuleFile(options, console));
    case Verb::Version: return static_cast<int>(showVersion(options, console));
    case Verb::Help: break;
  }
  console.print(options.helpText);
  return 0;
}

int usage(const UsageError& error, bool isJson) {
  Options options;
  if (isJson) options.errorFormat = tatu::compiler::DiagnosticFormat::Json;
  const Console console(options);
  if (error.message.empty()) {
    console.printError(error.hint);
    return static_cast<int>(ExitCode::Usage);
  }
  const bool hasHelp = !isJson && !error.shortHelp.empty();
  const ExitCode code = console.fail(ExitCode::Usage, error.message, hasHelp ? "" : error.hint);
  if (hasHelp) console.printError("\n" + error.shortHelp);
  return static_cast<int>(code);
}

}  // namespace

int main(int argumentCount, char** argumentValues) {
  tatu::os::prepareProcess();
  const std::vector<std::string> arguments(argumentValues + (argumentCount > 0 ? 1 : 0),
                                           argumentValues + argumentCount);
  const bool isJson = asksForJson(arguments);
  tatu::cli::reportLackOfMemory(isJson);
  const auto options = parseCommandLine(arguments);
  if (!options) return usage(options.error(), isJson);
  const Console console(*options);
  if (!options->helpText.empty()) {
    console.print(options->helpText);
    return 0;
  }
  return perform(*options, console);
}

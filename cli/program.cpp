#include "cli/program.h"

#include <utility>

#include "bytecode/reader.h"
#include "cli/compile.h"
#include "cli/input.h"

namespace tatu::cli {

namespace {

tl::expected<bytecode::Module, ExitCode> compileInput(const Console& console, const Input& input,
                                                      const bytecode::Module& core, bool needsMain) {
  CompileRequest request;
  request.name = input.name;
  request.path = input.path;
  request.text = input.content;
  request.needsMain = needsMain;
  request.core = &core;
  request.rendering = console.renderOptions();
  CompileOutcome outcome = compileText(request);
  if (!outcome.messages.empty()) console.printError(outcome.messages);
  if (!outcome.module) return tl::unexpected(console.sourceHasErrors());
  return std::move(*outcome.module);
}

tl::expected<bytecode::Module, ExitCode> moduleOf(const Console& console, const Input& input, const Verified& core,
                                                  bool needsMain) {
  if (!input.isModule) return compileInput(console, input, core->module(), needsMain);
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(input.content.data());
  auto module = bytecode::readModule({bytes, input.content.size()}, input.name);
  if (!module) return tl::unexpected(console.fail(module.error()));
  if (needsMain && module->main.isNone()) {
    return tl::unexpected(console.fail(ExitCode::CannotRun, "the module " + input.name + " has no function main"));
  }
  return std::move(*module);
}

}  // namespace

tl::expected<Program, ExitCode> loadProgram(const Options& options, const Console& console, bool needsMain,
                                            PhaseClock& clock) {
  Program program;
  auto input = readInput(console, options.file);
  if (!input) return tl::unexpected(input.error());
  clock.end("read");
  auto core = loadCoreLibrary(console);
  if (!core) return tl::unexpected(core.error());
  program.core = std::move(*core);
  clock.end("core library");
  auto module = moduleOf(console, *input, program.core, needsMain);
  if (!module) return tl::unexpected(module.error());
  clock.end(input->isModule ? "read module" : "compile");
  auto verified = verifyProgram(console, std::move(*module), program.core, input->name, !input->isModule);
  if (!verified) return tl::unexpected(verified.error());
  program.module = std::move(*verified);
  clock.end("verify");
  return program;
}

}  // namespace tatu::cli

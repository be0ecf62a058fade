#include "cli/program.h"

#include <algorithm>
#include <span>
#include <utility>
#include <vector>

#include <fmt/core.h>

#include "bytecode/reader.h"
#include "cli/compile.h"
#include "cli/input.h"
#include "os/error.h"

namespace tatu::cli {

namespace {

tl::expected<bytecode::Module, ExitCode> compileInput(const Console& console, const Input& input,
                                                      std::span<const Verified> packages, bool needsMain,
                                                      SourceTexts& sources) {
  CompileRequest request;
  request.name = input.name;
  request.path = input.path;
  request.readsImports = true;
  request.text = input.content;
  request.needsMain = needsMain;
  request.core = &packages.front()->module();
  for (const Verified& package : packages.subspan(1)) request.packages.push_back(&package->module());
  request.rendering = console.renderOptions();
  CompileOutcome outcome = compileText(request);
  if (!outcome.messages.empty()) console.printError(outcome.messages);
  if (!outcome.module) return tl::unexpected(console.sourceHasErrors());
  sources = SourceTexts(std::move(outcome.sources), std::move(outcome.folder));
  return std::move(*outcome.module);
}

ExitCode isAssemblerText(const Console& console, const Input& input) {
  const std::string name = input.path.empty() ? "-" : os::quoteForDisplay(input.path);
  return console.fail(ExitCode::CannotRun, os::quoteForDisplay(input.name) + " is assembler text and not a program",
                      fmt::format("tatu asm {} -o FILE.tbc makes a module of it, which runs", name));
}

ExitCode isForeign(const Console& console, const Input& input) {
  const bool isUtf16 = input.content.starts_with("\xFF\xFE") || input.content.starts_with("\xFE\xFF");
  return console.fail(ExitCode::Rejected,
                      os::quoteForDisplay(input.name) + " is neither source text nor a module of Tatu",
                      isUtf16 ? "it seems to be text in UTF-16; source text is UTF-8"
                              : "source text is text in UTF-8; a module is what tatu build makes of it");
}

tl::expected<bytecode::Module, ExitCode> readModule(const Console& console, const Input& input, bool needsMain) {
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(input.content.data());
  auto module = bytecode::readModule({bytes, input.content.size()}, input.name);
  if (!module) return tl::unexpected(console.fail(module.error()));
  if (needsMain && module->main.isNone()) {
    return tl::unexpected(console.fail(ExitCode::CannotRun, "the module " + input.name + " has no function main"));
  }
  return std::move(*module);
}

tl::expected<bytecode::Module, ExitCode> moduleOf(const Console& console, const Input& input,
                                                  std::span<const Verified> packages, bool needsMain,
                                                  SourceTexts& sources) {
  switch (input.kind) {
    case InputKind::Module: return readModule(console, input, needsMain);
    case InputKind::AssemblerText: return tl::unexpected(isAssemblerText(console, input));
    case InputKind::Foreign: return tl::unexpected(isForeign(console, input));
    case InputKind::Source: break;
  }
  return compileInput(console, input, packages, needsMain, sources);
}

ExitCode isNoPackage(const Console& console, const Input& input) {
  return console.fail(ExitCode::CannotRun, os::quoteForDisplay(input.name) + " is not a module, as packages are",
                      "tatu build makes a module of source text");
}

bool isNameOf(std::span<const Verified> packages, const bytecode::Module& module) {
  return std::any_of(packages.begin(), packages.end(),
                     [&](const Verified& package) { return package->linked().name() == module.text(module.name); });
}

// Verified against those before it.
tl::expected<Verified, ExitCode> loadPackage(const Console& console, const std::string& file,
                                             std::span<const Verified> packages) {
  const auto input = readInput(console, file);
  if (!input) return tl::unexpected(input.error());
  if (input->kind != InputKind::Module) return tl::unexpected(isNoPackage(console, *input));
  auto module = readModule(console, *input, false);
  if (!module) return tl::unexpected(module.error());
  if (isNameOf(packages, *module)) {
    return tl::unexpected(console.fail(ExitCode::Usage, fmt::format("two packages are called {}; one of them is {}",
                                                                    module->text(module->name), input->name)));
  }
  return verifyProgram(console, std::move(*module), packages, input->name, false);
}

// The core library and those of the options.
tl::expected<std::vector<Verified>, ExitCode> loadPackages(const Options& options, const Console& console) {
  auto core = loadCoreLibrary(console);
  if (!core) return tl::unexpected(core.error());
  std::vector<Verified> packages{std::move(*core)};
  for (const std::string& file : options.packages) {
    auto package = loadPackage(console, file, packages);
    if (!package) return tl::unexpected(package.error());
    packages.push_back(std::move(*package));
  }
  return packages;
}

}  // namespace

tl::expected<Program, ExitCode> loadProgram(const Options& options, const Console& console, bool needsMain,
                                            PhaseClock& clock) {
  Program program;
  auto input = readInput(console, options.file);
  if (!input) return tl::unexpected(input.error());
  clock.end("read");
  auto packages = loadPackages(options, console);
  if (!packages) return tl::unexpected(packages.error());
  program.packages = std::move(*packages);
  clock.end("core library");
  auto module = moduleOf(console, *input, program.packages, needsMain, program.sources);
  if (!module) return tl::unexpected(module.error());
  if (isNameOf(std::span(program.packages).subspan(1), *module)) {
    return tl::unexpected(console.fail(
        ExitCode::Usage, fmt::format("the program and one of its packages are called {}", module->text(module->name)),
        "rename the program's file"));
  }
  const bool isCompiled = input->kind == InputKind::Source;
  clock.end(isCompiled ? "compile" : "read module");
  auto verified = verifyProgram(console, std::move(*module), program.packages, input->name, isCompiled);
  if (!verified) return tl::unexpected(verified.error());
  program.module = std::move(*verified);
  clock.end("verify");
  return program;
}

}  // namespace tatu::cli

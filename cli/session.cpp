#include "cli/session.h"

#include <utility>

#include <fmt/core.h>

#include "bytecode/reader.h"
#include "stdlib/core_library.h"
#include "stdlib/natives/core_natives.h"

namespace tatu::cli {

namespace {

// Ever larger instantiations are seen only in the whole program, after compiling. All else would be our mistake.
ExitCode compiledButRefused(const Console& console, const bytecode::Reject& reject) {
  if (reject.rule != bytecode::Rule::InstantiationCycle) {
    return console.fail(ExitCode::ToolFailure, reject.text(), "this is a mistake in the compiler: please report it");
  }
  return console.fail(
      ExitCode::Failure,
      fmt::format("{}: {} would need ever larger types of itself, without end", reject.file, reject.function),
      "what is generic cannot use itself with a larger type, as when f<T> calls f<List<T>>");
}

tl::expected<std::unique_ptr<vm::Runtime>, std::string> makeRuntime(std::uint64_t collectEvery,
                                                                    std::unique_ptr<vm::MethodCompiler> compiler) {
  vm::RuntimeOptions options;
  options.compiler = std::move(compiler);
  options.heap.collectEvery = collectEvery;
  stdlib::registerCoreNatives(options.natives);
  return vm::Runtime::create(std::move(options));
}

}  // namespace

tl::expected<Verified, ExitCode> loadCoreLibrary(const Console& console) {
  auto core = stdlib::readCoreLibrary();
  if (!core) return tl::unexpected(console.fail(ExitCode::ToolFailure, core.error().text()));
  return std::move(*core);
}

tl::expected<Verified, ExitCode> verifyProgram(const Console& console, bytecode::Module module,
                                               std::span<const Verified> packages, std::string_view fileName,
                                               bool isCompiled) {
  auto verified = bytecode::verifyModule(std::move(module), packages, {fileName, false});
  if (!verified)
    return tl::unexpected(isCompiled ? compiledButRefused(console, verified.error()) : console.fail(verified.error()));
  return std::move(*verified);
}

tl::expected<Session, ExitCode> Session::start(const Console& console, std::uint64_t collectEvery,
                                               std::unique_ptr<vm::MethodCompiler> compiler,
                                               std::span<const Verified> packages) {
  auto runtime = makeRuntime(collectEvery, std::move(compiler));
  if (!runtime) return tl::unexpected(console.fail(ExitCode::ToolFailure, runtime.error()));
  Session session(console, std::move(*runtime));
  for (const Verified& package : packages) {
    if (const auto loaded = session.load(package); !loaded) return tl::unexpected(loaded.error());
  }
  return session;
}

tl::expected<const vm::ModuleImage*, ExitCode> Session::load(const Verified& module) {
  const auto loaded = runtime().load(module);
  if (!loaded) return tl::unexpected(console_->fail(ExitCode::Rejected, loaded.error().message));
  return *loaded;
}

}  // namespace tatu::cli

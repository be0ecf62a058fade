// Runs language tests: language_tests [--gc-stress=N] [--compiler=holes|crowded] FILE...
// FILE is a program, or a Markdown page whose blocks marked ```tatu are programs. Prints what went wrong; exit code 1
// if anything did.
#include <cstdio>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/core.h>

#include "cli/console.h"
#include "os/platform/host_file.h"
#include "os/platform/process.h"
#include "tests/language/runner/language_test.h"
#include "tests/tiers/compiled_tiers.h"

namespace {

using namespace tatu;  // the whole file is the program

constexpr std::size_t kMostBytes = std::size_t{64} << 20;

std::vector<language_test::TestProgram> programsOf(const std::string& path, const std::string& text) {
  if (!path.ends_with(".md")) return {{path, path, text}};
  std::vector<language_test::TestProgram> programs;
  for (language_test::Block& block : language_test::readBlocks(text)) {
    programs.push_back({fmt::format("{}:{}", path, block.line), "", std::move(block.source)});
  }
  return programs;
}

// The value of an option that is there, which is taken away.
std::string takeOption(std::vector<std::string>& arguments, std::string_view name) {
  if (arguments.empty() || !arguments[0].starts_with(name)) return "";
  const std::string value = arguments[0].substr(name.size());
  arguments.erase(arguments.begin());
  return value;
}

test::TestCompiler compilerNamed(std::string_view name) {
  if (name == "holes") return test::TestCompiler::WithHoles;
  if (name == "crowded") return test::TestCompiler::Crowded;
  return test::TestCompiler::Usual;
}

struct Settings {
  const cli::Console& console;
  cli::Verified core;
  std::uint64_t stress = 0;
  test::TestCompiler compiler = test::TestCompiler::Usual;
  std::uint64_t discarded = 0;  // methods whose machine code was
};

std::size_t runPrograms(language_test::TestMachine& machine, const std::string& path, const std::string& text) {
  std::size_t failures = 0;
  for (const language_test::TestProgram& program : programsOf(path, text)) {
    for (const std::string& problem : language_test::runTest(machine, program)) {
      fmt::print("{}: {}\n", program.name, problem);
      ++failures;
    }
  }
  return failures;
}

// Each file has a runtime of its own: modules of several have the same name.
std::size_t runFile(Settings& settings, const std::string& path) {
  const auto text = os::readHostFile(path, kMostBytes);
  if (!text) {
    fmt::print("{}\n", text.error().message);
    return 1;
  }
  auto session = cli::Session::start(settings.console, settings.stress, test::makeTestCompiler(settings.compiler),
                                     {&settings.core, 1});
  if (!session) return 1;
  language_test::TestMachine machine{settings.console, settings.core, *session};
  const std::size_t failures = runPrograms(machine, path, *text);
  if (const vm::MethodCompiler* compiler = session->runtime().compiler(); compiler != nullptr)
    settings.discarded += compiler->statistics().discarded;
  return failures;
}

}  // namespace

int main(int argumentCount, char** argumentValues) {
  os::prepareProcess();
  std::vector<std::string> files(argumentValues + 1, argumentValues + argumentCount);
  const std::string stressText = takeOption(files, "--gc-stress=");
  const std::uint64_t stress = stressText.empty() ? 0 : std::stoull(stressText);
  const test::TestCompiler compiler = compilerNamed(takeOption(files, "--compiler="));
  const cli::Console console{cli::Options()};
  auto core = cli::loadCoreLibrary(console);
  if (!core) return 1;
  Settings settings{console, *core, stress, compiler};
  std::size_t failures = 0;
  for (const std::string& file : files) failures += runFile(settings, file);
  if (compiler == test::TestCompiler::Crowded) fmt::print("{} methods were discarded\n", settings.discarded);
  return failures == 0 ? 0 : 1;
}

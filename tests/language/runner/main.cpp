// Runs language tests: language_tests [--gc-stress=N] FILE...
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

std::size_t runFile(language_test::TestMachine& machine, const std::string& path) {
  const auto text = os::readHostFile(path, kMostBytes);
  if (!text) {
    fmt::print("{}\n", text.error().message);
    return 1;
  }
  std::size_t failures = 0;
  for (const language_test::TestProgram& program : programsOf(path, *text)) {
    for (const std::string& problem : language_test::runTest(machine, program)) {
      fmt::print("{}: {}\n", program.name, problem);
      ++failures;
    }
  }
  return failures;
}

}  // namespace

int main(int argumentCount, char** argumentValues) {
  os::prepareProcess();
  std::vector<std::string> files(argumentValues + 1, argumentValues + argumentCount);
  constexpr std::string_view kStress = "--gc-stress=";
  std::uint64_t stress = 0;
  if (!files.empty() && files[0].starts_with(kStress)) {
    stress = std::stoull(files[0].substr(kStress.size()));
    files.erase(files.begin());
  }
  const cli::Console console{cli::Options()};
  auto core = cli::loadCoreLibrary(console);
  if (!core) return 1;
  auto session = cli::Session::start(console, *core, stress, test::makeTestCompiler());
  if (!session) return 1;
  language_test::TestMachine machine{console, *core, **session};
  std::size_t failures = 0;
  for (const std::string& file : files) failures += runFile(machine, file);
  return failures == 0 ? 0 : 1;
}

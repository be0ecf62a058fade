// Compiles programs to modules, for the module fuzzer to start from: make_seeds FOLDER FILE...
// A program that does not compile alone (it is there to be refused, or needs other files) gives no seed.
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "bytecode/writer.h"
#include "cli/compile.h"
#include "tests/mutation/tier_comparison.h"

namespace {

using namespace tatu;  // the whole file is the program

constexpr std::size_t kMostBytes = 16'384;  // of a seed; the fuzzer is quicker with small ones

bool makeSeed(const bytecode::Module& core, const std::filesystem::path& from, const std::filesystem::path& to) {
  std::ifstream source(from, std::ios::binary);
  cli::CompileRequest request;
  request.name = from.filename().string();
  request.text.assign(std::istreambuf_iterator<char>(source), {});
  request.core = &core;
  const cli::CompileOutcome outcome = cli::compileText(request);
  if (!outcome.module) return true;
  const std::vector<std::uint8_t> bytes = bytecode::writeModule(*outcome.module);
  if (bytes.size() > kMostBytes) return true;
  std::ofstream seed(to, std::ios::binary);
  seed.write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
  return seed.good();
}

}  // namespace

int main(int argc, char** argv) {
  const auto machine = mutation::TierComparison::create();
  if (!machine || argc < 2) {
    std::fprintf(stderr, "%s\n", machine ? "usage: make_seeds FOLDER FILE..." : machine.error().c_str());
    return 1;
  }
  const std::filesystem::path folder = argv[1];
  std::filesystem::remove_all(folder);
  std::filesystem::create_directories(folder);
  for (int i = 2; i < argc; ++i) {
    const std::filesystem::path to = folder / (std::to_string(i) + ".tbc");
    if (!makeSeed(machine->core()->module(), argv[i], to)) return 1;
  }
  return 0;
}

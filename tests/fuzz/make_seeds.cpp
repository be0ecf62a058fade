// Compiles programs to modules, for the module fuzzer to start from: make_seeds FOLDER FILE...
// A program that does not compile alone (it is there to be refused, or needs other files) gives no seed. Each module is
// there as it is and in a few damaged forms, nearly all of which some rule refuses; made anew with each build, they
// never fall behind the format.
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "bytecode/reader.h"
#include "bytecode/writer.h"
#include "cli/compile.h"
#include "tests/mutation/byte_mutator.h"
#include "tests/mutation/module_mutator.h"
#include "tests/mutation/tier_comparison.h"

namespace {

using namespace tatu;  // the whole file is the program

constexpr std::size_t kMostBytes = 16'384;  // of a seed; the fuzzer is quicker with small ones
constexpr std::uint64_t kDamagedForms = 4;

bool writeSeed(const std::vector<std::uint8_t>& bytes, const std::filesystem::path& to) {
  std::ofstream seed(to, std::ios::binary);
  seed.write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
  return seed.good();
}

std::vector<std::uint8_t> damaged(const std::vector<std::uint8_t>& bytes, mutation::Dice dice) {
  if (dice.oneIn(3)) return mutation::mutateBytes(bytes, dice);
  bytecode::Module module = *bytecode::readModule(bytes);
  mutation::mutateModule(module, dice);
  return bytecode::writeModule(module);
}

bool makeSeeds(const bytecode::Module& core, const std::filesystem::path& from, const std::filesystem::path& folder,
               std::uint64_t number) {
  std::ifstream source(from, std::ios::binary);
  cli::CompileRequest request;
  request.name = from.filename().string();
  request.text.assign(std::istreambuf_iterator<char>(source), {});
  request.core = &core;
  const cli::CompileOutcome outcome = cli::compileText(request);
  if (!outcome.module) return true;
  const std::vector<std::uint8_t> bytes = bytecode::writeModule(*outcome.module);
  if (bytes.size() > kMostBytes) return true;
  const std::string to = folder / std::to_string(number);
  for (std::uint64_t i = 0; i < kDamagedForms; ++i) {
    const mutation::Dice dice(number * kDamagedForms + i);
    if (!writeSeed(damaged(bytes, dice), to + "-" + std::to_string(i) + ".tbc")) return false;
  }
  return writeSeed(bytes, to + ".tbc");
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
    if (!makeSeeds(machine->core()->module(), argv[i], folder, static_cast<std::uint64_t>(i))) return 1;
  }
  return 0;
}

// Mutated modules through reader, verifier and both interpreters: nothing crashes, nothing takes long, every refusal
// says why, and what is accepted goes the round trip and runs the same way in both.
//
// The seeds are the modules of tests/verifier and of the language tests, mutated by bytes and by structure, and the
// core library itself. Those of the language tests are run. The core library is not, since it is trusted with its
// natives, nor are those of tests/verifier. TATU_MUTATIONS sets the number of mutations of the language tests.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "bytecode/assembler.h"
#include "bytecode/disassembler.h"
#include "bytecode/reader.h"
#include "bytecode/verifier.h"
#include "bytecode/writer.h"
#include "cli/compile.h"
#include "stdlib/core_module.h"
#include "tests/mutation/byte_mutator.h"
#include "tests/mutation/module_mutator.h"
#include "tests/mutation/tier_comparison.h"

namespace tatu::mutation {
namespace {

using Bytes = std::vector<std::uint8_t>;

constexpr std::uint64_t kSeed = 20261121;
constexpr std::size_t kMostSeedBytes = 8'192;

std::size_t mutationCount(std::size_t usual) {
  const char* const wanted = std::getenv("TATU_MUTATIONS");
  return wanted == nullptr ? usual : static_cast<std::size_t>(std::atoll(wanted));
}

std::string readFile(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

// Sorted, so that a mutation's number means the same everywhere.
std::vector<std::filesystem::path> filesBelow(const std::string& folder, std::string_view suffix) {
  std::vector<std::filesystem::path> paths;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(TATU_SOURCE_DIR "/" + folder)) {
    if (entry.path().string().ends_with(suffix)) paths.push_back(entry.path());
  }
  std::sort(paths.begin(), paths.end());
  return paths;
}

struct Tally {
  std::size_t mutants = 0;
  std::size_t read = 0;
  std::size_t accepted = 0;
  std::size_t run = 0;
};

class Mutations : public testing::Test {
 protected:
  void SetUp() override {
    auto made = TierComparison::create();
    ASSERT_TRUE(made.has_value()) << (made ? "" : made.error());
    machine_ = std::make_unique<TierComparison>(std::move(*made));
  }

  // The modules that the compiler makes of the language tests, those that are not too large.
  std::vector<Bytes> compiledSeeds() const {
    std::vector<Bytes> seeds;
    for (const auto& path : filesBelow("tests/language", ".tatu")) {
      cli::CompileRequest request;
      request.name = path.filename().string();
      request.text = readFile(path);
      request.core = &machine_->core()->module();
      const cli::CompileOutcome outcome = cli::compileText(request);
      if (!outcome.module) continue;
      Bytes bytes = bytecode::writeModule(*outcome.module);
      if (bytes.size() <= kMostSeedBytes) seeds.push_back(std::move(bytes));
    }
    return seeds;
  }

  // Runs every accepted mutant if `runs`.
  void mutateAll(const std::vector<Bytes>& seeds, std::size_t count, const std::vector<Verified>& packages, bool runs) {
    ASSERT_FALSE(seeds.empty());
    for (std::size_t i = 0; i < count && !HasFatalFailure(); ++i) {
      Dice dice(kSeed + i);
      SCOPED_TRACE(testing::Message() << "mutation " << i << " of seed " << i % seeds.size());
      tryMutant(mutantOf(seeds[i % seeds.size()], dice), packages, runs, dice);
    }
    // ./dev test adds these up.
    std::printf("mutants: %zu, read: %zu, accepted: %zu, run: %zu\n", tally_.mutants, tally_.read, tally_.accepted,
                tally_.run);
  }

  Tally tally_;
  std::unique_ptr<TierComparison> machine_;
  bool isCore_ = false;

 private:
  static Bytes mutantOf(const Bytes& seed, Dice& dice) {
    if (dice.oneIn(3)) return mutateBytes(seed, dice);
    auto module = bytecode::readModule(seed);
    mutateModule(*module, dice);
    return bytecode::writeModule(*module);
  }

  void tryMutant(const Bytes& mutant, const std::vector<Verified>& packages, bool runs, Dice& dice) {
    ++tally_.mutants;
    auto module = bytecode::readModule(mutant);
    if (!module) return;
    ++tally_.read;
    auto verified = bytecode::verifyModule(std::move(*module), packages, {"mutant", isCore_});
    if (!verified) {
      ASSERT_FALSE(verified.error().message.empty());
      return;
    }
    ++tally_.accepted;
    ASSERT_EQ(bytecode::writeModule((*verified)->module()), mutant);
    if (dice.oneIn(16)) checkText(**verified, mutant);
    if (runs) checkRun(*verified, dice);
  }

  static void checkText(const bytecode::VerifiedModule& module, const Bytes& bytes) {
    const auto text = bytecode::disassemble(module.module());
    ASSERT_TRUE(text.has_value()) << text.error().text();
    const auto again = bytecode::assemble(*text);
    ASSERT_TRUE(again.has_value()) << again.error().message;
    ASSERT_EQ(bytecode::writeModule(*again), bytes);
  }

  void checkRun(const Verified& module, Dice& dice) {
    ++tally_.run;
    RunOptions options;
    options.grants = {static_cast<std::int64_t>(1 + dice.below(200)), 3'000};
    options.collectEvery = dice.below(3) * 5;
    options.onlyCompiledTier = tally_.run;
    ASSERT_EQ(machine_->differenceOf(module, options), "");
  }
};

// What lies in tests/verifier stands on a small core package of its own, which no machine can run.
TEST_F(Mutations, OfTheVerifiersModules) {
  const auto core = bytecode::assemble(readFile(TATU_SOURCE_DIR "/tests/verifier/core.tasm"));
  ASSERT_TRUE(core.has_value());
  const auto verified = bytecode::verifyModule(*core, {}, {"core.tasm", true});
  ASSERT_TRUE(verified.has_value());
  std::vector<Bytes> seeds;
  for (const auto& path : filesBelow("tests/verifier/valid", ".tasm")) {
    const auto module = bytecode::assemble(readFile(path));
    ASSERT_TRUE(module.has_value()) << path;
    seeds.push_back(bytecode::writeModule(*module));
  }
  mutateAll(seeds, mutationCount(TATU_USUAL_MUTATIONS) / 4, {*verified}, false);
  // A mutator that only makes what is refused at once would be blind.
  EXPECT_GT(tally_.read, tally_.mutants / 2);
  EXPECT_GT(tally_.accepted, tally_.mutants / 20);
}

TEST_F(Mutations, OfCompiledProgramsRunAlikeInAllTiers) {
  mutateAll(compiledSeeds(), mutationCount(TATU_USUAL_MUTATIONS), {machine_->core()}, true);
  EXPECT_GT(tally_.read, tally_.mutants / 2);
  EXPECT_GT(tally_.run, tally_.mutants / 20);
}

TEST_F(Mutations, OfTheCoreLibraryAreReadAndVerified) {
  const auto core = stdlib::coreModuleBytes();
  isCore_ = true;
  mutateAll({Bytes(core.begin(), core.end())}, mutationCount(TATU_USUAL_MUTATIONS) / 100, {}, false);
  EXPECT_GT(tally_.accepted, tally_.mutants / 20);
}

}  // namespace
}  // namespace tatu::mutation

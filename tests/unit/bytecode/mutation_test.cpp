// Mutated modules through reader and verifier: nothing crashes, nothing takes long, and what is accepted goes the round
// trip. The number of mutations can be set by TATU_MUTATIONS. What survives is handed to onSurvivor(), where an
// interpreter can be hung in.
#include <gtest/gtest.h>

#include <chrono>
#include <cstdlib>
#include <random>

#include "bytecode/disassembler.h"
#include "bytecode/reader.h"
#include "bytecode/verifier.h"
#include "bytecode/writer.h"
#include "mutator.h"
#include "test_modules.h"

namespace tatu::bytecode {
namespace {

constexpr std::uint64_t kSeed = 20261121;
constexpr int kDefaultMutations = 200000;

int mutationCount() {
  const char* const wanted = std::getenv("TATU_MUTATIONS");
  return wanted == nullptr ? kDefaultMutations : std::atoi(wanted);
}

// An accepted mutant. Its text form must exist and be stable; running it is the business of the runtime's tests.
void onSurvivor(const VerifiedModule& module, const std::vector<std::uint8_t>& file, std::uint64_t number) {
  ASSERT_EQ(writeModule(module.module()), file) << "mutation " << number;
  if (number % 16 == 0) {
    const auto text = disassemble(module.module());
    ASSERT_TRUE(text.has_value()) << "mutation " << number << ": " << text.error().text();
  }
}

TEST(Mutation, NothingCrashesAndSurvivorsAreSound) {
  const auto packages = test::packages();
  std::vector<std::vector<std::uint8_t>> seeds;
  for (const std::string& path : test::textFiles("valid"))
    seeds.push_back(writeModule(test::assembleText(test::readFile(path), path)));
  int survivors = 0;
  int read = 0;
  const int count = mutationCount();
  for (int i = 0; i < count; ++i) {
    std::mt19937_64 random(kSeed + static_cast<std::uint64_t>(i));
    const std::vector<std::uint8_t> mutant = test::mutate(seeds[static_cast<std::size_t>(i) % seeds.size()], random);
    auto module = readModule(mutant);
    if (!module) continue;
    ++read;
    auto verified = verifyModule(std::move(*module), packages);
    if (!verified) {
      ASSERT_FALSE(verified.error().message.empty());
      continue;
    }
    ++survivors;
    onSurvivor(**verified, mutant, static_cast<std::uint64_t>(i));
  }
  // A mutator that only makes what is refused at once would be blind.
  EXPECT_GT(read, count / 10);
  EXPECT_GT(survivors, count / 200);
  RecordProperty("read", read);
  RecordProperty("survivors", survivors);
}

}  // namespace
}  // namespace tatu::bytecode

// Damaged modules beside a witness: the hostile programs, changed in bytes and structure by the mutators of
// tests/mutation. What is refused has done nothing; what is accepted runs within its limits, alike in every tier.
#include <gtest/gtest.h>

#include "bytecode/reader.h"
#include "bytecode/verifier.h"
#include "bytecode/writer.h"
#include "tests/hostile/witness.h"
#include "tests/mutation/byte_mutator.h"
#include "tests/mutation/module_mutator.h"

namespace tatu::hostile {
namespace {

using mutation::Dice;

constexpr int kSeeds = 8;          // each of them a test
constexpr int kMutantsOfSeed = 8;  // that are accepted, and run

std::vector<std::uint8_t> mutantOf(const std::vector<std::uint8_t>& bytes, Dice& dice) {
  if (dice.oneIn(3)) return mutation::mutateBytes(bytes, dice);
  auto module = bytecode::readModule(bytes);
  mutation::mutateModule(*module, dice);
  return bytecode::writeModule(*module);
}

// Null if it is refused.
Verified verified(const std::vector<std::uint8_t>& bytes) {
  auto module = bytecode::readModule(bytes);
  if (!module) return nullptr;
  auto result = bytecode::verifyModule(std::move(*module), {&core(), 1}, {"mutant", false});
  if (result) return std::move(*result);
  EXPECT_FALSE(result.error().message.empty());
  return nullptr;
}

AttackLimits narrow() {
  AttackLimits limits;
  limits.fuel = 100'000;
  return limits;
}

std::string shownIn(const NamedTier& tier, const Verified& module) {
  Machine machine(tier);
  Witness witness(machine);
  witness.liveOn();
  // There are things that the linker finds too large.
  const auto image = machine.runtime().load(module);
  std::string shown = "not linked";
  if (image) {
    SlicedGuest guest(machine, **image, narrow(), {"--allow-read=home", "--allow-clock"});
    while (guest.run(20'000)) witness.live();
    shown = guest.transcript();
  }
  witness.liveOn();
  EXPECT_EQ(witness.complaint(), "") << tier.tier.name;
  return shown;
}

class HostileMutants : public testing::TestWithParam<int> {
 protected:
  HostileMutants() : dice_(20261122 + static_cast<std::uint64_t>(GetParam())), names_(attackNames()) {}

  // One that is accepted.
  Verified next() {
    while (true) {
      const auto attack = readAttack(dice_.in(names_));
      const auto module = moduleOf(attack->name, attack->source);
      if (!module) continue;
      for (int tries = 0; tries < 20; ++tries) {
        if (Verified mutant = verified(mutantOf(bytecode::writeModule((*module)->module()), dice_))) return mutant;
      }
    }
  }

 private:
  Dice dice_;
  std::vector<std::string> names_;
};
INSTANTIATE_TEST_SUITE_P(Seeds, HostileMutants, testing::Range(0, kSeeds));

TEST_P(HostileMutants, RunAlikeInEveryTierBesideAWitness) {
  (void)lonelyLife();
  for (int i = 0; i < kMutantsOfSeed; ++i) {
    const Verified mutant = next();
    std::string first;
    for (const NamedTier& tier : allTiers()) {
      const std::string shown = shownIn(tier, mutant);
      if (first.empty()) first = shown;
      EXPECT_EQ(shown, first) << "mutant " << i << " " << tier.tier.name;
    }
  }
}

}  // namespace
}  // namespace tatu::hostile

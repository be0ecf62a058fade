// Each hostile program in every tier, in slices with a witness between them: it ends as its head says, alike in every
// tier, does not hold up its thread, and the witness is what it is alone.
#include <gtest/gtest.h>

#include <sys/resource.h>

#include "tests/hostile/attack.h"
#include "tests/hostile/witness.h"
#include "tests/hostile/world.h"
#include "tests/unit/timing.h"

namespace tatu::hostile {
namespace {

constexpr std::int64_t kSlice = 100'000;           // of fuel, a millisecond or two
constexpr double kMostSliceSeconds = 0.25;         // what takes this long is not paid for
constexpr std::uint64_t kMostOverdraft = 200'000;  // of fuel, by the last call of the library
constexpr long kMostResidentKibibytes = 192 << 10;

class HostilePrograms : public testing::TestWithParam<std::string> {
 protected:
  void SetUp() override {
    (void)lonelyLife();  // there is one runtime at a time
    auto read = readAttack(GetParam());
    ASSERT_TRUE(read.has_value()) << read.error();
    attack = std::move(*read);
  }

  // What it shows in this tier.
  std::string attackIn(const NamedTier& tier, const Verified& module) {
    Machine machine(tier);
    Witness witness(machine);
    witness.liveOn();  // with all instances of generic code: who is the first to use one pays for it
    std::string shown = run(machine, *machine.load(module), witness);
    witness.liveOn();
    EXPECT_EQ(witness.complaint(), "") << tier.tier.name;
    return shown;
  }

  Attack attack;

 private:
  std::string run(Machine& machine, const vm::ModuleImage& image, Witness& witness) {
    SlicedGuest guest(machine, image, attack.limits, attack.grants);
    while (runSlice(guest)) witness.live();
    const std::string difference = differenceOf(guest.ending(), attack);
    EXPECT_TRUE(difference.empty()) << machine.tier().name << ": " << difference;
    EXPECT_TRUE(isUnharmed(guest.world()));
    EXPECT_LE(guest.fuelUsed(), attack.limits.fuel + kMostOverdraft);
    return guest.transcript();
  }

  static bool runSlice(SlicedGuest& guest) {
    const test::Stopwatch watch;
    const bool goesOn = guest.run(kSlice);
    EXPECT_LE(watch.seconds(), kMostSliceSeconds * test::kSlowdown);
    return goesOn;
  }
};
INSTANTIATE_TEST_SUITE_P(All, HostilePrograms, testing::ValuesIn(attackNames()), testNameOf);

TEST_P(HostilePrograms, EndAsTheySayInEveryTierBesideAWitness) {
  const auto module = moduleOf(attack.name, attack.source);
  if (!module) {
    const std::string difference = differenceOf(module.error(), attack);
    EXPECT_TRUE(difference.empty()) << difference;
    return;
  }
  std::string first;
  for (const NamedTier& tier : allTiers()) {
    const std::string shown = attackIn(tier, *module);
    if (first.empty()) first = shown;
    EXPECT_EQ(shown, first) << tier.tier.name;
  }
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  if (TATU_SLOWDOWN == 1) {
    EXPECT_LE(usage.ru_maxrss, kMostResidentKibibytes);
  }
}

}  // namespace
}  // namespace tatu::hostile

// Each hostile program once more as hosts run it: on the two threads of a scheduler, on a real disk, beside a witness
// that is called again and again. It ends as its head says, with the fuel that it takes in the interpreter, and
// nothing is left of it.
#include <gtest/gtest.h>

#include "tests/hostile/process.h"
#include "tests/hostile/street.h"
#include "tests/hostile/witness.h"

namespace tatu::hostile {
namespace {

std::uint64_t fuelAlone(const Attack& attack, const Verified& module) {
  Machine machine(allTiers().front());
  SlicedGuest guest(machine, *machine.load(module), attack.limits, attack.grants);
  while (guest.run(INT64_MAX)) {
  }
  return guest.fuelUsed();
}

// The witness lives on beside it, and once more behind it.
Ending run(Street& street, host::Guest& guest) {
  Ending ending;
  {
    Call call(street.scheduler(), guest);
    do EXPECT_EQ(street.aLifeOnTheScheduler(), street.lonelyLife());
    while (!call.isOver());
    ending = call.wait();
  }
  EXPECT_EQ(tatu_scheduler_wait(street.scheduler()), TATU_OK);
  EXPECT_EQ(street.aLife(), street.lonelyLife());
  ending.output = guest.output();
  return ending;
}

class HostileGuests : public testing::TestWithParam<std::string> {};
INSTANTIATE_TEST_SUITE_P(All, HostileGuests, testing::ValuesIn(attackNames()), testNameOf);

TEST_P(HostileGuests, EndAsTheySayOnTheThreadsOfAScheduler) {
  const auto attack = readAttack(GetParam());
  ASSERT_TRUE(attack.has_value()) << attack.error();
  const auto module = moduleOf(attack->name, attack->source);
  if (!module || !attack->isForScheduler) return;
  const std::uint64_t fuel = fuelAlone(*attack, *module);
  const DiskWorld world;
  { const Street warm; }
  const Process before = presentProcess();
  {
    Street street;
    const Policy policy(attack->limits, attack->grants);
    host::Guest guest(street.load(*module, attack->name.c_str()), policy.options());
    const std::string difference = differenceOf(run(street, guest), *attack);
    EXPECT_TRUE(difference.empty()) << difference;
    if (attack->ending != "limit deadline") {
      EXPECT_EQ(guest.counters().fuel_used, fuel);
    }
  }
  EXPECT_TRUE(world.isUnharmed());
  EXPECT_EQ(presentProcess().descriptors, before.descriptors);
  EXPECT_EQ(presentProcess().threads, before.threads);
}

}  // namespace
}  // namespace tatu::hostile

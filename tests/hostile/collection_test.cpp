// The collection itself: how many attacks there are, that each says what it is, and that nothing is left of a whole
// class of them.
#include <gtest/gtest.h>

#include <set>

#include "tests/hostile/process.h"
#include "tests/hostile/witness.h"

namespace tatu::hostile {
namespace {

TEST(HostileCollection, HasTwoHundredAttacksAndMore) {
  const std::vector<std::string> names = attackNames();
  EXPECT_GE(names.size(), 200u);
  std::set<std::string> meanings;
  std::set<std::string> tests;
  for (const std::string& name : names) {
    const auto attack = readAttack(name);
    ASSERT_TRUE(attack.has_value()) << attack.error();
    EXPECT_TRUE(meanings.insert(attack->meaning).second) << name << " attacks what another one does";
    EXPECT_TRUE(tests.insert(testNameOf({name, 0})).second) << name << " is called like another one";
  }
}

std::vector<std::string> classes() {
  std::set<std::string> folders;
  for (const std::string& name : attackNames()) folders.insert(name.substr(0, name.find('/')));
  return {folders.begin(), folders.end()};
}

// All attacks of a class, in one runtime, one after the other.
void attackAll(const std::string& folder) {
  Machine machine(allTiers().front());
  for (const std::string& name : attackNames()) {
    if (!name.starts_with(folder + "/")) continue;
    const auto attack = readAttack(name);
    const auto module = moduleOf(attack->name, attack->source);
    if (!module) continue;
    SlicedGuest guest(machine, *machine.load(*module), attack->limits, attack->grants);
    while (guest.run(INT64_MAX)) {
    }
  }
}

class HostileClass : public testing::TestWithParam<std::string> {};
INSTANTIATE_TEST_SUITE_P(Of, HostileClass, testing::ValuesIn(classes()),
                         [](const auto& folder) { return folder.param; });

TEST_P(HostileClass, LeavesNothingBehind) {
  constexpr std::int64_t kMostPages = 4096;  // 16 MiB
  for (int i = 0; i < 2; ++i) attackAll(GetParam());
  const Process before = presentProcess();
  for (int i = 0; i < 3; ++i) attackAll(GetParam());
  const Process after = presentProcess();
  // Sanitizers keep what is freed for a while.
  if (TATU_SLOWDOWN == 1) {
    EXPECT_LE(after.residentPages, before.residentPages + kMostPages);
  }
  EXPECT_EQ(after.descriptors, before.descriptors);
  EXPECT_EQ(after.threads, before.threads);
}

}  // namespace
}  // namespace tatu::hostile

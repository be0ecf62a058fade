// Random calls of the interface, from outside and from inside of host functions, beside a model that says which of them
// are allowed (tests/calls).
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <climits>

#include "host.h"
#include "tests/calls/driver.h"

namespace tatu::embedding::test {
namespace {

class RandomCalls : public EveryTier {
 protected:
  void drive(std::uint64_t seed, std::size_t choices, std::uint64_t collectEvery) {
    const calls::Driven driven = calls::drive(calls::choicesOf(seed, choices), GetParam(), collectEvery);
    EXPECT_EQ(driven.wrong, "") << "with seed " << seed;
    for (std::size_t i = 0; i < ended.size(); ++i) ended[i] += driven.statistics.ended[i];
    const calls::Statistics& one = driven.statistics;
    inside += one.inside;
    for (const int each : {one.echoes, one.refusedValues, one.scheduled, one.builders, one.answers, one.revoked}) {
      least = std::min(least, each);
    }
  }

  std::array<int, TATU_PENDING + 1> ended{};
  int inside = 0;
  int least = INT_MAX;  // of what should be done often
};
TATU_IN_EVERY_TIER(RandomCalls);

TEST_P(RandomCalls, AreAllowedOrRefusedAndHarmNobody) {
  for (std::uint64_t seed = 1; seed <= 6 && !HasFailure(); ++seed) drive(seed, 40'000, 0);
  EXPECT_GT(inside, 1000);
  EXPECT_GT(least, 20);
  for (const tatu_status status :
       {TATU_OK, TATU_MISUSE, TATU_UNCAUGHT, TATU_LIMIT, TATU_DEADLOCKED, TATU_EXITED, TATU_WAITING}) {
    EXPECT_GT(ended[status], 10) << status;
  }
}

TEST_P(RandomCalls, AreHarmlessWhileAllIsCollected) { drive(4, 3000, 50); }

// So a fuzzer that shortens what it has found finds the same.
TEST_P(RandomCalls, EndWhereTheChoicesEnd) {
  for (std::size_t size = 0; size < 60 && !HasFailure(); ++size) drive(7, size, 0);
}

}  // namespace
}  // namespace tatu::embedding::test

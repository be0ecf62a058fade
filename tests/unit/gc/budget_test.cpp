// When collections are due.
#include "gc/budget.h"

#include <gtest/gtest.h>

namespace tatu::gc::test {
namespace {

constexpr std::uint64_t kMiB = std::uint64_t{1} << 20;

TEST(BudgetTest, GrowsWithWhatIsInUse) {
  const HeapOptions options;
  EXPECT_EQ(collectionBudget(options, 0), 8 * kMiB);
  EXPECT_EQ(collectionBudget(options, kMiB / 2), 8 * kMiB);
  EXPECT_EQ(collectionBudget(options, kMiB), 16 * kMiB);
  EXPECT_EQ(collectionBudget(options, 2 * kMiB), 32 * kMiB);
  EXPECT_EQ(collectionBudget(options, 20 * kMiB), 32 * kMiB);
  EXPECT_EQ(collectionBudget(options, 100 * kMiB), 150 * kMiB);
  EXPECT_EQ(collectionBudget(options, 40'000 * kMiB), 60'000 * kMiB);
}

TEST(BudgetTest, ObeysTheOptions) {
  HeapOptions options;
  options.smallestBudget = options.usualBudget = 1000;
  options.growthFactor = 2;
  EXPECT_EQ(collectionBudget(options, 0), 1000u);
  EXPECT_EQ(collectionBudget(options, 400), 1000u);
  EXPECT_EQ(collectionBudget(options, 4000), 8000u);
}

}  // namespace
}  // namespace tatu::gc::test

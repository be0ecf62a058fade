#include "os/guest/handle_table.h"

#include <gtest/gtest.h>

#include <memory>
#include <set>

namespace tatu::os {
namespace {

using Table = HandleTable<std::unique_ptr<int>>;
constexpr std::size_t kLimit = 1000;

Handle add(Table& table, int value) { return *table.add(std::make_unique<int>(value), kLimit); }

TEST(HandleTable, FindsWhatWasAdded) {
  Table table(0);
  const Handle a = add(table, 1), b = add(table, 2);
  EXPECT_EQ(**table.find(a), 1);
  EXPECT_EQ(**table.find(b), 2);
  EXPECT_EQ(table.count(), 2u);
  EXPECT_GT(static_cast<std::int64_t>(a.number), 0);
}

TEST(HandleTable, StaleNumbersFindNothing) {
  Table table(0);
  const Handle first = add(table, 1);
  EXPECT_EQ(**table.remove(first), 1);
  EXPECT_EQ(table.find(first), nullptr);
  EXPECT_FALSE(table.remove(first).has_value());
  const Handle second = add(table, 2);
  EXPECT_NE(first, second);
  EXPECT_EQ(table.find(first), nullptr);
  EXPECT_EQ(**table.find(second), 2);
}

TEST(HandleTable, ForgedAndForeignNumbersFindNothing) {
  Table table(1), other(2);
  const Handle mine = add(table, 1);
  const Handle theirs = add(other, 2);
  EXPECT_EQ(table.find(theirs), nullptr);
  EXPECT_EQ(other.find(mine), nullptr);
  EXPECT_EQ(table.find(Handle{0}), nullptr);
  EXPECT_EQ(table.find(Handle{UINT64_MAX}), nullptr);
  for (unsigned bit = 0; bit < 64; ++bit) {
    EXPECT_EQ(table.find(Handle{mine.number ^ (std::uint64_t{1} << bit)}), nullptr) << bit;
  }
}

TEST(HandleTable, NumbersNeverComeTwice) {
  Table table(0);
  std::set<std::uint64_t> seen;
  for (int i = 0; i < 10'000; ++i) {
    const Handle handle = add(table, i);
    EXPECT_TRUE(seen.insert(handle.number).second);
    (void)table.remove(handle);
  }
  EXPECT_EQ(table.count(), 0u);
}

TEST(HandleTable, NumbersRepeatWithTheCalls) {
  Table one(3), two(3);
  for (Table* table : {&one, &two}) {
    (void)table->remove(add(*table, 1));
    (void)add(*table, 2);
  }
  EXPECT_EQ(add(one, 3), add(two, 3));
}

TEST(HandleTable, KeepsItsLimit) {
  Table table(0);
  EXPECT_TRUE(table.add(std::make_unique<int>(1), 2).has_value());
  const auto second = table.add(std::make_unique<int>(2), 2);
  EXPECT_FALSE(table.add(std::make_unique<int>(3), 2).has_value());
  (void)table.remove(*second);
  EXPECT_TRUE(table.add(std::make_unique<int>(3), 2).has_value());
}

}  // namespace
}  // namespace tatu::os

#include "cli/quantities.h"

#include <gtest/gtest.h>

namespace tatu::cli {
namespace {

using std::chrono::nanoseconds;

TEST(Quantities, CountsHaveUnitsOfThousands) {
  EXPECT_EQ(parseCount("0"), 0);
  EXPECT_EQ(parseCount("1_000"), 1000);
  EXPECT_EQ(parseCount("10k"), 10'000);
  EXPECT_EQ(parseCount("3M"), 3'000'000);
  EXPECT_EQ(parseCount("2G"), 2'000'000'000);
}

TEST(Quantities, WrongCountsAreRefused) {
  for (const char* text : {"", "-1", "1.5", "k", "_1", "10x", "99999999999999999999", "9G9", "9000000000G"}) {
    EXPECT_FALSE(parseCount(text)) << text;
  }
}

TEST(Quantities, SizesHaveUnitsOf1024) {
  EXPECT_EQ(parseSize("512"), 512u);
  EXPECT_EQ(parseSize("1K"), 1024u);
  EXPECT_EQ(parseSize("1KiB"), 1024u);
  EXPECT_EQ(parseSize("64M"), 64u << 20);
  EXPECT_EQ(parseSize("2GB"), std::uint64_t{2} << 30);
  EXPECT_FALSE(parseSize("1T"));
  EXPECT_FALSE(parseSize("M"));
}

TEST(Quantities, DurationsNeedAUnit) {
  EXPECT_EQ(parseDuration("250ms"), nanoseconds(250'000'000));
  EXPECT_EQ(parseDuration("1.5s"), nanoseconds(1'500'000'000));
  EXPECT_EQ(parseDuration("2m"), nanoseconds(120'000'000'000));
  EXPECT_EQ(parseDuration("0.05s"), nanoseconds(50'000'000));
  for (const char* text : {"", "5", "s", "1.s", "-1s", "1e3s", "9000000h"}) EXPECT_FALSE(parseDuration(text)) << text;
}

TEST(Quantities, AreShownForPeople) {
  EXPECT_EQ(describeSize(999), "999 B");
  EXPECT_EQ(describeSize(1536), "1.5 KiB");
  EXPECT_EQ(describeSize(std::uint64_t{3} << 30), "3 GiB");
  EXPECT_EQ(describeDuration(nanoseconds(1'500)), "1.5 us");
  EXPECT_EQ(describeDuration(nanoseconds(2'500'000'000)), "2.50 s");
  EXPECT_EQ(describeCount(0), "0");
  EXPECT_EQ(describeCount(999), "999");
  EXPECT_EQ(describeCount(1'234'567), "1,234,567");
}

}  // namespace
}  // namespace tatu::cli

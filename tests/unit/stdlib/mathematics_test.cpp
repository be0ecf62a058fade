// The bits of elementary functions: the same on every host, today and later. A change here changes what programs print.
#include <gtest/gtest.h>
#include <sleef.h>

#include <bit>
#include <cstdint>

namespace {

struct Golden {
  const char* name;
  double value;
  std::uint64_t bits;
};

TEST(Mathematics, HasItsBits) {
  const Golden kGolden[] = {
#include "tests/unit/stdlib/mathematics_golden.inc"
  };
  for (const Golden& row : kGolden)
    EXPECT_EQ(std::bit_cast<std::uint64_t>(row.value), row.bits) << row.name << " = " << row.value;
}

}  // namespace

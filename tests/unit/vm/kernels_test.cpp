// Small whole programs: both interpreters give the same results, fuel and stops.
#include <gtest/gtest.h>

#include "kernels.h"

namespace tatu::vm::test {
namespace {

TEST(Kernels, Fibonacci) {
  Machine machine(fibonacci(12));
  EXPECT_EQ(machine.agree(400).exitValue, 144);
}

TEST(Kernels, Sieve) {
  Machine machine(sieve(100));
  EXPECT_EQ(machine.agree(400).exitValue, 25);
}

TEST(Kernels, Lists) {
  Machine machine(lists(10, 3));
  EXPECT_EQ(machine.agree(400).exitValue, 135);
}

TEST(Kernels, Series) {
  Machine machine(series(50));
  EXPECT_EQ(machine.agree(400).exitValue, 1624732733);
}

}  // namespace
}  // namespace tatu::vm::test

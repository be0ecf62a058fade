// Limits of modules on machine code: who has used up its own is interpreted, and nobody else.
#if defined(TATU_JIT)
#include <thread>

#include <gmock/gmock.h>

#include "host.h"

namespace tatu::embedding::test {
namespace {

using namespace std::chrono_literals;

constexpr std::string_view kProgram = R"(
pub fun work(n: Int): Int {
  var sum = 0
  for i in 1..n { sum = step(sum, i) }
  return sum
}
fun step(sum: Int, i: Int): Int {
  var result = sum
  var j = i % 7
  while j > 0 {
    result = (result * 31 + i) % 1000003
    j -= 1
  }
  return result
}
)";

// With many functions, all of which are called.
std::string wide(int functions) {
  std::string text;
  std::string calls;
  for (int i = 0; i < functions; ++i) {
    const std::string number = std::to_string(i);
    text += "fun f" + number + "(n: Int): Int {\n  var sum = " + number +
            "\n  for i in 1..n { sum = (sum * 7 + i) % 10007 }\n  return sum\n}\n";
    calls += (i == 0 ? "f" : " + f") + number + "(n)";
  }
  return text + "pub fun work(n: Int): Int = " + calls + "\n";
}

tatu_code_counters countersOf(const tatu_module* module) {
  tatu_code_counters counters{};
  counters.size = sizeof counters;
  EXPECT_EQ(tatu_module_counters(module, &counters), TATU_OK);
  return counters;
}

void setLimit(tatu_module* module, tatu_module_limit limit, std::uint64_t value) {
  ASSERT_EQ(tatu_module_set_limit(module, limit, value), TATU_OK);
}

class CodeLimits : public ::testing::TestWithParam<tatu_tier> {
 protected:
  // Works until machine code has been used, for a while at most.
  bool isCompiled(tatu_module* module) {
    Guest guest(module);
    EXPECT_EQ(tatu_guest_set_limit(guest.get(), TATU_LIMIT_FUEL, UINT64_MAX), TATU_OK);
    const auto end = std::chrono::steady_clock::now() + 3s;
    for (int i = 0; i < 20 || std::chrono::steady_clock::now() < end; ++i) {
      if (i == 0) first = called(guest, "work", {intValue(20'000)});
      EXPECT_EQ(called(guest, "work", {intValue(20'000)}), first);
      if (guest.counters().compiled_fuel != 0) return true;
      if (i > 20 && countersOf(module).compilations_refused > 3) return false;
    }
    return false;
  }

  std::string first;
  Host host{GetParam()};
};
INSTANTIATE_TEST_SUITE_P(Tiers, CodeLimits, ::testing::Values(TATU_TIER_BASELINE, TATU_TIER_AUTO),
                         [](const auto& tier) { return tier.param == TATU_TIER_BASELINE ? "Baseline" : "Auto"; });

TEST_P(CodeLimits, LeaveTheRestToTheInterpreter) {
  for (const tatu_module_limit limit : {TATU_MODULE_LIMIT_CODE, TATU_MODULE_LIMIT_COMPILE_TIME}) {
    tatu_module* const poor = host.program(kProgram);
    tatu_module* const rich = host.program(kProgram);
    setLimit(poor, limit, 0);
    EXPECT_FALSE(isCompiled(poor));
    const std::string result = first;
    EXPECT_EQ(countersOf(poor).code_bytes, 0);
    EXPECT_EQ(countersOf(poor).functions_compiled, 0);
    EXPECT_GT(countersOf(poor).compilations_refused, 0);
    EXPECT_TRUE(isCompiled(rich));
    EXPECT_EQ(first, result);
    EXPECT_GT(countersOf(rich).code_bytes, 0);
    EXPECT_GT(countersOf(rich).compile_nanoseconds, 0);
    EXPECT_GT(countersOf(rich).functions_compiled, 0);
    EXPECT_EQ(countersOf(rich).compilations_refused, 0);
    setLimit(poor, limit, UINT64_MAX);
    EXPECT_TRUE(isCompiled(poor));
    EXPECT_EQ(first, result);
  }
}

TEST_P(CodeLimits, OnBytesAreExact) {
  constexpr std::uint64_t kBytes = 8000;
  tatu_module* const module = host.program(wide(100));
  setLimit(module, TATU_MODULE_LIMIT_CODE, kBytes);
  Guest guest(module);
  const std::string result = called(guest, "work", {intValue(1000)});
  for (int i = 0; i < 30; ++i) EXPECT_EQ(called(guest, "work", {intValue(1000)}), result);
  std::this_thread::sleep_for(200ms);
  const tatu_code_counters counters = countersOf(module);
  EXPECT_GT(counters.functions_compiled, 0);
  EXPECT_GT(counters.code_bytes, 0);
  EXPECT_LE(counters.code_bytes, kBytes);
  EXPECT_GT(counters.compilations_refused, 0);
  tatu_module* const other = host.program(wide(3));
  Guest beside(other);
  const std::string small = called(beside, "work", {intValue(1000)});
  for (int i = 0; i < 300; ++i) EXPECT_EQ(called(beside, "work", {intValue(1000)}), small);
  EXPECT_EQ(countersOf(other).compilations_refused, 0);
}

// Instances of the library's generic code are the program's that needs them, and others may still have them.
TEST_P(CodeLimits, CountGenericCodeForTheProgramThatNeedsIt) {
  constexpr std::string_view kGeneric = R"(
data class Point(x: Int, y: Int)
pub fun work(n: Int): Int {
  var sum = 0
  for round in 1..40 {
    val points = (1..200).map(i => Point(i, n)).filter(point => point.x % 2 == 0)
    sum += points.map(point => point.x).sum()
  }
  return sum
}
)";
  tatu_module* const poor = host.program(kGeneric);
  tatu_module* const rich = host.program(kGeneric);
  setLimit(poor, TATU_MODULE_LIMIT_CODE, 0);
  Guest first(poor);
  Guest second(rich);
  const std::string result = called(first, "work", {intValue(5)});
  for (int i = 0; i < 60; ++i) {
    EXPECT_EQ(called(first, "work", {intValue(5)}), result);
    EXPECT_EQ(called(second, "work", {intValue(5)}), result);
  }
  std::this_thread::sleep_for(100ms);
  EXPECT_EQ(countersOf(poor).code_bytes, 0);
  EXPECT_GT(countersOf(poor).compilations_refused, 0);
  EXPECT_GT(countersOf(rich).functions_compiled, 2);
}

TEST_P(CodeLimits, AreSetOnlyWhereThereAreAny) {
  tatu_module* const module = host.program(kProgram);
  EXPECT_EQ(tatu_module_set_limit(nullptr, TATU_MODULE_LIMIT_CODE, 1), TATU_MISUSE);
  EXPECT_EQ(tatu_module_set_limit(module, static_cast<tatu_module_limit>(7), 1), TATU_MISUSE);
  tatu_code_counters counters{};
  EXPECT_EQ(tatu_module_counters(module, &counters), TATU_MISUSE);
  EXPECT_EQ(tatu_module_counters(module, nullptr), TATU_MISUSE);
}

}  // namespace
}  // namespace tatu::embedding::test

#endif

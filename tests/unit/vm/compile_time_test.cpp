// What it takes to prepare and to compile large methods grows with their size alone.
#if defined(TATU_JIT)
#include <gtest/gtest.h>

#include "jit/baseline_compiler.h"
#include "program.h"
#include "tests/unit/timing.h"

namespace tatu::vm::test {
namespace {

std::string repeated(int count, const std::string& text) {
  std::string all;
  for (int i = 0; i < count; ++i) all += text;
  return all;
}

// Of a run in machine code from the first call on, which is made by the thread that runs.
double secondsOf(const std::string& declarations) {
  jit::BaselineOptions options;
  options.threshold = 1;
  options.inBackground = false;
  Machine machine(assembledCore("main main\n" + declarations), {}, {}, jit::makeBaselineCompiler(options));
  const tatu::test::Stopwatch watch;
  EXPECT_EQ(machine.run(Tier::Baseline).exitValue, 7);
  return watch.seconds();
}

std::string mainCalling(const std::string& call) {
  return "function main\n  result Int\ncode\n" + call + "    pop\n    push.int 7\n    return\nend\n";
}

TEST(CompileTime, ManyCallsOfALongConstructor) {
  const std::string sites = repeated(60'000, "    push.int 1\n    object.new Long.init of Long\n    pop\n");
  EXPECT_LT(
      secondsOf("class Long\n  field a: Int\nend\n"
                "function Long.init constructor\n  parameter this: Long\n  parameter x: Int\n  result Unit\ncode\n" +
                repeated(30'000, "    push.int 1\n    local.set 1\n") +
                "    local.get 1\n    field.init a of Long\n    object.complete\n    push.unit\n    return\nend\n"
                "function never\n  parameter p: Bool\n  result Unit\ncode\n    local.get 0\n    jump.false out\n" +
                sites + "  out: {}\n    push.unit\n    return\nend\n" +
                mainCalling("    push.false\n    call never\n")),
      0.8 * tatu::test::kSlowdown);
}

TEST(CompileTime, ManyLocalsInALoopOfHelpers) {
  constexpr int kLocals = 20'000;
  std::string sets;
  for (int i = 2; i < kLocals + 2; ++i)
    sets += repeated(2, "    push.int 1\n    local.set " + std::to_string(i) + "\n");
  EXPECT_LT(secondsOf("function many\n  parameter p: Bool\n  parameter f: Float\n  result Unit\n" +
                      repeated(kLocals, "  local Int\n") + "code\n    local.get 0\n    jump.false out\n  again: {}\n" +
                      sets + repeated(80'000, "    local.get 1\n    local.get 1\n    float.remainder\n    pop\n") +
                      "    local.get 0\n    jump.true again\n  out: {}\n    push.unit\n    return\nend\n" +
                      mainCalling("    push.false\n    push.float 1.5\n    call many\n")),
            0.3 * tatu::test::kSlowdown);
}

}  // namespace
}  // namespace tatu::vm::test
#endif

// Machine code that is made anew: what was compiled before the instances of generic code in it had been paid for tests
// that, and does not any more afterwards.
#if defined(TATU_JIT)
#include <gtest/gtest.h>

#include <algorithm>

#include "jit/baseline_compiler.h"
#include "kernels.h"

namespace tatu::vm::test {
namespace {

class Sizes final : public jit::CodeObserver {
 public:
  void published(const jit::PublishedCode& code) override {
    if (code.name == "f") bytes.push_back(code.bytes);
  }
  std::vector<std::size_t> bytes;  // of f, each time that it was compiled
};

struct Renewing {
  explicit Renewing(const std::string& text, bool inBackground = false)
      : machine(assembledCore(text), {}, {}, jit::makeBaselineCompiler(optionsWith(sizes, inBackground))) {}

  static jit::BaselineOptions optionsWith(const std::shared_ptr<Sizes>& sizes, bool inBackground) {
    jit::BaselineOptions options;
    options.inBackground = inBackground;
    options.observers = {sizes};
    return options;
  }

  RunResult run(Guest& guest) {
    guest.schedule(*machine.image->findFunction("f"));
    guest.grantFuel(kUnlimitedFuel);
    return guest.run(*machine.worker);
  }

  const std::shared_ptr<Sizes> sizes = std::make_shared<Sizes>();
  Machine machine;
};

// So many turns, each with a call of a generic function, which is opened in place.
std::string turns(int count) {
  return "main f\nfunction f\n  result Int\n  local Int\ncode\n    push.int 0\n    local.set 0\n"
         "  again: {0}\n    local.get 0\n    call same with Int\n    push.int 1\n    int.add\n    local.set 0\n"
         "    local.get 0\n    push.int " +
         std::to_string(count) +
         "\n    int.less\n    jump.true again\n    local.get 0\n    return\nend\n"
         "function same\n  type T\n  parameter value: #0\n  result #0\ncode\n    local.get 0\n    return\nend\n";
}

TEST(Renewal, DropsTestsOfWhatHasBeenPaidFor) {
  Renewing renewing(turns(100'000));
  const auto guest = renewing.machine.guest(Tier::Baseline);
  EXPECT_EQ(renewing.run(*guest).exitValue, 100'000);
  ASSERT_EQ(renewing.sizes->bytes.size(), 2u);
  EXPECT_LT(renewing.sizes->bytes[1], renewing.sizes->bytes[0]);
  const CodeStatistics statistics = renewing.machine.runtime->compiler()->statistics();
  EXPECT_EQ(statistics.compiled, statistics.discarded + 2);  // f and same
}

// What is compiled afterwards is so at once.
TEST(Renewal, IsNotNeededWhereEverythingHasBeenPaidFor) {
  Renewing renewing(turns(100'000));
  EXPECT_EQ(renewing.run(*renewing.machine.guest(Tier::Interpreter)).exitValue, 100'000);
  EXPECT_EQ(renewing.run(*renewing.machine.guest(Tier::Baseline)).exitValue, 100'000);
  EXPECT_EQ(renewing.sizes->bytes.size(), 1u);
}

// Nothing changes for a guest, wherever it stops and the code is replaced.
TEST(Renewal, DoesNotShow) {
  std::size_t compilations = 0;
  for (std::int64_t slice = 90; slice < 400; slice += 31) {
    for (std::int64_t fuel = 0; fuel < 30'000; fuel += 1'999) {
      const Transcript expected = Renewing(turns(3'000)).machine.run(Tier::Interpreter, fuel);
      Renewing renewing(turns(3'000));
      GuestOptions options;
      options.fuelSlice = slice;
      EXPECT_EQ(renewing.machine.run(Tier::Baseline, fuel, std::move(options)), expected) << slice << ", " << fuel;
      compilations = std::max(compilations, renewing.sizes->bytes.size());
    }
  }
  EXPECT_GT(compilations, 1u);
}

// One thread's guests are in code that another replaces. The compiler's own thread may not get a processor at once:
// then the guests run again.
TEST(Renewal, WhileGuestsOfTwoThreadsRun) {
  const Transcript expected = Renewing(turns(20'000)).machine.run(Tier::Interpreter);
  for (const bool inBackground : {false, true}) {
    Renewing renewing(turns(20'000), inBackground);
    const MethodCompiler& compiler = *renewing.machine.runtime->compiler();
    (void)renewing.machine.run(Tier::Baseline, 1);  // has it compiled, and pays for nothing
    for (int round = 0; round < 200 && compiler.statistics().discarded == 0; ++round) {
      for (const Transcript& each : renewing.machine.runOnTwoThreads(Tier::Baseline)) EXPECT_EQ(each, expected);
    }
    EXPECT_EQ(compiler.statistics().discarded, 1u) << inBackground;
  }
}

// A run that does not acknowledge, as one whose native waits, holds up one method's code and no more.
TEST(Renewal, WaitsForARunThatDoesNotAcknowledge) {
  Renewing renewing(turns(100'000));
  MethodCompiler& compiler = *renewing.machine.runtime->compiler();
  CodeUsers::User other;
  compiler.users().join(other);
  const auto guest = renewing.machine.guest(Tier::Baseline);
  EXPECT_EQ(renewing.run(*guest).exitValue, 100'000);
  EXPECT_EQ(compiler.statistics().freed, 0u);
  EXPECT_EQ(compiler.statistics().discarded, 1u);
  (void)compiler.users().leave(other);
  compiler.freeWithdrawn();
  EXPECT_EQ(compiler.statistics().freed, 1u);
}

}  // namespace
}  // namespace tatu::vm::test
#endif

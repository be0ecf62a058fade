// Limits, stops, collection under stress, and what a walk over a stopped guest sees.
#include <gtest/gtest.h>

#include "kernels.h"
#include "os/platform/clock.h"
#include "vm/engine.h"

namespace tatu::vm::test {
namespace {

GuestOptions withMemory(std::uint64_t bytes) {
  GuestOptions options;
  options.memoryLimit = bytes;
  return options;
}

// The same allocation fails in both tiers, whatever the limit, and a limit that is enough is enough in both.
TEST(Limits, MemoryStopsAtTheSameAllocation) {
  Machine machine(lists(20, 3));
  int stopped = 0;
  for (std::uint64_t limit = 0; limit <= 1400; limit += 16) {
    const Transcript reference = machine.run(Tier::Reference, kUnlimitedFuel, withMemory(limit));
    EXPECT_EQ(reference, machine.run(Tier::Interpreter, kUnlimitedFuel, withMemory(limit))) << limit;
    stopped += reference.status == RunStatus::LimitReached && reference.limit == LimitKind::Memory;
  }
  EXPECT_GT(stopped, 20);
  EXPECT_LT(stopped, 80);
}

TEST(Limits, ResumesWithMoreMemory) {
  Machine machine(lists(20, 3));
  const std::int64_t expected = machine.run(Tier::Reference).exitValue;
  for (const Tier tier : {Tier::Reference, Tier::Interpreter}) {
    const auto guest = machine.guest(tier, withMemory(0));
    guest->grantFuel(kUnlimitedFuel);
    RunResult result = guest->run(*machine.worker);
    std::uint64_t limit = 0;
    while (result.status == RunStatus::LimitReached && limit < 100'000) {
      EXPECT_EQ(result.limit, LimitKind::Memory);
      guest->setMemoryLimit(limit += 16);
      result = guest->run(*machine.worker);
    }
    EXPECT_EQ(result.status, RunStatus::Finished);
    EXPECT_EQ(result.exitValue, expected);
  }
}

TEST(Limits, CollectingAtEveryAllocationChangesNothing) {
  gc::HeapOptions stress;
  stress.collectEvery = 1;
  Machine machine(lists(12, 4), {}, stress);
  EXPECT_EQ(machine.agree(60).exitValue, 264);
}

TEST(Limits, CancelAndDeadlineStopAndCanBeTakenBack) {
  Machine machine(fibonacci(20));
  for (const Tier tier : {Tier::Reference, Tier::Interpreter}) {
    const auto guest = machine.guest(tier);
    guest->grantFuel(kUnlimitedFuel);
    guest->cancellation().cancel();
    RunResult result = guest->run(*machine.worker);
    ASSERT_EQ(result.status, RunStatus::LimitReached);
    EXPECT_EQ(result.limit, LimitKind::Stop);
    EXPECT_FALSE(result.where.entries.empty());
    guest->cancellation().reset();
    guest->cancellation().setDeadline(os::monotonicNow());
    result = guest->run(*machine.worker);
    ASSERT_EQ(result.status, RunStatus::LimitReached);
    EXPECT_EQ(result.limit, LimitKind::Deadline);
    guest->cancellation().clearDeadline();
    EXPECT_EQ(guest->run(*machine.worker).exitValue, 6765);
  }
}

TEST(Limits, FuelPrefixes) {
  Machine machine(fibonacci(6));
  const std::int64_t all = kUnlimitedFuel - machine.run(Tier::Interpreter).fuelLeft;
  EXPECT_EQ(machine.run(Tier::Interpreter, all).status, RunStatus::Finished);
  EXPECT_EQ(machine.run(Tier::Interpreter, all).fuelLeft, 0);
  const Transcript none = machine.run(Tier::Interpreter, 0);
  EXPECT_EQ(none.status, RunStatus::LimitReached);
  EXPECT_EQ(none.where, "  at main (test.tatu)\n");
}

// What is live where a guest stands, innermost frame first.
class Walk final : public FrameVisitor {
 public:
  explicit Walk(FrameStates& states) : states_(states) {}
  bool visitFrame(const FrameView& frame) override {
    text += nameOf(*frame.method);
    for (const FrameValue& value : states_.at(*frame.method, frame.position, frame.moment).values) {
      text += (value.isLocal ? " local" : " operand") + std::to_string(value.index) + ":" + textOf(*value.type);
      if (value.type->is(TypeKind::Int)) text += "=" + std::to_string(intOf(frame.base[value.slot]));
    }
    text += "\n";
    return true;
  }
  std::string text;

 private:
  FrameStates& states_;
};

TEST(Frames, WalkYieldsTypedValues) {
  Machine machine(fibonacci(6));
  for (const Tier tier : {Tier::Reference, Tier::Interpreter}) {
    const auto guest = machine.guest(tier);
    std::string seen;
    // Stops at the entry of the second call of each frame: the result of the first is an operand of the caller.
    for (int fuel = 0; fuel < 400 && seen.empty(); ++fuel) {
      guest->grantFuel(1);
      ASSERT_EQ(guest->run(*machine.worker).status, RunStatus::LimitReached);
      Walk walk(machine.runtime->frameStates());
      guest->walkFrames(walk);
      if (walk.text.find("operand") != std::string::npos) seen = walk.text;
    }
    EXPECT_EQ(seen,
              "fib local0:Int=0\nfib operand0:Int=1\nfib local0:Int=3\nfib local0:Int=4\nfib local0:Int=5\n"
              "fib local0:Int=6\nmain\n");
  }
}

}  // namespace
}  // namespace tatu::vm::test

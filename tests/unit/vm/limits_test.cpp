// Limits, stops, collection under stress, and what a walk over a stopped guest sees.
#include <gtest/gtest.h>

#include <algorithm>

#include "kernels.h"
#include "os/platform/clock.h"
#include "program.h"
#include "tests/tiers/frame_text.h"
#include "vm/engine.h"

namespace tatu::vm::test {
namespace {

GuestOptions withMemory(std::uint64_t bytes) {
  GuestOptions options;
  options.memoryLimit = bytes;
  return options;
}

GuestOptions withStack(std::uint32_t slots) {
  GuestOptions options;
  options.stackSlots = slots;
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

std::shared_ptr<const bytecode::Module> recursion(std::int64_t depth) {
  return Program().recursion(depth, [](CodeBuilder& end) { end.emitInt(7); });
}

TEST(Limits, TheStackIsOnTheMemoryAccount) {
  Machine machine(recursion(30'000));
  const Transcript all = machine.run(Tier::Reference);
  EXPECT_EQ(all, machine.run(Tier::Interpreter));
  EXPECT_EQ(all.exitValue, 7);
  std::vector<std::int64_t> fuelAtStop;
  for (const std::uint64_t limit : {0, 40'000, 100'000, 500'000}) {
    const Transcript reference = machine.run(Tier::Reference, kUnlimitedFuel, withMemory(limit));
    EXPECT_EQ(reference, machine.run(Tier::Interpreter, kUnlimitedFuel, withMemory(limit))) << limit;
    EXPECT_EQ(reference.status, RunStatus::LimitReached);
    EXPECT_EQ(reference.limit, LimitKind::Memory);
    fuelAtStop.push_back(reference.fuelLeft);
  }
  EXPECT_TRUE(std::is_sorted(fuelAtStop.rbegin(), fuelAtStop.rend()));
  EXPECT_LT(fuelAtStop.back(), fuelAtStop.front());
  EXPECT_EQ(machine.run(Tier::Interpreter, kUnlimitedFuel, withMemory(8 << 20)).status, RunStatus::Finished);
}

TEST(Limits, ADeepCallGoesOnWithMoreMemory) {
  Machine machine(recursion(30'000));
  for (const Tier tier : {Tier::Reference, Tier::Interpreter}) {
    const auto guest = machine.guest(tier, withMemory(1000));
    guest->grantFuel(kUnlimitedFuel);
    std::uint64_t limit = 1000;
    RunResult result = guest->run(*machine.worker);
    int stops = 0;
    for (; result.status == RunStatus::LimitReached; ++stops) {
      guest->setMemoryLimit(limit += 50'000);
      result = guest->run(*machine.worker);
    }
    EXPECT_EQ(result.exitValue, 7);
    EXPECT_GT(stops, 10);
    EXPECT_GE(guest->statistics().heap.externalBytes, 30'000 * 4 * sizeof(Slot) - kFreeStackSlots * sizeof(Slot));
  }
}

TEST(Limits, TheEndOfTheStackIsAnExceptionInAnyCase) {
  Machine machine(recursion(30'000));
  for (const std::uint32_t slots : {100u, 4095u, 4096u, 4097u, 20'000u, 100'000u}) {
    const Transcript reference = machine.run(Tier::Reference, kUnlimitedFuel, withStack(slots));
    EXPECT_EQ(reference, machine.run(Tier::Interpreter, kUnlimitedFuel, withStack(slots))) << slots;
    EXPECT_EQ(reference.exception.rfind("StackOverflowException", 0), 0u) << slots;
  }
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

TEST(Frames, WalkYieldsTypedValues) {
  Machine machine(fibonacci(6));
  for (const Tier tier : {Tier::Reference, Tier::Interpreter}) {
    const auto guest = machine.guest(tier);
    std::string seen;
    // Stops at the entry of the second call of each frame: the result of the first is an operand of the caller.
    for (int fuel = 0; fuel < 400 && seen.empty(); ++fuel) {
      guest->grantFuel(1);
      ASSERT_EQ(guest->run(*machine.worker).status, RunStatus::LimitReached);
      const std::string frames = tatu::test::framesOf(*guest);
      if (frames.find("operand") != std::string::npos) seen = frames;
    }
    EXPECT_EQ(seen,
              "fiber 0 1\nfib @0 local0:Int=0\nfib @13 operand0:Int=1\nfib @9 local0:Int=3\nfib @9 local0:Int=4\nfib "
              "@9 local0:Int=5\n"
              "fib @9 local0:Int=6\nmain @1\n");
  }
}

}  // namespace
}  // namespace tatu::vm::test

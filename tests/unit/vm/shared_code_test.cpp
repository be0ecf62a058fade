// Code shared by guests on several threads, and code of unusual size.
#include <gtest/gtest.h>

#include <atomic>
#include <latch>
#include <thread>

#include "kernels.h"

namespace tatu::vm::test {
namespace {

TEST(SharedCode, GuestsOnTwoThreadsAgreeWithOneAlone) {
  gc::HeapOptions heap;
  heap.collectEvery = 40;
  Machine machine(lists(40, 20), {}, heap);
  const Transcript expected = machine.run(Tier::Interpreter);
  std::vector<Transcript> found(8);
  const auto work = [&](std::size_t first) {
    Worker worker(*machine.runtime);
    for (std::size_t i = first; i < found.size(); i += 2) {
      const auto guest = machine.guest(i % 4 < 2 ? Tier::Interpreter : Tier::Reference);
      guest->grantFuel(kUnlimitedFuel);
      found[i] = transcriptOf(guest->run(worker), *guest);
    }
  };
  std::thread other(work, 0);
  work(1);
  other.join();
  for (const Transcript& transcript : found) EXPECT_EQ(transcript, expected);
}

// A collection may want the roots of a guest that is being made: it has none yet. The memory that guests are made in
// holds the remains of earlier ones.
TEST(SharedCode, GuestsAreMadeAndDroppedWhileOthersCollect) {
  gc::HeapOptions heap;
  heap.collectEvery = 1;
  Machine machine(lists(10, 20), {}, heap);
  const Transcript expected = machine.run(Tier::Interpreter);
  std::atomic<bool> isDone{false};
  std::thread other([&] {
    while (!isDone) {
      for (int i = 0; i < 20; ++i) (void)machine.guest(Tier::Interpreter);
    }
  });
  for (int i = 0; i < 60; ++i) EXPECT_EQ(machine.run(Tier::Interpreter), expected);
  isDone = true;
  other.join();
}

// Methods that no guest has used are made by the first that does; here several are first. They make each other's, too.
TEST(SharedCode, InstancesAreMadeByManyThreadsAtOnce) {
  for (int round = 0; round < 20; ++round) {
    Machine machine(assembledCore(doubling(7)));
    std::latch start(4);
    std::vector<RunResult> results(4);
    const auto work = [&](std::size_t number) {
      Worker worker(*machine.runtime);
      const auto guest = machine.guest(number % 2 == 0 ? Tier::Interpreter : Tier::Reference);
      guest->schedule(*machine.image->findFunction("f"));
      guest->grantFuel(kUnlimitedFuel);
      start.arrive_and_wait();
      results[number] = guest->run(worker);
    };
    std::vector<std::thread> others;
    for (std::size_t i = 1; i < results.size(); ++i) others.emplace_back(work, i);
    work(0);
    for (std::thread& other : others) other.join();
    for (const RunResult& result : results) EXPECT_EQ(result.exitValue, 128);
  }
}

// A block whose price does not fit into a branch word, entered by a branch forward, one back, and by falling in.
TEST(SharedCode, BlocksOfGreatPrice) {
  Assembly a;
  const FunctionIndex main = a.function("main", {}, a.integer);
  const LocalIndex turns = a.local(main, a.integer);
  CodeBuilder& c = a.code(main);
  const NewLabel top = c.newLabel();
  const NewLabel done = c.newLabel();
  c.emitInt(0);
  c.emit(Opcode::LocalSet, turns);
  c.bind(top, Assembly::map({}, 1));
  for (int i = 0; i < 35'000; ++i) {
    c.emit(Opcode::LocalGet, turns);
    c.emit(Opcode::Pop);
  }
  c.emit(Opcode::LocalGet, turns);
  c.emitInt(1);
  c.emit(Opcode::IntAdd);
  c.emit(Opcode::LocalSet, turns);
  c.emit(Opcode::LocalGet, turns);
  c.emitInt(3);
  c.emit(Opcode::IntLess);
  c.emit(Opcode::JumpTrue, top);
  c.emit(Opcode::LocalGet, turns);
  c.emitInt(3);
  c.emit(Opcode::IntEqual);
  c.emit(Opcode::JumpTrue, done);
  c.emit(Opcode::Unreachable);
  c.bind(done, Assembly::map({}, 1));
  for (int i = 0; i < 35'000; ++i) {
    c.emit(Opcode::LocalGet, turns);
    c.emit(Opcode::Pop);
  }
  c.emit(Opcode::LocalGet, turns);
  c.emit(Opcode::Return);
  Machine machine(a.finish(main));
  const Transcript reference = machine.run(Tier::Reference);
  EXPECT_EQ(reference.exitValue, 3);
  EXPECT_EQ(reference, machine.run(Tier::Interpreter));
  for (const std::int64_t fuel : {1, 70'000, 70'010, 140'000, 210'000, 280'000}) {
    EXPECT_EQ(machine.run(Tier::Reference, fuel), machine.run(Tier::Interpreter, fuel)) << fuel;
  }
}

// Nothing of a guest that stands still is on a thread's own stack.
TEST(SharedCode, AParkedGuestGoesOnInAnotherThread) {
  Machine machine(lists(12, 4));
  for (const Tier tier : {Tier::Reference, Tier::Interpreter}) {
    const Transcript alone = machine.run(tier);
    const auto guest = machine.guest(tier);
    RunResult result;
    int threads = 0;
    do {
      guest->grantFuel(50);
      std::thread([&] {
        Worker worker(*machine.runtime);
        result = guest->run(worker);
      }).join();
      ++threads;
    } while (result.status == RunStatus::LimitReached);
    EXPECT_GT(threads, 10);
    const Transcript parked = transcriptOf(result, *guest);
    EXPECT_EQ(parked.exitValue, alone.exitValue);
    EXPECT_EQ(parked.allocations, alone.allocations);
    EXPECT_EQ(guest->statistics().fuelUsed, static_cast<std::uint64_t>(kUnlimitedFuel - alone.fuelLeft));
  }
}

}  // namespace
}  // namespace tatu::vm::test

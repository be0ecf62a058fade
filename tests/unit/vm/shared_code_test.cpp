// Code shared by guests on several threads, and code of unusual size.
#include <gtest/gtest.h>

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

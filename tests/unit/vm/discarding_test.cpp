// Compiled code that is discarded to make room, compiled again, and freed: while guests nest deep in it, and while
// those of other threads run it.
#if defined(TATU_JIT)
#include <gtest/gtest.h>

#include <thread>

#include "jit/baseline_compiler.h"
#include "kernels.h"
#include "program.h"

namespace tatu::vm::test {
namespace {

constexpr std::size_t kRoom = 16 << 10;

// Every method is compiled when it is first found running, and again as soon as it was discarded.
jit::BaselineOptions crowdedOptions(std::size_t room, bool inBackground) {
  jit::BaselineOptions options;
  options.threshold = 1;
  options.mostDoublings = 0;
  options.inBackground = inBackground;
  options.codeLimit = room;
  return options;
}

// A machine with little room.
struct Crowded {
  explicit Crowded(std::shared_ptr<const bytecode::Module> module, std::size_t room = kRoom, bool inBackground = false,
                   gc::HeapOptions heap = {})
      : machine(std::move(module), {}, heap, jit::makeBaselineCompiler(crowdedOptions(room, inBackground))) {}

  [[nodiscard]] CodeStatistics statistics() const { return machine.runtime->compiler()->statistics(); }
  void expectDiscards(std::size_t room = kRoom) const {
    const CodeStatistics found = statistics();
    EXPECT_GT(found.discarded, 0u);
    EXPECT_LE(found.mostBytes, room);
    EXPECT_EQ(found.discarded, found.freed);  // no guest runs
  }

  Machine machine;
};

TEST(Discarding, MakesRoomForWhatIsUsedLater) {
  Crowded crowded(crowd(20, 20, 20));
  crowded.machine.compareWith(crowded.machine.run(Tier::Reference), kUnlimitedFuel);
  crowded.expectDiscards();
}

TEST(Discarding, AgreesAtEveryStop) {
  Crowded crowded(crowd(4, 8, 6), 3'000);
  crowded.machine.agree(1'000);
  crowded.expectDiscards(3'000);
}

// main has a frame in all of the program, and is found as the caller of what runs.
TEST(Discarding, SparesWhatIsFoundRunning) {
  std::uint64_t compilationsOfMain = 0;
  jit::BaselineOptions options = crowdedOptions(kRoom, false);
  options.listed = "main";
  options.list = [&compilationsOfMain](const std::string&) { ++compilationsOfMain; };
  Machine machine(crowd(30, 30, 40), {}, {}, jit::makeBaselineCompiler(options));
  (void)machine.run(Tier::Auto);
  EXPECT_GT(compilationsOfMain, 0u);
  EXPECT_GT(machine.runtime->compiler()->statistics().discarded, 20 * compilationsOfMain);
}

TEST(Discarding, ReturnsIntoWhatWasDiscarded) {
  Crowded crowded(ring(100, 60'000), 4'000);
  crowded.machine.compareWith(crowded.machine.run(Tier::Reference), kUnlimitedFuel);
  crowded.expectDiscards(4'000);
}

TEST(Discarding, OverflowsTheStackAtTheSameCall) {
  Crowded crowded(ring(100, 1'000'000), 4'000);
  const Transcript reference = crowded.machine.run(Tier::Reference);
  EXPECT_NE(reference.exception.find("StackOverflow"), std::string::npos) << reference.exception;
  crowded.machine.compareWith(reference, kUnlimitedFuel);
  crowded.expectDiscards(4'000);
}

TEST(Discarding, FreesWhileGuestsOfTwoThreadsRun) {
  for (const bool inBackground : {false, true}) {
    gc::HeapOptions heap;
    heap.collectEvery = 50;
    Crowded crowded(crowd(8, 12, 60), 5'000, inBackground, heap);
    const Transcript expected = crowded.machine.run(Tier::Interpreter);
    std::vector<Transcript> found(10);
    const auto work = [&](std::size_t first) {
      Worker worker(*crowded.machine.runtime);
      for (std::size_t i = first; i < found.size(); i += 2) {
        GuestOptions options;
        options.fuelSlice = 50;
        const auto guest = crowded.machine.guest(Tier::Auto, std::move(options));
        guest->grantFuel(kUnlimitedFuel);
        found[i] = transcriptOf(guest->run(worker), *guest);
      }
    };
    std::thread other(work, 0);
    work(1);
    other.join();
    for (const Transcript& transcript : found) EXPECT_EQ(transcript, expected);
    EXPECT_GT(crowded.statistics().discarded, 0u);
    EXPECT_LE(crowded.statistics().mostBytes, 5'000u);
  }
}

}  // namespace
}  // namespace tatu::vm::test
#endif

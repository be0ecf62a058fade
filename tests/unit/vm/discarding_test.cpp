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
  class CountMain final : public jit::CodeObserver {
   public:
    void published(const jit::PublishedCode& code) override { compilations += code.name == "main" ? 1 : 0; }
    std::uint64_t compilations = 0;
  };
  const auto counter = std::make_shared<CountMain>();
  jit::BaselineOptions options = crowdedOptions(kRoom, false);
  options.observers = {counter};
  Machine machine(crowd(30, 30, 40), {}, {}, jit::makeBaselineCompiler(options));
  (void)machine.run(Tier::Auto);
  EXPECT_GT(counter->compilations, 0u);
  EXPECT_GT(machine.runtime->compiler()->statistics().discarded, 20 * counter->compilations);
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

// The usual compiler: however methods follow each other, most of them are not worth the work again and again.
TEST(Discarding, TenThousandFunctions) {
  constexpr std::size_t kLimit = 256 << 10;
  const std::int64_t rounds = TATU_SLOWDOWN > 1 ? 50 : 1'000;
  jit::BaselineOptions options;
  options.codeLimit = kLimit;
  options.inBackground = false;
  Machine machine(crowd(100, 100, rounds), {}, {}, jit::makeBaselineCompiler(options));
  EXPECT_EQ(machine.run(Tier::Auto), machine.run(Tier::Interpreter));
  const CodeStatistics found = machine.runtime->compiler()->statistics();
  EXPECT_GT(found.compiled, 0u);
  EXPECT_LE(found.mostBytes, kLimit);
  EXPECT_LE(found.mapped, std::size_t{8} << 20);  // one block
  EXPECT_LT(found.compiled, 20'000u);             // each twice, in a thousand calls
}

// Such as one whose native waits: it delays the freeing, and no more than a part is discarded meanwhile.
TEST(Discarding, WaitsForARunThatDoesNotAcknowledge) {
  Crowded crowded(crowd(20, 20, 20));
  MethodCompiler& compiler = *crowded.machine.runtime->compiler();
  CodeUsers::User other;
  compiler.users().join(other);
  crowded.machine.compareWith(crowded.machine.run(Tier::Reference), kUnlimitedFuel);
  const CodeStatistics waiting = crowded.statistics();
  EXPECT_GT(waiting.discarded, 0u);
  EXPECT_LT(waiting.discarded, waiting.compiled);
  EXPECT_EQ(waiting.freed, 0u);
  EXPECT_GT(waiting.bytes, kRoom / 2);
  (void)compiler.users().leave(other);
  compiler.freeWithdrawn();
  EXPECT_EQ(crowded.statistics().freed, waiting.discarded);
  EXPECT_LT(crowded.statistics().bytes, waiting.bytes);
}

TEST(Discarding, UsersAcknowledge) {
  CodeUsers users;
  CodeUsers::User early;
  CodeUsers::User late;
  users.join(early);
  EXPECT_FALSE(users.hasNews(early));
  const std::uint64_t generation = users.withdrawn();
  users.join(late);
  EXPECT_TRUE(users.hasNews(early));
  EXPECT_FALSE(users.hasNews(late));
  EXPECT_LT(users.acknowledgedByAll(), generation);
  users.acknowledge(early);
  EXPECT_FALSE(users.hasNews(early));
  EXPECT_EQ(users.acknowledgedByAll(), generation);
  users.withdrawn();
  users.leave(early);
  EXPECT_EQ(users.acknowledgedByAll(), generation);
  users.leave(late);
  EXPECT_GT(users.acknowledgedByAll(), generation);
}

// The compiler's own thread may not get a processor at once: then the guests run again.
TEST(Discarding, FreesWhileGuestsOfTwoThreadsRun) {
  constexpr std::size_t kLittle = 5'000;
  for (const bool inBackground : {false, true}) {
    gc::HeapOptions heap;
    heap.collectEvery = 50;
    Crowded crowded(crowd(8, 12, 60), kLittle, inBackground, heap);
    const Transcript expected = crowded.machine.run(Tier::Interpreter);
    for (int round = 0; round < 50 && crowded.statistics().freed == 0; ++round) {
      for (const Transcript& transcript : crowded.machine.runOnTwoThreads()) EXPECT_EQ(transcript, expected);
    }
    EXPECT_GT(crowded.statistics().freed, 0u);
    EXPECT_LE(crowded.statistics().mostBytes, kLittle);
  }
}

}  // namespace
}  // namespace tatu::vm::test
#endif

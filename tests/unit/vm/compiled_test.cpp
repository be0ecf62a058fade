// Compiled code at its edges: without memory for it, beneath the end of the stack, under collection, and shared by
// threads while it is made.
#if defined(TATU_JIT)
#include <gtest/gtest.h>

#include <atomic>
#include <fstream>
#include <functional>
#include <thread>

#include "jit/baseline_compiler.h"
#include "kernels.h"
#include "program.h"

namespace tatu::vm::test {
namespace {

std::unique_ptr<MethodCompiler> compilerWith(std::size_t codeLimit, bool inBackground) {
  jit::BaselineOptions options;
  options.threshold = 1;
  options.inBackground = inBackground;
  options.codeLimit = codeLimit;
  return jit::makeBaselineCompiler(options);
}

// Some methods find room, then one does not: from there on it is the interpreter again.
TEST(Compiled, RunsWithLittleRoomForCodeAndWithNone) {
  for (const std::size_t limit : {0, 400, 800, 1'200, 2'000}) {
    Machine machine(lists(10, 10), {}, {}, compilerWith(limit, false));
    machine.compareWith(machine.run(Tier::Reference), kUnlimitedFuel);
  }
}

// ---- Failures

// Each of these requests for the step fails: those whose number, from 0 on, `isOne` says.
jit::BaselineOptions failingAt(jit::CompilationStep step, std::function<bool(int)> isOne) {
  jit::BaselineOptions options;
  options.threshold = 1;
  options.inBackground = step == jit::CompilationStep::Thread;
  options.fails = [step, isOne = std::move(isOne), number = std::make_shared<std::atomic<int>>(0)](auto asked) {
    return asked == step && isOne(number->fetch_add(1));
  };
  return options;
}

TEST(Compiled, RunsWhereEachRequestForMemoryFails) {
  for (int failing = 0; failing < 12; ++failing) {
    const auto isOne = [failing](int number) { return number == failing; };
    Machine machine(crowd(3, 5, 10), {}, {}, jit::makeBaselineCompiler(failingAt(jit::CompilationStep::Memory, isOne)));
    machine.compareWith(machine.run(Tier::Reference), kUnlimitedFuel);
    EXPECT_EQ(machine.runtime->compiler()->statistics().compiled == 0, failing == 0);
  }
}

TEST(Compiled, RunsWhereInstructionsAreRefused) {
  int refused = 0;
  auto options = failingAt(jit::CompilationStep::Encoding, [](int number) { return number % 2 == 0; });
  options.failed = [&refused](const std::string& message) {
    ++refused;
    EXPECT_NE(message, "");
  };
  Machine machine(crowd(3, 5, 10), {}, {}, jit::makeBaselineCompiler(options));
  machine.compareWith(machine.run(Tier::Reference), kUnlimitedFuel);
  const std::uint64_t compiled = machine.runtime->compiler()->statistics().compiled;
  EXPECT_GT(compiled, 0u);
  EXPECT_LE(compiled, static_cast<std::uint64_t>(refused));
}

TEST(Compiled, RunsWithoutAThreadForTheCompiler) {
  const auto always = [](int) { return true; };
  Machine machine(crowd(3, 5, 10), {}, {}, jit::makeBaselineCompiler(failingAt(jit::CompilationStep::Thread, always)));
  const Transcript reference = machine.run(Tier::Reference);
  GuestOptions options;
  options.fuelSlice = 97;
  EXPECT_EQ(reference, machine.run(Tier::Auto, kUnlimitedFuel, std::move(options)));
  EXPECT_EQ(machine.runtime->compiler()->statistics().compiled, 0u);
}

// ---- Edges

TEST(Compiled, OverflowsTheStackAtTheSameCall) {
  Program p;
  Machine machine(p.recursion(1'000'000, [](CodeBuilder& d) { d.emitInt(1); }));
  const Transcript reference = machine.run(Tier::Reference);
  EXPECT_NE(reference.exception.find("StackOverflow"), std::string::npos) << reference.exception;
  machine.compareWith(reference, kUnlimitedFuel);
}

// As deep as a guest may nest, the return addresses have room.
TEST(Compiled, ReturnsFromTheDeepestNesting) {
  Program p;
  Machine machine(p.recursion(100'000, [](CodeBuilder& d) { d.emitInt(1); }));
  const Transcript reference = machine.run(Tier::Reference);
  EXPECT_EQ(reference.exitValue, 1);
  machine.compareWith(reference, kUnlimitedFuel);
}

TEST(Compiled, ThrowsThroughFramesOfBothKinds) {
  Machine machine(ring(10, 1'000'000), {}, {}, tatu::test::makeTestCompiler(tatu::test::TestCompiler::WithHoles));
  machine.compareWith(machine.run(Tier::Reference), kUnlimitedFuel);
}

TEST(Compiled, AFunctionOf50000Instructions) {
  Machine machine(longFunction(50'000, 20));
  machine.compareWith(machine.run(Tier::Reference), kUnlimitedFuel);
  EXPECT_GT(machine.runtime->compiler()->statistics().mostBytes, 100'000u);
}

// Too much to be opened in its callers.
const std::string kLeaf =
    "function leaf\n  parameter n: Int\n  result Int\n  local Int ; 1\ncode\n    push.int 0\n    local.set 1\n"
    "    jump test\n  again: {1}\n    local.get 1\n    push.int 1\n    int.add\n    local.set 1\n  test: {1}\n"
    "    local.get 1\n    push.int 0\n    int.less\n    jump.true again\n    local.get 0\n    return\nend\n";

// What is hot is found where slices end; if they took a whole number of turns each, that would always be in main.
TEST(Compiled, FindsWhatIsCalledInStepWithSlices) {
  const std::string main =
      "function main\n  result Int\n  local Int ; 0\ncode\n    push.int 0\n    local.set 0\n  again: {0}\n"
      "    local.get 0\n    call leaf\n    push.int 1\n    int.add\n    local.set 0\n    local.get 0\n"
      "    push.int 60000\n    int.less\n    jump.true again\n    local.get 0\n    return\nend\n";
  for (std::int64_t slice = 3'000; slice < 3'040; ++slice) {
    Machine machine(assembledCore("main main\n" + kLeaf + main), {}, {}, compilerWith(1 << 20, false));
    GuestOptions options;
    options.fuelSlice = slice;
    EXPECT_EQ(machine.run(Tier::Auto, kUnlimitedFuel, std::move(options)).exitValue, 60'000);
    EXPECT_EQ(machine.runtime->compiler()->statistics().compiled, 2u) << slice;
  }
}

// The loop of main, which is compiled first, asks in advance for what `opened` may take, which is more than a turn
// takes: so slices end nowhere else.
TEST(Compiled, FindsWhatIsCalledFromCompiledLoops) {
  std::string seldom;
  for (int i = 0; i < 20; ++i) seldom += "    local.get 0\n    int.add\n";
  const std::string opened =
      "function opened\n  parameter n: Int\n  result Int\ncode\n    local.get 0\n    push.int 0\n    int.less\n"
      "    jump.true seldom\n    local.get 0\n    return\n  seldom: {}\n    local.get 0\n" +
      seldom + "    return\nend\n";
  const std::string main =
      "function main\n  result Int\n  local Int ; 0\ncode\n    push.int 0\n    local.set 0\n  again: {0}\n"
      "    local.get 0\n    call opened\n    call leaf\n    push.int 1\n    int.add\n    local.set 0\n    local.get 0\n"
      "    push.int 60000\n    int.less\n    jump.true again\n    local.get 0\n    return\nend\n";
  Machine machine(assembledCore("main main\n" + opened + kLeaf + main), {}, {}, compilerWith(1 << 20, false));
  EXPECT_EQ(machine.run(Tier::Auto).exitValue, 60'000);
  EXPECT_GE(machine.runtime->compiler()->statistics().compiled, 2u);
}

// Looks at all mappings of the process again and again.
class MappingWatch {
 public:
  MappingWatch() : thread_([this] { watch(); }) {}
  ~MappingWatch() {
    isDone_ = true;
    thread_.join();
  }
  [[nodiscard]] int looks() const { return looks_; }
  // That begins from now on.
  void awaitLook() const {
    for (const int before = looks_; looks_ < before + 2;) std::this_thread::yield();
  }
  [[nodiscard]] bool hasSeenExecutable() const { return hasSeenExecutable_; }

 private:
  void watch() {
    while (!isDone_) {
      std::ifstream maps("/proc/self/maps");
      for (std::string line; std::getline(maps, line);) {
        const std::string rights = line.substr(line.find(' ') + 1, 4);
        const bool isExecutable = rights.find('x') != std::string::npos;
        EXPECT_FALSE(isExecutable && rights.find('w') != std::string::npos) << line;
        // Machine code has no file that can be opened.
        if (isExecutable && line.find("(deleted)") != std::string::npos) hasSeenExecutable_ = true;
      }
      ++looks_;
    }
  }

  // Written by either thread for the other.
  std::atomic<bool> isDone_{false};
  std::atomic<int> looks_{0};
  std::atomic<bool> hasSeenExecutable_{false};
  std::thread thread_;
};

TEST(Compiled, NoMemoryIsWritableAndExecutable) {
  const MappingWatch watch;
  for (int round = 0; round < 100 && (watch.looks() < 20 || !watch.hasSeenExecutable()); ++round) {
    Machine machine(crowd(10, 20, 20), {}, {}, compilerWith(8'000, true));
    GuestOptions options;
    options.fuelSlice = 97;
    (void)machine.run(Tier::Auto, kUnlimitedFuel, std::move(options));
    watch.awaitLook();  // at what has been compiled
  }
  EXPECT_GE(watch.looks(), 20);
  EXPECT_TRUE(watch.hasSeenExecutable());
}

TEST(Compiled, AgreesWhileEveryAllocationCollects) {
  gc::HeapOptions heap;
  heap.collectEvery = 1;
  Machine machine(lists(8, 5), {}, heap);
  machine.agree(200);
}

// Guests of two threads run the same methods while a third makes code of them.
TEST(Compiled, IsSharedWhileItIsMade) {
  for (int round = 0; round < 5; ++round) {
    gc::HeapOptions heap;
    heap.collectEvery = 50;
    Machine machine(lists(30, 20), {}, heap, compilerWith(std::size_t{1} << 20, true));
    const Transcript expected = machine.run(Tier::Interpreter);
    for (const Transcript& transcript : machine.runOnTwoThreads()) EXPECT_EQ(transcript, expected);
  }
}

// What was compiled for one guest serves those that come later, also on other threads.
TEST(Compiled, GuestsThatStandStillGoOnInAnotherThread) {
  Machine machine(lists(12, 4));
  const Transcript alone = machine.run(Tier::Interpreter);
  const auto guest = machine.guest(Tier::Baseline);
  RunResult result;
  do {
    guest->grantFuel(50);
    std::thread([&] {
      Worker worker(*machine.runtime);
      result = guest->run(worker);
    }).join();
  } while (result.status == RunStatus::LimitReached);
  EXPECT_EQ(transcriptOf(result, *guest).exitValue, alone.exitValue);
  EXPECT_EQ(guest->statistics().fuelUsed, static_cast<std::uint64_t>(kUnlimitedFuel - alone.fuelLeft));
}

}  // namespace
}  // namespace tatu::vm::test
#endif

// Fibers as the machine and its host see them: equal frames in every tier wherever a guest can stop, limits, memory.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>

#include <fmt/core.h>

#include "bytecode/verifier.h"
#include "cli/compile.h"
#include "tests/mutation/tier_comparison.h"

namespace tatu::mutation {
namespace {

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool kIsSlow = true;
#else
constexpr bool kIsSlow = false;
#endif

RunOptions generous() {
  RunOptions options;
  options.memoryLimit = std::uint64_t{64} << 20;
  options.stackSlots = 1u << 16;
  options.grants = {1'000'000'000};
  return options;
}

// Every value of fuel for a while, then ever larger steps.
RunOptions slowly() {
  RunOptions options = generous();
  options.showsFrames = true;
  options.grants.assign(kIsSlow ? 200 : 3'000, 1);
  for (std::int64_t grant = 3; grant < 1'000'000'000; grant += grant / 3) options.grants.push_back(grant);
  return options;
}

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

class FiberTest : public testing::Test {
 protected:
  void SetUp() override {
    auto made = TierComparison::create();
    ASSERT_TRUE(made.has_value()) << (made ? "" : made.error());
    machine_ = std::make_unique<TierComparison>(std::move(*made));
  }

  [[nodiscard]] Verified compiled(const std::string& name, const std::string& text) const {
    cli::CompileRequest request;
    request.name = name;
    request.text = text;
    request.core = &machine_->core()->module();
    cli::CompileOutcome outcome = cli::compileText(request);
    EXPECT_TRUE(outcome.module.has_value()) << outcome.messages;
    if (!outcome.module) return nullptr;
    auto module = bytecode::verifyModule(std::move(*outcome.module), {&machine_->core(), 1}, {name, false});
    EXPECT_TRUE(module.has_value());
    return module ? *module : nullptr;
  }

  // What the interpreter shows, which all other tiers show, too.
  std::string agreed(const std::string& name, const std::string& text, RunOptions options) const {
    const Verified module = compiled(name, text);
    if (module == nullptr) return {};
    const std::string shown = machine_->transcriptOf(module, vm::Tier::Interpreter, options);
    EXPECT_EQ(shown, machine_->transcriptOf(module, vm::Tier::Reference, options)) << name;
    for (const test::CompiledTier& tier : test::compiledTiers()) {
      RunOptions compiledOptions = options;
      compiledOptions.fuelSlice = tier.fuelSlice;
      compiledOptions.leaveEvery = tier.leaveEvery;
      EXPECT_EQ(shown, machine_->transcriptOf(module, tier.tier, compiledOptions)) << name << ", " << tier.name;
    }
    return shown;
  }

  // Runs all language tests of a folder; how many there were.
  [[nodiscard]] std::size_t compareFrames(const std::string& folder) const {
    std::size_t programs = 0;
    for (const auto& entry : std::filesystem::directory_iterator(TATU_SOURCE_DIR "/tests/language/" + folder)) {
      std::ifstream file(entry.path(), std::ios::binary);
      const std::string text{std::istreambuf_iterator<char>(file), {}};
      const std::string shown = agreed(entry.path().filename().string(), text, slowly());
      EXPECT_TRUE(has(shown, "fiber 1 ")) << entry.path();
      EXPECT_TRUE(has(shown, "finished with 0") || has(shown, "deadlock")) << entry.path() << shown.substr(0, 500);
      ++programs;
    }
    return programs;
  }

  std::unique_ptr<TierComparison> machine_;
};

// Every fiber of a guest that stands still, with every live value, at thousands of places.
TEST_F(FiberTest, FramesOfAllFibersAreEqualInEveryTier) { EXPECT_GE(compareFrames("fibers"), 6u); }
TEST_F(FiberTest, FramesThatWaitForTheNetworkAreEqualInEveryTier) { EXPECT_GE(compareFrames("network"), 6u); }

TEST_F(FiberTest, ABombOfFibersMeetsTheMemoryLimit) {
  const std::string shown = agreed("bomb.tatu", R"(
fun bomb(scope: Scope) {
  scope.start(() => bomb(scope))
  scope.start(() => bomb(scope))
}
fun main() {
  scope s { bomb(s) }
}
)",
                                   generous());
  EXPECT_TRUE(has(shown, "memory at")) << shown.substr(0, 500);
}

// Between two instructions, with the same frames in every tier, the reference interpreter too.
TEST_F(FiberTest, LimitsOnFibersAndStacksStopAtTheSamePlace) {
  const std::string program = R"(
fun descend(n: Int): Int {
  if n == 0 {
    Fiber.pass()
    return 0
  }
  return descend(n - 1) + 1
}
fun main() {
  scope {
    for i in 1..30 { spawn descend(i * 20) }
  }
}
)";
  RunOptions few = generous();
  few.showsFrames = true;
  few.fibers = 17;
  const std::string fibers = agreed("few.tatu", program, few);
  EXPECT_TRUE(has(fibers, "fibers at")) << fibers.substr(0, 500);
  RunOptions shallow = generous();
  shallow.showsFrames = true;
  shallow.allStackBytes = 120'000;
  const std::string stacks = agreed("shallow.tatu", program, shallow);
  EXPECT_TRUE(has(stacks, "stacks at")) << stacks.substr(0, 500);
}

// Each walk of such a sequence begins another one.
TEST_F(FiberTest, SequencesInsideEachOtherWithoutEndMeetTheEndOfTheStack) {
  const std::string shown = agreed("endless.tatu", R"(
fun endless(n: Int): Sequence<Int> = sequence {
  for x in endless(n + 1) { yield x }
}
fun main() {
  val deep = endless(0).iterator()
  println(try { deep.hasNext().toString() } catch e: StackOverflowException { "overflow" })
  println(deep.hasNext())
  val inFiber = scope {
    val task = spawn try { endless(0).firstOrNull() } catch e: StackOverflowException { -1 }
    task.await()
  }
  println(inFiber)
}
)",
                                   generous());
  EXPECT_TRUE(has(shown, "overflow\nfalse\n-1\n")) << shown.substr(0, 500);
}

// 100,000 scopes inside each other, each in a fiber of the one around it.
TEST_F(FiberTest, ALongChainOfFibersEndsByItself) {
  const std::string program = fmt::format(R"(
fun chain(n: Int): Int = if n == 0 {{ 0 }} else {{ scope {{ (spawn chain(n - 1)).await() + 1 }} }}
val gate = Channel<Int>()
fun wait(n: Int) {{
  scope {{ if n == 0 {{ gate.receive() }} else {{ spawn wait(n - 1) }} }}
}}
fun main() {{
  println(chain({}))
  scope s {{
    spawn wait({})
    for _ in 1..10 {{ Fiber.pass() }}
    s.cancel()
  }}
  println("cancelled")
}}
)",
                                          kIsSlow ? 2'000 : 100'000, kIsSlow ? 500 : 5'000);
  RunOptions options = generous();
  options.memoryLimit = std::uint64_t{1} << 30;
  const std::string shown = agreed("chain.tatu", program, options);
  EXPECT_TRUE(has(shown, "cancelled\n")) << shown.substr(0, 500);
}

// The stack ends in the middle of scopes, wherever that is: each is closed where there is room again.
TEST_F(FiberTest, AnOverflowThroughScopesEnds) {
  const std::string shown = agreed("overflow.tatu", R"(
fun start(k: Int): Int = if k == 0 { deep(0) } else { start(k - 1) + 1 }
fun deep(n: Int): Int = scope {
  spawn Fiber.pass()
  deep(n + 1) + 1
}
fun main() {
  var overflows = 0
  for k in 0..30 { overflows += try { start(k) } catch _e: StackOverflowException { 1 } }
  println(overflows)
}
)",
                                   [] {
                                     RunOptions options = generous();
                                     options.stackSlots = 4'000;
                                     return options;
                                   }());
  EXPECT_TRUE(has(shown, "31\n")) << shown.substr(0, 500);
}

// What fibers take is given back when they end.
TEST_F(FiberTest, FibersThatHaveEndedTakeNoMemory) {
  RunOptions options = generous();
  options.memoryLimit = std::uint64_t{1} << 20;
  const std::string shown = agreed("many.tatu", R"(
fun deep(n: Int): Int = if n == 0 { 0 } else { deep(n - 1) + 1 }
fun main() {
  var sum = 0
  for _ in 1..3000 { sum += scope { (spawn deep(60)).await() } }
  println(sum)
}
)",
                                   options);
  EXPECT_TRUE(has(shown, "finished with 0")) << shown.substr(0, 500);
  EXPECT_TRUE(has(shown, "180000\n")) << shown;
}

// A walk over the frames of all fibers, which the memory limit asks for, is paid with fuel.
TEST_F(FiberTest, LookingForWhatLivesIsPaid) {
  const auto program = [](int fibers) {
    return fmt::format(R"(
val gate = Channel<Int>()
fun deep(n: Int): Int = if n == 0 {{ gate.receive() }} else {{ deep(n - 1) + 1 }}
fun main() {{
  scope {{
    for _ in 1..{} {{ spawn deep(500) }}
    Fiber.pass()
    var sum = 0
    for i in 1..3000 {{ sum += Array.filled(100, i).size }}
    for _ in 1..{} {{ gate.send(1) }}
    println(sum)
  }}
}}
)",
                       fibers, fibers);
  };
  const auto fuelOf = [&](int fibers) {
    RunOptions options = generous();
    options.memoryLimit = (std::uint64_t{32} << 10) * static_cast<std::uint64_t>(fibers) + (std::uint64_t{300} << 10);
    const std::string shown = agreed("walk.tatu", program(fibers), options);
    EXPECT_TRUE(has(shown, "finished with 0")) << shown.substr(0, 500);
    return std::stoll(shown.substr(shown.find("fuel ") + 5));
  };
  // 50 fibers of 500 frames each are walked many times.
  EXPECT_GT(fuelOf(50), fuelOf(5) + 10 * 45 * 500);
}

TEST_F(FiberTest, ADeadlockNamesEachPlaceOnce) {
  const std::string shown = agreed("deadlock.tatu", R"(
fun main() {
  val never = Channel<Int>()
  scope {
    for _ in 1..1000 { spawn never.receive() }
    Mutex().withLock(() => never.receive())
  }
}
)",
                                   generous());
  EXPECT_TRUE(has(shown, "fiber 0 of 1\n"));
  EXPECT_TRUE(has(shown, "fiber 1 of 1000\n")) << shown;
}

TEST_F(FiberTest, ADeadlockOfManyPlacesIsCut) {
  const std::string shown = agreed("places.tatu", R"(
fun deep(n: Int, gate: Channel<Int>): Int = if n == 0 { gate.receive() } else { deep(n - 1, gate) + 1 }
fun main() {
  val never = Channel<Int>()
  scope { for n in 1..100 { spawn deep(n, never) } }
}
)",
                                   generous());
  EXPECT_TRUE(has(shown, "fiber 19 of 1\n")) << shown;
  EXPECT_FALSE(has(shown, "fiber 20 of 1\n"));
  EXPECT_TRUE(has(shown, "81 elsewhere\n"));
}

}  // namespace
}  // namespace tatu::mutation

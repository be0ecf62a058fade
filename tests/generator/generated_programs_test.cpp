// Random programs in all tiers: each compiles, is verified, and shows the same in the reference interpreter, in the
// interpreter and compiled, at every stop for want of fuel and at its end.
//
// TATU_PROGRAMS sets how many there are, TATU_PROGRAM_SEED the first one's seed, so that
// TATU_PROGRAMS=1 TATU_PROGRAM_SEED=N repeats one that failed. TATU_PROGRAM_SHRINK=0 shows it as it is: a fault that
// ends the process, or keeps it busy, ends the search for a smaller program too.
#include <gtest/gtest.h>

#include <unistd.h>
#include <algorithm>
#include <csignal>
#include <cstdio>
#include <cstdlib>

#include <fmt/core.h>

#include "bytecode/verifier.h"
#include "cli/compile.h"
#include "tests/generator/program.h"
#include "tests/mutation/dice.h"
#include "tests/mutation/tier_comparison.h"

namespace tatu::generator {
namespace {

using mutation::Dice;
using mutation::RunOptions;
using mutation::TierComparison;

constexpr std::uint64_t kUsualSeed = 20261121;
constexpr std::int64_t kPlentyOfFuel = 2'000'000;

std::uint64_t numberFrom(const char* variable, std::uint64_t usual) {
  const char* const text = std::getenv(variable);
  return text == nullptr ? usual : std::strtoull(text, nullptr, 10);
}

constexpr unsigned kMostSeconds = 60 * TATU_SLOWDOWN;  // for one program

// Which program it is, for the message about a crash. Nothing else may be done there.
char underWay[64];

void announceCrash(int signal) {
  (void)!write(STDOUT_FILENO, underWay, sizeof(underWay));
  std::signal(signal, SIG_DFL);
  std::raise(signal);
}

// On a stack of its own: that of the program may be what is broken.
void announceCrashes() {
  static char stack[1 << 16];
  stack_t own{};
  own.ss_sp = stack;
  own.ss_size = sizeof(stack);
  sigaltstack(&own, nullptr);
  (void)!write(STDOUT_FILENO, underWay, 0);  // finds the function while all is well
  struct sigaction action {};
  action.sa_handler = announceCrash;
  action.sa_flags = SA_ONSTACK;
  for (const int signal : {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT, SIGALRM}) sigaction(signal, &action, nullptr);
}

void watch(std::uint64_t seed) {
  *fmt::format_to_n(underWay, sizeof(underWay) - 1, "\nprogram {}: the process ends\n", seed).out = '\0';
  alarm(kMostSeconds);
}

RunOptions optionsFor(std::uint64_t seed) {
  Dice dice(~seed);
  RunOptions options;
  options.grants.clear();
  for (const std::size_t most : {600, 3'000, 5'000, 5'000})
    options.grants.push_back(1 + static_cast<std::int64_t>(dice.below(most)));
  options.grants.push_back(kPlentyOfFuel);
  options.mostOutput = 100'000;
  options.firstCompiledTier = seed;
  // Every second program has a compiler that cannot do everything.
  if (seed % 4 == 1) options.compiler = test::TestCompiler::WithHoles;
  if (seed % 4 == 3) options.compiler = test::TestCompiler::Crowded;
  if (dice.oneIn(16)) options.collectEvery = 20;
  options.showsFrames = dice.oneIn(4);
  return options;
}

std::string replaced(std::string text, std::string_view from, std::string_view to) {
  for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
    text.replace(at, from.size(), to);
  return text;
}

class GeneratedPrograms : public testing::Test {
 protected:
  void SetUp() override {
    auto made = TierComparison::create();
    ASSERT_TRUE(made.has_value()) << (made ? "" : made.error());
    announceCrashes();
    machine_ = std::make_unique<TierComparison>(std::move(*made));
  }

  cli::CompileOutcome compile(const std::string& text) const {
    cli::CompileRequest request;
    request.name = "program.tatu";
    request.text = text;
    request.needsMain = true;
    request.core = &machine_->core()->module();
    return cli::compileText(request);
  }

  // What is wrong with the program; nothing if it shows the same everywhere.
  std::string faultOf(const std::string& text, std::uint64_t seed) const {
    cli::CompileOutcome outcome = compile(text);
    if (!outcome.module) return kRefused + outcome.messages.substr(outcome.messages.find("error["));
    const std::vector<mutation::Verified> packages{machine_->core()};
    const auto verified = bytecode::verifyModule(std::move(*outcome.module), packages, {"program", false});
    if (!verified) return "not verified: " + verified.error().message;
    return machine_->differenceOf(*verified, optionsFor(seed));
  }

  // What is wrong with its loops over functions that are one sequence: they must show what they show over the object.
  std::string openingFaultOf(const std::string& text) const {
    if (text.find(kSequenceMark) == std::string::npos || text.find("deepest") != std::string::npos) return {};
    // Frames are not the same.
    const std::string program = replaced(text, ".stackTrace()", ".message");
    const std::string opened = shownBy(program);
    const std::string closed = shownBy(replaced(program, kSequenceMark, "class Closed {}"));
    if (opened.empty() || closed.empty() || opened == closed) return {};
    return "--- opened\n" + opened + "\n--- with the object\n" + closed;
  }

  void TearDown() override { alarm(0); }

  template <typename FaultOf>
  static std::string smallest(const std::string& text, FaultOf faultOf) {
    if (numberFrom("TATU_PROGRAM_SHRINK", 1) == 0) return text;
    return shrinkProgram(text, [&](const std::string& candidate) {
      alarm(kMostSeconds);
      const std::string fault = faultOf(candidate);
      return !fault.empty() && !fault.starts_with(kRefused);
    });
  }

  void tryProgram(std::uint64_t seed) const {
    watch(seed);
    const std::string text = makeProgram(seed);
    const auto anyFaultOf = [&](const std::string& program) {
      std::string fault = faultOf(program, seed);
      return fault.empty() ? openingFaultOf(program) : fault;
    };
    const std::string fault = anyFaultOf(text);
    if (fault.empty()) return;
    if (fault.starts_with(kRefused)) {
      FAIL() << "program " << seed << "\n" << fault << "\n" << text;
    }
    const std::string small = smallest(text, anyFaultOf);
    FAIL() << "program " << seed << "\n" << small << "\n" << anyFaultOf(small);
  }

 private:
  // The output, and how the program ended; nothing if it met a limit.
  std::string shownBy(const std::string& text) const {
    cli::CompileOutcome outcome = compile(text);
    if (!outcome.module) return kRefused + outcome.messages;
    const std::vector<mutation::Verified> packages{machine_->core()};
    const auto verified = bytecode::verifyModule(std::move(*outcome.module), packages, {"program", false});
    if (!verified) return "not verified: " + verified.error().message;
    RunOptions options;
    options.grants = {kPlentyOfFuel};
    options.mostOutput = 100'000;
    const std::string transcript = machine_->transcriptOf(*verified, vm::Tier::Interpreter, options);
    if (!transcript.starts_with("finished") && !transcript.starts_with("uncaught")) return {};
    const std::size_t account = transcript.find("\nfuel ");
    return transcript.substr(0, transcript.find('\n')) + transcript.substr(transcript.find('\n', account + 1));
  }

  static constexpr const char* kRefused = "the compiler refuses it: ";

  std::unique_ptr<TierComparison> machine_;
};

TEST_F(GeneratedPrograms, RunAlikeInAllTiers) {
  const std::uint64_t count = numberFrom("TATU_PROGRAMS", TATU_USUAL_PROGRAMS);
  const std::uint64_t seed = numberFrom("TATU_PROGRAM_SEED", kUsualSeed);
  std::printf("programs: %llu, seed: %llu\n", static_cast<unsigned long long>(count),
              static_cast<unsigned long long>(seed));
  for (std::uint64_t i = 0; i < count && !HasFatalFailure(); ++i) tryProgram(seed + i);
}

TEST_F(GeneratedPrograms, AreEqualForEqualSeeds) {
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    ASSERT_EQ(makeProgram(seed), makeProgram(seed));
    ASSERT_NE(makeProgram(seed), makeProgram(seed + 1));
  }
}

TEST_F(GeneratedPrograms, ShrinkToWhatShowsTheFault) {
  const std::string program = "val a = 1\nfun f() {\n  if a > 0 {\n    println(a)\n  }\n}\nfun main() {\n  f()\n}\n";
  const auto hasPrint = [](const std::string& text) {
    return text.find("println") != std::string::npos &&
           std::count(text.begin(), text.end(), '{') == std::count(text.begin(), text.end(), '}');
  };
  EXPECT_EQ(shrinkProgram(program, hasPrint), "    println(a)\n");
}

}  // namespace
}  // namespace tatu::generator

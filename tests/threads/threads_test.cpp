// Several threads at once: guests that share all code, from its first use on, so that linking, instantiation and
// preparation of the same methods happen together; and compilations. What each shows is what it shows alone.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <thread>

#include "bytecode/verifier.h"
#include "bytecode/writer.h"
#include "cli/compile.h"
#include "tests/mutation/tier_comparison.h"

namespace tatu::mutation {
namespace {

constexpr std::size_t kThreads = 4;

struct Source {
  std::string name;
  std::string text;
};

std::vector<Source> languageTests() {
  std::vector<Source> sources;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(TATU_SOURCE_DIR "/tests/language")) {
    if (entry.path().extension() != ".tatu") continue;
    std::ifstream file(entry.path(), std::ios::binary);
    sources.push_back({entry.path().filename().string(), {std::istreambuf_iterator<char>(file), {}}});
  }
  std::sort(sources.begin(), sources.end(), [](const Source& a, const Source& b) { return a.name < b.name; });
  return sources;
}

class Threads : public testing::Test {
 protected:
  void SetUp() override {
    auto made = TierComparison::create();
    ASSERT_TRUE(made.has_value()) << (made ? "" : made.error());
    machine_ = std::make_unique<TierComparison>(std::move(*made));
  }

  cli::CompileOutcome compile(const Source& source) const {
    cli::CompileRequest request;
    request.name = source.name;
    request.text = source.text;
    request.core = &machine_->core()->module();
    return cli::compileText(request);
  }

  // Nothing of a program that does not compile alone.
  Verified verified(const Source& source) const {
    cli::CompileOutcome outcome = compile(source);
    if (!outcome.module) return nullptr;
    auto module = bytecode::verifyModule(std::move(*outcome.module), {&machine_->core(), 1}, {source.name, false});
    EXPECT_TRUE(module.has_value()) << source.name << ": " << (module ? "" : module.error().text());
    return module ? *module : nullptr;
  }

  // Each language test runs in these tiers at once, and shows what it shows alone.
  void compareAll(const std::vector<vm::Tier>& tiers, RunOptions options) const {
    std::size_t programs = 0;
    for (const Source& source : languageTests()) {
      const Verified module = verified(source);
      if (module == nullptr) continue;
      options.collectEvery = ++programs % 3 * 20;
      const std::string alone = machine_->transcriptOf(module, vm::Tier::Interpreter, options);
      for (const std::string& transcript : machine_->transcriptsAtOnce(module, tiers, options)) {
        ASSERT_EQ(transcript, alone) << source.name;
      }
    }
    EXPECT_GT(programs, 50u);
  }

  // The messages and the module's bytes.
  std::string compiled(const Source& source) const {
    const cli::CompileOutcome outcome = compile(source);
    std::string shown = outcome.messages;
    if (!outcome.module) return shown;
    const std::vector<std::uint8_t> bytes = bytecode::writeModule(*outcome.module);
    return shown.append(bytes.begin(), bytes.end());
  }

  std::unique_ptr<TierComparison> machine_;
};

TEST_F(Threads, GuestsThatUseTheSameCodeForTheFirstTime) {
  const std::vector<vm::Tier> tiers = {vm::Tier::Interpreter, vm::Tier::Interpreter, vm::Tier::Interpreter,
                                       vm::Tier::Reference};
  RunOptions options;
  options.grants = {500, 20'000};
  compareAll(tiers, options);
}

TEST_F(Threads, GuestsThatRunWhileMachineCodeIsMadeAndFreed) {
  const std::vector<vm::Tier> tiers = {vm::Tier::Auto, vm::Tier::Baseline, vm::Tier::Auto, vm::Tier::Baseline};
  RunOptions options;
  options.grants = {500, 20'000};
  options.fuelSlice = 97;
  options.compiler = test::TestCompiler::Crowded;
  compareAll(tiers, options);
}

TEST_F(Threads, CompilationsAtOnce) {
  const std::vector<Source> sources = languageTests();
  std::vector<std::string> found(sources.size() * kThreads);
  // Each thread begins elsewhere; they meet in the middle of each other's work.
  const auto work = [&](std::size_t number) {
    for (std::size_t i = 0; i < sources.size(); ++i) {
      const std::size_t source = (i + number) % sources.size();
      found[source * kThreads + number] = compiled(sources[source]);
    }
  };
  std::vector<std::thread> others;
  for (std::size_t i = 1; i < kThreads; ++i) others.emplace_back(work, i);
  work(0);
  for (std::thread& other : others) other.join();
  for (std::size_t i = 0; i < found.size(); ++i) {
    ASSERT_EQ(found[i], found[i / kThreads * kThreads]) << sources[i / kThreads].name;
  }
}

}  // namespace
}  // namespace tatu::mutation

// The ways to run a program that must show the same as the interpreters do: for all tests that compare tiers.
#pragma once

#include <atomic>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <span>
#include <string>

#include "vm/guest.h"

#if defined(TATU_JIT)
#include "jit/baseline_compiler.h"
#include "stdlib/direct/direct_natives.h"
#endif

namespace tatu::test {

struct CompiledTier {
  const char* name;
  vm::Tier tier;
  std::int64_t fuelSlice;
  std::uint32_t leaveEvery;

  void apply(vm::GuestOptions& options) const {
    options.tier = tier;
    options.fuelSlice = fuelSlice;
    options.leaveCompiledEvery = leaveEvery;
  }
};

// The first compiles what the others find compiled: in the middle of loops. Slices are short, so that there are many
// polls, but mostly longer than what compiled code asks for in advance, and odd, so that they end everywhere.
inline constexpr CompiledTier kCompiledTiers[] = {
    {"compiled in mid-loop", vm::Tier::Auto, 211, 0},
    {"compiled, left at every third poll", vm::Tier::Baseline, 617, 3},
    {"compiled", vm::Tier::Baseline, 10'000, 0},
};

// What the compiler can make: everything; not every third method, so that frames of both kinds lie on each other
// everywhere; or only so little at a time that code is discarded all the time.
enum class TestCompiler { Usual, WithHoles, Crowded };

#if defined(TATU_JIT)
[[nodiscard]] inline std::span<const CompiledTier> compiledTiers() { return kCompiledTiers; }

// Compiles at the first poll, before that goes on.
[[nodiscard]] inline std::unique_ptr<vm::MethodCompiler> makeTestCompiler(TestCompiler kind = TestCompiler::Usual) {
  jit::BaselineOptions options;
  options.threshold = 1;
  options.inBackground = false;
  options.directNatives = stdlib::directNatives();
  options.failed = [](const std::string& mistake) {
    std::fprintf(stderr, "the compiler failed: %s\n", mistake.c_str());
    std::abort();
  };
  if (kind == TestCompiler::WithHoles) {
    // The first request is for what all methods share.
    options.fails = [requests = std::make_shared<std::atomic<int>>(0)](jit::CompilationStep step) {
      return step == jit::CompilationStep::Memory && requests->fetch_add(1, std::memory_order_relaxed) % 3 == 2;
    };
  }
  if (kind == TestCompiler::Crowded) {
    options.codeLimit = 8 << 10;
    options.mostDoublings = 0;
  }
  return jit::makeBaselineCompiler(options);
}
#else
[[nodiscard]] inline std::span<const CompiledTier> compiledTiers() { return {}; }
[[nodiscard]] inline std::unique_ptr<vm::MethodCompiler> makeTestCompiler(TestCompiler = TestCompiler::Usual) {
  return nullptr;
}
#endif

}  // namespace tatu::test

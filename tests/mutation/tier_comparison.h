// TierComparison: runs a verified module in all tiers and compares everything that a program or its host can
// see: output, exit, exception with its trace, limit, where the program stands, fuel, allocations.
//
// Each comparison of modules has runtimes of its own, so nothing is left over from one module to the next.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <tl/expected.hpp>

#include "bytecode/verified_module.h"
#include "tests/tiers/compiled_tiers.h"
#include "vm/guest.h"

namespace tatu::mutation {

using Verified = std::shared_ptr<const bytecode::VerifiedModule>;

struct RunOptions {
  std::vector<std::int64_t> grants{100, 5'000};  // of fuel; what is seen after each is compared
  bool showsFrames = false;                      // and with them all frames of all fibers
  std::uint64_t collectEvery = 0;
  std::uint64_t memoryLimit = std::uint64_t{1} << 20;
  std::uint32_t stackSlots = 4'000;
  std::uint64_t fibers = UINT64_MAX;
  std::uint64_t allStackBytes = UINT64_MAX;
  std::int64_t fuelSlice = 10'000;
  std::uint32_t leaveEvery = 0;  // vm::GuestOptions::leaveCompiledEvery
  // Compare one of the compiled tiers alone: any number, of which the remainder counts. Otherwise all.
  std::optional<std::size_t> onlyCompiledTier;
  // The tiers run one after the other on what those before have linked and compiled: the interpreters, and apart from
  // them the compiled tiers, of which this one is the first (any number). Otherwise each begins afresh, which takes
  // longer.
  std::optional<std::size_t> firstCompiledTier;
  test::TestCompiler compiler = test::TestCompiler::Usual;
  std::size_t mostOutput = 2'000;  // so much of it is compared
};

class TierComparison {
 public:
  // Reads and verifies the core library.
  [[nodiscard]] static tl::expected<TierComparison, std::string> create();

  [[nodiscard]] const Verified& core() const { return core_; }
  // Both tiers' accounts if they differ, else nothing. A module that cannot be linked does not differ.
  [[nodiscard]] std::string differenceOf(const Verified& module, const RunOptions& options = {}) const;
  // What one tier shows.
  [[nodiscard]] std::string transcriptOf(const Verified& module, vm::Tier tier, const RunOptions& options = {}) const;
  // What guests of one runtime show, each in a thread of its own, that start at once: all of them want the same code
  // first.
  [[nodiscard]] std::vector<std::string> transcriptsAtOnce(const Verified& module, const std::vector<vm::Tier>& tiers,
                                                           const RunOptions& options = {}) const;

 private:
  explicit TierComparison(Verified core) : core_(std::move(core)) {}

  Verified core_;
};

}  // namespace tatu::mutation

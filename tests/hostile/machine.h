// Machine: a runtime for one tier, and guests of it with worlds in memory. It says what a guest shows at its end, which
// must be the same in every tier.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include <tl/expected.hpp>

#include "bytecode/verified_module.h"
#include "os/guest/memory_system.h"
#include "tests/hostile/attack.h"
#include "tests/tiers/compiled_tiers.h"
#include "vm/guest.h"
#include "vm/runtime.h"

namespace tatu::hostile {

using Verified = std::shared_ptr<const bytecode::VerifiedModule>;

// The core library, read and verified once.
[[nodiscard]] const Verified& core();
// Compiles or assembles, and verifies; or how that ended: "refused E0401", "rejected stack-type".
[[nodiscard]] tl::expected<Verified, Ending> moduleOf(const std::string& name, const std::string& source);

struct NamedTier {
  test::CompiledTier tier;
  test::TestCompiler compiler = test::TestCompiler::Usual;
};
// The interpreters, and all ways of compiling.
[[nodiscard]] const std::vector<NamedTier>& allTiers();

class Machine {
 public:
  explicit Machine(const NamedTier& tier);
  [[nodiscard]] vm::Runtime& runtime() { return *runtime_; }
  [[nodiscard]] const test::CompiledTier& tier() const { return tier_; }
  [[nodiscard]] vm::Worker& worker() { return worker_; }
  // Null, with a failed test, if it cannot be linked.
  [[nodiscard]] const vm::ModuleImage* load(const Verified& module);

 private:
  const test::CompiledTier tier_;
  std::unique_ptr<vm::Runtime> runtime_;
  vm::Worker worker_;
};

// A guest that runs in slices.
class SlicedGuest {
 public:
  SlicedGuest(Machine& machine, const vm::ModuleImage& image, const AttackLimits& limits,
              const std::vector<std::string>& grants);
  // Runs on for so much fuel; false once it has ended.
  [[nodiscard]] bool run(std::int64_t fuel);
  // When it has ended.
  [[nodiscard]] Ending ending();
  // All that tiers must have in common: end, trace, fuel, allocations, output.
  [[nodiscard]] std::string transcript();
  [[nodiscard]] std::uint64_t fuelUsed() const { return guest_->statistics().fuelUsed; }
  [[nodiscard]] const os::MemoryMachine& world() const { return *world_; }

 private:
  Machine& machine_;
  std::shared_ptr<os::MemoryMachine> world_;
  std::unique_ptr<vm::Guest> guest_;
  vm::RunResult result_;
};

}  // namespace tatu::hostile

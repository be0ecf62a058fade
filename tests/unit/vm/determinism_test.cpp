// The same program with the same limits costs the same, to the unit and to the byte: in each tier, each time, wherever
// things lie in memory, however often the collector runs, whoever ran before, and on every heap and machine that these
// tests are built for.
#include <gtest/gtest.h>

#include <functional>

#include "kernels.h"
#include "program.h"

namespace tatu::vm::test {
namespace {

struct Costs {
  std::uint64_t fuel = 0;
  std::uint64_t allocations = 0;
  std::uint64_t bytes = 0;
  std::uint64_t traces = 0;
  bool operator==(const Costs&) const = default;
};

std::ostream& operator<<(std::ostream& out, const Costs& costs) {
  return out << costs.fuel << " units, " << costs.allocations << " allocations of " << costs.bytes << " bytes, "
             << costs.traces << " traces";
}

Costs costsOf(Machine& machine, Tier tier, std::uint64_t memory) {
  GuestOptions options;
  options.memoryLimit = memory;
  const auto guest = machine.guest(tier, std::move(options));
  guest->grantFuel(kUnlimitedFuel);
  EXPECT_EQ(guest->run(*machine.worker).status, RunStatus::Finished);
  const GuestStatistics statistics = guest->statistics();
  return {statistics.fuelUsed, statistics.heap.allocations, statistics.heap.allocatedBytes,
          statistics.heap.traced.traces};
}

struct Kernel {
  std::string name;
  std::function<std::shared_ptr<const bytecode::Module>()> make;
  std::uint64_t memory;
  Costs costs;  // the same everywhere: a change of prices or of object sizes changes these numbers, nothing else does
};

std::vector<Kernel> allKernels() {
  return {
      {"fibonacci", [] { return fibonacci(12); }, 1 << 20, {5579, 0, 0, 0}},
      {"sieve", [] { return sieve(500); }, 1 << 20, {16240, 1, 528, 0}},
      {"lists", [] { return lists(50, 20); }, 1 << 20, {36398, 1000, 32000, 0}},
      {"lists in little memory", [] { return lists(50, 20); }, 1800, {36531, 1000, 32000, 19}},
      {"series", [] { return series(100); }, 1 << 20, {1797, 0, 0, 0}},
  };
}

TEST(Determinism, CostsAreTheSameEverywhere) {
  std::vector<std::vector<std::byte>> elsewhere;
  for (const Kernel& kernel : allKernels()) {
    for (const std::uint64_t collectEvery : {0, 1, 7}) {
      elsewhere.emplace_back(4096 * (elsewhere.size() + 1));  // what comes next lies elsewhere
      gc::HeapOptions heap;
      heap.collectEvery = collectEvery;
      Machine machine(kernel.make(), {}, heap);
      for (const Tier tier : {Tier::Interpreter, Tier::Reference, Tier::Interpreter}) {
        EXPECT_EQ(costsOf(machine, tier, kernel.memory), kernel.costs) << kernel.name << ", " << collectEvery;
      }
    }
  }
}

TEST(Determinism, OtherGuestsDoNotMatter) {
  const Kernel kernel = allKernels()[3];
  Machine machine(kernel.make());
  const auto other = machine.guest(Tier::Interpreter);
  for (int i = 0; i < 20; ++i) {
    other->grantFuel(997);
    (void)other->run(*machine.worker);
    EXPECT_EQ(costsOf(machine, Tier::Interpreter, kernel.memory), kernel.costs);
  }
}

}  // namespace
}  // namespace tatu::vm::test

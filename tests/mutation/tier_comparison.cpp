#include "tests/mutation/tier_comparison.h"

#include <latch>
#include <optional>
#include <thread>
#include <utility>

#include <fmt/core.h>

#include "bytecode/reader.h"
#include "bytecode/verifier.h"
#include "os/guest/memory_system.h"
#include "stdlib/core_library.h"
#include "stdlib/natives/core_natives.h"
#include "tests/tiers/frame_text.h"
#include "tests/tiers/result_text.h"
#include "vm/runtime.h"

namespace tatu::mutation {

namespace {

constexpr std::size_t kStaticBytes = std::size_t{8} << 20;

std::string textOf(const vm::RunResult& result) {
  switch (result.status) {
    case vm::RunStatus::Finished: return fmt::format("finished with {}\n", result.exitValue);
    case vm::RunStatus::Uncaught: return "uncaught " + test::textOf(*result.exception);
    case vm::RunStatus::Deadlocked: return "deadlock, " + test::waitingText(result);
    case vm::RunStatus::LimitReached:
      return fmt::format("{} at\n{}", vm::nameOf(result.limit), test::textOf(result.where));
  }
  return {};
}

std::string textOf(const vm::GuestStatistics& statistics) {
  return fmt::format("fuel {}, {} allocations, {} bytes\n", statistics.fuelUsed, statistics.heap.allocations,
                     statistics.heap.allocatedBytes);
}

tl::expected<std::unique_ptr<vm::Runtime>, std::string> makeRuntime(const Verified& core, const RunOptions& options) {
  vm::RuntimeOptions runtimeOptions;
  runtimeOptions.heap.collectEvery = options.collectEvery;
  runtimeOptions.staticBytes = kStaticBytes;
  runtimeOptions.compiler = test::makeTestCompiler(options.compiler);
  stdlib::registerCoreNatives(runtimeOptions.natives);
  auto runtime = vm::Runtime::create(std::move(runtimeOptions));
  if (!runtime) return tl::unexpected(runtime.error());
  if (auto loaded = (*runtime)->load(core); !loaded) return tl::unexpected(loaded.error().message);
  return runtime;
}

// Everything is granted, but the world is one in memory with hardly anything in it.
tl::expected<std::unique_ptr<os::System>, std::string> makeSystem(const std::shared_ptr<os::MemoryMachine>& world) {
  world->putInput("1 2\nthree\n");
  if (auto put = world->putFile("/notes.txt", "first\nsecond\n"); !put) return tl::unexpected(put.error().message);
  os::Capabilities capabilities = os::Capabilities::forCommand();
  capabilities.allowAll();
  auto system = os::createMemorySystem(world, capabilities);
  if (!system) return tl::unexpected(system.error().message);
  return std::move(*system);
}

std::string runInSlices(vm::Guest& guest, vm::Worker& worker, const RunOptions& options) {
  std::string text;
  for (const std::int64_t grant : options.grants) {
    guest.grantFuel(grant);
    const vm::RunResult result = guest.run(worker);
    text += textOf(result) + textOf(guest.statistics());
    if (options.showsFrames) text += test::framesOf(guest);
    if (result.status != vm::RunStatus::LimitReached || result.limit != vm::LimitKind::Fuel) break;
  }
  return text;
}

std::string runGuest(vm::Runtime& runtime, vm::Worker& worker, const vm::ModuleImage& image, vm::Tier tier,
                     const RunOptions& options) {
  const auto world = std::make_shared<os::MemoryMachine>();
  auto system = makeSystem(world);
  if (!system) return "no system: " + system.error();
  vm::GuestOptions guestOptions;
  guestOptions.tier = tier;
  guestOptions.memoryLimit = options.memoryLimit;
  guestOptions.stackSlots = options.stackSlots;
  guestOptions.fibers = options.fibers;
  guestOptions.allStackBytes = options.allStackBytes;
  guestOptions.fuelSlice = options.fuelSlice;
  guestOptions.leaveCompiledEvery = options.leaveEvery;
  guestOptions.system = std::move(*system);
  const auto guest = vm::Guest::create(runtime, image, std::move(guestOptions));
  if (!guest) return "no guest: " + guest.error();
  std::string text = runInSlices(**guest, worker, options);
  (void)(*guest)->system()->flush((*guest)->system()->standardOutput()).has_value();
  return text + world->output().substr(0, options.mostOutput);
}

// A runtime with the module, for guests one after the other.
class LoadedModule {
 public:
  LoadedModule(const Verified& core, const Verified& module, const RunOptions& options) {
    auto runtime = makeRuntime(core, options);
    if (!runtime) {
      failure_ = "no runtime: " + runtime.error();
      return;
    }
    runtime_ = std::move(*runtime);
    const auto image = runtime_->load(module);
    if (image) {
      image_ = *image;
    } else {
      failure_ = "not linked: " + image.error().message;
    }
  }

  [[nodiscard]] std::string transcript(vm::Tier tier, const RunOptions& options) {
    if (!failure_.empty()) return failure_;
    vm::Worker worker(*runtime_);
    return runGuest(*runtime_, worker, *image_, tier, options);
  }

 private:
  std::unique_ptr<vm::Runtime> runtime_;
  const vm::ModuleImage* image_ = nullptr;
  std::string failure_;
};

}  // namespace

tl::expected<TierComparison, std::string> TierComparison::create() {
  auto verified = stdlib::readCoreLibrary();
  if (!verified) return tl::unexpected(verified.error().text());
  return TierComparison(std::move(*verified));
}

std::string TierComparison::transcriptOf(const Verified& module, vm::Tier tier, const RunOptions& options) const {
  return transcriptsAtOnce(module, {tier}, options).front();
}

std::vector<std::string> TierComparison::transcriptsAtOnce(const Verified& module, const std::vector<vm::Tier>& tiers,
                                                           const RunOptions& options) const {
  std::vector<std::string> transcripts(tiers.size());
  const auto runtime = makeRuntime(core_, options);
  if (!runtime) return std::vector(tiers.size(), "no runtime: " + runtime.error());
  const auto image = (*runtime)->load(module);
  if (!image) return std::vector(tiers.size(), "not linked: " + image.error().message);
  std::latch start(static_cast<std::ptrdiff_t>(tiers.size()));
  const auto run = [&](std::size_t number) {
    vm::Worker worker(**runtime);
    start.arrive_and_wait();
    transcripts[number] = runGuest(**runtime, worker, **image, tiers[number], options);
  };
  std::vector<std::thread> others;
  for (std::size_t i = 1; i < tiers.size(); ++i) others.emplace_back(run, i);
  run(0);
  for (std::thread& other : others) other.join();
  return transcripts;
}

std::string TierComparison::differenceOf(const Verified& module, const RunOptions& options) const {
  std::optional<LoadedModule> loaded;
  const auto transcript = [&](vm::Tier tier, const RunOptions& with) {
    if (!loaded || !options.firstCompiledTier) loaded.emplace(core_, module, with);
    return loaded->transcript(tier, with);
  };
  const std::string reference = transcript(vm::Tier::Reference, options);
  const std::string interpreter = transcript(vm::Tier::Interpreter, options);
  if (reference != interpreter) return "--- reference\n" + reference + "\n--- interpreter\n" + interpreter;
  const auto tiers = test::compiledTiers();
  loaded.reset();
  for (std::size_t i = 0; i < tiers.size(); ++i) {
    if (options.onlyCompiledTier && *options.onlyCompiledTier % tiers.size() != i) continue;
    const test::CompiledTier& tier = tiers[(i + options.firstCompiledTier.value_or(0)) % tiers.size()];
    RunOptions compiledOptions = options;
    compiledOptions.fuelSlice = tier.fuelSlice;
    compiledOptions.leaveEvery = tier.leaveEvery;
    const std::string compiled = transcript(tier.tier, compiledOptions);
    if (compiled != interpreter) return "--- interpreter\n" + interpreter + "\n--- " + tier.name + "\n" + compiled;
  }
  return {};
}

}  // namespace tatu::mutation

#include "tests/hostile/machine.h"

#include <algorithm>
#include <chrono>
#include <string_view>
#include <utility>

#include <fmt/core.h>
#include <gtest/gtest.h>

#include "bytecode/assembler.h"
#include "bytecode/verifier.h"
#include "cli/compile.h"
#include "stdlib/core_library.h"
#include "stdlib/natives/core_natives.h"
#include "tests/hostile/world.h"
#include "tests/tiers/result_text.h"

namespace tatu::hostile {

namespace {

constexpr std::size_t kStaticBytes = std::size_t{8} << 20;

Ending endingOf(const vm::RunResult& result) {
  switch (result.status) {
    case vm::RunStatus::Finished:
      return {result.hasExited || result.exitValue != 0 ? fmt::format("exit {}", result.exitValue) : "ok", {}, {}};
    case vm::RunStatus::Uncaught:
      return {"uncaught " + result.exception->className + ": " + result.exception->message,
              test::textOf(*result.exception),
              {}};
    case vm::RunStatus::LimitReached:
      return {"limit " + std::string(vm::nameOf(result.limit)), test::textOf(result.where), {}};
    case vm::RunStatus::Deadlocked: break;
  }
  return {"deadlock", test::waitingText(result), {}};
}

// ---- Modules

// The core package has the version that it has.
tl::expected<bytecode::Module, Ending> assembled(std::string source) {
  constexpr std::string_view kAny = "import core \"any\"";
  const bytecode::Module& present = core()->module();
  const std::size_t at = source.find(kAny);
  if (at != std::string::npos) {
    source.replace(at, kAny.size(), fmt::format("import core \"{}\"", present.text(present.version)));
  }
  auto module = bytecode::assemble(source);
  if (module) return std::move(*module);
  const bytecode::AssemblyError& error = module.error();
  return tl::unexpected(Ending{"not assembled", fmt::format("{}:{}: {}", error.line, error.column, error.message), {}});
}

tl::expected<bytecode::Module, Ending> compiled(const std::string& name, const std::string& source) {
  cli::CompileRequest request;
  request.name = name;
  request.text = source;
  request.core = &core()->module();
  cli::CompileOutcome outcome = cli::compileText(request);
  if (outcome.module) return std::move(*outcome.module);
  const auto first = std::find_if(outcome.places.begin(), outcome.places.end(),
                                  [](const cli::DiagnosticPlace& place) { return place.isError; });
  const std::string code = first == outcome.places.end() ? "without a place" : first->code;
  return tl::unexpected(Ending{"refused " + code, outcome.messages, {}});
}

// ---- Runtimes and guests

std::unique_ptr<vm::Runtime> makeRuntime(const NamedTier& tier) {
  vm::RuntimeOptions options;
  options.staticBytes = kStaticBytes;
  options.compiler = test::makeTestCompiler(tier.compiler);
  stdlib::registerCoreNatives(options.natives);
  auto runtime = vm::Runtime::create(std::move(options));
  EXPECT_TRUE(runtime.has_value()) << runtime.error();
  EXPECT_TRUE((*runtime)->load(core()).has_value());
  return std::move(*runtime);
}

os::SystemOptions systemOptions(const AttackLimits& limits) {
  constexpr std::uint64_t kStreams = 2;  // for output and errors
  os::SystemOptions options;
  options.workingDirectory = kMemoryWorld;
  options.limits.handles = limits.handles + kStreams;
  options.limits.outputBytes = limits.output;
  options.words = os::GrantWords::Host;
  return options;
}

std::unique_ptr<os::System> makeSystem(const std::shared_ptr<os::MemoryMachine>& world, const AttackLimits& limits,
                                       const std::vector<std::string>& grants) {
  os::Capabilities capabilities;
  capabilities.output = true;
  for (const std::string& flag : grants) EXPECT_TRUE(os::applyGrantFlag(capabilities, flag).has_value()) << flag;
  auto system = os::createMemorySystem(world, capabilities, systemOptions(limits));
  EXPECT_TRUE(system.has_value()) << system.error().message;
  const os::System& made = **system;
  (*system)->cancellation().setDeadline(made.deadlineClock() + std::chrono::milliseconds(limits.deadline));
  return std::move(*system);
}

vm::GuestOptions guestOptions(const test::CompiledTier& tier, const AttackLimits& limits) {
  vm::GuestOptions options;
  tier.apply(options);
  options.memoryLimit = limits.memory;
  options.stackSlots = static_cast<std::uint32_t>(limits.stack / sizeof(vm::Slot));
  options.fibers = limits.fibers;
  options.allStackBytes = limits.stacks;
  options.codeLimit = static_cast<std::int64_t>(limits.code);
  return options;
}

}  // namespace

const Verified& core() {
  static const Verified library = [] {
    auto read = stdlib::readCoreLibrary();
    EXPECT_TRUE(read.has_value()) << read.error().text();
    return std::move(*read);
  }();
  return library;
}

tl::expected<Verified, Ending> moduleOf(const std::string& name, const std::string& source) {
  auto module = name.ends_with(".tasm") ? assembled(source) : compiled(name, source);
  if (!module) return tl::unexpected(module.error());
  auto verified = bytecode::verifyModule(std::move(*module), {&core(), 1}, {name, false});
  if (verified) return std::move(*verified);
  return tl::unexpected(
      Ending{"rejected " + std::string(bytecode::nameOf(verified.error().rule)), verified.error().text(), {}});
}

const std::vector<NamedTier>& allTiers() {
  static const std::vector<NamedTier> tiers = [] {
    std::vector<NamedTier> all{{{"in the interpreter", vm::Tier::Interpreter, 10'000, 0}},
                               {{"in the reference", vm::Tier::Reference, 10'000, 0}}};
    for (const test::CompiledTier& tier : test::compiledTiers()) all.push_back({tier});
    if (!test::compiledTiers().empty()) {
      all.push_back({{"with little room for code", vm::Tier::Baseline, 10'000, 0}, test::TestCompiler::Crowded});
    }
    return all;
  }();
  return tiers;
}

// ---- Machine

Machine::Machine(const NamedTier& tier) : tier_(tier.tier), runtime_(makeRuntime(tier)), worker_(*runtime_) {}

const vm::ModuleImage* Machine::load(const Verified& module) {
  const auto image = runtime_->load(module);
  EXPECT_TRUE(image.has_value()) << image.error().message;
  return image ? *image : nullptr;
}

// ---- SlicedGuest

SlicedGuest::SlicedGuest(Machine& machine, const vm::ModuleImage& image, const AttackLimits& limits,
                         const std::vector<std::string>& grants)
    : machine_(machine), world_(makeMemoryWorld()) {
  vm::GuestOptions options = guestOptions(machine.tier(), limits);
  options.system = makeSystem(world_, limits, grants);
  auto guest = vm::Guest::create(machine.runtime(), image, std::move(options));
  EXPECT_TRUE(guest.has_value()) << guest.error();
  guest_ = std::move(*guest);
  guest_->grantFuel(static_cast<std::int64_t>(limits.fuel));
}

bool SlicedGuest::run(std::int64_t fuel) {
  guest_->setQuantum(fuel, std::chrono::nanoseconds::max());
  result_ = guest_->run(machine_.worker());
  return result_.status == vm::RunStatus::LimitReached && result_.limit == vm::LimitKind::Quantum;
}

Ending SlicedGuest::ending() {
  Ending ending = endingOf(result_);
  (void)guest_->system()->flush(guest_->system()->standardOutput()).has_value();
  ending.output = world_->output();
  return ending;
}

std::string SlicedGuest::transcript() {
  const Ending ended = ending();
  const vm::GuestStatistics statistics = guest_->statistics();
  return fmt::format("{}\n{}fuel {}, {} allocations, {} bytes\n{}{}", ended.how, ended.details, statistics.fuelUsed,
                     statistics.heap.allocations, statistics.heap.allocatedBytes, ended.output, world_->errorOutput());
}

}  // namespace tatu::hostile

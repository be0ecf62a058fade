#include "tests/unit/compiler/packages/package_machine.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <utility>

#include "bytecode/reader.h"
#include "compiler/diagnostics/renderer.h"
#include "os/guest/memory_system.h"
#include "stdlib/core_library.h"
#include "stdlib/natives/core_natives.h"
#include "tests/tiers/compiled_tiers.h"
#include "vm/guest.h"

namespace tatu::compiler::testing {

namespace {

struct Ending {
  std::string output;
  std::uint64_t fuel = 0;
};

std::string endOf(const vm::RunResult& result) {
  switch (result.status) {
    case vm::RunStatus::Finished: return "";
    case vm::RunStatus::Uncaught: return result.exception->className + ": " + result.exception->message + "\n";
    case vm::RunStatus::Deadlocked: return "deadlock\n";
    case vm::RunStatus::LimitReached: return std::string(vm::nameOf(result.limit)) + "\n";
  }
  return "";
}

Ending runIn(vm::Runtime& runtime, const vm::ModuleImage& image, const test::CompiledTier& tier) {
  const auto world = std::make_shared<os::MemoryMachine>();
  vm::GuestOptions options;
  tier.apply(options);
  options.system = std::move(*os::createMemorySystem(world, os::Capabilities::forCommand()));
  auto guest = vm::Guest::create(runtime, image, std::move(options));
  if (!guest) return {"no guest: " + guest.error(), 0};
  vm::Worker worker(runtime);
  (*guest)->grantFuel(100'000'000);
  const std::string end = endOf((*guest)->run(worker));
  (void)(*guest)->system()->flush((*guest)->system()->standardOutput()).has_value();
  return {world->output() + end, (*guest)->statistics().fuelUsed};
}

std::vector<test::CompiledTier> allTiers() {
  std::vector<test::CompiledTier> tiers{{"interpreted", vm::Tier::Interpreter, 10'000, 0},
                                        {"in the reference", vm::Tier::Reference, 10'000, 0}};
  tiers.insert(tiers.end(), test::compiledTiers().begin(), test::compiledTiers().end());
  return tiers;
}

}  // namespace

PackageMachine::PackageMachine() {
  stdlib::registerCoreNatives(natives_);
  add(*stdlib::readCoreLibrary());
}

PackageMachine::Compiled PackageMachine::compiled(const std::string& name, const std::string& text,
                                                  const std::vector<SourceText>& files) {
  SourceMap sources;
  DiagnosticCollector diagnostics;
  PackageOptions options;
  options.name = name;
  for (const Verified& package : packages_) options.check.packages.push_back(&package->module());
  options.check.loadFile = [&](std::string_view path) -> std::optional<LoadedSource> {
    const auto found = std::find_if(files.begin(), files.end(), [&](const SourceText& f) { return f.path == path; });
    if (found == files.end()) return std::nullopt;
    return LoadedSource{found->path + ".tatu", found->text};
  };
  const FileId root = sources.add(name + ".tatu", text).value()->id();
  auto module = compilePackage(options, {root}, sources, diagnostics);
  RenderOptions rendering;
  rendering.format = DiagnosticFormat::Short;
  Compiled result{renderAll(diagnostics, sources, rendering), nullptr};
  if (!module) return result;
  auto verified = bytecode::verifyModule(std::move(*module), packages_, {name, false});
  EXPECT_TRUE(verified.has_value()) << name << ": " << (verified ? "" : verified.error().text());
  if (verified) result.module = std::move(*verified);
  return result;
}

void PackageMachine::add(const std::string& name, const std::string& text, const std::vector<SourceText>& files) {
  Compiled package = compiled(name, text, files);
  ASSERT_NE(package.module, nullptr) << package.messages;
  add(std::move(package.module));
}

void PackageMachine::add(Verified package) { packages_.push_back(std::move(package)); }

void PackageMachine::addNative(const std::string& name, const std::string& signature, vm::NativeBody body) {
  natives_.add(name, signature, std::move(body));
}

vm::Runtime& PackageMachine::runtime() {
  if (runtime_ != nullptr) return *runtime_;
  vm::RuntimeOptions options;
  options.natives = natives_;
  options.compiler = test::makeTestCompiler();
  runtime_ = std::move(*vm::Runtime::create(std::move(options)));
  for (const Verified& package : packages_) {
    const auto loaded = runtime_->load(package);
    EXPECT_TRUE(loaded.has_value()) << (loaded ? "" : loaded.error().message);
  }
  return *runtime_;
}

std::string PackageMachine::messages(const std::string& program, const std::vector<SourceText>& files) {
  return compiled("program", program, files).messages;
}

std::string PackageMachine::output(const std::string& program) {
  const Compiled made = compiled("program" + std::to_string(++programs_), program, {});
  if (made.module == nullptr) return made.messages;
  noteImports(made.module->module());
  const auto image = runtime().load(made.module);
  if (!image) return image.error().message;
  std::string output;
  std::uint64_t fuel = 0;
  for (const test::CompiledTier& tier : allTiers()) {
    const Ending ending = runIn(runtime(), **image, tier);
    if (tier.tier == vm::Tier::Interpreter) {
      output = ending.output;
      fuel = ending.fuel;
    }
    EXPECT_EQ(ending.output, output) << tier.name;
    EXPECT_EQ(ending.fuel, fuel) << tier.name;
  }
  return made.messages + output;
}

void PackageMachine::noteImports(const bytecode::Module& module) {
  imported_.clear();
  const auto note = [&](bytecode::PackageIndex package, bytecode::ClassIndex owner, bytecode::StringIndex name) {
    if (package.isNone() || module.text(module.packages[package.value()].name) == "core") return;
    std::string full(module.text(module.packages[package.value()].name));
    if (!owner.isNone()) full += "." + std::string(module.text(module.classes[owner.value()].name));
    imported_.push_back(full + "." + std::string(module.text(name)));
  };
  for (const bytecode::Class& row : module.classes) note(row.package, {}, row.name);
  for (const bytecode::Function& row : module.functions) note(row.package, row.owner, row.name);
  for (const bytecode::Global& row : module.globals) note(row.package, row.owner, row.name);
}

}  // namespace tatu::compiler::testing

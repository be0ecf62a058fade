#include "embedding/runtime.h"

#include <utility>

#include "bytecode/reader.h"
#include "bytecode/text/type_text.h"
#include "bytecode/verifier.h"
#include "embedding/error.h"
#include "embedding/method_compiler.h"
#include "embedding/module_limits.h"
#include "embedding/options.h"
#include "embedding/values.h"
#include "os/fault.h"
#include "stdlib/core_library.h"
#include "stdlib/natives/core_natives.h"

namespace tatu::embedding {

namespace {

vm::Tier tierOf(const tatu_runtime_options& options) {
  if (options.tier == TATU_TIER_INTERPRETER) return vm::Tier::Interpreter;
  return options.tier == TATU_TIER_BASELINE ? vm::Tier::Baseline : vm::Tier::Auto;
}

tatu_status reject(tatu_error** error, std::string message) { return fail(error, TATU_REJECTED, std::move(message)); }

tatu_status loadCore(tatu_runtime& runtime, tatu_error** error) {
  auto core = stdlib::readCoreLibrary();
  if (!core) return reject(error, core.error().text());
  if (auto loaded = runtime.machine->load(*core); !loaded) return reject(error, loaded.error().message);
  runtime.packages.push_back(std::move(*core));
  return TATU_OK;
}

}  // namespace

tatu_status createRuntime(const tatu_runtime_options& options, const gc::HeapOptions& heap, tatu_runtime** runtime,
                          tatu_error** error) {
  vm::RuntimeOptions machineOptions;
  machineOptions.heap = heap;
  machineOptions.compiler = makeMethodCompiler(options);
  stdlib::registerCoreNatives(machineOptions.natives);
  auto machine = vm::Runtime::create(std::move(machineOptions));
  if (!machine) return fail(error, TATU_FAILED, machine.error());
  auto made = std::make_unique<tatu_runtime>(std::move(*machine), tierOf(options));
  if (const tatu_status status = loadCore(*made, error); status != TATU_OK) return status;
  *runtime = made.release();
  return TATU_OK;
}

namespace {

// ---- Functions that the host can call

bool isCallable(const vm::ModuleImage& image, const vm::FunctionDefinition& function) {
  using enum bytecode::FunctionFlag;
  return function.module == &image && function.owner == nullptr && function.row->typeParameters.empty() &&
         (function.has(Public) || function.name == "main");
}

std::string refusalOf(const vm::Method& method) {
  if (method.isOversized) return "a type of it is too large";
  for (const vm::RuntimeType* parameter : method.parameters) {
    if (auto why = whyNotPassed(*parameter, true)) return *why;
  }
  return whyNotPassed(*method.result, false).value_or("");
}

void addFunctions(tatu_runtime& runtime, tatu_module& module) {
  const bytecode::TypeText texts(module.image->rows());
  for (vm::FunctionDefinition* function : module.image->functions) {
    if (!isCallable(*module.image, *function)) continue;
    tatu_function entry;
    entry.module = &module;
    entry.method = &runtime.machine->linker().methodFor(*function, nullptr);
    entry.signature = bytecode::signatureText(texts, module.image->rows(), *function->row);
    entry.refusal = refusalOf(*entry.method);
    module.functions.emplace(function->name, std::move(entry));
  }
}

tatu_status loadBytes(tatu_runtime* runtime, std::span<const std::uint8_t> bytes, const char* name,
                      const vm::LoadOptions& options, tatu_module** module, tatu_error** error) {
  if (runtime == nullptr || module == nullptr) return misuse(error, "`runtime` and `module` must not be null");
  *module = nullptr;
  if (bytes.data() == nullptr) return misuse(error, "`bytes` is null");
  const std::string_view file = name == nullptr ? "module" : name;
  auto read = bytecode::readModule(bytes, file);
  if (!read) return reject(error, read.error().text());
  const std::scoped_lock lock(runtime->mutex);
  return loadModule(*runtime, std::move(*read), file, options, module, error);
}

}  // namespace

tatu_status loadModule(tatu_runtime& runtime, bytecode::Module module, std::string_view name,
                       const vm::LoadOptions& options, tatu_module** loaded, tatu_error** error) {
  auto verified = bytecode::verifyModule(std::move(module), runtime.packages, {name, false});
  if (!verified) return reject(error, verified.error().text());
  auto image = runtime.machine->load(*verified, options);
  if (!image) return reject(error, image.error().message);
  if (options.isPackage) runtime.packages.push_back(std::move(*verified));
  tatu_module& entry = runtime.modules.emplace_back();
  entry.runtime = &runtime;
  entry.image = *image;
  setDefaultLimits(*entry.image->codeAccount);
  addFunctions(runtime, entry);
  if (loaded != nullptr) *loaded = &entry;
  return TATU_OK;
}

namespace {

tatu_runtime_options defaultOptions() {
  tatu_runtime_options options{};
  options.tier = TATU_TIER_AUTO;
  options.code_bytes = std::uint64_t{64} << 20;
  return options;
}

}  // namespace

}  // namespace tatu::embedding

using namespace tatu::embedding;

extern "C" {

uint32_t tatu_version(void) { return TATU_VERSION_NUMBER; }

void tatu_runtime_options_defaults(tatu_runtime_options* options, size_t size) {
  (void)giveStructure(defaultOptions(), options, size);
}

tatu_status tatu_runtime_create(const tatu_runtime_options* options, tatu_runtime** runtime, tatu_error** error) {
  return guarded(error, [&] {
    if (runtime == nullptr) return misuse(error, "there is no place for the runtime: `runtime` is null");
    *runtime = nullptr;
    tatu_runtime_options settled = defaultOptions();
    if (!settleOptions(options, settled)) return misuse(error, "`size` is not that of tatu_runtime_options");
    if (settled.tier > TATU_TIER_BASELINE) return misuse(error, "`tier` is none of tatu_tier");
    const tatu_status status = createRuntime(settled, {}, runtime, error);
    if (status == TATU_OK) tatu::os::onFault(settled.fault, settled.fault_data);
    return status;
  });
}

tatu_status tatu_runtime_destroy(tatu_runtime* runtime) {
  if (runtime == nullptr) return TATU_OK;
  if (runtime->guests.load(std::memory_order_acquire) != 0) return TATU_MISUSE;
  delete runtime;
  tatu::os::onFault(nullptr, nullptr);
  return TATU_OK;
}

tatu_status tatu_module_load(tatu_runtime* runtime, const void* bytes, size_t size, const char* name,
                             tatu_module** module, tatu_error** error) {
  return guarded(error, [&] {
    return loadBytes(runtime, {static_cast<const std::uint8_t*>(bytes), size}, name, {false, false}, module, error);
  });
}

tatu_status tatu_package_load(tatu_runtime* runtime, const void* bytes, size_t size, const char* name,
                              tatu_module** module, tatu_error** error) {
  return guarded(error, [&] {
    return loadBytes(runtime, {static_cast<const std::uint8_t*>(bytes), size}, name, {true, false}, module, error);
  });
}

const tatu_function* tatu_module_function(const tatu_module* module, const char* name) {
  if (module == nullptr || name == nullptr) return nullptr;
  const auto found = module->functions.find(name);
  return found == module->functions.end() ? nullptr : &found->second;
}

const char* tatu_function_signature(const tatu_function* function) {
  return function == nullptr ? "" : function->signature.c_str();
}

size_t tatu_function_parameters(const tatu_function* function) {
  return function == nullptr ? 0 : function->method->parameters.size();
}

const void* tatu_module_bytes(const tatu_module* module, size_t* size) {
  const bool has = module != nullptr && !module->bytes.empty();
  if (size != nullptr) *size = has ? module->bytes.size() : 0;
  return has ? module->bytes.data() : nullptr;
}

}  // extern "C"

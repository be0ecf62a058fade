// tatu_host_module: builds a module of native functions, each of which leads to a function of the host.
#include <span>
#include <string>
#include <unordered_set>
#include <utility>

#include "bytecode/module_builder.h"
#include "bytecode/text/type_text.h"
#include "bytecode/writer.h"
#include "embedding/declaration_parser.h"
#include "embedding/error.h"
#include "embedding/host_call.h"
#include "embedding/runtime.h"

using namespace tatu::embedding;

struct tatu_host_module {
  tatu_host_module(tatu_runtime& ofRuntime, std::string_view name)
      : runtime(ofRuntime), space(name), builder(name, "1") {}

  tatu_runtime& runtime;
  std::string space;
  tatu::bytecode::ModuleBuilder builder;
  std::unordered_set<std::string> names;
  std::deque<HostFunction> functions;  // in the order of the module
};

namespace {

std::string nativeName(const std::string& fullName) { return fullName + "@1"; }

tatu_status add(tatu_host_module& module, const char* declaration, tatu_host_function function, void* data,
                tatu_error** error) {
  auto row = parseDeclaration(declaration, module.builder);
  if (!row) return misuse(error, row.error() + ": " + declaration);
  const std::string name(module.builder.text(row->name));
  if (!module.names.insert(name).second) return misuse(error, "there is a function " + name + " already");
  const std::string fullName = module.space + "." + name;
  row->nativeName = module.builder.string(nativeName(fullName));
  (void)module.builder.addFunction(std::move(*row));
  module.functions.push_back({fullName, function, data});
  return TATU_OK;
}

std::vector<tatu::vm::Native> nativesOf(const tatu::bytecode::Module& module, std::deque<HostFunction>& functions) {
  const tatu::bytecode::TypeText texts(module);
  std::vector<tatu::vm::Native> natives;
  for (std::size_t i = 0; i < functions.size(); ++i) {
    tatu::vm::Native native;
    native.name = nativeName(functions[i].name);
    native.signature = tatu::bytecode::signatureText(texts, module, module.functions[i]);
    native.price = priceOfHostFunction;
    native.body = callHostFunction;
    native.context = &functions[i];
    natives.push_back(std::move(native));
  }
  return natives;
}

// Once their natives are there, the functions stay, whatever becomes of the module.
tatu_status finish(tatu_host_module& builder, tatu_module** module, tatu_error** error) {
  tatu_runtime& runtime = builder.runtime;
  const std::scoped_lock lock(runtime.mutex);
  auto made = std::move(builder.builder).finish();
  std::deque<HostFunction>& functions = runtime.hostFunctions.emplace_back(std::move(builder.functions));
  std::vector<std::uint8_t> bytes = tatu::bytecode::writeModule(made);
  if (!runtime.machine->addNatives(nativesOf(made, functions))) {
    runtime.hostFunctions.pop_back();
    return misuse(error, "there is a host module " + builder.space + " already");
  }
  tatu_module* loaded = nullptr;
  const tatu_status status = loadModule(runtime, std::move(made), builder.space, {true, true}, &loaded, error);
  if (status != TATU_OK) return status;
  loaded->bytes = std::move(bytes);
  if (module != nullptr) *module = loaded;
  return TATU_OK;
}

}  // namespace

extern "C" {

tatu_status tatu_host_module_create(tatu_runtime* runtime, const char* name, tatu_host_module** module,
                                    tatu_error** error) {
  return guarded(error, [&] {
    if (runtime == nullptr || name == nullptr || module == nullptr) {
      return misuse(error, "`runtime`, `name` and `module` must not be null");
    }
    *module = nullptr;
    if (!isPlainName(name) || std::string_view(name) == "core") {
      return misuse(error, "a host module cannot have the name \"" + std::string(name) + "\"");
    }
    *module = new tatu_host_module(*runtime, name);
    return TATU_OK;
  });
}

tatu_status tatu_host_module_add(tatu_host_module* module, const char* declaration, tatu_host_function function,
                                 void* data, tatu_error** error) {
  return guarded(error, [&] {
    if (module == nullptr || declaration == nullptr || function == nullptr) {
      return misuse(error, "`module`, `declaration` and `function` must not be null");
    }
    return add(*module, declaration, function, data, error);
  });
}

tatu_status tatu_host_module_finish(tatu_host_module* builder, tatu_module** module, tatu_error** error) {
  const std::unique_ptr<tatu_host_module> owned(builder);
  return guarded(error, [&] {
    if (builder == nullptr) return misuse(error, "`builder` must not be null");
    if (module != nullptr) *module = nullptr;
    return finish(*builder, module, error);
  });
}

void tatu_host_module_destroy(tatu_host_module* builder) { delete builder; }

}  // extern "C"

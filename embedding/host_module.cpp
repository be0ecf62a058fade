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
namespace bytecode = tatu::bytecode;

struct tatu_host_module {
  tatu_host_module(tatu_runtime& ofRuntime, std::string_view name)
      : runtime(ofRuntime), space(name), builder(name, "1") {}

  tatu_runtime& runtime;
  std::string space;
  tatu::bytecode::ModuleBuilder builder;
  std::unordered_set<std::string> names;
  DeclaredClasses declaredClasses;
  std::deque<HostFunction> functions;  // in the order of the module
  std::deque<tatu_class> classes;      // in the order of the module
};

namespace {

// What a handle holds. A program can neither write this name nor import what is not public.
constexpr std::string_view kHandleField = "host object";

std::string nativeName(const std::string& fullName) { return fullName + "@1"; }

void addFunction(tatu_host_module& module, bytecode::Function row, const HostFunction& function) {
  row.nativeName = module.builder.string(nativeName(function.name));
  (void)module.builder.addFunction(std::move(row));
  module.functions.push_back(function);
}

tatu_status add(tatu_host_module& module, const char* declaration, tatu_host_function function, void* data,
                tatu_error** error) {
  auto parsed = parseDeclaration(declaration, module.declaredClasses, module.builder);
  if (!parsed) return misuse(error, parsed.error() + ": " + declaration);
  if (!module.names.insert(parsed->name).second) return misuse(error, "there is a " + parsed->name + " already");
  const std::string fullName = module.space + "." + parsed->name;
  addFunction(module, std::move(parsed->function), {fullName, function, data});
  if (parsed->setter) addFunction(module, std::move(*parsed->setter), {fullName + "=", function, data});
  return TATU_OK;
}

// Final, and without a constructor: so nobody else can make an object of it, or extend it.
bytecode::Class handleClass(bytecode::ModuleBuilder& builder, std::string_view name) {
  bytecode::Class row;
  row.name = builder.string(name);
  row.kind = bytecode::ClassKind::Class;
  row.isPublic = true;
  bytecode::Field number;
  number.name = builder.string(kHandleField);
  number.type = builder.leaf(bytecode::TypeKind::Int);
  row.fields.push_back(number);
  return row;
}

tatu_status addClass(tatu_host_module& module, const char* name, const void* key, void* data, const tatu_class** added,
                     tatu_error** error) {
  if (!isPlainName(name) || isTypeName(name)) {
    return misuse(error, "a class of the host cannot have the name \"" + std::string(name) + "\"");
  }
  if (!module.names.insert(name).second) return misuse(error, "there is a " + std::string(name) + " already");
  tatu_class& definition = module.classes.emplace_back();
  definition.name = module.space + "." + name;
  definition.key = key;
  definition.data = data;
  definition.runtime = &module.runtime;
  module.declaredClasses.emplace(name, module.builder.addClass(handleClass(module.builder, name)));
  if (added != nullptr) *added = &definition;
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

std::vector<void*> hostsOf(std::deque<tatu_class>& classes) {
  std::vector<void*> hosts;
  for (tatu_class& each : classes) hosts.push_back(&each);
  return hosts;
}

// From here on there can be objects of them.
void finishClasses(tatu_runtime& runtime, std::deque<tatu_class>& classes) {
  for (tatu_class& each : classes) {
    each.isFinished.store(true, std::memory_order_release);
    runtime.classes.add(each);
  }
}

// Once their natives are there, the functions stay, whatever becomes of the module; and so do the classes.
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
  std::deque<tatu_class>& classes = runtime.hostClasses.emplace_back(std::move(builder.classes));
  const std::vector<void*> hosts = hostsOf(classes);
  tatu_module* loaded = nullptr;
  const tatu_status status = loadModule(runtime, std::move(made), builder.space, {true, true, hosts}, &loaded, error);
  if (status != TATU_OK) return status;
  finishClasses(runtime, classes);
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

tatu_status tatu_host_module_add_class(tatu_host_module* module, const char* name, const void* key, void* data,
                                       const tatu_class** added, tatu_error** error) {
  return guarded(error, [&] {
    if (module == nullptr || name == nullptr) return misuse(error, "`module` and `name` must not be null");
    if (added != nullptr) *added = nullptr;
    return addClass(*module, name, key, data, added, error);
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

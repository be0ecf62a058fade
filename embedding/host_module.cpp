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
#include "embedding/options.h"
#include "embedding/runtime.h"
#include "include/tatu/channels.h"

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
  HostModuleParts parts;
  DestroyActions destroyActions;  // the runtime's once it is a module
};

namespace {

// What a handle holds. A program can neither write this name nor import what is not public.
constexpr std::string_view kHandleField = "host object";

std::string nativeName(const std::string& fullName) { return fullName + "@1"; }

void addFunction(tatu_host_module& module, bytecode::Function row, const HostFunction& function) {
  row.nativeName = module.builder.string(nativeName(function.name));
  (void)module.builder.addFunction(std::move(row));
  module.parts.functions.push_back(function);
}

// `function` has no name yet.
tatu_status add(tatu_host_module& module, const std::string& declaration, HostFunction function, tatu_error** error) {
  auto parsed = parseDeclaration(declaration, module.declaredClasses, module.builder);
  if (!parsed) return misuse(error, parsed.error() + ": " + declaration);
  if (!module.names.insert(parsed->name).second) return misuse(error, "there is a " + parsed->name + " already");
  function.name = module.space + "." + parsed->name;
  addFunction(module, std::move(parsed->function), function);
  if (!parsed->setter) return TATU_OK;
  function.name += "=";
  addFunction(module, std::move(*parsed->setter), function);
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
  tatu_class& definition = module.parts.classes.emplace_back();
  definition.name = module.space + "." + name;
  definition.key = key;
  definition.data = data;
  definition.runtime = &module.runtime;
  module.declaredClasses.emplace(name, module.builder.addClass(handleClass(module.builder, name)));
  if (added != nullptr) *added = &definition;
  return TATU_OK;
}

// ---- Channels

tatu_status addEnd(tatu_host_module& module, ChannelType& type, ChannelSide side, const std::string& name,
                   const std::string& message, const void* key, tatu_error** error) {
  if (auto status = addClass(module, name.c_str(), key, nullptr, nullptr, error); status != TATU_OK) return status;
  tatu_class& end = module.parts.classes.back();
  end.channel = &type;
  (side == ChannelSide::Sender ? type.sender : type.receiver) = &end;
  for (const ChannelMember& member : channelMembers(side)) {
    std::string behind = member.behind;
    if (const auto at = behind.find(": M"); at != std::string::npos) behind.replace(at + 2, 1, message);
    const tatu_status status = add(module, member.before + name + behind, {{}, nullptr, nullptr, member.member}, error);
    if (status != TATU_OK) return status;
  }
  return TATU_OK;
}

// The type of messages is read before there are the classes: so a channel cannot carry its own ends, or those of later
// ones, and what channels hold never holds each other for good.
tatu_status addChannel(tatu_host_module& module, const tatu_channel_declaration& declared, const tatu_class** added,
                       tatu_error** error) {
  const std::string name = declared.name;
  const std::string message = declared.message;
  if (!isPlainName(name)) return misuse(error, "a channel cannot have the name \"" + name + "\"");
  const auto type = parseType(message, module.declaredClasses, module.builder);
  if (!type) return misuse(error, type.error() + ": " + message);
  if (module.builder.type(*type).kind == bytecode::TypeKind::Optional) {
    return misuse(error, "messages of a channel cannot be of the type " + message +
                             ": null is what receiveOrNull gives at the end; make it a part of a tuple");
  }
  for (const char* const end : {"Sender", "Receiver"}) {
    if (module.names.contains(name + end)) return misuse(error, "there is a " + name + end + " already");
  }
  ChannelType& channel = module.parts.channels.emplace_back();
  channel.name = module.space + "." + name;
  channel.sendFunction = module.parts.functions.size();
  auto status = addEnd(module, channel, ChannelSide::Sender, name + "Sender", message, declared.sender_key, error);
  if (status != TATU_OK) return status;
  status = addEnd(module, channel, ChannelSide::Receiver, name + "Receiver", message, declared.receiver_key, error);
  if (status == TATU_OK && added != nullptr) *added = channel.sender;
  return status;
}

void finishChannels(tatu_runtime& runtime, const tatu_module& module, std::deque<ChannelType>& channels) {
  for (ChannelType& each : channels) {
    const auto& send = *module.image->functions[each.sendFunction];
    each.message = &runtime.machine->linker().typeIn({module.image, {}}, send.row->parameters[1].type);
  }
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
  std::vector<std::uint8_t> bytes = tatu::bytecode::writeModule(made);
  HostModuleParts& parts = runtime.hostModules.emplace_back(std::move(builder.parts));
  if (!runtime.machine->addNatives(nativesOf(made, parts.functions))) {
    runtime.hostModules.pop_back();
    return misuse(error, "there is a host module " + builder.space + " already");
  }
  const std::vector<void*> hosts = hostsOf(parts.classes);
  tatu_module* loaded = nullptr;
  const tatu_status status = loadModule(runtime, std::move(made), builder.space, {true, true, hosts}, &loaded, error);
  if (status != TATU_OK) return status;
  parts.destroyActions = std::move(builder.destroyActions);
  finishChannels(runtime, *loaded, parts.channels);
  finishClasses(runtime, parts.classes);
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
    return add(*module, declaration, {{}, function, data}, error);
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

tatu_status tatu_host_module_on_destroy(tatu_host_module* module, tatu_destroy_function destroy, void* data) {
  return guarded(nullptr, [&] {
    if (module == nullptr || destroy == nullptr) return TATU_MISUSE;
    module->destroyActions.add(destroy, data);
    return TATU_OK;
  });
}

tatu_status tatu_host_module_add_channel(tatu_host_module* module, const tatu_channel_declaration* declaration,
                                         const tatu_class** added, tatu_error** error) {
  return guarded(error, [&] {
    if (module == nullptr || declaration == nullptr)
      return misuse(error, "`module` and `declaration` must not be null");
    if (added != nullptr) *added = nullptr;
    tatu_channel_declaration settled{};
    if (!settleOptions(declaration, settled)) return misuse(error, "`size` is not that of tatu_channel_declaration");
    if (settled.name == nullptr || settled.message == nullptr) {
      return misuse(error, "`name` and `message` must not be null");
    }
    return addChannel(*module, settled, added, error);
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

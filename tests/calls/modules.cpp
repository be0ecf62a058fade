// Modules: loaded from good and bad bytes, limited, and made of the host's functions.
#include <algorithm>
#include <string>
#include <utility>

#include "bytecode/container.h"
#include "bytecode/writer.h"
#include "tests/calls/world.h"

namespace tatu::calls {

namespace {

constexpr int kMostLoads = 4;  // they stay as long as the runtime

// Whatever is accepted has been verified; whatever is not is refused.
void loadDamaged(World& world) {
  const std::span<const std::uint8_t> whole = world.choices.oneIn(2) ? programBytes(world.game) : otherBytes();
  std::vector<std::uint8_t> bytes(whole.begin(), whole.end());
  if (world.choices.oneIn(4)) bytes.resize(world.choices.below(bytes.size()) + 1);
  for (std::uint64_t i = world.choices.below(4); i > 0; --i) {
    bytes[world.choices.below(bytes.size())] = static_cast<std::uint8_t>(world.choices.below(256));
  }
  if (bytes.size() > 2 * bytecode::kHashBytes && !world.choices.oneIn(4)) bytecode::repairContentHash(bytes);
  const bool isPackage = world.choices.oneIn(4);
  const auto load = isPackage ? tatu_package_load : tatu_module_load;
  tatu_module* module = nullptr;
  tatu_error* error = nullptr;
  const Outcome loaded = outcomeOf(load(world.runtime, bytes.data(), bytes.size(), "damaged", &module, &error), error);
  world.expect(loaded.status == TATU_OK || loaded.status == TATU_REJECTED, "a bad module has status of its own");
  world.expect((loaded.status == TATU_OK) == (module != nullptr), "a bad module is there");
  world.expect(loaded.status == TATU_OK || !loaded.message.empty(), "a module is refused without a reason");
}

void setModuleLimit(World& world) {
  const auto limit = static_cast<tatu_module_limit>(world.choices.below(4));
  const bool isLimit = limit == TATU_MODULE_LIMIT_CODE || limit == TATU_MODULE_LIMIT_COMPILE_TIME;
  const std::array<std::uint64_t, 3> values{UINT64_MAX, 0, world.choices.below(100'000)};
  const tatu_status status = tatu_module_set_limit(world.program, limit, world.choices.oneOf(values));
  world.expect((status == TATU_OK) == isLimit, "a module limit can be set that cannot, or the other way round");
}

void readModule(World& world) {
  tatu_code_counters counters{};
  counters.size = sizeof counters;
  world.expect(tatu_module_counters(world.program, &counters) == TATU_OK, "a module's counters cannot be read");
  world.expect(tatu_module_bytes(world.program, nullptr) == nullptr, "a loaded module has bytes");
  world.expect(tatu_module_bytes(world.game, &counters.size) != nullptr, "a host module has no bytes");
  const tatu_function* const function = tatu_module_function(world.program, "same");
  world.expect(tatu_function_parameters(function) == 2, "a function has other parameters");
  const std::string signature = tatu_function_signature(function);
  world.expect(signature == "(Thing, Thing) -> Int", "a function has another signature: " + signature);
}

}  // namespace

void actOnModules(World& world) {
  const std::uint64_t how = world.choices.below(4);
  if (how == 0) return readModule(world);
  if (how <= 2) return setModuleLimit(world);
  if (world.statistics.loads >= kMostLoads) return;
  ++world.statistics.loads;
  loadDamaged(world);
}

// ---- Host modules

namespace {

tatu_status seven(tatu_host_call*, const tatu_value*, std::size_t, tatu_value* result, void*) {
  *result = intValue(7);
  return TATU_OK;
}

void beginBuilder(World& world) {
  constexpr std::array kNames{"extra", "another", "game", "core", "fun", "a b", ""};
  const std::size_t which = world.choices.below(kNames.size());
  const tatu_status status = tatu_host_module_create(world.runtime, kNames[which], &world.builder, nullptr);
  world.expect((status == TATU_OK) == (which < 3), "a host module can have a name that it cannot");
  world.builderName = kNames[which];
  world.builderMembers.clear();
}

void addFunction(World& world) {
  struct Declared {
    const char* declaration;
    const char* name;  // null: it is none
  };
  constexpr std::array kDeclared{
      Declared{"fun f(): Int", "f"},
      Declared{"fun g(a: Int, b: Array<(String, Float?)>): Int?", "g"},
      Declared{"fun f(a: Byte)", "f"},
      Declared{"fun fun()", nullptr},
      Declared{"fun h(in: Int)", nullptr},
      Declared{"fun h(a: Int, a: Int)", nullptr},
      Declared{"fun h(a: Nothing)", nullptr},
      Declared{"fun None.h()", nullptr},
      Declared{"val f: Int", nullptr},
      Declared{"fun i(): Int = 1", nullptr},
      Declared{"", nullptr},
  };
  const Declared& declared = world.choices.oneOf(kDeclared);
  const bool isRight = declared.name != nullptr && world.builderMembers.insert(declared.name).second;
  const tatu_status status = tatu_host_module_add(world.builder, declared.declaration, seven, nullptr, nullptr);
  world.expect((status == TATU_OK) == isRight, std::string("a declaration is taken wrongly: ") + declared.declaration);
}

void addClass(World& world) {
  constexpr std::array kNames{"Box", "f", "Int", "class", "1"};
  const std::size_t which = world.choices.below(kNames.size());
  const bool isRight = which < 2 && world.builderMembers.insert(kNames[which]).second;
  const tatu_class* added = nullptr;
  const tatu_status status =
      tatu_host_module_add_class(world.builder, kNames[which], nullptr, nullptr, &added, nullptr);
  world.expect((status == TATU_OK) == isRight, "a class is taken wrongly");
  if (status != TATU_OK) return;
  tatu_object* object = nullptr;
  world.expect(tatu_object_create(added, nullptr, nullptr, &object, nullptr) == TATU_MISUSE && object == nullptr,
               "there is an object of a class that is not finished");
}

void addData(World& world) {
  ++world.hostData;
  const tatu_destroy_function destroy = [](void* data) { --*static_cast<std::atomic<int>*>(data); };
  world.expect(tatu_host_module_on_destroy(world.builder, destroy, &world.hostData) == TATU_OK, "data cannot be kept");
}

void finishBuilder(World& world) {
  tatu_module* module = nullptr;
  const tatu_status status = tatu_host_module_finish(std::exchange(world.builder, nullptr), &module, nullptr);
  const bool isNew = world.moduleNames.insert(world.builderName).second;
  world.expect((status == TATU_OK) == isNew && (module != nullptr) == isNew, "a host module is finished wrongly");
}

}  // namespace

void actOnBuilder(World& world) {
  ++world.statistics.builders;
  if (world.builder == nullptr) return beginBuilder(world);
  switch (world.choices.below(8)) {
    case 0: return finishBuilder(world);
    case 1: return tatu_host_module_destroy(std::exchange(world.builder, nullptr));
    case 2:
    case 3: return addData(world);
    case 4: return addClass(world);
    default: return addFunction(world);
  }
}

}  // namespace tatu::calls

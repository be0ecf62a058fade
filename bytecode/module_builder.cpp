#include "bytecode/module_builder.h"

#include <algorithm>

namespace tatu::bytecode {

namespace {

std::size_t mix(std::size_t seed, std::uint64_t value) { return (seed ^ value) * 0x9E3779B97F4A7C15u + (seed >> 29); }

std::size_t hashOf(const Type& type) {
  std::size_t hash = mix(static_cast<std::size_t>(type.kind), type.definition.value());
  hash = mix(hash, type.variable);
  for (const TypeIndex argument : type.arguments) hash = mix(hash, argument.value());
  return hash;
}

std::size_t hashOf(const Call& call) {
  std::size_t hash = mix(call.function.value(), call.receiver.value());
  for (const TypeIndex argument : call.typeArguments) hash = mix(hash, argument.value());
  return hash;
}

// The position in `table` of an element equal to `value`, which is added if there is none.
template <typename Value>
std::size_t internIn(std::vector<Value>& table, std::unordered_multimap<std::size_t, std::uint32_t>& hashes,
                     Value value) {
  const std::size_t hash = hashOf(value);
  const auto [first, last] = hashes.equal_range(hash);
  for (auto at = first; at != last; ++at) {
    if (table[at->second] == value) return at->second;
  }
  hashes.emplace(hash, static_cast<std::uint32_t>(table.size()));
  table.push_back(std::move(value));
  return table.size() - 1;
}

}  // namespace

void ModuleBuilder::setName(std::string_view name, std::string_view version) {
  module_.name = string(name);
  module_.version = string(version);
}

StringIndex ModuleBuilder::string(std::string_view text) {
  const auto found = strings_.find(text);
  if (found != strings_.end()) return found->second;
  const StringIndex index(module_.strings.size());
  module_.strings.emplace_back(text);
  strings_.emplace(std::string(text), index);
  return index;
}

PackageIndex ModuleBuilder::package(std::string_view name, std::string_view version) {
  const Package wanted{string(name), string(version)};
  const auto isWanted = [&](const Package& package) {
    return package.name == wanted.name && package.version == wanted.version;
  };
  auto& packages = module_.packages;
  const auto found = std::find_if(packages.begin(), packages.end(), isWanted);
  const auto number = static_cast<std::size_t>(found - packages.begin());
  if (found == packages.end()) packages.push_back(wanted);
  return PackageIndex(number);
}

TypeIndex ModuleBuilder::intern(Type type) { return TypeIndex(internIn(module_.types, typeHashes_, std::move(type))); }

TypeIndex ModuleBuilder::leaf(TypeKind kind) {
  Type type;
  type.kind = kind;
  return intern(std::move(type));
}

TypeIndex ModuleBuilder::arrayOf(TypeIndex element) { return intern({TypeKind::Array, {}, 0, {element}}); }

TypeIndex ModuleBuilder::optionalOf(TypeIndex payload) {
  if (type(payload).kind == TypeKind::Optional) return payload;
  return intern({TypeKind::Optional, {}, 0, {payload}});
}

TypeIndex ModuleBuilder::tupleOf(std::span<const TypeIndex> parts) {
  return intern({TypeKind::Tuple, {}, 0, {parts.begin(), parts.end()}});
}

TypeIndex ModuleBuilder::functionOf(std::span<const TypeIndex> parameters, TypeIndex result) {
  Type type{TypeKind::Function, {}, 0, {parameters.begin(), parameters.end()}};
  type.arguments.push_back(result);
  return intern(std::move(type));
}

TypeIndex ModuleBuilder::classType(ClassIndex definition, std::span<const TypeIndex> arguments) {
  return intern({TypeKind::Class, definition, 0, {arguments.begin(), arguments.end()}});
}

TypeIndex ModuleBuilder::variable(std::uint32_t number) { return intern({TypeKind::Variable, {}, number, {}}); }

ClassIndex ModuleBuilder::addClass(Class declaration) { return classes_.add(std::move(declaration)); }
FunctionIndex ModuleBuilder::addFunction(Function declaration) { return functions_.add(std::move(declaration)); }
GlobalIndex ModuleBuilder::addGlobal(Global declaration) { return globals_.add(std::move(declaration)); }

CallIndex ModuleBuilder::call(Call call) { return CallIndex(internIn(module_.calls, callHashes_, std::move(call))); }

FieldRefIndex ModuleBuilder::fieldRef(FieldRef reference) {
  const std::uint64_t key = std::uint64_t{reference.owner.value()} << 32 | reference.field;
  const auto [found, isNew] = fieldRefs_.emplace(key, FieldRefIndex(module_.fieldRefs.size()));
  if (isNew) module_.fieldRefs.push_back(reference);
  return found->second;
}

CaseRefIndex ModuleBuilder::caseRef(CaseRef reference) {
  const std::uint64_t key = std::uint64_t{reference.owner.value()} << 32 | reference.caseNumber;
  const auto [found, isNew] = caseRefs_.emplace(key, CaseRefIndex(module_.caseRefs.size()));
  if (isNew) module_.caseRefs.push_back(reference);
  return found->second;
}

CodeBuilder& ModuleBuilder::codeOf(FunctionIndex function) {
  const std::uint32_t number = function.value() & ~kOwnBit;
  const auto [found, isNew] = codeNumbers_.emplace(number, code_.size());
  if (isNew) code_.push_back({number, {}});
  return code_[found->second].builder;
}

void ModuleBuilder::settleTypes(Module& module) const {
  const auto classBase = static_cast<std::uint32_t>(classes_.imported.size());
  for (Type& type : module.types) type.definition = finalIndex(type.definition, classBase);
}

void ModuleBuilder::settleEntities(Module& module) const {
  const auto classBase = static_cast<std::uint32_t>(classes_.imported.size());
  const auto functionBase = static_cast<std::uint32_t>(functions_.imported.size());
  for (Function& function : module.functions) function.owner = finalIndex(function.owner, classBase);
  for (Global& global : module.globals) global.owner = finalIndex(global.owner, classBase);
  for (Call& call : module.calls) call.function = finalIndex(call.function, functionBase);
  module.initialiser = finalIndex(module.initialiser, functionBase);
  module.main = finalIndex(module.main, functionBase);
}

Module ModuleBuilder::finish() const {
  Module module = module_;
  module.classes = classes_.all();
  module.functions = functions_.all();
  module.globals = globals_.all();
  settleTypes(module);
  settleEntities(module);
  // Code stands in the order of the functions that it belongs to.
  const auto globalBase = static_cast<std::uint32_t>(globals_.imported.size());
  for (std::uint32_t number = 0; number < functions_.own.size(); ++number) {
    const auto found = codeNumbers_.find(number);
    if (found == codeNumbers_.end()) continue;
    module.functions[functions_.imported.size() + number].code = static_cast<std::uint32_t>(module.code.size());
    module.code.push_back(code_[found->second].builder.finish(globalBase));
  }
  return module;
}

}  // namespace tatu::bytecode

#include "bytecode/module_builder.h"

#include <algorithm>
#include <utility>

#include "bytecode/seeded_hash.h"

namespace tatu::bytecode {

namespace {

std::uint64_t hashOf(const Type& type) {
  std::uint64_t hash = hashWith(processSeed(), static_cast<std::uint64_t>(type.kind) << 32 | type.variable);
  hash = hashWith(hash, type.definition.value());
  for (const TypeIndex argument : type.arguments) hash = hashWith(hash, argument.value());
  return hash;
}

std::uint64_t hashOf(const Call& call) {
  std::uint64_t hash = SeededHash()(std::uint64_t{call.function.value()} << 32 | call.receiver.value());
  for (const TypeIndex argument : call.typeArguments) hash = hashWith(hash, argument.value());
  return hash;
}

std::uint64_t hashOf(const FieldRef& reference) {
  return SeededHash()(std::uint64_t{reference.owner.value()} << 32 | reference.field);
}

std::uint64_t hashOf(const CaseRef& reference) {
  return SeededHash()(std::uint64_t{reference.owner.value()} << 32 | reference.caseNumber);
}

// The position in `table` of an element equal to `value`, which is added if there is none.
template <typename Value>
std::size_t internIn(std::vector<Value>& table, HashIndex& index, Value value) {
  const auto next = static_cast<std::uint32_t>(table.size());
  const auto isSame = [&](std::uint32_t other) { return table[other] == value; };
  const std::uint32_t position = index.findOrAdd(hashOf(value), next, isSame);
  if (position == next) table.push_back(std::move(value));
  return position;
}

}  // namespace

void ModuleBuilder::setName(std::string_view name, std::string_view version) {
  module_.name = string(name);
  module_.version = string(version);
}

StringIndex ModuleBuilder::string(std::string_view text) {
  StringTable& strings = module_.strings;
  const auto next = static_cast<std::uint32_t>(strings.size());
  const auto isSame = [&](std::uint32_t other) { return strings[other] == text; };
  const std::uint32_t position = strings_.findOrAdd(SeededHash()(text), next, isSame);
  if (position == next) strings.push_back(text);
  return StringIndex(position);
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

TypeIndex ModuleBuilder::intern(Type type) { return TypeIndex(internIn(module_.types, types_, std::move(type))); }

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

CallIndex ModuleBuilder::call(Call call) { return CallIndex(internIn(module_.calls, calls_, std::move(call))); }

FieldRefIndex ModuleBuilder::fieldRef(FieldRef reference) {
  return FieldRefIndex(internIn(module_.fieldRefs, fieldRefs_, reference));
}

CaseRefIndex ModuleBuilder::caseRef(CaseRef reference) {
  return CaseRefIndex(internIn(module_.caseRefs, caseRefs_, reference));
}

CodeBuilder& ModuleBuilder::codeOf(FunctionIndex function) {
  const std::uint32_t number = function.value() & ~kOwnBit;
  if (number >= codeNumbers_.size()) codeNumbers_.resize(functions_.own.size(), kNone);
  if (codeNumbers_[number] == kNone) {
    codeNumbers_[number] = static_cast<std::uint32_t>(code_.size());
    code_.push_back({spareBuilder_ != nullptr ? std::move(spareBuilder_) : std::make_unique<CodeBuilder>()});
  }
  return *code_[codeNumbers_[number]].builder;
}

// Where own globals will stand is known only when all imported ones are.
void ModuleBuilder::closeCode(FunctionIndex function) {
  OwnCode& own = code_[codeNumbers_[function.value() & ~kOwnBit]];
  if (own.builder->hasOwnGlobals()) return;
  own.closed = static_cast<std::uint32_t>(closedCode_.size());
  closedCode_.push_back(own.builder->finish(0));
  spareBuilder_ = std::move(own.builder);
  spareBuilder_->clear();
}

void ModuleBuilder::settleTypes() {
  const auto classBase = static_cast<std::uint32_t>(classes_.imported.size());
  for (Type& type : module_.types) type.definition = finalIndex(type.definition, classBase);
}

void ModuleBuilder::settleEntities() {
  const auto classBase = static_cast<std::uint32_t>(classes_.imported.size());
  const auto functionBase = static_cast<std::uint32_t>(functions_.imported.size());
  for (Function& function : module_.functions) function.owner = finalIndex(function.owner, classBase);
  for (Global& global : module_.globals) global.owner = finalIndex(global.owner, classBase);
  for (Call& call : module_.calls) call.function = finalIndex(call.function, functionBase);
  module_.initialiser = finalIndex(module_.initialiser, functionBase);
  module_.main = finalIndex(module_.main, functionBase);
}

Module ModuleBuilder::finish() && {
  const auto functionBase = static_cast<std::uint32_t>(functions_.imported.size());
  const auto globalBase = static_cast<std::uint32_t>(globals_.imported.size());
  module_.classes = classes_.takeAll();
  module_.functions = functions_.takeAll();
  module_.globals = globals_.takeAll();
  settleTypes();
  settleEntities();
  // Code stands in the order of the functions that it belongs to.
  for (std::uint32_t number = 0; number < codeNumbers_.size(); ++number) {
    if (codeNumbers_[number] == kNone) continue;
    module_.functions[functionBase + number].code = static_cast<std::uint32_t>(module_.code.size());
    OwnCode& own = code_[codeNumbers_[number]];
    if (own.builder == nullptr) {
      module_.code.append(closedCode_, own.closed);
      continue;
    }
    module_.code.push_back(own.builder->finish(globalBase));
    own.builder.reset();
  }
  return std::move(module_);
}

}  // namespace tatu::bytecode

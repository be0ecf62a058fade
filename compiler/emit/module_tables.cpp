#include "compiler/emit/module_tables.h"

#include <algorithm>

#include "bytecode/limits.h"
#include "compiler/types/function_flag.h"

namespace tatu::compiler::emit {

using bytecode::ClassKind;
using bytecode::FunctionFlag;

bytecode::TypeIndex ModuleTables::type(const Type* type) {
  const bytecode::TypeIndex known = typeIndices_.get(*type);
  if (!known.isNone()) return known;
  bytecode::Type row;
  row.kind = static_cast<bytecode::TypeKind>(type->kind);
  if (type->is(TypeKind::Class)) row.definition = classOf(*type->symbol);
  if (type->is(TypeKind::Variable)) row.variable = type->variable->number;
  for (const Type* argument : type->arguments) row.arguments.push_back(this->type(argument));
  const bytecode::TypeIndex index = builder_.intern(std::move(row));
  typeIndices_[*type] = index;
  return index;
}

bytecode::PackageIndex ModuleTables::package(const PackageSymbol* symbol) {
  return symbol == nullptr ? bytecode::PackageIndex() : builder_.package(symbol->name, symbol->version);
}

void ModuleTables::noteIfHidden(bool isPublic, const PackageSymbol* package, std::string_view name) {
  if (isPublic || package == nullptr || hasHidden()) return;
  hidden_.what = "`" + std::string(name) + "` of the package `" + package->name + "`";
}

void ModuleTables::noteHiddenIn(const ast::Node* declaration) {
  if (hasHidden() && hidden_.declaration == nullptr) hidden_.declaration = declaration;
}

bytecode::ClassIndex ModuleTables::classOf(const ClassSymbol& symbol) {
  const bytecode::ClassIndex known = classes_.get(symbol);
  return known.isNone() ? importClass(symbol) : known;
}

bytecode::ClassIndex ModuleTables::importClass(const ClassSymbol& symbol) {
  noteIfHidden(symbol.isPublic || symbol.kind == ClassKind::Builtin, symbol.package, symbol.name);
  bytecode::Class row;
  row.package = package(symbol.package);
  row.name = string(symbol.name);
  const bytecode::ClassIndex index = builder_.addClass(std::move(row));
  classes_[symbol] = index;  // before its parts, which may refer to it
  fillClass(symbol, index);
  return index;
}

// Without variance, which only classes' have: a function may have those of a class.
bytecode::TypeParameter ModuleTables::typeParameter(const TypeParameterSymbol& symbol) {
  bytecode::TypeParameter row;
  row.name = string(symbol.name);
  for (const Type* bound : symbol.bounds) row.bounds.push_back(type(bound));
  return row;
}

std::vector<bytecode::TypeParameter> ModuleTables::typeParameters(std::span<TypeParameterSymbol* const> symbols) {
  std::vector<bytecode::TypeParameter> rows;
  for (const TypeParameterSymbol* symbol : symbols) rows.push_back(typeParameter(*symbol));
  return rows;
}

std::vector<bytecode::Condition> ModuleTables::conditions(std::span<const ConditionSymbol> symbols) {
  std::vector<bytecode::Condition> rows;
  for (const ConditionSymbol& symbol : symbols) rows.push_back({symbol.parameter->number, type(symbol.bound)});
  return rows;
}

bytecode::Field ModuleTables::fieldRow(const FieldSymbol& symbol) {
  return {string(symbol.name), type(symbol.type), symbol.isMutable, symbol.isPublic};
}

// Of an imported class only what a module relies on is repeated: no supertypes, and fields as they are used.
void ModuleTables::fillClass(const ClassSymbol& symbol, bytecode::ClassIndex index) {
  bytecode::Class row = builder_.at(index);
  row.kind = symbol.kind;
  row.isPublic = symbol.isPublic || symbol.kind == ClassKind::Builtin;  // its type is everywhere in scope
  const bool isClass = symbol.kind == ClassKind::Class;                 // interfaces and enums have these by nature
  row.isOpen = isClass && symbol.isOpen;
  row.isAbstract = isClass && symbol.isAbstract;
  row.isData = isClass && symbol.isData;
  row.isSealed = symbol.isSealed;
  row.builtin = symbol.builtin;
  std::vector<bytecode::TypeParameter> parameters = typeParameters(symbol.typeParameters);
  for (std::size_t i = 0; i < parameters.size(); ++i) parameters[i].variance = symbol.typeParameters[i]->variance;
  for (const ConditionSymbol& condition : symbol.conditions)
    addBound(parameters[condition.parameter->number], condition);
  row.typeParameters = parameters;
  if (symbol.package == nullptr) fillOwnParts(symbol, row);
  for (const CaseSymbol* enumCase : symbol.cases) {
    bytecode::EnumCase caseRow{string(enumCase->name), {}};
    for (const FieldSymbol* field : enumCase->payload) caseRow.payload.push_back(fieldRow(*field));
    row.cases.push_back(std::move(caseRow));
  }
  // Fields that were imported while the parts above were made stay.
  for (const bytecode::Field& field : builder_.at(index).fields) row.fields.push_back(field);
  builder_.at(index) = std::move(row);
}

void ModuleTables::fillOwnParts(const ClassSymbol& symbol, bytecode::Class& row) {
  if (symbol.superclass != nullptr) row.superclass = type(symbol.superclass);
  for (const ConformanceSymbol& conformance : symbol.conformances) {
    row.conformances.push_back({type(conformance.interface), conditions(conformance.conditions)});
  }
  for (const FieldSymbol* field : symbol.fields) row.fields.push_back(fieldRow(*field));
  for (const FieldSymbol* field : symbol.captured) row.fields.push_back(fieldRow(*field));
}

void ModuleTables::addBound(bytecode::TypeParameter& row, const ConditionSymbol& condition) {
  const bytecode::TypeIndex bound = type(condition.bound);
  if (std::find(row.bounds.begin(), row.bounds.end(), bound) == row.bounds.end()) row.bounds.push_back(bound);
}

bytecode::FunctionIndex ModuleTables::function(const FunctionSymbol& symbol) {
  const bytecode::FunctionIndex known = functions_.get(symbol);
  if (!known.isNone()) return known;
  noteIfHidden(symbol.has(FunctionFlag::Public), symbol.package, symbol.name);
  bytecode::Function row;
  row.package = package(symbol.package);
  row.name = string(symbol.fullName());
  const bytecode::FunctionIndex index = builder_.addFunction(std::move(row));
  functions_[symbol] = index;
  fillFunction(symbol, index);
  return index;
}

void ModuleTables::fillFunction(const FunctionSymbol& symbol, bytecode::FunctionIndex index) {
  bytecode::Function row = builder_.at(index);
  row.flags = symbol.flags & ~bit(FunctionFlag::Native);
  if (symbol.owner != nullptr) row.owner = classOf(*symbol.owner);
  row.typeParameters = typeParameters(symbol.typeParameters);
  row.conditions = conditions(symbol.conditions);
  if (symbol.owner != nullptr && !symbol.has(FunctionFlag::Static)) {
    row.parameters.push_back({string("this"), type(selfType(types_, *symbol.owner))});
  }
  for (const FieldSymbol* field : capturedBy(symbol))
    row.parameters.push_back({string(field->name), type(field->type)});
  for (const ParameterSymbol& parameter : symbol.parameters) {
    row.parameters.push_back({string(parameter.name + (parameter.isVariadic ? "..." : "")), type(parameter.type)});
  }
  row.result = type(symbol.has(FunctionFlag::Constructor) ? types_.leaf(TypeKind::Unit) : symbol.result);
  const bool isImported = symbol.package != nullptr;  // how it is made is its own package's matter
  if (!isImported && !symbol.nativeName.empty() && !symbol.isInstruction()) {
    row.flags |= bit(FunctionFlag::Native);
    row.nativeName = string(symbol.nativeName);
  }
  builder_.at(index) = std::move(row);
}

bytecode::GlobalIndex ModuleTables::global(const GlobalSymbol& symbol) {
  const bytecode::GlobalIndex known = globals_.get(symbol);
  if (!known.isNone()) return known;
  noteIfHidden(symbol.isPublic, symbol.package, symbol.name);
  bytecode::Global row;
  row.package = package(symbol.package);
  row.name = string(symbol.name);
  if (symbol.owner != nullptr) row.owner = classOf(*symbol.owner);
  row.type = type(symbol.type);
  row.isMutable = symbol.isMutable;
  row.isPublic = symbol.isPublic;
  const bytecode::GlobalIndex index = builder_.addGlobal(std::move(row));
  globals_[symbol] = index;
  return index;
}

bytecode::CallIndex ModuleTables::call(const FunctionSymbol& symbol, const Type* receiver,
                                       std::span<const Type* const> typeArguments) {
  return call(function(symbol), receiver, typeArguments);
}

bytecode::CallIndex ModuleTables::call(bytecode::FunctionIndex function, const Type* receiver,
                                       std::span<const Type* const> typeArguments) {
  bytecode::Call row;
  row.function = function;
  if (receiver != nullptr) row.receiver = type(receiver);
  for (const Type* argument : typeArguments) row.typeArguments.push_back(type(argument));
  return builder_.call(std::move(row));
}

std::uint32_t ModuleTables::importedField(const FieldSymbol& symbol) {
  const auto found = importedFields_.find(&symbol);
  if (found != importedFields_.end()) return found->second;
  noteIfHidden(symbol.isPublic, symbol.owner->package, symbol.name);
  const bytecode::ClassIndex owner = classOf(*symbol.owner);
  bytecode::Field row = fieldRow(symbol);
  bytecode::List<bytecode::Field>& fields = builder_.at(owner).fields;
  const auto number = static_cast<std::uint32_t>(fields.size());
  fields.push_back(row);
  importedFields_.emplace(&symbol, number);
  return number;
}

bytecode::FieldRefIndex ModuleTables::field(const Type* owner, const FieldSymbol& field) {
  const bytecode::TypeIndex ownerType = type(owner);
  const bool isImported = field.owner != nullptr && field.owner->package != nullptr;
  return builder_.fieldRef({ownerType, isImported ? importedField(field) : field.number});
}

bytecode::CaseRefIndex ModuleTables::enumCase(const Type* owner, const CaseSymbol& symbol) {
  return builder_.caseRef({type(owner), symbol.number});
}

namespace {

// Leaves room for the number of a name that is taken already.
constexpr std::size_t kMostBytes = bytecode::kMaxNameBytes - 16;

// Names that are made of others, as those of functions in functions are, can become too long: the middle is left out.
std::string withinLimit(std::string name) {
  if (name.size() <= kMostBytes) return name;
  constexpr std::string_view kLeftOut = "…";
  const auto isInside = [&](std::size_t at) { return (static_cast<unsigned char>(name[at]) & 0xC0) == 0x80; };
  std::size_t end = (kMostBytes - kLeftOut.size()) / 2;
  std::size_t start = name.size() - end;
  while (isInside(end)) --end;
  while (isInside(start)) ++start;
  return name.replace(end, start - end, kLeftOut);
}

}  // namespace

// Files of one program share the module's name space: a private name that is taken already gets the file's name in
// front.
std::string ModuleTables::uniqueName(Names& taken, const ClassSymbol* owner, const std::string& fullName,
                                     std::string_view fileName) {
  const std::string name = withinLimit(fullName);
  const auto [place, isFree] = taken.try_emplace({owner, name}, 0);
  if (isFree) return name;
  std::uint32_t& attempts = place->second;
  for (;;) {
    const std::uint32_t attempt = ++attempts;
    std::string candidate = attempt == 1 && !fileName.empty() ? withinLimit(std::string(fileName) + "." + name)
                                                              : name + "#" + std::to_string(attempt + 1);
    if (taken.try_emplace({owner, candidate}, 0).second) return candidate;
  }
}

void ModuleTables::declare(const ClassSymbol& symbol, std::string_view fileName) {
  bytecode::Class row;
  row.name = string(uniqueName(classNames_, nullptr, symbol.fullName(), fileName));
  classes_[symbol] = builder_.addClass(std::move(row));
  ownClasses_.push_back(&symbol);
  if (symbol.constructor != nullptr) declare(*symbol.constructor, fileName);
  for (const FunctionSymbol* method : symbol.methods) declare(*method, fileName);
  for (const GlobalSymbol* value : symbol.staticValues) declare(*value, fileName);
}

void ModuleTables::declare(const FunctionSymbol& symbol, std::string_view fileName) {
  bytecode::Function row;
  row.name = string(uniqueName(functionNames_, symbol.owner, symbol.fullName(), fileName));
  functions_[symbol] = builder_.addFunction(std::move(row));
  ownFunctions_.push_back(&symbol);
}

void ModuleTables::declare(const GlobalSymbol& symbol, std::string_view fileName) {
  bytecode::Global row;
  row.name = string(uniqueName(globalNames_, symbol.owner, symbol.name, fileName));
  row.isMutable = symbol.isMutable;
  row.isPublic = symbol.isPublic;
  globals_[symbol] = builder_.addGlobal(std::move(row));
  ownGlobals_.push_back(&symbol);
}

void ModuleTables::fill() {
  for (; filledClasses_ < ownClasses_.size(); ++filledClasses_) {
    const ClassSymbol& symbol = *ownClasses_[filledClasses_];
    fillClass(symbol, classes_.get(symbol));
    noteHiddenIn(symbol.declaration);
  }
  for (; filledFunctions_ < ownFunctions_.size(); ++filledFunctions_) {
    const FunctionSymbol& symbol = *ownFunctions_[filledFunctions_];
    fillFunction(symbol, functions_.get(symbol));
    noteHiddenIn(symbol.declaration);
  }
  for (const GlobalSymbol* symbol : std::exchange(ownGlobals_, {})) {
    bytecode::Global& row = builder_.at(globals_.get(*symbol));
    if (symbol->owner != nullptr) row.owner = classOf(*symbol->owner);
    row.type = type(symbol->type);
    noteHiddenIn(symbol->declaration);
  }
}

bytecode::FunctionIndex ModuleTables::addAnonymous(const AnonymousFunction& function) {
  bytecode::Function row;
  row.name = string(uniqueName(functionNames_, function.owner, function.name, {}));
  if (function.owner != nullptr) {
    row.owner = classOf(*function.owner);
    row.flags = bit(FunctionFlag::Static);
  }
  for (const TypeParameterSymbol* parameter : function.typeParameters) {
    row.typeParameters.push_back(typeParameter(*parameter));
  }
  row.conditions = conditions(function.conditions);
  for (const auto& [name, parameterType] : function.parameters) {
    row.parameters.push_back({string(name), type(parameterType)});
  }
  row.result = type(function.result);
  return builder_.addFunction(std::move(row));
}

// Conditions of the functions around are bounds of the class.
void ModuleTables::addGenerated(const ClassSymbol& symbol, std::span<const TypeParameterSymbol* const> parameters,
                                std::span<const ConditionSymbol> conditions, const Type* interface) {
  bytecode::Class row;
  row.name = string(uniqueName(classNames_, nullptr, symbol.name, {}));
  for (const TypeParameterSymbol* parameter : parameters) {
    bytecode::TypeParameter added = typeParameter(*parameter);
    for (const ConditionSymbol& condition : conditions) {
      const bytecode::TypeIndex bound = type(condition.bound);
      const bool isNew = std::find(added.bounds.begin(), added.bounds.end(), bound) == added.bounds.end();
      if (condition.parameter->number == parameter->number && isNew) added.bounds.push_back(bound);
    }
    row.typeParameters.push_back(std::move(added));
  }
  row.conformances.push_back({type(interface), {}});
  classes_[symbol] = builder_.addClass(std::move(row));
}

bytecode::FunctionIndex ModuleTables::addGenerated(const ClassSymbol& owner, const GeneratedMethod& method) {
  bytecode::Function row;
  row.name = string(method.name);
  row.owner = classOf(owner);
  row.flags = method.flags;
  for (const auto& [name, parameterType] : method.parameters)
    row.parameters.push_back({string(name), type(parameterType)});
  row.result = type(method.result);
  return builder_.addFunction(std::move(row));
}

void ModuleTables::addField(const ClassSymbol& owner, const FieldSymbol& field) {
  const bytecode::Field row = fieldRow(field);
  builder_.at(classOf(owner)).fields.push_back(row);
}

}  // namespace tatu::compiler::emit

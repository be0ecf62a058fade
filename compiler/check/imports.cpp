#include "compiler/check/imports.h"

#include <algorithm>
#include <utility>

#include "bytecode/instruction.h"

namespace tatu::compiler::check {

using bytecode::FunctionFlag;

namespace {

// Of a parameter: "f(b)".
bool isDefaultValue(std::string_view name) { return name.ends_with(')'); }

std::string_view nameOfExtension(std::string_view fullName) { return fullName.substr(fullName.rfind('.') + 1); }

}  // namespace

ImportedPackage::ImportedPackage(const bytecode::Module& module, TypeTable& types, SymbolArena& symbols)
    : module_(module), types_(types), symbols_(symbols), symbol_(symbols.makePackage()) {
  symbol_->name = module.text(module.name);
  symbol_->version = module.text(module.version);
  symbol_->module = &module;
  classes_.resize(module.classes.size());
  methodsByClass_.resize(module.classes.size());
  staticsByClass_.resize(module.classes.size());
  for (std::size_t i = 0; i < module.classes.size(); ++i) {
    const bytecode::Class& row = module.classes[i];
    if (!row.package.isNone()) continue;
    const bool hasNoName = row.kind == bytecode::ClassKind::Builtin &&
                           (row.builtin == bytecode::TypeKind::Optional || row.builtin == bytecode::TypeKind::Tuple);
    if (!hasNoName) classNames_.emplace(text(row.name), bytecode::ClassIndex(i));
  }
  for (std::size_t i = 0; i < module.functions.size(); ++i) {
    const bytecode::Function& row = module.functions[i];
    if (!row.package.isNone()) continue;
    const bytecode::FunctionIndex index(i);
    if (isExtension(row)) {
      extensionNames_[nameOfExtension(text(row.name))].push_back(index);
    } else if (row.owner.isNone()) {
      functionNames_.emplace(text(row.name), index);
    } else {
      methodsByClass_[row.owner.value()].push_back(index);
    }
  }
  for (std::size_t i = 0; i < module.globals.size(); ++i) {
    const bytecode::Global& row = module.globals[i];
    if (!row.package.isNone()) continue;
    if (row.owner.isNone()) {
      globalNames_.emplace(text(row.name), bytecode::GlobalIndex(i));
    } else {
      staticsByClass_[row.owner.value()].push_back(bytecode::GlobalIndex(i));
    }
  }
}

ClassSymbol* ImportedPackage::findClass(std::string_view name) {
  const auto found = classNames_.find(name);
  return found == classNames_.end() ? nullptr : classAt(found->second);
}

FunctionSymbol* ImportedPackage::findFunction(std::string_view name) {
  const auto found = functionNames_.find(name);
  if (found == functionNames_.end()) return nullptr;
  return functionAt(found->second);
}

FunctionSymbol* ImportedPackage::functionAt(bytecode::FunctionIndex index) {
  FunctionSymbol*& symbol = functions_[index.value()];
  if (symbol != nullptr) return symbol;
  symbol = symbols_.makeFunction();
  fillFunction(*symbol, index);
  const bytecode::Function& row = module_.functions[index.value()];
  if (!isExtension(row)) return symbol;
  symbol->isExtension = true;
  symbol->nameInModule = std::exchange(symbol->name, std::string(nameOfExtension(text(row.name))));
  if (row.has(FunctionFlag::Getter)) symbol->setter = setterOf(text(row.name));
  return symbol;
}

// Of an extension property; null if it can only be read.
FunctionSymbol* ImportedPackage::setterOf(std::string_view getter) {
  const std::string name = setterName(getter);
  const auto found = extensionNames_.find(nameOfExtension(name));
  if (found == extensionNames_.end()) return nullptr;
  for (const bytecode::FunctionIndex index : found->second) {
    if (text(module_.functions[index.value()].name) == name) return functionAt(index);
  }
  return nullptr;
}

// "String.shout" takes a `this`; nothing else that can be named and belongs to no class does, but what gives a
// parameter its default value.
bool ImportedPackage::isExtension(const bytecode::Function& row) const {
  return row.owner.isNone() && !row.parameters.empty() && text(row.parameters[0].name) == "this" &&
         !isDefaultValue(text(row.name));
}

std::vector<FunctionSymbol*> ImportedPackage::findExtensions(std::string_view name) {
  std::vector<FunctionSymbol*> result;
  const auto found = extensionNames_.find(name);
  if (found == extensionNames_.end()) return result;
  for (const bytecode::FunctionIndex index : found->second) {
    if (module_.functions[index.value()].has(FunctionFlag::Public)) result.push_back(functionAt(index));
  }
  return result;
}

GlobalSymbol* ImportedPackage::findGlobal(std::string_view name) {
  const auto found = globalNames_.find(name);
  if (found == globalNames_.end()) return nullptr;
  GlobalSymbol*& symbol = globals_[found->first];
  if (symbol == nullptr) symbol = makeGlobal(found->second, nullptr);
  return symbol;
}

GlobalSymbol* ImportedPackage::makeGlobal(bytecode::GlobalIndex index, ClassSymbol* owner) {
  const bytecode::Global& row = module_.globals[index.value()];
  GlobalSymbol* symbol = symbols_.makeGlobal();
  symbol->name = text(row.name);
  symbol->package = symbol_;
  symbol->imported = index;
  symbol->owner = owner;
  symbol->type = owner == nullptr ? type(row.type, {}) : type(row.type, owner->typeParameters);
  symbol->isMutable = row.isMutable;
  symbol->isPublic = row.isPublic;
  symbol->constant = constantOf(index);
  // Only a `lazy val` is kept by one.
  const ClassSymbol* const kept = symbol->type->symbol;
  symbol->isLazy = kept != nullptr && kept->name == "LazyValue" && kept->package->name == "core";
  return symbol;
}

std::vector<std::string_view> ImportedPackage::publicNames() const {
  std::vector<std::string_view> names;
  for (const bytecode::Class& row : module_.classes) {
    if (row.package.isNone() && row.isPublic) names.push_back(text(row.name));
  }
  for (const bytecode::Function& row : module_.functions) {
    const bool isNamed = !isDefaultValue(text(row.name)) && !isExtension(row);
    if (row.package.isNone() && row.owner.isNone() && row.has(FunctionFlag::Public) && isNamed)
      names.push_back(text(row.name));
  }
  for (const bytecode::Global& row : module_.globals) {
    if (row.package.isNone() && row.owner.isNone() && row.isPublic) names.push_back(text(row.name));
  }
  return names;
}

std::vector<ClassSymbol*> ImportedPackage::builtinClasses() {
  std::vector<ClassSymbol*> result;
  for (std::size_t i = 0; i < module_.classes.size(); ++i) {
    const bytecode::Class& row = module_.classes[i];
    if (row.package.isNone() && row.kind == bytecode::ClassKind::Builtin) {
      result.push_back(classAt(bytecode::ClassIndex(i)));
    }
  }
  return result;
}

std::vector<ClassSymbol*> ImportedPackage::classesBelow(const ClassSymbol& symbol) {
  std::vector<ClassSymbol*> result;
  const auto isAbove = [&](bytecode::TypeIndex index) {
    const bytecode::Type& row = module_.type(index);
    return row.kind == bytecode::TypeKind::Class && row.definition == symbol.imported;
  };
  for (std::size_t i = 0; i < module_.classes.size(); ++i) {
    const bytecode::Class& row = module_.classes[i];
    const bool isBelow = (!row.superclass.isNone() && isAbove(row.superclass)) ||
                         std::any_of(row.conformances.begin(), row.conformances.end(),
                                     [&](const bytecode::Conformance& each) { return isAbove(each.interface); });
    if (isBelow && row.package.isNone()) result.push_back(classAt(bytecode::ClassIndex(i)));
  }
  return result;
}

ClassSymbol* ImportedPackage::classAt(bytecode::ClassIndex index) {
  ClassSymbol*& symbol = classes_[index.value()];
  if (symbol != nullptr) return symbol;
  const bytecode::Class& row = module_.classes[index.value()];
  if (!row.package.isNone()) {
    const bytecode::Package& needed = module_.packages[row.package.value()];
    for (ImportedPackage* package : packages_) {
      const PackageSymbol& other = *package->symbol();
      if (other.name == text(needed.name) && other.version == text(needed.version))
        symbol = package->findClass(text(row.name));
    }
    if (symbol != nullptr) return symbol;
  }
  symbol = symbols_.makeClass();
  loadHead(*symbol, row);
  symbol->imported = index;
  return symbol;
}

void ImportedPackage::loadHead(ClassSymbol& symbol, const bytecode::Class& row) {
  symbol.name = text(row.name);
  symbol.package = symbol_;
  symbol.kind = row.kind;
  symbol.builtin = row.builtin;
  symbol.isPublic = row.isPublic;
  symbol.isOpen = row.isOpen;
  symbol.isAbstract = row.isAbstract;
  symbol.isData = row.isData;
  symbol.isSealed = row.isSealed;
  std::vector<TypeParameterSymbol*> scope;
  symbol.typeParameters = typeParameters(row.typeParameters, scope);
  if (!row.superclass.isNone()) symbol.superclass = type(row.superclass, scope);
  for (const bytecode::Conformance& conformance : row.conformances) {
    symbol.conformances.push_back({type(conformance.interface, scope), conditions(conformance.conditions, scope)});
  }
  for (const bytecode::EnumCase& enumCase : row.cases) {
    CaseSymbol* caseSymbol = symbols_.makeCase();
    caseSymbol->name = text(enumCase.name);
    caseSymbol->owner = &symbol;
    caseSymbol->number = static_cast<std::uint32_t>(symbol.cases.size());
    symbol.cases.push_back(caseSymbol);
    for (const bytecode::Field& payload : enumCase.payload) {
      caseSymbol->payload.push_back(field(payload, symbol, static_cast<std::uint32_t>(caseSymbol->payload.size())));
    }
  }
}

void ImportedPackage::loadMembers(ClassSymbol& symbol) {
  const bytecode::Class& row = module_.classes[symbol.imported.value()];
  for (const bytecode::Field& fieldRow : row.fields) {
    symbol.fields.push_back(field(fieldRow, symbol, static_cast<std::uint32_t>(symbol.fields.size())));
  }
  for (const bytecode::FunctionIndex index : methodsByClass_[symbol.imported.value()]) loadMethod(symbol, index);
  for (const bytecode::GlobalIndex index : staticsByClass_[symbol.imported.value()]) {
    symbol.staticValues.push_back(makeGlobal(index, &symbol));
  }
}

std::optional<Constant> ImportedPackage::constantOf(bytecode::GlobalIndex index) {
  if (module_.globals[index.value()].isMutable) return std::nullopt;
  if (!std::exchange(hasReadConstants_, true)) readConstants();
  const auto found = constants_.find(index.value());
  return found == constants_.end() ? std::nullopt : std::optional(found->second);
}

// The initialiser of the package sets a variable whose value is a literal by two instructions, one behind the other.
void ImportedPackage::readConstants() {
  if (module_.initialiser.isNone()) return;
  const bytecode::Function& row = module_.functions[module_.initialiser.value()];
  if (row.code == bytecode::Function::kNoCode) return;
  const bytecode::Code code = module_.code[row.code];
  const auto isLabel = [&](std::uint32_t offset) {
    return std::any_of(code.labels.begin(), code.labels.end(),
                       [=](const auto& label) { return label.offset == offset; });
  };
  std::optional<Constant> pushed;
  for (bytecode::InstructionCursor at(module_.code.instructionsOf(row.code)); !at.isAtEnd(); at.advance()) {
    const bool isSet = at->opcode == bytecode::Opcode::GlobalSet;
    if (isSet && pushed && !isLabel(at->offset)) constants_.emplace(at->global().value(), *pushed);
    pushed = literalOf(*at, module_);
  }
}

std::optional<Constant> ImportedPackage::literalOf(const bytecode::Instruction& instruction,
                                                   const bytecode::Module& module) {
  using bytecode::Opcode;
  switch (instruction.opcode) {
    case Opcode::PushInt: return Constant{TypeKind::Int, instruction.integer(), 0, {}};
    case Opcode::PushInt32: return Constant{TypeKind::Int32, instruction.integer32(), 0, {}};
    case Opcode::PushByte: return Constant{TypeKind::Byte, instruction.byte(), 0, {}};
    case Opcode::PushFloat: return Constant{TypeKind::Float, 0, instruction.number(), {}};
    case Opcode::PushFloat32: return Constant{TypeKind::Float32, 0, static_cast<double>(instruction.number32()), {}};
    case Opcode::PushTrue: return Constant{TypeKind::Bool, 1, 0, {}};
    case Opcode::PushFalse: return Constant{TypeKind::Bool, 0, 0, {}};
    case Opcode::PushChar: return Constant{TypeKind::Char, static_cast<std::int64_t>(instruction.character()), 0, {}};
    case Opcode::PushString: return Constant{TypeKind::String, 0, 0, std::string(module.text(instruction.string()))};
    default: return std::nullopt;
  }
}

void ImportedPackage::loadMethod(ClassSymbol& symbol, bytecode::FunctionIndex index) {
  FunctionSymbol* method = symbols_.makeFunction();
  method->owner = &symbol;
  fillFunction(*method, index);
  if (method->has(FunctionFlag::Constructor)) {
    symbol.constructor = method;
  } else {
    symbol.methods.push_back(method);
  }
}

void ImportedPackage::fillFunction(FunctionSymbol& symbol, bytecode::FunctionIndex index) {
  const bytecode::Function& row = module_.functions[index.value()];
  symbol.name = text(row.name);
  symbol.package = symbol_;
  symbol.imported = index;
  symbol.flags = row.flags;
  std::vector<TypeParameterSymbol*> scope;
  if (symbol.owner != nullptr) scope = symbol.owner->typeParameters;
  symbol.typeParameters = typeParameters(row.typeParameters, scope);
  symbol.conditions = conditions(row.conditions, scope);
  const bool hasReceiver = symbol.owner != nullptr && !row.has(FunctionFlag::Static);
  for (std::size_t i = hasReceiver ? 1 : 0; i < row.parameters.size(); ++i) {
    std::string_view name = text(row.parameters[i].name);
    const bool isVariadic = name.ends_with("...");
    if (isVariadic) name.remove_suffix(3);
    symbol.parameters.push_back({std::string(name), type(row.parameters[i].type, scope), nullptr, isVariadic});
  }
  symbol.result = type(row.result, scope);
  // Functions of other packages may be overridden, and have other type parameters than the instruction.
  if (!isCore()) return;
  symbol.nativeName = row.has(FunctionFlag::Native) ? std::string(text(row.nativeName)) : instructionOf(row);
}

// A function that only hands its parameters to one plain instruction is that instruction: calls of it need no call.
std::string ImportedPackage::instructionOf(const bytecode::Function& row) const {
  if (row.code == bytecode::Function::kNoCode || module_.code.instructionsOf(row.code).size() > 16) return {};
  bytecode::InstructionCursor at(module_.code.instructionsOf(row.code));
  for (std::uint32_t i = 0; i < row.parameters.size(); ++i, at.advance()) {
    if (at.isAtEnd() || at->opcode != bytecode::Opcode::LocalGet || at->local() != bytecode::LocalIndex(i)) return {};
  }
  if (at.isAtEnd()) return {};
  const bytecode::InstructionInfo& info = at->info();
  const bool isPlain = info.operandCount == 0 && info.flow == bytecode::Flow::Next && !row.parameters.empty();
  const bool isArray = info.mnemonic.starts_with("array.");
  if (!isPlain || !(info.isRegular() || isArray)) return {};
  at.advance();
  if (!at.isAtEnd() && at->opcode == bytecode::Opcode::PushUnit) at.advance();
  if (at.isAtEnd() || at->opcode != bytecode::Opcode::Return) return {};
  return "instruction." + std::string(info.mnemonic);
}

std::vector<TypeParameterSymbol*> ImportedPackage::typeParameters(const bytecode::List<bytecode::TypeParameter>& rows,
                                                                  std::vector<TypeParameterSymbol*>& scope) {
  std::vector<TypeParameterSymbol*> result;
  for (const bytecode::TypeParameter& row : rows) {
    TypeParameterSymbol* parameter = symbols_.makeTypeParameter();
    parameter->name = text(row.name);
    parameter->variance = row.variance;
    parameter->number = static_cast<std::uint32_t>(scope.size());
    scope.push_back(parameter);
    result.push_back(parameter);
  }
  for (std::size_t i = 0; i < rows.size(); ++i) {
    for (const bytecode::TypeIndex bound : rows[i].bounds) result[i]->bounds.push_back(type(bound, scope));
  }
  return result;
}

std::vector<ConditionSymbol> ImportedPackage::conditions(const bytecode::List<bytecode::Condition>& rows,
                                                         const std::vector<TypeParameterSymbol*>& scope) {
  std::vector<ConditionSymbol> result;
  for (const bytecode::Condition& row : rows) {
    if (row.variable < scope.size()) result.push_back({scope[row.variable], type(row.bound, scope)});
  }
  return result;
}

const Type* ImportedPackage::type(bytecode::TypeIndex index, const std::vector<TypeParameterSymbol*>& scope) {
  const bytecode::Type& row = module_.type(index);
  std::vector<const Type*> arguments;
  for (const bytecode::TypeIndex argument : row.arguments) arguments.push_back(type(argument, scope));
  switch (row.kind) {
    case bytecode::TypeKind::Array: return types_.array(arguments[0]);
    case bytecode::TypeKind::Optional: return types_.optional(arguments[0]);
    case bytecode::TypeKind::Tuple: return types_.tuple(arguments);
    case bytecode::TypeKind::Function: return types_.function(arguments);
    case bytecode::TypeKind::Class: return types_.classType(classAt(row.definition), arguments);
    case bytecode::TypeKind::Variable:
      return row.variable < scope.size() ? types_.variable(scope[row.variable]) : types_.leaf(TypeKind::Error);
    default: return types_.leaf(static_cast<TypeKind>(row.kind));
  }
}

FieldSymbol* ImportedPackage::field(const bytecode::Field& row, ClassSymbol& owner, std::uint32_t number) {
  FieldSymbol* field = symbols_.makeField();
  field->name = text(row.name);
  field->owner = &owner;
  field->number = number;
  field->isMutable = row.isMutable;
  field->isPublic = row.isPublic;
  field->type = type(row.type, owner.typeParameters);
  return field;
}

}  // namespace tatu::compiler::check

#include "compiler/check/program.h"

#include <algorithm>

#include "compiler/check/text.h"
#include "compiler/check/type_resolver.h"
#include "compiler/syntax/fiber_names.h"
#include "compiler/types/self_type.h"

namespace tatu::compiler::check {

Program::Program(const CheckOptions& checkOptions, SourceMap& sourceMap, DiagnosticCollector& collector,
                 TypeTable& typeTable)
    : options(checkOptions), sources(sourceMap), diagnostics(collector), types(typeTable) {
  std::vector<ImportedPackage*> all;
  for (const bytecode::Module* module : options.packages) {
    packages.push_back(std::make_unique<ImportedPackage>(*module, types, symbols));
    all.push_back(packages.back().get());
    if (all.back()->symbol()->name == "core") {
      corePackage = all.back();
    } else {
      importable.push_back(all.back());
    }
  }
  for (ImportedPackage* package : all) package->setPackages(all);
}

Program::~Program() = default;

bool Entity::isPublic() const {
  switch (kind) {
    case EntityKind::Class: return classSymbol->isPublic;
    case EntityKind::Function: return function->has(bytecode::FunctionFlag::Public);
    case EntityKind::Global: return global->isPublic;
    case EntityKind::Alias: return alias->declaration->head.has(ast::Modifier::Pub);
    default: return true;
  }
}

const ast::Node* Entity::declaration() const {
  switch (kind) {
    case EntityKind::Class: return classSymbol->declaration;
    case EntityKind::Function: return function->declaration;
    case EntityKind::Global: return global->declaration;
    case EntityKind::Alias: return alias->declaration;
    default: return nullptr;
  }
}

Entity FileScope::find(std::string_view name) const {
  const auto found = declared.find(name);
  return found == declared.end() ? Entity{} : found->second;
}

Entity entityIn(ImportedPackage& package, std::string_view name) {
  Entity entity;
  if ((entity.classSymbol = package.findClass(name)) != nullptr) {
    entity.kind = EntityKind::Class;
  } else if ((entity.function = package.findFunction(name)) != nullptr) {
    entity.kind = EntityKind::Function;
  } else if ((entity.global = package.findGlobal(name)) != nullptr) {
    entity.kind = EntityKind::Global;
  }
  return entity;
}

void Program::reportNotVisible(const ast::Identifier& name) {
  report(Diagnostic(DiagnosticCode::NotVisible, name.span,
                    quoted(name.text) + " is visible only in its own file: it is not `pub`"));
}

Entity Program::find(const FileScope& file, std::string_view name) {
  const Entity entity = peek(file, name);
  if (!file.imported.empty() || !file.modules.empty()) file.usedImports.insert(name);
  return entity;
}

Entity Program::peek(const FileScope& file, std::string_view name) {
  if (name.starts_with(kCorePrefix)) return findInCore(name.substr(kCorePrefix.size()));
  const FileScope& own = options.isCore ? files.front() : file;
  if (const auto found = own.declared.find(name); found != own.declared.end()) return found->second;
  if (const auto found = file.imported.find(name); found != file.imported.end()) return found->second;
  if (const auto found = file.modules.find(name); found != file.modules.end()) {
    Entity entity;
    entity.kind = EntityKind::Module;
    entity.module = found->second;
    return entity;
  }
  if (corePackage == nullptr) return {};
  const Entity entity = entityIn(*corePackage, name);
  return entity.isNone() || entity.isPublic() ? entity : Entity{};
}

Entity Program::findInCore(std::string_view name) {
  if (options.isCore) return files.front().find(name);
  return corePackage == nullptr ? Entity{} : entityIn(*corePackage, name);
}

Entity Program::withoutAlias(const Entity& entity) {
  if (entity.kind != EntityKind::Alias) return entity;
  const ClassSymbol* symbol = memberClass(aliasedType(*this, *entity.alias));
  if (symbol == nullptr) return entity;
  Entity result;
  result.kind = EntityKind::Class;
  result.classSymbol = const_cast<ClassSymbol*>(symbol);
  return result;
}

std::vector<FunctionSymbol*> Program::extensionsIn(const FileScope& file, std::size_t scope, std::string_view name) {
  const auto all = [&](const ExtensionMap& map) {
    const auto found = map.find(name);
    return found == map.end() ? std::vector<FunctionSymbol*>() : found->second;
  };
  if (scope == 0) return all((options.isCore ? files.front() : file).extensions);
  if (scope == 1) {
    std::vector<FunctionSymbol*> result = all(file.importedExtensions);
    if (!result.empty()) file.usedImports.insert(name);
    return result;
  }
  if (scope == 3) return corePackage == nullptr ? std::vector<FunctionSymbol*>() : corePackage->findExtensions(name);
  std::vector<FunctionSymbol*> result;
  for (const auto& [alias, module] : file.modules) {
    const std::vector<FunctionSymbol*> extensions = module.publicExtensions(name);
    if (!extensions.empty()) file.usedImports.insert(alias);
    result.insert(result.end(), extensions.begin(), extensions.end());
  }
  return result;
}

const std::vector<std::string_view>& Program::names(const FileScope& file) {
  std::vector<std::string_view>& result = names_[&file];
  if (!result.empty()) return result;
  for (const auto& [name, entity] : (options.isCore ? files.front() : file).declared) result.push_back(name);
  for (const auto& [name, entity] : file.imported) result.push_back(name);
  for (const auto& [name, module] : file.modules) result.push_back(name);
  std::sort(result.begin(), result.end());
  if (corePackage != nullptr) {
    for (const std::string_view name : corePackage->publicNames()) result.push_back(name);
  }
  return result;
}

std::string_view Program::wantedSpelling(const FileScope& file, std::string_view name) {
  constexpr std::size_t kMostNames = 3'000'000;
  comparedNames_ += names(file).size();
  return comparedNames_ > kMostNames || diagnostics.full() ? std::string_view() : name;
}

ClassSymbol* Program::coreClass(std::string_view name) {
  if (corePackage != nullptr) return corePackage->findClass(name);
  if (!options.isCore || files.empty()) return nullptr;
  const auto found = files.front().declared.find(name);
  return found != files.front().declared.end() ? found->second.classSymbol : nullptr;
}

void Program::findCoreNames() {
  core.any = coreClass("Any");
  core.equatable = coreClass("Equatable");
  core.hashable = coreClass("Hashable");
  core.comparable = coreClass("Comparable");
  core.iterable = coreClass("Iterable");
  core.iterator = coreClass("Iterator");
  core.sequence = coreClass("Sequence");
  core.list = coreClass("List");
  core.map = coreClass("Map");
  core.set = coreClass("Set");
  core.deque = coreClass("Deque");
  core.range = coreClass("Range");
  core.exception = coreClass("Exception");
  core.cell = coreClass("Cell");
  core.hasher = coreClass("Hasher");
  core.lazy = coreClass("Lazy");
  core.lazyValue = coreClass("LazyValue");
}

ClassSymbol* Program::builtinClass(TypeKind kind, std::size_t arity) {
  const auto keyOf = [](TypeKind k, std::size_t n) {
    return static_cast<std::uint32_t>(k) * 16 + static_cast<std::uint32_t>(k == TypeKind::Tuple ? n : 0);
  };
  if (!hasBuiltins_) {
    hasBuiltins_ = true;
    const auto add = [&](ClassSymbol* symbol) {
      builtins_.emplace(keyOf(static_cast<TypeKind>(symbol->builtin), symbol->typeParameters.size()), symbol);
    };
    if (corePackage != nullptr) {
      for (ClassSymbol* symbol : corePackage->builtinClasses()) add(symbol);
    } else {
      for (ClassSymbol* symbol : classes) {
        if (symbol->kind == bytecode::ClassKind::Builtin) add(symbol);
      }
    }
  }
  const auto found = builtins_.find(keyOf(kind, arity));
  return found == builtins_.end() ? nullptr : found->second;
}

const ClassSymbol* Program::memberClass(const Type* type) {
  switch (type->kind) {
    case TypeKind::Class: return type->symbol;
    case TypeKind::Tuple: return builtinClass(TypeKind::Tuple, type->arguments.size());
    case TypeKind::Unit:
    case TypeKind::Never:
    case TypeKind::Function:
    case TypeKind::Variable:
    case TypeKind::Inferred:
    case TypeKind::Error: return nullptr;
    default: return builtinClass(type->kind);
  }
}

const Type* Program::selfType(const ClassSymbol& symbol) {
  const Type* known = selfTypes_.get(symbol);
  return known != nullptr ? known : selfTypes_[symbol] = compiler::selfType(types, symbol);
}

ClassInfo& Program::infoOf(const ClassSymbol& symbol) {
  std::unique_ptr<ClassInfo>& info = infos_[symbol];
  if (info == nullptr) info = std::make_unique<ClassInfo>();
  return *info;
}

std::unordered_map<std::string_view, Member>& Program::ownMembers(const ClassSymbol& symbol) {
  ClassInfo& info = infoOf(symbol);
  if (symbol.package == nullptr || info.hasMembers) return info.members;
  info.hasMembers = true;
  auto& mutableSymbol = const_cast<ClassSymbol&>(symbol);  // the one place where an imported class grows
  for (const auto& package : packages) {
    if (package->symbol() == symbol.package) package->loadMembers(mutableSymbol);
  }
  for (FieldSymbol* field : symbol.fields) {
    Member member;
    member.kind = MemberKind::Field;
    member.field = field;
    info.members.emplace(field->name, member);
  }
  for (FunctionSymbol* method : symbol.methods) {
    Member member;
    member.kind = method->has(bytecode::FunctionFlag::Static) ? MemberKind::StaticMethod : MemberKind::Method;
    member.method = method;
    info.members.emplace(method->name, member);
  }
  for (GlobalSymbol* value : symbol.staticValues) {
    Member member;
    member.kind = MemberKind::StaticValue;
    member.staticValue = value;
    info.members.emplace(value->name, member);
  }
  for (CaseSymbol* enumCase : symbol.cases) {
    Member member;
    member.kind = MemberKind::Case;
    member.enumCase = enumCase;
    info.members.emplace(enumCase->name, member);
  }
  return info.members;
}

const std::vector<ClassSymbol*>& Program::classesBelow(const ClassSymbol& symbol) {
  ClassInfo& info = infoOf(symbol);
  if (std::exchange(info.knowsBelow, true)) return info.below;
  for (const auto& package : packages) {
    if (package->symbol() == symbol.package) info.below = package->classesBelow(symbol);
  }
  if (symbol.package != nullptr) return info.below;
  for (ClassSymbol* each : classes) {
    const auto isAbove = [&](const Type* type) { return type != nullptr && type->symbol == &symbol; };
    const bool isBelow = isAbove(each->superclass) ||
                         std::any_of(each->conformances.begin(), each->conformances.end(),
                                     [&](const ConformanceSymbol& above) { return isAbove(above.interface); });
    if (isBelow) info.below.push_back(each);
  }
  return info.below;
}

const Member* Program::ownMember(const ClassSymbol& symbol, std::string_view name) {
  const auto& members = ownMembers(symbol);
  const auto found = members.find(name);
  return found == members.end() ? nullptr : &found->second;
}

void Program::addMember(ClassSymbol& symbol, const Member& member, std::string_view name) {
  infoOf(symbol).members.emplace(name, member);
}

// Each value that needs one declared behind it is computed inside of the other.
bool Program::isChainTooLong(const ast::Node* declaration) {
  if (inferring_.size() <= kMostForwardNeeds) return false;
  report(Diagnostic(DiagnosticCode::LimitExceeded, nameSpan(declaration),
                    "more than " + std::to_string(kMostForwardNeeds) + " values in a row need the next one's")
             .help("write their types, or declare them the other way round"));
  return true;
}

// Infers the type of what has none written, once. Asked for again while that goes on: the value needs itself.
template <typename Symbol>
const Type* Program::inferredOnce(Symbol& symbol, const std::function<const Type*(Symbol&)>& infer) {
  if (symbol.type != nullptr) return symbol.type;
  if (!infer) return errorType();
  if (!inferring_.insert(&symbol).second) {
    const bool isWritten = !symbol.name.starts_with("_<");  // else it is what is taken apart into names
    const std::string what = isWritten ? "the type of `" + std::string(symbol.name) + "`" : "the type of this value";
    report(Diagnostic(DiagnosticCode::CannotInfer, nameSpan(symbol.declaration), what + " depends on itself")
               .help("write its type"));
    return errorType();
  }
  const Type* type = isChainTooLong(symbol.declaration) ? errorType() : infer(symbol);
  inferring_.erase(&symbol);
  symbol.type = type;
  return type;
}

const Type* Program::typeOf(const FieldSymbol& field) {
  if (field.type == nullptr && field.owner->isLocal) {
    report(Diagnostic(DiagnosticCode::CannotInfer, nameSpan(field.declaration),
                      "the type of `" + std::string(ast::as<ast::VariableDeclaration>(*field.declaration).name.text) +
                          "` is needed before its value was looked at")
               .help("write its type"));
    const_cast<FieldSymbol&>(field).type = errorType();
  }
  return inferredOnce(const_cast<FieldSymbol&>(field), inferField);
}

// Its value is computed along with it.
const Type* Program::typeOfConstant(GlobalSymbol& symbol) {
  if (computed_.insert(&symbol).second) {
    inferring_.insert(&symbol);
    if (isChainTooLong(symbol.declaration)) {
      symbol.type = errorType();
    } else {
      computeConstant(symbol);
    }
    inferring_.erase(&symbol);
  } else if (inferring_.count(&symbol) != 0) {
    report(Diagnostic(DiagnosticCode::InvalidConstant, nameSpan(symbol.declaration),
                      "the value of `" + symbol.name + "` depends on itself"));
    symbol.type = errorType();
  }
  return symbol.type;
}

const Type* Program::typeOf(const GlobalSymbol& global) {
  if (global.isConst) return typeOfConstant(const_cast<GlobalSymbol&>(global));
  return inferredOnce(const_cast<GlobalSymbol&>(global), inferGlobal);
}

const Type* Program::resultOf(const FunctionSymbol& function) {
  if (function.result != nullptr || function.lazyStorage == nullptr) return function.result;
  const Type* storage = typeOf(*function.lazyStorage);
  return const_cast<FunctionSymbol&>(function).result =
             storage->is(TypeKind::Class) ? storage->arguments[0] : errorType();
}

const Type* Program::lazyType(const ClassSymbol* lazy, const Type* value) {
  return lazy == nullptr || value->hasError ? errorType() : types.classType(lazy, {value});
}

SourceSpan Program::nameSpan(const ast::Node* declaration) {
  if (declaration == nullptr) return {};
  switch (declaration->kind) {
    case ast::NodeKind::FunctionDeclaration: return ast::as<ast::FunctionDeclaration>(*declaration).name.span;
    case ast::NodeKind::ClassDeclaration: return ast::as<ast::ClassDeclaration>(*declaration).name.span;
    case ast::NodeKind::EnumDeclaration: return ast::as<ast::EnumDeclaration>(*declaration).name.span;
    case ast::NodeKind::InterfaceDeclaration: return ast::as<ast::InterfaceDeclaration>(*declaration).name.span;
    case ast::NodeKind::VariableDeclaration: return ast::as<ast::VariableDeclaration>(*declaration).name.span;
    case ast::NodeKind::TypeAliasDeclaration: return ast::as<ast::TypeAliasDeclaration>(*declaration).name.span;
    default: return declaration->span;
  }
}

}  // namespace tatu::compiler::check

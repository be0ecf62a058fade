#include "vm/link/module_loader.h"

#include <fmt/format.h>

#include "vm/native.h"

namespace tatu::vm {

using bytecode::ClassIndex;
using bytecode::PackageIndex;

std::string globalKey(std::string_view owner, std::string_view name) {
  return owner.empty() ? std::string(name) : std::string(owner) + "." + std::string(name);
}

ModuleLoader::ModuleLoader(Linker& linker, std::shared_ptr<const bytecode::VerifiedModule> module)
    : linker_(linker), image_(std::make_unique<ModuleImage>()), module_(module->module()), typeText_(module_) {
  image_->isCore = module->linked().core() == &module->linked();
  image_->verified = std::move(module);
  image_->name = module_.text(module_.name);
}

tl::expected<std::unique_ptr<ModuleImage>, LinkError> ModuleLoader::run() {
  prepareTypes();
  if (auto done = resolvePackages(); !done) return tl::unexpected(done.error());
  addOwnClasses();
  if (auto done = resolveClasses(); !done) return tl::unexpected(done.error());
  if (auto done = resolveFunctions(); !done) return tl::unexpected(done.error());
  if (auto done = resolveGlobals(); !done) return tl::unexpected(done.error());
  noteBuiltins();
  linkSuperclasses();
  layOutGlobals();
  return std::move(image_);
}

tl::unexpected<LinkError> ModuleLoader::missing(std::string_view what, PackageIndex package,
                                                std::string_view name) const {
  std::string message = "package \"" + std::string(image_->name) + "\" needs the ";
  message.append(what).append(" \"").append(name).append("\" of package \"");
  message.append(module_.text(module_.packages[package.value()].name)).append("\", which has none");
  return tl::unexpected(LinkError{std::move(message)});
}

void ModuleLoader::prepareTypes() {
  image_->closedTypes = std::vector<std::atomic<const RuntimeType*>>(module_.types.size());
  image_->strings = std::vector<std::atomic<StringObject*>>(module_.strings.size());
  image_->isClosed.reserve(module_.types.size());
  image_->openParts.reserve(module_.types.size());
  for (const bytecode::Type& type : module_.types) {
    bool closed = type.kind != bytecode::TypeKind::Variable;
    for (const bytecode::TypeIndex argument : type.arguments) closed = closed && image_->isClosed[argument.value()];
    image_->isClosed.push_back(closed);
    std::uint32_t parts = closed ? 0 : 1;
    for (const bytecode::TypeIndex argument : type.arguments) parts += image_->openParts[argument.value()];
    image_->openParts.push_back(parts);
  }
}

// The very modules that this one was verified with: another one of the same name may have other types.
tl::expected<void, LinkError> ModuleLoader::resolvePackages() {
  for (const auto& package : image_->verified->linked().packages()) {
    ModuleImage* const found = linker_.imageOf(*package);
    if (found == nullptr) {
      return tl::unexpected(LinkError{fmt::format("package \"{}\" imports \"{}\" {}, which is not loaded", image_->name,
                                                  package->linked().name(), package->linked().version())});
    }
    image_->dependencies.push_back(found);
  }
  return {};
}

void ModuleLoader::addOwnClasses() {
  for (std::size_t i = 0; i < module_.classes.size(); ++i) {
    const bytecode::Class& row = module_.classes[i];
    ClassDefinition* definition = nullptr;
    if (row.package.isNone()) {
      definition = &image_->ownClasses.emplace_back();
      definition->module = image_.get();
      definition->index = ClassIndex(i);
      definition->row = &row;
      definition->name = module_.text(row.name);
      image_->classByName.emplace(definition->name, definition);
    }
    image_->classes.push_back(definition);
  }
}

ClassDefinition* ModuleLoader::importedClass(const bytecode::Class& row) const {
  const ModuleImage& package = *image_->dependencies[row.package.value()];
  const auto found = package.classByName.find(module_.text(row.name));
  return found == package.classByName.end() ? nullptr : found->second;
}

tl::expected<void, LinkError> ModuleLoader::resolveClasses() {
  for (std::size_t i = 0; i < module_.classes.size(); ++i) {
    const bytecode::Class& row = module_.classes[i];
    if (row.package.isNone()) continue;
    image_->classes[i] = importedClass(row);
    if (image_->classes[i] == nullptr) return missing("class", row.package, module_.text(row.name));
  }
  return {};
}

void ModuleLoader::linkSuperclasses() {
  for (ClassDefinition& definition : image_->ownClasses) {
    if (definition.row->superclass.isNone()) continue;
    const bytecode::Type& type = module_.type(definition.row->superclass);
    definition.superclass = image_->classes[type.definition.value()];
  }
}

tl::unexpected<LinkError> ModuleLoader::nativeError(std::string_view name, std::string_view why) const {
  return tl::unexpected(
      LinkError{fmt::format("package \"{}\" cannot use the native \"{}\": {}", image_->name, name, why)});
}

// A native trusts the types of its arguments, and the space of a package is its own.
tl::expected<const Native*, LinkError> ModuleLoader::nativeOf(const bytecode::Function& row) const {
  const std::string_view name = module_.text(row.nativeName);
  const std::string_view space = std::string_view(name).substr(0, name.find('.'));
  if (space != image_->name || (space == "core" && !image_->isCore)) {
    return nativeError(name, "it belongs to another package");
  }
  const Native* const native = linker_.natives_.find(name);
  if (native == nullptr) return nativeError(name, "this machine does not have it");
  const std::string declared = bytecode::signatureText(typeText_, module_, row);
  if (declared != native->signature) {
    return nativeError(name, fmt::format("it is declared as {}, but is {}", declared, native->signature));
  }
  return native;
}

void ModuleLoader::addFunction(const bytecode::Function& row, std::size_t index) {
  FunctionDefinition& definition = image_->ownFunctions.emplace_back();
  definition.module = image_.get();
  definition.index = bytecode::FunctionIndex(index);
  definition.row = &row;
  definition.name = module_.text(row.name);
  image_->functions.push_back(&definition);
  if (row.owner.isNone()) {
    image_->functionByName.emplace(definition.name, &definition);
  } else {
    definition.owner = image_->classes[row.owner.value()];
    ClassDefinition& owner = *definition.owner;
    (definition.isConstructor() ? owner.constructors : owner.members).emplace(definition.name, &definition);
  }
}

FunctionDefinition* ModuleLoader::importedFunction(const bytecode::Function& row) const {
  const std::string_view name = module_.text(row.name);
  if (!row.owner.isNone()) {
    const ClassDefinition& owner = *image_->classes[row.owner.value()];
    if (!row.has(bytecode::FunctionFlag::Constructor)) return owner.member(name);
    const auto found = owner.constructors.find(name);
    return found == owner.constructors.end() ? nullptr : found->second;
  }
  const ModuleImage& package = *image_->dependencies[row.package.value()];
  const auto found = package.functionByName.find(name);
  return found == package.functionByName.end() ? nullptr : found->second;
}

tl::expected<void, LinkError> ModuleLoader::resolveFunctions() {
  for (std::size_t i = 0; i < module_.functions.size(); ++i) {
    const bytecode::Function& row = module_.functions[i];
    if (row.package.isNone()) {
      addFunction(row, i);
      if (!row.has(bytecode::FunctionFlag::Native)) continue;
      const auto native = nativeOf(row);
      if (!native) return tl::unexpected(native.error());
      image_->functions.back()->native = *native;
    } else {
      image_->functions.push_back(importedFunction(row));
      if (image_->functions.back() == nullptr) return missing("function", row.package, module_.text(row.name));
    }
  }
  return {};
}

void ModuleLoader::addGlobal(const bytecode::Global& row, std::size_t index) {
  GlobalDefinition& definition = image_->ownGlobals.emplace_back();
  definition.module = image_.get();
  definition.index = bytecode::GlobalIndex(index);
  definition.row = &row;
  definition.name = module_.text(row.name);
  image_->globals.push_back(&definition);
  const std::string_view owner = row.owner.isNone() ? std::string_view() : image_->classes[row.owner.value()]->name;
  image_->globalByName.emplace(globalKey(owner, definition.name), &definition);
}

GlobalDefinition* ModuleLoader::importedGlobal(const bytecode::Global& row) const {
  const ModuleImage& package = *image_->dependencies[row.package.value()];
  const std::string_view owner = row.owner.isNone() ? std::string_view() : image_->classes[row.owner.value()]->name;
  const auto found = package.globalByName.find(globalKey(owner, module_.text(row.name)));
  return found == package.globalByName.end() ? nullptr : found->second;
}

tl::expected<void, LinkError> ModuleLoader::resolveGlobals() {
  for (std::size_t i = 0; i < module_.globals.size(); ++i) {
    const bytecode::Global& row = module_.globals[i];
    if (row.package.isNone()) {
      addGlobal(row, i);
    } else {
      image_->globals.push_back(importedGlobal(row));
      if (image_->globals.back() == nullptr) return missing("global", row.package, module_.text(row.name));
    }
  }
  return {};
}

void ModuleLoader::layOutGlobals() {
  for (GlobalDefinition& global : image_->ownGlobals) {
    global.type = &linker_.typeIn({image_.get(), {}}, global.row->type);
    global.slot = image_->globalSlots;
    image_->globalSlots += 1 + global.type->slotCount();
  }
}

void ModuleLoader::noteBuiltins() {
  if (!image_->isCore) return;
  for (ClassDefinition& definition : image_->ownClasses) {
    if (definition.row->kind != bytecode::ClassKind::Builtin) continue;
    const std::size_t parameters = definition.row->typeParameters.size();
    if (definition.row->builtin == bytecode::TypeKind::Tuple) {
      if (parameters < std::size(linker_.tupleBuiltins_)) linker_.tupleBuiltins_[parameters] = &definition;
    } else {
      linker_.builtins_[static_cast<std::size_t>(definition.row->builtin)] = &definition;
    }
  }
}

}  // namespace tatu::vm

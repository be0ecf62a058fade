#include "vm/link/module_loader.h"

#include <fmt/format.h>

#include "bytecode/structure.h"
#include "vm/link/virtual_slots.h"
#include "vm/native.h"

namespace tatu::vm {

ModuleLoader::ModuleLoader(Linker& linker, std::shared_ptr<const bytecode::VerifiedModule> module,
                           const LoadOptions& options)
    : linker_(linker),
      options_(options),
      image_(std::make_unique<ModuleImage>()),
      linked_(module->linked()),
      module_(module->module()),
      typeText_(module_) {
  image_->isCore = linked_.core() == &linked_;
  image_->isPackage = options.isPackage;
  image_->verified = std::move(module);
  image_->name = linked_.name();
}

tl::expected<std::unique_ptr<ModuleImage>, LinkError> ModuleLoader::run() {
  prepareTypes();
  if (auto done = resolvePackages(); !done) return tl::unexpected(done.error());
  resolveAll();
  if (auto done = linkNatives(); !done) return tl::unexpected(done.error());
  noteBuiltins();
  layOutGlobals();
  return std::move(image_);
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

template <typename Index, typename Row, typename Definition>
void ModuleLoader::resolve(const std::vector<Row>& rows, std::size_t imported, Own<Definition> ownTable,
                           All<Definition> allTable) {
  std::vector<Definition>& own = (*image_).*ownTable;
  std::vector<Definition*>& all = (*image_).*allTable;
  own = std::vector<Definition>(rows.size() - imported);
  all.reserve(rows.size());
  for (std::size_t i = 0; i < imported; ++i) {
    const ModuleImage& package = *image_->dependencies[rows[i].package.value()];
    all.push_back((package.*allTable)[linked_.resolve(Index(i)).index.value()]);
  }
  for (std::size_t i = imported; i < rows.size(); ++i) {
    Definition& definition = own[i - imported];
    definition.module = image_.get();
    definition.index = Index(i);
    definition.row = &rows[i];
    definition.name = module_.text(rows[i].name);
    all.push_back(&definition);
  }
}

void ModuleLoader::resolveAll() {
  resolve<bytecode::ClassIndex>(module_.classes, bytecode::importedClassCount(module_), &ModuleImage::ownClasses,
                                &ModuleImage::classes);
  resolve<bytecode::FunctionIndex>(module_.functions, bytecode::importedFunctionCount(module_),
                                   &ModuleImage::ownFunctions, &ModuleImage::functions);
  resolve<bytecode::GlobalIndex>(module_.globals, bytecode::importedGlobalCount(module_), &ModuleImage::ownGlobals,
                                 &ModuleImage::globals);
  linkSuperclasses();
  linkOwners();
  assignVirtualSlots(*image_);
  for (std::size_t i = 0; i < options_.hosts.size(); ++i) image_->ownClasses[i].host = options_.hosts[i];
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
  if (!options_.mayHaveNatives) return nativeError(name, "only packages of the host have natives");
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

void ModuleLoader::linkOwners() {
  for (FunctionDefinition& definition : image_->ownFunctions) {
    if (!definition.row->owner.isNone()) definition.owner = image_->classes[definition.row->owner.value()];
  }
}

tl::expected<void, LinkError> ModuleLoader::linkNatives() {
  for (FunctionDefinition& definition : image_->ownFunctions) {
    if (!definition.isNative()) continue;
    const auto native = nativeOf(*definition.row);
    if (!native) return tl::unexpected(native.error());
    definition.native = *native;
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

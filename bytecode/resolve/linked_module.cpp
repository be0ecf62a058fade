#include "bytecode/resolve/linked_module.h"

#include "bytecode/seeded_hash.h"
#include "bytecode/structure.h"

namespace tatu::bytecode {

namespace {

std::uint64_t hashOf(ClassIndex owner, std::string_view name) { return hashWith(SeededHash()(name), owner.value()); }

// Entities from `first` on, by owner and name. No two of them are equal.
template <typename Entity, typename OwnerOf>
void indexEntities(HashIndex& index, const Module& module, const std::vector<Entity>& entities, std::size_t first,
                   OwnerOf ownerOf) {
  index.reserve(entities.size() - first);
  for (std::size_t i = first; i < entities.size(); ++i) {
    index.findOrAdd(hashOf(ownerOf(entities[i]), module.text(entities[i].name)), static_cast<std::uint32_t>(i),
                    [](std::uint32_t) { return false; });
  }
}

template <typename IndexType, typename Entity, typename OwnerOf>
IndexType findEntity(const HashIndex& index, const Module& module, const std::vector<Entity>& entities,
                     ClassIndex owner, std::string_view name, OwnerOf ownerOf) {
  return IndexType(index.find(hashOf(owner, name), [&](std::uint32_t i) {
    return ownerOf(entities[i]) == owner && module.text(entities[i].name) == name;
  }));
}

ClassIndex noOwner(const Class&) { return ClassIndex::none(); }
template <typename Entity>
ClassIndex ownOwner(const Entity& entity) {
  return entity.owner;
}

}  // namespace

LinkedModule::LinkedModule(Module module) : module_(std::move(module)) {
  importedClasses_.resize(importedClassCount(module_));
  importedFunctions_.resize(importedFunctionCount(module_));
  importedGlobals_.resize(importedGlobalCount(module_));
  importedFields_.resize(importedClasses_.size());
  indexNames();
  indexMembers();
}

void LinkedModule::indexNames() {
  indexEntities(classNames_, module_, module_.classes, importedClasses_.size(), noOwner);
  indexEntities(functionNames_, module_, module_.functions, importedFunctions_.size(), ownOwner<Function>);
  indexEntities(globalNames_, module_, module_.globals, importedGlobals_.size(), ownOwner<Global>);
}

// Counts the members of each class, makes places of the counts, and fills them in the module's order.
void LinkedModule::indexMembers() {
  memberStarts_.assign(module_.classes.size() + 2, 0);
  const auto forEachMember = [&](auto use) {
    for (std::size_t i = importedFunctions_.size(); i < module_.functions.size(); ++i) {
      const ClassIndex owner = module_.functions[i].owner;
      if (!owner.isNone()) use(owner.value(), FunctionIndex(i));
    }
  };
  forEachMember([&](std::uint32_t owner, FunctionIndex) { ++memberStarts_[owner + 2]; });
  for (std::size_t i = 1; i < memberStarts_.size(); ++i) memberStarts_[i] += memberStarts_[i - 1];
  members_.resize(memberStarts_.back());
  // Each class's own place moves from its start to its end, which is where the next one starts.
  forEachMember([&](std::uint32_t owner, FunctionIndex member) { members_[memberStarts_[owner + 1]++] = member; });
}

std::uint32_t LinkedModule::fieldNumber(const FieldRef& reference) const {
  const ClassIndex definition = module_.type(reference.owner).definition;
  return isOwn(definition) ? reference.field : importedFields_[definition.value()][reference.field];
}

ClassIndex LinkedModule::findClass(std::string_view name) const {
  return findEntity<ClassIndex>(classNames_, module_, module_.classes, ClassIndex::none(), name, noOwner);
}

FunctionIndex LinkedModule::findFunction(ClassIndex owner, std::string_view name) const {
  return findEntity<FunctionIndex>(functionNames_, module_, module_.functions, owner, name, ownOwner<Function>);
}

GlobalIndex LinkedModule::findGlobal(ClassIndex owner, std::string_view name) const {
  return findEntity<GlobalIndex>(globalNames_, module_, module_.globals, owner, name, ownOwner<Global>);
}

std::span<const FunctionIndex> LinkedModule::membersOf(ClassIndex owner) const {
  const std::uint32_t start = memberStarts_[owner.value()];
  return std::span(members_).subspan(start, memberStarts_[owner.value() + 1] - start);
}

}  // namespace tatu::bytecode

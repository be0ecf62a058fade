// A module together with the packages that it imports: every imported class, function, global and field resolved to the
// real one.
//
// An *entity* is a declaration in the module that owns it; two modules that import the same class mean the same entity.
// Indices handed out here in an Entity are always those of own declarations of `entity.module`.
//
// Immutable once made. It keeps the packages below it alive. Only the verifier makes it (verifier.h), after comparing
// every imported declaration with the real one.
#pragma once

#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "bytecode/hash_index.h"
#include "bytecode/module.h"

namespace tatu::bytecode {

class LinkedModule;
class VerifiedModule;

template <typename IndexType>
struct Entity {
  const LinkedModule* module = nullptr;
  IndexType index;

  [[nodiscard]] explicit operator bool() const { return module != nullptr; }
  friend bool operator==(const Entity&, const Entity&) = default;
};
using ClassEntity = Entity<ClassIndex>;
using FunctionEntity = Entity<FunctionIndex>;
using GlobalEntity = Entity<GlobalIndex>;

class LinkedModule {
 public:
  // Nothing is resolved yet; the verifier's linker fills in the links.
  explicit LinkedModule(Module module);

  LinkedModule(const LinkedModule&) = delete;
  LinkedModule& operator=(const LinkedModule&) = delete;

  [[nodiscard]] const Module& module() const { return module_; }
  [[nodiscard]] std::string_view name() const { return module_.text(module_.name); }
  [[nodiscard]] std::string_view version() const { return module_.text(module_.version); }
  [[nodiscard]] std::string_view text(StringIndex index) const { return module_.text(index); }

  // Imported packages, by PackageIndex.
  [[nodiscard]] const VerifiedModule& package(PackageIndex index) const { return *packages_[index.value()]; }
  [[nodiscard]] std::span<const std::shared_ptr<const VerifiedModule>> packages() const { return packages_; }
  // The core package under this module: this module itself, one that it imports directly or not, or null.
  [[nodiscard]] const LinkedModule* core() const { return core_; }

  [[nodiscard]] bool isOwn(ClassIndex index) const { return index.value() >= importedClasses_.size(); }
  [[nodiscard]] bool isOwn(FunctionIndex index) const { return index.value() >= importedFunctions_.size(); }
  [[nodiscard]] bool isOwn(GlobalIndex index) const { return index.value() >= importedGlobals_.size(); }
  [[nodiscard]] ClassEntity resolve(ClassIndex index) const {
    return isOwn(index) ? ClassEntity{this, index} : importedClasses_[index.value()];
  }
  [[nodiscard]] FunctionEntity resolve(FunctionIndex index) const {
    return isOwn(index) ? FunctionEntity{this, index} : importedFunctions_[index.value()];
  }
  [[nodiscard]] GlobalEntity resolve(GlobalIndex index) const {
    return isOwn(index) ? GlobalEntity{this, index} : importedGlobals_[index.value()];
  }
  // The position of a field in the fields of the class that really declares it.
  [[nodiscard]] std::uint32_t fieldNumber(const FieldRef& reference) const;

  // Own declarations by name; none if there is no such. For members `owner` is the own class.
  [[nodiscard]] ClassIndex findClass(std::string_view name) const;
  [[nodiscard]] FunctionIndex findFunction(ClassIndex owner, std::string_view name) const;
  [[nodiscard]] GlobalIndex findGlobal(ClassIndex owner, std::string_view name) const;
  // All functions of an own class, in the order of the module.
  [[nodiscard]] std::span<const FunctionIndex> membersOf(ClassIndex owner) const;

 private:
  friend class ImportLinker;

  void indexNames();
  void indexMembers();

  Module module_;
  std::vector<std::shared_ptr<const VerifiedModule>> packages_;
  const LinkedModule* core_ = nullptr;
  std::vector<ClassEntity> importedClasses_;
  std::vector<FunctionEntity> importedFunctions_;
  std::vector<GlobalEntity> importedGlobals_;
  std::vector<std::vector<std::uint32_t>> importedFields_;  // by imported class, by its fields
  // Own declarations by owner and name.
  HashIndex classNames_;
  HashIndex functionNames_;
  HashIndex globalNames_;
  // Own functions by class; those of class i are [memberStarts_[i], memberStarts_[i + 1]).
  std::vector<FunctionIndex> members_;
  std::vector<std::uint32_t> memberStarts_;
};

[[nodiscard]] inline const Class& declarationOf(ClassEntity entity) {
  return entity.module->module().classes[entity.index.value()];
}
[[nodiscard]] inline const Function& declarationOf(FunctionEntity entity) {
  return entity.module->module().functions[entity.index.value()];
}
[[nodiscard]] inline const Global& declarationOf(GlobalEntity entity) {
  return entity.module->module().globals[entity.index.value()];
}
// The class that declares a function; none for top-level ones.
[[nodiscard]] inline ClassEntity ownerOf(FunctionEntity entity) {
  const ClassIndex owner = declarationOf(entity).owner;
  return owner.isNone() ? ClassEntity{} : entity.module->resolve(owner);
}

}  // namespace tatu::bytecode

template <typename IndexType>
struct std::hash<tatu::bytecode::Entity<IndexType>> {
  std::size_t operator()(const tatu::bytecode::Entity<IndexType>& entity) const noexcept {
    return std::hash<const void*>{}(entity.module) * 31 + entity.index.value();
  }
};

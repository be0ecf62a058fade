#include "bytecode/resolve/linked_module.h"

#include "bytecode/structure.h"

namespace tatu::bytecode {

LinkedModule::LinkedModule(Module module) : module_(std::move(module)) {
  importedClasses_.resize(importedClassCount(module_));
  importedFunctions_.resize(importedFunctionCount(module_));
  importedGlobals_.resize(importedGlobalCount(module_));
  importedFields_.resize(importedClasses_.size());
  members_.resize(module_.classes.size());
  indexNames();
}

void LinkedModule::indexNames() {
  strings_.reserve(module_.strings.size());
  for (std::size_t i = 0; i < module_.strings.size(); ++i) strings_.emplace(module_.strings[i], StringIndex(i));
  for (std::size_t i = importedClasses_.size(); i < module_.classes.size(); ++i) {
    classNames_.emplace(keyOf(ClassIndex::none(), module_.classes[i].name), ClassIndex(i));
  }
  for (std::size_t i = importedFunctions_.size(); i < module_.functions.size(); ++i) {
    const Function& function = module_.functions[i];
    functionNames_.emplace(keyOf(function.owner, function.name), FunctionIndex(i));
    if (!function.owner.isNone()) members_[function.owner.value()].push_back(FunctionIndex(i));
  }
  for (std::size_t i = importedGlobals_.size(); i < module_.globals.size(); ++i) {
    globalNames_.emplace(keyOf(module_.globals[i].owner, module_.globals[i].name), GlobalIndex(i));
  }
}

std::uint32_t LinkedModule::fieldNumber(const FieldRef& reference) const {
  const ClassIndex definition = module_.type(reference.owner).definition;
  return isOwn(definition) ? reference.field : importedFields_[definition.value()][reference.field];
}

ClassIndex LinkedModule::findClass(std::string_view name) const {
  const auto string = strings_.find(name);
  if (string == strings_.end()) return ClassIndex::none();
  const auto found = classNames_.find(keyOf(ClassIndex::none(), string->second));
  return found == classNames_.end() ? ClassIndex::none() : found->second;
}

FunctionIndex LinkedModule::findFunction(ClassIndex owner, std::string_view name) const {
  const auto string = strings_.find(name);
  if (string == strings_.end()) return FunctionIndex::none();
  const auto found = functionNames_.find(keyOf(owner, string->second));
  return found == functionNames_.end() ? FunctionIndex::none() : found->second;
}

GlobalIndex LinkedModule::findGlobal(ClassIndex owner, std::string_view name) const {
  const auto string = strings_.find(name);
  if (string == strings_.end()) return GlobalIndex::none();
  const auto found = globalNames_.find(keyOf(owner, string->second));
  return found == globalNames_.end() ? GlobalIndex::none() : found->second;
}

std::span<const FunctionIndex> LinkedModule::membersOf(ClassIndex owner) const { return members_[owner.value()]; }

}  // namespace tatu::bytecode

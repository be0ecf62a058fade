#include "compiler/check/imported_module.h"

#include <algorithm>

#include "compiler/check/program.h"

namespace tatu::compiler::check {

std::string_view ImportedModule::name() const { return file != nullptr ? file->moduleName : package->symbol()->name; }

bool ImportedModule::hasUnknownNames() const { return file != nullptr && file->hasUnknownNames; }

Entity ImportedModule::find(std::string_view name) const {
  return file != nullptr ? file->find(name) : entityIn(*package, name);
}

bool ImportedModule::hasExtension(std::string_view name) const {
  return file != nullptr ? file->extensions.count(name) != 0 : package->hasExtension(name);
}

std::vector<FunctionSymbol*> ImportedModule::publicExtensions(std::string_view name) const {
  if (package != nullptr) return package->findExtensions(name);
  const auto found = file->extensions.find(name);
  if (found == file->extensions.end()) return {};
  std::vector<FunctionSymbol*> result = found->second;
  std::erase_if(result, [](const FunctionSymbol* each) { return !each->has(bytecode::FunctionFlag::Public); });
  return result;
}

std::vector<std::string_view> ImportedModule::publicNames() const {
  std::vector<std::string_view> names;
  if (package != nullptr) {
    names = package->publicNames();
  } else {
    for (const auto& [declared, entity] : file->declared) {
      if (entity.isPublic()) names.push_back(declared);
    }
  }
  std::sort(names.begin(), names.end());
  return names;
}

}  // namespace tatu::compiler::check

#include "vm/link/module_image.h"

namespace tatu::vm {

ClassDefinition* ModuleImage::findClass(std::string_view className) const {
  const bytecode::ClassIndex found = verified->linked().findClass(className);
  return found.isNone() ? nullptr : classes[found.value()];
}

FunctionDefinition* ModuleImage::findFunction(std::string_view functionName) const {
  const bytecode::FunctionIndex found = verified->linked().findFunction(bytecode::ClassIndex::none(), functionName);
  return found.isNone() ? nullptr : functions[found.value()];
}

FunctionDefinition* ClassDefinition::member(std::string_view memberName) const {
  const bytecode::FunctionIndex found = module->verified->linked().findFunction(index, memberName);
  if (found.isNone()) return nullptr;
  FunctionDefinition* const function = module->functions[found.value()];
  return function->isConstructor() ? nullptr : function;
}

}  // namespace tatu::vm

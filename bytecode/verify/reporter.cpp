#include "bytecode/verify/reporter.h"

#include <fmt/format.h>

namespace tatu::bytecode {

std::string nameOrNumber(const Module& module, StringIndex name) {
  return name.value() < module.strings.size() ? module.text(name) : fmt::format("string {}", name.value());
}

std::string describe(const Module& module, const Function& function) {
  const std::string name = nameOrNumber(module, function.name);
  if (function.owner.value() >= module.classes.size()) return name;
  return fmt::format("{}.{}", nameOrNumber(module, module.classes[function.owner.value()].name), name);
}

}  // namespace tatu::bytecode

#include "bytecode/verify/reporter.h"

#include <fmt/format.h>

namespace tatu::bytecode {

namespace {

std::string nameOrNumber(const Module& module, StringIndex name) {
  if (name.value() >= module.strings.size()) return fmt::format("string {}", name.value());
  return std::string(module.text(name));
}

}  // namespace

std::string describe(const Module& module, const Function& function) {
  const std::string name = nameOrNumber(module, function.name);
  if (function.owner.value() >= module.classes.size()) return name;
  return fmt::format("{}.{}", nameOrNumber(module, module.classes[function.owner.value()].name), name);
}

std::string Reporter::declarationName() const {
  const Declaration& at = declaration_;
  if (at.function != nullptr) return describe(*at.module, *at.function);
  if (!at.number) return std::string(at.name);
  return at.module != nullptr ? nameOrNumber(*at.module, StringIndex(*at.number)) : fmt::format("type {}", *at.number);
}

}  // namespace tatu::bytecode

#include "bytecode/verify/reporter.h"

#include <fmt/format.h>

namespace tatu::bytecode {

std::string Reporter::declaration() const {
  if (const auto* name = std::get_if<std::string>(&place_)) return *name;
  if (const auto* number = std::get_if<std::size_t>(&place_)) return fmt::format("type {}", *number);
  const auto& place = std::get<FunctionPlace>(place_);
  return describe(*place.module, *place.function);
}

std::string nameOrNumber(const Module& module, StringIndex name) {
  return name.value() < module.strings.size() ? module.text(name) : fmt::format("string {}", name.value());
}

std::string describe(const Module& module, const Function& function) {
  const std::string name = nameOrNumber(module, function.name);
  if (function.owner.value() >= module.classes.size()) return name;
  return fmt::format("{}.{}", nameOrNumber(module, module.classes[function.owner.value()].name), name);
}

}  // namespace tatu::bytecode

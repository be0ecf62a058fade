#include "bytecode/text/type_text.h"

#include <algorithm>

#include <fmt/format.h>

#include "bytecode/text/names.h"

namespace tatu::bytecode {

namespace {

bool isTypeWord(std::string_view word) {
  return word == kArrayTypeName ||
         std::find(kLeafTypeNames.begin(), kLeafTypeNames.end(), word) != kLeafTypeNames.end();
}

}  // namespace

TypeText::TypeText(const Module& module) : module_(module) {
  for (const Class& entry : module.classes) ++classNameUses_[entry.name.value()];
}

std::string TypeText::packagePrefix(PackageIndex package) const {
  return package.isNone() ? "" : quotedName(module_.text(module_.packages[package.value()].name)) + "::";
}

// Plain if nothing else can be meant.
std::string TypeText::className(ClassIndex index) const {
  const Class& entry = module_.classes[index.value()];
  const std::string name = quotedName(module_.text(entry.name));
  if (classNameUses_.at(entry.name.value()) == 1 && !isTypeWord(module_.text(entry.name))) return name;
  return (entry.package.isNone() ? "::" : packagePrefix(entry.package)) + name;
}

std::string TypeText::list(std::span<const TypeIndex> types, std::size_t count) const {
  std::string result;
  for (std::size_t i = 0; i < count; ++i) result += (i == 0 ? "" : ", ") + of(types[i]);
  return result;
}

std::string TypeText::of(TypeIndex index) const {
  const Type& type = module_.type(index);
  switch (type.kind) {
    case TypeKind::Array: return "Array<" + list(type.arguments) + ">";
    case TypeKind::Class:
      return className(type.definition) + (type.arguments.empty() ? "" : "<" + list(type.arguments) + ">");
    case TypeKind::Optional: {
      const bool isFunction = module_.type(type.arguments[0]).kind == TypeKind::Function;
      return (isFunction ? "(" + list(type.arguments) + ")" : list(type.arguments)) + "?";
    }
    case TypeKind::Tuple: return "(" + list(type.arguments) + ")";
    case TypeKind::Function:
      return "(" + list(type.arguments, type.arguments.size() - 1) + ") -> " + of(type.arguments.back());
    case TypeKind::Variable: return fmt::format("#{}", type.variable);
    default: return std::string(kLeafTypeNames[static_cast<std::size_t>(type.kind)]);
  }
}

std::string signatureText(const TypeText& types, const Module& module, const Function& function) {
  const std::size_t ofOwner =
      function.owner.isNone() ? 0 : module.classes[function.owner.value()].typeParameters.size();
  const std::size_t variables = ofOwner + function.typeParameters.size();
  std::string text = variables == 0 ? "(" : fmt::format("<{}>(", variables);
  for (std::size_t i = 0; i < function.parameters.size(); ++i) {
    text += (i == 0 ? "" : ", ") + types.of(function.parameters[i].type);
  }
  return text + ") -> " + types.of(function.result);
}

}  // namespace tatu::bytecode

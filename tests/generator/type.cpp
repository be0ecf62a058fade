#include "tests/generator/type.h"

namespace tatu::generator {

namespace {

const char* const kNames[] = {"Int", "Int32", "Byte", "Float", "Float32", "Bool", "Char", "String", "Any"};

std::string listed(const std::vector<Type>& types, std::size_t count) {
  std::string text;
  for (std::size_t i = 0; i < count; ++i) text += (i == 0 ? "" : ", ") + textOf(types[i]);
  return text;
}

std::string textOfFunction(const Type& type) {
  return "(" + listed(type.parts, type.parts.size() - 1) + ") -> " + textOf(type.parts.back());
}

}  // namespace

Type optionalOf(Type part) {
  if (part.kind == Kind::Optional) return part;
  return {Kind::Optional, "", {std::move(part)}};
}
Type listOf(Type part) { return {Kind::List, "", {std::move(part)}}; }
Type arrayOf(Type part) { return {Kind::Array, "", {std::move(part)}}; }

Type functionOf(std::vector<Type> parameters, Type result) {
  parameters.push_back(std::move(result));
  return {Kind::Function, "", std::move(parameters)};
}

std::string textOfArguments(const std::vector<Type>& types) {
  return types.empty() ? "" : "<" + listed(types, types.size()) + ">";
}

std::string textOf(const Type& type) {
  switch (type.kind) {
    case Kind::Tuple: return "(" + listed(type.parts, type.parts.size()) + ")";
    case Kind::Optional: return textOf(type.parts[0]) + "?";
    case Kind::Array: return "Array" + textOfArguments(type.parts);
    case Kind::List: return "List" + textOfArguments(type.parts);
    case Kind::Map: return "Map" + textOfArguments(type.parts);
    case Kind::Function: return textOfFunction(type);
    case Kind::Class:
    case Kind::Interface:
    case Kind::Enum:
    case Kind::Parameter: return type.name + textOfArguments(type.parts);
    case Kind::Hidden: return "";
    default: return kNames[static_cast<std::size_t>(type.kind)];
  }
}

Type substitute(const Type& type, const Bindings& bindings) {
  if (type.kind == Kind::Parameter) {
    const auto found = bindings.find(type.name);
    return found == bindings.end() ? type : found->second;
  }
  Type result = type;
  for (Type& part : result.parts) part = substitute(part, bindings);
  if (result.kind == Kind::Optional) return optionalOf(result.parts[0]);
  return result;
}

bool unify(const Type& pattern, const Type& wanted, Bindings& bindings) {
  if (pattern.kind == Kind::Parameter && pattern != wanted) {
    const auto [found, isNew] = bindings.try_emplace(pattern.name, wanted);
    return isNew || found->second == wanted;
  }
  if (pattern.kind != wanted.kind || pattern.name != wanted.name || pattern.parts.size() != wanted.parts.size())
    return false;
  for (std::size_t i = 0; i < pattern.parts.size(); ++i) {
    if (!unify(pattern.parts[i], wanted.parts[i], bindings)) return false;
  }
  return true;
}

bool isInteger(Kind kind) { return kind <= Kind::Byte; }
bool isFloat(Kind kind) { return kind == Kind::Float || kind == Kind::Float32; }
bool isSimple(Kind kind) { return kind <= Kind::String; }

}  // namespace tatu::generator

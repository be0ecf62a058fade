// Which types a generated program uses.
#include <algorithm>

#include "tests/generator/maker.h"

namespace tatu::generator {

namespace {

constexpr std::size_t kPalette = 4;

}  // namespace

// Each program prefers a few types, so that there are variables for what it computes.
Type Maker::simpleType() {
  static constexpr Kind kKinds[] = {Kind::Int,     Kind::Int,  Kind::Int,  Kind::Int32,  Kind::Byte, Kind::Float,
                                    Kind::Float32, Kind::Bool, Kind::Char, Kind::String, Kind::Float};
  while (palette_.size() < kPalette) palette_.push_back({dice_.in(kKinds)});
  if (dice_.oneIn(8)) return {dice_.in(kKinds)};
  return dice_.in(palette_);
}

Type Maker::keyType() {
  static constexpr Kind kKinds[] = {Kind::Int,  Kind::Int,    Kind::Int32, Kind::Byte,
                                    Kind::Char, Kind::String, Kind::Float};
  return {dice_.in(kKinds)};
}

// A class, an interface or an enum; simple if there is none that can be used.
Type Maker::declaredType() {
  std::vector<Type> types;
  for (const ClassInfo& info : catalog_.classes) {
    if (info.isAbstract || &info == place_.self) continue;
    std::vector<Type> arguments;
    for (std::size_t i = 0; i < info.typeParameters.size(); ++i) arguments.push_back(simpleType());
    types.push_back({Kind::Class, info.name, arguments});
  }
  for (const EnumInfo& info : catalog_.enums) types.push_back({Kind::Enum, info.name});
  for (const InterfaceInfo& info : catalog_.interfaces) {
    if (!info.implementers.empty()) types.push_back({Kind::Interface, info.name});
  }
  return types.empty() ? simpleType() : dice_.in(types);
}

Type Maker::presentType(int depth) {
  if (depth <= 0 || dice_.oneIn(2)) return simpleType();
  switch (dice_.below(7)) {
    case 0: return {Kind::Tuple, "", {anyType(depth - 1), anyType(depth - 1)}};
    case 1: return arrayOf(anyType(depth - 1));
    case 2: return listOf(anyType(depth - 1));
    case 3: return {Kind::Map, "", {keyType(), anyType(depth - 1)}};
    default: return declaredType();
  }
}

Type Maker::anyType(int depth) {
  if (!place_.parameters.empty() && dice_.oneIn(3)) return {Kind::Parameter, dice_.in(place_.parameters)};
  if (depth > 0 && dice_.oneIn(8)) return {Kind::Any};
  if (depth > 0 && dice_.oneIn(5)) return optionalOf(presentType(depth - 1));
  return presentType(depth);
}

bool Maker::isEquatable(const Type& type) const {
  const auto all = [this](const std::vector<Type>& types) {
    return std::all_of(types.begin(), types.end(), [this](const Type& part) { return isEquatable(part); });
  };
  switch (type.kind) {
    case Kind::Tuple:
    case Kind::Optional:
    case Kind::List:
    case Kind::Map: return all(type.parts);
    case Kind::Class: return catalog_.classOf(type.name).isData;
    case Kind::Enum: return true;
    default: return isSimple(type.kind);
  }
}

// What is optional, or may be, is no Any.
bool Maker::canBeBoxed(const Type& type) const {
  return type.kind != Kind::Optional && type.kind != Kind::Parameter && type.kind != Kind::Hidden &&
         type.kind != Kind::Function;
}

}  // namespace tatu::generator

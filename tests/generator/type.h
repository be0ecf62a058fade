// The types of generated programs: as much of Tatu's types as is needed to choose a value of one.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace tatu::generator {

enum class Kind : std::uint8_t {
  Int,
  Int32,
  Byte,
  Float,
  Float32,
  Bool,
  Char,
  String,
  Any,
  Tuple,
  Optional,
  Array,
  List,
  Map,
  Function,  // the result comes last
  Class,     // data classes too
  Interface,
  Enum,
  Parameter,  // of a generic function or class
  Hidden,     // of a variable that must not be used just now
};

struct Type {
  Kind kind = Kind::Int;
  std::string name = {};  // Class, Interface, Enum, Parameter
  std::vector<Type> parts = {};

  bool operator==(const Type&) const = default;
};

// What stands for a type parameter.
using Bindings = std::map<std::string, Type>;

[[nodiscard]] Type optionalOf(Type part);  // of an optional type: itself
[[nodiscard]] Type listOf(Type part);
[[nodiscard]] Type arrayOf(Type part);
[[nodiscard]] Type functionOf(std::vector<Type> parameters, Type result);

// As it is written in a program.
[[nodiscard]] std::string textOf(const Type& type);
// "<A, B>", or nothing.
[[nodiscard]] std::string textOfArguments(const std::vector<Type>& types);
[[nodiscard]] Type substitute(const Type& type, const Bindings& bindings);
// Whether `pattern` becomes `wanted` with some bindings, which are added.
[[nodiscard]] bool unify(const Type& pattern, const Type& wanted, Bindings& bindings);

[[nodiscard]] bool isInteger(Kind kind);  // Int, Int32, Byte
[[nodiscard]] bool isFloat(Kind kind);
[[nodiscard]] bool isSimple(Kind kind);  // numbers, Bool, Char, String

}  // namespace tatu::generator

// Reads the declarations of host functions, as the language writes them:
//
//   fun plant(x: Int, kind: String?): Entity     a function
//   fun Entity.move(x: Int, y: Int)              a method of a class of the module
//   static fun Entity.named(name: String): Entity?
//   val Entity.age: Int                          a property: a getter,
//   var Entity.name: String                      and a setter
//
// Types are the leaf types, the module's classes, Array<T>, T? and tuples; without a result type it is Unit.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include <tl/expected.hpp>

#include "bytecode/module_builder.h"

namespace tatu::embedding {

// The classes of the module that is being built.
using DeclaredClasses = std::map<std::string, bytecode::ClassIndex, std::less<>>;

// Functions of the module that is being built, flagged as public and native; the names of their natives are still to be
// set.
struct Declaration {
  std::string name;  // "plant", "Entity.move"
  bytecode::Function function;
  std::optional<bytecode::Function> setter;  // of a `var`
};

// Or what is wrong, and where: "a type was expected behind ':', at column 13".
[[nodiscard]] tl::expected<Declaration, std::string> parseDeclaration(std::string_view text,
                                                                      const DeclaredClasses& classes,
                                                                      bytecode::ModuleBuilder& builder);

// The same for a type alone, as parameters have them.
[[nodiscard]] tl::expected<bytecode::TypeIndex, std::string> parseType(std::string_view text,
                                                                       const DeclaredClasses& classes,
                                                                       bytecode::ModuleBuilder& builder);

// Whether the text can be the name of a class or package: letters, digits and underscores, and no keyword.
[[nodiscard]] bool isPlainName(std::string_view text);
// Whether it is a type that declarations know without a module.
[[nodiscard]] bool isTypeName(std::string_view text);

}  // namespace tatu::embedding

// Reads the declaration of a host function, as the language writes it: "fun plant(x: Int, kind: String?): Int". Types
// are the leaf types, Array<T>, T? and tuples; without a result type it is Unit.
#pragma once

#include <string>
#include <string_view>

#include <tl/expected.hpp>

#include "bytecode/module_builder.h"

namespace tatu::embedding {

// A function of the module that is being built, flagged as public and native; its native's name is still to be set.
// Or what is wrong, and where: "a type was expected behind ':', at column 13".
[[nodiscard]] tl::expected<bytecode::Function, std::string> parseDeclaration(std::string_view text,
                                                                             bytecode::ModuleBuilder& builder);

// Whether the text can be the name of a function or package: letters, digits and underscores.
[[nodiscard]] bool isPlainName(std::string_view text);

}  // namespace tatu::embedding

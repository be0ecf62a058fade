// The syntax tree as indented text, one node per line; for tests and for looking.
#pragma once

#include <string>

#include "compiler/ast/file.h"

namespace tatu::compiler::ast {

[[nodiscard]] std::string dump(const File& file);
[[nodiscard]] std::string dump(const Declaration& declaration);
[[nodiscard]] std::string dump(const Expression& expression);

}  // namespace tatu::compiler::ast

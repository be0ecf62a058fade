// Computes the value of a checked expression as the machine would (bytecode/arithmetic.h).
#pragma once

#include <optional>
#include <string>

#include "compiler/hir/hir.h"
#include "compiler/types/constant.h"

namespace tatu::compiler::check {

struct FoldedConstant {
  std::optional<Constant> value;
  std::string problem;  // why there is none
};

[[nodiscard]] FoldedConstant foldConstant(const hir::Expression& e);

}  // namespace tatu::compiler::check

// FunctionFrame: which function a body belongs to.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "compiler/types/symbol.h"
#include "compiler/types/type.h"

namespace tatu::compiler::emit {

struct FunctionFrame {
  std::string name;
  std::uint32_t file = 0;
  const Type* result = nullptr;
  const ClassSymbol* owner = nullptr;
  std::vector<const TypeParameterSymbol*> typeParameters;  // all in scope, the owner's first
  std::vector<ConditionSymbol> conditions;                 // extra bounds on the owner's parameters
  std::uint32_t parameterCount = 0;                        // the receiver included
};

[[nodiscard]] FunctionFrame frameOf(const FunctionSymbol& symbol, const TypeTable& types);

}  // namespace tatu::compiler::emit

// Replaces type parameters by types.
#pragma once

#include <span>
#include <utility>
#include <vector>

#include "compiler/types/symbol.h"
#include "compiler/types/type.h"

namespace tatu::compiler {

// Pairs of a parameter and what stands for it; parameters that are not listed stay.
class Substitution {
 public:
  Substitution() = default;
  // The lists have the same length; of unequal ones the common part counts (the difference was reported).
  Substitution(std::span<TypeParameterSymbol* const> parameters, std::span<const Type* const> arguments) {
    add(parameters, arguments);
  }
  void add(std::span<TypeParameterSymbol* const> parameters, std::span<const Type* const> arguments) {
    for (std::size_t i = 0; i < parameters.size() && i < arguments.size(); ++i) add(parameters[i], arguments[i]);
  }
  void add(const TypeParameterSymbol* parameter, const Type* type) { pairs_.emplace_back(parameter, type); }
  [[nodiscard]] const Type* find(const TypeParameterSymbol* parameter) const;
  [[nodiscard]] bool isEmpty() const { return pairs_.empty(); }
  [[nodiscard]] const Type* apply(TypeTable& types, const Type* type) const;

 private:
  std::vector<std::pair<const TypeParameterSymbol*, const Type*>> pairs_;
};

// Builds the type again with each argument replaced by `map(argument)`; leaves come back as they are.
template <typename Map>
const Type* mapArguments(TypeTable& types, const Type* type, Map map) {
  if (type->arguments.empty()) return type;
  std::vector<const Type*> arguments;
  arguments.reserve(type->arguments.size());
  bool isSame = true;
  for (const Type* argument : type->arguments) {
    arguments.push_back(map(argument));
    isSame = isSame && arguments.back() == argument;
  }
  if (isSame) return type;
  switch (type->kind) {
    case TypeKind::Array: return types.array(arguments[0]);
    case TypeKind::Optional: return types.optional(arguments[0]);
    case TypeKind::Tuple: return types.tuple(arguments);
    case TypeKind::Function: return types.function(arguments);
    default: return types.classType(type->symbol, arguments);
  }
}

}  // namespace tatu::compiler

#include "compiler/types/substitution.h"

namespace tatu::compiler {

const Type* Substitution::find(const TypeParameterSymbol* parameter) const {
  for (const auto& [from, to] : pairs_) {
    if (from == parameter) return to;
  }
  return nullptr;
}

const Type* Substitution::apply(TypeTable& types, const Type* type) const {
  if (pairs_.empty() || type == nullptr || !type->hasVariable) return type;
  if (type->is(TypeKind::Variable)) {
    const Type* replacement = find(type->variable);
    return replacement != nullptr ? replacement : type;
  }
  return mapArguments(types, type, [&](const Type* argument) { return apply(types, argument); });
}

}  // namespace tatu::compiler

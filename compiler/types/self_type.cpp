#include "compiler/types/self_type.h"

#include <utility>

namespace tatu::compiler {

const Type* selfType(TypeTable& types, const ClassSymbol& symbol) {
  std::vector<const Type*> arguments;
  for (const TypeParameterSymbol* parameter : symbol.typeParameters) arguments.push_back(types.variable(parameter));
  if (symbol.kind != bytecode::ClassKind::Builtin) return types.classType(&symbol, arguments);
  const auto kind = static_cast<TypeKind>(symbol.builtin);
  // The core library may be wrong while it is compiled itself.
  const bool hasArgument = !arguments.empty();
  if (kind == TypeKind::Array && hasArgument) return types.array(arguments[0]);
  if (kind == TypeKind::Optional && hasArgument) return types.optional(arguments[0]);
  return kind == TypeKind::Tuple ? types.tuple(arguments) : types.leaf(kind);
}

}  // namespace tatu::compiler

#include "compiler/emit/function_frame.h"

#include "compiler/types/function_flag.h"

namespace tatu::compiler::emit {

using bytecode::FunctionFlag;

namespace {

bool hasReceiver(const FunctionSymbol& symbol) { return symbol.owner != nullptr && !symbol.has(FunctionFlag::Static); }

}  // namespace

FunctionFrame frameOf(const FunctionSymbol& symbol, const TypeTable& types) {
  FunctionFrame frame;
  frame.name = symbol.owner == nullptr ? symbol.fullName() : symbol.owner->fullName() + "." + symbol.name;
  frame.file = symbol.file;
  frame.result = symbol.has(FunctionFlag::Constructor) ? types.leaf(TypeKind::Unit) : symbol.result;
  frame.owner = symbol.owner;
  frame.conditions = symbol.conditions;
  if (symbol.owner != nullptr) {
    frame.typeParameters.assign(symbol.owner->typeParameters.begin(), symbol.owner->typeParameters.end());
  }
  frame.typeParameters.insert(frame.typeParameters.end(), symbol.typeParameters.begin(), symbol.typeParameters.end());
  frame.parameterCount =
      static_cast<std::uint32_t>(capturedBy(symbol).size() + symbol.parameters.size() + (hasReceiver(symbol) ? 1 : 0));
  return frame;
}

}  // namespace tatu::compiler::emit

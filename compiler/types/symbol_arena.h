// Owner of the symbols of one compilation. Symbols never move and live until the end.
#pragma once

#include <deque>

#include "compiler/types/symbol.h"

namespace tatu::compiler {

class SymbolArena {
 public:
  [[nodiscard]] ClassSymbol* makeClass() { return &classes_.emplace_back(); }
  [[nodiscard]] FunctionSymbol* makeFunction() { return &functions_.emplace_back(); }
  [[nodiscard]] GlobalSymbol* makeGlobal() { return &globals_.emplace_back(); }
  [[nodiscard]] FieldSymbol* makeField() { return &fields_.emplace_back(); }
  [[nodiscard]] CaseSymbol* makeCase() { return &cases_.emplace_back(); }
  [[nodiscard]] TypeParameterSymbol* makeTypeParameter() { return &typeParameters_.emplace_back(); }
  [[nodiscard]] PackageSymbol* makePackage() { return &packages_.emplace_back(); }

 private:
  std::deque<ClassSymbol> classes_;
  std::deque<FunctionSymbol> functions_;
  std::deque<GlobalSymbol> globals_;
  std::deque<FieldSymbol> fields_;
  std::deque<CaseSymbol> cases_;
  std::deque<TypeParameterSymbol> typeParameters_;
  std::deque<PackageSymbol> packages_;
};

}  // namespace tatu::compiler

// Owner of the symbols of one compilation. Symbols never move and live until the end.
#pragma once

#include <deque>

#include "compiler/types/symbol.h"

namespace tatu::compiler {

class SymbolArena {
 public:
  [[nodiscard]] ClassSymbol* makeClass() { return numbered(classes_); }
  [[nodiscard]] FunctionSymbol* makeFunction() { return numbered(functions_); }
  [[nodiscard]] GlobalSymbol* makeGlobal() { return numbered(globals_); }
  [[nodiscard]] FieldSymbol* makeField() { return numbered(fields_); }
  [[nodiscard]] CaseSymbol* makeCase() { return &cases_.emplace_back(); }
  [[nodiscard]] TypeParameterSymbol* makeTypeParameter() { return &typeParameters_.emplace_back(); }
  [[nodiscard]] PackageSymbol* makePackage() { return &packages_.emplace_back(); }

 private:
  template <typename Symbol>
  [[nodiscard]] static Symbol* numbered(std::deque<Symbol>& all) {
    Symbol& symbol = all.emplace_back();
    symbol.id = static_cast<std::uint32_t>(all.size() - 1);
    return &symbol;
  }

  std::deque<ClassSymbol> classes_;
  std::deque<FunctionSymbol> functions_;
  std::deque<GlobalSymbol> globals_;
  std::deque<FieldSymbol> fields_;
  std::deque<CaseSymbol> cases_;
  std::deque<TypeParameterSymbol> typeParameters_;
  std::deque<PackageSymbol> packages_;
};

}  // namespace tatu::compiler

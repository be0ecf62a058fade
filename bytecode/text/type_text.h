// Types of a module as the text form writes them: `Int`, `Array<Int>`, `Name<Int>`, `T?`, `(A, B)`, `(A, B) -> R`, `#0`
// for variable 0. The module's tables are in range.
#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "bytecode/module.h"

namespace tatu::bytecode {

class TypeText {
 public:
  explicit TypeText(const Module& module);

  [[nodiscard]] std::string of(TypeIndex index) const;
  [[nodiscard]] std::string list(std::span<const TypeIndex> types) const { return list(types, types.size()); }
  // "package::", or nothing for the module's own.
  [[nodiscard]] std::string packagePrefix(PackageIndex package) const;

 private:
  [[nodiscard]] std::string list(std::span<const TypeIndex> types, std::size_t count) const;
  [[nodiscard]] std::string className(ClassIndex index) const;

  const Module& module_;
  std::unordered_map<std::uint32_t, int> classNameUses_;
};

// What a function takes and gives, its type parameters by their number: "<1>(Array<#0>, Int) -> Int". Bounds and names
// are not part of it.
[[nodiscard]] std::string signatureText(const TypeText& types, const Module& module, const Function& function);

}  // namespace tatu::bytecode

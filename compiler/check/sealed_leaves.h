// What the values of a sealed type can be, and which of that is below another type. Asking costs what there is below
// the class of that type, not all that there is.
#pragma once

#include <cstdint>
#include <unordered_map>
#include <vector>

#include "compiler/check/relations.h"

namespace tatu::compiler::check {

class SealedLeaves {
 public:
  SealedLeaves(Relations& relations, const Type* type);

  [[nodiscard]] const Type* at(std::uint32_t number) const { return leaves_[number]; }
  // The numbers of those whose values are all of the type, in their order.
  [[nodiscard]] std::vector<std::uint32_t> below(const Type* type) const;

 private:
  void addBelow(std::uint32_t number);

  Relations& relations_;
  std::vector<const Type*> leaves_;
  std::unordered_map<const ClassSymbol*, std::vector<std::uint32_t>> numbers_;  // by the classes that are above
};

}  // namespace tatu::compiler::check

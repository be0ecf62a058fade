#include "compiler/check/sealed_leaves.h"

#include <algorithm>
#include <numeric>
#include <unordered_set>

namespace tatu::compiler::check {

SealedLeaves::SealedLeaves(Relations& relations, const Type* type)
    : relations_(relations), leaves_(relations.sealedLeaves(type)) {
  for (std::uint32_t number = 0; number < leaves_.size(); ++number) addBelow(number);
}

void SealedLeaves::addBelow(std::uint32_t number) {
  std::unordered_set<const ClassSymbol*> seen{leaves_[number]->symbol};
  std::vector<const Type*> above{leaves_[number]};
  while (!above.empty()) {
    const Type* const type = above.back();
    above.pop_back();
    numbers_[type->symbol].push_back(number);
    for (const Type* next : relations_.directSupertypes(type)) {
      if (seen.insert(next->symbol).second) above.push_back(next);
    }
  }
}

std::vector<std::uint32_t> SealedLeaves::below(const Type* type) const {
  std::vector<std::uint32_t> result;
  const auto found = numbers_.find(type->symbol);
  if (type->is(TypeKind::Class) && !relations_.program().hasUnknownSupertypes) {
    if (found != numbers_.end()) result = found->second;
  } else {
    result.resize(leaves_.size());
    std::iota(result.begin(), result.end(), 0u);
  }
  std::erase_if(result, [&](std::uint32_t number) { return !relations_.isReferenceSubtype(leaves_[number], type); });
  return result;
}

}  // namespace tatu::compiler::check

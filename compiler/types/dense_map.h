// A table about symbols or types: one value for each, found by the number that its owner (SymbolArena, TypeTable) gave
// it. What nobody has set yet has the value's default.
#pragma once

#include <algorithm>
#include <cstddef>
#include <vector>

namespace tatu::compiler {

template <typename Key, typename Value>
class DenseMap {
 public:
  [[nodiscard]] Value get(const Key& key) const { return key.id < values_.size() ? values_[key.id] : Value(); }

  // References stay valid until the next call for another key.
  [[nodiscard]] Value& operator[](const Key& key) {
    if (key.id >= values_.size()) values_.resize(std::max<std::size_t>(key.id + std::size_t{1}, 2 * values_.size()));
    return values_[key.id];
  }

 private:
  std::vector<Value> values_;
};

}  // namespace tatu::compiler

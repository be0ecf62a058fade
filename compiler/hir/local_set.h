// A set of small numbers: locals of one function.
#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace tatu::compiler {

class LocalSet {
 public:
  void insert(std::uint32_t local) {
    if (local / 64 >= words_.size()) words_.resize(local / 64 + 1);
    words_[local / 64] |= std::uint64_t{1} << (local % 64);
  }
  void erase(std::uint32_t local) {
    if (local / 64 < words_.size()) words_[local / 64] &= ~(std::uint64_t{1} << (local % 64));
  }
  [[nodiscard]] bool contains(std::uint32_t local) const {
    return local / 64 < words_.size() && (words_[local / 64] >> (local % 64) & 1) != 0;
  }
  void intersect(const LocalSet& other) {
    if (words_.size() > other.words_.size()) words_.resize(other.words_.size());
    for (std::size_t i = 0; i < words_.size(); ++i) words_[i] &= other.words_[i];
  }
  void unite(const LocalSet& other) {
    words_.resize(std::max(words_.size(), other.words_.size()));
    for (std::size_t i = 0; i < other.words_.size(); ++i) words_[i] |= other.words_[i];
  }
  // From small to large.
  template <typename Visit>
  void forEach(Visit visit) const {
    for (std::uint32_t i = 0; i < words_.size(); ++i) {
      for (std::uint64_t rest = words_[i]; rest != 0; rest &= rest - 1)
        visit(i * 64 + static_cast<std::uint32_t>(std::countr_zero(rest)));
    }
  }
  [[nodiscard]] std::uint32_t limit() const { return static_cast<std::uint32_t>(words_.size() * 64); }
  // Bit i of byte i / 8, without trailing zero bytes.
  [[nodiscard]] std::vector<std::uint8_t> bytes() const {
    std::vector<std::uint8_t> result;
    for (const std::uint64_t word : words_) {
      for (unsigned shift = 0; shift < 64; shift += 8) result.push_back(static_cast<std::uint8_t>(word >> shift));
    }
    while (!result.empty() && result.back() == 0) result.pop_back();
    return result;
  }

 private:
  std::vector<std::uint64_t> words_;
};

}  // namespace tatu::compiler

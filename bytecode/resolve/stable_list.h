// A list that only grows and never moves its entries, so that references to them stay valid.
#pragma once

#include <cstddef>
#include <memory>
#include <vector>

namespace tatu::bytecode {

template <typename Entry>
class StableList {
 public:
  [[nodiscard]] std::size_t size() const { return size_; }
  [[nodiscard]] const Entry& operator[](std::size_t position) const {
    return chunks_[position / kChunkSize][position % kChunkSize];
  }
  [[nodiscard]] Entry& operator[](std::size_t position) {
    return chunks_[position / kChunkSize][position % kChunkSize];
  }

  void push_back(const Entry& entry) {
    if (size_ % kChunkSize == 0) chunks_.push_back(std::make_unique<Entry[]>(kChunkSize));
    ++size_;
    (*this)[size_ - 1] = entry;
  }

 private:
  static constexpr std::size_t kChunkSize = 512;

  std::vector<std::unique_ptr<Entry[]>> chunks_;
  std::size_t size_ = 0;
};

}  // namespace tatu::bytecode

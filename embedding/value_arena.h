// ValueArena: memory for copies of a guest's values on the host's side, freed all at once. It is bounded, since a few
// objects of a guest that refer to each other can look like endlessly many values.
//
// Threads: as its owner.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

namespace tatu::embedding {

class ValueArena {
 public:
  explicit ValueArena(std::size_t mostBytes) : mostBytes_(std::min(mostBytes, SIZE_MAX / 4)) {}

  // Aligned for everything; null if that is more than there may be. Throws std::bad_alloc.
  [[nodiscard]] std::byte* take(std::size_t bytes);
  // What was taken is gone. Some memory is kept for the next time.
  void clear() {
    if (taken_ != 0) release();
  }
  // For what is taken from now on.
  void setMost(std::size_t bytes) { mostBytes_ = std::min(bytes, SIZE_MAX / 4); }

 private:
  void release();

  struct Block {
    std::unique_ptr<std::byte[]> bytes;
    std::size_t size = 0;
  };
  static constexpr std::size_t kFirstBlock = 512;

  std::size_t mostBytes_;
  std::size_t taken_ = 0;  // in all
  std::size_t used_ = 0;   // of the last block
  std::vector<Block> blocks_;
};

}  // namespace tatu::embedding

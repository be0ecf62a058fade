// ValueArena: memory for copies of a guest's values on the host's side, freed all at once. It is bounded, since a few
// objects of a guest that refer to each other can look like endlessly many values. It also keeps what the copies refer
// to: objects of the host.
//
// Threads: as its owner.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "embedding/host_object.h"

namespace tatu::embedding {

class ValueArena {
 public:
  explicit ValueArena(std::size_t mostBytes) : mostBytes_(std::min(mostBytes, SIZE_MAX / 4)) {}
  ~ValueArena() { releaseObjects(); }
  ValueArena(const ValueArena&) = delete;
  ValueArena& operator=(const ValueArena&) = delete;

  // What one `take` takes.
  [[nodiscard]] static std::size_t sizeOf(std::size_t bytes) {
    return (bytes + alignof(std::max_align_t) - 1) & ~(alignof(std::max_align_t) - 1);
  }
  // Aligned for everything; null if that is more than there may be. Throws std::bad_alloc.
  [[nodiscard]] std::byte* take(std::size_t bytes);
  // For an empty arena from which just as much is taken. Throws std::bad_alloc.
  void reserve(std::size_t bytes);
  // Keeps a reference to the object. Throws std::bad_alloc.
  void keep(tatu_object& object);
  // What was taken and kept is gone. Some memory is kept for the next time.
  void clear() {
    if (taken_ != 0) release();
    releaseObjects();
  }
  // For what is taken from now on.
  void setMost(std::size_t bytes) { mostBytes_ = std::min(bytes, SIZE_MAX / 4); }

 private:
  void release();
  void releaseObjects() {
    objects_.takeAll([](tatu_object& object) { object.release(); });
  }

  struct Block {
    std::unique_ptr<std::byte[]> bytes;
    std::size_t size = 0;
  };
  static constexpr std::size_t kFirstBlock = 512;

  std::size_t mostBytes_;
  std::size_t taken_ = 0;  // in all
  std::size_t used_ = 0;   // of the last block
  std::vector<Block> blocks_;
  ObjectList objects_;
};

}  // namespace tatu::embedding

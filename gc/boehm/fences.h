// Fences: a cell here and there that is never handed out, so that the free blocks between them stay short runs.
//
// Where nothing lives, the library joins all free blocks into one, and then, for every block that it takes, looks
// through about sixty lists of shorter runs before it splits the long one: a third of all instructions, where objects
// die at once. With a run of 15 blocks at most it finds one in the first few lists.
//
// There are few of them: they are for heaps with little in them (others are not empty enough to be joined), and objects
// longer than such a run must find their place elsewhere.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <mutex>

#include "gc/thread_allocator.h"

namespace tatu::gc {

class Fences {
 public:
  static constexpr std::uint64_t kBlockBytes = 4096;  // of the library
  static constexpr std::uint64_t kDistance = 16;      // in blocks
  static constexpr std::size_t kMost = 128;

  // Takes the first of these cells, which lie in one block, if that block is to get a fence and has none.
  // The rest is not empty.
  void takeFrom(FreeCell*& cells);

  // All cells are free again.
  void clear();

  // The blocks of fences, as if nothing else were in them.
  std::uint64_t bytes() const;

  // The fences that there are; the others are null. The world is stopped.
  const std::array<FreeCell*, kMost>& cells() const { return cells_; }

 private:
  bool hasFence(std::uint64_t block) const;

  mutable std::mutex mutex_;
  std::array<FreeCell*, kMost> cells_{};
  std::size_t count_ = 0;
};

}  // namespace tatu::gc

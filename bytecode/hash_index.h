// A hash table of positions: which entry of a list is equal to a given one. The list itself belongs to the caller, who
// says by a function whether the entry at a position is the one that is looked for. So a table is one block of memory,
// whatever its keys are, and a look-up touches one or two cache lines.
//
// Hashes must be seeded (seeded_hash.h): then nobody can prepare entries that collide. Positions are below kNone.
#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace tatu::bytecode {

class HashIndex {
 public:
  static constexpr std::uint32_t kNone = 0xFFFFFFFFu;

  // Room for so many entries.
  void reserve(std::size_t entries) {
    std::size_t size = kSmallest;
    while (size * 3 / 4 < entries) size *= 2;
    if (size > slots_.size()) resize(size);
  }

  // The position with that hash for which isSame(position) holds, or kNone.
  template <typename IsSame>
  [[nodiscard]] std::uint32_t find(std::uint64_t hash, IsSame isSame) const {
    return slots_.empty() ? kNone : slots_[slotOf(static_cast<std::uint32_t>(hash), isSame)].position;
  }

  // The same; where there is none, `position` is added and returned.
  template <typename IsSame>
  std::uint32_t findOrAdd(std::uint64_t hash, std::uint32_t position, IsSame isSame) {
    if (count_ >= slots_.size() * 3 / 4) resize(slots_.empty() ? kSmallest : slots_.size() * 2);
    const auto tag = static_cast<std::uint32_t>(hash);
    Slot& slot = slots_[slotOf(tag, isSame)];
    if (slot.position != kNone) return slot.position;
    slot = {tag, position};
    ++count_;
    return position;
  }

 private:
  static constexpr std::size_t kSmallest = 16;
  struct Slot {
    std::uint32_t tag = 0;  // of the hash
    std::uint32_t position = kNone;
  };

  // The slot of the entry, or the empty one where it belongs. A quarter of the slots is empty at least.
  template <typename IsSame>
  [[nodiscard]] std::size_t slotOf(std::uint32_t tag, IsSame isSame) const {
    const std::size_t mask = slots_.size() - 1;
    std::size_t at = tag & mask;
    while (slots_[at].position != kNone && !(slots_[at].tag == tag && isSame(slots_[at].position)))
      at = (at + 1) & mask;
    return at;
  }

  void resize(std::size_t size) {
    const std::vector<Slot> old = std::exchange(slots_, std::vector<Slot>(size));
    for (const Slot& slot : old) {
      if (slot.position != kNone) slots_[slotOf(slot.tag, [](std::uint32_t) { return false; })] = slot;
    }
  }

  std::vector<Slot> slots_;  // a power of two of them
  std::size_t count_ = 0;
};

}  // namespace tatu::bytecode

// HandleTable: the only place that knows what a guest's handle numbers stand for.
//
// Invariants
// - A number is [table: 15 bits][generation: 28][slot: 20]. A slot's generation grows with every use and is never
//   0, so no number is given out twice; a slot whose generations are used up is retired.
// - Numbers are a function of the sequence of `add` and `remove`, and nothing else.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "os/guest/handle.h"

namespace tatu::os {

template <typename Entry>
class HandleTable {
 public:
  static constexpr unsigned kSlotBits = 20;
  static constexpr unsigned kGenerationBits = 28;
  static constexpr std::uint64_t kLastGeneration = (std::uint64_t{1} << kGenerationBits) - 1;
  static constexpr std::size_t kMostSlots = std::size_t{1} << kSlotBits;

  explicit HandleTable(std::uint16_t tableNumber) : tableNumber_(tableNumber & 0x7FFFU) {}

  /// Nothing if `limit` entries are there already, or all numbers of the table were given out once.
  [[nodiscard]] std::optional<Handle> add(Entry entry, std::size_t limit) {
    if (count_ >= limit) return std::nullopt;
    const std::optional<std::size_t> slot = takeSlot();
    if (!slot) return std::nullopt;
    slots_[*slot].entry.emplace(std::move(entry));
    ++count_;
    return numberOf(*slot);
  }

  /// Null for every number that stands for nothing now. Valid until the next `add` or `remove`.
  [[nodiscard]] Entry* find(Handle handle) {
    const std::size_t slot = handle.number & (kMostSlots - 1);
    if (slot >= slots_.size() || !slots_[slot].entry || numberOf(slot) != handle) return nullptr;
    return &*slots_[slot].entry;
  }

  [[nodiscard]] std::optional<Entry> remove(Handle handle) {
    Entry* found = find(handle);
    if (found == nullptr) return std::nullopt;
    std::optional<Entry> entry(std::move(*found));
    const std::size_t slot = handle.number & (kMostSlots - 1);
    slots_[slot].entry.reset();
    if (slots_[slot].generation != kLastGeneration) free_.push_back(slot);
    --count_;
    return entry;
  }

  [[nodiscard]] std::size_t count() const { return count_; }

 private:
  struct Slot {
    std::uint64_t generation = 0;
    std::optional<Entry> entry;
  };

  std::optional<std::size_t> takeSlot() {
    if (free_.empty()) {
      if (slots_.size() == kMostSlots) return std::nullopt;
      slots_.emplace_back();
      free_.push_back(slots_.size() - 1);
    }
    const std::size_t slot = free_.back();
    free_.pop_back();
    ++slots_[slot].generation;
    return slot;
  }

  [[nodiscard]] Handle numberOf(std::size_t slot) const {
    const std::uint64_t table = std::uint64_t{tableNumber_} << (kSlotBits + kGenerationBits);
    return {table | (slots_[slot].generation << kSlotBits) | slot};
  }

  std::uint16_t tableNumber_;
  std::vector<Slot> slots_;
  std::vector<std::size_t> free_;
  std::size_t count_ = 0;
};

}  // namespace tatu::os

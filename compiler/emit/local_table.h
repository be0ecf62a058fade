// LocalTable: which slot each local of a function lives in. Slots of locals whose scopes do not overlap are shared by
// type.
#pragma once

#include <cstdint>
#include <unordered_map>
#include <utility>
#include <vector>

#include "compiler/emit/code_stream.h"
#include "compiler/hir/hir.h"

namespace tatu::compiler::emit {

// Where a local lives: in a slot, or what a sequence captures in a field of the object that walks through it. A cell's
// place holds a Cell; of a local that is declared without a value the cell's content is
// optional until the first assignment (`isLate`).
struct LocalPlace {
  bool isParameter = false;
  bool isCell = false;
  bool isLate = false;
  bool isField = false;
  std::uint32_t index = 0;
  const Type* type = nullptr;  // of the slot
};

class LocalTable {
 public:
  explicit LocalTable(CodeStream& code) : code_(code) {}

  // ---- Scopes nest; leaving one frees the slots that were taken in it.
  [[nodiscard]] std::size_t enterScope() const { return taken_.size(); }
  void leaveScope(std::size_t mark) {
    while (taken_.size() > mark) {
      const Taken slot = taken_.back();
      taken_.pop_back();
      code_.leaveScope(slot.number);
      free_[slot.type].push_back(slot.number);
    }
  }

  [[nodiscard]] std::uint32_t takeSlot(const Type* type) {
    std::vector<std::uint32_t>& candidates = free_[type];
    std::uint32_t slot = 0;
    if (candidates.empty()) {
      slot = code_.addSlot(type);
    } else {
      slot = candidates.back();
      candidates.pop_back();
    }
    taken_.push_back({slot, type});
    code_.enterScope(slot);
    return slot;
  }
  [[nodiscard]] LocalPlace takePlace(const Type* type) { return {false, false, false, false, takeSlot(type), type}; }

  // ---- The same code can be emitted again inside itself, with other places for its locals.
  using Places = std::unordered_map<const hir::Local*, LocalPlace>;
  [[nodiscard]] const Places& places() const { return places_; }
  void setPlaces(Places places) { places_ = std::move(places); }

  void put(const hir::Local* local, LocalPlace place) { places_[local] = place; }
  [[nodiscard]] bool has(const hir::Local* local) const { return places_.count(local) != 0; }
  [[nodiscard]] const LocalPlace& at(const hir::Local* local) const { return places_.at(local); }

 private:
  struct Taken {
    std::uint32_t number;
    const Type* type;
  };

  CodeStream& code_;
  std::vector<Taken> taken_;
  std::unordered_map<const Type*, std::vector<std::uint32_t>> free_;
  Places places_;
};

// Leaves the scope that was entered at its construction.
class LocalScope {
 public:
  explicit LocalScope(LocalTable& locals) : locals_(locals), mark_(locals.enterScope()) {}
  ~LocalScope() { locals_.leaveScope(mark_); }
  LocalScope(const LocalScope&) = delete;
  LocalScope& operator=(const LocalScope&) = delete;

 private:
  LocalTable& locals_;
  std::size_t mark_;
};

}  // namespace tatu::compiler::emit

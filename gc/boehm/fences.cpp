#include "gc/boehm/fences.h"

#include <algorithm>

namespace tatu::gc {
namespace {

std::uint64_t blockOf(const FreeCell* cell) { return reinterpret_cast<std::uintptr_t>(cell) / Fences::kBlockBytes; }

}  // namespace

void Fences::takeFrom(FreeCell*& cells) {
  if (cells == nullptr || cells->next == nullptr || blockOf(cells) % kDistance != 0) return;
  const std::lock_guard lock(mutex_);
  if (count_ == kMost || hasFence(blockOf(cells))) return;
  FreeCell* const fence = cells;
  cells = fence->next;
  fence->next = nullptr;  // a fence refers to nothing
  cells_[count_++] = fence;
}

void Fences::clear() {
  const std::lock_guard lock(mutex_);
  cells_.fill(nullptr);
  count_ = 0;
}

std::uint64_t Fences::bytes() const {
  const std::lock_guard lock(mutex_);
  return count_ * kBlockBytes;
}

bool Fences::hasFence(std::uint64_t block) const {
  return std::any_of(cells_.begin(), cells_.begin() + static_cast<std::ptrdiff_t>(count_),
                     [block](const FreeCell* fence) { return blockOf(fence) == block; });
}

}  // namespace tatu::gc

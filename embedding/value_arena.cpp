#include "embedding/value_arena.h"

#include <algorithm>

namespace tatu::embedding {

std::byte* ValueArena::take(std::size_t bytes) {
  if (bytes > mostBytes_) return nullptr;
  const std::size_t rounded = sizeOf(bytes);
  if (taken_ > mostBytes_ || rounded > mostBytes_ - taken_) return nullptr;
  if (blocks_.empty() || blocks_.back().size - used_ < rounded) {
    const std::size_t doubled = blocks_.empty() ? kFirstBlock : blocks_.back().size * 2;
    const std::size_t size = std::max(doubled, rounded);
    blocks_.push_back({std::make_unique_for_overwrite<std::byte[]>(size), size});
    used_ = 0;
  }
  std::byte* const result = blocks_.back().bytes.get() + used_;
  used_ += rounded;
  taken_ += rounded;
  return result;
}

void ValueArena::reserve(std::size_t bytes) {
  blocks_.reserve(1);
  blocks_.push_back({std::make_unique_for_overwrite<std::byte[]>(bytes), bytes});
}

void ValueArena::keep(tatu_object& object) {
  objects_.add(object);
  object.retain();
}

void ValueArena::release() {
  blocks_.resize(1);
  used_ = taken_ = 0;
}

}  // namespace tatu::embedding

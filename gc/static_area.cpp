#include "gc/static_area.h"

namespace tatu::gc {

StaticArea::StaticArea(std::span<std::byte> memory) {
  const auto start = reinterpret_cast<std::uintptr_t>(memory.data());
  const std::uintptr_t aligned = (start + kGranuleBytes - 1) & ~(kGranuleBytes - 1);
  if (memory.size() < aligned - start) return;
  base_ = aligned;
  capacity_ = memory.size() - (aligned - start);
}

Object* StaticArea::allocateFixed(const ObjectLayout& layout) {
  auto* const object = static_cast<Object*>(bump(layout.allocationBytes));
  if (object != nullptr) object->layout = &layout;
  return object;
}

ArrayObject* StaticArea::allocateArray(const ObjectLayout& layout, std::uint64_t length) {
  auto* const array = static_cast<ArrayObject*>(bump(arrayBytes(layout, length)));
  if (array == nullptr) return nullptr;
  array->layout = &layout;
  array->length = length;
  return array;
}

std::uint64_t StaticArea::usedBytes() const {
  const std::lock_guard lock(mutex_);
  return used_;
}

void* StaticArea::bump(std::uint64_t bytes) {
  const std::lock_guard lock(mutex_);
  if (bytes > capacity_ - used_) return nullptr;
  void* const place = reinterpret_cast<void*>(base_ + used_);
  used_ += bytes;
  return place;
}

}  // namespace tatu::gc

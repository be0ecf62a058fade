// StaticArea: objects that belong to no guest.
//
// String literals and payload-free enum cases are immutable, laid out like any other object of their class, and shared
// by all guests. They stand in one contiguous range outside the collected heap, so one subtraction and comparison tells
// them apart: markers and tracers skip them without reading them, and nobody is charged for them.
//
// Invariants
//  1. A static object refers to static objects only, and is never written after it was published to guests.
//  2. The memory belongs to the runtime, is zero at the start, and outlives the heap.
#pragma once

#include <cstddef>
#include <cstdint>
#include <mutex>
#include <span>

#include "gc/object_layout.h"

namespace tatu::gc {

class StaticArea {
 public:
  // `memory` may be empty. It may be reserved address space that the OS commits as it is touched.
  explicit StaticArea(std::span<std::byte> memory);

  // Zeroed, with header (and length) in place; null if the area is full. Any thread.
  [[nodiscard]] Object* allocateFixed(const ObjectLayout& layout);
  [[nodiscard]] ArrayObject* allocateArray(const ObjectLayout& layout, std::uint64_t length);

  bool contains(const void* address) const { return reinterpret_cast<std::uintptr_t>(address) - base_ < capacity_; }

  std::uint64_t usedBytes() const;

 private:
  void* bump(std::uint64_t bytes);

  std::uintptr_t base_ = 0;
  std::uint64_t capacity_ = 0;
  mutable std::mutex mutex_;
  std::uint64_t used_ = 0;  // guarded by mutex_
};

}  // namespace tatu::gc

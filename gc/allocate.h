// The inline path of allocation, and its fall-back.
//
// In emitted code the same path is, for a fixed layout (thread in a register; constants from the layout):
//
//     cell := [thread + layout.rangeOffset];  if equal to [thread + layout.rangeOffset + 8]: slow
//     [thread + layout.rangeOffset] += layout.allocationBytes
//     [cell] := layout
//
// The guest has paid for all cells of the range, so nothing is counted here. For an array the size is computed first;
// lengths over kMaxInlineLength and sizes over kMaxSmallBytes go to the slow path. (The C++ below looks for another
// range before it gives up; emitted code leaves that to the slow path, which does so too.)
//
// The caller owes: the guest is the only one for which the thread allocates in this stretch of running; see
// thread_allocator.h.
#pragma once

#include <cstdint>

#include "gc/guest_heap.h"
#include "gc/heap.h"
#include "gc/object_layout.h"
#include "gc/thread_allocator.h"

namespace tatu::gc {

// With it, length * elementBytes cannot overflow.
inline constexpr std::uint64_t kMaxInlineLength = kMaxSmallBytes;

struct InlineAllocation {
  // Null: take the slow path, nothing has changed.
  [[gnu::always_inline]] static Object* take(GuestHeap& guest, ThreadAllocator& thread, const ObjectLayout& layout,
                                             std::uint64_t rangeOffset, std::uint64_t bytes) {
    FreeRange& range = thread.rangeAt(rangeOffset);
    if (range.cursor == range.end) [[unlikely]] {
      if (!thread.nextRange(guest, rangeOffset, bytes)) return nullptr;
    }
    thread.checkPayer(guest);
    Object* const object = reinterpret_cast<Object*>(range.cursor);
    range.cursor += bytes;
    object->layout = &layout;
    return object;
  }
};

// Null: call Heap::allocateFixedSlow at a safepoint.
[[nodiscard, gnu::always_inline]] inline Object* tryAllocate(GuestHeap& guest, ThreadAllocator& thread,
                                                             const ObjectLayout& layout) {
  return InlineAllocation::take(guest, thread, layout, layout.rangeOffset, layout.allocationBytes);
}

// Null: call Heap::allocateArraySlow at a safepoint. Any length is accepted.
[[nodiscard, gnu::always_inline]] inline ArrayObject* tryAllocateArray(GuestHeap& guest, ThreadAllocator& thread,
                                                                       const ObjectLayout& layout,
                                                                       std::uint64_t length) {
  if (length > kMaxInlineLength) [[unlikely]]
    return nullptr;
  const std::uint64_t bytes = roundToGranule(kArrayElementsOffset + length * layout.elementBytes);
  if (bytes > kMaxSmallBytes) [[unlikely]]
    return nullptr;
  const std::uint64_t rangeOffset = layout.rangeOffset + bytes;
  Object* const object = InlineAllocation::take(guest, thread, layout, rangeOffset, bytes);
  if (object == nullptr) [[unlikely]]
    return nullptr;
  ArrayObject* const array = static_cast<ArrayObject*>(object);
  array->length = length;
  return array;
}

// Both paths, for callers that stand at a safepoint anyway.
[[nodiscard]] inline AllocationResult allocate(GuestHeap& guest, ThreadAllocator& thread, const ObjectLayout& layout) {
  if (Object* const object = tryAllocate(guest, thread, layout)) [[likely]]
    return {object, AllocationStatus::Ok, {}};
  return guest.heap().allocateFixedSlow(guest, thread, layout);
}

[[nodiscard]] inline AllocationResult allocateArray(GuestHeap& guest, ThreadAllocator& thread,
                                                    const ObjectLayout& layout, std::uint64_t length) {
  ArrayObject* const array = tryAllocateArray(guest, thread, layout, length);
  if (array != nullptr) [[likely]]
    return {array, AllocationStatus::Ok, {}};
  return guest.heap().allocateArraySlow(guest, thread, layout, length);
}

// A layout outlives the heap: a temporary one is a mistake.
AllocationResult allocate(GuestHeap&, ThreadAllocator&, const ObjectLayout&&) = delete;
AllocationResult allocateArray(GuestHeap&, ThreadAllocator&, const ObjectLayout&&, std::uint64_t) = delete;

}  // namespace tatu::gc

#include "gc/thread_allocator.h"

#include <type_traits>

#include "gc/heap.h"
#include "gc/world.h"

namespace tatu::gc {

// Emitted code finds the ranges at offset 0.
static_assert(std::is_standard_layout_v<ThreadAllocator> && std::is_standard_layout_v<FreeRange>);
static_assert(sizeof(FreeRange) == kGranuleBytes);
static_assert(std::is_standard_layout_v<FreeCell> && sizeof(FreeCell) == kWordBytes);

ThreadAllocator::ThreadAllocator(Heap& heap) : heap_(&heap) { heap.world_->attach(*this); }

ThreadAllocator::~ThreadAllocator() { heap_->world_->detach(*this); }

// The collector links cells from the highest address down. The stretch is found by computed addresses, not by following
// links, so the reads do not wait for each other.
bool ThreadAllocator::nextRange(std::uint64_t rangeOffset, std::uint64_t bytes) {
  WaitingCells& waiting = waitingAt(rangeOffset);
  if (waiting.count == 0) return false;
  FreeCell*& rest = waiting.lists[waiting.count - 1];
  std::byte* lowest = reinterpret_cast<std::byte*>(rest);
  std::byte* const end = lowest + bytes;
  FreeCell* next = rest->next;
  while (reinterpret_cast<std::byte*>(next) == lowest - bytes) {
    lowest -= bytes;
    next = reinterpret_cast<FreeCell*>(lowest)->next;
  }
  rest = next;
  if (rest == nullptr) --waiting.count;
  handedOut_ += static_cast<std::uint64_t>(end - lowest);
  rangeAt(rangeOffset) = {lowest, end};
  return true;
}

void ThreadAllocator::dropFreeCells() {
  for (std::uint64_t index = 0; index < kRangeCount; ++index) {
    FreeRange& range = ranges_[index];
    const std::uint64_t bytes = index % kSizeClassCount * kGranuleBytes;
    do {
      for (; range.cursor != range.end; range.cursor += bytes)
        reinterpret_cast<FreeCell*>(range.cursor)->next = nullptr;
    } while (nextRange(index * kGranuleBytes, bytes));
    waiting_[index].batch = 1;
  }
  handedOut_ = 0;
  allocates_ = false;
}

// Anchor and top are set by the thread itself only, while it runs, and matter only while it does not.
RunningScope::RunningScope(ThreadAllocator& thread)
    : thread_(thread),
      outerState_(thread.state_.load(std::memory_order_relaxed)),
      outerAnchor_(thread.stackAnchor_),
      outerTop_(thread.stackTop_) {
  if (outerState_ != ThreadAllocator::State::Running) thread.heap().world_->becomeRunning(thread);
  thread.stackAnchor_ = this;
}

RunningScope::~RunningScope() {
  thread_.stackAnchor_ = outerAnchor_;
  if (outerState_ != ThreadAllocator::State::Running) thread_.heap().world_->becomeSafe(thread_, outerTop_);
}

SafeRegion::SafeRegion(ThreadAllocator& thread)
    : thread_(thread), outerState_(thread.state_.load(std::memory_order_relaxed)) {
  if (outerState_ == ThreadAllocator::State::Running) thread.heap().world_->becomeSafe(thread, this);
}

SafeRegion::~SafeRegion() {
  if (outerState_ == ThreadAllocator::State::Running) thread_.heap().world_->becomeRunning(thread_);
}

}  // namespace tatu::gc

#include "gc/thread_allocator.h"

#include <algorithm>
#include <bit>
#include <iterator>
#include <type_traits>
#include <utility>

#include "gc/guest_heap.h"
#include "gc/heap.h"
#include "gc/world.h"
#include "os/fault.h"

namespace tatu::gc {

// Emitted code finds the ranges at offset 0.
static_assert(std::is_standard_layout_v<ThreadAllocator> && std::is_standard_layout_v<FreeRange>);
static_assert(sizeof(FreeRange) == kGranuleBytes);
static_assert(std::is_standard_layout_v<FreeCell> && sizeof(FreeCell) == kWordBytes);

ThreadAllocator::ThreadAllocator(Heap& heap) : heap_(&heap) { heap.world_->attach(*this); }

ThreadAllocator::~ThreadAllocator() { heap_->world_->detach(*this); }

namespace {

constexpr std::uint64_t cellBytes(std::uint64_t rangeIndex) { return rangeIndex % kSizeClassCount * kGranuleBytes; }

// Cells of one size from `first` up to `end`; fewer than fit into 4 GiB.
std::uint64_t cellsBetween(const std::byte* first, const std::byte* end, std::uint64_t bytes) {
  return static_cast<std::uint32_t>(end - first) / static_cast<std::uint32_t>(bytes);
}

}  // namespace

bool ThreadAllocator::nextRange(GuestHeap& guest, std::uint64_t rangeOffset, std::uint64_t bytes) {
  const std::uint64_t index = rangeOffset / kGranuleBytes;
  FreeRange& range = ranges_[index];
  const std::byte* const& stretchEnd = waiting_[index].stretchEnd;
  if (range.end == stretchEnd && !nextStretch(index, bytes)) return false;
  os::require(payer_ == nullptr || payer_ == &guest, "a thread allocates for a guest beside another one");
  std::uint64_t count = cellsBetween(range.end, stretchEnd, bytes);
  if (kCountsMemory) {
    count = guest.pay(count, bytes);
    payer_ = &guest;
    guest.holder_ = this;
    paid_[index / 64] |= std::uint64_t{1} << index % 64;
  }
  range.end += count * bytes;
  return count != 0;
}

// The collector links cells from the highest address down. The stretch is found by computed addresses, not by following
// links, so the reads do not wait for each other.
bool ThreadAllocator::nextStretch(std::uint64_t index, std::uint64_t bytes) {
  WaitingCells& waiting = waiting_[index];
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
  ranges_[index] = {lowest, lowest};
  waiting.stretchEnd = end;
  return true;
}

template <typename Visit>
void ThreadAllocator::forEachPaidRange(Visit visit) const {
  for (std::uint64_t word = 0; word < std::size(paid_); ++word) {
    for (std::uint64_t bits = paid_[word]; bits != 0; bits &= bits - 1)
      visit(word * 64 + static_cast<std::uint64_t>(std::countr_zero(bits)));
  }
}

PaidCells ThreadAllocator::unused() const {
  PaidCells result;
  forEachPaidRange([&](std::uint64_t index) {
    const FreeRange& range = ranges_[index];
    result.count += cellsBetween(range.cursor, range.end, cellBytes(index));
    result.bytes += static_cast<std::uint64_t>(range.end - range.cursor);
  });
  return result;
}

void ThreadAllocator::closeRanges() {
  if (payer_ == nullptr) return;
  payer_->takeBack(unused());
  forEachPaidRange([this](std::uint64_t index) { ranges_[index].end = ranges_[index].cursor; });
  std::ranges::fill(paid_, 0);
  std::exchange(payer_, nullptr)->holder_ = nullptr;
}

void ThreadAllocator::dropFreeCells() {
  closeRanges();
  for (std::uint64_t index = 0; index < kRangeCount; ++index) {
    FreeRange& range = ranges_[index];
    const std::uint64_t bytes = cellBytes(index);
    do {
      for (; range.cursor != waiting_[index].stretchEnd; range.cursor += bytes)
        reinterpret_cast<FreeCell*>(range.cursor)->next = nullptr;
      range.end = range.cursor;
    } while (nextStretch(index, bytes));
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
  if (outerState_ == ThreadAllocator::State::Running) return;
  thread_.closeRanges();
  thread_.heap().world_->becomeSafe(thread_, outerTop_);
}

SafeRegion::SafeRegion(ThreadAllocator& thread)
    : thread_(thread), outerState_(thread.state_.load(std::memory_order_relaxed)) {
  if (outerState_ != ThreadAllocator::State::Running) return;
  thread.closeRanges();
  thread.heap().world_->becomeSafe(thread, this);
}

SafeRegion::~SafeRegion() {
  if (outerState_ == ThreadAllocator::State::Running) thread_.heap().world_->becomeRunning(thread_);
}

}  // namespace tatu::gc

// ThreadAllocator: one thread's share of the heap, namely its free cells and its part in stopping the world.
//
// A thread that runs guests owns one. Collection is cooperative: it begins when every thread is *parked* (stopped in a
// safepoint) or *safe* (not touching the heap). Nobody is ever interrupted by a signal.
//
//   ThreadAllocator thread(heap);            // safe: the collector does not wait for it
//   {
//     RunningScope running(thread);          // running: may touch heap objects, polls Heap::safepointRequested()
//     { SafeRegion safe(thread); read(...); }  // safe again, for a call that may block
//   }
//
// Invariants
//  1. A thread touches heap objects, roots of guests, and allocates only while running.
//  2. A running thread reaches a safepoint (an allocation's slow path, Heap::safepoint, the end of its scope or a
//     SafeRegion) in bounded time, and there every reference it still needs is in a root.
//  3. Free cells are touched by their thread while it runs, and by the collector while the world is stopped, which
//  takes
//     them all away. Every free cell is zero but for its first word, the link.
//
// Free cells come from the collector as linked lists, in which neighbours in memory follow each other for long
// stretches. The inline path does not follow links: it moves a cursor through such a stretch. The rest of the list
// waits.
//
// The guest that the thread runs pays for a stretch, or as much of it as it can, when it becomes the range of the
// inline path. What it has not used it gets back when the thread stops running (a SafeRegion, the end of a
// RunningScope, a collection), or when its account must be exact. So
//  4. only a running thread holds cells that are paid for, all by one guest: its payer;
//  5. a thread that wants to allocate for another guest without having been safe in between calls closeRanges before.
#pragma once

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>

#include "gc/object_layout.h"
#include "os/fault.h"

namespace tatu::gc {

class GuestHeap;
class Heap;
struct PaidCells;

// A free cell: link in word 0, the rest zero.
struct FreeCell {
  FreeCell* next;
};

// Free cells of one size side by side, which the payer has paid for. Links in them mean nothing.
struct FreeRange {
  std::byte* cursor = nullptr;
  std::byte* end = nullptr;
};

// Lists of free cells of one size, the last of which is next. The library guards its blocks with one lock, and they go
// from the cache of one processor to that of another; so who needs many cells gets many blocks at once.
struct WaitingCells {
  static constexpr std::uint32_t kMost = 8;

  // Room for twice as many lists as the last time, from one on after each collection.
  std::span<FreeCell*> nextBatch() {
    const std::uint32_t size = std::exchange(batch, std::min(batch * 2, kMost));
    return {lists, size};
  }

  FreeCell* lists[kMost] = {};
  std::byte* stretchEnd = nullptr;  // from the end of the range up to here, cells that nobody has paid for
  std::uint32_t count = 0;
  std::uint32_t batch = 1;
};

class ThreadAllocator {
 public:
  explicit ThreadAllocator(Heap& heap);
  ~ThreadAllocator();  // must be safe, that is outside every RunningScope
  ThreadAllocator(const ThreadAllocator&) = delete;
  ThreadAllocator& operator=(const ThreadAllocator&) = delete;

  Heap& heap() const { return *heap_; }

  // The payer gets back what it has not used, and there is no payer.
  void closeRanges();

  // For emitted code: the FreeRange of a layout stands here + ObjectLayout::rangeOffset.
  static constexpr std::size_t freeRangesOffset();

 private:
  friend class GuestHeap;
  friend class Heap;
  friend class World;
  friend class RunningScope;
  friend class SafeRegion;
  friend struct InlineAllocation;

  enum class State : std::uint8_t { Safe, Running, Parked };

  static constexpr std::size_t kRangeCount = kSpaceCount * kSizeClassCount;

  FreeRange& rangeAt(std::uint64_t rangeOffset) { return ranges_[rangeOffset / kGranuleBytes]; }
  WaitingCells& waitingAt(std::uint64_t rangeOffset) { return waiting_[rangeOffset / kGranuleBytes]; }

  // Makes cells of the next stretch the range, which was empty, and the guest the payer; false if nothing waits, or the
  // guest's account does not cover a cell as long as other ranges of it are open. Not a safepoint.
  [[gnu::noinline]] bool nextRange(GuestHeap& guest, std::uint64_t rangeOffset, std::uint64_t bytes);
  bool nextStretch(std::uint64_t index, std::uint64_t bytes);
  // That nobody takes what another guest has paid for, in builds with checks.
  void checkPayer([[maybe_unused]] const GuestHeap& guest) const {
#if defined(TATU_FAULT_INJECTION)
    os::require(payer_ == nullptr || payer_ == &guest, "a guest takes a cell that another one has paid for");
#endif
  }
  // What the payer has not used.
  PaidCells unused() const;
  template <typename Visit>
  void forEachPaidRange(Visit visit) const;
  // Takes all free cells away and clears their links.
  void dropFreeCells();

  FreeRange ranges_[kRangeCount];
  WaitingCells waiting_[kRangeCount];
  std::uint64_t paid_[(kRangeCount + 63) / 64] = {};  // a bit for each range that was made since the last closing
  GuestHeap* payer_ = nullptr;

  std::uint64_t handedOut_ = 0;  // bytes of ranges that the heap has not been told of
  bool allocates_ = false;       // has asked for cells since the last collection

  Heap* heap_;
  std::atomic<State> state_{State::Safe};  // as world.h says; stored by its thread only
  const void* stackAnchor_ = nullptr;      // C++ stack between here ...
  const void* stackTop_ = nullptr;         // ... and here may hold references, while parked or safe
  ThreadAllocator* previous_ = nullptr;    // guarded by the world's lock, as the next one
  ThreadAllocator* next_ = nullptr;
};

constexpr std::size_t ThreadAllocator::freeRangesOffset() { return 0; }

// The thread runs guests within this scope. May wait for a collection to end. Scopes nest in any order with SafeRegion,
// each restoring what it found: a host function in a safe region may run a guest again.
class RunningScope {
 public:
  explicit RunningScope(ThreadAllocator& thread);
  ~RunningScope();
  RunningScope(const RunningScope&) = delete;
  RunningScope& operator=(const RunningScope&) = delete;

 private:
  ThreadAllocator& thread_;
  ThreadAllocator::State outerState_;
  const void* outerAnchor_;
  const void* outerTop_;
};

// The thread does not touch the heap within this region, so a collection neither waits for it nor disturbs it. The end
// of the region waits for a collection under way. Roots of guests must not change within it.
class SafeRegion {
 public:
  explicit SafeRegion(ThreadAllocator& thread);
  ~SafeRegion();
  SafeRegion(const SafeRegion&) = delete;
  SafeRegion& operator=(const SafeRegion&) = delete;

 private:
  ThreadAllocator& thread_;
  ThreadAllocator::State outerState_;
};

}  // namespace tatu::gc

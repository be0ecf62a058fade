// GuestHeap: the heap account of one guest.
//
// The account answers one question exactly: would this allocation take the guest's live bytes over its limit? Live
// bytes are the logical sizes of what the guest's own roots reach, plus what is charged for memory held elsewhere.
// Between two looks the account is an upper bound: live bytes at the last trace plus everything allocated since. Only
// when the bound would pass the limit is the guest traced, so
//
//     an allocation of s bytes fails  <=>  live bytes + s > limit   at that allocation,
//
// whenever traces happen to run. The answer, the traces and the report of each are a function of the guest's own
// execution and limits: not of the collector, the tier, other guests, threads or addresses. A trace costs time in
// proportion to what is live; its report lets the virtual machine charge for it. A guest that stays just under its
// limit is traced often, and pays for that.
//
// Small cells are paid for in advance, a range at a time, and what is left of the ranges goes back into the account
// before anything is decided or told that depends on it (thread_allocator.h). So the inline path does not count.
//
// Threads: a guest heap belongs to one thread at a time (the one that runs the guest); handing it over is the caller's
// synchronisation. Construction and destruction may happen on any thread. Guests share no objects.
#pragma once

#include <cstdint>

#include "gc/object_layout.h"
#include "gc/roots.h"

namespace tatu::gc {

class Heap;
class ThreadAllocator;

// A build that counts nothing exists to measure what counting costs; see benchmarks/.
#ifdef TATU_UNMETERED
inline constexpr bool kCountsMemory = false;
#else
inline constexpr bool kCountsMemory = true;
#endif

// Free cells that a guest has paid for.
struct PaidCells {
  std::uint64_t count = 0;
  std::uint64_t bytes = 0;
};

// What a trace of one guest found and therefore cost.
struct TraceReport {
  std::uint64_t traces = 0;   // 0 or 1 in a result; a sum in statistics
  std::uint64_t objects = 0;  // live objects visited
  std::uint64_t bytes = 0;    // their logical size

  bool operator==(const TraceReport&) const = default;
};

// Everything a snapshot needs to continue the account elsewhere.
struct AccountState {
  std::uint64_t limit = 0;
  std::int64_t remaining = 0;  // negative only after the limit was lowered
  std::uint64_t external = 0;
  std::uint64_t allocations = 0;
  std::uint64_t allocatedBytes = 0;
  std::uint64_t liveAtLastTrace = 0;
  std::uint64_t peakAccounted = 0;
  TraceReport traced;

  bool operator==(const AccountState&) const = default;
};

struct GuestHeapStatistics {
  std::uint64_t limit = 0;
  std::uint64_t allocations = 0;      // objects ever allocated
  std::uint64_t allocatedBytes = 0;   // their logical size
  std::uint64_t accountedBytes = 0;   // upper bound of live bytes now, external ones included
  std::uint64_t peakAccounted = 0;    // its maximum so far
  std::uint64_t externalBytes = 0;    // charged for memory outside the heap
  std::uint64_t liveAtLastTrace = 0;  // exact, external bytes included; 0 before the first trace
  TraceReport traced;                 // all traces together
};

class GuestHeap {
 public:
  // `limit` is in logical bytes; larger ones than kMaxBytes mean kMaxBytes, which in practice is no limit.
  // `roots` must outlive this object and be able to answer at once.
  GuestHeap(Heap& heap, RootProvider& roots, std::uint64_t limit);
  // The guest's objects are garbage from here on; its thread must not run it any more.
  ~GuestHeap();
  GuestHeap(const GuestHeap&) = delete;
  GuestHeap& operator=(const GuestHeap&) = delete;

  Heap& heap() const { return *heap_; }
  RootProvider& roots() const { return *roots_; }

  std::uint64_t limit() const { return limit_; }
  // Takes effect at the next allocation. A lower limit than what is live makes that allocation fail.
  void setLimit(std::uint64_t limit);

  // Gives back what Heap::charge took for memory outside the heap.
  void release(std::uint64_t bytes);

  // By the account, more than nine tenths of the limit are taken: not less than what is live.
  bool isShort() const { return accounted() > limit_ - limit_ / 10; }

  GuestHeapStatistics statistics() const;

  AccountState account() const;
  // For a guest just created from a snapshot: its objects were allocated anew, its account continues the old one.
  void restoreAccount(const AccountState& state);

 private:
  friend class Heap;
  friend class GuestRegistry;
  friend class PreciseBackend;
  friend class ThreadAllocator;

  // limit - accounted bytes.
  std::int64_t remaining() const;
  std::uint64_t accounted() const {
    return static_cast<std::uint64_t>(static_cast<std::int64_t>(limit_) - remaining());
  }
  std::uint64_t allocatedBytes() const { return allocatedBefore_ + (accounted() - accountBase_); }
  void notePeak();
  void takeExternal(std::uint64_t bytes);
  void settle(const TraceReport& trace);
  // Pays for cells of `bytes` each: how many, at most `most`; 0 if the account does not cover one.
  std::uint64_t pay(std::uint64_t most, std::uint64_t bytes);
  void takeBack(PaidCells unused);
  // What is paid for and not used yet.
  PaidCells unused() const;
  // So that nothing is.
  void closeRanges();

  std::int64_t remaining_;         // as if all cells that are paid for were used
  std::uint64_t allocations_ = 0;  // likewise
  // The thread with free cells that this guest has paid for: the one that runs it, or null. Changed by that thread, and
  // by the collector while it is parked.
  ThreadAllocator* holder_ = nullptr;

  std::uint64_t limit_;
  std::uint64_t external_ = 0;
  std::uint64_t allocatedBefore_ = 0;  // bytes allocated when the account was last settled
  std::uint64_t accountBase_ = 0;      // what the account was then, and external changes since
  std::uint64_t liveAtLastTrace_ = 0;
  std::uint64_t peakAccounted_ = 0;
  TraceReport traced_;

  Heap* heap_;
  RootProvider* roots_;
  GuestHeap* previous_ = nullptr;  // registry, guarded by its lock
  GuestHeap* next_ = nullptr;
  void* cells_ = nullptr;  // the implementation's list of this guest's objects, if it keeps one
};

}  // namespace tatu::gc

// Heap: the collected memory of the process. One per runtime.
//
// Who does what
//   Heap             collector, budget, slow paths                  one per process
//   GuestHeap        account and limit of one guest                 one per guest
//   ThreadAllocator  free cells, part in stopping the world         one per thread that runs guests
//   allocate.h       the inline path: a cursor and a subtraction
//
// Duties of the caller
//  1. What is named "slow" is a safepoint: it may collect, wait for a collection, and trace the guest. Every reference
//     still needed is in a root before the call.
//  2. An object returned must be stored in a root before the next safepoint. It is zero but for header and length.
//  3. Safepoints are polled: safepointRequested() is checked wherever the virtual machine looks at its other requests.
//
// Nothing here throws or aborts because memory ran out: it is a status, and the guest and the heap remain usable.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <tl/expected.hpp>

#include "gc/guest_heap.h"
#include "gc/object_layout.h"
#include "gc/static_area.h"
#include "gc/thread_allocator.h"

namespace tatu::gc {

class Backend;
class World;
class GuestRegistry;

#if defined(TATU_FAULT_INJECTION)
// Makes requests for memory fail, to test what happens then. A request is an allocation that the inline path could not
// serve from the thread's free cells.
struct FaultPlan {
  std::uint64_t failAt = 0;  // the k-th request from now on fails, 1 being the next; 0: none
  bool fromThenOn = false;   // and all after it
};
#endif

struct HeapOptions {
  // Cap on all memory of the heap, free and used; 0: none. The last guard under the guests' limits.
  std::uint64_t maxHeapBytes = 0;
  // Collect at every n-th allocation; 0: by budget. Inline allocation is off while it is set.
  std::uint64_t collectEvery = 0;
  // A collection is due when this much was handed out since the last one (see budget.h): as much as stays in the caches
  // of each thread that allocates while hardly anything lives, then up to the usual budget, then in proportion to what
  // is in use.
  std::uint64_t smallestBudget = std::uint64_t{8} << 20;
  std::uint64_t usualBudget = std::uint64_t{32} << 20;
  double growthFactor = 1.5;
  // Where static objects live; see StaticArea.
  std::span<std::byte> staticMemory{};
  // Called first on a thread that the heap starts for itself (the Boehm implementation has one per process): the place
  // to block the signals that the host wants to see on its own threads.
  void (*prepareThread)() = nullptr;
  // A memory barrier for all threads of the process; null: the host has none, and threads pay for their own.
  void (*processBarrier)() = nullptr;
};

enum class HeapError : std::uint8_t {
  AlreadyExists,  // this implementation allows one heap at a time in a process
  OutOfMemory,
  CannotStartCollector,  // no thread could be started
};

std::string describe(HeapError error);

enum class AllocationStatus : std::uint8_t {
  Ok,
  LimitReached,  // the guest's live bytes would pass its limit; nothing was allocated, and after raising the limit the
                 // same request can be made again
  OutOfMemory,   // the process has no memory, or the heap reached its cap, even after a collection
};

struct AllocationResult {
  Object* object = nullptr;  // null unless Ok (and for charges)
  AllocationStatus status = AllocationStatus::Ok;
  TraceReport trace;  // of the guest, if it had to be traced; also set when the request failed

  bool ok() const { return status == AllocationStatus::Ok; }
};

struct HeapStatistics {
  std::uint64_t collections = 0;
  std::uint64_t heapBytes = 0;        // memory held from the system
  std::uint64_t usedBytes = 0;        // of it in use after the last collection
  std::uint64_t sinceCollection = 0;  // handed out since the last collection
  std::uint64_t budget = 0;           // a collection is due when sinceCollection reaches it
  std::uint64_t peakHeapBytes = 0;
  std::uint64_t pauseNanoseconds = 0;  // all collections together, from the stop of the world to its restart
  std::uint64_t guests = 0;
  std::uint64_t threads = 0;
};

inline constexpr std::size_t kCacheLineBytes = 64;

class Heap {
 public:
  [[nodiscard]] static tl::expected<std::unique_ptr<Heap>, HeapError> create(const HeapOptions& options);
  // All guest heaps and thread allocators are gone before.
  ~Heap();
  Heap(const Heap&) = delete;
  Heap& operator=(const Heap&) = delete;

  // Whether the collector may come across objects of a heap that has been destroyed. What their headers point to must
  // then stay for good; otherwise it must outlive the heap only.
#if defined(TATU_HEAP_BOEHM)
  static constexpr bool kMayBeScannedLater = true;
#else
  static constexpr bool kMayBeScannedLater = false;
#endif

  // "boehm" or "precise".
  static const char* implementationName();

  // Layout of objects with `referenceCount` references first and more of them where `laterRuns` says, by rising
  // offsets; `instanceBytes` is the whole object with its header.
  // The caller owes: 8 + 8 * referenceCount <= instanceBytes <= kMaxFixedBytes; runs are of whole words within the
  // object and behind each other, none is empty, and they live as long as the layout.
  ObjectLayout fixedLayout(std::uint32_t referenceCount, std::uint32_t instanceBytes,
                           std::span<const ReferenceRun> laterRuns = {}) const;
  // Layout of arrays whose element has `references` reference words and `rawBytes` bytes of other data.
  // The caller owes: 8 * references + rawBytes <= kMaxFixedBytes.
  ObjectLayout arrayLayout(std::uint32_t references, std::uint32_t rawBytes) const;

  StaticArea& staticArea() { return staticArea_; }

  // The out-of-line path of allocate.h. Safepoints. Any length is accepted.
  [[gnu::cold, gnu::noinline]] AllocationResult allocateFixedSlow(GuestHeap& guest, ThreadAllocator& thread,
                                                                  const ObjectLayout& layout);
  [[gnu::cold, gnu::noinline]] AllocationResult allocateArraySlow(GuestHeap& guest, ThreadAllocator& thread,
                                                                  const ObjectLayout& layout, std::uint64_t length);

  // Charges the guest for memory that it causes outside the heap (frames, queues, buffers). A safepoint.
  // The counterpart is GuestHeap::release.
  [[nodiscard]] AllocationResult charge(GuestHeap& guest, ThreadAllocator& thread, std::uint64_t bytes);

  // Live bytes of the guest now, and its account brought up to date; nothing if memory for tracing is short.
  // The guest stands still at a safepoint of the calling thread, or does not run at all.
  [[nodiscard]] tl::expected<TraceReport, HeapError> traceAccount(GuestHeap& guest);

  // True when a thread should call safepoint() soon. One relaxed load.
  bool safepointRequested() const { return safepointRequested_.load(std::memory_order_relaxed); }
  // For emitted code: the byte at this address is the flag.
  const void* safepointFlagAddress() const { return &safepointRequested_; }
  // Waits here while another thread collects. The calling thread is running.
  void safepoint(ThreadAllocator& thread);

  // Collects now. The calling thread is running; this is a safepoint for it.
  void collect(ThreadAllocator& thread);

  HeapStatistics statistics() const;

#if defined(TATU_FAULT_INJECTION)
  void setFaultPlan(FaultPlan plan);
#endif

 private:
  friend class GuestHeap;
  friend class ThreadAllocator;
  friend class RunningScope;
  friend class SafeRegion;
  friend class HeapVerifier;
  friend class VerifyingVisitor;

  Heap(const HeapOptions& options, std::unique_ptr<Backend> backend);

  struct Request;  // one allocation on its way through the slow path

  AllocationResult allocate(GuestHeap& guest, ThreadAllocator& thread, const Request& request);
  AllocationStatus admit(GuestHeap& guest, std::uint64_t bytes, TraceReport& trace);
  void* obtain(GuestHeap& guest, ThreadAllocator& thread, const Request& request);
  void* takeCell(GuestHeap& guest, ThreadAllocator& thread, const Request& request);
  void noteRefill(ThreadAllocator& thread);
  bool collectionDue();
  void collectStopped();
  bool injectedFailure();

  const HeapOptions options_;
  StaticArea staticArea_;
  std::atomic<bool> safepointRequested_{false};
  std::atomic<std::uint64_t> budget_;
  std::atomic<std::uint64_t> slowAllocations_{0};
#if defined(TATU_FAULT_INJECTION)
  std::atomic<std::uint64_t> faultCountdown_{0};
  std::atomic<bool> faultFromThenOn_{false};
#endif
  std::atomic<std::uint64_t> collections_{0};
  std::atomic<std::uint64_t> pauseNanoseconds_{0};
  std::atomic<std::uint64_t> usedBytes_{0};
  std::atomic<std::uint64_t> peakHeapBytes_{0};
  std::unique_ptr<GuestRegistry> guests_;
  std::unique_ptr<World> world_;
  std::unique_ptr<Backend> backend_;
  // Bytes since the last collection; threads add what they took now and then. Far from what they read all the time.
  alignas(kCacheLineBytes) std::atomic<std::uint64_t> handedOut_{0};
  std::atomic<std::uint64_t> allocatingThreads_{0};  // that have asked for cells since then
};

}  // namespace tatu::gc

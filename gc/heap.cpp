#include "gc/heap.h"

#include <algorithm>
#include <chrono>
#include <new>
#include <utility>

#include "gc/backend.h"
#include "gc/budget.h"
#include "gc/guest_registry.h"
#include "gc/tracer.h"
#include "gc/world.h"
#include "os/fault.h"

namespace tatu::gc {

struct Heap::Request {
  const ObjectLayout& layout;
  std::uint64_t bytes;
  std::uint64_t length;
};

std::string describe(HeapError error) {
  switch (error) {
    case HeapError::AlreadyExists: return "a heap already exists in this process";
    case HeapError::OutOfMemory: return "there is not enough memory for the heap";
    case HeapError::CannotStartCollector: return "the thread of the collector could not be started";
  }
  os::fault("an unknown heap error");
}

tl::expected<std::unique_ptr<Heap>, HeapError> Heap::create(const HeapOptions& options) try {
  auto backend = Backend::create(options);
  if (!backend) return tl::unexpected(backend.error());
  return std::unique_ptr<Heap>(new Heap(options, std::move(*backend)));
} catch (const std::bad_alloc&) {
  return tl::unexpected(HeapError::OutOfMemory);
}

Heap::Heap(const HeapOptions& options, std::unique_ptr<Backend> backend)
    : options_(options),
      staticArea_(options.staticMemory),
      budget_(collectionBudget(options, 0)),
      guests_(std::make_unique<GuestRegistry>()),
      world_(std::make_unique<World>(safepointRequested_, options.processBarrier)),
      backend_(std::move(backend)) {}

Heap::~Heap() {
  os::require(guests_->count() == 0, "the heap was destroyed before a guest's heap");
  os::require(world_->threadCount() == 0, "the heap was destroyed before a thread's allocator");
}

const char* Heap::implementationName() { return Backend::name(); }

ObjectLayout Heap::fixedLayout(std::uint32_t referenceCount, std::uint32_t instanceBytes,
                               std::span<const ReferenceRun> laterRuns) const {
  std::uint64_t end = kHeaderBytes + kWordBytes * referenceCount;
  for (const ReferenceRun& run : laterRuns) {
    os::require(run.offset >= end && run.offset % kWordBytes == 0 && run.count > 0, "a run of references out of order");
    end = run.offset + kWordBytes * run.count;
  }
  os::require(instanceBytes <= kMaxFixedBytes && end <= instanceBytes,
              "a layout with more references than its instance has room for");
  ObjectLayout layout;
  layout.shape = ObjectShape::Fixed;
  layout.space = referenceCount == 0 && laterRuns.empty() ? Space::PointerFree : Space::Described;
  layout.referenceCount = referenceCount;
  layout.laterRuns = laterRuns;
  layout.allocationBytes = static_cast<std::uint32_t>(roundToGranule(instanceBytes));
  const bool small = layout.allocationBytes <= kMaxSmallBytes;
  layout.rangeOffset = small ? freeRangeOffset(layout.space, layout.allocationBytes / kGranuleBytes)
                             : freeRangeOffset(Space::PointerFree, 0);
  layout.markDescriptor = backend_->markDescriptor(layout);
  return layout;
}

ObjectLayout Heap::arrayLayout(std::uint32_t references, std::uint32_t rawBytes) const {
  os::require(rawBytes <= kMaxFixedBytes && references <= (kMaxFixedBytes - rawBytes) / kWordBytes,
              "an array layout with elements that are too large");
  ObjectLayout layout;
  layout.shape = ObjectShape::Array;
  layout.space = references == 0 ? Space::PointerFree : rawBytes == 0 ? Space::References : Space::Described;
  layout.referenceCount = references;
  layout.elementRawBytes = rawBytes;
  layout.elementBytes = static_cast<std::uint32_t>(references * kWordBytes) + rawBytes;
  layout.rangeOffset = freeRangeOffset(layout.space, 0);
  layout.markDescriptor = backend_->markDescriptor(layout);
  return layout;
}

AllocationResult Heap::allocateFixedSlow(GuestHeap& guest, ThreadAllocator& thread, const ObjectLayout& layout) {
  return allocate(guest, thread, {layout, layout.allocationBytes, 0});
}

AllocationResult Heap::allocateArraySlow(GuestHeap& guest, ThreadAllocator& thread, const ObjectLayout& layout,
                                         std::uint64_t length) {
  AllocationResult result = allocate(guest, thread, {layout, arrayBytes(layout, length), length});
  if (result.object != nullptr) static_cast<ArrayObject*>(result.object)->length = length;
  return result;
}

AllocationResult Heap::allocate(GuestHeap& guest, ThreadAllocator& thread, const Request& request) {
  AllocationResult result;
  safepoint(thread);
  result.status = admit(guest, request.bytes, result.trace);
  if (!result.ok()) return result;
  void* const cell = obtain(guest, thread, request);
  if (cell == nullptr) {
    result.status = AllocationStatus::OutOfMemory;
    return result;
  }
  result.object = static_cast<Object*>(cell);
  result.object->layout = &request.layout;
  return result;
}

AllocationResult Heap::charge(GuestHeap& guest, ThreadAllocator& thread, std::uint64_t bytes) {
  AllocationResult result;
  safepoint(thread);
  result.status = admit(guest, std::min(bytes, kImpossibleBytes), result.trace);
  if (result.ok()) guest.takeExternal(bytes);
  return result;
}

// Whether `bytes` more fit under the guest's limit. What exceeds the limit whatever is live is refused without a trace.
AllocationStatus Heap::admit(GuestHeap& guest, std::uint64_t bytes, TraceReport& trace) {
  const auto wanted = static_cast<std::int64_t>(bytes);
  if (wanted <= guest.remaining_) return AllocationStatus::Ok;
  guest.closeRanges();
  if (wanted <= guest.remaining_) return AllocationStatus::Ok;
  if (bytes + guest.external_ > guest.limit_) return AllocationStatus::LimitReached;
  const auto traced = traceAccount(guest);
  if (!traced) return AllocationStatus::OutOfMemory;
  trace = *traced;
  return wanted <= guest.remaining_ ? AllocationStatus::Ok : AllocationStatus::LimitReached;
}

tl::expected<TraceReport, HeapError> Heap::traceAccount(GuestHeap& guest) {
  const auto traced = traceGuest(staticArea_, guest.roots(), nullptr, guest.roots().weakRoots());
  if (traced) guest.settle(*traced);
  return traced;
}

void* Heap::obtain(GuestHeap& guest, ThreadAllocator& thread, const Request& request) {
  if (injectedFailure()) return nullptr;
  if (collectionDue()) collect(thread);
  void* cell = takeCell(guest, thread, request);
  if (cell == nullptr) {
    collect(thread);
    cell = takeCell(guest, thread, request);
  }
  return cell;
}

void* Heap::takeCell(GuestHeap& guest, ThreadAllocator& thread, const Request& request) {
  const Space space = request.layout.space;
  const bool inlined = request.bytes <= kMaxSmallBytes && options_.collectEvery == 0;
  if (!inlined) {
    handedOut_.fetch_add(request.bytes, std::memory_order_relaxed);
    FreeCell* const cell = backend_->allocateOne(guest, space, request.bytes);
    if (cell != nullptr) guest.pay(1, request.bytes);
    return cell;
  }
  const std::uint64_t offset = freeRangeOffset(space, request.bytes / kGranuleBytes);
  FreeRange& range = thread.rangeAt(offset);
  if (range.cursor == range.end && !thread.nextRange(guest, offset, request.bytes)) {
    noteRefill(thread);
    WaitingCells& waiting = thread.waitingAt(offset);
    waiting.count = backend_->refill(guest, space, request.bytes, waiting.nextBatch());
    if (!thread.nextRange(guest, offset, request.bytes)) return nullptr;
  }
  void* const cell = range.cursor;
  range.cursor += request.bytes;
  return cell;
}

void Heap::noteRefill(ThreadAllocator& thread) {
  handedOut_.fetch_add(std::exchange(thread.handedOut_, 0), std::memory_order_relaxed);
  if (!std::exchange(thread.allocates_, true)) allocatingThreads_.fetch_add(1, std::memory_order_relaxed);
}

bool Heap::collectionDue() {
  if (options_.collectEvery != 0) {
    const std::uint64_t number = slowAllocations_.fetch_add(1, std::memory_order_relaxed) + 1;
    return number % options_.collectEvery == 0;
  }
  const std::uint64_t handedOut = handedOut_.load(std::memory_order_relaxed);
  return handedOut >= budget_.load(std::memory_order_relaxed) &&
         handedOut >= options_.smallestBudget * allocatingThreads_.load(std::memory_order_relaxed);
}

void Heap::safepoint(ThreadAllocator& thread) {
  if (safepointRequested()) [[unlikely]]
    world_->park(thread);
}

// If another thread was first, its collection serves this one as well.
void Heap::collect(ThreadAllocator& thread) {
  if (!world_->stop(thread)) return;
  collectStopped();
  world_->resume(thread);
}

void Heap::collectStopped() {
  const auto begin = std::chrono::steady_clock::now();
  const auto lock = guests_->hold();
  const std::uint64_t peak = std::max(peakHeapBytes_.load(std::memory_order_relaxed), backend_->heapBytes());
  peakHeapBytes_.store(peak, std::memory_order_relaxed);
  world_->dropFreeCells();
  backend_->collect({*guests_, *world_, staticArea_});
  const std::uint64_t used = backend_->usedBytes();
  usedBytes_.store(used, std::memory_order_relaxed);
  budget_.store(collectionBudget(options_, used), std::memory_order_relaxed);
  handedOut_.store(0, std::memory_order_relaxed);
  allocatingThreads_.store(0, std::memory_order_relaxed);
  collections_.fetch_add(1, std::memory_order_relaxed);
  const auto pause = std::chrono::steady_clock::now() - begin;
  pauseNanoseconds_.fetch_add(static_cast<std::uint64_t>(std::chrono::nanoseconds(pause).count()),
                              std::memory_order_relaxed);
}

HeapStatistics Heap::statistics() const {
  HeapStatistics result;
  result.collections = collections_.load(std::memory_order_relaxed);
  result.heapBytes = backend_->heapBytes();
  result.usedBytes = usedBytes_.load(std::memory_order_relaxed);
  result.sinceCollection = handedOut_.load(std::memory_order_relaxed);
  result.budget = budget_.load(std::memory_order_relaxed);
  result.peakHeapBytes = std::max(peakHeapBytes_.load(std::memory_order_relaxed), result.heapBytes);
  result.pauseNanoseconds = pauseNanoseconds_.load(std::memory_order_relaxed);
  result.guests = guests_->count();
  result.threads = world_->threadCount();
  return result;
}

#if defined(TATU_FAULT_INJECTION)

void Heap::setFaultPlan(FaultPlan plan) {
  faultFromThenOn_.store(plan.fromThenOn, std::memory_order_relaxed);
  faultCountdown_.store(plan.failAt, std::memory_order_relaxed);
}

// The countdown stops at 1 while the plan is to go on failing.
bool Heap::injectedFailure() {
  std::uint64_t left = faultCountdown_.load(std::memory_order_relaxed);
  while (left != 0) {
    const bool fails = left == 1;
    if (fails && faultFromThenOn_.load(std::memory_order_relaxed)) return true;
    if (faultCountdown_.compare_exchange_weak(left, left - 1, std::memory_order_relaxed)) return fails;
  }
  return false;
}

#else

bool Heap::injectedFailure() { return false; }

#endif

}  // namespace tatu::gc

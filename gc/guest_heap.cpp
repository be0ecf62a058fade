#include "gc/guest_heap.h"

#include <algorithm>

#include "gc/backend.h"
#include "gc/guest_registry.h"
#include "gc/heap.h"
#include "gc/thread_allocator.h"

namespace tatu::gc {

GuestHeap::GuestHeap(Heap& heap, RootProvider& roots, std::uint64_t limit)
    : remaining_(static_cast<std::int64_t>(std::min(limit, kMaxBytes))),
      limit_(std::min(limit, kMaxBytes)),
      heap_(&heap),
      roots_(&roots) {
  heap.guests_->add(*this);
}

GuestHeap::~GuestHeap() {
  closeRanges();
  heap_->guests_->remove(*this);
  heap_->backend_->releaseGuest(*this);
}

void GuestHeap::setLimit(std::uint64_t limit) {
  closeRanges();
  const std::uint64_t bounded = std::min(limit, kMaxBytes);
  remaining_ += static_cast<std::int64_t>(bounded) - static_cast<std::int64_t>(limit_);
  limit_ = bounded;
}

void GuestHeap::takeExternal(std::uint64_t bytes) {
  external_ += bytes;
  remaining_ -= static_cast<std::int64_t>(bytes);
  accountBase_ += bytes;
}

void GuestHeap::release(std::uint64_t bytes) {
  notePeak();
  const std::uint64_t returned = std::min(bytes, external_);
  external_ -= returned;
  remaining_ += static_cast<std::int64_t>(returned);
  accountBase_ -= returned;
}

void GuestHeap::settle(const TraceReport& trace) {
  closeRanges();
  notePeak();
  allocatedBefore_ = allocatedBytes();
  liveAtLastTrace_ = trace.bytes + external_;
  accountBase_ = liveAtLastTrace_;
  remaining_ = static_cast<std::int64_t>(limit_) - static_cast<std::int64_t>(liveAtLastTrace_);
  traced_.traces += trace.traces;
  traced_.objects += trace.objects;
  traced_.bytes += trace.bytes;
}

PaidCells GuestHeap::unused() const { return holder_ == nullptr ? PaidCells() : holder_->unused(); }

std::int64_t GuestHeap::remaining() const { return remaining_ + static_cast<std::int64_t>(unused().bytes); }

// No more than half of what is left: the rest may be wanted for cells of other sizes.
std::uint64_t GuestHeap::pay(std::uint64_t most, std::uint64_t bytes) {
  std::uint64_t count = most;
  if (remaining_ < static_cast<std::int64_t>(2 * most * bytes)) {
    const std::uint64_t affordable = remaining_ < 0 ? 0 : static_cast<std::uint64_t>(remaining_) / bytes;
    count = std::min(most, (affordable + 1) / 2);
  }
  remaining_ -= static_cast<std::int64_t>(count * bytes);
  allocations_ += count;
  return count;
}

void GuestHeap::takeBack(PaidCells unused) {
  remaining_ += static_cast<std::int64_t>(unused.bytes);
  allocations_ -= unused.count;
}

void GuestHeap::closeRanges() {
  if (holder_ != nullptr) holder_->closeRanges();
}

GuestHeapStatistics GuestHeap::statistics() const {
  GuestHeapStatistics result;
  result.limit = limit_;
  result.allocations = allocations_ - unused().count;
  result.allocatedBytes = allocatedBytes();
  result.accountedBytes = accounted();
  result.peakAccounted = std::max(peakAccounted_, accounted());
  result.externalBytes = external_;
  result.liveAtLastTrace = liveAtLastTrace_;
  result.traced = traced_;
  return result;
}

AccountState GuestHeap::account() const {
  return {limit_,
          remaining(),
          external_,
          allocations_ - unused().count,
          allocatedBytes(),
          liveAtLastTrace_,
          std::max(peakAccounted_, accounted()),
          traced_};
}

void GuestHeap::restoreAccount(const AccountState& state) {
  closeRanges();
  limit_ = std::min(state.limit, kMaxBytes);
  remaining_ = state.remaining;
  external_ = state.external;
  allocations_ = state.allocations;
  allocatedBefore_ = state.allocatedBytes;
  accountBase_ = accounted();
  liveAtLastTrace_ = state.liveAtLastTrace;
  peakAccounted_ = state.peakAccounted;
  traced_ = state.traced;
}

void GuestHeap::notePeak() { peakAccounted_ = std::max(peakAccounted_, accounted()); }

}  // namespace tatu::gc

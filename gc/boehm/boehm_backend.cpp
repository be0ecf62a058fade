// The heap on the Boehm collector: where cells come from and go to. See collector.h for how it is driven.
//
// Threads: the library's own lock guards its allocator; cells are fetched many at a time, so it is taken rarely. The
// objects of all guests share its blocks, and those of a destroyed guest are found dead by the next collection.
#include <algorithm>
#include <mutex>
#include <new>

#include "gc/backend.h"
#include "gc/boehm/collector.h"
#include "gc/boehm/library.h"
#include "gc/boehm/spinning_mutex.h"

namespace tatu::gc {
namespace {

class BoehmJudge final : public CellJudge {
 public:
  explicit BoehmJudge(const BoehmCollector& collector) : collector_(collector) {}

  // A free cell passes here; its first word is no layout.
  std::optional<CellInfo> cellAt(const void* address) const override {
    if (GC_base(const_cast<void*>(address)) != address) return std::nullopt;
    std::size_t bytes = 0;
    const int kind = GC_get_kind_and_size(address, &bytes);
    for (const Space space : {Space::PointerFree, Space::Described, Space::References}) {
      if (collector_.kindOf(space) == kind) return CellInfo{bytes, space};
    }
    return std::nullopt;
  }

 private:
  const BoehmCollector& collector_;
};

}  // namespace

class BoehmBackend final : public Backend {
 public:
  BoehmBackend(BoehmCollector& collector, const HeapOptions& options)
      : collector_(collector), largestObject_(options.maxHeapBytes == 0 ? kMaxBytes : options.maxHeapBytes) {
    GC_set_max_heap_size(options.maxHeapBytes);
  }

  // Nothing is a root any more: the heap is emptied, so that no dead object is left to point at a layout of this
  // runtime.
  ~BoehmBackend() override {
    collector_.collect(nullptr);
    GC_set_max_heap_size(0);
    collector_.release();
  }

  std::uintptr_t markDescriptor(const ObjectLayout& layout) const override { return collector_.markDescriptor(layout); }

  std::uint32_t refill(GuestHeap&, Space space, std::uint64_t bytes, std::span<FreeCell*> lists) override {
    const std::scoped_lock turn(refill_);
    std::uint32_t count = 0;
    while (count != lists.size()) {
      void* list = nullptr;
      GC_generic_malloc_many(bytes, collector_.kindOf(space), &list);
      if (list == nullptr) break;
      lists[count] = static_cast<FreeCell*>(list);
      collector_.fences().takeFrom(lists[count]);
      ++count;
    }
    return count;
  }

  FreeCell* allocateOne(GuestHeap&, Space space, std::uint64_t bytes) override {
    if (bytes > largestObject_) return nullptr;  // the library may hold more free memory, from an earlier heap
    return static_cast<FreeCell*>(GC_generic_malloc(bytes, collector_.kindOf(space)));
  }

  void collect(const StoppedWorld& stopped) override { collector_.collect(&stopped); }

  void releaseGuest(GuestHeap&) override {}

  std::uint64_t heapBytes() const override { return GC_get_heap_size(); }

  std::uint64_t usedBytes() const override {
    GC_prof_stats_s stats;
    GC_get_prof_stats(&stats, sizeof(stats));
    const std::uint64_t used = stats.heapsize_full - stats.free_bytes_full;
    return used - std::min(used, collector_.fences().bytes());
  }

  std::unique_ptr<CellJudge> judgeCells(GuestHeap&) const override { return std::make_unique<BoehmJudge>(collector_); }

 private:
  BoehmCollector& collector_;
  SpinningMutex refill_;  // whose turn it is to take blocks, many at once: the library would let threads alternate
  const std::uint64_t largestObject_;
};

tl::expected<std::unique_ptr<Backend>, HeapError> Backend::create(const HeapOptions& options) {
  const auto collector = BoehmCollector::instance(options.prepareThread);
  if (!collector) return tl::unexpected(collector.error());
  if (!(*collector)->claim()) return tl::unexpected(HeapError::AlreadyExists);
  std::unique_ptr<Backend> backend(new (std::nothrow) BoehmBackend(**collector, options));
  if (backend == nullptr) {
    (*collector)->release();
    return tl::unexpected(HeapError::OutOfMemory);
  }
  return backend;
}

const char* Backend::name() { return "boehm"; }

}  // namespace tatu::gc

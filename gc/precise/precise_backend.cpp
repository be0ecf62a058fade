// The precise heap: every object is a malloc block of its own on its guest's list. Roots are what the guests declare,
// and nothing else: an object that no declared root reaches is gone after the next collection, filled with 0xDB first,
// which is how missing roots show. Under AddressSanitizer a freed object and the end of a live one are poisoned by its
// malloc.
//
// Threads: a guest's list is changed by the thread that runs the guest, and by the collector while the world is
// stopped. The totals are atomics.
#include <atomic>
#include <cstdlib>
#include <cstring>
#include <unordered_map>

#include "gc/backend.h"
#include "os/fault.h"

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define TATU_GC_SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer) || __has_feature(memory_sanitizer)
#define TATU_GC_SANITIZED 1
#endif
#endif

namespace tatu::gc {
namespace {

// The allocators of the sanitizers end the process where malloc would return null.
#if defined(TATU_GC_SANITIZED)
constexpr std::uint64_t kLargestObject = std::uint64_t{1} << 31;
#else
constexpr std::uint64_t kLargestObject = kMaxBytes;
#endif

constexpr int kDeadByte = 0xDB;

// Stands before each object. The links of the mark stack are in the cells, so marking needs no memory and no recursion.
struct alignas(kGranuleBytes) Cell {
  Cell* next;      // of the same guest
  Cell* markNext;  // below it on the mark stack
  std::uint64_t bytes;
  Space space;
  bool marked;
};

static_assert(sizeof(Cell) % kGranuleBytes == 0);

Object& objectOf(Cell& cell) { return *reinterpret_cast<Object*>(&cell + 1); }
Cell& cellOf(Object& object) { return *(reinterpret_cast<Cell*>(&object) - 1); }

class Marker final : public RootVisitor {
 public:
  explicit Marker(const StaticArea& staticArea) : staticArea_(staticArea) {}

  void visitSlots(void* first, std::size_t count) override {
    for (std::size_t i = 0; i < count; ++i) {
      Object* reference;
      std::memcpy(&reference, static_cast<const std::byte*>(first) + i * kWordBytes, sizeof(reference));
      if (reference != nullptr && !staticArea_.contains(reference)) mark(cellOf(*reference));
    }
  }

  void scanAll() {
    while (top_ != nullptr) {
      Cell& cell = *top_;
      top_ = cell.markNext;
      Object& object = objectOf(cell);
      forEachReferenceRange(object, *object.layout,
                            [this](std::byte* first, std::uint64_t count) { visitSlots(first, count); });
    }
  }

 private:
  void mark(Cell& cell) {
    if (cell.marked) return;
    cell.marked = true;
    if (cell.space == Space::PointerFree) return;
    cell.markNext = top_;
    top_ = &cell;
  }

  const StaticArea& staticArea_;
  Cell* top_ = nullptr;
};

class PreciseJudge final : public CellJudge {
 public:
  explicit PreciseJudge(Cell* first) {
    for (Cell* cell = first; cell != nullptr; cell = cell->next) {
      cells_.emplace(&objectOf(*cell), CellInfo{cell->bytes, cell->space});
    }
  }

  std::optional<CellInfo> cellAt(const void* address) const override {
    const auto found = cells_.find(address);
    if (found == cells_.end()) return std::nullopt;
    return found->second;
  }

 private:
  std::unordered_map<const void*, CellInfo> cells_;
};

}  // namespace

class PreciseBackend final : public Backend {
 public:
  explicit PreciseBackend(const HeapOptions& options)
      : maxHeapBytes_(options.maxHeapBytes == 0 ? kMaxBytes : options.maxHeapBytes) {}

  ~PreciseBackend() override { os::require(heapBytes() == 0, "objects are left when the heap ends"); }

  std::uintptr_t markDescriptor(const ObjectLayout&) const override { return 0; }

  // One cell, which is used at once: it is on the list of this guest.
  std::uint32_t refill(GuestHeap& guest, Space space, std::uint64_t bytes, std::span<FreeCell*> lists) override {
    lists[0] = allocateOne(guest, space, bytes);
    return lists[0] == nullptr ? 0 : 1;
  }

  FreeCell* allocateOne(GuestHeap& guest, Space space, std::uint64_t bytes) override {
    if (bytes > kLargestObject || !reserve(bytes)) return nullptr;
    auto* const cell = static_cast<Cell*>(std::calloc(1, sizeof(Cell) + bytes));
    if (cell == nullptr) {
      heapBytes_.fetch_sub(bytes, std::memory_order_relaxed);
      return nullptr;
    }
    cell->next = cellsOf(guest);
    cell->bytes = bytes;
    cell->space = space;
    guest.cells_ = cell;
    return reinterpret_cast<FreeCell*>(&objectOf(*cell));
  }

  void collect(const StoppedWorld& stopped) override {
    Marker marker(stopped.staticArea);
    stopped.guests.forEach([&](GuestHeap& guest) {
      guest.roots().visitAll(marker);
      marker.scanAll();
    });
    stopped.guests.forEach([this](GuestHeap& guest) { sweep(guest); });
  }

  void releaseGuest(GuestHeap& guest) override {
    Cell* cell = cellsOf(guest);
    while (cell != nullptr) {
      Cell* const next = cell->next;
      destroy(*cell);
      cell = next;
    }
    guest.cells_ = nullptr;
  }

  std::uint64_t heapBytes() const override { return heapBytes_.load(std::memory_order_relaxed); }
  std::uint64_t usedBytes() const override { return heapBytes(); }

  std::unique_ptr<CellJudge> judgeCells(GuestHeap& guest) const override {
    return std::make_unique<PreciseJudge>(cellsOf(guest));
  }

 private:
  static Cell* cellsOf(const GuestHeap& guest) { return static_cast<Cell*>(guest.cells_); }

  // Two threads may both be refused where one would fit: the cap is never passed.
  bool reserve(std::uint64_t bytes) {
    if (heapBytes_.fetch_add(bytes, std::memory_order_relaxed) + bytes <= maxHeapBytes_) return true;
    heapBytes_.fetch_sub(bytes, std::memory_order_relaxed);
    return false;
  }

  void sweep(GuestHeap& guest) {
    Cell* kept = nullptr;
    Cell* cell = cellsOf(guest);
    while (cell != nullptr) {
      Cell* const next = cell->next;
      if (cell->marked) {
        cell->marked = false;
        cell->next = kept;
        kept = cell;
      } else {
        destroy(*cell);
      }
      cell = next;
    }
    guest.cells_ = kept;
  }

  void destroy(Cell& cell) {
    heapBytes_.fetch_sub(cell.bytes, std::memory_order_relaxed);
    std::memset(static_cast<void*>(&cell), kDeadByte, sizeof(Cell) + cell.bytes);
    asm volatile("" : : "r"(&cell) : "memory");  // stores before free are otherwise dead to the compiler
    std::free(&cell);
  }

  const std::uint64_t maxHeapBytes_;
  std::atomic<std::uint64_t> heapBytes_{0};
};

tl::expected<std::unique_ptr<Backend>, HeapError> Backend::create(const HeapOptions& options) {
  return std::make_unique<PreciseBackend>(options);
}

const char* Backend::name() { return "precise"; }

}  // namespace tatu::gc

#include "gc/tracer.h"

#include <cstring>
#include <new>

namespace tatu::gc {
namespace {

// How many objects ahead are fetched into the cache.
constexpr std::size_t kFetchAhead = 8;

// The visited objects in order, and at the same time the queue of those not scanned yet. Grows by chunks, so that
// growing never copies and appending is one store.
class VisitLog {
 public:
  static constexpr std::size_t kChunkEntries = 8190;

  struct Chunk {
    Chunk* next = nullptr;
    std::size_t used = 0;
    Object* entries[kChunkEntries];
  };

  VisitLog() = default;
  VisitLog(const VisitLog&) = delete;
  VisitLog& operator=(const VisitLog&) = delete;
  ~VisitLog() {
    while (first_ != nullptr) {
      Chunk* const chunk = first_;
      first_ = chunk->next;
      delete chunk;
    }
  }

  [[nodiscard]] bool append(Object* object) {
    if (last_ == nullptr || last_->used == kChunkEntries) {
      if (!grow()) return false;
    }
    last_->entries[last_->used++] = object;
    return true;
  }

  // The first object not yet taken from the queue, or null.
  Object* takeNext() {
    if (scanning_ == nullptr) scanning_ = first_;
    if (scanning_ == nullptr) return nullptr;
    if (position_ == scanning_->used) {
      if (scanning_->next == nullptr) return nullptr;
      scanning_ = scanning_->next;
      position_ = 0;
    }
    return scanning_->entries[position_++];
  }

  template <typename Function>
  void forEach(Function&& function) {
    for (Chunk* chunk = first_; chunk != nullptr; chunk = chunk->next) {
      for (std::size_t i = 0; i < chunk->used; ++i) {
        if (i + kFetchAhead < chunk->used) __builtin_prefetch(chunk->entries[i + kFetchAhead], 1);
        function(*chunk->entries[i]);
      }
    }
  }

 private:
  bool grow() {
    Chunk* const chunk = new (std::nothrow) Chunk;
    if (chunk == nullptr) return false;
    (last_ == nullptr ? first_ : last_->next) = chunk;
    last_ = chunk;
    return true;
  }

  Chunk* first_ = nullptr;
  Chunk* last_ = nullptr;
  Chunk* scanning_ = nullptr;
  std::size_t position_ = 0;  // in scanning_
};

constexpr std::uintptr_t kMark = 1;

bool isMarked(const Object& object) { return (reinterpret_cast<std::uintptr_t>(object.layout) & kMark) != 0; }

void flipMark(Object& object) {
  const std::uintptr_t flipped = reinterpret_cast<std::uintptr_t>(object.layout) ^ kMark;
  object.layout = reinterpret_cast<const ObjectLayout*>(flipped);
}

const ObjectLayout& layoutOfMarked(const Object& object) {
  return *reinterpret_cast<const ObjectLayout*>(reinterpret_cast<std::uintptr_t>(object.layout) & ~kMark);
}

// References wait in a ring between being met and being looked at, while their headers come into the cache. Objects are
// logged in the order in which they were met all the same.
class Tracer final : public RootVisitor, public ReachedObjects {
 public:
  explicit Tracer(const StaticArea& staticArea) : staticArea_(staticArea) {}

  void visitSlots(void* first, std::size_t count) override {
    for (std::size_t i = 0; i < count; ++i) {
      Object* reference;
      std::memcpy(&reference, static_cast<const std::byte*>(first) + i * kWordBytes, sizeof(reference));
      if (reference != nullptr && !staticArea_.contains(reference)) meet(reference);
    }
  }

  void scanAll() {
    do {
      while (Object* const object = log_.takeNext()) scan(*object);
    } while (drainRing());
  }

  // Restores the headers, whatever happened before.
  void unmarkAll() {
    log_.forEach([](Object& object) { flipMark(object); });
  }

  void report(ReachableVisitor& visitor) {
    log_.forEach([&visitor](Object& object) { visitor.visitObject(object, objectBytes(object)); });
  }

  bool isReached(const Object& object) const override { return isMarked(object); }
  std::uint64_t count() const override { return result_.objects; }
  const TraceReport& result() const { return result_; }
  bool outOfMemory() const { return outOfMemory_; }

 private:
  void meet(Object* object) {
    __builtin_prefetch(object, 1);
    Object* const waited = ring_[turn_];
    ring_[turn_] = object;
    turn_ = (turn_ + 1) % kFetchAhead;
    if (waited != nullptr) reach(*waited);
  }

  // False if nothing was waiting.
  bool drainRing() {
    bool any = false;
    for (std::size_t i = 0; i < kFetchAhead; ++i) {
      Object* const waited = ring_[turn_];
      ring_[turn_] = nullptr;
      turn_ = (turn_ + 1) % kFetchAhead;
      if (waited == nullptr) continue;
      any = true;
      reach(*waited);
    }
    return any;
  }

  void reach(Object& object) {
    if (outOfMemory_ || isMarked(object)) return;
    if (!log_.append(&object)) {
      outOfMemory_ = true;
      return;
    }
    flipMark(object);
  }

  void scan(Object& object) {
    if (outOfMemory_) return;
    const ObjectLayout& layout = layoutOfMarked(object);
    ++result_.objects;
    result_.bytes +=
        layout.isArray() ? arrayBytes(layout, static_cast<ArrayObject&>(object).length) : layout.allocationBytes;
    if (layout.space == Space::PointerFree) return;
    forEachReferenceRange(object, layout, [this](std::byte* first, std::uint64_t count) { visitSlots(first, count); });
  }

  const StaticArea& staticArea_;
  VisitLog log_;
  Object* ring_[kFetchAhead] = {};
  std::size_t turn_ = 0;
  TraceReport result_{1, 0, 0};
  bool outOfMemory_ = false;
};

}  // namespace

tl::expected<TraceReport, HeapError> traceGuest(const StaticArea& staticArea, RootProvider& roots,
                                                ReachableVisitor* visitor, WeakRoots* weak) {
  Tracer tracer(staticArea);
  roots.visitRoots(tracer);
  tracer.scanAll();
  if (weak != nullptr && !tracer.outOfMemory()) weak->forgetUnreached(tracer);
  tracer.unmarkAll();
  if (tracer.outOfMemory()) return tl::unexpected(HeapError::OutOfMemory);
  if (visitor != nullptr) tracer.report(*visitor);
  return tracer.result();
}

}  // namespace tatu::gc

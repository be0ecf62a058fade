#include "gc/tracer.h"

#include <cstring>
#include <new>

namespace tatu::gc {
namespace {

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

  // Calls function for every entry, also for those that it appends.
  template <typename Function>
  void forEach(Function&& function) {
    for (Chunk* chunk = first_; chunk != nullptr; chunk = chunk->next) {
      for (std::size_t i = 0; i < chunk->used; ++i) function(*chunk->entries[i]);
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

class Tracer final : public RootVisitor {
 public:
  explicit Tracer(const StaticArea& staticArea) : staticArea_(staticArea) {}

  void visitSlots(void* first, std::size_t count) override {
    for (std::size_t i = 0; i < count && !outOfMemory_; ++i) {
      Object* reference;
      std::memcpy(&reference, static_cast<const std::byte*>(first) + i * kWordBytes, sizeof(reference));
      if (reference != nullptr && !staticArea_.contains(reference) && !isMarked(*reference)) reach(*reference);
    }
  }

  void scanAll() {
    log_.forEach([this](Object& object) { scan(object); });
  }

  // Restores the headers, whatever happened before.
  void unmarkAll() {
    log_.forEach([](Object& object) { flipMark(object); });
  }

  void report(ReachableVisitor& visitor) {
    log_.forEach([&visitor](Object& object) { visitor.visitObject(object, objectBytes(object)); });
  }

  const TraceReport& result() const { return result_; }
  bool outOfMemory() const { return outOfMemory_; }

 private:
  void reach(Object& object) {
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
    result_.bytes += layout.isArray() ? arrayBytes(layout, static_cast<ArrayObject&>(object).length)
                                      : layout.allocationBytes;
    if (layout.referenceCount == 0) return;
    const ReferenceRange references = referencesOf(object, layout);
    visitSlots(references.first, references.count);
  }

  const StaticArea& staticArea_;
  VisitLog log_;
  TraceReport result_{1, 0, 0};
  bool outOfMemory_ = false;
};

}  // namespace

tl::expected<TraceReport, HeapError> traceGuest(const StaticArea& staticArea, RootProvider& roots,
                                                ReachableVisitor* visitor) {
  Tracer tracer(staticArea);
  roots.visitRoots(tracer);
  tracer.scanAll();
  tracer.unmarkAll();
  if (tracer.outOfMemory()) return tl::unexpected(HeapError::OutOfMemory);
  if (visitor != nullptr) tracer.report(*visitor);
  return tracer.result();
}

}  // namespace tatu::gc

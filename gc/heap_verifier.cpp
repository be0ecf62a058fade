#include "gc/heap_verifier.h"

#include <cstring>
#include <new>
#include <unordered_set>
#include <vector>

#include "gc/backend.h"

namespace tatu::gc {

// A traversal of its own, since the tracer trusts headers: here each address is judged before it is read.
class VerifyingVisitor final : public RootVisitor {
 public:
  VerifyingVisitor(const Heap& heap, const LayoutOracle& layouts, const CellJudge& cells)
      : staticArea_(heap.staticArea_), layouts_(layouts), cells_(cells) {}

  void visitSlots(void* first, std::size_t count) override {
    for (std::size_t i = 0; i < count && finding_.empty(); ++i) {
      Object* reference;
      std::memcpy(&reference, static_cast<const std::byte*>(first) + i * kWordBytes, sizeof(reference));
      if (reference != nullptr && visited_.insert(reference).second) accept(*reference);
    }
  }

  void scanAll() {
    place_ = "an object";
    while (!pending_.empty() && finding_.empty()) {
      Object& object = *pending_.back();
      pending_.pop_back();
      forEachReferenceRange(object, *object.layout,
                            [this](std::byte* first, std::uint64_t count) { visitSlots(first, count); });
    }
  }

  const std::string& finding() const { return finding_; }
  std::uint64_t count() const { return visited_.size(); }

 private:
  void accept(Object& object) {
    if (staticArea_.contains(&object)) return acceptStatic(object);
    const auto cell = cells_.cellAt(&object);
    if (!cell) return find("refers to an address that is no live object");
    if (!layouts_.isLayout(object.layout)) return find("refers to an object whose header is no layout");
    if (cell->space != object.layout->space) return find("refers to an object in a cell of the wrong kind");
    if (objectBytes(object) > cell->bytes) return find("refers to an object larger than its cell");
    pending_.push_back(&object);
  }

  void acceptStatic(Object& object) {
    if (reinterpret_cast<std::uintptr_t>(&object) % kGranuleBytes != 0 || !layouts_.isLayout(object.layout)) {
      find("refers to a static address that is no object");
    }
  }

  void find(const char* what) { finding_ = std::string(place_) + " " + what; }

  const StaticArea& staticArea_;
  const LayoutOracle& layouts_;
  const CellJudge& cells_;
  const char* place_ = "a root";
  std::unordered_set<const Object*> visited_;
  std::vector<Object*> pending_;
  std::string finding_;
};

tl::expected<std::uint64_t, std::string> HeapVerifier::verify(GuestHeap& guest) try {
  const auto cells = heap_.backend_->judgeCells(guest);
  VerifyingVisitor visitor(heap_, layouts_, *cells);
  guest.roots().visitAll(visitor);
  visitor.scanAll();
  if (!visitor.finding().empty()) return tl::unexpected(visitor.finding());
  return visitor.count();
} catch (const std::bad_alloc&) {
  return tl::unexpected(std::string("there is not enough memory to verify the heap"));
}

}  // namespace tatu::gc

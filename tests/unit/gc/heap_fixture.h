// What the tests of the heap share: a guest whose roots are a plain vector, and object shapes that cover the layouts.
#pragma once

#include <gtest/gtest.h>

#include <cstring>
#include <memory>
#include <set>
#include <vector>

#include "gc/allocate.h"
#include "gc/heap.h"
#include "gc/heap_verifier.h"
#include "gc/tracer.h"

namespace tatu::gc::test {

// Roots in a vector of words, in that order.
class VectorRoots final : public RootProvider {
 public:
  void visitRoots(RootVisitor& visitor) override {
    if (!slots.empty()) visitor.visitSlots(slots.data(), slots.size());
  }

  [[nodiscard]] WeakRoots* weakRoots() override { return weak; }

  std::vector<Object*> slots;
  WeakRoots* weak = nullptr;
};

// Declares the roots before the heap account, which must die first.
struct Guest {
  explicit Guest(Heap& heap, std::uint64_t limit = kMaxBytes) : account(heap, roots, limit) {}

  std::vector<Object*>& slots() { return roots.slots; }

  VectorRoots roots;
  GuestHeap account;
};

inline Object* readReference(const std::byte* place) {
  Object* reference;
  std::memcpy(&reference, place, sizeof(reference));
  return reference;
}

inline void writeReference(std::byte* place, const Object* reference) {
  std::memcpy(place, &reference, sizeof(reference));
}

inline std::byte* field(Object& object, std::size_t index) { return bytesOf(object) + kHeaderBytes + 8 * index; }

inline Object* getField(Object& object, std::size_t index) { return readReference(field(object, index)); }
inline void setField(Object& object, std::size_t index, const Object* value) {
  writeReference(field(object, index), value);
}

// Where the object's references are, in their order.
inline std::vector<std::byte*> referencePlaces(Object& object) {
  std::vector<std::byte*> places;
  forEachReferenceRange(object, *object.layout, [&](std::byte* first, std::uint64_t count) {
    for (std::uint64_t i = 0; i < count; ++i) places.push_back(first + i * kWordBytes);
  });
  return places;
}

inline bool isZero(const std::byte* first, std::uint64_t count) {
  for (std::uint64_t i = 0; i < count; ++i) {
    if (first[i] != std::byte{0}) return false;
  }
  return true;
}

inline constexpr ReferenceRun kDerivedRuns[] = {{24, 2}, {56, 1}};
inline constexpr ReferenceRun kLateRuns[] = {{16, 1}};
inline constexpr ReferenceRun kFarRuns[] = {{40, 3}, {488, 14}};

struct Layouts final : LayoutOracle {
  explicit Layouts(const Heap& heap)
      : pair(heap.fixedLayout(2, 24)),
        node(heap.fixedLayout(1, 32)),
        leaf(heap.fixedLayout(0, 16)),
        empty(heap.fixedLayout(0, 8)),
        huge(heap.fixedLayout(3, 4096)),
        derived(heap.fixedLayout(1, 72, kDerivedRuns)),
        late(heap.fixedLayout(0, 32, kLateRuns)),
        far(heap.fixedLayout(2, 600, kFarRuns)),
        references(heap.arrayLayout(1, 0)),
        words(heap.arrayLayout(0, 8)),
        bytes(heap.arrayLayout(0, 1)),
        units(heap.arrayLayout(0, 0)),
        entries(heap.arrayLayout(1, 8)),
        mixed(heap.arrayLayout(2, 4)) {}

  bool isLayout(const void* address) const override {
    const auto* const first = static_cast<const void*>(&pair);
    const auto* const last = static_cast<const void*>(&mixed);
    if (address < first || address > last) return false;
    const auto distance = static_cast<const std::byte*>(address) - static_cast<const std::byte*>(first);
    return distance % static_cast<std::ptrdiff_t>(sizeof(ObjectLayout)) == 0;
  }

  ObjectLayout pair;   // 24 bytes, charged 32
  ObjectLayout node;   // next, and 16 bytes of data
  ObjectLayout leaf;   // one word of data
  ObjectLayout empty;  // nothing but a header
  ObjectLayout huge;   // too large for the free lists
  // Of classes with superclasses: references behind raw bytes.
  ObjectLayout derived;
  ObjectLayout late;  // none behind the header
  ObjectLayout far;   // further than a bitmap reaches
  ObjectLayout references;
  ObjectLayout words;
  ObjectLayout bytes;
  ObjectLayout units;
  ObjectLayout entries;  // a reference and a word
  ObjectLayout mixed;    // two references and four bytes
};

inline std::unique_ptr<Heap> makeHeap(const HeapOptions& options = {}) {
  auto heap = Heap::create(options);
  if (!heap) ADD_FAILURE() << describe(heap.error());
  return heap ? std::move(*heap) : nullptr;
}

// One heap, one running thread, one guest.
class HeapTest : public ::testing::Test {
 protected:
  HeapTest() { start({}); }
  ~HeapTest() override { stop(); }

  void start(const HeapOptions& options, std::uint64_t limit = kMaxBytes) {
    stop();
    heap = makeHeap(options);
    layouts = std::make_unique<Layouts>(*heap);
    thread = std::make_unique<ThreadAllocator>(*heap);
    running = std::make_unique<RunningScope>(*thread);
    guest = std::make_unique<Guest>(*heap, limit);
  }

  void stop() {
    guest.reset();
    running.reset();
    thread.reset();
    heap.reset();
    layouts.reset();
  }

  AllocationResult make(const ObjectLayout& layout) { return allocate(guest->account, *thread, layout); }
  AllocationResult makeArray(const ObjectLayout& layout, std::uint64_t length) {
    return allocateArray(guest->account, *thread, layout, length);
  }

  // For tests in which success is not in question.
  Object& object(const ObjectLayout& layout) {
    const AllocationResult result = make(layout);
    if (!result.ok()) throw std::runtime_error("allocation failed");
    return *result.object;
  }
  ArrayObject& array(const ObjectLayout& layout, std::uint64_t length) {
    const AllocationResult result = makeArray(layout, length);
    if (!result.ok()) throw std::runtime_error("allocation failed");
    return static_cast<ArrayObject&>(*result.object);
  }

  TraceReport live() { return traceGuest(heap->staticArea(), guest->roots).value(); }
  tl::expected<std::uint64_t, std::string> verify() { return HeapVerifier(*heap, *layouts).verify(guest->account); }
  void collect() { heap->collect(*thread); }

  std::unique_ptr<Heap> heap;
  std::unique_ptr<Layouts> layouts;
  std::unique_ptr<ThreadAllocator> thread;
  std::unique_ptr<RunningScope> running;
  std::unique_ptr<Guest> guest;
};

}  // namespace tatu::gc::test

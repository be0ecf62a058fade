// Roots: the places outside the heap from which a guest reaches its objects.
//
// Root enumeration is precise and complete wherever a guest can stop: every frame slot, global and handle that holds a
// reference is visited, and nothing else. Collection, the guest's live size and (later) snapshots rest on it; the scan
// of C++ stacks in one implementation is a safety net only.
//
// Order matters: slots are visited in an order that depends on the guest's own execution only (not on addresses,
// threads or tiers), since tracing order follows it.
#pragma once

#include <cstddef>
#include <cstdint>

#include "gc/object_layout.h"

namespace tatu::gc {

class RootVisitor {
 public:
  // `count` consecutive eight-byte slots, each holding the bytes of an Object* or of null. Slots are read and written
  // as bytes, so their declared type may be any eight-byte one.
  virtual void visitSlots(void* first, std::size_t count) = 0;

  template <typename Slot>
  void visit(Slot& slot) {
    static_assert(sizeof(Slot) == kWordBytes);
    visitSlots(&slot, 1);
  }

 protected:
  ~RootVisitor() = default;
};

// Says which objects a trace of their guest has reached, while it lasts.
class ReachedObjects {
 public:
  [[nodiscard]] virtual bool isReached(const Object& object) const = 0;
  [[nodiscard]] virtual std::uint64_t count() const = 0;

 protected:
  ~ReachedObjects() = default;
};

// Objects that something outside of the guest knows by their address, and which are to go all the same when the guest
// has forgotten them. Who decides is the trace that the guest's own account asks for, never a collection: so when they
// go depends on the guest's execution only. Until then a collection keeps them.
class WeakRoots {
 public:
  // For collections.
  virtual void visitWeak(RootVisitor& visitor) = 0;
  // The trace is complete, its marks are still there. What was charged for those that go is released (GuestHeap).
  virtual void forgetUnreached(const ReachedObjects& reached) = 0;

 protected:
  ~WeakRoots() = default;
};

// Implemented by the owner of a guest. Called while the guest stands still: at a safepoint of its own thread, or from
// any thread while all are stopped. It must not allocate from the heap, enter or leave scopes of ThreadAllocator, or
// create or destroy guest heaps. It may allocate ordinary memory.
class RootProvider {
 public:
  virtual void visitRoots(RootVisitor& visitor) = 0;
  // Null: there are none. To both of its functions the same applies.
  [[nodiscard]] virtual WeakRoots* weakRoots() { return nullptr; }

  // All that a collection keeps.
  void visitAll(RootVisitor& visitor) {
    visitRoots(visitor);
    if (WeakRoots* const weak = weakRoots(); weak != nullptr) weak->visitWeak(visitor);
  }

 protected:
  ~RootProvider() = default;
};

}  // namespace tatu::gc

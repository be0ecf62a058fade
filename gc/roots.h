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

// Implemented by the owner of a guest. Called while the guest stands still: at a safepoint of its own thread, or from
// any thread while all are stopped. It must not allocate from the heap, enter or leave scopes of ThreadAllocator, or
// create or destroy guest heaps. It may allocate ordinary memory.
class RootProvider {
 public:
  virtual void visitRoots(RootVisitor& visitor) = 0;

 protected:
  ~RootProvider() = default;
};

}  // namespace tatu::gc

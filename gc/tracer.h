// Tracing one guest: visiting everything its roots reach, each object once, exactly.
//
// Breadth first, in the order in which roots and references are met: a function of the guest's state only, so the
// sequence can serve as a canonical numbering. The list of visited objects is also the queue of those still to scan, so
// depth costs nothing and memory is eight bytes per live object.
//
// While it runs, a visited object carries a mark in the lowest bit of its header. Only the tracing thread may look at
// the guest's objects meanwhile; all marks are gone when traceGuest returns, whatever its result. Static objects are
// skipped unread.
#pragma once

#include <cstdint>
#include <tl/expected.hpp>

#include "gc/guest_heap.h"
#include "gc/heap.h"

namespace tatu::gc {

class ReachableVisitor {
 public:
  // Objects in order, after all marks were removed. Must not allocate from the heap.
  virtual void visitObject(Object& object, std::uint64_t bytes) = 0;

 protected:
  ~ReachableVisitor() = default;
};

// The guest stands still: at a safepoint of the calling thread, or it does not run at all; in either case no collection
// runs (the calling thread is running, or the world is stopped). Fails only if memory is short. `weak` hears what was
// reached, unless it fails.
[[nodiscard]] tl::expected<TraceReport, HeapError> traceGuest(const StaticArea& staticArea, RootProvider& roots,
                                                              ReachableVisitor* visitor = nullptr,
                                                              WeakRoots* weak = nullptr);

}  // namespace tatu::gc

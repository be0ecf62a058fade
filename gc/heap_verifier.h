// HeapVerifier: checks that what a guest reaches is a well-formed graph of objects. For tests and GC stress.
//
// For every object reached from the guest's roots: its address is the start of a live cell (or of a static object), its
// header is a layout that the caller knows, and the cell is large enough and of the right space. An address is judged
// before it is read, as far as the implementation can: a stale or invented reference is a finding, not a crash.
#pragma once

#include <cstdint>
#include <string>
#include <tl/expected.hpp>

#include "gc/guest_heap.h"
#include "gc/heap.h"

namespace tatu::gc {

class LayoutOracle {
 public:
  // Whether this address is a layout in use. The address may be anything and must not be read.
  virtual bool isLayout(const void* address) const = 0;

 protected:
  ~LayoutOracle() = default;
};

class HeapVerifier {
 public:
  HeapVerifier(Heap& heap, const LayoutOracle& layouts) : heap_(heap), layouts_(layouts) {}

  // The guest stands still as for traceGuest. The number of objects, or the first finding.
  [[nodiscard]] tl::expected<std::uint64_t, std::string> verify(GuestHeap& guest);

 private:
  Heap& heap_;
  const LayoutOracle& layouts_;
};

}  // namespace tatu::gc

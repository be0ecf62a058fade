// Backend: what differs between the implementations of the heap. Chosen when the project is configured (TATU_HEAP):
//
//   gc/boehm     the Boehm collector
//   gc/precise   mark-sweep on malloc, exact roots only, every object a block of its own
//
// Called from slow paths only. Everything a guest can observe is decided above this interface.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <tl/expected.hpp>

#include "gc/guest_registry.h"
#include "gc/heap.h"
#include "gc/world.h"

namespace tatu::gc {

// What a collection may look at. The world is stopped, and no guest is created or destroyed meanwhile.
struct StoppedWorld {
  const GuestRegistry& guests;
  const World& world;
  const StaticArea& staticArea;
};

struct CellInfo {
  std::uint64_t bytes;  // at least the logical size of the object in it
  Space space;
};

// Tells live cells from other addresses, without reading what stands at them.
class CellJudge {
 public:
  virtual ~CellJudge() = default;
  virtual std::optional<CellInfo> cellAt(const void* address) const = 0;
};

class Backend {
 public:
  // Defined by the implementation that is linked in.
  static tl::expected<std::unique_ptr<Backend>, HeapError> create(const HeapOptions& options);
  static const char* name();

  virtual ~Backend() = default;

  virtual std::uintptr_t markDescriptor(const ObjectLayout& layout) const = 0;

  // Lists of free cells of `bytes` (at most kMaxSmallBytes): how many, at most as many as there is room for; 0 if there
  // is no memory. None is empty.
  virtual std::uint32_t refill(GuestHeap& guest, Space space, std::uint64_t bytes, std::span<FreeCell*> lists) = 0;
  // One zeroed cell of any size; null if there is no memory.
  virtual FreeCell* allocateOne(GuestHeap& guest, Space space, std::uint64_t bytes) = 0;

  virtual void collect(const StoppedWorld& stopped) = 0;
  // The guest has left the registry; no collection sees it.
  virtual void releaseGuest(GuestHeap& guest) = 0;

  virtual std::uint64_t heapBytes() const = 0;
  virtual std::uint64_t usedBytes() const = 0;

  virtual std::unique_ptr<CellJudge> judgeCells(GuestHeap& guest) const = 0;
};

}  // namespace tatu::gc

#include "gc/thread_allocator.h"

#include <type_traits>

#include "gc/heap.h"
#include "gc/world.h"

namespace tatu::gc {

// Emitted code finds the lists at offset 0.
static_assert(std::is_standard_layout_v<ThreadAllocator>);
static_assert(std::is_standard_layout_v<FreeCell> && sizeof(FreeCell) == kWordBytes);

ThreadAllocator::ThreadAllocator(Heap& heap) : heap_(&heap) { heap.world_->attach(*this); }

ThreadAllocator::~ThreadAllocator() { heap_->world_->detach(*this); }

// Fields of the thread are touched without the world's lock only by the thread itself while it runs, and anchor and top
// matter only while it does not: they are set here before it can stop, or after it runs.
RunningScope::RunningScope(ThreadAllocator& thread)
    : thread_(thread), outerState_(thread.state_), outerAnchor_(thread.stackAnchor_), outerTop_(thread.stackTop_) {
  if (outerState_ != ThreadAllocator::State::Running) thread.heap().world_->becomeRunning(thread);
  thread.stackAnchor_ = this;
}

RunningScope::~RunningScope() {
  thread_.stackAnchor_ = outerAnchor_;
  if (outerState_ != ThreadAllocator::State::Running) thread_.heap().world_->becomeSafe(thread_, outerTop_);
}

SafeRegion::SafeRegion(ThreadAllocator& thread) : thread_(thread), outerState_(thread.state_) {
  if (outerState_ == ThreadAllocator::State::Running) thread.heap().world_->becomeSafe(thread, this);
}

SafeRegion::~SafeRegion() {
  if (outerState_ == ThreadAllocator::State::Running) thread_.heap().world_->becomeRunning(thread_);
}

}  // namespace tatu::gc

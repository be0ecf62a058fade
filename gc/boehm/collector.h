// BoehmCollector: the Boehm library, set up once per process and driven from one thread of our own.
//
// The library is told of that thread only. It therefore never stops a thread by a signal (no interrupted system calls
// in the host), never scans a stack that it guesses the extent of, and need not be started on the main thread. Stopping
// the threads that run guests is the World's part; when `collect` is called they all stand still, and their roots are
// pushed from here. The library collects when told to, never by itself.
//
// (Collecting on whichever thread asks, none being registered, works until an allocation has failed: the library then
// looks up the collecting thread. Registering it for the occasion allocates, and aborts if memory is short.)
//
// The library cannot be shut down, so this lives as long as the process; heaps come and go, one at a time. A host that
// uses the library for itself cannot share a process with it.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <tl/expected.hpp>

#include "gc/backend.h"
#include "gc/boehm/fences.h"

namespace tatu::gc {

class BoehmCollector {
 public:
  // The collector of the process, started at the first call.
  // `prepareThread` (or null) runs first on its thread.
  static tl::expected<BoehmCollector*, HeapError> instance(void (*prepareThread)());

  int kindOf(Space space) const { return kinds_[static_cast<std::size_t>(space)]; }
  std::uintptr_t markDescriptor(const ObjectLayout& layout) const;

  // Returns when the collection has ended. With no world, nothing is a root.
  void collect(const StoppedWorld* stopped);

  // They belong to the heap there is: emptying it takes them away.
  Fences& fences() { return fences_; }

  bool claim();
  void release();

 private:
  enum class Phase : std::uint8_t { Starting, Idle, Requested };

  BoehmCollector() = default;
  bool start(void (*prepareThread)());
  void run();
  void initialise();
  void createKinds();
  void pushRoots();

  static void pushOtherRoots();

  std::mutex mutex_;
  std::condition_variable changed_;
  Phase phase_ = Phase::Starting;
  bool claimed_ = false;

  Fences fences_;
  const StoppedWorld* stopped_ = nullptr;  // while a collection runs
  int kinds_[kSpaceCount] = {};
  std::uintptr_t byLayoutDescriptor_ = 0;
};

}  // namespace tatu::gc

// WorkerPool: the workers of a runtime, for whichever threads happen to call guests.
//
// A call takes a worker and puts it back, so that threads may come and go. Each thread tries the same place first,
// where it finds the worker that it has put back: taking one is an exchange, putting it back a store.
//
// Threads: any. A place holds a worker that nobody uses, or null; whoever exchanges it away owns it (acquire), and
// gives all that it did with it back (release).
#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <memory>
#include <mutex>
#include <vector>

#include "vm/runtime.h"

namespace tatu::embedding {

class WorkerPool {
 public:
  explicit WorkerPool(vm::Runtime& runtime) : runtime_(runtime) {}
  ~WorkerPool();
  WorkerPool(const WorkerPool&) = delete;
  WorkerPool& operator=(const WorkerPool&) = delete;

  // Puts its worker back when it goes.
  class Lease {
   public:
    explicit Lease(WorkerPool& pool) : pool_(pool), worker_(pool.take()) {}
    ~Lease() { pool_.put(worker_); }
    Lease(const Lease&) = delete;
    Lease& operator=(const Lease&) = delete;
    [[nodiscard]] vm::Worker& worker() { return *worker_; }

   private:
    WorkerPool& pool_;
    vm::Worker* worker_;
  };

 private:
  static constexpr std::size_t kPlaces = 64;

  [[nodiscard]] static std::size_t placeOfThread();
  [[nodiscard]] vm::Worker* take();
  void put(vm::Worker* worker);

  vm::Runtime& runtime_;
  std::array<std::atomic<vm::Worker*>, kPlaces> places_{};
  std::mutex mutex_;                                  // guards the next two
  std::vector<vm::Worker*> spare_;                    // that found no place
  std::vector<std::unique_ptr<vm::Worker>> workers_;  // all that there are
};

}  // namespace tatu::embedding

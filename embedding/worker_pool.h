// WorkerPool: the workers of a runtime, for whichever threads happen to call guests.
//
// A call takes a worker and puts it back, so that threads may come and go. Each thread keeps the worker that it has put
// back for its next call, without a lock and without a step that other processors would have to hear of. A call from
// within another one of the same thread takes another worker. When a thread ends, others get what it kept.
//
// Threads: any. The pool goes when no call is under way; threads that keep one of its workers may live on.
#pragma once

#include <cstdint>
#include <memory>
#include <utility>

#include "vm/runtime.h"

namespace tatu::embedding {

class WorkerPool {
 public:
  explicit WorkerPool(vm::Runtime& runtime);
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

  // Of the calling thread: no other one has the same number while it lives. Never 0.
  [[nodiscard]] static std::uintptr_t thisThread() { return reinterpret_cast<std::uintptr_t>(&kept_); }

 private:
  class Shelf;
  class Keeper;
  // What a thread keeps: at most one worker, of the pool that it has used last.
  struct Kept {
    const Shelf* shelf;  // of that pool; none other has its address while the thread knows it (Keeper)
    vm::Worker* worker;
    bool isOver;  // the thread ends, and keeps nothing any more
  };

  [[nodiscard]] vm::Worker* take() {
    if (kept_.shelf == shelf_.get() && kept_.worker != nullptr) [[likely]]
      return std::exchange(kept_.worker, nullptr);
    return takeFromShelf();
  }
  void put(vm::Worker* worker) {
    if (kept_.shelf != shelf_.get() || kept_.worker != nullptr) [[unlikely]]
      return putOnShelf(worker);
    kept_.worker = worker;
  }
  [[nodiscard]] vm::Worker* takeFromShelf();
  void putOnShelf(vm::Worker* worker);

  inline static constinit thread_local Kept kept_{};

  vm::Runtime& runtime_;
  const std::shared_ptr<Shelf> shelf_;
};

}  // namespace tatu::embedding

#include "embedding/worker_pool.h"

#include <mutex>
#include <vector>

namespace tatu::embedding {

// All workers that there are, and those that no thread keeps. It outlives the pool as long as a thread knows it.
class WorkerPool::Shelf {
 public:
  [[nodiscard]] vm::Worker* take(vm::Runtime& runtime) {
    const std::scoped_lock lock(mutex_);
    if (!spare_.empty()) {
      vm::Worker* const worker = spare_.back();
      spare_.pop_back();
      return worker;
    }
    spare_.reserve(workers_.size() + 1);  // so that putting back needs no memory
    workers_.push_back(std::make_unique<vm::Worker>(runtime));
    return workers_.back().get();
  }

  void put(vm::Worker* worker) {
    const std::scoped_lock lock(mutex_);
    if (!workers_.empty()) spare_.push_back(worker);
  }

  // The pool goes, and the workers with it.
  void close() {
    const std::scoped_lock lock(mutex_);
    spare_.clear();
    workers_.clear();
  }

 private:
  std::mutex mutex_;
  std::vector<vm::Worker*> spare_;
  std::vector<std::unique_ptr<vm::Worker>> workers_;
};

// Puts back what its thread keeps, when the thread ends or comes to another pool.
class WorkerPool::Keeper {
 public:
  Keeper() = default;
  ~Keeper() {
    change(nullptr);
    kept_.isOver = true;
  }
  Keeper(const Keeper&) = delete;
  Keeper& operator=(const Keeper&) = delete;

  void change(std::shared_ptr<Shelf> shelf) {
    if (kept_.worker != nullptr) shelf_->put(std::exchange(kept_.worker, nullptr));
    shelf_ = std::move(shelf);
    kept_.shelf = shelf_.get();
  }

 private:
  std::shared_ptr<Shelf> shelf_;
};

WorkerPool::WorkerPool(vm::Runtime& runtime) : runtime_(runtime), shelf_(std::make_shared<Shelf>()) {}
WorkerPool::~WorkerPool() { shelf_->close(); }

vm::Worker* WorkerPool::takeFromShelf() {
  static thread_local Keeper keeper;
  if (kept_.shelf != shelf_.get() && !kept_.isOver) keeper.change(shelf_);
  return shelf_->take(runtime_);
}

void WorkerPool::putOnShelf(vm::Worker* worker) { shelf_->put(worker); }

}  // namespace tatu::embedding

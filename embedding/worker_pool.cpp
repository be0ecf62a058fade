#include "embedding/worker_pool.h"

#include <cstdint>

namespace tatu::embedding {

WorkerPool::~WorkerPool() = default;

// By the address of something that each thread has: neighbours in memory are threads' stacks, far apart.
std::size_t WorkerPool::placeOfThread() {
  static thread_local const char here = 0;
  const auto address = reinterpret_cast<std::uintptr_t>(&here);
  return static_cast<std::size_t>((address >> 12) * 0x9E3779B97F4A7C15u >> 58);
}

vm::Worker* WorkerPool::take() {
  vm::Worker* const found = places_[placeOfThread()].exchange(nullptr, std::memory_order_acquire);
  if (found != nullptr) return found;
  const std::scoped_lock lock(mutex_);
  if (!spare_.empty()) {
    vm::Worker* const spare = spare_.back();
    spare_.pop_back();
    return spare;
  }
  spare_.reserve(workers_.size() + 1);  // so that putting back needs no memory
  workers_.push_back(std::make_unique<vm::Worker>(runtime_));
  return workers_.back().get();
}

void WorkerPool::put(vm::Worker* worker) {
  vm::Worker* none = nullptr;
  if (places_[placeOfThread()].compare_exchange_strong(none, worker, std::memory_order_release,
                                                       std::memory_order_relaxed)) {
    return;
  }
  const std::scoped_lock lock(mutex_);
  spare_.push_back(worker);
}

}  // namespace tatu::embedding

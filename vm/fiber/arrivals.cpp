#include "vm/fiber/arrivals.h"

#include <utility>

namespace tatu::vm {

void Arrivals::post(std::int64_t fiber) {
  const std::scoped_lock lock(mutex_);
  if (waiting_ == nullptr) return;
  fibers_.push_back(fiber);
  if (listener_) {
    listener_();
  } else {
    waiting_->wake();
  }
}

void Arrivals::listen(std::function<void()> listener) {
  const std::scoped_lock lock(mutex_);
  listener_ = std::move(listener);
}

void Arrivals::wakeBy(os::Cancellation& waiting) {
  const std::scoped_lock lock(mutex_);
  waiting_ = &waiting;
}

void Arrivals::close() {
  const std::scoped_lock lock(mutex_);
  waiting_ = nullptr;
  listener_ = nullptr;
  fibers_.clear();
}

std::vector<std::int64_t> Arrivals::take() {
  const std::scoped_lock lock(mutex_);
  return std::exchange(fibers_, {});
}

}  // namespace tatu::vm

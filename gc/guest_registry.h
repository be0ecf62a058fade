// GuestRegistry: the guests whose roots a collection visits.
//
// Lock: one mutex guards the list. A collection holds it from before the first root is visited until it ends; so do
// construction and destruction of a GuestHeap, briefly. It is taken after the world's lock was released, and nothing is
// waited for while it is held.
#pragma once

#include <cstdint>
#include <mutex>

#include "gc/guest_heap.h"

namespace tatu::gc {

class GuestRegistry {
 public:
  void add(GuestHeap& guest);
  void remove(GuestHeap& guest);
  std::uint64_t count() const;

  [[nodiscard]] std::unique_lock<std::mutex> hold() const { return std::unique_lock(mutex_); }

  // Under hold().
  template <typename Function>
  void forEach(Function&& function) const {
    for (GuestHeap* guest = first_; guest != nullptr; guest = guest->next_) function(*guest);
  }

 private:
  mutable std::mutex mutex_;
  GuestHeap* first_ = nullptr;
  std::uint64_t count_ = 0;
};

}  // namespace tatu::gc

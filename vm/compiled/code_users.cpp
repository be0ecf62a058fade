#include "vm/compiled/code_users.h"

#include <algorithm>

namespace tatu::vm {

void CodeUsers::join(User& user) {
  const std::scoped_lock lock(mutex_);
  user.seen_.store(generation_.load(std::memory_order_acquire), std::memory_order_relaxed);
  users_.push_back(&user);
}

void CodeUsers::leave(User& user) {
  const std::scoped_lock lock(mutex_);
  *std::find(users_.begin(), users_.end(), &user) = users_.back();
  users_.pop_back();
}

void CodeUsers::acknowledge(User& user) {
  user.seen_.store(generation_.load(std::memory_order_acquire), std::memory_order_release);
}

std::uint64_t CodeUsers::withdrawn() { return generation_.fetch_add(1, std::memory_order_acq_rel) + 1; }

std::uint64_t CodeUsers::acknowledgedByAll() const {
  const std::scoped_lock lock(mutex_);
  std::uint64_t oldest = generation_.load(std::memory_order_acquire);
  for (const User* user : users_) oldest = std::min(oldest, user->seen_.load(std::memory_order_acquire));
  return oldest;
}

}  // namespace tatu::vm

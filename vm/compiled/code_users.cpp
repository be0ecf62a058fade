#include "vm/compiled/code_users.h"

#include <algorithm>

namespace tatu::vm {

CodeUsers::User::~User() {
  if (users_ != nullptr) users_->remove(*this);
}

void CodeUsers::add(User& user) {
  const std::scoped_lock lock(mutex_);
  users_.push_back(&user);
  user.users_ = this;
}

void CodeUsers::remove(User& user) {
  const std::scoped_lock lock(mutex_);
  *std::find(users_.begin(), users_.end(), &user) = users_.back();
  users_.pop_back();
}

void CodeUsers::acknowledge(User& user) {
  user.seen_.store(generation_.load(std::memory_order_acquire), std::memory_order_release);
}

std::uint64_t CodeUsers::withdrawn() {
  const std::uint64_t begun = generation_.fetch_add(1) + 1;
  if (barrier_ != nullptr) barrier_();
  return begun;
}

std::uint64_t CodeUsers::acknowledgedByAll() const {
  const std::scoped_lock lock(mutex_);
  std::uint64_t oldest = generation_.load();
  for (const User* user : users_) oldest = std::min(oldest, user->seen_.load());
  return oldest;
}

}  // namespace tatu::vm

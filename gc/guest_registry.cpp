#include "gc/guest_registry.h"

namespace tatu::gc {

void GuestRegistry::add(GuestHeap& guest) {
  const auto lock = hold();
  guest.next_ = first_;
  if (first_ != nullptr) first_->previous_ = &guest;
  first_ = &guest;
  ++count_;
}

void GuestRegistry::remove(GuestHeap& guest) {
  const auto lock = hold();
  if (guest.previous_ != nullptr) guest.previous_->next_ = guest.next_;
  if (guest.next_ != nullptr) guest.next_->previous_ = guest.previous_;
  if (first_ == &guest) first_ = guest.next_;
  guest.previous_ = guest.next_ = nullptr;
  --count_;
}

std::uint64_t GuestRegistry::count() const {
  const auto lock = hold();
  return count_;
}

}  // namespace tatu::gc

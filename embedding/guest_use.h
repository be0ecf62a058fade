// Who uses a guest: nobody, one thread in an outermost call or a short act of its host, or a reader of counters.
//
// A reader takes a guest that stands still for the moment in which it reads, so that it sees exact numbers; whoever
// wants to use the guest meanwhile waits for that moment, and is not refused. What one user has done is seen by the
// next: `user` is released and acquired. A reader holds `tatu_guest::reading` all the time.
#pragma once

#include <cstdint>
#include <mutex>

#include "embedding/guest.h"

namespace tatu::embedding {

inline constexpr std::uintptr_t kNobody = 0;
inline constexpr std::uintptr_t kReader = 1;  // no thread's number

// This thread is in a call of the guest.
[[nodiscard]] inline bool isUser(const tatu_guest& guest) {
  return guest.user.load(std::memory_order_relaxed) == WorkerPool::thisThread();
}

// And in one of its host functions, not in a call that this has made.
[[nodiscard]] inline bool isInHostFunction(const tatu_guest& guest) { return isUser(guest) && guest.isInHostFunction; }

// False: a thread uses the guest.
[[nodiscard]] inline bool takeGuest(const tatu_guest& guest, std::uintptr_t as) {
  std::uintptr_t found = kNobody;
  while (!guest.user.compare_exchange_weak(found, as, std::memory_order_acquire)) {
    if (found != kNobody && found != kReader) return false;
    if (found == kReader) const std::scoped_lock untilItHasRead(guest.reading);
    found = kNobody;
  }
  return true;
}

// The right to use the guest, for as long as it exists.
class Use {
 public:
  explicit Use(const tatu_guest& guest, std::uintptr_t as = WorkerPool::thisThread())
      : guest_(guest), isGranted_(takeGuest(guest, as)) {}
  ~Use() {
    if (isGranted_) guest_.user.store(kNobody, std::memory_order_release);
  }
  Use(const Use&) = delete;
  Use& operator=(const Use&) = delete;
  [[nodiscard]] bool isGranted() const { return isGranted_; }

 private:
  const tatu_guest& guest_;
  const bool isGranted_;
};

}  // namespace tatu::embedding

// Objects of the host, a few slots of them, as random calls make, give, revoke and release them.
//
// Threads: taking from any, the rest from the one that makes the calls.
#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <mutex>

#include "include/tatu/tatu.h"
#include "tests/calls/choices.h"
#include "tests/calls/findings.h"

namespace tatu::calls {

class Objects {
 public:
  static constexpr std::size_t kSlots = 8;

  explicit Objects(Findings& findings) : findings_(findings) {}

  // Fills the slots with objects of the class, which is there as long.
  void begin(const tatu_class& of);
  // Of any slot; it may have been revoked. Good until the slot changes.
  [[nodiscard]] tatu_object* any(Choices& choices) { return slots_[choices.below(kSlots)]; }
  // With a reference for the caller, also while slots change.
  [[nodiscard]] tatu_object* take(std::size_t slot);
  // Revokes the object of a slot, or puts another one there, or both.
  void change(Choices& choices);
  void releaseAll();

  // What stands for an object that a host function was given, and so must be there.
  [[nodiscard]] std::int64_t numberOf(const tatu_value& value);
  // One that a guest has returned, and that may have been revoked.
  void look(const tatu_value& value);
  [[nodiscard]] std::int64_t alive() const { return alive_; }
  [[nodiscard]] int revoked() const { return revoked_; }

 private:
  struct Thing {
    Objects* of;
    std::int64_t number;
    std::atomic<bool> isAlive{true};
  };
  static void destroy(void* data);
  [[nodiscard]] tatu_object* make();

  Findings& findings_;
  const tatu_class* class_ = nullptr;
  std::mutex mutex_;
  std::array<tatu_object*, kSlots> slots_{};
  std::atomic<std::int64_t> alive_{0};
  int revoked_ = 0;
};

}  // namespace tatu::calls

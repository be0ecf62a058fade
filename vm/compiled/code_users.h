// CodeUsers: the runs of guests that can be in compiled code, so that code which is given up is freed once none can.
//
// Three steps take code away:
//   1. It is withdrawn: nothing leads to it any more from PreparedCode::compiled and Method::compiledEntry. Then
//      withdrawn() begins a new generation.
//   2. Each run acknowledges the generation at its next poll, where it is not in compiled code: it has dropped the
//      machine's return addresses, and settles its frames (frame_header.h), so that it holds no address of code at all.
//   3. When everybody has, the code is freed.
//
// Why that is safe: a run gets an address of code by reading one that is published (an entry, also by an indirect call
// in compiled code; CompiledCode, by any function of the interpreter), or by a ReturnSite in a frame, which a call put
// there. It keeps none across a poll. So what it has got hold of before it acknowledges is gone by then, however long
// ago it was read; and what it reads afterwards was stored after the code was withdrawn, since it has seen a generation
// that was begun after that. A run that joins later sees the same, by the mutex. Guests that stand still have no
// addresses: their frames were settled when the run ended.
//
// A run that does not come to a poll (in a native that waits, or while all fibers wait) delays the freeing, of code of
// all guests; nothing else.
#pragma once

#include <atomic>
#include <cstdint>
#include <mutex>
#include <vector>

#include "os/platform/process_barrier.h"

namespace tatu::vm {

class CodeUsers {
 public:
  // Whoever runs a guest, time and again. Used by its thread alone but for `seen_`. One that has joined is left for
  // good before it goes.
  class User {
   public:
    User() = default;
    ~User();
    User(const User&) = delete;
    User& operator=(const User&) = delete;
    // Between runs. For its thread.
    [[nodiscard]] bool isResting() const { return seen_.load(std::memory_order_relaxed) == kResting; }

   private:
    friend class CodeUsers;
    static constexpr std::uint64_t kResting = UINT64_MAX;
    // The generation that has been acknowledged, or kResting between runs: stored when no address is held any more
    // (release), so that whoever reads it (acquire) may free.
    std::atomic<std::uint64_t> seen_{kResting};
    CodeUsers* users_ = nullptr;  // once it has joined
  };

  // A run begins. It says so and then looks for a new generation; who withdraws code begins a generation and then looks
  // at the users. So one of them sees the other (os/platform/process_barrier.h; without one by seq_cst), and nobody
  // needs a lock but to join for the first time.
  void join(User& user) {
    if (user.users_ == nullptr) [[unlikely]]
      add(user);
    std::uint64_t generation = generation_.load();
    for (;;) {
      say(user, generation);
      const std::uint64_t present = generation_.load();
      if (present == generation) return;
      generation = present;
    }
  }
  // A run has ended: the user holds no address of code. True: code has been withdrawn that it had not acknowledged.
  bool leave(User& user) {
    const std::uint64_t seen = user.seen_.load(std::memory_order_relaxed);
    say(user, User::kResting);
    return generation_.load() != seen;
  }
  // Whether code was withdrawn since the user joined or acknowledged.
  [[nodiscard]] bool hasNews(const User& user) const {
    return generation_.load(std::memory_order_acquire) != user.seen_.load(std::memory_order_relaxed);
  }
  // It holds no address of code.
  void acknowledge(User& user);

  // Code has been withdrawn: its generation. Whoever asks acknowledgedByAll() does so under the lock that is held here,
  // and so never between the new generation and the barrier behind it.
  std::uint64_t withdrawn();
  // Nobody can be in code of this generation and of older ones.
  [[nodiscard]] std::uint64_t acknowledgedByAll() const;

 private:
  void say(User& user, std::uint64_t generation) {
    if (barrier_ == nullptr) return user.seen_.store(generation);
    user.seen_.store(generation, std::memory_order_release);
    std::atomic_signal_fence(std::memory_order_seq_cst);
  }
  void add(User& user);
  void remove(User& user);

  const os::ProcessBarrier barrier_ = os::processBarrier();
  std::atomic<std::uint64_t> generation_{0};  // begun (release) after its code was withdrawn
  mutable std::mutex mutex_;                  // guards users_
  std::vector<User*> users_;
};

}  // namespace tatu::vm

// ChannelWait: a sender or receiver at a channel, from its call until that has ended, at once or later. It belongs to
// the guest that calls, or, on its way through a try of the host, to nobody.
//
// Threads: as the guest, but while it waits, all that channels need of it is the channel's. Who finds that it does not
// wait any more has it again.
#pragma once

#include <atomic>
#include <cstdint>
#include <list>
#include <memory>
#include <utility>

#include "embedding/channel_type.h"
#include "embedding/message.h"
#include "embedding/pending_call.h"
#include "gc/guest_heap.h"
#include "vm/fiber/arrivals.h"
#include "vm/native.h"

namespace tatu::embedding {

class Channel;
class ReadyCalls;

// From inside of a native.
void makeReadyCalls(vm::NativeCall& call, const ReadyCalls& calls);

// So many bytes of a guest's memory, which are given back in its thread.
class MemoryCharge {
 public:
  MemoryCharge() = default;
  MemoryCharge(gc::GuestHeap& account, std::uint64_t bytes) : account_(&account), bytes_(bytes) {}
  MemoryCharge(MemoryCharge&& other) noexcept
      : account_(std::exchange(other.account_, nullptr)), bytes_(other.bytes_) {}
  MemoryCharge& operator=(MemoryCharge&&) = delete;
  ~MemoryCharge() {
    if (account_ != nullptr) account_->release(bytes_);
  }

 private:
  gc::GuestHeap* account_ = nullptr;
  std::uint64_t bytes_ = 0;
};

class ChannelWait final : public Awaited {
 public:
  enum class State : std::uint8_t {
    Waiting,
    Done,    // its message is the channel's; or it has one
    NotNow,  // it would have had to wait, and was not to
    Closed,  // the channel was closed
    Lost,    // its end was taken back
  };
  using Waits = std::list<ChannelWait*>;

  // For the host, which never waits. A sender has one message, a receiver none yet.
  ChannelWait(std::shared_ptr<Channel> channel, ChannelSide side, Messages message = {});
  // For a fiber. `charge` is what the message takes of its guest's memory.
  ChannelWait(std::shared_ptr<Channel> channel, ChannelSide side, Messages message, vm::NativeCall& call,
              MemoryCharge charge = {});
  ~ChannelWait() override { abandon(); }

  // ---- For guests
  // Ends the call as the state says, or parks the fiber.
  [[nodiscard]] vm::NativeStatus goOn(vm::NativeCall& call) override;
  void abandon() override;

  // What has become of it by now.
  [[nodiscard]] State state() const { return state_.load(std::memory_order_acquire); }

  // ---- For channels
  // From Waiting as the last thing that is done to it.
  void setState(State state) { state_.store(state, std::memory_order_release); }
  [[nodiscard]] ChannelSide side() const { return side_; }
  [[nodiscard]] bool isHosts() const { return arrivals_ == nullptr; }
  // The fiber looks at its state again. Throws std::bad_alloc, and has not told it.
  void wake() {
    if (!isFresh && arrivals_ != nullptr) arrivals_->post(fiber_);
  }

  Messages messages;
  Waits place{this};      // for a list of waits: while it is in one, this is empty,
  Waits::iterator where;  // and this its place there
  bool isFresh = false;   // it is just beginning, so nobody is to be woken

 private:
  [[nodiscard]] vm::NativeStatus goOnWith(vm::NativeCall& call, State state);
  [[nodiscard]] vm::NativeStatus finish(vm::NativeCall& call, State state);
  [[nodiscard]] vm::NativeStatus storeMessage(vm::NativeCall& call);

  const std::shared_ptr<Channel> channel_;
  const ChannelSide side_;
  const MemoryCharge charge_;
  const std::shared_ptr<vm::Arrivals> arrivals_;  // null: the host's
  const std::int64_t fiber_ = 0;
  std::atomic<State> state_{State::NotNow};
  bool isOver_ = false;  // the call that it is for
};

}  // namespace tatu::embedding

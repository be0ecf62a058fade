// Channel: messages between guests, and between guests and their host. It is known by its two ends, objects of the host
// (host_object.h), and is there as long as one of them is, or somebody waits.
//
// Who sends or wants to receive makes a ChannelWait and begins it here. A message is in one place at a time: with the
// wait of its sender; in the queue; with the wait of a receiver, until its guest has stored it; or with the host that
// has taken it. So if that guest never stores it (its call is dropped, it is destroyed), it goes back to where it was
// in the queue. What the queue and receivers have counts for the channel's bytes; what a sender has counts for the
// memory of its guest, which is gone with it. A guest that stands still holds up nobody else: not a sender, as its
// message is with the channel as soon as there is room, and of receivers only as much as has been handed to it.
//
// Threads: any. `mutex_` guards everything that is not const, and the waits (but for what ChannelWait says). With it
// held, fibers are woken: Arrivals and what listens to them have locks of their own, and never come back here. Nothing
// of the host is called with it held, and no message destroyed, since those hold objects: what functions return is to
// be told afterwards.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <list>
#include <memory>
#include <mutex>
#include <utility>

#include "embedding/channel_type.h"
#include "embedding/channel_wait.h"
#include "embedding/message.h"
#include "include/tatu/channels.h"

namespace tatu::embedding {

// What a host is called with when one of its tries would come to something (tatu_channel_on_ready).
class ReadyFunction {
 public:
  ReadyFunction(tatu_ready_function function, void* data, tatu_destroy_function destroy)
      : function_(function), data_(data), destroy_(destroy) {}
  ~ReadyFunction() {
    if (destroy_ != nullptr) destroy_(data_);
  }
  ReadyFunction(const ReadyFunction&) = delete;
  ReadyFunction& operator=(const ReadyFunction&) = delete;
  void operator()() const { function_(data_); }

 private:
  const tatu_ready_function function_;
  void* const data_;
  const tatu_destroy_function destroy_;
};

// Whom to call behind a change of a channel, most often nobody.
class [[nodiscard]] ReadyCalls {
 public:
  void add(std::shared_ptr<const ReadyFunction> function) { functions_[count_++] = std::move(function); }
  [[nodiscard]] bool empty() const { return count_ == 0; }
  // With no lock held.
  void make() const {
    for (std::size_t i = 0; i < count_; ++i) (*functions_[i])();
  }

 private:
  std::array<std::shared_ptr<const ReadyFunction>, 2> functions_;
  std::size_t count_ = 0;
};

class Channel {
 public:
  Channel(const ChannelType& type, std::uint64_t mostMessages, std::uint64_t mostBytes)
      : type_(type), mostMessages_(mostMessages), mostBytes_(mostBytes) {}

  [[nodiscard]] const ChannelType& type() const { return type_; }
  // No message can be larger.
  [[nodiscard]] std::uint64_t mostBytes() const { return mostBytes_; }

  // Sends the wait's message, or gets it one, if others do not wait for that already; or else it waits. NotNow: it was
  // not to.
  ReadyCalls begin(ChannelWait& wait, bool mayWait);
  // Behind whatever is just being done for it: fibers are woken before it is. So who still waits may park.
  [[nodiscard]] ChannelWait::State stateOf(const ChannelWait& wait);
  // It does not wait any longer, if it still does: NotNow.
  ReadyCalls giveUp(ChannelWait& wait);
  // The receiver has the message, which is now the caller's.
  ReadyCalls take(ChannelWait& wait, Messages& taken);
  // Nobody is interested in it any more. For each wait that has begun.
  ReadyCalls abandon(ChannelWait& wait);

  ReadyCalls close();
  // An end is gone: revoked, or nobody has it any more.
  ReadyCalls lose(ChannelSide side);
  // Null: nobody is to be called.
  void onReady(ChannelSide side, std::shared_ptr<const ReadyFunction> function);

  [[nodiscard]] bool isClosed();
  // How many could be received now.
  [[nodiscard]] std::size_t size();
  [[nodiscard]] tatu_message_counters counters();

 private:
  using Waits = ChannelWait::Waits;
  using State = ChannelWait::State;

  template <typename Action>
  ReadyCalls change(Action&& action);
  [[nodiscard]] Waits& waitsOf(ChannelSide side) { return waits_[static_cast<std::size_t>(side)]; }
  [[nodiscard]] bool fits(std::uint64_t bytes) const;
  void settle() noexcept;
  [[nodiscard]] bool sendNext();
  [[nodiscard]] bool receiveNext();
  void endAll(ChannelSide side, State state);
  void endFirst(Waits& waits, State state);
  void leave(ChannelWait& wait);
  void giveBack(Messages& message);
  [[nodiscard]] ReadyCalls readyCalls();

  const ChannelType& type_;
  const std::uint64_t mostMessages_;
  const std::uint64_t mostBytes_;

  std::mutex mutex_;
  Messages queue_;
  std::array<Waits, 2> waits_;  // of senders and of receivers, the longest first
  std::uint64_t bytes_ = 0;     // of the queue, and of what receivers have
  std::uint64_t handed_ = 0;    // messages that receivers have
  std::uint64_t sent_ = 0;      // in all; the number of the last one
  std::uint64_t received_ = 0;  // in all
  bool isClosed_ = false;
  std::array<bool, 2> isLost_{};  // the ends

  // For the host: whether a try of its own has come to nothing, and whom to call when the next one would not.
  std::array<bool, 2> isTried_{};
  std::uint64_t triedBytes_ = 0;  // of the smallest message of those
  std::array<std::shared_ptr<const ReadyFunction>, 2> ready_;
};

// The data of an object that is an end.
struct ChannelEnd {
  std::shared_ptr<Channel> channel;
  ChannelSide side = ChannelSide::Sender;
};

}  // namespace tatu::embedding

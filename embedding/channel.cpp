#include "embedding/channel.h"

#include <algorithm>
#include <new>

namespace tatu::embedding {

// Whatever has changed, all is done then that can be done.
template <typename Action>
ReadyCalls Channel::change(Action&& action) {
  const std::scoped_lock lock(mutex_);
  action();
  settle();
  return readyCalls();
}

// ---- One sender or receiver

ReadyCalls Channel::begin(ChannelWait& wait, bool mayWait) {
  Waits& waits = waitsOf(wait.side());
  const std::scoped_lock lock(mutex_);
  if (isClosed_ && wait.side() == ChannelSide::Sender) {
    wait.setState(State::Closed);
    return {};
  }
  wait.setState(State::Waiting);
  wait.where = wait.place.begin();
  waits.splice(waits.end(), wait.place);
  wait.isFresh = true;
  settle();
  wait.isFresh = false;
  if (wait.state() == State::Waiting && !mayWait) leave(wait);
  return readyCalls();
}

ChannelWait::State Channel::stateOf(const ChannelWait& wait) {
  const std::scoped_lock lock(mutex_);
  return wait.state();
}

ReadyCalls Channel::giveUp(ChannelWait& wait) {
  return change([&] {
    if (wait.state() == State::Waiting) leave(wait);
  });
}

ReadyCalls Channel::take(ChannelWait& wait, Messages& taken) {
  return change([&] {
    bytes_ -= wait.messages.front().bytes();
    --handed_;
    ++received_;
    taken.splice(taken.end(), wait.messages);
  });
}

ReadyCalls Channel::abandon(ChannelWait& wait) {
  Messages dropped;
  return change([&] {
    if (wait.state() == State::Waiting) return leave(wait);
    if (wait.side() == ChannelSide::Sender || wait.messages.empty()) return;
    --handed_;
    if (isLost_[static_cast<std::size_t>(ChannelSide::Receiver)]) {
      bytes_ -= wait.messages.front().bytes();
      dropped.splice(dropped.end(), wait.messages);
    } else {
      giveBack(wait.messages);
    }
  });
}

// Not any more among those who wait.
void Channel::leave(ChannelWait& wait) {
  wait.place.splice(wait.place.end(), waitsOf(wait.side()), wait.where);
  wait.setState(State::NotNow);
  if (!wait.isHosts()) return;
  bool& isTried = isTried_[static_cast<std::size_t>(wait.side())];
  if (wait.side() == ChannelSide::Sender) {
    const std::uint64_t bytes = wait.messages.front().bytes();
    triedBytes_ = isTried ? std::min(triedBytes_, bytes) : bytes;
  }
  isTried = true;
}

// Where it was: before all that have been sent later.
void Channel::giveBack(Messages& message) {
  const auto isLater = [&](const Message& other) { return other.number > message.front().number; };
  queue_.splice(std::find_if(queue_.begin(), queue_.end(), isLater), message);
}

// ---- What happens by itself

// Beyond its messages a channel takes what it can hand on at once.
bool Channel::fits(std::uint64_t bytes) const {
  const std::size_t receivers = waits_[static_cast<std::size_t>(ChannelSide::Receiver)].size();
  return bytes <= mostBytes_ - bytes_ && (queue_.size() < mostMessages_ || queue_.size() < receivers);
}

// If there is no memory to wake somebody, nothing has changed for him, and the next change of the channel tries again.
void Channel::settle() noexcept {
  try {
    while (sendNext() || receiveNext()) {
    }
    if (!isClosed_) return;
    endAll(ChannelSide::Sender, State::Closed);
    endAll(ChannelSide::Receiver, State::Closed);
  } catch (const std::bad_alloc&) {
  }
}

void Channel::endFirst(Waits& waits, State state) {
  ChannelWait& wait = *waits.front();
  wait.place.splice(wait.place.end(), waits, wait.where);
  wait.setState(state);
}

void Channel::endAll(ChannelSide side, State state) {
  Waits& waits = waitsOf(side);
  while (!waits.empty()) {
    waits.front()->wake();
    endFirst(waits, state);
  }
}

bool Channel::sendNext() {
  Waits& senders = waitsOf(ChannelSide::Sender);
  if (isClosed_ || senders.empty()) return false;
  ChannelWait& sender = *senders.front();
  Message& message = sender.messages.front();
  if (!fits(message.bytes())) return false;
  sender.wake();
  message.number = ++sent_;
  bytes_ += message.bytes();
  queue_.splice(queue_.end(), sender.messages);
  endFirst(senders, State::Done);
  return true;
}

bool Channel::receiveNext() {
  Waits& receivers = waitsOf(ChannelSide::Receiver);
  if (receivers.empty() || queue_.empty()) return false;
  ChannelWait& receiver = *receivers.front();
  receiver.wake();
  receiver.messages.splice(receiver.messages.end(), queue_, queue_.begin());
  ++handed_;
  endFirst(receivers, State::Done);
  return true;
}

ReadyCalls Channel::readyCalls() {
  ReadyCalls calls;
  const bool canSend = isTried_[0] && (isClosed_ || (waits_[0].empty() && fits(triedBytes_)));
  const bool canReceive = isTried_[1] && (isClosed_ || !queue_.empty());
  for (const auto& [side, isReady] : {std::pair(0, canSend), std::pair(1, canReceive)}) {
    if (!isReady) continue;
    isTried_[side] = false;
    if (ready_[side] != nullptr) calls.add(ready_[side]);
  }
  return calls;
}

// ---- The whole

ReadyCalls Channel::close() {
  return change([&] { isClosed_ = true; });
}

// What cannot be received any more is dropped. Those who wait with an end that is gone have lost it by a revocation.
ReadyCalls Channel::lose(ChannelSide side) {
  Messages dropped;
  std::shared_ptr<const ReadyFunction> unused;
  return change([&] {
    isClosed_ = true;
    isLost_[static_cast<std::size_t>(side)] = true;
    unused.swap(ready_[static_cast<std::size_t>(side)]);
    try {
      endAll(side, State::Lost);
    } catch (const std::bad_alloc&) {  // they hear that it is closed
    }
    if (side == ChannelSide::Sender) return;
    for (const Message& message : queue_) bytes_ -= message.bytes();
    dropped.splice(dropped.end(), queue_);
  });
}

void Channel::onReady(ChannelSide side, std::shared_ptr<const ReadyFunction> function) {
  const std::scoped_lock lock(mutex_);
  ready_[static_cast<std::size_t>(side)].swap(function);  // so that the former one goes behind the lock
}

bool Channel::isClosed() {
  const std::scoped_lock lock(mutex_);
  return isClosed_;
}

std::size_t Channel::size() {
  const std::scoped_lock lock(mutex_);
  return queue_.size();
}

tatu_message_counters Channel::counters() {
  const std::scoped_lock lock(mutex_);
  tatu_message_counters counters{};
  counters.messages = queue_.size() + handed_;
  counters.bytes = bytes_;
  counters.sent = sent_;
  counters.received = received_;
  counters.waiting_senders = waits_[0].size();
  counters.waiting_receivers = waits_[1].size();
  counters.is_closed = isClosed_;
  return counters;
}

}  // namespace tatu::embedding

#include "embedding/channel_wait.h"

#include "embedding/channel.h"
#include "embedding/host_call.h"
#include "vm/fiber/fibers.h"
#include "vm/guest.h"

namespace tatu::embedding {

using vm::NativeCall;
using vm::NativeStatus;

ChannelWait::ChannelWait(std::shared_ptr<Channel> channel, ChannelSide side, Messages message)
    : messages(std::move(message)), channel_(std::move(channel)), side_(side) {}

ChannelWait::ChannelWait(std::shared_ptr<Channel> channel, ChannelSide side, Messages message, NativeCall& call,
                         MemoryCharge charge)
    : messages(std::move(message)),
      channel_(std::move(channel)),
      side_(side),
      charge_(std::move(charge)),
      arrivals_(call.guest().arrivals()),
      fiber_(vm::Fibers::nameOf(call.fibers().running())) {}

// What has come by now counts, also for a fiber that has been cancelled.
NativeStatus ChannelWait::goOn(NativeCall& call) {
  vm::Fiber& fiber = call.fibers().running();
  fiber.isWoken = false;
  State found = state();
  if (found == State::Waiting) found = channel_->stateOf(*this);
  if (found == State::Waiting && fiber.isCancelled) {
    makeReadyCalls(call, channel_->giveUp(*this));
    found = state();
    if (found == State::NotNow) {
      isOver_ = true;
      return call.fail(vm::CoreException::Cancelled, "the fiber was cancelled");
    }
  }
  return goOnWith(call, found);
}

NativeStatus ChannelWait::goOnWith(NativeCall& call, State found) {
  if (found == State::Waiting) return call.parkForArrival();
  const NativeStatus status = finish(call, found);
  isOver_ = status != NativeStatus::Stopped;
  return status;
}

// The type of the result says which member it is: messages are not optional, so only receiveOrNull and tryReceive give
// what is; and of the senders only trySend gives a Bool.
NativeStatus ChannelWait::finish(NativeCall& call, State found) {
  const vm::RuntimeType& result = call.resultType();
  const ChannelType& type = channel_->type();
  if (found == State::Lost) return refuseRevoked(call, side_ == ChannelSide::Sender ? *type.sender : *type.receiver);
  if (side_ == ChannelSide::Receiver && found == State::Done) return storeMessage(call);
  if (side_ == ChannelSide::Receiver && result.is(bytecode::TypeKind::Optional)) {
    tatu_value nothing{};
    nothing.kind = TATU_NULL;
    return storeResult(call, nothing);
  }
  if (found == State::Closed) return call.fail(vm::CoreException::Closed, "the channel is closed");
  return result.is(bytecode::TypeKind::Bool) ? call.returnBool(found == State::Done) : call.returnUnit();
}

NativeStatus ChannelWait::storeMessage(NativeCall& call) {
  const Message& message = messages.front();
  const NativeStatus status = storeResult(call, message.value());
  if (status != NativeStatus::Returned) return status;
  call.charge(Message::fuelOf(message.bytes()));
  Messages taken;
  makeReadyCalls(call, channel_->take(*this, taken));
  return status;
}

void ChannelWait::abandon() {
  if (std::exchange(isOver_, true)) return;
  channel_->abandon(*this).make();
}

void makeReadyCalls(NativeCall& call, const ReadyCalls& calls) {
  if (!calls.empty()) call.blocking([&] { calls.make(); });
}

}  // namespace tatu::embedding

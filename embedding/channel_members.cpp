// What programs do with the ends of channels.
#include <array>
#include <memory>
#include <string>

#include "embedding/channel.h"
#include "embedding/guest.h"
#include "embedding/host_call.h"
#include "embedding/values.h"
#include "vm/guest_state.h"
#include "vm/semantics/operations.h"

namespace tatu::embedding {

using vm::NativeCall;
using vm::NativeStatus;

namespace {

// The end that a member is called on, as long as it is needed.
class UsedEnd {
 public:
  UsedEnd(NativeCall& call, tatu_guest& guest) : call_(call), objects_(guest.runtime.objects) {
    tatu_value value{};
    if (!seeObject(guest.objects, call.typeOf(0), call.slotsAt(0), uses, value)) return;
    channel_ = static_cast<ChannelEnd*>(value.as.object->data)->channel;
  }
  // Null: the call is to be refused (refuseArgument).
  [[nodiscard]] const std::shared_ptr<Channel>& channel() const { return channel_; }
  // If it has been revoked meanwhile, that takes place now, and not only when this thread has left the guest: the fiber
  // could be about to wait for it.
  void release() {
    uses.end();
    if (objects_.isAnyDue()) call_.blocking([&] { objects_.destroyDue(); });
  }

  ObjectUses uses;  // with those of the message

 private:
  NativeCall& call_;
  HostObjects& objects_;
  std::shared_ptr<Channel> channel_;
};

// The wait is in the guest's table before its fiber parks, and afterwards if its message has no room yet.
NativeStatus begin(NativeCall& call, tatu_guest& guest, UsedEnd& end, const std::shared_ptr<ChannelWait>& wait,
                   bool mayWait) {
  Channel& channel = *end.channel();
  makeReadyCalls(call, channel.begin(*wait, mayWait));
  end.release();
  const std::int64_t fiber = vm::Fibers::nameOf(call.fibers().running());
  if (wait->state() == ChannelWait::State::Waiting) guest.pendingCalls.add(fiber, wait);
  const NativeStatus status = wait->goOn(call);
  if (status != NativeStatus::Stopped) {
    guest.pendingCalls.remove(fiber);
  } else if (guest.pendingCalls.find(fiber) == nullptr) {
    guest.pendingCalls.add(fiber, wait);
  }
  return status;
}

// ---- Senders

// For the message itself, which is not there yet, the guest may have too little memory as well.
NativeStatus refuseTooLarge(NativeCall& call, const tatu_guest& guest, const Channel& channel) {
  if (guest.copyLimit < channel.mostBytes()) return call.stop(vm::LimitKind::Memory);
  call.charge(Message::fuelOf(channel.mostBytes()));
  return call.fail(
      vm::CoreException::Argument,
      "the message takes more than the " + std::to_string(channel.mostBytes()) + " bytes that the channel holds");
}

// False: it is larger than messages of the channel can be, or an object is not to be used.
bool seeMessage(NativeCall& call, tatu_guest& guest, ValueArena& arena, ObjectUses& uses, tatu_value& message) {
  const vm::RuntimeType& type = call.typeOf(1);
  const auto slots = call.slotsAt(1);
  return loadPlain(type, slots, message) || seeValue(guest, type, slots.data(), arena, uses, message);
}

NativeStatus sendMessage(NativeCall& call, tatu_guest& guest, bool mayWait) {
  UsedEnd end(call, guest);
  const auto& channel = end.channel();
  if (channel == nullptr) return refuseArgument(call, end.uses);
  ValueArena arena(std::min<std::uint64_t>(guest.copyLimit, channel->mostBytes()));
  tatu_value message{};
  if (!seeMessage(call, guest, arena, end.uses, message)) {
    return end.uses.refused() != nullptr ? refuseArgument(call, end.uses) : refuseTooLarge(call, guest, *channel);
  }
  const std::uint64_t bytes = Message::bytesOf(message);
  if (bytes > channel->mostBytes()) return refuseTooLarge(call, guest, *channel);
  if (const auto wrong = checkValue(message, call.typeOf(1))) {
    call.charge(Message::fuelOf(bytes));
    return call.fail(vm::CoreException::Argument, "the message " + *wrong);
  }
  vm::GuestState& state = guest.machine->state();
  if (!vm::Operations(state, call.worker()).chargeMemory(bytes)) return call.stopped();
  MemoryCharge charge(state.heap, bytes);
  Messages copy;
  copy.emplace_back(message);
  const auto wait =
      std::make_shared<ChannelWait>(channel, ChannelSide::Sender, std::move(copy), call, std::move(charge));
  call.charge(Message::fuelOf(bytes));
  return begin(call, guest, end, wait, mayWait);
}

NativeStatus send(NativeCall& call, tatu_guest& guest) { return sendMessage(call, guest, true); }
NativeStatus trySend(NativeCall& call, tatu_guest& guest) { return sendMessage(call, guest, false); }

// ---- Receivers

NativeStatus receiveMessage(NativeCall& call, tatu_guest& guest, bool mayWait) {
  UsedEnd end(call, guest);
  if (end.channel() == nullptr) return refuseArgument(call, end.uses);
  const auto wait = std::make_shared<ChannelWait>(end.channel(), ChannelSide::Receiver, Messages(), call);
  return begin(call, guest, end, wait, mayWait);
}

NativeStatus receive(NativeCall& call, tatu_guest& guest) { return receiveMessage(call, guest, true); }
NativeStatus tryReceive(NativeCall& call, tatu_guest& guest) { return receiveMessage(call, guest, false); }

// ---- Both

NativeStatus close(NativeCall& call, tatu_guest& guest) {
  UsedEnd end(call, guest);
  if (end.channel() == nullptr) return refuseArgument(call, end.uses);
  makeReadyCalls(call, end.channel()->close());
  end.release();
  return call.returnUnit();
}

NativeStatus isClosed(NativeCall& call, tatu_guest& guest) {
  UsedEnd end(call, guest);
  if (end.channel() == nullptr) return refuseArgument(call, end.uses);
  const bool isClosed = end.channel()->isClosed();
  end.release();
  return call.returnBool(isClosed);
}

NativeStatus size(NativeCall& call, tatu_guest& guest) {
  UsedEnd end(call, guest);
  if (end.channel() == nullptr) return refuseArgument(call, end.uses);
  const auto size = static_cast<std::int64_t>(end.channel()->size());
  end.release();
  return call.returnInt(size);
}

constexpr std::array<ChannelMember, 5> kSenderMembers{{{"fun ", ".send(message: M)", send},
                                                       {"fun ", ".trySend(message: M): Bool", trySend},
                                                       {"fun ", ".close()", close},
                                                       {"val ", ".isClosed: Bool", isClosed},
                                                       {"val ", ".size: Int", size}}};
constexpr std::array<ChannelMember, 6> kReceiverMembers{{{"fun ", ".receive(): M", receive},
                                                         {"fun ", ".receiveOrNull(): M?", receive},
                                                         {"fun ", ".tryReceive(): M?", tryReceive},
                                                         {"fun ", ".close()", close},
                                                         {"val ", ".isClosed: Bool", isClosed},
                                                         {"val ", ".size: Int", size}}};

}  // namespace

std::span<const ChannelMember> channelMembers(ChannelSide side) {
  if (side == ChannelSide::Sender) return kSenderMembers;
  return kReceiverMembers;
}

}  // namespace tatu::embedding

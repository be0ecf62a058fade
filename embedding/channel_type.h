// ChannelType: what a host module says of its channels of one kind, and the members of their ends.
//
// The ends are classes of the host, "OrdersSender" and "OrdersReceiver"; so who has only the one can only do that.
//
// Threads: any. It does not change once its module is finished.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>

#include "include/tatu/tatu.h"
#include "vm/native.h"

namespace tatu::vm {
struct RuntimeType;
}  // namespace tatu::vm

namespace tatu::embedding {

enum class ChannelSide : std::uint8_t { Sender, Receiver };

struct ChannelType {
  std::string name;  // "market.Orders"
  const tatu_class* sender = nullptr;
  const tatu_class* receiver = nullptr;
  std::size_t sendFunction = 0;              // in its module
  const vm::RuntimeType* message = nullptr;  // once the module is finished
};

// A member of a class that is not the host's own. Stopped, and nothing is awaited: it has not begun, for a limit.
using HostMember = vm::NativeStatus (*)(vm::NativeCall& call, tatu_guest& guest);

// A member of an end: what stands around the class in its declaration, where M is the type of messages.
struct ChannelMember {
  const char* before;  // "fun "
  const char* behind;  // ".send(message: M)"
  HostMember member;
};

[[nodiscard]] std::span<const ChannelMember> channelMembers(ChannelSide side);

}  // namespace tatu::embedding

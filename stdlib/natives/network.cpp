// Connections, listeners and lookups of names. None of these waits: what cannot be done at once says so, and
// core/network.tatu parks the fiber until its handle is ready.
#include <limits>
#include <string>
#include <vector>

#include "os/guest/system.h"
#include "os/network_address.h"
#include "stdlib/natives/core_natives.h"

namespace tatu::stdlib {

using vm::CoreException;
using vm::NativeArguments;
using vm::NativeCall;
using vm::NativeStatus;

namespace {

NativeStatus returnHandle(NativeCall& call, const os::Result<os::Handle>& handle) {
  if (wouldBlock(handle)) return call.returnInt(kWouldBlock);
  return handle ? call.returnInt(static_cast<std::int64_t>(handle->number)) : call.fail(handle.error());
}

NativeStatus isAddress(NativeCall& call) {
  return call.returnBool(os::NetworkAddress::parse(call.stringAt(0)).has_value());
}

NativeStatus resolve(NativeCall& call) { return returnHandle(call, call.system().resolve(call.stringAt(0))); }

// The addresses with a line end between each two, or null if they have not come yet. They can be asked for again, so
// nothing is lost if there is no memory for the text.
NativeStatus addresses(NativeCall& call) {
  const auto found = call.system().finishResolve(handleAt(call, 0));
  if (!found) return wouldBlock(found) ? call.returnObject(nullptr) : call.fail(found.error());
  std::string text;
  for (const std::string& address : *found) text.append(text.empty() ? "" : "\n").append(address);
  const auto* const object = call.newString(text);
  return object == nullptr ? call.stopped() : call.returnObject(object);
}

using OpenAt = os::Result<os::Handle> (os::System::*)(std::string_view address, std::uint16_t port);

// (address, port)
template <OpenAt open>
NativeStatus openAt(NativeCall& call) {
  const std::int64_t port = call.intAt(1);
  if (port < 0 || port > std::numeric_limits<std::uint16_t>::max()) {
    return call.fail(CoreException::Argument, "there is no port " + std::to_string(port) + "; ports are 0 to 65535");
  }
  return returnHandle(call, (call.system().*open)(call.stringAt(0), static_cast<std::uint16_t>(port)));
}

// Whether the connection is made.
NativeStatus finishConnect(NativeCall& call) {
  const auto made = call.system().finishConnect(handleAt(call, 0));
  if (!made && !wouldBlock(made)) return call.fail(made.error());
  return call.returnBool(made.has_value());
}

NativeStatus accept(NativeCall& call) { return returnHandle(call, call.system().accept(handleAt(call, 0))); }

// (handle, whether that of the other side)
os::Result<os::SocketAddress> addressOf(NativeCall& call) {
  const os::Handle handle = handleAt(call, 0);
  return call.boolAt(1) ? call.system().peerAddress(handle) : call.system().localAddress(handle);
}

NativeStatus address(NativeCall& call) {
  const auto found = addressOf(call);
  if (!found) return call.fail(found.error());
  const auto* const object = call.newString(found->address);
  return object == nullptr ? call.stopped() : call.returnObject(object);
}

NativeStatus port(NativeCall& call) {
  const auto found = addressOf(call);
  return found ? call.returnInt(found->port) : call.fail(found.error());
}

NativeStatus shutdownWrite(NativeCall& call) {
  const auto ended = call.system().shutdownWrite(handleAt(call, 0));
  return ended ? call.returnUnit() : call.fail(ended.error());
}

std::uint64_t priceOfText(const NativeArguments& arguments) { return priceOfBytes(arguments.stringAt(0).size()); }
std::uint64_t priceOfName(const NativeArguments& arguments) { return kPriceOfHostCall + priceOfText(arguments); }

// A name has a bounded number of addresses.
std::uint64_t priceOfAnswer(const NativeArguments&) { return kPriceOfHostCall * 4; }

}  // namespace

void addNetworkNatives(vm::NativeRegistry& registry) {
  registry.addReading("core.network.is_address@1", "(String) -> Bool", priceOfText, isAddress);
  registry.add("core.network.resolve@1", "(String) -> Int", priceOfName, resolve);
  registry.add("core.network.addresses@1", "(Int) -> String?", priceOfAnswer, addresses);
  registry.add("core.network.connect@1", "(String, Int) -> Int", priceOfName, openAt<&os::System::connect>);
  registry.add("core.network.finish_connect@1", "(Int) -> Bool", priceOfHostCall, finishConnect);
  registry.add("core.network.listen@1", "(String, Int) -> Int", priceOfName, openAt<&os::System::listen>);
  registry.add("core.network.accept@1", "(Int) -> Int", priceOfHostCall, accept);
  registry.add("core.network.address@1", "(Int, Bool) -> String", priceOfHostCall, address);
  registry.add("core.network.port@1", "(Int, Bool) -> Int", priceOfHostCall, port);
  registry.add("core.network.shutdown_write@1", "(Int) -> Unit", priceOfHostCall, shutdownWrite);
}

}  // namespace tatu::stdlib

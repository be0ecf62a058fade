// Open handles of every kind: reading, writing, closing. Nothing here holds state: what is open is a number in the
// guest's own heap.
//
// What is read goes to an array that the guest has made before: a native that had to allocate behind the host call
// could be stopped there, and what was read would be lost.
#include <algorithm>
#include <string>
#include <vector>

#include "os/guest/system.h"
#include "stdlib/natives/core_natives.h"

namespace tatu::stdlib {

using vm::CoreException;
using vm::NativeArguments;
using vm::NativeCall;
using vm::NativeStatus;

namespace {

constexpr std::int64_t kMostBytesPerCall = 64 << 10;

bool isRange(std::int64_t start, std::int64_t end, std::uint64_t length) {
  return start >= 0 && end >= start && static_cast<std::uint64_t>(end) <= length;
}

NativeStatus badRange(NativeCall& call, std::int64_t start, std::int64_t end, std::uint64_t length) {
  return call.fail(CoreException::Index,
                   std::to_string(start) + "..<" + std::to_string(end) + " of " + std::to_string(length) + " bytes");
}

// The part of the array in parameter 1 that parameters 2 and 3 name, cut to what one call moves.
std::span<std::byte> partOf(const NativeArguments& arguments) {
  const auto all = arguments.arrayAt(1).elements<std::byte>();
  const std::int64_t start = arguments.intAt(2);
  const std::int64_t end = arguments.intAt(3);
  if (!isRange(start, end, all.size())) return {};
  return all.subspan(static_cast<std::size_t>(start),
                     static_cast<std::size_t>(std::min(end - start, kMostBytesPerCall)));
}

// (handle, bytes, start, end) -> how many were read; 0 at the end
NativeStatus read(NativeCall& call) {
  if (!isRange(call.intAt(2), call.intAt(3), call.arrayAt(1).length))
    return badRange(call, call.intAt(2), call.intAt(3), call.arrayAt(1).length);
  const os::Handle handle = handleAt(call, 0);
  std::vector<std::byte> bytes(partOf(call).size());
  const auto count = call.blocking([&] { return call.system().read(handle, bytes); });
  if (!count) return wouldBlock(count) ? call.returnInt(kWouldBlock) : call.fail(count.error());
  std::copy_n(bytes.begin(), *count, partOf(call).begin());
  return call.returnInt(static_cast<std::int64_t>(*count));
}

// (handle, bytes, start, end) -> how many were written
NativeStatus write(NativeCall& call) {
  if (!isRange(call.intAt(2), call.intAt(3), call.arrayAt(1).length))
    return badRange(call, call.intAt(2), call.intAt(3), call.arrayAt(1).length);
  const os::Handle handle = handleAt(call, 0);
  const auto part = partOf(call);
  const std::vector<std::byte> bytes(part.begin(), part.end());
  const auto taken = call.blocking([&] { return call.system().write(handle, bytes); });
  if (!taken) return wouldBlock(taken) ? call.returnInt(kWouldBlock) : call.fail(taken.error());
  return call.returnInt(static_cast<std::int64_t>(*taken));
}

std::uint64_t priceOfTransfer(const NativeArguments& arguments) {
  return kPriceOfHostCall + partOf(arguments).size() / kBytesPerUnit;
}

NativeStatus close(NativeCall& call) {
  const auto closed = call.blocking([&] { return call.system().close(handleAt(call, 0)); });
  return closed ? call.returnUnit() : call.fail(closed.error());
}

NativeStatus standardInput(NativeCall& call) {
  return call.returnInt(static_cast<std::int64_t>(call.system().standardInput().number));
}

// (bytes, byte, start, end) -> where, or -1
NativeStatus findByte(NativeCall& call) {
  const auto bytes = call.arrayAt(0).elements<std::uint8_t>();
  const std::int64_t start = call.intAt(2);
  const std::int64_t end = call.intAt(3);
  if (!isRange(start, end, bytes.size())) return badRange(call, start, end, bytes.size());
  const auto first = bytes.begin() + start;
  const auto last = bytes.begin() + end;
  const auto found = std::find(first, last, call.byteAt(1));
  return call.returnInt(found == last ? -1 : start + (found - first));
}

std::uint64_t priceOfFind(const NativeArguments& arguments) {
  const std::int64_t start = arguments.intAt(2);
  const std::int64_t end = arguments.intAt(3);
  return isRange(start, end, arguments.arrayAt(0).length) ? priceOfBytes(static_cast<std::uint64_t>(end - start)) : 1;
}

}  // namespace

void addHandleNatives(vm::NativeRegistry& registry) {
  registry.add("core.handle.read@1", "(Int, Array<Byte>, Int, Int) -> Int", priceOfTransfer, read);
  registry.add("core.handle.write@1", "(Int, Array<Byte>, Int, Int) -> Int", priceOfTransfer, write);
  registry.add("core.handle.close@1", "(Int) -> Unit", priceOfHostCall, close);
  registry.add("core.console.input@1", "() -> Int", standardInput);
  registry.add("core.bytes.find@1", "(Array<Byte>, Byte, Int, Int) -> Int", priceOfFind, findByte);
}

}  // namespace tatu::stdlib

// Standard streams.
#include <span>
#include <string>

#include "os/guest/system.h"
#include "stdlib/natives/core_natives.h"

namespace tatu::stdlib {

using vm::NativeArguments;
using vm::NativeCall;
using vm::NativeStatus;

namespace {

// At most this much is taken by one call.
constexpr std::uint64_t kMostBytesPerCall = 64 << 10;

std::string_view partOf(const NativeArguments& arguments) {
  const std::string_view text = arguments.stringAt(0);
  const std::int64_t start = arguments.intAt(1);
  if (start < 0 || static_cast<std::uint64_t>(start) > text.size()) return {};
  return text.substr(static_cast<std::size_t>(start), kMostBytesPerCall);
}

// (text, start) -> how many bytes were taken: a piece, so that a stop leaves nothing half told. The piece is copied, as
// a blocked write is outside the heap.
NativeStatus writeTo(NativeCall& call, os::Handle handle) {
  const std::string piece(partOf(call));
  const auto taken = call.blocking([&] { return call.system().write(handle, std::as_bytes(std::span(piece))); });
  return taken ? call.returnInt(static_cast<std::int64_t>(*taken)) : call.fail(taken.error());
}

NativeStatus write(NativeCall& call) { return writeTo(call, call.system().standardOutput()); }
NativeStatus writeError(NativeCall& call) { return writeTo(call, call.system().standardError()); }

NativeStatus flush(NativeCall& call) {
  const auto flushed = call.blocking([&] { return call.system().flush(call.system().standardOutput()); });
  return flushed ? call.returnUnit() : call.fail(flushed.error());
}

// Output is buffered, so a call costs less than other host calls.
std::uint64_t priceOfWrite(const NativeArguments& arguments) { return 10 + priceOfBytes(partOf(arguments).size()); }

}  // namespace

void addConsoleNatives(vm::NativeRegistry& registry) {
  registry.add("core.console.write@1", "(String, Int) -> Int", priceOfWrite, write);
  registry.add("core.console.write_error@1", "(String, Int) -> Int", priceOfWrite, writeError);
  registry.add("core.console.flush@1", "() -> Unit", priceOfHostCall, flush);
}

}  // namespace tatu::stdlib

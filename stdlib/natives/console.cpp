// Standard streams.
#include <array>
#include <cstring>
#include <string>

#include "os/guest/system.h"
#include "stdlib/natives/core_natives.h"
#include "stdlib/natives/unicode.h"

namespace tatu::stdlib {

using vm::CoreException;
using vm::NativeArguments;
using vm::NativeCall;
using vm::NativeStatus;

namespace {

// All of the text or an error: what was taken before the error stays written.
os::Result<void> writeAll(os::System& system, os::Handle handle, std::string_view text) {
  auto bytes = std::as_bytes(std::span(text.data(), text.size()));
  while (!bytes.empty()) {
    const auto taken = system.write(handle, bytes);
    if (!taken) return tl::unexpected(taken.error());
    bytes = bytes.subspan(*taken);
  }
  return {};
}

// The text is copied first: a blocked write is outside the heap.
NativeStatus writeTo(NativeCall& call, os::Handle handle) {
  const std::string text(call.stringAt(0));
  const auto result = call.blocking([&] { return writeAll(call.system(), handle, text); });
  return result ? call.returnUnit() : call.fail(result.error());
}

NativeStatus write(NativeCall& call) { return writeTo(call, call.system().standardOutput()); }
NativeStatus writeError(NativeCall& call) { return writeTo(call, call.system().standardError()); }

std::uint64_t priceOfText(const NativeArguments& arguments) { return priceOfBytes(arguments.stringAt(0).size()); }

}  // namespace

void addConsoleNatives(vm::NativeRegistry& registry) {
  registry.add("core.console.write@1", priceOfText, write);
  registry.add("core.console.write_error@1", priceOfText, writeError);
}

}  // namespace tatu::stdlib

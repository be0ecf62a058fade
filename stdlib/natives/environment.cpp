// Arguments, environment, memory, clocks, randomness, the end of the program.
#include <algorithm>
#include <array>
#include <chrono>
#include <optional>

#include "os/guest/system.h"
#include "stdlib/natives/core_natives.h"
#include "vm/guest.h"

namespace tatu::stdlib {

using vm::CoreException;
using vm::NativeArguments;
using vm::NativeCall;
using vm::NativeStatus;

namespace {

NativeStatus argumentCount(NativeCall& call) {
  return call.returnInt(static_cast<std::int64_t>(call.system().arguments().size()));
}

NativeStatus argument(NativeCall& call) {
  const auto arguments = call.system().arguments();
  const std::int64_t index = call.intAt(0);
  if (index < 0 || static_cast<std::uint64_t>(index) >= arguments.size()) {
    return call.fail(CoreException::Index,
                     "argument " + std::to_string(index) + " of " + std::to_string(arguments.size()));
  }
  vm::StringObject* text = call.newString(arguments[static_cast<std::size_t>(index)]);
  return text == nullptr ? call.stopped() : call.returnObject(text);
}

NativeStatus variable(NativeCall& call) {
  const auto value = call.system().environment(call.stringAt(0));
  if (!value) return call.fail(value.error());
  if (!*value) return call.returnObject(nullptr);
  vm::StringObject* text = call.newString(**value);
  return text == nullptr ? call.stopped() : call.returnObject(text);
}

NativeStatus unixMilliseconds(NativeCall& call) {
  const auto now = call.system().wallClock();
  if (!now) return call.fail(now.error());
  return call.returnInt(std::chrono::duration_cast<std::chrono::milliseconds>(*now).count());
}

NativeStatus monotonicNanoseconds(NativeCall& call) {
  const auto now = call.system().monotonicClock();
  return now ? call.returnInt(now->count()) : call.fail(now.error());
}

// Little-endian, so that a replayed or virtual system gives the same number on every host.
NativeStatus random(NativeCall& call) {
  std::array<std::byte, 8> bytes{};
  const auto result = call.system().randomBytes(bytes);
  if (!result) return call.fail(result.error());
  std::uint64_t value = 0;
  for (std::size_t i = 0; i < bytes.size(); ++i) value |= std::to_integer<std::uint64_t>(bytes[i]) << (8 * i);
  return call.returnInt(static_cast<std::int64_t>(value));
}

NativeStatus isMemoryShort(NativeCall& call) {
  const std::optional<bool> isShort = call.isMemoryShort();
  return isShort ? call.returnBool(*isShort) : call.stopped();
}

NativeStatus exit(NativeCall& call) {
  const std::int64_t code = call.intAt(0);
  if (code < 0 || code > 255)
    return call.fail(CoreException::Argument, "an exit code must be from 0 to 255, not " + std::to_string(code));
  return call.exit(code);
}

std::uint64_t priceOfName(const NativeArguments& arguments) {
  return kPriceOfHostCall + arguments.stringAt(0).size() / kBytesPerUnit;
}

}  // namespace

void addEnvironmentNatives(vm::NativeRegistry& registry) {
  registry.add("core.environment.argument_count@1", "() -> Int", argumentCount);
  registry.add("core.environment.argument@1", "(Int) -> String", argument);
  registry.add("core.environment.get@1", "(String) -> String?", priceOfName, variable);
  registry.add("core.time.unix_milliseconds@1", "() -> Int", priceOfHostCall, unixMilliseconds);
  registry.add("core.time.monotonic_nanoseconds@1", "() -> Int", priceOfHostCall, monotonicNanoseconds);
  registry.add("core.random.host@1", "() -> Int", priceOfHostCall, random);
  registry.add("core.memory.is_short@1", "() -> Bool", isMemoryShort);
  registry.add("core.process.exit@1", "(Int) -> Never", exit);
}

}  // namespace tatu::stdlib

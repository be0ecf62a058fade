// The natives of the core package: what its Tatu sources cannot say themselves. One file per area.
//
// Every native charges for its whole work before it starts (kBytesPerUnit), reads nothing outside its arguments, and
// gives the same result on every host.
#pragma once

#include <cstdint>

#include "os/error.h"
#include "os/guest/handle.h"
#include "vm/native.h"

namespace tatu::stdlib {

// Work on this many bytes costs one unit of fuel.
inline constexpr std::uint64_t kBytesPerUnit = 16;

// What a call that leaves the machine costs beside the bytes that it moves.
inline constexpr std::uint64_t kPriceOfHostCall = 100;

[[nodiscard]] constexpr std::uint64_t priceOfBytes(std::uint64_t bytes) { return 1 + bytes / kBytesPerUnit; }

[[nodiscard]] inline std::uint64_t priceOfHostCall(const vm::NativeArguments&) { return kPriceOfHostCall; }

// What natives return instead of a number if `os::System` says WouldBlock: the library waits then, and tries again.
inline constexpr std::int64_t kWouldBlock = -1;

template <typename T>
[[nodiscard]] bool wouldBlock(const os::Result<T>& result) {
  return !result && result.error().kind == os::ErrorKind::WouldBlock;
}

[[nodiscard]] inline os::Handle handleAt(const vm::NativeArguments& arguments, std::size_t parameter) {
  return {static_cast<std::uint64_t>(arguments.intAt(parameter))};
}

// Adds all natives that stdlib/core names.
void registerCoreNatives(vm::NativeRegistry& registry);

void addNumberNatives(vm::NativeRegistry& registry);
void addMathNatives(vm::NativeRegistry& registry);
void addCharNatives(vm::NativeRegistry& registry);
void addStringNatives(vm::NativeRegistry& registry);
void addHashNatives(vm::NativeRegistry& registry);
void addObjectNatives(vm::NativeRegistry& registry);
void addConsoleNatives(vm::NativeRegistry& registry);
void addHandleNatives(vm::NativeRegistry& registry);
void addFileNatives(vm::NativeRegistry& registry);
void addNetworkNatives(vm::NativeRegistry& registry);
void addEnvironmentNatives(vm::NativeRegistry& registry);
void addFiberNatives(vm::NativeRegistry& registry);

}  // namespace tatu::stdlib

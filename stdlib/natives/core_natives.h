// The natives of the core package: what its Tatu sources cannot say themselves. One file per area.
//
// Every native charges for its whole work before it starts (kBytesPerUnit), reads nothing outside its arguments, and
// gives the same result on every host.
#pragma once

#include <cstdint>

#include "vm/native.h"

namespace tatu::stdlib {

// Work on this many bytes costs one unit of fuel.
inline constexpr std::uint64_t kBytesPerUnit = 16;

// What a call that leaves the machine costs beside the bytes that it moves.
inline constexpr std::uint64_t kPriceOfHostCall = 100;

[[nodiscard]] constexpr std::uint64_t priceOfBytes(std::uint64_t bytes) { return 1 + bytes / kBytesPerUnit; }

// Adds all natives that stdlib/core names.
void registerCoreNatives(vm::NativeRegistry& registry);

void addNumberNatives(vm::NativeRegistry& registry);
void addMathNatives(vm::NativeRegistry& registry);
void addCharNatives(vm::NativeRegistry& registry);
void addStringNatives(vm::NativeRegistry& registry);
void addHashNatives(vm::NativeRegistry& registry);
void addObjectNatives(vm::NativeRegistry& registry);
void addConsoleNatives(vm::NativeRegistry& registry);
void addFileNatives(vm::NativeRegistry& registry);
void addEnvironmentNatives(vm::NativeRegistry& registry);
void addFiberNatives(vm::NativeRegistry& registry);

}  // namespace tatu::stdlib

// The core library's module, compiled from stdlib/core when Tatu was built and kept in the program itself.
#pragma once

#include <cstdint>
#include <span>

namespace tatu::stdlib {

[[nodiscard]] std::span<const std::uint8_t> coreModuleBytes();
// Where its bodies lie, for readBuiltInModule().
[[nodiscard]] std::span<const std::uint8_t> coreModulePositions();

}  // namespace tatu::stdlib

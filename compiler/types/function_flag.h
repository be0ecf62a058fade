// The flags of a function are kept as a number in symbols and modules; this is a flag's bit in it.
#pragma once

#include <cstdint>

#include "bytecode/module.h"

namespace tatu::compiler {

[[nodiscard]] constexpr std::uint32_t bit(bytecode::FunctionFlag flag) { return static_cast<std::uint32_t>(flag); }

}  // namespace tatu::compiler

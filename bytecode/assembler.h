// Assembles the text form of a module (.tasm). The result is a module like any other: nothing is known about it before
// the verifier has seen it.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include <tl/expected.hpp>

#include "bytecode/module.h"

namespace tatu::bytecode {

struct AssemblyError {
  std::uint32_t line = 0;  // 1-based
  std::uint32_t column = 0;
  std::string message;
};

[[nodiscard]] tl::expected<Module, AssemblyError> assemble(std::string_view text);

}  // namespace tatu::bytecode

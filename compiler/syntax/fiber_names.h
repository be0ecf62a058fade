// The names in which `scope`, `spawn` and `select` are said as other code. No program can write one of them, so nothing
// that it declares comes between.
#pragma once

#include <string_view>

namespace tatu::compiler {

// What begins so is a name of the core library, whatever the program declares.
inline constexpr std::string_view kCorePrefix = "core.";

// The scope that a `spawn` belongs to.
inline constexpr std::string_view kScopeName = "_<scope>";

}  // namespace tatu::compiler

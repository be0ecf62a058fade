// Whether `fun` or `val` declares an extension: `fun List<T>.second<T>(): T?`, `val String.initial: Char get() = …`.
#pragma once

#include <optional>
#include <vector>

#include "compiler/syntax/token.h"

namespace tatu::compiler {

// The raw index of the `.` or `?.` between the type, which begins at `begin`, and the name; nothing if there is none.
// Looks no further than the type and the name.
[[nodiscard]] std::optional<std::size_t> findReceiverDot(const std::vector<Token>& raw, std::size_t begin);

}  // namespace tatu::compiler

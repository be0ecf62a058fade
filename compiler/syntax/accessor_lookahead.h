// Finds the `get()` and `set(value)` of a property among raw tokens: they are names that only their surroundings tell
// from others.
#pragma once

#include <vector>

#include "compiler/syntax/token.h"

namespace tatu::compiler {

// A name with `()` and a body.
[[nodiscard]] bool looksLikeGetter(const std::vector<Token>& raw, std::size_t at);
// A name with one other name in parentheses, whose type may be written, and a body.
[[nodiscard]] bool looksLikeSetter(const std::vector<Token>& raw, std::size_t at);

}  // namespace tatu::compiler

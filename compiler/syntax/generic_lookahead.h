// Does a `<` behind a name open type arguments, or is it a comparison?
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "compiler/syntax/token.h"

namespace tatu::compiler {

// The index of the `>` that closes the type arguments opened by raw[open], if they are such: between the two stands
// only what can stand in types, brackets in balance, and behind the `>` nothing that begins an operand, except for `(`,
// `{` and `if`. At most kGenericLookahead tokens are looked at. If the arguments nest more than kMaxTypeNesting deep
// the answer is kNestedTooDeeply.
[[nodiscard]] std::optional<std::size_t> findTypeArgumentsEnd(const std::vector<Token>& raw, std::size_t open);

// The same for the type parameters of a declaration, where bounds and variance may stand too, and all tokens are looked
// at that there are.
[[nodiscard]] std::optional<std::size_t> findTypeParametersEnd(const std::vector<Token>& raw, std::size_t open);

inline constexpr std::size_t kGenericLookahead = 512;
inline constexpr std::size_t kMaxTypeNesting = 64;
inline constexpr std::size_t kNestedTooDeeply = SIZE_MAX;

}  // namespace tatu::compiler

// Searching for a text in a text, in time linear in both, whatever they are: an attacker who chooses them gains
// nothing.
#pragma once

#include <cstddef>
#include <string_view>

namespace tatu::stdlib {

inline constexpr std::size_t kNotFound = static_cast<std::size_t>(-1);

// The offset of the first occurrence. An empty part is found at 0.
[[nodiscard]] std::size_t findFirst(std::string_view text, std::string_view part);
// The offset of the last occurrence. An empty part is found at the end.
[[nodiscard]] std::size_t findLast(std::string_view text, std::string_view part);

}  // namespace tatu::stdlib

// Small helpers for the wording of messages.
#pragma once

#include <string>
#include <string_view>

#include "compiler/types/type.h"

namespace tatu::compiler::check {

inline constexpr std::string_view kTypeLimits =
    "types nest at most 64 levels deep, have at most 256 parts, and a tuple's value at most 64";

[[nodiscard]] inline std::string quoted(std::string_view text) { return "`" + std::string(text) + "`"; }
[[nodiscard]] inline std::string quoted(const Type* type) { return "`" + toString(type) + "`"; }
[[nodiscard]] inline std::string counted(std::size_t count, std::string_view noun) {
  return std::to_string(count) + " " + std::string(noun) + (count == 1 ? "" : "s");
}
// "an `Int`", "a `String`".
[[nodiscard]] inline std::string withArticle(const Type* type) {
  const std::string name = toString(type);
  if (name == "null") return "`null`";
  const bool isVowel = !name.empty() && std::string_view("AEIOaeio").find(name[0]) != std::string_view::npos;
  return std::string(isVowel ? "an " : "a ") + "`" + name + "`";
}

}  // namespace tatu::compiler::check

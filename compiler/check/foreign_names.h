// Names that people know from the libraries of other languages, and what is written here instead. Asked only when a
// name is unknown already.
#pragma once

#include <span>
#include <string_view>

namespace tatu::compiler::check {

struct ForeignName {
  std::string_view word;
  std::string_view instead;  // empty if nothing takes its place word for word
  std::string_view advice;   // empty: `instead` says it all
};

// Null if there is nothing to say. Types are names too.
[[nodiscard]] const ForeignName* findForeignName(std::string_view word);
[[nodiscard]] const ForeignName* findForeignType(std::string_view word);

// A row is for types that have the member `ours`; without advice, `ours` is what was meant.
struct ForeignMember {
  std::string_view word;
  std::string_view ours;
  std::string_view advice;
};

[[nodiscard]] std::span<const ForeignMember> foreignMembers();
// The same for static members.
[[nodiscard]] std::span<const ForeignMember> foreignStatics();

}  // namespace tatu::compiler::check

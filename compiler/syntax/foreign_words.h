// Words of other languages that people write by habit, and what to write instead.
#pragma once

#include <string_view>

namespace tatu::compiler {

struct ForeignWord {
  std::string_view word;
  std::string_view instead;  // empty if nothing takes its place word for word
  std::string_view explanation;
};

// Null if it is an ordinary name. A program may use these words as names: ask only when something is wrong already.
[[nodiscard]] const ForeignWord* findForeignWord(std::string_view word);

}  // namespace tatu::compiler

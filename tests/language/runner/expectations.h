// What a language test expects, written in its own comments; docs/testing.md has the table of what can be said.
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace tatu::language_test {

using CodePlace = std::pair<std::uint32_t, std::string>;  // line, code

struct Expectations {
  std::string output;
  int exitCode = 0;
  std::string error;  // empty: none
  std::set<CodePlace> compileErrors;
  std::set<CodePlace> warnings;
  std::vector<std::string> arguments;
  std::string input;
  std::vector<std::string> flags;
};

[[nodiscard]] Expectations readExpectations(std::string_view source);

// The blocks ```tatu of a Markdown text, with the line at which each begins.
struct Block {
  std::uint32_t line = 0;
  std::string source;
};
[[nodiscard]] std::vector<Block> readBlocks(std::string_view markdown);

}  // namespace tatu::language_test

// What a language test expects, written in its own comments:
//
//   // => text            the program prints this line (in the order of the comments)
//   // exit: 3            the exit code (0 if nothing is said)
//   // error: Class: msg  an exception that nobody catches; or a limit by its name (fuel, memory, deadline); exit code
//   1 unless said // error: E0401       at the end of a line: the compiler refuses this line with that code; nothing is
//   run // warning: W0801     at the end of a line: a warning with that code // args: a "b c"      the program's
//   arguments // stdin: text        one line of standard input; may be repeated // flags: --fuel=10k  options of `tatu
//   run`
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

// The layout: from raw tokens to the tokens of the grammar.
//
// It puts a Separator where a line end or `;` ends something, matches brackets, and gives tokens that look alike but
// mean different things kinds of their own (see token_kinds.def), so that the grammar needs one token of look-ahead. It
// works from left to right with a stack of the open brackets, looking a bounded distance ahead only for type arguments.
//
// What the result guarantees, error or not:
// - brackets are balanced, and a closing token's payload is the index of its opening one;
// - a Separator never follows an opening brace or another Separator, and never stands before a closing brace or the
//   end;
// - brackets nest at most kMaxNesting deep;
// - the tokens of the file's entries (imports and declarations) lie between Separators outside of all brackets.
#pragma once

#include <vector>

#include "compiler/diagnostics/diagnostic_collector.h"
#include "compiler/source/source_file.h"
#include "compiler/syntax/token.h"

namespace tatu::compiler {

inline constexpr std::size_t kMaxNesting = 500;

struct TokenLayout {
  std::vector<Token> tokens;           // ends with EndOfFile
  std::vector<std::uint32_t> damaged;  // indices of tokens at which brackets were repaired, ascending
  bool nestedTooDeeply = false;        // the tokens stop where the limit was passed
};

[[nodiscard]] TokenLayout layOut(const SourceFile& source, const std::vector<Token>& raw,
                                 DiagnosticCollector& diagnostics);

}  // namespace tatu::compiler

// The scanner: from text to raw tokens, without regard to context.
//
// The result holds each `>` by itself (the layout joins `>>` and `>=` where they are operators), every `-` as Minus,
// every bracket in its plain form (ParenOpen, BracketOpen, BraceOpen), `<` as Less, and no separators: line ends are
// flags of the tokens behind them. The text must be valid UTF-8. Every error was reported when it returns; scanning
// always goes on behind it.
#pragma once

#include "compiler/diagnostics/diagnostic_collector.h"
#include "compiler/source/source_file.h"
#include "compiler/syntax/token.h"

namespace tatu::compiler {

[[nodiscard]] TokenArray scan(const SourceFile& source, DiagnosticCollector& diagnostics);

}  // namespace tatu::compiler

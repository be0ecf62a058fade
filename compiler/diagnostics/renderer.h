// Diagnostics as text: for people (with carets), for people in a hurry (one line each), and for machines (JSON).
//
// Whatever the source holds, the output is valid UTF-8 without control characters other than line feeds (and colour
// sequences if asked for): a source file cannot drive the terminal that shows its errors.
#pragma once

#include <string>

#include "compiler/diagnostics/diagnostic.h"
#include "compiler/diagnostics/diagnostic_collector.h"
#include "compiler/source/source_map.h"

namespace tatu::compiler {

enum class DiagnosticFormat : std::uint8_t { Human, Short, Json };

struct RenderOptions {
  DiagnosticFormat format = DiagnosticFormat::Human;
  bool colour = false;   // Human only
  unsigned width = 120;  // columns for source lines; longer ones are cut around the span. Human only
};

// Each result ends with a line feed. Human: several lines and an empty line. Short: `file:line:col: error[E…]: text`.
// Json: one line, an LSP Diagnostic object with `uri`, `relatedInformation` and, in `data`, notes and fix edits.
[[nodiscard]] std::string render(const Diagnostic& diagnostic, const SourceMap& sources, const RenderOptions& options);

// All diagnostics in their order, then, for people, the line `2 errors, 1 warning` if there are any.
[[nodiscard]] std::string renderAll(const DiagnosticCollector& collector, const SourceMap& sources,
                                    const RenderOptions& options);

}  // namespace tatu::compiler

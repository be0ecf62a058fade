// A message about the source text: what is wrong, where, and what could be done.
//
//   collector.report(Diagnostic(DiagnosticCode::TypeMismatch, span, "I expected `Int` here, but this is a `String`")
//                        .label("a `String`")
//                        .also(parameter.span, "the parameter is declared here")
//                        .help("convert it", {Edit{span, "text.toInt()"}}));
//
// A message is a sentence without a final stop; names and source text stand in backquotes. It says what was expected
// and what was found. The text may hold bytes from the source: the renderers make control characters harmless.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "compiler/diagnostics/diagnostic_code.h"
#include "compiler/source/source_position.h"

namespace tatu::compiler {

// A place with a text beside its caret; the text may be empty.
struct Label {
  SourceSpan span;
  std::string text;
};

// Replaces the text of the span. An empty span inserts.
struct Edit {
  SourceSpan span;
  std::string replacement;
};

// Advice, with the edits that would follow it if they can be named.
struct Help {
  std::string text;
  std::vector<Edit> edits;
};

struct Diagnostic {
  Diagnostic(DiagnosticCode diagnosticCode, SourceSpan span, std::string text)
      : code(diagnosticCode), primary{span, {}}, message(std::move(text)) {}

  DiagnosticCode code;
  Label primary;
  std::string message;
  std::vector<Label> secondary;
  std::vector<std::string> notes;
  std::vector<Help> helps;

  [[nodiscard]] Severity severity() const { return info(code).severity; }

  Diagnostic&& label(std::string text) && {
    primary.text = std::move(text);
    return std::move(*this);
  }
  Diagnostic&& also(SourceSpan span, std::string text) && {
    secondary.push_back({span, std::move(text)});
    return std::move(*this);
  }
  Diagnostic&& note(std::string text) && {
    notes.push_back(std::move(text));
    return std::move(*this);
  }
  Diagnostic&& help(std::string text, std::vector<Edit> edits = {}) && {
    helps.push_back({std::move(text), std::move(edits)});
    return std::move(*this);
  }
};

}  // namespace tatu::compiler

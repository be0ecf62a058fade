// What the tests of the parser share.
#pragma once

#include <string>

#include "compiler/ast/dump.h"
#include "compiler/diagnostics/renderer.h"
#include "compiler/syntax/parser.h"

namespace tatu::compiler::testing {

// A parsed text with all that it needs to stay alive.
struct Parsed {
  explicit Parsed(std::string text, const ParseOptions& options = {}) {
    source = sources.add("test.tatu", std::move(text)).value();
    result = parseFile(*source, diagnostics, options);
    diagnostics.sortByPosition();
  }

  [[nodiscard]] std::string tree() const { return ast::dump(*result.file); }
  [[nodiscard]] std::string errors() const { return renderAll(diagnostics, sources, {}); }
  [[nodiscard]] std::string shortErrors() const {
    return renderAll(diagnostics, sources, {DiagnosticFormat::Short, false, 120});
  }

  SourceMap sources;
  const SourceFile* source = nullptr;
  DiagnosticCollector diagnostics;
  ParsedFile result;
};

}  // namespace tatu::compiler::testing

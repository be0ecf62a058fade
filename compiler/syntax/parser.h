// From source text to syntax tree: the only entrance to this folder that other parts need.
#pragma once

#include <memory>

#include "compiler/ast/arena.h"
#include "compiler/ast/file.h"
#include "compiler/diagnostics/diagnostic_collector.h"
#include "compiler/source/source_file.h"

namespace tatu::compiler {

struct ParseOptions {
  // Allows `builtin class` and `native fun`: only for the core library.
  bool coreLibrary = false;
};

// A tree together with the memory that holds it. The tree also points into the source text, so the SourceMap must
// live longer.
struct ParsedFile {
  std::unique_ptr<ast::Arena> arena;
  const ast::File* file = nullptr;  // never null
  bool hasErrors = false;           // some declaration is broken or incomplete
};

// Never fails: what is wrong goes to the collector, what could be read is in the tree. Safe to call from several
// threads at once with different collectors.
[[nodiscard]] ParsedFile parseFile(const SourceFile& source, DiagnosticCollector& diagnostics,
                                   const ParseOptions& options = {});

}  // namespace tatu::compiler

// Compiling for the command: the compiler with the host's files under it.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "bytecode/module.h"
#include "cli/console.h"
#include "compiler/diagnostics/renderer.h"
#include "compiler/source/source_map.h"

namespace tatu::cli {

struct CompileRequest {
  std::string name;           // of the main file, as messages show it
  std::string path;           // where it is; empty: on standard input
  bool readsImports = false;  // from beside the file, or from the working folder if it has no path
  std::string text;
  bool needsMain = false;
  const bytecode::Module* core = nullptr;
  std::vector<const bytecode::Module*> packages;  // others that it can import
  compiler::RenderOptions rendering;
};

// An error or warning as a place, for tests.
struct DiagnosticPlace {
  std::string code;  // "E0123"
  std::string file;
  std::uint32_t line = 0;
  bool isError = false;
};

struct CompileOutcome {
  std::optional<bytecode::Module> module;  // none if there were errors
  std::string messages;                    // rendered, warnings too
  std::vector<DiagnosticPlace> places;
  std::shared_ptr<const compiler::SourceMap> sources;  // what was read, the main file first
  std::string folder;                                  // of imports, with the slash
};

[[nodiscard]] CompileOutcome compileText(const CompileRequest& request);

// The core library itself, from the files of its folder.
[[nodiscard]] CompileOutcome compileCoreLibrary(const std::string& folder, const compiler::RenderOptions& rendering);

}  // namespace tatu::cli

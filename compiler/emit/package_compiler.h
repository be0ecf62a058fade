// From the files of a package to its module: runs the checker's phases and the emitter, one declaration after the
// other.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "bytecode/module.h"
#include "compiler/check/options.h"
#include "compiler/diagnostics/diagnostic_collector.h"
#include "compiler/source/source_map.h"

namespace tatu::compiler {

struct PackageOptions {
  CheckOptions check;
  std::string name;  // of the package or the single file
  std::string version = "0.0.0";
};

// The name of the package that a single file is: that of the file, without folders and ".tatu", as other packages could
// write it behind `import`; the name of a file may be anything.
[[nodiscard]] std::string packageNameOf(std::string_view fileName);

// The module, or nothing if there were errors; they and the warnings are in `diagnostics`, sorted. `roots` are files of
// `sources`; what they import is added to it.
[[nodiscard]] std::optional<bytecode::Module> compilePackage(const PackageOptions& options,
                                                             const std::vector<FileId>& roots, SourceMap& sources,
                                                             DiagnosticCollector& diagnostics);

}  // namespace tatu::compiler

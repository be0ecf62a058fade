// Compiles programs of the tests against the core library.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "compiler/diagnostics/renderer.h"
#include "compiler/emit/package_compiler.h"

namespace tatu::compiler::testing {

[[nodiscard]] std::string readText(const std::string& path);
// The core library, compiled once from stdlib/core; that it compiles is checked.
[[nodiscard]] const bytecode::Module& coreModule();

struct Compiled {
  std::unique_ptr<SourceMap> sources = std::make_unique<SourceMap>();
  DiagnosticCollector diagnostics;
  std::optional<bytecode::Module> module;

  [[nodiscard]] std::string rendered(DiagnosticFormat format) const;
  // The codes in order: "E0301 W0801".
  [[nodiscard]] std::string codes() const;
  // The name of the file that the code of the module's function comes from.
  [[nodiscard]] std::string fileOf(std::string_view function) const;
};

using ModuleTexts = std::map<std::string, std::string, std::less<>>;  // by path: "geometry/shapes"

// A package that the program can import, made of one file; those before it are there for it, too.
struct PackageText {
  std::string name;
  std::string text;
};

[[nodiscard]] Compiled compiled(const std::string& fileName, const std::string& text, const ModuleTexts& modules = {},
                                const std::vector<PackageText>& packages = {});

}  // namespace tatu::compiler::testing

#include "cli/compile.h"

#include <algorithm>
#include <utility>

#include "compiler/diagnostics/diagnostic_collector.h"
#include "compiler/emit/package_compiler.h"
#include "compiler/source/source_map.h"
#include "os/platform/host_file.h"

namespace tatu::cli {

namespace {

using compiler::DiagnosticCollector;
using compiler::FileId;
using compiler::SourceMap;

constexpr std::string_view kSuffix = ".tatu";

// The folder of a path, with the slash; empty for a plain name.
std::string folderOf(const std::string& path) {
  const std::size_t slash = path.find_last_of('/');
  return slash == std::string::npos ? std::string() : path.substr(0, slash + 1);
}

std::vector<DiagnosticPlace> placesOf(const DiagnosticCollector& diagnostics, const SourceMap& sources) {
  std::vector<DiagnosticPlace> places;
  for (const compiler::Diagnostic& diagnostic : diagnostics.diagnostics()) {
    const compiler::SourceFile& file = sources.fileOf(diagnostic.primary.span.begin);
    const compiler::LineColumn at = compiler::lineColumn(file, diagnostic.primary.span.begin);
    places.push_back({std::string(compiler::info(diagnostic.code).text), file.name(), at.line,
                      diagnostic.severity() == compiler::Severity::Error});
  }
  return places;
}

CompileOutcome compileFiles(const compiler::PackageOptions& options, const std::vector<FileId>& roots,
                            SourceMap& sources, const compiler::RenderOptions& rendering) {
  DiagnosticCollector diagnostics;
  CompileOutcome outcome;
  outcome.module = compiler::compilePackage(options, roots, sources, diagnostics);
  outcome.messages = compiler::renderAll(diagnostics, sources, rendering);
  outcome.places = placesOf(diagnostics, sources);
  return outcome;
}

CompileOutcome tooLarge(const std::string& name) {
  CompileOutcome outcome;
  outcome.messages = name + ": error[E0111]: the file is larger than 64 MiB\n";
  outcome.places.push_back({"E0111", name, 1, true});
  return outcome;
}

// Files that `import` names lie beside the main file.
std::optional<compiler::LoadedSource> loadBeside(const std::string& folder, std::string_view path) {
  const std::string name = folder + std::string(path) + std::string(kSuffix);
  auto text = os::readHostFile(name, compiler::kMaxFileBytes + 1);
  if (!text) return std::nullopt;
  return compiler::LoadedSource{name, std::move(*text)};
}

}  // namespace

CompileOutcome compileText(const CompileRequest& request) {
  const auto sources = std::make_shared<SourceMap>();
  const auto file = sources->add(request.name, request.text);
  if (!file) return tooLarge(request.name);
  compiler::PackageOptions options;
  options.name = compiler::packageNameOf(request.name);
  options.check.needsMain = request.needsMain;
  options.check.packages.push_back(request.core);
  options.check.packages.insert(options.check.packages.end(), request.packages.begin(), request.packages.end());
  if (request.readsImports) {
    options.check.loadFile = [folder = folderOf(request.path)](std::string_view path) {
      return loadBeside(folder, path);
    };
  }
  CompileOutcome outcome = compileFiles(options, {(*file)->id()}, *sources, request.rendering);
  outcome.sources = sources;
  outcome.folder = folderOf(request.path);
  return outcome;
}

CompileOutcome compileCoreLibrary(const std::string& folder, const compiler::RenderOptions& rendering) {
  SourceMap sources;
  std::vector<FileId> roots;
  CompileOutcome outcome;
  const auto entries = os::listHostDirectory(folder);
  if (!entries) {
    outcome.messages = entries.error().message + "\n";
    return outcome;
  }
  for (const os::DirectoryEntry& entry : *entries) {
    if (!entry.name.ends_with(kSuffix)) continue;
    auto text = os::readHostFile(folder + "/" + entry.name, compiler::kMaxFileBytes);
    const auto file = text ? sources.add("core/" + entry.name, std::move(*text))
                           : tl::unexpected(compiler::AddFileError::FileTooLarge);
    if (!file) return tooLarge(entry.name);
    roots.push_back((*file)->id());
  }
  compiler::PackageOptions options;
  options.name = "core";
  options.version = "0.1.0";
  options.check.isCore = true;
  return compileFiles(options, roots, sources, rendering);
}

}  // namespace tatu::cli

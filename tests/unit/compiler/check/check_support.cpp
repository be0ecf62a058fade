#include "tests/unit/compiler/check/check_support.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <deque>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <vector>

namespace tatu::compiler::testing {

std::string readText(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

const bytecode::Module& coreModule() {
  static const std::optional<bytecode::Module> core = [] {
    std::vector<std::filesystem::path> paths;
    for (const auto& entry : std::filesystem::directory_iterator(std::string(TATU_SOURCE_DIR) + "/stdlib/core")) {
      if (entry.path().extension() == ".tatu") paths.push_back(entry.path());
    }
    std::sort(paths.begin(), paths.end());
    SourceMap sources;
    std::vector<FileId> roots;
    for (const auto& path : paths) {
      roots.push_back(sources.add(path.filename().string(), readText(path.string())).value()->id());
    }
    PackageOptions options;
    options.check.isCore = true;
    options.name = "core";
    DiagnosticCollector diagnostics;
    auto module = compilePackage(options, roots, sources, diagnostics);
    EXPECT_TRUE(module.has_value()) << renderAll(diagnostics, sources, {});
    return module;
  }();
  return core.value();
}

std::string Compiled::rendered(DiagnosticFormat format) const {
  RenderOptions options;
  options.format = format;
  options.width = 100;
  std::string text;
  for (const Diagnostic& diagnostic : diagnostics.diagnostics()) text += render(diagnostic, *sources, options);
  return text;
}

std::string Compiled::codes() const {
  std::string text;
  for (const Diagnostic& diagnostic : diagnostics.diagnostics()) {
    text += (text.empty() ? "" : " ") + std::string(info(diagnostic.code).text);
  }
  return text;
}

std::string Compiled::fileOf(std::string_view function) const {
  for (const bytecode::Function& row : module->functions) {
    if (module->text(row.name) != function || row.code == bytecode::Function::kNoCode) continue;
    return std::string(module->text(module->code[row.code].file));
  }
  return "";
}

namespace {

using Modules = std::vector<const bytecode::Module*>;

Compiled compiledWith(const Modules& packages, const std::string& name, const std::string& fileName,
                      const std::string& text, const ModuleTexts& modules) {
  Compiled result;
  PackageOptions options;
  options.name = name;
  options.check.packages = packages;
  options.check.loadFile = [&modules](std::string_view path) -> std::optional<LoadedSource> {
    const auto found = modules.find(path);
    if (found == modules.end()) return std::nullopt;
    return LoadedSource{std::string(path) + ".tatu", found->second};
  };
  const FileId root = result.sources->add(fileName, text).value()->id();
  result.module = compilePackage(options, {root}, *result.sources, result.diagnostics);
  return result;
}

}  // namespace

Compiled compiled(const std::string& fileName, const std::string& text, const ModuleTexts& modules,
                  const std::vector<PackageText>& packages) {
  Modules all{&coreModule()};
  std::deque<bytecode::Module> made;
  for (const PackageText& package : packages) {
    Compiled result = compiledWith(all, package.name, package.name + ".tatu", package.text, {});
    EXPECT_TRUE(result.module.has_value()) << result.rendered(DiagnosticFormat::Human);
    if (result.module) all.push_back(&made.emplace_back(std::move(*result.module)));
  }
  return compiledWith(all, "program", fileName, text, modules);
}

}  // namespace tatu::compiler::testing

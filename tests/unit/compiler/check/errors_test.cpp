// Every file of tests/errors is compiled against the core library; the lines `//! line:column: …` at its end are the
// diagnostics it must give, in the short form, no more and no less.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "compiler/diagnostics/renderer.h"
#include "compiler/emit/package_compiler.h"

namespace tatu::compiler {
namespace {

std::string readText(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

std::vector<std::filesystem::path> filesIn(const std::string& folder) {
  std::vector<std::filesystem::path> paths;
  for (const auto& entry : std::filesystem::directory_iterator(std::string(TATU_SOURCE_DIR) + "/" + folder)) {
    if (entry.path().extension() == ".tatu") paths.push_back(entry.path());
  }
  std::sort(paths.begin(), paths.end());
  return paths;
}

std::optional<bytecode::Module> compileCore(std::string& messages) {
  SourceMap sources;
  DiagnosticCollector diagnostics;
  PackageOptions options;
  options.check.isCore = true;
  options.name = "core";
  std::vector<FileId> roots;
  for (const auto& path : filesIn("stdlib/core")) {
    roots.push_back((*sources.add(path.filename().string(), readText(path)))->id());
  }
  auto module = compilePackage(options, roots, sources, diagnostics);
  messages = renderAll(diagnostics, sources, {});
  return module;
}

std::string expectedOf(const std::string& text) {
  std::istringstream lines(text);
  std::string expected;
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with("//! ")) expected += line.substr(4) + "\n";
  }
  return expected;
}

std::string actualOf(const std::string& text, const bytecode::Module& core) {
  SourceMap sources;
  DiagnosticCollector diagnostics;
  PackageOptions options;
  options.name = "program";
  options.check.packages = {&core};
  const FileId root = (*sources.add("f", text))->id();
  (void)compilePackage(options, {root}, sources, diagnostics);
  RenderOptions rendering;
  rendering.format = DiagnosticFormat::Short;
  std::string actual;
  for (const Diagnostic& diagnostic : diagnostics.diagnostics())
    actual += render(diagnostic, sources, rendering).substr(2);
  return actual;
}

TEST(CompileErrors, AreThosePinnedInTheFiles) {
  std::string messages;
  const auto core = compileCore(messages);
  ASSERT_TRUE(core.has_value()) << messages;
  const auto paths = filesIn("tests/errors");
  EXPECT_GE(paths.size(), 150u);
  for (const auto& path : paths) {
    const std::string text = readText(path);
    const std::string expected = expectedOf(text);
    EXPECT_FALSE(expected.empty()) << path;
    EXPECT_EQ(actualOf(text, *core), expected) << path;
  }
}

}  // namespace
}  // namespace tatu::compiler

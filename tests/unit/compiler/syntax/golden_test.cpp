// Golden tests of the parser. Each file golden/NAME.txt holds cases:
//
//   === title
//   source text
//   ---
//   the syntax tree, then the diagnostics, as expected
//
// With TATU_UPDATE_GOLDEN=1 in the environment the expected parts are rewritten instead; read the difference before
// committing it. A title that begins with `core:` is parsed as part of the core library.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "tests/unit/compiler/syntax/parse_support.h"

namespace tatu::compiler::testing {
namespace {

struct GoldenCase {
  std::string title;
  std::string source;
  std::string expected;
};

std::filesystem::path goldenFolder() {
  return std::filesystem::path(TATU_SOURCE_DIR) / "tests/unit/compiler/syntax/golden";
}

std::vector<GoldenCase> readCases(const std::filesystem::path& path) {
  std::ifstream stream(path);
  std::vector<GoldenCase> cases;
  std::string* target = nullptr;
  for (std::string line; std::getline(stream, line);) {
    if (line.starts_with("=== ")) {
      cases.push_back({line.substr(4), "", ""});
      target = &cases.back().source;
    } else if (line == "---" && target != nullptr) {
      target = &cases.back().expected;
    } else if (target != nullptr) {
      *target += line + "\n";
    }
  }
  return cases;
}

std::string outcome(const GoldenCase& each) {
  const Parsed parsed(each.source, {each.title.starts_with("core:")});
  return parsed.tree() + parsed.errors();
}

void rewrite(const std::filesystem::path& path, const std::vector<GoldenCase>& cases) {
  std::ofstream stream(path);
  for (const GoldenCase& each : cases) {
    stream << "=== " << each.title << "\n" << each.source << "---\n" << outcome(each);
  }
}

class GoldenTest : public ::testing::TestWithParam<std::string> {};

TEST_P(GoldenTest, TreesAndDiagnosticsAreAsExpected) {
  const std::filesystem::path path = goldenFolder() / (GetParam() + ".txt");
  const std::vector<GoldenCase> cases = readCases(path);
  ASSERT_FALSE(cases.empty()) << path;
  if (std::getenv("TATU_UPDATE_GOLDEN") != nullptr) return rewrite(path, cases);
  for (const GoldenCase& each : cases) {
    EXPECT_EQ(each.expected, outcome(each)) << path << ": " << each.title;
  }
}

std::vector<std::string> goldenNames() {
  std::vector<std::string> names;
  for (const auto& entry : std::filesystem::directory_iterator(goldenFolder())) {
    if (entry.path().extension() == ".txt") names.push_back(entry.path().stem().string());
  }
  std::sort(names.begin(), names.end());
  return names;
}

INSTANTIATE_TEST_SUITE_P(Syntax, GoldenTest, ::testing::ValuesIn(goldenNames()),
                         [](const auto& parameter) { return parameter.param; });

}  // namespace
}  // namespace tatu::compiler::testing

// Every file of tests/errors is compiled against the core library. The lines at its end that begin with `//!` are what
// the compiler must say about it, to the letter: message, carets, notes and advice. A line `//@ path` begins the text
// of a module that can be imported, a line `//@ package name` that of a package.
//
// With TATU_UPDATE_EXPECTED=1 in the environment the expectations are written anew; read what has changed.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "tests/unit/compiler/check/check_support.h"

namespace tatu::compiler::testing {
namespace {

struct ErrorTest {
  std::string program;
  std::string written;  // program and modules as they stand in the file
  ModuleTexts modules;
  std::vector<PackageText> packages;
  std::string expected;
};

ErrorTest parseTest(const std::string& path) {
  ErrorTest test;
  std::istringstream lines(readText(path));
  std::string* target = &test.program;
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with("//!")) {
      test.expected += line.substr(std::min<std::size_t>(line.size(), 4)) + "\n";
      continue;
    }
    test.written += line + "\n";
    constexpr std::string_view kPackage = "//@ package ";
    if (line.starts_with(kPackage)) {
      target = &test.packages.emplace_back(PackageText{line.substr(kPackage.size()), ""}).text;
    } else if (line.starts_with("//@ ")) {
      target = &test.modules[line.substr(4)];
    } else {
      *target += line + "\n";
    }
  }
  return test;
}

std::string messagesOf(const std::string& name, const ErrorTest& test) {
  std::string messages = compiled(name, test.program, test.modules, test.packages).rendered(DiagnosticFormat::Human);
  if (messages.ends_with("\n\n")) messages.pop_back();
  return messages;
}

void update(const std::string& path, const ErrorTest& test, const std::string& messages) {
  std::ofstream file(path, std::ios::binary);
  file << test.written;
  std::istringstream lines(messages);
  for (std::string line; std::getline(lines, line);) file << "//!" << (line.empty() ? "" : " ") << line << "\n";
}

TEST(CompileErrors, AreThosePinnedInTheFiles) {
  std::size_t count = 0;
  for (const auto& entry : std::filesystem::directory_iterator(std::string(TATU_SOURCE_DIR) + "/tests/errors")) {
    if (entry.path().extension() != ".tatu") continue;
    ++count;
    const ErrorTest test = parseTest(entry.path().string());
    const std::string messages = messagesOf(entry.path().filename().string(), test);
    if (std::getenv("TATU_UPDATE_EXPECTED") != nullptr) update(entry.path().string(), test, messages);
    EXPECT_FALSE(test.expected.empty()) << entry.path();
    EXPECT_EQ(messages, test.expected) << entry.path();
  }
  EXPECT_GE(count, 150u);
}

}  // namespace
}  // namespace tatu::compiler::testing

// One language test: a program that is compiled twice, written, read, taken apart and put together again, and run by
// each tier.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "cli/session.h"
#include "tests/language/runner/expectations.h"

namespace tatu::language_test {

struct TestProgram {
  std::string name;  // as messages show it
  std::string path;  // of the file, for imports; may be empty
  std::string source;
};

// What all tests of one process share.
struct TestMachine {
  const cli::Console& console;
  cli::Verified core;
  cli::Session& session;
};

// What went wrong, one text each; empty if the test passed.
[[nodiscard]] std::vector<std::string> runTest(TestMachine& machine, const TestProgram& program);

}  // namespace tatu::language_test

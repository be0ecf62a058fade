// Modules for tests: the text files of tests/verifier, assembled and verified.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "bytecode/module.h"
#include "bytecode/verified_module.h"

namespace tatu::bytecode::test {

[[nodiscard]] std::string readFile(const std::string& path);
// Paths below tests/verifier/FOLDER that end in .tasm, sorted.
[[nodiscard]] std::vector<std::string> textFiles(std::string_view folder);
// Fails the test if the text is wrong.
[[nodiscard]] Module assembleText(std::string_view text, std::string_view name);
// The small core package of the tests.
[[nodiscard]] std::shared_ptr<const VerifiedModule> core();
[[nodiscard]] std::vector<std::shared_ptr<const VerifiedModule>> packages();

}  // namespace tatu::bytecode::test

#include "test_modules.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <sstream>

#include <gtest/gtest.h>

#include "bytecode/assembler.h"
#include "bytecode/verifier.h"

namespace tatu::bytecode::test {

namespace {

const std::string kFolder = TATU_SOURCE_DIR "/tests/verifier/";

}  // namespace

std::string readFile(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  EXPECT_TRUE(file.good()) << path;
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

std::vector<std::string> textFiles(std::string_view folder) {
  std::vector<std::string> paths;
  for (const auto& entry : std::filesystem::directory_iterator(kFolder + std::string(folder))) {
    if (entry.path().extension() == ".tasm") paths.push_back(entry.path().string());
  }
  std::sort(paths.begin(), paths.end());
  return paths;
}

Module assembleText(std::string_view text, std::string_view name) {
  auto module = assemble(text);
  if (!module) {
    ADD_FAILURE() << name << ":" << module.error().line << ":" << module.error().column << ": "
                  << module.error().message;
    return {};
  }
  return std::move(*module);
}

std::shared_ptr<const VerifiedModule> core() {
  VerifyOptions options;
  options.isCore = true;
  options.file = "core.tasm";
  auto verified = verifyModule(assembleText(readFile(kFolder + "core.tasm"), "core.tasm"), {}, options);
  if (!verified) {
    ADD_FAILURE() << verified.error().text();
    return nullptr;
  }
  return *verified;
}

std::vector<std::shared_ptr<const VerifiedModule>> packages() { return {core()}; }

}  // namespace tatu::bytecode::test

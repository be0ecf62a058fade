// Text, module and bytes: each gives back the others.
#include <gtest/gtest.h>

#include "bytecode/assembler.h"
#include "bytecode/disassembler.h"
#include "bytecode/reader.h"
#include "bytecode/verifier.h"
#include "bytecode/writer.h"
#include "test_modules.h"

namespace tatu::bytecode {
namespace {

void expectRoundTrip(const Module& module, const std::string& name) {
  const std::vector<std::uint8_t> bytes = writeModule(module);
  const auto read = readModule(bytes, name);
  ASSERT_TRUE(read.has_value()) << read.error().text();
  EXPECT_EQ(writeModule(*read), bytes) << name;
  const auto text = disassemble(*read);
  ASSERT_TRUE(text.has_value()) << text.error().text();
  const auto again = assemble(*text);
  ASSERT_TRUE(again.has_value()) << name << ":" << again.error().line << ": " << again.error().message << "\n" << *text;
  EXPECT_EQ(writeModule(*again), bytes) << name << "\n" << *text;
  EXPECT_EQ(*disassemble(*again), *text) << name;
}

TEST(RoundTrip, Core) {
  const auto core = test::core();
  ASSERT_NE(core, nullptr);
  expectRoundTrip(core->module(), "core");
}

TEST(RoundTrip, EveryValidModule) {
  const auto packages = test::packages();
  int count = 0;
  for (const std::string& path : test::textFiles("valid")) {
    Module module = test::assembleText(test::readFile(path), path);
    expectRoundTrip(module, path);
    VerifyOptions options;
    options.file = path;
    const auto verified = verifyModule(std::move(module), packages, options);
    EXPECT_TRUE(verified.has_value()) << verified.error().text();
    ++count;
  }
  EXPECT_GE(count, 3);
}

TEST(RoundTrip, AssemblingTwiceGivesEqualBytes) {
  const std::string text = test::readFile(TATU_SOURCE_DIR "/tests/verifier/core.tasm");
  EXPECT_EQ(writeModule(test::assembleText(text, "core")), writeModule(test::assembleText(text, "core")));
}

}  // namespace
}  // namespace tatu::bytecode

// The core package as it is built into programs: read and verified whole by the build, its code verified again function
// by function: the same gate, later.
#include <algorithm>
#include <thread>

#include <gtest/gtest.h>

#include "bytecode/reader.h"
#include "bytecode/verified_module.h"
#include "bytecode/verifier.h"
#include "bytecode/writer.h"
#include "stdlib/core_module.h"
#include "test_modules.h"

namespace tatu::bytecode {
namespace {

Module embeddedCore() {
  auto module = readModule(stdlib::coreModuleBytes(), "core");
  EXPECT_TRUE(module.has_value());
  return module ? std::move(*module) : Module{};
}

std::shared_ptr<const VerifiedModule> accept(Module module, const VerifyOptions& options) {
  auto verified = verifyModule(std::move(module), {}, options);
  if (!verified) ADD_FAILURE() << verified.error().text();
  return verified ? *verified : nullptr;
}

std::vector<FunctionIndex> withCode(const Module& module) {
  std::vector<FunctionIndex> result;
  for (std::size_t i = 0; i < module.functions.size(); ++i) {
    if (module.functions[i].code != Function::kNoCode) result.push_back(FunctionIndex(i));
  }
  return result;
}

std::string textOf(const FunctionFacts& facts) {
  std::string text = std::to_string(facts.instructionCount) + " " + std::to_string(facts.maxStackEntries);
  for (const VariablePayload& payload : facts.variablePayloads)
    text += " " + std::to_string(payload.offset) + ":" + std::to_string(payload.variable);
  return text;
}

// One function that is right, two that are not: one by its structure, one by its types.
std::string coreWithMistakes() {
  return test::readFile(TATU_SOURCE_DIR "/tests/verifier/core.tasm") +
         "\nfunction right\n  result Int\ncode\n    push.int 1\n    return\nend\n"
         "function rightToo\n  result Int\ncode\n    push.int 2\n    return\nend\n"
         "function runsOff\n  result Int\ncode\n    push.int 1\nend\n"
         "function returnsText\n  result Int\ncode\n    push.string \"x\"\n    return\nend\n";
}

class DeferredCodeTest : public testing::Test {
 protected:
  DeferredCodeTest() : module_(accept(test::assembleText(coreWithMistakes(), "core"), {"core", true, true})) {}

  auto factsOf(std::string_view name) { return module_->factsOf(module_->linked().findFunction({}, name)); }

  std::shared_ptr<const VerifiedModule> module_;
};

TEST(BuiltInModule, IsWhatTheBytesSay) {
  const auto module = readBuiltInModule(stdlib::coreModuleBytes(), stdlib::coreModulePositions(), "core");
  ASSERT_TRUE(module.has_value()) << module.error().text();
  const std::vector<std::uint8_t> bytes = writeModule(*module);
  EXPECT_TRUE(
      std::equal(bytes.begin(), bytes.end(), stdlib::coreModuleBytes().begin(), stdlib::coreModuleBytes().end()));
  const Module whole = embeddedCore();
  for (std::size_t i = 0; i < whole.code.size(); ++i) {
    const auto found = module->code.instructionsOf(i);
    const auto wanted = whole.code.instructionsOf(i);
    ASSERT_TRUE(std::equal(found.begin(), found.end(), wanted.begin(), wanted.end())) << i;
  }
}

TEST(BuiltInModule, PositionsOfAnotherModuleAreAnError) {
  const auto positions = stdlib::coreModulePositions();
  const std::vector<std::uint8_t> tooLarge(positions.size(), 0x7F);
  const std::vector<std::uint8_t> none;
  for (const std::span<const std::uint8_t> wrong : {positions.first(10), std::span(tooLarge), std::span(none)}) {
    EXPECT_FALSE(readBuiltInModule(stdlib::coreModuleBytes(), wrong, "core").has_value());
  }
}

// The proof that each process relies on, once more.
TEST(BuiltInModule, IsAcceptedByTheWholeVerifier) { EXPECT_NE(accept(embeddedCore(), {"core", true}), nullptr); }

TEST(DeferredCode, FactsOfTheEmbeddedCoreAreThoseOfVerifyingItWhole) {
  const auto whole = accept(embeddedCore(), {"core", true});
  const auto deferred = accept(embeddedCore(), {"core", true, true});
  auto functions = withCode(whole->module());
  EXPECT_GT(functions.size(), 100u);
  // The order in which functions are needed makes no difference.
  std::reverse(functions.begin(), functions.end());
  for (const FunctionIndex function : functions) {
    const auto facts = deferred->factsOf(function);
    ASSERT_TRUE(facts.has_value()) << facts.error().text();
    EXPECT_EQ(textOf(**facts), textOf(**whole->factsOf(function)));
  }
}

TEST_F(DeferredCodeTest, WhatIsWrongIsSaidWhenItIsNeeded) {
  EXPECT_TRUE(factsOf("right").has_value());
  const auto wrong = factsOf("returnsText");
  ASSERT_FALSE(wrong.has_value());
  EXPECT_EQ(wrong.error().rule, Rule::ReturnStack);
  EXPECT_EQ(wrong.error().function, "returnsText");
  EXPECT_EQ(wrong.error().file, "core");
}

TEST_F(DeferredCodeTest, StructureIsCheckedToo) {
  const auto wrong = factsOf("runsOff");
  ASSERT_FALSE(wrong.has_value());
  EXPECT_EQ(wrong.error().rule, Rule::CodeEnd);
}

TEST_F(DeferredCodeTest, AfterTheFirstMistakeNothingMoreIsAccepted) {
  const auto before = factsOf("right");
  ASSERT_FALSE(factsOf("runsOff").has_value());
  EXPECT_EQ(*factsOf("right"), *before);
  EXPECT_FALSE(factsOf("rightToo").has_value());
  EXPECT_EQ(factsOf("returnsText").error().rule, Rule::CodeEnd);
}

TEST(DeferredCode, OnlyOfTheCorePackage) {
  const std::string text =
      "module \"m\" \"1\"\nfunction f\n  result Int\ncode\n    push.string \"x\"\n    return\nend\n";
  EXPECT_FALSE(verifyModule(test::assembleText(text, "m"), test::packages(), {"m", false, true}).has_value());
}

TEST(DeferredCode, ThreadsGetTheSameFacts) {
  const auto core = accept(embeddedCore(), {"core", true, true});
  const auto functions = withCode(core->module());
  std::vector<std::vector<const FunctionFacts*>> seen(4);
  {
    std::vector<std::jthread> threads;
    for (auto& facts : seen) {
      threads.emplace_back([&] {
        for (const FunctionIndex function : functions) facts.push_back(*core->factsOf(function));
      });
    }
  }
  for (const auto& facts : seen) EXPECT_EQ(facts, seen.front());
}

}  // namespace
}  // namespace tatu::bytecode

// Loading: which packages go together, and which natives a package gets.
#include <gtest/gtest.h>

#include "bytecode/assembler.h"
#include "bytecode/verifier.h"
#include "program.h"

namespace tatu::vm::test {
namespace {

using Verified = std::shared_ptr<const bytecode::VerifiedModule>;

Verified verified(const std::string& text, std::vector<Verified> packages = {}, bool isCore = false) {
  auto module = bytecode::assemble(text);
  if (!module) {
    ADD_FAILURE() << module.error().line << ": " << module.error().message;
    return nullptr;
  }
  auto result = bytecode::verifyModule(std::move(*module), packages, {"test", isCore});
  if (!result) ADD_FAILURE() << result.error().text();
  return result ? *result : nullptr;
}

Verified core() {
  Program p;
  p.c.emitInt(1);
  p.returnTop();
  auto result = bytecode::verifyModule(*p.finish(p.main), {}, {"core", true});
  if (!result) ADD_FAILURE() << result.error().text();
  return *result;
}

class Linking : public testing::Test {
 protected:
  Linking() {
    RuntimeOptions options;
    const auto body = [](NativeCall& call) { return call.returnInt(7); };
    options.natives.add("core.seven@1", "() -> Int", body);
    options.natives.add("host.seven@1", "() -> Int", body);
    options.natives.add("host.generic@1", "<1>(Array<#0>, #0?) -> Int", body);
    runtime_ = std::move(*Runtime::create(std::move(options)));
  }

  // What loading says; empty if it went well.
  std::string load(const Verified& module) {
    const auto loaded = runtime_->load(module);
    return loaded ? "" : loaded.error().message;
  }

  std::string native(const std::string& package, const std::string& declaration, bool isCore = false) {
    return load(verified("module \"" + package + "\" \"1\"\nfunction f\n" + declaration + "\nend\n", {}, isCore));
  }

  std::int64_t run(const ModuleImage& image) {
    auto guest = Guest::create(*runtime_, image, {});
    Worker worker(*runtime_);
    (*guest)->grantFuel(1000);
    return (*guest)->run(worker).exitValue;
  }

  std::unique_ptr<Runtime> runtime_;
};

TEST_F(Linking, NativesBelongToThePackageOfTheirSpace) {
  EXPECT_EQ(native("host", "  result Int\n  native \"host.seven@1\""), "");
  EXPECT_NE(native("other", "  result Int\n  native \"host.seven@1\"").find("belongs to another package"),
            std::string::npos);
  EXPECT_NE(native("host.seven", "  result Int\n  native \"host.seven@1\"").find("belongs to another package"),
            std::string::npos);
  EXPECT_NE(native("hos", "  result Int\n  native \"hostage@1\"").find("belongs to another package"),
            std::string::npos);
}

TEST_F(Linking, NativesAreLinkedToTheirOwnSignatureOnly) {
  for (const std::string declaration : {"  result Float", "  parameter a: Int\n  result Int", "  type T\n  result Int",
                                        "  result Int?", "  result (Int, Int)"}) {
    const std::string error = native("host", declaration + "\n  native \"host.seven@1\"");
    EXPECT_NE(error.find(", but is () -> Int"), std::string::npos) << declaration << ": " << error;
  }
  EXPECT_NE(native("host", "  result Int\n  native \"host.eight@1\"").find("does not have"), std::string::npos);
  const std::string name = "\n  result Int\n  native \"host.generic@1\"";
  for (const std::string parameters : {"  type T\n  parameter a: Array<#0>\n  parameter b: #0",
                                       "  type T\n  parameter a: Array<Int>\n  parameter b: Int?",
                                       "  type T\n  type U\n  parameter a: Array<#0>\n  parameter b: #0?",
                                       "  type T\n  type U\n  parameter a: Array<#1>\n  parameter b: #1?"}) {
    EXPECT_NE(native("host", parameters + name), "") << parameters;
  }
  EXPECT_EQ(native("host", "  type T\n  parameter a: Array<#0>\n  parameter b: #0?" + name), "");
}

// A core package may be wrong itself: its natives are checked like any other's.
TEST_F(Linking, EvenCoreIsCheckedAgainstItsNatives) {
  EXPECT_NE(native("core", "  result Float\n  native \"core.seven@1\"", true), "");
  EXPECT_EQ(native("core", "  result Int\n  native \"core.seven@1\"", true), "");
}

// Core's code may be verified late, but never after it has run.
TEST_F(Linking, DeferredCodeThatIsWrongNeverRuns) {
  Program p;
  p.c.emit(Opcode::PushTrue);
  p.returnTop();
  auto result = bytecode::verifyModule(*p.finish(p.main), {}, {"core", true, true});
  ASSERT_TRUE(result.has_value()) << result.error().text();
  const auto image = runtime_->load(*result);
  ASSERT_TRUE(image.has_value()) << image.error().message;
  EXPECT_DEATH((void)run(**image), "core: .*return-stack");
}

TEST_F(Linking, ThereIsOneCorePackage) {
  EXPECT_EQ(load(core()), "");
  EXPECT_EQ(load(core()), "a core package is loaded already");
}

const std::string kUser =
    "import lib \"1\"\nmain main\nfunction lib::value pub\n  result Int\nend\n"
    "function main\n  result Int\ncode\n    call lib::value\n    return\nend\n";

std::string library(const std::string& version, int value) {
  return "module \"lib\" \"" + version + "\"\nfunction value pub\n  result Int\ncode\n    push.int " +
         std::to_string(value) + "\n    return\nend\n";
}

TEST_F(Linking, SeveralVersionsOfAPackageLiveSideBySide) {
  const Verified one = verified(library("1", 1));
  const Verified two = verified(library("2", 2));
  const Verified first = verified("module \"first\" \"1\"\n" + kUser, {one});
  std::string second = "module \"second\" \"1\"\n" + kUser;
  second.replace(second.find("import lib \"1\""), 14, "import lib \"2\"");
  const Verified other = verified(second, {two});
  ASSERT_EQ(load(one), "");
  ASSERT_EQ(load(two), "");
  EXPECT_EQ(load(one), "package \"lib\" 1 is loaded already");
  EXPECT_EQ(run(**runtime_->load(first)), 1);
  EXPECT_EQ(run(**runtime_->load(other)), 2);
}

// What was verified against one package is never linked to another one that only has its name.
TEST_F(Linking, ImportsAreThoseOfTheVerification) {
  const Verified real = verified(library("1", 1));
  const Verified twin = verified(library("1", 1));
  const Verified user = verified("module \"user\" \"1\"\n" + kUser, {real});
  EXPECT_NE(load(user).find("which is not loaded"), std::string::npos);
  ASSERT_EQ(load(twin), "");
  EXPECT_NE(load(user).find("which is not loaded"), std::string::npos);
}

}  // namespace
}  // namespace tatu::vm::test

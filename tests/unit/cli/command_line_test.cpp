#include "cli/command_line.h"

#include <gtest/gtest.h>

namespace tatu::cli {
namespace {

using Arguments = std::vector<std::string>;

Options parsed(const Arguments& arguments) {
  const auto options = parseCommandLine(arguments);
  EXPECT_TRUE(options.has_value()) << (options ? "" : options.error().message);
  return options.value_or(Options());
}

UsageError refused(const Arguments& arguments) {
  const auto options = parseCommandLine(arguments);
  EXPECT_FALSE(options.has_value());
  return options ? UsageError() : options.error();
}

TEST(CommandLine, AFileAloneIsRun) {
  const Options options = parsed({"hello.tatu"});
  EXPECT_EQ(options.verb, Verb::Run);
  EXPECT_EQ(options.file, "hello.tatu");
  EXPECT_EQ(parsed({"-"}).file, "-");
  EXPECT_EQ(parsed({"--stats", "hello.tatu"}).showStatistics, true);
}

TEST(CommandLine, WhatFollowsTheFileBelongsToTheProgram) {
  const Options options = parsed({"run", "--fuel=5", "a.tatu", "--fuel=7", "-h", "--", "x"});
  EXPECT_EQ(options.fuel, 5);
  EXPECT_EQ(options.arguments, (Arguments{"--fuel=7", "-h", "--", "x"}));
}

TEST(CommandLine, TwoDashesEndTheOptions) {
  const Options options = parsed({"run", "--", "-odd-name.tatu", "x"});
  EXPECT_EQ(options.file, "-odd-name.tatu");
  EXPECT_EQ(options.arguments, Arguments{"x"});
}

TEST(CommandLine, OptionsTakeTheirValueEitherWay) {
  EXPECT_EQ(parsed({"run", "--fuel", "10k", "a.tatu"}).fuel, 10'000);
  EXPECT_EQ(parsed({"run", "--max-memory=1M", "a.tatu"}).maxMemory, 1u << 20);
  EXPECT_EQ(parsed({"run", "--deadline", "2s", "a.tatu"}).deadline, std::chrono::seconds(2));
  EXPECT_EQ(parsed({"run", "--tier=reference", "a.tatu"}).tier, vm::Tier::Reference);
  EXPECT_EQ(parsed({"build", "a.tatu", "-o", "b.tbc"}).output, "b.tbc");
  EXPECT_EQ(parsed({"check", "--error-format=json", "a.tatu"}).errorFormat, compiler::DiagnosticFormat::Json);
}

TEST(CommandLine, GrantsAreAppliedByTheSystemLayer) {
  const Options options = parsed({"run", "--allow-read=data", "--allow-env=HOME", "a.tatu"});
  ASSERT_EQ(options.capabilities.directories.size(), 1u);
  EXPECT_EQ(options.capabilities.directories[0].path, "data");
  EXPECT_EQ(options.capabilities.environment, Arguments{"HOME"});
  EXPECT_NE(refused({"run", "--allow-everything", "a.tatu"}).message, "");
}

TEST(CommandLine, WrongUsageIsExplained) {
  EXPECT_NE(refused({"run"}).message.find("needs a file"), std::string::npos);
  EXPECT_NE(refused({"run", "--fuel=lots", "a.tatu"}).message.find("--fuel=lots"), std::string::npos);
  EXPECT_NE(refused({"run", "--tier=fast", "a.tatu"}).message.find("auto|interp|baseline|reference"),
            std::string::npos);
  EXPECT_NE(refused({"check", "a.tatu", "b.tatu"}).message.find("b.tatu"), std::string::npos);
  EXPECT_NE(refused({"run", "--no-such-option", "a.tatu"}).message, "");
}

TEST(CommandLine, AMisspeltVerbIsRecognised) {
  EXPECT_NE(refused({"chekc", "x"}).hint.find("tatu check"), std::string::npos);
}

TEST(CommandLine, HelpComesForEveryVerb) {
  EXPECT_NE(parsed({"help"}).helpText.find("Usage"), std::string::npos);
  EXPECT_NE(parsed({"--help"}).helpText, "");
  EXPECT_NE(parsed({"help", "run"}).helpText.find("--deadline"), std::string::npos);
  EXPECT_NE(parsed({"run", "--help"}).helpText.find("--max-memory"), std::string::npos);
  EXPECT_EQ(parsed({"--version"}).verb, Verb::Version);
}

}  // namespace
}  // namespace tatu::cli

// The parser against broken input: it neither crashes nor hangs, and what it does not read it reports.
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>

#include "tests/unit/compiler/syntax/parse_support.h"

namespace tatu::compiler::testing {
namespace {

// All sources of the golden tests in one, the good and the bad.
std::vector<std::string> samples() {
  std::vector<std::string> texts;
  const auto folder = std::filesystem::path(TATU_SOURCE_DIR) / "tests/unit/compiler/syntax/golden";
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    std::ifstream stream(entry.path());
    bool inSource = false;
    for (std::string line; std::getline(stream, line);) {
      if (line.starts_with("=== ")) texts.emplace_back();
      if (line == "---") inSource = false;
      if (inSource) texts.back() += line + "\n";
      if (line.starts_with("=== ")) inSource = true;
    }
  }
  return texts;
}

// A parse without a diagnostic must have read every declaration.
void expectSound(const std::string& text) {
  const Parsed parsed(text);
  const bool broken = parsed.tree().find("broken") != std::string::npos;
  if (parsed.result.hasErrors) {
    EXPECT_TRUE(parsed.diagnostics.hasErrors()) << text;
  } else {
    EXPECT_FALSE(parsed.diagnostics.hasErrors()) << text;
    EXPECT_TRUE(!broken || text.find("broken") != std::string::npos) << text;
  }
  EXPECT_FALSE(parsed.errors().empty() && parsed.diagnostics.hasErrors());
}

TEST(ParserRobustness, EveryTruncationOfEverySample) {
  const std::vector<std::string> texts = samples();
  ASSERT_GT(texts.size(), 50u);
  for (const std::string& text : texts) {
    for (std::size_t length = 0; length <= text.size(); ++length) expectSound(text.substr(0, length));
  }
}

TEST(ParserRobustness, EverySampleWithABytesChanged) {
  std::mt19937 random(20261121);
  constexpr std::string_view kBytes = "(){}[]<>\"'$`\\.,:;=+-*/%!?&|^~@#\n\t 0aA_\x80\xFF";
  for (const std::string& text : samples()) {
    for (int round = 0; round < 40 && !text.empty(); ++round) {
      std::string changed = text;
      const std::size_t place = random() % changed.size();
      const char byte = kBytes[random() % kBytes.size()];
      switch (random() % 3) {
        case 0: changed[place] = byte; break;
        case 1: changed.insert(place, 1, byte); break;
        default: changed.erase(place, 1 + random() % 4); break;
      }
      expectSound(changed);
    }
  }
}

TEST(ParserRobustness, SamplesCutAndJoined) {
  std::mt19937 random(7);
  const std::vector<std::string> texts = samples();
  for (int round = 0; round < 2000; ++round) {
    const std::string& first = texts[random() % texts.size()];
    const std::string& second = texts[random() % texts.size()];
    expectSound(first.substr(0, random() % (first.size() + 1)) + second.substr(random() % (second.size() + 1)));
  }
}

std::string repeated(std::string_view text, std::size_t count) {
  std::string result;
  result.reserve(text.size() * count);
  for (std::size_t i = 0; i < count; ++i) result += text;
  return result;
}

// Each of these nests or chains without end; all must be refused, quickly, by E0113.
TEST(ParserRobustness, EndlessNestingIsRefused) {
  constexpr std::size_t kMany = 100'000;
  const std::string head = "fun main() {\n  val x = ";
  const std::string texts[] = {
      head + repeated("(", kMany),
      head + repeated("(", kMany) + repeated(")", kMany) + "\n}\n",
      head + repeated("[", kMany) + repeated("]", kMany) + "\n}\n",
      head + repeated("f(", kMany) + repeated(")", kMany) + "\n}\n",
      head + repeated("{ ", kMany) + repeated("}", kMany) + "\n}\n",
      head + repeated("if a { ", kMany) + repeated("}", kMany) + "\n}\n",
      head + repeated("if ", kMany) + "a" + repeated(" { }", kMany) + "\n}\n",
      head + repeated("match ", kMany) + "a" + repeated(" { }", kMany) + "\n}\n",
      head + repeated("x => ", kMany) + "1\n}\n",
      head + repeated("throw ", kMany) + "1\n}\n",
      head + repeated("-", kMany) + "1\n}\n",
      head + repeated("!", kMany) + "true\n}\n",
      head + "1" + repeated(" ?? 1", kMany) + "\n}\n",
      head + "a" + repeated(".b", kMany) + "\n}\n",
      head + "a" + repeated("()", kMany) + "\n}\n",
      head + "a" + repeated("!!", kMany) + "\n}\n",
      head + "a" + repeated(" as Int", kMany) + "\n}\n",
      head + repeated("\"${", kMany) + "\n}\n",
      "val x: " + repeated("(Int) -> ", kMany) + "Int = 1\n",
      "val x: " + repeated("(", kMany) + "Int" + repeated(")", kMany) + " = 1\n",
      "val x: Int" + repeated("?", kMany) + " = null\n",
      "fun main() {\n  match x {\n    " + repeated("A(", kMany) + repeated(")", kMany) + " => 1\n  }\n}\n",
      repeated("class A {\n", kMany),
  };
  for (const std::string& text : texts) {
    const Parsed parsed(text);
    EXPECT_TRUE(parsed.result.hasErrors);
    EXPECT_NE(parsed.shortErrors().find("E01"), std::string::npos) << text.substr(0, 60) << parsed.shortErrors();
  }
}

TEST(ParserRobustness, TypeArgumentsNestedTooDeeplyAreRefused) {
  const Parsed parsed("val x: " + repeated("A<", 5000) + "Int" + repeated(">", 5000) + " = 1\n");
  EXPECT_TRUE(parsed.diagnostics.hasErrors());
}

TEST(ParserRobustness, LongIsNotDeep) {
  std::string text = "fun main() {\n  val list = [";
  for (int i = 0; i < 100'000; ++i) text += std::to_string(i) + ", ";
  text += "]\n";
  for (int i = 0; i < 20'000; ++i) text += "  println(" + std::to_string(i) + ")\n";
  text += "  if a { }" + repeated(" else if a { }", 10'000) + "\n}\n";
  const Parsed parsed(text);
  EXPECT_EQ(parsed.errors().substr(0, 300), "");
}

TEST(ParserRobustness, CommentsNestWithoutRecursion) {
  const Parsed closed(repeated("/*", 200'000) + repeated("*/", 200'000) + "\nfun main() { }\n");
  EXPECT_EQ(closed.errors(), "");
  const Parsed open(repeated("/*", 200'000));
  EXPECT_NE(open.shortErrors().find("E0104"), std::string::npos);
}

TEST(ParserRobustness, FailedLookAheadStaysLinear) {
  // Each `<` begins a look for its `>`; the distance is bounded.
  const Parsed parsed("fun main() {\n  val x = " + repeated("a<", 200'000) + "\n}\n");
  EXPECT_TRUE(parsed.diagnostics.hasErrors());
}

TEST(ParserLimits, LongLine) {
  const Parsed fits("// " + std::string(kMaxLineBytes - 3, 'x') + "\nfun main() { }\n");
  EXPECT_EQ(fits.errors(), "");
  const Parsed tooLong("// " + std::string(kMaxLineBytes - 2, 'x') + "\nfun main() { }\n");
  EXPECT_NE(tooLong.shortErrors().find("test.tatu:1:1: error[E0112]: this line has 1048577 bytes"), std::string::npos)
      << tooLong.shortErrors();
}

TEST(ParserLimits, FiftyMegabytesInOneLine) {
  const Parsed parsed(std::string(50'000'000, 'x'));
  EXPECT_NE(parsed.shortErrors().find("E0112"), std::string::npos);
  EXPECT_LT(parsed.errors().size(), 1000u);
}

TEST(ParserLimits, ThousandErrorsAndNoMore) {
  std::string text;
  for (int i = 0; i < 5000; ++i) text += "fun f" + std::to_string(i) + "(x) { }\n";
  const Parsed parsed(text);
  EXPECT_EQ(parsed.diagnostics.diagnostics().size(), kMaxErrors);
  EXPECT_NE(parsed.errors().find("1000 errors; I did not read on"), std::string::npos);
}

TEST(ParserLimits, EmptyAndBlankFiles) {
  for (const std::string text : {"", "\n", "  \r\n\t", "// nothing\n", "#!/usr/bin/env tatu\n", "\xEF\xBB\xBF"}) {
    const Parsed parsed(text);
    EXPECT_FALSE(parsed.result.hasErrors);
    EXPECT_EQ(parsed.tree() + parsed.errors(), "");
  }
}

TEST(ParserLimits, InvalidUtf8IsReportedWithItsOffset) {
  const Parsed parsed("fun main() { }\nval s = \"\xC3\x28\"\n");
  EXPECT_NE(parsed.shortErrors().find("the byte C3 at offset 24 is not valid UTF-8"), std::string::npos)
      << parsed.shortErrors();
  EXPECT_TRUE(parsed.result.file->declarations.empty());
}

TEST(ParserLimits, NoByteOfTheSourceReachesTheTerminalUnfiltered) {
  const Parsed parsed("val x = \"\x1b[31m\"\nval y = \x07\n");
  const std::string shown = parsed.errors();
  EXPECT_EQ(shown.find('\x1b'), std::string::npos);
  EXPECT_EQ(shown.find('\x07'), std::string::npos);
  EXPECT_NE(shown.find("<U+001B>[31m"), std::string::npos) << shown;
}

}  // namespace
}  // namespace tatu::compiler::testing

#include "compiler/diagnostics/renderer.h"

#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "compiler/diagnostics/source_excerpt.h"

namespace tatu::compiler {
namespace {

class RendererTest : public ::testing::Test {
 protected:
  const SourceFile& add(std::string name, std::string text) {
    return *sources_.add(std::move(name), std::move(text)).value();
  }
  static SourceSpan find(const SourceFile& file, std::string_view part) {
    const std::size_t begin = file.text().find(part);
    return {file.positionAt(begin), file.positionAt(begin + part.size())};
  }
  std::string human(const Diagnostic& diagnostic, unsigned width = 120) {
    return render(diagnostic, sources_, {DiagnosticFormat::Human, false, width});
  }

  SourceMap sources_;
};

TEST_F(RendererTest, EverythingADiagnosticCanCarry) {
  const SourceFile& file = add("a.tatu", "fun f(x: Int) { }\n\nfun main() {\n  f(\"text\")\n}\n");
  const SourceFile& other = add("b.tatu", "val y = 1\n");
  const Diagnostic diagnostic = Diagnostic(DiagnosticCode::ExpectedToken, find(file, "\"text\""), "something is wrong")
                                    .label("a `String`")
                                    .also(find(file, "x: Int"), "the parameter")
                                    .also(find(other, "y"), "and this")
                                    .note("a note")
                                    .help("convert it", {{find(file, "\"text\""), "1"}});
  EXPECT_EQ(human(diagnostic),
            "error[E0201]: something is wrong\n"
            " --> a.tatu:4:5\n"
            "  |\n"
            "1 | fun f(x: Int) { }\n"
            "  |       ------ the parameter\n"
            "...\n"
            "4 |   f(\"text\")\n"
            "  |     ^^^^^^ a `String`\n"
            " ::: b.tatu:1:5\n"
            "  |\n"
            "1 | val y = 1\n"
            "  |     - and this\n"
            "  = note: a note\n"
            "  = help: convert it\n"
            "  |\n"
            "4 |   f(1)\n"
            "\n");
}

TEST_F(RendererTest, TabsWideAndCombiningCharactersAlign) {
  const SourceFile& file = add("a.tatu", "\tf(\"名前e\u0301\", bad)\n");
  EXPECT_EQ(human(Diagnostic(DiagnosticCode::ExpectedToken, find(file, "bad"), "text")),
            "error[E0201]: text\n"
            " --> a.tatu:1:12\n"
            "  |\n"
            "1 |     f(\"名前e\u0301\", bad)\n"
            "  |                ^^^\n"
            "\n");
}

TEST_F(RendererTest, SeveralLabelsOnALine) {
  const SourceFile& file = add("a.tatu", "one two three\n");
  const Diagnostic diagnostic = Diagnostic(DiagnosticCode::ExpectedToken, find(file, "two"), "text")
                                    .label("second")
                                    .also(find(file, "one"), "first")
                                    .also(find(file, "three"), "third");
  EXPECT_EQ(human(diagnostic),
            "error[E0201]: text\n"
            " --> a.tatu:1:5\n"
            "  |\n"
            "1 | one two three\n"
            "  | --- ^^^ ----- third\n"
            "  |     second\n"
            "  | first\n"
            "\n");
}

TEST_F(RendererTest, TheEndOfTheFileHasAPlace) {
  const SourceFile& file = add("a.tatu", "x");
  EXPECT_EQ(human(Diagnostic(DiagnosticCode::ExpectedToken, {file.end(), file.end()}, "text")),
            "error[E0201]: text\n --> a.tatu:1:2\n  |\n1 | x\n  |  ^\n\n");
  const SourceFile& empty = add("b.tatu", "");
  EXPECT_EQ(human(Diagnostic(DiagnosticCode::ExpectedToken, {empty.end(), empty.end()}, "text")),
            "error[E0201]: text\n --> b.tatu:1:1\n  |\n1 |\n  | ^\n\n");
}

TEST_F(RendererTest, LongLinesAreCutAroundTheSpan) {
  const SourceFile& file = add("a.tatu", std::string(500'000, 'x') + " bad " + std::string(500'000, 'y'));
  const std::string text = human(Diagnostic(DiagnosticCode::ExpectedToken, find(file, "bad"), "text"), 60);
  EXPECT_LT(text.size(), 400u);
  EXPECT_NE(text.find("xxx bad yyy"), std::string::npos) << text;
  const std::size_t caretLine = text.rfind("  | ", text.find('^'));
  const std::size_t sourceLine = text.rfind('\n', caretLine - 2) + 1;
  EXPECT_EQ(text.find("bad", sourceLine) - sourceLine, text.find('^') - caretLine) << text;
}

TEST_F(RendererTest, ShortIsOneLine) {
  const SourceFile& file = add("dir/a.tatu", "x\n  yy\n");
  EXPECT_EQ(render(Diagnostic(DiagnosticCode::ExpectedToken, find(file, "yy"), "text").label("label").note("note"),
                   sources_, {DiagnosticFormat::Short, false, 120}),
            "dir/a.tatu:2:3: error[E0201]: text\n");
}

TEST_F(RendererTest, JsonHasTheShapeOfALanguageServer) {
  const SourceFile& file = add("/home/a b/x.tatu", "val 😀 = \"x\" oops\n");
  const Diagnostic diagnostic = Diagnostic(DiagnosticCode::MissingSeparator, find(file, "oops"), "a \"message\"\x1b")
                                    .label("here")
                                    .also(find(file, "val"), "there")
                                    .note("a note")
                                    .help("cut it", {{find(file, "oops"), ""}});
  const std::string text = render(diagnostic, sources_, {DiagnosticFormat::Json, false, 120});
  EXPECT_EQ(text.find('\n'), text.size() - 1);
  const auto json = nlohmann::json::parse(text);
  EXPECT_EQ(json["uri"], "file:///home/a%20b/x.tatu");
  EXPECT_EQ(json["range"]["start"]["line"], 0);
  EXPECT_EQ(json["range"]["start"]["character"], 13);  // the emoji counts twice, as in UTF-16
  EXPECT_EQ(json["range"]["end"]["character"], 17);
  EXPECT_EQ(json["severity"], 1);
  EXPECT_EQ(json["code"], "E0216");
  EXPECT_EQ(json["source"], "tatu");
  EXPECT_EQ(json["message"], "a \"message\"<U+001B>");
  EXPECT_EQ(json["relatedInformation"][0]["message"], "there");
  EXPECT_EQ(json["data"]["notes"][0], "a note");
  EXPECT_EQ(json["data"]["fixes"][0]["edits"][0]["newText"], "");
  EXPECT_EQ(json["data"]["fixes"][0]["edits"][0]["range"]["start"]["character"], 13);
}

TEST_F(RendererTest, ColoursOnlyIfAskedFor) {
  const SourceFile& file = add("a.tatu", "x\n");
  const Diagnostic diagnostic(DiagnosticCode::ExpectedToken, find(file, "x"), "text");
  EXPECT_EQ(human(diagnostic).find('\x1b'), std::string::npos);
  const std::string coloured = render(diagnostic, sources_, {DiagnosticFormat::Human, true, 120});
  EXPECT_NE(coloured.find("\x1b[1;31merror[E0201]\x1b[0m"), std::string::npos) << coloured;
}

TEST_F(RendererTest, TheSummaryCounts) {
  const SourceFile& file = add("a.tatu", "x y\n");
  DiagnosticCollector collector;
  EXPECT_EQ(renderAll(collector, sources_, {}), "");
  collector.report({DiagnosticCode::ExpectedToken, find(file, "x"), "text"});
  EXPECT_TRUE(renderAll(collector, sources_, {}).ends_with("\n\n1 error\n"));
  collector.report({DiagnosticCode::ExpectedToken, find(file, "y"), "text"});
  EXPECT_TRUE(renderAll(collector, sources_, {}).ends_with("\n\n2 errors\n"));
}

TEST(SourceExcerpt, NothingThatDrivesATerminalIsShown) {
  EXPECT_EQ(neutralized("a\x1b[31m\x07\x80z\u202E\u0085\u2028\x7F"),
            "a<U+001B>[31m<U+0007><80>z<U+202E><U+0085><U+2028><U+007F>");
  EXPECT_EQ(neutralized("\uFEFF\u200B"), "<U+FEFF><U+200B>");
  EXPECT_EQ(neutralized("ä名😀"), "ä名😀");
}

TEST(SourceExcerpt, ColumnsFollowWhatIsShown) {
  const SourceExcerpt excerpt(
      "\ta\x01"
      "b",
      0, 0, 100);
  EXPECT_EQ(excerpt.text(), "    a<U+0001>b");
  EXPECT_EQ(excerpt.columnOf(0), 0u);
  EXPECT_EQ(excerpt.columnOf(1), 4u);
  EXPECT_EQ(excerpt.columnOf(2), 5u);
  EXPECT_EQ(excerpt.columnOf(3), 13u);
  EXPECT_EQ(excerpt.columnOf(4), 14u);
}

}  // namespace
}  // namespace tatu::compiler

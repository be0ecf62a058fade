// The finder answers as lineColumn does, in whatever order it is asked.
#include <gtest/gtest.h>

#include <random>
#include <string>

#include "compiler/source/position_finder.h"

namespace tatu::compiler {
namespace {

void expectSame(const std::string& text) {
  SourceMap sources;
  (void)sources.add("before", "another file\n");
  const SourceFile& file = *sources.add("file", text).value();
  PositionFinder finder(file);
  std::mt19937 random(1);
  for (std::size_t i = 0; i <= text.size() && i < 3000; ++i) {
    const std::size_t offset = i % 2 == 0 ? i : random() % (text.size() + 1);
    const LineColumn expected = lineColumn(file, file.positionAt(offset));
    const LineColumn found = finder.at(file.positionAt(offset));
    ASSERT_EQ(found.line, expected.line) << offset;
    ASSERT_EQ(found.column, expected.column) << offset;
  }
}

TEST(PositionFinder, AgreesWithLineColumn) {
  expectSame("");
  expectSame("one line");
  expectSame("two\nlines\n");
  expectSame("\n\n\xC3\xA4\xC3\xB6 = 1\n\n\xF0\x9F\x98\x80\n");
  expectSame(
      "\xEF\xBB\xBF"
      "fun main() { }\n");
  std::string longLine;
  for (int i = 0; i < 900; ++i) longLine += i % 7 == 0 ? "\xE2\x82\xAC" : "x";
  expectSame(longLine + "\n" + longLine);
}

}  // namespace
}  // namespace tatu::compiler

#include "compiler/source/source_map.h"

#include <gtest/gtest.h>

#include "compiler/source/unicode.h"

namespace tatu::compiler {
namespace {

TEST(SourceMap, FilesShareOneAddressSpace) {
  SourceMap sources;
  const SourceFile& first = *sources.add("a", "one\ntwo").value();
  const SourceFile& empty = *sources.add("b", "").value();
  const SourceFile& last = *sources.add("c", "x").value();
  EXPECT_EQ(&sources.fileOf(first.base()), &first);
  EXPECT_EQ(&sources.fileOf(first.end()), &first);
  EXPECT_EQ(&sources.fileOf(empty.base()), &empty);
  EXPECT_EQ(&sources.fileOf(last.base()), &last);
  EXPECT_EQ(&sources.fileOf(last.end()), &last);
  EXPECT_EQ(sources.file(last.id()).name(), "c");
  EXPECT_LT(first.end(), empty.base());
}

TEST(SourceMap, RefusesWhatIsTooLarge) {
  SourceMap sources;
  EXPECT_TRUE(sources.add("fits", std::string(kMaxFileBytes, ' ')).has_value());
  const auto tooLarge = sources.add("large", std::string(kMaxFileBytes + 1, ' '));
  ASSERT_FALSE(tooLarge.has_value());
  EXPECT_EQ(tooLarge.error(), AddFileError::FileTooLarge);
  EXPECT_EQ(sources.fileCount(), 1u);
}

TEST(SourceFile, LinesEndAtLineFeedOrBoth) {
  SourceMap sources;
  const SourceFile& file = *sources.add("a", "one\r\ntwo\n\nfour").value();
  ASSERT_EQ(file.lineCount(), 4u);
  EXPECT_EQ(file.lineText(0), "one");
  EXPECT_EQ(file.lineText(1), "two");
  EXPECT_EQ(file.lineText(2), "");
  EXPECT_EQ(file.lineText(3), "four");
  EXPECT_EQ(file.offsetOf(file.lineStart(3)), 10u);
}

TEST(SourceFile, ATextThatEndsInALineFeedHasAnEmptyLastLine) {
  SourceMap sources;
  const SourceFile& file = *sources.add("a", "one\n").value();
  EXPECT_EQ(file.lineCount(), 2u);
  EXPECT_EQ(file.lineText(1), "");
  EXPECT_EQ(lineColumn(file, file.end()).line, 2u);
  EXPECT_EQ(lineColumn(file, file.end()).column, 1u);
}

TEST(SourceFile, ColumnsCountCharacters) {
  SourceMap sources;
  sources.add("other", "padding").value();
  const SourceFile& file = *sources.add("a", "x\nä😀b").value();
  const LineColumn place = lineColumn(file, file.positionAt(2 + 2 + 4));
  EXPECT_EQ(place.line, 2u);
  EXPECT_EQ(place.column, 3u);
  EXPECT_EQ(file.textOf({file.positionAt(2), file.positionAt(4)}), "ä");
}

TEST(SourceSpan, JoinIsTheSmallestThatHoldsBoth) {
  const SourceSpan first{{3}, {5}};
  const SourceSpan second{{4}, {9}};
  EXPECT_EQ(join(first, second), (SourceSpan{{3}, {9}}));
  EXPECT_EQ(join(second, first), (SourceSpan{{3}, {9}}));
  EXPECT_TRUE(first.endOnly().empty());
}

TEST(Unicode, FindsTheFirstInvalidByte) {
  EXPECT_EQ(findInvalidUtf8(""), std::nullopt);
  EXPECT_EQ(findInvalidUtf8("plain ascii text, longer than a word"), std::nullopt);
  EXPECT_EQ(findInvalidUtf8("ä€😀"), std::nullopt);
  EXPECT_EQ(findInvalidUtf8("12345678\x80"), 8u);
  EXPECT_EQ(findInvalidUtf8("ab\xC3"), 2u);            // cut off
  EXPECT_EQ(findInvalidUtf8("\xC0\x80"), 0u);          // overlong
  EXPECT_EQ(findInvalidUtf8("x\xED\xA0\x80"), 1u);     // surrogate
  EXPECT_EQ(findInvalidUtf8("\xF4\x90\x80\x80"), 0u);  // above U+10FFFF
  EXPECT_EQ(findInvalidUtf8("\xFE"), 0u);
}

TEST(Unicode, IdentifiersAreLettersThenLettersDigitsMarks) {
  for (const char32_t c : std::u32string_view(U"aZ_éδ名Ⅻªаĳǅ")) {
    EXPECT_TRUE(startsIdentifier(c)) << static_cast<unsigned>(c);
  }
  for (const char32_t c : std::u32string_view(U"0 -€\u0301\u0661😀$")) {
    EXPECT_FALSE(startsIdentifier(c)) << static_cast<unsigned>(c);
  }
  EXPECT_TRUE(continuesIdentifier(U'\u0301'));
  EXPECT_TRUE(continuesIdentifier(U'\u0661'));
  EXPECT_FALSE(continuesIdentifier(U'€'));
  EXPECT_FALSE(continuesIdentifier(U'\u200B'));
}

TEST(Unicode, NormalFormC) {
  EXPECT_EQ(normalizeC("e\u0301"), "é");
  EXPECT_EQ(normalizeC("é"), "é");
  EXPECT_EQ(normalizeC(""), "");
}

}  // namespace
}  // namespace tatu::compiler

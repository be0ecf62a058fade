#include <gtest/gtest.h>

#include "compiler/diagnostics/diagnostic_collector.h"
#include "compiler/diagnostics/spelling.h"

namespace tatu::compiler {
namespace {

SourceSpan span(std::uint32_t begin, std::uint32_t end) { return {{begin}, {end}}; }

TEST(DiagnosticCodes, EveryCodeIsFoundByItsText) {
  for (const DiagnosticCodeInfo& row : allDiagnosticCodes()) {
    EXPECT_EQ(findDiagnosticCode(row.text), row.code) << row.text;
    EXPECT_EQ(&info(row.code), &row);
    EXPECT_EQ(row.text.size(), 5u) << row.text;
    EXPECT_EQ(row.text[0] == 'W', row.severity == Severity::Warning) << row.text;
    EXPECT_FALSE(row.title.empty() || row.title.ends_with('.')) << row.text;
  }
}

TEST(DiagnosticCodes, TheLetterMayBeSmall) {
  EXPECT_EQ(findDiagnosticCode("e0201"), DiagnosticCode::ExpectedToken);
  EXPECT_EQ(findDiagnosticCode("E9999"), std::nullopt);
  EXPECT_EQ(findDiagnosticCode(""), std::nullopt);
}

TEST(DiagnosticCollector, OneCodeAtOnePlaceIsKeptOnce) {
  DiagnosticCollector collector;
  collector.report({DiagnosticCode::ExpectedToken, span(1, 2), "first"});
  collector.report({DiagnosticCode::ExpectedToken, span(1, 2), "again"});
  collector.report({DiagnosticCode::UnclosedBracket, span(1, 2), "another code"});
  collector.report({DiagnosticCode::ExpectedToken, span(1, 3), "another place"});
  EXPECT_EQ(collector.errorCount(), 3u);
  EXPECT_EQ(collector.diagnostics()[0].message, "first");
}

TEST(DiagnosticCollector, StopsAtTheLimitAndCountsTheRest) {
  DiagnosticCollector collector;
  for (std::uint32_t i = 0; i < kMaxErrors + 7; ++i) {
    collector.report({DiagnosticCode::ExpectedToken, span(i, i), "text"});
  }
  EXPECT_TRUE(collector.full());
  EXPECT_EQ(collector.errorCount(), kMaxErrors);
  EXPECT_EQ(collector.droppedErrorCount(), 7u);
  EXPECT_EQ(collector.droppedWarningCount(), 0u);
}

TEST(DiagnosticCollector, ErrorsLeaveRoomForWarnings) {
  DiagnosticCollector collector;
  for (std::uint32_t i = 0; i < kMaxErrors; ++i) collector.report({DiagnosticCode::ExpectedToken, span(i, i), "text"});
  for (std::uint32_t i = 0; i < kMaxErrors + 3; ++i) {
    collector.report({DiagnosticCode::UnusedVariable, span(i, i), "text"});
  }
  collector.report({DiagnosticCode::UnusedVariable, span(0, 0), "again"});
  EXPECT_EQ(collector.errorCount(), kMaxErrors);
  EXPECT_EQ(collector.warningCount(), kMaxErrors);
  EXPECT_EQ(collector.droppedErrorCount(), 0u);
  EXPECT_EQ(collector.droppedWarningCount(), 3u);
}

TEST(DiagnosticCollector, SortsByPosition) {
  DiagnosticCollector collector;
  collector.report({DiagnosticCode::ExpectedToken, span(9, 9), "late"});
  collector.report({DiagnosticCode::ExpectedToken, span(2, 3), "early"});
  collector.sortByPosition();
  EXPECT_EQ(collector.diagnostics()[0].message, "early");
}

TEST(Spelling, DistanceCountsEdits) {
  EXPECT_EQ(spellingDistance("same", "same", 10), 0u);
  EXPECT_EQ(spellingDistance("lenght", "length", 10), 2u);  // neighbours swapped
  EXPECT_EQ(spellingDistance("size", "Size", 10), 1u);
  EXPECT_EQ(spellingDistance("color", "colour", 10), 2u);
  EXPECT_EQ(spellingDistance("abc", "xyz", 10), 6u);
  EXPECT_EQ(spellingDistance("", "ab", 10), 4u);
  EXPECT_GT(spellingDistance("short", "a very long name", 4), 4u);
}

std::string suggestion(std::string_view wanted, std::vector<std::string_view> candidates) {
  return std::string(suggestSpelling(wanted, candidates).value_or("nothing"));
}

TEST(Spelling, SuggestsTheNearestThatIsNearEnough) {
  EXPECT_EQ(suggestion("prnitln", {"print", "println", "printf"}), "println");
  EXPECT_EQ(suggestion("lenght", {"height", "length"}), "length");
  EXPECT_EQ(suggestion("Size", {"site", "size"}), "size");
  EXPECT_EQ(suggestion("foo", {"bar", "completely"}), "nothing");
  EXPECT_EQ(suggestion("x", {"y", "z"}), "nothing");
  EXPECT_EQ(suggestion("X", {"x"}), "x");
  EXPECT_EQ(suggestion("", {"x"}), "nothing");
  EXPECT_EQ(suggestion("item", {"items", "itex"}), "items");  // the first of equals
}

TEST(Spelling, GiantNamesAreNotCompared) {
  const std::string giant(1'000'000, 'a');
  EXPECT_EQ(suggestion(giant, {giant + "b", "a"}), "nothing");
}

}  // namespace
}  // namespace tatu::compiler

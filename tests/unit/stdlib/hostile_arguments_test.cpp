// What natives make of arguments that no program of the compiler would give them.
#include <gtest/gtest.h>

#include <limits>

#include "tests/unit/stdlib/native_program.h"

namespace tatu::stdlib::test {
namespace {

constexpr std::int64_t kLeast = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max();
const std::int64_t kWild[] = {kLeast,    kLeast + 1, -5, -1, 0, 1, 2, 3, 4, 5, 6, 7, std::int64_t{1} << 32,
                              kMost - 1, kMost};

// The text is five bytes with a character of two in it: a-e-acute-bc.
const std::string kText = "a\u00E9bc";

bool isOneOf(const std::string& failure, std::initializer_list<const char*> allowed) {
  for (const char* name : allowed) {
    if (failure == name) return true;
  }
  return false;
}

TEST(HostileArguments, SliceStaysInsideTheText) {
  for (const std::int64_t start : kWild) {
    for (const std::int64_t end : kWild) {
      const Outcome outcome = call("core.string.slice@1", {kText, start, end});
      const bool isRange = 0 <= start && start <= end && end <= 5;
      if (isRange && start != 2 && end != 2) {
        EXPECT_EQ(outcome.failure, "") << start << " " << end;
        EXPECT_EQ(outcome.value, end - start);
      } else {
        EXPECT_EQ(outcome.failure, "IndexException") << start << " " << end;
      }
    }
  }
}

TEST(HostileArguments, SearchesStayInsideTheText) {
  for (const std::int64_t start : kWild) {
    for (const std::int64_t window : kWild) {
      const Outcome outcome = call("core.string.find_within@1", {kText, std::string("bc"), start, window});
      if (start < 0 || start > 5) {
        EXPECT_EQ(outcome.failure, "IndexException");
      } else {
        EXPECT_EQ(outcome.failure, "");
        const bool isFound = start <= 3 && window >= 1 && window > 3 - start;
        EXPECT_EQ(outcome.value, isFound ? 3 : -1) << start << " " << window;
      }
    }
  }
}

TEST(HostileArguments, SearchesFromTheEndStayInsideTheText) {
  for (const std::int64_t before : kWild) {
    for (const std::int64_t window : kWild) {
      const Outcome outcome = call("core.string.find_last_within@1", {kText, std::string("bc"), before, window});
      if (before < 0 || before > 6) {
        EXPECT_EQ(outcome.failure, "IndexException");
      } else {
        EXPECT_EQ(outcome.failure, "");
        const bool isFound = before > 3 && window >= before - 3;
        EXPECT_EQ(outcome.value, isFound ? 3 : -1) << before << " " << window;
      }
    }
  }
}

TEST(HostileArguments, WalksOverWhiteSpaceStayInsideTheText) {
  const std::string text = " \u2003x\t\u3000";  // bytes: 1, 3, 1, 1, 3
  for (const std::int64_t at : kWild) {
    for (const std::int64_t window : kWild) {
      const bool isInside = 0 <= at && at <= 9;
      const Outcome end = call("core.string.space_end@1", {text, at, window});
      const Outcome start = call("core.string.space_start@1", {text, at, window});
      EXPECT_EQ(end.failure, isInside ? "" : "IndexException") << at << " " << window;
      EXPECT_EQ(start.failure, isInside ? "" : "IndexException") << at << " " << window;
      if (!isInside) continue;
      EXPECT_TRUE(at <= end.value && end.value <= 9) << at << " " << window;
      EXPECT_TRUE(0 <= start.value && start.value <= at) << at << " " << window;
    }
  }
  EXPECT_EQ(call("core.string.space_end@1", {text, std::int64_t{0}, std::int64_t{2}}).value, 4);
  EXPECT_EQ(call("core.string.space_start@1", {text, std::int64_t{9}, kMost}).value, 5);
}

TEST(HostileArguments, CopyStaysInsideBoth) {
  for (const std::int64_t start : {kLeast, std::int64_t{-1}, std::int64_t{0}, std::int64_t{4}, kMost}) {
    for (const std::int64_t end : {kLeast, std::int64_t{0}, std::int64_t{5}, std::int64_t{6}, kMost}) {
      for (const std::int64_t at :
           {kLeast, std::int64_t{-1}, std::int64_t{0}, std::int64_t{3}, std::int64_t{8}, kMost}) {
        const Outcome outcome =
            call("core.string.copy@1", {kText, start, end, Bytes{std::vector<std::uint8_t>(6)}, at});
        const bool isRange = 0 <= start && start <= end && end <= 5 && at >= 0 && at <= 6 && end - start <= 6 - at;
        EXPECT_EQ(outcome.failure, isRange ? "" : "IndexException") << start << " " << end << " " << at;
      }
    }
  }
}

TEST(HostileArguments, TextFromBytesIsInRange) {
  for (const std::int64_t start : kWild) {
    for (const std::int64_t end : {kLeast, std::int64_t{0}, std::int64_t{3}, std::int64_t{4}, kMost}) {
      const Outcome outcome = call("core.string.from_bytes@1", {Bytes{{65, 66, 67}}, start, end});
      const bool isRange = 0 <= start && start <= end && end <= 3;
      EXPECT_EQ(outcome.failure, isRange ? "" : "IndexException") << start << " " << end;
    }
  }
}

TEST(HostileArguments, RepeatOfTooMuchStopsAtTheMemoryLimit) {
  EXPECT_EQ(call("core.string.repeat@1", {std::string("ab"), std::int64_t{1} << 40}).failure, "memory");
  EXPECT_TRUE(isOneOf(call("core.string.repeat@1", {std::string("ab"), kMost}).failure, {"memory", "fuel"}));
  EXPECT_EQ(call("core.string.repeat@1", {std::string("ab"), std::int64_t{-1}}).failure, "ArgumentException");
  EXPECT_EQ(call("core.string.repeat@1", {std::string(), kMost}).value, 0);
}

TEST(HostileArguments, ProbingEndsAndStaysInsideTheTables) {
  const Numbers wild{{INT32_MIN, -1, 0, 1, 2, 3, INT32_MAX, 7}};
  for (const std::int32_t hash : {INT32_MIN, -1, 0, 1, 6, INT32_MAX}) {
    EXPECT_EQ(callFind(wild, Numbers{{hash, hash}}, 2, 99).failure, "");
  }
  const auto hash = static_cast<std::int32_t>(call("core.hash.simple@1", {std::int64_t{0}}).value);
  EXPECT_EQ(callFind(Numbers{}, Numbers{}, 0, 0).value, -1);
  EXPECT_EQ(callFind(Numbers{{1, 1, 1}}, Numbers{{hash}}, 1, 0).value, -1);     // no power of two
  EXPECT_EQ(callFind(Numbers{{5, 5, 5, 5}}, Numbers{{hash}}, 1, 0).value, -1);  // entries that are not there
  EXPECT_EQ(callFind(Numbers{{1, 1, 1, 1}}, Numbers{{hash}}, 1, 0).value, 0);
  EXPECT_EQ(callFind(Numbers{{1, 1, 1, 1}}, Numbers{{hash}}, 1, 7).value, -2);  // full and not there: given up
  EXPECT_EQ(callFind(Numbers{{1, 1, 1, 1}}, Numbers{{hash}}, 0, 7).value, -1);  // fewer keys than hashes
}

TEST(HostileArguments, RebuildingEnds) {
  const auto rebuild = [](std::size_t index, const Numbers& hashes, std::int64_t count) {
    return call("core.hash.rebuild@1", {Numbers{std::vector<std::int32_t>(index)}, hashes, count});
  };
  EXPECT_EQ(rebuild(8, Numbers{{1, 2, 3}}, 3).value, 3);
  for (const std::int64_t count : {kLeast, std::int64_t{-1}, std::int64_t{4}, kMost}) {
    EXPECT_EQ(rebuild(8, Numbers{{1, 2, 3}}, count).failure, "ArgumentException");
  }
  EXPECT_EQ(rebuild(0, Numbers{}, 0).failure, "ArgumentException");
  EXPECT_EQ(rebuild(3, Numbers{{1}}, 1).failure, "ArgumentException");
  EXPECT_EQ(rebuild(2, Numbers{{1, 1}}, 2).failure, "ArgumentException");
  EXPECT_EQ(rebuild(8, Numbers{{INT32_MIN, -1, INT32_MAX}}, 3).value, 3);
  // Equal hashes for all: given up after a linear number of steps.
  const Outcome outcome = rebuild(2048, Numbers{std::vector<std::int32_t>(1000, 5)}, 1000);
  EXPECT_EQ(outcome.failure, "");
  EXPECT_LT(outcome.value, 200);
  EXPECT_GT(outcome.value, 50);
}

TEST(HostileArguments, HandlesAndRangesOfFilesAreChecked) {
  for (const std::int64_t handle : {kLeast, std::int64_t{-1}, std::int64_t{12345}, kMost}) {
    const Outcome outcome = call("core.handle.read@1", {handle, Bytes{{0, 0}}, std::int64_t{0}, std::int64_t{2}});
    EXPECT_FALSE(outcome.failure.empty());
    EXPECT_FALSE(call("core.handle.close@1", {handle}).failure.empty());
  }
  for (const std::int64_t start : {kLeast, std::int64_t{-1}, std::int64_t{3}, kMost}) {
    EXPECT_EQ(call("core.handle.read@1", {std::int64_t{0}, Bytes{{0, 0}}, start, std::int64_t{2}}).failure,
              "IndexException");
    EXPECT_EQ(call("core.handle.write@1", {std::int64_t{1}, Bytes{{0, 0}}, start, kMost}).failure, "IndexException");
  }
  EXPECT_EQ(call("core.directory.next@1", {std::int64_t{0}, Bytes{{0, 0}}}).failure, "ArgumentException");
  EXPECT_EQ(call("core.file.open@1", {std::string("x"), std::int64_t{4}}).failure, "ArgumentException");
  EXPECT_EQ(call("core.file.open@1", {std::string("x"), kLeast}).failure, "ArgumentException");
}

TEST(HostileArguments, WritingFromOutsideWritesNothing) {
  for (const std::int64_t start : kWild) {
    const Outcome outcome = call("core.console.write@1", {kText, start});
    EXPECT_EQ(outcome.value, start >= 0 && start <= 5 ? 5 - start : 0) << start;
  }
}

TEST(HostileArguments, NumbersOfDigitsAreChecked) {
  for (const std::int64_t digits : {kLeast, std::int64_t{-1}, std::int64_t{341}, kMost}) {
    EXPECT_EQ(call("core.float.to_fixed@1", {1.0, digits}).failure, "ArgumentException");
    EXPECT_EQ(call("core.float.to_scientific@1", {1.0, digits}).failure, "ArgumentException");
    EXPECT_EQ(call("core.int.to_string_radix@1", {std::int64_t{1}, digits}).failure, "ArgumentException");
  }
}

TEST(HostileArguments, ExitCodesAreChecked) {
  EXPECT_EQ(call("core.process.exit@1", {std::int64_t{256}}).failure, "ArgumentException");
  EXPECT_EQ(call("core.process.exit@1", {kLeast}).failure, "ArgumentException");
  const Outcome outcome = call("core.process.exit@1", {std::int64_t{7}});
  EXPECT_EQ(outcome.failure, "");
  EXPECT_EQ(outcome.value, 7);
}

}  // namespace
}  // namespace tatu::stdlib::test

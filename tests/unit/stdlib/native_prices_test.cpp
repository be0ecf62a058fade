// What natives charge: before they work, and in proportion to it, whatever the arguments are.
#include <gtest/gtest.h>

#include <functional>

#include "tests/unit/stdlib/native_program.h"

namespace tatu::stdlib::test {
namespace {

constexpr std::int64_t kMost = INT64_MAX;

std::string times(std::string_view text, std::size_t bytes) {
  std::string result;
  while (result.size() < bytes) result += text;
  return result;
}

// A kind of work that can be made as large as one likes.
struct Work {
  std::string name;
  std::string native;
  std::function<Arguments(std::size_t)> arguments;  // for about so many bytes
  std::string typeArgument = "Int";
};

std::int64_t number(std::size_t value) { return static_cast<std::int64_t>(value); }

// Chosen against the algorithms: parts that almost match, texts without what is looked for, equal hashes.
std::vector<Work> hostileWork() {
  const auto text = [](std::string_view unit) { return [unit](std::size_t n) { return Arguments{times(unit, n)}; }; };
  const auto walk = [](std::string_view unit) {
    return [unit](std::size_t n) {
      const std::string all = times(unit, n);
      return Arguments{all, 0l, number(all.size())};
    };
  };
  const auto walkBack = [](std::string_view unit) {
    return [unit](std::size_t n) {
      const std::string all = times(unit, n);
      return Arguments{all, number(all.size()), number(all.size())};
    };
  };
  const auto bytes = [](std::size_t n) { return Empty{number(n)}; };
  const auto almost = [](std::size_t n) { return std::string(n / 2, 'a') + "b"; };
  return {
      {"slice", "core.string.slice@1",
       [](std::size_t n) {
         return Arguments{times("ab", n + 2), 1l, number(n + 1)};
       }},
      {"find", "core.string.find_within@1",
       [&](std::size_t n) {
         return Arguments{times("a", n), almost(n), 0l, kMost};
       }},
      {"find_periodic", "core.string.find_within@1",
       [&](std::size_t n) {
         return Arguments{times("aab", n), times("aab", n / 4) + "c", 0l, kMost};
       }},
      {"find_last", "core.string.find_last_within@1",
       [&](std::size_t n) {
         return Arguments{times("a", n), "b" + std::string(n / 2, 'a'), number(n + 1), kMost};
       }},
      {"starts_with", "core.string.starts_with@1",
       [](std::size_t n) {
         return Arguments{times("ab", n), times("ab", n)};
       }},
      {"ends_with", "core.string.ends_with@1",
       [](std::size_t n) {
         return Arguments{times("ab", n), times("ab", n)};
       }},
      {"space_end", "core.string.space_end@1", walk(" ")},
      {"space_end_wide", "core.string.space_end@1", walk("\u2003")},
      {"space_start", "core.string.space_start@1", walkBack("\t")},
      {"space_start_wide", "core.string.space_start@1", walkBack("\u2003")},
      {"to_upper", "core.string.to_upper@1", text("a")},
      {"to_upper_wide", "core.string.to_upper@1", text("\u0101\U00010428")},
      {"to_lower", "core.string.to_lower@1", text("\u0130")},
      {"repeat", "core.string.repeat@1",
       [](std::size_t n) {
         return Arguments{std::string("a"), number(n)};
       }},
      {"repeat_longer", "core.string.repeat@1",
       [](std::size_t n) {
         return Arguments{std::string(100, 'a'), number(n / 100)};
       }},
      {"char_count", "core.string.char_count@1", walk("a")},
      {"copy", "core.string.copy@1",
       [&](std::size_t n) {
         return Arguments{times("ab", n), 0l, number(n), bytes(n), 0l};
       }},
      {"from_bytes", "core.string.from_bytes@1",
       [&](std::size_t n) {
         return Arguments{bytes(n), 0l, number(n)};
       }},
      {"parse_int", "core.int.parse_radix@1",
       [](std::size_t n) {
         return Arguments{std::string(n, '0') + "7", 10l};
       }},
      {"parse_float", "core.float.parse@1", [](std::size_t n) { return Arguments{"0." + times("1234567890", n)}; }},
      {"parse_float_exponent", "core.float.parse@1", [](std::size_t n) { return Arguments{"1e" + times("9", n)}; }},
      {"parse_float_zeros", "core.float.parse@1",
       [](std::size_t n) { return Arguments{std::string(n, '0') + "1e-" + std::to_string(n)}; }},
      {"hash_string", "core.hash.string@1", text("a")},
      {"hash_simple", "core.hash.simple@1", text("a"), "String"},
      {"rebuild", "core.hash.rebuild@1",
       [](std::size_t n) {
         std::size_t size = 1;
         while (size < n / 4) size *= 2;
         return Arguments{Empty{number(size)}, Empty{number(size / 2)}, number(size / 2)};
       }},
      {"write", "core.console.write@1",
       [](std::size_t n) {
         return Arguments{times("a", n), 0l};
       }},
      {"find_byte", "core.bytes.find@1",
       [&](std::size_t n) {
         return Arguments{bytes(n), 1l, 0l, number(n)};
       }},
  };
}

struct Cost {
  double fuel = 0;
  double seconds = 0;
};

Cost costOf(const Work& work, std::size_t size) {
  NativeProgram program(work.native, {work.arguments(size)}, work.typeArgument);
  const Outcome outcome = program.run(0, {}, vm::Tier::Interpreter, 7);
  EXPECT_EQ(outcome.failure, "") << work.name << " of " << size;
  return {static_cast<double>(outcome.fuelUsed), outcome.seconds};
}

TEST(NativePrices, AreInProportionToTheWork) {
  constexpr std::size_t kSmall = 1 << 10;
  constexpr std::size_t kMiddle = 1 << 15;
  constexpr std::size_t kLarge = 1 << 20;
  for (const Work& work : hostileWork()) {
    const Cost small = costOf(work, kSmall);
    const Cost middle = costOf(work, kMiddle);
    const Cost large = costOf(work, kLarge);
    const double perUnitOfMiddle = (middle.seconds - small.seconds) / (middle.fuel - small.fuel);
    const double perUnitOfLarge = large.seconds / large.fuel;
    if (std::getenv("TATU_SHOW_PRICES") != nullptr) {
      std::printf("%-24s %8.0f units, %5.1f ns each for 32 KB; %8.0f units, %5.1f ns each for 1 MB\n",
                  work.name.c_str(), middle.fuel, perUnitOfMiddle * 1e9, large.fuel, perUnitOfLarge * 1e9);
    }
    EXPECT_LT(perUnitOfLarge, kMostSecondsPerUnit) << work.name;
    EXPECT_LT(large.seconds, 256 * middle.seconds * large.fuel / middle.fuel / 32 + 1e-3) << work.name;
  }
}

TEST(NativePrices, GrowWithTheWork) {
  const std::string large(160'000, 'a');
  const auto fuel = [&](const std::string& native, const Arguments& arguments) {
    return call(native, arguments).fuelUsed;
  };
  EXPECT_GE(fuel("core.string.find_within@1", {large, std::string("b"), 0l, kMost}), 10'000u);
  EXPECT_LE(fuel("core.string.find_within@1", {large, std::string("b"), 0l, 100l}), 100u);
  EXPECT_GE(fuel("core.string.find_last_within@1", {large, std::string("b"), 160'000l, kMost}), 10'000u);
  EXPECT_LE(fuel("core.string.find_last_within@1", {large, std::string("b"), 160'000l, 100l}), 100u);
  EXPECT_GE(fuel("core.string.space_end@1", {large, 0l, 160'000l}), 10'000u);
  EXPECT_LE(fuel("core.string.space_start@1", {large, 160'000l, 64l}), 100u);
  EXPECT_GE(fuel("core.string.to_upper@1", {large}), 10'000u);
  EXPECT_GE(fuel("core.string.repeat@1", {std::string("ab"), 80'000l}), 10'000u);
  EXPECT_GE(fuel("core.hash.string@1", {large}), 10'000u);
  EXPECT_GE(fuel("core.console.write@1", {large, 0l}), 4'000u);
}

TEST(NativePrices, ArePaidBefore) {
  Options options;
  options.fuel = 500;
  const Outcome outcome = call("core.string.repeat@1", {std::string("ab"), 80'000l}, options);
  EXPECT_EQ(outcome.failure, "fuel");
  EXPECT_LT(outcome.fuelUsed, 500u);
}

// A table in which every place leads to a key that has the hash and differs in its last byte only.
TEST(NativePrices, LongAlmostEqualKeysAreComparedAFewTimes) {
  const std::string key(1 << 20, 'a');
  const auto hash = static_cast<std::int32_t>(call("core.hash.simple@1", {key + "a"}, {}, "String").value);
  NativeProgram program("core.hash.find_simple@1",
                        {{Numbers{std::vector<std::int32_t>(64, 1)}, Numbers{{hash}}, Texts{{key + "b"}}, key + "a"}},
                        "String");
  const Outcome outcome = program.run(0, {}, vm::Tier::Interpreter, 5);
  EXPECT_EQ(outcome.value, -2);
  EXPECT_LT(outcome.seconds / static_cast<double>(outcome.fuelUsed), kMostSecondsPerUnit);
}

}  // namespace
}  // namespace tatu::stdlib::test

// Every native of the core package, whatever it is, with every kind of extreme argument: it returns, throws an
// exception of the core package or stops at a limit, alike in both interpreters and each time, and does little without
// paying.
#include <gtest/gtest.h>

#include <limits>
#include <random>

#include "tests/unit/stdlib/native_program.h"

namespace tatu::stdlib::test {
namespace {

constexpr std::size_t kMostCalls = 300;  // of one native

std::vector<Argument> wildNumbers() {
  std::vector<Argument> numbers;
  for (const int shift : {7, 8, 15, 16, 31, 32, 53, 62}) numbers.emplace_back((std::int64_t{1} << shift) - 1);
  for (const int shift : {8, 31, 32, 62}) numbers.emplace_back(std::int64_t{1} << shift);
  for (const std::int64_t small : {-4096, -2, -1, 0, 1, 2, 3, 5, 10, 36, 37, 63, 64, 340, 341})
    numbers.emplace_back(small);
  numbers.emplace_back(std::numeric_limits<std::int64_t>::min());
  numbers.emplace_back(std::numeric_limits<std::int64_t>::min() + 1);
  numbers.emplace_back(std::numeric_limits<std::int64_t>::max());
  numbers.emplace_back(std::numeric_limits<std::int64_t>::max() - 1);
  return numbers;
}

std::vector<Argument> wildFloats() {
  using Limits = std::numeric_limits<double>;
  return {0.0,
          -0.0,
          1.0,
          -1.5,
          0.1,
          1e300,
          -1e-300,
          Limits::max(),
          Limits::lowest(),
          Limits::min(),
          Limits::denorm_min(),
          Limits::infinity(),
          -Limits::infinity(),
          Limits::quiet_NaN(),
          9007199254740993.0,
          1.7976931348623157e308};
}

std::vector<Argument> wildTexts() {
  std::string zeros("a\0b\0", 4);
  return {std::string(),
          std::string("a"),
          zeros,
          std::string("\u00E9\u4E2D\U0001F600 \u2003"),
          std::string("-9223372036854775808"),
          std::string("1e400"),
          std::string("/"),
          std::string("../../etc/passwd"),
          std::string("/file"),
          std::string("file"),
          std::string("\xEF\xBF\xBF\x7F\x1B[2J"),
          std::string(5000, 'a'),
          std::string(3000, '\t'),
          std::string(4999, 'a') + "b",
          std::string("PATH=x")};
}

std::vector<Argument> wildBytes() {
  return {Bytes{}, Bytes{{0}}, Bytes{{0xFF, 0xC0, 0x80, 0xED, 0xA0, 0x80}}, Bytes{{65, 66, 67, 10}}, Empty{5000}};
}

std::vector<Argument> wildTables() {
  return {Numbers{},
          Numbers{{0}},
          Numbers{{1, 1, 1, 1}},
          Numbers{{-1, INT32_MIN, INT32_MAX, 5}},
          Numbers{{1, 2, 3, 4, 5, 6, 7, 8}},
          Numbers{{0, 0, 0, 0, 2, 0, 0, 0}},
          Numbers{{3, 3, 3}},
          Numbers{std::vector<std::int32_t>(64, 1)},
          Numbers{std::vector<std::int32_t>(4096, 9)}};
}

std::vector<Argument> wildValues(const std::string& type) {
  if (type == "Float" || type == "Float32") return wildFloats();
  if (type == "String") return wildTexts();
  if (type == "Array<Byte>") return wildBytes();
  if (type == "Array<Int32>") return wildTables();
  if (type.starts_with("Array<")) return {Empty{0}, Empty{1}, Empty{7}, Empty{100}};
  if (type == "Bool") return {std::int64_t{0}, std::int64_t{1}};
  if (type == "Char") {
    std::vector<Argument> characters;
    for (const std::int64_t scalar :
         {0, 9, 32, 65, 0x7F, 0x80, 0xDF, 0x7FF, 0x800, 0xD7FF, 0xE000, 0xFFFF, 0x10000, 0x10FFFF})
      characters.emplace_back(scalar);
    return characters;
  }
  return wildNumbers();
}

// All combinations if they are few; else some, the same each time.
std::vector<Arguments> wildCalls(const vm::Native& native) {
  std::vector<std::vector<Argument>> values;
  std::size_t combinations = 1;
  for (const std::string& type : parameterTypes(native)) {
    values.push_back(wildValues(type));
    combinations = std::min<std::size_t>(combinations * values.back().size(), 1'000'000);
  }
  std::mt19937 random(static_cast<std::uint32_t>(native.name.size()));
  std::vector<Arguments> calls;
  for (std::size_t i = 0; i < std::min(combinations, kMostCalls); ++i) {
    Arguments arguments;
    std::size_t rest = combinations <= kMostCalls ? i : random();
    for (const std::vector<Argument>& choices : values) {
      arguments.push_back(choices[rest % choices.size()]);
      rest = combinations <= kMostCalls ? rest / choices.size() : random();
    }
    calls.push_back(std::move(arguments));
  }
  return calls;
}

std::vector<std::string> typeArguments(const vm::Native& native) {
  if (!native.signature.starts_with("<")) return {"Int"};
  return {"Int", "String", "Bool", "Float", "Int?", "(Int, String)", "Exception"};
}

bool isCoreException(const std::string& name) { return name.ends_with("Exception"); }

// What a call may do beyond its price: a few allocations for results of bounded size, and a host call.
constexpr double kFreeSeconds = 1e5 * kMostSecondsPerUnit;

double mostSeconds(const Outcome& outcome) {
  return kFreeSeconds + static_cast<double>(outcome.fuelUsed) * kMostSecondsPerUnit;
}

// A call that seems too slow is repeated: the machine may have been busy with something else, and the fastest run
// tells.
double secondsOf(NativeProgram& program, std::size_t call, const Options& options, const Outcome& first) {
  if (first.seconds < mostSeconds(first)) return first.seconds;
  return program.run(call, options, vm::Tier::Interpreter, 5).seconds;
}

class EveryNative : public testing::TestWithParam<std::string> {};

TEST_P(EveryNative, StandsAnyArguments) {
  const vm::NativeRegistry registry = coreNatives();
  const vm::Native& native = *registry.find(GetParam());
  for (const std::string& typeArgument : typeArguments(native)) {
    const std::vector<Arguments> calls = wildCalls(native);
    NativeProgram program(native.name, calls, typeArgument);
    for (std::size_t i = 0; i < calls.size(); ++i) {
      const Outcome outcome = program.run(i);
      const bool isLimit = outcome.failure == "memory" || outcome.failure == "fuel";
      EXPECT_TRUE(outcome.failure.empty() || isLimit || isCoreException(outcome.failure)) << outcome.failure;
      EXPECT_LT(secondsOf(program, i, {}, outcome), mostSeconds(outcome)) << "call " << i;
      if (native.name.starts_with("core.time.")) continue;
      const Outcome reference = program.run(i, {}, vm::Tier::Reference);
      EXPECT_TRUE(outcome.sameAs(reference))
          << native.name << " call " << i << ": " << outcome.failure << " " << outcome.value << " " << outcome.fuelUsed
          << " and " << reference.failure << " " << reference.value << " " << reference.fuelUsed;
    }
  }
}

// Whoever has hardly any fuel and memory left gets hardly any work.
TEST_P(EveryNative, DoesNothingThatIsNotPaid) {
  const vm::NativeRegistry registry = coreNatives();
  const vm::Native& native = *registry.find(GetParam());
  const std::vector<Arguments> calls = wildCalls(native);
  NativeProgram program(native.name, calls);
  Options poor;
  poor.fuel = 40;
  poor.memory = 2048;
  for (std::size_t i = 0; i < calls.size(); ++i) {
    const Outcome outcome = program.run(i, poor);
    EXPECT_LE(outcome.allocatedBytes, 4096u) << native.name << " call " << i;
    EXPECT_LT(secondsOf(program, i, poor, outcome), mostSeconds(outcome)) << native.name << " call " << i;
  }
}

std::vector<std::string> allNames() {
  std::vector<std::string> names;
  const vm::NativeRegistry registry = coreNatives();
  for (const vm::Native* native : registry.all()) names.push_back(native->name);
  return names;
}

INSTANTIATE_TEST_SUITE_P(Core, EveryNative, testing::ValuesIn(allNames()), [](const auto& info) {
  std::string name = info.param.substr(5, info.param.find('@') - 5);
  std::replace_if(
      name.begin(), name.end(), [](char c) { return c == '.'; }, '_');
  return name;
});

}  // namespace
}  // namespace tatu::stdlib::test

// The C++ interface: typed calls, functions bound from C++, errors thrown and returned.
#include <limits>
#include <stdexcept>

#include <gmock/gmock.h>

#include "include/tatu/compiler.hpp"
#include "include/tatu/tatu.hpp"

namespace tatu::embedding::test {

struct Point {
  std::int64_t x = 0;
  double y = 0;
  friend bool operator==(const Point&, const Point&) = default;
};

}  // namespace tatu::embedding::test

template <>
struct tatu::Type<tatu::embedding::test::Point>
    : tatu::Record<tatu::embedding::test::Point, &tatu::embedding::test::Point::x, &tatu::embedding::test::Point::y> {};

namespace tatu::embedding::test {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using Bytes = std::vector<std::uint8_t>;
using Ints = std::vector<std::int64_t>;

class CppInterface : public ::testing::Test {
 protected:
  Module program(std::string_view text) {
    const Compiled compiled = compile(text, options);
    EXPECT_TRUE(compiled) << compiled.messages();
    return runtime.load(compiled.bytes(), "program");
  }

  Runtime runtime;
  CompileOptions options;
};

constexpr std::string_view kEcho = R"(
data class Point(x: Int, y: Float)
pub fun int(a: Int): Int = a
pub fun int32(a: Int32): Int32 = a
pub fun byte(a: Byte): Byte = a
pub fun float(a: Float): Float = a
pub fun single(a: Float32): Float32 = a
pub fun bool(a: Bool): Bool = a
pub fun char(a: Char): Char = a
pub fun text(a: String): String = a
pub fun maybe(a: Int?): Int? = a
pub fun bytes(a: Array<Byte>): Array<Byte> = a
pub fun ints(a: Array<Int>): Array<Int> = a
pub fun bools(a: Array<Bool>): Array<Bool> = a
pub fun texts(a: Array<String?>): List<String?> = a.toList()
pub fun pair(a: (Int, String)): (Int, String) = a
pub fun point(a: (Int, Float)): Point = Point(a.0, a.1)
pub fun nothing() {}
)";

TEST_F(CppInterface, PassesValuesOfEachType) {
  const Guest guest(program(kEcho));
  EXPECT_EQ(guest.call<std::int64_t>("int", std::numeric_limits<std::int64_t>::min()), INT64_MIN);
  EXPECT_EQ(guest.call<int>("int32", -5), -5);
  EXPECT_EQ(guest.call<std::uint8_t>("byte", 200U), 200);
  EXPECT_EQ(guest.call<double>("float", 0.1), 0.1);
  EXPECT_EQ(guest.call<double>("float", 3), 3);
  EXPECT_EQ(guest.call<float>("single", 0.1F), 0.1F);
  EXPECT_TRUE(guest.call<bool>("bool", true));
  EXPECT_EQ(guest.call<char32_t>("char", U'ä'), U'ä');
  EXPECT_EQ(guest.call<std::string>("text", "a literal"), "a literal");
  EXPECT_EQ(guest.call<std::string_view>("text", std::string("with\0zero", 9)), std::string_view("with\0zero", 9));
  EXPECT_EQ(guest.call<std::optional<int>>("maybe", nullptr), std::nullopt);
  EXPECT_EQ(guest.call<std::optional<int>>("maybe", std::optional<int>(7)), 7);
  EXPECT_EQ(guest.call<Bytes>("bytes", Bytes{1, 2, 255}), (Bytes{1, 2, 255}));
  EXPECT_EQ(guest.call<std::span<const std::uint8_t>>("bytes", Bytes{}).size(), 0U);
  EXPECT_THAT(guest.call<Ints>("ints", Ints{1, -2, 3}), ElementsAre(1, -2, 3));
  const std::int64_t array[] = {4, 5};
  EXPECT_THAT(guest.call<Ints>("ints", std::span(array)), ElementsAre(4, 5));
  EXPECT_THAT(guest.call<std::vector<bool>>("bools", std::vector<bool>{true, false}), ElementsAre(true, false));
  using Texts = std::vector<std::optional<std::string>>;
  const Texts texts{"a", std::nullopt};
  EXPECT_EQ(guest.call<Texts>("texts", texts), texts);
  EXPECT_EQ((guest.call<std::tuple<std::int64_t, std::string>>("pair", std::pair(1, "one"))), (std::tuple{1, "one"}));
  EXPECT_EQ(guest.call<Point>("point", Point{1, 2.5}), (Point{1, 2.5}));
  guest.call("nothing");
  const auto point = guest.call<Value>("point", std::tuple(3, 0.5));
  EXPECT_EQ(point.kind(), TATU_RECORD);
  ASSERT_EQ(point.size(), 2U);
  EXPECT_EQ(point[0].get<int>(), 3);
  EXPECT_EQ(point[1].get<int>(), std::nullopt);
}

TEST_F(CppInterface, RefusesValuesThatDoNotFit) {
  const Guest guest(program(kEcho));
  const auto failure = [](const auto& result) { return result ? TATU_OK : result.error().status(); };
  EXPECT_EQ(failure(guest.try_call<int>("int", INT64_MAX)), TATU_MISUSE);
  EXPECT_EQ(failure(guest.try_call<unsigned>("int", -1)), TATU_MISUSE);
  EXPECT_EQ(failure(guest.try_call<std::string>("int", 1)), TATU_MISUSE);
  EXPECT_EQ(failure(guest.try_call("int", UINT64_MAX)), TATU_MISUSE);
  EXPECT_EQ(failure(guest.try_call("int", 1)), TATU_OK);
  EXPECT_EQ(failure(guest.try_call("byte", 256)), TATU_MISUSE);
  EXPECT_EQ(failure(guest.try_call("text", static_cast<const char*>(nullptr))), TATU_MISUSE);
  EXPECT_EQ(failure(guest.try_call("text", "\xff")), TATU_MISUSE);
  EXPECT_EQ(failure(guest.try_call("text")), TATU_MISUSE);
  EXPECT_EQ(failure(guest.try_call<std::tuple<int>>("pair", std::pair(1, "one"))), TATU_MISUSE);
  EXPECT_THAT(guest.try_call("missing").error().what(), HasSubstr("no public function missing"));
}

TEST_F(CppInterface, ThrowsErrors) {
  const Guest guest(program(R"(
pub fun fail(text: String) { throw ArgumentException(text) }
pub fun leave() { exit(3) }
)"));
  try {
    guest.call("fail", "no good");
    ADD_FAILURE();
  } catch (const Error& error) {
    EXPECT_EQ(error.status(), TATU_UNCAUGHT);
    EXPECT_EQ(error.exception(), "ArgumentException");
    EXPECT_STREQ(error.what(), "ArgumentException: no good");
    EXPECT_THAT(error.details(), HasSubstr("program.tatu:2"));
  }
  EXPECT_EQ(guest.try_call("leave").error().exit_code(), 3);
  EXPECT_EQ(runtime.try_load({}, "empty").error().status(), TATU_MISUSE);
  EXPECT_EQ(runtime.try_load(Bytes{1, 2, 3}, "short").error().status(), TATU_REJECTED);
#if defined(TATU_HEAP_BOEHM)
  EXPECT_EQ(Runtime::try_create().error().status(), TATU_FAILED);  // there is one
#endif
}

TEST_F(CppInterface, ResumesCallsAtTheirLimits) {
  const Module module = program(R"(
pub fun sum(n: Int): Int {
  var sum = 0
  for i in 1..n { sum += i }
  return sum
}
)");
  GuestOptions limits;
  limits.fuel = 100;
  Guest guest(module, limits);
  const Function sum = module.function("sum");
  EXPECT_STREQ(sum.signature(), "(Int) -> Int");
  Result<std::int64_t> result = guest.try_call<std::int64_t>(sum, 1000);
  int turns = 0;
  for (; !result; ++turns) {
    ASSERT_EQ(result.error().limit(), TATU_LIMIT_FUEL) << result.error().details();
    guest.add_fuel(500);
    result = guest.try_resume<std::int64_t>();
  }
  EXPECT_EQ(*result, 500500);
  EXPECT_GT(turns, 5);
  EXPECT_GT(guest.counters().fuel_used, 1000U);
}

TEST_F(CppInterface, ChangesLimitsOfGuestsAndModules) {
  Module module = program("pub fun plus(a: Int): Int = a + 1\n");
  module.set_limit(TATU_MODULE_LIMIT_CODE, 0);
  EXPECT_EQ(module.counters().code_bytes, 0U);
  EXPECT_THROW(module.set_limit(static_cast<tatu_module_limit>(9), 0), Error);
  Guest guest(module);
  guest.set_limit(TATU_LIMIT_FUEL, 1000);
  EXPECT_EQ(guest.counters().fuel_left, 1000U);
  EXPECT_THROW(guest.set_limit(TATU_LIMIT_STOP, 1), Error);
  EXPECT_EQ(guest.call<int>("plus", 1), 2);
}

struct Console {
  std::string text;
  std::size_t write(int stream, std::string_view bytes) {
    text += (stream == 1 ? "" : "!") + std::string(bytes);
    return bytes.size();
  }
};

TEST_F(CppInterface, GuestsKnowTheirOwner) {
  HostModule log = runtime.host_module("log");
  log.function("line", [](HostCall call, const std::string& line) { call.guest().owner<Console>().text += line; });
  options.import(log.finish());
  Console console;
  Guest guest(program(R"(
import log
pub fun greet() {
  println("hello")
  log.line("logged")
}
)"),
              GuestOptions().owned_by(console));
  Guest moved = std::move(guest);
  moved.call("greet");
  EXPECT_THAT(console.text, HasSubstr("hello\n"));
  EXPECT_THAT(console.text, HasSubstr("logged"));
}

std::int64_t twice(std::int64_t n) noexcept { return 2 * n; }

struct World {
  std::vector<std::string> things;
  std::int64_t add(const std::string& thing) {
    things.push_back(thing);
    return static_cast<std::int64_t>(things.size());
  }
  [[nodiscard]] std::optional<std::string> find(std::int64_t number) const noexcept {
    const auto index = static_cast<std::size_t>(number);
    return index < things.size() ? std::optional(things[index]) : std::nullopt;
  }
};

TEST_F(CppInterface, BindsLambdasFunctionsAndMethods) {
  World world;
  std::int64_t calls = 0;
  HostModule module = runtime.host_module("game");
  module.function("add", [](std::int64_t a, std::int64_t b) { return a + b; })
      .function("twice", twice)
      .function("count", [&calls, kept = std::make_unique<int>(1)]() mutable { calls += (*kept)++; })
      .function("join", {"texts", "between"},
                [](const std::vector<std::string>& texts, std::string_view between) {
                  std::string joined;
                  for (const std::string& text : texts) joined += (joined.empty() ? "" : std::string(between)) + text;
                  return joined;
                })
      .function("swap", [](std::pair<std::int64_t, std::string> pair) { return std::pair(pair.second, pair.first); })
      .function("shift",
                [](Point point) {
                  return Point{point.x + 1, point.y + 1};
                })
      .function("words",
                [] {
                  return std::vector<std::string>{"first", "second"};
                })
      .function("bytes", [](std::span<const std::uint8_t> bytes) { return Bytes(bytes.rbegin(), bytes.rend()); })
      .method("addThing", world, &World::add)
      .method("findThing", world, &World::find);
  options.import(module.finish());
  const Guest guest(program(R"(
import game
pub fun all(): String {
  game.count()
  game.count()
  val (text, number) = game.swap((1, "one"))
  val (x, y) = game.shift((1, 0.5))
  game.addThing("tree")
  val before = "${game.add(1, 2)} ${game.twice(21)} ${game.join(["a", "b"].toArray(), "-")} ${text} ${number} ${x} ${y}"
  val things = "${game.addThing("door")} ${game.findThing(0)} ${game.findThing(9)} ${game.words()[1]}"
  return "${before} ${things} ${game.bytes(Array.build<Byte>(3, i => i.toByte()))[0]}"
}
)"));
  EXPECT_EQ(guest.call<std::string>("all"), "3 42 a-b one 1 2 1.5 2 tree null second 2");
  EXPECT_EQ(calls, 3);
}

TEST_F(CppInterface, SaysWhatCannotBeBound) {
  EXPECT_EQ(runtime.try_host_module("core").error().status(), TATU_MISUSE);
  HostModule module = runtime.host_module("game");
  module.function("add", {"a"}, [](bool, bool) {}).function("bad name", [] {});
  EXPECT_STREQ(module.try_finish().error().what(), "add has not as many parameters as names for them");
  HostModule doubled = runtime.host_module("game");
  doubled.function("add", [](bool) {}).function("add", [](double) {});
  EXPECT_THAT(doubled.try_finish().error().what(), HasSubstr("add already"));
}

TEST_F(CppInterface, TurnsWhatHostFunctionsThrowIntoExceptions) {
  HostModule module = runtime.host_module("game");
  module.function("fail", [](std::int64_t how) -> std::int64_t {
    if (how == 0) throw Exception("NotFoundException", "no such door");
    if (how == 1) throw std::runtime_error("out of order");
    if (how == 2) throw 5;
    if (how == 3) throw Exception("NoSuchException", "unknown");
    return how;
  });
  module.function("again", [](HostCall call, std::int64_t how) { call.guest().call("raise", how); });
  options.import(module.finish());
  const Guest guest(program(R"(
import game
class Broken(text: String) : Exception(text)
pub fun raise(how: Int) {
  if how == 0 { throw KeyException("no key") }
  throw Broken("broken")
}
pub fun outcome(how: Int): String {
  try { return "${game.fail(how)}" } catch e: NotFoundException { return "caught ${e.message}" } catch e: Exception { return "${e}" }
}
pub fun nested(how: Int): String {
  try { game.again(how) } catch e: KeyException { return "caught ${e.message}" } catch e: Exception { return "${e}" }
  return "none"
}
)"));
  EXPECT_EQ(guest.call<std::string>("outcome", 0), "caught no such door");
  EXPECT_EQ(guest.call<std::string>("outcome", 1), "StateException: out of order");
  EXPECT_EQ(guest.call<std::string>("outcome", 2),
            "StateException: the host has thrown something that is no std::exception");
  EXPECT_EQ(guest.call<std::string>("outcome", 3), "StateException: unknown");
  EXPECT_EQ(guest.call<std::string>("outcome", 4), "4");
  EXPECT_EQ(guest.call<std::string>("nested", 0), "caught no key");
  EXPECT_EQ(guest.call<std::string>("nested", 1), "StateException: Broken: broken");
}

TEST_F(CppInterface, ChargesForHostWork) {
  HostModule module = runtime.host_module("game");
  module.function("work", [](HostCall call) { call.charge(1'000'000); });
  options.import(module.finish());
  const Guest guest(program("import game\npub fun work() { game.work() }"));
  guest.call("work");
  EXPECT_GT(guest.counters().fuel_used, 1'000'000U);
}

}  // namespace
}  // namespace tatu::embedding::test

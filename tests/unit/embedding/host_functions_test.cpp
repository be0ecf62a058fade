// Functions of the host that programs call, and calls of the guest from inside of them.
#include <gmock/gmock.h>

#include "host.h"

namespace tatu::embedding::test {
namespace {

class HostFunctions : public EveryTier {
 protected:
  Host host{GetParam()};
};
TATU_IN_EVERY_TIER(HostFunctions);

tatu_status add(tatu_host_call*, const tatu_value* arguments, std::size_t, tatu_value* result, void* data) {
  ++*static_cast<int*>(data);
  *result = intValue(arguments[0].as.integer + arguments[1].as.integer);
  return TATU_OK;
}

TEST_P(HostFunctions, TakeAndGiveValues) {
  int calls = 0;
  host.hostModule("game", {{"fun add(a: Int, b: Int): Int", add, &calls}});
  Guest guest(host.program(R"(
import game
pub fun sum(n: Int): Int {
  var sum = 0
  for i in 1..n { sum = game.add(sum, i) }
  return sum
}
)"));
  EXPECT_EQ(called(guest, "sum", {intValue(1000)}), "500500");
  EXPECT_EQ(calls, 1000);
}

// Calls the function of the guest that `data` names with its argument less one, and gives its result plus one.
struct Back {
  const tatu_function* function = nullptr;
  Outcome last;
};
tatu_status callBack(tatu_host_call* call, const tatu_value* arguments, std::size_t, tatu_value* result, void* data) {
  auto& back = *static_cast<Back*>(data);
  const tatu_value argument = intValue(arguments[0].as.integer - 1);
  tatu_error* error = nullptr;
  tatu_value given{};
  const tatu_status status = tatu_guest_call(tatu_host_call_guest(call), back.function, &argument, 1, &given, &error);
  back.last = outcomeOf(status, error);
  *result = intValue(status == TATU_OK ? given.as.integer + 1 : -1000);
  return TATU_OK;
}

constexpr std::string_view kBack = R"(
import game
pub fun down(n: Int): Int = if n <= 0 { 0 } else { game.back(n) }
pub fun spin(n: Int): Int {
  var i = 0
  while true { i += 1 }
  return i
}
pub fun fail(n: Int): Int { throw StateException("at ${n}") }
pub fun leave(n: Int): Int {
  exit(n)
}
pub fun receive(n: Int): Int = Channel<Int>().receive()
pub fun start(n: Int): Int {
  val result = game.back(n)
  println("behind ${result}")
  return result
}
)";

TEST_P(HostFunctions, CallTheGuestAgain) {
  Back back;
  host.hostModule("game", {{"fun back(n: Int): Int", callBack, &back}});
  tatu_module* const module = host.program(kBack);
  back.function = tatu_module_function(module, "down");
  Guest guest(module);
  EXPECT_EQ(called(guest, "down", {intValue(20)}), "20");
  EXPECT_EQ(called(guest, "down", {intValue(33)}), "-968");  // the innermost of 33 was refused
  back.function = tatu_module_function(module, "fail");
  EXPECT_EQ(called(guest, "start", {intValue(5)}), "-1000");
  EXPECT_EQ(back.last.message, "StateException: at 4");
  back.function = tatu_module_function(module, "receive");
  EXPECT_EQ(called(guest, "start", {intValue(5)}), "-1000");
  EXPECT_EQ(back.last.status, TATU_DEADLOCKED);
  EXPECT_EQ(guest.output(), "behind -1000\nbehind -1000\n");
}

TEST_P(HostFunctions, EndWithTheProgramWhenANestedCallMeetsALimit) {
  Back back;
  host.hostModule("game", {{"fun back(n: Int): Int", callBack, &back}});
  tatu_module* const module = host.program(kBack);
  back.function = tatu_module_function(module, "spin");
  tatu_guest_options options = Guest::defaults();
  options.fuel = 100'000;
  Guest guest(module, options);
  EXPECT_EQ(guest.call("start", {intValue(5)}).limit, TATU_LIMIT_FUEL);
  EXPECT_EQ(back.last.limit, TATU_LIMIT_FUEL);
  EXPECT_EQ(guest.output(), "");
  EXPECT_EQ(guest.resume().status, TATU_MISUSE);
  ASSERT_EQ(tatu_guest_add_fuel(guest.get(), 100'000), TATU_OK);
  back.function = tatu_module_function(module, "leave");
  const Outcome left = guest.call("start", {intValue(5)});
  EXPECT_EQ(left.status, TATU_EXITED);
  EXPECT_EQ(left.exitCode, 4);
  EXPECT_EQ(guest.output(), "");
}

TEST_P(HostFunctions, GiveAnIntForAFloat) {
  Body give = [](tatu_host_call*, std::span<const tatu_value> arguments, tatu_value& result) {
    result = arguments[0];
    return TATU_OK;
  };
  host.hostModule("game", {{"fun float(n: Int): Float", callBody, &give}});
  Guest guest(host.program("import game\npub fun half(n: Int): Float = game.float(n) / 2.0"));
  EXPECT_EQ(called(guest, "half", {intValue(5)}), "2.500000");
  EXPECT_THAT(called(guest, "half", {intValue(INT64_MAX)}), ::testing::HasSubstr("or an Int of at most"));
}

// Notes that it has been destroyed.
struct Noted {
  std::vector<int>* destroyed;
  int number;
  static void destroy(void* data) {
    auto* const noted = static_cast<Noted*>(data);
    noted->destroyed->push_back(noted->number);
  }
};

class HostData : public ::testing::Test {
 protected:
  tatu_host_module* begin(const char* name) {
    tatu_host_module* module = nullptr;
    EXPECT_EQ(tatu_host_module_create(host->runtime(), name, &module, nullptr), TATU_OK);
    return module;
  }
  void add(tatu_host_module* module, Noted& noted) {
    EXPECT_EQ(tatu_host_module_add(module, "fun add(a: Int, b: Int): Int", test::add, &noted, nullptr), TATU_OK);
    EXPECT_EQ(tatu_host_module_on_destroy(module, Noted::destroy, &noted), TATU_OK);
  }

  std::vector<int> destroyed;
  Noted first{&destroyed, 1};
  Noted second{&destroyed, 2};
  std::unique_ptr<Host> host = std::make_unique<Host>();
};

TEST_F(HostData, IsDestroyedWithTheRuntime) {
  tatu_host_module* const module = begin("game");
  add(module, first);
  EXPECT_EQ(tatu_host_module_on_destroy(module, Noted::destroy, &second), TATU_OK);
  EXPECT_EQ(tatu_host_module_on_destroy(nullptr, Noted::destroy, &second), TATU_MISUSE);
  EXPECT_EQ(tatu_host_module_on_destroy(module, nullptr, &second), TATU_MISUSE);
  EXPECT_EQ(tatu_host_module_finish(module, nullptr, nullptr), TATU_OK);
  EXPECT_THAT(destroyed, ::testing::IsEmpty());
  host.reset();
  EXPECT_THAT(destroyed, ::testing::ElementsAre(2, 1));
}

TEST_F(HostData, IsDestroyedWithABuilderThatBecomesNoModule) {
  tatu_host_module* module = begin("game");
  add(module, first);
  tatu_host_module_destroy(module);
  EXPECT_THAT(destroyed, ::testing::ElementsAre(1));
  EXPECT_EQ(tatu_host_module_finish(begin("game"), nullptr, nullptr), TATU_OK);
  module = begin("game");
  add(module, second);
  EXPECT_EQ(tatu_host_module_finish(module, nullptr, nullptr), TATU_REJECTED);
  EXPECT_THAT(destroyed, ::testing::ElementsAre(1, 2));
  host.reset();
  EXPECT_EQ(destroyed.size(), 2U);
}

}  // namespace
}  // namespace tatu::embedding::test

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

}  // namespace
}  // namespace tatu::embedding::test

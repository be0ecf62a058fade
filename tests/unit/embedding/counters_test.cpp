// Counters: exact where the guest stands, and for other threads fresh enough while it runs.
#include <atomic>
#include <thread>

#include <gmock/gmock.h>

#include "host.h"

namespace tatu::embedding::test {
namespace {

class Counters : public EveryTier {
 protected:
  Host host{GetParam()};
};
TATU_IN_EVERY_TIER(Counters);

TEST_P(Counters, SayWhatAGuestHasUsed) {
  std::vector<tatu_counters> inside;
  Body look = [&](tatu_host_call* call, std::span<const tatu_value>, tatu_value&) {
    tatu_counters counters{};
    counters.size = sizeof counters;
    EXPECT_EQ(tatu_guest_counters(tatu_host_call_guest(call), &counters), TATU_OK);
    inside.push_back(counters);
    return TATU_OK;
  };
  host.hostModule("game", {{"fun look()", callBody, &look}});
  Guest guest(host.program(R"(
import game
pub fun run(): Int = scope {
  game.look()
  val tasks = (1..20).map(i => spawn wait(i))
  game.look()
  tasks.map(task => task.await()).sum()
}
fun wait(i: Int): Int {
  Fiber.pass()
  if i == 20 { game.look() }
  println(i)
  return i
}
pub fun work(n: Int): Int {
  var sum = 0
  for i in 1..n { sum = (sum + i * i) % 1000003 }
  return sum
}
)"));
  EXPECT_EQ(guest.counters().fibers, 1);
  EXPECT_EQ(called(guest, "run"), "210");
  ASSERT_EQ(inside.size(), 3);
  EXPECT_EQ(inside[0].host_calls, 1);
  EXPECT_EQ(inside[0].fibers, 1);
  EXPECT_EQ(inside[1].fibers, 21);
  EXPECT_GE(inside[1].stack_bytes, inside[0].stack_bytes + 20 * 2000);
  EXPECT_GT(inside[2].fuel_used, inside[1].fuel_used);
  EXPECT_GE(inside[1].memory_bytes, inside[0].memory_bytes + 20 * 2000);
  EXPECT_EQ(inside[0].stops, 0);
  const tatu_counters counters = guest.counters();
  EXPECT_EQ(counters.host_calls, 3);
  EXPECT_EQ(counters.fibers, 1);
  EXPECT_EQ(counters.stack_bytes, inside[0].stack_bytes);
  EXPECT_EQ(counters.output_bytes, guest.output().size());
  EXPECT_GE(counters.memory_peak_bytes, inside[1].memory_bytes);
  ASSERT_EQ(tatu_guest_set_limit(guest.get(), TATU_LIMIT_FUEL, 100), TATU_OK);
  EXPECT_EQ(guest.call("work", {intValue(10'000'000)}).limit, TATU_LIMIT_FUEL);
  EXPECT_EQ(guest.counters().stops, 1);
  ASSERT_EQ(tatu_guest_set_limit(guest.get(), TATU_LIMIT_FUEL, UINT64_MAX), TATU_OK);
  EXPECT_EQ(guest.resume().status, TATU_OK);
  const bool isCompiled = guest.counters().compiled_fuel != 0;
  EXPECT_FALSE(GetParam() == TATU_TIER_INTERPRETER && isCompiled);
  EXPECT_LE(guest.counters().compiled_fuel, guest.counters().fuel_used);
}

// The program tells how much it has used; another thread, which learns of that, sees it up to what a slice takes.
TEST_P(Counters, AreReadByOtherThreadsWhileTheGuestRuns) {
  std::atomic<std::uint64_t> exact{0};
  Body note = [&](tatu_host_call* call, std::span<const tatu_value>, tatu_value&) {
    tatu_counters counters{};
    counters.size = sizeof counters;
    EXPECT_EQ(tatu_guest_counters(tatu_host_call_guest(call), &counters), TATU_OK);
    exact.store(counters.fuel_used, std::memory_order_release);
    return TATU_OK;
  };
  host.hostModule("game", {{"fun note()", callBody, &note}});
  Guest guest(host.program(R"(
import game
pub fun run(n: Int): Int {
  var kept = List<Int>()
  for i in 1..n {
    if i % 100 == 0 {
      game.note()
      kept = List<Int>()
    }
    kept.add(i)
  }
  return n
}
)"));
  std::atomic<bool> isDone{false};
  std::uint64_t looks = 0;
  std::thread reader([&] {
    std::uint64_t before = 0;
    while (!isDone.load()) {
      const std::uint64_t least = exact.load(std::memory_order_acquire);
      const tatu_counters counters = guest.counters();
      ASSERT_GE(counters.fuel_used + 250'000, least);
      ASSERT_GE(counters.fuel_used, before);
      ASSERT_LT(counters.fibers, 2);
      before = counters.fuel_used;
      ++looks;
    }
  });
  EXPECT_EQ(called(guest, "run", {intValue(1'000'000)}), "1000000");
  isDone.store(true);
  reader.join();
  EXPECT_GT(looks, 0);
  EXPECT_GE(guest.counters().fuel_used, exact.load());
}

// Who looks at a guest that stands still does not keep its thread from using it.
TEST_P(Counters, KeepNobodyFromTheGuest) {
  Guest guest(host.program("pub fun plus(a: Int): Int = a + 1\n"));
  std::atomic<bool> isDone{false};
  std::vector<std::thread> readers;
  for (int i = 0; i < 2; ++i) {
    readers.emplace_back([&] {
      while (!isDone.load()) (void)guest.counters();
    });
  }
  for (int i = 0; i < 20'000; ++i) {
    ASSERT_EQ(show(guest.call("plus", {intValue(i)}).result), std::to_string(i + 1));
    ASSERT_EQ(tatu_guest_add_fuel(guest.get(), 10), TATU_OK);
  }
  isDone.store(true);
  for (std::thread& reader : readers) reader.join();
}

}  // namespace
}  // namespace tatu::embedding::test

// Host objects: how they are passed and used, how long they live, what revoking them does.
#include <gmock/gmock.h>

#include <vector>

#include "things.h"

namespace tatu::embedding::test {
namespace {

using ::testing::HasSubstr;
using Arguments = std::span<const tatu_value>;

std::uint64_t left(Guest& guest) {
  std::uint64_t left = 0;
  EXPECT_EQ(tatu_guest_release_objects(guest.get(), &left), TATU_OK);
  return left;
}

class Objects : public EveryTier {
 protected:
  // With a reference of the test's own, which is released at the end.
  tatu_object* make(std::int64_t number) {
    mine.push_back(things.make(number));
    return mine.back();
  }
  ~Objects() override {
    for (tatu_object* const object : mine) tatu_object_release(object);
  }
  ThingHost things{GetParam()};
  std::vector<tatu_object*> mine;
};
TATU_IN_EVERY_TIER(Objects);

class ObjectsOfTheirOwnHost : public EveryTier {};
TATU_IN_EVERY_TIER(ObjectsOfTheirOwnHost);

constexpr std::string_view kProgram = R"(
import game
class Box(val thing: game.Thing)
var kept: game.Thing? = null
var all = List<game.Thing>()

pub fun add(thing: game.Thing, n: Int): Int = thing.add(n)
pub fun double(thing: game.Thing): Int {
  thing.number *= 2
  return thing.number
}
pub fun echo(thing: game.Thing): game.Thing = game.same(Box(thing).thing)
pub fun maybe(thing: game.Thing?): game.Thing? = thing
pub fun list(things: List<game.Thing>): List<game.Thing> = things
pub fun array(things: Array<game.Thing>): Array<game.Thing> = things
pub fun pair(pair: (game.Thing, Int)): (game.Thing, Int) = pair
pub fun both(thing: game.Thing, other: game.Other?): Bool {
  val (a, b) = game.pair((thing, other))
  return a === thing && b === other
}
pub fun areSame(a: game.Thing, b: Array<game.Thing>): Bool {
  val any: Any = a
  if any is game.Other { return false }
  return a === b[0] && (any as game.Thing) === b[0]
}
pub fun sum(n: Int): Int = game.sum(Array.build(n, i => game.Thing.named(i)))
pub fun unset(): Int {
  val places = Array.filled<game.Thing?>(3, null)
  places[1] = game.Thing.named(7)
  return game.sum(places)
}
pub fun named(number: Int): game.Thing? = game.Thing.named(number)
pub fun keep(thing: game.Thing) { kept = thing }
pub fun keepAll(n: Int): Int {
  for i in 1..n { all.add(game.Thing.named(i)!!) }
  return all.size
}
pub fun forget() {
  kept = null
  all = List<game.Thing>()
}
pub fun useKept(): String {
  try { return "${kept!!.number}" } catch e: StateException { return e.message }
}
pub fun call(thing: game.Thing): String {
  try {
    thing.call()
    return "${thing.number}"
  } catch e: StateException { return e.message }
}
pub fun callAll(things: Array<game.Thing>): String {
  try {
    things[0].callAll(things)
    return "done"
  } catch e: StateException { return e.message }
}
pub fun make(n: Int): Int {
  var sum = 0
  for i in 1..n { sum += game.Thing.named(i)!!.add(1) }
  return sum
}
pub fun later(): Int = game.later().number
pub fun again(): Int = 5
)";

TEST_P(Objects, ArePassedBothWays) {
  Guest guest(things.host.program(kProgram));
  tatu_object* const one = make(1);
  tatu_object* const two = make(2);
  EXPECT_EQ(called(guest, "add", {objectValue(one), intValue(4)}), "5");
  EXPECT_EQ(called(guest, "double", {objectValue(one)}), "10");
  const Outcome echo = guest.call("echo", {objectValue(one)});
  ASSERT_EQ(echo.result.kind, TATU_OBJECT);
  EXPECT_EQ(echo.result.as.object, one);
  EXPECT_EQ(called(guest, "maybe", {nullValue()}), "null");
  EXPECT_EQ(called(guest, "maybe", {objectValue(one)}), "game.Thing");
  const std::vector<tatu_value> items{objectValue(one), objectValue(two), objectValue(one)};
  for (const char* function : {"list", "array"}) {
    const Outcome outcome = guest.call(function, {listValue(TATU_ARRAY, items)});
    ASSERT_EQ(outcome.result.size, 3U) << outcome.details;
    for (std::size_t i = 0; i < 3; ++i) EXPECT_EQ(outcome.result.as.items[i].as.object, items[i].as.object);
  }
  const std::vector<tatu_value> parts{objectValue(two), intValue(3)};
  const Outcome pair = guest.call("pair", {listValue(TATU_RECORD, parts)});
  EXPECT_EQ(show(pair.result), "[game.Thing, 3]");
  EXPECT_EQ(called(guest, "both", {objectValue(one), nullValue()}), "true");
  EXPECT_EQ(called(guest, "areSame", {objectValue(one), listValue(TATU_ARRAY, items)}), "true");
  EXPECT_EQ(called(guest, "areSame", {objectValue(two), listValue(TATU_ARRAY, items)}), "false");
  EXPECT_EQ(called(guest, "sum", {intValue(100)}), "4950");
  EXPECT_EQ(called(guest, "unset"), "7");
  EXPECT_EQ(called(guest, "named", {intValue(-1)}), "null");
}

TEST_P(Objects, OfOtherClassesAreRefused) {
  Guest guest(things.host.program(kProgram));
  tatu_object* other = nullptr;
  ASSERT_EQ(tatu_object_create(things.other, nullptr, nullptr, &other, nullptr), TATU_OK);
  mine.push_back(other);
  const Outcome wrong = guest.call("keep", {objectValue(other)});
  EXPECT_EQ(wrong.status, TATU_MISUSE);
  EXPECT_THAT(wrong.message, HasSubstr("is an object of game.Other and should be an object of game.Thing"));
  EXPECT_EQ(guest.call("keep", {intValue(5)}).status, TATU_MISUSE);
  EXPECT_EQ(guest.call("keep", {nullValue()}).status, TATU_MISUSE);
  EXPECT_EQ(guest.call("keep", {objectValue(nullptr)}).status, TATU_MISUSE);
  EXPECT_EQ(guest.call("add", {objectValue(make(1)), objectValue(other)}).status, TATU_MISUSE);
  EXPECT_EQ(called(guest, "both", {objectValue(make(1)), objectValue(other)}), "true");
}

TEST_P(Objects, OfOneGuestAreTheSameToAnother) {
  tatu_module* const module = things.host.program(kProgram);
  Guest first(module);
  Guest second(module);
  const Outcome given = first.call("named", {intValue(3)});
  EXPECT_EQ(called(second, "keep", {given.result}), "()");
  EXPECT_EQ(called(second, "useKept"), "\"3\"");
  tatu_object_revoke(given.result.as.object);
  EXPECT_THAT(called(second, "useKept"), HasSubstr("revoked"));
}

TEST_P(Objects, LiveAsLongAsSomebodyHasThem) {
  Counts& counts = things.counts;
  {
    Guest guest(things.host.program(kProgram));
    tatu_object* const object = things.make(1);
    EXPECT_EQ(called(guest, "keep", {objectValue(object)}), "()");
    tatu_object_release(object);
    EXPECT_EQ(left(guest), 1U);
    EXPECT_EQ(called(guest, "useKept"), "\"1\"");
    EXPECT_EQ(called(guest, "forget"), "()");
    EXPECT_EQ(counts.destroyed, 0);
    EXPECT_EQ(left(guest), 0U);
    EXPECT_EQ(counts.destroyed, 1);
    // The last result is the host's until the next call.
    const Outcome named = guest.call("named", {intValue(2)});
    EXPECT_EQ(Thing::of(named.result).number(), 2);
    EXPECT_EQ(called(guest, "again"), "5");
    EXPECT_EQ(left(guest), 0U);
    EXPECT_EQ(counts.destroyed, 2);
    const Outcome kept = guest.call("named", {intValue(3)});
    ASSERT_TRUE(tatu_object_retain(kept.result.as.object));
    mine.push_back(kept.result.as.object);
    EXPECT_EQ(left(guest), 1U);
    EXPECT_EQ(called(guest, "again"), "5");
    EXPECT_EQ(left(guest), 0U);
    EXPECT_EQ(called(guest, "keepAll", {intValue(10'000)}), "10000");
  }
  EXPECT_EQ(counts.alive(), 1);
  EXPECT_EQ(counts.made, 10'003);
  EXPECT_EQ(Thing::of(objectValue(mine[0])).number(), 3);
}

TEST_P(ObjectsOfTheirOwnHost, GoWithTheirRuntime) {
  Counts counts;
  {
    ThingHost mortal(GetParam());
    for (int i = 0; i < 3; ++i) {
      tatu_object* object = nullptr;
      auto* const data = new Thing(counts, i);
      const tatu_destroy_function destroy = [](void* thing) { delete static_cast<Thing*>(thing); };
      ASSERT_EQ(tatu_object_create(mortal.thing, data, destroy, &object, nullptr), TATU_OK);
      if (i == 1) tatu_object_revoke(object);
    }
    EXPECT_EQ(counts.destroyed, 1);
  }
  EXPECT_EQ(counts.destroyed, 3);
}

TEST_P(Objects, PassInALoopWithoutGrowth) {
  tatu_guest_options options = Guest::defaults();
  options.memory_bytes = UINT64_MAX;
  options.fuel = UINT64_MAX;
  options.milliseconds = UINT64_MAX;
  Guest guest(things.host.program(kProgram), options);
  std::int64_t most = 0;
  constexpr int kRounds = 50;
  constexpr int kEach = 20'000;
  for (int i = 0; i < kRounds; ++i) {
    EXPECT_EQ(called(guest, "make", {intValue(kEach)}), std::to_string(std::int64_t{kEach} * (kEach + 1) / 2 + kEach));
    most = std::max(most, things.counts.alive());
  }
  EXPECT_EQ(things.counts.made, kRounds * kEach);
  EXPECT_LT(most, 5000);
  EXPECT_LT(guest.counters().memory_bytes, 4U << 20);
}

TEST_P(Objects, CountForTheMemoryLimit) {
  tatu_guest_options options = Guest::defaults();
  options.memory_bytes = 4 << 20;
  Guest guest(things.host.program(kProgram), options);
  EXPECT_EQ(called(guest, "keepAll", {intValue(10'000)}), "10000");
  const Outcome full = guest.call("keepAll", {intValue(100'000)});
  EXPECT_EQ(full.limit, TATU_LIMIT_MEMORY) << full.details;
  EXPECT_LT(things.counts.made, 50'000);
  ASSERT_EQ(tatu_guest_drop_call(guest.get()), TATU_OK);
  EXPECT_EQ(called(guest, "forget"), "()");
  EXPECT_EQ(left(guest), 0U);
  EXPECT_EQ(called(guest, "keepAll", {intValue(20'000)}), "20000");  // there is room for others, under other numbers
  EXPECT_EQ(called(guest, "forget"), "()");
  EXPECT_EQ(called(guest, "make", {intValue(100'000)}), "5000150000");
}

// The function has run once, and its result is stored when there is room.
TEST_P(Objects, AResultThatHasNoRoomIsStoredWhenThereIs) {
  tatu_guest_options options = Guest::defaults();
  options.memory_bytes = 300'000;
  Guest guest(things.host.program(kProgram), options);
  Outcome outcome = guest.call("keepAll", {intValue(10'000)});
  while (outcome.limit == TATU_LIMIT_MEMORY) {
    options.memory_bytes += 1000;
    ASSERT_EQ(tatu_guest_set_limit(guest.get(), TATU_LIMIT_MEMORY, options.memory_bytes), TATU_OK);
    outcome = guest.resume();
  }
  EXPECT_EQ(show(outcome.result), "10000") << outcome.details;
  EXPECT_EQ(things.counts.made, 10'000);
  EXPECT_EQ(things.counts.destroyed, 0);
}

TEST_P(Objects, ThrowWhenTheyHaveBeenRevoked) {
  Counts& counts = things.counts;
  Guest guest(things.host.program(kProgram));
  tatu_object* const object = make(1);
  EXPECT_EQ(called(guest, "keep", {objectValue(object)}), "()");
  EXPECT_EQ(called(guest, "useKept"), "\"1\"");
  EXPECT_FALSE(tatu_object_is_revoked(object));
  tatu_object_revoke(object);
  tatu_object_revoke(object);
  EXPECT_TRUE(tatu_object_is_revoked(object));
  EXPECT_FALSE(tatu_object_use(object));
  EXPECT_EQ(counts.destroyed, 1);
  const std::int64_t calls = counts.calls;
  EXPECT_EQ(called(guest, "useKept"), "\"game.Thing.number: the host has revoked this game.Thing\"");
  EXPECT_EQ(guest.call("double", {objectValue(object)}).exception, "StateException");
  EXPECT_EQ(guest.call("echo", {objectValue(object)}).exception, "StateException");
  const std::vector<tatu_value> items{objectValue(make(2)), objectValue(object)};
  EXPECT_THAT(called(guest, "callAll", {listValue(TATU_ARRAY, items)}), HasSubstr("revoked"));
  EXPECT_EQ(counts.calls, calls);
  // What only keeps and compares it goes on.
  EXPECT_EQ(called(guest, "maybe", {objectValue(object)}), "game.Thing");
}

TEST_P(Objects, AreRevokedInTheMiddleOfTheirOwnCall) {
  Counts& counts = things.counts;
  Guest guest(things.host.program(kProgram));
  things.inside = [&](tatu_host_call* call, Arguments arguments, tatu_value&) {
    tatu_object* const object = arguments[0].as.object;
    EXPECT_EQ(callAgain(call, guest.function("keep"), {arguments[0]}).status, TATU_OK);
    tatu_object_revoke(object);
    EXPECT_EQ(Thing::of(arguments[0]).number(), 4);  // still there
    EXPECT_EQ(counts.destroyed, 0);
    EXPECT_EQ(callAgain(call, guest.function("double"), {arguments[0]}).exception, "StateException");
    return TATU_OK;
  };
  EXPECT_THAT(called(guest, "call", {objectValue(make(4))}), HasSubstr("revoked"));
  EXPECT_EQ(counts.destroyed, 1);
}

// The answer keeps its object, as long as somebody wants it.
TEST_P(Objects, AreAnswersThatComeLater) {
  Guest guest(things.host.program(kProgram));
  bool isAwaited = true;
  things.later = [&](tatu_host_call* call, Arguments, tatu_value&) {
    tatu_pending_call* pending = nullptr;
    EXPECT_EQ(tatu_host_call_suspend(call, &pending), TATU_OK);
    const tatu_value answer = objectValue(things.make(5));
    EXPECT_EQ(tatu_pending_call_return(pending, &answer, nullptr), TATU_OK);
    tatu_object_release(answer.as.object);
    EXPECT_EQ(things.counts.alive(), 1);
    return isAwaited ? TATU_PENDING : TATU_FAILED;
  };
  EXPECT_EQ(called(guest, "later"), "5");
  EXPECT_EQ(left(guest), 0U);
  EXPECT_EQ(things.counts.alive(), 0);
  isAwaited = false;
  EXPECT_EQ(guest.call("later").exception, "StateException");
  EXPECT_EQ(things.counts.alive(), 0);
}

// A nested call takes the objects out of the array that the function has as an argument.
TEST_P(Objects, StayWhileTheGuestForgetsThem) {
  Counts& counts = things.counts;
  Guest guest(things.host.program(R"(
import game
var things = Array.build(100, i => game.Thing.named(i)!!)
val one = game.Thing.named(0)!!
pub fun start() { one.callAll(things) }
pub fun forget() { things = [one].toArray() }
)"));
  things.inside = [&](tatu_host_call* call, Arguments arguments, tatu_value&) {
    EXPECT_EQ(callAgain(call, guest.function("forget")).status, TATU_OK);
    EXPECT_EQ(tatu_guest_release_objects(guest.get(), nullptr), TATU_MISUSE);
    EXPECT_EQ(arguments[1].size, 100U);
    for (std::size_t i = 0; i < arguments[1].size; ++i) {
      EXPECT_EQ(Thing::of(arguments[1].as.items[i]).number(), static_cast<std::int64_t>(i));
    }
    return TATU_OK;
  };
  EXPECT_EQ(called(guest, "start"), "()");
  EXPECT_EQ(left(guest), 1U);
  EXPECT_EQ(counts.alive(), 1);
}

TEST_P(ObjectsOfTheirOwnHost, AreHarmlessWhileAllIsCollected) {
  ThingHost careful(GetParam(), 1);
  Guest guest(careful.host.program(kProgram));
  EXPECT_EQ(called(guest, "sum", {intValue(50)}), "1225");
  EXPECT_EQ(called(guest, "keepAll", {intValue(50)}), "50");
  EXPECT_EQ(called(guest, "make", {intValue(50)}), "1325");
  const Outcome given = guest.call("named", {intValue(9)});
  EXPECT_EQ(called(guest, "echo", {given.result}), "game.Thing");
  EXPECT_EQ(left(guest), 51U);  // with the last result
}

// Hosts that release and make objects while one is destroyed.
TEST_P(ObjectsOfTheirOwnHost, AreDestroyedByCodeThatUsesObjects) {
  struct Chain {
    tatu_object* next = nullptr;
    std::int64_t* destroyed = nullptr;
  };
  std::int64_t destroyed = 0;
  const tatu_destroy_function destroy = [](void* data) {
    const std::unique_ptr<Chain> chain(static_cast<Chain*>(data));
    ++*chain->destroyed;
    tatu_object_release(chain->next);
  };
  {
    ThingHost mortal(GetParam());
    tatu_object* last = nullptr;
    for (int i = 0; i < 1000; ++i) {
      ASSERT_EQ(tatu_object_create(mortal.thing, new Chain{last, &destroyed}, destroy, &last, nullptr), TATU_OK);
    }
    tatu_object_release(last);
    EXPECT_EQ(destroyed, 1000);
    auto* const own = new Chain{nullptr, &destroyed};  // one that has itself, and goes with the runtime
    ASSERT_EQ(tatu_object_create(mortal.thing, own, destroy, &own->next, nullptr), TATU_OK);
  }
  EXPECT_EQ(destroyed, 1001);
}

TEST_P(Objects, NeedAFinishedModule) {
  tatu_host_module* builder = nullptr;
  ASSERT_EQ(tatu_host_module_create(things.host.runtime(), "late", &builder, nullptr), TATU_OK);
  const tatu_class* late = nullptr;
  int key = 0;
  int data = 0;
  ASSERT_EQ(tatu_host_module_add_class(builder, "Late", &key, &data, &late, nullptr), TATU_OK);
  EXPECT_STREQ(tatu_class_name(late), "late.Late");
  tatu_object* object = nullptr;
  EXPECT_EQ(tatu_object_create(late, nullptr, nullptr, &object, nullptr), TATU_MISUSE);
  EXPECT_EQ(tatu_runtime_class(things.host.runtime(), &key), nullptr);
  ASSERT_EQ(tatu_host_module_finish(builder, nullptr, nullptr), TATU_OK);
  EXPECT_EQ(tatu_runtime_class(things.host.runtime(), &key), late);
  EXPECT_EQ(tatu_class_data(late), &data);
  ASSERT_EQ(tatu_object_create(late, nullptr, nullptr, &object, nullptr), TATU_OK);
  EXPECT_EQ(tatu_object_class(object), late);
  tatu_object_release(object);
}

TEST_P(Objects, NothingAtAllIsHarmless) {
  tatu_object_release(nullptr);
  tatu_object_revoke(nullptr);
  tatu_object_end_use(nullptr);
  tatu_host_call_release(nullptr, nullptr);
  EXPECT_FALSE(tatu_object_retain(nullptr));
  EXPECT_FALSE(tatu_object_use(nullptr));
  EXPECT_TRUE(tatu_object_is_revoked(nullptr));
  EXPECT_EQ(tatu_object_data(nullptr), nullptr);
  EXPECT_EQ(tatu_object_class(nullptr), nullptr);
  EXPECT_STREQ(tatu_class_name(nullptr), "");
  EXPECT_EQ(tatu_class_key(nullptr), nullptr);
  EXPECT_EQ(tatu_class_data(nullptr), nullptr);
  EXPECT_EQ(tatu_runtime_class(nullptr, &things), nullptr);
  EXPECT_EQ(tatu_runtime_class(things.host.runtime(), nullptr), nullptr);
  EXPECT_EQ(tatu_guest_runtime(nullptr), nullptr);
  EXPECT_EQ(tatu_guest_release_objects(nullptr, nullptr), TATU_MISUSE);
  EXPECT_EQ(tatu_object_create(nullptr, nullptr, nullptr, nullptr, nullptr), TATU_MISUSE);
  EXPECT_EQ(tatu_host_module_add_class(nullptr, "A", nullptr, nullptr, nullptr, nullptr), TATU_MISUSE);
}

}  // namespace
}  // namespace tatu::embedding::test

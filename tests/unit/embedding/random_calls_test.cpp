// Random calls of the interface, from outside and from inside of host functions, beside a model that says which of them
// are allowed.
#include <gmock/gmock.h>

#include <algorithm>
#include <array>
#include <memory>
#include <random>
#include <vector>

#include "things.h"

namespace tatu::embedding::test {
namespace {

using Arguments = std::span<const tatu_value>;

constexpr std::string_view kProgram = R"(
import game
val channel = Channel<Int>(3)
var calls = 0
var kept = List<String>()
var things = List<game.Thing>()
pub fun count(n: Int): Int {
  calls += 1
  return calls + n
}
pub fun keep(n: Int): Int {
  kept.add("text ${n}")
  if kept.size > 20 { kept = List<String>() }
  return kept.size
}
pub fun text(n: Int): Int = game.text(n).length
pub fun back(n: Int): Int = game.back(n)
pub fun backFromFibers(n: Int): Int = scope {
  val tasks = [1, 2].map(i => spawn {
    Fiber.pass()
    game.back(n)
  })
  tasks[0].await() + tasks[1].await()
}
pub fun caught(n: Int): Int = try { game.back(n) } catch e: Exception { -1 }
pub fun fail(n: Int): Int { throw StateException("at ${n}") }
pub fun leave(n: Int): Int {
  exit(n)
}
pub fun receive(n: Int): Int = channel.receive() + n
pub fun send(n: Int): Int {
  channel.send(n)
  return n
}
pub fun deep(n: Int): Int = 1 + deep(n + 1)
pub fun say(n: Int): Int {
  println("said ${n}")
  return n
}
pub fun loop(n: Int): Int {
  var i = 0
  while i < 20000 { i += 1 }
  return i + n
}
pub fun hold(n: Int): Int {
  things.add(game.Thing.next(n))
  if things.size > 20 { things = List<game.Thing>() }
  return things.size
}
pub fun use(n: Int): Int {
  var sum = 0
  for thing in things { try { sum += thing.use(thing, n) } catch e: StateException { sum -= 1 } }
  return sum
}
pub fun take(thing: game.Thing?): Int {
  if thing == null { return 0 }
  things.add(thing)
  return try { game.all(things.toArray()) } catch e: StateException { -1 }
}
pub fun give(n: Int): game.Thing? = if n < things.size { things[n] } else { null }
pub fun same(a: game.Thing, b: game.Thing): Int = if a === b { 1 } else { 0 }
pub fun pass(n: Int): Int {
  for i in 1..300 { game.Thing.next(i).use(game.Thing.next(n), i) }
  return n
}
pub fun fill(n: Int): Int = Array.build(10000, i => "${i} ${n}").size
)";
constexpr std::array kFunctions{"count", "keep", "text", "back", "backFromFibers", "caught", "fail", "leave", "receive",
                                "send",  "deep", "say",  "loop", "fill",           "hold",   "use",  "pass"};

// What a level (the outside, or one call of a host function) has left at a limit.
struct Modelled {
  std::unique_ptr<Guest> guest;
  std::vector<bool> standsAtLimit{false};  // by level, the outside first
};

class RandomCalls : public EveryTier {
 protected:
  void run(std::uint64_t seed, int steps, std::uint64_t collectEvery);
  void step();
  void makeModule();
  void call(Modelled& of);
  void callWithObjects(Modelled& of);
  void stepOfObjects();
  bool standsAtLimit(Guest& guest);
  void check(const Outcome& outcome, bool isAllowed);
  void checkResult(const tatu_value& result);
  Outcome resume(Modelled& of);
  std::uint64_t below(std::uint64_t n) { return dice() % n; }
  void add();

  std::unique_ptr<Host> host;
  tatu_module* module = nullptr;
  std::vector<Modelled> guests;
  std::mt19937_64 dice;
  std::string large = std::string(100'000, 'x');
  int depth = 0;
  int inside = 0;  // calls made by host functions
  std::array<int, 9> seen{};
  static constexpr std::size_t kObjects = 8;
  std::unique_ptr<Counts> counts;
  const tatu_class* thing = nullptr;
  std::vector<tatu_object*> objects;  // each with a reference
  int revoked = 0;
  Body text, back, next, use, all;
};
TATU_IN_EVERY_TIER(RandomCalls);

// Events come in between, and try what they must not do.
void tryWhatIsNotAllowed(const tatu_event* event, void*) {
  for (const tatu_status status : {tatu_guest_resume(event->guest, nullptr, nullptr),
                                   tatu_guest_drop_call(event->guest), tatu_guest_destroy(event->guest)}) {
    ASSERT_EQ(status, TATU_MISUSE);
  }
  tatu_counters counters{};
  counters.size = sizeof counters;
  ASSERT_EQ(tatu_guest_counters(event->guest, &counters), TATU_OK);
  ASSERT_EQ(tatu_guest_set_limit(event->guest, TATU_LIMIT_HANDLES, counters.fuel_used % 100), TATU_OK);
}

void RandomCalls::add() {
  tatu_guest_options options = Guest::defaults();
  options.fuel = 10'000 + below(100'000);
  options.memory_bytes = 150'000 + below(300'000);
  options.stack_bytes = 20'000;
  options.output_bytes = 1000;
  options.event = tryWhatIsNotAllowed;
  guests.push_back({});
  guests.back().guest = std::make_unique<Guest>(module, options);
}

void RandomCalls::check(const Outcome& outcome, bool isAllowed) {
  ASSERT_LT(outcome.status, TATU_NO_MEMORY) << outcome.details;
  ++seen[outcome.status];
  ASSERT_TRUE(isAllowed || outcome.status == TATU_MISUSE) << outcome.details;
  ASSERT_EQ(outcome.status == TATU_LIMIT, outcome.limit != TATU_LIMIT_NONE);
  if (outcome.status == TATU_OK) checkResult(outcome.result);
}

// What comes back of "give" may have been revoked.
void RandomCalls::checkResult(const tatu_value& result) {
  if (result.kind == TATU_INT || result.kind == TATU_NULL) return;
  ASSERT_EQ(result.kind, TATU_OBJECT);
  ASSERT_EQ(tatu_object_class(result.as.object), thing);
  if (!tatu_object_use(result.as.object)) return;
  (void)Thing::of(result);
  tatu_object_end_use(result.as.object);
}

// Whether a call stands at its limit or has ended there, as a nested one was given up: the next call says so.
bool RandomCalls::standsAtLimit(Guest& guest) {
  Outcome outcome;
  do outcome = guest.call("count", {intValue(0)});
  while (outcome.status == TATU_LIMIT);
  return outcome.message.find("stands at a limit") != std::string::npos;
}

void RandomCalls::call(Modelled& of) {
  const std::size_t level = of.standsAtLimit.size() - 1;
  const Outcome outcome = of.guest->call(kFunctions[below(kFunctions.size())], {intValue(static_cast<int>(below(9)))});
  ASSERT_EQ(of.standsAtLimit.size(), level + 1);
  check(outcome, !of.standsAtLimit[level]);
  if (outcome.status == TATU_LIMIT) of.standsAtLimit[level] = standsAtLimit(*of.guest);
}

// Gives objects, asks for one, or for what cannot be.
void RandomCalls::callWithObjects(Modelled& of) {
  const std::size_t level = of.standsAtLimit.size() - 1;
  const tatu_value one = objectValue(objects[below(kObjects)]);
  const tatu_value other = objectValue(objects[below(kObjects)]);
  Outcome outcome;
  const std::uint64_t which = below(4);
  if (which == 0) outcome = of.guest->call("take", {below(5) == 0 ? nullValue() : one});
  if (which == 1) outcome = of.guest->call("same", {one, other});
  if (which == 2) outcome = of.guest->call("give", {intValue(static_cast<int>(below(20)))});
  if (which == 3) outcome = of.guest->call("same", {one, intValue(1)});
  if (which == 1 && outcome.status == TATU_OK) {
    ASSERT_EQ(outcome.result.as.integer == 1, one.as.object == other.as.object);
  }
  check(outcome, which != 3 && !of.standsAtLimit[level]);
  if (outcome.status == TATU_LIMIT) of.standsAtLimit[level] = standsAtLimit(*of.guest);
}

void RandomCalls::stepOfObjects() {
  tatu_object*& object = objects[below(kObjects)];
  if (below(2) == 0) {
    tatu_object_revoke(object);
    ++revoked;
  }
  tatu_object_release(object);
  auto data = std::make_unique<Thing>(*counts, 1);
  const tatu_destroy_function destroy = [](void* data) { delete static_cast<Thing*>(data); };
  ASSERT_EQ(tatu_object_create(thing, data.get(), destroy, &object, nullptr), TATU_OK);
  (void)data.release();
}

Outcome RandomCalls::resume(Modelled& of) {
  const std::size_t level = of.standsAtLimit.size() - 1;
  const bool stood = of.standsAtLimit[level];
  Outcome outcome = of.guest->resume();
  check(outcome, stood);
  if (stood) of.standsAtLimit[level] = outcome.status == TATU_LIMIT && standsAtLimit(*of.guest);
  return outcome;
}

void RandomCalls::step() {
  const std::size_t at = below(guests.size());
  Modelled& of = guests[at];
  tatu_guest* const guest = of.guest->get();
  switch (below(16)) {
    case 0:
    case 1: (void)tatu_guest_add_fuel(guest, below(30'000)); return;
    case 2: (void)tatu_guest_set_limit(guest, TATU_LIMIT_MEMORY, 150'000 + below(400'000)); return;
    case 3: tatu_guest_stop(guest); return;
    case 4: {
      const bool stood = of.standsAtLimit.back();
      const tatu_status status = tatu_guest_drop_call(guest);
      ASSERT_EQ(status, stood ? TATU_OK : TATU_MISUSE);
      of.standsAtLimit.back() = false;
      return;
    }
    case 5: {
      const tatu_counters counters = of.guest->counters();
      ASSERT_LE(counters.output_bytes, 1000);
      return;
    }
    case 6:
      if (of.standsAtLimit.size() > 1) {
        ASSERT_EQ(tatu_guest_destroy(guest), TATU_MISUSE);
      } else if (below(4) == 0 && depth == 0) {
        guests.erase(guests.begin() + static_cast<std::ptrdiff_t>(at));
        add();
      }
      return;
    case 7:
    case 8: (void)resume(of); return;
    case 9: stepOfObjects(); return;
    case 10: {
      const bool isStill = of.standsAtLimit.size() == 1;
      ASSERT_EQ(tatu_guest_release_objects(guest, nullptr), isStill ? TATU_OK : TATU_MISUSE);
      return;
    }
    case 11:
    case 12: callWithObjects(of); return;
    default: call(of); return;
  }
}

void RandomCalls::makeModule() {
  const auto levelOf = [this](tatu_host_call* call) -> Modelled& {
    for (Modelled& of : guests) {
      if (of.guest->get() == tatu_host_call_guest(call)) return of;
    }
    std::abort();
  };
  text = [this](tatu_host_call*, Arguments arguments, tatu_value& result) {
    result = textValue(std::string_view(large).substr(0, static_cast<std::size_t>(arguments[0].as.integer) * 10'000));
    return TATU_OK;
  };
  const auto stepInside = [this, levelOf](tatu_host_call* call) {
    Modelled& of = levelOf(call);
    of.standsAtLimit.push_back(false);
    ++depth;
    if (depth < 12) {
      for (std::uint64_t i = below(7); i > 0; --i) {
        ++inside;
        step();
      }
    }
    --depth;
    of.standsAtLimit.pop_back();
  };
  back = [this, stepInside](tatu_host_call* call, Arguments arguments, tatu_value& result) {
    stepInside(call);
    tatu_host_call_charge(call, below(100));
    result = arguments[0];
    if (below(10) == 0) return tatu_host_call_throw(call, "IoException", "by chance");
    return below(20) == 0 ? TATU_FAILED : TATU_OK;
  };
  next = [this](tatu_host_call* call, Arguments arguments, tatu_value& result) {
    tatu_object* const object = objects[static_cast<std::size_t>(arguments[0].as.integer) % kObjects];
    EXPECT_TRUE(tatu_object_retain(object));
    tatu_host_call_release(call, object);
    result = objectValue(object);
    if (below(8) == 0) stepOfObjects();
    return TATU_OK;
  };
  // What the calls inside revoke and release stays as long as it is an argument.
  use = [this, stepInside](tatu_host_call* call, Arguments arguments, tatu_value& result) {
    if (below(10) == 0) stepInside(call);
    result = intValue(Thing::of(arguments[0]).number() + Thing::of(arguments[1]).number());
    return TATU_OK;
  };
  all = [this, stepInside](tatu_host_call* call, Arguments arguments, tatu_value& result) {
    if (below(10) == 0) stepInside(call);
    std::int64_t sum = 0;
    for (std::size_t i = 0; i < arguments[0].size; ++i) sum += Thing::of(arguments[0].as.items[i]).number();
    result = intValue(sum);
    return TATU_OK;
  };
  host->hostModule("game",
                   {{"fun text(n: Int): String", callBody, &text},
                    {"fun back(n: Int): Int", callBody, &back},
                    {"static fun Thing.next(n: Int): Thing", callBody, &next},
                    {"fun Thing.use(other: Thing, n: Int): Int", callBody, &use},
                    {"fun all(things: Array<Thing>): Int", callBody, &all}},
                   {{"Thing", &thing}});
  module = host->program(kProgram);
}

void RandomCalls::run(std::uint64_t seed, int steps, std::uint64_t collectEvery) {
  dice.seed(seed);
  counts = std::make_unique<Counts>();
  host = std::make_unique<Host>(GetParam(), collectEvery);
  makeModule();
  objects.assign(kObjects, nullptr);
  for (std::size_t i = 0; i < kObjects * 10; ++i) stepOfObjects();
  while (std::find(objects.begin(), objects.end(), nullptr) != objects.end()) stepOfObjects();
  for (int i = 0; i < 3; ++i) add();
  for (int i = 0; i < steps && !HasFatalFailure(); ++i) step();
  guests.clear();
  for (tatu_object* const object : objects) tatu_object_release(object);
  EXPECT_EQ(counts->alive(), 0);
  host.reset();
}

TEST_P(RandomCalls, AreAllowedOrRefusedAndHarmNobody) {
  for (std::uint64_t seed = 1; seed <= 6 && !HasFatalFailure(); ++seed) run(seed, 5000, 0);
  EXPECT_GT(inside, 1000);
  EXPECT_GT(revoked, 1000);
  EXPECT_GT(counts->calls, 1000);
  for (const tatu_status status : {TATU_OK, TATU_MISUSE, TATU_UNCAUGHT, TATU_LIMIT, TATU_DEADLOCKED, TATU_EXITED}) {
    EXPECT_GT(seen[status], 10) << status;
  }
}

TEST_P(RandomCalls, AreHarmlessWhileAllIsCollected) { run(4, 300, 50); }

}  // namespace
}  // namespace tatu::embedding::test

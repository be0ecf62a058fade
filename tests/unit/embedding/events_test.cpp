// Events: what the host is told, in which order, and what it may do meanwhile.
#include <gmock/gmock.h>

#include "host.h"
#include "include/tatu/scheduler.h"

namespace tatu::embedding::test {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::StartsWith;

constexpr std::string_view kProgram = R"(
pub fun say(text: String) { println(text) }
pub fun complain(text: String) { eprintln(text) }
pub fun fail(text: String) { throw StateException(text) }
pub fun wait(): Int = Channel<Int>().receive()
pub fun spin() { while true {} }
pub fun leave() { exit(3) }
pub fun fill(n: Int): Int {
  val kept = List<List<Int>>()
  for i in 1..n {
    val garbage = List.build<Int>(40, j => j)
    kept.add(List.build<Int>(20, j => i + j + garbage[0]))
  }
  return kept.size
}
class Cache {
  val lists = List<List<Int>>()
  var drops = 0
  fun add(size: Int) {
    if Memory.isShort() {
      lists.clear()
      drops += 1
    }
    lists.add(List.build<Int>(size, j => j))
  }
}
pub fun cached(n: Int): Int {
  val cache = Cache()
  for i in 1..n { cache.add(100) }
  return cache.drops
}
pub fun short(): Bool = Memory.isShort()
)";

// A guest whose events are written down, and handled.
class Watched {
 public:
  explicit Watched(tatu_module* module, std::uint64_t memory = 64 << 20) : module_(module) {
    tatu_guest_options options = Guest::defaults();
    options.memory_bytes = memory;
    options.write = write;
    options.event = happened;
    options.user_data = this;
    tatu_error* error = nullptr;
    const Outcome made = outcomeOf(tatu_guest_create(module, &options, &guest, &error), error);
    EXPECT_EQ(made.status, TATU_OK) << made.details;
  }
  ~Watched() { EXPECT_EQ(tatu_guest_destroy(guest), TATU_OK); }
  Watched(const Watched&) = delete;
  Watched& operator=(const Watched&) = delete;

  Outcome call(const char* function, const std::vector<tatu_value>& arguments = {}) {
    tatu_error* error = nullptr;
    tatu_value result{};
    Outcome outcome = outcomeOf(tatu_guest_call(guest, tatu_module_function(module_, function), arguments.data(),
                                                arguments.size(), &result, &error),
                                error);
    outcome.result = result;
    return outcome;
  }
  Outcome resume() {
    tatu_error* error = nullptr;
    return outcomeOf(tatu_guest_resume(guest, nullptr, &error), error);
  }
  [[nodiscard]] const tatu_function* function(const char* name) const { return tatu_module_function(module_, name); }

  tatu_guest* guest = nullptr;
  std::vector<std::string> seen;
  std::size_t mostTaken = SIZE_MAX;  // by one write
  std::function<void(const tatu_event&)> handle = [](const tatu_event&) {};

 private:
  static std::size_t write(void* data, int, const char*, std::size_t size) {
    return std::min(size, static_cast<Watched*>(data)->mostTaken);
  }
  static void happened(const tatu_event* event, void* data) {
    auto& watched = *static_cast<Watched*>(data);
    EXPECT_EQ(event->size, sizeof(tatu_event));
    EXPECT_EQ(event->guest, watched.guest);
    watched.seen.push_back(textOf(*event));
    watched.handle(*event);
  }
  static std::string textOf(const tatu_event& event) {
    const std::string details = tatu_error_details(event.error);
    switch (event.kind) {
      case TATU_EVENT_OUTPUT: return std::to_string(event.stream) + ":" + std::string(event.text, event.text_size);
      case TATU_EVENT_MEMORY_PRESSURE: return "pressure";
      case TATU_EVENT_LIMIT: return "limit " + std::to_string(tatu_error_limit(event.error)) + " " + details;
      case TATU_EVENT_DEADLOCK: return "deadlock " + details;
      case TATU_EVENT_UNCAUGHT: return "uncaught " + details;
      default: return "unknown";
    }
  }

  tatu_module* module_;
};

class Events : public EveryTier {
 protected:
  Host host{GetParam()};
  tatu_module* const module = host.program(kProgram);
};
TATU_IN_EVERY_TIER(Events);

TEST_P(Events, TellWhatHappens) {
  Watched watched(module);
  (void)watched.call("say", {textValue("hello")});
  (void)watched.call("complain", {textValue("oh")});
  (void)watched.call("fail", {textValue("no")});
  (void)watched.call("wait");
  ASSERT_EQ(tatu_guest_set_limit(watched.guest, TATU_LIMIT_FUEL, 100), TATU_OK);
  EXPECT_EQ(watched.call("spin").limit, TATU_LIMIT_FUEL);
  EXPECT_EQ(watched.call("spin").status, TATU_MISUSE);
  ASSERT_EQ(tatu_guest_set_limit(watched.guest, TATU_LIMIT_FUEL, UINT64_MAX), TATU_OK);
  tatu_guest_stop(watched.guest);
  EXPECT_EQ(watched.resume().limit, TATU_LIMIT_STOP);
  EXPECT_EQ(tatu_guest_drop_call(watched.guest), TATU_OK);
  EXPECT_EQ(watched.call("leave").status, TATU_EXITED);
  EXPECT_THAT(watched.seen,
              ElementsAre("1:hello\n", "2:oh\n", "uncaught StateException: no\n  at fail (program.tatu:4:30)\n",
                          StartsWith("deadlock deadlock: every fiber of the program waits for another one\nfiber 0 at"),
                          StartsWith("limit 1 the program has used up its fuel\n  at spin (program.tatu:6"),
                          StartsWith("limit 6 the program was stopped\n  at spin (program.tatu:6")));
}

// Only what `write` has taken.
TEST_P(Events, TellOfOutputAsItIsTaken) {
  Watched watched(module);
  watched.mostTaken = 4;
  (void)watched.call("say", {textValue("armadillo")});
  EXPECT_THAT(watched.seen, ElementsAre("1:arma", "1:dill", "1:o\n"));
}

TEST_P(Events, LetTheHostLookStopAndRaiseButNotCall) {
  Watched watched(module);
  int misused = 0;
  watched.handle = [&](const tatu_event& event) {
    tatu_error* error = nullptr;
    const Outcome called =
        outcomeOf(tatu_guest_call(event.guest, watched.function("short"), nullptr, 0, nullptr, &error), error);
    EXPECT_EQ(called.message, "the guest cannot be called from inside its `write` and `event`");
    for (const tatu_status status :
         {called.status, tatu_guest_resume(event.guest, nullptr, nullptr), tatu_guest_drop_call(event.guest),
          tatu_guest_destroy(event.guest), tatu_runtime_destroy(host.runtime())}) {
      EXPECT_EQ(status, TATU_MISUSE);
      ++misused;
    }
    tatu_counters counters{};
    counters.size = sizeof counters;
    EXPECT_EQ(tatu_guest_counters(event.guest, &counters), TATU_OK);
    EXPECT_GT(counters.fuel_used, 0);
    EXPECT_EQ(tatu_guest_add_fuel(event.guest, 10'000), TATU_OK);
    EXPECT_EQ(tatu_guest_set_limit(event.guest, TATU_LIMIT_MEMORY, 2 << 20), TATU_OK);
    if (event.kind == TATU_EVENT_OUTPUT) tatu_guest_stop(event.guest);
  };
  EXPECT_EQ(watched.call("complain", {textValue("a")}).status, TATU_OK);
  EXPECT_EQ(watched.call("fail", {textValue("b")}).limit, TATU_LIMIT_STOP);
  EXPECT_EQ(watched.resume().status, TATU_UNCAUGHT);
  EXPECT_EQ(watched.call("fill", {intValue(100'000)}).limit, TATU_LIMIT_MEMORY);
  EXPECT_EQ(tatu_guest_drop_call(watched.guest), TATU_OK);
  EXPECT_GE(misused, 20);
}

TEST_P(Events, LetTheHostUseOtherGuests) {
  Guest other(host.program("pub fun plus(a: Int): Int = a + 1\n"));
  Watched watched(module, 2'000'000);
  int calls = 0;
  watched.handle = [&](const tatu_event&) {
    EXPECT_EQ(called(other, "plus", {intValue(41)}), "42");
    ++calls;
  };
  (void)watched.call("say", {textValue("a")});
  (void)watched.call("wait");
  EXPECT_EQ(watched.call("fill", {intValue(100'000)}).limit, TATU_LIMIT_MEMORY);
  EXPECT_EQ(calls, 4);  // with pressure
}

// Nested calls tell what comes of them, before the host function goes on.
TEST_P(Events, TellOfCallsWithinCalls) {
  const tatu_function* fail = nullptr;
  Body back = [&](tatu_host_call* call, std::span<const tatu_value>, tatu_value&) {
    EXPECT_EQ(callAgain(call, fail).status, TATU_UNCAUGHT);
    EXPECT_EQ(callAgain(call, fail).status, TATU_UNCAUGHT);
    return TATU_OK;
  };
  host.hostModule("game", {{"fun back()", callBody, &back}});
  tatu_module* const importing = host.program(R"(
import game
pub fun fail() { throw StateException("inside") }
pub fun run() {
  eprintln("before")
  game.back()
  eprintln("behind")
}
)");
  fail = tatu_module_function(importing, "fail");
  Watched watched(importing);
  watched.handle = [&](const tatu_event& event) {
    EXPECT_EQ(tatu_guest_call(event.guest, fail, nullptr, 0, nullptr, nullptr), TATU_MISUSE);
  };
  EXPECT_EQ(watched.call("run").status, TATU_OK);
  EXPECT_THAT(watched.seen, ElementsAre("2:before\n", StartsWith("uncaught StateException: inside"),
                                        StartsWith("uncaught StateException: inside"), "2:behind\n"));
}

// By the scheduler's thread, before the call's end is told.
TEST_P(Events, TellOfCallsOfSchedulers) {
  Watched watched(module);
  watched.handle = [&](const tatu_event& event) {
    EXPECT_EQ(tatu_guest_resume(event.guest, nullptr, nullptr), TATU_MISUSE);
    EXPECT_EQ(tatu_guest_set_limit(event.guest, TATU_LIMIT_HANDLES, 7), TATU_OK);
  };
  tatu_scheduler* scheduler = nullptr;
  ASSERT_EQ(tatu_scheduler_create(host.runtime(), nullptr, &scheduler, nullptr), TATU_OK);
  const tatu_value text = textValue("scheduled");
  const auto ended = [](tatu_guest*, tatu_status status, const tatu_value*, const tatu_error*, void* data) {
    static_cast<Watched*>(data)->seen.push_back("ended " + std::to_string(status));
  };
  ASSERT_EQ(tatu_scheduler_call(scheduler, watched.guest, watched.function("fail"), &text, 1, ended, &watched, nullptr),
            TATU_OK);
  tatu_scheduler_wait(scheduler);
  EXPECT_THAT(watched.seen, ElementsAre(StartsWith("uncaught StateException: scheduled"), "ended 3"));
  tatu_counters counters{};
  counters.size = sizeof counters;
  EXPECT_EQ(tatu_guest_counters(watched.guest, &counters), TATU_OK);
  EXPECT_EQ(counters.stops, 0);
  EXPECT_EQ(tatu_scheduler_destroy(scheduler), TATU_OK);
}

TEST_P(Events, TellOfMemoryPressureOnceAndBeforeTheLimit) {
  Watched watched(module, 4'000'000);
  std::uint64_t live = 0;
  watched.handle = [&](const tatu_event& event) {
    if (event.kind != TATU_EVENT_MEMORY_PRESSURE) return;
    live = event.memory_bytes;
    EXPECT_EQ(event.memory_limit, 4'000'000);
  };
  EXPECT_EQ(watched.call("fill", {intValue(100'000)}).limit, TATU_LIMIT_MEMORY);
  EXPECT_THAT(watched.seen, ElementsAre("pressure", StartsWith("limit 2")));
  EXPECT_GT(live, 3'600'000);
  EXPECT_EQ(tatu_guest_drop_call(watched.guest), TATU_OK);
  EXPECT_EQ(show(watched.call("fill", {intValue(100)}).result), "100");  // with room in between
  EXPECT_EQ(watched.call("fill", {intValue(100'000)}).limit, TATU_LIMIT_MEMORY);
  EXPECT_THAT(watched.seen, ElementsAre("pressure", StartsWith("limit 2"), "pressure", StartsWith("limit 2")));
}

// The host gives more as the program needs it, and the program never stands at the limit.
TEST_P(Events, LetTheHostRaiseTheLimitInTime) {
  Watched watched(module, 1'000'000);
  std::uint64_t limit = 1'000'000;
  watched.handle = [&](const tatu_event& event) {
    limit *= 2;
    EXPECT_EQ(tatu_guest_set_limit(event.guest, TATU_LIMIT_MEMORY, limit), TATU_OK);
  };
  EXPECT_EQ(show(watched.call("fill", {intValue(50'000)}).result), "50000");
  EXPECT_GE(watched.seen.size(), 3);
}

TEST_P(Events, AreNotNeededByProgramsThatAsk) {
  tatu_guest_options options = Guest::defaults();
  options.memory_bytes = 1'000'000;
  Guest guest(module, options);
  EXPECT_EQ(called(guest, "short"), "false");
  const Outcome outcome = guest.call("cached", {intValue(20'000)});
  ASSERT_EQ(outcome.status, TATU_OK) << outcome.details;
  EXPECT_GT(outcome.result.as.integer, 10);
  EXPECT_LT(outcome.result.as.integer, 100);
}

// What the program learns is a function of the program: the same in every tier, with events and without.
TEST(MemoryShortage, IsSeenAtTheSamePlaceInEveryTier) {
  std::vector<std::string> seen;
  for (const tatu_tier tier : {TATU_TIER_INTERPRETER, TATU_TIER_BASELINE, TATU_TIER_AUTO}) {
    Host host(tier);
    tatu_module* const module = host.program(kProgram);
    tatu_guest_options options = Guest::defaults();
    options.memory_bytes = 1'000'000;
    Guest guest(module, options);
    const std::string drops = called(guest, "cached", {intValue(5000)});
    seen.push_back(drops + " " + std::to_string(guest.counters().fuel_used));
    Watched watched(module, 1'000'000);
    EXPECT_EQ(show(watched.call("cached", {intValue(5000)}).result), drops);
    tatu_counters counters{};
    counters.size = sizeof counters;
    EXPECT_EQ(tatu_guest_counters(watched.guest, &counters), TATU_OK);
    EXPECT_EQ(counters.fuel_used, guest.counters().fuel_used);
  }
  EXPECT_THAT(seen, ElementsAre(seen[0], seen[0], seen[0]));
}

}  // namespace
}  // namespace tatu::embedding::test

// Short calls, again and again: they enter machine code as soon as there is some, and are otherwise like all calls.
#include <gmock/gmock.h>

#include <chrono>
#include <optional>
#include <thread>

#include "embedding/runtime.h"
#include "host.h"

namespace tatu::embedding::test {
namespace {

using namespace std::chrono_literals;
using Arguments = std::span<const tatu_value>;

constexpr std::string_view kProgram = R"(
import game
var total = 0
pub fun add(a: Int, b: Int): Int = a + b
pub fun mean(a: Float, n: Int): Float = a / n.toFloat()
pub fun divide(a: Int, b: Int): Int = a / b
pub fun fib(n: Int): Int = if n < 2 { n } else { fib(n - 1) + fib(n - 2) }
pub fun deep(n: Int): Int = if n <= 0 { 0 } else { 1 + deep(n - 1) }
pub fun count(n: Int): Int {
  total += n
  return total
}
pub fun caught(n: Int): Int {
  try { return divide(n, 0) } catch e: ArithmeticException { return fib(n) }
}
pub fun texts(n: Int): Int {
  var list = List<String>()
  for i in 0..<n { list.add("${i} of ${n}") }
  return list[n - 1].length
}
pub fun fibers(n: Int): Int = scope {
  val tasks = [1, 2, 3].map(i => spawn {
    Fiber.pass()
    fib(n) + i
  })
  tasks[0].await() + tasks[1].await() + tasks[2].await()
}
pub fun back(n: Int): Int = game.back(n) + fib(n)
pub fun stuck(n: Int): Int = Channel<Int>().receive() + n
pub fun leave(n: Int): Int { exit(n) }
pub fun unit(n: Int) { total = n }
pub fun spin(n: Int): Int {
  var i = n
  while true { i += 1 }
  return i
}
pub fun nap(n: Int): Int {
  game.sleep(n)
  return fib(20)
}
)";

struct Case {
  const char* function;
  std::vector<tatu_value> arguments;
};

const std::vector<Case>& cases() {
  static const std::vector<Case> kCases{
      {"add", {intValue(3), intValue(-5)}},
      {"add", {intValue(INT64_MAX), intValue(1)}},
      {"mean", {floatValue(1), intValue(4)}},
      {"divide", {intValue(7), intValue(2)}},
      {"divide", {intValue(7), intValue(0)}},
      {"fib", {intValue(7)}},
      {"deep", {intValue(20)}},
      {"deep", {intValue(100'000)}},
      {"count", {intValue(5)}},
      {"caught", {intValue(5)}},
      {"texts", {intValue(5)}},
      {"fibers", {intValue(4)}},
      {"back", {intValue(4)}},
      {"stuck", {intValue(1)}},
      {"leave", {intValue(3)}},
      {"unit", {intValue(9)}},
  };
  return kCases;
}

// A host whose guest gets its fuel in portions, and all that it hears of the guest.
class Portions {
 public:
  Portions(tatu_tier tier, std::uint64_t portion) : host_(tier), portion_(portion) {
    back_ = [this](tatu_host_call* call, Arguments arguments, tatu_value& result) {
      Outcome outcome = callAgain(call, fib_, {arguments[0]});
      while (goesOn(outcome)) outcome = resumeAgain(call);
      result = outcome.result;
      return outcome.status;
    };
    sleep_ = [](tatu_host_call*, Arguments, tatu_value&) { return TATU_OK; };
    host_.hostModule("game", {{"fun back(n: Int): Int", callBody, &back_}, {"fun sleep(n: Int)", callBody, &sleep_}});
    tatu_module* const module = host_.program(kProgram);
    fib_ = tatu_module_function(module, "fib");
    tatu_guest_options options = Guest::defaults();
    options.fuel = 0;
    options.stack_bytes = 40'000;
    options.milliseconds = UINT64_MAX;
    guest_.emplace(module, options);
  }

  void call(const Case& wanted) {
    transcript_ += std::string(wanted.function) + "\n";
    Outcome outcome = guest_->call(wanted.function, wanted.arguments);
    while (goesOn(outcome)) outcome = guest_->resume();
    transcript_ += outcome.status == TATU_OK ? show(outcome.result) : outcome.details;
    transcript_ += " after " + std::to_string(guest_->counters().fuel_used) + "\n";
  }
  [[nodiscard]] const std::string& transcript() const { return transcript_; }

 private:
  bool goesOn(const Outcome& outcome) {
    if (outcome.status != TATU_LIMIT) return false;
    transcript_ += outcome.details + " at " + std::to_string(guest_->counters().fuel_used) + "\n";
    return tatu_guest_add_fuel(guest_->get(), portion_) == TATU_OK;
  }

  Host host_;
  const std::uint64_t portion_;
  Body back_;
  Body sleep_;
  const tatu_function* fib_ = nullptr;
  std::optional<Guest> guest_;
  std::string transcript_;
};

std::string transcriptOf(tatu_tier tier, std::uint64_t portion, int rounds) {
  Portions portions(tier, portion);
  for (int i = 0; i < rounds; ++i) {
    for (const Case& wanted : cases()) portions.call(wanted);
  }
  return portions.transcript();
}

class QuickCalls : public EveryTier {};
TATU_IN_EVERY_TIER(QuickCalls);

// The first round prepares and compiles, the later ones find machine code.
TEST_P(QuickCalls, StopAndEndAtTheSamePlacesInEveryTier) {
  for (const std::uint64_t portion : {1u, 7u, 1'000u, 1'000'000u}) {
    const int rounds = portion < 1'000 || TATU_SLOWDOWN > 1 ? 3 : 30;
    const std::string expected = transcriptOf(TATU_TIER_INTERPRETER, portion, rounds);
    EXPECT_EQ(transcriptOf(GetParam(), portion, rounds), expected) << "in portions of " << portion;
  }
}

// What a host does that does nothing else.
TEST_P(QuickCalls, GoOnForLong) {
  Host host(GetParam());
  Body nothing = [](tatu_host_call*, Arguments, tatu_value&) { return TATU_OK; };
  host.hostModule("game", {{"fun back(n: Int): Int", callBody, &nothing}, {"fun sleep(n: Int)", callBody, &nothing}});
  Guest guest(host.program(kProgram));
  const std::uint64_t before = guest.counters().fuel_used;
  ASSERT_EQ(called(guest, "count", {intValue(0)}), "0");
  const std::uint64_t first = guest.counters().fuel_used;
  ASSERT_EQ(called(guest, "count", {intValue(0)}), "0");
  const std::uint64_t each = guest.counters().fuel_used - first;
  std::int64_t sum = 0;
  for (int i = 0; i < 50'000; ++i) ASSERT_EQ(guest.call("count", {intValue(i)}).result.as.integer, sum += i);
  EXPECT_EQ(guest.counters().fuel_used, first + 50'001 * each);
  EXPECT_GT(first, before);
}

TEST_P(QuickCalls, StopBeforeTheyHaveBegun) {
  Host host(GetParam());
  Guest guest(host.program("pub fun add(a: Int, b: Int): Int = a + b\n"));
  for (int i = 0; i < 100; ++i) {
    ASSERT_EQ(called(guest, "add", {intValue(i), intValue(1)}), std::to_string(i + 1));
    tatu_guest_stop(guest.get());
    const Outcome stopped = guest.call("add", {intValue(1), intValue(1)});
    ASSERT_EQ(stopped.limit, TATU_LIMIT_STOP);
    ASSERT_EQ(stopped.details, "the program was stopped\n  at add (program.tatu:1:36)\n");
    ASSERT_EQ(guest.resume().result.as.integer, 2);
  }
}

// ---- Time

class TimeOfCalls : public EveryTier {
 protected:
  Guest& guestWith(std::uint64_t milliseconds) {
    Body& sleep = sleep_;
    host_.hostModule("game", {{"fun back(n: Int): Int", callBody, &sleep}, {"fun sleep(n: Int)", callBody, &sleep}});
    tatu_guest_options options = Guest::defaults();
    options.fuel = UINT64_MAX;
    options.milliseconds = milliseconds;
    return guest_.emplace(host_.program(kProgram), options);
  }

 private:
  Host host_{GetParam()};
  Body sleep_ = [](tatu_host_call*, Arguments arguments, tatu_value&) {
    std::this_thread::sleep_for(std::chrono::milliseconds(arguments[0].as.integer));
    return TATU_OK;
  };
  std::optional<Guest> guest_;
};
TATU_IN_EVERY_TIER(TimeOfCalls);

TEST_P(TimeOfCalls, EachHasItsOwn) {
  Guest& guest = guestWith(400 * TATU_SLOWDOWN);
  for (int i = 0; i < 10; ++i) ASSERT_EQ(called(guest, "nap", {intValue(50)}), "6765");
  const auto begin = std::chrono::steady_clock::now();
  ASSERT_EQ(tatu_guest_set_limit(guest.get(), TATU_LIMIT_DEADLINE, 30), TATU_OK);
  EXPECT_EQ(guest.call("spin", {intValue(0)}).limit, TATU_LIMIT_DEADLINE);
  EXPECT_GE(std::chrono::steady_clock::now() - begin, 30ms);
  ASSERT_EQ(tatu_guest_drop_call(guest.get()), TATU_OK);
  ASSERT_EQ(tatu_guest_set_limit(guest.get(), TATU_LIMIT_DEADLINE, UINT64_MAX), TATU_OK);
  EXPECT_EQ(called(guest, "nap", {intValue(50)}), "6765");
}

// Nobody has looked at the clock yet when the host begins to take its time.
TEST_P(TimeOfCalls, IsAlsoTheHosts) {
  Guest& guest = guestWith(20);
  for (int i = 0; i < 3; ++i) {
    EXPECT_EQ(guest.call("nap", {intValue(60)}).limit, TATU_LIMIT_DEADLINE);
    ASSERT_EQ(tatu_guest_drop_call(guest.get()), TATU_OK);
  }
}

// ---- Threads that come and go

std::uint64_t workersOf(Host& host) { return host.runtime()->machine->heap().statistics().threads; }

constexpr std::string_view kOne = "pub fun one(n: Int): Int = n + 1\n";

TEST_P(QuickCalls, OfThreadsThatEndLeaveTheirWorkersToOthers) {
  Host host(GetParam());
  Guest guest(host.program(kOne));
  for (int i = 0; i < 200; ++i) {
    std::thread([&] { EXPECT_EQ(called(guest, "one", {intValue(i)}), std::to_string(i + 1)); }).join();
  }
  EXPECT_LE(workersOf(host), 1u);
}

// A thread outlives the runtime whose worker it keeps, and comes to the next one.
TEST_P(QuickCalls, ComeFromThreadsThatOutliveARuntime) {
  std::optional<Host> host(std::in_place, GetParam());
  tatu_module* module = host->program(kOne);
  const auto call = [&] {
    Guest guest(module);
    EXPECT_EQ(called(guest, "one", {intValue(1)}), "2");
  };
  std::atomic<int> step{0};
  const auto await = [&](int wanted) {
    while (step.load() != wanted) std::this_thread::yield();
  };
  std::thread other([&] {
    for (int i = 0; i < 3; ++i) {
      call();
      ++step;
      await(2 * i + 2);
    }
  });
  for (int i = 0; i < 3; ++i) {
    await(2 * i + 1);
    call();
    host.reset();
    host.emplace(GetParam());
    module = host->program(kOne);
    ++step;
  }
  other.join();
  call();
  EXPECT_LE(workersOf(*host), 1u);
}

// What ends with a thread may call guests, whenever that is.
struct LastCall {
  Guest* guest = nullptr;
  ~LastCall() {
    if (guest == nullptr) return;
    EXPECT_EQ(called(*guest, "one", {intValue(1)}), "2");
  }
};

TEST_P(QuickCalls, CanBeTheLastOfTheirThread) {
  Host host(GetParam());
  Guest guest(host.program(kOne));
  for (int i = 0; i < 20; ++i) {
    std::thread([&] {
      static thread_local LastCall last;
      last.guest = &guest;
      EXPECT_EQ(called(guest, "one", {intValue(1)}), "2");
    }).join();
  }
  EXPECT_LE(workersOf(host), 1u);
}

}  // namespace
}  // namespace tatu::embedding::test

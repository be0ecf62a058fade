// Guests on several threads at once, and what may be done to a guest from another thread.
#include <gmock/gmock.h>

#include <atomic>
#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "embedding/runtime.h"
#include "host.h"
#include "include/tatu/capabilities.h"
#include "vm/compiled/method_compiler.h"

namespace tatu::embedding::test {
namespace {

using namespace std::chrono_literals;
using Arguments = std::span<const tatu_value>;

constexpr int kThreads = 4;

class Threads : public EveryTier {};
TATU_IN_EVERY_TIER(Threads);

void onThreads(const std::function<void(int)>& work) {
  std::vector<std::thread> threads;
  for (int i = 0; i < kThreads; ++i) threads.emplace_back(work, i);
  for (std::thread& thread : threads) thread.join();
}

constexpr std::string_view kWork = R"(
import game
class Node(val value: Int, val next: Node?) {}
fun list(n: Int): Node? {
  var node: Node? = null
  for i in 1..n { node = Node(i, node) }
  return node
}
fun sum(start: Node?): Int {
  var sum = 0
  var node = start
  while node != null {
    val present = node
    sum += present.value
    node = present.next
  }
  return sum
}
pub fun work(n: Int): Int = scope {
  val tasks = [1, 2].map(i => spawn {
    val kept = list(n)
    val back = game.back("${i} of ${n}")
    sum(kept) + back
  })
  tasks[0].await() + tasks[1].await()
}
pub fun size(text: String): Int {
  var texts = List<String>()
  for i in 1..50 { texts.add("${text} ${i}") }
  return sum(list(50)) - 1275 + text.length
}
pub fun spin() { while true {} }
pub fun sleep() { Time.sleep(100000) }
pub fun say(n: Int) { for i in 1..n { println("line ${i}") } }
)";

tatu_status sizeOf(tatu_host_call* call, const tatu_value* arguments, std::size_t, tatu_value* result, void* data) {
  const auto* const function = *static_cast<const tatu_function* const*>(data);
  return tatu_guest_call(tatu_host_call_guest(call), function, arguments, 1, result, nullptr);
}

void runEverywhere(tatu_tier tier, std::uint64_t collectEvery, int rounds, int size) {
  Host host(tier, collectEvery);
  const tatu_function* function = nullptr;
  host.hostModule("game", {{"fun back(text: String): Int", sizeOf, &function}});
  tatu_module* const module = host.program(kWork);
  function = tatu_module_function(module, "size");
  const std::int64_t textSize = static_cast<std::int64_t>(("1 of " + std::to_string(size)).size());
  const std::int64_t expected = 2 * (std::int64_t{size} * (size + 1) / 2 + textSize);
  onThreads([&](int) {
    Guest kept(module);
    for (int i = 0; i < rounds; ++i) {
      Guest brief(module);
      for (Guest* guest : {&kept, &brief}) {
        EXPECT_EQ(called(*guest, "work", {intValue(size)}), std::to_string(expected));
      }
    }
  });
}

TEST_P(Threads, RunGuestsOfOneModule) { runEverywhere(GetParam(), 0, 30, 3000); }
TEST_P(Threads, RunGuestsOfOneModuleWhileAllIsCollected) { runEverywhere(GetParam(), 5, 1, 60); }

TEST_P(Threads, HandGuestsOn) {
  Host host(GetParam());
  const tatu_function* function = nullptr;
  host.hostModule("game", {{"fun back(text: String): Int", sizeOf, &function}});
  tatu_module* const module = host.program(kWork);
  function = tatu_module_function(module, "size");
  std::vector<std::unique_ptr<Guest>> guests;
  std::vector<std::atomic<bool>> isTaken(kThreads + 1);
  for (int i = 0; i <= kThreads; ++i) guests.push_back(std::make_unique<Guest>(module));
  onThreads([&](int number) {
    std::size_t at = static_cast<std::size_t>(number);
    for (int i = 0; i < 100; ++i) {
      while (isTaken[at].exchange(true)) at = (at + 1) % guests.size();
      EXPECT_EQ(called(*guests[at], "work", {intValue(100)}), "10116");
      isTaken[at].store(false);
      at = (at + 1) % guests.size();
    }
  });
}

TEST_P(Threads, StopGuestsAtAnyMoment) {
  Host host(GetParam());
  const tatu_function* function = nullptr;
  host.hostModule("game", {{"fun back(text: String): Int", sizeOf, &function}});
  tatu_module* const module = host.program(kWork);
  function = tatu_module_function(module, "size");
  std::vector<std::unique_ptr<Guest>> guests;
  const tatu_grant grants[] = {{TATU_GRANT_CLOCK, 0, nullptr}};
  tatu_guest_options options = Guest::defaults();
  options.grants = grants;
  options.grant_count = 1;
  for (int i = 0; i < kThreads; ++i) guests.push_back(std::make_unique<Guest>(module, options));
  std::atomic<int> running{kThreads};
  std::thread stopper([&] {
    while (running.load() > 0) {
      for (const auto& guest : guests) tatu_guest_stop(guest->get());
      std::this_thread::sleep_for(200us);
    }
  });
  onThreads([&](int number) {
    Guest& guest = *guests[static_cast<std::size_t>(number)];
    for (const char* name : {"spin", "sleep", "spin", "sleep"}) {
      EXPECT_EQ(guest.call(name).limit, TATU_LIMIT_STOP);
      EXPECT_EQ(guest.resume().limit, TATU_LIMIT_STOP);
      EXPECT_EQ(tatu_guest_drop_call(guest.get()), TATU_OK);
    }
    for (int i = 0; i < 10; ++i) {
      Outcome outcome = guest.call("say", {intValue(500)});
      while (outcome.status == TATU_LIMIT) outcome = guest.resume();
      EXPECT_EQ(outcome.status, TATU_OK) << outcome.details;
    }
    running.fetch_sub(1);
  });
  stopper.join();
  for (const auto& guest : guests) EXPECT_EQ(guest->output(), guests[0]->output());
}

TEST_P(Threads, AreRefusedAGuestThatAnotherOneUses) {
  Host host(GetParam());
  std::atomic<bool> isInside{false};
  std::atomic<bool> isRefused{false};
  Body wait = [&](tatu_host_call*, Arguments, tatu_value&) {
    isInside.store(true);
    while (!isRefused.load()) std::this_thread::yield();
    return TATU_OK;
  };
  host.hostModule("game", {{"fun wait()", callBody, &wait}});
  Guest guest(host.program("import game\npub fun run() { game.wait() }\n"));
  std::thread other([&] {
    while (!isInside.load()) std::this_thread::yield();
    EXPECT_EQ(guest.call("run").message, "another thread uses the guest");
    EXPECT_EQ(guest.resume().status, TATU_MISUSE);
    EXPECT_EQ(tatu_guest_drop_call(guest.get()), TATU_MISUSE);
    EXPECT_EQ(tatu_guest_destroy(guest.get()), TATU_MISUSE);
    EXPECT_EQ(tatu_guest_add_fuel(guest.get(), 1), TATU_MISUSE);
    EXPECT_EQ(tatu_guest_set_limit(guest.get(), TATU_LIMIT_MEMORY, 1), TATU_MISUSE);
    EXPECT_EQ(tatu_guest_set_limit(guest.get(), TATU_LIMIT_DEADLINE, 1), TATU_MISUSE);
    tatu_counters counters{};
    counters.size = sizeof counters;
    EXPECT_EQ(tatu_guest_counters(guest.get(), &counters), TATU_OK);
    isRefused.store(true);
  });
  EXPECT_EQ(guest.call("run").status, TATU_OK);
  other.join();
}

// One that takes its time to write must not keep other threads from collecting.
struct SlowReader {
  std::atomic<bool> isReading{false};
  std::atomic<bool> isOtherDone{false};
  bool wasInTime = true;

  static std::size_t read(void* data, int, const char*, std::size_t size) {
    auto& reader = *static_cast<SlowReader*>(data);
    reader.isReading.store(true);
    const auto end = std::chrono::steady_clock::now() + 5s;
    while (!reader.isOtherDone.load()) {
      if (std::chrono::steady_clock::now() > end) {
        reader.wasInTime = false;
        break;
      }
      std::this_thread::yield();
    }
    return size;
  }
};

TEST_P(Threads, GoOnWhileAnotherOnesOutputWaits) {
  Host host(GetParam(), 100);
  tatu_module* const module = host.program(R"(
pub fun say() { println("hello") }
pub fun work(n: Int): Int {
  var size = 0
  for i in 1..n { size += "${i}".length }
  return size
}
)");
  SlowReader reader;
  tatu_guest_options options = Guest::defaults();
  options.write = SlowReader::read;
  options.user_data = &reader;
  tatu_guest* talker = nullptr;
  ASSERT_EQ(tatu_guest_create(module, &options, &talker, nullptr), TATU_OK);
  std::thread other([&] {
    while (!reader.isReading.load()) std::this_thread::yield();
    Guest guest(module);
    EXPECT_EQ(called(guest, "work", {intValue(500)}), "1392");
    reader.isOtherDone.store(true);
  });
  EXPECT_EQ(tatu_guest_call(talker, tatu_module_function(module, "say"), nullptr, 0, nullptr, nullptr), TATU_OK);
  other.join();
  EXPECT_TRUE(reader.wasInTime);
  EXPECT_EQ(tatu_guest_destroy(talker), TATU_OK);
}

// Calls are dropped, inside and outside, while other threads collect and look at all roots.
TEST_P(Threads, DropCallsWhileOthersCollect) {
  Host host(GetParam(), 20);
  const tatu_function* function = nullptr;
  bool drops = false;
  Body back = [&](tatu_host_call* call, Arguments, tatu_value& result) {
    EXPECT_EQ(callAgain(call, function, {textValue("x")}).limit, TATU_LIMIT_FUEL);
    if (drops) {
      EXPECT_EQ(tatu_guest_drop_call(tatu_host_call_guest(call)), TATU_OK);
    }
    result = intValue(1);
    return TATU_OK;
  };
  host.hostModule("game", {{"fun back(text: String): Int", callBody, &back}});
  tatu_module* const module = host.program(kWork);
  function = tatu_module_function(module, "size");
  onThreads([&](int number) {
    tatu_guest_options options = Guest::defaults();
    options.fuel = 0;
    Guest guest(module, options);
    for (std::uint64_t i = 0; i < 40; ++i) {
      EXPECT_EQ(tatu_guest_add_fuel(guest.get(), 300 + 97 * i), TATU_OK);
      const Outcome outcome =
          number % 2 == 0 ? guest.call("size", {textValue("abc")}) : guest.call("work", {intValue(5)});
      if (outcome.status == TATU_LIMIT) (void)tatu_guest_drop_call(guest.get());
    }
  });
}

// Functions that call one another, through host functions and fibers, in so little room that code is always given up:
// f0 .. f59; f<i>(n) = i + f<7 i + 1>(n - 1).
constexpr int kFunctions = 60;

std::string crowd() {
  std::string source = "import game\n";
  for (int i = 0; i < kFunctions; ++i) {
    const std::string next = "f" + std::to_string((i * 7 + 1) % kFunctions);
    source += "pub fun f" + std::to_string(i) + "(n: Int): Int = if n <= 0 { 0 } else if n % 5 == 0 { game.back(" +
              std::to_string((i * 7 + 1) % kFunctions) + ", n - 1) + " + std::to_string(i) +
              " } else if n % 7 == 0 { scope { (spawn { Fiber.pass()\n " + next + "(n - 1) }).await() } + " +
              std::to_string(i) + " } else { " + next + "(n - 1) + " + std::to_string(i) + " }\n";
  }
  return source;
}

std::int64_t expectedOf(int function, int n) {
  std::int64_t sum = 0;
  for (; n > 0; --n) {
    sum += function;
    function = (function * 7 + 1) % kFunctions;
  }
  return sum;
}

TEST_P(Threads, GoOnWhileCodeIsGivenUp) {
  Host host(GetParam(), 50, 40'000);
  std::vector<const tatu_function*> functions(kFunctions);
  Body back = [&](tatu_host_call* call, Arguments arguments, tatu_value& result) {
    const Outcome outcome =
        callAgain(call, functions[static_cast<std::size_t>(arguments[0].as.integer)], {arguments[1]});
    EXPECT_EQ(outcome.status, TATU_OK) << outcome.details;
    result = outcome.result;
    return TATU_OK;
  };
  host.hostModule("game", {{"fun back(function: Int, n: Int): Int", callBody, &back}});
  tatu_module* const module = host.program(crowd());
  for (int i = 0; i < kFunctions; ++i) {
    functions[static_cast<std::size_t>(i)] = tatu_module_function(module, ("f" + std::to_string(i)).c_str());
  }
  onThreads([&](int number) {
    Guest guest(module);
    for (int i = 0; i < 6 * kFunctions; ++i) {
      const int function = (number * 17 + i) % kFunctions;
      EXPECT_EQ(called(guest, ("f" + std::to_string(function)).c_str(), {intValue(30)}),
                std::to_string(expectedOf(function, 30)));
    }
  });
  const vm::MethodCompiler* const compiler = host.runtime()->machine->compiler();
  if (compiler == nullptr || GetParam() != TATU_TIER_BASELINE) return;
  EXPECT_GT(compiler->statistics().freed, 10);
}

TEST_P(Threads, LoadModulesWhileGuestsRun) {
  Host host(GetParam());
  tatu_module* const module = host.program(R"(
pub fun work(n: Int): Int {
  var list = List<(Int, String)>()
  for i in 1..n { list.add((i, "${i}")) }
  return list.size
}
)");
  std::atomic<bool> isLoading{true};
  std::thread loader([&] {
    for (int i = 0; i < 20; ++i) {
      tatu_module* const other = host.program("pub fun f" + std::to_string(i) + "(): Int = " + std::to_string(i));
      Guest guest(other);
      EXPECT_EQ(called(guest, ("f" + std::to_string(i)).c_str()), std::to_string(i));
    }
    isLoading.store(false);
  });
  onThreads([&](int) {
    Guest guest(module);
    while (isLoading.load()) EXPECT_EQ(called(guest, "work", {intValue(1000)}), "1000");
  });
  loader.join();
}

}  // namespace
}  // namespace tatu::embedding::test

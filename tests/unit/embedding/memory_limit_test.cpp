// The memory limit is exact: the least limit with which a program runs to its end is what it has at its peak, a byte
// less stops it, and that byte is enough to go on.
#include <gmock/gmock.h>

#include "host.h"

namespace tatu::embedding::test {
namespace {

constexpr std::string_view kProgram = R"(
import game
data class Node(value: Int, next: Node?)
pub fun objects(): Int {
  var list: Node? = null
  for i in 1..3000 { list = Node(i, list) }
  return list?.value ?? 0
}
pub fun strings(): Int {
  val texts = List<String>()
  for i in 1..500 { texts.add("text ${i} ".repeat(i % 7)) }
  return texts.joinToString(",").length
}
pub fun arrays(): Int {
  val arrays = (1..60).map(n => Array.build(n * n, i => i))
  return arrays.map(array => array.size).sum()
}
pub fun garbage(): Int {
  var last = List<Int>()
  for i in 1..300 {
    last = List.build<Int>(i, j => j * 2)
  }
  return last.size
}
pub fun maps(): Int {
  val map = Map<String, List<Int>>()
  for i in 1..400 { map["${i}"] = [i, i + 1] }
  for i in 1..200 { map.remove("${i}") }
  return map.size
}
pub fun copies(): Int {
  val kept = List<String>()
  for i in 1..20 { kept.add(game.text(i * 1000)) }
  return kept.map(text => text.length).sum()
}
pub fun fibers(): Int = scope {
  val tasks = (1..50).map(i => spawn waiting(i))
  tasks.map(task => task.await()).sum()
}
fun waiting(n: Int): Int {
  if n > 0 { return waiting(n - 1) + 1 }
  Fiber.pass()
  return 0
}
pub fun stack(): Int = waiting(2000)
pub fun exceptions(): Int {
  var caught = 0
  for i in 1..200 {
    try { [i][i] } catch e: IndexException { caught += e.message.length }
  }
  return caught
}
pub fun again(): Int {
  game.again()
  return 1
}
pub fun inner(): Int = objects()
pub fun size(text: String): Int = text.length
)";

class MemoryLimit : public ::testing::Test {
 protected:
  void load(tatu_tier tier) {
    host.reset();
    host = std::make_unique<Host>(tier);
    host->hostModule("game", {{"fun text(n: Int): String", callBody, &text}, {"fun again()", callBody, &again}});
    module = host->program(kProgram);
    inner = tatu_module_function(module, "inner");
  }

  struct Ended {
    Outcome outcome;
    std::string place;  // where it stands, or what it has given
    tatu_counters counters{};
  };
  // With that limit; if it stops, it is given `more` and goes on.
  Ended run(const char* function, std::uint64_t limit, std::uint64_t more = 0) {
    tatu_guest_options options = Guest::defaults();
    options.memory_bytes = limit;
    Guest guest(module, options);
    std::vector<tatu_value> arguments;
    if (std::string_view(function) == "size") arguments.push_back(textValue(large));
    Ended run;
    run.outcome = guest.call(function, arguments);
    if (more != 0 && run.outcome.status == TATU_LIMIT) {
      EXPECT_EQ(tatu_guest_set_limit(guest.get(), TATU_LIMIT_MEMORY, limit + more), TATU_OK);
      run.outcome = guest.resume();
      if (run.outcome.status == TATU_MISUSE) run.outcome = guest.call(function, arguments);  // it had not begun
    }
    run.place = run.outcome.status == TATU_OK ? show(run.outcome.result) : run.outcome.details;
    run.counters = guest.counters();
    return run;
  }

  std::uint64_t leastLimit(const char* function) {
    std::uint64_t stops = 0;
    std::uint64_t runs = std::uint64_t{64} << 20;
    while (runs - stops > 1) {
      const std::uint64_t middle = stops + (runs - stops) / 2;
      (run(function, middle).outcome.status == TATU_OK ? runs : stops) = middle;
    }
    return runs;
  }

  // What the least limit of each program shows, as text.
  std::string check(const char* function, std::uint64_t least) {
    const std::string result = run(function, std::uint64_t{64} << 20).place;
    const Ended enough = run(function, least);
    EXPECT_EQ(enough.place, result) << function;
    EXPECT_EQ(enough.counters.memory_peak_bytes, least) << function;
    const Ended stopped = run(function, least - 1);
    EXPECT_EQ(stopped.outcome.status, TATU_LIMIT) << function;
    EXPECT_EQ(stopped.outcome.limit, TATU_LIMIT_MEMORY) << function;
    EXPECT_LT(stopped.counters.memory_peak_bytes, least) << function;
    EXPECT_EQ(run(function, least - 1, 1).place, result) << function;
    return std::string(function) + " with " + std::to_string(least) + " fuel " +
           std::to_string(enough.counters.fuel_used) + ", stopped at " + stopped.place + " fuel " +
           std::to_string(stopped.counters.fuel_used) + "\n";
  }

  std::string large = std::string(300'000, 'y');
  const tatu_function* inner = nullptr;
  Body text = [this](tatu_host_call*, std::span<const tatu_value> arguments, tatu_value& result) {
    result = textValue(std::string_view(large).substr(0, static_cast<std::size_t>(arguments[0].as.integer)));
    return TATU_OK;
  };
  Body again = [this](tatu_host_call* call, std::span<const tatu_value>, tatu_value&) {
    (void)callAgain(call, inner);
    return TATU_OK;
  };
  std::unique_ptr<Host> host;
  tatu_module* module = nullptr;
};

TEST_F(MemoryLimit, IsExactToTheByteAndTheSameInEveryTier) {
  std::vector<std::pair<const char*, std::uint64_t>> programs{
      {"objects", 0}, {"strings", 0}, {"arrays", 0}, {"garbage", 0},    {"maps", 0},
      {"copies", 0},  {"fibers", 0},  {"stack", 0},  {"exceptions", 0}, {"size", 0}};
  std::vector<std::string> shown;
  for (const tatu_tier tier : {TATU_TIER_INTERPRETER, TATU_TIER_BASELINE, TATU_TIER_AUTO}) {
    load(tier);
    for (std::size_t i = 0; i < programs.size(); ++i) {
      auto& [function, least] = programs[i];
      if (tier == TATU_TIER_INTERPRETER) {
        least = leastLimit(function);
        shown.push_back(check(function, least));
      } else {
        EXPECT_EQ(check(function, least), shown[i]) << tier;
      }
    }
  }
}

// A call from inside a host function that meets the limit is given up here, and the program with it.
TEST_F(MemoryLimit, IsExactInCallsWithinCalls) {
  load(TATU_TIER_AUTO);
  const std::uint64_t least = leastLimit("again");
  EXPECT_EQ(run("again", least).counters.memory_peak_bytes, least);
  EXPECT_EQ(run("again", least - 1).outcome.limit, TATU_LIMIT_MEMORY);
}

}  // namespace
}  // namespace tatu::embedding::test

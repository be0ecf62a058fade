// Many short lives of guests, and creations that are refused: nothing is left of them.
#include <gmock/gmock.h>

#include <filesystem>
#include <fstream>
#include <string>

#include "host.h"
#include "include/tatu/capabilities.h"

namespace tatu::embedding::test {
namespace {

class Lives : public EveryTier {};
TATU_IN_EVERY_TIER(Lives);

struct Process {
  std::int64_t pages = 0;
  std::int64_t mappings = 0;
  std::int64_t descriptors = 0;
  std::int64_t threads = 0;
};

std::int64_t entriesOf(const char* directory) {
  const std::filesystem::directory_iterator entries(directory);
  return std::distance(begin(entries), end(entries));
}

Process process() {
  Process now;
  std::ifstream("/proc/self/statm") >> now.pages >> now.pages;
  std::ifstream maps("/proc/self/maps");
  for (std::string line; std::getline(maps, line);) ++now.mappings;
  now.descriptors = entriesOf("/proc/self/fd");
  now.threads = entriesOf("/proc/self/task");
  return now;
}

constexpr std::string_view kProgram = R"(
import game
val table = Array.build(100, i => i)
pub fun work(n: Int): Int = scope {
  val task = spawn game.back(n)
  task.await() + table[n]
}
pub fun twice(n: Int): Int = n * 2
pub fun spin(n: Int): Int = if n < 0 { n } else { spin(n + 1) }
)";

TEST_P(Lives, LeaveNothingBehind) {
  Host host(GetParam());
  const tatu_function* twice = nullptr;
  Body back = [&](tatu_host_call* call, std::span<const tatu_value> arguments, tatu_value& result) {
    const Outcome outcome = callAgain(call, twice, {arguments[0]});
    result = outcome.result;
    return outcome.status;
  };
  host.hostModule("game", {{"fun back(n: Int): Int", callBody, &back}});
  tatu_module* const module = host.program(kProgram);
  twice = tatu_module_function(module, "twice");
  tatu_guest_options options = Guest::defaults();
  options.fuel = 100'000;
  options.stack_bytes = 100'000;
  const tatu_grant wrong[] = {{TATU_GRANT_READ, 0, "/nowhere/at/all"}};
  tatu_guest_options refused = options;
  refused.grants = wrong;
  refused.grant_count = 1;
  const auto live = [&](int lives) {
    for (int i = 0; i < lives; ++i) {
      Guest guest(module, options);
      ASSERT_EQ(called(guest, "work", {intValue(7)}), "21");
      ASSERT_TRUE(i % 10 != 0 || guest.call("spin", {intValue(1)}).status != TATU_OK);
      tatu_guest* none = nullptr;
      ASSERT_EQ(tatu_guest_create(module, &refused, &none, nullptr), TATU_FAILED);
      ASSERT_EQ(none, nullptr);
    }
  };
  live(6000);  // until the heap is as large as it gets
  const Process before = process();
  live(10'000);
  const Process after = process();
  // Sanitizers keep what is freed for a while.
  if (TATU_SLOWDOWN == 1) {
    EXPECT_LE(after.pages, before.pages + 1024);  // 4 MiB
  }
  EXPECT_LE(after.mappings, before.mappings + 4);
  EXPECT_EQ(after.descriptors, before.descriptors);
  EXPECT_EQ(after.threads, before.threads);
}

}  // namespace
}  // namespace tatu::embedding::test

// Fuel in small slices: output, result and total are those of one run, whatever the slices are.
#include <filesystem>
#include <fstream>
#include <sstream>

#include <gmock/gmock.h>

#include "host.h"

namespace tatu::embedding::test {
namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t kMostStops = TATU_SLOWDOWN > 1 ? 5'000 : 30'000;  // of a run in slices

std::string replaced(std::string text, std::string_view from, std::string_view to) {
  for (std::size_t at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) {
    text.replace(at, from.size(), to);
  }
  return text;
}

std::string textOf(const fs::path& path) {
  std::ifstream file(path);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

// Those that need nothing granted, no input, no file beside them, and no time.
bool isAlone(const fs::path& path, const std::string& text) {
  for (const char* beside : {".options", ".args", ".in"}) {
    if (fs::exists(fs::path(path).replace_extension(beside))) return false;
  }
  return text.find("Time.") == std::string::npos && text.find("withTimeout") == std::string::npos;
}

struct Ended {
  Outcome outcome;
  std::string output;
  tatu_counters counters{};
};

Ended run(tatu_module* module, std::uint64_t slice) {
  tatu_guest_options options = Guest::defaults();
  options.fuel = slice;
  Guest guest(module, options);
  Ended run;
  run.outcome = guest.call("main");
  while (run.outcome.limit == TATU_LIMIT_FUEL) {
    EXPECT_EQ(tatu_guest_add_fuel(guest.get(), slice), TATU_OK);
    run.outcome = guest.resume();
  }
  run.output = guest.output();
  run.counters = guest.counters();
  return run;
}

class Slices : public EveryTier {
 protected:
  void check(tatu_module* module, const std::string& name) {
    const Ended whole = run(module, UINT64_MAX);
    for (const std::uint64_t slice : {1, 7, 1000}) {
      if (whole.counters.fuel_used / slice > kMostStops) continue;
      const Ended inSlices = run(module, slice);
      EXPECT_EQ(inSlices.outcome.status, whole.outcome.status) << name << slice << inSlices.outcome.details;
      EXPECT_EQ(inSlices.outcome.details, whole.outcome.details) << name << slice;
      EXPECT_TRUE(inSlices.output == whole.output) << name << slice;
      EXPECT_EQ(inSlices.counters.fuel_used, whole.counters.fuel_used) << name << slice;
      EXPECT_EQ(inSlices.counters.allocations, whole.counters.allocations) << name << slice;
      EXPECT_EQ(inSlices.counters.memory_peak_bytes, whole.counters.memory_peak_bytes) << name << slice;
    }
  }
  Host host{GetParam()};
};
TATU_IN_EVERY_TIER(Slices);

TEST_P(Slices, OfTheProgramsOfTheTourChangeNothing) {
  int programs = 0;
  for (const auto& entry : fs::directory_iterator(TATU_SOURCE_DIR "/examples/tour")) {
    if (entry.path().extension() != ".tatu") continue;
    const std::string text = textOf(entry.path());
    if (!isAlone(entry.path(), text) || text.find("fun main") == std::string::npos) continue;
    tatu_module* const module = host.program(text);
    const Ended whole = run(module, UINT64_MAX);
    const std::string output = replaced(whole.output, "program.tatu", entry.path().filename().string());
    EXPECT_EQ(output, textOf(fs::path(entry.path()).replace_extension(".out"))) << entry.path();
    check(module, entry.path().filename());
    ++programs;
  }
  EXPECT_GE(programs, 35);
}

// What has been written is passed on where a guest stops, so that buffers are filled differently.
TEST_P(Slices, OfProgramsThatWriteMuchChangeNothing) {
  tatu_module* const module = host.program(R"(
fun main() {
  for i in 1..12 {
    println("x".repeat(i * 3001))
    print("y".repeat(i * 17))
  }
}
)");
  check(module, "much output");
}

}  // namespace
}  // namespace tatu::embedding::test

#include "cli/statistics.h"

#include <nlohmann/json.hpp>

#include <fmt/core.h>

#include "cli/quantities.h"
#include "os/platform/process.h"

namespace tatu::cli {

namespace {

void showJson(const Console& console, const PhaseClock& clock, const vm::GuestStatistics& statistics) {
  nlohmann::json phases;
  for (const auto& [phase, duration] : clock.phases()) phases[phase] = duration.count();
  const nlohmann::json object{{"statistics",
                               {{"fuel", statistics.fuelUsed},
                                {"allocations", statistics.heap.allocations},
                                {"allocatedBytes", statistics.heap.allocatedBytes},
                                {"peakBytes", statistics.heap.peakAccounted},
                                {"processPeakBytes", os::peakResidentBytes()},
                                {"nanoseconds", phases}}}};
  console.printError(object.dump() + "\n");
}

}  // namespace

void showStatistics(const Console& console, const PhaseClock& clock, const vm::GuestStatistics& statistics) {
  if (console.isJson()) return showJson(console, clock, statistics);
  std::string text;
  const auto row = [&](std::string_view name, const std::string& value) {
    text += fmt::format("{:<14}{:>16}\n", name, value);
  };
  row("fuel", describeCount(statistics.fuelUsed));
  row("allocations", describeCount(statistics.heap.allocations));
  row("allocated", describeSize(statistics.heap.allocatedBytes));
  row("peak memory", describeSize(statistics.heap.peakAccounted));
  row("process peak", describeSize(os::peakResidentBytes()));
  for (const auto& [phase, duration] : clock.phases()) row(phase, describeDuration(duration));
  console.printError(text);
}

}  // namespace tatu::cli

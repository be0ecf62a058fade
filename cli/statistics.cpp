#include "cli/statistics.h"

#include <nlohmann/json.hpp>

#include <fmt/core.h>

#include "cli/quantities.h"
#include "os/platform/process.h"
#include "vm/compiled/method_compiler.h"

namespace tatu::cli {

namespace {

nlohmann::json machineCodeObject(const vm::CompilationStatistics& made, std::uint64_t fuel) {
  return {{"methods", made.methods},
          {"bytes", made.machineBytes},
          {"preparedBytes", made.preparedBytes},
          {"bytecodeBytes", made.bytecodeBytes},
          {"nanoseconds", made.time.count()},
          {"fuel", fuel}};
}

void showJson(const Console& console, const PhaseClock& clock, const vm::GuestStatistics& statistics,
              vm::Runtime& runtime) {
  nlohmann::json phases;
  for (const auto& [phase, duration] : clock.phases()) phases[phase] = duration.count();
  nlohmann::json facts{{"fuel", statistics.fuelUsed},
                       {"allocations", statistics.heap.allocations},
                       {"allocatedBytes", statistics.heap.allocatedBytes},
                       {"liveBytesAtMost", statistics.heap.peakAccounted},
                       {"heapPeakBytes", runtime.heap().statistics().peakHeapBytes},
                       {"processPeakBytes", os::peakResidentBytes()},
                       {"nanoseconds", phases}};
  if (runtime.compiler() != nullptr)
    facts["machineCode"] = machineCodeObject(runtime.compiler()->compilations(), statistics.compiledFuel);
  console.printError(nlohmann::json{{"statistics", facts}}.dump() + "\n");
}

std::string row(std::string_view name, const std::string& value) { return fmt::format("{:<14}{:>16}\n", name, value); }

std::string machineCodeRows(const vm::CompilationStatistics& made, const vm::GuestStatistics& statistics) {
  const double share = statistics.fuelUsed == 0 ? 0
                                                : 100.0 * static_cast<double>(statistics.compiledFuel) /
                                                      static_cast<double>(statistics.fuelUsed);
  return row("compiled", describeCount(made.methods)) + row("machine code", describeSize(made.machineBytes)) +
         row("compiling", describeDuration(made.time)) + row("native fuel", fmt::format("{:.1f} %", share));
}

}  // namespace

void showStatistics(const Console& console, const PhaseClock& clock, const vm::GuestStatistics& statistics,
                    vm::Runtime& runtime) {
  if (console.isJson()) return showJson(console, clock, statistics, runtime);
  std::string text = row("fuel", describeCount(statistics.fuelUsed)) +
                     row("allocations", describeCount(statistics.heap.allocations)) +
                     row("allocated", describeSize(statistics.heap.allocatedBytes)) +
                     row("live at most", describeSize(statistics.heap.peakAccounted)) +
                     row("heap peak", describeSize(runtime.heap().statistics().peakHeapBytes)) +
                     row("process peak", describeSize(os::peakResidentBytes()));
  if (runtime.compiler() != nullptr) text += machineCodeRows(runtime.compiler()->compilations(), statistics);
  for (const auto& [phase, duration] : clock.phases()) text += row(phase, describeDuration(duration));
  console.printError(text);
}

}  // namespace tatu::cli

// `--stats`: what a run cost.
#pragma once

#include <chrono>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cli/console.h"
#include "os/platform/clock.h"
#include "vm/guest.h"

namespace tatu::cli {

// Measures phases one after the other.
class PhaseClock {
 public:
  PhaseClock() : last_(os::monotonicNow()) {}
  // What has passed since the last call belongs to this phase.
  void end(std::string_view phase) {
    const std::chrono::nanoseconds now = os::monotonicNow();
    phases_.emplace_back(phase, now - last_);
    last_ = now;
  }
  [[nodiscard]] const std::vector<std::pair<std::string, std::chrono::nanoseconds>>& phases() const { return phases_; }

 private:
  std::chrono::nanoseconds last_;
  std::vector<std::pair<std::string, std::chrono::nanoseconds>> phases_;
};

// Shows everything on standard error; as one JSON object with --error-format=json.
void showStatistics(const Console& console, const PhaseClock& clock, const vm::GuestStatistics& statistics,
                    vm::Runtime& runtime);

}  // namespace tatu::cli

// Gathers the diagnostics of one compilation.
//
// What holds: a code is reported at most once per place; after kMaxErrors errors further errors, and after as many
// warnings further warnings, are counted but not kept (`full()` tells a phase that it may stop). Diagnostics come out
// ordered by place. What a program can make long in all of them, such as a name or a type, is cut: each text is short,
// and edits with long texts are left out.
#pragma once

#include <cstddef>
#include <set>
#include <tuple>
#include <vector>

#include "compiler/diagnostics/diagnostic.h"

namespace tatu::compiler {

inline constexpr std::size_t kMaxErrors = 1000;

class DiagnosticCollector {
 public:
  void report(Diagnostic diagnostic);

  [[nodiscard]] std::size_t errorCount() const { return errorCount_; }
  [[nodiscard]] std::size_t warningCount() const { return warningCount_; }
  [[nodiscard]] bool hasErrors() const { return errorCount_ != 0; }
  // So many errors that no more are kept.
  [[nodiscard]] bool full() const { return errorCount_ >= kMaxErrors; }
  // How many were reported beyond that.
  [[nodiscard]] std::size_t droppedErrorCount() const { return droppedErrorCount_; }
  [[nodiscard]] std::size_t droppedWarningCount() const { return droppedWarningCount_; }
  // Kept or not.
  [[nodiscard]] std::size_t reportedErrorCount() const { return errorCount_ + droppedErrorCount_; }
  // A phase stopped because it was full: nobody knows what the rest holds.
  void leaveRest() { isIncomplete_ = true; }
  [[nodiscard]] bool isIncomplete() const { return isIncomplete_; }

  [[nodiscard]] const std::vector<Diagnostic>& diagnostics() const { return diagnostics_; }
  // Stable: by position, errors before warnings at the same place.
  void sortByPosition();

 private:
  std::vector<Diagnostic> diagnostics_;
  std::set<std::tuple<DiagnosticCode, std::uint32_t, std::uint32_t>> seen_;
  std::size_t errorCount_ = 0;
  std::size_t warningCount_ = 0;
  std::size_t droppedErrorCount_ = 0;
  std::size_t droppedWarningCount_ = 0;
  bool isIncomplete_ = false;
};

}  // namespace tatu::compiler

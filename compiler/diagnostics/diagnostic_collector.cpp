#include "compiler/diagnostics/diagnostic_collector.h"

#include <algorithm>

namespace tatu::compiler {

void DiagnosticCollector::report(Diagnostic diagnostic) {
  const bool error = diagnostic.severity() == Severity::Error;
  const SourceSpan span = diagnostic.primary.span;
  const auto key = std::make_tuple(diagnostic.code, span.begin.offset, span.end.offset);
  if (seen_.contains(key)) return;
  if ((error ? errorCount_ : warningCount_) >= kMaxErrors) {
    ++(error ? droppedErrorCount_ : droppedWarningCount_);
    return;
  }
  seen_.insert(key);
  ++(error ? errorCount_ : warningCount_);
  diagnostics_.push_back(std::move(diagnostic));
}

void DiagnosticCollector::sortByPosition() {
  std::stable_sort(diagnostics_.begin(), diagnostics_.end(), [](const Diagnostic& left, const Diagnostic& right) {
    const auto key = [](const Diagnostic& each) {
      return std::make_tuple(each.primary.span.begin.offset, static_cast<unsigned>(each.severity()));
    };
    return key(left) < key(right);
  });
}

}  // namespace tatu::compiler

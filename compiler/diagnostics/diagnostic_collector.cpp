#include "compiler/diagnostics/diagnostic_collector.h"

#include <algorithm>

namespace tatu::compiler {

void DiagnosticCollector::report(Diagnostic diagnostic) {
  const bool error = diagnostic.severity() == Severity::Error;
  if (full() || (!error && warningCount_ >= kMaxErrors)) {
    ++droppedCount_;
    return;
  }
  const SourceSpan span = diagnostic.primary.span;
  if (!seen_.insert({diagnostic.code, span.begin.offset, span.end.offset}).second) return;
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

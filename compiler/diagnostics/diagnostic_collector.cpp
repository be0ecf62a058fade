#include "compiler/diagnostics/diagnostic_collector.h"

#include <algorithm>
#include <string>

namespace tatu::compiler {

namespace {

constexpr std::size_t kMostTextBytes = 2'000;

bool isTooLong(const std::string& text) { return text.size() > kMostTextBytes; }

void shorten(std::string& text) {
  if (!isTooLong(text)) return;
  std::size_t end = kMostTextBytes;
  while ((static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  text.resize(end);
  text += "…";
}

void shorten(Help& help) {
  shorten(help.text);
  const bool hasLongEdit =
      std::any_of(help.edits.begin(), help.edits.end(), [](const Edit& edit) { return isTooLong(edit.replacement); });
  if (hasLongEdit) help.edits.clear();
}

void shortenTexts(Diagnostic& diagnostic) {
  shorten(diagnostic.message);
  shorten(diagnostic.primary.text);
  for (Label& label : diagnostic.secondary) shorten(label.text);
  for (std::string& note : diagnostic.notes) shorten(note);
  for (Help& help : diagnostic.helps) shorten(help);
}

}  // namespace

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
  shortenTexts(diagnostic);
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

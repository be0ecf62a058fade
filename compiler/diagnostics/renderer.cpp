#include "compiler/diagnostics/renderer.h"

#include "compiler/diagnostics/renderer_parts.h"
#include "compiler/diagnostics/source_excerpt.h"

namespace tatu::compiler {
namespace {

std::string counted(std::size_t count, std::string_view noun) {
  return std::to_string(count) + " " + std::string(noun) + (count == 1 ? "" : "s");
}

std::string summary(const DiagnosticCollector& collector) {
  std::string text;
  if (collector.errorCount() > 0) text += counted(collector.errorCount(), "error");
  if (collector.warningCount() > 0) text += (text.empty() ? "" : ", ") + counted(collector.warningCount(), "warning");
  const bool hasMoreErrors = collector.droppedErrorCount() > 0;
  const bool hasMoreWarnings = collector.droppedWarningCount() > 0;
  if (hasMoreErrors || hasMoreWarnings) {
    text += std::string("; there were more ") + (hasMoreErrors ? "errors" : "") +
            (hasMoreErrors && hasMoreWarnings ? " and " : "") + (hasMoreWarnings ? "warnings" : "") +
            ", which are not shown";
  } else if (collector.isIncomplete()) {
    text += "; I did not read on";
  }
  return text;
}

}  // namespace

std::string_view severityText(Severity severity) {
  switch (severity) {
    case Severity::Error: return "error";
    case Severity::Warning: return "warning";
    case Severity::Note: return "note";
    case Severity::Help: return "help";
  }
  return "";
}

std::string placeText(const SourceMap& sources, SourcePosition position) {
  const SourceFile& file = sources.fileOf(position);
  const LineColumn place = lineColumn(file, position);
  return neutralized(file.name()) + ":" + std::to_string(place.line) + ":" + std::to_string(place.column);
}

std::string renderShort(const Diagnostic& diagnostic, const SourceMap& sources) {
  const DiagnosticCodeInfo& row = info(diagnostic.code);
  return placeText(sources, diagnostic.primary.span.begin) + ": " + std::string(severityText(row.severity)) + "[" +
         std::string(row.text) + "]: " + neutralized(diagnostic.message) + "\n";
}

std::string render(const Diagnostic& diagnostic, const SourceMap& sources, const RenderOptions& options) {
  switch (options.format) {
    case DiagnosticFormat::Short: return renderShort(diagnostic, sources);
    case DiagnosticFormat::Json: return renderJson(diagnostic, sources);
    case DiagnosticFormat::Human: break;
  }
  return renderHuman(diagnostic, sources, options);
}

std::string renderAll(const DiagnosticCollector& collector, const SourceMap& sources, const RenderOptions& options) {
  std::string text;
  for (const Diagnostic& diagnostic : collector.diagnostics()) text += render(diagnostic, sources, options);
  if (options.format == DiagnosticFormat::Human && !collector.diagnostics().empty()) text += summary(collector) + "\n";
  return text;
}

}  // namespace tatu::compiler

// Diagnostics in the shape of the Language Server Protocol: lines and UTF-16 columns from zero.
#include <nlohmann/json.hpp>

#include "compiler/diagnostics/renderer_parts.h"
#include "compiler/diagnostics/source_excerpt.h"
#include "compiler/source/unicode.h"

namespace tatu::compiler {
namespace {

using Json = nlohmann::ordered_json;

constexpr int kLspError = 1;
constexpr int kLspWarning = 2;
constexpr int kLspUnnecessary = 1;

// Code that could be left out: editors show it faded.
bool isUnnecessary(DiagnosticCode code) {
  return code == DiagnosticCode::UnusedVariable || code == DiagnosticCode::UnreachableCode ||
         code == DiagnosticCode::UnreachableArm || code == DiagnosticCode::UnusedImport ||
         code == DiagnosticCode::NeedlessCast || code == DiagnosticCode::NeedlessNotNull;
}

Json positionOf(const SourceFile& file, SourcePosition position) {
  const LineOffset place = file.lineOffset(position);
  const std::string_view before = file.lineText(place.line).substr(0, place.offset);
  std::size_t units = 0;
  for (std::size_t i = 0; i < before.size();) {
    const DecodedCharacter character = decodeUtf8(before.substr(i));
    units += character.valid && character.scalar > 0xFFFF ? 2 : 1;
    i += character.length;
  }
  return {{"line", place.line}, {"character", units}};
}

Json rangeOf(const SourceFile& file, SourceSpan span) {
  return {{"start", positionOf(file, span.begin)}, {"end", positionOf(file, span.end)}};
}

// Names with which a file can be found are given as URIs of absolute paths only; others stay as they are.
std::string uriOf(const SourceFile& file) {
  constexpr char kHex[] = "0123456789ABCDEF";
  constexpr std::string_view kPlain = "-._~/!$&'()*+,;=:@";
  if (!file.name().starts_with('/')) return neutralized(file.name());
  std::string uri = "file://";
  for (const char c : file.name()) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    if (letter || kPlain.find(c) != std::string_view::npos) {
      uri += c;
    } else {
      const auto byte = static_cast<unsigned char>(c);
      uri += {'%', kHex[byte >> 4], kHex[byte & 15]};
    }
  }
  return uri;
}

Json relatedOf(const Label& label, const SourceMap& sources) {
  const SourceFile& file = sources.fileOf(label.span.begin);
  return {{"location", {{"uri", uriOf(file)}, {"range", rangeOf(file, label.span)}}},
          {"message", neutralized(label.text)}};
}

Json fixOf(const Help& help, const SourceMap& sources) {
  Json edits = Json::array();
  for (const Edit& edit : help.edits) {
    const SourceFile& file = sources.fileOf(edit.span.begin);
    edits.push_back({{"uri", uriOf(file)}, {"range", rangeOf(file, edit.span)}, {"newText", edit.replacement}});
  }
  return {{"title", neutralized(help.text)}, {"edits", std::move(edits)}};
}

}  // namespace

std::string renderJson(const Diagnostic& diagnostic, const SourceMap& sources) {
  const DiagnosticCodeInfo& row = info(diagnostic.code);
  const SourceFile& file = sources.fileOf(diagnostic.primary.span.begin);
  Json related = Json::array();
  for (const Label& label : diagnostic.secondary) related.push_back(relatedOf(label, sources));
  Json notes = Json::array();
  for (const std::string& note : diagnostic.notes) notes.push_back(neutralized(note));
  Json fixes = Json::array();
  for (const Help& help : diagnostic.helps) fixes.push_back(fixOf(help, sources));
  Json object = {
      {"uri", uriOf(file)},
      {"range", rangeOf(file, diagnostic.primary.span)},
      {"severity", row.severity == Severity::Error ? kLspError : kLspWarning},
      {"code", row.text},
      {"source", "tatu"},
      {"message", neutralized(diagnostic.message)},
      {"relatedInformation", std::move(related)},
      {"data",
       {{"label", neutralized(diagnostic.primary.text)}, {"notes", std::move(notes)}, {"fixes", std::move(fixes)}}}};
  if (isUnnecessary(diagnostic.code)) object["tags"] = {kLspUnnecessary};
  return object.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace tatu::compiler

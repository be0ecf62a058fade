#include "compiler/syntax/string_pieces.h"

#include <algorithm>

#include "compiler/syntax/literal_values.h"

namespace tatu::compiler {
namespace {

constexpr std::string_view kBlanks = " \t";

bool isBlank(std::string_view text) { return text.find_first_not_of(" \t\r") == std::string_view::npos; }

// A `\` that is not itself escaped stands at the end: the line goes on in the next one.
bool endsInBackslash(std::string_view line) {
  const std::size_t last = line.find_last_not_of('\\');
  const std::size_t count = line.size() - (last == std::string_view::npos ? 0 : last + 1);
  return count % 2 == 1;
}

}  // namespace

void StringPieces::add(std::string_view token) { addPiece(token, 2); }

void StringPieces::addLast(std::string_view token) {
  const std::size_t before = pieces_.empty() ? form_.openingLength() : 1;
  isClosed_ = isClosed_ && token.size() >= before + form_.quotes().size() && token.ends_with(form_.quotes());
  addPiece(token, form_.quotes().size());
}

void StringPieces::addPiece(std::string_view token, std::size_t closingLength) {
  isClosed_ = isClosed_ && (pieces_.empty() || token.starts_with('}'));
  token.remove_prefix(std::min(pieces_.empty() ? form_.openingLength() : 1, token.size()));
  token.remove_suffix(std::min(closingLength, token.size()));
  pieces_.push_back(token);
}

std::vector<std::string_view> StringPieces::values(ast::Arena& arena, DiagnosticCollector& diagnostics) {
  const bool hasLines = form_.isMultiline && isClosed_ && trimBorders(diagnostics);
  std::vector<std::string_view> result;
  for (std::size_t i = 0; i < pieces_.size(); ++i) {
    if (!hasLines) {
      result.push_back(decoded(pieces_[i], arena));
      continue;
    }
    const std::string text = withoutIndentation(i, diagnostics);
    result.push_back(arena.copy(form_.isRaw ? std::string_view(text) : std::string_view(decodeEscapes(text))));
  }
  return result;
}

// A view into the source where it can be.
std::string_view StringPieces::decoded(std::string_view text, ast::Arena& arena) const {
  if (form_.isRaw || text.find('\\') == std::string_view::npos) return text;
  return arena.copy(std::string_view(decodeEscapes(text)));
}

SourceSpan StringPieces::spanOf(std::string_view text) const {
  const auto begin = static_cast<std::size_t>(text.data() - source_.text().data());
  return {source_.positionAt(begin), source_.positionAt(begin + text.size())};
}

bool StringPieces::trimBorders(DiagnosticCollector& diagnostics) {
  std::string_view& first = pieces_.front();
  const std::size_t lineEnd = first.find('\n');
  if (lineEnd == std::string_view::npos || !isBlank(first.substr(0, lineEnd))) {
    const std::string_view line = first.substr(0, std::min(lineEnd, first.size()));
    diagnostics.report(Diagnostic(DiagnosticCode::InvalidLineLayout, spanOf(line),
                                  "the text of a string in three quotes begins on the next line")
                           .label("nothing can stand here")
                           .help("a text of one line stands in one quote on each side: `\"…\"`"));
    return false;
  }
  first.remove_prefix(lineEnd + 1);
  std::string_view& last = pieces_.back();
  const std::size_t lastEnd = last.rfind('\n');
  const bool isEmpty = lastEnd == std::string_view::npos && pieces_.size() == 1;
  const std::string_view closingLine = isEmpty ? last : last.substr(std::min(lastEnd, last.size() - 1) + 1);
  if ((lastEnd == std::string_view::npos && !isEmpty) || !isBlank(closingLine)) {
    const std::string_view quotes(last.data() + last.size(), form_.quotes().size());
    diagnostics.report(
        Diagnostic(DiagnosticCode::InvalidLineLayout, spanOf(quotes), "the closing quotes stand on a line of their own")
            .note("their indentation is what is taken away from each line"));
    return false;
  }
  indentation_ = closingLine;
  last.remove_suffix(closingLine.size() + (isEmpty ? 0 : 1));
  if (last.ends_with('\r')) last.remove_suffix(1);
  return true;
}

std::string StringPieces::withoutIndentation(std::size_t piece, DiagnosticCollector& diagnostics) {
  std::string text;
  std::string_view rest = pieces_[piece];
  const bool isLast = piece + 1 == pieces_.size();
  for (bool isLineStart = piece == 0;; isLineStart = true) {
    const std::size_t end = rest.find('\n');
    const bool isWhole = end != std::string_view::npos;
    std::string_view line = rest.substr(0, end);
    if (isWhole && line.ends_with('\r')) line.remove_suffix(1);
    const bool hasEnd = isWhole || isLast;
    if (isLineStart) {
      addLine(line, hasEnd, text, diagnostics);
    } else {
      text += line;
    }
    const bool isJoined = hasEnd && !form_.isRaw && endsInBackslash(line);
    if (isJoined) text.pop_back();
    if (!isWhole) return text;
    if (!isJoined) text += '\n';
    rest.remove_prefix(end + 1);
  }
}

// `isWhole` says that nothing is inserted at its end.
void StringPieces::addLine(std::string_view line, bool isWhole, std::string& target, DiagnosticCollector& diagnostics) {
  if (line.starts_with(indentation_)) {
    target += line.substr(indentation_.size());
  } else if (!isWhole || !isBlank(line)) {
    reportIndentation(line, diagnostics);
  }
}

void StringPieces::reportIndentation(std::string_view line, DiagnosticCollector& diagnostics) {
  if (hasWrongLine_) return;
  hasWrongLine_ = true;
  const std::string_view own = line.substr(0, std::min(line.find_first_not_of(kBlanks), line.size()));
  const bool isShort = indentation_.starts_with(own);
  Diagnostic diagnostic(DiagnosticCode::InvalidLineLayout, spanOf(line),
                        isShort ? "this line is indented less than the closing quotes"
                                : "this line is not indented by the same characters as the closing quotes");
  (void)std::move(diagnostic)
      .also(spanOf({indentation_.data() + indentation_.size(), form_.quotes().size()}), "the closing quotes");
  if (isShort) {
    (void)std::move(diagnostic).help("indent it as far, or move the closing quotes to the left");
  } else {
    (void)std::move(diagnostic).note("one of them begins with tabs, the other with spaces");
  }
  diagnostics.report(std::move(diagnostic));
}

}  // namespace tatu::compiler

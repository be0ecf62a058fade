#include "compiler/syntax/bracket_errors.h"

#include "compiler/syntax/generic_lookahead.h"
#include "compiler/syntax/token_layout.h"
#include "compiler/syntax/token_sets.h"

namespace tatu::compiler {
namespace {

bool isBrace(const Token& token) { return token.kind == TokenKind::BraceOpen || token.kind == TokenKind::BlockOpen; }

std::string closerText(const Token& open) {
  switch (open.kind) {
    case TokenKind::ParenOpen:
    case TokenKind::CallOpen:
    case TokenKind::LambdaOpen: return "`)`";
    case TokenKind::BracketOpen:
    case TokenKind::IndexOpen: return "`]`";
    default: return "`}`";
  }
}

std::string openerText(const Token& open) {
  return open.kind == TokenKind::StringBegin ? "`${`" : std::string(tokenText(open.kind));
}

}  // namespace

void BracketErrors::unclosed(const Token& open, const Token& closer) {
  // A string that the scanner had to end was reported there.
  const bool reported = closer.kind == TokenKind::StringEnd && closer.length == 0;
  if (!reported) unclosed_.push_back({open, closer});
  reachedEndOfFile_ |= closer.kind == TokenKind::EndOfFile;
}

void BracketErrors::unmatched(const Token& closer) { unmatched_.push_back(closer); }
void BracketErrors::tooDeep(const Token& open) { tooDeep_.push_back(open); }

void BracketErrors::clear() {
  unclosed_.clear();
  unmatched_.clear();
  tooDeep_.clear();
  reachedEndOfFile_ = false;
}

SourceSpan BracketErrors::spanOf(const Token& token) const {
  return {source_.positionAt(token.offset), source_.positionAt(token.end())};
}

std::size_t BracketErrors::indentation(const Token& token) const {
  const std::string_view text = source_.text();
  const std::size_t lineEnd = text.rfind('\n', token.offset == 0 ? 0 : token.offset - 1);
  const std::size_t begin = lineEnd == std::string_view::npos || token.offset == 0 ? 0 : lineEnd + 1;
  const std::size_t first = text.find_first_not_of(" \t", begin);
  return (first == std::string_view::npos ? text.size() : first) - begin;
}

// Lines with a string that is not closed: the brackets in it are missing outside.
std::set<std::uint32_t> BracketErrors::linesWithOpenStrings(const DiagnosticCollector& diagnostics) const {
  std::set<std::uint32_t> lines;
  for (const Diagnostic& diagnostic : diagnostics.diagnostics()) {
    const bool open = diagnostic.code == DiagnosticCode::UnterminatedString ||
                      diagnostic.code == DiagnosticCode::UnterminatedInterpolation;
    const SourcePosition place = diagnostic.primary.span.begin;
    if (open && place >= source_.base() && place <= source_.end()) lines.insert(source_.lineOffset(place).line);
  }
  return lines;
}

bool BracketErrors::isSilent(const Token& token, const std::set<std::uint32_t>& lines) const {
  return !lines.empty() && lines.count(source_.lineOffset(spanOf(token).begin).line) != 0;
}

void BracketErrors::report(DiagnosticCollector& diagnostics) const {
  const std::set<std::uint32_t> silent = linesWithOpenStrings(diagnostics);
  for (std::size_t i = 0; i < unclosed_.size();) {
    // What is noticed at one place is one mistake, or at least one message.
    std::vector<Unclosed> together;
    const std::uint32_t place = unclosed_[i].closer.offset;
    for (; i < unclosed_.size() && unclosed_[i].closer.offset == place; ++i) together.push_back(unclosed_[i]);
    const bool closedByBracket = kClosesBracket.has(together.front().closer.kind);
    if (isSilent(together.front().open, silent)) continue;
    if (!closedByBracket && isBrace(together.front().open)) {
      reportUnclosedBraces(together, diagnostics);
    } else {
      reportUnclosed(together.front(), diagnostics);
    }
  }
  for (const Token& closer : unmatched_) {
    if (isSilent(closer, silent)) continue;
    const std::string text(tokenText(closer.kind));
    diagnostics.report(Diagnostic(DiagnosticCode::UnmatchedBracket, spanOf(closer),
                                  "there is nothing that this " + text + " could close"));
  }
  for (const Token& open : tooDeep_) {
    diagnostics.report(Diagnostic(DiagnosticCode::NestedTooDeeply, spanOf(open), "this is nested too deeply")
                           .note("brackets, arrows and bodies nest at most " + std::to_string(kMaxNesting) +
                                 " deep, type arguments at most " + std::to_string(kMaxTypeNesting))
                           .note("the rest of this file was not read"));
  }
}

void BracketErrors::reportUnclosed(const Unclosed& error, DiagnosticCollector& diagnostics) const {
  const std::string found = error.closer.kind == TokenKind::EndOfFile ? "the end of the file"
                            : kClosesBracket.has(error.closer.kind)   ? std::string(tokenText(error.closer.kind))
                                                                      : "the next declaration";
  diagnostics.report(
      Diagnostic(DiagnosticCode::UnclosedBracket, spanOf(error.closer).startOnly(),
                 "expected " + closerText(error.open) + " to close the " + openerText(error.open) + ", found " + found)
          .label("expected " + closerText(error.open))
          .also(spanOf(error.open), "opened here"));
}

// Braces that are open at the next declaration or at the end: the one whose partner stands at another indentation is
// the one that lacks its own.
void BracketErrors::reportUnclosedBraces(const std::vector<Unclosed>& errors, DiagnosticCollector& diagnostics) const {
  const Unclosed& outer = errors.back();
  Token opener = outer.open;
  const Token* misplaced = findIndentationMismatch(outer.open, outer.closer, opener);
  Diagnostic diagnostic(DiagnosticCode::UnclosedBracket, spanOf(opener), "this `{` is never closed");
  diagnostic.primary.text = "opened here";
  if (misplaced != nullptr) {
    diagnostic.secondary.push_back({spanOf(*misplaced), "this `}` closes it, but is indented differently"});
  } else if (outer.closer.kind != TokenKind::EndOfFile) {
    diagnostic.secondary.push_back({spanOf(outer.closer), "it should end before this"});
  }
  diagnostics.report(std::move(diagnostic));
}

// The first `}` at the start of a line, from one token to another, that is indented differently than its `{`.
const Token* BracketErrors::findIndentationMismatch(const Token& from, const Token& to, Token& opener) const {
  std::vector<const Token*> open;
  for (const Token& token : raw_) {
    if (token.offset < from.offset) continue;
    if (token.offset >= to.offset) break;
    if (token.kind == TokenKind::BraceOpen) open.push_back(&token);
    if (token.kind != TokenKind::BraceClose || open.empty()) continue;
    const Token* partner = open.back();
    open.pop_back();
    if (token.newlineBefore && indentation(token) != indentation(*partner)) {
      opener = *partner;
      return &token;
    }
  }
  return nullptr;
}

}  // namespace tatu::compiler

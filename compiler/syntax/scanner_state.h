// The scanner's inside: a cursor over the text, and one function per kind of token.
#pragma once

#include <string>
#include <vector>

#include "compiler/diagnostics/diagnostic_collector.h"
#include "compiler/source/source_file.h"
#include "compiler/syntax/string_form.h"
#include "compiler/syntax/token.h"

namespace tatu::compiler {

class Scanner {
 public:
  Scanner(const SourceFile& source, DiagnosticCollector& diagnostics)
      : source_(source), text_(source.text()), diagnostics_(diagnostics) {}

  [[nodiscard]] TokenArray scanAll();

 private:
  // The byte at a distance from the cursor; 0 behind the end (a NUL in the text is an error anyway).
  [[nodiscard]] char peek(std::size_t distance = 0) const {
    return cursor_ + distance < text_.size() ? text_[cursor_ + distance] : '\0';
  }
  [[nodiscard]] bool atEnd() const { return cursor_ >= text_.size(); }
  [[nodiscard]] bool at(std::string_view expected) const { return text_.substr(cursor_).starts_with(expected); }
  [[nodiscard]] SourceSpan spanFrom(std::size_t begin) const { return spanOf(begin, cursor_); }
  [[nodiscard]] SourceSpan spanOf(std::size_t begin, std::size_t end) const {
    return {source_.positionAt(begin), source_.positionAt(end)};
  }
  void report(Diagnostic diagnostic) { diagnostics_.report(std::move(diagnostic)); }

  void push(TokenKind kind, std::size_t begin);
  void settleModifier(TokenKind following);

  // scanner.cpp
  void skipPreamble();
  void skipTrivia();
  void skipLineComment();
  void skipBlockComment();
  void checkComment(std::size_t begin);
  void addDocumentation(std::size_t begin);
  void scanToken();
  void scanOperator();
  void scanUnexpected();
  void scanWord();
  void checkWord(std::string_view word, SourceSpan span);

  // scanner_numbers.cpp
  void scanNumber();
  void scanRadixNumber(std::size_t begin);
  TokenKind scanDecimalNumber(std::size_t begin);
  bool scanDigits(bool (*accept)(char));
  void finishNumber(TokenKind kind, std::size_t begin);

  // scanner_strings.cpp
  void scanCharacter();
  void scanString();
  void scanNextPart();
  void scanFormat(std::size_t begin);
  void countBracket(TokenKind kind);
  [[nodiscard]] bool beginsFormat(TokenKind kind) const;
  // What becomes of a part of a string: by what stands at its end.
  struct PartKinds {
    TokenKind whenClosed;
    TokenKind whenInterpolated;
  };
  void scanStringPart(std::size_t begin, StringForm form, PartKinds kinds);
  void scanStringCharacter(StringForm form);
  void reportUnclosed(std::size_t begin, StringForm form, bool isContinued);
  void scanEscape(StringForm form);
  void scanUnicodeEscape(std::size_t begin);
  void scanByteEscape(std::size_t begin);
  void reportEscape(std::size_t begin, StringForm form);
  void checkStringCharacter();
  void checkByteCharacter();
  bool abandonInterpolations();
  bool atLineEnd() const { return atEnd() || peek() == '\n' || (peek() == '\r' && peek(1) == '\n'); }

  // A `${` that is open: how many brackets are open inside it, where it stands, and in what kind of string.
  struct Interpolation {
    unsigned braces = 0;
    unsigned others = 0;  // ( and [
    std::size_t begin = 0;
    StringForm form;
  };

  const SourceFile& source_;
  std::string_view text_;
  DiagnosticCollector& diagnostics_;
  TokenArray result_;
  std::vector<Interpolation> interpolations_;
  std::size_t cursor_ = 0;
  std::size_t previousEnd_ = 0;
  bool newline_ = true;
  bool hasDocumentation_ = false;
};

}  // namespace tatu::compiler

// Gathers what is wrong with brackets and words the messages: which bracket is unclosed is guessed by indentation.
#pragma once

#include <cstdint>
#include <set>
#include <vector>

#include "compiler/diagnostics/diagnostic_collector.h"
#include "compiler/source/source_file.h"
#include "compiler/syntax/token.h"

namespace tatu::compiler {

class BracketErrors {
 public:
  BracketErrors(const SourceFile& source, const std::vector<Token>& raw) : source_(source), raw_(raw) {}

  // `open` has no partner; `closer` is where that was noticed: another bracket, a declaration, or the end of the file.
  void unclosed(const Token& open, const Token& closer);
  void unmatched(const Token& closer);
  void tooDeep(const Token& open);

  [[nodiscard]] bool reachedEndOfFile() const { return reachedEndOfFile_; }
  void clear();
  void report(DiagnosticCollector& diagnostics) const;

 private:
  struct Unclosed {
    Token open;
    Token closer;
  };
  [[nodiscard]] std::set<std::uint32_t> linesWithOpenStrings(const DiagnosticCollector& diagnostics) const;
  [[nodiscard]] bool isSilent(const Token& token, const std::set<std::uint32_t>& lines) const;
  void reportUnclosed(const Unclosed& error, DiagnosticCollector& diagnostics) const;
  void reportUnclosedBraces(const std::vector<Unclosed>& errors, DiagnosticCollector& diagnostics) const;
  [[nodiscard]] const Token* findIndentationMismatch(const Token& from, const Token& to, Token& opener) const;
  [[nodiscard]] SourceSpan spanOf(const Token& token) const;
  // Columns of white space before the first character of the token's line.
  [[nodiscard]] std::size_t indentation(const Token& token) const;

  const SourceFile& source_;
  const std::vector<Token>& raw_;
  std::vector<Unclosed> unclosed_;
  std::vector<Token> unmatched_;
  std::vector<Token> tooDeep_;
  bool reachedEndOfFile_ = false;
};

}  // namespace tatu::compiler

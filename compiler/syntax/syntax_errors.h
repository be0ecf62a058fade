// The wording of syntax errors.
#pragma once

#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "compiler/diagnostics/diagnostic_collector.h"
#include "compiler/source/source_file.h"
#include "compiler/syntax/token.h"

namespace tatu::compiler {

struct ForeignWord;

// Where the parser got stuck.
struct SyntaxErrorSite {
  std::size_t rule;                 // of the grammar
  std::size_t token;                // index of the token that did not fit
  std::vector<TokenKind> expected;  // what would have fitted
};

class SyntaxErrors {
 public:
  // On lines where something else is wrong already, syntax errors are counted but not reported.
  SyntaxErrors(const SourceFile& source, const std::vector<Token>& tokens, DiagnosticCollector& diagnostics,
               std::set<std::uint32_t> silentLines)
      : source_(source), tokens_(tokens), diagnostics_(diagnostics), silentLines_(std::move(silentLines)) {}

  void report(const SyntaxErrorSite& site);
  // Errors seen, reported or not: of a run of statements outside of functions only the first is.
  [[nodiscard]] std::size_t count() const { return count_; }

 private:
  [[nodiscard]] SourceSpan spanOf(const Token& token) const;
  [[nodiscard]] std::string textOf(const Token& token) const;
  [[nodiscard]] std::string describe(const Token& token) const;
  [[nodiscard]] SourceSpan placeOf(const Token& token) const;
  [[nodiscard]] std::string expectation(const SyntaxErrorSite& site) const;
  [[nodiscard]] const Token* enclosingOpen(std::size_t token) const;
  [[nodiscard]] const Token* previous(std::size_t token) const { return token > 0 ? &tokens_[token - 1] : nullptr; }

  [[nodiscard]] bool reportOutsideDeclaration(const SyntaxErrorSite& site);
  [[nodiscard]] bool reportMisplacedDeclaration(const SyntaxErrorSite& site);
  [[nodiscard]] bool isSilent(const SyntaxErrorSite& site) const;
  [[nodiscard]] bool reportMissingSeparator(const SyntaxErrorSite& site);
  [[nodiscard]] bool reportDestructuring(const SyntaxErrorSite& site);
  [[nodiscard]] bool reportMissingBraces(const SyntaxErrorSite& site);
  [[nodiscard]] bool reportTypeArguments(const SyntaxErrorSite& site);
  [[nodiscard]] std::string_view firstElement(const SyntaxErrorSite& site) const;
  void reportExpected(SyntaxErrorSite site);

  // foreign_syntax.cpp
  [[nodiscard]] bool reportTypeFirst(const SyntaxErrorSite& site);
  [[nodiscard]] bool reportForeignWord(const SyntaxErrorSite& site);
  void reportWord(const Token& token, const ForeignWord& word, std::size_t rule);
  [[nodiscard]] bool reportIncrement(const SyntaxErrorSite& site);
  [[nodiscard]] bool reportForeignOperator(const SyntaxErrorSite& site);
  [[nodiscard]] bool reportForParentheses(const SyntaxErrorSite& site);
  [[nodiscard]] bool reportTrailingLambda(const SyntaxErrorSite& site);
  [[nodiscard]] std::optional<Help> adviceFor(const SyntaxErrorSite& site) const;
  [[nodiscard]] bool isYieldOfAll(std::size_t token) const;
  [[nodiscard]] std::optional<Help> adviceForArrow(const SyntaxErrorSite& site) const;
  [[nodiscard]] std::optional<Help> adviceForPair(const SyntaxErrorSite& site) const;
  [[nodiscard]] std::optional<Help> adviceForToken(const SyntaxErrorSite& site) const;

  const SourceFile& source_;
  const std::vector<Token>& tokens_;
  DiagnosticCollector& diagnostics_;
  std::set<std::uint32_t> silentLines_;
  std::size_t count_ = 0;
  std::size_t lastWithoutBraces_ = 0;  // the number of the last error that was a body without braces; 0: none
  std::size_t lastOutside_ = 0;        // token index behind the last statement that was met outside of functions
};

}  // namespace tatu::compiler

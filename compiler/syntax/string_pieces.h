// The texts of a string: its pieces between the quotes and what is inserted, as they stand in the source, and their
// values, decoded and without the indentation of a string of several lines.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "compiler/ast/arena.h"
#include "compiler/diagnostics/diagnostic_collector.h"
#include "compiler/source/source_file.h"
#include "compiler/syntax/string_form.h"

namespace tatu::compiler {

class StringPieces {
 public:
  // `first` is the text of the first token, which tells the form.
  StringPieces(const SourceFile& source, std::string_view first) : source_(source), form_(stringFormOf(first)) {}

  // In order, the texts of all tokens with quotes, `}` and `${`.
  void add(std::string_view token);
  void addLast(std::string_view token);

  // One for each token. Lines that are not laid out as they should be are reported.
  [[nodiscard]] std::vector<std::string_view> values(ast::Arena& arena, DiagnosticCollector& diagnostics);

 private:
  void addPiece(std::string_view token, std::size_t closingLength);
  [[nodiscard]] SourceSpan spanOf(std::string_view text) const;
  // Takes away the line ends behind the opening and before the closing quotes, and finds the indentation of the latter.
  [[nodiscard]] bool trimBorders(DiagnosticCollector& diagnostics);
  [[nodiscard]] std::string withoutIndentation(std::size_t piece, DiagnosticCollector& diagnostics);
  void addLine(std::string_view line, bool isWhole, std::string& target, DiagnosticCollector& diagnostics);
  void reportIndentation(std::string_view line, DiagnosticCollector& diagnostics);
  [[nodiscard]] std::string_view decoded(std::string_view text, ast::Arena& arena) const;

  const SourceFile& source_;
  StringForm form_;
  std::vector<std::string_view> pieces_;
  bool isClosed_ = true;  // what is not was reported
  std::string_view indentation_;
  bool hasWrongLine_ = false;
};

}  // namespace tatu::compiler

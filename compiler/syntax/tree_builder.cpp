#include "compiler/syntax/tree_builder.h"

namespace tatu::compiler {

SourceSpan TreeBuilder::spanOf(antlr4::Token* token) const {
  const Token& own = tokenOf(token);
  return {source_.positionAt(own.offset), source_.positionAt(own.end())};
}

SourceSpan TreeBuilder::spanOf(const antlr4::ParserRuleContext* context) const {
  const Token& last = tokenOf(context->stop == nullptr ? context->start : context->stop);
  return {source_.positionAt(tokenOf(context->start).offset), source_.positionAt(last.end())};
}

std::string_view TreeBuilder::textOf(antlr4::Token* token) const {
  const Token& own = tokenOf(token);
  return source_.text().substr(own.offset, own.length);
}

ast::Identifier TreeBuilder::identifier(antlr4::Token* token) const {
  if (token == nullptr) return {};
  return {textOf(token), spanOf(token)};
}

std::span<const ast::Identifier> TreeBuilder::identifiers(const std::vector<antlr4::Token*>& tokens) {
  std::vector<ast::Identifier> names;
  names.reserve(tokens.size());
  for (antlr4::Token* token : tokens) names.push_back(identifier(token));
  return arena_.copy(names);
}

// The lines that begin with `///`, without it and one blank, joined by line feeds.
std::string_view TreeBuilder::documentationOf(antlr4::Token* token) {
  const Token& own = tokenOf(token);
  if (!own.hasDocumentation) return {};
  const DocComment& comment = documentation_[own.payload];
  std::string_view rest = source_.text().substr(comment.begin, comment.end - comment.begin);
  std::string text;
  while (!rest.empty()) {
    const std::size_t lineEnd = rest.find('\n');
    std::string_view line = rest.substr(0, lineEnd);
    rest = lineEnd == std::string_view::npos ? std::string_view() : rest.substr(lineEnd + 1);
    line.remove_prefix(std::min(line.find_first_not_of(" \t\r"), line.size()));
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (!line.starts_with("///")) continue;
    line.remove_prefix(line.starts_with("/// ") ? 4 : 3);
    if (!text.empty()) text += '\n';
    text += line;
  }
  return arena_.copy(std::string_view(text));
}

void TreeBuilder::checkTupleSize(std::size_t count, SourceSpan span) {
  constexpr std::size_t kMost = 6;
  if (count >= 2 && count <= kMost) return;
  Diagnostic diagnostic(DiagnosticCode::InvalidTuple, span,
                        "a tuple has 2 to 6 parts, this one has " + std::to_string(count));
  diagnostic.helps.push_back(count < 2 ? Help{"the value of nothing is `Unit`", {}}
                                       : Help{"a `data class` gives the parts names", {}});
  report(std::move(diagnostic));
}

void TreeBuilder::reportTooDeep(SourceSpan span) {
  report(Diagnostic(DiagnosticCode::NestedTooDeeply, span.startOnly(),
                    "this code is nested too deeply, or strings too many operations together")
             .help("take a part out into a variable or function"));
}

}  // namespace tatu::compiler

#include "compiler/syntax/syntax_errors.h"

#include <TatuParser.h>

#include <algorithm>

#include "compiler/syntax/foreign_words.h"
#include "compiler/syntax/string_form.h"
#include "compiler/syntax/token_sets.h"

namespace tatu::compiler {
namespace {

using generated::TatuParser;

constexpr TokenSet kStartsStatement(TokenKind::Lazy, TokenKind::Val, TokenKind::Var, TokenKind::Defer, TokenKind::While,
                                    TokenKind::For, TokenKind::Label, TokenKind::LambdaName, TokenKind::LambdaOpen,
                                    TokenKind::BlockOpen, TokenKind::PrefixMinus);

bool contains(const std::vector<TokenKind>& kinds, TokenKind kind) {
  return std::find(kinds.begin(), kinds.end(), kind) != kinds.end();
}

// In these rules elements are separated by commas, so a comma would have fitted where the bracket should close.
bool isListRule(std::size_t rule) {
  constexpr std::size_t kRules[] = {TatuParser::RuleAnnotation,
                                    TatuParser::RuleFunctionDeclaration,
                                    TatuParser::RuleClassDeclaration,
                                    TatuParser::RuleEnumCase,
                                    TatuParser::RuleSuperType,
                                    TatuParser::RulePostfix,
                                    TatuParser::RuleParenthesized,
                                    TatuParser::RuleListLiteral,
                                    TatuParser::RuleBindingPattern,
                                    TatuParser::RulePatternAtom,
                                    TatuParser::RuleType,
                                    TatuParser::RuleTypeParameters,
                                    TatuParser::RuleWhereClause,
                                    TatuParser::RulePrefix,
                                    TatuParser::RuleImportPart};
  return std::find(std::begin(kRules), std::end(kRules), rule) != std::end(kRules);
}

bool opensBody(TokenKind kind) { return kind == TokenKind::BraceOpen || kind == TokenKind::BlockOpen; }
bool isCloser(TokenKind kind) { return kClosesBracket.has(kind) || kind == TokenKind::StringMiddle; }

// What a rule reads, if not even its first token fitted.
std::string_view ruleSubject(std::size_t rule) {
  switch (rule) {
    case TatuParser::RuleOperand: return "an expression";
    case TatuParser::RuleType: return "a type";
    case TatuParser::RulePatternAtom:
    case TatuParser::RuleLiteralPattern: return "a pattern";
    case TatuParser::RuleRangeEnd: return "the end of the range";
    case TatuParser::RuleStatement: return "a statement";
    case TatuParser::RuleMember: return "a member (`fun`, `val`, `var` or `init`)";
    case TatuParser::RuleEnumEntry: return "a case or a member";
    case TatuParser::RuleFunctionBody: return "`=` or `{`";
    case TatuParser::RuleImportPart: return "a name or `{`";
    case TatuParser::RuleBlock:
    case TatuParser::RuleBlockOperand: return "a statement or `}`";
    case TatuParser::RuleMemberBlock: return "a member (`fun`, `val`, `var` or `init`) or `}`";
    case TatuParser::RuleArmBlock: return "a pattern or `}`";
    case TatuParser::RuleEnumBlock: return "a case, a member or `}`";
    default: return "";
  }
}

// At the start of a body, where the parser only knows that `}` does not fit.
bool isBodyRule(std::size_t rule) {
  return rule == TatuParser::RuleBlock || rule == TatuParser::RuleBlockOperand || rule == TatuParser::RuleMemberBlock ||
         rule == TatuParser::RuleArmBlock || rule == TatuParser::RuleEnumBlock;
}

}  // namespace

SourceSpan SyntaxErrors::spanOf(const Token& token) const {
  return {source_.positionAt(token.offset), source_.positionAt(token.end())};
}

std::string SyntaxErrors::textOf(const Token& token) const {
  return std::string(source_.text().substr(token.offset, token.length));
}

std::string SyntaxErrors::describe(const Token& token) const {
  constexpr std::size_t kLongest = 40;
  switch (token.kind) {
    case TokenKind::Identifier:
    case TokenKind::LambdaName:
    case TokenKind::Label: return "the name `" + textOf(token) + "`";
    case TokenKind::IntegerLiteral:
    case TokenKind::FloatLiteral: return "the number `" + textOf(token) + "`";
    case TokenKind::CharacterLiteral: return "the character " + textOf(token);
    case TokenKind::StringLiteral:
      return token.length <= kLongest && !stringFormOf(textOf(token)).isMultiline ? "the string " + textOf(token)
                                                                                  : std::string("a string");
    case TokenKind::StringBegin: return "a string";
    case TokenKind::Separator: {
      const auto next = static_cast<std::size_t>(&token - tokens_.data()) + 1;
      if (source_.text().substr(token.offset).starts_with(',')) return "`,`";
      const bool line = token.newlineBefore || tokens_[next].kind == TokenKind::EndOfFile;
      return line ? "the end of the line" : "`;`";
    }
    default: return std::string(tokenText(token.kind));
  }
}

// Ends of lines and files are shown where the text before them ends.
SourceSpan SyntaxErrors::placeOf(const Token& token) const {
  if (token.kind != TokenKind::EndOfFile || &token == tokens_.data()) return spanOf(token);
  const Token& before = *(&token - 1);
  return spanOf(before).endOnly();
}

const Token* SyntaxErrors::enclosingOpen(std::size_t token) const {
  for (std::size_t i = token; i-- > 0;) {
    if (kClosesBracket.has(tokens_[i].kind)) {
      i = tokens_[i].payload;
    } else if (kOpensBracket.has(tokens_[i].kind)) {
      return &tokens_[i];
    }
  }
  return nullptr;
}

void SyntaxErrors::report(const SyntaxErrorSite& site) {
  ++count_;
  if (isSilent(site)) return;
  using Reporter = bool (SyntaxErrors::*)(const SyntaxErrorSite&);
  // The special before the general.
  constexpr Reporter kReporters[] = {&SyntaxErrors::reportOutsideDeclaration,
                                     &SyntaxErrors::reportForParentheses,
                                     &SyntaxErrors::reportTypeFirst,
                                     &SyntaxErrors::reportForeignWord,
                                     &SyntaxErrors::reportMisplacedDeclaration,
                                     &SyntaxErrors::reportForeignOperator,
                                     &SyntaxErrors::reportIncrement,
                                     &SyntaxErrors::reportDestructuring,
                                     &SyntaxErrors::reportTypeArguments,
                                     &SyntaxErrors::reportMissingBraces,
                                     &SyntaxErrors::reportTrailingLambda,
                                     &SyntaxErrors::reportMissingSeparator};
  for (const Reporter reporter : kReporters) {
    if ((this->*reporter)(site)) return;
  }
  reportExpected(site);
}

bool SyntaxErrors::isSilent(const SyntaxErrorSite& site) const {
  if (silentLines_.empty()) return false;
  return silentLines_.count(source_.lineOffset(placeOf(tokens_[site.token]).begin).line) != 0;
}

bool SyntaxErrors::reportOutsideDeclaration(const SyntaxErrorSite& site) {
  if (site.rule != TatuParser::RuleDeclaration) return false;
  const Token& found = tokens_[site.token];
  const Token* before = previous(site.token);
  const bool afterModifier = before != nullptr && before->kind != TokenKind::Separator;
  if (afterModifier || findForeignWord(textOf(found)) != nullptr) return false;
  const bool run = lastOutside_ != 0 && site.token == lastOutside_;
  // The next entry begins behind the separator that ends this one.
  lastOutside_ = site.token;
  unsigned depth = 0;
  while (tokens_[lastOutside_].kind != TokenKind::EndOfFile &&
         (depth != 0 || tokens_[lastOutside_].kind != TokenKind::Separator)) {
    if (kOpensBracket.has(tokens_[lastOutside_].kind)) ++depth;
    if (kClosesBracket.has(tokens_[lastOutside_].kind)) --depth;
    ++lastOutside_;
  }
  ++lastOutside_;
  if (run) return true;
  if (found.kind == TokenKind::BlockOpen) {
    diagnostics_.report(
        Diagnostic(DiagnosticCode::ExpectedDeclaration, placeOf(found), "expected a declaration, found `{`")
            .help("the `{` of a body stands at the end of the line before"));
    return true;
  }
  const bool statement = kStartsOperand.has(found.kind) || kStartsStatement.has(found.kind);
  diagnostics_.report(Diagnostic(DiagnosticCode::ExpectedDeclaration, placeOf(found),
                                 "expected a declaration, found " + describe(found))
                          .label(statement ? "a statement cannot stand here" : "")
                          .help(statement ? "put statements into a function, such as `fun main() { … }`"
                                          : "a file holds functions, classes, enums, interfaces, `val` and `var`"));
  return true;
}

// `List<Int` without its `>`.
bool SyntaxErrors::reportTypeArguments(const SyntaxErrorSite& site) {
  const Token& found = tokens_[site.token];
  if (found.kind != TokenKind::Less || contains(site.expected, TokenKind::Less)) return false;
  if (site.token > 0 && tokens_[site.token - 1].kind == TokenKind::Assign && found.adjacentBefore) {
    const SourceSpan both = join(spanOf(tokens_[site.token - 1]), spanOf(found));
    diagnostics_.report(Diagnostic(DiagnosticCode::ForeignSyntax, both, "there is no operator `=<` in Tatu")
                            .help("it is written `<=`", {{both, "<="}}));
    return true;
  }
  if (site.token > 0 && tokens_[site.token - 1].kind == TokenKind::Fun) {
    diagnostics_.report(
        Diagnostic(DiagnosticCode::ForeignSyntax, spanOf(found), "type parameters stand behind the name of a function")
            .help("write `fun name<T>(…)`"));
    return true;
  }
  diagnostics_.report(Diagnostic(DiagnosticCode::ExpectedToken, spanOf(found),
                                 "these type parameters or arguments are not written correctly")
                          .label("no matching `>` follows")
                          .note("they are names of types between `<` and `>`, separated by commas"));
  return true;
}

bool SyntaxErrors::reportMissingBraces(const SyntaxErrorSite& site) {
  if (!isBodyRule(site.rule) || !contains(site.expected, TokenKind::BraceOpen)) return false;
  const Token& found = tokens_[site.token];
  lastWithoutBraces_ = count_;
  diagnostics_.report(Diagnostic(DiagnosticCode::ExpectedToken, placeOf(found),
                                 "expected `{` to open the body, found " + describe(found))
                          .label("expected `{`")
                          .note("bodies always stand in braces, which open on the same line"));
  return true;
}

// A declaration where a statement or a member should stand.
bool SyntaxErrors::reportMisplacedDeclaration(const SyntaxErrorSite& site) {
  const Token& found = tokens_[site.token];
  const Token* before = previous(site.token);
  const bool atStart = before != nullptr && (before->kind == TokenKind::Separator || opensBody(before->kind));
  constexpr TokenSet kModifiers(TokenKind::Static, TokenKind::Override, TokenKind::Operator, TokenKind::Native);
  if (!atStart || (!kStartsDeclaration.has(found.kind) && !kModifiers.has(found.kind))) return false;
  const bool inCode = site.rule == TatuParser::RuleStatement || site.rule == TatuParser::RuleBlock ||
                      site.rule == TatuParser::RuleBlockOperand;
  Diagnostic diagnostic(
      DiagnosticCode::ExpectedDeclaration, spanOf(found),
      inCode ? "this declaration cannot stand inside a function" : "this cannot stand inside a class");
  if (found.kind == TokenKind::Import) {
    diagnostic.helps.push_back({"imports stand at the top of the file", {}});
  } else if (inCode && tokens_[site.token + 1].kind == TokenKind::Fun) {
    const SourcePosition behind = spanOf(tokens_[site.token + 1]).begin;
    diagnostic.helps.push_back({"a plain function can", {{{spanOf(found).begin, behind}, ""}}});
  } else if (inCode && tokens_[site.token + 1].kind == TokenKind::Class) {
    const SourcePosition behind = spanOf(tokens_[site.token + 1]).begin;
    diagnostic.helps.push_back(
        {"a plain, `open`, `abstract` or `data` class can", {{{spanOf(found).begin, behind}, ""}}});
  } else if (inCode && found.kind == TokenKind::Const) {
    diagnostic.helps.push_back({"inside a function, what stays is declared with `val`", {{spanOf(found), "val"}}});
  } else {
    diagnostic.helps.push_back({"declare it outside", {}});
  }
  diagnostics_.report(std::move(diagnostic));
  return true;
}

// `val Point(x, y) = p`.
bool SyntaxErrors::reportDestructuring(const SyntaxErrorSite& site) {
  if (tokens_[site.token].kind != TokenKind::CallOpen || site.token < 2) return false;
  const TokenKind word = tokens_[site.token - 2].kind;
  if (word != TokenKind::Val && word != TokenKind::Var && word != TokenKind::For) return false;
  diagnostics_.report(Diagnostic(DiagnosticCode::InvalidPattern, spanOf(tokens_[site.token - 1]),
                                 "no name stands before what a value is taken apart into")
                          .help("leave it out: `val (x, y) = …` takes tuples and data classes apart",
                                {{spanOf(tokens_[site.token - 1]), ""}})
                          .note("a case is taken apart by `match`"));
  return true;
}

bool SyntaxErrors::reportMissingSeparator(const SyntaxErrorSite& site) {
  const Token& found = tokens_[site.token];
  if (!contains(site.expected, TokenKind::Separator) || site.token == 0) return false;
  // The `else` of an `if` whose braces were missed.
  const bool isNext = lastWithoutBraces_ != 0 && lastWithoutBraces_ + 1 == count_;
  if (isNext && (found.kind == TokenKind::Else || found.kind == TokenKind::ElseIf)) return true;
  const bool code = site.rule == TatuParser::RuleBlock || site.rule == TatuParser::RuleBlockOperand;
  const std::string_view what = code                                       ? "statement"
                                : site.rule == TatuParser::RuleArmBlock    ? "arm"
                                : site.rule == TatuParser::RuleMemberBlock ? "member"
                                                                           : "case or member";
  Diagnostic diagnostic(DiagnosticCode::MissingSeparator, spanOf(found),
                        "expected the end of the " + std::string(what) + ", found " + describe(found));
  if (auto advice = adviceFor(site)) {
    diagnostic.helps.push_back(std::move(*advice));
  } else if (kStartsOperand.has(found.kind) || kStartsStatement.has(found.kind) || kStartsDeclaration.has(found.kind)) {
    const SourceSpan gap = spanOf(tokens_[site.token - 1]).endOnly();
    const bool comma = site.rule == TatuParser::RuleArmBlock || site.rule == TatuParser::RuleEnumBlock;
    diagnostic.helps.push_back(comma ? Help{"start a new line, or write `,` between two", {{gap, ","}}}
                                     : Help{"start a new line, or write `;` between two", {{gap, ";"}}});
  }
  diagnostics_.report(std::move(diagnostic));
  return true;
}

std::string SyntaxErrors::expectation(const SyntaxErrorSite& site) const {
  const std::string_view subject = ruleSubject(site.rule);
  const bool atBodyStart = isBodyRule(site.rule) && contains(site.expected, TokenKind::BraceClose);
  if (!subject.empty() && (site.expected.size() != 1 || atBodyStart)) return std::string(subject);
  if (contains(site.expected, TokenKind::IntegerLiteral) && site.expected.size() > 4) return "an expression";
  std::vector<std::string> texts;
  const bool closes = site.expected.size() == 1 && isCloser(site.expected.front());
  if (closes && firstElement(site).empty() && isListRule(site.rule)) texts.push_back("`,`");
  for (const TokenKind kind : site.expected) {
    const std::string text(kind == TokenKind::EndOfFile ? "the end of the declaration" : tokenText(kind));
    if (std::find(texts.begin(), texts.end(), text) == texts.end()) texts.push_back(text);
  }
  std::string result;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    if (i > 0) result += i + 1 == texts.size() ? " or " : ", ";
    result += texts[i];
  }
  return result;
}

// What could begin a list, if nothing stands between its opening bracket and what was found.
std::string_view SyntaxErrors::firstElement(const SyntaxErrorSite& site) const {
  const Token* before = previous(site.token);
  const bool closes = site.expected.size() == 1 && isCloser(site.expected.front());
  if (before == nullptr || !closes || !kOpensBracket.has(before->kind)) return {};
  switch (site.rule) {
    case TatuParser::RulePostfix:
    case TatuParser::RuleListLiteral:
    case TatuParser::RuleSuperType:
    case TatuParser::RuleAnnotation: return "an expression";
    case TatuParser::RuleFunctionDeclaration:
    case TatuParser::RuleClassDeclaration:
    case TatuParser::RulePrefix:
    case TatuParser::RuleEnumCase: return "a parameter";
    case TatuParser::RulePatternAtom: return "a pattern";
    case TatuParser::RuleType: return "a type";
    default: return {};
  }
}

void SyntaxErrors::reportExpected(SyntaxErrorSite site) {
  const Token& found = tokens_[site.token];
  // Of what can stand behind `val` in a file a name is by far the most common.
  if (site.rule == TatuParser::RuleVariableDeclaration && contains(site.expected, TokenKind::Identifier))
    site.expected = {TokenKind::Identifier};
  std::string what = expectation(site);
  const Token* open = nullptr;
  const bool body = isBodyRule(site.rule);
  if (!body && site.expected.size() == 1 && isCloser(site.expected.front())) open = enclosingOpen(site.token);
  std::string label = "expected " + what;
  if (open != nullptr) {
    what += " to close this ";
    what += open->kind == TokenKind::StringBegin ? "`${`" : tokenText(open->kind);
  }
  if (const std::string_view element = firstElement(site); !element.empty()) {
    what = std::string(element) + " or " + what;
    label = "expected " + std::string(element);
  }
  const bool nothing = what.empty();
  Diagnostic diagnostic(
      DiagnosticCode::ExpectedToken, placeOf(found),
      nothing ? "this was not expected here: " + describe(found) : "expected " + what + ", found " + describe(found));
  if (!nothing) diagnostic.primary.text = label;
  if (open != nullptr) diagnostic.secondary.push_back({spanOf(*open), "opened here"});
  const Token* before = previous(site.token);
  if (auto advice = adviceFor(site)) diagnostic.helps.push_back(std::move(*advice));
  // The rest of `for i = 0; i < 10; …` would be misread too.
  if (site.rule == TatuParser::RuleForStatement) silentLines_.insert(source_.lineOffset(placeOf(found).begin).line);
  if (site.rule == TatuParser::RuleOperand && found.kind == TokenKind::ParenClose && before != nullptr &&
      before->kind == TokenKind::ParenOpen) {
    diagnostic.helps.push_back({"the value of nothing is `Unit`; a lambda without parameters is `() => …`", {}});
  }
  if (isKeyword(found.kind) && contains(site.expected, TokenKind::Identifier) && site.expected.size() == 1) {
    diagnostic.notes.push_back("`" + textOf(found) + "` is a keyword and cannot be a name");
  }
  diagnostics_.report(std::move(diagnostic));
}

}  // namespace tatu::compiler

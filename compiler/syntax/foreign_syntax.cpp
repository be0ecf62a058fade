// Syntax of other languages that people write by habit.
#include <TatuParser.h>

#include <algorithm>

#include "compiler/syntax/foreign_words.h"
#include "compiler/syntax/syntax_errors.h"
#include "compiler/syntax/token_sets.h"

namespace tatu::compiler {
namespace {

using generated::TatuParser;

bool expects(const SyntaxErrorSite& site, TokenKind kind) {
  return std::find(site.expected.begin(), site.expected.end(), kind) != site.expected.end();
}

bool isInEnum(std::size_t rule) {
  return rule == TatuParser::RuleEnumBlock || rule == TatuParser::RuleEnumEntry || rule == TatuParser::RuleEnumCase;
}

}  // namespace

bool SyntaxErrors::reportForeignWord(const SyntaxErrorSite& site) {
  const Token* before = previous(site.token);
  const Token* const candidates[] = {&tokens_[site.token], before};
  for (const Token* token : candidates) {
    if (token == nullptr || token->kind != TokenKind::Identifier) continue;
    const ForeignWord* word = findForeignWord(textOf(*token));
    if (word == nullptr) continue;
    reportWord(*token, *word, site.rule);
    return true;
  }
  return false;
}

void SyntaxErrors::reportWord(const Token& token, const ForeignWord& word, std::size_t rule) {
  const std::string text = textOf(token);
  std::vector<Edit> edits;
  if (!word.instead.empty()) edits.push_back({spanOf(token), std::string(word.instead)});
  // `new` goes, with the gap behind it.
  if (text == "new") edits.push_back({{spanOf(token).begin, spanOf(*(&token + 1)).begin}, ""});
  std::string advice(word.explanation);
  if (text == "case" && isInEnum(rule)) advice = "the cases of an enum are only named: `Red, Green`";
  diagnostics_.report(Diagnostic(DiagnosticCode::ForeignSyntax, spanOf(token), "`" + text + "` is not a word of Tatu")
                          .help(std::move(advice), std::move(edits)));
}

// `x++` and `++x`: two operators, of which one lacks its operand.
bool SyntaxErrors::reportIncrement(const SyntaxErrorSite& site) {
  if (site.rule != TatuParser::RuleOperand && site.rule != TatuParser::RuleStatement &&
      site.rule != TatuParser::RuleBlock) {
    return false;
  }
  for (std::size_t second = site.token > 1 ? site.token - 1 : 1; second <= site.token + 1; ++second) {
    if (second >= tokens_.size()) break;
    const std::string text = textOf(tokens_[second]);
    const bool sign = text == "+" || text == "-";
    if (!sign || textOf(tokens_[second - 1]) != text || !tokens_[second].adjacentBefore) continue;
    const SourceSpan span = join(spanOf(tokens_[second - 1]), spanOf(tokens_[second]));
    const bool joins = second + 1 < tokens_.size() && kStartsOperand.has(tokens_[second + 1].kind) &&
                       kEndsOperand.has(tokens_[second - 2 < second ? second - 2 : 0].kind);
    diagnostics_.report(Diagnostic(DiagnosticCode::ForeignSyntax, span, "there is no `" + text + text + "` in Tatu")
                            .help(joins ? "texts and lists are joined by `+`"
                                        : "write `x " + text + "= 1`, as a statement of its own"));
    return true;
  }
  return false;
}

namespace {

bool looksLikeType(std::string_view name) {
  const ForeignWord* word = findForeignWord(name);
  const std::string_view type = word != nullptr && !word->instead.empty() ? word->instead : name;
  return type[0] >= 'A' && type[0] <= 'Z';
}

}  // namespace

// `int x = 5`, `String name`, `int add(int a, int b)`.
bool SyntaxErrors::reportTypeFirst(const SyntaxErrorSite& site) {
  constexpr TokenSet kBeforeDeclared(TokenKind::Separator, TokenKind::BraceOpen, TokenKind::BlockOpen,
                                     TokenKind::CallOpen, TokenKind::Comma, TokenKind::Val, TokenKind::Var,
                                     TokenKind::Static, TokenKind::Pub);
  if (isInEnum(site.rule) || site.rule == TatuParser::RulePostfix) return false;
  for (std::size_t name = site.token > 0 ? site.token : 1; name <= site.token + 1 && name < tokens_.size(); ++name) {
    const Token& type = tokens_[name - 1];
    if (type.kind != TokenKind::Identifier || tokens_[name].kind != TokenKind::Identifier) continue;
    if (name > 1 && !kBeforeDeclared.has(tokens_[name - 2].kind)) continue;
    const std::string typeText = textOf(type);
    const std::string nameText = textOf(tokens_[name]);
    if (!looksLikeType(typeText) || findForeignWord(nameText) != nullptr) continue;
    const ForeignWord* word = findForeignWord(typeText);
    const std::string ours = word != nullptr ? std::string(word->instead) : typeText;
    const bool parameter = site.rule == TatuParser::RuleParameter || site.rule == TatuParser::RuleConstructorParameter;
    const bool function = name + 1 < tokens_.size() && tokens_[name + 1].kind == TokenKind::CallOpen;
    const std::string result = ours == "Unit" ? "" : ": " + ours;
    const std::string written = function    ? "fun " + nameText + "(…)" + result
                                : parameter ? nameText + ": " + ours
                                            : "val " + nameText + ": " + ours;
    diagnostics_.report(Diagnostic(DiagnosticCode::ForeignSyntax, join(spanOf(type), spanOf(tokens_[name])),
                                   "a type does not stand before a name")
                            .help("it stands behind it: `" + written + "`"));
    silentLines_.insert(source_.lineOffset(placeOf(type).begin).line);
    return true;
  }
  return false;
}

// `a ? b : c`.
bool SyntaxErrors::reportForeignOperator(const SyntaxErrorSite& site) {
  const Token& found = tokens_[site.token];
  if (found.kind != TokenKind::Question || site.rule == TatuParser::RuleType) return false;
  const Token* before = previous(site.token);
  if (before == nullptr || !kEndsOperand.has(before->kind)) return false;
  diagnostics_.report(Diagnostic(DiagnosticCode::ForeignSyntax, spanOf(found), "there is no operator `?` in Tatu")
                          .help("a choice is written `if a { b } else { c }`")
                          .help("a value instead of null is written `a ?? b`"));
  return true;
}

bool SyntaxErrors::reportForParentheses(const SyntaxErrorSite& site) {
  if (site.rule != TatuParser::RuleBindingPattern) return false;
  const Token* open = enclosingOpen(site.token);
  if (open == nullptr || open == tokens_.data() || (open - 1)->kind != TokenKind::For) return false;
  diagnostics_.report(
      Diagnostic(DiagnosticCode::ForeignSyntax, spanOf(*open), "a `for` has no parentheses around its head")
          .help("write `for x in xs { … }`"));
  return true;
}

// `repeat(3) { … }`, `loop { … }`, `when (x) { … }`.
bool SyntaxErrors::reportTrailingLambda(const SyntaxErrorSite& site) {
  const Token& found = tokens_[site.token];
  const Token* before = previous(site.token);
  if (found.kind != TokenKind::BraceOpen || before == nullptr) return false;
  if (!expects(site, TokenKind::Separator) && site.rule != TatuParser::RulePostfix) return false;
  if (before->kind != TokenKind::ParenClose && before->kind != TokenKind::Identifier) return false;
  const Token& callee =
      before->kind == TokenKind::ParenClose ? tokens_[before->payload > 0 ? before->payload - 1 : 0] : *before;
  if (callee.kind != TokenKind::Identifier) return false;
  if (const ForeignWord* word = findForeignWord(textOf(callee)); word != nullptr) {
    reportWord(callee, *word, site.rule);
    return true;
  }
  diagnostics_.report(Diagnostic(DiagnosticCode::ForeignSyntax, spanOf(found), "a block cannot follow a call")
                          .help("a lambda is an argument like others: `" + textOf(callee) + "(x => …)` or `" +
                                textOf(callee) + "(() => { … })`"));
  return true;
}

// `yield* xs`, `yield from xs`.
bool SyntaxErrors::isYieldOfAll(std::size_t token) const {
  if (token > 0 && tokens_[token].kind == TokenKind::Star) return tokens_[token - 1].kind == TokenKind::Yield;
  return token > 1 && kStartsOperand.has(tokens_[token].kind) && tokens_[token - 2].kind == TokenKind::Yield &&
         textOf(tokens_[token - 1]) == "from";
}

// What was probably meant, if it is a habit from elsewhere.
std::optional<Help> SyntaxErrors::adviceFor(const SyntaxErrorSite& site) const {
  if (isYieldOfAll(site.token)) return Help{"they are yielded one by one: `for x in xs { yield x }`", {}};
  if (site.rule == TatuParser::RuleHandler) return Help{"a handler is written `catch e: Exception { … }`", {}};
  if (site.rule == TatuParser::RuleParameter && expects(site, TokenKind::Colon))
    return Help{"a parameter has a name and a type: `a: Int`", {}};
  if (site.rule == TatuParser::RuleForStatement && tokens_[site.token].kind == TokenKind::Comma)
    return Help{"a pair is taken apart in parentheses: `for (key, value) in map { … }`", {}};
  if (site.rule == TatuParser::RuleForStatement && expects(site, TokenKind::In))
    return Help{"it is written `for x in xs { … }`; to count, `for i in 0..<n { … }`", {}};
  if (auto advice = adviceForArrow(site)) return advice;
  if (auto advice = adviceForPair(site)) return advice;
  return adviceForToken(site);
}

std::optional<Help> SyntaxErrors::adviceForArrow(const SyntaxErrorSite& site) const {
  const Token& found = tokens_[site.token];
  if (found.kind != TokenKind::Arrow) return std::nullopt;
  if (expects(site, TokenKind::ArmArrow)) return Help{"an arm is written `pattern => value`", {{spanOf(found), "=>"}}};
  if (expects(site, TokenKind::EndOfFile) || site.rule == TatuParser::RuleMemberBlock)
    return Help{"the type of the result stands behind `:`", {{spanOf(found), ":"}}};
  return Help{"a lambda is written `x => x + 1`", {{spanOf(found), "=>"}}};
}

// By the token that did not fit and the one before or behind it.
std::optional<Help> SyntaxErrors::adviceForPair(const SyntaxErrorSite& site) const {
  const Token& found = tokens_[site.token];
  const Token* before = previous(site.token);
  if (before == nullptr || site.token + 1 >= tokens_.size()) return std::nullopt;
  const Token& next = tokens_[site.token + 1];
  const SourceSpan both = join(spanOf(*before), spanOf(found));
  if (found.kind == TokenKind::Star && before->kind == TokenKind::Star) return Help{"a power is `Math.pow(a, b)`", {}};
  if (found.kind == TokenKind::Greater && before->kind == TokenKind::Less && found.adjacentBefore)
    return Help{"it is written `!=`", {{both, "!="}}};
  if (found.kind == TokenKind::Colon && next.kind == TokenKind::Colon && next.adjacentBefore)
    return Help{"members and cases are reached by `.`", {{join(spanOf(found), spanOf(next)), "."}}};
  if (found.kind == TokenKind::Colon && next.kind == TokenKind::Assign && next.adjacentBefore)
    return Help{"a new variable is declared with `val` or `var`, an old one assigned with `=`", {}};
  if (found.kind == TokenKind::Dot && next.kind == TokenKind::IntegerLiteral && next.adjacentBefore)
    return Help{"a digit stands before the point", {{spanOf(found).startOnly(), "0"}}};
  const bool brackets = found.kind == TokenKind::IndexOpen && next.kind == TokenKind::BracketClose;
  if (brackets || (found.kind == TokenKind::BracketOpen && site.rule == TatuParser::RuleType))
    return Help{"a type of lists is written `List<Int>`, one of arrays `Array<Int>`", {}};
  const bool text = found.kind == TokenKind::StringLiteral || found.kind == TokenKind::StringBegin;
  if (text && found.adjacentBefore && before->kind == TokenKind::Identifier)
    return Help{"a string has no prefix; `\"${x}\"` inserts a value", {{spanOf(*before), ""}}};
  const bool startsLine = site.token < 2 || tokens_[site.token - 2].kind == TokenKind::Separator ||
                          tokens_[site.token - 2].kind == TokenKind::BraceOpen;
  if (expects(site, TokenKind::Separator) && before->kind == TokenKind::Identifier && startsLine &&
      kStartsOperand.has(found.kind) && found.kind != TokenKind::Identifier)
    return Help{"a call has parentheses: `" + textOf(*before) + "(…)`", {}};
  return std::nullopt;
}

// By the token that did not fit alone.
std::optional<Help> SyntaxErrors::adviceForToken(const SyntaxErrorSite& site) const {
  const Token& found = tokens_[site.token];
  const bool inPattern = site.rule == TatuParser::RulePatternAtom || site.rule == TatuParser::RuleLiteralPattern;
  const Token* open = enclosingOpen(site.token);
  switch (found.kind) {
    case TokenKind::Fun:
    case TokenKind::Pipe:
      if (site.rule != TatuParser::RuleOperand) break;
      return Help{"a lambda is written `x => x + 1` or `(x: Int) => { … }`", {}};
    case TokenKind::Else:
      if (inPattern) return Help{"the arm for all the rest is `_ => …`", {{spanOf(found), "_"}}};
      break;
    case TokenKind::Separator:
      if (!expects(site, TokenKind::ArmArrow) || describe(found) != "`,`") break;
      return Help{"alternatives are separated by `|`", {}};
    case TokenKind::Assign:
      if (isInEnum(site.rule)) return Help{"a case has no number; it can carry values: `Red(code: Int)`", {}};
      break;
    case TokenKind::Colon:
      if (site.rule == TatuParser::RulePostfix && open != nullptr && open->kind == TokenKind::IndexOpen)
        return Help{"a part is taken by `slice(start, end)`, without what stands at the end", {}};
      if (site.rule == TatuParser::RulePostfix)
        return Help{"a named argument is written `name = value`", {{spanOf(found), " ="}}};
      if (site.rule == TatuParser::RuleBlockOperand) return Help{"a map is written `[\"a\": 1]`", {}};
      break;
    case TokenKind::Comma:
      if (site.rule == TatuParser::RulePostfix && open != nullptr && open->kind == TokenKind::IndexOpen)
        return Help{"one value stands in `[ ]`; two make a tuple: `m[(row, column)]`", {}};
      break;
    default: break;
  }
  return std::nullopt;
}

}  // namespace tatu::compiler

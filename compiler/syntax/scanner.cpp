#include "compiler/syntax/scanner.h"

#include "compiler/source/source_map.h"
#include "compiler/source/unicode.h"
#include "compiler/syntax/scanner_state.h"
#include "compiler/syntax/token_sets.h"

namespace tatu::compiler {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

bool isAsciiLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }
bool isDigit(char c) { return c >= '0' && c <= '9'; }

struct OperatorRow {
  std::string_view text;
  TokenKind kind;
};

// Longer ones first among those that begin alike. `>` stands alone on purpose.
constexpr OperatorRow kOperators[] = {
    {"===", TokenKind::Identical},    {"==", TokenKind::EqualEqual},
    {"=>", TokenKind::LambdaArrow},   {"=", TokenKind::Assign},
    {"!==", TokenKind::NotIdentical}, {"!=", TokenKind::NotEqual},
    {"!!", TokenKind::BangBang},      {"!", TokenKind::Bang},
    {"..<", TokenKind::DotDotLess},   {"...", TokenKind::Ellipsis},
    {"..", TokenKind::DotDot},        {".", TokenKind::Dot},
    {",", TokenKind::Comma},          {":", TokenKind::Colon},
    {";", TokenKind::Semicolon},      {"(", TokenKind::ParenOpen},
    {")", TokenKind::ParenClose},     {"[", TokenKind::BracketOpen},
    {"]", TokenKind::BracketClose},   {"{", TokenKind::BraceOpen},
    {"}", TokenKind::BraceClose},     {"?.", TokenKind::QuestionDot},
    {"??", TokenKind::Coalesce},      {"?", TokenKind::Question},
    {"->", TokenKind::Arrow},         {"-=", TokenKind::MinusAssign},
    {"-", TokenKind::Minus},          {"+=", TokenKind::PlusAssign},
    {"+", TokenKind::Plus},           {"*=", TokenKind::StarAssign},
    {"*", TokenKind::Star},           {"/=", TokenKind::SlashAssign},
    {"/", TokenKind::Slash},          {"%=", TokenKind::PercentAssign},
    {"%", TokenKind::Percent},        {"<<=", TokenKind::ShiftLeftAssign},
    {"<<", TokenKind::ShiftLeft},     {"<=", TokenKind::LessEqual},
    {"<", TokenKind::Less},           {">", TokenKind::Greater},
    {"&&", TokenKind::AndAnd},        {"&=", TokenKind::AmpersandAssign},
    {"&", TokenKind::Ampersand},      {"||", TokenKind::OrOr},
    {"|=", TokenKind::PipeAssign},    {"|", TokenKind::Pipe},
    {"^=", TokenKind::CaretAssign},   {"^", TokenKind::Caret},
    {"~", TokenKind::Tilde},          {"@", TokenKind::At},
};

// For each byte the range of rows that begin with it.
struct RowRange {
  std::uint8_t begin = 0;
  std::uint8_t end = 0;
};
struct OperatorIndex {
  RowRange ranges[128];
};
constexpr OperatorIndex kOperatorIndex = [] {
  OperatorIndex index{};
  std::uint8_t row = 0;
  for (const OperatorRow& entry : kOperators) {
    RowRange& range = index.ranges[static_cast<unsigned char>(entry.text[0])];
    if (range.end == 0) range.begin = row;
    range.end = ++row;
  }
  return index;
}();

}  // namespace

TokenArray scan(const SourceFile& source, DiagnosticCollector& diagnostics) {
  return Scanner(source, diagnostics).scanAll();
}

TokenArray Scanner::scanAll() {
  result_.tokens.reserve(text_.size() / 4 + 16);
  skipPreamble();
  for (skipTrivia(); !atEnd(); skipTrivia()) scanToken();
  (void)abandonInterpolations();
  cursor_ = text_.size();
  push(TokenKind::EndOfFile, cursor_);
  return std::move(result_);
}

// `data`, `open`, `operator` and `sealed` are words for programs too: they are modifiers only before a declaration or
// another modifier, on the same line or on one of their own.
void Scanner::settleModifier(TokenKind following) {
  Token& word = result_.tokens.back();
  constexpr TokenSet kModified(TokenKind::Class, TokenKind::Fun, TokenKind::Val, TokenKind::Var, TokenKind::Const,
                               TokenKind::Lazy, TokenKind::Enum, TokenKind::Interface, TokenKind::Pub, TokenKind::Open,
                               TokenKind::Abstract, TokenKind::Override, TokenKind::Static, TokenKind::Operator,
                               TokenKind::Data, TokenKind::Sealed);
  const bool isModifier = kModified.has(following) && (!newline_ || word.newlineBefore);
  if (!isModifier) word.kind = TokenKind::Identifier;
}

void Scanner::push(TokenKind kind, std::size_t begin) {
  constexpr TokenSet kSoftModifiers(TokenKind::Data, TokenKind::Open, TokenKind::Operator, TokenKind::Sealed);
  if (!result_.tokens.empty() && kSoftModifiers.has(result_.tokens.back().kind)) settleModifier(kind);
  Token token;
  token.kind = kind;
  token.newlineBefore = newline_;
  token.adjacentBefore = begin == previousEnd_;
  token.hasDocumentation = hasDocumentation_;
  token.offset = static_cast<std::uint32_t>(begin);
  token.length = static_cast<std::uint32_t>(cursor_ - begin);
  if (hasDocumentation_) token.payload = static_cast<std::uint32_t>(result_.documentation.size() - 1);
  result_.tokens.push_back(token);
  previousEnd_ = cursor_;
  newline_ = false;
  hasDocumentation_ = false;
}

void Scanner::skipPreamble() {
  if (at(kByteOrderMark)) cursor_ += kByteOrderMark.size();
  if (at("#!")) skipLineComment();
}

void Scanner::skipTrivia() {
  for (;; ++cursor_) {
    const char c = peek();
    if (c == '\n' && !interpolations_.empty() && abandonInterpolations()) {
      --cursor_;
    } else if (c == '\n') {
      newline_ = true;
    } else if (c == '/' && peek(1) == '/') {
      skipLineComment();
      --cursor_;
    } else if (c == '/' && peek(1) == '*') {
      skipBlockComment();
      --cursor_;
    } else if (c != ' ' && c != '\t' && c != '\r') {
      return;
    }
  }
}

// Leaves the cursor at the line's end.
void Scanner::skipLineComment() {
  const std::size_t begin = cursor_;
  const std::size_t end = text_.find('\n', cursor_);
  cursor_ = end == std::string_view::npos ? text_.size() : end;
  checkComment(begin);
  if (text_.substr(begin).starts_with("///") && !text_.substr(begin).starts_with("////")) addDocumentation(begin);
}

// A comment must not look like code, nor code like a comment: so it holds nothing that turns the direction of text, and
// no carriage return alone, which many programs show as the end of the line.
void Scanner::checkComment(std::size_t begin) {
  for (std::size_t i = begin; i < cursor_;) {
    const auto c = static_cast<unsigned char>(text_[i]);
    const bool isLineEnd = c == '\n' || (c == '\r' && (i + 1 == text_.size() || text_[i + 1] == '\n'));
    if ((c >= 0x20 && c < 0x7F) || c == '\t' || isLineEnd) {
      ++i;
      continue;
    }
    const DecodedCharacter character = decodeUtf8(text_.substr(i));
    if (isControlOrBidirectional(character.scalar)) {
      return report(Diagnostic(DiagnosticCode::UnexpectedCharacter, spanOf(i, i + character.length),
                               "an invisible control character in a comment")
                        .note("it can make the text look like something else than it means"));
    }
    i += character.length;
  }
}

// Lines that follow each other directly belong to one doc comment.
void Scanner::addDocumentation(std::size_t begin) {
  std::vector<DocComment>& comments = result_.documentation;
  if (!hasDocumentation_) comments.push_back({static_cast<std::uint32_t>(begin), 0});
  comments.back().end = static_cast<std::uint32_t>(cursor_);
  hasDocumentation_ = true;
}

void Scanner::skipBlockComment() {
  const std::size_t begin = cursor_;
  unsigned depth = 0;
  do {
    if (at("/*")) {
      ++depth;
      cursor_ += 2;
    } else if (at("*/")) {
      --depth;
      cursor_ += 2;
    } else {
      if (peek() == '\n') newline_ = true;
      ++cursor_;
    }
  } while (depth != 0 && !atEnd());
  checkComment(begin);
  if (depth == 0) return;
  cursor_ = text_.size();
  report(Diagnostic(DiagnosticCode::UnterminatedComment, spanOf(begin, begin + 2), "this comment is never closed")
             .label("opened here")
             .note("block comments nest: every `/*` needs its own `*/`"));
}

void Scanner::scanToken() {
  const char c = peek();
  if (startsString(text_.substr(cursor_))) return scanString();
  if (isAsciiLetter(c)) return scanWord();
  if (isDigit(c)) return scanNumber();
  if (c == '\'') return scanCharacter();
  if (c == '}' && !interpolations_.empty() && interpolations_.back().braces == 0) return scanNextPart();
  if (static_cast<unsigned char>(c) < 0x80) return scanOperator();
  if (startsIdentifier(decodeUtf8(text_.substr(cursor_)).scalar)) return scanWord();
  scanUnexpected();
}

void Scanner::scanOperator() {
  const RowRange range = kOperatorIndex.ranges[static_cast<unsigned char>(peek())];
  for (std::size_t row = range.begin; row < range.end; ++row) {
    const OperatorRow& entry = kOperators[row];
    if (!at(entry.text)) continue;
    if (entry.kind == TokenKind::QuestionDot && at("?...")) continue;  // an optional type before `...`
    const std::size_t begin = cursor_;
    cursor_ += entry.text.size();
    if (beginsFormat(entry.kind)) return scanFormat(begin);
    countBracket(entry.kind);
    return push(entry.kind, begin);
  }
  scanUnexpected();
}

void Scanner::scanUnexpected() {
  const std::size_t begin = cursor_;
  const DecodedCharacter character = decodeUtf8(text_.substr(cursor_));
  cursor_ += character.length;
  std::string name;
  if (isControlOrBidirectional(character.scalar) || displayWidth(character.scalar) == 0 || character.scalar == 0xA0) {
    constexpr char kHex[] = "0123456789ABCDEF";
    name = "the invisible character U+";
    for (int shift = character.scalar > 0xFFFF ? 20 : 12; shift >= 0; shift -= 4) {
      name += kHex[(character.scalar >> shift) & 15];
    }
  } else {
    name = "`" + std::string(text_.substr(begin, character.length)) + "`";
  }
  Diagnostic diagnostic(DiagnosticCode::UnexpectedCharacter, spanFrom(begin), name + " has no meaning in Tatu");
  if (character.scalar == U'“' || character.scalar == U'”' || character.scalar == U'„') {
    diagnostic.helps.push_back({"write a string with straight quotes", {{spanFrom(begin), "\""}}});
  } else if (character.scalar == U'`') {
    diagnostic.helps.push_back({"a string stands in double quotes", {{spanFrom(begin), "\""}}});
  } else if (character.scalar == U'×') {
    diagnostic.helps.push_back({"to multiply, write `*`", {{spanFrom(begin), "*"}}});
  } else if (character.scalar == U'–' || character.scalar == U'—') {
    diagnostic.helps.push_back({"the sign for minus is `-`", {{spanFrom(begin), "-"}}});
  } else if (character.scalar == U'#') {
    diagnostic.helps.push_back({"a comment begins with `//`", {}});
  }
  report(std::move(diagnostic));
}

void Scanner::scanWord() {
  const std::size_t begin = cursor_;
  bool ascii = true;
  for (;;) {
    while (isAsciiLetter(peek()) || isDigit(peek())) ++cursor_;
    if (atEnd() || static_cast<unsigned char>(peek()) < 0x80) break;
    const DecodedCharacter next = decodeUtf8(text_.substr(cursor_));
    if (!continuesIdentifier(next.scalar)) break;
    ascii = false;
    cursor_ += next.length;
  }
  const std::string_view word = text_.substr(begin, cursor_ - begin);
  const TokenKind kind = ascii ? keywordOrIdentifier(word) : TokenKind::Identifier;
  if (!ascii || kind == TokenKind::Identifier) checkWord(word, spanFrom(begin));
  push(kind, begin);
}

void Scanner::checkWord(std::string_view word, SourceSpan span) {
  if (word.size() > kMaxIdentifierBytes) {
    report(Diagnostic(DiagnosticCode::LimitExceeded, span,
                      "this name has " + std::to_string(word.size()) + " bytes, and at most " +
                          std::to_string(kMaxIdentifierBytes) + " are possible"));
  }
  if (asciiPrefix(word) == word.size()) return;
  const std::string normal = normalizeC(word);
  if (normal == word) return;
  report(Diagnostic(DiagnosticCode::NotNormalized, span, "this name is not in Unicode normal form C")
             .note("the same letters can be written as different bytes; names must be in the composed form")
             .help("write the composed form", {{span, normal}}));
}

}  // namespace tatu::compiler

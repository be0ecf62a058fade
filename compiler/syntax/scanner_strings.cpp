// Strings and characters. Only their form is checked here; their values are read by literal_values.cpp.
#include <algorithm>

#include "compiler/source/unicode.h"
#include "compiler/syntax/scanner_state.h"

namespace tatu::compiler {
namespace {

int hexDigit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

}  // namespace

void Scanner::scanString() {
  const std::size_t begin = cursor_;
  const StringForm form = stringFormOf(text_.substr(begin));
  const PartKinds kinds{form.isBytes ? TokenKind::ByteStringLiteral : TokenKind::StringLiteral, TokenKind::StringBegin};
  cursor_ += form.openingLength();
  const bool isClosed = !form.isMultiline || text_.find(form.quotes(), cursor_) != std::string_view::npos;
  if (isClosed) return scanStringPart(begin, form, kinds);
  // It is read as an empty one, and what comes at the left margin as code again.
  reportUnclosed(begin, form, false);
  push(kinds.whenClosed, begin);
  if (!result_.tokens.back().hasDocumentation) result_.tokens.back().payload = 1;
  do {
    cursor_ = std::min(text_.find('\n', cursor_ + 1), text_.size());
  } while (!atEnd() && (peek(1) == ' ' || peek(1) == '\t' || peek(1) == '\r' || peek(1) == '\n'));
  previousEnd_ = cursor_;
}

// From the `}` of what is inserted.
void Scanner::scanNextPart() {
  const StringForm form = interpolations_.back().form;
  interpolations_.pop_back();
  const std::size_t begin = cursor_++;
  scanStringPart(begin, form, {TokenKind::StringEnd, TokenKind::StringMiddle});
}

void Scanner::countBracket(TokenKind kind) {
  if (interpolations_.empty()) return;
  Interpolation& open = interpolations_.back();
  switch (kind) {
    case TokenKind::BraceOpen: ++open.braces; break;
    case TokenKind::BraceClose: --open.braces; break;
    case TokenKind::ParenOpen:
    case TokenKind::BracketOpen: ++open.others; break;
    case TokenKind::ParenClose:
    case TokenKind::BracketClose: open.others -= open.others == 0 ? 0 : 1; break;
    default: break;
  }
}

// A `:` outside of all brackets of what is inserted, unless it stands behind the name in a `catch`.
bool Scanner::beginsFormat(TokenKind kind) const {
  if (kind != TokenKind::Colon || interpolations_.empty()) return false;
  const std::vector<Token>& tokens = result_.tokens;
  const bool inCatch = tokens.size() > 1 && tokens[tokens.size() - 2].kind == TokenKind::Catch;
  return interpolations_.back().braces == 0 && interpolations_.back().others == 0 && !inCatch;
}

// From behind the `:` to before the `}`.
void Scanner::scanFormat(std::size_t begin) {
  while (!atLineEnd() && peek() != '}' && peek() != '"') checkStringCharacter();
  push(TokenKind::Format, begin);
}

// To behind the closing quotes or the next `${`.
void Scanner::scanStringPart(std::size_t begin, StringForm form, PartKinds kinds) {
  while (form.isMultiline ? !atEnd() : !atLineEnd()) {
    if (at(form.quotes())) {
      cursor_ += form.quotes().size();
      return push(kinds.whenClosed, begin);
    }
    if (form.hasInsertions() && at("${")) {
      interpolations_.push_back({0, 0, cursor_, form});
      cursor_ += 2;
      return push(kinds.whenInterpolated, begin);
    }
    scanStringCharacter(form);
  }
  // Inside of a `${` it is more likely that `}` is missing, and that this was meant to end the outer string.
  if (interpolations_.empty()) reportUnclosed(begin, form, kinds.whenClosed == TokenKind::StringEnd);
  push(kinds.whenClosed, begin);
  if (!result_.tokens.back().hasDocumentation) result_.tokens.back().payload = 1;
  (void)abandonInterpolations();
}

void Scanner::scanStringCharacter(StringForm form) {
  if (atLineEnd()) {
    cursor_ += peek() == '\r' ? 2 : 1;
  } else if (peek() == '\\' && !form.isRaw) {
    scanEscape(form);
  } else if (form.isBytes) {
    checkByteCharacter();
  } else {
    checkStringCharacter();
  }
}

void Scanner::reportUnclosed(std::size_t begin, StringForm form, bool isContinued) {
  const std::size_t length = isContinued ? 1 : form.openingLength();
  Diagnostic diagnostic(DiagnosticCode::UnterminatedString, spanOf(begin, begin + length),
                        form.isMultiline ? "this string is never closed" : "this string is not closed on its line");
  (void)std::move(diagnostic).label(isContinued ? "it goes on here" : "it begins here");
  if (form.isMultiline) {
    (void)std::move(diagnostic).help("close it with `\"\"\"` on a line of its own");
  } else {
    (void)std::move(diagnostic)
        .help(form.isRaw ? "close it" : "close it, or write `\\n` for a line break",
              {{spanOf(cursor_, cursor_), "\""}});
  }
  report(std::move(diagnostic));
}

void Scanner::checkStringCharacter() {
  const DecodedCharacter character = decodeUtf8(text_.substr(cursor_));
  const std::size_t begin = cursor_;
  cursor_ += character.length;
  if (character.scalar == U'\t' || !isControlOrBidirectional(character.scalar)) return;
  report(Diagnostic(DiagnosticCode::UnexpectedCharacter, spanFrom(begin), "an invisible control character in a text")
             .note("write it as an escape, `\\u{…}`, so that readers see it"));
}

// A byte string holds bytes: characters beyond ASCII would be several.
void Scanner::checkByteCharacter() {
  const std::size_t begin = cursor_;
  if (static_cast<unsigned char>(peek()) < 0x80) return checkStringCharacter();
  cursor_ += decodeUtf8(text_.substr(cursor_)).length;
  constexpr char kHex[] = "0123456789ABCDEF";
  std::string escapes;
  for (const char c : text_.substr(begin, cursor_ - begin)) {
    const auto byte = static_cast<unsigned char>(c);
    escapes += {'\\', 'x', kHex[byte >> 4], kHex[byte & 15]};
  }
  report(Diagnostic(DiagnosticCode::InvalidByteCharacter, spanFrom(begin),
                    "`" + std::string(source_.textOf(spanFrom(begin))) + "` is more than one byte")
             .note("a byte string holds ASCII characters and escapes; `\"…\".toBytes()` gives the bytes of any text")
             .help("write its bytes in UTF-8", {{spanFrom(begin), escapes}}));
}

void Scanner::scanEscape(StringForm form) {
  const std::size_t begin = cursor_;
  constexpr std::string_view kSimple = "nrt0\\\"'$";
  ++cursor_;
  if (peek() == 'u' && !form.isBytes) {
    ++cursor_;
    return scanUnicodeEscape(begin);
  }
  if (peek() == 'x' && form.isBytes) {
    ++cursor_;
    return scanByteEscape(begin);
  }
  if (atLineEnd()) return;  // in a string of several lines it joins two of them
  if (kSimple.find(peek()) != std::string_view::npos) {
    ++cursor_;
    return;
  }
  cursor_ += decodeUtf8(text_.substr(cursor_)).length;
  reportEscape(begin, form);
}

void Scanner::reportEscape(std::size_t begin, StringForm form) {
  Diagnostic diagnostic(DiagnosticCode::InvalidEscape, spanFrom(begin),
                        "`" + std::string(source_.textOf(spanFrom(begin))) + "` is not an escape" +
                            (form.isBytes ? " of a byte string" : ""));
  const std::string number = form.isBytes ? "`\\xHH`, with two hexadecimal digits" : "`\\u{hex}`";
  (void)std::move(diagnostic).note("the escapes are `\\n \\r \\t \\0 \\\\ \\\" \\' \\$` and " + number);
  switch (text_[begin + 1]) {
    case '(': (void)std::move(diagnostic).help("a value is inserted by `${…}`"); break;
    case 'u': break;
    case 'x': (void)std::move(diagnostic).help("a character is given by its number: `\\u{41}`"); break;
    default:
      (void)std::move(diagnostic).help("write `\\\\` for a backslash", {{spanOf(begin, begin + 1), "\\\\"}});
      break;
  }
  report(std::move(diagnostic));
}

// From behind `\x`.
void Scanner::scanByteEscape(std::size_t begin) {
  unsigned digits = 0;
  for (; digits < 2 && hexDigit(peek()) >= 0; ++digits) ++cursor_;
  if (digits == 2) return;
  report(Diagnostic(DiagnosticCode::InvalidEscape, spanFrom(begin), "this escape of a byte is malformed")
             .note("it is written `\\x7F`: two hexadecimal digits"));
}

// From behind `\u`.
void Scanner::scanUnicodeEscape(std::size_t begin) {
  std::uint64_t value = 0;
  unsigned digits = 0;
  bool closed = false;
  if (peek() == '{') {
    ++cursor_;
    for (int digit; (digit = hexDigit(peek())) >= 0; ++cursor_) {
      if (++digits <= 6) value = value * 16 + static_cast<unsigned>(digit);
    }
    closed = peek() == '}';
    if (closed) ++cursor_;
  }
  if (!closed || digits == 0) {
    return report(Diagnostic(DiagnosticCode::InvalidEscape, spanFrom(begin), "this Unicode escape is malformed")
                      .note("it is written `\\u{1F600}`: one to six hexadecimal digits in braces"));
  }
  if (digits > 6 || !isScalarValue(value)) {
    report(Diagnostic(DiagnosticCode::InvalidEscape, spanFrom(begin), "this is not a Unicode scalar value")
               .note("they go from 0 to 10FFFF without D800 to DFFF"));
  }
}

void Scanner::scanCharacter() {
  const std::size_t begin = cursor_++;
  unsigned count = 0;
  for (; !atLineEnd() && peek() != '\''; ++count) {
    scanStringCharacter({});
  }
  if (atLineEnd()) {
    report(Diagnostic(DiagnosticCode::InvalidCharacterLiteral, spanOf(begin, begin + 1),
                      "this character is not closed with `'`"));
    return push(TokenKind::CharacterLiteral, begin);
  }
  ++cursor_;
  if (count != 1) {
    Diagnostic diagnostic(
        DiagnosticCode::InvalidCharacterLiteral, spanFrom(begin),
        count == 0 ? "a character literal cannot be empty"
                   : "a character literal holds exactly one character, this one has " + std::to_string(count));
    if (count > 1) {
      diagnostic.helps.push_back(
          {"strings stand in double quotes", {{spanOf(begin, begin + 1), "\""}, {spanOf(cursor_ - 1, cursor_), "\""}}});
    }
    report(std::move(diagnostic));
  }
  // Several characters were most likely meant as a string.
  push(count > 1 ? TokenKind::StringLiteral : TokenKind::CharacterLiteral, begin);
}

// At the end of a line with an open `${`: the string ends here, so that the next line is read as code. One of several
// lines goes on as text; the result says so.
bool Scanner::abandonInterpolations() {
  while (!interpolations_.empty()) {
    const Interpolation open = interpolations_.back();
    interpolations_.pop_back();
    const bool goesOn = open.form.isMultiline && !atEnd();
    if (interpolations_.empty() || goesOn) {
      report(Diagnostic(DiagnosticCode::UnterminatedInterpolation, spanOf(open.begin, open.begin + 2),
                        "this `${` is not closed on its line")
                 .note(open.form.isMultiline ? "what is inserted in a string stands on one line"
                                             : "a string, with all that is inserted in it, stands on one line")
                 .help(open.form.isMultiline ? "insert `}`" : "insert `}` and close the string"));
    }
    const std::size_t here = cursor_;
    if (goesOn) {
      scanStringPart(here, open.form, {TokenKind::StringEnd, TokenKind::StringMiddle});
      return true;
    }
    push(TokenKind::StringEnd, here);
  }
  return false;
}

}  // namespace tatu::compiler

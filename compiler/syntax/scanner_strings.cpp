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
  if (at("\"\"\"")) return skipTripleQuoted();
  const std::size_t begin = cursor_++;
  scanStringPart(begin, TokenKind::StringLiteral, TokenKind::StringBegin);
}

// A string of other languages, over many lines. It is read as an empty one, up to its end if it has one.
void Scanner::skipTripleQuoted() {
  const std::size_t begin = cursor_;
  report(Diagnostic(DiagnosticCode::ForeignSyntax, spanOf(begin, begin + 3), "there are no strings in three quotes")
             .help("write `\\n` for a line break: `\"one\\ntwo\"`; long texts are joined by `+` at the ends of lines"));
  cursor_ = begin + 2;
  push(TokenKind::StringLiteral, begin);
  const std::size_t end = text_.find("\"\"\"", begin + 3);
  cursor_ = end != std::string_view::npos ? end + 3 : std::min(text_.find('\n', begin), text_.size());
  previousEnd_ = cursor_;
}

// From behind the opening quote or `}` to behind the closing quote or the next `${`.
void Scanner::scanStringPart(std::size_t begin, TokenKind whenClosed, TokenKind whenInterpolated) {
  while (!atLineEnd()) {
    if (peek() == '"') {
      ++cursor_;
      return push(whenClosed, begin);
    }
    if (peek() == '$' && peek(1) == '{') {
      interpolations_.push_back({0, cursor_});
      cursor_ += 2;
      return push(whenInterpolated, begin);
    }
    if (peek() == '\\') {
      scanEscape();
    } else {
      checkStringCharacter();
    }
  }
  const bool nested = !interpolations_.empty();
  if (!nested) {
    report(Diagnostic(DiagnosticCode::UnterminatedString, spanOf(begin, begin + 1),
                      "this string is not closed on its line")
               .label(whenClosed == TokenKind::StringEnd ? "it goes on here" : "it begins here")
               .help("close it, or write `\\n` for a line break", {{spanOf(cursor_, cursor_), "\""}}));
  }
  push(whenClosed, begin);
  if (!result_.tokens.back().hasDocumentation) result_.tokens.back().payload = 1;
  // Inside of a `${` it is more likely that `}` is missing, and that this was meant to end the outer string.
  abandonInterpolations();
}

void Scanner::checkStringCharacter() {
  const DecodedCharacter character = decodeUtf8(text_.substr(cursor_));
  const std::size_t begin = cursor_;
  cursor_ += character.length;
  if (character.scalar == U'\t' || !isControlOrBidirectional(character.scalar)) return;
  report(Diagnostic(DiagnosticCode::UnexpectedCharacter, spanFrom(begin), "an invisible control character in a text")
             .note("write it as an escape, `\\u{…}`, so that readers see it"));
}

void Scanner::scanEscape() {
  const std::size_t begin = cursor_;
  constexpr std::string_view kSimple = "nrt0\\\"'$";
  ++cursor_;
  if (peek() == 'u') {
    ++cursor_;
    return scanUnicodeEscape(begin);
  }
  if (atLineEnd()) return;
  if (kSimple.find(peek()) != std::string_view::npos) {
    ++cursor_;
    return;
  }
  cursor_ += decodeUtf8(text_.substr(cursor_)).length;
  report(
      Diagnostic(DiagnosticCode::InvalidEscape, spanFrom(begin),
                 "`" + std::string(source_.textOf(spanFrom(begin))) + "` is not an escape")
          .note("the escapes are `\\n \\r \\t \\0 \\\\ \\\" \\' \\$` and `\\u{hex}`")
          .help(text_[begin + 1] == '(' ? "a value is inserted by `${…}`" : "write `\\\\` for a backslash",
                text_[begin + 1] == '(' ? std::vector<Edit>{} : std::vector<Edit>{{spanOf(begin, begin + 1), "\\\\"}}));
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
    if (peek() == '\\') {
      scanEscape();
    } else {
      checkStringCharacter();
    }
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

// At the end of a line with an open `${`: the string ends here, so that the next line is read as code.
void Scanner::abandonInterpolations() {
  while (!interpolations_.empty()) {
    const std::size_t begin = interpolations_.back().begin;
    interpolations_.pop_back();
    if (interpolations_.empty()) {
      report(Diagnostic(DiagnosticCode::UnterminatedInterpolation, spanOf(begin, begin + 2),
                        "this `${` is not closed on its line")
                 .note("a string, with all that is inserted in it, stands on one line")
                 .help("insert `}` and close the string"));
    }
    const std::size_t here = cursor_;
    push(TokenKind::StringEnd, here);
  }
}

}  // namespace tatu::compiler

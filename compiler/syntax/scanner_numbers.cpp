// Numbers: 42, 1_000, 0xFF, 0o17, 0b1010, 1.5, 1e9, 2.5e-3.
#include "compiler/source/unicode.h"
#include "compiler/syntax/scanner_state.h"

namespace tatu::compiler {
namespace {

bool isDecimal(char c) { return c >= '0' && c <= '9'; }
bool isOctal(char c) { return c >= '0' && c <= '7'; }
bool isBinary(char c) { return c == '0' || c == '1'; }
bool isHex(char c) { return isDecimal(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }
bool isWordByte(char c) {
  return isDecimal(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
         static_cast<unsigned char>(c) >= 0x80;
}

}  // namespace

void Scanner::scanNumber() {
  const std::size_t begin = cursor_;
  const bool tupleIndex = !result_.tokens.empty() && (result_.tokens.back().kind == TokenKind::Dot ||
                                                      result_.tokens.back().kind == TokenKind::QuestionDot);
  if (tupleIndex) {  // `t.0.1` is two indices
    while (isDecimal(peek())) ++cursor_;
    return finishNumber(TokenKind::IntegerLiteral, begin);
  }
  const char second = peek(1);
  if (peek() == '0' &&
      (second == 'x' || second == 'o' || second == 'b' || second == 'X' || second == 'O' || second == 'B')) {
    return scanRadixNumber(begin);
  }
  finishNumber(scanDecimalNumber(begin), begin);
}

void Scanner::scanRadixNumber(std::size_t begin) {
  const char letter = peek(1);
  cursor_ += 2;
  const bool good = scanDigits(letter == 'x' ? isHex : letter == 'o' ? isOctal : isBinary);
  if (letter < 'a') {
    while (isWordByte(peek())) ++cursor_;
    const std::string fixed = std::string("0") + static_cast<char>(letter - 'A' + 'a');
    report(Diagnostic(DiagnosticCode::MalformedNumber, spanFrom(begin), "the letter behind the `0` must be small")
               .help("write it small", {{spanOf(begin, begin + 2), fixed}}));
  } else if (!good && !isWordByte(peek())) {
    report(Diagnostic(DiagnosticCode::MalformedNumber, spanFrom(begin), "digits are missing, or end in `_`"));
  }
  finishNumber(TokenKind::IntegerLiteral, begin);
}

TokenKind Scanner::scanDecimalNumber(std::size_t begin) {
  TokenKind kind = TokenKind::IntegerLiteral;
  bool good = scanDigits(isDecimal);
  const bool leadingZero = text_[begin] == '0' && cursor_ - begin > 1;
  if (peek() == '.' && isDecimal(peek(1))) {
    kind = TokenKind::FloatLiteral;
    ++cursor_;
    good &= scanDigits(isDecimal);
  }
  if (peek() == '.' && peek(1) != '.' && !isWordByte(peek(1))) {  // `1.`, but not `1..2` and `1.abs()`
    kind = TokenKind::FloatLiteral;
    ++cursor_;
    report(Diagnostic(DiagnosticCode::MalformedNumber, spanFrom(begin), "a digit must follow the point")
               .help("write a zero", {{spanOf(cursor_, cursor_), "0"}}));
  }
  if (peek() == 'e' || peek() == 'E') {
    kind = TokenKind::FloatLiteral;
    ++cursor_;
    if (peek() == '+' || peek() == '-') ++cursor_;
    good &= scanDigits(isDecimal);
  }
  if (!good) {
    report(Diagnostic(DiagnosticCode::MalformedNumber, spanFrom(begin), "digits are missing, or end in `_`"));
  } else if (leadingZero && kind == TokenKind::IntegerLiteral) {
    report(Diagnostic(DiagnosticCode::MalformedNumber, spanFrom(begin), "a number does not begin with a needless zero")
               .note("octal numbers are written `0o17`"));
  }
  return kind;
}

// Digits and `_` between them; false if there is none, or the last or first is `_`.
bool Scanner::scanDigits(bool (*accept)(char)) {
  const std::size_t begin = cursor_;
  while (accept(peek()) || peek() == '_') ++cursor_;
  return cursor_ != begin && text_[begin] != '_' && text_[cursor_ - 1] != '_';
}

void Scanner::finishNumber(TokenKind kind, std::size_t begin) {
  const std::size_t digitsEnd = cursor_;
  while (isWordByte(peek())) ++cursor_;
  if (cursor_ != digitsEnd) {
    const SourceSpan tail = spanFrom(digitsEnd);
    const std::string text(source_.textOf(tail));
    Diagnostic diagnostic(DiagnosticCode::MalformedNumber, tail, "`" + text + "` cannot stand behind a number");
    if (text == "f" || text == "F" || text == "L" || text == "l" || text == "u") {
      diagnostic.notes.push_back(
          "numbers have no suffixes: the type comes from the context, as in `val x: Float32 = 1`");
    }
    report(std::move(diagnostic));
  }
  push(kind, begin);
  result_.tokens.back().length = static_cast<std::uint32_t>(digitsEnd - begin);
}

}  // namespace tatu::compiler

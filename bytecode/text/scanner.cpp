#include "bytecode/text/scanner.h"

#include <charconv>

#include <fmt/format.h>

#include "bytecode/text/names.h"

namespace tatu::bytecode {

void LineScanner::fail(std::string message) {
  if (!error_) error_ = std::move(message);
}

void LineScanner::skipSpace() {
  while (at_ < line_.size() && (line_[at_] == ' ' || line_[at_] == '\t' || line_[at_] == '\r')) ++at_;
  if (at_ < line_.size() && line_[at_] == ';') at_ = line_.size();
}

bool LineScanner::isAtEnd() {
  skipSpace();
  return hasFailed() || at_ == line_.size();
}

char LineScanner::peek() { return isAtEnd() ? '\0' : line_[at_]; }

bool LineScanner::accept(std::string_view symbol) {
  if (isAtEnd() || !line_.substr(at_).starts_with(symbol)) return false;
  at_ += symbol.size();
  return true;
}

bool LineScanner::expect(std::string_view symbol) {
  if (accept(symbol)) return true;
  fail(fmt::format("expected `{}`", symbol));
  return false;
}

std::string_view LineScanner::peekKeyword() {
  if (isAtEnd()) return {};
  std::size_t end = at_;
  while (end < line_.size() && (isIdentifierPart(line_[end]) || line_[end] == '.')) ++end;
  return line_.substr(at_, end - at_);
}

std::string_view LineScanner::keyword() {
  const std::string_view word = peekKeyword();
  if (word.empty()) fail("expected a word");
  at_ += word.size();
  return word;
}

bool LineScanner::acceptKeyword(std::string_view word) {
  if (peekKeyword() != word) return false;
  at_ += word.size();
  return true;
}

std::string LineScanner::name() {
  if (peek() == '`') return quoted('`');
  std::size_t end = at_;
  while (end < line_.size() && isIdentifierPart(line_[end])) ++end;
  if (isAtEnd() || !isIdentifierStart(line_[at_])) {
    fail("expected a name");
    return {};
  }
  std::string result(line_.substr(at_, end - at_));
  at_ = end;
  return result;
}

std::string LineScanner::string() {
  if (peek() == '"') return quoted('"');
  fail("expected a string");
  return {};
}

std::string LineScanner::quoted(char quote) {
  std::string result;
  for (++at_; at_ < line_.size() && line_[at_] != quote; ++at_) {
    if (line_[at_] != '\\') {
      result += line_[at_];
      continue;
    }
    const char escape = ++at_ < line_.size() ? line_[at_] : '\0';
    unsigned code = 0;
    switch (escape) {
      case 'n': result += '\n'; break;
      case 't': result += '\t'; break;
      case 'r': result += '\r'; break;
      case 'x':
        if (at_ + 2 >= line_.size() ||
            std::from_chars(&line_[at_ + 1], &line_[at_ + 1] + 2, code, 16).ptr != &line_[at_ + 1] + 2) {
          fail("an escape \\x needs two hexadecimal digits");
          return {};
        }
        result += static_cast<char>(code);
        at_ += 2;
        break;
      case '\\':
      case '"':
      case '`': result += escape; break;
      default: fail("unknown escape"); return {};
    }
  }
  if (at_ >= line_.size()) {
    fail("a string is not closed");
    return {};
  }
  ++at_;
  return result;
}

std::string_view LineScanner::numberText() {
  if (isAtEnd()) {
    fail("expected a number");
    return {};
  }
  std::size_t end = at_;
  while (end < line_.size() &&
         (isIdentifierPart(line_[end]) || line_[end] == '.' || line_[end] == '+' || line_[end] == '-'))
    ++end;
  const std::string_view word = line_.substr(at_, end - at_);
  at_ = end;
  return word;
}

std::int64_t LineScanner::integer() {
  const std::string_view word = numberText();
  std::int64_t value = 0;
  const auto read = std::from_chars(word.data(), word.data() + word.size(), value);
  if (read.ec != std::errc{} || read.ptr != word.data() + word.size()) fail("expected an integer");
  return value;
}

std::uint64_t LineScanner::natural() {
  std::uint64_t value = 0;
  const char* const end = line_.data() + line_.size();
  if (isAtEnd()) {
    fail("expected a number");
    return 0;
  }
  const auto read = std::from_chars(line_.data() + at_, end, value);
  if (read.ec != std::errc{}) fail("expected a number");
  at_ = static_cast<std::size_t>(read.ptr - line_.data());
  return value;
}

}  // namespace tatu::bytecode

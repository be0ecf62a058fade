#include "compiler/syntax/token.h"

#include <algorithm>
#include <array>
#include <iterator>

namespace tatu::compiler {
namespace {

struct TokenRow {
  std::string_view name;
  std::string_view text;
  bool keyword;
};

constexpr TokenRow kRows[] = {
    {"Invalid", "something unreadable", false},
#define TATU_TOKEN(name, text) {#name, text, false},
#define TATU_KEYWORD(name, text) {#name, "`" text "`", true},
#include "compiler/syntax/token_kinds.def"
#undef TATU_KEYWORD
#undef TATU_TOKEN
    {"EndOfFile", "the end of the file", false},
};

struct Keyword {
  std::string_view text;
  TokenKind kind;
};

// Sorted, since the rows of the table are.
constexpr Keyword kKeywords[] = {
#define TATU_TOKEN(name, text)
#define TATU_KEYWORD(name, text) {text, TokenKind::name},
#include "compiler/syntax/token_kinds.def"
#undef TATU_KEYWORD
#undef TATU_TOKEN
};
static_assert(std::is_sorted(std::begin(kKeywords), std::end(kKeywords),
                             [](const Keyword& a, const Keyword& b) { return a.text < b.text; }));

constexpr std::size_t kLongestKeyword = 9;

// For each first letter the range of keywords that begin with it.
struct LetterRange {
  std::uint8_t begin = 0;
  std::uint8_t end = 0;
};
constexpr std::array<LetterRange, 26> kByLetter = [] {
  std::array<LetterRange, 26> ranges{};
  for (std::size_t i = 0; i < std::size(kKeywords); ++i) {
    LetterRange& range = ranges[static_cast<std::size_t>(kKeywords[i].text[0] - 'a')];
    if (range.end == 0) range.begin = static_cast<std::uint8_t>(i);
    range.end = static_cast<std::uint8_t>(i + 1);
  }
  return ranges;
}();

}  // namespace

std::string_view tokenText(TokenKind kind) { return kRows[static_cast<std::size_t>(kind)].text; }
std::string_view tokenKindName(TokenKind kind) { return kRows[static_cast<std::size_t>(kind)].name; }
bool isKeyword(TokenKind kind) { return kRows[static_cast<std::size_t>(kind)].keyword; }

TokenKind keywordOrIdentifier(std::string_view text) {
  if (text.size() > kLongestKeyword || text[0] < 'a' || text[0] > 'z') return TokenKind::Identifier;
  const LetterRange range = kByLetter[static_cast<std::size_t>(text[0] - 'a')];
  for (std::size_t i = range.begin; i < range.end; ++i) {
    if (kKeywords[i].text == text) return kKeywords[i].kind;
  }
  return TokenKind::Identifier;
}

}  // namespace tatu::compiler

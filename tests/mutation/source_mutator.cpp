#include "tests/mutation/source_mutator.h"

#include <algorithm>
#include <array>
#include <vector>

namespace tatu::mutation {

namespace {

using Pieces = std::vector<std::string_view>;

constexpr std::string_view kVocabulary[] = {
    "val ",    "var ",       "fun ",      "class ",   "data class ",
    "enum ",   "interface ", "abstract ", "open ",    "override ",
    "static ", "if ",        " else ",    "match ",   "for ",
    "while ",  "return ",    "break",     "continue", "throw ",
    "try ",    " catch ",    " finally ", " is ",     " as ",
    " as? ",   " in ",       "this",      "super",    "null",
    "true",    "false",      "Int",       "Int32",    "Byte",
    "Float",   "Float32",    "Bool",      "Char",     "String",
    "Unit",    "Never",      "Any",       "List",     "Map",
    "Array",   "Set",        "T",         "import ",  "pub ",
    "where ",  "operator ",  "(",         ")",        "{",
    "}",       "[",          "]",         "<",        ">",
    ",",       ";",          ":",         ".",        "?.",
    "??",      "!!",         "?",         "..",       "..<",
    "->",      "=>",         "=",         "+=",       "==",
    "!=",      "===",        "<=",        ">=",       "&&",
    "||",      "!",          "+",         "-",        "*",
    "/",       "%",          "<<",        ">>",       ">>>",
    "&",       "|",          "^",         "~",        "\"",
    "\"\"\"",  "${",         "'",         "\\",       "@",
    "_",       "0",          "1",         "-1",       "9223372036854775807",
    "0x",      "1e308",      "0.5",       "1f",       "//",
    "/*",      "*/",         "\n",        "\xC3\xA9", "\xF0\x9F\x98\x80",
};

bool isWord(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         static_cast<unsigned char>(c) >= 0x80;
}

// Words, runs of spaces, and single other characters.
Pieces tokensOf(std::string_view source) {
  Pieces tokens;
  while (!source.empty()) {
    const auto kind = [](char c) { return isWord(c) ? 1 : (c == ' ' ? 2 : 0); };
    std::size_t length = 1;
    while (kind(source[0]) != 0 && length < source.size() && kind(source[length]) == kind(source[0])) ++length;
    tokens.push_back(source.substr(0, length));
    source.remove_prefix(length);
  }
  return tokens;
}

Pieces linesOf(std::string_view source) {
  Pieces lines;
  while (!source.empty()) {
    const std::size_t end = std::min(source.find('\n'), source.size() - 1) + 1;
    lines.push_back(source.substr(0, end));
    source.remove_prefix(end);
  }
  return lines;
}

std::string joined(const Pieces& pieces) {
  std::string text;
  for (const std::string_view piece : pieces) text += piece;
  return text;
}

using Place = Pieces::iterator::difference_type;

Place place(const Pieces& pieces, Dice& dice) { return static_cast<Place>(dice.below(pieces.size())); }

void removeRun(Pieces& pieces, Dice& dice, std::size_t most) {
  const Place at = place(pieces, dice);
  const auto count = std::min(static_cast<Place>(1 + dice.below(most)), static_cast<Place>(pieces.size()) - at);
  pieces.erase(pieces.begin() + at, pieces.begin() + at + count);
}

void copyRun(Pieces& pieces, Dice& dice, std::size_t most) {
  const Place at = place(pieces, dice);
  const auto count = std::min(static_cast<Place>(1 + dice.below(most)), static_cast<Place>(pieces.size()) - at);
  const Pieces run(pieces.begin() + at, pieces.begin() + at + count);
  pieces.insert(pieces.begin() + place(pieces, dice), run.begin(), run.end());
}

void mutatePieces(Pieces& pieces, Dice& dice, std::size_t most) {
  switch (dice.below(3)) {
    case 0: return removeRun(pieces, dice, most);
    case 1: return copyRun(pieces, dice, most);
    default: std::swap(dice.in(pieces), dice.in(pieces));
  }
}

// A word by another word of the program: names and literals in places where they may fit.
void borrowWord(Pieces& tokens, Dice& dice) {
  Pieces words;
  for (const std::string_view token : tokens) {
    if (isWord(token[0])) words.push_back(token);
  }
  if (words.empty()) return;
  for (int i = 0; i < 20; ++i) {
    std::string_view& token = dice.in(tokens);
    if (!isWord(token[0])) continue;
    token = dice.in(words);
    return;
  }
}

void mutateTokens(Pieces& tokens, Dice& dice) {
  switch (dice.below(6)) {
    case 0:
    case 1: return borrowWord(tokens, dice);
    case 2: dice.in(tokens) = dice.in(kVocabulary); return;
    case 3: tokens.insert(tokens.begin() + place(tokens, dice), dice.in(kVocabulary)); return;
    default: mutatePieces(tokens, dice, 4);
  }
}

}  // namespace

std::string mutateSource(std::string_view source, Dice& dice) {
  if (source.empty()) return std::string(dice.in(kVocabulary));
  const bool byLines = dice.oneIn(4);
  Pieces pieces = byLines ? linesOf(source) : tokensOf(source);
  for (std::size_t i = 1 + dice.below(3); i > 0 && !pieces.empty(); --i) {
    if (byLines)
      mutatePieces(pieces, dice, 3);
    else
      mutateTokens(pieces, dice);
  }
  return joined(pieces);
}

std::string crossSources(std::string_view first, std::string_view second, Dice& dice) {
  Pieces lines = linesOf(first);
  const Pieces others = linesOf(second);
  if (others.empty()) return std::string(first);
  const Place begin = place(others, dice);
  const auto count = std::min(static_cast<Place>(1 + dice.below(20)), static_cast<Place>(others.size()) - begin);
  const Place at = lines.empty() ? 0 : place(lines, dice);
  lines.insert(lines.begin() + at, others.begin() + begin, others.begin() + begin + count);
  return joined(lines);
}

}  // namespace tatu::mutation

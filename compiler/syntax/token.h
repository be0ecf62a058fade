// Tokens: 16 bytes each, in one array per file.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace tatu::compiler {

enum class TokenKind : std::uint8_t {
  Invalid,
#define TATU_TOKEN(name, text) name,
#define TATU_KEYWORD(name, text) name,
#include "compiler/syntax/token_kinds.def"
#undef TATU_KEYWORD
#undef TATU_TOKEN
  EndOfFile,
};

// As it is shown in messages: "`(`", "a name", "`while`".
[[nodiscard]] std::string_view tokenText(TokenKind kind);
// The enumerator's name, for tests.
[[nodiscard]] std::string_view tokenKindName(TokenKind kind);
[[nodiscard]] bool isKeyword(TokenKind kind);
// The keyword of this spelling, or Identifier.
[[nodiscard]] TokenKind keywordOrIdentifier(std::string_view text);

struct Token {
  TokenKind kind = TokenKind::Invalid;
  bool newlineBefore = false;   // first of its line
  bool adjacentBefore = false;  // nothing between it and the previous token
  bool hasDocumentation = false;
  std::uint32_t offset = 0;  // within the file
  std::uint32_t length = 0;
  // With hasDocumentation: index of the doc comment. For a closing bracket: index of its opening token. For a string
  // without it: 1 if it is not closed.
  std::uint32_t payload = 0;

  [[nodiscard]] std::uint32_t end() const { return offset + length; }
};
static_assert(sizeof(Token) == 16);

// Where the doc comment before a declaration lies: from its first `///` to the end of its last line.
struct DocComment {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
};

// The tokens of a file, with EndOfFile as the last.
struct TokenArray {
  std::vector<Token> tokens;
  std::vector<DocComment> documentation;
};

}  // namespace tatu::compiler

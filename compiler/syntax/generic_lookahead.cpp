#include "compiler/syntax/generic_lookahead.h"

#include <algorithm>

#include "compiler/syntax/accessor_lookahead.h"
#include "compiler/syntax/token_sets.h"

namespace tatu::compiler {
namespace {

constexpr TokenSet kInTypes(TokenKind::Identifier, TokenKind::Dot, TokenKind::Comma, TokenKind::Question,
                            TokenKind::Coalesce, TokenKind::Arrow, TokenKind::Less, TokenKind::Greater,
                            TokenKind::ParenOpen, TokenKind::ParenClose);
constexpr TokenSet kInParameters(TokenKind::Colon, TokenKind::Ampersand, TokenKind::In);

// Walks to the `>` of the outermost `<`; nothing if a token cannot stand in types or brackets do not match.
std::optional<std::size_t> walk(const std::vector<Token>& raw, std::size_t open, bool parameters) {
  std::vector<TokenKind> closers;
  const std::size_t end = parameters ? raw.size() : std::min(raw.size(), open + kGenericLookahead);
  for (std::size_t i = open; i < end; ++i) {
    const TokenKind kind = raw[i].kind;
    if (!kInTypes.has(kind) && !(parameters && kInParameters.has(kind))) return std::nullopt;
    const bool twoNames = kind == TokenKind::Identifier && raw[i - 1].kind == TokenKind::Identifier && i - 1 > open;
    if (twoNames && !parameters) return std::nullopt;
    if (kind == TokenKind::Less) closers.push_back(TokenKind::Greater);
    if (kind == TokenKind::ParenOpen) closers.push_back(TokenKind::ParenClose);
    if (closers.size() > kMaxTypeNesting) return kNestedTooDeeply;
    if (kind != TokenKind::Greater && kind != TokenKind::ParenClose) continue;
    if (closers.back() != kind) return std::nullopt;
    closers.pop_back();
    if (closers.empty()) return i;
  }
  return std::nullopt;
}

bool canFollowTypeArguments(const std::vector<Token>& raw, std::size_t at) {
  const Token& next = raw[at];
  // As operands of comparisons accessors make no sense.
  if (next.newlineBefore || looksLikeGetter(raw, at) || looksLikeSetter(raw, at)) return true;
  if (next.kind == TokenKind::ParenOpen || next.kind == TokenKind::BraceOpen || next.kind == TokenKind::If) return true;
  return !kStartsOperand.has(next.kind) && next.kind != TokenKind::Greater;
}

}  // namespace

std::optional<std::size_t> findTypeArgumentsEnd(const std::vector<Token>& raw, std::size_t open) {
  const std::optional<std::size_t> close = walk(raw, open, false);
  if (close == kNestedTooDeeply) return close;
  if (!close || *close == open + 1 || !canFollowTypeArguments(raw, *close + 1)) return std::nullopt;
  return close;
}

std::optional<std::size_t> findTypeParametersEnd(const std::vector<Token>& raw, std::size_t open) {
  return walk(raw, open, true);
}

}  // namespace tatu::compiler

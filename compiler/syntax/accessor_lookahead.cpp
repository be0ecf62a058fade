#include "compiler/syntax/accessor_lookahead.h"

namespace tatu::compiler {
namespace {

bool opensBody(const Token& token) {
  return token.kind == TokenKind::Assign || (token.kind == TokenKind::BraceOpen && !token.newlineBefore);
}

bool isCalledName(const std::vector<Token>& raw, std::size_t at) {
  return raw[at].kind == TokenKind::Identifier && raw[at + 1].kind == TokenKind::ParenOpen;
}

}  // namespace

bool looksLikeGetter(const std::vector<Token>& raw, std::size_t at) {
  if (at + 3 >= raw.size() || !isCalledName(raw, at)) return false;
  return raw[at + 2].kind == TokenKind::ParenClose && opensBody(raw[at + 3]);
}

bool looksLikeSetter(const std::vector<Token>& raw, std::size_t at) {
  if (at + 4 >= raw.size() || !isCalledName(raw, at) || raw[at + 2].kind != TokenKind::Identifier) return false;
  if (raw[at + 3].kind == TokenKind::Colon) return true;
  return raw[at + 3].kind == TokenKind::ParenClose && opensBody(raw[at + 4]);
}

}  // namespace tatu::compiler

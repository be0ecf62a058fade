#include "compiler/syntax/antlr_tokens.h"

namespace tatu::compiler {

void EntryTokenStream::open(const std::vector<compiler::Token>& tokens, std::size_t begin, std::size_t end) {
  begin_ = begin;
  end_ = end;
  position_ = begin;
  // A giant declaration must not keep its memory until the end of the file.
  constexpr std::size_t kKeptTokens = 1 << 16;
  if (pool_.size() > kKeptTokens && end - begin < kKeptTokens) pool_ = {};
  if (pool_.size() < end - begin + 1) pool_.resize(end - begin + 1);
  for (std::size_t i = begin; i < end; ++i) {
    pool_[i - begin].set(&tokens[i], i, static_cast<std::size_t>(tokens[i].kind));
  }
  endToken_ = {};
  endToken_.kind = TokenKind::EndOfFile;
  endToken_.offset = end > begin ? tokens[end - 1].end() : tokens[end].offset;
  pool_[end - begin].set(&endToken_, end, antlr4::Token::EOF);
}

antlr4::Token* EntryTokenStream::LT(ssize_t distance) {
  if (distance >= 0) return at(position_ + static_cast<std::size_t>(distance) - 1);
  const auto back = static_cast<std::size_t>(-distance);
  return position_ >= begin_ + back ? at(position_ - back) : nullptr;
}

}  // namespace tatu::compiler

#include "compiler/syntax/receiver_lookahead.h"

#include <utility>

#include "compiler/syntax/generic_lookahead.h"

namespace tatu::compiler {
namespace {

class ReceiverFinder {
 public:
  ReceiverFinder(const std::vector<Token>& raw, std::size_t begin) : raw_(raw), at_(begin) {}

  std::optional<std::size_t> find() {
    if (is(TokenKind::ParenOpen)) {
      if (!skipParentheses()) return std::nullopt;
    } else {
      if (!is(TokenKind::Identifier)) return std::nullopt;
      ++at_;
      skipPath();
      if (is(TokenKind::Less) && !skipArguments()) return dot_;
    }
    skipMarks();
    if (isDotBeforeName()) dot_ = at_;
    return dot_;
  }

 private:
  [[nodiscard]] bool is(TokenKind kind, std::size_t distance = 0) const {
    return at_ + distance < raw_.size() && raw_[at_ + distance].kind == kind;
  }
  [[nodiscard]] bool isDotBeforeName() const {
    return (is(TokenKind::Dot) || is(TokenKind::QuestionDot)) && is(TokenKind::Identifier, 1);
  }

  // `shapes.Circle.area`: the last dot stands before the name of the function.
  void skipPath() {
    while (is(TokenKind::Dot) && is(TokenKind::Identifier, 1)) {
      dot_ = at_;
      at_ += 2;
    }
  }

  // What stands in `< >` are arguments of the type if a dot follows; else they are parameters of the function.
  [[nodiscard]] bool skipArguments() {
    const std::optional<std::size_t> end = findTypeParametersEnd(raw_, at_);
    if (!end || end == kNestedTooDeeply) return false;
    const std::size_t begin = std::exchange(at_, *end + 1);
    while (is(TokenKind::Question) || is(TokenKind::Coalesce)) ++at_;
    const bool isReceiver = isDotBeforeName();
    at_ = isReceiver ? *end + 1 : begin;
    return isReceiver;
  }

  void skipMarks() {
    while (is(TokenKind::Question) || is(TokenKind::Coalesce)) {
      dot_ = std::nullopt;
      ++at_;
    }
  }

  [[nodiscard]] bool skipParentheses() {
    std::size_t depth = 0;
    for (; at_ < raw_.size(); ++at_) {
      const TokenKind kind = raw_[at_].kind;
      if (kind == TokenKind::BraceOpen || kind == TokenKind::BraceClose || kind == TokenKind::Fun) return false;
      if (kind == TokenKind::ParenOpen) ++depth;
      if (kind != TokenKind::ParenClose) continue;
      ++at_;
      if (--depth == 0) return true;
      --at_;
    }
    return false;
  }

  const std::vector<Token>& raw_;
  std::size_t at_;
  std::optional<std::size_t> dot_;
};

}  // namespace

std::optional<std::size_t> findReceiverDot(const std::vector<Token>& raw, std::size_t begin) {
  return ReceiverFinder(raw, begin).find();
}

}  // namespace tatu::compiler

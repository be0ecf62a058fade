// Classes of tokens that the layout asks about.
#pragma once

#include "compiler/syntax/token.h"

namespace tatu::compiler {

// A set of kinds as bits.
class TokenSet {
 public:
  template <class... Kinds>
  constexpr explicit TokenSet(Kinds... kinds) {
    (add(kinds), ...);
  }
  [[nodiscard]] constexpr bool has(TokenKind kind) const {
    const auto index = static_cast<unsigned>(kind);
    return (words_[index / 64] >> (index % 64) & 1) != 0;
  }

 private:
  constexpr void add(TokenKind kind) {
    const auto index = static_cast<unsigned>(kind);
    words_[index / 64] |= std::uint64_t{1} << (index % 64);
  }
  std::uint64_t words_[4] = {};
};

// Behind these an operand (or a type, or a name) is complete: `-` is binary, `(` a call, `[` an index, `{` a body.
inline constexpr TokenSet kEndsOperand(TokenKind::Identifier, TokenKind::IntegerLiteral, TokenKind::FloatLiteral,
                                       TokenKind::CharacterLiteral, TokenKind::StringLiteral,
                                       TokenKind::ByteStringLiteral, TokenKind::StringEnd, TokenKind::ParenClose,
                                       TokenKind::BracketClose, TokenKind::BraceClose, TokenKind::GenericClose,
                                       TokenKind::Question, TokenKind::BangBang, TokenKind::Break, TokenKind::Continue,
                                       TokenKind::False, TokenKind::True, TokenKind::Null, TokenKind::Super,
                                       TokenKind::This, TokenKind::ReturnNothing, TokenKind::Get, TokenKind::Set,
                                       TokenKind::Native);

// Raw kinds with which an operand can begin.
inline constexpr TokenSet kStartsOperand(TokenKind::Identifier, TokenKind::IntegerLiteral, TokenKind::FloatLiteral,
                                         TokenKind::CharacterLiteral, TokenKind::StringLiteral,
                                         TokenKind::ByteStringLiteral, TokenKind::StringBegin, TokenKind::ParenOpen,
                                         TokenKind::BracketOpen, TokenKind::BraceOpen, TokenKind::Minus,
                                         TokenKind::Bang, TokenKind::BangBang, TokenKind::Tilde, TokenKind::Break,
                                         TokenKind::Continue, TokenKind::False, TokenKind::If, TokenKind::Match,
                                         TokenKind::Null, TokenKind::Return, TokenKind::Select, TokenKind::Spawn,
                                         TokenKind::Super, TokenKind::This, TokenKind::Throw, TokenKind::True,
                                         TokenKind::Try, TokenKind::Yield);

// A line that begins with one of these goes on the line before. (Raw kinds.)
inline constexpr TokenSet kContinuesLine(TokenKind::Dot, TokenKind::QuestionDot, TokenKind::Coalesce, TokenKind::Else,
                                         TokenKind::Catch, TokenKind::Finally, TokenKind::AndAnd, TokenKind::OrOr,
                                         TokenKind::Star, TokenKind::Slash, TokenKind::Percent, TokenKind::EqualEqual,
                                         TokenKind::NotEqual, TokenKind::Identical, TokenKind::NotIdentical,
                                         TokenKind::Less, TokenKind::LessEqual, TokenKind::Greater, TokenKind::DotDot,
                                         TokenKind::DotDotLess, TokenKind::Pipe, TokenKind::Caret, TokenKind::ShiftLeft,
                                         TokenKind::Is, TokenKind::As, TokenKind::In, TokenKind::Colon,
                                         TokenKind::Where, TokenKind::Arrow, TokenKind::LambdaArrow, TokenKind::Assign,
                                         TokenKind::PlusAssign, TokenKind::MinusAssign, TokenKind::StarAssign,
                                         TokenKind::SlashAssign, TokenKind::PercentAssign, TokenKind::AmpersandAssign,
                                         TokenKind::PipeAssign, TokenKind::CaretAssign, TokenKind::ShiftLeftAssign,
                                         TokenKind::Comma, TokenKind::ParenClose, TokenKind::BracketClose);

// Words with which a declaration can begin.
inline constexpr TokenSet kStartsDeclaration(TokenKind::Const, TokenKind::Typealias, TokenKind::Fun, TokenKind::Class,
                                             TokenKind::Data, TokenKind::Enum, TokenKind::Interface, TokenKind::Import,
                                             TokenKind::Pub, TokenKind::Open, TokenKind::Abstract, TokenKind::Sealed,
                                             TokenKind::At);

inline constexpr TokenSet kOpensBracket(TokenKind::ParenOpen, TokenKind::CallOpen, TokenKind::LambdaOpen,
                                        TokenKind::BracketOpen, TokenKind::IndexOpen, TokenKind::BraceOpen,
                                        TokenKind::BlockOpen, TokenKind::StringBegin);
inline constexpr TokenSet kClosesBracket(TokenKind::ParenClose, TokenKind::BracketClose, TokenKind::BraceClose,
                                         TokenKind::StringEnd);

}  // namespace tatu::compiler

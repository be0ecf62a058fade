#include "compiler/syntax/scanner.h"

#include <gtest/gtest.h>

#include "compiler/source/source_map.h"
#include "compiler/syntax/token_layout.h"
#include "compiler/syntax/token_sets.h"

namespace tatu::compiler {
namespace {

class TokenTest : public ::testing::Test {
 protected:
  const std::vector<Token>& scanned(std::string text) {
    source_ = sources_.add("test.tatu", std::move(text)).value();
    raw_ = scan(*source_, diagnostics_);
    return raw_.tokens;
  }
  // The names of the kinds after the layout, without the end.
  std::string laidOut(std::string text) {
    layout_ = layOut(*source(std::move(text)), raw_.tokens, diagnostics_);
    std::string names;
    for (const Token& token : layout_.tokens) {
      if (token.kind == TokenKind::EndOfFile) break;
      names += (names.empty() ? "" : " ") + std::string(tokenKindName(token.kind));
    }
    return names;
  }
  const SourceFile* source(std::string text) {
    (void)scanned(std::move(text));
    return source_;
  }

  SourceMap sources_;
  const SourceFile* source_ = nullptr;
  DiagnosticCollector diagnostics_;
  TokenArray raw_;
  TokenLayout layout_;
};

TEST_F(TokenTest, EveryTokenHasItsPlace) {
  const std::vector<Token>& tokens = scanned("ab  + 12\n\"x\"");
  ASSERT_EQ(tokens.size(), 5u);
  EXPECT_EQ(tokens[0].offset, 0u);
  EXPECT_EQ(tokens[0].length, 2u);
  EXPECT_TRUE(tokens[0].newlineBefore);
  EXPECT_EQ(tokens[1].offset, 4u);
  EXPECT_FALSE(tokens[1].adjacentBefore);
  EXPECT_EQ(tokens[2].kind, TokenKind::IntegerLiteral);
  EXPECT_TRUE(tokens[3].newlineBefore);
  EXPECT_EQ(tokens[3].length, 3u);
  EXPECT_EQ(tokens[4].kind, TokenKind::EndOfFile);
}

TEST_F(TokenTest, EveryKeywordIsAToken) {
#define TATU_TOKEN(name, text)
#define TATU_KEYWORD(name, text)                              \
  EXPECT_EQ(keywordOrIdentifier(text), TokenKind::name);      \
  EXPECT_EQ(scanned(text " class")[0].kind, TokenKind::name); \
  EXPECT_EQ(scanned(text "x")[0].kind, TokenKind::Identifier);
#include "compiler/syntax/token_kinds.def"
#undef TATU_KEYWORD
#undef TATU_TOKEN
  EXPECT_FALSE(diagnostics_.hasErrors());
}

TEST_F(TokenTest, OperatorsAreAsLongAsTheyCanBe) {
  const std::vector<Token>& tokens =
      scanned("=== == => = !== != !! ..< .. . ?. ?? ? <<= << <= < && &= & || |= -> -= +=");
  const TokenKind expected[] = {TokenKind::Identical,
                                TokenKind::EqualEqual,
                                TokenKind::LambdaArrow,
                                TokenKind::Assign,
                                TokenKind::NotIdentical,
                                TokenKind::NotEqual,
                                TokenKind::BangBang,
                                TokenKind::DotDotLess,
                                TokenKind::DotDot,
                                TokenKind::Dot,
                                TokenKind::QuestionDot,
                                TokenKind::Coalesce,
                                TokenKind::Question,
                                TokenKind::ShiftLeftAssign,
                                TokenKind::ShiftLeft,
                                TokenKind::LessEqual,
                                TokenKind::Less,
                                TokenKind::AndAnd,
                                TokenKind::AmpersandAssign,
                                TokenKind::Ampersand,
                                TokenKind::OrOr,
                                TokenKind::PipeAssign,
                                TokenKind::Arrow,
                                TokenKind::MinusAssign,
                                TokenKind::PlusAssign};
  ASSERT_EQ(tokens.size(), std::size(expected) + 1);
  for (std::size_t i = 0; i < std::size(expected); ++i) EXPECT_EQ(tokens[i].kind, expected[i]) << i;
}

TEST_F(TokenTest, DocCommentsBelongToTheNextToken) {
  const std::vector<Token>& tokens = scanned("a\n/// one\n/// two\nb\nc");
  ASSERT_EQ(tokens.size(), 4u);
  EXPECT_FALSE(tokens[0].hasDocumentation);
  ASSERT_TRUE(tokens[1].hasDocumentation);
  EXPECT_FALSE(tokens[2].hasDocumentation);
  const DocComment comment = raw_.documentation[tokens[1].payload];
  EXPECT_EQ(source_->text().substr(comment.begin, comment.end - comment.begin), "/// one\n/// two");
}

TEST_F(TokenTest, GreaterSignsAreJoinedOnlyWhereTheyAreOperators) {
  EXPECT_EQ(laidOut("x >> y >>> z >= w"),
            "Identifier ShiftRight Identifier ShiftRightUnsigned Identifier GreaterEqual Identifier");
  EXPECT_EQ(laidOut("val a: A<B<C<D>>>= e"),
            "Val Identifier Colon Identifier GenericOpen Identifier GenericOpen Identifier GenericOpen Identifier "
            "GenericClose GenericClose GenericClose Assign Identifier");
}

TEST_F(TokenTest, BracketsKnowWhatTheyStandBehind) {
  EXPECT_EQ(laidOut("f(x)"), "Identifier CallOpen Identifier ParenClose");
  EXPECT_EQ(laidOut("= (x)"), "Assign ParenOpen Identifier ParenClose");
  EXPECT_EQ(laidOut("= (x) => y"), "Assign LambdaOpen Identifier ParenClose LambdaArrow Identifier");
  EXPECT_EQ(laidOut("a[b] = [c]"),
            "Identifier IndexOpen Identifier BracketClose Assign BracketOpen Identifier BracketClose");
  EXPECT_EQ(laidOut("if a { } = { }"), "If Identifier BraceOpen BraceClose Assign BlockOpen BraceClose");
}

TEST_F(TokenTest, MinusIsPrefixWhereNoOperandEnds) {
  EXPECT_EQ(laidOut("- a - - b"), "PrefixMinus Identifier Minus PrefixMinus Identifier");
  EXPECT_EQ(laidOut("return - a"), "Return PrefixMinus Identifier");
}

TEST_F(TokenTest, ArrowsOfArmsAndLambdas) {
  EXPECT_EQ(laidOut("match a { b => c => d }"),
            "Match Identifier BraceOpen Identifier ArmArrow LambdaName LambdaArrow Identifier BraceClose");
}

// What token_layout.h promises, for any text.
void expectPromises(const TokenLayout& layout, const std::string& text) {
  std::vector<std::size_t> open;
  for (std::size_t i = 0; i < layout.tokens.size(); ++i) {
    const Token& token = layout.tokens[i];
    if (kOpensBracket.has(token.kind)) open.push_back(i);
    if (kClosesBracket.has(token.kind)) {
      ASSERT_FALSE(open.empty()) << text;
      EXPECT_EQ(token.payload, open.back()) << text;
      open.pop_back();
    }
    EXPECT_LE(open.size(), kMaxNesting);
    if (token.kind != TokenKind::Separator) continue;
    ASSERT_GT(i, 0u) << text;
    const TokenKind before = layout.tokens[i - 1].kind;
    const TokenKind behind = layout.tokens[i + 1].kind;
    EXPECT_NE(before, TokenKind::Separator) << text;
    EXPECT_FALSE(before == TokenKind::BraceOpen || before == TokenKind::BlockOpen) << text;
    EXPECT_FALSE(behind == TokenKind::BraceClose || behind == TokenKind::EndOfFile) << text;
  }
  EXPECT_TRUE(open.empty()) << text;
  ASSERT_FALSE(layout.tokens.empty());
  EXPECT_EQ(layout.tokens.back().kind, TokenKind::EndOfFile);
}

TEST_F(TokenTest, TheLayoutKeepsItsPromisesForAnyText) {
  const std::string pieces[] = {"(", ")",  "[",        "]",  "{", "}", "\"${", "}\"", "\n",      ";",      "a",    "<",
                                ">", "=>", "match a ", "if", ",", "-", "fun ", "\"",  "enum E ", "return", "\n}\n"};
  std::uint32_t state = 1;
  for (int round = 0; round < 3000; ++round) {
    std::string text;
    for (int i = 0; i < 25; ++i) {
      state = state * 1664525u + 1013904223u;
      text += pieces[(state >> 16) % std::size(pieces)];
    }
    (void)laidOut(text);
    expectPromises(layout_, text);
  }
}

}  // namespace
}  // namespace tatu::compiler

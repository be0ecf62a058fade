#include "compiler/syntax/entry_parser.h"

#include "compiler/syntax/token_sets.h"

namespace tatu::compiler {
namespace {

#define TATU_TOKEN(name, text) \
  static_assert(TatuParser::name == static_cast<std::size_t>(TokenKind::name), "run ./dev grammar");
#define TATU_KEYWORD(name, text) TATU_TOKEN(name, text)
#include "compiler/syntax/token_kinds.def"
#undef TATU_KEYWORD
#undef TATU_TOKEN

std::vector<TokenKind> kindsOf(const antlr4::misc::IntervalSet& set) {
  std::vector<TokenKind> kinds;
  for (const ssize_t type : set.toList()) {
    kinds.push_back(type < 0 ? TokenKind::EndOfFile : static_cast<TokenKind>(type));
  }
  return kinds;
}

// Unwinds to the nearest rule behind which reading can go on, and skips to its end.
class UnwindingErrorStrategy final : public antlr4::ANTLRErrorStrategy {
 public:
  explicit UnwindingErrorStrategy(SyntaxErrors& errors) : errors_(errors) {}

  void reset(antlr4::Parser*) override { unwinding_ = false; }
  bool inErrorRecoveryMode(antlr4::Parser*) override { return unwinding_; }
  void reportMatch(antlr4::Parser*) override { unwinding_ = false; }

  // Called in every loop. In a body, behind an element, only a separator or the closing brace can stand; what else
  // stands there is skipped, so that the elements behind it are read.
  void sync(antlr4::Parser* parser) override {
    switch (parser->getContext()->getRuleIndex()) {
      case TatuParser::RuleBlock:
      case TatuParser::RuleBlockOperand:
      case TatuParser::RuleMemberBlock:
      case TatuParser::RuleEnumBlock:
      case TatuParser::RuleArmBlock: return syncBody(parser);
      default: return;
    }
  }

  antlr4::Token* recoverInline(antlr4::Parser* parser) override { throw antlr4::InputMismatchException(parser); }

  void reportError(antlr4::Parser* parser, const antlr4::RecognitionException& error) override {
    if (unwinding_) return;
    unwinding_ = true;
    errors_.report(
        {error.getCtx()->getRuleIndex(), parser->getTokenStream()->index(), kindsOf(error.getExpectedTokens())});
  }

  void recover(antlr4::Parser* parser, std::exception_ptr error) override {
    const std::size_t rule = parser->getContext()->getRuleIndex();
    const bool goesOn = rule == TatuParser::RuleStatement || rule == TatuParser::RuleMember ||
                        rule == TatuParser::RuleEnumEntry || rule == TatuParser::RuleArm;
    if (!goesOn) std::rethrow_exception(error);
    skipRest(*parser->getTokenStream(), parser->getContext()->start->getTokenIndex());
  }

 private:
  void syncBody(antlr4::Parser* parser) {
    antlr4::TokenStream& stream = *parser->getTokenStream();
    const auto found = static_cast<TokenKind>(stream.LA(1));
    if (found == TokenKind::Separator || found == TokenKind::BraceClose) return;
    const auto before = static_cast<TokenKind>(stream.LT(-1)->getType());
    if (before == TokenKind::BraceOpen || before == TokenKind::BlockOpen) return skipUnfitStart(parser);
    reportBody(parser, {TokenKind::Separator, TokenKind::BraceClose});
    skipRest(stream, stream.index());
  }

  void reportBody(antlr4::Parser* parser, std::vector<TokenKind> expected) {
    if (unwinding_) return;
    unwinding_ = true;
    errors_.report({parser->getContext()->getRuleIndex(), parser->getTokenStream()->index(), std::move(expected)});
  }

  // At the start of a body: drops elements that do not even begin rightly.
  void skipUnfitStart(antlr4::Parser* parser) {
    antlr4::TokenStream& stream = *parser->getTokenStream();
    const antlr4::atn::ATN& atn = parser->getATN();
    const std::size_t element = elementRule(parser->getContext()->getRuleIndex());
    const antlr4::misc::IntervalSet& first = atn.nextTokens(atn.ruleToStartState[element]);
    while (!first.contains(stream.LA(1)) && stream.LA(1) != static_cast<std::size_t>(TokenKind::BraceClose)) {
      reportBody(parser, {TokenKind::BraceClose});
      skipRest(stream, stream.index());
      if (stream.LA(1) != static_cast<std::size_t>(TokenKind::Separator)) return;
      stream.consume();
      unwinding_ = false;
    }
  }

  static std::size_t elementRule(std::size_t body) {
    switch (body) {
      case TatuParser::RuleMemberBlock: return TatuParser::RuleMember;
      case TatuParser::RuleEnumBlock: return TatuParser::RuleEnumEntry;
      case TatuParser::RuleArmBlock: return TatuParser::RuleArm;
      default: return TatuParser::RuleStatement;
    }
  }

  // To the separator or closing bracket that ends what began at `start`. The brackets of the stream are balanced.
  static void skipRest(antlr4::TokenStream& stream, std::size_t start) {
    const std::size_t failed = stream.index();
    unsigned depth = 0;
    for (std::size_t i = start;; ++i) {
      const std::size_t type = stream.get(i)->getType();
      if (type == antlr4::Token::EOF) return stream.seek(i);
      const auto kind = static_cast<TokenKind>(type);
      const bool closes = kClosesBracket.has(kind);
      if (i >= failed && depth == 0 && (closes || kind == TokenKind::Separator)) return stream.seek(i);
      if (kOpensBracket.has(kind)) ++depth;
      if (closes && depth > 0) --depth;
    }
  }

  SyntaxErrors& errors_;
  bool unwinding_ = false;
};

}  // namespace

EntryParser::EntryParser(SyntaxErrors& errors) : parser_(&stream_) {
  parser_.removeErrorListeners();
  parser_.setErrorHandler(std::make_shared<UnwindingErrorStrategy>(errors));
  // The tree builder reads labels, not children: contexts stay small, and no node is made for a token.
  parser_.setBuildParseTree(false);
  // The grammar is LL(1), so no decision is ever simulated; should one come to need it, SLL is enough.
  parser_.getInterpreter<antlr4::atn::ParserATNSimulator>()->setPredictionMode(antlr4::atn::PredictionMode::SLL);
}

template <class Context>
Context* EntryParser::parse(Context* (TatuParser::*rule)()) {
  parser_.setTokenStream(&stream_);  // resets the parser: drops the last tree
  try {
    return (parser_.*rule)();
  } catch (const antlr4::RecognitionException&) {
    return nullptr;  // reported when it was thrown
  }
}

TatuParser::ImportEntryContext* EntryParser::parseImport(const std::vector<Token>& tokens, std::size_t begin,
                                                         std::size_t end) {
  stream_.open(tokens, begin, end);
  return parse(&TatuParser::importEntry);
}

TatuParser::DeclarationEntryContext* EntryParser::parseDeclaration(const std::vector<Token>& tokens, std::size_t begin,
                                                                   std::size_t end) {
  stream_.open(tokens, begin, end);
  return parse(&TatuParser::declarationEntry);
}

}  // namespace tatu::compiler

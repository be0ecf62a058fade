
// Generated from TatuParser.g4 by ANTLR 4.7.2



#include "TatuParser.h"


using namespace antlrcpp;
using namespace tatu::compiler::generated;
using namespace antlr4;

TatuParser::TatuParser(TokenStream *input) : Parser(input) {
  initialize();
  _interpreter = new atn::ParserATNSimulator(this, _atn, _decisionToDFA, _sharedContextCache);
}

TatuParser::~TatuParser() {
  delete _interpreter;
}

std::string TatuParser::getGrammarFileName() const {
  return "TatuParser.g4";
}

const std::vector<std::string>& TatuParser::getRuleNames() const {
  return _ruleNames;
}

dfa::Vocabulary& TatuParser::getVocabulary() const {
  return _vocabulary;
}


//----------------- ImportEntryContext ------------------------------------------------------------------

TatuParser::ImportEntryContext::ImportEntryContext(ParserRuleContext *parent, size_t invokingState)
  : ParserRuleContext(parent, invokingState) {
}

tree::TerminalNode* TatuParser::ImportEntryContext::Import() {
  return getToken(TatuParser::Import, 0);
}

tree::TerminalNode* TatuParser::ImportEntryContext::EOF() {
  return getToken(TatuParser::EOF, 0);
}

std::vector<TatuParser::ImportPartContext *> TatuParser::ImportEntryContext::importPart() {
  return getRuleContexts<TatuParser::ImportPartContext>();
}

TatuParser::ImportPartContext* TatuParser::ImportEntryContext::importPart(size_t i) {
  return getRuleContext<TatuParser::ImportPartContext>(i);
}

std::vector<tree::TerminalNode *> TatuParser::ImportEntryContext::Dot() {
  return getTokens(TatuParser::Dot);
}

tree::TerminalNode* TatuParser::ImportEntryContext::Dot(size_t i) {
  return getToken(TatuParser::Dot, i);
}

tree::TerminalNode* TatuParser::ImportEntryContext::As() {
  return getToken(TatuParser::As, 0);
}

tree::TerminalNode* TatuParser::ImportEntryContext::Identifier() {
  return getToken(TatuParser::Identifier, 0);
}


size_t TatuParser::ImportEntryContext::getRuleIndex() const {
  return TatuParser::RuleImportEntry;
}


TatuParser::ImportEntryContext* TatuParser::importEntry() {
  ImportEntryContext *_localctx = _tracker.createInstance<ImportEntryContext>(_ctx, getState());
  enterRule(_localctx, 0, TatuParser::RuleImportEntry);
  size_t _la = 0;

  auto onExit = finally([=] {
    exitRule();
  });
  try {
    enterOuterAlt(_localctx, 1);
    setState(132);
    match(TatuParser::Import);
    setState(133);
    _localctx->importPartContext = importPart();
    _localctx->parts.push_back(_localctx->importPartContext);
    setState(138);
    _errHandler->sync(this);
    _la = _input->LA(1);
    while (_la == TatuParser::Dot) {
      setState(134);
      match(TatuParser::Dot);
      setState(135);
      _localctx->importPartContext = importPart();
      _localctx->parts.push_back(_localctx->importPartContext);
      setState(140);
      _errHandler->sync(this);
      _la = _input->LA(1);
    }
    setState(143);
    _errHandler->sync(this);

    _la = _input->LA(1);
    if (_la == TatuParser::As) {
      setState(141);
      match(TatuParser::As);
      setState(142);
      _localctx->alias = match(TatuParser::Identifier);
    }
    setState(145);
    match(TatuParser::EOF);

  }
  catch (RecognitionException &e) {
    _errHandler->reportError(this, e);
    _localctx->exception = std::current_exception();
    _errHandler->recover(this, _localctx->exception);
  }

  return _localctx;
}

//----------------- ImportPartContext ------------------------------------------------------------------

TatuParser::ImportPartContext::ImportPartContext(ParserRuleContext *parent, size_t invokingState)
  : ParserRuleContext(parent, invokingState) {
}

tree::TerminalNode* TatuParser::ImportPartContext::Identifier() {
  return getToken(TatuParser::Identifier, 0);
}

tree::TerminalNode* TatuParser::ImportPartContext::BraceClose() {
  return getToken(TatuParser::BraceClose, 0);
}

tree::TerminalNode* TatuParser::ImportPartContext::BlockOpen() {
  return getToken(TatuParser::BlockOpen, 0);
}

std::vector<TatuParser::ImportItemContext *> TatuParser::ImportPartContext::importItem() {
  return getRuleContexts<TatuParser::ImportItemContext>();
}

TatuParser::ImportItemContext* TatuParser::ImportPartContext::importItem(size_t i) {
  return getRuleContext<TatuParser::ImportItemContext>(i);
}

std::vector<tree::TerminalNode *> TatuParser::ImportPartContext::Comma() {
  return getTokens(TatuParser::Comma);
}

tree::TerminalNode* TatuParser::ImportPartContext::Comma(size_t i) {
  return getToken(TatuParser::Comma, i);
}


size_t TatuParser::ImportPartContext::getRuleIndex() const {
  return TatuParser::RuleImportPart;
}


TatuParser::ImportPartContext* TatuParser::importPart() {
  ImportPartContext *_localctx = _tracker.createInstance<ImportPartContext>(_ctx, getState());
  enterRule(_localctx, 2, TatuParser::RuleImportPart);
  size_t _la = 0;

  auto onExit = finally([=] {
    exitRule();
  });
  try {
    setState(159);
    _errHandler->sync(this);
    switch (_input->LA(1)) {
      case TatuParser::Identifier: {
        enterOuterAlt(_localctx, 1);
        setState(147);
        _localctx->name = match(TatuParser::Identifier);
        break;
      }

      case TatuParser::BlockOpen: {
        enterOuterAlt(_localctx, 2);
        setState(148);
        _localctx->open = match(TatuParser::BlockOpen);
        setState(149);
        _localctx->importItemContext = importItem();
        _localctx->items.push_back(_localctx->importItemContext);
        setState(154);
        _errHandler->sync(this);
        _la = _input->LA(1);
        while (_la == TatuParser::Comma) {
          setState(150);
          match(TatuParser::Comma);
          setState(151);
          _localctx->importItemContext = importItem();
          _localctx->items.push_back(_localctx->importItemContext);
          setState(156);
          _errHandler->sync(this);
          _la = _input->LA(1);
        }
        setState(157);
        match(TatuParser::BraceClose);
        break;
      }

    default:
      throw NoViableAltException(this);
    }

  }
  catch (RecognitionException &e) {
    _errHandler->reportError(this, e);
    _localctx->exception = std::current_exception();
    _errHandler->recover(this, _localctx->exception);
  }

  return _localctx;
}

//----------------- ImportItemContext ------------------------------------------------------------------

TatuParser::ImportItemContext::ImportItemContext(ParserRuleContext *parent, size_t invokingState)
  : ParserRuleContext(parent, invokingState) {
}

std::vector<tree::TerminalNode *> TatuParser::ImportItemContext::Identifier() {
  return getTokens(TatuParser::Identifier);
}

tree::TerminalNode* TatuParser::ImportItemContext::Identifier(size_t i) {
  return getToken(TatuParser::Identifier, i);
}

tree::TerminalNode* TatuParser::ImportItemContext::As() {
  return getToken(TatuParser::As, 0);
}


size_t TatuParser::ImportItemContext::getRuleIndex() const {
  return TatuParser::RuleImportItem;
}


TatuParser::ImportItemContext* TatuParser::importItem() {
  ImportItemContext *_localctx = _tracker.createInstance<ImportItemContext>(_ctx, getState());
  enterRule(_localctx, 4, TatuParser::RuleImportItem);
  size_t _la = 0;

  auto onExit = finally([=] {
    exitRule();
  });
  try {
    enterOuterAlt(_localctx, 1);
    setState(161);
    _localctx->name = match(TatuParser::Identifier);
    setState(164);
    _errHandler->sync(this);

    _la = _input->LA(1);
    if (_la == TatuParser::As) {
      setState(162);
      match(TatuParser::As);
      setState(163);
      _localctx->alias = match(TatuParser::Identifier);
    }

  }
  catch (RecognitionException &e) {
    _errHandler->reportError(this, e);
    _localctx->exception = std::current_exception();
    _errHandler->recover(this, _localctx->exception);
  }

  return _localctx;
}

//----------------- DeclarationEntryContext ------------------------------------------------------------------

TatuParser::DeclarationEntryContext::DeclarationEntryContext(ParserRuleContext *parent, size_t invokingState)
  : ParserRuleContext(parent, invokingState) {
}

tree::TerminalNode* TatuParser::DeclarationEntryContext::EOF() {
  return getToken(TatuParser::EOF, 0);
}

TatuParser::DeclarationContext* TatuParser::DeclarationEntryContext::declaration() {
  return getRuleContext<TatuParser::DeclarationContext>(0);
}


size_t TatuParser::DeclarationEntryContext::getRuleIndex() const {
  return TatuParser::RuleDeclarationEntry;
}


TatuParser::DeclarationEntryContext* TatuParser::declarationEntry() {
  DeclarationEntryContext *_localctx = _tracker.createInstance<DeclarationEntryContext>(_ctx, getState());
  enterRule(_localctx, 6, TatuParser::RuleDeclarationEntry);

  auto onExit = finally([=] {
    exitRule();
  });
  try {
    enterOuterAlt(_localctx, 1);
    setState(166);
    _localctx->declared = declaration();
    setState(167);
    match(TatuParser::EOF);

  }
  catch (RecognitionException &e) {
    _errHandler->reportError(this, e);
    _localctx->exception = std::current_exception();
    _errHandler->recover(this, _localctx->exception);
  }

  return _localctx;
}

//----------------- DeclarationContext ------------------------------------------------------------------

TatuParser::DeclarationContext::DeclarationContext(ParserRuleContext *parent, size_t invokingState)
  : ParserRuleContext(parent, invokingState) {
}

TatuParser::FunctionDeclarationContext* TatuParser::DeclarationContext::functionDeclaration() {
  return getRuleContext<TatuParser::FunctionDeclarationContext>(0);
}

TatuParser::ClassDeclarationContext* TatuParser::DeclarationContext::classDeclaration() {
  return getRuleContext<TatuParser::ClassDeclarationContext>(0);
}

TatuParser::EnumDeclarationContext* TatuParser::DeclarationContext::enumDeclaration() {
  return getRuleContext<TatuParser::EnumDeclarationContext>(0);
}

TatuParser::InterfaceDeclarationContext* TatuParser::DeclarationContext::interfaceDeclaration() {
  return getRuleContext<TatuParser::InterfaceDeclarationContext>(0);
}

TatuParser::VariableDeclarationContext* TatuParser::DeclarationContext::variableDeclaration() {
  return getRuleContext<TatuParser::VariableDeclarationContext>(0);
}

TatuParser::TypeAliasDeclarationContext* TatuParser::DeclarationContext::typeAliasDeclaration() {
  return getRuleContext<TatuParser::TypeAliasDeclarationContext>(0);
}

std::vector<TatuParser::AnnotationContext *> TatuParser::DeclarationContext::annotation() {
  return getRuleContexts<TatuParser::AnnotationContext>();
}

TatuParser::AnnotationContext* TatuParser::DeclarationContext::annotation(size_t i) {
  return getRuleContext<TatuParser::AnnotationContext>(i);
}

std::vector<TatuParser::ModifierContext *> TatuParser::DeclarationContext::modifier() {
  return getRuleContexts<TatuParser::ModifierContext>();
}

TatuParser::ModifierContext* TatuParser::DeclarationContext::modifier(size_t i) {
  return getRuleContext<TatuParser::ModifierContext>(i);
}


size_t TatuParser::DeclarationContext::getRuleIndex() const {
  return TatuParser::RuleDeclaration;
}


TatuParser::DeclarationContext* TatuParser::declaration() {
  DeclarationContext *_localctx = _tracker.createInstance<DeclarationContext>(_ctx, getState());
  enterRule(_localctx, 8, TatuParser::RuleDeclaration);
  size_t _la = 0;

  auto onExit = finally([=] {
    exitRule();
  });
  try {
    enterOuterAlt(_localctx, 1);
    setState(172);
    _errHandler->sync(this);
    _la = _input->LA(1);
    while (_la == TatuParser::At) {
      setState(169);
      _localctx->annotationContext = annotation();
      _localctx->annotations.push_back(_localctx->annotationContext);
      setState(174);
      _errHandler->sync(this);
      _la = _input->LA(1);
    }
    setState(178);
    _errHandler->sync(this);
    _la = _input->LA(1);
    while (((((_la - 83) & ~ 0x3fULL) == 0) &&
      ((1ULL << (_la - 83)) & ((1ULL << (TatuParser::Abstract - 83))
      | (1ULL << (TatuParser::Data - 83))
      | (1ULL << (TatuParser::Open - 83))
      | (1ULL << (TatuParser::Operator - 83))
      | (1ULL << (TatuParser::Override - 83))
      | (1ULL << (TatuParser::Pub - 83))
      | (1ULL << (TatuParser::Sealed - 83))
      | (1ULL << (TatuParser::Static - 83))
      | (1ULL << (TatuParser::Native - 83))
      | (1ULL << (TatuParser::Builtin - 83)))) != 0)) {
      setState(175);
      _localctx->modifierContext = modifier();
      _localctx->modifiers.push_back(_localctx->modifierContext);
      setState(180);
      _errHandler->sync(this);
      _la = _input->LA(1);
    }
    setState(187);
    _errHandler->sync(this);
    switch (_input->LA(1)) {
      case TatuParser::Fun: {
        setState(181);
        _localctx->function = functionDeclaration();
        break;
      }

      case TatuParser::Class: {
        setState(182);
        _localctx->classLike = classDeclaration();
        break;
      }

      case TatuParser::Enum: {
        setState(183);
        _localctx->enumeration = enumDeclaration();
        break;
      }

      case TatuParser::Interface: {
        setState(184);
        _localctx->interface = interfaceDeclaration();
        break;
      }

      case TatuParser::Const:
      case TatuParser::Lazy:
      case TatuParser::Val:
      case TatuParser::Var: {
        setState(185);
        _localctx->variable = variableDeclaration();
        break;
      }

      case TatuParser::Typealias: {
        setState(186);
        _localctx->alias = typeAliasDeclaration();
        break;
      }

    default:
      throw NoViableAltException(this);
    }

  }
  catch (RecognitionException &e) {
    _errHandler->reportError(this, e);
    _localctx->exception = std::current_exception();
    _errHandler->recover(this, _localctx->exception);
  }

  return _localctx;
}

//----------------- AnnotationContext ------------------------------------------------------------------

TatuParser::AnnotationContext::AnnotationContext(ParserRuleContext *parent, size_t invokingState)
  : ParserRuleContext(parent, invokingState) {
}

tree::TerminalNode* TatuParser::AnnotationContext::At() {
  return getToken(TatuParser::At, 0);
}

tree::TerminalNode* TatuParser::AnnotationContext::Identifier() {
  return getToken(TatuParser::Identifier, 0);
}

tree::TerminalNode* TatuParser::AnnotationContext::CallOpen() {
  return getToken(TatuParser::CallOpen, 0);
}

tree::TerminalNode* TatuParser::AnnotationContext::ParenClose() {
  return getToken(TatuParser::ParenClose, 0);
}

std::vector<TatuParser::ExpressionContext *> TatuParser::AnnotationContext::expression() {
  return getRuleContexts<TatuParser::ExpressionContext>();
}

TatuParser::ExpressionContext* TatuParser::AnnotationContext::expression(size_t i) {
  return getRuleContext<TatuParser::ExpressionContext>(i);
}

std::vector<tree::TerminalNode *> TatuParser::AnnotationContext::Comma() {
  return getTokens(TatuParser::Comma);
}

tree::TerminalNode* TatuParser::AnnotationContext::Comma(size_t i) {
  return getToken(TatuParser::Comma, i);
}


size_t TatuParser::AnnotationContext::getRuleIndex() const {
  return TatuParser::RuleAnnotation;
}


TatuParser::AnnotationContext* TatuParser::annotation() {
  AnnotationContext *_localctx = _tracker.createInstance<AnnotationContext>(_ctx, getState());
  enterRule(_localctx, 10, TatuParser::RuleAnnotation);
  size_t _la = 0;

  auto onExit = finally([=] {
    exitRule();
  });
  try {
    enterOuterAlt(_localctx, 1);
    setState(189);
    match(TatuParser::At);
    setState(190);
    _localctx->name = match(TatuParser::Identifier);
    setState(203);
    _errHandler->sync(this);

    _la = _input->LA(1);
    if (_la == TatuParser::CallOpen) {
      setState(191);
      match(TatuParser::CallOpen);
      setState(200);
      _errHandler->sync(this);

      _la = _input->LA(1);
      if ((((_la & ~ 0x3fULL) == 0) &&
        ((1ULL << _la) & ((1ULL << TatuParser::Identifier)
        | (1ULL << TatuParser::LambdaName)
        | (1ULL << TatuParser::IntegerLiteral)
        | (1ULL << TatuParser::FloatLiteral)
        | (1ULL << TatuParser::CharacterLiteral)
        | (1ULL << TatuParser::StringLiteral)
        | (1ULL << TatuParser::ByteStringLiteral)
        | (1ULL << TatuParser::StringBegin)
        | (1ULL << TatuParser::ParenOpen)
        | (1ULL << TatuParser::LambdaOpen)
        | (1ULL << TatuParser::BracketOpen)
        | (1ULL << TatuParser::BlockOpen)
        | (1ULL << TatuParser::PrefixMinus)
        | (1ULL << TatuParser::Bang)
        | (1ULL << TatuParser::PrefixBangBang)
        | (1ULL << TatuParser::Tilde))) != 0) || ((((_la - 85) & ~ 0x3fULL) == 0) &&
        ((1ULL << (_la - 85)) & ((1ULL << (TatuParser::Break - 85))
        | (1ULL << (TatuParser::Continue - 85))
        | (1ULL << (TatuParser::False - 85))
        | (1ULL << (TatuParser::If - 85))
        | (1ULL << (TatuParser::Match - 85))
        | (1ULL << (TatuParser::Null - 85))
        | (1ULL << (TatuParser::Return - 85))
        | (1ULL << (TatuParser::Select - 85))
        | (1ULL << (TatuParser::Spawn - 85))
        | (1ULL << (TatuParser::Super - 85))
        | (1ULL << (TatuParser::This - 85))
        | (1ULL << (TatuParser::Throw - 85))
        | (1ULL << (TatuParser::True - 85))
        | (1ULL << (TatuParser::Try - 85))
        | (1ULL << (TatuParser::Yield - 85))
        | (1ULL << (TatuParser::ReturnNothing - 85))
        | (1ULL << (TatuParser::Scope - 85))
        | (1ULL << (TatuParser::Sequence - 85)))) != 0)) {
        setState(192);
        _localctx->expressionContext = expression();
        _localctx->arguments.push_back(_localctx->expressionContext);
        setState(197);
        _errHandler->sync(this);
        _la = _input->LA(1);
        while (_la == TatuParser::Comma) {
          setState(193);
          match(TatuParser::Comma);
          setState(194);
          _localctx->expressionContext = expression();
          _localctx->arguments.push_back(_localctx->expressionContext);
          setState(199);
          _errHandler->sync(this);
          _la = _input->LA(1);
        }
      }
      setState(202);
      _localctx->close = match(TatuParser::ParenClose);
    }

  }
  catch (RecognitionException &e) {
    _errHandler->reportError(this, e);
    _localctx->exception = std::current_exception();
    _errHandler->recover(this, _localctx->exception);
  }

  return _localctx;
}

//----------------- ModifierContext ------------------------------------------------------------------

TatuParser::ModifierContext::ModifierContext(ParserRuleContext *parent, size_t invokingState)
  : ParserRuleContext(parent, invokingState) {
}

tree::TerminalNode* TatuParser::ModifierContext::Pub() {
  return getToken(TatuParser::Pub, 0);
}

tree::TerminalNode* TatuParser::ModifierContext::Open() {
  return getToken(TatuParser::Open, 0);
}

tree::TerminalNode* TatuParser::ModifierContext::Abstract() {
  return getToken(TatuParser::Abstract, 0);
}

tree::TerminalNode* TatuParser::ModifierContext::Override() {
  return getToken(TatuParser::Override, 0);
}

tree::TerminalNode* TatuParser::ModifierContext::Static() {
  return getToken(TatuParser::Static, 0);
}

tree::TerminalNode* TatuParser::ModifierContext::Operator() {
  return getToken(TatuParser::Operator, 0);
}

tree::TerminalNode* TatuParser::ModifierContext::Data() {
  return getToken(TatuParser::Data, 0);
}

tree::TerminalNode* TatuParser::ModifierContext::Sealed() {
  return getToken(TatuParser::Sealed, 0);
}

tree::TerminalNode* TatuParser::ModifierContext::Builtin() {
  return getToken(TatuParser::Builtin, 0);
}

tree::TerminalNode* TatuParser::ModifierContext::Native() {
  return getToken(TatuParser::Native, 0);
}

tree::TerminalNode* TatuParser::ModifierContext::CallOpen() {
  return getToken(TatuParser::CallOpen, 0);
}

tree::TerminalNode* TatuParser::ModifierContext::ParenClose() {
  return getToken(TatuParser::ParenClose, 0);
}

tree::TerminalNode* TatuParser::ModifierContext::StringLiteral() {
  return getToken(TatuParser::StringLiteral, 0);
}


size_t TatuParser::ModifierContext::getRuleIndex() const {
  return TatuParser::RuleModifier;
}


TatuParser::ModifierContext* TatuParser::modifier() {
  ModifierContext *_localctx = _tracker.createInstance<ModifierContext>(_ctx, getState());
  enterRule(_localctx, 12, TatuParser::RuleModifier);
  size_t _la = 0;

  auto onExit = finally([=] {
    exitRule();
  });
  try {
    setState(212);
    _errHandler->sync(this);
    switch (_input->LA(1)) {
      case TatuParser::Abstract:
      case TatuParser::Data:
      case TatuParser::Open:
      case TatuParser::Operator:
      case TatuParser::Override:
      case TatuParser::Pub:
      case TatuParser::Sealed:
      case TatuParser::Static:
      case TatuParser::Builtin: {
        enterOuterAlt(_localctx, 1);
        setState(205);
        _localctx->word = _input->LT(1);
        _la = _input->LA(1);
        if (!(((((_la - 83) & ~ 0x3fULL) == 0) &&
          ((1ULL << (_la - 83)) & ((1ULL << (TatuParser::Abstract - 83))
          | (1ULL << (TatuParser::Data - 83))
          | (1ULL << (TatuParser::Open - 83))
          | (1ULL << (TatuParser::Operator - 83))
          | (1ULL << (TatuParser::Override - 83))
          | (1ULL << (TatuParser::Pub - 83))
          | (1ULL << (TatuParser::Sealed - 83))
          | (1ULL << (TatuParser::Static - 83))
          | (1ULL << (TatuParser::Builtin - 83)))) != 0))) {
          _localctx->word = _errHandler->recoverInline(this);
        }
        else {
          _errHandler->reportMatch(this);
          consume();
        }
        break;
      }

      case TatuParser::Native: {
        enterOuterAlt(_localctx, 2);
        setState(206);
        _localctx->word = match(TatuParser::Native);
        setState(210);
        _errHandler->sync(this);

        _la = _input->LA(1);
        if (_la == TatuParser::CallOpen) {
          setState(207);
          match(TatuParser::CallOpen);
          setState(208);
          _localctx->name = match(TatuParser::StringLiteral);
          setState(209);
          match(TatuParser::ParenClose);
        }
        break;
      }

    default:
      throw NoViableAltException(this);
    }

  }
  catch (RecognitionException &e) {
    _errHandler->reportError(this, e);
    _localctx->exception = std::current_exception();
    _errHandler->recover(this, _localctx->exception);
  }

  return _localctx;
}

//----------------- FunctionDeclarationContext ------------------------------------------------------------------

TatuParser::FunctionDeclarationContext::FunctionDeclarationContext(ParserRuleContext *parent, size_t invokingState)
  : ParserRuleContext(parent, invokingState) {
}

tree::TerminalNode* TatuParser::FunctionDeclarationContext::Fun() {
  return getToken(TatuParser::Fun, 0);
}

tree::TerminalNode* TatuParser::FunctionDeclarationContext::Identifier() {
  return getToken(TatuParser::Identifier, 0);
}

tree::TerminalNode* TatuParser::FunctionDeclarationContext::CallOpen() {
  return getToken(TatuParser::CallOpen, 0);
}

tree::TerminalNode* TatuParser::FunctionDeclarationContext::ParenClose() {
  return getToken(TatuParser::ParenClose, 0);
}

tree::TerminalNode* TatuParser::FunctionDeclarationContext::ReceiverStart() {
  return getToken(TatuParser::ReceiverStart, 0);
}

tree::TerminalNode* TatuParser::FunctionDeclarationContext::ReceiverDot() {
  return getToken(TatuParser::ReceiverDot, 0);
}

tree::TerminalNode* TatuParser::FunctionDeclarationContext::Colon() {
  return getToken(TatuParser::Colon, 0);
}

std::vector<TatuParser::TypeContext *> TatuParser::FunctionDeclarationContext::type() {
  return getRuleContexts<TatuParser::TypeContext>();
}

TatuParser::TypeContext* TatuParser::FunctionDeclarationContext::type(size_t i) {
  return getRuleContext<TatuParser::TypeContext>(i);
}

TatuParser::TypeParametersContext* TatuParser::FunctionDeclarationContext::typeParameters() {
  return getRuleContext<TatuParser::TypeParametersContext>(0);
}

std::vector<TatuParser::ParameterContext *> TatuParser::FunctionDeclarationContext::parameter() {
  return getRuleContexts<TatuParser::ParameterContext>();
}

TatuParser::ParameterContext* TatuParser::FunctionDeclarationContext::parameter(size_t i) {
  return getRuleContext<TatuParser::ParameterContext>(i);
}

TatuParser::WhereClauseContext* TatuParser::FunctionDeclarationContext::whereClause() {
  return getRuleContext<TatuParser::WhereClauseContext>(0);
}

TatuParser::FunctionBodyContext* TatuParser::FunctionDeclarationContext::functionBody() {
  return getRuleContext<TatuParser::FunctionBodyContext>(0);
}

std::vector<tree::TerminalNode *> TatuParser::FunctionDeclarationContext::Comma() {
  return getTokens(TatuParser::Comma);
}

tree::TerminalNode* TatuParser::FunctionDeclarationContext::Comma(size_t i) {
  return getToken(TatuParser::Comma, i);
}


size_t TatuParser::FunctionDeclarationContext::getRuleIndex() const {
  return TatuParser::RuleFunctionDeclaration;
}


TatuParser::FunctionDeclarationContext* TatuParser::functionDeclaration() {
  FunctionDeclarationContext *_localctx = _tracker.createInstance<FunctionDeclarationContext>(_ctx, getState());
  enterRule(_localctx, 14, TatuParser::RuleFunctionDeclaration);
  size_t _la = 0;

  auto onExit = finally([=] {
    exitRule();
  });
  try {
    enterOuterAlt(_localctx, 1);
    setState(214);
    match(TatuParser::Fun);
    setState(219);
    _errHandler->sync(this);

    _la = _input->LA(1);
    if (_la == TatuParser::ReceiverStart) {
      setState(215);
      match(TatuParser::ReceiverStart);
      setState(216);
      _localctx->receiver = type();
      setState(217);
      match(TatuParser::ReceiverDot);
    }
    setState(221);
    _localctx->name = match(TatuParser::Identifier);
    setState(223);
    _errHandler->sync(this);

    _la = _input->LA(1);
    if (_la == TatuParser::GenericOpen) {
      setState(222);
      _localctx->typeParams = typeParameters();
    }
    setState(225);
    _localctx->open = match(TatuParser::CallOpen);
    setState(234);
    _errHandler->sync(this);

    _la = _input->LA(1);
    if (_la == TatuParser::Identifier) {
      setState(226);
      _localctx->parameterContext = parameter();
      _localctx->params.push_back(_localctx->parameterContext);
      setState(231);
      _errHandler->sync(this);
      _la = _input->LA(1);
      while (_la == TatuParser::Comma) {
        setState(227);
        match(TatuParser::Comma);
        setState(228);
        _localctx->parameterContext = parameter();
        _localctx->params.push_back(_localctx->parameterContext);
        setState(233);
        _errHandler->sync(this);
        _la = _input->LA(1);
      }
    }
    setState(236);
    _localctx->close = match(TatuParser::ParenClose);
    setState(239);
    _errHandler->sync(this);

    _la = _input->LA(1);
    if (_la == TatuParser::Colon) {
      setState(237);
      match(TatuParser::Colon);
      setState(238);
      _localctx->result = type();
    }
    setState(242);
    _errHandler->sync(this);

    _la = _input->LA(1);
    if (_la == TatuParser::Where) {
      setState(241);
      _localctx->conditions = whereClause();
    }
    setState(245);
    _errHandler->sync(this);

    _la = _input->LA(1);
    if (_la == TatuParser::BraceOpen

    || _la == TatuParser::Assign) {
      setState(244);
      _localctx->body = functionBody();
    }

  }
  catch (RecognitionException &e) {
    _errHandler->reportError(this, e);
    _localctx->exception = std::current_exception();
    _errHandler->recover(this, _localctx->exception);
  }

  return _localctx;
}

//----------------- FunctionBodyContext ------------------------------------------------------------------

TatuParser::FunctionBodyContext::FunctionBodyContext(ParserRuleContext *parent, size_t invokingState)
  : ParserRuleContext(parent, invokingState) {
}

tree::TerminalNode* TatuParser::FunctionBodyContext::Assign() {
  return getToken(TatuParser::Assign, 0);
}

TatuParser::ExpressionContext* TatuParser::FunctionBodyContext::expression() {
  return getRuleContext<TatuParser::ExpressionContext>(0);
}

TatuParser::BlockContext* TatuParser::FunctionBodyContext::block() {
  return getRuleContext<TatuParser::BlockContext>(0);
}


size_t TatuParser::FunctionBodyContext::getRuleIndex() const {
  return TatuParser::RuleFunctionBody;
}


TatuParser::FunctionBodyContext* TatuParser::functionBody() {
  FunctionBodyContext *_localctx = _tracker.createInstance<FunctionBodyContext>(_ctx, getState());
  enterRule(_localctx, 16, TatuParser::RuleFunctionBody);

  auto onExit = finally([=] {
    exitRule();
  });
  try {
    setState(250);
    _errHandler->sync(this);
    switch (_input->LA(1)) {
      case TatuParser::Assign: {
        enterOuterAlt(_localctx, 1);
        setState(247);
        match(TatuParser::Assign);
        setState(248);
        _localctx->value = expression();
        break;
      }

      case TatuParser::BraceOpen: {
        enterOuterAlt(_localctx, 2);
        setState(249);
        _localctx->body = block();
        break;
      }

    default:
      throw NoViableAltException(this);
    }

  }
  catch (RecognitionException &e) {
    _errHandler->reportError(this, e);
    _localctx->exception = std::current_exception();
    _errHandler->recover(this, _localctx->exception);
  }

  return _localctx;
}

//----------------- ParameterContext ------------------------------------------------------------------

TatuParser::ParameterContext::ParameterContext(ParserRuleContext *parent, size_t invokingState)
  : ParserRuleContext(parent, invokingState) {
}

tree::TerminalNode* TatuParser::ParameterContext::Colon() {
  return getToken(TatuParser::Colon, 0);
}

tree::TerminalNode* TatuParser::ParameterContext::Identifier() {
  return getToken(TatuParser::Identifier, 0);
}

TatuParser::TypeContext* TatuParser::ParameterContext::type() {
  return getRuleContext<TatuParser::TypeContext>(0);
}

tree::TerminalNode* TatuParser::ParameterContext::Assign() {
  return getToken(TatuParser::Assign, 0);
}

tree::TerminalNode* TatuParser::ParameterContext::Ellipsis() {
  return getToken(TatuParser::Ellipsis, 0);
}

TatuParser::ExpressionContext* TatuParser::ParameterContext::expression() {
  return getRuleContext<TatuParser::ExpressionContext>(0);
}


size_t TatuParser::ParameterContext::getRuleIndex() const {
  return TatuParser::RuleParameter;
}


TatuParser::ParameterContext* TatuParser::parameter() {
  ParameterContext *_localctx = _tracker.createInstance<ParameterContext>(_ctx, getState());
  enterRule(_localctx, 18, TatuParser::RuleParameter);
  size_t _la = 0;

  auto onExit = finally([=] {
    exitRule();
  });
  try {
    enterOuterAlt(_localctx, 1);
    setState(252);
    _localctx->name = match(TatuParser::Identifier);
    setState(253);
    match(TatuParser::Colon);
    setState(254);
    _localctx->declared = type();
    setState(256);
    _errHandler->sync(this);

    _la = _input->LA(1);
    if (_la == TatuParser::Ellipsis) {
      setState(255);
      _localctx->variadic = match(TatuParser::Ellipsis);
    }
    setState(260);
    _errHandler->sync(this);

    _la = _input->LA(1);
    if (_la == TatuParser::Assign) {
      setState(258);
      match(TatuParser::Assign);
      setState(259);
      _localctx->value = expression();
    }

  }
  catch (RecognitionException &e) {
    _errHandler->reportError(this, e);
    _localctx->exception = std::current_exception();
    _errHandler->recover(this, _localctx->exception);
  }

  return _localctx;
}

//----------------- TypeParametersContext ------------------------------------------------------------------

TatuParser::TypeParametersContext::TypeParametersContext(ParserRuleContext *parent, size_t invokingState)
  : ParserRuleContext(parent, invokingState) {
}

tree::TerminalNode* TatuParser::TypeParametersContext::GenericOpen() {
  return getToken(TatuParser::GenericOpen, 0);
}

tree::TerminalNode* TatuParser::TypeParametersContext::GenericClose() {
  return getToken(TatuParser::GenericClose, 0);
}

std::vector<TatuParser::TypeParameterContext *> TatuParser::TypeParametersContext::typeParameter() {
  return getRuleContexts<TatuParser::TypeParameterContext>();
}

TatuParser::TypeParameterContext* TatuParser::TypeParametersContext::typeParameter(size_t i) {
  return getRuleContext<TatuParser::TypeParameterContext>(i);
}

std::vector<tree::TerminalNode *> TatuParser::TypeParametersContext::Comma() {
  return getTokens(TatuParser::Comma);
}

tree::TerminalNode* TatuParser::TypeParametersContext::Comma(size_t i) {
  return getToken(TatuParser::Comma, i);
}


size_t TatuParser::TypeParametersContext::getRuleIndex() const {
  return TatuParser::RuleTypeParameters;
}


TatuParser::TypeParametersContext* TatuParser::typeParameters() {
  TypeParametersContext *_localctx = _tracker.createInstance<TypeParametersContext>(_ctx, getState());
  enterRule(_localctx, 20, TatuParser::RuleTypeParameters);
  size_t _la = 0;

  auto onExit = finally([=] {
    exitRule();
  });
  try {
    enterOuterAlt(_localctx, 1);
    setState(262);
    match(TatuParser::GenericOpen);
    setState(263);
    _localctx->typeParameterContext = typeParameter();
    _localctx->params.push_back(_localctx->typeParameterContext);
    setState(268);
    _errHandler->sync(this);
    _la = _input->LA(1);
    while (_la == TatuParser::Comma) {
      setState(264);
      match(TatuParser::Comma);
      setState(265);
      _localctx->typeParameterContext = typeParameter();
      _localctx->params.push_back(_localctx->typeParameterContext);
      setState(270);
      _errHandler->sync(this);
      _la = _input->LA(1);
    }
    setState(271);
    match(TatuParser::GenericClose);

  }
  catch (RecognitionException &e) {
    _errHandler->reportError(this, e);
    _localctx->exception = std::current_exception();
    _errHandler->recover(this, _localctx->exception);
  }

  return _localctx;
}

//----------------- TypeParameterContext ------------------------------------------------------------------

TatuParser::TypeParameterContext::TypeParameterContext(ParserRuleContext *parent, size_t invokingState)
  : ParserRuleContext(parent, invokingState) {
}

std::vector<tree::TerminalNode *> TatuParser::TypeParameterContext::Identifier() {
  return getTokens(TatuParser::Identifier);
}

tree::TerminalNode* TatuParser::TypeParameterContext::Identifier(size_t i) {
  return getToken(TatuParser::Identifier, i);
}

tree::TerminalNode* TatuParser::TypeParameterContext::Colon() {
  return getToken(TatuParser::Colon, 0);
}

tree::TerminalNode* TatuParser::TypeParameterContext::In() {
  return getToken(TatuParser::In, 0);
}

std::vector<TatuParser::TypeContext *> TatuParser::TypeParameterContext::type() {
  return getRuleContexts<TatuParser::TypeContext>();
}

TatuParser::TypeContext* TatuParser::TypeParameterContext::type(size_t i) {
  return getRuleContext<TatuParser::TypeContext>(i);
}

std::vector<tree::TerminalNode *> TatuParser::TypeParameterContext::Ampersand() {
  return getTokens(TatuParser::Ampersand);
}

tree::TerminalNode* TatuParser::TypeParameterContext::Ampersand(size_t i) {
  return getToken(TatuParser::Ampersand, i);
}


size_t TatuParser::TypeParameterContext::getRuleIndex() const {
  return TatuParser::RuleTypeParameter;
}


TatuParser::TypeParameterContext* TatuParser::typeParameter() {
  TypeParameterContext *_localctx = _tracker.createInstance<TypeParameterContext>(_ctx, getState());
  enterRule(_localctx, 22, TatuParser::RuleTypeParameter);
  size_t _la = 0;

  auto onExit = finally([=] {
    exitRule();
  });
  try {
    enterOuterAlt(_localctx, 1);
    setState(274);
    _errHandler->sync(this);

    _la = _input->LA(1);
    if (_la == TatuParser::In) {
      setState(273);
      _localctx->contra = match(TatuParser::In);
    }
    setState(276);
    _localctx->first = match(TatuParser::Identifier);
    setState(278);
    _errHandler->sync(this);

    _la = _input->LA(1);
    if (_la == TatuParser::Identifier) {
      setState(277);
      _localctx->second = match(TatuParser::Identifier);
    }
    setState(289);
    _errHandler->sync(this);

    _la = _input->LA(1);
    if (_la == TatuParser::Colon) {
      setState(280);
      match(TatuParser::Colon);
      setState(281);
      _localctx->typeContext = type();
      _localctx->bounds.push_back(_localctx->typeContext);
      setState(286);
      _errHandler->sync(this);
      _la = _input->LA(1);
      while (_la == TatuParser::Ampersand) {
        setState(282);
        match(TatuParser::Ampersand);
        setState(283);
        _localctx->typeContext = type();
        _localctx->bounds.push_back(_localctx->typeContext);
        setState(288);
        _errHandler->sync(this);
        _la = _input->LA(1);
      }
    }

  }
  catch (RecognitionException &e) {
    _errHandler->reportError(this, e);
    _localctx->exception = std::current_exception();
    _errHandler->recover(this, _localctx->exception);
  }

  return _localctx;
}

//----------------- WhereClauseContext ------------------------------------------------------------------

TatuParser::WhereClauseContext::WhereClauseContext(ParserRuleContext *parent, size_t invokingState)
  : ParserRuleContext(parent, invokingState) {
}

tree::TerminalNode* TatuParser::WhereClauseContext::Where() {
  return getToken(TatuParser::Where, 0);
}

tree::TerminalNode* TatuParser::WhereClauseContext::ParenOpen() {
  return getToken(TatuParser::ParenOpen, 0);
}

tree::TerminalNode* TatuParser::WhereClauseContext::ParenClose() {
  return getToken(TatuParser::ParenClose, 0);
}

std::vector<TatuParser::WhereConditionContext *> TatuParser::WhereClauseContext::whereCondition() {
  return getRuleContexts<TatuParser::WhereConditionContext>();
}

TatuParser::WhereConditionContext* TatuParser::WhereClauseContext::whereCondition(size_t i) {
  return getRuleContext<TatuParser::WhereConditionContext>(i);
}

std::vector<tree::TerminalNode *> TatuParser::WhereClauseContext::Comma() {
  return getTokens(TatuParser::Comma);
}

tree::TerminalNode* TatuParser::WhereClauseContext::Comma(size_t i) {
  return getToken(TatuParser::Comma, i);
}


size_t TatuParser::WhereClauseContext::getRuleIndex() const {
  return TatuParser::RuleWhereClause;
}


TatuParser::WhereClauseContext* TatuParser::whereClause() {
  WhereClauseContext *_localctx = _tracker.createInstance<WhereClauseContext>(_ctx, getState());
  enterRule(_localctx, 24, TatuParser::RuleWhereClause);
  size_t _la = 0;

  auto onExit = finally([=] {
    exitRule();
  });
  try {
    enterOuterAlt(_localctx, 1);
    setState(291);
    match(TatuParser::Where);
    setState(292);
    match(TatuParser::ParenOpen);
    setState(293);
    _localctx->whereConditionContext = whereCondition();
    _localctx->conditions.push_back(_localctx->whereConditionContext);
    setState(298);
    _errHandler->sync(this);
    _la = _input->LA(1);
    while (_la == TatuParser::Comma) {
      setState(294);
      match(TatuParser::Comma);
      setState(295);
      _localctx->whereConditionContext = whereCondition();
      _localctx->conditions.push_back(_localctx->whereConditionContext);
      setState(300);
      _errHandler->sync(this);
      _la = _input->LA(1);
    }
    setState(301);
    match(TatuParser::ParenClose);

  }
  catch (RecognitionException &e) {
    _errHandler->reportError(this, e);
    _localctx->exception = std::current_exception();
    _errHandler->recover(this, _localctx->exception);
  }

  return _localctx;
}

//----------------- WhereConditionContext ------------------------------------------------------------------

TatuParser::WhereConditionContext::WhereConditionContext(ParserRuleContext *parent, size_t invokingState)
  : ParserRuleContext(parent, invokingState) {
}

tree::TerminalNode* TatuParser::WhereConditionContext::Colon() {
  return getToken(TatuParser::Colon, 0);
}

tree::TerminalNode* TatuParser::WhereConditionContext::Identifier() {
  return getToken(TatuParser::Identifier, 0);
}

std::vector<TatuParser::TypeContext *> TatuParser::WhereConditionContext::type() {
  return getRuleContexts<TatuParser::TypeContext>();
}

TatuParser::TypeContext* TatuParser::WhereConditionContext::type(size_t i) {
  return getRuleContext<TatuParser::TypeContext>(i);
}

std::vector<tree::TerminalNode *> TatuParser::WhereConditionContext::Ampersand() {
  return getTokens(TatuParser::Ampersand);
}

tree::TerminalNode* TatuParser::WhereConditionContext::Ampersand(size_t i) {
  return getToken(TatuParser::Ampersand, i);
}


size_t TatuParser::WhereConditionContext::getRuleIndex() const {
  return TatuParser::RuleWhereCondition;
}


TatuParser::WhereConditionContext* TatuParser::whereCondition() {
  WhereConditionContext *_localctx = _tracker.createInstance<WhereConditionContext>(_ctx, getState());
  enterRule(_localctx, 26, TatuParser::RuleWhereCondition);
  size_t _la = 0;

  auto onExit = finally([=] {
    exitRule();
  });
  try {
    enterOuterAlt(_localctx, 1);
    setState(303);
    _localctx->name = match(TatuParser::Identifier);
    setState(304);
    match(TatuParser::Colon);
    setState(305);
    _localctx->typeContext = type();
    _localctx->bounds.push_back(_localctx->typeContext);
    setState(310);
    _errHandler->sync(this);
    _la = _input->LA(1);
    while (_la == TatuParser::Ampersand) {
      setState(306);
      match(TatuParser::Ampersand);
      setState(307);
      _localctx->typeContext = type();
      _localctx->bounds.push_back(_localctx->typeContext);
      setState(312);
      _errHandler->sync(this);
      _la = _input->LA(1);
    }

  }
  catch (RecognitionException &e) {
    _errHandler->reportError(this, e);
    _localctx->exception = std::current_exception();
    _errHandler->recover(this, _localctx->exception);
  }

  return _localctx;
}

//----------------- ClassDeclarationContext ------------------------------------------------------------------

TatuParser::ClassDeclarationContext::ClassDeclarationContext(ParserRuleContext *parent, size_t invokingState)
  : ParserRuleContext(parent, invokingState) {
}

tree::TerminalNode* TatuParser::ClassDeclarationContext::Class() {
  return getToken(TatuParser::Class, 0);
}

tree::TerminalNode* TatuParser::ClassDeclarationContext::Identifier() {
  return getToken(TatuParser::Identifier, 0);
}

tree::TerminalNode* TatuParser::ClassDeclarationContext::ParenClose() {
  return getToken(TatuParser::ParenClose, 0);
}

TatuParser::TypeParametersContext* TatuParser::ClassDeclarationContext::typeParameters() {
  return getRuleContext<TatuParser::TypeParametersContext>(0);
}

tree::TerminalNode* TatuParser::ClassDeclarationContext::CallOpen() {
  return getToken(TatuParser::CallOpen, 0);
}

TatuParser::SuperTypesContext* TatuParser::ClassDeclarationContext::superTypes() {
  return getRuleContext<TatuParser::SuperTypesContext>(0);
}

TatuParser::MemberBlockContext* TatuParser::ClassDeclarationContext::memberBlock() {
  return getRuleContext<TatuParser::MemberBlockContext>(0);
}

std::vector<TatuParser::ConstructorParameterContext *> TatuParser::ClassDeclarationContext::constructorParameter() {
  return getRuleContexts<TatuParser::ConstructorParameterContext>();
}

TatuParser::ConstructorParameterContext* TatuParser::ClassDeclarationContext::constructorParameter(size_t i) {
  return getRuleContext<TatuParser::ConstructorParameterContext>(i);
}

std::vector<tree::TerminalNode *> TatuParser::ClassDeclarationContext::Comma() {
  return getTokens(TatuParser::Comma);
}

tree::TerminalNode* TatuParser::ClassDeclarationContext::Comma(size_t i) {
  return getToken(TatuParser::Comma, i);
}


size_t TatuParser::ClassDeclarationContext::getRuleIndex() const {
  return TatuParser::RuleClassDeclaration;
}


TatuParser::ClassDeclarationContext* TatuParser::classDeclaration() {
  ClassDeclarationContext *_localctx = _tracker.createInstance<ClassDeclarationContext>(_ctx, getState());
  enterRule(_localctx, 28, TatuParser::RuleClassDeclaration);
  size_t _la = 0;

  auto onExit = finally([=] {
    exitRule();
  });
  try {
    enterOuterAlt(_localctx, 1);
    setState(313);
    match(TatuParser::Class);
    setState(314);
    _localctx->name = match(TatuParser::Identifier);
    setState(316);
    _errHandler->sync(this);

    _la = _input->LA(1);
    if (_la == TatuParser::GenericOpen) {
      setState(315);
      _localctx->typeParams = typeParameters();
    }
    setState(330);
    _errHandler->sync(this);

    _la = _input->LA(1);
    if (_la == TatuParser::CallOpen) {
      setState(318);
      _localctx->open = match(TatuParser::CallOpen);
      setState(327);
      _errHandler->sync(this);

      _la = _input->LA(1);
      if (_la == TatuParser::Identifier || ((((_la - 83) & ~ 0x3fULL) == 0) &&
        ((1ULL << (_la - 83)) & ((1ULL << (TatuParser::Abstract - 83))
        | (1ULL << (TatuParser::Data - 83))
        | (1ULL << (TatuParser::Open - 83))
        | (1ULL << (TatuParser::Operator - 83))
        | (1ULL << (TatuParser::Override - 83))
        | (1ULL << (TatuParser::Pub - 83))
        | (1ULL << (TatuParser::Sealed - 83))
        | (1ULL << (TatuParser::Static - 83))
        | (1ULL << (TatuParser::Val - 83))
        | (1ULL << (TatuParser::Var - 83))
        | (1ULL << (TatuParser::Native - 83))
        | (1ULL << (TatuParser::Builtin - 83)))) != 0)) {
        setState(319);
        _localctx->constructorParameterContext = constructorParameter();
        _localctx->params.push_back(_localctx->constructorParameterContext);
        setState(324);
        _errHandler->sync(this);
        _la = _input->LA(1);
        while (_la == TatuParser::Comma) {
          setState(320);
          match(TatuParser::Comma);
          setState(321);
          _localctx->constructorParameterContext = constructorParameter();
          _localctx->params.push_back(_localctx->constructorParameterContext);
          setState(326);
          _errHandler->sync(this);
          _la = _input->LA(1);
        }
      }
      setState(329);
      match(TatuParser::ParenClose);
    }
    setState(333);
    _errHandler->sync(this);

    _la = _input->LA(1);
    if (_la == TatuParser::Colon) {
      setState(332);
      _localctx->supers = superTypes();
    }
    setState(336);
    _errHandler->sync(this);

    _la = _input->LA(1);
    if (_la == TatuParser::BraceOpen) {
      setState(335);
      _localctx->body = memberBlock();
    }

  }
  catch (RecognitionException &e) {
    _errHandler->reportError(this, e);
    _localctx->exception = std::current_exception();
    _errHandler->recover(this, _localctx->exception);
  }

  return _localctx;
}

//----------------- MemberBlockContext ------------------------------------------------------------------

TatuParser::MemberBlockContext::MemberBlockContext(ParserRuleContext *parent, size_t invokingState)
  : ParserRuleContext(parent, invokingState) {
}

tree::TerminalNode* TatuParser::MemberBlockContext::BraceOpen() {
  return getToken(TatuParser::BraceOpen, 0);
}

tree::TerminalNode* TatuParser::MemberBlockContext::BraceClose() {
  return getToken(TatuParser::BraceClose, 0);
}

std::vector<TatuParser::MemberContext *> TatuParser::MemberBlockContext::member() {
  return getRuleContexts<TatuParser::MemberContext>();
}

TatuParser::MemberContext* TatuParser::MemberBlockContext::member(size_t i) {
  return getRuleContext<TatuParser::MemberContext>(i);
}

std::vector<tree::TerminalNode *> TatuParser::MemberBlockContext::Separator() {
  return getTokens(TatuParser::Separator);
}

tree::TerminalNode* TatuParser::MemberBlockContext::Separator(size_t i) {
  return getToken(TatuParser::Separator, i);
}


size_t TatuParser::MemberBlockContext::getRuleIndex() const {
  return TatuParser::RuleMemberBlock;
}


TatuParser::MemberBlockContext* TatuParser::memberBlock() {
  MemberBlockContext *_localctx = _tracker.createInstance<MemberBlockContext>(_ctx, getState());
  enterRule(_localctx, 30, TatuParser::RuleMemberBlock);
  size_t _la = 0;

  auto onExit = finally([=] {
    exitRule();
  });
  try {
    enterOuterAlt(_localctx, 1);
    setState(338);
    match(TatuParser::BraceOpen);
    setState(347);
    _errHandler->sync(this);

    _la = _input->LA(1);
    if (_la == TatuParser::At || ((((_la - 83) & ~ 0x3fULL) == 0) &&
      ((1ULL << (_la - 83)) & ((1ULL << (TatuParser::Abstract - 83))
      | (1ULL << (TatuParser::Const - 83))
      | (1ULL << (TatuParser::Data - 83))
      | (1ULL << (TatuParser::Fun - 83))
      | (1ULL << (TatuParser::Lazy - 83))
      | (1ULL << (TatuParser::Open - 83))
      | (1ULL << (TatuParser::Operator - 83))
      | (1ULL << (TatuParser::Override - 83))
      | (1ULL << (TatuParser::Pub - 83))
      | (1ULL << (TatuParser::Sealed - 83))
      | (1ULL << (TatuParser::Static - 83))
      | (1ULL << (TatuParser::Val - 83))
      | (1ULL << (TatuParser::Var - 83))
      | (1ULL << (TatuParser::Init - 83))
      | (1ULL << (TatuParser::Native - 83))
      | (1ULL << (TatuParser::Builtin - 83)))) != 0)) {
      setState(339);
      _localctx->memberContext = member();
      _localctx->members.push_back(_localctx->memberContext);
      setState(344);
      _errHandler->sync(this);
      _la = _input->LA(1);
      while (_la == TatuParser::Separator) {
        setState(340);
        match(TatuParser::Separator);
        setState(341);
        _localctx->memberContext = member();
        _localctx->members.push_back(_localctx->memberContext);
        setState(346);
        _errHandler->sync(this);
        _la = _input->LA(1);
      }
    }
    setState(349);
    match(TatuParser::BraceClose);

  }
  catch (RecognitionException &e) {
    _errHandler->reportError(this, e);
    _localctx->exception = std::current_exception();
    _errHandler->recover(this, _localctx->exception);
  }

  return _localctx;
}

//----------------- ConstructorParameterContext ------------------------------------------------------------------

TatuParser::ConstructorParameterContext::ConstructorParameterContext(ParserRuleContext *parent, size_t invokingState)
  : ParserRuleContext(parent, invokingState) {
}

tree::TerminalNode* TatuParser::ConstructorParameterContext::Colon() {
  return getToken(TatuParser::Colon, 0);
}

tree::TerminalNode* TatuParser::ConstructorParameterContext::Identifier() {
  return getToken(TatuParser::Identifier, 0);
}

TatuParser::TypeContext* TatuParser::ConstructorParameterContext::type() {
  return getRuleContext<TatuParser::TypeContext>(0);
}

tree::TerminalNode* TatuParser::ConstructorParameterContext::Assign() {
  return getToken(TatuParser::Assign, 0);
}

std::vector<TatuParser::ModifierContext *> TatuParser::ConstructorParameterContext::modifier() {
  return getRuleContexts<TatuParser::ModifierContext>();
}

TatuParser::ModifierContext* TatuParser::ConstructorParameterContext::modifier(size_t i) {
  return getRuleContext<TatuParser::ModifierContext>(i);
}

tree::TerminalNode* TatuParser::ConstructorParameterContext::Ellipsis() {
  return getToken(TatuParser::Ellipsis, 0);
}

TatuParser::ExpressionContext* TatuParser::ConstructorParameterContext::expression() {
  return getRuleContext<TatuParser::ExpressionContext>(0);
}

tree::TerminalNode* TatuParser::ConstructorParameterContext::Val() {
  return getToken(TatuParser::Val, 0);
}

tree::TerminalNode* TatuParser::ConstructorParameterContext::Var() {
  return getToken(TatuParser::Var, 0);
}


size_t TatuParser::ConstructorParameterContext::getRuleIndex() const {
  return TatuParser::RuleConstructorParameter;
}


TatuParser::ConstructorParameterContext* TatuParser::constructorParameter() {
  ConstructorParameterContext *_localctx = _tracker.createInstance<ConstructorParameterContext>(_ctx, getState());
  enterRule(_localctx, 32, TatuParser::RuleConstructorParameter);
  size_t _la = 0;

  auto onExit = finally([=] {
    exitRule();
  });
  try {
    enterOuterAlt(_localctx, 1);
    setState(354);
    _errHandler->sync(this);
    _la = _input->LA(1);
    while (((((_la - 83) & ~ 0x3fULL) == 0) &&
      ((1ULL << (_la - 83)) & ((1ULL << (TatuParser::Abstract - 83))
      | (1ULL << (TatuParser::Data - 83))
      | (1ULL << (TatuParser::Open - 83))
      | (1ULL << (TatuParser::Operator - 83))
      | (1ULL << (TatuParser::Override - 83))
      | (1ULL << (TatuParser::Pub - 83))
      | (1ULL << (TatuParser::Sealed - 83))
      | (1ULL << (TatuParser::Static - 83))
      | (1ULL << (TatuParser::Native - 83))
      | (1ULL << (TatuParser::Builtin - 83)))) != 0)) {
      setState(351);
      _localctx->modifierContext = modifier();
      _localctx->modifiers.push_back(_localctx->modifierContext);
      setState(356);
      _errHandler->sync(this);
      _la = _input->LA(1);
    }
    setState(358);
    _errHandler->sync(this);

    _la = _input->LA(1);
    if (_la == TatuParser::Val

    || _la == TatuParser::Var) {
      setState(357);
      _localctx->field = _input->LT(1);
      _la = _input->LA(1);
      if (!(_la == TatuParser::Val

      || _la == TatuParser::Var)) {
        _localctx->field = _errHandler->recoverInline(this);
      }
      else {
        _errHandler->reportMatch(this);
        consume();
      }
    }
    setState(360);
    _localctx->name = match(TatuParser::Identifier);
    setState(361);
    match(TatuParser::Colon);
    setState(362);
    _localctx->declared = type();
    setState(364);
    _errHandler->sync(this);

    _la = _input->LA(1);
    if (_la == TatuParser::Ellipsis) {
      setState(363);
      _localctx->variadic = match(TatuParser::Ellipsis);
    }
    setState(368);
    _errHandler->sync(this);

    _la = _input->LA(1);
    if (_la == TatuParser::Assign) {
      setState(366);
      match(TatuParser::Assign);
      setState(367);
      _localctx->value = expression();
    }

  }
  catch (RecognitionException &e) {
    _errHandler->reportError(this, e);
    _localctx->exception = std::current_exception();
    _errHandler->recover(this, _localctx->exception);
  }

  return _localctx;
}

//----------------- SuperTypesContext ------------------------------------------------------------------

TatuParser::SuperTypesContext::SuperTypesContext(ParserRuleContext *parent, size_t invokingState)
  : ParserRuleContext(parent, invokingState) {
}

tree::TerminalNode* TatuParser::SuperTypesContext::Colon() {
  return getToken(TatuParser::Colon, 0);
}

std::vector<TatuParser::SuperTypeContext *> TatuParser::SuperTypesContext::superType() {
  return getRuleContexts<TatuParser::SuperTypeContext>();
}

TatuParser::SuperTypeContext* TatuParser::SuperTypesContext::superType(size_t i) {
  return getRuleContext<TatuParser::SuperTypeContext>(i);
}

std::vector<tree::TerminalNode *> TatuParser::SuperTypesContext::Comma() {
  return getTokens(TatuParser::Comma);
}

tree::TerminalNode* TatuParser::SuperTypesContext::Comma(size_t i) {
  return getToken(TatuParser::Comma, i);
}


size_t TatuParser::SuperTypesContext::getRuleIndex() const {
  return TatuParser::RuleSuperTypes;
}


TatuParser::SuperTypesContext* TatuParser::superTypes() {
  SuperTypesContext *_localctx = _tracker.createInstance<SuperTypesContext>(_ctx, getState());
  enterRule(_localctx, 34, TatuParser::RuleSuperTypes);
  size_t _la = 0;

  auto onExit = finally([=] {
    exitRule();
  });
  try {
    enterOuterAlt(_localctx, 1);
    setState(370);
    match(TatuParser::Colon);
    setState(371);
    _localctx->superTypeContext = superType();
    _localctx->types.push_back(_localctx->superTypeContext);
    setState(376);
    _errHandler->sync(this);
    _la = _input->LA(1);
    while (_la == TatuParser::Comma) {
      setState(372);
      match(TatuParser::Comma);
      setState(373);
      _localctx->superTypeContext = superType();
      _localctx->types.push_back(_localctx->superTypeContext);
      setState(378);
      _errHandler->sync(this);
      _la = _input->LA(1);
    }

  }
  catch (RecognitionException &e) {
    _errHandler->reportError(this, e);
    _localctx->exception = std::current_exception();
    _errHandler->recover(this, _localctx->exception);
  }

  return _localctx;
}

//----------------- SuperTypeContext ------------------------------------------------------------------

TatuParser::SuperTypeContext::SuperTypeContext(ParserRuleContext *parent, size_t invokingState)
  : ParserRuleContext(parent, invokingState) {
}

TatuParser::TypeContext* TatuParser::SuperTypeContext::type() {
  return getRuleContext<TatuParser::TypeContext>(0);
}

tree::TerminalNode* TatuParser::SuperTypeContext::ParenClose() {
  return getToken(TatuParser::ParenClose, 0);
}

tree::TerminalNode* TatuParser::SuperTypeContext::CallOpen() {
  return getToken(TatuParser::CallOpen, 0);
}

TatuParser::WhereClauseContext* TatuParser::SuperTypeContext::whereClause() {
  return getRuleContext<TatuParser::WhereClauseContext>(0);
}

std::vector<TatuParser::ArgumentContext *> TatuParser::SuperTypeContext::argument() {
  return getRuleContexts<TatuParser::ArgumentContext>();
}

TatuParser::ArgumentContext* TatuParser::SuperTypeContext::argument(size_t i) {
  return getRuleContext<TatuParser::ArgumentContext>(i);
}

std::vector<tree::TerminalNode *> TatuParser::SuperTypeContext::Comma() {
  return getTokens(TatuParser::Comma);
}

tree::TerminalNode* TatuParser::SuperTypeContext::Comma(size_t i) {
  return getToken(TatuParser::Comma, i);
}


size_t TatuParser::SuperTypeContext::getRuleIndex() const {
  return TatuParser::RuleSuperType;
}


TatuParser::SuperTypeContext* TatuParser::superType() {
  SuperTypeContext *_localctx = _tracker.createInstance<SuperTypeContext>(_ctx, getState());
  enterRule(_localctx, 36, TatuParser::RuleSuperType);
  size_t _la = 0;

  auto onExit = finally([=] {
    exitRule();
  });
  try {
    enterOuterAlt(_localctx, 1);
    setState(379);
    _localctx->base = type();
    setState(392);
    _errHandler->sync(this);

    _la = _input->LA(1);
    if (_la == TatuParser::CallOpen) {
      setState(380);
      _localctx->open = match(TatuParser::CallOpen);
      setState(389);
      _errHandler->sync(this);

      _la = _input->LA(1);
      if ((((_la & ~ 0x3fULL) == 0) &&
        ((1ULL << _la) & ((1ULL << TatuParser::Identifier)
        | (1ULL << TatuParser::LambdaName)
        | (1ULL << TatuParser::IntegerLiteral)
        | (1ULL << TatuParser::FloatLiteral)
        | (1ULL << TatuParser::CharacterLiteral)
        | (1ULL << TatuParser::StringLiteral)
        | (1ULL << TatuParser::ByteStringLiteral)
        | (1ULL << TatuParser::StringBegin)
        | (1ULL << TatuParser::ParenOpen)
        | (1ULL << TatuParser::LambdaOpen)
        | (1ULL << TatuParser::BracketOpen)
        | (1ULL << TatuParser::BlockOpen)
        | (1ULL << TatuParser::PrefixMinus)
        | (1ULL << TatuParser::Bang)
        | (1ULL << TatuParser::PrefixBangBang)
        | (1ULL << TatuParser::Tilde)
        | (1ULL << TatuParser::Ellipsis))) != 0) || ((((_la - 85) & ~ 0x3fULL) == 0) &&
        ((1ULL << (_la - 85)) & ((1ULL << (TatuParser::Break - 85))
        | (1ULL << (TatuParser::Continue - 85))
        | (1ULL << (TatuParser::False - 85))
        | (1ULL << (TatuParser::If - 85))
        | (1ULL << (TatuParser::Match - 85))
        | (1ULL << (TatuParser::Null - 85))
        | (1ULL << (TatuParser::Return - 85))
        | (1ULL << (TatuParser::Select - 85))
        | (1ULL << (TatuParser::Spawn - 85))
        | (1ULL << (TatuParser::Super - 85))
        | (1ULL << (TatuParser::This - 85))
        | (1ULL << (TatuParser::Throw - 85))
        | (1ULL << (TatuParser::True - 85))
        | (1ULL << (TatuParser::Try - 85))
        | (1ULL << (TatuParser::Yield - 85))
        | (1ULL << (TatuParser::ReturnNothing - 85))
        | (1ULL << (TatuParser::Scope - 85))
        | (1ULL << (TatuParser::Sequence - 85)))) != 0)) {
        setState(381);
        _localctx->argumentContext = argument();
        _localctx->arguments.push_back(_localctx->argumentContext);
        setState(386);
        _errHandler->sync(this);
        _la = _input->LA(1);
        while (_la == TatuParser::Comma) {
          setState(382);
          match(TatuParser::Comma);
          setState(383);
          _localctx->argumentContext = argument();
          _localctx->arguments.push_back(_localctx->argumentContext);
          setState(388);
          _errHandler->sync(this);
          _la = _input->LA(1);
        }
      }
      setState(391);
      match(TatuParser::ParenClose);
    }
    setState(395);
    _errHandler->sync(this);

    _la = _input->LA(1);
    if (_la == TatuParser::Where) {
      setState(394);
      _localctx->conditions = whereClause();
    }

  }
  catch (RecognitionException &e) {
    _errHandler->reportError(this, e);
    _localctx->exception = std::current_exception();
    _errHandler->recover(this, _localctx->exception);
  }

  return _localctx;
}

//----------------- EnumDeclarationContext ------------------------------------------------------------------

TatuParser::EnumDeclarationContext::EnumDeclarationContext(ParserRuleContext *parent, size_t invokingState)
  : ParserRuleContext(parent, invokingState) {
}

tree::TerminalNode* TatuParser::EnumDeclarationContext::Enum() {
  return getToken(TatuParser::Enum, 0);
}

tree::TerminalNode* TatuParser::EnumDeclarationContext::Identifier() {
  return getToken(TatuParser::Identifier, 0);
}

TatuParser::EnumBlockContext* TatuParser::EnumDeclarationContext::enumBlock() {
  return getRuleContext<TatuParser::EnumBlockContext>(0);
}

TatuParser::TypeParametersContext* TatuParser::EnumDeclarationContext::typeParameters() {
  return getRuleContext<TatuParser::TypeParametersContext>(0);
}

TatuParser::SuperTypesContext* TatuParser::EnumDeclarationContext::superTypes() {
  return getRuleContext<TatuParser::SuperTypesContext>(0);
}


size_t TatuParser::EnumDeclarationContext::getRuleIndex() const {
  return TatuParser::RuleEnumDeclaration;
}


TatuParser::EnumDeclarationContext* TatuParser::enumDeclaration() {
  EnumDeclarationContext *_localctx = _tracker.createInstance<EnumDeclarationContext>(_ctx, getState());
  enterRule(_localctx, 38, TatuParser::RuleEnumDeclaration);
  size_t _la = 0;

  auto onExit = finally([=] {
    exitRule();
  });
  try {
    enterOuterAlt(_localctx, 1);
    setState(397);
    match(TatuParser::Enum);
    setState(398);
    _localctx->name = match(TatuParser::Identifier);
    setState(400);
    _errHandler->sync(this);

    _la = _input->LA(1);
    if (_la == TatuParser::GenericOpen) {
      setState(399);
      _localctx->typeParams = typeParameters();
    }
    setState(403);
    _errHandler->sync(this);

    _la = _input->LA(1);
    if (_la == TatuParser::Colon) {
      setState(402);
      _localctx->supers = superTypes();
    }
    setState(405);
    _localctx->body = enumBlock();

  }
  catch (RecognitionException &e) {
    _errHandler->reportError(this, e);
    _localctx->exception = std::current_exception();
    _errHandler->recover(this, _localctx->exception);
  }

  return _localctx;
}

//----------------- EnumBlockContext ------------------------------------------------------------------

TatuParser::EnumBlockContext::EnumBlockContext(ParserRuleContext *parent, size_t invokingState)
  : ParserRuleContext(parent, invokingState) {
}

tree::TerminalNode* TatuParser::EnumBlockContext::BraceOpen() {
  return getToken(TatuParser::BraceOpen, 0);
}

tree::TerminalNode* TatuParser::EnumBlockContext::BraceClose() {
  return getToken(TatuParser::BraceClose, 0);
}

std::vector<TatuParser::EnumEntryContext *> TatuParser::EnumBlockContext::enumEntry() {
  return getRuleContexts<TatuParser::EnumEntryContext>();
}

TatuParser::EnumEntryContext* TatuParser::EnumBlockContext::enumEntry(size_t i) {
  return getRuleContext<TatuParser::EnumEntryContext>(i);
}

std::vector<tree::TerminalNode *> TatuParser::EnumBlockContext::Separator() {
  return getTokens(TatuParser::Separator);
}

tree::TerminalNode* TatuParser::EnumBlockContext::Separator(size_t i) {
  return getToken(TatuParser::Separator, i);
}


size_t TatuParser::EnumBlockContext::getRuleIndex() const {
  return TatuParser::RuleEnumBlock;
}


TatuParser::EnumBlockContext* TatuParser::enumBlock() {
  EnumBlockContext *_localctx = _tracker.createInstance<EnumBlockContext>(_ctx, getState());
  enterRule(_localctx, 40, TatuParser::RuleEnumBlock);
  size_t _la = 0;

  auto onExit = finally([=] {
    exitRule();
  });
  try {
    enterOuterAlt(_localctx, 1);
    setState(407);
    match(TatuParser::BraceOpen);
    setState(416);
    _errHandler->sync(this);

    _la = _input->LA(1);
    if (_la == TatuParser::Identifier

    || _la == TatuParser::At || ((((_la - 83) & ~ 0x3fULL) == 0) &&
      ((1ULL << (_la - 83)) & ((1ULL << (TatuParser::Abstract - 83))
      | (1ULL << (TatuParser::Const - 83))
      | (1ULL << (TatuParser::Data - 83))
      | (1ULL << (TatuParser::Fun - 83))
      | (1ULL << (TatuParser::Lazy - 83))
      | (1ULL << (TatuParser::Open - 83))
      | (1ULL << (TatuParser::Operator - 83))
      | (1ULL << (TatuParser::Override - 83))
      | (1ULL << (TatuParser::Pub - 83))
      | (1ULL << (TatuParser::Sealed - 83))
      | (1ULL << (TatuParser::Static - 83))
      | (1ULL << (TatuParser::Val - 83))
      | (1ULL << (TatuParser::Var - 83))
      | (1ULL << (TatuParser::Init - 83))
      | (1ULL << (TatuParser::Native - 83))
      | (1ULL << (TatuParser::Builtin - 83)))) != 0)) {
      setState(408);
      _localctx->enumEntryContext = enumEntry();
      _localctx->entries.push_back(_localctx->enumEntryContext);
      setState(413);
      _errHandler->sync(this);
      _la = _input->LA(1);
      while (_la == TatuParser::Separator) {
        setState(409);
        match(TatuParser::Separator);
        setState(410);
        _localctx->enumEntryContext = enumEntry();
        _localctx->entries.push_back(_localctx->enumEntryContext);
        setState(415);
        _errHandler->sync(this);
        _la = _input->LA(1);
      }
    }
    setState(418);
    match(TatuParser::BraceClose);

  }
  catch (RecognitionException &e) {
    _errHandler->reportError(this, e);
    _localctx->exception = std::current_exception();
    _errHandler->recover(this, _localctx->exception);
  }

  return _localctx;
}

//----------------- EnumEntryContext ------------------------------------------------------------------

TatuParser::EnumEntryContext::EnumEntryContext(ParserRuleContext *parent, size_t invokingState)
  : ParserRuleContext(parent, invokingState) {
}

TatuParser::EnumCaseContext* TatuParser::EnumEntryContext::enumCase() {
  return getRuleContext<TatuParser::EnumCaseContext>(0);
}

TatuParser::MemberContext* TatuParser::EnumEntryContext::member() {
  return getRuleContext<TatuParser::MemberContext>(0);
}


size_t TatuParser::EnumEntryContext::getRuleIndex() const {
  return TatuParser::RuleEnumEntry;
}


TatuParser::EnumEntryContext* TatuParser::enumEntry() {
  EnumEntryContext *_localctx = _tracker.createInstance<EnumEntryContext>(_ctx, getState());
  enterRule(_localctx, 42, TatuParser::RuleEnumEntry);

  auto onExit = finally([=] {
    exitRule();
  });
  try {
    setState(422);
    _errHandler->sync(this);
    switch (_input->LA(1)) {
      case TatuParser::Identifier: {
        enterOuterAlt(_localctx, 1);
        setState(420);
        _localctx->single = enumCase();
        break;
      }

      case TatuParser::At:
      case TatuParser::Abstract:
      case TatuParser::Const:
      case TatuParser::Data:
      case TatuParser::Fun:
      case TatuParser::Lazy:
      case TatuParser::Open:
      case TatuParser::Operator:
      case TatuParser::Override:
      case TatuParser::Pub:
      case TatuParser::Sealed:
      case TatuParser::Static:
      case TatuParser::Val:
      case TatuParser::Var:
      case TatuParser::Init:
      case TatuParser::Native:
      case TatuParser::Builtin: {
        enterOuterAlt(_localctx, 2);
        setState(421);
        _localctx->inner = member();
        break;
      }

    default:
      throw NoViableAltException(this);
    }

  }
  catch (RecognitionException &e) {
    _errHandler->reportError(this, e);
    _localctx->exception = std::current_exception();
    _errHandler->recover(this, _localctx->exception);
  }

  return _localctx;
}

//----------------- EnumCaseContext ------------------------------------------------------------------

TatuParser::EnumCaseContext::EnumCaseContext(ParserRuleContext *parent, size_t invokingState)
  : ParserRuleContext(parent, invokingState) {
}

tree::TerminalNode* TatuParser::EnumCaseContext::Identifier() {
  return getToken(TatuParser::Identifier, 0);
}

tree::TerminalNode* TatuParser::EnumCaseContext::ParenClose() {
  return getToken(TatuParser::ParenClose, 0);
}

tree::TerminalNode* TatuParser::EnumCaseContext::CallOpen() {
  return getToken(TatuParser::CallOpen, 0);
}

std::vector<TatuParser::ParameterContext *> TatuParser::EnumCaseContext::parameter() {
  return getRuleContexts<TatuParser::ParameterContext>();
}

TatuParser::ParameterContext* TatuParser::EnumCaseContext::parameter(size_t i) {
  return getRuleContext<TatuParser::ParameterContext>(i);
}

std::vector<tree::TerminalNode *> TatuParser::EnumCaseContext::Comma() {
  return getTokens(TatuParser::Comma);
}

tree::TerminalNode* TatuParser::EnumCaseContext::Comma(size_t i) {
  return getToken(TatuParser::Comma, i);
}


size_t TatuParser::EnumCaseContext::getRuleIndex() const {
  return TatuParser::RuleEnumCase;
}


TatuParser::EnumCaseContext* TatuParser::enumCase() {
  EnumCaseContext *_localctx = _tracker.createInstance<EnumCaseContext>(_ctx, getState());
  enterRule(_localctx, 44, TatuParser::RuleEnumCase);
  size_t _la = 0;

  auto onExit = finally([=] {
    exitRule();
  });
  try {
    enterOuterAlt(_localctx, 1);
    setState(424);
    _localctx->name = match(TatuParser::Identifier);
    setState(437);
    _errHandler->sync(this);

    _la = _input->LA(1);
    if (_la == TatuParser::CallOpen) {
      setState(425);
      _localctx->open = match(TatuParser::CallOpen);
      setState(434);
      _errHandler->sync(this);

      _la = _input->LA(1);
      if (_la == TatuParser::Identifier) {
        setState(426);
        _localctx->parameterContext = parameter();
        _localctx->params.push_back(_localctx->parameterContext);
        setState(431);
        _errHandler->sync(this);
        _la = _input->LA(1);
        while (_la == TatuParser::Comma) {
          setState(427);
          match(TatuParser::Comma);
          setState(428);
          _localctx->parameterContext = parameter();
          _localctx->params.push_back(_localctx->parameterContext);
          setState(433);
          _errHandler->sync(this);
          _la = _input->LA(1);
        }
      }
      setState(436);
      match(TatuParser::ParenClose);
    }

  }
  catch (RecognitionException &e) {
    _errHandler->reportError(this, e);
    _localctx->exception = std::current_exception();
    _errHandler->recover(this, _localctx->exception);
  }

  return _localctx;
}

//----------------- TypeAliasDeclarationContext ------------------------------------------------------------------

TatuParser::TypeAliasDeclarationContext::TypeAliasDeclarationContext(ParserRuleContext *parent, size_t invokingState)
  : ParserRuleContext(parent, invokingState) {
}

tree::TerminalNode* TatuParser::TypeAliasDeclarationContext::Typealias() {
  return getToken(TatuParser::Typealias, 0);
}

tree::TerminalNode* TatuParser::TypeAliasDeclarationContext::Assign() {
  return getToken(TatuParser::Assign, 0);
}

tree::TerminalNode* TatuParser::TypeAliasDeclarationContext::Identifier() {
  return getToken(TatuParser::Identifier, 0);
}

TatuParser::TypeContext* TatuParser::TypeAliasDeclarationContext::type() {
  return getRuleContext<TatuParser::TypeContext>(0);
}

TatuParser::TypeParametersContext* TatuParser::TypeAliasDeclarationContext::typeParameters() {
  return getRuleContext<TatuParser::TypeParametersContext>(0);
}


size_t TatuParser::TypeAliasDeclarationContext::getRuleIndex() const {
  return TatuParser::RuleTypeAliasDeclaration;
}


TatuParser::TypeAliasDeclarationContext* TatuParser::typeAliasDeclaration() {
  TypeAliasDeclarationContext *_localctx = _tracker.createInstance<TypeAliasDeclarationContext>(_ctx, getState());
  enterRule(_localctx, 46, TatuParser::RuleTypeAliasDeclaration);
  size_t _la = 0;

  auto onExit = finally([=] {
    exitRule();
  });
  try {
    enterOuterAlt(_localctx, 1);
    setState(439);
    match(TatuParser::Typealias);
    setState(440);
    _localctx->name = match(TatuParser::Identifier);
    setState(442);
    _errHandler->sync(this);

    _la = _input->LA(1);
    if (_la == TatuParser::GenericOpen) {
      setState(441);
      _localctx->typeParams = typeParameters();
    }
    setState(444);
    match(TatuParser::Assign);
    setState(445);
    _localctx->target = type();

  }
  catch (RecognitionException &e) {
    _errHandler->reportError(this, e);
    _localctx->exception = std::current_exception();
    _errHandler->recover(this, _localctx->exception);
  }

  return _localctx;
}

//----------------- InterfaceDeclarationContext ------------------------------------------------------------------

TatuParser::InterfaceDeclarationContext::InterfaceDeclarationContext(ParserRuleContext *parent, size_t invokingState)
  : ParserRuleContext(parent, invokingState) {
}

tree::TerminalNode* TatuParser::InterfaceDeclarationContext::Interface() {
  return getToken(TatuParser::Interface, 0);
}

tree::TerminalNode* TatuParser::InterfaceDeclarationContext::Identifier() {
  return getToken(TatuParser::Identifier, 0);
}

TatuParser::TypeParametersContext* TatuParser::InterfaceDeclarationContext::typeParameters() {
  return getRuleContext<TatuParser::TypeParametersContext>(0);
}

TatuParser::SuperTypesContext* TatuParser::InterfaceDeclarationContext::superTypes() {
  return getRuleContext<TatuParser::SuperTypesContext>(0);
}

TatuParser::MemberBlockContext* TatuParser::InterfaceDeclarationContext::memberBlock() {
  return getRuleContext<TatuParser::MemberBlockContext>(0);
}


size_t TatuParser::InterfaceDeclarationContext::getRuleIndex() const {
  return TatuParser::RuleInterfaceDeclaration;
}


TatuParser::InterfaceDeclarationContext* TatuParser::interfaceDeclaration() {
  InterfaceDeclarationContext *_localctx = _tracker.createInstance<InterfaceDeclarationContext>(_ctx, getState());
  enterRule(_localctx, 48, TatuParser::RuleInterfaceDeclaration);
  size_t _la = 0;

  auto onExit = finally([=] {
    exitRule();
  });
  try {
    enterOuterAlt(_localctx, 1);
    setState(447);
    match(TatuParser::Interface);
    setState(448);
    _localctx->name = match(TatuParser::Identifier);
    setState(450);
    _errHandler->sync(this);

    _la = _input->LA(1);
    if (_la == TatuParser::GenericOpen) {
      setState(449);
      _localctx->typeParams = typeParameters();
    }
    setState(453);
    _errHandler->sync(this);

    _la = _input->LA(1);
    if (_la == TatuParser::Colon) {
      setState(452);
      _localctx->supers = superTypes();
    }
    setState(456);
    _errHandler->sync(this);

    _la = _input->LA(1);
    if (_la == TatuParser::BraceOpen) {
      setState(455);
      _localctx->body = memberBlock();
    }

  }
  catch (RecognitionException &e) {
    _errHandler->reportError(this, e);
    _localctx->exception = std::current_exception();
    _errHandler->recover(this, _localctx->exception);
  }

  return _localctx;
}

//----------------- MemberContext ------------------------------------------------------------------

TatuParser::MemberContext::MemberContext(ParserRuleContext *parent, size_t invokingState)
  : ParserRuleContext(parent, invokingState) {
}

TatuParser::FunctionDeclarationContext* TatuParser::MemberContext::functionDeclaration() {
  return getRuleContext<TatuParser::FunctionDeclarationContext>(0);
}

TatuParser::VariableDeclarationContext* TatuParser::MemberContext::variableDeclaration() {
  return getRuleContext<TatuParser::VariableDeclarationContext>(0);
}

TatuParser::InitDeclarationContext* TatuParser::MemberContext::initDeclaration() {
  return getRuleContext<TatuParser::InitDeclarationContext>(0);
}

std::vector<TatuParser::AnnotationContext *> TatuParser::MemberContext::annotation() {
  return getRuleContexts<TatuParser::AnnotationContext>();
}

TatuParser::AnnotationContext* TatuParser::MemberContext::annotation(size_t i) {
  return getRuleContext<TatuParser::AnnotationContext>(i);
}

std::vector<TatuParser::ModifierContext *> TatuParser::MemberContext::modifier() {
  return getRuleContexts<TatuParser::ModifierContext>();
}

TatuParser::ModifierContext* TatuParser::MemberContext::modifier(size_t i) {
  return getRuleContext<TatuParser::ModifierContext>(i);
}


size_t TatuParser::MemberContext::getRuleIndex() const {
  return TatuParser::RuleMember;
}


TatuParser::MemberContext* TatuParser::member() {
  MemberContext *_localctx = _tracker.createInstance<MemberContext>(_ctx, getState());
  enterRule(_localctx, 50, TatuParser::RuleMember);
  size_t _la = 0;

  auto onExit = finally([=] {
    exitRule();
  });
  try {
    enterOuterAlt(_localctx, 1);
    setState(461);
    _errHandler->sync(this);
    _la = _input->LA(1);
    while (_la == TatuParser::At) {
      setState(458);
      _localctx->annotationContext = annotation();
      _localctx->annotations.push_back(_localctx->annotationContext);
      setState(463);
      _errHandler->sync(this);
      _la = _input->LA(1);
    }
    setState(467);
    _errHandler->sync(this);
    _la = _input->LA(1);
    while (((((_la - 83) & ~ 0x3fULL) == 0) &&
      ((1ULL << (_la - 83)) & ((1ULL << (TatuParser::Abstract - 83))
      | (1ULL << (TatuParser::Data - 83))
      | (1ULL << (TatuParser::Open - 83))
      | (1ULL << (TatuParser::Operator - 83))
      | (1ULL << (TatuParser::Override - 83))
      | (1ULL << (TatuParser::Pub - 83))
      | (1ULL << (TatuParser::Sealed - 83))
      | (1ULL << (TatuParser::Static - 83))
      | (1ULL << (TatuParser::Native - 83))
      | (1ULL << (TatuParser::Builtin - 83)))) != 0)) {
      setState(464);
      _localctx->modifierContext = modifier();
      _localctx->modifiers.push_back(_localctx->modifierContext);
      setState(469);
      _errHandler->sync(this);
      _la = _input->LA(1);
    }
    setState(473);
    _errHandler->sync(this);
    switch (_input->LA(1)) {
      case TatuParser::Fun: {
        setState(470);
        _localctx->function = functionDeclaration();
        break;
      }

      case TatuParser::Const:
      case TatuParser::Lazy:
      case TatuParser::Val:
      case TatuParser::Var: {
        setState(471);
        _localctx->variable = variableDeclaration();
        break;
      }

      case TatuParser::Init: {
        setState(472);
        _localctx->initializer = initDeclaration();
        break;
      }

    default:
      throw NoViableAltException(this);
    }

  }
  catch (RecognitionException &e) {
    _errHandler->reportError(this, e);
    _localctx->exception = std::current_exception();
    _errHandler->recover(this, _localctx->exception);
  }

  return _localctx;
}

//----------------- VariableDeclarationContext ------------------------------------------------------------------

TatuParser::VariableDeclarationContext::VariableDeclarationContext(ParserRuleContext *parent, size_t invokingState)
  : ParserRuleContext(parent, invokingState) {
}

tree::TerminalNode* TatuParser::VariableDeclarationContext::Val() {
  return getToken(TatuParser::Val, 0);
}

tree::TerminalNode* TatuParser::VariableDeclarationContext::Var() {
  return getToken(TatuParser::Var, 0);
}

tree::TerminalNode* TatuParser::VariableDeclarationContext::Const() {
  return getToken(TatuParser::Const, 0);
}

tree::TerminalNode* TatuParser::VariableDeclarationContext::Identifier() {
  return getToken(TatuParser::Identifier, 0);
}

tree::TerminalNode* TatuParser::VariableDeclarationContext::ParenOpen() {
  return getToken(TatuParser::ParenOpen, 0);
}

std::vector<TatuParser::BindingPatternContext *> TatuParser::VariableDeclarationContext::bindingPattern() {
  return getRuleContexts<TatuParser::BindingPatternContext>();
}

TatuParser::BindingPatternContext* TatuParser::VariableDeclarationContext::bindingPattern(size_t i) {
  return getRuleContext<TatuParser::BindingPatternContext>(i);
}

tree::TerminalNode* TatuParser::VariableDeclarationContext::ParenClose() {
  return getToken(TatuParser::ParenClose, 0);
}

tree::TerminalNode* TatuParser::VariableDeclarationContext::Colon() {
  return getToken(TatuParser::Colon, 0);
}

tree::TerminalNode* TatuParser::VariableDeclarationContext::Assign() {
  return getToken(TatuParser::Assign, 0);
}

tree::TerminalNode* TatuParser::VariableDeclarationContext::Lazy() {
  return getToken(TatuParser::Lazy, 0);
}

TatuParser::TypeParametersContext* TatuParser::VariableDeclarationContext::typeParameters() {
  return getRuleContext<TatuParser::TypeParametersContext>(0);
}

std::vector<TatuParser::TypeContext *> TatuParser::VariableDeclarationContext::type() {
  return getRuleContexts<TatuParser::TypeContext>();
}

TatuParser::TypeContext* TatuParser::VariableDeclarationContext::type(size_t i) {
  return getRuleContext<TatuParser::TypeContext>(i);
}

TatuParser::ExpressionContext* TatuParser::VariableDeclarationContext::expression() {
  return getRuleContext<TatuParser::ExpressionContext>(0);
}

TatuParser::GetterContext* TatuParser::VariableDeclarationContext::getter() {
  return getRuleContext<TatuParser::GetterContext>(0);
}

TatuParser::SetterContext* TatuParser::VariableDeclarationContext::setter() {
  return getRuleContext<TatuParser::SetterContext>(0);
}

tree::TerminalNode* TatuParser::VariableDeclarationContext::ReceiverStart() {
  return getToken(TatuParser::ReceiverStart, 0);
}

tree::TerminalNode* TatuParser::VariableDeclarationContext::ReceiverDot() {
  return getToken(TatuParser::ReceiverDot, 0);
}

std::vector<tree::TerminalNode *> TatuParser::VariableDeclarationContext::Comma() {
  return getTokens(TatuParser::Comma);
}

tree::TerminalNode* TatuParser::VariableDeclarationContext::Comma(size_t i) {
  return getToken(TatuParser::Comma, i);
}


size_t TatuParser::VariableDeclarationContext::getRuleIndex() const {
  return TatuParser::RuleVariableDeclaration;
}


TatuParser::VariableDeclarationContext* TatuParser::variableDeclaration() {
  VariableDeclarationContext *_localctx = _tracker.createInstance<VariableDeclarationContext>(_ctx, getState());
  enterRule(_localctx, 52, TatuParser::RuleVariableDeclaration);
  size_t _la = 0;

  auto onExit = finally([=] {
    exitRule();
  });
  try {
    enterOuterAlt(_localctx, 1);
    setState(476);
    _errHandler->sync(this);

    _la = _input->LA(1);
    if (_la == TatuParser::Lazy) {
      setState(475);
      _localctx->late = match(TatuParser::Lazy);
    }
    setState(478);
    _localctx->word = _input->LT(1);
    _la = _input->LA(1);
    if (!(((((_la - 88) & ~ 0x3fULL) == 0) &&
      ((1ULL << (_la - 88)) & ((1ULL << (TatuParser::Const - 88))
      | (1ULL << (TatuParser::Val - 88))
      | (1ULL << (TatuParser::Var - 88)))) != 0))) {
      _localctx->word = _errHandler->recoverInline(this);
    }
    else {
      _errHandler->reportMatch(this);
      consume();
    }
    setState(497);
    _errHandler->sync(this);
    switch (_input->LA(1)) {
      case TatuParser::Identifier:
      case TatuParser::ReceiverStart: {
        setState(483);
        _errHandler->sync(this);

        _la = _input->LA(1);
        if (_la == TatuParser::ReceiverStart) {
          setState(479);
          match(TatuParser::ReceiverStart);
          setState(480);
          _localctx->receiver = type();
          setState(481);
          match(TatuParser::ReceiverDot);
        }
        setState(485);
        _localctx->name = match(TatuParser::Identifier);
        break;
      }

      case TatuParser::ParenOpen: {
        setState(486);
        _localctx->open = match(TatuParser::ParenOpen);
        setState(487);
        _localctx->bindingPatternContext = bindingPattern();
        _localctx->elements.push_back(_localctx->bindingPatternContext);
        setState(492);
        _errHandler->sync(this);
        _la = _input->LA(1);
        while (_la == TatuParser::Comma) {
          setState(488);
          match(TatuParser::Comma);
          setState(489);
          _localctx->bindingPatternContext = bindingPattern();
          _localctx->elements.push_back(_localctx->bindingPatternContext);
          setState(494);
          _errHandler->sync(this);
          _la = _input->LA(1);
        }
        setState(495);
        _localctx->close = match(TatuParser::ParenClose);
        break;
      }

    default:
      throw NoViableAltException(this);
    }
    setState(500);
    _errHandler->sync(this);

    _la = _input->LA(1);
    if (_la == TatuParser::GenericOpen) {
      setState(499);
      _localctx->typeParams = typeParameters();
    }
    setState(504);
    _errHandler->sync(this);

    _la = _input->LA(1);
    if (_la == TatuParser::Colon) {
      setState(502);
      match(TatuParser::Colon);
      setState(503);
      _localctx->declared = type();
    }
    setState(508);
    _errHandler->sync(this);

    _la = _input->LA(1);
    if (_la == TatuParser::Assign) {
      setState(506);
      match(TatuParser::Assign);
      setState(507);
      _localctx->value = expression();
    }
    setState(518);
    _errHandler->sync(this);
    switch (_input->LA(1)) {
      case TatuParser::Get: {
        setState(510);
        _localctx->reader = getter();
        setState(512);
        _errHandler->sync(this);

        _la = _input->LA(1);
        if (_la == TatuParser::Set) {
          setState(511);
          _localctx->writer = setter();
        }
        break;
      }

      case TatuParser::Set: {
        setState(514);
        _localctx->writer = setter();
        setState(516);
        _errHandler->sync(this);

        _la = _input->LA(1);
        if (_la == TatuParser::Get) {
          setState(515);
          _localctx->reader = getter();
        }
        break;
      }

      case TatuParser::EOF:
      case TatuParser::Separator:
      case TatuParser::BraceClose: {
        break;
      }

    default:
      break;
    }

  }
  catch (RecognitionException &e) {
    _errHandler->reportError(this, e);
    _localctx->exception = std::current_exception();
    _errHandler->recover(this, _localctx->exception);
  }

  return _localctx;
}

//----------------- GetterContext ------------------------------------------------------------------

TatuParser::GetterContext::GetterContext(ParserRuleContext *parent, size_t invokingState)
  : ParserRuleContext(parent, invokingState) {
}

tree::TerminalNode* TatuParser::GetterContext::Get() {
  return getToken(TatuParser::Get, 0);
}

tree::TerminalNode* TatuParser::GetterContext::CallOpen() {
  return getToken(TatuParser::CallOpen, 0);
}

tree::TerminalNode* TatuParser::GetterContext::ParenClose() {
  return getToken(TatuParser::ParenClose, 0);
}

TatuParser::FunctionBodyContext* TatuParser::GetterContext::functionBody() {
  return getRuleContext<TatuParser::FunctionBodyContext>(0);
}


size_t TatuParser::GetterContext::getRuleIndex() const {
  return TatuParser::RuleGetter;
}


TatuParser::GetterContext* TatuParser::getter() {
  GetterContext *_localctx = _tracker.createInstance<GetterContext>(_ctx, getState());
  enterRule(_localctx, 54, TatuParser::RuleGetter);

  auto onExit = finally([=] {
    exitRule();
  });
  try {
    enterOuterAlt(_localctx, 1);
    setState(520);
    match(TatuParser::Get);
    setState(521);
    match(TatuParser::CallOpen);
    setState(522);
    match(TatuParser::ParenClose);
    setState(523);
    _localctx->body = functionBody();

  }
  catch (RecognitionException &e) {
    _errHandler->reportError(this, e);
    _localctx->exception = std::current_exception();
    _errHandler->recover(this, _localctx->exception);
  }

  return _localctx;
}

//----------------- SetterContext ------------------------------------------------------------------

TatuParser::SetterContext::SetterContext(ParserRuleContext *parent, size_t invokingState)
  : ParserRuleContext(parent, invokingState) {
}

tree::TerminalNode* TatuParser::SetterContext::Set() {
  return getToken(TatuParser::Set, 0);
}

tree::TerminalNode* TatuParser::SetterContext::CallOpen() {
  return getToken(TatuParser::CallOpen, 0);
}

tree::TerminalNode* TatuParser::SetterContext::ParenClose() {
  return getToken(TatuParser::ParenClose, 0);
}

tree::TerminalNode* TatuParser::SetterContext::Identifier() {
  return getToken(TatuParser::Identifier, 0);
}

TatuParser::FunctionBodyContext* TatuParser::SetterContext::functionBody() {
  return getRuleContext<TatuParser::FunctionBodyContext>(0);
}

tree::TerminalNode* TatuParser::SetterContext::Colon() {
  return getToken(TatuParser::Colon, 0);
}

TatuParser::TypeContext* TatuParser::SetterContext::type() {
  return getRuleContext<TatuParser::TypeContext>(0);
}


size_t TatuParser::SetterContext::getRuleIndex() const {
  return TatuParser::RuleSetter;
}


TatuParser::SetterContext* TatuParser::setter() {
  SetterContext *_localctx = _tracker.createInstance<SetterContext>(_ctx, getState());
  enterRule(_localctx, 56, TatuParser::RuleSetter);
  size_t _la = 0;

  auto onExit = finally([=] {
    exitRule();
  });
  try {
    enterOuterAlt(_localctx, 1);
    setState(525);
    match(TatuParser::Set);
    setState(526);
    match(TatuParser::CallOpen);
    setState(527);
    _localctx->name = match(TatuParser::Identifier);
    setState(530);
    _errHandler->sync(this);

    _la = _input->LA(1);
    if (_la == TatuParser::Colon) {
      setState(528);
      match(TatuParser::Colon);
      setState(529);
      _localctx->declared = type();
    }
    setState(532);
    match(TatuParser::ParenClose);
    setState(533);
    _localctx->body = functionBody();

  }
  catch (RecognitionException &e) {
    _errHandler->reportError(this, e);
    _localctx->exception = std::current_exception();
    _errHandler->recover(this, _localctx->exception);
  }

  return _localctx;
}

//----------------- InitDeclarationContext ------------------------------------------------------------------

TatuParser::InitDeclarationContext::InitDeclarationContext(ParserRuleContext *parent, size_t invokingState)
  : ParserRuleContext(parent, invokingState) {
}

tree::TerminalNode* TatuParser::InitDeclarationContext::Init() {
  return getToken(TatuParser::Init, 0);
}

TatuParser::BlockContext* TatuParser::InitDeclarationContext::block() {
  return getRuleContext<TatuParser::BlockContext>(0);
}


size_t TatuParser::InitDeclarationContext::getRuleIndex() const {
  return TatuParser::RuleInitDeclaration;
}


TatuParser::InitDeclarationContext* TatuParser::initDeclaration() {
  InitDeclarationContext *_localctx = _tracker.createInstance<InitDeclarationContext>(_ctx, getState());
  enterRule(_localctx, 58, TatuParser::RuleInitDeclaration);

  auto onExit = finally([=] {
    exitRule();
  });
  try {
    enterOuterAlt(_localctx, 1);
    setState(535);
    match(TatuParser::Init);
    setState(536);
    _localctx->body = block();

  }
  catch (RecognitionException &e) {
    _errHandler->reportError(this, e);
    _localctx->exception = std::current_exception();
    _errHandler->recover(this, _localctx->exception);
  }

  return _localctx;
}

//----------------- TypeContext ------------------------------------------------------------------

TatuParser::TypeContext::TypeContext(ParserRuleContext *parent, size_t invokingState)
  : ParserRuleContext(parent, invokingState) {
}

std::vector<tree::TerminalNode *> TatuParser::TypeContext::Identifier() {
  return getTokens(TatuParser::Identifier);
}

tree::TerminalNode* TatuParser::TypeContext::Identifier(size_t i) {
  return getToken(TatuParser::Identifier, i);
}

std::vector<tree::TerminalNode *> TatuParser::TypeContext::Dot() {
  return getTokens(TatuParser::Dot);
}

tree::TerminalNode* TatuParser::TypeContext::Dot(size_t i) {
  return getToken(TatuParser::Dot, i);
}

tree::TerminalNode* TatuParser::TypeContext::GenericOpen() {
  return getToken(TatuParser::GenericOpen, 0);
}

tree::TerminalNode* TatuParser::TypeContext::GenericClose() {
  return getToken(TatuParser::GenericClose, 0);
}

std::vector<TatuParser::TypeContext *> TatuParser::TypeContext::type() {
  return getRuleContexts<TatuParser::TypeContext>();
}

TatuParser::TypeContext* TatuParser::TypeContext::type(size_t i) {
  return getRuleContext<TatuParser::TypeContext>(i);
}

std::vector<tree::TerminalNode *> TatuParser::TypeContext::Question() {
  return getTokens(TatuParser::Question);
}

tree::TerminalNode* TatuParser::TypeContext::Question(size_t i) {
  return getToken(TatuParser::Question, i);
}

std::vector<tree::TerminalNode *> TatuParser::TypeContext::Comma() {
  return getTokens(TatuParser::Comma);
}

tree::TerminalNode* TatuParser::TypeContext::Comma(size_t i) {
  return getToken(TatuParser::Comma, i);
}

tree::TerminalNode* TatuParser::TypeContext::ParenOpen() {
  return getToken(TatuParser::ParenOpen, 0);
}

tree::TerminalNode* TatuParser::TypeContext::ParenClose() {
  return getToken(TatuParser::ParenClose, 0);
}

tree::TerminalNode* TatuParser::TypeContext::Arrow() {
  return getToken(TatuParser::Arrow, 0);
}


size_t TatuParser::TypeContext::getRuleIndex() const {
  return TatuParser::RuleType;
}


TatuParser::TypeContext* TatuParser::type() {
  TypeContext *_localctx = _tracker.createInstance<TypeContext>(_ctx, getState());
  enterRule(_localctx, 60, TatuParser::RuleType);
  size_t _la = 0;

  auto onExit = finally([=] {
    exitRule();
  });
  try {
    setState(587);
    _errHandler->sync(this);
    switch (_input->LA(1)) {
      case TatuParser::Identifier: {
        enterOuterAlt(_localctx, 1);
        setState(538);
        _localctx->identifierToken = match(TatuParser::Identifier);
        _localctx->path.push_back(_localctx->identifierToken);
        setState(543);
        _errHandler->sync(this);
        _la = _input->LA(1);
        while (_la == TatuParser::Dot) {
          setState(539);
          match(TatuParser::Dot);
          setState(540);
          _localctx->identifierToken = match(TatuParser::Identifier);
          _localctx->path.push_back(_localctx->identifierToken);
          setState(545);
          _errHandler->sync(this);
          _la = _input->LA(1);
        }
        setState(557);
        _errHandler->sync(this);

        _la = _input->LA(1);
        if (_la == TatuParser::GenericOpen) {
          setState(546);
          match(TatuParser::GenericOpen);
          setState(547);
          _localctx->typeContext = type();
          _localctx->arguments.push_back(_localctx->typeContext);
          setState(552);
          _errHandler->sync(this);
          _la = _input->LA(1);
          while (_la == TatuParser::Comma) {
            setState(548);
            match(TatuParser::Comma);
            setState(549);
            _localctx->typeContext = type();
            _localctx->arguments.push_back(_localctx->typeContext);
            setState(554);
            _errHandler->sync(this);
            _la = _input->LA(1);
          }
          setState(555);
          match(TatuParser::GenericClose);
        }
        setState(562);
        _errHandler->sync(this);
        _la = _input->LA(1);
        while (_la == TatuParser::Question) {
          setState(559);
          _localctx->questionToken = match(TatuParser::Question);
          _localctx->marks.push_back(_localctx->questionToken);
          setState(564);
          _errHandler->sync(this);
          _la = _input->LA(1);
        }
        break;
      }

      case TatuParser::ParenOpen: {
        enterOuterAlt(_localctx, 2);
        setState(565);
        _localctx->open = match(TatuParser::ParenOpen);
        setState(574);
        _errHandler->sync(this);

        _la = _input->LA(1);
        if (_la == TatuParser::Identifier

        || _la == TatuParser::ParenOpen) {
          setState(566);
          _localctx->typeContext = type();
          _localctx->elements.push_back(_localctx->typeContext);
          setState(571);
          _errHandler->sync(this);
          _la = _input->LA(1);
          while (_la == TatuParser::Comma) {
            setState(567);
            match(TatuParser::Comma);
            setState(568);
            _localctx->typeContext = type();
            _localctx->elements.push_back(_localctx->typeContext);
            setState(573);
            _errHandler->sync(this);
            _la = _input->LA(1);
          }
        }
        setState(576);
        _localctx->close = match(TatuParser::ParenClose);
        setState(585);
        _errHandler->sync(this);
        switch (_input->LA(1)) {
          case TatuParser::Arrow: {
            setState(577);
            _localctx->arrow = match(TatuParser::Arrow);
            setState(578);
            _localctx->result = type();
            break;
          }

          case TatuParser::EOF:
          case TatuParser::StringMiddle:
          case TatuParser::StringEnd:
          case TatuParser::Format:
          case TatuParser::Separator:
          case TatuParser::CallOpen:
          case TatuParser::ParenClose:
          case TatuParser::BracketClose:
          case TatuParser::BraceOpen:
          case TatuParser::BraceClose:
          case TatuParser::GenericClose:
          case TatuParser::ReceiverDot:
          case TatuParser::Question:
          case TatuParser::Colon:
          case TatuParser::Comma:
          case TatuParser::ArmArrow:
          case TatuParser::Star:
          case TatuParser::Slash:
          case TatuParser::Percent:
          case TatuParser::Plus:
          case TatuParser::Minus:
          case TatuParser::ShiftLeft:
          case TatuParser::ShiftRight:
          case TatuParser::ShiftRightUnsigned:
          case TatuParser::Ampersand:
          case TatuParser::Caret:
          case TatuParser::Pipe:
          case TatuParser::DotDot:
          case TatuParser::DotDotLess:
          case TatuParser::Ellipsis:
          case TatuParser::Coalesce:
          case TatuParser::NotIs:
          case TatuParser::NotIn:
          case TatuParser::AsQuestion:
          case TatuParser::Less:
          case TatuParser::LessEqual:
          case TatuParser::Greater:
          case TatuParser::GreaterEqual:
          case TatuParser::EqualEqual:
          case TatuParser::NotEqual:
          case TatuParser::Identical:
          case TatuParser::NotIdentical:
          case TatuParser::AndAnd:
          case TatuParser::OrOr:
          case TatuParser::Assign:
          case TatuParser::PlusAssign:
          case TatuParser::MinusAssign:
          case TatuParser::StarAssign:
          case TatuParser::SlashAssign:
          case TatuParser::PercentAssign:
          case TatuParser::AmpersandAssign:
          case TatuParser::PipeAssign:
          case TatuParser::CaretAssign:
          case TatuParser::ShiftLeftAssign:
          case TatuParser::ShiftRightAssign:
          case TatuParser::ShiftRightUnsignedAssign:
          case TatuParser::As:
          case TatuParser::If:
          case TatuParser::In:
          case TatuParser::Is:
          case TatuParser::Where:
          case TatuParser::Get:
          case TatuParser::Set: {
            setState(582);
            _errHandler->sync(this);
            _la = _input->LA(1);
            while (_la == TatuParser::Question) {
              setState(579);
              _localctx->questionToken = match(TatuParser::Question);
              _localctx->marks.push_back(_localctx->questionToken);
              setState(584);
              _errHandler->sync(this);
              _la = _input->LA(1);
            }
            break;
          }

        default:
          throw NoViableAltException(this);
        }
        break;
      }

    default:
      throw NoViableAltException(this);
    }

  }
  catch (RecognitionException &e) {
    _errHandler->reportError(this, e);
    _localctx->exception = std::current_exception();
    _errHandler->recover(this, _localctx->exception);
  }

  return _localctx;
}

//----------------- BlockContext ------------------------------------------------------------------

TatuParser::BlockContext::BlockContext(ParserRuleContext *parent, size_t invokingState)
  : ParserRuleContext(parent, invokingState) {
}

tree::TerminalNode* TatuParser::BlockContext::BraceOpen() {
  return getToken(TatuParser::BraceOpen, 0);
}

tree::TerminalNode* TatuParser::BlockContext::BraceClose() {
  return getToken(TatuParser::BraceClose, 0);
}

std::vector<TatuParser::StatementContext *> TatuParser::BlockContext::statement() {
  return getRuleContexts<TatuParser::StatementContext>();
}

TatuParser::StatementContext* TatuParser::BlockContext::statement(size_t i) {
  return getRuleContext<TatuParser::StatementContext>(i);
}

std::vector<tree::TerminalNode *> TatuParser::BlockContext::Separator() {
  return getTokens(TatuParser::Separator);
}

tree::TerminalNode* TatuParser::BlockContext::Separator(size_t i) {
  return getToken(TatuParser::Separator, i);
}


size_t TatuParser::BlockContext::getRuleIndex() const {
  return TatuParser::RuleBlock;
}


TatuParser::BlockContext* TatuParser::block() {
  BlockContext *_localctx = _tracker.createInstance<BlockContext>(_ctx, getState());
  enterRule(_localctx, 62, TatuParser::RuleBlock);
  size_t _la = 0;

  auto onExit = finally([=] {
    exitRule();
  });
  try {
    enterOuterAlt(_localctx, 1);
    setState(589);
    match(TatuParser::BraceOpen);
    setState(598);
    _errHandler->sync(this);

    _la = _input->LA(1);
    if ((((_la & ~ 0x3fULL) == 0) &&
      ((1ULL << _la) & ((1ULL << TatuParser::Identifier)
      | (1ULL << TatuParser::LambdaName)
      | (1ULL << TatuParser::Label)
      | (1ULL << TatuParser::IntegerLiteral)
      | (1ULL << TatuParser::FloatLiteral)
      | (1ULL << TatuParser::CharacterLiteral)
      | (1ULL << TatuParser::StringLiteral)
      | (1ULL << TatuParser::ByteStringLiteral)
      | (1ULL << TatuParser::StringBegin)
      | (1ULL << TatuParser::ParenOpen)
      | (1ULL << TatuParser::LambdaOpen)
      | (1ULL << TatuParser::BracketOpen)
      | (1ULL << TatuParser::BlockOpen)
      | (1ULL << TatuParser::PrefixMinus)
      | (1ULL << TatuParser::Bang)
      | (1ULL << TatuParser::PrefixBangBang)
      | (1ULL << TatuParser::Tilde))) != 0) || ((((_la - 83) & ~ 0x3fULL) == 0) &&
      ((1ULL << (_la - 83)) & ((1ULL << (TatuParser::Abstract - 83))
      | (1ULL << (TatuParser::Break - 83))
      | (1ULL << (TatuParser::Class - 83))
      | (1ULL << (TatuParser::Continue - 83))
      | (1ULL << (TatuParser::Data - 83))
      | (1ULL << (TatuParser::Defer - 83))
      | (1ULL << (TatuParser::False - 83))
      | (1ULL << (TatuParser::For - 83))
      | (1ULL << (TatuParser::Fun - 83))
      | (1ULL << (TatuParser::If - 83))
      | (1ULL << (TatuParser::Lazy - 83))
      | (1ULL << (TatuParser::Match - 83))
      | (1ULL << (TatuParser::Null - 83))
      | (1ULL << (TatuParser::Open - 83))
      | (1ULL << (TatuParser::Return - 83))
      | (1ULL << (TatuParser::Select - 83))
      | (1ULL << (TatuParser::Spawn - 83))
      | (1ULL << (TatuParser::Super - 83))
      | (1ULL << (TatuParser::This - 83))
      | (1ULL << (TatuParser::Throw - 83))
      | (1ULL << (TatuParser::True - 83))
      | (1ULL << (TatuParser::Try - 83))
      | (1ULL << (TatuParser::Val - 83))
      | (1ULL << (TatuParser::Var - 83))
      | (1ULL << (TatuParser::While - 83))
      | (1ULL << (TatuParser::Yield - 83))
      | (1ULL << (TatuParser::ReturnNothing - 83))
      | (1ULL << (TatuParser::Scope - 83))
      | (1ULL << (TatuParser::Sequence - 83)))) != 0)) {
      setState(590);
      _localctx->statementContext = statement();
      _localctx->statements.push_back(_localctx->statementContext);
      setState(595);
      _errHandler->sync(this);
      _la = _input->LA(1);
      while (_la == TatuParser::Separator) {
        setState(591);
        match(TatuParser::Separator);
        setState(592);
        _localctx->statementContext = statement();
        _localctx->statements.push_back(_localctx->statementContext);
        setState(597);
        _errHandler->sync(this);
        _la = _input->LA(1);
      }
    }
    setState(600);
    match(TatuParser::BraceClose);

  }
  catch (RecognitionException &e) {
    _errHandler->reportError(this, e);
    _localctx->exception = std::current_exception();
    _errHandler->recover(this, _localctx->exception);
  }

  return _localctx;
}

//----------------- StatementContext ------------------------------------------------------------------

TatuParser::StatementContext::StatementContext(ParserRuleContext *parent, size_t invokingState)
  : ParserRuleContext(parent, invokingState) {
}

TatuParser::VariableStatementContext* TatuParser::StatementContext::variableStatement() {
  return getRuleContext<TatuParser::VariableStatementContext>(0);
}

TatuParser::FunctionDeclarationContext* TatuParser::StatementContext::functionDeclaration() {
  return getRuleContext<TatuParser::FunctionDeclarationContext>(0);
}

TatuParser::ClassDeclarationContext* TatuParser::StatementContext::classDeclaration() {
  return getRuleContext<TatuParser::ClassDeclarationContext>(0);
}

std::vector<tree::TerminalNode *> TatuParser::StatementContext::Open() {
  return getTokens(TatuParser::Open);
}

tree::TerminalNode* TatuParser::StatementContext::Open(size_t i) {
  return getToken(TatuParser::Open, i);
}

std::vector<tree::TerminalNode *> TatuParser::StatementContext::Abstract() {
  return getTokens(TatuParser::Abstract);
}

tree::TerminalNode* TatuParser::StatementContext::Abstract(size_t i) {
  return getToken(TatuParser::Abstract, i);
}

std::vector<tree::TerminalNode *> TatuParser::StatementContext::Data() {
  return getTokens(TatuParser::Data);
}

tree::TerminalNode* TatuParser::StatementContext::Data(size_t i) {
  return getToken(TatuParser::Data, i);
}

TatuParser::DeferStatementContext* TatuParser::StatementContext::deferStatement() {
  return getRuleContext<TatuParser::DeferStatementContext>(0);
}

tree::TerminalNode* TatuParser::StatementContext::Colon() {
  return getToken(TatuParser::Colon, 0);
}

TatuParser::WhileStatementContext* TatuParser::StatementContext::whileStatement() {
  return getRuleContext<TatuParser::WhileStatementContext>(0);
}

TatuParser::ForStatementContext* TatuParser::StatementContext::forStatement() {
  return getRuleContext<TatuParser::ForStatementContext>(0);
}

tree::TerminalNode* TatuParser::StatementContext::Label() {
  return getToken(TatuParser::Label, 0);
}

TatuParser::ExpressionContext* TatuParser::StatementContext::expression() {
  return getRuleContext<TatuParser::ExpressionContext>(0);
}


size_t TatuParser::StatementContext::getRuleIndex() const {
  return TatuParser::RuleStatement;
}


TatuParser::StatementContext* TatuParser::statement() {
  StatementContext *_localctx = _tracker.createInstance<StatementContext>(_ctx, getState());
  enterRule(_localctx, 64, TatuParser::RuleStatement);
  size_t _la = 0;

  auto onExit = finally([=] {
    exitRule();
  });
  try {
    setState(621);
    _errHandler->sync(this);
    switch (_input->LA(1)) {
      case TatuParser::Lazy:
      case TatuParser::Val:
      case TatuParser::Var: {
        enterOuterAlt(_localctx, 1);
        setState(602);
        _localctx->variable = variableStatement();
        break;
      }

      case TatuParser::Fun: {
        enterOuterAlt(_localctx, 2);
        setState(603);
        _localctx->function = functionDeclaration();
        break;
      }

      case TatuParser::Abstract:
      case TatuParser::Class:
      case TatuParser::Data:
      case TatuParser::Open: {
        enterOuterAlt(_localctx, 3);
        setState(607);
        _errHandler->sync(this);
        _la = _input->LA(1);
        while (((((_la - 83) & ~ 0x3fULL) == 0) &&
          ((1ULL << (_la - 83)) & ((1ULL << (TatuParser::Abstract - 83))
          | (1ULL << (TatuParser::Data - 83))
          | (1ULL << (TatuParser::Open - 83)))) != 0)) {
          setState(604);
          _localctx->_tset1197 = _input->LT(1);
          _la = _input->LA(1);
          if (!(((((_la - 83) & ~ 0x3fULL) == 0) &&
            ((1ULL << (_la - 83)) & ((1ULL << (TatuParser::Abstract - 83))
            | (1ULL << (TatuParser::Data - 83))
            | (1ULL << (TatuParser::Open - 83)))) != 0))) {
            _localctx->_tset1197 = _errHandler->recoverInline(this);
          }
          else {
            _errHandler->reportMatch(this);
            consume();
          }
          _localctx->modifiers.push_back(_localctx->_tset1197);
          setState(609);
          _errHandler->sync(this);
          _la = _input->LA(1);
        }
        setState(610);
        _localctx->classLike = classDeclaration();
        break;
      }

      case TatuParser::Defer: {
        enterOuterAlt(_localctx, 4);
        setState(611);
        _localctx->deferred = deferStatement();
        break;
      }

      case TatuParser::Label:
      case TatuParser::For:
      case TatuParser::While: {
        enterOuterAlt(_localctx, 5);
        setState(614);
        _errHandler->sync(this);

        _la = _input->LA(1);
        if (_la == TatuParser::Label) {
          setState(612);
          _localctx->label = match(TatuParser::Label);
          setState(613);
          match(TatuParser::Colon);
        }
        setState(618);
        _errHandler->sync(this);
        switch (_input->LA(1)) {
          case TatuParser::While: {
            setState(616);
            _localctx->loop = whileStatement();
            break;
          }

          case TatuParser::For: {
            setState(617);
            _localctx->each = forStatement();
            break;
          }

        default:
          throw NoViableAltException(this);
        }
        break;
      }

      case TatuParser::Identifier:
      case TatuParser::LambdaName:
      case TatuParser::IntegerLiteral:
      case TatuParser::FloatLiteral:
      case TatuParser::CharacterLiteral:
      case TatuParser::StringLiteral:
      case TatuParser::ByteStringLiteral:
      case TatuParser::StringBegin:
      case TatuParser::ParenOpen:
      case TatuParser::LambdaOpen:
      case TatuParser::BracketOpen:
      case TatuParser::BlockOpen:
      case TatuParser::PrefixMinus:
      case TatuParser::Bang:
      case TatuParser::PrefixBangBang:
      case TatuParser::Tilde:
      case TatuParser::Break:
      case TatuParser::Continue:
      case TatuParser::False:
      case TatuParser::If:
      case TatuParser::Match:
      case TatuParser::Null:
      case TatuParser::Return:
      case TatuParser::Select:
      case TatuParser::Spawn:
      case TatuParser::Super:
      case TatuParser::This:
      case TatuParser::Throw:
      case TatuParser::True:
      case TatuParser::Try:
      case TatuParser::Yield:
      case TatuParser::ReturnNothing:
      case TatuParser::Scope:
      case TatuParser::Sequence: {
        enterOuterAlt(_localctx, 6);
        setState(620);
        _localctx->value = expression();
        break;
      }

    default:
      throw NoViableAltException(this);
    }

  }
  catch (RecognitionException &e) {
    _errHandler->reportError(this, e);
    _localctx->exception = std::current_exception();
    _errHandler->recover(this, _localctx->exception);
  }

  return _localctx;
}

//----------------- VariableStatementContext ------------------------------------------------------------------

TatuParser::VariableStatementContext::VariableStatementContext(ParserRuleContext *parent, size_t invokingState)
  : ParserRuleContext(parent, invokingState) {
}

TatuParser::BindingPatternContext* TatuParser::VariableStatementContext::bindingPattern() {
  return getRuleContext<TatuParser::BindingPatternContext>(0);
}

tree::TerminalNode* TatuParser::VariableStatementContext::Val() {
  return getToken(TatuParser::Val, 0);
}

tree::TerminalNode* TatuParser::VariableStatementContext::Var() {
  return getToken(TatuParser::Var, 0);
}

tree::TerminalNode* TatuParser::VariableStatementContext::Colon() {
  return getToken(TatuParser::Colon, 0);
}

tree::TerminalNode* TatuParser::VariableStatementContext::Assign() {
  return getToken(TatuParser::Assign, 0);
}

tree::TerminalNode* TatuParser::VariableStatementContext::Lazy() {
  return getToken(TatuParser::Lazy, 0);
}

TatuParser::TypeContext* TatuParser::VariableStatementContext::type() {
  return getRuleContext<TatuParser::TypeContext>(0);
}

TatuParser::ExpressionContext* TatuParser::VariableStatementContext::expression() {
  return getRuleContext<TatuParser::ExpressionContext>(0);
}


size_t TatuParser::VariableStatementContext::getRuleIndex() const {
  return TatuParser::RuleVariableStatement;
}


TatuParser::VariableStatementContext* TatuParser::variableStatement() {
  VariableStatementContext *_localctx = _tracker.createInstance<VariableStatementContext>(_ctx, getState());
  enterRule(_localctx, 66, TatuParser::RuleVariableStatement);
  size_t _la = 0;

  auto onExit = finally([=] {
    exitRule();
  });
  try {
    enterOuterAlt(_localctx, 1);
    setState(624);
    _errHandler->sync(this);

    _la = _input->LA(1);
    if (_la == TatuParser::Lazy) {
      setState(623);
      _localctx->late = match(TatuParser::Lazy);
    }
    setState(626);
    _localctx->word = _input->LT(1);
    _la = _input->LA(1);
    if (!(_la == TatuParser::Val

    || _la == TatuParser::Var)) {
      _localctx->word = _errHandler->recoverInline(this);
    }
    else {
      _errHandler->reportMatch(this);
      consume();
    }
    setState(627);
    _localctx->names = bindingPattern();
    setState(630);
    _errHandler->sync(this);

    _la = _input->LA(1);
    if (_la == TatuParser::Colon) {
      setState(628);
      match(TatuParser::Colon);
      setState(629);
      _localctx->declared = type();
    }
    setState(634);
    _errHandler->sync(this);

    _la = _input->LA(1);
    if (_la == TatuParser::Assign) {
      setState(632);
      match(TatuParser::Assign);
      setState(633);
      _localctx->value = expression();
    }

  }
  catch (RecognitionException &e) {
    _errHandler->reportError(this, e);
    _localctx->exception = std::current_exception();
    _errHandler->recover(this, _localctx->exception);
  }

  return _localctx;
}

//----------------- DeferStatementContext ------------------------------------------------------------------

TatuParser::DeferStatementContext::DeferStatementContext(ParserRuleContext *parent, size_t invokingState)
  : ParserRuleContext(parent, invokingState) {
}

tree::TerminalNode* TatuParser::DeferStatementContext::Defer() {
  return getToken(TatuParser::Defer, 0);
}

TatuParser::BlockContext* TatuParser::DeferStatementContext::block() {
  return getRuleContext<TatuParser::BlockContext>(0);
}

TatuParser::ExpressionContext* TatuParser::DeferStatementContext::expression() {
  return getRuleContext<TatuParser::ExpressionContext>(0);
}


size_t TatuParser::DeferStatementContext::getRuleIndex() const {
  return TatuParser::RuleDeferStatement;
}


TatuParser::DeferStatementContext* TatuParser::deferStatement() {
  DeferStatementContext *_localctx = _tracker.createInstance<DeferStatementContext>(_ctx, getState());
  enterRule(_localctx, 68, TatuParser::RuleDeferStatement);

  auto onExit = finally([=] {
    exitRule();
  });
  try {
    enterOuterAlt(_localctx, 1);
    setState(636);
    match(TatuParser::Defer);
    setState(639);
    _errHandler->sync(this);
    switch (_input->LA(1)) {
      case TatuParser::BraceOpen: {
        setState(637);
        _localctx->body = block();
        break;
      }

      case TatuParser::Identifier:
      case TatuParser::LambdaName:
      case TatuParser::IntegerLiteral:
      case TatuParser::FloatLiteral:
      case TatuParser::CharacterLiteral:
      case TatuParser::StringLiteral:
      case TatuParser::ByteStringLiteral:
      case TatuParser::StringBegin:
      case TatuParser::ParenOpen:
      case TatuParser::LambdaOpen:
      case TatuParser::BracketOpen:
      case TatuParser::BlockOpen:
      case TatuParser::PrefixMinus:
      case TatuParser::Bang:
      case TatuParser::PrefixBangBang:
      case TatuParser::Tilde:
      case TatuParser::Break:
      case TatuParser::Continue:
      case TatuParser::False:
      case TatuParser::If:
      case TatuParser::Match:
      case TatuParser::Null:
      case TatuParser::Return:
      case TatuParser::Select:
      case TatuParser::Spawn:
      case TatuParser::Super:
      case TatuParser::This:
      case TatuParser::Throw:
      case TatuParser::True:
      case TatuParser::Try:
      case TatuParser::Yield:
      case TatuParser::ReturnNothing:
      case TatuParser::Scope:
      case TatuParser::Sequence: {
        setState(638);
        _localctx->value = expression();
        break;
      }

    default:
      throw NoViableAltException(this);
    }

  }
  catch (RecognitionException &e) {
    _errHandler->reportError(this, e);
    _localctx->exception = std::current_exception();
    _errHandler->recover(this, _localctx->exception);
  }

  return _localctx;
}

//----------------- BindingPatternContext ------------------------------------------------------------------

TatuParser::BindingPatternContext::BindingPatternContext(ParserRuleContext *parent, size_t invokingState)
  : ParserRuleContext(parent, invokingState) {
}

tree::TerminalNode* TatuParser::BindingPatternContext::Identifier() {
  return getToken(TatuParser::Identifier, 0);
}

tree::TerminalNode* TatuParser::BindingPatternContext::ParenClose() {
  return getToken(TatuParser::ParenClose, 0);
}

tree::TerminalNode* TatuParser::BindingPatternContext::ParenOpen() {
  return getToken(TatuParser::ParenOpen, 0);
}

std::vector<TatuParser::BindingPatternContext *> TatuParser::BindingPatternContext::bindingPattern() {
  return getRuleContexts<TatuParser::BindingPatternContext>();
}

TatuParser::BindingPatternContext* TatuParser::BindingPatternContext::bindingPattern(size_t i) {
  return getRuleContext<TatuParser::BindingPatternContext>(i);
}

std::vector<tree::TerminalNode *> TatuParser::BindingPatternContext::Comma() {
  return getTokens(TatuParser::Comma);
}

tree::TerminalNode* TatuParser::BindingPatternContext::Comma(size_t i) {
  return getToken(TatuParser::Comma, i);
}


size_t TatuParser::BindingPatternContext::getRuleIndex() const {
  return TatuParser::RuleBindingPattern;
}


TatuParser::BindingPatternContext* TatuParser::bindingPattern() {
  BindingPatternContext *_localctx = _tracker.createInstance<BindingPatternContext>(_ctx, getState());
  enterRule(_localctx, 70, TatuParser::RuleBindingPattern);
  size_t _la = 0;

  auto onExit = finally([=] {
    exitRule();
  });
  try {
    setState(653);
    _errHandler->sync(this);
    switch (_input->LA(1)) {
      case TatuParser::Identifier: {
        enterOuterAlt(_localctx, 1);
        setState(641);
        _localctx->name = match(TatuParser::Identifier);
        break;
      }

      case TatuParser::ParenOpen: {
        enterOuterAlt(_localctx, 2);
        setState(642);
        _localctx->open = match(TatuParser::ParenOpen);
        setState(643);
        _localctx->bindingPatternContext = bindingPattern();
        _localctx->elements.push_back(_localctx->bindingPatternContext);
        setState(648);
        _errHandler->sync(this);
        _la = _input->LA(1);
        while (_la == TatuParser::Comma) {
          setState(644);
          match(TatuParser::Comma);
          setState(645);
          _localctx->bindingPatternContext = bindingPattern();
          _localctx->elements.push_back(_localctx->bindingPatternContext);
          setState(650);
          _errHandler->sync(this);
          _la = _input->LA(1);
        }
        setState(651);
        match(TatuParser::ParenClose);
        break;
      }

    default:
      throw NoViableAltException(this);
    }

  }
  catch (RecognitionException &e) {
    _errHandler->reportError(this, e);
    _localctx->exception = std::current_exception();
    _errHandler->recover(this, _localctx->exception);
  }

  return _localctx;
}

//----------------- WhileStatementContext ------------------------------------------------------------------

TatuParser::WhileStatementContext::WhileStatementContext(ParserRuleContext *parent, size_t invokingState)
  : ParserRuleContext(parent, invokingState) {
}

tree::TerminalNode* TatuParser::WhileStatementContext::While() {
  return getToken(TatuParser::While, 0);
}

TatuParser::ExpressionContext* TatuParser::WhileStatementContext::expression() {
  return getRuleContext<TatuParser::ExpressionContext>(0);
}

TatuParser::BlockContext* TatuParser::WhileStatementContext::block() {
  return getRuleContext<TatuParser::BlockContext>(0);
}


size_t TatuParser::WhileStatementContext::getRuleIndex() const {
  return TatuParser::RuleWhileStatement;
}


TatuParser::WhileStatementContext* TatuParser::whileStatement() {
  WhileStatementContext *_localctx = _tracker.createInstance<WhileStatementContext>(_ctx, getState());
  enterRule(_localctx, 72, TatuParser::RuleWhileStatement);

  auto onExit = finally([=] {
    exitRule();
  });
  try {
    enterOuterAlt(_localctx, 1);
    setState(655);
    match(TatuParser::While);
    setState(656);
    _localctx->condition = expression();
    setState(657);
    _localctx->body = block();

  }
  catch (RecognitionException &e) {
    _errHandler->reportError(this, e);
    _localctx->exception = std::current_exception();
    _errHandler->recover(this, _localctx->exception);
  }

  return _localctx;
}

//----------------- ForStatementContext ------------------------------------------------------------------

TatuParser::ForStatementContext::ForStatementContext(ParserRuleContext *parent, size_t invokingState)
  : ParserRuleContext(parent, invokingState) {
}

tree::TerminalNode* TatuParser::ForStatementContext::For() {
  return getToken(TatuParser::For, 0);
}

tree::TerminalNode* TatuParser::ForStatementContext::In() {
  return getToken(TatuParser::In, 0);
}

TatuParser::BindingPatternContext* TatuParser::ForStatementContext::bindingPattern() {
  return getRuleContext<TatuParser::BindingPatternContext>(0);
}

TatuParser::ExpressionContext* TatuParser::ForStatementContext::expression() {
  return getRuleContext<TatuParser::ExpressionContext>(0);
}

TatuParser::BlockContext* TatuParser::ForStatementContext::block() {
  return getRuleContext<TatuParser::BlockContext>(0);
}

tree::TerminalNode* TatuParser::ForStatementContext::Colon() {
  return getToken(TatuParser::Colon, 0);
}

TatuParser::TypeContext* TatuParser::ForStatementContext::type() {
  return getRuleContext<TatuParser::TypeContext>(0);
}


size_t TatuParser::ForStatementContext::getRuleIndex() const {
  return TatuParser::RuleForStatement;
}


TatuParser::ForStatementContext* TatuParser::forStatement() {
  ForStatementContext *_localctx = _tracker.createInstance<ForStatementContext>(_ctx, getState());
  enterRule(_localctx, 74, TatuParser::RuleForStatement);
  size_t _la = 0;

  auto onExit = finally([=] {
    exitRule();
  });
  try {
    enterOuterAlt(_localctx, 1);
    setState(659);
    match(TatuParser::For);
    setState(660);
    _localctx->names = bindingPattern();
    setState(663);
    _errHandler->sync(this);

    _la = _input->LA(1);
    if (_la == TatuParser::Colon) {
      setState(661);
      match(TatuParser::Colon);
      setState(662);
      _localctx->declared = type();
    }
    setState(665);
    match(TatuParser::In);
    setState(666);
    _localctx->iterable = expression();
    setState(667);
    _localctx->body = block();

  }
  catch (RecognitionException &e) {
    _errHandler->reportError(this, e);
    _localctx->exception = std::current_exception();
    _errHandler->recover(this, _localctx->exception);
  }

  return _localctx;
}

//----------------- ExpressionContext ------------------------------------------------------------------

TatuParser::ExpressionContext::ExpressionContext(ParserRuleContext *parent, size_t invokingState)
  : ParserRuleContext(parent, invokingState) {
}

TatuParser::OperandContext* TatuParser::ExpressionContext::operand() {
  return getRuleContext<TatuParser::OperandContext>(0);
}

std::vector<TatuParser::OperationContext *> TatuParser::ExpressionContext::operation() {
  return getRuleContexts<TatuParser::OperationContext>();
}

TatuParser::OperationContext* TatuParser::ExpressionContext::operation(size_t i) {
  return getRuleContext<TatuParser::OperationContext>(i);
}


size_t TatuParser::ExpressionContext::getRuleIndex() const {
  return TatuParser::RuleExpression;
}


TatuParser::ExpressionContext* TatuParser::expression() {
  ExpressionContext *_localctx = _tracker.createInstance<ExpressionContext>(_ctx, getState());
  enterRule(_localctx, 76, TatuParser::RuleExpression);
  size_t _la = 0;

  auto onExit = finally([=] {
    exitRule();
  });
  try {
    enterOuterAlt(_localctx, 1);
    setState(669);
    _localctx->first = operand();
    setState(673);
    _errHandler->sync(this);
    _la = _input->LA(1);
    while (((((_la - 43) & ~ 0x3fULL) == 0) &&
      ((1ULL << (_la - 43)) & ((1ULL << (TatuParser::Star - 43))
      | (1ULL << (TatuParser::Slash - 43))
      | (1ULL << (TatuParser::Percent - 43))
      | (1ULL << (TatuParser::Plus - 43))
      | (1ULL << (TatuParser::Minus - 43))
      | (1ULL << (TatuParser::ShiftLeft - 43))
      | (1ULL << (TatuParser::ShiftRight - 43))
      | (1ULL << (TatuParser::ShiftRightUnsigned - 43))
      | (1ULL << (TatuParser::Ampersand - 43))
      | (1ULL << (TatuParser::Caret - 43))
      | (1ULL << (TatuParser::Pipe - 43))
      | (1ULL << (TatuParser::DotDot - 43))
      | (1ULL << (TatuParser::DotDotLess - 43))
      | (1ULL << (TatuParser::Coalesce - 43))
      | (1ULL << (TatuParser::NotIs - 43))
      | (1ULL << (TatuParser::NotIn - 43))
      | (1ULL << (TatuParser::AsQuestion - 43))
      | (1ULL << (TatuParser::Less - 43))
      | (1ULL << (TatuParser::LessEqual - 43))
      | (1ULL << (TatuParser::Greater - 43))
      | (1ULL << (TatuParser::GreaterEqual - 43))
      | (1ULL << (TatuParser::EqualEqual - 43))
      | (1ULL << (TatuParser::NotEqual - 43))
      | (1ULL << (TatuParser::Identical - 43))
      | (1ULL << (TatuParser::NotIdentical - 43))
      | (1ULL << (TatuParser::AndAnd - 43))
      | (1ULL << (TatuParser::OrOr - 43))
      | (1ULL << (TatuParser::Assign - 43))
      | (1ULL << (TatuParser::PlusAssign - 43))
      | (1ULL << (TatuParser::MinusAssign - 43))
      | (1ULL << (TatuParser::StarAssign - 43))
      | (1ULL << (TatuParser::SlashAssign - 43))
      | (1ULL << (TatuParser::PercentAssign - 43))
      | (1ULL << (TatuParser::AmpersandAssign - 43))
      | (1ULL << (TatuParser::PipeAssign - 43))
      | (1ULL << (TatuParser::CaretAssign - 43))
      | (1ULL << (TatuParser::ShiftLeftAssign - 43))
      | (1ULL << (TatuParser::ShiftRightAssign - 43))
      | (1ULL << (TatuParser::ShiftRightUnsignedAssign - 43))
      | (1ULL << (TatuParser::As - 43))
      | (1ULL << (TatuParser::In - 43))
      | (1ULL << (TatuParser::Is - 43)))) != 0)) {
      setState(670);
      _localctx->operationContext = operation();
      _localctx->rest.push_back(_localctx->operationContext);
      setState(675);
      _errHandler->sync(this);
      _la = _input->LA(1);
    }

  }
  catch (RecognitionException &e) {
    _errHandler->reportError(this, e);
    _localctx->exception = std::current_exception();
    _errHandler->recover(this, _localctx->exception);
  }

  return _localctx;
}

//----------------- OperationContext ------------------------------------------------------------------

TatuParser::OperationContext::OperationContext(ParserRuleContext *parent, size_t invokingState)
  : ParserRuleContext(parent, invokingState) {
}

TatuParser::OperandContext* TatuParser::OperationContext::operand() {
  return getRuleContext<TatuParser::OperandContext>(0);
}

tree::TerminalNode* TatuParser::OperationContext::Star() {
  return getToken(TatuParser::Star, 0);
}

tree::TerminalNode* TatuParser::OperationContext::Slash() {
  return getToken(TatuParser::Slash, 0);
}

tree::TerminalNode* TatuParser::OperationContext::Percent() {
  return getToken(TatuParser::Percent, 0);
}

tree::TerminalNode* TatuParser::OperationContext::Plus() {
  return getToken(TatuParser::Plus, 0);
}

tree::TerminalNode* TatuParser::OperationContext::Minus() {
  return getToken(TatuParser::Minus, 0);
}

tree::TerminalNode* TatuParser::OperationContext::ShiftLeft() {
  return getToken(TatuParser::ShiftLeft, 0);
}

tree::TerminalNode* TatuParser::OperationContext::ShiftRight() {
  return getToken(TatuParser::ShiftRight, 0);
}

tree::TerminalNode* TatuParser::OperationContext::ShiftRightUnsigned() {
  return getToken(TatuParser::ShiftRightUnsigned, 0);
}

tree::TerminalNode* TatuParser::OperationContext::Ampersand() {
  return getToken(TatuParser::Ampersand, 0);
}

tree::TerminalNode* TatuParser::OperationContext::Caret() {
  return getToken(TatuParser::Caret, 0);
}

tree::TerminalNode* TatuParser::OperationContext::Pipe() {
  return getToken(TatuParser::Pipe, 0);
}

tree::TerminalNode* TatuParser::OperationContext::DotDot() {
  return getToken(TatuParser::DotDot, 0);
}

tree::TerminalNode* TatuParser::OperationContext::DotDotLess() {
  return getToken(TatuParser::DotDotLess, 0);
}

tree::TerminalNode* TatuParser::OperationContext::Coalesce() {
  return getToken(TatuParser::Coalesce, 0);
}

tree::TerminalNode* TatuParser::OperationContext::In() {
  return getToken(TatuParser::In, 0);
}

tree::TerminalNode* TatuParser::OperationContext::NotIn() {
  return getToken(TatuParser::NotIn, 0);
}

tree::TerminalNode* TatuParser::OperationContext::Less() {
  return getToken(TatuParser::Less, 0);
}

tree::TerminalNode* TatuParser::OperationContext::LessEqual() {
  return getToken(TatuParser::LessEqual, 0);
}

tree::TerminalNode* TatuParser::OperationContext::Greater() {
  return getToken(TatuParser::Greater, 0);
}

tree::TerminalNode* TatuParser::OperationContext::GreaterEqual() {
  return getToken(TatuParser::GreaterEqual, 0);
}

tree::TerminalNode* TatuParser::OperationContext::EqualEqual() {
  return getToken(TatuParser::EqualEqual, 0);
}

tree::TerminalNode* TatuParser::OperationContext::NotEqual() {
  return getToken(TatuParser::NotEqual, 0);
}

tree::TerminalNode* TatuParser::OperationContext::Identical() {
  return getToken(TatuParser::Identical, 0);
}

tree::TerminalNode* TatuParser::OperationContext::NotIdentical() {
  return getToken(TatuParser::NotIdentical, 0);
}

tree::TerminalNode* TatuParser::OperationContext::AndAnd() {
  return getToken(TatuParser::AndAnd, 0);
}

tree::TerminalNode* TatuParser::OperationContext::OrOr() {
  return getToken(TatuParser::OrOr, 0);
}

tree::TerminalNode* TatuParser::OperationContext::Assign() {
  return getToken(TatuParser::Assign, 0);
}

tree::TerminalNode* TatuParser::OperationContext::PlusAssign() {
  return getToken(TatuParser::PlusAssign, 0);
}

tree::TerminalNode* TatuParser::OperationContext::MinusAssign() {
  return getToken(TatuParser::MinusAssign, 0);
}

tree::TerminalNode* TatuParser::OperationContext::StarAssign() {
  return getToken(TatuParser::StarAssign, 0);
}

tree::TerminalNode* TatuParser::OperationContext::SlashAssign() {
  return getToken(TatuParser::SlashAssign, 0);
}

tree::TerminalNode* TatuParser::OperationContext::PercentAssign() {
  return getToken(TatuParser::PercentAssign, 0);
}

tree::TerminalNode* TatuParser::OperationContext::AmpersandAssign() {
  return getToken(TatuParser::AmpersandAssign, 0);
}

tree::TerminalNode* TatuParser::OperationContext::PipeAssign() {
  return getToken(TatuParser::PipeAssign, 0);
}

tree::TerminalNode* TatuParser::OperationContext::CaretAssign() {
  return getToken(TatuParser::CaretAssign, 0);
}

tree::TerminalNode* TatuParser::OperationContext::ShiftLeftAssign() {
  return getToken(TatuParser::ShiftLeftAssign, 0);
}

tree::TerminalNode* TatuParser::OperationContext::ShiftRightAssign() {
  return getToken(TatuParser::ShiftRightAssign, 0);
}

tree::TerminalNode* TatuParser::OperationContext::ShiftRightUnsignedAssign() {
  return getToken(TatuParser::ShiftRightUnsignedAssign, 0);
}

TatuParser::TypeContext* TatuParser::OperationContext::type() {
  return getRuleContext<TatuParser::TypeContext>(0);
}

tree::TerminalNode* TatuParser::OperationContext::Is() {
  return getToken(TatuParser::Is, 0);
}

tree::TerminalNode* TatuParser::OperationContext::NotIs() {
  return getToken(TatuParser::NotIs, 0);
}

tree::TerminalNode* TatuParser::OperationContext::As() {
  return getToken(TatuParser::As, 0);
}

tree::TerminalNode* TatuParser::OperationContext::AsQuestion() {
  return getToken(TatuParser::AsQuestion, 0);
}


size_t TatuParser::OperationContext::getRuleIndex() const {
  return TatuParser::RuleOperation;
}


TatuParser::OperationContext* TatuParser::operation() {
  OperationContext *_localctx = _tracker.createInstance<OperationContext>(_ctx, getState());
  enterRule(_localctx, 78, TatuParser::RuleOperation);
  size_t _la = 0;

  auto onExit = finally([=] {
    exitRule();
  });
  try {
    setState(680);
    _errHandler->sync(this);
    switch (_input->LA(1)) {
      case TatuParser::Star:
      case TatuParser::Slash:
      case TatuParser::Percent:
      case TatuParser::Plus:
      case TatuParser::Minus:
      case TatuParser::ShiftLeft:
      case TatuParser::ShiftRight:
      case TatuParser::ShiftRightUnsigned:
      case TatuParser::Ampersand:
      case TatuParser::Caret:
      case TatuParser::Pipe:
      case TatuParser::DotDot:
      case TatuParser::DotDotLess:
      case TatuParser::Coalesce:
      case TatuParser::NotIn:
      case TatuParser::Less:
      case TatuParser::LessEqual:
      case TatuParser::Greater:
      case TatuParser::GreaterEqual:
      case TatuParser::EqualEqual:
      case TatuParser::NotEqual:
      case TatuParser::Identical:
      case TatuParser::NotIdentical:
      case TatuParser::AndAnd:
      case TatuParser::OrOr:
      case TatuParser::Assign:
      case TatuParser::PlusAssign:
      case TatuParser::MinusAssign:
      case TatuParser::StarAssign:
      case TatuParser::SlashAssign:
      case TatuParser::PercentAssign:
      case TatuParser::AmpersandAssign:
      case TatuParser::PipeAssign:
      case TatuParser::CaretAssign:
      case TatuParser::ShiftLeftAssign:
      case TatuParser::ShiftRightAssign:
      case TatuParser::ShiftRightUnsignedAssign:
      case TatuParser::In: {
        enterOuterAlt(_localctx, 1);
        setState(676);
        _localctx->op = _input->LT(1);
        _la = _input->LA(1);
        if (!(((((_la - 43) & ~ 0x3fULL) == 0) &&
          ((1ULL << (_la - 43)) & ((1ULL << (TatuParser::Star - 43))
          | (1ULL << (TatuParser::Slash - 43))
          | (1ULL << (TatuParser::Percent - 43))
          | (1ULL << (TatuParser::Plus - 43))
          | (1ULL << (TatuParser::Minus - 43))
          | (1ULL << (TatuParser::ShiftLeft - 43))
          | (1ULL << (TatuParser::ShiftRight - 43))
          | (1ULL << (TatuParser::ShiftRightUnsigned - 43))
          | (1ULL << (TatuParser::Ampersand - 43))
          | (1ULL << (TatuParser::Caret - 43))
          | (1ULL << (TatuParser::Pipe - 43))
          | (1ULL << (TatuParser::DotDot - 43))
          | (1ULL << (TatuParser::DotDotLess - 43))
          | (1ULL << (TatuParser::Coalesce - 43))
          | (1ULL << (TatuParser::NotIn - 43))
          | (1ULL << (TatuParser::Less - 43))
          | (1ULL << (TatuParser::LessEqual - 43))
          | (1ULL << (TatuParser::Greater - 43))
          | (1ULL << (TatuParser::GreaterEqual - 43))
          | (1ULL << (TatuParser::EqualEqual - 43))
          | (1ULL << (TatuParser::NotEqual - 43))
          | (1ULL << (TatuParser::Identical - 43))
          | (1ULL << (TatuParser::NotIdentical - 43))
          | (1ULL << (TatuParser::AndAnd - 43))
          | (1ULL << (TatuParser::OrOr - 43))
          | (1ULL << (TatuParser::Assign - 43))
          | (1ULL << (TatuParser::PlusAssign - 43))
          | (1ULL << (TatuParser::MinusAssign - 43))
          | (1ULL << (TatuParser::StarAssign - 43))
          | (1ULL << (TatuParser::SlashAssign - 43))
          | (1ULL << (TatuParser::PercentAssign - 43))
          | (1ULL << (TatuParser::AmpersandAssign - 43))
          | (1ULL << (TatuParser::PipeAssign - 43))
          | (1ULL << (TatuParser::CaretAssign - 43))
          | (1ULL << (TatuParser::ShiftLeftAssign - 43))
          | (1ULL << (TatuParser::ShiftRightAssign - 43))
          | (1ULL << (TatuParser::ShiftRightUnsignedAssign - 43))
          | (1ULL << (TatuParser::In - 43)))) != 0))) {
          _localctx->op = _errHandler->recoverInline(this);
        }
        else {
          _errHandler->reportMatch(this);
          consume();
        }
        setState(677);
        _localctx->right = operand();
        break;
      }

      case TatuParser::NotIs:
      case TatuParser::AsQuestion:
      case TatuParser::As:
      case TatuParser::Is: {
        enterOuterAlt(_localctx, 2);
        setState(678);
        _localctx->op = _input->LT(1);
        _la = _input->LA(1);
        if (!(((((_la - 58) & ~ 0x3fULL) == 0) &&
          ((1ULL << (_la - 58)) & ((1ULL << (TatuParser::NotIs - 58))
          | (1ULL << (TatuParser::AsQuestion - 58))
          | (1ULL << (TatuParser::As - 58))
          | (1ULL << (TatuParser::Is - 58)))) != 0))) {
          _localctx->op = _errHandler->recoverInline(this);
        }
        else {
          _errHandler->reportMatch(this);
          consume();
        }
        setState(679);
        _localctx->target = type();
        break;
      }

    default:
      throw NoViableAltException(this);
    }

  }
  catch (RecognitionException &e) {
    _errHandler->reportError(this, e);
    _localctx->exception = std::current_exception();
    _errHandler->recover(this, _localctx->exception);
  }

  return _localctx;
}

//----------------- OperandContext ------------------------------------------------------------------

TatuParser::OperandContext::OperandContext(ParserRuleContext *parent, size_t invokingState)
  : ParserRuleContext(parent, invokingState) {
}

tree::TerminalNode* TatuParser::OperandContext::ReturnNothing() {
  return getToken(TatuParser::ReturnNothing, 0);
}

std::vector<TatuParser::PrefixContext *> TatuParser::OperandContext::prefix() {
  return getRuleContexts<TatuParser::PrefixContext>();
}

TatuParser::PrefixContext* TatuParser::OperandContext::prefix(size_t i) {
  return getRuleContext<TatuParser::PrefixContext>(i);
}

tree::TerminalNode* TatuParser::OperandContext::Break() {
  return getToken(TatuParser::Break, 0);
}

tree::TerminalNode* TatuParser::OperandContext::Continue() {
  return getToken(TatuParser::Continue, 0);
}

TatuParser::InterpolatedStringContext* TatuParser::OperandContext::interpolatedString() {
  return getRuleContext<TatuParser::InterpolatedStringContext>(0);
}

TatuParser::ParenthesizedContext* TatuParser::OperandContext::parenthesized() {
  return getRuleContext<TatuParser::ParenthesizedContext>(0);
}

TatuParser::ListLiteralContext* TatuParser::OperandContext::listLiteral() {
  return getRuleContext<TatuParser::ListLiteralContext>(0);
}

TatuParser::BlockOperandContext* TatuParser::OperandContext::blockOperand() {
  return getRuleContext<TatuParser::BlockOperandContext>(0);
}

TatuParser::IfExpressionContext* TatuParser::OperandContext::ifExpression() {
  return getRuleContext<TatuParser::IfExpressionContext>(0);
}

TatuParser::MatchExpressionContext* TatuParser::OperandContext::matchExpression() {
  return getRuleContext<TatuParser::MatchExpressionContext>(0);
}

TatuParser::TryExpressionContext* TatuParser::OperandContext::tryExpression() {
  return getRuleContext<TatuParser::TryExpressionContext>(0);
}

TatuParser::ScopeExpressionContext* TatuParser::OperandContext::scopeExpression() {
  return getRuleContext<TatuParser::ScopeExpressionContext>(0);
}

TatuParser::SelectExpressionContext* TatuParser::OperandContext::selectExpression() {
  return getRuleContext<TatuParser::SelectExpressionContext>(0);
}

TatuParser::SequenceExpressionContext* TatuParser::OperandContext::sequenceExpression() {
  return getRuleContext<TatuParser::SequenceExpressionContext>(0);
}

tree::TerminalNode* TatuParser::OperandContext::Identifier() {
  return getToken(TatuParser::Identifier, 0);
}

tree::TerminalNode* TatuParser::OperandContext::This() {
  return getToken(TatuParser::This, 0);
}

tree::TerminalNode* TatuParser::OperandContext::Super() {
  return getToken(TatuParser::Super, 0);
}

tree::TerminalNode* TatuParser::OperandContext::Null() {
  return getToken(TatuParser::Null, 0);
}

tree::TerminalNode* TatuParser::OperandContext::True() {
  return getToken(TatuParser::True, 0);
}

tree::TerminalNode* TatuParser::OperandContext::False() {
  return getToken(TatuParser::False, 0);
}

tree::TerminalNode* TatuParser::OperandContext::IntegerLiteral() {
  return getToken(TatuParser::IntegerLiteral, 0);
}

tree::TerminalNode* TatuParser::OperandContext::FloatLiteral() {
  return getToken(TatuParser::FloatLiteral, 0);
}

tree::TerminalNode* TatuParser::OperandContext::CharacterLiteral() {
  return getToken(TatuParser::CharacterLiteral, 0);
}

tree::TerminalNode* TatuParser::OperandContext::StringLiteral() {
  return getToken(TatuParser::StringLiteral, 0);
}

tree::TerminalNode* TatuParser::OperandContext::ByteStringLiteral() {
  return getToken(TatuParser::ByteStringLiteral, 0);
}

std::vector<TatuParser::PostfixContext *> TatuParser::OperandContext::postfix() {
  return getRuleContexts<TatuParser::PostfixContext>();
}

TatuParser::PostfixContext* TatuParser::OperandContext::postfix(size_t i) {
  return getRuleContext<TatuParser::PostfixContext>(i);
}


size_t TatuParser::OperandContext::getRuleIndex() const {
  return TatuParser::RuleOperand;
}


TatuParser::OperandContext* TatuParser::operand() {
  OperandContext *_localctx = _tracker.createInstance<OperandContext>(_ctx, getState());
  enterRule(_localctx, 80, TatuParser::RuleOperand);
  size_t _la = 0;

  auto onExit = finally([=] {
    exitRule();
  });
  try {
    enterOuterAlt(_localctx, 1);
    setState(685);
    _errHandler->sync(this);
    _la = _input->LA(1);
    while ((((_la & ~ 0x3fULL) == 0) &&
      ((1ULL << _la) & ((1ULL << TatuParser::LambdaName)
      | (1ULL << TatuParser::LambdaOpen)
      | (1ULL << TatuParser::PrefixMinus)
      | (1ULL << TatuParser::Bang)
      | (1ULL << TatuParser::PrefixBangBang)
      | (1ULL << TatuParser::Tilde))) != 0) || ((((_la - 110) & ~ 0x3fULL) == 0) &&
      ((1ULL << (_la - 110)) & ((1ULL << (TatuParser::Return - 110))
      | (1ULL << (TatuParser::Spawn - 110))
      | (1ULL << (TatuParser::Throw - 110))
      | (1ULL << (TatuParser::Yield - 110)))) != 0)) {
      setState(682);
      _localctx->prefixContext = prefix();
      _localctx->prefixes.push_back(_localctx->prefixContext);
      setState(687);
      _errHandler->sync(this);
      _la = _input->LA(1);
    }
    setState(712);
    _errHandler->sync(this);
    switch (_input->LA(1)) {
      case TatuParser::Identifier:
      case TatuParser::IntegerLiteral:
      case TatuParser::FloatLiteral:
      case TatuParser::CharacterLiteral:
      case TatuParser::StringLiteral:
      case TatuParser::ByteStringLiteral:
      case TatuParser::StringBegin:
      case TatuParser::ParenOpen:
      case TatuParser::BracketOpen:
      case TatuParser::BlockOpen:
      case TatuParser::False:
      case TatuParser::If:
      case TatuParser::Match:
      case TatuParser::Null:
      case TatuParser::Select:
      case TatuParser::Super:
      case TatuParser::This:
      case TatuParser::True:
      case TatuParser::Try:
      case TatuParser::Scope:
      case TatuParser::Sequence: {
        setState(699);
        _errHandler->sync(this);
        switch (_input->LA(1)) {
          case TatuParser::Identifier:
          case TatuParser::IntegerLiteral:
          case TatuParser::FloatLiteral:
          case TatuParser::CharacterLiteral:
          case TatuParser::StringLiteral:
          case TatuParser::ByteStringLiteral:
          case TatuParser::False:
          case TatuParser::Null:
          case TatuParser::Super:
          case TatuParser::This:
          case TatuParser::True: {
            setState(688);
            _localctx->atom = _input->LT(1);
            _la = _input->LA(1);
            if (!((((_la & ~ 0x3fULL) == 0) &&
              ((1ULL << _la) & ((1ULL << TatuParser::Identifier)
              | (1ULL << TatuParser::IntegerLiteral)
              | (1ULL << TatuParser::FloatLiteral)
              | (1ULL << TatuParser::CharacterLiteral)
              | (1ULL << TatuParser::StringLiteral)
              | (1ULL << TatuParser::ByteStringLiteral))) != 0) || ((((_la - 94) & ~ 0x3fULL) == 0) &&
              ((1ULL << (_la - 94)) & ((1ULL << (TatuParser::False - 94))
              | (1ULL << (TatuParser::Null - 94))
              | (1ULL << (TatuParser::Super - 94))
              | (1ULL << (TatuParser::This - 94))
              | (1ULL << (TatuParser::True - 94)))) != 0))) {
              _localctx->atom = _errHandler->recoverInline(this);
            }
            else {
              _errHandler->reportMatch(this);
              consume();
            }
            break;
          }

          case TatuParser::StringBegin: {
            setState(689);
            _localctx->text = interpolatedString();
            break;
          }

          case TatuParser::ParenOpen: {
            setState(690);
            _localctx->group = parenthesized();
            break;
          }

          case TatuParser::BracketOpen: {
            setState(691);
            _localctx->list = listLiteral();
            break;
          }

          case TatuParser::BlockOpen: {
            setState(692);
            _localctx->scope = blockOperand();
            break;
          }

          case TatuParser::If: {
            setState(693);
            _localctx->choice = ifExpression();
            break;
          }

          case TatuParser::Match: {
            setState(694);
            _localctx->selection = matchExpression();
            break;
          }

          case TatuParser::Try: {
            setState(695);
            _localctx->attempt = tryExpression();
            break;
          }

          case TatuParser::Scope: {
            setState(696);
            _localctx->fibers = scopeExpression();
            break;
          }

          case TatuParser::Select: {
            setState(697);
            _localctx->race = selectExpression();
            break;
          }

          case TatuParser::Sequence: {
            setState(698);
            _localctx->generator = sequenceExpression();
            break;
          }

        default:
          throw NoViableAltException(this);
        }
        setState(704);
        _errHandler->sync(this);
        _la = _input->LA(1);
        while ((((_la & ~ 0x3fULL) == 0) &&
          ((1ULL << _la) & ((1ULL << TatuParser::CallOpen)
          | (1ULL << TatuParser::IndexOpen)
          | (1ULL << TatuParser::GenericOpen)
          | (1ULL << TatuParser::Dot)
          | (1ULL << TatuParser::QuestionDot)
          | (1ULL << TatuParser::BangBang))) != 0)) {
          setState(701);
          _localctx->postfixContext = postfix();
          _localctx->postfixes.push_back(_localctx->postfixContext);
          setState(706);
          _errHandler->sync(this);
          _la = _input->LA(1);
        }
        break;
      }

      case TatuParser::Break:
      case TatuParser::Continue: {
        setState(707);
        _localctx->jump = _input->LT(1);
        _la = _input->LA(1);
        if (!(_la == TatuParser::Break

        || _la == TatuParser::Continue)) {
          _localctx->jump = _errHandler->recoverInline(this);
        }
        else {
          _errHandler->reportMatch(this);
          consume();
        }
        setState(709);
        _errHandler->sync(this);

        _la = _input->LA(1);
        if (_la == TatuParser::Identifier) {
          setState(708);
          _localctx->label = match(TatuParser::Identifier);
        }
        break;
      }

      case TatuParser::ReturnNothing: {
        setState(711);
        _localctx->bare = match(TatuParser::ReturnNothing);
        break;
      }

    default:
      throw NoViableAltException(this);
    }

  }
  catch (RecognitionException &e) {
    _errHandler->reportError(this, e);
    _localctx->exception = std::current_exception();
    _errHandler->recover(this, _localctx->exception);
  }

  return _localctx;
}

//----------------- PrefixContext ------------------------------------------------------------------

TatuParser::PrefixContext::PrefixContext(ParserRuleContext *parent, size_t invokingState)
  : ParserRuleContext(parent, invokingState) {
}

tree::TerminalNode* TatuParser::PrefixContext::PrefixMinus() {
  return getToken(TatuParser::PrefixMinus, 0);
}

tree::TerminalNode* TatuParser::PrefixContext::Bang() {
  return getToken(TatuParser::Bang, 0);
}

tree::TerminalNode* TatuParser::PrefixContext::PrefixBangBang() {
  return getToken(TatuParser::PrefixBangBang, 0);
}

tree::TerminalNode* TatuParser::PrefixContext::Tilde() {
  return getToken(TatuParser::Tilde, 0);
}

tree::TerminalNode* TatuParser::PrefixContext::Throw() {
  return getToken(TatuParser::Throw, 0);
}

tree::TerminalNode* TatuParser::PrefixContext::Return() {
  return getToken(TatuParser::Return, 0);
}

tree::TerminalNode* TatuParser::PrefixContext::Spawn() {
  return getToken(TatuParser::Spawn, 0);
}

tree::TerminalNode* TatuParser::PrefixContext::Yield() {
  return getToken(TatuParser::Yield, 0);
}

tree::TerminalNode* TatuParser::PrefixContext::LambdaName() {
  return getToken(TatuParser::LambdaName, 0);
}

tree::TerminalNode* TatuParser::PrefixContext::LambdaArrow() {
  return getToken(TatuParser::LambdaArrow, 0);
}

tree::TerminalNode* TatuParser::PrefixContext::ParenClose() {
  return getToken(TatuParser::ParenClose, 0);
}

tree::TerminalNode* TatuParser::PrefixContext::LambdaOpen() {
  return getToken(TatuParser::LambdaOpen, 0);
}

std::vector<TatuParser::LambdaParameterContext *> TatuParser::PrefixContext::lambdaParameter() {
  return getRuleContexts<TatuParser::LambdaParameterContext>();
}

TatuParser::LambdaParameterContext* TatuParser::PrefixContext::lambdaParameter(size_t i) {
  return getRuleContext<TatuParser::LambdaParameterContext>(i);
}

std::vector<tree::TerminalNode *> TatuParser::PrefixContext::Comma() {
  return getTokens(TatuParser::Comma);
}

tree::TerminalNode* TatuParser::PrefixContext::Comma(size_t i) {
  return getToken(TatuParser::Comma, i);
}


size_t TatuParser::PrefixContext::getRuleIndex() const {
  return TatuParser::RulePrefix;
}


TatuParser::PrefixContext* TatuParser::prefix() {
  PrefixContext *_localctx = _tracker.createInstance<PrefixContext>(_ctx, getState());
  enterRule(_localctx, 82, TatuParser::RulePrefix);
  size_t _la = 0;

  auto onExit = finally([=] {
    exitRule();
  });
  try {
    setState(730);
    _errHandler->sync(this);
    switch (_input->LA(1)) {
      case TatuParser::PrefixMinus:
      case TatuParser::Bang:
      case TatuParser::PrefixBangBang:
      case TatuParser::Tilde:
      case TatuParser::Return:
      case TatuParser::Spawn:
      case TatuParser::Throw:
      case TatuParser::Yield: {
        enterOuterAlt(_localctx, 1);
        setState(714);
        _localctx->op = _input->LT(1);
        _la = _input->LA(1);
        if (!((((_la & ~ 0x3fULL) == 0) &&
          ((1ULL << _la) & ((1ULL << TatuParser::PrefixMinus)
          | (1ULL << TatuParser::Bang)
          | (1ULL << TatuParser::PrefixBangBang)
          | (1ULL << TatuParser::Tilde))) != 0) || ((((_la - 110) & ~ 0x3fULL) == 0) &&
          ((1ULL << (_la - 110)) & ((1ULL << (TatuParser::Return - 110))
          | (1ULL << (TatuParser::Spawn - 110))
          | (1ULL << (TatuParser::Throw - 110))
          | (1ULL << (TatuParser::Yield - 110)))) != 0))) {
          _localctx->op = _errHandler->recoverInline(this);
        }
        else {
          _errHandler->reportMatch(this);
          consume();
        }
        break;
      }

      case TatuParser::LambdaName: {
        enterOuterAlt(_localctx, 2);
        setState(715);
        _localctx->name = match(TatuParser::LambdaName);
        setState(716);
        _localctx->arrow = match(TatuParser::LambdaArrow);
        break;
      }

      case TatuParser::LambdaOpen: {
        enterOuterAlt(_localctx, 3);
        setState(717);
        _localctx->open = match(TatuParser::LambdaOpen);
        setState(726);
        _errHandler->sync(this);

        _la = _input->LA(1);
        if (_la == TatuParser::Identifier

        || _la == TatuParser::ParenOpen) {
          setState(718);
          _localctx->lambdaParameterContext = lambdaParameter();
          _localctx->params.push_back(_localctx->lambdaParameterContext);
          setState(723);
          _errHandler->sync(this);
          _la = _input->LA(1);
          while (_la == TatuParser::Comma) {
            setState(719);
            match(TatuParser::Comma);
            setState(720);
            _localctx->lambdaParameterContext = lambdaParameter();
            _localctx->params.push_back(_localctx->lambdaParameterContext);
            setState(725);
            _errHandler->sync(this);
            _la = _input->LA(1);
          }
        }
        setState(728);
        match(TatuParser::ParenClose);
        setState(729);
        _localctx->arrow = match(TatuParser::LambdaArrow);
        break;
      }

    default:
      throw NoViableAltException(this);
    }

  }
  catch (RecognitionException &e) {
    _errHandler->reportError(this, e);
    _localctx->exception = std::current_exception();
    _errHandler->recover(this, _localctx->exception);
  }

  return _localctx;
}

//----------------- LambdaParameterContext ------------------------------------------------------------------

TatuParser::LambdaParameterContext::LambdaParameterContext(ParserRuleContext *parent, size_t invokingState)
  : ParserRuleContext(parent, invokingState) {
}

TatuParser::BindingPatternContext* TatuParser::LambdaParameterContext::bindingPattern() {
  return getRuleContext<TatuParser::BindingPatternContext>(0);
}

tree::TerminalNode* TatuParser::LambdaParameterContext::Colon() {
  return getToken(TatuParser::Colon, 0);
}

TatuParser::TypeContext* TatuParser::LambdaParameterContext::type() {
  return getRuleContext<TatuParser::TypeContext>(0);
}


size_t TatuParser::LambdaParameterContext::getRuleIndex() const {
  return TatuParser::RuleLambdaParameter;
}


TatuParser::LambdaParameterContext* TatuParser::lambdaParameter() {
  LambdaParameterContext *_localctx = _tracker.createInstance<LambdaParameterContext>(_ctx, getState());
  enterRule(_localctx, 84, TatuParser::RuleLambdaParameter);
  size_t _la = 0;

  auto onExit = finally([=] {
    exitRule();
  });
  try {
    enterOuterAlt(_localctx, 1);
    setState(732);
    _localctx->names = bindingPattern();
    setState(735);
    _errHandler->sync(this);

    _la = _input->LA(1);
    if (_la == TatuParser::Colon) {
      setState(733);
      match(TatuParser::Colon);
      setState(734);
      _localctx->declared = type();
    }

  }
  catch (RecognitionException &e) {
    _errHandler->reportError(this, e);
    _localctx->exception = std::current_exception();
    _errHandler->recover(this, _localctx->exception);
  }

  return _localctx;
}

//----------------- PostfixContext ------------------------------------------------------------------

TatuParser::PostfixContext::PostfixContext(ParserRuleContext *parent, size_t invokingState)
  : ParserRuleContext(parent, invokingState) {
}

tree::TerminalNode* TatuParser::PostfixContext::BangBang() {
  return getToken(TatuParser::BangBang, 0);
}

tree::TerminalNode* TatuParser::PostfixContext::Dot() {
  return getToken(TatuParser::Dot, 0);
}

tree::TerminalNode* TatuParser::PostfixContext::QuestionDot() {
  return getToken(TatuParser::QuestionDot, 0);
}

tree::TerminalNode* TatuParser::PostfixContext::Identifier() {
  return getToken(TatuParser::Identifier, 0);
}

tree::TerminalNode* TatuParser::PostfixContext::IntegerLiteral() {
  return getToken(TatuParser::IntegerLiteral, 0);
}

tree::TerminalNode* TatuParser::PostfixContext::GenericClose() {
  return getToken(TatuParser::GenericClose, 0);
}

tree::TerminalNode* TatuParser::PostfixContext::GenericOpen() {
  return getToken(TatuParser::GenericOpen, 0);
}

std::vector<TatuParser::TypeContext *> TatuParser::PostfixContext::type() {
  return getRuleContexts<TatuParser::TypeContext>();
}

TatuParser::TypeContext* TatuParser::PostfixContext::type(size_t i) {
  return getRuleContext<TatuParser::TypeContext>(i);
}

std::vector<tree::TerminalNode *> TatuParser::PostfixContext::Comma() {
  return getTokens(TatuParser::Comma);
}

tree::TerminalNode* TatuParser::PostfixContext::Comma(size_t i) {
  return getToken(TatuParser::Comma, i);
}

tree::TerminalNode* TatuParser::PostfixContext::ParenClose() {
  return getToken(TatuParser::ParenClose, 0);
}

tree::TerminalNode* TatuParser::PostfixContext::CallOpen() {
  return getToken(TatuParser::CallOpen, 0);
}

std::vector<TatuParser::ArgumentContext *> TatuParser::PostfixContext::argument() {
  return getRuleContexts<TatuParser::ArgumentContext>();
}

TatuParser::ArgumentContext* TatuParser::PostfixContext::argument(size_t i) {
  return getRuleContext<TatuParser::ArgumentContext>(i);
}

tree::TerminalNode* TatuParser::PostfixContext::BracketClose() {
  return getToken(TatuParser::BracketClose, 0);
}

tree::TerminalNode* TatuParser::PostfixContext::IndexOpen() {
  return getToken(TatuParser::IndexOpen, 0);
}

TatuParser::ExpressionContext* TatuParser::PostfixContext::expression() {
  return getRuleContext<TatuParser::ExpressionContext>(0);
}


size_t TatuParser::PostfixContext::getRuleIndex() const {
  return TatuParser::RulePostfix;
}


TatuParser::PostfixContext* TatuParser::postfix() {
  PostfixContext *_localctx = _tracker.createInstance<PostfixContext>(_ctx, getState());
  enterRule(_localctx, 86, TatuParser::RulePostfix);
  size_t _la = 0;

  auto onExit = finally([=] {
    exitRule();
  });
  try {
    setState(770);
    _errHandler->sync(this);
    switch (_input->LA(1)) {
      case TatuParser::BangBang: {
        enterOuterAlt(_localctx, 1);
        setState(737);
        _localctx->op = match(TatuParser::BangBang);
        break;
      }

      case TatuParser::Dot:
      case TatuParser::QuestionDot: {
        enterOuterAlt(_localctx, 2);
        setState(738);
        _localctx->op = _input->LT(1);
        _la = _input->LA(1);
        if (!(_la == TatuParser::Dot

        || _la == TatuParser::QuestionDot)) {
          _localctx->op = _errHandler->recoverInline(this);
        }
        else {
          _errHandler->reportMatch(this);
          consume();
        }
        setState(741);
        _errHandler->sync(this);
        switch (_input->LA(1)) {
          case TatuParser::Identifier: {
            setState(739);
            _localctx->name = match(TatuParser::Identifier);
            break;
          }

          case TatuParser::IntegerLiteral: {
            setState(740);
            _localctx->index = match(TatuParser::IntegerLiteral);
            break;
          }

        default:
          throw NoViableAltException(this);
        }
        break;
      }

      case TatuParser::GenericOpen: {
        enterOuterAlt(_localctx, 3);
        setState(743);
        _localctx->op = match(TatuParser::GenericOpen);
        setState(744);
        _localctx->typeContext = type();
        _localctx->types.push_back(_localctx->typeContext);
        setState(749);
        _errHandler->sync(this);
        _la = _input->LA(1);
        while (_la == TatuParser::Comma) {
          setState(745);
          match(TatuParser::Comma);
          setState(746);
          _localctx->typeContext = type();
          _localctx->types.push_back(_localctx->typeContext);
          setState(751);
          _errHandler->sync(this);
          _la = _input->LA(1);
        }
        setState(752);
        match(TatuParser::GenericClose);
        break;
      }

      case TatuParser::CallOpen: {
        enterOuterAlt(_localctx, 4);
        setState(754);
        _localctx->op = match(TatuParser::CallOpen);
        setState(763);
        _errHandler->sync(this);

        _la = _input->LA(1);
        if ((((_la & ~ 0x3fULL) == 0) &&
          ((1ULL << _la) & ((1ULL << TatuParser::Identifier)
          | (1ULL << TatuParser::LambdaName)
          | (1ULL << TatuParser::IntegerLiteral)
          | (1ULL << TatuParser::FloatLiteral)
          | (1ULL << TatuParser::CharacterLiteral)
          | (1ULL << TatuParser::StringLiteral)
          | (1ULL << TatuParser::ByteStringLiteral)
          | (1ULL << TatuParser::StringBegin)
          | (1ULL << TatuParser::ParenOpen)
          | (1ULL << TatuParser::LambdaOpen)
          | (1ULL << TatuParser::BracketOpen)
          | (1ULL << TatuParser::BlockOpen)
          | (1ULL << TatuParser::PrefixMinus)
          | (1ULL << TatuParser::Bang)
          | (1ULL << TatuParser::PrefixBangBang)
          | (1ULL << TatuParser::Tilde)
          | (1ULL << TatuParser::Ellipsis))) != 0) || ((((_la - 85) & ~ 0x3fULL) == 0) &&
          ((1ULL << (_la - 85)) & ((1ULL << (TatuParser::Break - 85))
          | (1ULL << (TatuParser::Continue - 85))
          | (1ULL << (TatuParser::False - 85))
          | (1ULL << (TatuParser::If - 85))
          | (1ULL << (TatuParser::Match - 85))
          | (1ULL << (TatuParser::Null - 85))
          | (1ULL << (TatuParser::Return - 85))
          | (1ULL << (TatuParser::Select - 85))
          | (1ULL << (TatuParser::Spawn - 85))
          | (1ULL << (TatuParser::Super - 85))
          | (1ULL << (TatuParser::This - 85))
          | (1ULL << (TatuParser::Throw - 85))
          | (1ULL << (TatuParser::True - 85))
          | (1ULL << (TatuParser::Try - 85))
          | (1ULL << (TatuParser::Yield - 85))
          | (1ULL << (TatuParser::ReturnNothing - 85))
          | (1ULL << (TatuParser::Scope - 85))
          | (1ULL << (TatuParser::Sequence - 85)))) != 0)) {
          setState(755);
          _localctx->argumentContext = argument();
          _localctx->arguments.push_back(_localctx->argumentContext);
          setState(760);
          _errHandler->sync(this);
          _la = _input->LA(1);
          while (_la == TatuParser::Comma) {
            setState(756);
            match(TatuParser::Comma);
            setState(757);
            _localctx->argumentContext = argument();
            _localctx->arguments.push_back(_localctx->argumentContext);
            setState(762);
            _errHandler->sync(this);
            _la = _input->LA(1);
          }
        }
        setState(765);
        match(TatuParser::ParenClose);
        break;
      }

      case TatuParser::IndexOpen: {
        enterOuterAlt(_localctx, 5);
        setState(766);
        _localctx->op = match(TatuParser::IndexOpen);
        setState(767);
        _localctx->at = expression();
        setState(768);
        match(TatuParser::BracketClose);
        break;
      }

    default:
      throw NoViableAltException(this);
    }

  }
  catch (RecognitionException &e) {
    _errHandler->reportError(this, e);
    _localctx->exception = std::current_exception();
    _errHandler->recover(this, _localctx->exception);
  }

  return _localctx;
}

//----------------- ArgumentContext ------------------------------------------------------------------

TatuParser::ArgumentContext::ArgumentContext(ParserRuleContext *parent, size_t invokingState)
  : ParserRuleContext(parent, invokingState) {
}

TatuParser::ExpressionContext* TatuParser::ArgumentContext::expression() {
  return getRuleContext<TatuParser::ExpressionContext>(0);
}

tree::TerminalNode* TatuParser::ArgumentContext::Ellipsis() {
  return getToken(TatuParser::Ellipsis, 0);
}


size_t TatuParser::ArgumentContext::getRuleIndex() const {
  return TatuParser::RuleArgument;
}


TatuParser::ArgumentContext* TatuParser::argument() {
  ArgumentContext *_localctx = _tracker.createInstance<ArgumentContext>(_ctx, getState());
  enterRule(_localctx, 88, TatuParser::RuleArgument);
  size_t _la = 0;

  auto onExit = finally([=] {
    exitRule();
  });
  try {
    enterOuterAlt(_localctx, 1);
    setState(773);
    _errHandler->sync(this);

    _la = _input->LA(1);
    if (_la == TatuParser::Ellipsis) {
      setState(772);
      _localctx->spread = match(TatuParser::Ellipsis);
    }
    setState(775);
    _localctx->value = expression();

  }
  catch (RecognitionException &e) {
    _errHandler->reportError(this, e);
    _localctx->exception = std::current_exception();
    _errHandler->recover(this, _localctx->exception);
  }

  return _localctx;
}

//----------------- InterpolatedStringContext ------------------------------------------------------------------

TatuParser::InterpolatedStringContext::InterpolatedStringContext(ParserRuleContext *parent, size_t invokingState)
  : ParserRuleContext(parent, invokingState) {
}

tree::TerminalNode* TatuParser::InterpolatedStringContext::StringBegin() {
  return getToken(TatuParser::StringBegin, 0);
}

tree::TerminalNode* TatuParser::InterpolatedStringContext::StringEnd() {
  return getToken(TatuParser::StringEnd, 0);
}

std::vector<TatuParser::InsertionContext *> TatuParser::InterpolatedStringContext::insertion() {
  return getRuleContexts<TatuParser::InsertionContext>();
}

TatuParser::InsertionContext* TatuParser::InterpolatedStringContext::insertion(size_t i) {
  return getRuleContext<TatuParser::InsertionContext>(i);
}

std::vector<tree::TerminalNode *> TatuParser::InterpolatedStringContext::StringMiddle() {
  return getTokens(TatuParser::StringMiddle);
}

tree::TerminalNode* TatuParser::InterpolatedStringContext::StringMiddle(size_t i) {
  return getToken(TatuParser::StringMiddle, i);
}


size_t TatuParser::InterpolatedStringContext::getRuleIndex() const {
  return TatuParser::RuleInterpolatedString;
}


TatuParser::InterpolatedStringContext* TatuParser::interpolatedString() {
  InterpolatedStringContext *_localctx = _tracker.createInstance<InterpolatedStringContext>(_ctx, getState());
  enterRule(_localctx, 90, TatuParser::RuleInterpolatedString);
  size_t _la = 0;

  auto onExit = finally([=] {
    exitRule();
  });
  try {
    enterOuterAlt(_localctx, 1);
    setState(777);
    match(TatuParser::StringBegin);
    setState(778);
    _localctx->insertionContext = insertion();
    _localctx->values.push_back(_localctx->insertionContext);
    setState(783);
    _errHandler->sync(this);
    _la = _input->LA(1);
    while (_la == TatuParser::StringMiddle) {
      setState(779);
      _localctx->stringmiddleToken = match(TatuParser::StringMiddle);
      _localctx->middles.push_back(_localctx->stringmiddleToken);
      setState(780);
      _localctx->insertionContext = insertion();
      _localctx->values.push_back(_localctx->insertionContext);
      setState(785);
      _errHandler->sync(this);
      _la = _input->LA(1);
    }
    setState(786);
    match(TatuParser::StringEnd);

  }
  catch (RecognitionException &e) {
    _errHandler->reportError(this, e);
    _localctx->exception = std::current_exception();
    _errHandler->recover(this, _localctx->exception);
  }

  return _localctx;
}

//----------------- InsertionContext ------------------------------------------------------------------

TatuParser::InsertionContext::InsertionContext(ParserRuleContext *parent, size_t invokingState)
  : ParserRuleContext(parent, invokingState) {
}

TatuParser::ExpressionContext* TatuParser::InsertionContext::expression() {
  return getRuleContext<TatuParser::ExpressionContext>(0);
}

tree::TerminalNode* TatuParser::InsertionContext::Format() {
  return getToken(TatuParser::Format, 0);
}


size_t TatuParser::InsertionContext::getRuleIndex() const {
  return TatuParser::RuleInsertion;
}


TatuParser::InsertionContext* TatuParser::insertion() {
  InsertionContext *_localctx = _tracker.createInstance<InsertionContext>(_ctx, getState());
  enterRule(_localctx, 92, TatuParser::RuleInsertion);
  size_t _la = 0;

  auto onExit = finally([=] {
    exitRule();
  });
  try {
    enterOuterAlt(_localctx, 1);
    setState(788);
    _localctx->value = expression();
    setState(790);
    _errHandler->sync(this);

    _la = _input->LA(1);
    if (_la == TatuParser::Format) {
      setState(789);
      _localctx->form = match(TatuParser::Format);
    }

  }
  catch (RecognitionException &e) {
    _errHandler->reportError(this, e);
    _localctx->exception = std::current_exception();
    _errHandler->recover(this, _localctx->exception);
  }

  return _localctx;
}

//----------------- ParenthesizedContext ------------------------------------------------------------------

TatuParser::ParenthesizedContext::ParenthesizedContext(ParserRuleContext *parent, size_t invokingState)
  : ParserRuleContext(parent, invokingState) {
}

tree::TerminalNode* TatuParser::ParenthesizedContext::ParenOpen() {
  return getToken(TatuParser::ParenOpen, 0);
}

tree::TerminalNode* TatuParser::ParenthesizedContext::ParenClose() {
  return getToken(TatuParser::ParenClose, 0);
}

std::vector<TatuParser::ExpressionContext *> TatuParser::ParenthesizedContext::expression() {
  return getRuleContexts<TatuParser::ExpressionContext>();
}

TatuParser::ExpressionContext* TatuParser::ParenthesizedContext::expression(size_t i) {
  return getRuleContext<TatuParser::ExpressionContext>(i);
}

std::vector<tree::TerminalNode *> TatuParser::ParenthesizedContext::Comma() {
  return getTokens(TatuParser::Comma);
}

tree::TerminalNode* TatuParser::ParenthesizedContext::Comma(size_t i) {
  return getToken(TatuParser::Comma, i);
}


size_t TatuParser::ParenthesizedContext::getRuleIndex() const {
  return TatuParser::RuleParenthesized;
}


TatuParser::ParenthesizedContext* TatuParser::parenthesized() {
  ParenthesizedContext *_localctx = _tracker.createInstance<ParenthesizedContext>(_ctx, getState());
  enterRule(_localctx, 94, TatuParser::RuleParenthesized);
  size_t _la = 0;

  auto onExit = finally([=] {
    exitRule();
  });
  try {
    enterOuterAlt(_localctx, 1);
    setState(792);
    match(TatuParser::ParenOpen);
    setState(793);
    _localctx->expressionContext = expression();
    _localctx->elements.push_back(_localctx->expressionContext);
    setState(798);
    _errHandler->sync(this);
    _la = _input->LA(1);
    while (_la == TatuParser::Comma) {
      setState(794);
      match(TatuParser::Comma);
      setState(795);
      _localctx->expressionContext = expression();
      _localctx->elements.push_back(_localctx->expressionContext);
      setState(800);
      _errHandler->sync(this);
      _la = _input->LA(1);
    }
    setState(801);
    match(TatuParser::ParenClose);

  }
  catch (RecognitionException &e) {
    _errHandler->reportError(this, e);
    _localctx->exception = std::current_exception();
    _errHandler->recover(this, _localctx->exception);
  }

  return _localctx;
}

//----------------- ListLiteralContext ------------------------------------------------------------------

TatuParser::ListLiteralContext::ListLiteralContext(ParserRuleContext *parent, size_t invokingState)
  : ParserRuleContext(parent, invokingState) {
}

tree::TerminalNode* TatuParser::ListLiteralContext::BracketOpen() {
  return getToken(TatuParser::BracketOpen, 0);
}

tree::TerminalNode* TatuParser::ListLiteralContext::BracketClose() {
  return getToken(TatuParser::BracketClose, 0);
}

tree::TerminalNode* TatuParser::ListLiteralContext::Colon() {
  return getToken(TatuParser::Colon, 0);
}

std::vector<TatuParser::ListEntryContext *> TatuParser::ListLiteralContext::listEntry() {
  return getRuleContexts<TatuParser::ListEntryContext>();
}

TatuParser::ListEntryContext* TatuParser::ListLiteralContext::listEntry(size_t i) {
  return getRuleContext<TatuParser::ListEntryContext>(i);
}

std::vector<tree::TerminalNode *> TatuParser::ListLiteralContext::Comma() {
  return getTokens(TatuParser::Comma);
}

tree::TerminalNode* TatuParser::ListLiteralContext::Comma(size_t i) {
  return getToken(TatuParser::Comma, i);
}


size_t TatuParser::ListLiteralContext::getRuleIndex() const {
  return TatuParser::RuleListLiteral;
}


TatuParser::ListLiteralContext* TatuParser::listLiteral() {
  ListLiteralContext *_localctx = _tracker.createInstance<ListLiteralContext>(_ctx, getState());
  enterRule(_localctx, 96, TatuParser::RuleListLiteral);
  size_t _la = 0;

  auto onExit = finally([=] {
    exitRule();
  });
  try {
    enterOuterAlt(_localctx, 1);
    setState(803);
    match(TatuParser::BracketOpen);
    setState(813);
    _errHandler->sync(this);
    switch (_input->LA(1)) {
      case TatuParser::Colon: {
        setState(804);
        _localctx->empty = match(TatuParser::Colon);
        break;
      }

      case TatuParser::Identifier:
      case TatuParser::LambdaName:
      case TatuParser::IntegerLiteral:
      case TatuParser::FloatLiteral:
      case TatuParser::CharacterLiteral:
      case TatuParser::StringLiteral:
      case TatuParser::ByteStringLiteral:
      case TatuParser::StringBegin:
      case TatuParser::ParenOpen:
      case TatuParser::LambdaOpen:
      case TatuParser::BracketOpen:
      case TatuParser::BlockOpen:
      case TatuParser::PrefixMinus:
      case TatuParser::Bang:
      case TatuParser::PrefixBangBang:
      case TatuParser::Tilde:
      case TatuParser::Ellipsis:
      case TatuParser::Break:
      case TatuParser::Continue:
      case TatuParser::False:
      case TatuParser::If:
      case TatuParser::Match:
      case TatuParser::Null:
      case TatuParser::Return:
      case TatuParser::Select:
      case TatuParser::Spawn:
      case TatuParser::Super:
      case TatuParser::This:
      case TatuParser::Throw:
      case TatuParser::True:
      case TatuParser::Try:
      case TatuParser::Yield:
      case TatuParser::ReturnNothing:
      case TatuParser::Scope:
      case TatuParser::Sequence: {
        setState(805);
        _localctx->listEntryContext = listEntry();
        _localctx->entries.push_back(_localctx->listEntryContext);
        setState(810);
        _errHandler->sync(this);
        _la = _input->LA(1);
        while (_la == TatuParser::Comma) {
          setState(806);
          match(TatuParser::Comma);
          setState(807);
          _localctx->listEntryContext = listEntry();
          _localctx->entries.push_back(_localctx->listEntryContext);
          setState(812);
          _errHandler->sync(this);
          _la = _input->LA(1);
        }
        break;
      }

      case TatuParser::BracketClose: {
        break;
      }

    default:
      break;
    }
    setState(815);
    match(TatuParser::BracketClose);

  }
  catch (RecognitionException &e) {
    _errHandler->reportError(this, e);
    _localctx->exception = std::current_exception();
    _errHandler->recover(this, _localctx->exception);
  }

  return _localctx;
}

//----------------- ListEntryContext ------------------------------------------------------------------

TatuParser::ListEntryContext::ListEntryContext(ParserRuleContext *parent, size_t invokingState)
  : ParserRuleContext(parent, invokingState) {
}

std::vector<TatuParser::ExpressionContext *> TatuParser::ListEntryContext::expression() {
  return getRuleContexts<TatuParser::ExpressionContext>();
}

TatuParser::ExpressionContext* TatuParser::ListEntryContext::expression(size_t i) {
  return getRuleContext<TatuParser::ExpressionContext>(i);
}

tree::TerminalNode* TatuParser::ListEntryContext::Ellipsis() {
  return getToken(TatuParser::Ellipsis, 0);
}

tree::TerminalNode* TatuParser::ListEntryContext::Colon() {
  return getToken(TatuParser::Colon, 0);
}


size_t TatuParser::ListEntryContext::getRuleIndex() const {
  return TatuParser::RuleListEntry;
}


TatuParser::ListEntryContext* TatuParser::listEntry() {
  ListEntryContext *_localctx = _tracker.createInstance<ListEntryContext>(_ctx, getState());
  enterRule(_localctx, 98, TatuParser::RuleListEntry);
  size_t _la = 0;

  auto onExit = finally([=] {
    exitRule();
  });
  try {
    enterOuterAlt(_localctx, 1);
    setState(818);
    _errHandler->sync(this);

    _la = _input->LA(1);
    if (_la == TatuParser::Ellipsis) {
      setState(817);
      _localctx->spread = match(TatuParser::Ellipsis);
    }
    setState(820);
    _localctx->key = expression();
    setState(823);
    _errHandler->sync(this);

    _la = _input->LA(1);
    if (_la == TatuParser::Colon) {
      setState(821);
      _localctx->colon = match(TatuParser::Colon);
      setState(822);
      _localctx->value = expression();
    }

  }
  catch (RecognitionException &e) {
    _errHandler->reportError(this, e);
    _localctx->exception = std::current_exception();
    _errHandler->recover(this, _localctx->exception);
  }

  return _localctx;
}

//----------------- BlockOperandContext ------------------------------------------------------------------

TatuParser::BlockOperandContext::BlockOperandContext(ParserRuleContext *parent, size_t invokingState)
  : ParserRuleContext(parent, invokingState) {
}

tree::TerminalNode* TatuParser::BlockOperandContext::BlockOpen() {
  return getToken(TatuParser::BlockOpen, 0);
}

tree::TerminalNode* TatuParser::BlockOperandContext::BraceClose() {
  return getToken(TatuParser::BraceClose, 0);
}

std::vector<TatuParser::StatementContext *> TatuParser::BlockOperandContext::statement() {
  return getRuleContexts<TatuParser::StatementContext>();
}

TatuParser::StatementContext* TatuParser::BlockOperandContext::statement(size_t i) {
  return getRuleContext<TatuParser::StatementContext>(i);
}

std::vector<tree::TerminalNode *> TatuParser::BlockOperandContext::Separator() {
  return getTokens(TatuParser::Separator);
}

tree::TerminalNode* TatuParser::BlockOperandContext::Separator(size_t i) {
  return getToken(TatuParser::Separator, i);
}


size_t TatuParser::BlockOperandContext::getRuleIndex() const {
  return TatuParser::RuleBlockOperand;
}


TatuParser::BlockOperandContext* TatuParser::blockOperand() {
  BlockOperandContext *_localctx = _tracker.createInstance<BlockOperandContext>(_ctx, getState());
  enterRule(_localctx, 100, TatuParser::RuleBlockOperand);
  size_t _la = 0;

  auto onExit = finally([=] {
    exitRule();
  });
  try {
    enterOuterAlt(_localctx, 1);
    setState(825);
    match(TatuParser::BlockOpen);
    setState(834);
    _errHandler->sync(this);

    _la = _input->LA(1);
    if ((((_la & ~ 0x3fULL) == 0) &&
      ((1ULL << _la) & ((1ULL << TatuParser::Identifier)
      | (1ULL << TatuParser::LambdaName)
      | (1ULL << TatuParser::Label)
      | (1ULL << TatuParser::IntegerLiteral)
      | (1ULL << TatuParser::FloatLiteral)
      | (1ULL << TatuParser::CharacterLiteral)
      | (1ULL << TatuParser::StringLiteral)
      | (1ULL << TatuParser::ByteStringLiteral)
      | (1ULL << TatuParser::StringBegin)
      | (1ULL << TatuParser::ParenOpen)
      | (1ULL << TatuParser::LambdaOpen)
      | (1ULL << TatuParser::BracketOpen)
      | (1ULL << TatuParser::BlockOpen)
      | (1ULL << TatuParser::PrefixMinus)
      | (1ULL << TatuParser::Bang)
      | (1ULL << TatuParser::PrefixBangBang)
      | (1ULL << TatuParser::Tilde))) != 0) || ((((_la - 83) & ~ 0x3fULL) == 0) &&
      ((1ULL << (_la - 83)) & ((1ULL << (TatuParser::Abstract - 83))
      | (1ULL << (TatuParser::Break - 83))
      | (1ULL << (TatuParser::Class - 83))
      | (1ULL << (TatuParser::Continue - 83))
      | (1ULL << (TatuParser::Data - 83))
      | (1ULL << (TatuParser::Defer - 83))
      | (1ULL << (TatuParser::False - 83))
      | (1ULL << (TatuParser::For - 83))
      | (1ULL << (TatuParser::Fun - 83))
      | (1ULL << (TatuParser::If - 83))
      | (1ULL << (TatuParser::Lazy - 83))
      | (1ULL << (TatuParser::Match - 83))
      | (1ULL << (TatuParser::Null - 83))
      | (1ULL << (TatuParser::Open - 83))
      | (1ULL << (TatuParser::Return - 83))
      | (1ULL << (TatuParser::Select - 83))
      | (1ULL << (TatuParser::Spawn - 83))
      | (1ULL << (TatuParser::Super - 83))
      | (1ULL << (TatuParser::This - 83))
      | (1ULL << (TatuParser::Throw - 83))
      | (1ULL << (TatuParser::True - 83))
      | (1ULL << (TatuParser::Try - 83))
      | (1ULL << (TatuParser::Val - 83))
      | (1ULL << (TatuParser::Var - 83))
      | (1ULL << (TatuParser::While - 83))
      | (1ULL << (TatuParser::Yield - 83))
      | (1ULL << (TatuParser::ReturnNothing - 83))
      | (1ULL << (TatuParser::Scope - 83))
      | (1ULL << (TatuParser::Sequence - 83)))) != 0)) {
      setState(826);
      _localctx->statementContext = statement();
      _localctx->statements.push_back(_localctx->statementContext);
      setState(831);
      _errHandler->sync(this);
      _la = _input->LA(1);
      while (_la == TatuParser::Separator) {
        setState(827);
        match(TatuParser::Separator);
        setState(828);
        _localctx->statementContext = statement();
        _localctx->statements.push_back(_localctx->statementContext);
        setState(833);
        _errHandler->sync(this);
        _la = _input->LA(1);
      }
    }
    setState(836);
    match(TatuParser::BraceClose);

  }
  catch (RecognitionException &e) {
    _errHandler->reportError(this, e);
    _localctx->exception = std::current_exception();
    _errHandler->recover(this, _localctx->exception);
  }

  return _localctx;
}

//----------------- IfExpressionContext ------------------------------------------------------------------

TatuParser::IfExpressionContext::IfExpressionContext(ParserRuleContext *parent, size_t invokingState)
  : ParserRuleContext(parent, invokingState) {
}

tree::TerminalNode* TatuParser::IfExpressionContext::If() {
  return getToken(TatuParser::If, 0);
}

std::vector<TatuParser::ExpressionContext *> TatuParser::IfExpressionContext::expression() {
  return getRuleContexts<TatuParser::ExpressionContext>();
}

TatuParser::ExpressionContext* TatuParser::IfExpressionContext::expression(size_t i) {
  return getRuleContext<TatuParser::ExpressionContext>(i);
}

std::vector<TatuParser::BlockContext *> TatuParser::IfExpressionContext::block() {
  return getRuleContexts<TatuParser::BlockContext>();
}

TatuParser::BlockContext* TatuParser::IfExpressionContext::block(size_t i) {
  return getRuleContext<TatuParser::BlockContext>(i);
}

std::vector<tree::TerminalNode *> TatuParser::IfExpressionContext::ElseIf() {
  return getTokens(TatuParser::ElseIf);
}

tree::TerminalNode* TatuParser::IfExpressionContext::ElseIf(size_t i) {
  return getToken(TatuParser::ElseIf, i);
}

tree::TerminalNode* TatuParser::IfExpressionContext::Else() {
  return getToken(TatuParser::Else, 0);
}


size_t TatuParser::IfExpressionContext::getRuleIndex() const {
  return TatuParser::RuleIfExpression;
}


TatuParser::IfExpressionContext* TatuParser::ifExpression() {
  IfExpressionContext *_localctx = _tracker.createInstance<IfExpressionContext>(_ctx, getState());
  enterRule(_localctx, 102, TatuParser::RuleIfExpression);
  size_t _la = 0;

  auto onExit = finally([=] {
    exitRule();
  });
  try {
    enterOuterAlt(_localctx, 1);
    setState(838);
    match(TatuParser::If);
    setState(839);
    _localctx->expressionContext = expression();
    _localctx->conditions.push_back(_localctx->expressionContext);
    setState(840);
    _localctx->blockContext = block();
    _localctx->bodies.push_back(_localctx->blockContext);
    setState(847);
    _errHandler->sync(this);
    _la = _input->LA(1);
    while (_la == TatuParser::ElseIf) {
      setState(841);
      match(TatuParser::ElseIf);
      setState(842);
      _localctx->expressionContext = expression();
      _localctx->conditions.push_back(_localctx->expressionContext);
      setState(843);
      _localctx->blockContext = block();
      _localctx->bodies.push_back(_localctx->blockContext);
      setState(849);
      _errHandler->sync(this);
      _la = _input->LA(1);
    }
    setState(852);
    _errHandler->sync(this);

    _la = _input->LA(1);
    if (_la == TatuParser::Else) {
      setState(850);
      match(TatuParser::Else);
      setState(851);
      _localctx->otherwise = block();
    }

  }
  catch (RecognitionException &e) {
    _errHandler->reportError(this, e);
    _localctx->exception = std::current_exception();
    _errHandler->recover(this, _localctx->exception);
  }

  return _localctx;
}

//----------------- MatchExpressionContext ------------------------------------------------------------------

TatuParser::MatchExpressionContext::MatchExpressionContext(ParserRuleContext *parent, size_t invokingState)
  : ParserRuleContext(parent, invokingState) {
}

tree::TerminalNode* TatuParser::MatchExpressionContext::Match() {
  return getToken(TatuParser::Match, 0);
}

TatuParser::ExpressionContext* TatuParser::MatchExpressionContext::expression() {
  return getRuleContext<TatuParser::ExpressionContext>(0);
}

TatuParser::ArmBlockContext* TatuParser::MatchExpressionContext::armBlock() {
  return getRuleContext<TatuParser::ArmBlockContext>(0);
}


size_t TatuParser::MatchExpressionContext::getRuleIndex() const {
  return TatuParser::RuleMatchExpression;
}


TatuParser::MatchExpressionContext* TatuParser::matchExpression() {
  MatchExpressionContext *_localctx = _tracker.createInstance<MatchExpressionContext>(_ctx, getState());
  enterRule(_localctx, 104, TatuParser::RuleMatchExpression);

  auto onExit = finally([=] {
    exitRule();
  });
  try {
    enterOuterAlt(_localctx, 1);
    setState(854);
    match(TatuParser::Match);
    setState(855);
    _localctx->subject = expression();
    setState(856);
    _localctx->body = armBlock();

  }
  catch (RecognitionException &e) {
    _errHandler->reportError(this, e);
    _localctx->exception = std::current_exception();
    _errHandler->recover(this, _localctx->exception);
  }

  return _localctx;
}

//----------------- ArmBlockContext ------------------------------------------------------------------

TatuParser::ArmBlockContext::ArmBlockContext(ParserRuleContext *parent, size_t invokingState)
  : ParserRuleContext(parent, invokingState) {
}

tree::TerminalNode* TatuParser::ArmBlockContext::BraceOpen() {
  return getToken(TatuParser::BraceOpen, 0);
}

tree::TerminalNode* TatuParser::ArmBlockContext::BraceClose() {
  return getToken(TatuParser::BraceClose, 0);
}

std::vector<TatuParser::ArmContext *> TatuParser::ArmBlockContext::arm() {
  return getRuleContexts<TatuParser::ArmContext>();
}

TatuParser::ArmContext* TatuParser::ArmBlockContext::arm(size_t i) {
  return getRuleContext<TatuParser::ArmContext>(i);
}

std::vector<tree::TerminalNode *> TatuParser::ArmBlockContext::Separator() {
  return getTokens(TatuParser::Separator);
}

tree::TerminalNode* TatuParser::ArmBlockContext::Separator(size_t i) {
  return getToken(TatuParser::Separator, i);
}


size_t TatuParser::ArmBlockContext::getRuleIndex() const {
  return TatuParser::RuleArmBlock;
}


TatuParser::ArmBlockContext* TatuParser::armBlock() {
  ArmBlockContext *_localctx = _tracker.createInstance<ArmBlockContext>(_ctx, getState());
  enterRule(_localctx, 106, TatuParser::RuleArmBlock);
  size_t _la = 0;

  auto onExit = finally([=] {
    exitRule();
  });
  try {
    enterOuterAlt(_localctx, 1);
    setState(858);
    match(TatuParser::BraceOpen);
    setState(867);
    _errHandler->sync(this);

    _la = _input->LA(1);
    if ((((_la & ~ 0x3fULL) == 0) &&
      ((1ULL << _la) & ((1ULL << TatuParser::Identifier)
      | (1ULL << TatuParser::IntegerLiteral)
      | (1ULL << TatuParser::FloatLiteral)
      | (1ULL << TatuParser::CharacterLiteral)
      | (1ULL << TatuParser::StringLiteral)
      | (1ULL << TatuParser::ParenOpen)
      | (1ULL << TatuParser::PrefixMinus))) != 0) || ((((_la - 94) & ~ 0x3fULL) == 0) &&
      ((1ULL << (_la - 94)) & ((1ULL << (TatuParser::False - 94))
      | (1ULL << (TatuParser::Is - 94))
      | (1ULL << (TatuParser::Null - 94))
      | (1ULL << (TatuParser::True - 94)))) != 0)) {
      setState(859);
      _localctx->armContext = arm();
      _localctx->arms.push_back(_localctx->armContext);
      setState(864);
      _errHandler->sync(this);
      _la = _input->LA(1);
      while (_la == TatuParser::Separator) {
        setState(860);
        match(TatuParser::Separator);
        setState(861);
        _localctx->armContext = arm();
        _localctx->arms.push_back(_localctx->armContext);
        setState(866);
        _errHandler->sync(this);
        _la = _input->LA(1);
      }
    }
    setState(869);
    match(TatuParser::BraceClose);

  }
  catch (RecognitionException &e) {
    _errHandler->reportError(this, e);
    _localctx->exception = std::current_exception();
    _errHandler->recover(this, _localctx->exception);
  }

  return _localctx;
}

//----------------- ArmContext ------------------------------------------------------------------

TatuParser::ArmContext::ArmContext(ParserRuleContext *parent, size_t invokingState)
  : ParserRuleContext(parent, invokingState) {
}

tree::TerminalNode* TatuParser::ArmContext::ArmArrow() {
  return getToken(TatuParser::ArmArrow, 0);
}

TatuParser::PatternContext* TatuParser::ArmContext::pattern() {
  return getRuleContext<TatuParser::PatternContext>(0);
}

std::vector<TatuParser::ExpressionContext *> TatuParser::ArmContext::expression() {
  return getRuleContexts<TatuParser::ExpressionContext>();
}

TatuParser::ExpressionContext* TatuParser::ArmContext::expression(size_t i) {
  return getRuleContext<TatuParser::ExpressionContext>(i);
}

tree::TerminalNode* TatuParser::ArmContext::If() {
  return getToken(TatuParser::If, 0);
}


size_t TatuParser::ArmContext::getRuleIndex() const {
  return TatuParser::RuleArm;
}


TatuParser::ArmContext* TatuParser::arm() {
  ArmContext *_localctx = _tracker.createInstance<ArmContext>(_ctx, getState());
  enterRule(_localctx, 108, TatuParser::RuleArm);
  size_t _la = 0;

  auto onExit = finally([=] {
    exitRule();
  });
  try {
    enterOuterAlt(_localctx, 1);
    setState(871);
    _localctx->test = pattern();
    setState(874);
    _errHandler->sync(this);

    _la = _input->LA(1);
    if (_la == TatuParser::If) {
      setState(872);
      match(TatuParser::If);
      setState(873);
      _localctx->guard = expression();
    }
    setState(876);
    match(TatuParser::ArmArrow);
    setState(877);
    _localctx->body = expression();

  }
  catch (RecognitionException &e) {
    _errHandler->reportError(this, e);
    _localctx->exception = std::current_exception();
    _errHandler->recover(this, _localctx->exception);
  }

  return _localctx;
}

//----------------- ScopeExpressionContext ------------------------------------------------------------------

TatuParser::ScopeExpressionContext::ScopeExpressionContext(ParserRuleContext *parent, size_t invokingState)
  : ParserRuleContext(parent, invokingState) {
}

tree::TerminalNode* TatuParser::ScopeExpressionContext::Scope() {
  return getToken(TatuParser::Scope, 0);
}

TatuParser::BlockContext* TatuParser::ScopeExpressionContext::block() {
  return getRuleContext<TatuParser::BlockContext>(0);
}

tree::TerminalNode* TatuParser::ScopeExpressionContext::Identifier() {
  return getToken(TatuParser::Identifier, 0);
}


size_t TatuParser::ScopeExpressionContext::getRuleIndex() const {
  return TatuParser::RuleScopeExpression;
}


TatuParser::ScopeExpressionContext* TatuParser::scopeExpression() {
  ScopeExpressionContext *_localctx = _tracker.createInstance<ScopeExpressionContext>(_ctx, getState());
  enterRule(_localctx, 110, TatuParser::RuleScopeExpression);
  size_t _la = 0;

  auto onExit = finally([=] {
    exitRule();
  });
  try {
    enterOuterAlt(_localctx, 1);
    setState(879);
    match(TatuParser::Scope);
    setState(881);
    _errHandler->sync(this);

    _la = _input->LA(1);
    if (_la == TatuParser::Identifier) {
      setState(880);
      _localctx->name = match(TatuParser::Identifier);
    }
    setState(883);
    _localctx->body = block();

  }
  catch (RecognitionException &e) {
    _errHandler->reportError(this, e);
    _localctx->exception = std::current_exception();
    _errHandler->recover(this, _localctx->exception);
  }

  return _localctx;
}

//----------------- SelectExpressionContext ------------------------------------------------------------------

TatuParser::SelectExpressionContext::SelectExpressionContext(ParserRuleContext *parent, size_t invokingState)
  : ParserRuleContext(parent, invokingState) {
}

tree::TerminalNode* TatuParser::SelectExpressionContext::Select() {
  return getToken(TatuParser::Select, 0);
}

TatuParser::SelectBlockContext* TatuParser::SelectExpressionContext::selectBlock() {
  return getRuleContext<TatuParser::SelectBlockContext>(0);
}


size_t TatuParser::SelectExpressionContext::getRuleIndex() const {
  return TatuParser::RuleSelectExpression;
}


TatuParser::SelectExpressionContext* TatuParser::selectExpression() {
  SelectExpressionContext *_localctx = _tracker.createInstance<SelectExpressionContext>(_ctx, getState());
  enterRule(_localctx, 112, TatuParser::RuleSelectExpression);

  auto onExit = finally([=] {
    exitRule();
  });
  try {
    enterOuterAlt(_localctx, 1);
    setState(885);
    match(TatuParser::Select);
    setState(886);
    _localctx->body = selectBlock();

  }
  catch (RecognitionException &e) {
    _errHandler->reportError(this, e);
    _localctx->exception = std::current_exception();
    _errHandler->recover(this, _localctx->exception);
  }

  return _localctx;
}

//----------------- SelectBlockContext ------------------------------------------------------------------

TatuParser::SelectBlockContext::SelectBlockContext(ParserRuleContext *parent, size_t invokingState)
  : ParserRuleContext(parent, invokingState) {
}

tree::TerminalNode* TatuParser::SelectBlockContext::BraceOpen() {
  return getToken(TatuParser::BraceOpen, 0);
}

tree::TerminalNode* TatuParser::SelectBlockContext::BraceClose() {
  return getToken(TatuParser::BraceClose, 0);
}

std::vector<TatuParser::SelectArmContext *> TatuParser::SelectBlockContext::selectArm() {
  return getRuleContexts<TatuParser::SelectArmContext>();
}

TatuParser::SelectArmContext* TatuParser::SelectBlockContext::selectArm(size_t i) {
  return getRuleContext<TatuParser::SelectArmContext>(i);
}

std::vector<tree::TerminalNode *> TatuParser::SelectBlockContext::Separator() {
  return getTokens(TatuParser::Separator);
}

tree::TerminalNode* TatuParser::SelectBlockContext::Separator(size_t i) {
  return getToken(TatuParser::Separator, i);
}


size_t TatuParser::SelectBlockContext::getRuleIndex() const {
  return TatuParser::RuleSelectBlock;
}


TatuParser::SelectBlockContext* TatuParser::selectBlock() {
  SelectBlockContext *_localctx = _tracker.createInstance<SelectBlockContext>(_ctx, getState());
  enterRule(_localctx, 114, TatuParser::RuleSelectBlock);
  size_t _la = 0;

  auto onExit = finally([=] {
    exitRule();
  });
  try {
    enterOuterAlt(_localctx, 1);
    setState(888);
    match(TatuParser::BraceOpen);
    setState(897);
    _errHandler->sync(this);

    _la = _input->LA(1);
    if ((((_la & ~ 0x3fULL) == 0) &&
      ((1ULL << _la) & ((1ULL << TatuParser::Identifier)
      | (1ULL << TatuParser::LambdaName)
      | (1ULL << TatuParser::IntegerLiteral)
      | (1ULL << TatuParser::FloatLiteral)
      | (1ULL << TatuParser::CharacterLiteral)
      | (1ULL << TatuParser::StringLiteral)
      | (1ULL << TatuParser::ByteStringLiteral)
      | (1ULL << TatuParser::StringBegin)
      | (1ULL << TatuParser::ParenOpen)
      | (1ULL << TatuParser::LambdaOpen)
      | (1ULL << TatuParser::BracketOpen)
      | (1ULL << TatuParser::BlockOpen)
      | (1ULL << TatuParser::PrefixMinus)
      | (1ULL << TatuParser::Bang)
      | (1ULL << TatuParser::PrefixBangBang)
      | (1ULL << TatuParser::Tilde))) != 0) || ((((_la - 85) & ~ 0x3fULL) == 0) &&
      ((1ULL << (_la - 85)) & ((1ULL << (TatuParser::Break - 85))
      | (1ULL << (TatuParser::Continue - 85))
      | (1ULL << (TatuParser::False - 85))
      | (1ULL << (TatuParser::If - 85))
      | (1ULL << (TatuParser::Match - 85))
      | (1ULL << (TatuParser::Null - 85))
      | (1ULL << (TatuParser::Return - 85))
      | (1ULL << (TatuParser::Select - 85))
      | (1ULL << (TatuParser::Spawn - 85))
      | (1ULL << (TatuParser::Super - 85))
      | (1ULL << (TatuParser::This - 85))
      | (1ULL << (TatuParser::Throw - 85))
      | (1ULL << (TatuParser::True - 85))
      | (1ULL << (TatuParser::Try - 85))
      | (1ULL << (TatuParser::Yield - 85))
      | (1ULL << (TatuParser::ReturnNothing - 85))
      | (1ULL << (TatuParser::Scope - 85))
      | (1ULL << (TatuParser::Sequence - 85)))) != 0)) {
      setState(889);
      _localctx->selectArmContext = selectArm();
      _localctx->arms.push_back(_localctx->selectArmContext);
      setState(894);
      _errHandler->sync(this);
      _la = _input->LA(1);
      while (_la == TatuParser::Separator) {
        setState(890);
        match(TatuParser::Separator);
        setState(891);
        _localctx->selectArmContext = selectArm();
        _localctx->arms.push_back(_localctx->selectArmContext);
        setState(896);
        _errHandler->sync(this);
        _la = _input->LA(1);
      }
    }
    setState(899);
    match(TatuParser::BraceClose);

  }
  catch (RecognitionException &e) {
    _errHandler->reportError(this, e);
    _localctx->exception = std::current_exception();
    _errHandler->recover(this, _localctx->exception);
  }

  return _localctx;
}

//----------------- SelectArmContext ------------------------------------------------------------------

TatuParser::SelectArmContext::SelectArmContext(ParserRuleContext *parent, size_t invokingState)
  : ParserRuleContext(parent, invokingState) {
}

tree::TerminalNode* TatuParser::SelectArmContext::ArmArrow() {
  return getToken(TatuParser::ArmArrow, 0);
}

std::vector<TatuParser::ExpressionContext *> TatuParser::SelectArmContext::expression() {
  return getRuleContexts<TatuParser::ExpressionContext>();
}

TatuParser::ExpressionContext* TatuParser::SelectArmContext::expression(size_t i) {
  return getRuleContext<TatuParser::ExpressionContext>(i);
}


size_t TatuParser::SelectArmContext::getRuleIndex() const {
  return TatuParser::RuleSelectArm;
}


TatuParser::SelectArmContext* TatuParser::selectArm() {
  SelectArmContext *_localctx = _tracker.createInstance<SelectArmContext>(_ctx, getState());
  enterRule(_localctx, 116, TatuParser::RuleSelectArm);

  auto onExit = finally([=] {
    exitRule();
  });
  try {
    enterOuterAlt(_localctx, 1);
    setState(901);
    _localctx->test = expression();
    setState(902);
    match(TatuParser::ArmArrow);
    setState(903);
    _localctx->body = expression();

  }
  catch (RecognitionException &e) {
    _errHandler->reportError(this, e);
    _localctx->exception = std::current_exception();
    _errHandler->recover(this, _localctx->exception);
  }

  return _localctx;
}

//----------------- SequenceExpressionContext ------------------------------------------------------------------

TatuParser::SequenceExpressionContext::SequenceExpressionContext(ParserRuleContext *parent, size_t invokingState)
  : ParserRuleContext(parent, invokingState) {
}

tree::TerminalNode* TatuParser::SequenceExpressionContext::Sequence() {
  return getToken(TatuParser::Sequence, 0);
}

TatuParser::BlockContext* TatuParser::SequenceExpressionContext::block() {
  return getRuleContext<TatuParser::BlockContext>(0);
}

tree::TerminalNode* TatuParser::SequenceExpressionContext::GenericOpen() {
  return getToken(TatuParser::GenericOpen, 0);
}

tree::TerminalNode* TatuParser::SequenceExpressionContext::GenericClose() {
  return getToken(TatuParser::GenericClose, 0);
}

TatuParser::TypeContext* TatuParser::SequenceExpressionContext::type() {
  return getRuleContext<TatuParser::TypeContext>(0);
}


size_t TatuParser::SequenceExpressionContext::getRuleIndex() const {
  return TatuParser::RuleSequenceExpression;
}


TatuParser::SequenceExpressionContext* TatuParser::sequenceExpression() {
  SequenceExpressionContext *_localctx = _tracker.createInstance<SequenceExpressionContext>(_ctx, getState());
  enterRule(_localctx, 118, TatuParser::RuleSequenceExpression);
  size_t _la = 0;

  auto onExit = finally([=] {
    exitRule();
  });
  try {
    enterOuterAlt(_localctx, 1);
    setState(905);
    match(TatuParser::Sequence);
    setState(910);
    _errHandler->sync(this);

    _la = _input->LA(1);
    if (_la == TatuParser::GenericOpen) {
      setState(906);
      match(TatuParser::GenericOpen);
      setState(907);
      _localctx->element = type();
      setState(908);
      match(TatuParser::GenericClose);
    }
    setState(912);
    _localctx->body = block();

  }
  catch (RecognitionException &e) {
    _errHandler->reportError(this, e);
    _localctx->exception = std::current_exception();
    _errHandler->recover(this, _localctx->exception);
  }

  return _localctx;
}

//----------------- TryExpressionContext ------------------------------------------------------------------

TatuParser::TryExpressionContext::TryExpressionContext(ParserRuleContext *parent, size_t invokingState)
  : ParserRuleContext(parent, invokingState) {
}

tree::TerminalNode* TatuParser::TryExpressionContext::Try() {
  return getToken(TatuParser::Try, 0);
}

std::vector<TatuParser::BlockContext *> TatuParser::TryExpressionContext::block() {
  return getRuleContexts<TatuParser::BlockContext>();
}

TatuParser::BlockContext* TatuParser::TryExpressionContext::block(size_t i) {
  return getRuleContext<TatuParser::BlockContext>(i);
}

tree::TerminalNode* TatuParser::TryExpressionContext::Finally() {
  return getToken(TatuParser::Finally, 0);
}

std::vector<TatuParser::HandlerContext *> TatuParser::TryExpressionContext::handler() {
  return getRuleContexts<TatuParser::HandlerContext>();
}

TatuParser::HandlerContext* TatuParser::TryExpressionContext::handler(size_t i) {
  return getRuleContext<TatuParser::HandlerContext>(i);
}


size_t TatuParser::TryExpressionContext::getRuleIndex() const {
  return TatuParser::RuleTryExpression;
}


TatuParser::TryExpressionContext* TatuParser::tryExpression() {
  TryExpressionContext *_localctx = _tracker.createInstance<TryExpressionContext>(_ctx, getState());
  enterRule(_localctx, 120, TatuParser::RuleTryExpression);
  size_t _la = 0;

  auto onExit = finally([=] {
    exitRule();
  });
  try {
    enterOuterAlt(_localctx, 1);
    setState(914);
    match(TatuParser::Try);
    setState(915);
    _localctx->body = block();
    setState(919);
    _errHandler->sync(this);
    _la = _input->LA(1);
    while (_la == TatuParser::Catch) {
      setState(916);
      _localctx->handlerContext = handler();
      _localctx->handlers.push_back(_localctx->handlerContext);
      setState(921);
      _errHandler->sync(this);
      _la = _input->LA(1);
    }
    setState(924);
    _errHandler->sync(this);

    _la = _input->LA(1);
    if (_la == TatuParser::Finally) {
      setState(922);
      match(TatuParser::Finally);
      setState(923);
      _localctx->last = block();
    }

  }
  catch (RecognitionException &e) {
    _errHandler->reportError(this, e);
    _localctx->exception = std::current_exception();
    _errHandler->recover(this, _localctx->exception);
  }

  return _localctx;
}

//----------------- HandlerContext ------------------------------------------------------------------

TatuParser::HandlerContext::HandlerContext(ParserRuleContext *parent, size_t invokingState)
  : ParserRuleContext(parent, invokingState) {
}

tree::TerminalNode* TatuParser::HandlerContext::Catch() {
  return getToken(TatuParser::Catch, 0);
}

tree::TerminalNode* TatuParser::HandlerContext::Colon() {
  return getToken(TatuParser::Colon, 0);
}

tree::TerminalNode* TatuParser::HandlerContext::Identifier() {
  return getToken(TatuParser::Identifier, 0);
}

TatuParser::TypeContext* TatuParser::HandlerContext::type() {
  return getRuleContext<TatuParser::TypeContext>(0);
}

TatuParser::BlockContext* TatuParser::HandlerContext::block() {
  return getRuleContext<TatuParser::BlockContext>(0);
}


size_t TatuParser::HandlerContext::getRuleIndex() const {
  return TatuParser::RuleHandler;
}


TatuParser::HandlerContext* TatuParser::handler() {
  HandlerContext *_localctx = _tracker.createInstance<HandlerContext>(_ctx, getState());
  enterRule(_localctx, 122, TatuParser::RuleHandler);

  auto onExit = finally([=] {
    exitRule();
  });
  try {
    enterOuterAlt(_localctx, 1);
    setState(926);
    match(TatuParser::Catch);
    setState(927);
    _localctx->name = match(TatuParser::Identifier);
    setState(928);
    match(TatuParser::Colon);
    setState(929);
    _localctx->declared = type();
    setState(930);
    _localctx->body = block();

  }
  catch (RecognitionException &e) {
    _errHandler->reportError(this, e);
    _localctx->exception = std::current_exception();
    _errHandler->recover(this, _localctx->exception);
  }

  return _localctx;
}

//----------------- PatternContext ------------------------------------------------------------------

TatuParser::PatternContext::PatternContext(ParserRuleContext *parent, size_t invokingState)
  : ParserRuleContext(parent, invokingState) {
}

std::vector<TatuParser::PatternAtomContext *> TatuParser::PatternContext::patternAtom() {
  return getRuleContexts<TatuParser::PatternAtomContext>();
}

TatuParser::PatternAtomContext* TatuParser::PatternContext::patternAtom(size_t i) {
  return getRuleContext<TatuParser::PatternAtomContext>(i);
}

std::vector<tree::TerminalNode *> TatuParser::PatternContext::Pipe() {
  return getTokens(TatuParser::Pipe);
}

tree::TerminalNode* TatuParser::PatternContext::Pipe(size_t i) {
  return getToken(TatuParser::Pipe, i);
}


size_t TatuParser::PatternContext::getRuleIndex() const {
  return TatuParser::RulePattern;
}


TatuParser::PatternContext* TatuParser::pattern() {
  PatternContext *_localctx = _tracker.createInstance<PatternContext>(_ctx, getState());
  enterRule(_localctx, 124, TatuParser::RulePattern);
  size_t _la = 0;

  auto onExit = finally([=] {
    exitRule();
  });
  try {
    enterOuterAlt(_localctx, 1);
    setState(932);
    _localctx->patternAtomContext = patternAtom();
    _localctx->alternatives.push_back(_localctx->patternAtomContext);
    setState(937);
    _errHandler->sync(this);
    _la = _input->LA(1);
    while (_la == TatuParser::Pipe) {
      setState(933);
      match(TatuParser::Pipe);
      setState(934);
      _localctx->patternAtomContext = patternAtom();
      _localctx->alternatives.push_back(_localctx->patternAtomContext);
      setState(939);
      _errHandler->sync(this);
      _la = _input->LA(1);
    }

  }
  catch (RecognitionException &e) {
    _errHandler->reportError(this, e);
    _localctx->exception = std::current_exception();
    _errHandler->recover(this, _localctx->exception);
  }

  return _localctx;
}

//----------------- PatternAtomContext ------------------------------------------------------------------

TatuParser::PatternAtomContext::PatternAtomContext(ParserRuleContext *parent, size_t invokingState)
  : ParserRuleContext(parent, invokingState) {
}

std::vector<tree::TerminalNode *> TatuParser::PatternAtomContext::Identifier() {
  return getTokens(TatuParser::Identifier);
}

tree::TerminalNode* TatuParser::PatternAtomContext::Identifier(size_t i) {
  return getToken(TatuParser::Identifier, i);
}

tree::TerminalNode* TatuParser::PatternAtomContext::Colon() {
  return getToken(TatuParser::Colon, 0);
}

TatuParser::TypeContext* TatuParser::PatternAtomContext::type() {
  return getRuleContext<TatuParser::TypeContext>(0);
}

std::vector<tree::TerminalNode *> TatuParser::PatternAtomContext::Dot() {
  return getTokens(TatuParser::Dot);
}

tree::TerminalNode* TatuParser::PatternAtomContext::Dot(size_t i) {
  return getToken(TatuParser::Dot, i);
}

tree::TerminalNode* TatuParser::PatternAtomContext::ParenClose() {
  return getToken(TatuParser::ParenClose, 0);
}

tree::TerminalNode* TatuParser::PatternAtomContext::CallOpen() {
  return getToken(TatuParser::CallOpen, 0);
}

TatuParser::RangeEndContext* TatuParser::PatternAtomContext::rangeEnd() {
  return getRuleContext<TatuParser::RangeEndContext>(0);
}

tree::TerminalNode* TatuParser::PatternAtomContext::DotDot() {
  return getToken(TatuParser::DotDot, 0);
}

tree::TerminalNode* TatuParser::PatternAtomContext::DotDotLess() {
  return getToken(TatuParser::DotDotLess, 0);
}

std::vector<TatuParser::PatternContext *> TatuParser::PatternAtomContext::pattern() {
  return getRuleContexts<TatuParser::PatternContext>();
}

TatuParser::PatternContext* TatuParser::PatternAtomContext::pattern(size_t i) {
  return getRuleContext<TatuParser::PatternContext>(i);
}

std::vector<tree::TerminalNode *> TatuParser::PatternAtomContext::Comma() {
  return getTokens(TatuParser::Comma);
}

tree::TerminalNode* TatuParser::PatternAtomContext::Comma(size_t i) {
  return getToken(TatuParser::Comma, i);
}

tree::TerminalNode* TatuParser::PatternAtomContext::Is() {
  return getToken(TatuParser::Is, 0);
}

TatuParser::LiteralPatternContext* TatuParser::PatternAtomContext::literalPattern() {
  return getRuleContext<TatuParser::LiteralPatternContext>(0);
}

tree::TerminalNode* TatuParser::PatternAtomContext::ParenOpen() {
  return getToken(TatuParser::ParenOpen, 0);
}


size_t TatuParser::PatternAtomContext::getRuleIndex() const {
  return TatuParser::RulePatternAtom;
}


TatuParser::PatternAtomContext* TatuParser::patternAtom() {
  PatternAtomContext *_localctx = _tracker.createInstance<PatternAtomContext>(_ctx, getState());
  enterRule(_localctx, 126, TatuParser::RulePatternAtom);
  size_t _la = 0;

  auto onExit = finally([=] {
    exitRule();
  });
  try {
    setState(986);
    _errHandler->sync(this);
    switch (_input->LA(1)) {
      case TatuParser::Identifier: {
        enterOuterAlt(_localctx, 1);
        setState(940);
        _localctx->identifierToken = match(TatuParser::Identifier);
        _localctx->path.push_back(_localctx->identifierToken);
        setState(966);
        _errHandler->sync(this);
        switch (_input->LA(1)) {
          case TatuParser::Colon: {
            setState(941);
            match(TatuParser::Colon);
            setState(942);
            _localctx->declared = type();
            break;
          }

          case TatuParser::CallOpen:
          case TatuParser::ParenClose:
          case TatuParser::Dot:
          case TatuParser::Comma:
          case TatuParser::ArmArrow:
          case TatuParser::Pipe:
          case TatuParser::DotDot:
          case TatuParser::DotDotLess:
          case TatuParser::If: {
            setState(947);
            _errHandler->sync(this);
            _la = _input->LA(1);
            while (_la == TatuParser::Dot) {
              setState(943);
              match(TatuParser::Dot);
              setState(944);
              _localctx->identifierToken = match(TatuParser::Identifier);
              _localctx->path.push_back(_localctx->identifierToken);
              setState(949);
              _errHandler->sync(this);
              _la = _input->LA(1);
            }
            setState(964);
            _errHandler->sync(this);
            switch (_input->LA(1)) {
              case TatuParser::CallOpen: {
                setState(950);
                _localctx->open = match(TatuParser::CallOpen);
                setState(959);
                _errHandler->sync(this);

                _la = _input->LA(1);
                if ((((_la & ~ 0x3fULL) == 0) &&
                  ((1ULL << _la) & ((1ULL << TatuParser::Identifier)
                  | (1ULL << TatuParser::IntegerLiteral)
                  | (1ULL << TatuParser::FloatLiteral)
                  | (1ULL << TatuParser::CharacterLiteral)
                  | (1ULL << TatuParser::StringLiteral)
                  | (1ULL << TatuParser::ParenOpen)
                  | (1ULL << TatuParser::PrefixMinus))) != 0) || ((((_la - 94) & ~ 0x3fULL) == 0) &&
                  ((1ULL << (_la - 94)) & ((1ULL << (TatuParser::False - 94))
                  | (1ULL << (TatuParser::Is - 94))
                  | (1ULL << (TatuParser::Null - 94))
                  | (1ULL << (TatuParser::True - 94)))) != 0)) {
                  setState(951);
                  _localctx->patternContext = pattern();
                  _localctx->arguments.push_back(_localctx->patternContext);
                  setState(956);
                  _errHandler->sync(this);
                  _la = _input->LA(1);
                  while (_la == TatuParser::Comma) {
                    setState(952);
                    match(TatuParser::Comma);
                    setState(953);
                    _localctx->patternContext = pattern();
                    _localctx->arguments.push_back(_localctx->patternContext);
                    setState(958);
                    _errHandler->sync(this);
                    _la = _input->LA(1);
                  }
                }
                setState(961);
                match(TatuParser::ParenClose);
                break;
              }

              case TatuParser::DotDot:
              case TatuParser::DotDotLess: {
                setState(962);
                _localctx->op = _input->LT(1);
                _la = _input->LA(1);
                if (!(_la == TatuParser::DotDot

                || _la == TatuParser::DotDotLess)) {
                  _localctx->op = _errHandler->recoverInline(this);
                }
                else {
                  _errHandler->reportMatch(this);
                  consume();
                }
                setState(963);
                _localctx->high = rangeEnd();
                break;
              }

              case TatuParser::ParenClose:
              case TatuParser::Comma:
              case TatuParser::ArmArrow:
              case TatuParser::Pipe:
              case TatuParser::If: {
                break;
              }

            default:
              break;
            }
            break;
          }

        default:
          throw NoViableAltException(this);
        }
        break;
      }

      case TatuParser::Is: {
        enterOuterAlt(_localctx, 2);
        setState(968);
        match(TatuParser::Is);
        setState(969);
        _localctx->declared = type();
        break;
      }

      case TatuParser::IntegerLiteral:
      case TatuParser::FloatLiteral:
      case TatuParser::CharacterLiteral:
      case TatuParser::StringLiteral:
      case TatuParser::PrefixMinus:
      case TatuParser::False:
      case TatuParser::Null:
      case TatuParser::True: {
        enterOuterAlt(_localctx, 3);
        setState(970);
        _localctx->low = literalPattern();
        setState(973);
        _errHandler->sync(this);

        _la = _input->LA(1);
        if (_la == TatuParser::DotDot

        || _la == TatuParser::DotDotLess) {
          setState(971);
          _localctx->op = _input->LT(1);
          _la = _input->LA(1);
          if (!(_la == TatuParser::DotDot

          || _la == TatuParser::DotDotLess)) {
            _localctx->op = _errHandler->recoverInline(this);
          }
          else {
            _errHandler->reportMatch(this);
            consume();
          }
          setState(972);
          _localctx->high = rangeEnd();
        }
        break;
      }

      case TatuParser::ParenOpen: {
        enterOuterAlt(_localctx, 4);
        setState(975);
        _localctx->group = match(TatuParser::ParenOpen);
        setState(976);
        _localctx->patternContext = pattern();
        _localctx->arguments.push_back(_localctx->patternContext);
        setState(981);
        _errHandler->sync(this);
        _la = _input->LA(1);
        while (_la == TatuParser::Comma) {
          setState(977);
          match(TatuParser::Comma);
          setState(978);
          _localctx->patternContext = pattern();
          _localctx->arguments.push_back(_localctx->patternContext);
          setState(983);
          _errHandler->sync(this);
          _la = _input->LA(1);
        }
        setState(984);
        match(TatuParser::ParenClose);
        break;
      }

    default:
      throw NoViableAltException(this);
    }

  }
  catch (RecognitionException &e) {
    _errHandler->reportError(this, e);
    _localctx->exception = std::current_exception();
    _errHandler->recover(this, _localctx->exception);
  }

  return _localctx;
}

//----------------- RangeEndContext ------------------------------------------------------------------

TatuParser::RangeEndContext::RangeEndContext(ParserRuleContext *parent, size_t invokingState)
  : ParserRuleContext(parent, invokingState) {
}

TatuParser::LiteralPatternContext* TatuParser::RangeEndContext::literalPattern() {
  return getRuleContext<TatuParser::LiteralPatternContext>(0);
}

std::vector<tree::TerminalNode *> TatuParser::RangeEndContext::Identifier() {
  return getTokens(TatuParser::Identifier);
}

tree::TerminalNode* TatuParser::RangeEndContext::Identifier(size_t i) {
  return getToken(TatuParser::Identifier, i);
}

std::vector<tree::TerminalNode *> TatuParser::RangeEndContext::Dot() {
  return getTokens(TatuParser::Dot);
}

tree::TerminalNode* TatuParser::RangeEndContext::Dot(size_t i) {
  return getToken(TatuParser::Dot, i);
}


size_t TatuParser::RangeEndContext::getRuleIndex() const {
  return TatuParser::RuleRangeEnd;
}


TatuParser::RangeEndContext* TatuParser::rangeEnd() {
  RangeEndContext *_localctx = _tracker.createInstance<RangeEndContext>(_ctx, getState());
  enterRule(_localctx, 128, TatuParser::RuleRangeEnd);
  size_t _la = 0;

  auto onExit = finally([=] {
    exitRule();
  });
  try {
    setState(997);
    _errHandler->sync(this);
    switch (_input->LA(1)) {
      case TatuParser::IntegerLiteral:
      case TatuParser::FloatLiteral:
      case TatuParser::CharacterLiteral:
      case TatuParser::StringLiteral:
      case TatuParser::PrefixMinus:
      case TatuParser::False:
      case TatuParser::Null:
      case TatuParser::True: {
        enterOuterAlt(_localctx, 1);
        setState(988);
        _localctx->literal = literalPattern();
        break;
      }

      case TatuParser::Identifier: {
        enterOuterAlt(_localctx, 2);
        setState(989);
        _localctx->identifierToken = match(TatuParser::Identifier);
        _localctx->path.push_back(_localctx->identifierToken);
        setState(994);
        _errHandler->sync(this);
        _la = _input->LA(1);
        while (_la == TatuParser::Dot) {
          setState(990);
          match(TatuParser::Dot);
          setState(991);
          _localctx->identifierToken = match(TatuParser::Identifier);
          _localctx->path.push_back(_localctx->identifierToken);
          setState(996);
          _errHandler->sync(this);
          _la = _input->LA(1);
        }
        break;
      }

    default:
      throw NoViableAltException(this);
    }

  }
  catch (RecognitionException &e) {
    _errHandler->reportError(this, e);
    _localctx->exception = std::current_exception();
    _errHandler->recover(this, _localctx->exception);
  }

  return _localctx;
}

//----------------- LiteralPatternContext ------------------------------------------------------------------

TatuParser::LiteralPatternContext::LiteralPatternContext(ParserRuleContext *parent, size_t invokingState)
  : ParserRuleContext(parent, invokingState) {
}

tree::TerminalNode* TatuParser::LiteralPatternContext::IntegerLiteral() {
  return getToken(TatuParser::IntegerLiteral, 0);
}

tree::TerminalNode* TatuParser::LiteralPatternContext::FloatLiteral() {
  return getToken(TatuParser::FloatLiteral, 0);
}

tree::TerminalNode* TatuParser::LiteralPatternContext::PrefixMinus() {
  return getToken(TatuParser::PrefixMinus, 0);
}

tree::TerminalNode* TatuParser::LiteralPatternContext::CharacterLiteral() {
  return getToken(TatuParser::CharacterLiteral, 0);
}

tree::TerminalNode* TatuParser::LiteralPatternContext::StringLiteral() {
  return getToken(TatuParser::StringLiteral, 0);
}

tree::TerminalNode* TatuParser::LiteralPatternContext::True() {
  return getToken(TatuParser::True, 0);
}

tree::TerminalNode* TatuParser::LiteralPatternContext::False() {
  return getToken(TatuParser::False, 0);
}

tree::TerminalNode* TatuParser::LiteralPatternContext::Null() {
  return getToken(TatuParser::Null, 0);
}


size_t TatuParser::LiteralPatternContext::getRuleIndex() const {
  return TatuParser::RuleLiteralPattern;
}


TatuParser::LiteralPatternContext* TatuParser::literalPattern() {
  LiteralPatternContext *_localctx = _tracker.createInstance<LiteralPatternContext>(_ctx, getState());
  enterRule(_localctx, 130, TatuParser::RuleLiteralPattern);
  size_t _la = 0;

  auto onExit = finally([=] {
    exitRule();
  });
  try {
    setState(1004);
    _errHandler->sync(this);
    switch (_input->LA(1)) {
      case TatuParser::IntegerLiteral:
      case TatuParser::FloatLiteral:
      case TatuParser::PrefixMinus: {
        enterOuterAlt(_localctx, 1);
        setState(1000);
        _errHandler->sync(this);

        _la = _input->LA(1);
        if (_la == TatuParser::PrefixMinus) {
          setState(999);
          _localctx->minus = match(TatuParser::PrefixMinus);
        }
        setState(1002);
        _localctx->number = _input->LT(1);
        _la = _input->LA(1);
        if (!(_la == TatuParser::IntegerLiteral

        || _la == TatuParser::FloatLiteral)) {
          _localctx->number = _errHandler->recoverInline(this);
        }
        else {
          _errHandler->reportMatch(this);
          consume();
        }
        break;
      }

      case TatuParser::CharacterLiteral:
      case TatuParser::StringLiteral:
      case TatuParser::False:
      case TatuParser::Null:
      case TatuParser::True: {
        enterOuterAlt(_localctx, 2);
        setState(1003);
        _localctx->other = _input->LT(1);
        _la = _input->LA(1);
        if (!(_la == TatuParser::CharacterLiteral

        || _la == TatuParser::StringLiteral || ((((_la - 94) & ~ 0x3fULL) == 0) &&
          ((1ULL << (_la - 94)) & ((1ULL << (TatuParser::False - 94))
          | (1ULL << (TatuParser::Null - 94))
          | (1ULL << (TatuParser::True - 94)))) != 0))) {
          _localctx->other = _errHandler->recoverInline(this);
        }
        else {
          _errHandler->reportMatch(this);
          consume();
        }
        break;
      }

    default:
      throw NoViableAltException(this);
    }

  }
  catch (RecognitionException &e) {
    _errHandler->reportError(this, e);
    _localctx->exception = std::current_exception();
    _errHandler->recover(this, _localctx->exception);
  }

  return _localctx;
}

// Static vars and initialization.
std::vector<dfa::DFA> TatuParser::_decisionToDFA;
atn::PredictionContextCache TatuParser::_sharedContextCache;

// We own the ATN which in turn owns the ATN states.
atn::ATN TatuParser::_atn;
std::vector<uint16_t> TatuParser::_serializedATN;

std::vector<std::string> TatuParser::_ruleNames = {
  "importEntry", "importPart", "importItem", "declarationEntry", "declaration",
  "annotation", "modifier", "functionDeclaration", "functionBody", "parameter",
  "typeParameters", "typeParameter", "whereClause", "whereCondition", "classDeclaration",
  "memberBlock", "constructorParameter", "superTypes", "superType", "enumDeclaration",
  "enumBlock", "enumEntry", "enumCase", "typeAliasDeclaration", "interfaceDeclaration",
  "member", "variableDeclaration", "getter", "setter", "initDeclaration",
  "type", "block", "statement", "variableStatement", "deferStatement", "bindingPattern",
  "whileStatement", "forStatement", "expression", "operation", "operand",
  "prefix", "lambdaParameter", "postfix", "argument", "interpolatedString",
  "insertion", "parenthesized", "listLiteral", "listEntry", "blockOperand",
  "ifExpression", "matchExpression", "armBlock", "arm", "scopeExpression",
  "selectExpression", "selectBlock", "selectArm", "sequenceExpression",
  "tryExpression", "handler", "pattern", "patternAtom", "rangeEnd", "literalPattern"
};

std::vector<std::string> TatuParser::_literalNames = {
};

std::vector<std::string> TatuParser::_symbolicNames = {
  "", "Identifier", "LambdaName", "Label", "IntegerLiteral", "FloatLiteral",
  "CharacterLiteral", "StringLiteral", "ByteStringLiteral", "StringBegin",
  "StringMiddle", "StringEnd", "Format", "Separator", "ParenOpen", "CallOpen",
  "LambdaOpen", "ParenClose", "BracketOpen", "IndexOpen", "BracketClose",
  "BraceOpen", "BlockOpen", "BraceClose", "GenericOpen", "GenericClose",
  "ReceiverStart", "ReceiverDot", "Dot", "QuestionDot", "Question", "Colon",
  "Comma", "At", "Arrow", "LambdaArrow", "ArmArrow", "Semicolon", "PrefixMinus",
  "Bang", "PrefixBangBang", "Tilde", "BangBang", "Star", "Slash", "Percent",
  "Plus", "Minus", "ShiftLeft", "ShiftRight", "ShiftRightUnsigned", "Ampersand",
  "Caret", "Pipe", "DotDot", "DotDotLess", "Ellipsis", "Coalesce", "NotIs",
  "NotIn", "AsQuestion", "Less", "LessEqual", "Greater", "GreaterEqual",
  "EqualEqual", "NotEqual", "Identical", "NotIdentical", "AndAnd", "OrOr",
  "Assign", "PlusAssign", "MinusAssign", "StarAssign", "SlashAssign", "PercentAssign",
  "AmpersandAssign", "PipeAssign", "CaretAssign", "ShiftLeftAssign", "ShiftRightAssign",
  "ShiftRightUnsignedAssign", "Abstract", "As", "Break", "Catch", "Class",
  "Const", "Continue", "Data", "Defer", "Else", "Enum", "False", "Finally",
  "For", "Fun", "If", "Import", "In", "Interface", "Is", "Lazy", "Match",
  "Null", "Open", "Operator", "Override", "Pub", "Return", "Sealed", "Select",
  "Spawn", "Static", "Super", "This", "Throw", "True", "Try", "Val", "Var",
  "Where", "While", "Yield", "ElseIf", "ReturnNothing", "Get", "Set", "Init",
  "Typealias", "Scope", "Sequence", "Native", "Builtin"
};

dfa::Vocabulary TatuParser::_vocabulary(_literalNames, _symbolicNames);

std::vector<std::string> TatuParser::_tokenNames;

TatuParser::Initializer::Initializer() {
	for (size_t i = 0; i < _symbolicNames.size(); ++i) {
		std::string name = _vocabulary.getLiteralName(i);
		if (name.empty()) {
			name = _vocabulary.getSymbolicName(i);
		}

		if (name.empty()) {
			_tokenNames.push_back("<INVALID>");
		} else {
      _tokenNames.push_back(name);
    }
	}

  _serializedATN = {
    0x3, 0x608b, 0xa72a, 0x8133, 0xb9ed, 0x417c, 0x3be7, 0x7786, 0x5964,
    0x3, 0x88, 0x3f1, 0x4, 0x2, 0x9, 0x2, 0x4, 0x3, 0x9, 0x3, 0x4, 0x4,
    0x9, 0x4, 0x4, 0x5, 0x9, 0x5, 0x4, 0x6, 0x9, 0x6, 0x4, 0x7, 0x9, 0x7,
    0x4, 0x8, 0x9, 0x8, 0x4, 0x9, 0x9, 0x9, 0x4, 0xa, 0x9, 0xa, 0x4, 0xb,
    0x9, 0xb, 0x4, 0xc, 0x9, 0xc, 0x4, 0xd, 0x9, 0xd, 0x4, 0xe, 0x9, 0xe,
    0x4, 0xf, 0x9, 0xf, 0x4, 0x10, 0x9, 0x10, 0x4, 0x11, 0x9, 0x11, 0x4,
    0x12, 0x9, 0x12, 0x4, 0x13, 0x9, 0x13, 0x4, 0x14, 0x9, 0x14, 0x4, 0x15,
    0x9, 0x15, 0x4, 0x16, 0x9, 0x16, 0x4, 0x17, 0x9, 0x17, 0x4, 0x18, 0x9,
    0x18, 0x4, 0x19, 0x9, 0x19, 0x4, 0x1a, 0x9, 0x1a, 0x4, 0x1b, 0x9, 0x1b,
    0x4, 0x1c, 0x9, 0x1c, 0x4, 0x1d, 0x9, 0x1d, 0x4, 0x1e, 0x9, 0x1e, 0x4,
    0x1f, 0x9, 0x1f, 0x4, 0x20, 0x9, 0x20, 0x4, 0x21, 0x9, 0x21, 0x4, 0x22,
    0x9, 0x22, 0x4, 0x23, 0x9, 0x23, 0x4, 0x24, 0x9, 0x24, 0x4, 0x25, 0x9,
    0x25, 0x4, 0x26, 0x9, 0x26, 0x4, 0x27, 0x9, 0x27, 0x4, 0x28, 0x9, 0x28,
    0x4, 0x29, 0x9, 0x29, 0x4, 0x2a, 0x9, 0x2a, 0x4, 0x2b, 0x9, 0x2b, 0x4,
    0x2c, 0x9, 0x2c, 0x4, 0x2d, 0x9, 0x2d, 0x4, 0x2e, 0x9, 0x2e, 0x4, 0x2f,
    0x9, 0x2f, 0x4, 0x30, 0x9, 0x30, 0x4, 0x31, 0x9, 0x31, 0x4, 0x32, 0x9,
    0x32, 0x4, 0x33, 0x9, 0x33, 0x4, 0x34, 0x9, 0x34, 0x4, 0x35, 0x9, 0x35,
    0x4, 0x36, 0x9, 0x36, 0x4, 0x37, 0x9, 0x37, 0x4, 0x38, 0x9, 0x38, 0x4,
    0x39, 0x9, 0x39, 0x4, 0x3a, 0x9, 0x3a, 0x4, 0x3b, 0x9, 0x3b, 0x4, 0x3c,
    0x9, 0x3c, 0x4, 0x3d, 0x9, 0x3d, 0x4, 0x3e, 0x9, 0x3e, 0x4, 0x3f, 0x9,
    0x3f, 0x4, 0x40, 0x9, 0x40, 0x4, 0x41, 0x9, 0x41, 0x4, 0x42, 0x9, 0x42,
    0x4, 0x43, 0x9, 0x43, 0x3, 0x2, 0x3, 0x2, 0x3, 0x2, 0x3, 0x2, 0x7, 0x2,
    0x8b, 0xa, 0x2, 0xc, 0x2, 0xe, 0x2, 0x8e, 0xb, 0x2, 0x3, 0x2, 0x3, 0x2,
    0x5, 0x2, 0x92, 0xa, 0x2, 0x3, 0x2, 0x3, 0x2, 0x3, 0x3, 0x3, 0x3, 0x3,
    0x3, 0x3, 0x3, 0x3, 0x3, 0x7, 0x3, 0x9b, 0xa, 0x3, 0xc, 0x3, 0xe, 0x3,
    0x9e, 0xb, 0x3, 0x3, 0x3, 0x3, 0x3, 0x5, 0x3, 0xa2, 0xa, 0x3, 0x3, 0x4,
    0x3, 0x4, 0x3, 0x4, 0x5, 0x4, 0xa7, 0xa, 0x4, 0x3, 0x5, 0x3, 0x5, 0x3,
    0x5, 0x3, 0x6, 0x7, 0x6, 0xad, 0xa, 0x6, 0xc, 0x6, 0xe, 0x6, 0xb0, 0xb,
    0x6, 0x3, 0x6, 0x7, 0x6, 0xb3, 0xa, 0x6, 0xc, 0x6, 0xe, 0x6, 0xb6, 0xb,
    0x6, 0x3, 0x6, 0x3, 0x6, 0x3, 0x6, 0x3, 0x6, 0x3, 0x6, 0x3, 0x6, 0x5,
    0x6, 0xbe, 0xa, 0x6, 0x3, 0x7, 0x3, 0x7, 0x3, 0x7, 0x3, 0x7, 0x3, 0x7,
    0x3, 0x7, 0x7, 0x7, 0xc6, 0xa, 0x7, 0xc, 0x7, 0xe, 0x7, 0xc9, 0xb, 0x7,
    0x5, 0x7, 0xcb, 0xa, 0x7, 0x3, 0x7, 0x5, 0x7, 0xce, 0xa, 0x7, 0x3, 0x8,
    0x3, 0x8, 0x3, 0x8, 0x3, 0x8, 0x3, 0x8, 0x5, 0x8, 0xd5, 0xa, 0x8, 0x5,
    0x8, 0xd7, 0xa, 0x8, 0x3, 0x9, 0x3, 0x9, 0x3, 0x9, 0x3, 0x9, 0x3, 0x9,
    0x5, 0x9, 0xde, 0xa, 0x9, 0x3, 0x9, 0x3, 0x9, 0x5, 0x9, 0xe2, 0xa, 0x9,
    0x3, 0x9, 0x3, 0x9, 0x3, 0x9, 0x3, 0x9, 0x7, 0x9, 0xe8, 0xa, 0x9, 0xc,
    0x9, 0xe, 0x9, 0xeb, 0xb, 0x9, 0x5, 0x9, 0xed, 0xa, 0x9, 0x3, 0x9, 0x3,
    0x9, 0x3, 0x9, 0x5, 0x9, 0xf2, 0xa, 0x9, 0x3, 0x9, 0x5, 0x9, 0xf5, 0xa,
    0x9, 0x3, 0x9, 0x5, 0x9, 0xf8, 0xa, 0x9, 0x3, 0xa, 0x3, 0xa, 0x3, 0xa,
    0x5, 0xa, 0xfd, 0xa, 0xa, 0x3, 0xb, 0x3, 0xb, 0x3, 0xb, 0x3, 0xb, 0x5,
    0xb, 0x103, 0xa, 0xb, 0x3, 0xb, 0x3, 0xb, 0x5, 0xb, 0x107, 0xa, 0xb,
    0x3, 0xc, 0x3, 0xc, 0x3, 0xc, 0x3, 0xc, 0x7, 0xc, 0x10d, 0xa, 0xc, 0xc,
    0xc, 0xe, 0xc, 0x110, 0xb, 0xc, 0x3, 0xc, 0x3, 0xc, 0x3, 0xd, 0x5, 0xd,
    0x115, 0xa, 0xd, 0x3, 0xd, 0x3, 0xd, 0x5, 0xd, 0x119, 0xa, 0xd, 0x3,
    0xd, 0x3, 0xd, 0x3, 0xd, 0x3, 0xd, 0x7, 0xd, 0x11f, 0xa, 0xd, 0xc, 0xd,
    0xe, 0xd, 0x122, 0xb, 0xd, 0x5, 0xd, 0x124, 0xa, 0xd, 0x3, 0xe, 0x3,
    0xe, 0x3, 0xe, 0x3, 0xe, 0x3, 0xe, 0x7, 0xe, 0x12b, 0xa, 0xe, 0xc, 0xe,
    0xe, 0xe, 0x12e, 0xb, 0xe, 0x3, 0xe, 0x3, 0xe, 0x3, 0xf, 0x3, 0xf, 0x3,
    0xf, 0x3, 0xf, 0x3, 0xf, 0x7, 0xf, 0x137, 0xa, 0xf, 0xc, 0xf, 0xe, 0xf,
    0x13a, 0xb, 0xf, 0x3, 0x10, 0x3, 0x10, 0x3, 0x10, 0x5, 0x10, 0x13f,
    0xa, 0x10, 0x3, 0x10, 0x3, 0x10, 0x3, 0x10, 0x3, 0x10, 0x7, 0x10, 0x145,
    0xa, 0x10, 0xc, 0x10, 0xe, 0x10, 0x148, 0xb, 0x10, 0x5, 0x10, 0x14a,
    0xa, 0x10, 0x3, 0x10, 0x5, 0x10, 0x14d, 0xa, 0x10, 0x3, 0x10, 0x5, 0x10,
    0x150, 0xa, 0x10, 0x3, 0x10, 0x5, 0x10, 0x153, 0xa, 0x10, 0x3, 0x11,
    0x3, 0x11, 0x3, 0x11, 0x3, 0x11, 0x7, 0x11, 0x159, 0xa, 0x11, 0xc, 0x11,
    0xe, 0x11, 0x15c, 0xb, 0x11, 0x5, 0x11, 0x15e, 0xa, 0x11, 0x3, 0x11,
    0x3, 0x11, 0x3, 0x12, 0x7, 0x12, 0x163, 0xa, 0x12, 0xc, 0x12, 0xe, 0x12,
    0x166, 0xb, 0x12, 0x3, 0x12, 0x5, 0x12, 0x169, 0xa, 0x12, 0x3, 0x12,
    0x3, 0x12, 0x3, 0x12, 0x3, 0x12, 0x5, 0x12, 0x16f, 0xa, 0x12, 0x3, 0x12,
    0x3, 0x12, 0x5, 0x12, 0x173, 0xa, 0x12, 0x3, 0x13, 0x3, 0x13, 0x3, 0x13,
    0x3, 0x13, 0x7, 0x13, 0x179, 0xa, 0x13, 0xc, 0x13, 0xe, 0x13, 0x17c,
    0xb, 0x13, 0x3, 0x14, 0x3, 0x14, 0x3, 0x14, 0x3, 0x14, 0x3, 0x14, 0x7,
    0x14, 0x183, 0xa, 0x14, 0xc, 0x14, 0xe, 0x14, 0x186, 0xb, 0x14, 0x5,
    0x14, 0x188, 0xa, 0x14, 0x3, 0x14, 0x5, 0x14, 0x18b, 0xa, 0x14, 0x3,
    0x14, 0x5, 0x14, 0x18e, 0xa, 0x14, 0x3, 0x15, 0x3, 0x15, 0x3, 0x15,
    0x5, 0x15, 0x193, 0xa, 0x15, 0x3, 0x15, 0x5, 0x15, 0x196, 0xa, 0x15,
    0x3, 0x15, 0x3, 0x15, 0x3, 0x16, 0x3, 0x16, 0x3, 0x16, 0x3, 0x16, 0x7,
    0x16, 0x19e, 0xa, 0x16, 0xc, 0x16, 0xe, 0x16, 0x1a1, 0xb, 0x16, 0x5,
    0x16, 0x1a3, 0xa, 0x16, 0x3, 0x16, 0x3, 0x16, 0x3, 0x17, 0x3, 0x17,
    0x5, 0x17, 0x1a9, 0xa, 0x17, 0x3, 0x18, 0x3, 0x18, 0x3, 0x18, 0x3, 0x18,
    0x3, 0x18, 0x7, 0x18, 0x1b0, 0xa, 0x18, 0xc, 0x18, 0xe, 0x18, 0x1b3,
    0xb, 0x18, 0x5, 0x18, 0x1b5, 0xa, 0x18, 0x3, 0x18, 0x5, 0x18, 0x1b8,
    0xa, 0x18, 0x3, 0x19, 0x3, 0x19, 0x3, 0x19, 0x5, 0x19, 0x1bd, 0xa, 0x19,
    0x3, 0x19, 0x3, 0x19, 0x3, 0x19, 0x3, 0x1a, 0x3, 0x1a, 0x3, 0x1a, 0x5,
    0x1a, 0x1c5, 0xa, 0x1a, 0x3, 0x1a, 0x5, 0x1a, 0x1c8, 0xa, 0x1a, 0x3,
    0x1a, 0x5, 0x1a, 0x1cb, 0xa, 0x1a, 0x3, 0x1b, 0x7, 0x1b, 0x1ce, 0xa,
    0x1b, 0xc, 0x1b, 0xe, 0x1b, 0x1d1, 0xb, 0x1b, 0x3, 0x1b, 0x7, 0x1b,
    0x1d4, 0xa, 0x1b, 0xc, 0x1b, 0xe, 0x1b, 0x1d7, 0xb, 0x1b, 0x3, 0x1b,
    0x3, 0x1b, 0x3, 0x1b, 0x5, 0x1b, 0x1dc, 0xa, 0x1b, 0x3, 0x1c, 0x5, 0x1c,
    0x1df, 0xa, 0x1c, 0x3, 0x1c, 0x3, 0x1c, 0x3, 0x1c, 0x3, 0x1c, 0x3, 0x1c,
    0x5, 0x1c, 0x1e6, 0xa, 0x1c, 0x3, 0x1c, 0x3, 0x1c, 0x3, 0x1c, 0x3, 0x1c,
    0x3, 0x1c, 0x7, 0x1c, 0x1ed, 0xa, 0x1c, 0xc, 0x1c, 0xe, 0x1c, 0x1f0,
    0xb, 0x1c, 0x3, 0x1c, 0x3, 0x1c, 0x5, 0x1c, 0x1f4, 0xa, 0x1c, 0x3, 0x1c,
    0x5, 0x1c, 0x1f7, 0xa, 0x1c, 0x3, 0x1c, 0x3, 0x1c, 0x5, 0x1c, 0x1fb,
    0xa, 0x1c, 0x3, 0x1c, 0x3, 0x1c, 0x5, 0x1c, 0x1ff, 0xa, 0x1c, 0x3, 0x1c,
    0x3, 0x1c, 0x5, 0x1c, 0x203, 0xa, 0x1c, 0x3, 0x1c, 0x3, 0x1c, 0x5, 0x1c,
    0x207, 0xa, 0x1c, 0x5, 0x1c, 0x209, 0xa, 0x1c, 0x3, 0x1d, 0x3, 0x1d,
    0x3, 0x1d, 0x3, 0x1d, 0x3, 0x1d, 0x3, 0x1e, 0x3, 0x1e, 0x3, 0x1e, 0x3,
    0x1e, 0x3, 0x1e, 0x5, 0x1e, 0x215, 0xa, 0x1e, 0x3, 0x1e, 0x3, 0x1e,
    0x3, 0x1e, 0x3, 0x1f, 0x3, 0x1f, 0x3, 0x1f, 0x3, 0x20, 0x3, 0x20, 0x3,
    0x20, 0x7, 0x20, 0x220, 0xa, 0x20, 0xc, 0x20, 0xe, 0x20, 0x223, 0xb,
    0x20, 0x3, 0x20, 0x3, 0x20, 0x3, 0x20, 0x3, 0x20, 0x7, 0x20, 0x229,
    0xa, 0x20, 0xc, 0x20, 0xe, 0x20, 0x22c, 0xb, 0x20, 0x3, 0x20, 0x3, 0x20,
    0x5, 0x20, 0x230, 0xa, 0x20, 0x3, 0x20, 0x7, 0x20, 0x233, 0xa, 0x20,
    0xc, 0x20, 0xe, 0x20, 0x236, 0xb, 0x20, 0x3, 0x20, 0x3, 0x20, 0x3, 0x20,
    0x3, 0x20, 0x7, 0x20, 0x23c, 0xa, 0x20, 0xc, 0x20, 0xe, 0x20, 0x23f,
    0xb, 0x20, 0x5, 0x20, 0x241, 0xa, 0x20, 0x3, 0x20, 0x3, 0x20, 0x3, 0x20,
    0x3, 0x20, 0x7, 0x20, 0x247, 0xa, 0x20, 0xc, 0x20, 0xe, 0x20, 0x24a,
    0xb, 0x20, 0x5, 0x20, 0x24c, 0xa, 0x20, 0x5, 0x20, 0x24e, 0xa, 0x20,
    0x3, 0x21, 0x3, 0x21, 0x3, 0x21, 0x3, 0x21, 0x7, 0x21, 0x254, 0xa, 0x21,
    0xc, 0x21, 0xe, 0x21, 0x257, 0xb, 0x21, 0x5, 0x21, 0x259, 0xa, 0x21,
    0x3, 0x21, 0x3, 0x21, 0x3, 0x22, 0x3, 0x22, 0x3, 0x22, 0x7, 0x22, 0x260,
    0xa, 0x22, 0xc, 0x22, 0xe, 0x22, 0x263, 0xb, 0x22, 0x3, 0x22, 0x3, 0x22,
    0x3, 0x22, 0x3, 0x22, 0x5, 0x22, 0x269, 0xa, 0x22, 0x3, 0x22, 0x3, 0x22,
    0x5, 0x22, 0x26d, 0xa, 0x22, 0x3, 0x22, 0x5, 0x22, 0x270, 0xa, 0x22,
    0x3, 0x23, 0x5, 0x23, 0x273, 0xa, 0x23, 0x3, 0x23, 0x3, 0x23, 0x3, 0x23,
    0x3, 0x23, 0x5, 0x23, 0x279, 0xa, 0x23, 0x3, 0x23, 0x3, 0x23, 0x5, 0x23,
    0x27d, 0xa, 0x23, 0x3, 0x24, 0x3, 0x24, 0x3, 0x24, 0x5, 0x24, 0x282,
    0xa, 0x24, 0x3, 0x25, 0x3, 0x25, 0x3, 0x25, 0x3, 0x25, 0x3, 0x25, 0x7,
    0x25, 0x289, 0xa, 0x25, 0xc, 0x25, 0xe, 0x25, 0x28c, 0xb, 0x25, 0x3,
    0x25, 0x3, 0x25, 0x5, 0x25, 0x290, 0xa, 0x25, 0x3, 0x26, 0x3, 0x26,
    0x3, 0x26, 0x3, 0x26, 0x3, 0x27, 0x3, 0x27, 0x3, 0x27, 0x3, 0x27, 0x5,
    0x27, 0x29a, 0xa, 0x27, 0x3, 0x27, 0x3, 0x27, 0x3, 0x27, 0x3, 0x27,
    0x3, 0x28, 0x3, 0x28, 0x7, 0x28, 0x2a2, 0xa, 0x28, 0xc, 0x28, 0xe, 0x28,
    0x2a5, 0xb, 0x28, 0x3, 0x29, 0x3, 0x29, 0x3, 0x29, 0x3, 0x29, 0x5, 0x29,
    0x2ab, 0xa, 0x29, 0x3, 0x2a, 0x7, 0x2a, 0x2ae, 0xa, 0x2a, 0xc, 0x2a,
    0xe, 0x2a, 0x2b1, 0xb, 0x2a, 0x3, 0x2a, 0x3, 0x2a, 0x3, 0x2a, 0x3, 0x2a,
    0x3, 0x2a, 0x3, 0x2a, 0x3, 0x2a, 0x3, 0x2a, 0x3, 0x2a, 0x3, 0x2a, 0x3,
    0x2a, 0x5, 0x2a, 0x2be, 0xa, 0x2a, 0x3, 0x2a, 0x7, 0x2a, 0x2c1, 0xa,
    0x2a, 0xc, 0x2a, 0xe, 0x2a, 0x2c4, 0xb, 0x2a, 0x3, 0x2a, 0x3, 0x2a,
    0x5, 0x2a, 0x2c8, 0xa, 0x2a, 0x3, 0x2a, 0x5, 0x2a, 0x2cb, 0xa, 0x2a,
    0x3, 0x2b, 0x3, 0x2b, 0x3, 0x2b, 0x3, 0x2b, 0x3, 0x2b, 0x3, 0x2b, 0x3,
    0x2b, 0x7, 0x2b, 0x2d4, 0xa, 0x2b, 0xc, 0x2b, 0xe, 0x2b, 0x2d7, 0xb,
    0x2b, 0x5, 0x2b, 0x2d9, 0xa, 0x2b, 0x3, 0x2b, 0x3, 0x2b, 0x5, 0x2b,
    0x2dd, 0xa, 0x2b, 0x3, 0x2c, 0x3, 0x2c, 0x3, 0x2c, 0x5, 0x2c, 0x2e2,
    0xa, 0x2c, 0x3, 0x2d, 0x3, 0x2d, 0x3, 0x2d, 0x3, 0x2d, 0x5, 0x2d, 0x2e8,
    0xa, 0x2d, 0x3, 0x2d, 0x3, 0x2d, 0x3, 0x2d, 0x3, 0x2d, 0x7, 0x2d, 0x2ee,
    0xa, 0x2d, 0xc, 0x2d, 0xe, 0x2d, 0x2f1, 0xb, 0x2d, 0x3, 0x2d, 0x3, 0x2d,
    0x3, 0x2d, 0x3, 0x2d, 0x3, 0x2d, 0x3, 0x2d, 0x7, 0x2d, 0x2f9, 0xa, 0x2d,
    0xc, 0x2d, 0xe, 0x2d, 0x2fc, 0xb, 0x2d, 0x5, 0x2d, 0x2fe, 0xa, 0x2d,
    0x3, 0x2d, 0x3, 0x2d, 0x3, 0x2d, 0x3, 0x2d, 0x3, 0x2d, 0x5, 0x2d, 0x305,
    0xa, 0x2d, 0x3, 0x2e, 0x5, 0x2e, 0x308, 0xa, 0x2e, 0x3, 0x2e, 0x3, 0x2e,
    0x3, 0x2f, 0x3, 0x2f, 0x3, 0x2f, 0x3, 0x2f, 0x7, 0x2f, 0x310, 0xa, 0x2f,
    0xc, 0x2f, 0xe, 0x2f, 0x313, 0xb, 0x2f, 0x3, 0x2f, 0x3, 0x2f, 0x3, 0x30,
    0x3, 0x30, 0x5, 0x30, 0x319, 0xa, 0x30, 0x3, 0x31, 0x3, 0x31, 0x3, 0x31,
    0x3, 0x31, 0x7, 0x31, 0x31f, 0xa, 0x31, 0xc, 0x31, 0xe, 0x31, 0x322,
    0xb, 0x31, 0x3, 0x31, 0x3, 0x31, 0x3, 0x32, 0x3, 0x32, 0x3, 0x32, 0x3,
    0x32, 0x3, 0x32, 0x7, 0x32, 0x32b, 0xa, 0x32, 0xc, 0x32, 0xe, 0x32,
    0x32e, 0xb, 0x32, 0x5, 0x32, 0x330, 0xa, 0x32, 0x3, 0x32, 0x3, 0x32,
    0x3, 0x33, 0x5, 0x33, 0x335, 0xa, 0x33, 0x3, 0x33, 0x3, 0x33, 0x3, 0x33,
    0x5, 0x33, 0x33a, 0xa, 0x33, 0x3, 0x34, 0x3, 0x34, 0x3, 0x34, 0x3, 0x34,
    0x7, 0x34, 0x340, 0xa, 0x34, 0xc, 0x34, 0xe, 0x34, 0x343, 0xb, 0x34,
    0x5, 0x34, 0x345, 0xa, 0x34, 0x3, 0x34, 0x3, 0x34, 0x3, 0x35, 0x3, 0x35,
    0x3, 0x35, 0x3, 0x35, 0x3, 0x35, 0x3, 0x35, 0x3, 0x35, 0x7, 0x35, 0x350,
    0xa, 0x35, 0xc, 0x35, 0xe, 0x35, 0x353, 0xb, 0x35, 0x3, 0x35, 0x3, 0x35,
    0x5, 0x35, 0x357, 0xa, 0x35, 0x3, 0x36, 0x3, 0x36, 0x3, 0x36, 0x3, 0x36,
    0x3, 0x37, 0x3, 0x37, 0x3, 0x37, 0x3, 0x37, 0x7, 0x37, 0x361, 0xa, 0x37,
    0xc, 0x37, 0xe, 0x37, 0x364, 0xb, 0x37, 0x5, 0x37, 0x366, 0xa, 0x37,
    0x3, 0x37, 0x3, 0x37, 0x3, 0x38, 0x3, 0x38, 0x3, 0x38, 0x5, 0x38, 0x36d,
    0xa, 0x38, 0x3, 0x38, 0x3, 0x38, 0x3, 0x38, 0x3, 0x39, 0x3, 0x39, 0x5,
    0x39, 0x374, 0xa, 0x39, 0x3, 0x39, 0x3, 0x39, 0x3, 0x3a, 0x3, 0x3a,
    0x3, 0x3a, 0x3, 0x3b, 0x3, 0x3b, 0x3, 0x3b, 0x3, 0x3b, 0x7, 0x3b, 0x37f,
    0xa, 0x3b, 0xc, 0x3b, 0xe, 0x3b, 0x382, 0xb, 0x3b, 0x5, 0x3b, 0x384,
    0xa, 0x3b, 0x3, 0x3b, 0x3, 0x3b, 0x3, 0x3c, 0x3, 0x3c, 0x3, 0x3c, 0x3,
    0x3c, 0x3, 0x3d, 0x3, 0x3d, 0x3, 0x3d, 0x3, 0x3d, 0x3, 0x3d, 0x5, 0x3d,
    0x391, 0xa, 0x3d, 0x3, 0x3d, 0x3, 0x3d, 0x3, 0x3e, 0x3, 0x3e, 0x3, 0x3e,
    0x7, 0x3e, 0x398, 0xa, 0x3e, 0xc, 0x3e, 0xe, 0x3e, 0x39b, 0xb, 0x3e,
    0x3, 0x3e, 0x3, 0x3e, 0x5, 0x3e, 0x39f, 0xa, 0x3e, 0x3, 0x3f, 0x3, 0x3f,
    0x3, 0x3f, 0x3, 0x3f, 0x3, 0x3f, 0x3, 0x3f, 0x3, 0x40, 0x3, 0x40, 0x3,
    0x40, 0x7, 0x40, 0x3aa, 0xa, 0x40, 0xc, 0x40, 0xe, 0x40, 0x3ad, 0xb,
    0x40, 0x3, 0x41, 0x3, 0x41, 0x3, 0x41, 0x3, 0x41, 0x3, 0x41, 0x7, 0x41,
    0x3b4, 0xa, 0x41, 0xc, 0x41, 0xe, 0x41, 0x3b7, 0xb, 0x41, 0x3, 0x41,
    0x3, 0x41, 0x3, 0x41, 0x3, 0x41, 0x7, 0x41, 0x3bd, 0xa, 0x41, 0xc, 0x41,
    0xe, 0x41, 0x3c0, 0xb, 0x41, 0x5, 0x41, 0x3c2, 0xa, 0x41, 0x3, 0x41,
    0x3, 0x41, 0x3, 0x41, 0x5, 0x41, 0x3c7, 0xa, 0x41, 0x5, 0x41, 0x3c9,
    0xa, 0x41, 0x3, 0x41, 0x3, 0x41, 0x3, 0x41, 0x3, 0x41, 0x3, 0x41, 0x5,
    0x41, 0x3d0, 0xa, 0x41, 0x3, 0x41, 0x3, 0x41, 0x3, 0x41, 0x3, 0x41,
    0x7, 0x41, 0x3d6, 0xa, 0x41, 0xc, 0x41, 0xe, 0x41, 0x3d9, 0xb, 0x41,
    0x3, 0x41, 0x3, 0x41, 0x5, 0x41, 0x3dd, 0xa, 0x41, 0x3, 0x42, 0x3, 0x42,
    0x3, 0x42, 0x3, 0x42, 0x7, 0x42, 0x3e3, 0xa, 0x42, 0xc, 0x42, 0xe, 0x42,
    0x3e6, 0xb, 0x42, 0x5, 0x42, 0x3e8, 0xa, 0x42, 0x3, 0x43, 0x5, 0x43,
    0x3eb, 0xa, 0x43, 0x3, 0x43, 0x3, 0x43, 0x5, 0x43, 0x3ef, 0xa, 0x43,
    0x3, 0x43, 0x2, 0x2, 0x44, 0x2, 0x4, 0x6, 0x8, 0xa, 0xc, 0xe, 0x10,
    0x12, 0x14, 0x16, 0x18, 0x1a, 0x1c, 0x1e, 0x20, 0x22, 0x24, 0x26, 0x28,
    0x2a, 0x2c, 0x2e, 0x30, 0x32, 0x34, 0x36, 0x38, 0x3a, 0x3c, 0x3e, 0x40,
    0x42, 0x44, 0x46, 0x48, 0x4a, 0x4c, 0x4e, 0x50, 0x52, 0x54, 0x56, 0x58,
    0x5a, 0x5c, 0x5e, 0x60, 0x62, 0x64, 0x66, 0x68, 0x6a, 0x6c, 0x6e, 0x70,
    0x72, 0x74, 0x76, 0x78, 0x7a, 0x7c, 0x7e, 0x80, 0x82, 0x84, 0x2, 0xf,
    0x8, 0x2, 0x55, 0x55, 0x5c, 0x5c, 0x6c, 0x6f, 0x71, 0x71, 0x74, 0x74,
    0x88, 0x88, 0x3, 0x2, 0x7a, 0x7b, 0x4, 0x2, 0x5a, 0x5a, 0x7a, 0x7b,
    0x5, 0x2, 0x55, 0x55, 0x5c, 0x5c, 0x6c, 0x6c, 0x7, 0x2, 0x2d, 0x39,
    0x3b, 0x3b, 0x3d, 0x3d, 0x3f, 0x54, 0x66, 0x66, 0x6, 0x2, 0x3c, 0x3c,
    0x3e, 0x3e, 0x56, 0x56, 0x68, 0x68, 0x8, 0x2, 0x3, 0x3, 0x6, 0xa, 0x60,
    0x60, 0x6b, 0x6b, 0x75, 0x76, 0x78, 0x78, 0x4, 0x2, 0x57, 0x57, 0x5b,
    0x5b, 0x7, 0x2, 0x28, 0x2b, 0x70, 0x70, 0x73, 0x73, 0x77, 0x77, 0x7e,
    0x7e, 0x3, 0x2, 0x1e, 0x1f, 0x3, 0x2, 0x38, 0x39, 0x3, 0x2, 0x6, 0x7,
    0x6, 0x2, 0x8, 0x9, 0x60, 0x60, 0x6b, 0x6b, 0x78, 0x78, 0x2, 0x45b,
    0x2, 0x86, 0x3, 0x2, 0x2, 0x2, 0x4, 0xa1, 0x3, 0x2, 0x2, 0x2, 0x6, 0xa3,
    0x3, 0x2, 0x2, 0x2, 0x8, 0xa8, 0x3, 0x2, 0x2, 0x2, 0xa, 0xae, 0x3, 0x2,
    0x2, 0x2, 0xc, 0xbf, 0x3, 0x2, 0x2, 0x2, 0xe, 0xd6, 0x3, 0x2, 0x2, 0x2,
    0x10, 0xd8, 0x3, 0x2, 0x2, 0x2, 0x12, 0xfc, 0x3, 0x2, 0x2, 0x2, 0x14,
    0xfe, 0x3, 0x2, 0x2, 0x2, 0x16, 0x108, 0x3, 0x2, 0x2, 0x2, 0x18, 0x114,
    0x3, 0x2, 0x2, 0x2, 0x1a, 0x125, 0x3, 0x2, 0x2, 0x2, 0x1c, 0x131, 0x3,
    0x2, 0x2, 0x2, 0x1e, 0x13b, 0x3, 0x2, 0x2, 0x2, 0x20, 0x154, 0x3, 0x2,
    0x2, 0x2, 0x22, 0x164, 0x3, 0x2, 0x2, 0x2, 0x24, 0x174, 0x3, 0x2, 0x2,
    0x2, 0x26, 0x17d, 0x3, 0x2, 0x2, 0x2, 0x28, 0x18f, 0x3, 0x2, 0x2, 0x2,
    0x2a, 0x199, 0x3, 0x2, 0x2, 0x2, 0x2c, 0x1a8, 0x3, 0x2, 0x2, 0x2, 0x2e,
    0x1aa, 0x3, 0x2, 0x2, 0x2, 0x30, 0x1b9, 0x3, 0x2, 0x2, 0x2, 0x32, 0x1c1,
    0x3, 0x2, 0x2, 0x2, 0x34, 0x1cf, 0x3, 0x2, 0x2, 0x2, 0x36, 0x1de, 0x3,
    0x2, 0x2, 0x2, 0x38, 0x20a, 0x3, 0x2, 0x2, 0x2, 0x3a, 0x20f, 0x3, 0x2,
    0x2, 0x2, 0x3c, 0x219, 0x3, 0x2, 0x2, 0x2, 0x3e, 0x24d, 0x3, 0x2, 0x2,
    0x2, 0x40, 0x24f, 0x3, 0x2, 0x2, 0x2, 0x42, 0x26f, 0x3, 0x2, 0x2, 0x2,
    0x44, 0x272, 0x3, 0x2, 0x2, 0x2, 0x46, 0x27e, 0x3, 0x2, 0x2, 0x2, 0x48,
    0x28f, 0x3, 0x2, 0x2, 0x2, 0x4a, 0x291, 0x3, 0x2, 0x2, 0x2, 0x4c, 0x295,
    0x3, 0x2, 0x2, 0x2, 0x4e, 0x29f, 0x3, 0x2, 0x2, 0x2, 0x50, 0x2aa, 0x3,
    0x2, 0x2, 0x2, 0x52, 0x2af, 0x3, 0x2, 0x2, 0x2, 0x54, 0x2dc, 0x3, 0x2,
    0x2, 0x2, 0x56, 0x2de, 0x3, 0x2, 0x2, 0x2, 0x58, 0x304, 0x3, 0x2, 0x2,
    0x2, 0x5a, 0x307, 0x3, 0x2, 0x2, 0x2, 0x5c, 0x30b, 0x3, 0x2, 0x2, 0x2,
    0x5e, 0x316, 0x3, 0x2, 0x2, 0x2, 0x60, 0x31a, 0x3, 0x2, 0x2, 0x2, 0x62,
    0x325, 0x3, 0x2, 0x2, 0x2, 0x64, 0x334, 0x3, 0x2, 0x2, 0x2, 0x66, 0x33b,
    0x3, 0x2, 0x2, 0x2, 0x68, 0x348, 0x3, 0x2, 0x2, 0x2, 0x6a, 0x358, 0x3,
    0x2, 0x2, 0x2, 0x6c, 0x35c, 0x3, 0x2, 0x2, 0x2, 0x6e, 0x369, 0x3, 0x2,
    0x2, 0x2, 0x70, 0x371, 0x3, 0x2, 0x2, 0x2, 0x72, 0x377, 0x3, 0x2, 0x2,
    0x2, 0x74, 0x37a, 0x3, 0x2, 0x2, 0x2, 0x76, 0x387, 0x3, 0x2, 0x2, 0x2,
    0x78, 0x38b, 0x3, 0x2, 0x2, 0x2, 0x7a, 0x394, 0x3, 0x2, 0x2, 0x2, 0x7c,
    0x3a0, 0x3, 0x2, 0x2, 0x2, 0x7e, 0x3a6, 0x3, 0x2, 0x2, 0x2, 0x80, 0x3dc,
    0x3, 0x2, 0x2, 0x2, 0x82, 0x3e7, 0x3, 0x2, 0x2, 0x2, 0x84, 0x3ee, 0x3,
    0x2, 0x2, 0x2, 0x86, 0x87, 0x7, 0x65, 0x2, 0x2, 0x87, 0x8c, 0x5, 0x4,
    0x3, 0x2, 0x88, 0x89, 0x7, 0x1e, 0x2, 0x2, 0x89, 0x8b, 0x5, 0x4, 0x3,
    0x2, 0x8a, 0x88, 0x3, 0x2, 0x2, 0x2, 0x8b, 0x8e, 0x3, 0x2, 0x2, 0x2,
    0x8c, 0x8a, 0x3, 0x2, 0x2, 0x2, 0x8c, 0x8d, 0x3, 0x2, 0x2, 0x2, 0x8d,
    0x91, 0x3, 0x2, 0x2, 0x2, 0x8e, 0x8c, 0x3, 0x2, 0x2, 0x2, 0x8f, 0x90,
    0x7, 0x56, 0x2, 0x2, 0x90, 0x92, 0x7, 0x3, 0x2, 0x2, 0x91, 0x8f, 0x3,
    0x2, 0x2, 0x2, 0x91, 0x92, 0x3, 0x2, 0x2, 0x2, 0x92, 0x93, 0x3, 0x2,
    0x2, 0x2, 0x93, 0x94, 0x7, 0x2, 0x2, 0x3, 0x94, 0x3, 0x3, 0x2, 0x2,
    0x2, 0x95, 0xa2, 0x7, 0x3, 0x2, 0x2, 0x96, 0x97, 0x7, 0x18, 0x2, 0x2,
    0x97, 0x9c, 0x5, 0x6, 0x4, 0x2, 0x98, 0x99, 0x7, 0x22, 0x2, 0x2, 0x99,
    0x9b, 0x5, 0x6, 0x4, 0x2, 0x9a, 0x98, 0x3, 0x2, 0x2, 0x2, 0x9b, 0x9e,
    0x3, 0x2, 0x2, 0x2, 0x9c, 0x9a, 0x3, 0x2, 0x2, 0x2, 0x9c, 0x9d, 0x3,
    0x2, 0x2, 0x2, 0x9d, 0x9f, 0x3, 0x2, 0x2, 0x2, 0x9e, 0x9c, 0x3, 0x2,
    0x2, 0x2, 0x9f, 0xa0, 0x7, 0x19, 0x2, 0x2, 0xa0, 0xa2, 0x3, 0x2, 0x2,
    0x2, 0xa1, 0x95, 0x3, 0x2, 0x2, 0x2, 0xa1, 0x96, 0x3, 0x2, 0x2, 0x2,
    0xa2, 0x5, 0x3, 0x2, 0x2, 0x2, 0xa3, 0xa6, 0x7, 0x3, 0x2, 0x2, 0xa4,
    0xa5, 0x7, 0x56, 0x2, 0x2, 0xa5, 0xa7, 0x7, 0x3, 0x2, 0x2, 0xa6, 0xa4,
    0x3, 0x2, 0x2, 0x2, 0xa6, 0xa7, 0x3, 0x2, 0x2, 0x2, 0xa7, 0x7, 0x3,
    0x2, 0x2, 0x2, 0xa8, 0xa9, 0x5, 0xa, 0x6, 0x2, 0xa9, 0xaa, 0x7, 0x2,
    0x2, 0x3, 0xaa, 0x9, 0x3, 0x2, 0x2, 0x2, 0xab, 0xad, 0x5, 0xc, 0x7,
    0x2, 0xac, 0xab, 0x3, 0x2, 0x2, 0x2, 0xad, 0xb0, 0x3, 0x2, 0x2, 0x2,
    0xae, 0xac, 0x3, 0x2, 0x2, 0x2, 0xae, 0xaf, 0x3, 0x2, 0x2, 0x2, 0xaf,
    0xb4, 0x3, 0x2, 0x2, 0x2, 0xb0, 0xae, 0x3, 0x2, 0x2, 0x2, 0xb1, 0xb3,
    0x5, 0xe, 0x8, 0x2, 0xb2, 0xb1, 0x3, 0x2, 0x2, 0x2, 0xb3, 0xb6, 0x3,
    0x2, 0x2, 0x2, 0xb4, 0xb2, 0x3, 0x2, 0x2, 0x2, 0xb4, 0xb5, 0x3, 0x2,
    0x2, 0x2, 0xb5, 0xbd, 0x3, 0x2, 0x2, 0x2, 0xb6, 0xb4, 0x3, 0x2, 0x2,
    0x2, 0xb7, 0xbe, 0x5, 0x10, 0x9, 0x2, 0xb8, 0xbe, 0x5, 0x1e, 0x10, 0x2,
    0xb9, 0xbe, 0x5, 0x28, 0x15, 0x2, 0xba, 0xbe, 0x5, 0x32, 0x1a, 0x2,
    0xbb, 0xbe, 0x5, 0x36, 0x1c, 0x2, 0xbc, 0xbe, 0x5, 0x30, 0x19, 0x2,
    0xbd, 0xb7, 0x3, 0x2, 0x2, 0x2, 0xbd, 0xb8, 0x3, 0x2, 0x2, 0x2, 0xbd,
    0xb9, 0x3, 0x2, 0x2, 0x2, 0xbd, 0xba, 0x3, 0x2, 0x2, 0x2, 0xbd, 0xbb,
    0x3, 0x2, 0x2, 0x2, 0xbd, 0xbc, 0x3, 0x2, 0x2, 0x2, 0xbe, 0xb, 0x3,
    0x2, 0x2, 0x2, 0xbf, 0xc0, 0x7, 0x23, 0x2, 0x2, 0xc0, 0xcd, 0x7, 0x3,
    0x2, 0x2, 0xc1, 0xca, 0x7, 0x11, 0x2, 0x2, 0xc2, 0xc7, 0x5, 0x4e, 0x28,
    0x2, 0xc3, 0xc4, 0x7, 0x22, 0x2, 0x2, 0xc4, 0xc6, 0x5, 0x4e, 0x28, 0x2,
    0xc5, 0xc3, 0x3, 0x2, 0x2, 0x2, 0xc6, 0xc9, 0x3, 0x2, 0x2, 0x2, 0xc7,
    0xc5, 0x3, 0x2, 0x2, 0x2, 0xc7, 0xc8, 0x3, 0x2, 0x2, 0x2, 0xc8, 0xcb,
    0x3, 0x2, 0x2, 0x2, 0xc9, 0xc7, 0x3, 0x2, 0x2, 0x2, 0xca, 0xc2, 0x3,
    0x2, 0x2, 0x2, 0xca, 0xcb, 0x3, 0x2, 0x2, 0x2, 0xcb, 0xcc, 0x3, 0x2,
    0x2, 0x2, 0xcc, 0xce, 0x7, 0x13, 0x2, 0x2, 0xcd, 0xc1, 0x3, 0x2, 0x2,
    0x2, 0xcd, 0xce, 0x3, 0x2, 0x2, 0x2, 0xce, 0xd, 0x3, 0x2, 0x2, 0x2,
    0xcf, 0xd7, 0x9, 0x2, 0x2, 0x2, 0xd0, 0xd4, 0x7, 0x87, 0x2, 0x2, 0xd1,
    0xd2, 0x7, 0x11, 0x2, 0x2, 0xd2, 0xd3, 0x7, 0x9, 0x2, 0x2, 0xd3, 0xd5,
    0x7, 0x13, 0x2, 0x2, 0xd4, 0xd1, 0x3, 0x2, 0x2, 0x2, 0xd4, 0xd5, 0x3,
    0x2, 0x2, 0x2, 0xd5, 0xd7, 0x3, 0x2, 0x2, 0x2, 0xd6, 0xcf, 0x3, 0x2,
    0x2, 0x2, 0xd6, 0xd0, 0x3, 0x2, 0x2, 0x2, 0xd7, 0xf, 0x3, 0x2, 0x2,
    0x2, 0xd8, 0xdd, 0x7, 0x63, 0x2, 0x2, 0xd9, 0xda, 0x7, 0x1c, 0x2, 0x2,
    0xda, 0xdb, 0x5, 0x3e, 0x20, 0x2, 0xdb, 0xdc, 0x7, 0x1d, 0x2, 0x2, 0xdc,
    0xde, 0x3, 0x2, 0x2, 0x2, 0xdd, 0xd9, 0x3, 0x2, 0x2, 0x2, 0xdd, 0xde,
    0x3, 0x2, 0x2, 0x2, 0xde, 0xdf, 0x3, 0x2, 0x2, 0x2, 0xdf, 0xe1, 0x7,
    0x3, 0x2, 0x2, 0xe0, 0xe2, 0x5, 0x16, 0xc, 0x2, 0xe1, 0xe0, 0x3, 0x2,
    0x2, 0x2, 0xe1, 0xe2, 0x3, 0x2, 0x2, 0x2, 0xe2, 0xe3, 0x3, 0x2, 0x2,
    0x2, 0xe3, 0xec, 0x7, 0x11, 0x2, 0x2, 0xe4, 0xe9, 0x5, 0x14, 0xb, 0x2,
    0xe5, 0xe6, 0x7, 0x22, 0x2, 0x2, 0xe6, 0xe8, 0x5, 0x14, 0xb, 0x2, 0xe7,
    0xe5, 0x3, 0x2, 0x2, 0x2, 0xe8, 0xeb, 0x3, 0x2, 0x2, 0x2, 0xe9, 0xe7,
    0x3, 0x2, 0x2, 0x2, 0xe9, 0xea, 0x3, 0x2, 0x2, 0x2, 0xea, 0xed, 0x3,
    0x2, 0x2, 0x2, 0xeb, 0xe9, 0x3, 0x2, 0x2, 0x2, 0xec, 0xe4, 0x3, 0x2,
    0x2, 0x2, 0xec, 0xed, 0x3, 0x2, 0x2, 0x2, 0xed, 0xee, 0x3, 0x2, 0x2,
    0x2, 0xee, 0xf1, 0x7, 0x13, 0x2, 0x2, 0xef, 0xf0, 0x7, 0x21, 0x2, 0x2,
    0xf0, 0xf2, 0x5, 0x3e, 0x20, 0x2, 0xf1, 0xef, 0x3, 0x2, 0x2, 0x2, 0xf1,
    0xf2, 0x3, 0x2, 0x2, 0x2, 0xf2, 0xf4, 0x3, 0x2, 0x2, 0x2, 0xf3, 0xf5,
    0x5, 0x1a, 0xe, 0x2, 0xf4, 0xf3, 0x3, 0x2, 0x2, 0x2, 0xf4, 0xf5, 0x3,
    0x2, 0x2, 0x2, 0xf5, 0xf7, 0x3, 0x2, 0x2, 0x2, 0xf6, 0xf8, 0x5, 0x12,
    0xa, 0x2, 0xf7, 0xf6, 0x3, 0x2, 0x2, 0x2, 0xf7, 0xf8, 0x3, 0x2, 0x2,
    0x2, 0xf8, 0x11, 0x3, 0x2, 0x2, 0x2, 0xf9, 0xfa, 0x7, 0x49, 0x2, 0x2,
    0xfa, 0xfd, 0x5, 0x4e, 0x28, 0x2, 0xfb, 0xfd, 0x5, 0x40, 0x21, 0x2,
    0xfc, 0xf9, 0x3, 0x2, 0x2, 0x2, 0xfc, 0xfb, 0x3, 0x2, 0x2, 0x2, 0xfd,
    0x13, 0x3, 0x2, 0x2, 0x2, 0xfe, 0xff, 0x7, 0x3, 0x2, 0x2, 0xff, 0x100,
    0x7, 0x21, 0x2, 0x2, 0x100, 0x102, 0x5, 0x3e, 0x20, 0x2, 0x101, 0x103,
    0x7, 0x3a, 0x2, 0x2, 0x102, 0x101, 0x3, 0x2, 0x2, 0x2, 0x102, 0x103,
    0x3, 0x2, 0x2, 0x2, 0x103, 0x106, 0x3, 0x2, 0x2, 0x2, 0x104, 0x105,
    0x7, 0x49, 0x2, 0x2, 0x105, 0x107, 0x5, 0x4e, 0x28, 0x2, 0x106, 0x104,
    0x3, 0x2, 0x2, 0x2, 0x106, 0x107, 0x3, 0x2, 0x2, 0x2, 0x107, 0x15, 0x3,
    0x2, 0x2, 0x2, 0x108, 0x109, 0x7, 0x1a, 0x2, 0x2, 0x109, 0x10e, 0x5,
    0x18, 0xd, 0x2, 0x10a, 0x10b, 0x7, 0x22, 0x2, 0x2, 0x10b, 0x10d, 0x5,
    0x18, 0xd, 0x2, 0x10c, 0x10a, 0x3, 0x2, 0x2, 0x2, 0x10d, 0x110, 0x3,
    0x2, 0x2, 0x2, 0x10e, 0x10c, 0x3, 0x2, 0x2, 0x2, 0x10e, 0x10f, 0x3,
    0x2, 0x2, 0x2, 0x10f, 0x111, 0x3, 0x2, 0x2, 0x2, 0x110, 0x10e, 0x3,
    0x2, 0x2, 0x2, 0x111, 0x112, 0x7, 0x1b, 0x2, 0x2, 0x112, 0x17, 0x3,
    0x2, 0x2, 0x2, 0x113, 0x115, 0x7, 0x66, 0x2, 0x2, 0x114, 0x113, 0x3,
    0x2, 0x2, 0x2, 0x114, 0x115, 0x3, 0x2, 0x2, 0x2, 0x115, 0x116, 0x3,
    0x2, 0x2, 0x2, 0x116, 0x118, 0x7, 0x3, 0x2, 0x2, 0x117, 0x119, 0x7,
    0x3, 0x2, 0x2, 0x118, 0x117, 0x3, 0x2, 0x2, 0x2, 0x118, 0x119, 0x3,
    0x2, 0x2, 0x2, 0x119, 0x123, 0x3, 0x2, 0x2, 0x2, 0x11a, 0x11b, 0x7,
    0x21, 0x2, 0x2, 0x11b, 0x120, 0x5, 0x3e, 0x20, 0x2, 0x11c, 0x11d, 0x7,
    0x35, 0x2, 0x2, 0x11d, 0x11f, 0x5, 0x3e, 0x20, 0x2, 0x11e, 0x11c, 0x3,
    0x2, 0x2, 0x2, 0x11f, 0x122, 0x3, 0x2, 0x2, 0x2, 0x120, 0x11e, 0x3,
    0x2, 0x2, 0x2, 0x120, 0x121, 0x3, 0x2, 0x2, 0x2, 0x121, 0x124, 0x3,
    0x2, 0x2, 0x2, 0x122, 0x120, 0x3, 0x2, 0x2, 0x2, 0x123, 0x11a, 0x3,
    0x2, 0x2, 0x2, 0x123, 0x124, 0x3, 0x2, 0x2, 0x2, 0x124, 0x19, 0x3, 0x2,
    0x2, 0x2, 0x125, 0x126, 0x7, 0x7c, 0x2, 0x2, 0x126, 0x127, 0x7, 0x10,
    0x2, 0x2, 0x127, 0x12c, 0x5, 0x1c, 0xf, 0x2, 0x128, 0x129, 0x7, 0x22,
    0x2, 0x2, 0x129, 0x12b, 0x5, 0x1c, 0xf, 0x2, 0x12a, 0x128, 0x3, 0x2,
    0x2, 0x2, 0x12b, 0x12e, 0x3, 0x2, 0x2, 0x2, 0x12c, 0x12a, 0x3, 0x2,
    0x2, 0x2, 0x12c, 0x12d, 0x3, 0x2, 0x2, 0x2, 0x12d, 0x12f, 0x3, 0x2,
    0x2, 0x2, 0x12e, 0x12c, 0x3, 0x2, 0x2, 0x2, 0x12f, 0x130, 0x7, 0x13,
    0x2, 0x2, 0x130, 0x1b, 0x3, 0x2, 0x2, 0x2, 0x131, 0x132, 0x7, 0x3, 0x2,
    0x2, 0x132, 0x133, 0x7, 0x21, 0x2, 0x2, 0x133, 0x138, 0x5, 0x3e, 0x20,
    0x2, 0x134, 0x135, 0x7, 0x35, 0x2, 0x2, 0x135, 0x137, 0x5, 0x3e, 0x20,
    0x2, 0x136, 0x134, 0x3, 0x2, 0x2, 0x2, 0x137, 0x13a, 0x3, 0x2, 0x2,
    0x2, 0x138, 0x136, 0x3, 0x2, 0x2, 0x2, 0x138, 0x139, 0x3, 0x2, 0x2,
    0x2, 0x139, 0x1d, 0x3, 0x2, 0x2, 0x2, 0x13a, 0x138, 0x3, 0x2, 0x2, 0x2,
    0x13b, 0x13c, 0x7, 0x59, 0x2, 0x2, 0x13c, 0x13e, 0x7, 0x3, 0x2, 0x2,
    0x13d, 0x13f, 0x5, 0x16, 0xc, 0x2, 0x13e, 0x13d, 0x3, 0x2, 0x2, 0x2,
    0x13e, 0x13f, 0x3, 0x2, 0x2, 0x2, 0x13f, 0x14c, 0x3, 0x2, 0x2, 0x2,
    0x140, 0x149, 0x7, 0x11, 0x2, 0x2, 0x141, 0x146, 0x5, 0x22, 0x12, 0x2,
    0x142, 0x143, 0x7, 0x22, 0x2, 0x2, 0x143, 0x145, 0x5, 0x22, 0x12, 0x2,
    0x144, 0x142, 0x3, 0x2, 0x2, 0x2, 0x145, 0x148, 0x3, 0x2, 0x2, 0x2,
    0x146, 0x144, 0x3, 0x2, 0x2, 0x2, 0x146, 0x147, 0x3, 0x2, 0x2, 0x2,
    0x147, 0x14a, 0x3, 0x2, 0x2, 0x2, 0x148, 0x146, 0x3, 0x2, 0x2, 0x2,
    0x149, 0x141, 0x3, 0x2, 0x2, 0x2, 0x149, 0x14a, 0x3, 0x2, 0x2, 0x2,
    0x14a, 0x14b, 0x3, 0x2, 0x2, 0x2, 0x14b, 0x14d, 0x7, 0x13, 0x2, 0x2,
    0x14c, 0x140, 0x3, 0x2, 0x2, 0x2, 0x14c, 0x14d, 0x3, 0x2, 0x2, 0x2,
    0x14d, 0x14f, 0x3, 0x2, 0x2, 0x2, 0x14e, 0x150, 0x5, 0x24, 0x13, 0x2,
    0x14f, 0x14e, 0x3, 0x2, 0x2, 0x2, 0x14f, 0x150, 0x3, 0x2, 0x2, 0x2,
    0x150, 0x152, 0x3, 0x2, 0x2, 0x2, 0x151, 0x153, 0x5, 0x20, 0x11, 0x2,
    0x152, 0x151, 0x3, 0x2, 0x2, 0x2, 0x152, 0x153, 0x3, 0x2, 0x2, 0x2,
    0x153, 0x1f, 0x3, 0x2, 0x2, 0x2, 0x154, 0x15d, 0x7, 0x17, 0x2, 0x2,
    0x155, 0x15a, 0x5, 0x34, 0x1b, 0x2, 0x156, 0x157, 0x7, 0xf, 0x2, 0x2,
    0x157, 0x159, 0x5, 0x34, 0x1b, 0x2, 0x158, 0x156, 0x3, 0x2, 0x2, 0x2,
    0x159, 0x15c, 0x3, 0x2, 0x2, 0x2, 0x15a, 0x158, 0x3, 0x2, 0x2, 0x2,
    0x15a, 0x15b, 0x3, 0x2, 0x2, 0x2, 0x15b, 0x15e, 0x3, 0x2, 0x2, 0x2,
    0x15c, 0x15a, 0x3, 0x2, 0x2, 0x2, 0x15d, 0x155, 0x3, 0x2, 0x2, 0x2,
    0x15d, 0x15e, 0x3, 0x2, 0x2, 0x2, 0x15e, 0x15f, 0x3, 0x2, 0x2, 0x2,
    0x15f, 0x160, 0x7, 0x19, 0x2, 0x2, 0x160, 0x21, 0x3, 0x2, 0x2, 0x2,
    0x161, 0x163, 0x5, 0xe, 0x8, 0x2, 0x162, 0x161, 0x3, 0x2, 0x2, 0x2,
    0x163, 0x166, 0x3, 0x2, 0x2, 0x2, 0x164, 0x162, 0x3, 0x2, 0x2, 0x2,
    0x164, 0x165, 0x3, 0x2, 0x2, 0x2, 0x165, 0x168, 0x3, 0x2, 0x2, 0x2,
    0x166, 0x164, 0x3, 0x2, 0x2, 0x2, 0x167, 0x169, 0x9, 0x3, 0x2, 0x2,
    0x168, 0x167, 0x3, 0x2, 0x2, 0x2, 0x168, 0x169, 0x3, 0x2, 0x2, 0x2,
    0x169, 0x16a, 0x3, 0x2, 0x2, 0x2, 0x16a, 0x16b, 0x7, 0x3, 0x2, 0x2,
    0x16b, 0x16c, 0x7, 0x21, 0x2, 0x2, 0x16c, 0x16e, 0x5, 0x3e, 0x20, 0x2,
    0x16d, 0x16f, 0x7, 0x3a, 0x2, 0x2, 0x16e, 0x16d, 0x3, 0x2, 0x2, 0x2,
    0x16e, 0x16f, 0x3, 0x2, 0x2, 0x2, 0x16f, 0x172, 0x3, 0x2, 0x2, 0x2,
    0x170, 0x171, 0x7, 0x49, 0x2, 0x2, 0x171, 0x173, 0x5, 0x4e, 0x28, 0x2,
    0x172, 0x170, 0x3, 0x2, 0x2, 0x2, 0x172, 0x173, 0x3, 0x2, 0x2, 0x2,
    0x173, 0x23, 0x3, 0x2, 0x2, 0x2, 0x174, 0x175, 0x7, 0x21, 0x2, 0x2,
    0x175, 0x17a, 0x5, 0x26, 0x14, 0x2, 0x176, 0x177, 0x7, 0x22, 0x2, 0x2,
    0x177, 0x179, 0x5, 0x26, 0x14, 0x2, 0x178, 0x176, 0x3, 0x2, 0x2, 0x2,
    0x179, 0x17c, 0x3, 0x2, 0x2, 0x2, 0x17a, 0x178, 0x3, 0x2, 0x2, 0x2,
    0x17a, 0x17b, 0x3, 0x2, 0x2, 0x2, 0x17b, 0x25, 0x3, 0x2, 0x2, 0x2, 0x17c,
    0x17a, 0x3, 0x2, 0x2, 0x2, 0x17d, 0x18a, 0x5, 0x3e, 0x20, 0x2, 0x17e,
    0x187, 0x7, 0x11, 0x2, 0x2, 0x17f, 0x184, 0x5, 0x5a, 0x2e, 0x2, 0x180,
    0x181, 0x7, 0x22, 0x2, 0x2, 0x181, 0x183, 0x5, 0x5a, 0x2e, 0x2, 0x182,
    0x180, 0x3, 0x2, 0x2, 0x2, 0x183, 0x186, 0x3, 0x2, 0x2, 0x2, 0x184,
    0x182, 0x3, 0x2, 0x2, 0x2, 0x184, 0x185, 0x3, 0x2, 0x2, 0x2, 0x185,
    0x188, 0x3, 0x2, 0x2, 0x2, 0x186, 0x184, 0x3, 0x2, 0x2, 0x2, 0x187,
    0x17f, 0x3, 0x2, 0x2, 0x2, 0x187, 0x188, 0x3, 0x2, 0x2, 0x2, 0x188,
    0x189, 0x3, 0x2, 0x2, 0x2, 0x189, 0x18b, 0x7, 0x13, 0x2, 0x2, 0x18a,
    0x17e, 0x3, 0x2, 0x2, 0x2, 0x18a, 0x18b, 0x3, 0x2, 0x2, 0x2, 0x18b,
    0x18d, 0x3, 0x2, 0x2, 0x2, 0x18c, 0x18e, 0x5, 0x1a, 0xe, 0x2, 0x18d,
    0x18c, 0x3, 0x2, 0x2, 0x2, 0x18d, 0x18e, 0x3, 0x2, 0x2, 0x2, 0x18e,
    0x27, 0x3, 0x2, 0x2, 0x2, 0x18f, 0x190, 0x7, 0x5f, 0x2, 0x2, 0x190,
    0x192, 0x7, 0x3, 0x2, 0x2, 0x191, 0x193, 0x5, 0x16, 0xc, 0x2, 0x192,
    0x191, 0x3, 0x2, 0x2, 0x2, 0x192, 0x193, 0x3, 0x2, 0x2, 0x2, 0x193,
    0x195, 0x3, 0x2, 0x2, 0x2, 0x194, 0x196, 0x5, 0x24, 0x13, 0x2, 0x195,
    0x194, 0x3, 0x2, 0x2, 0x2, 0x195, 0x196, 0x3, 0x2, 0x2, 0x2, 0x196,
    0x197, 0x3, 0x2, 0x2, 0x2, 0x197, 0x198, 0x5, 0x2a, 0x16, 0x2, 0x198,
    0x29, 0x3, 0x2, 0x2, 0x2, 0x199, 0x1a2, 0x7, 0x17, 0x2, 0x2, 0x19a,
    0x19f, 0x5, 0x2c, 0x17, 0x2, 0x19b, 0x19c, 0x7, 0xf, 0x2, 0x2, 0x19c,
    0x19e, 0x5, 0x2c, 0x17, 0x2, 0x19d, 0x19b, 0x3, 0x2, 0x2, 0x2, 0x19e,
    0x1a1, 0x3, 0x2, 0x2, 0x2, 0x19f, 0x19d, 0x3, 0x2, 0x2, 0x2, 0x19f,
    0x1a0, 0x3, 0x2, 0x2, 0x2, 0x1a0, 0x1a3, 0x3, 0x2, 0x2, 0x2, 0x1a1,
    0x19f, 0x3, 0x2, 0x2, 0x2, 0x1a2, 0x19a, 0x3, 0x2, 0x2, 0x2, 0x1a2,
    0x1a3, 0x3, 0x2, 0x2, 0x2, 0x1a3, 0x1a4, 0x3, 0x2, 0x2, 0x2, 0x1a4,
    0x1a5, 0x7, 0x19, 0x2, 0x2, 0x1a5, 0x2b, 0x3, 0x2, 0x2, 0x2, 0x1a6,
    0x1a9, 0x5, 0x2e, 0x18, 0x2, 0x1a7, 0x1a9, 0x5, 0x34, 0x1b, 0x2, 0x1a8,
    0x1a6, 0x3, 0x2, 0x2, 0x2, 0x1a8, 0x1a7, 0x3, 0x2, 0x2, 0x2, 0x1a9,
    0x2d, 0x3, 0x2, 0x2, 0x2, 0x1aa, 0x1b7, 0x7, 0x3, 0x2, 0x2, 0x1ab, 0x1b4,
    0x7, 0x11, 0x2, 0x2, 0x1ac, 0x1b1, 0x5, 0x14, 0xb, 0x2, 0x1ad, 0x1ae,
    0x7, 0x22, 0x2, 0x2, 0x1ae, 0x1b0, 0x5, 0x14, 0xb, 0x2, 0x1af, 0x1ad,
    0x3, 0x2, 0x2, 0x2, 0x1b0, 0x1b3, 0x3, 0x2, 0x2, 0x2, 0x1b1, 0x1af,
    0x3, 0x2, 0x2, 0x2, 0x1b1, 0x1b2, 0x3, 0x2, 0x2, 0x2, 0x1b2, 0x1b5,
    0x3, 0x2, 0x2, 0x2, 0x1b3, 0x1b1, 0x3, 0x2, 0x2, 0x2, 0x1b4, 0x1ac,
    0x3, 0x2, 0x2, 0x2, 0x1b4, 0x1b5, 0x3, 0x2, 0x2, 0x2, 0x1b5, 0x1b6,
    0x3, 0x2, 0x2, 0x2, 0x1b6, 0x1b8, 0x7, 0x13, 0x2, 0x2, 0x1b7, 0x1ab,
    0x3, 0x2, 0x2, 0x2, 0x1b7, 0x1b8, 0x3, 0x2, 0x2, 0x2, 0x1b8, 0x2f, 0x3,
    0x2, 0x2, 0x2, 0x1b9, 0x1ba, 0x7, 0x84, 0x2, 0x2, 0x1ba, 0x1bc, 0x7,
    0x3, 0x2, 0x2, 0x1bb, 0x1bd, 0x5, 0x16, 0xc, 0x2, 0x1bc, 0x1bb, 0x3,
    0x2, 0x2, 0x2, 0x1bc, 0x1bd, 0x3, 0x2, 0x2, 0x2, 0x1bd, 0x1be, 0x3,
    0x2, 0x2, 0x2, 0x1be, 0x1bf, 0x7, 0x49, 0x2, 0x2, 0x1bf, 0x1c0, 0x5,
    0x3e, 0x20, 0x2, 0x1c0, 0x31, 0x3, 0x2, 0x2, 0x2, 0x1c1, 0x1c2, 0x7,
    0x67, 0x2, 0x2, 0x1c2, 0x1c4, 0x7, 0x3, 0x2, 0x2, 0x1c3, 0x1c5, 0x5,
    0x16, 0xc, 0x2, 0x1c4, 0x1c3, 0x3, 0x2, 0x2, 0x2, 0x1c4, 0x1c5, 0x3,
    0x2, 0x2, 0x2, 0x1c5, 0x1c7, 0x3, 0x2, 0x2, 0x2, 0x1c6, 0x1c8, 0x5,
    0x24, 0x13, 0x2, 0x1c7, 0x1c6, 0x3, 0x2, 0x2, 0x2, 0x1c7, 0x1c8, 0x3,
    0x2, 0x2, 0x2, 0x1c8, 0x1ca, 0x3, 0x2, 0x2, 0x2, 0x1c9, 0x1cb, 0x5,
    0x20, 0x11, 0x2, 0x1ca, 0x1c9, 0x3, 0x2, 0x2, 0x2, 0x1ca, 0x1cb, 0x3,
    0x2, 0x2, 0x2, 0x1cb, 0x33, 0x3, 0x2, 0x2, 0x2, 0x1cc, 0x1ce, 0x5, 0xc,
    0x7, 0x2, 0x1cd, 0x1cc, 0x3, 0x2, 0x2, 0x2, 0x1ce, 0x1d1, 0x3, 0x2,
    0x2, 0x2, 0x1cf, 0x1cd, 0x3, 0x2, 0x2, 0x2, 0x1cf, 0x1d0, 0x3, 0x2,
    0x2, 0x2, 0x1d0, 0x1d5, 0x3, 0x2, 0x2, 0x2, 0x1d1, 0x1cf, 0x3, 0x2,
    0x2, 0x2, 0x1d2, 0x1d4, 0x5, 0xe, 0x8, 0x2, 0x1d3, 0x1d2, 0x3, 0x2,
    0x2, 0x2, 0x1d4, 0x1d7, 0x3, 0x2, 0x2, 0x2, 0x1d5, 0x1d3, 0x3, 0x2,
    0x2, 0x2, 0x1d5, 0x1d6, 0x3, 0x2, 0x2, 0x2, 0x1d6, 0x1db, 0x3, 0x2,
    0x2, 0x2, 0x1d7, 0x1d5, 0x3, 0x2, 0x2, 0x2, 0x1d8, 0x1dc, 0x5, 0x10,
    0x9, 0x2, 0x1d9, 0x1dc, 0x5, 0x36, 0x1c, 0x2, 0x1da, 0x1dc, 0x5, 0x3c,
    0x1f, 0x2, 0x1db, 0x1d8, 0x3, 0x2, 0x2, 0x2, 0x1db, 0x1d9, 0x3, 0x2,
    0x2, 0x2, 0x1db, 0x1da, 0x3, 0x2, 0x2, 0x2, 0x1dc, 0x35, 0x3, 0x2, 0x2,
    0x2, 0x1dd, 0x1df, 0x7, 0x69, 0x2, 0x2, 0x1de, 0x1dd, 0x3, 0x2, 0x2,
    0x2, 0x1de, 0x1df, 0x3, 0x2, 0x2, 0x2, 0x1df, 0x1e0, 0x3, 0x2, 0x2,
    0x2, 0x1e0, 0x1f3, 0x9, 0x4, 0x2, 0x2, 0x1e1, 0x1e2, 0x7, 0x1c, 0x2,
    0x2, 0x1e2, 0x1e3, 0x5, 0x3e, 0x20, 0x2, 0x1e3, 0x1e4, 0x7, 0x1d, 0x2,
    0x2, 0x1e4, 0x1e6, 0x3, 0x2, 0x2, 0x2, 0x1e5, 0x1e1, 0x3, 0x2, 0x2,
    0x2, 0x1e5, 0x1e6, 0x3, 0x2, 0x2, 0x2, 0x1e6, 0x1e7, 0x3, 0x2, 0x2,
    0x2, 0x1e7, 0x1f4, 0x7, 0x3, 0x2, 0x2, 0x1e8, 0x1e9, 0x7, 0x10, 0x2,
    0x2, 0x1e9, 0x1ee, 0x5, 0x48, 0x25, 0x2, 0x1ea, 0x1eb, 0x7, 0x22, 0x2,
    0x2, 0x1eb, 0x1ed, 0x5, 0x48, 0x25, 0x2, 0x1ec, 0x1ea, 0x3, 0x2, 0x2,
    0x2, 0x1ed, 0x1f0, 0x3, 0x2, 0x2, 0x2, 0x1ee, 0x1ec, 0x3, 0x2, 0x2,
    0x2, 0x1ee, 0x1ef, 0x3, 0x2, 0x2, 0x2, 0x1ef, 0x1f1, 0x3, 0x2, 0x2,
    0x2, 0x1f0, 0x1ee, 0x3, 0x2, 0x2, 0x2, 0x1f1, 0x1f2, 0x7, 0x13, 0x2,
    0x2, 0x1f2, 0x1f4, 0x3, 0x2, 0x2, 0x2, 0x1f3, 0x1e5, 0x3, 0x2, 0x2,
    0x2, 0x1f3, 0x1e8, 0x3, 0x2, 0x2, 0x2, 0x1f4, 0x1f6, 0x3, 0x2, 0x2,
    0x2, 0x1f5, 0x1f7, 0x5, 0x16, 0xc, 0x2, 0x1f6, 0x1f5, 0x3, 0x2, 0x2,
    0x2, 0x1f6, 0x1f7, 0x3, 0x2, 0x2, 0x2, 0x1f7, 0x1fa, 0x3, 0x2, 0x2,
    0x2, 0x1f8, 0x1f9, 0x7, 0x21, 0x2, 0x2, 0x1f9, 0x1fb, 0x5, 0x3e, 0x20,
    0x2, 0x1fa, 0x1f8, 0x3, 0x2, 0x2, 0x2, 0x1fa, 0x1fb, 0x3, 0x2, 0x2,
    0x2, 0x1fb, 0x1fe, 0x3, 0x2, 0x2, 0x2, 0x1fc, 0x1fd, 0x7, 0x49, 0x2,
    0x2, 0x1fd, 0x1ff, 0x5, 0x4e, 0x28, 0x2, 0x1fe, 0x1fc, 0x3, 0x2, 0x2,
    0x2, 0x1fe, 0x1ff, 0x3, 0x2, 0x2, 0x2, 0x1ff, 0x208, 0x3, 0x2, 0x2,
    0x2, 0x200, 0x202, 0x5, 0x38, 0x1d, 0x2, 0x201, 0x203, 0x5, 0x3a, 0x1e,
    0x2, 0x202, 0x201, 0x3, 0x2, 0x2, 0x2, 0x202, 0x203, 0x3, 0x2, 0x2,
    0x2, 0x203, 0x209, 0x3, 0x2, 0x2, 0x2, 0x204, 0x206, 0x5, 0x3a, 0x1e,
    0x2, 0x205, 0x207, 0x5, 0x38, 0x1d, 0x2, 0x206, 0x205, 0x3, 0x2, 0x2,
    0x2, 0x206, 0x207, 0x3, 0x2, 0x2, 0x2, 0x207, 0x209, 0x3, 0x2, 0x2,
    0x2, 0x208, 0x200, 0x3, 0x2, 0x2, 0x2, 0x208, 0x204, 0x3, 0x2, 0x2,
    0x2, 0x208, 0x209, 0x3, 0x2, 0x2, 0x2, 0x209, 0x37, 0x3, 0x2, 0x2, 0x2,
    0x20a, 0x20b, 0x7, 0x81, 0x2, 0x2, 0x20b, 0x20c, 0x7, 0x11, 0x2, 0x2,
    0x20c, 0x20d, 0x7, 0x13, 0x2, 0x2, 0x20d, 0x20e, 0x5, 0x12, 0xa, 0x2,
    0x20e, 0x39, 0x3, 0x2, 0x2, 0x2, 0x20f, 0x210, 0x7, 0x82, 0x2, 0x2,
    0x210, 0x211, 0x7, 0x11, 0x2, 0x2, 0x211, 0x214, 0x7, 0x3, 0x2, 0x2,
    0x212, 0x213, 0x7, 0x21, 0x2, 0x2, 0x213, 0x215, 0x5, 0x3e, 0x20, 0x2,
    0x214, 0x212, 0x3, 0x2, 0x2, 0x2, 0x214, 0x215, 0x3, 0x2, 0x2, 0x2,
    0x215, 0x216, 0x3, 0x2, 0x2, 0x2, 0x216, 0x217, 0x7, 0x13, 0x2, 0x2,
    0x217, 0x218, 0x5, 0x12, 0xa, 0x2, 0x218, 0x3b, 0x3, 0x2, 0x2, 0x2,
    0x219, 0x21a, 0x7, 0x83, 0x2, 0x2, 0x21a, 0x21b, 0x5, 0x40, 0x21, 0x2,
    0x21b, 0x3d, 0x3, 0x2, 0x2, 0x2, 0x21c, 0x221, 0x7, 0x3, 0x2, 0x2, 0x21d,
    0x21e, 0x7, 0x1e, 0x2, 0x2, 0x21e, 0x220, 0x7, 0x3, 0x2, 0x2, 0x21f,
    0x21d, 0x3, 0x2, 0x2, 0x2, 0x220, 0x223, 0x3, 0x2, 0x2, 0x2, 0x221,
    0x21f, 0x3, 0x2, 0x2, 0x2, 0x221, 0x222, 0x3, 0x2, 0x2, 0x2, 0x222,
    0x22f, 0x3, 0x2, 0x2, 0x2, 0x223, 0x221, 0x3, 0x2, 0x2, 0x2, 0x224,
    0x225, 0x7, 0x1a, 0x2, 0x2, 0x225, 0x22a, 0x5, 0x3e, 0x20, 0x2, 0x226,
    0x227, 0x7, 0x22, 0x2, 0x2, 0x227, 0x229, 0x5, 0x3e, 0x20, 0x2, 0x228,
    0x226, 0x3, 0x2, 0x2, 0x2, 0x229, 0x22c, 0x3, 0x2, 0x2, 0x2, 0x22a,
    0x228, 0x3, 0x2, 0x2, 0x2, 0x22a, 0x22b, 0x3, 0x2, 0x2, 0x2, 0x22b,
    0x22d, 0x3, 0x2, 0x2, 0x2, 0x22c, 0x22a, 0x3, 0x2, 0x2, 0x2, 0x22d,
    0x22e, 0x7, 0x1b, 0x2, 0x2, 0x22e, 0x230, 0x3, 0x2, 0x2, 0x2, 0x22f,
    0x224, 0x3, 0x2, 0x2, 0x2, 0x22f, 0x230, 0x3, 0x2, 0x2, 0x2, 0x230,
    0x234, 0x3, 0x2, 0x2, 0x2, 0x231, 0x233, 0x7, 0x20, 0x2, 0x2, 0x232,
    0x231, 0x3, 0x2, 0x2, 0x2, 0x233, 0x236, 0x3, 0x2, 0x2, 0x2, 0x234,
    0x232, 0x3, 0x2, 0x2, 0x2, 0x234, 0x235, 0x3, 0x2, 0x2, 0x2, 0x235,
    0x24e, 0x3, 0x2, 0x2, 0x2, 0x236, 0x234, 0x3, 0x2, 0x2, 0x2, 0x237,
    0x240, 0x7, 0x10, 0x2, 0x2, 0x238, 0x23d, 0x5, 0x3e, 0x20, 0x2, 0x239,
    0x23a, 0x7, 0x22, 0x2, 0x2, 0x23a, 0x23c, 0x5, 0x3e, 0x20, 0x2, 0x23b,
    0x239, 0x3, 0x2, 0x2, 0x2, 0x23c, 0x23f, 0x3, 0x2, 0x2, 0x2, 0x23d,
    0x23b, 0x3, 0x2, 0x2, 0x2, 0x23d, 0x23e, 0x3, 0x2, 0x2, 0x2, 0x23e,
    0x241, 0x3, 0x2, 0x2, 0x2, 0x23f, 0x23d, 0x3, 0x2, 0x2, 0x2, 0x240,
    0x238, 0x3, 0x2, 0x2, 0x2, 0x240, 0x241, 0x3, 0x2, 0x2, 0x2, 0x241,
    0x242, 0x3, 0x2, 0x2, 0x2, 0x242, 0x24b, 0x7, 0x13, 0x2, 0x2, 0x243,
    0x244, 0x7, 0x24, 0x2, 0x2, 0x244, 0x24c, 0x5, 0x3e, 0x20, 0x2, 0x245,
    0x247, 0x7, 0x20, 0x2, 0x2, 0x246, 0x245, 0x3, 0x2, 0x2, 0x2, 0x247,
    0x24a, 0x3, 0x2, 0x2, 0x2, 0x248, 0x246, 0x3, 0x2, 0x2, 0x2, 0x248,
    0x249, 0x3, 0x2, 0x2, 0x2, 0x249, 0x24c, 0x3, 0x2, 0x2, 0x2, 0x24a,
    0x248, 0x3, 0x2, 0x2, 0x2, 0x24b, 0x243, 0x3, 0x2, 0x2, 0x2, 0x24b,
    0x248, 0x3, 0x2, 0x2, 0x2, 0x24c, 0x24e, 0x3, 0x2, 0x2, 0x2, 0x24d,
    0x21c, 0x3, 0x2, 0x2, 0x2, 0x24d, 0x237, 0x3, 0x2, 0x2, 0x2, 0x24e,
    0x3f, 0x3, 0x2, 0x2, 0x2, 0x24f, 0x258, 0x7, 0x17, 0x2, 0x2, 0x250,
    0x255, 0x5, 0x42, 0x22, 0x2, 0x251, 0x252, 0x7, 0xf, 0x2, 0x2, 0x252,
    0x254, 0x5, 0x42, 0x22, 0x2, 0x253, 0x251, 0x3, 0x2, 0x2, 0x2, 0x254,
    0x257, 0x3, 0x2, 0x2, 0x2, 0x255, 0x253, 0x3, 0x2, 0x2, 0x2, 0x255,
    0x256, 0x3, 0x2, 0x2, 0x2, 0x256, 0x259, 0x3, 0x2, 0x2, 0x2, 0x257,
    0x255, 0x3, 0x2, 0x2, 0x2, 0x258, 0x250, 0x3, 0x2, 0x2, 0x2, 0x258,
    0x259, 0x3, 0x2, 0x2, 0x2, 0x259, 0x25a, 0x3, 0x2, 0x2, 0x2, 0x25a,
    0x25b, 0x7, 0x19, 0x2, 0x2, 0x25b, 0x41, 0x3, 0x2, 0x2, 0x2, 0x25c,
    0x270, 0x5, 0x44, 0x23, 0x2, 0x25d, 0x270, 0x5, 0x10, 0x9, 0x2, 0x25e,
    0x260, 0x9, 0x5, 0x2, 0x2, 0x25f, 0x25e, 0x3, 0x2, 0x2, 0x2, 0x260,
    0x263, 0x3, 0x2, 0x2, 0x2, 0x261, 0x25f, 0x3, 0x2, 0x2, 0x2, 0x261,
    0x262, 0x3, 0x2, 0x2, 0x2, 0x262, 0x264, 0x3, 0x2, 0x2, 0x2, 0x263,
    0x261, 0x3, 0x2, 0x2, 0x2, 0x264, 0x270, 0x5, 0x1e, 0x10, 0x2, 0x265,
    0x270, 0x5, 0x46, 0x24, 0x2, 0x266, 0x267, 0x7, 0x5, 0x2, 0x2, 0x267,
    0x269, 0x7, 0x21, 0x2, 0x2, 0x268, 0x266, 0x3, 0x2, 0x2, 0x2, 0x268,
    0x269, 0x3, 0x2, 0x2, 0x2, 0x269, 0x26c, 0x3, 0x2, 0x2, 0x2, 0x26a,
    0x26d, 0x5, 0x4a, 0x26, 0x2, 0x26b, 0x26d, 0x5, 0x4c, 0x27, 0x2, 0x26c,
    0x26a, 0x3, 0x2, 0x2, 0x2, 0x26c, 0x26b, 0x3, 0x2, 0x2, 0x2, 0x26d,
    0x270, 0x3, 0x2, 0x2, 0x2, 0x26e, 0x270, 0x5, 0x4e, 0x28, 0x2, 0x26f,
    0x25c, 0x3, 0x2, 0x2, 0x2, 0x26f, 0x25d, 0x3, 0x2, 0x2, 0x2, 0x26f,
    0x261, 0x3, 0x2, 0x2, 0x2, 0x26f, 0x265, 0x3, 0x2, 0x2, 0x2, 0x26f,
    0x268, 0x3, 0x2, 0x2, 0x2, 0x26f, 0x26e, 0x3, 0x2, 0x2, 0x2, 0x270,
    0x43, 0x3, 0x2, 0x2, 0x2, 0x271, 0x273, 0x7, 0x69, 0x2, 0x2, 0x272,
    0x271, 0x3, 0x2, 0x2, 0x2, 0x272, 0x273, 0x3, 0x2, 0x2, 0x2, 0x273,
    0x274, 0x3, 0x2, 0x2, 0x2, 0x274, 0x275, 0x9, 0x3, 0x2, 0x2, 0x275,
    0x278, 0x5, 0x48, 0x25, 0x2, 0x276, 0x277, 0x7, 0x21, 0x2, 0x2, 0x277,
    0x279, 0x5, 0x3e, 0x20, 0x2, 0x278, 0x276, 0x3, 0x2, 0x2, 0x2, 0x278,
    0x279, 0x3, 0x2, 0x2, 0x2, 0x279, 0x27c, 0x3, 0x2, 0x2, 0x2, 0x27a,
    0x27b, 0x7, 0x49, 0x2, 0x2, 0x27b, 0x27d, 0x5, 0x4e, 0x28, 0x2, 0x27c,
    0x27a, 0x3, 0x2, 0x2, 0x2, 0x27c, 0x27d, 0x3, 0x2, 0x2, 0x2, 0x27d,
    0x45, 0x3, 0x2, 0x2, 0x2, 0x27e, 0x281, 0x7, 0x5d, 0x2, 0x2, 0x27f,
    0x282, 0x5, 0x40, 0x21, 0x2, 0x280, 0x282, 0x5, 0x4e, 0x28, 0x2, 0x281,
    0x27f, 0x3, 0x2, 0x2, 0x2, 0x281, 0x280, 0x3, 0x2, 0x2, 0x2, 0x282,
    0x47, 0x3, 0x2, 0x2, 0x2, 0x283, 0x290, 0x7, 0x3, 0x2, 0x2, 0x284, 0x285,
    0x7, 0x10, 0x2, 0x2, 0x285, 0x28a, 0x5, 0x48, 0x25, 0x2, 0x286, 0x287,
    0x7, 0x22, 0x2, 0x2, 0x287, 0x289, 0x5, 0x48, 0x25, 0x2, 0x288, 0x286,
    0x3, 0x2, 0x2, 0x2, 0x289, 0x28c, 0x3, 0x2, 0x2, 0x2, 0x28a, 0x288,
    0x3, 0x2, 0x2, 0x2, 0x28a, 0x28b, 0x3, 0x2, 0x2, 0x2, 0x28b, 0x28d,
    0x3, 0x2, 0x2, 0x2, 0x28c, 0x28a, 0x3, 0x2, 0x2, 0x2, 0x28d, 0x28e,
    0x7, 0x13, 0x2, 0x2, 0x28e, 0x290, 0x3, 0x2, 0x2, 0x2, 0x28f, 0x283,
    0x3, 0x2, 0x2, 0x2, 0x28f, 0x284, 0x3, 0x2, 0x2, 0x2, 0x290, 0x49, 0x3,
    0x2, 0x2, 0x2, 0x291, 0x292, 0x7, 0x7d, 0x2, 0x2, 0x292, 0x293, 0x5,
    0x4e, 0x28, 0x2, 0x293, 0x294, 0x5, 0x40, 0x21, 0x2, 0x294, 0x4b, 0x3,
    0x2, 0x2, 0x2, 0x295, 0x296, 0x7, 0x62, 0x2, 0x2, 0x296, 0x299, 0x5,
    0x48, 0x25, 0x2, 0x297, 0x298, 0x7, 0x21, 0x2, 0x2, 0x298, 0x29a, 0x5,
    0x3e, 0x20, 0x2, 0x299, 0x297, 0x3, 0x2, 0x2, 0x2, 0x299, 0x29a, 0x3,
    0x2, 0x2, 0x2, 0x29a, 0x29b, 0x3, 0x2, 0x2, 0x2, 0x29b, 0x29c, 0x7,
    0x66, 0x2, 0x2, 0x29c, 0x29d, 0x5, 0x4e, 0x28, 0x2, 0x29d, 0x29e, 0x5,
    0x40, 0x21, 0x2, 0x29e, 0x4d, 0x3, 0x2, 0x2, 0x2, 0x29f, 0x2a3, 0x5,
    0x52, 0x2a, 0x2, 0x2a0, 0x2a2, 0x5, 0x50, 0x29, 0x2, 0x2a1, 0x2a0, 0x3,
    0x2, 0x2, 0x2, 0x2a2, 0x2a5, 0x3, 0x2, 0x2, 0x2, 0x2a3, 0x2a1, 0x3,
    0x2, 0x2, 0x2, 0x2a3, 0x2a4, 0x3, 0x2, 0x2, 0x2, 0x2a4, 0x4f, 0x3, 0x2,
    0x2, 0x2, 0x2a5, 0x2a3, 0x3, 0x2, 0x2, 0x2, 0x2a6, 0x2a7, 0x9, 0x6,
    0x2, 0x2, 0x2a7, 0x2ab, 0x5, 0x52, 0x2a, 0x2, 0x2a8, 0x2a9, 0x9, 0x7,
    0x2, 0x2, 0x2a9, 0x2ab, 0x5, 0x3e, 0x20, 0x2, 0x2aa, 0x2a6, 0x3, 0x2,
    0x2, 0x2, 0x2aa, 0x2a8, 0x3, 0x2, 0x2, 0x2, 0x2ab, 0x51, 0x3, 0x2, 0x2,
    0x2, 0x2ac, 0x2ae, 0x5, 0x54, 0x2b, 0x2, 0x2ad, 0x2ac, 0x3, 0x2, 0x2,
    0x2, 0x2ae, 0x2b1, 0x3, 0x2, 0x2, 0x2, 0x2af, 0x2ad, 0x3, 0x2, 0x2,
    0x2, 0x2af, 0x2b0, 0x3, 0x2, 0x2, 0x2, 0x2b0, 0x2ca, 0x3, 0x2, 0x2,
    0x2, 0x2b1, 0x2af, 0x3, 0x2, 0x2, 0x2, 0x2b2, 0x2be, 0x9, 0x8, 0x2,
    0x2, 0x2b3, 0x2be, 0x5, 0x5c, 0x2f, 0x2, 0x2b4, 0x2be, 0x5, 0x60, 0x31,
    0x2, 0x2b5, 0x2be, 0x5, 0x62, 0x32, 0x2, 0x2b6, 0x2be, 0x5, 0x66, 0x34,
    0x2, 0x2b7, 0x2be, 0x5, 0x68, 0x35, 0x2, 0x2b8, 0x2be, 0x5, 0x6a, 0x36,
    0x2, 0x2b9, 0x2be, 0x5, 0x7a, 0x3e, 0x2, 0x2ba, 0x2be, 0x5, 0x70, 0x39,
    0x2, 0x2bb, 0x2be, 0x5, 0x72, 0x3a, 0x2, 0x2bc, 0x2be, 0x5, 0x78, 0x3d,
    0x2, 0x2bd, 0x2b2, 0x3, 0x2, 0x2, 0x2, 0x2bd, 0x2b3, 0x3, 0x2, 0x2,
    0x2, 0x2bd, 0x2b4, 0x3, 0x2, 0x2, 0x2, 0x2bd, 0x2b5, 0x3, 0x2, 0x2,
    0x2, 0x2bd, 0x2b6, 0x3, 0x2, 0x2, 0x2, 0x2bd, 0x2b7, 0x3, 0x2, 0x2,
    0x2, 0x2bd, 0x2b8, 0x3, 0x2, 0x2, 0x2, 0x2bd, 0x2b9, 0x3, 0x2, 0x2,
    0x2, 0x2bd, 0x2ba, 0x3, 0x2, 0x2, 0x2, 0x2bd, 0x2bb, 0x3, 0x2, 0x2,
    0x2, 0x2bd, 0x2bc, 0x3, 0x2, 0x2, 0x2, 0x2be, 0x2c2, 0x3, 0x2, 0x2,
    0x2, 0x2bf, 0x2c1, 0x5, 0x58, 0x2d, 0x2, 0x2c0, 0x2bf, 0x3, 0x2, 0x2,
    0x2, 0x2c1, 0x2c4, 0x3, 0x2, 0x2, 0x2, 0x2c2, 0x2c0, 0x3, 0x2, 0x2,
    0x2, 0x2c2, 0x2c3, 0x3, 0x2, 0x2, 0x2, 0x2c3, 0x2cb, 0x3, 0x2, 0x2,
    0x2, 0x2c4, 0x2c2, 0x3, 0x2, 0x2, 0x2, 0x2c5, 0x2c7, 0x9, 0x9, 0x2,
    0x2, 0x2c6, 0x2c8, 0x7, 0x3, 0x2, 0x2, 0x2c7, 0x2c6, 0x3, 0x2, 0x2,
    0x2, 0x2c7, 0x2c8, 0x3, 0x2, 0x2, 0x2, 0x2c8, 0x2cb, 0x3, 0x2, 0x2,
    0x2, 0x2c9, 0x2cb, 0x7, 0x80, 0x2, 0x2, 0x2ca, 0x2bd, 0x3, 0x2, 0x2,
    0x2, 0x2ca, 0x2c5, 0x3, 0x2, 0x2, 0x2, 0x2ca, 0x2c9, 0x3, 0x2, 0x2,
    0x2, 0x2cb, 0x53, 0x3, 0x2, 0x2, 0x2, 0x2cc, 0x2dd, 0x9, 0xa, 0x2, 0x2,
    0x2cd, 0x2ce, 0x7, 0x4, 0x2, 0x2, 0x2ce, 0x2dd, 0x7, 0x25, 0x2, 0x2,
    0x2cf, 0x2d8, 0x7, 0x12, 0x2, 0x2, 0x2d0, 0x2d5, 0x5, 0x56, 0x2c, 0x2,
    0x2d1, 0x2d2, 0x7, 0x22, 0x2, 0x2, 0x2d2, 0x2d4, 0x5, 0x56, 0x2c, 0x2,
    0x2d3, 0x2d1, 0x3, 0x2, 0x2, 0x2, 0x2d4, 0x2d7, 0x3, 0x2, 0x2, 0x2,
    0x2d5, 0x2d3, 0x3, 0x2, 0x2, 0x2, 0x2d5, 0x2d6, 0x3, 0x2, 0x2, 0x2,
    0x2d6, 0x2d9, 0x3, 0x2, 0x2, 0x2, 0x2d7, 0x2d5, 0x3, 0x2, 0x2, 0x2,
    0x2d8, 0x2d0, 0x3, 0x2, 0x2, 0x2, 0x2d8, 0x2d9, 0x3, 0x2, 0x2, 0x2,
    0x2d9, 0x2da, 0x3, 0x2, 0x2, 0x2, 0x2da, 0x2db, 0x7, 0x13, 0x2, 0x2,
    0x2db, 0x2dd, 0x7, 0x25, 0x2, 0x2, 0x2dc, 0x2cc, 0x3, 0x2, 0x2, 0x2,
    0x2dc, 0x2cd, 0x3, 0x2, 0x2, 0x2, 0x2dc, 0x2cf, 0x3, 0x2, 0x2, 0x2,
    0x2dd, 0x55, 0x3, 0x2, 0x2, 0x2, 0x2de, 0x2e1, 0x5, 0x48, 0x25, 0x2,
    0x2df, 0x2e0, 0x7, 0x21, 0x2, 0x2, 0x2e0, 0x2e2, 0x5, 0x3e, 0x20, 0x2,
    0x2e1, 0x2df, 0x3, 0x2, 0x2, 0x2, 0x2e1, 0x2e2, 0x3, 0x2, 0x2, 0x2,
    0x2e2, 0x57, 0x3, 0x2, 0x2, 0x2, 0x2e3, 0x305, 0x7, 0x2c, 0x2, 0x2,
    0x2e4, 0x2e7, 0x9, 0xb, 0x2, 0x2, 0x2e5, 0x2e8, 0x7, 0x3, 0x2, 0x2,
    0x2e6, 0x2e8, 0x7, 0x6, 0x2, 0x2, 0x2e7, 0x2e5, 0x3, 0x2, 0x2, 0x2,
    0x2e7, 0x2e6, 0x3, 0x2, 0x2, 0x2, 0x2e8, 0x305, 0x3, 0x2, 0x2, 0x2,
    0x2e9, 0x2ea, 0x7, 0x1a, 0x2, 0x2, 0x2ea, 0x2ef, 0x5, 0x3e, 0x20, 0x2,
    0x2eb, 0x2ec, 0x7, 0x22, 0x2, 0x2, 0x2ec, 0x2ee, 0x5, 0x3e, 0x20, 0x2,
    0x2ed, 0x2eb, 0x3, 0x2, 0x2, 0x2, 0x2ee, 0x2f1, 0x3, 0x2, 0x2, 0x2,
    0x2ef, 0x2ed, 0x3, 0x2, 0x2, 0x2, 0x2ef, 0x2f0, 0x3, 0x2, 0x2, 0x2,
    0x2f0, 0x2f2, 0x3, 0x2, 0x2, 0x2, 0x2f1, 0x2ef, 0x3, 0x2, 0x2, 0x2,
    0x2f2, 0x2f3, 0x7, 0x1b, 0x2, 0x2, 0x2f3, 0x305, 0x3, 0x2, 0x2, 0x2,
    0x2f4, 0x2fd, 0x7, 0x11, 0x2, 0x2, 0x2f5, 0x2fa, 0x5, 0x5a, 0x2e, 0x2,
    0x2f6, 0x2f7, 0x7, 0x22, 0x2, 0x2, 0x2f7, 0x2f9, 0x5, 0x5a, 0x2e, 0x2,
    0x2f8, 0x2f6, 0x3, 0x2, 0x2, 0x2, 0x2f9, 0x2fc, 0x3, 0x2, 0x2, 0x2,
    0x2fa, 0x2f8, 0x3, 0x2, 0x2, 0x2, 0x2fa, 0x2fb, 0x3, 0x2, 0x2, 0x2,
    0x2fb, 0x2fe, 0x3, 0x2, 0x2, 0x2, 0x2fc, 0x2fa, 0x3, 0x2, 0x2, 0x2,
    0x2fd, 0x2f5, 0x3, 0x2, 0x2, 0x2, 0x2fd, 0x2fe, 0x3, 0x2, 0x2, 0x2,
    0x2fe, 0x2ff, 0x3, 0x2, 0x2, 0x2, 0x2ff, 0x305, 0x7, 0x13, 0x2, 0x2,
    0x300, 0x301, 0x7, 0x15, 0x2, 0x2, 0x301, 0x302, 0x5, 0x4e, 0x28, 0x2,
    0x302, 0x303, 0x7, 0x16, 0x2, 0x2, 0x303, 0x305, 0x3, 0x2, 0x2, 0x2,
    0x304, 0x2e3, 0x3, 0x2, 0x2, 0x2, 0x304, 0x2e4, 0x3, 0x2, 0x2, 0x2,
    0x304, 0x2e9, 0x3, 0x2, 0x2, 0x2, 0x304, 0x2f4, 0x3, 0x2, 0x2, 0x2,
    0x304, 0x300, 0x3, 0x2, 0x2, 0x2, 0x305, 0x59, 0x3, 0x2, 0x2, 0x2, 0x306,
    0x308, 0x7, 0x3a, 0x2, 0x2, 0x307, 0x306, 0x3, 0x2, 0x2, 0x2, 0x307,
    0x308, 0x3, 0x2, 0x2, 0x2, 0x308, 0x309, 0x3, 0x2, 0x2, 0x2, 0x309,
    0x30a, 0x5, 0x4e, 0x28, 0x2, 0x30a, 0x5b, 0x3, 0x2, 0x2, 0x2, 0x30b,
    0x30c, 0x7, 0xb, 0x2, 0x2, 0x30c, 0x311, 0x5, 0x5e, 0x30, 0x2, 0x30d,
    0x30e, 0x7, 0xc, 0x2, 0x2, 0x30e, 0x310, 0x5, 0x5e, 0x30, 0x2, 0x30f,
    0x30d, 0x3, 0x2, 0x2, 0x2, 0x310, 0x313, 0x3, 0x2, 0x2, 0x2, 0x311,
    0x30f, 0x3, 0x2, 0x2, 0x2, 0x311, 0x312, 0x3, 0x2, 0x2, 0x2, 0x312,
    0x314, 0x3, 0x2, 0x2, 0x2, 0x313, 0x311, 0x3, 0x2, 0x2, 0x2, 0x314,
    0x315, 0x7, 0xd, 0x2, 0x2, 0x315, 0x5d, 0x3, 0x2, 0x2, 0x2, 0x316, 0x318,
    0x5, 0x4e, 0x28, 0x2, 0x317, 0x319, 0x7, 0xe, 0x2, 0x2, 0x318, 0x317,
    0x3, 0x2, 0x2, 0x2, 0x318, 0x319, 0x3, 0x2, 0x2, 0x2, 0x319, 0x5f, 0x3,
    0x2, 0x2, 0x2, 0x31a, 0x31b, 0x7, 0x10, 0x2, 0x2, 0x31b, 0x320, 0x5,
    0x4e, 0x28, 0x2, 0x31c, 0x31d, 0x7, 0x22, 0x2, 0x2, 0x31d, 0x31f, 0x5,
    0x4e, 0x28, 0x2, 0x31e, 0x31c, 0x3, 0x2, 0x2, 0x2, 0x31f, 0x322, 0x3,
    0x2, 0x2, 0x2, 0x320, 0x31e, 0x3, 0x2, 0x2, 0x2, 0x320, 0x321, 0x3,
    0x2, 0x2, 0x2, 0x321, 0x323, 0x3, 0x2, 0x2, 0x2, 0x322, 0x320, 0x3,
    0x2, 0x2, 0x2, 0x323, 0x324, 0x7, 0x13, 0x2, 0x2, 0x324, 0x61, 0x3,
    0x2, 0x2, 0x2, 0x325, 0x32f, 0x7, 0x14, 0x2, 0x2, 0x326, 0x330, 0x7,
    0x21, 0x2, 0x2, 0x327, 0x32c, 0x5, 0x64, 0x33, 0x2, 0x328, 0x329, 0x7,
    0x22, 0x2, 0x2, 0x329, 0x32b, 0x5, 0x64, 0x33, 0x2, 0x32a, 0x328, 0x3,
    0x2, 0x2, 0x2, 0x32b, 0x32e, 0x3, 0x2, 0x2, 0x2, 0x32c, 0x32a, 0x3,
    0x2, 0x2, 0x2, 0x32c, 0x32d, 0x3, 0x2, 0x2, 0x2, 0x32d, 0x330, 0x3,
    0x2, 0x2, 0x2, 0x32e, 0x32c, 0x3, 0x2, 0x2, 0x2, 0x32f, 0x326, 0x3,
    0x2, 0x2, 0x2, 0x32f, 0x327, 0x3, 0x2, 0x2, 0x2, 0x32f, 0x330, 0x3,
    0x2, 0x2, 0x2, 0x330, 0x331, 0x3, 0x2, 0x2, 0x2, 0x331, 0x332, 0x7,
    0x16, 0x2, 0x2, 0x332, 0x63, 0x3, 0x2, 0x2, 0x2, 0x333, 0x335, 0x7,
    0x3a, 0x2, 0x2, 0x334, 0x333, 0x3, 0x2, 0x2, 0x2, 0x334, 0x335, 0x3,
    0x2, 0x2, 0x2, 0x335, 0x336, 0x3, 0x2, 0x2, 0x2, 0x336, 0x339, 0x5,
    0x4e, 0x28, 0x2, 0x337, 0x338, 0x7, 0x21, 0x2, 0x2, 0x338, 0x33a, 0x5,
    0x4e, 0x28, 0x2, 0x339, 0x337, 0x3, 0x2, 0x2, 0x2, 0x339, 0x33a, 0x3,
    0x2, 0x2, 0x2, 0x33a, 0x65, 0x3, 0x2, 0x2, 0x2, 0x33b, 0x344, 0x7, 0x18,
    0x2, 0x2, 0x33c, 0x341, 0x5, 0x42, 0x22, 0x2, 0x33d, 0x33e, 0x7, 0xf,
    0x2, 0x2, 0x33e, 0x340, 0x5, 0x42, 0x22, 0x2, 0x33f, 0x33d, 0x3, 0x2,
    0x2, 0x2, 0x340, 0x343, 0x3, 0x2, 0x2, 0x2, 0x341, 0x33f, 0x3, 0x2,
    0x2, 0x2, 0x341, 0x342, 0x3, 0x2, 0x2, 0x2, 0x342, 0x345, 0x3, 0x2,
    0x2, 0x2, 0x343, 0x341, 0x3, 0x2, 0x2, 0x2, 0x344, 0x33c, 0x3, 0x2,
    0x2, 0x2, 0x344, 0x345, 0x3, 0x2, 0x2, 0x2, 0x345, 0x346, 0x3, 0x2,
    0x2, 0x2, 0x346, 0x347, 0x7, 0x19, 0x2, 0x2, 0x347, 0x67, 0x3, 0x2,
    0x2, 0x2, 0x348, 0x349, 0x7, 0x64, 0x2, 0x2, 0x349, 0x34a, 0x5, 0x4e,
    0x28, 0x2, 0x34a, 0x351, 0x5, 0x40, 0x21, 0x2, 0x34b, 0x34c, 0x7, 0x7f,
    0x2, 0x2, 0x34c, 0x34d, 0x5, 0x4e, 0x28, 0x2, 0x34d, 0x34e, 0x5, 0x40,
    0x21, 0x2, 0x34e, 0x350, 0x3, 0x2, 0x2, 0x2, 0x34f, 0x34b, 0x3, 0x2,
    0x2, 0x2, 0x350, 0x353, 0x3, 0x2, 0x2, 0x2, 0x351, 0x34f, 0x3, 0x2,
    0x2, 0x2, 0x351, 0x352, 0x3, 0x2, 0x2, 0x2, 0x352, 0x356, 0x3, 0x2,
    0x2, 0x2, 0x353, 0x351, 0x3, 0x2, 0x2, 0x2, 0x354, 0x355, 0x7, 0x5e,
    0x2, 0x2, 0x355, 0x357, 0x5, 0x40, 0x21, 0x2, 0x356, 0x354, 0x3, 0x2,
    0x2, 0x2, 0x356, 0x357, 0x3, 0x2, 0x2, 0x2, 0x357, 0x69, 0x3, 0x2, 0x2,
    0x2, 0x358, 0x359, 0x7, 0x6a, 0x2, 0x2, 0x359, 0x35a, 0x5, 0x4e, 0x28,
    0x2, 0x35a, 0x35b, 0x5, 0x6c, 0x37, 0x2, 0x35b, 0x6b, 0x3, 0x2, 0x2,
    0x2, 0x35c, 0x365, 0x7, 0x17, 0x2, 0x2, 0x35d, 0x362, 0x5, 0x6e, 0x38,
    0x2, 0x35e, 0x35f, 0x7, 0xf, 0x2, 0x2, 0x35f, 0x361, 0x5, 0x6e, 0x38,
    0x2, 0x360, 0x35e, 0x3, 0x2, 0x2, 0x2, 0x361, 0x364, 0x3, 0x2, 0x2,
    0x2, 0x362, 0x360, 0x3, 0x2, 0x2, 0x2, 0x362, 0x363, 0x3, 0x2, 0x2,
    0x2, 0x363, 0x366, 0x3, 0x2, 0x2, 0x2, 0x364, 0x362, 0x3, 0x2, 0x2,
    0x2, 0x365, 0x35d, 0x3, 0x2, 0x2, 0x2, 0x365, 0x366, 0x3, 0x2, 0x2,
    0x2, 0x366, 0x367, 0x3, 0x2, 0x2, 0x2, 0x367, 0x368, 0x7, 0x19, 0x2,
    0x2, 0x368, 0x6d, 0x3, 0x2, 0x2, 0x2, 0x369, 0x36c, 0x5, 0x7e, 0x40,
    0x2, 0x36a, 0x36b, 0x7, 0x64, 0x2, 0x2, 0x36b, 0x36d, 0x5, 0x4e, 0x28,
    0x2, 0x36c, 0x36a, 0x3, 0x2, 0x2, 0x2, 0x36c, 0x36d, 0x3, 0x2, 0x2,
    0x2, 0x36d, 0x36e, 0x3, 0x2, 0x2, 0x2, 0x36e, 0x36f, 0x7, 0x26, 0x2,
    0x2, 0x36f, 0x370, 0x5, 0x4e, 0x28, 0x2, 0x370, 0x6f, 0x3, 0x2, 0x2,
    0x2, 0x371, 0x373, 0x7, 0x85, 0x2, 0x2, 0x372, 0x374, 0x7, 0x3, 0x2,
    0x2, 0x373, 0x372, 0x3, 0x2, 0x2, 0x2, 0x373, 0x374, 0x3, 0x2, 0x2,
    0x2, 0x374, 0x375, 0x3, 0x2, 0x2, 0x2, 0x375, 0x376, 0x5, 0x40, 0x21,
    0x2, 0x376, 0x71, 0x3, 0x2, 0x2, 0x2, 0x377, 0x378, 0x7, 0x72, 0x2,
    0x2, 0x378, 0x379, 0x5, 0x74, 0x3b, 0x2, 0x379, 0x73, 0x3, 0x2, 0x2,
    0x2, 0x37a, 0x383, 0x7, 0x17, 0x2, 0x2, 0x37b, 0x380, 0x5, 0x76, 0x3c,
    0x2, 0x37c, 0x37d, 0x7, 0xf, 0x2, 0x2, 0x37d, 0x37f, 0x5, 0x76, 0x3c,
    0x2, 0x37e, 0x37c, 0x3, 0x2, 0x2, 0x2, 0x37f, 0x382, 0x3, 0x2, 0x2,
    0x2, 0x380, 0x37e, 0x3, 0x2, 0x2, 0x2, 0x380, 0x381, 0x3, 0x2, 0x2,
    0x2, 0x381, 0x384, 0x3, 0x2, 0x2, 0x2, 0x382, 0x380, 0x3, 0x2, 0x2,
    0x2, 0x383, 0x37b, 0x3, 0x2, 0x2, 0x2, 0x383, 0x384, 0x3, 0x2, 0x2,
    0x2, 0x384, 0x385, 0x3, 0x2, 0x2, 0x2, 0x385, 0x386, 0x7, 0x19, 0x2,
    0x2, 0x386, 0x75, 0x3, 0x2, 0x2, 0x2, 0x387, 0x388, 0x5, 0x4e, 0x28,
    0x2, 0x388, 0x389, 0x7, 0x26, 0x2, 0x2, 0x389, 0x38a, 0x5, 0x4e, 0x28,
    0x2, 0x38a, 0x77, 0x3, 0x2, 0x2, 0x2, 0x38b, 0x390, 0x7, 0x86, 0x2,
    0x2, 0x38c, 0x38d, 0x7, 0x1a, 0x2, 0x2, 0x38d, 0x38e, 0x5, 0x3e, 0x20,
    0x2, 0x38e, 0x38f, 0x7, 0x1b, 0x2, 0x2, 0x38f, 0x391, 0x3, 0x2, 0x2,
    0x2, 0x390, 0x38c, 0x3, 0x2, 0x2, 0x2, 0x390, 0x391, 0x3, 0x2, 0x2,
    0x2, 0x391, 0x392, 0x3, 0x2, 0x2, 0x2, 0x392, 0x393, 0x5, 0x40, 0x21,
    0x2, 0x393, 0x79, 0x3, 0x2, 0x2, 0x2, 0x394, 0x395, 0x7, 0x79, 0x2,
    0x2, 0x395, 0x399, 0x5, 0x40, 0x21, 0x2, 0x396, 0x398, 0x5, 0x7c, 0x3f,
    0x2, 0x397, 0x396, 0x3, 0x2, 0x2, 0x2, 0x398, 0x39b, 0x3, 0x2, 0x2,
    0x2, 0x399, 0x397, 0x3, 0x2, 0x2, 0x2, 0x399, 0x39a, 0x3, 0x2, 0x2,
    0x2, 0x39a, 0x39e, 0x3, 0x2, 0x2, 0x2, 0x39b, 0x399, 0x3, 0x2, 0x2,
    0x2, 0x39c, 0x39d, 0x7, 0x61, 0x2, 0x2, 0x39d, 0x39f, 0x5, 0x40, 0x21,
    0x2, 0x39e, 0x39c, 0x3, 0x2, 0x2, 0x2, 0x39e, 0x39f, 0x3, 0x2, 0x2,
    0x2, 0x39f, 0x7b, 0x3, 0x2, 0x2, 0x2, 0x3a0, 0x3a1, 0x7, 0x58, 0x2,
    0x2, 0x3a1, 0x3a2, 0x7, 0x3, 0x2, 0x2, 0x3a2, 0x3a3, 0x7, 0x21, 0x2,
    0x2, 0x3a3, 0x3a4, 0x5, 0x3e, 0x20, 0x2, 0x3a4, 0x3a5, 0x5, 0x40, 0x21,
    0x2, 0x3a5, 0x7d, 0x3, 0x2, 0x2, 0x2, 0x3a6, 0x3ab, 0x5, 0x80, 0x41,
    0x2, 0x3a7, 0x3a8, 0x7, 0x37, 0x2, 0x2, 0x3a8, 0x3aa, 0x5, 0x80, 0x41,
    0x2, 0x3a9, 0x3a7, 0x3, 0x2, 0x2, 0x2, 0x3aa, 0x3ad, 0x3, 0x2, 0x2,
    0x2, 0x3ab, 0x3a9, 0x3, 0x2, 0x2, 0x2, 0x3ab, 0x3ac, 0x3, 0x2, 0x2,
    0x2, 0x3ac, 0x7f, 0x3, 0x2, 0x2, 0x2, 0x3ad, 0x3ab, 0x3, 0x2, 0x2, 0x2,
    0x3ae, 0x3c8, 0x7, 0x3, 0x2, 0x2, 0x3af, 0x3b0, 0x7, 0x21, 0x2, 0x2,
    0x3b0, 0x3c9, 0x5, 0x3e, 0x20, 0x2, 0x3b1, 0x3b2, 0x7, 0x1e, 0x2, 0x2,
    0x3b2, 0x3b4, 0x7, 0x3, 0x2, 0x2, 0x3b3, 0x3b1, 0x3, 0x2, 0x2, 0x2,
    0x3b4, 0x3b7, 0x3, 0x2, 0x2, 0x2, 0x3b5, 0x3b3, 0x3, 0x2, 0x2, 0x2,
    0x3b5, 0x3b6, 0x3, 0x2, 0x2, 0x2, 0x3b6, 0x3c6, 0x3, 0x2, 0x2, 0x2,
    0x3b7, 0x3b5, 0x3, 0x2, 0x2, 0x2, 0x3b8, 0x3c1, 0x7, 0x11, 0x2, 0x2,
    0x3b9, 0x3be, 0x5, 0x7e, 0x40, 0x2, 0x3ba, 0x3bb, 0x7, 0x22, 0x2, 0x2,
    0x3bb, 0x3bd, 0x5, 0x7e, 0x40, 0x2, 0x3bc, 0x3ba, 0x3, 0x2, 0x2, 0x2,
    0x3bd, 0x3c0, 0x3, 0x2, 0x2, 0x2, 0x3be, 0x3bc, 0x3, 0x2, 0x2, 0x2,
    0x3be, 0x3bf, 0x3, 0x2, 0x2, 0x2, 0x3bf, 0x3c2, 0x3, 0x2, 0x2, 0x2,
    0x3c0, 0x3be, 0x3, 0x2, 0x2, 0x2, 0x3c1, 0x3b9, 0x3, 0x2, 0x2, 0x2,
    0x3c1, 0x3c2, 0x3, 0x2, 0x2, 0x2, 0x3c2, 0x3c3, 0x3, 0x2, 0x2, 0x2,
    0x3c3, 0x3c7, 0x7, 0x13, 0x2, 0x2, 0x3c4, 0x3c5, 0x9, 0xc, 0x2, 0x2,
    0x3c5, 0x3c7, 0x5, 0x82, 0x42, 0x2, 0x3c6, 0x3b8, 0x3, 0x2, 0x2, 0x2,
    0x3c6, 0x3c4, 0x3, 0x2, 0x2, 0x2, 0x3c6, 0x3c7, 0x3, 0x2, 0x2, 0x2,
    0x3c7, 0x3c9, 0x3, 0x2, 0x2, 0x2, 0x3c8, 0x3af, 0x3, 0x2, 0x2, 0x2,
    0x3c8, 0x3b5, 0x3, 0x2, 0x2, 0x2, 0x3c9, 0x3dd, 0x3, 0x2, 0x2, 0x2,
    0x3ca, 0x3cb, 0x7, 0x68, 0x2, 0x2, 0x3cb, 0x3dd, 0x5, 0x3e, 0x20, 0x2,
    0x3cc, 0x3cf, 0x5, 0x84, 0x43, 0x2, 0x3cd, 0x3ce, 0x9, 0xc, 0x2, 0x2,
    0x3ce, 0x3d0, 0x5, 0x82, 0x42, 0x2, 0x3cf, 0x3cd, 0x3, 0x2, 0x2, 0x2,
    0x3cf, 0x3d0, 0x3, 0x2, 0x2, 0x2, 0x3d0, 0x3dd, 0x3, 0x2, 0x2, 0x2,
    0x3d1, 0x3d2, 0x7, 0x10, 0x2, 0x2, 0x3d2, 0x3d7, 0x5, 0x7e, 0x40, 0x2,
    0x3d3, 0x3d4, 0x7, 0x22, 0x2, 0x2, 0x3d4, 0x3d6, 0x5, 0x7e, 0x40, 0x2,
    0x3d5, 0x3d3, 0x3, 0x2, 0x2, 0x2, 0x3d6, 0x3d9, 0x3, 0x2, 0x2, 0x2,
    0x3d7, 0x3d5, 0x3, 0x2, 0x2, 0x2, 0x3d7, 0x3d8, 0x3, 0x2, 0x2, 0x2,
    0x3d8, 0x3da, 0x3, 0x2, 0x2, 0x2, 0x3d9, 0x3d7, 0x3, 0x2, 0x2, 0x2,
    0x3da, 0x3db, 0x7, 0x13, 0x2, 0x2, 0x3db, 0x3dd, 0x3, 0x2, 0x2, 0x2,
    0x3dc, 0x3ae, 0x3, 0x2, 0x2, 0x2, 0x3dc, 0x3ca, 0x3, 0x2, 0x2, 0x2,
    0x3dc, 0x3cc, 0x3, 0x2, 0x2, 0x2, 0x3dc, 0x3d1, 0x3, 0x2, 0x2, 0x2,
    0x3dd, 0x81, 0x3, 0x2, 0x2, 0x2, 0x3de, 0x3e8, 0x5, 0x84, 0x43, 0x2,
    0x3df, 0x3e4, 0x7, 0x3, 0x2, 0x2, 0x3e0, 0x3e1, 0x7, 0x1e, 0x2, 0x2,
    0x3e1, 0x3e3, 0x7, 0x3, 0x2, 0x2, 0x3e2, 0x3e0, 0x3, 0x2, 0x2, 0x2,
    0x3e3, 0x3e6, 0x3, 0x2, 0x2, 0x2, 0x3e4, 0x3e2, 0x3, 0x2, 0x2, 0x2,
    0x3e4, 0x3e5, 0x3, 0x2, 0x2, 0x2, 0x3e5, 0x3e8, 0x3, 0x2, 0x2, 0x2,
    0x3e6, 0x3e4, 0x3, 0x2, 0x2, 0x2, 0x3e7, 0x3de, 0x3, 0x2, 0x2, 0x2,
    0x3e7, 0x3df, 0x3, 0x2, 0x2, 0x2, 0x3e8, 0x83, 0x3, 0x2, 0x2, 0x2, 0x3e9,
    0x3eb, 0x7, 0x28, 0x2, 0x2, 0x3ea, 0x3e9, 0x3, 0x2, 0x2, 0x2, 0x3ea,
    0x3eb, 0x3, 0x2, 0x2, 0x2, 0x3eb, 0x3ec, 0x3, 0x2, 0x2, 0x2, 0x3ec,
    0x3ef, 0x9, 0xd, 0x2, 0x2, 0x3ed, 0x3ef, 0x9, 0xe, 0x2, 0x2, 0x3ee,
    0x3ea, 0x3, 0x2, 0x2, 0x2, 0x3ee, 0x3ed, 0x3, 0x2, 0x2, 0x2, 0x3ef,
    0x85, 0x3, 0x2, 0x2, 0x2, 0x93, 0x8c, 0x91, 0x9c, 0xa1, 0xa6, 0xae,
    0xb4, 0xbd, 0xc7, 0xca, 0xcd, 0xd4, 0xd6, 0xdd, 0xe1, 0xe9, 0xec, 0xf1,
    0xf4, 0xf7, 0xfc, 0x102, 0x106, 0x10e, 0x114, 0x118, 0x120, 0x123, 0x12c,
    0x138, 0x13e, 0x146, 0x149, 0x14c, 0x14f, 0x152, 0x15a, 0x15d, 0x164,
    0x168, 0x16e, 0x172, 0x17a, 0x184, 0x187, 0x18a, 0x18d, 0x192, 0x195,
    0x19f, 0x1a2, 0x1a8, 0x1b1, 0x1b4, 0x1b7, 0x1bc, 0x1c4, 0x1c7, 0x1ca,
    0x1cf, 0x1d5, 0x1db, 0x1de, 0x1e5, 0x1ee, 0x1f3, 0x1f6, 0x1fa, 0x1fe,
    0x202, 0x206, 0x208, 0x214, 0x221, 0x22a, 0x22f, 0x234, 0x23d, 0x240,
    0x248, 0x24b, 0x24d, 0x255, 0x258, 0x261, 0x268, 0x26c, 0x26f, 0x272,
    0x278, 0x27c, 0x281, 0x28a, 0x28f, 0x299, 0x2a3, 0x2aa, 0x2af, 0x2bd,
    0x2c2, 0x2c7, 0x2ca, 0x2d5, 0x2d8, 0x2dc, 0x2e1, 0x2e7, 0x2ef, 0x2fa,
    0x2fd, 0x304, 0x307, 0x311, 0x318, 0x320, 0x32c, 0x32f, 0x334, 0x339,
    0x341, 0x344, 0x351, 0x356, 0x362, 0x365, 0x36c, 0x373, 0x380, 0x383,
    0x390, 0x399, 0x39e, 0x3ab, 0x3b5, 0x3be, 0x3c1, 0x3c6, 0x3c8, 0x3cf,
    0x3d7, 0x3dc, 0x3e4, 0x3e7, 0x3ea, 0x3ee,
  };

  atn::ATNDeserializationOptions options;
  options.setVerifyATN(false);
  atn::ATNDeserializer deserializer(options);
  _atn = deserializer.deserialize(_serializedATN);

  size_t count = _atn.getNumberOfDecisions();
  _decisionToDFA.reserve(count);
  for (size_t i = 0; i < count; i++) {
    _decisionToDFA.emplace_back(_atn.getDecisionState(i), i);
  }
}

void TatuParser::initialize() { static Initializer init; }

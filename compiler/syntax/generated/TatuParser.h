
// Generated from TatuParser.g4 by ANTLR 4.7.2

#pragma once


#include "antlr4-runtime.h"


namespace tatu::compiler::generated {


class  TatuParser : public antlr4::Parser {
public:
  enum {
    Identifier = 1, LambdaName = 2, Label = 3, IntegerLiteral = 4, FloatLiteral = 5,
    CharacterLiteral = 6, StringLiteral = 7, ByteStringLiteral = 8, StringBegin = 9,
    StringMiddle = 10, StringEnd = 11, Format = 12, Separator = 13, ParenOpen = 14,
    CallOpen = 15, LambdaOpen = 16, ParenClose = 17, BracketOpen = 18, IndexOpen = 19,
    BracketClose = 20, BraceOpen = 21, BlockOpen = 22, BraceClose = 23,
    GenericOpen = 24, GenericClose = 25, ReceiverStart = 26, ReceiverDot = 27,
    Dot = 28, QuestionDot = 29, Question = 30, Colon = 31, Comma = 32, At = 33,
    Arrow = 34, LambdaArrow = 35, ArmArrow = 36, Semicolon = 37, PrefixMinus = 38,
    Bang = 39, PrefixBangBang = 40, Tilde = 41, BangBang = 42, Star = 43,
    Slash = 44, Percent = 45, Plus = 46, Minus = 47, ShiftLeft = 48, ShiftRight = 49,
    ShiftRightUnsigned = 50, Ampersand = 51, Caret = 52, Pipe = 53, DotDot = 54,
    DotDotLess = 55, Ellipsis = 56, Coalesce = 57, NotIs = 58, NotIn = 59,
    AsQuestion = 60, Less = 61, LessEqual = 62, Greater = 63, GreaterEqual = 64,
    EqualEqual = 65, NotEqual = 66, Identical = 67, NotIdentical = 68, AndAnd = 69,
    OrOr = 70, Assign = 71, PlusAssign = 72, MinusAssign = 73, StarAssign = 74,
    SlashAssign = 75, PercentAssign = 76, AmpersandAssign = 77, PipeAssign = 78,
    CaretAssign = 79, ShiftLeftAssign = 80, ShiftRightAssign = 81, ShiftRightUnsignedAssign = 82,
    Abstract = 83, As = 84, Break = 85, Catch = 86, Class = 87, Const = 88,
    Continue = 89, Data = 90, Defer = 91, Else = 92, Enum = 93, False = 94,
    Finally = 95, For = 96, Fun = 97, If = 98, Import = 99, In = 100, Interface = 101,
    Is = 102, Lazy = 103, Match = 104, Null = 105, Open = 106, Operator = 107,
    Override = 108, Pub = 109, Return = 110, Sealed = 111, Select = 112,
    Spawn = 113, Static = 114, Super = 115, This = 116, Throw = 117, True = 118,
    Try = 119, Val = 120, Var = 121, Where = 122, While = 123, Yield = 124,
    ElseIf = 125, ReturnNothing = 126, Get = 127, Set = 128, Init = 129,
    Typealias = 130, Scope = 131, Sequence = 132, Native = 133, Builtin = 134
  };

  enum {
    RuleImportEntry = 0, RuleImportPart = 1, RuleImportItem = 2, RuleDeclarationEntry = 3,
    RuleDeclaration = 4, RuleAnnotation = 5, RuleModifier = 6, RuleFunctionDeclaration = 7,
    RuleFunctionBody = 8, RuleParameter = 9, RuleTypeParameters = 10, RuleTypeParameter = 11,
    RuleWhereClause = 12, RuleWhereCondition = 13, RuleClassDeclaration = 14,
    RuleMemberBlock = 15, RuleConstructorParameter = 16, RuleSuperTypes = 17,
    RuleSuperType = 18, RuleEnumDeclaration = 19, RuleEnumBlock = 20, RuleEnumEntry = 21,
    RuleEnumCase = 22, RuleTypeAliasDeclaration = 23, RuleInterfaceDeclaration = 24,
    RuleMember = 25, RuleVariableDeclaration = 26, RuleGetter = 27, RuleSetter = 28,
    RuleInitDeclaration = 29, RuleType = 30, RuleBlock = 31, RuleStatement = 32,
    RuleVariableStatement = 33, RuleDeferStatement = 34, RuleBindingPattern = 35,
    RuleWhileStatement = 36, RuleForStatement = 37, RuleExpression = 38,
    RuleOperation = 39, RuleOperand = 40, RulePrefix = 41, RuleLambdaParameter = 42,
    RulePostfix = 43, RuleArgument = 44, RuleInterpolatedString = 45, RuleInsertion = 46,
    RuleParenthesized = 47, RuleListLiteral = 48, RuleListEntry = 49, RuleBlockOperand = 50,
    RuleIfExpression = 51, RuleMatchExpression = 52, RuleArmBlock = 53,
    RuleArm = 54, RuleScopeExpression = 55, RuleSelectExpression = 56, RuleSelectBlock = 57,
    RuleSelectArm = 58, RuleSequenceExpression = 59, RuleTryExpression = 60,
    RuleHandler = 61, RulePattern = 62, RulePatternAtom = 63, RuleRangeEnd = 64,
    RuleLiteralPattern = 65
  };

  TatuParser(antlr4::TokenStream *input);
  ~TatuParser();

  virtual std::string getGrammarFileName() const override;
  virtual const antlr4::atn::ATN& getATN() const override { return _atn; };
  virtual const std::vector<std::string>& getTokenNames() const override { return _tokenNames; }; // deprecated: use vocabulary instead.
  virtual const std::vector<std::string>& getRuleNames() const override;
  virtual antlr4::dfa::Vocabulary& getVocabulary() const override;


  class ImportEntryContext;
  class ImportPartContext;
  class ImportItemContext;
  class DeclarationEntryContext;
  class DeclarationContext;
  class AnnotationContext;
  class ModifierContext;
  class FunctionDeclarationContext;
  class FunctionBodyContext;
  class ParameterContext;
  class TypeParametersContext;
  class TypeParameterContext;
  class WhereClauseContext;
  class WhereConditionContext;
  class ClassDeclarationContext;
  class MemberBlockContext;
  class ConstructorParameterContext;
  class SuperTypesContext;
  class SuperTypeContext;
  class EnumDeclarationContext;
  class EnumBlockContext;
  class EnumEntryContext;
  class EnumCaseContext;
  class TypeAliasDeclarationContext;
  class InterfaceDeclarationContext;
  class MemberContext;
  class VariableDeclarationContext;
  class GetterContext;
  class SetterContext;
  class InitDeclarationContext;
  class TypeContext;
  class BlockContext;
  class StatementContext;
  class VariableStatementContext;
  class DeferStatementContext;
  class BindingPatternContext;
  class WhileStatementContext;
  class ForStatementContext;
  class ExpressionContext;
  class OperationContext;
  class OperandContext;
  class PrefixContext;
  class LambdaParameterContext;
  class PostfixContext;
  class ArgumentContext;
  class InterpolatedStringContext;
  class InsertionContext;
  class ParenthesizedContext;
  class ListLiteralContext;
  class ListEntryContext;
  class BlockOperandContext;
  class IfExpressionContext;
  class MatchExpressionContext;
  class ArmBlockContext;
  class ArmContext;
  class ScopeExpressionContext;
  class SelectExpressionContext;
  class SelectBlockContext;
  class SelectArmContext;
  class SequenceExpressionContext;
  class TryExpressionContext;
  class HandlerContext;
  class PatternContext;
  class PatternAtomContext;
  class RangeEndContext;
  class LiteralPatternContext;

  class  ImportEntryContext : public antlr4::ParserRuleContext {
  public:
    TatuParser::ImportPartContext *importPartContext = nullptr;;
    std::vector<ImportPartContext *> parts;;
    antlr4::Token *alias = nullptr;;
    ImportEntryContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *Import();
    antlr4::tree::TerminalNode *EOF();
    std::vector<ImportPartContext *> importPart();
    ImportPartContext* importPart(size_t i);
    std::vector<antlr4::tree::TerminalNode *> Dot();
    antlr4::tree::TerminalNode* Dot(size_t i);
    antlr4::tree::TerminalNode *As();
    antlr4::tree::TerminalNode *Identifier();


  };

  ImportEntryContext* importEntry();

  class  ImportPartContext : public antlr4::ParserRuleContext {
  public:
    antlr4::Token *name = nullptr;;
    antlr4::Token *open = nullptr;;
    TatuParser::ImportItemContext *importItemContext = nullptr;;
    std::vector<ImportItemContext *> items;;
    ImportPartContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *Identifier();
    antlr4::tree::TerminalNode *BraceClose();
    antlr4::tree::TerminalNode *BlockOpen();
    std::vector<ImportItemContext *> importItem();
    ImportItemContext* importItem(size_t i);
    std::vector<antlr4::tree::TerminalNode *> Comma();
    antlr4::tree::TerminalNode* Comma(size_t i);


  };

  ImportPartContext* importPart();

  class  ImportItemContext : public antlr4::ParserRuleContext {
  public:
    antlr4::Token *name = nullptr;;
    antlr4::Token *alias = nullptr;;
    ImportItemContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    std::vector<antlr4::tree::TerminalNode *> Identifier();
    antlr4::tree::TerminalNode* Identifier(size_t i);
    antlr4::tree::TerminalNode *As();


  };

  ImportItemContext* importItem();

  class  DeclarationEntryContext : public antlr4::ParserRuleContext {
  public:
    TatuParser::DeclarationContext *declared = nullptr;;
    DeclarationEntryContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *EOF();
    DeclarationContext *declaration();


  };

  DeclarationEntryContext* declarationEntry();

  class  DeclarationContext : public antlr4::ParserRuleContext {
  public:
    TatuParser::AnnotationContext *annotationContext = nullptr;;
    std::vector<AnnotationContext *> annotations;;
    TatuParser::ModifierContext *modifierContext = nullptr;;
    std::vector<ModifierContext *> modifiers;;
    TatuParser::FunctionDeclarationContext *function = nullptr;;
    TatuParser::ClassDeclarationContext *classLike = nullptr;;
    TatuParser::EnumDeclarationContext *enumeration = nullptr;;
    TatuParser::InterfaceDeclarationContext *interface = nullptr;;
    TatuParser::VariableDeclarationContext *variable = nullptr;;
    TatuParser::TypeAliasDeclarationContext *alias = nullptr;;
    DeclarationContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    FunctionDeclarationContext *functionDeclaration();
    ClassDeclarationContext *classDeclaration();
    EnumDeclarationContext *enumDeclaration();
    InterfaceDeclarationContext *interfaceDeclaration();
    VariableDeclarationContext *variableDeclaration();
    TypeAliasDeclarationContext *typeAliasDeclaration();
    std::vector<AnnotationContext *> annotation();
    AnnotationContext* annotation(size_t i);
    std::vector<ModifierContext *> modifier();
    ModifierContext* modifier(size_t i);


  };

  DeclarationContext* declaration();

  class  AnnotationContext : public antlr4::ParserRuleContext {
  public:
    antlr4::Token *name = nullptr;;
    TatuParser::ExpressionContext *expressionContext = nullptr;;
    std::vector<ExpressionContext *> arguments;;
    antlr4::Token *close = nullptr;;
    AnnotationContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *At();
    antlr4::tree::TerminalNode *Identifier();
    antlr4::tree::TerminalNode *CallOpen();
    antlr4::tree::TerminalNode *ParenClose();
    std::vector<ExpressionContext *> expression();
    ExpressionContext* expression(size_t i);
    std::vector<antlr4::tree::TerminalNode *> Comma();
    antlr4::tree::TerminalNode* Comma(size_t i);


  };

  AnnotationContext* annotation();

  class  ModifierContext : public antlr4::ParserRuleContext {
  public:
    antlr4::Token *word = nullptr;;
    antlr4::Token *name = nullptr;;
    ModifierContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *Pub();
    antlr4::tree::TerminalNode *Open();
    antlr4::tree::TerminalNode *Abstract();
    antlr4::tree::TerminalNode *Override();
    antlr4::tree::TerminalNode *Static();
    antlr4::tree::TerminalNode *Operator();
    antlr4::tree::TerminalNode *Data();
    antlr4::tree::TerminalNode *Sealed();
    antlr4::tree::TerminalNode *Builtin();
    antlr4::tree::TerminalNode *Native();
    antlr4::tree::TerminalNode *CallOpen();
    antlr4::tree::TerminalNode *ParenClose();
    antlr4::tree::TerminalNode *StringLiteral();


  };

  ModifierContext* modifier();

  class  FunctionDeclarationContext : public antlr4::ParserRuleContext {
  public:
    TatuParser::TypeContext *receiver = nullptr;;
    antlr4::Token *name = nullptr;;
    TatuParser::TypeParametersContext *typeParams = nullptr;;
    antlr4::Token *open = nullptr;;
    TatuParser::ParameterContext *parameterContext = nullptr;;
    std::vector<ParameterContext *> params;;
    antlr4::Token *close = nullptr;;
    TatuParser::TypeContext *result = nullptr;;
    TatuParser::WhereClauseContext *conditions = nullptr;;
    TatuParser::FunctionBodyContext *body = nullptr;;
    FunctionDeclarationContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *Fun();
    antlr4::tree::TerminalNode *Identifier();
    antlr4::tree::TerminalNode *CallOpen();
    antlr4::tree::TerminalNode *ParenClose();
    antlr4::tree::TerminalNode *ReceiverStart();
    antlr4::tree::TerminalNode *ReceiverDot();
    antlr4::tree::TerminalNode *Colon();
    std::vector<TypeContext *> type();
    TypeContext* type(size_t i);
    TypeParametersContext *typeParameters();
    std::vector<ParameterContext *> parameter();
    ParameterContext* parameter(size_t i);
    WhereClauseContext *whereClause();
    FunctionBodyContext *functionBody();
    std::vector<antlr4::tree::TerminalNode *> Comma();
    antlr4::tree::TerminalNode* Comma(size_t i);


  };

  FunctionDeclarationContext* functionDeclaration();

  class  FunctionBodyContext : public antlr4::ParserRuleContext {
  public:
    TatuParser::ExpressionContext *value = nullptr;;
    TatuParser::BlockContext *body = nullptr;;
    FunctionBodyContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *Assign();
    ExpressionContext *expression();
    BlockContext *block();


  };

  FunctionBodyContext* functionBody();

  class  ParameterContext : public antlr4::ParserRuleContext {
  public:
    antlr4::Token *name = nullptr;;
    TatuParser::TypeContext *declared = nullptr;;
    antlr4::Token *variadic = nullptr;;
    TatuParser::ExpressionContext *value = nullptr;;
    ParameterContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *Colon();
    antlr4::tree::TerminalNode *Identifier();
    TypeContext *type();
    antlr4::tree::TerminalNode *Assign();
    antlr4::tree::TerminalNode *Ellipsis();
    ExpressionContext *expression();


  };

  ParameterContext* parameter();

  class  TypeParametersContext : public antlr4::ParserRuleContext {
  public:
    TatuParser::TypeParameterContext *typeParameterContext = nullptr;;
    std::vector<TypeParameterContext *> params;;
    TypeParametersContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *GenericOpen();
    antlr4::tree::TerminalNode *GenericClose();
    std::vector<TypeParameterContext *> typeParameter();
    TypeParameterContext* typeParameter(size_t i);
    std::vector<antlr4::tree::TerminalNode *> Comma();
    antlr4::tree::TerminalNode* Comma(size_t i);


  };

  TypeParametersContext* typeParameters();

  class  TypeParameterContext : public antlr4::ParserRuleContext {
  public:
    antlr4::Token *contra = nullptr;;
    antlr4::Token *first = nullptr;;
    antlr4::Token *second = nullptr;;
    TatuParser::TypeContext *typeContext = nullptr;;
    std::vector<TypeContext *> bounds;;
    TypeParameterContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    std::vector<antlr4::tree::TerminalNode *> Identifier();
    antlr4::tree::TerminalNode* Identifier(size_t i);
    antlr4::tree::TerminalNode *Colon();
    antlr4::tree::TerminalNode *In();
    std::vector<TypeContext *> type();
    TypeContext* type(size_t i);
    std::vector<antlr4::tree::TerminalNode *> Ampersand();
    antlr4::tree::TerminalNode* Ampersand(size_t i);


  };

  TypeParameterContext* typeParameter();

  class  WhereClauseContext : public antlr4::ParserRuleContext {
  public:
    TatuParser::WhereConditionContext *whereConditionContext = nullptr;;
    std::vector<WhereConditionContext *> conditions;;
    WhereClauseContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *Where();
    antlr4::tree::TerminalNode *ParenOpen();
    antlr4::tree::TerminalNode *ParenClose();
    std::vector<WhereConditionContext *> whereCondition();
    WhereConditionContext* whereCondition(size_t i);
    std::vector<antlr4::tree::TerminalNode *> Comma();
    antlr4::tree::TerminalNode* Comma(size_t i);


  };

  WhereClauseContext* whereClause();

  class  WhereConditionContext : public antlr4::ParserRuleContext {
  public:
    antlr4::Token *name = nullptr;;
    TatuParser::TypeContext *typeContext = nullptr;;
    std::vector<TypeContext *> bounds;;
    WhereConditionContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *Colon();
    antlr4::tree::TerminalNode *Identifier();
    std::vector<TypeContext *> type();
    TypeContext* type(size_t i);
    std::vector<antlr4::tree::TerminalNode *> Ampersand();
    antlr4::tree::TerminalNode* Ampersand(size_t i);


  };

  WhereConditionContext* whereCondition();

  class  ClassDeclarationContext : public antlr4::ParserRuleContext {
  public:
    antlr4::Token *name = nullptr;;
    TatuParser::TypeParametersContext *typeParams = nullptr;;
    antlr4::Token *open = nullptr;;
    TatuParser::ConstructorParameterContext *constructorParameterContext = nullptr;;
    std::vector<ConstructorParameterContext *> params;;
    TatuParser::SuperTypesContext *supers = nullptr;;
    TatuParser::MemberBlockContext *body = nullptr;;
    ClassDeclarationContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *Class();
    antlr4::tree::TerminalNode *Identifier();
    antlr4::tree::TerminalNode *ParenClose();
    TypeParametersContext *typeParameters();
    antlr4::tree::TerminalNode *CallOpen();
    SuperTypesContext *superTypes();
    MemberBlockContext *memberBlock();
    std::vector<ConstructorParameterContext *> constructorParameter();
    ConstructorParameterContext* constructorParameter(size_t i);
    std::vector<antlr4::tree::TerminalNode *> Comma();
    antlr4::tree::TerminalNode* Comma(size_t i);


  };

  ClassDeclarationContext* classDeclaration();

  class  MemberBlockContext : public antlr4::ParserRuleContext {
  public:
    TatuParser::MemberContext *memberContext = nullptr;;
    std::vector<MemberContext *> members;;
    MemberBlockContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *BraceOpen();
    antlr4::tree::TerminalNode *BraceClose();
    std::vector<MemberContext *> member();
    MemberContext* member(size_t i);
    std::vector<antlr4::tree::TerminalNode *> Separator();
    antlr4::tree::TerminalNode* Separator(size_t i);


  };

  MemberBlockContext* memberBlock();

  class  ConstructorParameterContext : public antlr4::ParserRuleContext {
  public:
    TatuParser::ModifierContext *modifierContext = nullptr;;
    std::vector<ModifierContext *> modifiers;;
    antlr4::Token *field = nullptr;;
    antlr4::Token *name = nullptr;;
    TatuParser::TypeContext *declared = nullptr;;
    antlr4::Token *variadic = nullptr;;
    TatuParser::ExpressionContext *value = nullptr;;
    ConstructorParameterContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *Colon();
    antlr4::tree::TerminalNode *Identifier();
    TypeContext *type();
    antlr4::tree::TerminalNode *Assign();
    std::vector<ModifierContext *> modifier();
    ModifierContext* modifier(size_t i);
    antlr4::tree::TerminalNode *Ellipsis();
    ExpressionContext *expression();
    antlr4::tree::TerminalNode *Val();
    antlr4::tree::TerminalNode *Var();


  };

  ConstructorParameterContext* constructorParameter();

  class  SuperTypesContext : public antlr4::ParserRuleContext {
  public:
    TatuParser::SuperTypeContext *superTypeContext = nullptr;;
    std::vector<SuperTypeContext *> types;;
    SuperTypesContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *Colon();
    std::vector<SuperTypeContext *> superType();
    SuperTypeContext* superType(size_t i);
    std::vector<antlr4::tree::TerminalNode *> Comma();
    antlr4::tree::TerminalNode* Comma(size_t i);


  };

  SuperTypesContext* superTypes();

  class  SuperTypeContext : public antlr4::ParserRuleContext {
  public:
    TatuParser::TypeContext *base = nullptr;;
    antlr4::Token *open = nullptr;;
    TatuParser::ArgumentContext *argumentContext = nullptr;;
    std::vector<ArgumentContext *> arguments;;
    TatuParser::WhereClauseContext *conditions = nullptr;;
    SuperTypeContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    TypeContext *type();
    antlr4::tree::TerminalNode *ParenClose();
    antlr4::tree::TerminalNode *CallOpen();
    WhereClauseContext *whereClause();
    std::vector<ArgumentContext *> argument();
    ArgumentContext* argument(size_t i);
    std::vector<antlr4::tree::TerminalNode *> Comma();
    antlr4::tree::TerminalNode* Comma(size_t i);


  };

  SuperTypeContext* superType();

  class  EnumDeclarationContext : public antlr4::ParserRuleContext {
  public:
    antlr4::Token *name = nullptr;;
    TatuParser::TypeParametersContext *typeParams = nullptr;;
    TatuParser::SuperTypesContext *supers = nullptr;;
    TatuParser::EnumBlockContext *body = nullptr;;
    EnumDeclarationContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *Enum();
    antlr4::tree::TerminalNode *Identifier();
    EnumBlockContext *enumBlock();
    TypeParametersContext *typeParameters();
    SuperTypesContext *superTypes();


  };

  EnumDeclarationContext* enumDeclaration();

  class  EnumBlockContext : public antlr4::ParserRuleContext {
  public:
    TatuParser::EnumEntryContext *enumEntryContext = nullptr;;
    std::vector<EnumEntryContext *> entries;;
    EnumBlockContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *BraceOpen();
    antlr4::tree::TerminalNode *BraceClose();
    std::vector<EnumEntryContext *> enumEntry();
    EnumEntryContext* enumEntry(size_t i);
    std::vector<antlr4::tree::TerminalNode *> Separator();
    antlr4::tree::TerminalNode* Separator(size_t i);


  };

  EnumBlockContext* enumBlock();

  class  EnumEntryContext : public antlr4::ParserRuleContext {
  public:
    TatuParser::EnumCaseContext *single = nullptr;;
    TatuParser::MemberContext *inner = nullptr;;
    EnumEntryContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    EnumCaseContext *enumCase();
    MemberContext *member();


  };

  EnumEntryContext* enumEntry();

  class  EnumCaseContext : public antlr4::ParserRuleContext {
  public:
    antlr4::Token *name = nullptr;;
    antlr4::Token *open = nullptr;;
    TatuParser::ParameterContext *parameterContext = nullptr;;
    std::vector<ParameterContext *> params;;
    EnumCaseContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *Identifier();
    antlr4::tree::TerminalNode *ParenClose();
    antlr4::tree::TerminalNode *CallOpen();
    std::vector<ParameterContext *> parameter();
    ParameterContext* parameter(size_t i);
    std::vector<antlr4::tree::TerminalNode *> Comma();
    antlr4::tree::TerminalNode* Comma(size_t i);


  };

  EnumCaseContext* enumCase();

  class  TypeAliasDeclarationContext : public antlr4::ParserRuleContext {
  public:
    antlr4::Token *name = nullptr;;
    TatuParser::TypeParametersContext *typeParams = nullptr;;
    TatuParser::TypeContext *target = nullptr;;
    TypeAliasDeclarationContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *Typealias();
    antlr4::tree::TerminalNode *Assign();
    antlr4::tree::TerminalNode *Identifier();
    TypeContext *type();
    TypeParametersContext *typeParameters();


  };

  TypeAliasDeclarationContext* typeAliasDeclaration();

  class  InterfaceDeclarationContext : public antlr4::ParserRuleContext {
  public:
    antlr4::Token *name = nullptr;;
    TatuParser::TypeParametersContext *typeParams = nullptr;;
    TatuParser::SuperTypesContext *supers = nullptr;;
    TatuParser::MemberBlockContext *body = nullptr;;
    InterfaceDeclarationContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *Interface();
    antlr4::tree::TerminalNode *Identifier();
    TypeParametersContext *typeParameters();
    SuperTypesContext *superTypes();
    MemberBlockContext *memberBlock();


  };

  InterfaceDeclarationContext* interfaceDeclaration();

  class  MemberContext : public antlr4::ParserRuleContext {
  public:
    TatuParser::AnnotationContext *annotationContext = nullptr;;
    std::vector<AnnotationContext *> annotations;;
    TatuParser::ModifierContext *modifierContext = nullptr;;
    std::vector<ModifierContext *> modifiers;;
    TatuParser::FunctionDeclarationContext *function = nullptr;;
    TatuParser::VariableDeclarationContext *variable = nullptr;;
    TatuParser::InitDeclarationContext *initializer = nullptr;;
    MemberContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    FunctionDeclarationContext *functionDeclaration();
    VariableDeclarationContext *variableDeclaration();
    InitDeclarationContext *initDeclaration();
    std::vector<AnnotationContext *> annotation();
    AnnotationContext* annotation(size_t i);
    std::vector<ModifierContext *> modifier();
    ModifierContext* modifier(size_t i);


  };

  MemberContext* member();

  class  VariableDeclarationContext : public antlr4::ParserRuleContext {
  public:
    antlr4::Token *late = nullptr;;
    antlr4::Token *word = nullptr;;
    TatuParser::TypeContext *receiver = nullptr;;
    antlr4::Token *name = nullptr;;
    antlr4::Token *open = nullptr;;
    TatuParser::BindingPatternContext *bindingPatternContext = nullptr;;
    std::vector<BindingPatternContext *> elements;;
    antlr4::Token *close = nullptr;;
    TatuParser::TypeParametersContext *typeParams = nullptr;;
    TatuParser::TypeContext *declared = nullptr;;
    TatuParser::ExpressionContext *value = nullptr;;
    TatuParser::GetterContext *reader = nullptr;;
    TatuParser::SetterContext *writer = nullptr;;
    VariableDeclarationContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *Val();
    antlr4::tree::TerminalNode *Var();
    antlr4::tree::TerminalNode *Const();
    antlr4::tree::TerminalNode *Identifier();
    antlr4::tree::TerminalNode *ParenOpen();
    std::vector<BindingPatternContext *> bindingPattern();
    BindingPatternContext* bindingPattern(size_t i);
    antlr4::tree::TerminalNode *ParenClose();
    antlr4::tree::TerminalNode *Colon();
    antlr4::tree::TerminalNode *Assign();
    antlr4::tree::TerminalNode *Lazy();
    TypeParametersContext *typeParameters();
    std::vector<TypeContext *> type();
    TypeContext* type(size_t i);
    ExpressionContext *expression();
    GetterContext *getter();
    SetterContext *setter();
    antlr4::tree::TerminalNode *ReceiverStart();
    antlr4::tree::TerminalNode *ReceiverDot();
    std::vector<antlr4::tree::TerminalNode *> Comma();
    antlr4::tree::TerminalNode* Comma(size_t i);


  };

  VariableDeclarationContext* variableDeclaration();

  class  GetterContext : public antlr4::ParserRuleContext {
  public:
    TatuParser::FunctionBodyContext *body = nullptr;;
    GetterContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *Get();
    antlr4::tree::TerminalNode *CallOpen();
    antlr4::tree::TerminalNode *ParenClose();
    FunctionBodyContext *functionBody();


  };

  GetterContext* getter();

  class  SetterContext : public antlr4::ParserRuleContext {
  public:
    antlr4::Token *name = nullptr;;
    TatuParser::TypeContext *declared = nullptr;;
    TatuParser::FunctionBodyContext *body = nullptr;;
    SetterContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *Set();
    antlr4::tree::TerminalNode *CallOpen();
    antlr4::tree::TerminalNode *ParenClose();
    antlr4::tree::TerminalNode *Identifier();
    FunctionBodyContext *functionBody();
    antlr4::tree::TerminalNode *Colon();
    TypeContext *type();


  };

  SetterContext* setter();

  class  InitDeclarationContext : public antlr4::ParserRuleContext {
  public:
    TatuParser::BlockContext *body = nullptr;;
    InitDeclarationContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *Init();
    BlockContext *block();


  };

  InitDeclarationContext* initDeclaration();

  class  TypeContext : public antlr4::ParserRuleContext {
  public:
    antlr4::Token *identifierToken = nullptr;;
    std::vector<antlr4::Token *> path;;
    TatuParser::TypeContext *typeContext = nullptr;;
    std::vector<TypeContext *> arguments;;
    antlr4::Token *questionToken = nullptr;;
    std::vector<antlr4::Token *> marks;;
    antlr4::Token *open = nullptr;;
    std::vector<TypeContext *> elements;;
    antlr4::Token *close = nullptr;;
    antlr4::Token *arrow = nullptr;;
    TatuParser::TypeContext *result = nullptr;;
    TypeContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    std::vector<antlr4::tree::TerminalNode *> Identifier();
    antlr4::tree::TerminalNode* Identifier(size_t i);
    std::vector<antlr4::tree::TerminalNode *> Dot();
    antlr4::tree::TerminalNode* Dot(size_t i);
    antlr4::tree::TerminalNode *GenericOpen();
    antlr4::tree::TerminalNode *GenericClose();
    std::vector<TypeContext *> type();
    TypeContext* type(size_t i);
    std::vector<antlr4::tree::TerminalNode *> Question();
    antlr4::tree::TerminalNode* Question(size_t i);
    std::vector<antlr4::tree::TerminalNode *> Comma();
    antlr4::tree::TerminalNode* Comma(size_t i);
    antlr4::tree::TerminalNode *ParenOpen();
    antlr4::tree::TerminalNode *ParenClose();
    antlr4::tree::TerminalNode *Arrow();


  };

  TypeContext* type();

  class  BlockContext : public antlr4::ParserRuleContext {
  public:
    TatuParser::StatementContext *statementContext = nullptr;;
    std::vector<StatementContext *> statements;;
    BlockContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *BraceOpen();
    antlr4::tree::TerminalNode *BraceClose();
    std::vector<StatementContext *> statement();
    StatementContext* statement(size_t i);
    std::vector<antlr4::tree::TerminalNode *> Separator();
    antlr4::tree::TerminalNode* Separator(size_t i);


  };

  BlockContext* block();

  class  StatementContext : public antlr4::ParserRuleContext {
  public:
    TatuParser::VariableStatementContext *variable = nullptr;;
    TatuParser::FunctionDeclarationContext *function = nullptr;;
    antlr4::Token *openToken = nullptr;;
    std::vector<antlr4::Token *> modifiers;;
    antlr4::Token *abstractToken = nullptr;;
    antlr4::Token *dataToken = nullptr;;
    antlr4::Token *_tset1197 = nullptr;;
    TatuParser::ClassDeclarationContext *classLike = nullptr;;
    TatuParser::DeferStatementContext *deferred = nullptr;;
    antlr4::Token *label = nullptr;;
    TatuParser::WhileStatementContext *loop = nullptr;;
    TatuParser::ForStatementContext *each = nullptr;;
    TatuParser::ExpressionContext *value = nullptr;;
    StatementContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    VariableStatementContext *variableStatement();
    FunctionDeclarationContext *functionDeclaration();
    ClassDeclarationContext *classDeclaration();
    std::vector<antlr4::tree::TerminalNode *> Open();
    antlr4::tree::TerminalNode* Open(size_t i);
    std::vector<antlr4::tree::TerminalNode *> Abstract();
    antlr4::tree::TerminalNode* Abstract(size_t i);
    std::vector<antlr4::tree::TerminalNode *> Data();
    antlr4::tree::TerminalNode* Data(size_t i);
    DeferStatementContext *deferStatement();
    antlr4::tree::TerminalNode *Colon();
    WhileStatementContext *whileStatement();
    ForStatementContext *forStatement();
    antlr4::tree::TerminalNode *Label();
    ExpressionContext *expression();


  };

  StatementContext* statement();

  class  VariableStatementContext : public antlr4::ParserRuleContext {
  public:
    antlr4::Token *late = nullptr;;
    antlr4::Token *word = nullptr;;
    TatuParser::BindingPatternContext *names = nullptr;;
    TatuParser::TypeContext *declared = nullptr;;
    TatuParser::ExpressionContext *value = nullptr;;
    VariableStatementContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    BindingPatternContext *bindingPattern();
    antlr4::tree::TerminalNode *Val();
    antlr4::tree::TerminalNode *Var();
    antlr4::tree::TerminalNode *Colon();
    antlr4::tree::TerminalNode *Assign();
    antlr4::tree::TerminalNode *Lazy();
    TypeContext *type();
    ExpressionContext *expression();


  };

  VariableStatementContext* variableStatement();

  class  DeferStatementContext : public antlr4::ParserRuleContext {
  public:
    TatuParser::BlockContext *body = nullptr;;
    TatuParser::ExpressionContext *value = nullptr;;
    DeferStatementContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *Defer();
    BlockContext *block();
    ExpressionContext *expression();


  };

  DeferStatementContext* deferStatement();

  class  BindingPatternContext : public antlr4::ParserRuleContext {
  public:
    antlr4::Token *name = nullptr;;
    antlr4::Token *open = nullptr;;
    TatuParser::BindingPatternContext *bindingPatternContext = nullptr;;
    std::vector<BindingPatternContext *> elements;;
    BindingPatternContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *Identifier();
    antlr4::tree::TerminalNode *ParenClose();
    antlr4::tree::TerminalNode *ParenOpen();
    std::vector<BindingPatternContext *> bindingPattern();
    BindingPatternContext* bindingPattern(size_t i);
    std::vector<antlr4::tree::TerminalNode *> Comma();
    antlr4::tree::TerminalNode* Comma(size_t i);


  };

  BindingPatternContext* bindingPattern();

  class  WhileStatementContext : public antlr4::ParserRuleContext {
  public:
    TatuParser::ExpressionContext *condition = nullptr;;
    TatuParser::BlockContext *body = nullptr;;
    WhileStatementContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *While();
    ExpressionContext *expression();
    BlockContext *block();


  };

  WhileStatementContext* whileStatement();

  class  ForStatementContext : public antlr4::ParserRuleContext {
  public:
    TatuParser::BindingPatternContext *names = nullptr;;
    TatuParser::TypeContext *declared = nullptr;;
    TatuParser::ExpressionContext *iterable = nullptr;;
    TatuParser::BlockContext *body = nullptr;;
    ForStatementContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *For();
    antlr4::tree::TerminalNode *In();
    BindingPatternContext *bindingPattern();
    ExpressionContext *expression();
    BlockContext *block();
    antlr4::tree::TerminalNode *Colon();
    TypeContext *type();


  };

  ForStatementContext* forStatement();

  class  ExpressionContext : public antlr4::ParserRuleContext {
  public:
    TatuParser::OperandContext *first = nullptr;;
    TatuParser::OperationContext *operationContext = nullptr;;
    std::vector<OperationContext *> rest;;
    ExpressionContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    OperandContext *operand();
    std::vector<OperationContext *> operation();
    OperationContext* operation(size_t i);


  };

  ExpressionContext* expression();

  class  OperationContext : public antlr4::ParserRuleContext {
  public:
    antlr4::Token *op = nullptr;;
    TatuParser::OperandContext *right = nullptr;;
    TatuParser::TypeContext *target = nullptr;;
    OperationContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    OperandContext *operand();
    antlr4::tree::TerminalNode *Star();
    antlr4::tree::TerminalNode *Slash();
    antlr4::tree::TerminalNode *Percent();
    antlr4::tree::TerminalNode *Plus();
    antlr4::tree::TerminalNode *Minus();
    antlr4::tree::TerminalNode *ShiftLeft();
    antlr4::tree::TerminalNode *ShiftRight();
    antlr4::tree::TerminalNode *ShiftRightUnsigned();
    antlr4::tree::TerminalNode *Ampersand();
    antlr4::tree::TerminalNode *Caret();
    antlr4::tree::TerminalNode *Pipe();
    antlr4::tree::TerminalNode *DotDot();
    antlr4::tree::TerminalNode *DotDotLess();
    antlr4::tree::TerminalNode *Coalesce();
    antlr4::tree::TerminalNode *In();
    antlr4::tree::TerminalNode *NotIn();
    antlr4::tree::TerminalNode *Less();
    antlr4::tree::TerminalNode *LessEqual();
    antlr4::tree::TerminalNode *Greater();
    antlr4::tree::TerminalNode *GreaterEqual();
    antlr4::tree::TerminalNode *EqualEqual();
    antlr4::tree::TerminalNode *NotEqual();
    antlr4::tree::TerminalNode *Identical();
    antlr4::tree::TerminalNode *NotIdentical();
    antlr4::tree::TerminalNode *AndAnd();
    antlr4::tree::TerminalNode *OrOr();
    antlr4::tree::TerminalNode *Assign();
    antlr4::tree::TerminalNode *PlusAssign();
    antlr4::tree::TerminalNode *MinusAssign();
    antlr4::tree::TerminalNode *StarAssign();
    antlr4::tree::TerminalNode *SlashAssign();
    antlr4::tree::TerminalNode *PercentAssign();
    antlr4::tree::TerminalNode *AmpersandAssign();
    antlr4::tree::TerminalNode *PipeAssign();
    antlr4::tree::TerminalNode *CaretAssign();
    antlr4::tree::TerminalNode *ShiftLeftAssign();
    antlr4::tree::TerminalNode *ShiftRightAssign();
    antlr4::tree::TerminalNode *ShiftRightUnsignedAssign();
    TypeContext *type();
    antlr4::tree::TerminalNode *Is();
    antlr4::tree::TerminalNode *NotIs();
    antlr4::tree::TerminalNode *As();
    antlr4::tree::TerminalNode *AsQuestion();


  };

  OperationContext* operation();

  class  OperandContext : public antlr4::ParserRuleContext {
  public:
    TatuParser::PrefixContext *prefixContext = nullptr;;
    std::vector<PrefixContext *> prefixes;;
    antlr4::Token *atom = nullptr;;
    TatuParser::InterpolatedStringContext *text = nullptr;;
    TatuParser::ParenthesizedContext *group = nullptr;;
    TatuParser::ListLiteralContext *list = nullptr;;
    TatuParser::BlockOperandContext *scope = nullptr;;
    TatuParser::IfExpressionContext *choice = nullptr;;
    TatuParser::MatchExpressionContext *selection = nullptr;;
    TatuParser::TryExpressionContext *attempt = nullptr;;
    TatuParser::ScopeExpressionContext *fibers = nullptr;;
    TatuParser::SelectExpressionContext *race = nullptr;;
    TatuParser::SequenceExpressionContext *generator = nullptr;;
    TatuParser::PostfixContext *postfixContext = nullptr;;
    std::vector<PostfixContext *> postfixes;;
    antlr4::Token *jump = nullptr;;
    antlr4::Token *label = nullptr;;
    antlr4::Token *bare = nullptr;;
    OperandContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *ReturnNothing();
    std::vector<PrefixContext *> prefix();
    PrefixContext* prefix(size_t i);
    antlr4::tree::TerminalNode *Break();
    antlr4::tree::TerminalNode *Continue();
    InterpolatedStringContext *interpolatedString();
    ParenthesizedContext *parenthesized();
    ListLiteralContext *listLiteral();
    BlockOperandContext *blockOperand();
    IfExpressionContext *ifExpression();
    MatchExpressionContext *matchExpression();
    TryExpressionContext *tryExpression();
    ScopeExpressionContext *scopeExpression();
    SelectExpressionContext *selectExpression();
    SequenceExpressionContext *sequenceExpression();
    antlr4::tree::TerminalNode *Identifier();
    antlr4::tree::TerminalNode *This();
    antlr4::tree::TerminalNode *Super();
    antlr4::tree::TerminalNode *Null();
    antlr4::tree::TerminalNode *True();
    antlr4::tree::TerminalNode *False();
    antlr4::tree::TerminalNode *IntegerLiteral();
    antlr4::tree::TerminalNode *FloatLiteral();
    antlr4::tree::TerminalNode *CharacterLiteral();
    antlr4::tree::TerminalNode *StringLiteral();
    antlr4::tree::TerminalNode *ByteStringLiteral();
    std::vector<PostfixContext *> postfix();
    PostfixContext* postfix(size_t i);


  };

  OperandContext* operand();

  class  PrefixContext : public antlr4::ParserRuleContext {
  public:
    antlr4::Token *op = nullptr;;
    antlr4::Token *name = nullptr;;
    antlr4::Token *arrow = nullptr;;
    antlr4::Token *open = nullptr;;
    TatuParser::LambdaParameterContext *lambdaParameterContext = nullptr;;
    std::vector<LambdaParameterContext *> params;;
    PrefixContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *PrefixMinus();
    antlr4::tree::TerminalNode *Bang();
    antlr4::tree::TerminalNode *PrefixBangBang();
    antlr4::tree::TerminalNode *Tilde();
    antlr4::tree::TerminalNode *Throw();
    antlr4::tree::TerminalNode *Return();
    antlr4::tree::TerminalNode *Spawn();
    antlr4::tree::TerminalNode *Yield();
    antlr4::tree::TerminalNode *LambdaName();
    antlr4::tree::TerminalNode *LambdaArrow();
    antlr4::tree::TerminalNode *ParenClose();
    antlr4::tree::TerminalNode *LambdaOpen();
    std::vector<LambdaParameterContext *> lambdaParameter();
    LambdaParameterContext* lambdaParameter(size_t i);
    std::vector<antlr4::tree::TerminalNode *> Comma();
    antlr4::tree::TerminalNode* Comma(size_t i);


  };

  PrefixContext* prefix();

  class  LambdaParameterContext : public antlr4::ParserRuleContext {
  public:
    TatuParser::BindingPatternContext *names = nullptr;;
    TatuParser::TypeContext *declared = nullptr;;
    LambdaParameterContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    BindingPatternContext *bindingPattern();
    antlr4::tree::TerminalNode *Colon();
    TypeContext *type();


  };

  LambdaParameterContext* lambdaParameter();

  class  PostfixContext : public antlr4::ParserRuleContext {
  public:
    antlr4::Token *op = nullptr;;
    antlr4::Token *name = nullptr;;
    antlr4::Token *index = nullptr;;
    TatuParser::TypeContext *typeContext = nullptr;;
    std::vector<TypeContext *> types;;
    TatuParser::ArgumentContext *argumentContext = nullptr;;
    std::vector<ArgumentContext *> arguments;;
    TatuParser::ExpressionContext *at = nullptr;;
    PostfixContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *BangBang();
    antlr4::tree::TerminalNode *Dot();
    antlr4::tree::TerminalNode *QuestionDot();
    antlr4::tree::TerminalNode *Identifier();
    antlr4::tree::TerminalNode *IntegerLiteral();
    antlr4::tree::TerminalNode *GenericClose();
    antlr4::tree::TerminalNode *GenericOpen();
    std::vector<TypeContext *> type();
    TypeContext* type(size_t i);
    std::vector<antlr4::tree::TerminalNode *> Comma();
    antlr4::tree::TerminalNode* Comma(size_t i);
    antlr4::tree::TerminalNode *ParenClose();
    antlr4::tree::TerminalNode *CallOpen();
    std::vector<ArgumentContext *> argument();
    ArgumentContext* argument(size_t i);
    antlr4::tree::TerminalNode *BracketClose();
    antlr4::tree::TerminalNode *IndexOpen();
    ExpressionContext *expression();


  };

  PostfixContext* postfix();

  class  ArgumentContext : public antlr4::ParserRuleContext {
  public:
    antlr4::Token *spread = nullptr;;
    TatuParser::ExpressionContext *value = nullptr;;
    ArgumentContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    ExpressionContext *expression();
    antlr4::tree::TerminalNode *Ellipsis();


  };

  ArgumentContext* argument();

  class  InterpolatedStringContext : public antlr4::ParserRuleContext {
  public:
    TatuParser::InsertionContext *insertionContext = nullptr;;
    std::vector<InsertionContext *> values;;
    antlr4::Token *stringmiddleToken = nullptr;;
    std::vector<antlr4::Token *> middles;;
    InterpolatedStringContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *StringBegin();
    antlr4::tree::TerminalNode *StringEnd();
    std::vector<InsertionContext *> insertion();
    InsertionContext* insertion(size_t i);
    std::vector<antlr4::tree::TerminalNode *> StringMiddle();
    antlr4::tree::TerminalNode* StringMiddle(size_t i);


  };

  InterpolatedStringContext* interpolatedString();

  class  InsertionContext : public antlr4::ParserRuleContext {
  public:
    TatuParser::ExpressionContext *value = nullptr;;
    antlr4::Token *form = nullptr;;
    InsertionContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    ExpressionContext *expression();
    antlr4::tree::TerminalNode *Format();


  };

  InsertionContext* insertion();

  class  ParenthesizedContext : public antlr4::ParserRuleContext {
  public:
    TatuParser::ExpressionContext *expressionContext = nullptr;;
    std::vector<ExpressionContext *> elements;;
    ParenthesizedContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *ParenOpen();
    antlr4::tree::TerminalNode *ParenClose();
    std::vector<ExpressionContext *> expression();
    ExpressionContext* expression(size_t i);
    std::vector<antlr4::tree::TerminalNode *> Comma();
    antlr4::tree::TerminalNode* Comma(size_t i);


  };

  ParenthesizedContext* parenthesized();

  class  ListLiteralContext : public antlr4::ParserRuleContext {
  public:
    antlr4::Token *empty = nullptr;;
    TatuParser::ListEntryContext *listEntryContext = nullptr;;
    std::vector<ListEntryContext *> entries;;
    ListLiteralContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *BracketOpen();
    antlr4::tree::TerminalNode *BracketClose();
    antlr4::tree::TerminalNode *Colon();
    std::vector<ListEntryContext *> listEntry();
    ListEntryContext* listEntry(size_t i);
    std::vector<antlr4::tree::TerminalNode *> Comma();
    antlr4::tree::TerminalNode* Comma(size_t i);


  };

  ListLiteralContext* listLiteral();

  class  ListEntryContext : public antlr4::ParserRuleContext {
  public:
    antlr4::Token *spread = nullptr;;
    TatuParser::ExpressionContext *key = nullptr;;
    antlr4::Token *colon = nullptr;;
    TatuParser::ExpressionContext *value = nullptr;;
    ListEntryContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    std::vector<ExpressionContext *> expression();
    ExpressionContext* expression(size_t i);
    antlr4::tree::TerminalNode *Ellipsis();
    antlr4::tree::TerminalNode *Colon();


  };

  ListEntryContext* listEntry();

  class  BlockOperandContext : public antlr4::ParserRuleContext {
  public:
    TatuParser::StatementContext *statementContext = nullptr;;
    std::vector<StatementContext *> statements;;
    BlockOperandContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *BlockOpen();
    antlr4::tree::TerminalNode *BraceClose();
    std::vector<StatementContext *> statement();
    StatementContext* statement(size_t i);
    std::vector<antlr4::tree::TerminalNode *> Separator();
    antlr4::tree::TerminalNode* Separator(size_t i);


  };

  BlockOperandContext* blockOperand();

  class  IfExpressionContext : public antlr4::ParserRuleContext {
  public:
    TatuParser::ExpressionContext *expressionContext = nullptr;;
    std::vector<ExpressionContext *> conditions;;
    TatuParser::BlockContext *blockContext = nullptr;;
    std::vector<BlockContext *> bodies;;
    TatuParser::BlockContext *otherwise = nullptr;;
    IfExpressionContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *If();
    std::vector<ExpressionContext *> expression();
    ExpressionContext* expression(size_t i);
    std::vector<BlockContext *> block();
    BlockContext* block(size_t i);
    std::vector<antlr4::tree::TerminalNode *> ElseIf();
    antlr4::tree::TerminalNode* ElseIf(size_t i);
    antlr4::tree::TerminalNode *Else();


  };

  IfExpressionContext* ifExpression();

  class  MatchExpressionContext : public antlr4::ParserRuleContext {
  public:
    TatuParser::ExpressionContext *subject = nullptr;;
    TatuParser::ArmBlockContext *body = nullptr;;
    MatchExpressionContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *Match();
    ExpressionContext *expression();
    ArmBlockContext *armBlock();


  };

  MatchExpressionContext* matchExpression();

  class  ArmBlockContext : public antlr4::ParserRuleContext {
  public:
    TatuParser::ArmContext *armContext = nullptr;;
    std::vector<ArmContext *> arms;;
    ArmBlockContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *BraceOpen();
    antlr4::tree::TerminalNode *BraceClose();
    std::vector<ArmContext *> arm();
    ArmContext* arm(size_t i);
    std::vector<antlr4::tree::TerminalNode *> Separator();
    antlr4::tree::TerminalNode* Separator(size_t i);


  };

  ArmBlockContext* armBlock();

  class  ArmContext : public antlr4::ParserRuleContext {
  public:
    TatuParser::PatternContext *test = nullptr;;
    TatuParser::ExpressionContext *guard = nullptr;;
    TatuParser::ExpressionContext *body = nullptr;;
    ArmContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *ArmArrow();
    PatternContext *pattern();
    std::vector<ExpressionContext *> expression();
    ExpressionContext* expression(size_t i);
    antlr4::tree::TerminalNode *If();


  };

  ArmContext* arm();

  class  ScopeExpressionContext : public antlr4::ParserRuleContext {
  public:
    antlr4::Token *name = nullptr;;
    TatuParser::BlockContext *body = nullptr;;
    ScopeExpressionContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *Scope();
    BlockContext *block();
    antlr4::tree::TerminalNode *Identifier();


  };

  ScopeExpressionContext* scopeExpression();

  class  SelectExpressionContext : public antlr4::ParserRuleContext {
  public:
    TatuParser::SelectBlockContext *body = nullptr;;
    SelectExpressionContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *Select();
    SelectBlockContext *selectBlock();


  };

  SelectExpressionContext* selectExpression();

  class  SelectBlockContext : public antlr4::ParserRuleContext {
  public:
    TatuParser::SelectArmContext *selectArmContext = nullptr;;
    std::vector<SelectArmContext *> arms;;
    SelectBlockContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *BraceOpen();
    antlr4::tree::TerminalNode *BraceClose();
    std::vector<SelectArmContext *> selectArm();
    SelectArmContext* selectArm(size_t i);
    std::vector<antlr4::tree::TerminalNode *> Separator();
    antlr4::tree::TerminalNode* Separator(size_t i);


  };

  SelectBlockContext* selectBlock();

  class  SelectArmContext : public antlr4::ParserRuleContext {
  public:
    TatuParser::ExpressionContext *test = nullptr;;
    TatuParser::ExpressionContext *body = nullptr;;
    SelectArmContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *ArmArrow();
    std::vector<ExpressionContext *> expression();
    ExpressionContext* expression(size_t i);


  };

  SelectArmContext* selectArm();

  class  SequenceExpressionContext : public antlr4::ParserRuleContext {
  public:
    TatuParser::TypeContext *element = nullptr;;
    TatuParser::BlockContext *body = nullptr;;
    SequenceExpressionContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *Sequence();
    BlockContext *block();
    antlr4::tree::TerminalNode *GenericOpen();
    antlr4::tree::TerminalNode *GenericClose();
    TypeContext *type();


  };

  SequenceExpressionContext* sequenceExpression();

  class  TryExpressionContext : public antlr4::ParserRuleContext {
  public:
    TatuParser::BlockContext *body = nullptr;;
    TatuParser::HandlerContext *handlerContext = nullptr;;
    std::vector<HandlerContext *> handlers;;
    TatuParser::BlockContext *last = nullptr;;
    TryExpressionContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *Try();
    std::vector<BlockContext *> block();
    BlockContext* block(size_t i);
    antlr4::tree::TerminalNode *Finally();
    std::vector<HandlerContext *> handler();
    HandlerContext* handler(size_t i);


  };

  TryExpressionContext* tryExpression();

  class  HandlerContext : public antlr4::ParserRuleContext {
  public:
    antlr4::Token *name = nullptr;;
    TatuParser::TypeContext *declared = nullptr;;
    TatuParser::BlockContext *body = nullptr;;
    HandlerContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *Catch();
    antlr4::tree::TerminalNode *Colon();
    antlr4::tree::TerminalNode *Identifier();
    TypeContext *type();
    BlockContext *block();


  };

  HandlerContext* handler();

  class  PatternContext : public antlr4::ParserRuleContext {
  public:
    TatuParser::PatternAtomContext *patternAtomContext = nullptr;;
    std::vector<PatternAtomContext *> alternatives;;
    PatternContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    std::vector<PatternAtomContext *> patternAtom();
    PatternAtomContext* patternAtom(size_t i);
    std::vector<antlr4::tree::TerminalNode *> Pipe();
    antlr4::tree::TerminalNode* Pipe(size_t i);


  };

  PatternContext* pattern();

  class  PatternAtomContext : public antlr4::ParserRuleContext {
  public:
    antlr4::Token *identifierToken = nullptr;;
    std::vector<antlr4::Token *> path;;
    TatuParser::TypeContext *declared = nullptr;;
    antlr4::Token *open = nullptr;;
    TatuParser::PatternContext *patternContext = nullptr;;
    std::vector<PatternContext *> arguments;;
    antlr4::Token *op = nullptr;;
    TatuParser::RangeEndContext *high = nullptr;;
    TatuParser::LiteralPatternContext *low = nullptr;;
    antlr4::Token *group = nullptr;;
    PatternAtomContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    std::vector<antlr4::tree::TerminalNode *> Identifier();
    antlr4::tree::TerminalNode* Identifier(size_t i);
    antlr4::tree::TerminalNode *Colon();
    TypeContext *type();
    std::vector<antlr4::tree::TerminalNode *> Dot();
    antlr4::tree::TerminalNode* Dot(size_t i);
    antlr4::tree::TerminalNode *ParenClose();
    antlr4::tree::TerminalNode *CallOpen();
    RangeEndContext *rangeEnd();
    antlr4::tree::TerminalNode *DotDot();
    antlr4::tree::TerminalNode *DotDotLess();
    std::vector<PatternContext *> pattern();
    PatternContext* pattern(size_t i);
    std::vector<antlr4::tree::TerminalNode *> Comma();
    antlr4::tree::TerminalNode* Comma(size_t i);
    antlr4::tree::TerminalNode *Is();
    LiteralPatternContext *literalPattern();
    antlr4::tree::TerminalNode *ParenOpen();


  };

  PatternAtomContext* patternAtom();

  class  RangeEndContext : public antlr4::ParserRuleContext {
  public:
    TatuParser::LiteralPatternContext *literal = nullptr;;
    antlr4::Token *identifierToken = nullptr;;
    std::vector<antlr4::Token *> path;;
    RangeEndContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    LiteralPatternContext *literalPattern();
    std::vector<antlr4::tree::TerminalNode *> Identifier();
    antlr4::tree::TerminalNode* Identifier(size_t i);
    std::vector<antlr4::tree::TerminalNode *> Dot();
    antlr4::tree::TerminalNode* Dot(size_t i);


  };

  RangeEndContext* rangeEnd();

  class  LiteralPatternContext : public antlr4::ParserRuleContext {
  public:
    antlr4::Token *minus = nullptr;;
    antlr4::Token *number = nullptr;;
    antlr4::Token *other = nullptr;;
    LiteralPatternContext(antlr4::ParserRuleContext *parent, size_t invokingState);
    virtual size_t getRuleIndex() const override;
    antlr4::tree::TerminalNode *IntegerLiteral();
    antlr4::tree::TerminalNode *FloatLiteral();
    antlr4::tree::TerminalNode *PrefixMinus();
    antlr4::tree::TerminalNode *CharacterLiteral();
    antlr4::tree::TerminalNode *StringLiteral();
    antlr4::tree::TerminalNode *True();
    antlr4::tree::TerminalNode *False();
    antlr4::tree::TerminalNode *Null();


  };

  LiteralPatternContext* literalPattern();


private:
  static std::vector<antlr4::dfa::DFA> _decisionToDFA;
  static antlr4::atn::PredictionContextCache _sharedContextCache;
  static std::vector<std::string> _ruleNames;
  static std::vector<std::string> _tokenNames;

  static std::vector<std::string> _literalNames;
  static std::vector<std::string> _symbolicNames;
  static antlr4::dfa::Vocabulary _vocabulary;
  static antlr4::atn::ATN _atn;
  static std::vector<uint16_t> _serializedATN;


  struct Initializer {
    Initializer();
  };
  static void initialize();
};

}  // namespace tatu::compiler::generated

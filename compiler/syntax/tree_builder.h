// From the parse tree of one entry to the syntax tree. Included only by .cpp files of this folder.
//
// Statements, members, arms and cases in which a syntax error lies are left out. What the grammar leaves open
// (precedence, where an assignment may stand, which modifiers fit) is settled here; where something is wrong, an
// ErrorExpression stands for it.
#pragma once

#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "compiler/ast/arena.h"
#include "compiler/ast/file.h"
#include "compiler/diagnostics/diagnostic_collector.h"
#include "compiler/source/source_file.h"
#include "compiler/syntax/entry_parser.h"
#include "compiler/syntax/parser.h"

namespace tatu::compiler {

class TreeBuilder {
 public:
  TreeBuilder(const SourceFile& source, const std::vector<DocComment>& documentation, ast::Arena& arena,
              DiagnosticCollector& diagnostics, const ParseOptions& options)
      : source_(source), documentation_(documentation), arena_(arena), diagnostics_(diagnostics), options_(options) {}

  [[nodiscard]] std::optional<ast::Import> buildImport(TatuParser::ImportEntryContext* context);
  // One, but for `val (a, b) = …`.
  [[nodiscard]] std::vector<const ast::Declaration*> buildDeclarations(TatuParser::DeclarationContext* context);

 private:
  friend class OperatorChain;
  using Grammar = TatuParser;

  // ---- tree_builder.cpp: tokens, spans, depth ----
  [[nodiscard]] static const Token& tokenOf(antlr4::Token* token) { return static_cast<EntryToken*>(token)->token(); }
  [[nodiscard]] static TokenKind kindOf(antlr4::Token* token) { return tokenOf(token).kind; }
  [[nodiscard]] SourceSpan spanOf(antlr4::Token* token) const;
  [[nodiscard]] SourceSpan spanOf(const antlr4::ParserRuleContext* context) const;
  [[nodiscard]] std::string_view textOf(antlr4::Token* token) const;
  [[nodiscard]] ast::Identifier identifier(antlr4::Token* token) const;
  [[nodiscard]] std::string_view documentationOf(antlr4::Token* token);
  void report(Diagnostic diagnostic) { diagnostics_.report(std::move(diagnostic)); }
  void checkTupleSize(std::size_t count, SourceSpan span);

  template <class Node, class Base, class... Fields>
  [[nodiscard]] const Node* make(SourceSpan span, Fields&&... fields) {
    return arena_.make<Node>(Base{{Node::kKind, span}}, std::forward<Fields>(fields)...);
  }
  template <class Node, class... Fields>
  [[nodiscard]] const Node* makeType(SourceSpan span, Fields&&... fields) {
    return make<Node, ast::Type>(span, std::forward<Fields>(fields)...);
  }
  template <class Node, class... Fields>
  [[nodiscard]] const Node* makeExpression(SourceSpan span, Fields&&... fields) {
    return make<Node, ast::Expression>(span, std::forward<Fields>(fields)...);
  }
  template <class Node, class... Fields>
  [[nodiscard]] const Node* makePattern(SourceSpan span, Fields&&... fields) {
    return make<Node, ast::Pattern>(span, std::forward<Fields>(fields)...);
  }
  template <class Node, class... Fields>
  [[nodiscard]] const Node* makeStatement(SourceSpan span, Fields&&... fields) {
    return make<Node, ast::Statement>(span, std::forward<Fields>(fields)...);
  }
  template <class Node, class... Fields>
  [[nodiscard]] const Node* makeDeclaration(SourceSpan span, Fields&&... fields) {
    return make<Node, ast::Declaration>(span, std::forward<Fields>(fields)...);
  }
  [[nodiscard]] const ast::Expression* errorAt(SourceSpan span) { return makeExpression<ast::ErrorExpression>(span); }

  // The list of what `build` makes of each context.
  template <class Node, class Context, class Build>
  [[nodiscard]] ast::NodeList<Node> listOf(const std::vector<Context*>& contexts, Build build) {
    std::vector<const Node*> nodes;
    nodes.reserve(contexts.size());
    for (Context* context : contexts) {
      if (isWhole(context)) nodes.push_back((this->*build)(context));
    }
    return arena_.copy(nodes);
  }
  // Whether the parser read it to its end.
  [[nodiscard]] static bool isWhole(const antlr4::ParserRuleContext* context) {
    return context != nullptr && context->exception == nullptr;
  }
  // The same for parts that are kept by value.
  template <class Part, class Context, class Build>
  [[nodiscard]] std::span<const Part> partsOf(const std::vector<Context*>& contexts, Build build) {
    std::vector<Part> parts;
    parts.reserve(contexts.size());
    for (Context* context : contexts) {
      if (isWhole(context)) parts.push_back((this->*build)(context));
    }
    return arena_.copy(parts);
  }
  [[nodiscard]] std::span<const ast::Identifier> identifiers(const std::vector<antlr4::Token*>& tokens);

  // Counts levels of the tree while it lives. `deep` says that there are too many, which was reported.
  class Level {
   public:
    Level(TreeBuilder& builder, SourceSpan span, std::size_t levels = 1) : builder_(builder), levels_(levels) {
      builder_.depth_ += levels;
      deep = builder_.depth_ > ast::kMaxTreeDepth;
      if (deep) builder_.reportTooDeep(span);
    }
    ~Level() { builder_.depth_ -= levels_; }
    Level(const Level&) = delete;
    Level& operator=(const Level&) = delete;

    bool deep;

   private:
    TreeBuilder& builder_;
    std::size_t levels_;
  };
  void reportTooDeep(SourceSpan span);

  // ---- build_types.cpp ----
  [[nodiscard]] const ast::Type* buildType(Grammar::TypeContext* context);
  [[nodiscard]] const ast::Expression* buildExpressionOrNull(Grammar::ExpressionContext* context) {
    return context == nullptr ? nullptr : buildExpression(context);
  }
  [[nodiscard]] const ast::Type* buildTypeOrNull(Grammar::TypeContext* context) {
    return context == nullptr ? nullptr : buildType(context);
  }
  [[nodiscard]] const ast::Type* buildPlainType(Grammar::TypeContext* context, SourceSpan span);
  [[nodiscard]] std::span<const ast::TypeParameter> buildTypeParameters(Grammar::TypeParametersContext* context);
  [[nodiscard]] ast::TypeParameter buildTypeParameter(Grammar::TypeParameterContext* context);
  [[nodiscard]] std::span<const ast::WhereCondition> buildConditions(Grammar::WhereClauseContext* context);
  [[nodiscard]] ast::WhereCondition buildCondition(Grammar::WhereConditionContext* context);

  // ---- build_expressions.cpp, operator_chain.cpp ----
  [[nodiscard]] const ast::Expression* buildExpression(Grammar::ExpressionContext* context);
  // An expression or assignment, as the body of an arm.
  [[nodiscard]] const ast::Expression* buildBody(Grammar::ExpressionContext* context);
  [[nodiscard]] const ast::Expression* buildOperand(Grammar::OperandContext* context);
  [[nodiscard]] const ast::Expression* buildJump(Grammar::OperandContext* context);
  [[nodiscard]] const ast::Expression* buildPrimary(Grammar::OperandContext* context);
  [[nodiscard]] const ast::Expression* buildAtom(antlr4::Token* token);
  [[nodiscard]] const ast::Expression* buildInteger(antlr4::Token* token);
  [[nodiscard]] const ast::Expression* buildFloat(antlr4::Token* token);
  [[nodiscard]] const ast::Expression* buildPostfix(Grammar::PostfixContext* context, const ast::Expression* receiver,
                                                    SourceSpan span);
  [[nodiscard]] const ast::Expression* buildMemberAccess(Grammar::PostfixContext* context,
                                                         const ast::Expression* receiver, SourceSpan span);
  [[nodiscard]] const ast::Expression* addTypeArguments(Grammar::PostfixContext* context,
                                                        const ast::Expression* receiver, SourceSpan span);
  [[nodiscard]] const ast::Expression* buildPrefix(Grammar::PrefixContext* context, const ast::Expression* operand);
  [[nodiscard]] const ast::Expression* buildNegation(antlr4::Token* op, SourceSpan span,
                                                     const ast::Expression* operand);
  [[nodiscard]] ast::LambdaParameter buildLambdaParameter(Grammar::LambdaParameterContext* context);
  [[nodiscard]] std::span<const ast::LambdaParameter> buildLambdaParameters(Grammar::PrefixContext* context);
  [[nodiscard]] const ast::Expression* buildInterpolation(Grammar::InterpolatedStringContext* context);
  [[nodiscard]] ast::InterpolationPart buildInsertion(Grammar::InsertionContext* context);
  [[nodiscard]] std::string_view stringValue(antlr4::Token* token);
  [[nodiscard]] const ast::Expression* buildParenthesized(Grammar::ParenthesizedContext* context);
  [[nodiscard]] const ast::Expression* buildList(Grammar::ListLiteralContext* context);
  [[nodiscard]] const ast::Expression* buildMap(Grammar::ListLiteralContext* context);
  [[nodiscard]] const ast::Expression* buildElement(Grammar::ListEntryContext* context);

  // ---- build_control_flow.cpp ----
  [[nodiscard]] const ast::BlockExpression* buildBlock(Grammar::BlockContext* context);
  [[nodiscard]] const ast::BlockExpression* buildBlockOrNull(Grammar::BlockContext* context) {
    return context == nullptr ? nullptr : buildBlock(context);
  }
  [[nodiscard]] const ast::Expression* buildScope(Grammar::BlockOperandContext* context);
  [[nodiscard]] const ast::Expression* buildIf(Grammar::IfExpressionContext* context);
  [[nodiscard]] const ast::Expression* buildMatch(Grammar::MatchExpressionContext* context);
  [[nodiscard]] ast::MatchArm buildArm(Grammar::ArmContext* context);
  [[nodiscard]] const ast::Expression* buildSequence(Grammar::SequenceExpressionContext* context);
  [[nodiscard]] const ast::Expression* buildTry(Grammar::TryExpressionContext* context);
  [[nodiscard]] ast::CatchClause buildHandler(Grammar::HandlerContext* context);
  using Statements = std::vector<Grammar::StatementContext*>;
  // Those from `first` on, of a block that ends there.
  [[nodiscard]] ast::NodeList<ast::Statement> buildStatements(const Statements& contexts, SourcePosition end,
                                                              std::size_t first = 0);
  [[nodiscard]] const ast::Statement* buildDeferred(const Statements& contexts, SourcePosition end, std::size_t at);
  [[nodiscard]] const ast::BlockExpression* buildDeferBody(Grammar::DeferStatementContext* context);
  [[nodiscard]] const ast::Statement* buildStatement(Grammar::StatementContext* context);
  [[nodiscard]] const ast::Statement* buildLocalVariable(Grammar::VariableStatementContext* context);
  [[nodiscard]] const ast::Statement* buildLocalFunction(Grammar::FunctionDeclarationContext* context);
  [[nodiscard]] const ast::Statement* buildLocalClass(Grammar::StatementContext* context);
  [[nodiscard]] const ast::Statement* buildWhile(Grammar::StatementContext* context);
  [[nodiscard]] const ast::Statement* buildFor(Grammar::StatementContext* context);

  // ---- build_fibers.cpp ----
  [[nodiscard]] const ast::Expression* buildFiberScope(Grammar::ScopeExpressionContext* context);
  [[nodiscard]] const ast::Expression* buildSpawn(SourceSpan word, SourceSpan whole, const ast::Expression* body);
  [[nodiscard]] const ast::Expression* buildSelect(Grammar::SelectExpressionContext* context);

  // ---- build_patterns.cpp ----
  [[nodiscard]] const ast::Pattern* buildName(antlr4::Token* token);
  [[nodiscard]] const ast::Pattern* buildBinding(Grammar::BindingPatternContext* context);
  [[nodiscard]] const ast::Pattern* buildPattern(Grammar::PatternContext* context);
  [[nodiscard]] const ast::Pattern* buildPatternAtom(Grammar::PatternAtomContext* context);
  [[nodiscard]] const ast::Pattern* buildNamedPattern(Grammar::PatternAtomContext* context);
  [[nodiscard]] const ast::Pattern* buildRangePattern(Grammar::PatternAtomContext* context, const ast::Pattern* low);
  [[nodiscard]] const ast::Pattern* buildConstantPattern(const std::vector<antlr4::Token*>& path);
  [[nodiscard]] const ast::LiteralPattern* buildLiteralPattern(Grammar::LiteralPatternContext* context);

  // ---- build_declarations.cpp, build_classes.cpp ----
  [[nodiscard]] ast::ImportItem buildImportItem(Grammar::ImportItemContext* context);
  [[nodiscard]] ast::DeclarationHead buildHead(antlr4::Token* first,
                                               const std::vector<Grammar::AnnotationContext*>& annotations,
                                               const std::vector<Grammar::ModifierContext*>& modifiers,
                                               std::uint16_t allowed, std::string_view subject);
  [[nodiscard]] ast::ModifierSet buildModifiers(const std::vector<antlr4::Token*>& words, std::uint16_t allowed,
                                                std::string_view subject);
  [[nodiscard]] ast::ModifierSet buildModifiers(const std::vector<Grammar::ModifierContext*>& modifiers,
                                                std::uint16_t allowed, std::string_view subject);
  void checkCoreOnly(ast::Modifier modifier, SourceSpan span);
  [[nodiscard]] ast::Annotation buildAnnotation(Grammar::AnnotationContext* context);
  [[nodiscard]] const ast::Expression* buildAnnotationArgument(Grammar::ExpressionContext* context);
  [[nodiscard]] const ast::Declaration* buildFunction(Grammar::FunctionDeclarationContext* context,
                                                      ast::DeclarationHead head, SourceSpan span,
                                                      std::string_view nativeName);
  [[nodiscard]] std::string_view nativeNameOf(const std::vector<Grammar::ModifierContext*>& modifiers);
  [[nodiscard]] ast::FunctionBody buildFunctionBody(Grammar::FunctionBodyContext* context);
  [[nodiscard]] ast::Parameter buildParameter(Grammar::ParameterContext* context);
  [[nodiscard]] const ast::Declaration* buildAlias(Grammar::TypeAliasDeclarationContext* context,
                                                   ast::DeclarationHead head, SourceSpan span);
  [[nodiscard]] const ast::Declaration* buildDeclaration(Grammar::DeclarationContext* context);
  [[nodiscard]] std::vector<const ast::Declaration*> buildParts(Grammar::VariableDeclarationContext* context,
                                                                const ast::DeclarationHead& head, SourceSpan span);
  void refuseParts(Grammar::VariableDeclarationContext* context);
  [[nodiscard]] const ast::Declaration* buildVariable(Grammar::VariableDeclarationContext* context,
                                                      ast::DeclarationHead head, SourceSpan span);
  [[nodiscard]] const ast::Expression* buildLazy(antlr4::Token* late, antlr4::Token* word, const ast::Expression* value,
                                                 bool hasAccessor, SourceSpan name);
  void checkAccessors(Grammar::VariableDeclarationContext* context);
  [[nodiscard]] const ast::Declaration* buildClassMember(Grammar::MemberContext* context);
  [[nodiscard]] const ast::Declaration* buildClass(Grammar::ClassDeclarationContext* context, ast::DeclarationHead head,
                                                   SourceSpan span);
  [[nodiscard]] const ast::Declaration* buildEnum(Grammar::EnumDeclarationContext* context, ast::DeclarationHead head,
                                                  SourceSpan span);
  [[nodiscard]] const ast::Declaration* buildInterface(Grammar::InterfaceDeclarationContext* context,
                                                       ast::DeclarationHead head, SourceSpan span);
  [[nodiscard]] ast::NodeList<ast::Declaration> buildMembers(Grammar::MemberBlockContext* context);
  [[nodiscard]] ast::EnumCase buildEnumCase(Grammar::EnumCaseContext* context);
  [[nodiscard]] ast::ConstructorParameter buildConstructorParameter(Grammar::ConstructorParameterContext* context);
  struct Arguments {
    ast::NodeList<ast::Expression> values;
    std::span<const ast::Identifier> names;  // as of a CallExpression
    bool isWrong = false;                    // which was reported
  };
  [[nodiscard]] Arguments buildArguments(const std::vector<Grammar::ArgumentContext*>& contexts);
  [[nodiscard]] const ast::Expression* buildArgument(Grammar::ArgumentContext* context, ast::Identifier& name);
  [[nodiscard]] std::span<const ast::SuperType> buildSuperTypes(Grammar::SuperTypesContext* context);
  [[nodiscard]] ast::SuperType buildSuperType(Grammar::SuperTypeContext* context);

  const SourceFile& source_;
  const std::vector<DocComment>& documentation_;
  ast::Arena& arena_;
  DiagnosticCollector& diagnostics_;
  const ParseOptions& options_;
  std::size_t depth_ = 0;
};

}  // namespace tatu::compiler

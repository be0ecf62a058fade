// Blocks, statements, and the expressions that steer control.
#include <cctype>

#include "compiler/syntax/operator_chain.h"
#include "compiler/syntax/tree_builder.h"

namespace tatu::compiler {

const ast::BlockExpression* TreeBuilder::buildBlock(Grammar::BlockContext* context) {
  const Level level(*this, spanOf(context));
  if (level.deep) return makeExpression<ast::BlockExpression>(spanOf(context), ast::NodeList<ast::Statement>());
  return makeExpression<ast::BlockExpression>(spanOf(context),
                                              buildStatements(context->statements, spanOf(context).end));
}

const ast::Expression* TreeBuilder::buildScope(Grammar::BlockOperandContext* context) {
  const Level level(*this, spanOf(context));
  if (level.deep) return errorAt(spanOf(context));
  return makeExpression<ast::BlockExpression>(spanOf(context),
                                              buildStatements(context->statements, spanOf(context).end));
}

ast::NodeList<ast::Statement> TreeBuilder::buildStatements(const Statements& contexts, SourcePosition end,
                                                           std::size_t first) {
  std::vector<const ast::Statement*> statements;
  for (std::size_t i = first; i < contexts.size(); ++i) {
    if (!isWhole(contexts[i])) continue;
    if (contexts[i]->deferred != nullptr) {
      if (isWhole(contexts[i]->deferred)) statements.push_back(buildDeferred(contexts, end, i));
      break;
    }
    statements.push_back(buildStatement(contexts[i]));
  }
  return arena_.copy(statements);
}

// All that follows is what the deferred part is behind.
const ast::Statement* TreeBuilder::buildDeferred(const Statements& contexts, SourcePosition end, std::size_t at) {
  const SourceSpan own = spanOf(contexts[at]);
  const SourceSpan span{own.begin, end};
  const Level level(*this, own, 2);
  if (level.deep) return makeStatement<ast::ExpressionStatement>(span, errorAt(own));
  const ast::BlockExpression* last = buildDeferBody(contexts[at]->deferred);
  const ast::BlockExpression* rest =
      makeExpression<ast::BlockExpression>(SourceSpan{own.end, end}, buildStatements(contexts, end, at + 1));
  const auto* whole =
      makeExpression<ast::TryExpression>(span, rest, std::span<const ast::CatchClause>(), last, /*isDefer=*/true);
  return makeStatement<ast::ExpressionStatement>(span, whole);
}

const ast::BlockExpression* TreeBuilder::buildDeferBody(Grammar::DeferStatementContext* context) {
  if (context->body != nullptr) return buildBlock(context->body);
  const Level level(*this, spanOf(context), OperatorChain::levelsOf(context->value));
  std::vector<const ast::Statement*> statements;
  if (!level.deep) statements.push_back(OperatorChain(*this, context->value).buildStatement());
  return makeExpression<ast::BlockExpression>(spanOf(context->value), arena_.copy(statements));
}

const ast::Expression* TreeBuilder::buildIf(Grammar::IfExpressionContext* context) {
  const Level level(*this, spanOf(context));
  std::vector<ast::IfBranch> branches;
  for (std::size_t i = 0; i < context->conditions.size(); ++i) {
    const SourceSpan span = join(spanOf(context->conditions[i]), spanOf(context->bodies[i]));
    const ast::Expression* condition = buildExpression(context->conditions[i]);
    branches.push_back({span, condition, buildBlock(context->bodies[i])});
  }
  const auto parts = arena_.copy(branches);
  return makeExpression<ast::IfExpression>(spanOf(context), parts, buildBlockOrNull(context->otherwise));
}

const ast::Expression* TreeBuilder::buildMatch(Grammar::MatchExpressionContext* context) {
  const Level level(*this, spanOf(context));
  const ast::Expression* subject = buildExpression(context->subject);
  return makeExpression<ast::MatchExpression>(spanOf(context), spanOf(context->start), subject,
                                              partsOf<ast::MatchArm>(context->body->arms, &TreeBuilder::buildArm));
}

ast::MatchArm TreeBuilder::buildArm(Grammar::ArmContext* context) {
  const ast::Pattern* pattern = buildPattern(context->test);
  const ast::Expression* guard = context->guard == nullptr ? nullptr : buildExpression(context->guard);
  return {spanOf(context), pattern, guard, buildBody(context->body)};
}

// Whoever walks through the tree needs more room for one than for other nodes: it is two functions and a class.
const ast::Expression* TreeBuilder::buildSequence(Grammar::SequenceExpressionContext* context) {
  const Level level(*this, spanOf(context), 7);
  if (level.deep) return errorAt(spanOf(context));
  const ast::Type* element = context->element == nullptr ? nullptr : buildType(context->element);
  return makeExpression<ast::SequenceExpression>(spanOf(context), spanOf(context->start), element,
                                                 buildBlock(context->body));
}

const ast::Expression* TreeBuilder::buildTry(Grammar::TryExpressionContext* context) {
  const Level level(*this, spanOf(context));
  if (context->handlers.empty() && context->last == nullptr) {
    // A name behind the block is `except` or the like, and reported as such.
    const std::size_t behind = source_.text().find_first_not_of(" ", source_.offsetOf(spanOf(context->body).end));
    const bool isTold =
        behind != std::string_view::npos && std::isalpha(static_cast<unsigned char>(source_.text()[behind])) != 0;
    if (isTold) return errorAt(spanOf(context));
    report(Diagnostic(DiagnosticCode::MissingHandler, spanOf(context->start),
                      "a `try` needs a `catch` or a `finally` behind its block")
               .help("add `catch e: Exception { … }`"));
    return errorAt(spanOf(context));
  }
  const ast::BlockExpression* body = buildBlock(context->body);
  const auto catches = partsOf<ast::CatchClause>(context->handlers, &TreeBuilder::buildHandler);
  return makeExpression<ast::TryExpression>(spanOf(context), body, catches, buildBlockOrNull(context->last),
                                            /*isDefer=*/false);
}

ast::CatchClause TreeBuilder::buildHandler(Grammar::HandlerContext* context) {
  const ast::Type* type = buildType(context->declared);
  return {spanOf(context), identifier(context->name), type, buildBlock(context->body)};
}

const ast::Statement* TreeBuilder::buildStatement(Grammar::StatementContext* context) {
  const Level level(*this, spanOf(context));
  if (level.deep) return makeStatement<ast::ExpressionStatement>(spanOf(context), errorAt(spanOf(context)));
  if (context->variable != nullptr) return buildLocalVariable(context->variable);
  if (context->function != nullptr) return buildLocalFunction(context->function);
  if (context->classLike != nullptr) return buildLocalClass(context);
  if (context->loop != nullptr) return buildWhile(context);
  if (context->each != nullptr) return buildFor(context);
  const Level chain(*this, spanOf(context), OperatorChain::levelsOf(context->value));
  if (chain.deep) return makeStatement<ast::ExpressionStatement>(spanOf(context), errorAt(spanOf(context)));
  return OperatorChain(*this, context->value).buildStatement();
}

const ast::Statement* TreeBuilder::buildLocalVariable(Grammar::VariableStatementContext* context) {
  const ast::Pattern* pattern = buildBinding(context->names);
  const ast::Type* type = buildTypeOrNull(context->declared);
  const ast::Expression* value = context->value == nullptr ? nullptr : buildExpression(context->value);
  if (value == nullptr && (type == nullptr || pattern->kind != ast::NodeKind::BindingPattern)) {
    const bool tuple = pattern->kind == ast::NodeKind::TuplePattern;
    report(Diagnostic(DiagnosticCode::MissingInitializer, pattern->span.endOnly(),
                      tuple ? "what is taken apart needs a value: `= …`" : "a variable needs a type or a value")
               .label(tuple ? "expected `=`" : "expected `:` or `=`"));
    value = errorAt(pattern->span);
  }
  const bool isLazy = context->late != nullptr;
  if (isLazy && pattern->kind != ast::NodeKind::BindingPattern)
    report(Diagnostic(DiagnosticCode::InvalidPattern, pattern->span, "a lazy value has one name"));
  if (isLazy) value = buildLazy(context->late, context->word, value, false, pattern->span);
  return makeStatement<ast::VariableStatement>(spanOf(context), kindOf(context->word) == TokenKind::Var, isLazy,
                                               pattern, type, value);
}

const ast::Statement* TreeBuilder::buildLocalFunction(Grammar::FunctionDeclarationContext* context) {
  const ast::DeclarationHead head{documentationOf(context->start), {}, {}};
  const ast::Declaration* declaration = buildFunction(context, head, spanOf(context), {});
  return makeStatement<ast::FunctionStatement>(spanOf(context), &ast::as<ast::FunctionDeclaration>(*declaration));
}

const ast::Statement* TreeBuilder::buildLocalClass(Grammar::StatementContext* context) {
  constexpr auto kAllowed = static_cast<std::uint16_t>(static_cast<unsigned>(ast::Modifier::Open) |
                                                       static_cast<unsigned>(ast::Modifier::Abstract) |
                                                       static_cast<unsigned>(ast::Modifier::Data));
  const ast::ModifierSet modifiers = buildModifiers(context->modifiers, kAllowed, "a class in a function");
  const ast::DeclarationHead head{documentationOf(context->start), {}, modifiers};
  const ast::Declaration* declaration = buildClass(context->classLike, head, spanOf(context));
  return makeStatement<ast::ClassStatement>(spanOf(context), &ast::as<ast::ClassDeclaration>(*declaration));
}

const ast::Statement* TreeBuilder::buildWhile(Grammar::StatementContext* context) {
  const ast::Identifier label = identifier(context->label);
  const ast::Expression* condition = buildExpression(context->loop->condition);
  return makeStatement<ast::WhileStatement>(spanOf(context), label, condition, buildBlock(context->loop->body));
}

const ast::Statement* TreeBuilder::buildFor(Grammar::StatementContext* context) {
  Grammar::ForStatementContext* loop = context->each;
  const ast::Pattern* pattern = buildBinding(loop->names);
  if (loop->declared != nullptr) {
    const ast::Type* type = buildType(loop->declared);
    const SourceSpan span = join(pattern->span, type->span);
    if (const auto* name = ast::tryAs<ast::BindingPattern>(pattern)) {
      pattern = makePattern<ast::BindingPattern>(span, name->name, type);
    } else {
      report(Diagnostic(DiagnosticCode::InvalidPattern, type->span, "a type can be written only for a single name"));
    }
  }
  const ast::Expression* iterable = buildExpression(loop->iterable);
  return makeStatement<ast::ForStatement>(spanOf(context), identifier(context->label), pattern, iterable,
                                          buildBlock(loop->body));
}

}  // namespace tatu::compiler

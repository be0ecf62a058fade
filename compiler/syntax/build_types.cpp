// Types, type parameters and conditions on them.
#include "compiler/syntax/tree_builder.h"

namespace tatu::compiler {

const ast::Type* TreeBuilder::buildType(Grammar::TypeContext* context) {
  const Level level(*this, spanOf(context), 1 + context->marks.size());
  SourceSpan span = spanOf(context);
  if (level.deep) return makeType<ast::NamedType>(span, std::span<const ast::Identifier>(), ast::NodeList<ast::Type>());
  if (!context->marks.empty()) span.end = source_.positionAt(tokenOf(context->marks.front()).offset);
  const ast::Type* type = buildPlainType(context, span);
  for (antlr4::Token* mark : context->marks) {
    type = makeType<ast::OptionalType>(join(span, spanOf(mark)), type);
  }
  return type;
}

const ast::Type* TreeBuilder::buildPlainType(Grammar::TypeContext* context, SourceSpan span) {
  if (context->open == nullptr) {
    return makeType<ast::NamedType>(span, identifiers(context->path),
                                    listOf<ast::Type>(context->arguments, &TreeBuilder::buildType));
  }
  if (context->arrow != nullptr) {
    const auto parameters = listOf<ast::Type>(context->elements, &TreeBuilder::buildType);
    return makeType<ast::FunctionType>(span, parameters, buildType(context->result));
  }
  if (context->elements.size() == 1) return buildType(context->elements.front());
  checkTupleSize(context->elements.size(), span);
  return makeType<ast::TupleType>(span, listOf<ast::Type>(context->elements, &TreeBuilder::buildType));
}

std::span<const ast::TypeParameter> TreeBuilder::buildTypeParameters(Grammar::TypeParametersContext* context) {
  if (context == nullptr) return {};
  return partsOf<ast::TypeParameter>(context->params, &TreeBuilder::buildTypeParameter);
}

ast::TypeParameter TreeBuilder::buildTypeParameter(Grammar::TypeParameterContext* context) {
  ast::Variance variance = context->contra == nullptr ? ast::Variance::Invariant : ast::Variance::In;
  antlr4::Token* name = context->first;
  if (context->second != nullptr) {
    if (textOf(context->first) == "out" && context->contra == nullptr) {
      variance = ast::Variance::Out;
    } else {
      report(Diagnostic(DiagnosticCode::InvalidTypeParameter, spanOf(context->first),
                        "a type parameter is a name, with `in` or `out` before it if need be"));
    }
    name = context->second;
  }
  return {spanOf(context), identifier(name), variance, listOf<ast::Type>(context->bounds, &TreeBuilder::buildType)};
}

std::span<const ast::WhereCondition> TreeBuilder::buildConditions(Grammar::WhereClauseContext* context) {
  if (context == nullptr) return {};
  return partsOf<ast::WhereCondition>(context->conditions, &TreeBuilder::buildCondition);
}

ast::WhereCondition TreeBuilder::buildCondition(Grammar::WhereConditionContext* context) {
  return {spanOf(context), identifier(context->name), listOf<ast::Type>(context->bounds, &TreeBuilder::buildType)};
}

}  // namespace tatu::compiler

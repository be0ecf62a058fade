// Patterns.
#include "compiler/source/unicode.h"
#include "compiler/syntax/tree_builder.h"

namespace tatu::compiler {
const ast::Pattern* TreeBuilder::buildName(antlr4::Token* token) {
  if (textOf(token) == "_") return makePattern<ast::WildcardPattern>(spanOf(token));
  return makePattern<ast::BindingPattern>(spanOf(token), identifier(token), nullptr);
}

const ast::Pattern* TreeBuilder::buildBinding(Grammar::BindingPatternContext* context) {
  const Level level(*this, spanOf(context));
  if (level.deep) return makePattern<ast::WildcardPattern>(spanOf(context));
  if (context->name != nullptr) return buildName(context->name);
  if (context->elements.size() == 1) return buildBinding(context->elements.front());
  return makePattern<ast::TuplePattern>(spanOf(context),
                                        listOf<ast::Pattern>(context->elements, &TreeBuilder::buildBinding));
}

const ast::Pattern* TreeBuilder::buildPattern(Grammar::PatternContext* context) {
  const Level level(*this, spanOf(context), 2);
  if (level.deep) return makePattern<ast::WildcardPattern>(spanOf(context));
  if (context->alternatives.size() == 1) return buildPatternAtom(context->alternatives.front());
  std::vector<const ast::Pattern*> alternatives;
  for (Grammar::PatternAtomContext* atom : context->alternatives) {
    const ast::Pattern* pattern = buildPatternAtom(atom);
    if (const auto* inner = ast::tryAs<ast::AlternativePattern>(pattern)) {
      alternatives.insert(alternatives.end(), inner->alternatives.begin(), inner->alternatives.end());
    } else {
      alternatives.push_back(pattern);
    }
  }
  return makePattern<ast::AlternativePattern>(spanOf(context), arena_.copy(alternatives));
}

const ast::Pattern* TreeBuilder::buildPatternAtom(Grammar::PatternAtomContext* context) {
  if (!context->path.empty() && context->op != nullptr)
    return buildRangePattern(context, buildConstantPattern(context->path));
  if (!context->path.empty()) return buildNamedPattern(context);
  if (context->low != nullptr) return buildRangePattern(context, buildLiteralPattern(context->low));
  if (context->declared != nullptr) {
    return makePattern<ast::TypePattern>(spanOf(context), buildType(context->declared));
  }
  if (context->arguments.size() == 1) return buildPattern(context->arguments.front());
  checkTupleSize(context->arguments.size(), spanOf(context));
  return makePattern<ast::TuplePattern>(spanOf(context),
                                        listOf<ast::Pattern>(context->arguments, &TreeBuilder::buildPattern));
}

const ast::Pattern* TreeBuilder::buildNamedPattern(Grammar::PatternAtomContext* context) {
  const SourceSpan span = spanOf(context);
  const std::string_view name = textOf(context->path.back());
  const bool upper = startsUpperCase(name);
  if (context->declared != nullptr) {
    const ast::Type* type = buildType(context->declared);
    if (name == "_") return makePattern<ast::TypePattern>(span, type);
    if (upper) {
      report(Diagnostic(DiagnosticCode::InvalidPattern, spanOf(context->path.back()),
                        "a name that is bound here starts with a lower-case letter")
                 .note("`name: Type` matches a value of that type and calls it `name`"));
    }
    return makePattern<ast::BindingPattern>(span, identifier(context->path.back()), type);
  }
  const bool single = context->path.size() == 1 && context->open == nullptr;
  if (single && name == "_") return makePattern<ast::WildcardPattern>(span);
  if (single && !upper) return makePattern<ast::BindingPattern>(span, identifier(context->path.back()), nullptr);
  if (!upper && context->open == nullptr) return buildConstantPattern(context->path);
  if (!upper) {
    report(Diagnostic(DiagnosticCode::InvalidPattern, spanOf(context->path.back()),
                      "a pattern names a case, a class or a constant, which start with an upper-case letter")
               .note("a pattern cannot call a function or read a variable; a guard `if …` behind it can"));
    return makePattern<ast::WildcardPattern>(span);
  }
  return makePattern<ast::CasePattern>(span, identifiers(context->path), context->open != nullptr,
                                       listOf<ast::Pattern>(context->arguments, &TreeBuilder::buildPattern));
}

const ast::Pattern* TreeBuilder::buildRangePattern(Grammar::PatternAtomContext* context, const ast::Pattern* low) {
  if (context->op == nullptr) return low;
  const ast::Pattern* high = context->high->literal != nullptr ? buildLiteralPattern(context->high->literal)
                                                               : buildConstantPattern(context->high->path);
  return makePattern<ast::RangePattern>(spanOf(context), low, high, kindOf(context->op) == TokenKind::DotDot,
                                        spanOf(context->op));
}

const ast::Pattern* TreeBuilder::buildConstantPattern(const std::vector<antlr4::Token*>& path) {
  return makePattern<ast::CasePattern>(join(spanOf(path.front()), spanOf(path.back())), identifiers(path), false,
                                       ast::NodeList<ast::Pattern>());
}

const ast::LiteralPattern* TreeBuilder::buildLiteralPattern(Grammar::LiteralPatternContext* context) {
  antlr4::Token* token = context->number != nullptr ? context->number : context->other;
  return makePattern<ast::LiteralPattern>(spanOf(context), buildAtom(token), context->minus != nullptr);
}

}  // namespace tatu::compiler

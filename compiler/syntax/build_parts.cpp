// `val (a, b) = value` in a file: a variable that no program can name keeps the value, and each name is one that takes
// its part out of that, as a block does it: `val a = { val (a, _) = value; a }`.
#include <string>

#include "compiler/syntax/synthetic_tree.h"
#include "compiler/syntax/tree_builder.h"

namespace tatu::compiler {

namespace {

// Each name has a pattern of its own, so there are not too many.
constexpr std::size_t kMostParts = 1000;

void collect(const ast::Pattern& pattern, std::vector<const ast::BindingPattern*>& names, std::size_t& parts) {
  ++parts;
  if (const auto* name = ast::tryAs<ast::BindingPattern>(&pattern); name != nullptr) names.push_back(name);
  const auto* tuple = ast::tryAs<ast::TuplePattern>(&pattern);
  if (tuple == nullptr) return;
  for (const ast::Pattern* element : tuple->elements) collect(*element, names, parts);
}

// The pattern with all names left out but one.
const ast::Pattern* only(const ast::Pattern* name, const ast::Pattern* pattern, ast::Arena& arena) {
  SyntheticTree tree(arena);
  if (pattern == name) return pattern;
  const auto* tuple = ast::tryAs<ast::TuplePattern>(pattern);
  if (tuple == nullptr) return tree.wildcard(pattern->span);
  std::vector<const ast::Pattern*> elements;
  for (const ast::Pattern* element : tuple->elements) elements.push_back(only(name, element, arena));
  return tree.make<ast::TuplePattern, ast::Pattern>(pattern->span, arena.copy(elements));
}

}  // namespace

std::vector<const ast::Declaration*> TreeBuilder::buildParts(Grammar::VariableDeclarationContext* context,
                                                             const ast::DeclarationHead& head, SourceSpan span) {
  const SourceSpan at = join(spanOf(context->open), spanOf(context->close));
  const auto elements = listOf<ast::Pattern>(context->elements, &TreeBuilder::buildBinding);
  const ast::Pattern* pattern = elements.size() == 1 ? elements.front() : makePattern<ast::TuplePattern>(at, elements);
  const ast::Expression* value = buildExpressionOrNull(context->value);
  const bool isPlain = kindOf(context->word) != TokenKind::Const && context->late == nullptr &&
                       context->typeParams == nullptr && context->reader == nullptr && context->writer == nullptr;
  std::vector<const ast::BindingPattern*> names;
  std::size_t parts = 0;
  collect(*pattern, names, parts);
  if (!isPlain) {
    report(Diagnostic(DiagnosticCode::InvalidPattern, at, "what is constant or lazy, or has accessors, has one name"));
  } else if (value == nullptr) {
    report(Diagnostic(DiagnosticCode::MissingInitializer, at.endOnly(), "what is taken apart needs a value: `= …`")
               .label("expected `=`"));
  } else if (parts > kMostParts) {
    report(Diagnostic(DiagnosticCode::LimitExceeded, at,
                      "a value of a file is taken into at most " + std::to_string(kMostParts) + " parts"));
  }
  if (!isPlain || value == nullptr || parts > kMostParts)
    return {makeDeclaration<ast::BrokenDeclaration>(span, ast::Identifier())};
  SyntheticTree tree(arena_);
  const std::string_view whole = arena_.copy(std::string_view("_<parts " + std::to_string(at.begin.offset) + ">"));
  const auto variable = [&](const ast::DeclarationHead& variableHead, bool isMutable, ast::Identifier name,
                            const ast::Type* type, const ast::Expression* initializer) {
    return makeDeclaration<ast::VariableDeclaration>(
        span, variableHead, isMutable, false, false, static_cast<const ast::Type*>(nullptr), name,
        std::span<const ast::TypeParameter>(), type, initializer, false, ast::FunctionBody(), false, ast::Identifier(),
        ast::FunctionBody());
  };
  std::vector<const ast::Declaration*> result{
      variable({}, false, {whole, at}, buildTypeOrNull(context->declared), value)};
  for (const ast::BindingPattern* name : names) {
    const std::vector<const ast::Statement*> statements{
        makeStatement<ast::VariableStatement>(at, false, false, only(name, pattern, arena_),
                                              static_cast<const ast::Type*>(nullptr), tree.name(whole, at)),
        tree.statement(tree.name(name->name.text, name->name.span))};
    const bool isMutable = kindOf(context->word) == TokenKind::Var;
    result.push_back(variable(head, isMutable, name->name, nullptr, tree.block(statements, name->span)));
  }
  return result;
}

void TreeBuilder::refuseParts(Grammar::VariableDeclarationContext* context) {
  report(Diagnostic(DiagnosticCode::InvalidPattern, join(spanOf(context->open), spanOf(context->close)),
                    "the fields of a class are declared one by one")
             .help("keep the whole in a field, and read its parts where they are needed"));
}

}  // namespace tatu::compiler

// Taking values apart: tuples and data classes in `val`, `var`, `for` and the parameters of lambdas.
#include "compiler/check/body_checker.h"
#include "compiler/check/text.h"

namespace tatu::compiler::check {

Expr BodyChecker::destructure(const ast::VariableStatement& s, std::size_t scopeStart) {
  const Type* written = s.type != nullptr ? resolver().resolve(*s.type) : nullptr;
  Expr value = written != nullptr ? coerced(*s.initializer, written) : expression(*s.initializer);
  return takenApart(value, *s.pattern, s.isMutable, scopeStart, s.span);
}

Expr BodyChecker::takenApart(Expr value, const ast::Pattern& pattern, bool isMutable, std::size_t scopeStart,
                             SourceSpan span) {
  auto* node = make<hir::Destructure>(unit(), span);
  node->value = value;
  node->pattern = bindingPattern(pattern, value->type, isMutable, scopeStart);
  return node;
}

// The types of its parts; nothing if it has none.
std::optional<std::vector<const Type*>> BodyChecker::partsOf(const Type* type) {
  if (type->is(TypeKind::Tuple)) return type->arguments;
  if (!type->is(TypeKind::Class) || !type->symbol->isData) return std::nullopt;
  (void)program_.ownMembers(*type->symbol);
  const Substitution substitution = relations_.substitutionOf(type);
  std::vector<const Type*> parts;
  for (const FieldSymbol* field : type->symbol->fields)
    parts.push_back(substitution.apply(program_.types, program_.typeOf(*field)));
  return parts;
}

// A pattern that always matches.
hir::Pattern* BodyChecker::bindingPattern(const ast::Pattern& p, const Type* type, bool isMutable,
                                          std::size_t scopeStart) {
  if (const auto* binding = ast::tryAs<ast::BindingPattern>(&p); binding != nullptr) {
    auto* pattern = newPattern(hir::PatternKind::Bind, type, p.span);
    pattern->local = addLocal(binding->name, type, isMutable, scopeStart)->local;
    if (type->is(TypeKind::Error)) visible_.at(visible_.size() - 1)->isUsed = true;
    return pattern;
  }
  const auto* tuple = ast::tryAs<ast::TuplePattern>(&p);
  if (tuple == nullptr) return newPattern(hir::PatternKind::Wildcard, type, p.span);
  const auto types = partsOf(type);
  const bool fits = types && types->size() == tuple->elements.size();
  if (!fits) reportNotApart(*tuple, type, types ? std::optional(types->size()) : std::nullopt);
  auto* pattern =
      newPattern(type->is(TypeKind::Class) ? hir::PatternKind::Data : hir::PatternKind::Tuple, type, p.span);
  if (type->is(TypeKind::Class)) pattern->dataClass = type->symbol;
  for (std::size_t i = 0; i < tuple->elements.size(); ++i) {
    pattern->parts.push_back(
        bindingPattern(*tuple->elements[i], fits ? (*types)[i] : errorType(), isMutable, scopeStart));
  }
  return pattern;
}

void BodyChecker::reportNotApart(const ast::TuplePattern& p, const Type* type, std::optional<std::size_t> count) {
  if (type->is(TypeKind::Error)) return;
  const std::string written = counted(p.elements.size(), "name");
  if (count) {
    const std::string what = type->is(TypeKind::Class) ? "field" : "part";
    Diagnostic diagnostic(DiagnosticCode::PatternArity, p.span,
                          quoted(type) + " has " + counted(*count, what) + ", but here " +
                              (p.elements.size() == 1 ? "is " : "are ") + written);
    if (p.elements.size() < *count)
      (void)std::move(diagnostic).help("write `_` for each " + what + " that is not needed");
    return report(std::move(diagnostic));
  }
  Diagnostic diagnostic(DiagnosticCode::PatternMismatch, p.span, "I cannot take " + withArticle(type) + " apart");
  const bool isOptional = type->is(TypeKind::Optional) && partsOf(type->arguments[0]);
  if (isOptional) {
    (void)std::move(diagnostic).help("it may be `null`: test it first, or give a value with `??`");
  } else {
    (void)std::move(diagnostic).note("only tuples and data classes have parts that can be taken out like this");
  }
  if (relations_.superTypeAt(type, program_.core.list) != nullptr)
    (void)std::move(diagnostic).help("read its elements: `list[0]`");
  report(std::move(diagnostic));
}

}  // namespace tatu::compiler::check

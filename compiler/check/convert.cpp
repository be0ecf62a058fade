// Conversions: wrapping into an optional, boxing, seeing an object as its supertype. Everything else is a mismatch.
#include "compiler/check/body_checker.h"
#include "compiler/check/text.h"

namespace tatu::compiler::check {

namespace {

bool isNumeric(const Type* type) {
  switch (type->kind) {
    case TypeKind::Byte:
    case TypeKind::Int32:
    case TypeKind::Int:
    case TypeKind::Float32:
    case TypeKind::Float: return true;
    default: return false;
  }
}

}  // namespace

Expr BodyChecker::convert(Expr value, const Type* target, SourceSpan span) {
  const Type* type = value->type;
  if (type == target || type->is(TypeKind::Error) || type->is(TypeKind::Never)) return value;
  if (target->is(TypeKind::Error) || containsError(target) || containsError(type)) return error(span);
  if (!relations_.isAssignable(type, target)) {
    mismatch(target, type, span);
    return error(span);
  }
  return converted(value, target, span);
}

Expr BodyChecker::converted(Expr value, const Type* target, SourceSpan span) {
  const Type* type = value->type;
  if (type == target || type->is(TypeKind::Never) || type->is(TypeKind::Error) || target->is(TypeKind::Error))
    return value;
  if (relations_.isReferenceSubtype(type, target)) {
    auto* node = make<hir::Upcast>(target, span);
    node->value = value;
    return node;
  }
  if (target->is(TypeKind::Optional)) {
    const bool isNull = type->is(TypeKind::Optional) && type->arguments[0]->is(TypeKind::Never);
    if (isNull) {
      auto* null = make<hir::NullLiteral>(target, span);
      if (value->kind == hir::ExpressionKind::NullLiteral) return null;
      return withBefore({value}, null, span);
    }
    const bool isBoxedWhole = type->is(TypeKind::Optional) || type->is(TypeKind::Variable);
    if (!isBoxedWhole || type == target->arguments[0]) {
      auto* some = make<hir::Some>(target, span);
      some->value = converted(value, target->arguments[0], span);
      return some;
    }
  }
  auto* box = make<hir::Box>(target, span);
  box->value = value;
  return box;
}

void BodyChecker::mismatch(const Type* expected, const Type* found, SourceSpan span, Diagnostic*) {
  Diagnostic diagnostic(DiagnosticCode::TypeMismatch, span,
                        "I expected " + withArticle(expected) + " here, but this is " + withArticle(found));
  if (found->is(TypeKind::Optional) && !found->arguments[0]->is(TypeKind::Never) &&
      relations_.isAssignable(found->arguments[0], expected)) {
    (void)std::move(diagnostic)
        .note("it may be `null`")
        .help("give a value for that case with `?? …`, or test it first");
  } else if (isNumeric(expected) && isNumeric(found)) {
    const std::string method = ".to" + toString(expected) + "()";
    (void)std::move(diagnostic)
        .help("numbers are converted by a method: " + quoted(method), {Edit{span.endOnly(), method}});
  } else if (expected->is(TypeKind::String)) {
    (void)std::move(diagnostic).help("make it text with `.toString()` or `\"${…}\"`");
  }
  report(std::move(diagnostic));
}

}  // namespace tatu::compiler::check

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

bool isPlainClass(const Type* type) {
  return type->is(TypeKind::Class) && type->symbol->kind != bytecode::ClassKind::Interface;
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
  if (type->is(TypeKind::Variable) && isPlainClass(target)) {
    // The bound says that it is one, and the machine has no other way from a type parameter to a class.
    auto* cast = make<hir::TypeCast>(target, span);
    cast->value = converted(value, leaf(TypeKind::Any), span);
    return cast;
  }
  if (target->is(TypeKind::Optional)) {
    const bool isNull = type->is(TypeKind::Optional) && type->arguments[0]->is(TypeKind::Never);
    if (isNull) {
      auto* null = make<hir::NullLiteral>(target, span);
      if (value->kind == hir::ExpressionKind::NullLiteral) return null;
      return withBefore({value}, null, span);
    }
    const bool isBoxedWhole =
        type->is(TypeKind::Optional) || (type->is(TypeKind::Variable) && !isPlainClass(target->arguments[0]));
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

void BodyChecker::mismatch(const Type* expected, const Type* found, SourceSpan span) {
  Diagnostic diagnostic(DiagnosticCode::TypeMismatch, span,
                        "I expected " + withArticle(expected) + " here, but this is " + withArticle(found));
  explainMismatch(diagnostic, expected, found, span);
  report(std::move(diagnostic));
}

bool BodyChecker::isCharacterLiteral(SourceSpan span) const {
  const std::string_view text = file_.source->textOf(span);
  return text.size() > 2 && text.front() == '\'' && text.back() == '\'' && text != "'\"'";
}

void BodyChecker::explainMismatch(Diagnostic& diagnostic, const Type* expected, const Type* found, SourceSpan span) {
  const bool isNull = found->is(TypeKind::Optional) && found->arguments[0]->is(TypeKind::Never);
  if (toString(expected) == toString(found)) {
    explainNamesakes(diagnostic, expected, found);
  } else if (isNull) {
    (void)std::move(diagnostic).note("only " + withArticle(program_.types.optional(expected)) + " can be `null`");
  } else if (found->is(TypeKind::Optional) && relations_.isAssignable(found->arguments[0], expected)) {
    (void)std::move(diagnostic)
        .note("it may be `null`")
        .help("give a value for that case with `?? …`, or test it first");
  } else if (isNumeric(expected) && isNumeric(found)) {
    const std::string method = ".to" + toString(expected) + "()";
    const bool isSimple = file_.source->textOf(span).find(' ') == std::string_view::npos;
    std::vector<Edit> edits{{span.endOnly(), isSimple ? method : ")" + method}};
    if (!isSimple) edits.push_back({span.startOnly(), "("});
    (void)std::move(diagnostic).help("numbers are converted by a method: " + quoted(method), std::move(edits));
  } else if (isNullaryFunction(found) && relations_.isAssignable(found->result(), expected)) {
    adviseToCall(diagnostic, span);
  } else if (isNumeric(expected) && found->is(TypeKind::String)) {
    (void)std::move(diagnostic)
        .help("a text is read by " +
              quoted((expected->is(TypeKind::Float) ? "Float" : "Int") + std::string(".parse(text)")));
  } else if (expected->is(TypeKind::Bool) && found->is(TypeKind::Optional)) {
    (void)std::move(diagnostic).help("to ask whether there is a value, write `x != null`");
  } else if (expected->is(TypeKind::Bool) && isNumeric(found)) {
    (void)std::move(diagnostic).help("a number is no condition: compare it, for instance `x != 0`");
  } else if (expected->is(TypeKind::Char) && found->is(TypeKind::String)) {
    (void)std::move(diagnostic).help("a character stands in single quotes, and `text.charAt(offset)` takes one out");
  } else if (expected->is(TypeKind::String) && found->is(TypeKind::Char) && isCharacterLiteral(span)) {
    const std::string text(file_.source->textOf(span));
    (void)std::move(diagnostic)
        .help("a text stands in double quotes", {Edit{span, "\"" + text.substr(1, text.size() - 2) + "\""}});
  } else if (expected->is(TypeKind::String) && !found->is(TypeKind::Unit)) {
    (void)std::move(diagnostic).help("make it text with `.toString()` or `\"${…}\"`");
  } else if (expected->is(TypeKind::Any) && found->is(TypeKind::Variable)) {
    (void)std::move(diagnostic)
        .note(quoted(found) + " may stand for an optional type, and an `Any` is never `null`")
        .help("use `Any?`, or give " + quoted(found) + " a bound");
  } else if (expected->kind == found->kind && expected->symbol == found->symbol && !containsInferred(expected)) {
    explainArguments(diagnostic, expected, found);
  }
}

// Two types of one name: which is which, and where that of the program is declared.
void BodyChecker::explainNamesakes(Diagnostic& diagnostic, const Type* expected, const Type* found) {
  for (std::size_t i = 0; i < expected->arguments.size() && i < found->arguments.size(); ++i) {
    if (expected->arguments[i] == found->arguments[i]) continue;
    return explainNamesakes(diagnostic, expected->arguments[i], found->arguments[i]);
  }
  const auto origin = [&](const Type* type, std::string_view what) {
    const ast::Node* declaration = type->is(TypeKind::Class) ? type->symbol->declaration : nullptr;
    const PackageSymbol* package = type->is(TypeKind::Class) ? type->symbol->package : nullptr;
    if (declaration != nullptr)
      (void)std::move(diagnostic).also(Program::nameSpan(declaration), std::string(what) + " is declared here");
    return std::string(what) + " is " +
           (type->is(TypeKind::Variable) ? "a type parameter"
            : declaration == nullptr     ? quoted((package != nullptr ? package->name : "core") + "." + toString(type))
                                         : "a class of this program");
  };
  diagnostic.notes.push_back("there are two types " + quoted(toString(expected)) + ": " +
                             origin(expected, "the expected one") + ", " + origin(found, "this one"));
}

// Two instantiations of one class.
void BodyChecker::explainArguments(Diagnostic& diagnostic, const Type* expected, const Type* found) {
  if (expected->is(TypeKind::Array)) {
    (void)std::move(diagnostic).note("arrays of different elements are different types");
  }
  if (!expected->is(TypeKind::Class)) return;
  for (std::size_t i = 0; i < expected->arguments.size(); ++i) {
    if (expected->arguments[i] == found->arguments[i]) continue;
    const TypeParameterSymbol& parameter = *expected->symbol->typeParameters[i];
    if (parameter.variance == bytecode::Variance::Invariant) {
      (void)std::move(diagnostic)
          .note("the type arguments must be the same: " + withArticle(found->arguments[i]) + " is not taken for " +
                withArticle(expected->arguments[i]) + " there");
    } else if (!isReference(expected->arguments[i]) || !isReference(found->arguments[i])) {
      (void)std::move(diagnostic).note("`out` and `in` let references differ, not numbers and the like");
    }
    return;
  }
}

// Could a value of the type stand where the pattern, of which parts are still unknown, is expected?
bool BodyChecker::couldFit(const Type* type, const Type* pattern) {
  if (type->is(TypeKind::Error) || type->is(TypeKind::Never) || pattern->is(TypeKind::Inferred)) return true;
  if (pattern->is(TypeKind::Optional)) {
    const bool isNull = type->is(TypeKind::Optional) && type->arguments[0]->is(TypeKind::Never);
    return isNull || couldFit(type->is(TypeKind::Optional) ? type->arguments[0] : type, pattern->arguments[0]);
  }
  if (pattern->is(TypeKind::Class)) return relations_.superTypeAt(type, pattern->symbol) != nullptr;
  if (!containsInferred(pattern)) return true;  // looked at when everything is known
  return type->kind == pattern->kind && type->arguments.size() == pattern->arguments.size();
}

}  // namespace tatu::compiler::check

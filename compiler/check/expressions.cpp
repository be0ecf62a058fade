#include <algorithm>

#include "compiler/check/body_checker.h"
#include "compiler/check/suggestions.h"

namespace tatu::compiler::check {

using ast::NodeKind;

Expr BodyChecker::expression(const ast::Expression& e, Want want) { return finished(dispatch(e, want), e); }

Expr BodyChecker::finished(Expr result, const ast::Expression& e) {
  if (result->type->is(TypeKind::Never)) flow_.end();
  if (isWithinLimits(result->type)) return result;
  report(Diagnostic(DiagnosticCode::TypeTooLarge, e.span, "the type of this value is nested too deeply or too large")
             .note(std::string(kTypeLimits)));
  return error(e.span);
}

// Checked and made to fit; branches are made to fit one by one, so that the message is at the one that does not.
Expr BodyChecker::coerced(const ast::Expression& e, const Type* target) {
  return convert(expression(e, {target}), target, valueSpan(e));
}

// The hint steers literals and lambdas, but nothing has to fit it.
Expr BodyChecker::hinted(const ast::Expression& e, const Type* hint) {
  switch (e.kind) {
    case NodeKind::IfExpression:
    case NodeKind::MatchExpression:
    case NodeKind::TryExpression:
    case NodeKind::BlockExpression: return expression(e);
    default: return expression(e, {hint});
  }
}

const Type* BodyChecker::usable(const Type* type) {
  const Type* known = inference_.resolved(type);
  return known == nullptr || containsInferred(known) ? nullptr : known;
}

Expr BodyChecker::dispatch(const ast::Expression& e, Want want) {
  switch (e.kind) {
    case NodeKind::IntegerLiteral:
      return integerLiteral(ast::as<ast::IntegerLiteral>(e).value, false, e.span, want.type);
    case NodeKind::FloatLiteral: return floatLiteral(ast::as<ast::FloatLiteral>(e), false, e.span, want.type);
    case NodeKind::BooleanLiteral: return boolean(ast::as<ast::BooleanLiteral>(e).value, e.span);
    case NodeKind::CharacterLiteral: {
      auto* node = make<hir::CharLiteral>(leaf(TypeKind::Char), e.span);
      node->value = ast::as<ast::CharacterLiteral>(e).value;
      return node;
    }
    case NodeKind::StringLiteral: {
      const auto& literal = ast::as<ast::StringLiteral>(e);
      if (!literal.isRaw) warnOfDollarNames(e.span);
      return textLiteral(literal.value, e.span);
    }
    case NodeKind::ByteStringLiteral: return byteString(ast::as<ast::ByteStringLiteral>(e));
    case NodeKind::NullLiteral: return make<hir::NullLiteral>(program_.types.optional(leaf(TypeKind::Never)), e.span);
    case NodeKind::InterpolatedString: return interpolated(ast::as<ast::InterpolatedString>(e));
    case NodeKind::NameExpression: return name(ast::as<ast::NameExpression>(e), want);
    case NodeKind::ThisExpression: return thisValue(e.span);
    case NodeKind::SuperExpression:
      report(Diagnostic(DiagnosticCode::ThisOutsideClass, e.span, "`super` can only stand before a dot"));
      return error(e.span);
    case NodeKind::MemberExpression: return member(ast::as<ast::MemberExpression>(e), want);
    case NodeKind::TupleIndexExpression: return tupleIndex(ast::as<ast::TupleIndexExpression>(e));
    case NodeKind::CallExpression: return call(ast::as<ast::CallExpression>(e), want);
    case NodeKind::IndexExpression: return index(ast::as<ast::IndexExpression>(e));
    case NodeKind::UnaryExpression: return unary(ast::as<ast::UnaryExpression>(e), want);
    case NodeKind::NotNullExpression: return notNull(ast::as<ast::NotNullExpression>(e), want);
    case NodeKind::BinaryExpression: return binary(ast::as<ast::BinaryExpression>(e), want);
    case NodeKind::IsExpression: return isTest(ast::as<ast::IsExpression>(e), nullptr);
    case NodeKind::CastExpression: return cast(ast::as<ast::CastExpression>(e));
    case NodeKind::TupleExpression: return tuple(ast::as<ast::TupleExpression>(e), want);
    case NodeKind::ListExpression: return list(ast::as<ast::ListExpression>(e), want);
    case NodeKind::MapExpression: return map(ast::as<ast::MapExpression>(e), want);
    case NodeKind::LambdaExpression: return lambda(ast::as<ast::LambdaExpression>(e), want);
    case NodeKind::SequenceExpression: return sequence(ast::as<ast::SequenceExpression>(e), want);
    case NodeKind::YieldExpression: return yieldExpression(ast::as<ast::YieldExpression>(e));
    case NodeKind::BlockExpression: return block(ast::as<ast::BlockExpression>(e), want);
    case NodeKind::IfExpression: return ifExpression(ast::as<ast::IfExpression>(e), want);
    case NodeKind::MatchExpression: return match(ast::as<ast::MatchExpression>(e), want);
    case NodeKind::TryExpression: return tryExpression(ast::as<ast::TryExpression>(e), want);
    case NodeKind::ReturnExpression: return returnExpression(ast::as<ast::ReturnExpression>(e));
    case NodeKind::ThrowExpression: return throwExpression(ast::as<ast::ThrowExpression>(e));
    case NodeKind::BreakExpression: return jump(ast::as<ast::BreakExpression>(e).label, e.span, false);
    case NodeKind::ContinueExpression: return jump(ast::as<ast::ContinueExpression>(e).label, e.span, true);
    case NodeKind::ErrorExpression: useAll({0, 0}); return error(e.span);  // what it used is not known
    default: return error(e.span);
  }
}

// ---- Text

Expr BodyChecker::text(Expr value, SourceSpan span) {
  if (value->type->is(TypeKind::String) || value->type->is(TypeKind::Error) || value->type->is(TypeKind::Never))
    return value;
  return methodCall(value, "toString", {}, span);
}

Expr BodyChecker::interpolated(const ast::InterpolatedString& e) {
  auto* node = make<hir::Concat>(leaf(TypeKind::String), e.span);
  SourcePosition textBegin = e.span.begin;
  for (const ast::InterpolationPart& part : e.parts) {
    if (part.expression != nullptr) {
      warnOfDollarNames({textBegin, part.expression->span.begin});
      textBegin = part.hasFormat() ? part.format.span.end : part.expression->span.end;
      Expr value = expression(*part.expression);
      node->parts.push_back(part.hasFormat() ? formatted(value, part) : text(value, part.expression->span));
    } else {
      node->parts.push_back(textLiteral(part.text, e.span));
    }
  }
  warnOfDollarNames({textBegin, e.span.end});
  if (node->parts.size() == 1) return node->parts[0];
  return node;
}

// ---- Names

Expr BodyChecker::name(const ast::NameExpression& e, Want want) {
  if (LocalInfo* local = findLocal(e.name.text); local != nullptr) {
    local->isUsed = true;
    if (local->function != nullptr) return localFunctionValue(*local, e.typeArguments, want, e.name);
    if (local->localClass != nullptr) return entityValue(entityOf(e), e.name, e.typeArguments, want);
    if (!e.typeArguments.empty()) {
      report(Diagnostic(DiagnosticCode::WrongTypeArgumentCount, e.span,
                        quoted(e.name.text) + " is a variable and takes no type arguments"));
    }
    return localValue(*local, e.span);
  }
  const auto [found, level] = findImplicit(e.name.text);
  if (found.kind == MemberKind::Broken) return error(e.span);
  if (!found.isNone()) {
    Expr receiver = objectOf(level, e.name.span, e.name.text);
    if (receiver->type->is(TypeKind::Error)) return receiver;
    if (!checkVisible(found, e.name)) return error(e.span);
    return readMember(receiver, found, e.name, e.typeArguments, want, e.span);
  }
  const Entity entity = program_.find(file_, e.name.text);
  if (entity.isNone()) {
    if (e.name.text == "Unit") return unitValue(e.span);
    const auto [extension, around] = findImplicitExtension(e.name);
    if (extension.kind == MemberKind::Broken) return error(e.span);
    if (!extension.isNone())
      return readMember(objectOf(around, e.name.span), extension, e.name, e.typeArguments, want, e.span);
    return unknownName(e.name);
  }
  return entityValue(entity, e.name, e.typeArguments, want);
}

Expr BodyChecker::constantValue(const Constant& constant, const Type* type, SourceSpan span) {
  switch (constant.kind) {
    case TypeKind::Bool: return boolean(constant.integer != 0, span);
    case TypeKind::String: return textLiteral(constant.text, span);
    case TypeKind::Char: {
      auto* node = make<hir::CharLiteral>(type, span);
      node->value = static_cast<char32_t>(constant.integer);
      return node;
    }
    case TypeKind::Float:
    case TypeKind::Float32: {
      auto* node = make<hir::FloatLiteral>(type, span);
      node->value = constant.number;
      return node;
    }
    default: {
      auto* node = make<hir::IntLiteral>(type, span);
      node->value = constant.integer;
      return node;
    }
  }
}

Expr BodyChecker::globalValue(const GlobalSymbol& global, const ast::Identifier& name) {
  program_.warnIfDeprecated(global.declaration, name.text, name.span);
  const Type* type = program_.typeOf(global);
  if (global.isConst) return global.constant ? constantValue(*global.constant, type, name.span) : error(name.span);
  auto* node = make<hir::GlobalRead>(type, name.span);
  node->global = &global;
  return global.isLazy ? methodCall(node, "value", {}, name.span) : node;
}

Expr BodyChecker::entityValue(const Entity& entity, const ast::Identifier& name, ast::NodeList<ast::Type> typeArguments,
                              Want want) {
  switch (entity.kind) {
    case EntityKind::Global: return globalValue(*entity.global, name);
    case EntityKind::Function: return functionValue(*entity.function, nullptr, nullptr, typeArguments, want, name);
    case EntityKind::Alias:
    case EntityKind::Class: {
      Diagnostic diagnostic(DiagnosticCode::NotAValue, name.span, quoted(name.text) + " is a type, not a value");
      if (entity.classSymbol != nullptr && entity.classSymbol->kind == bytecode::ClassKind::Class) {
        (void)std::move(diagnostic).help("an object is created by a call: " + quoted(std::string(name.text) + "(…)"));
      }
      report(std::move(diagnostic));
      return error(name.span);
    }
    case EntityKind::Module:
      report(Diagnostic(DiagnosticCode::NotAValue, name.span, quoted(name.text) + " is a module, not a value")
                 .help("its declarations are reached by a dot: " + quoted(std::string(name.text) + ".…")));
      return error(name.span);
    default: return error(name.span);
  }
}

// ---- Tuples

Expr BodyChecker::tuple(const ast::TupleExpression& e, Want want) {
  const Type* wanted = inference_.resolved(want.type);
  if (wanted != nullptr && wanted->is(TypeKind::Optional)) wanted = wanted->arguments[0];
  const bool fits = wanted != nullptr && wanted->is(TypeKind::Tuple) && wanted->arguments.size() == e.elements.size();
  std::vector<Expr> parts;
  std::vector<const Type*> types;
  for (std::size_t i = 0; i < e.elements.size(); ++i) {
    const Type* part = fits ? wanted->arguments[i] : nullptr;
    const bool isKnown = part != nullptr && !containsInferred(part);
    parts.push_back(isKnown ? coerced(*e.elements[i], part) : expression(*e.elements[i], {part}));
    const Type* type = parts.back()->type;
    types.push_back(isKnown && !type->is(TypeKind::Error) ? part : type);
  }
  const bool hasBroken = std::any_of(types.begin(), types.end(), containsError);
  if (e.elements.size() > 6 || hasBroken) return error(e.span);
  auto* node = make<hir::TupleMake>(program_.types.tuple(types), e.span);
  node->parts = std::move(parts);
  return node;
}

Expr BodyChecker::tupleIndex(const ast::TupleIndexExpression& e) {
  Expr receiver = expression(*e.receiver);
  const auto part = [&](Expr value) -> Expr {
    const Type* type = value->type;
    if (type->is(TypeKind::Error)) return value;
    if (!type->is(TypeKind::Tuple) || e.index >= type->arguments.size()) {
      report(Diagnostic(DiagnosticCode::InvalidTupleIndex, e.indexSpan,
                        type->is(TypeKind::Tuple)
                            ? quoted(type) + " has " + counted(type->arguments.size(), "part") + ", numbered from 0"
                            : withArticle(type) + " is no tuple"));
      return error(e.span);
    }
    auto* node = make<hir::TupleGet>(type->arguments[e.index], e.span);
    node->tuple = value;
    node->part = e.index;
    return node;
  };
  return e.safe ? safeChain(receiver, e.span, part) : part(receiver);
}

// ---- Null, tests and casts

Expr BodyChecker::notNull(const ast::NotNullExpression& e, Want want) {
  Expr value = hinted(*e.operand, want.type == nullptr ? nullptr : program_.types.optional(want.type));
  const Type* type = value->type;
  if (type->is(TypeKind::Error)) return value;
  if (type->is(TypeKind::Variable)) {
    // It may stand for an optional.
    value = converted(value, program_.types.optional(type), e.span);
  } else if (!type->is(TypeKind::Optional)) {
    report(Diagnostic(DiagnosticCode::NeedlessNotNull, e.operatorSpan, "this " + quoted(type) + " is never null")
               .help("remove the `!!`", {Edit{e.operatorSpan, ""}}));
    return value;
  }
  auto* node = make<hir::Unwrap>(value->type->arguments[0], e.span);
  node->value = value;
  return node;
}

// A value that type tests accept: a reference or an optional of one.
Expr BodyChecker::testable(Expr value, SourceSpan span) {
  if (isReference(value->type)) return value;
  const bool mayBeNull = value->type->is(TypeKind::Optional) || value->type->is(TypeKind::Variable);
  const Type* any = leaf(TypeKind::Any);
  return converted(value, mayBeNull ? program_.types.optional(any) : any, span);
}

// Of a type parameter, which tests see as an `Any?`.
bool BodyChecker::mayBeAnything(const Type* type) {
  return type->is(TypeKind::Variable) || (type->is(TypeKind::Optional) && type->arguments[0]->is(TypeKind::Variable));
}

bool BodyChecker::canBe(const Type* from, const Type* to) {
  if (from->is(TypeKind::Optional)) from = from->arguments[0];
  if (to->is(TypeKind::Optional)) to = to->arguments[0];
  if (containsError(from) || containsError(to)) return true;
  if (to->is(TypeKind::Never)) return false;
  if (from->is(TypeKind::Variable) || to->is(TypeKind::Variable)) return true;
  if (relations_.isAssignable(from, to) || relations_.isAssignable(to, from) || from->is(TypeKind::Any)) return true;
  const auto isInterface = [](const Type* t) {
    return t->is(TypeKind::Class) && t->symbol->kind == bytecode::ClassKind::Interface;
  };
  const auto isOpenClass = [](const Type* t) { return t->is(TypeKind::Class) && t->symbol->isOpen; };
  if (from->is(TypeKind::Class) && to->is(TypeKind::Class) && from->symbol == to->symbol) return containsInferred(from);
  // A variable may stand for what makes the one a subtype of the other.
  const bool isRelated = from->is(TypeKind::Class) && to->is(TypeKind::Class) &&
                         (from->hasVariable || to->hasVariable) && relations_.superTypeAt(to, from->symbol) != nullptr;
  if (isRelated) return true;
  if (isInterface(from)) return isInterface(to) || isOpenClass(to);
  if (isInterface(to)) return isOpenClass(from);
  return from->is(TypeKind::Class) && to->is(TypeKind::Class) &&
         (relations_.superTypeAt(to, from->symbol) != nullptr || relations_.superTypeAt(from, to->symbol) != nullptr) &&
         !(from->symbol == to->symbol);
}

Expr BodyChecker::isTest(const ast::IsExpression& e, ConditionFlow* flow) {
  LocalInfo* local = narrowable(*e.operand);
  Expr value = expression(*e.operand);
  const Type* target = resolver().resolve(*e.type);
  const Type* type = value->type;
  if (type->is(TypeKind::Error) || target->is(TypeKind::Error)) {
    // Where the test holds nothing is known of the local, so nothing more is said about it.
    if (flow != nullptr && local != nullptr) (e.negated ? flow->whenFalse : flow->whenTrue).narrow(local, errorType());
    return error(e.span);
  }
  if (target->is(TypeKind::Optional)) {
    report(Diagnostic(DiagnosticCode::ImpossibleTest, e.type->span,
                      "a test names the type without `?`; null is tested by `== null`"));
    return error(e.span);
  }
  Expr result = nullptr;
  if (!canBe(type, target)) {
    report(
        Diagnostic(DiagnosticCode::ImpossibleTest, e.span, withArticle(type) + " can never be " + withArticle(target)));
    return error(e.span);
  }
  if (relations_.isAssignable(type, target) && !type->is(TypeKind::Variable)) {
    report(Diagnostic(DiagnosticCode::ConstantTest, e.span, withArticle(type) + " is always " + withArticle(target)));
    result = withBefore({value}, boolean(true, e.span), e.span);
  } else {
    auto* node = make<hir::TypeIs>(leaf(TypeKind::Bool), e.span);
    node->value = testable(value, e.operand->span);
    node->tested = target;
    result = node;
  }
  if (flow != nullptr) {
    flow->whenTrue = flow_;
    flow->whenFalse = flow_;
    const bool isNarrower = !relations_.isAssignable(type, target);
    if (local != nullptr && isNarrower) (e.negated ? flow->whenFalse : flow->whenTrue).narrow(local, target);
  }
  return e.negated ? negated(result, e.span) : result;
}

Expr BodyChecker::cast(const ast::CastExpression& e) {
  Expr value = hinted(*e.operand, nullptr);
  const Type* target = resolver().resolve(*e.type);
  const Type* type = value->type;
  if (type->is(TypeKind::Error) || target->is(TypeKind::Error)) return error(e.span);
  if (!canBe(type, target)) {
    Diagnostic diagnostic(DiagnosticCode::ImpossibleTest, e.span,
                          withArticle(type) + " can never be " + withArticle(target));
    const bool isNumber = type->kind >= TypeKind::Byte && type->kind <= TypeKind::Char &&
                          target->kind >= TypeKind::Byte && target->kind <= TypeKind::Char;
    if (isNumber)
      (void)std::move(diagnostic).help("numbers are converted by a method: `.to" + toString(target) + "()`");
    report(std::move(diagnostic));
    return error(e.span);
  }
  if (relations_.isAssignable(type, target)) {
    if (type == target) {
      report(Diagnostic(DiagnosticCode::NeedlessCast, join(e.operatorSpan, e.type->span),
                        "this is " + withArticle(target) + " already"));
    }
    const Type* result = e.safe ? program_.types.optional(target) : target;
    return converted(value, result, e.span);
  }
  if (target->is(TypeKind::Optional)) {
    report(Diagnostic(DiagnosticCode::ImpossibleTest, e.type->span, "a cast names the type without `?`")
               .help("`as?` gives null where the value is no " + quoted(target->arguments[0])));
    return error(e.span);
  }
  Expr source = testable(value, e.operand->span);
  if (e.safe) {
    auto* node = make<hir::TypeCastOptional>(program_.types.optional(target), e.span);
    node->value = source;
    return node;
  }
  auto* node = make<hir::TypeCast>(target, e.span);
  node->value = source;
  return node;
}

// ---- a[i]

Expr BodyChecker::index(const ast::IndexExpression& e) {
  Expr receiver = expression(*e.receiver);
  if (receiver->type->is(TypeKind::Error)) {
    (void)expression(*e.index);
    return receiver;
  }
  const ast::Identifier name{"get", e.receiver->span};
  const Member found = findOperator(receiver->type, name);
  if (found.isNone() || found.kind == MemberKind::Broken) {
    (void)expression(*e.index);
    if (!found.isNone() || relations_.hasUnknownAbove(receiver->type)) return error(e.span);
    Diagnostic diagnostic(DiagnosticCode::UnknownOperator, e.span, withArticle(receiver->type) + " cannot be indexed");
    if (receiver->type->is(TypeKind::Optional)) {
      (void)std::move(diagnostic).note("it may be `null`").help("test it first, or use `!!`");
    } else {
      (void)std::move(diagnostic).note("`x[i]` calls `operator fun get`");
      if (receiver->type->is(TypeKind::String))
        (void)std::move(diagnostic).help("`charAt(offset)` and `slice(start, end)` take parts; `for c in text` walks");
      if (receiver->type->is(TypeKind::Tuple))
        (void)std::move(diagnostic).help("the parts of a tuple are `.0`, `.1` and so on");
    }
    report(std::move(diagnostic));
    return error(e.span);
  }
  if (!checkVisible(found, name) || !checkMemberConditions(found, name)) {
    (void)expression(*e.index);
    return error(e.span);
  }
  const ast::Expression* arguments[] = {e.index};
  return callOn(receiver, found, name, {arguments, {}, e.index->span, e.receiver->span, e.span, {}, {}});
}

}  // namespace tatu::compiler::check

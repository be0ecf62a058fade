// Patterns of `match`: what they test, what they bind, and which values they cover.
#include <bit>

#include "compiler/check/body_checker.h"
#include "compiler/check/space.h"
#include "compiler/check/suggestions.h"
#include "compiler/source/unicode.h"

namespace tatu::compiler::check {

hir::Pattern* BodyChecker::newPattern(hir::PatternKind kind, const Type* type, SourceSpan span) {
  auto* pattern = arena_.make<hir::Pattern>();
  pattern->kind = kind;
  pattern->type = type;
  pattern->position = positionOf(span.begin);
  return pattern;
}

Space* BodyChecker::newSpace() { return arena_.make<Space>(); }

CheckedPattern BodyChecker::wildcard(const Type* type, SourceSpan span) {
  return {newPattern(hir::PatternKind::Wildcard, type, span), newSpace()};
}

// What an unreadable pattern would have bound is known all the same, so that its names are not reported.
void BodyChecker::bindUnknownNames(const ast::Pattern& p, std::size_t scopeStart) {
  switch (p.kind) {
    case ast::NodeKind::BindingPattern:
      addLocal(ast::as<ast::BindingPattern>(p).name, errorType(), false, scopeStart)->isUsed = true;
      return;
    case ast::NodeKind::TuplePattern:
      for (const ast::Pattern* part : ast::as<ast::TuplePattern>(p).elements) bindUnknownNames(*part, scopeStart);
      return;
    case ast::NodeKind::CasePattern:
      for (const ast::Pattern* part : ast::as<ast::CasePattern>(p).arguments) bindUnknownNames(*part, scopeStart);
      return;
    default: return;
  }
}

CheckedPattern BodyChecker::failedPattern(const ast::Pattern& p, std::size_t scopeStart) {
  bindUnknownNames(p, scopeStart);
  return {newPattern(hir::PatternKind::Wildcard, errorType(), p.span), newSpace()};
}

// The inner pattern, for the payload of an optional.
CheckedPattern BodyChecker::present(CheckedPattern inner, const Type* type, SourceSpan span) {
  auto* pattern = newPattern(hir::PatternKind::Present, type, span);
  pattern->parts.push_back(inner.pattern);
  Space* space = newSpace();
  space->kind = Space::Kind::Constructor;
  space->number = 1;
  space->parts.push_back(inner.space);
  return {pattern, space};
}

CheckedPattern BodyChecker::pattern(const ast::Pattern& p, const Type* type, bool isNullExcluded,
                                    std::size_t scopeStart) {
  if (type->is(TypeKind::Error)) return failedPattern(p, scopeStart);
  switch (p.kind) {
    case ast::NodeKind::WildcardPattern: return wildcard(type, p.span);
    case ast::NodeKind::BindingPattern:
      return binding(ast::as<ast::BindingPattern>(p), type, isNullExcluded, scopeStart);
    case ast::NodeKind::AlternativePattern: return alternatives(ast::as<ast::AlternativePattern>(p), type, scopeStart);
    case ast::NodeKind::TypePattern:
      return typePattern(resolver().resolve(*ast::as<ast::TypePattern>(p).type), type, p.span, nullptr, scopeStart);
    case ast::NodeKind::LiteralPattern: {
      const auto& literal = ast::as<ast::LiteralPattern>(p);
      if (literal.literal->kind != ast::NodeKind::NullLiteral) break;
      if (!type->is(TypeKind::Optional)) {
        report(Diagnostic(DiagnosticCode::PatternMismatch, p.span, withArticle(type) + " is never `null`"));
        return failedPattern(p, scopeStart);
      }
      Space* space = newSpace();
      space->kind = Space::Kind::Constructor;
      return {newPattern(hir::PatternKind::Null, type, p.span), space};
    }
    default: break;
  }
  if (type->is(TypeKind::Optional)) return present(pattern(p, type->arguments[0], false, scopeStart), type, p.span);
  switch (p.kind) {
    case ast::NodeKind::LiteralPattern: return literalPattern(ast::as<ast::LiteralPattern>(p), type);
    case ast::NodeKind::RangePattern: return rangePattern(ast::as<ast::RangePattern>(p), type);
    case ast::NodeKind::CasePattern: return casePattern(ast::as<ast::CasePattern>(p), type, scopeStart);
    case ast::NodeKind::TuplePattern: return tuplePattern(ast::as<ast::TuplePattern>(p), type, scopeStart);
    default: return failedPattern(p, scopeStart);
  }
}

CheckedPattern BodyChecker::binding(const ast::BindingPattern& p, const Type* type, bool isNullExcluded,
                                    std::size_t scopeStart) {
  if (p.type != nullptr) return typePattern(resolver().resolve(*p.type), type, p.span, &p.name, scopeStart);
  const bool bindsPayload = isNullExcluded && type->is(TypeKind::Optional);
  const Type* bound = bindsPayload ? type->arguments[0] : type;
  auto* pattern = newPattern(hir::PatternKind::Bind, bound, p.span);
  LocalInfo* const info = addLocal(p.name, bound, false, scopeStart);
  info->isBoundByMatch = true;
  pattern->local = info->local;
  const CheckedPattern result{pattern, newSpace()};
  return bindsPayload ? present(result, type, p.span) : result;
}

CheckedPattern BodyChecker::typePattern(const Type* target, const Type* type, SourceSpan span,
                                        const ast::Identifier* name, std::size_t scopeStart) {
  CheckedPattern inner = wildcard(target, span);
  if (name != nullptr) {
    inner.pattern = newPattern(hir::PatternKind::Bind, target, span);
    LocalInfo* info = addLocal(*name, target, false, scopeStart);
    inner.pattern->local = info->local;
    if (target->is(TypeKind::Error)) info->isUsed = true;
  }
  if (target->is(TypeKind::Error)) return inner;
  if (type == target) return inner;
  if (type->is(TypeKind::Optional) &&
      (relations_.isReferenceSubtype(type->arguments[0], target) || type->arguments[0] == target)) {
    if (inner.pattern->local != nullptr && type->arguments[0] != target) inner.pattern->type = type->arguments[0];
    return present(inner, type, span);
  }
  const bool isTestable = isReference(type) || mayBeAnything(type) || target->is(TypeKind::Variable);
  if (!canBe(type, target) || !isTestable) {
    report(
        Diagnostic(DiagnosticCode::ImpossibleTest, span, withArticle(type) + " can never be " + withArticle(target)));
    inner.pattern->type = target;
    return inner;
  }
  if (relations_.isReferenceSubtype(type, target)) {
    if (name == nullptr) return wildcard(type, span);
  } else {
    inner.space = spaceOf(target, type->is(TypeKind::Optional) ? type->arguments[0] : type);
  }
  auto* pattern = newPattern(hir::PatternKind::Type, type, span);
  pattern->target = target;
  pattern->parts.push_back(inner.pattern);
  if (type->is(TypeKind::Optional) && inner.space->kind != Space::Kind::All) {
    Space* space = newSpace();
    space->kind = Space::Kind::Constructor;
    space->number = 1;
    space->parts.push_back(inner.space);
    return {pattern, space};
  }
  return {pattern, inner.space};
}

// The values of `type` that are of the type `target`: where all that can be below `type` is known, those of which all
// values are; else some that nobody counts.
Space* BodyChecker::spaceOf(const Type* target, const Type* type) {
  const SealedLeaves& leaves = sealedLeaves_.try_emplace(type, relations_, type).first->second;
  Space* either = newSpace();
  either->kind = Space::Kind::Either;
  for (const std::uint32_t number : leaves.below(target)) {
    Space* leaf = newSpace();
    leaf->kind = Space::Kind::Constructor;
    leaf->number = number;
    if (leaves.at(number)->symbol->isData) leaf->parts.assign(partsOf(leaves.at(number))->size(), newSpace());
    either->parts.push_back(leaf);
  }
  if (either->parts.size() == 1) return either->parts.front();
  if (!either->parts.empty()) return either;
  either->kind = Space::Kind::Literal;
  either->text = "is " + std::to_string(target->id);  // several types can have one name
  return either;
}

// ---- Literals and ranges

Expr BodyChecker::patternLiteral(const ast::LiteralPattern& p, const Type* type) {
  if (const auto* literal = ast::tryAs<ast::IntegerLiteral>(p.literal); literal != nullptr) {
    return integerLiteral(literal->value, p.negative, p.span, type);
  }
  if (const auto* literal = ast::tryAs<ast::FloatLiteral>(p.literal); literal != nullptr) {
    return floatLiteral(*literal, p.negative, p.span, type);
  }
  return expression(*p.literal);
}

namespace {

std::string literalText(const hir::Expression* e) {
  switch (e->kind) {
    case hir::ExpressionKind::IntLiteral: return std::to_string(static_cast<const hir::IntLiteral*>(e)->value);
    case hir::ExpressionKind::FloatLiteral:  // all bits of it
      return std::to_string(std::bit_cast<std::uint64_t>(static_cast<const hir::FloatLiteral*>(e)->value));
    case hir::ExpressionKind::CharLiteral:
      return "'" + std::to_string(static_cast<std::uint32_t>(static_cast<const hir::CharLiteral*>(e)->value));
    case hir::ExpressionKind::StringLiteral: return "\"" + static_cast<const hir::StringLiteral*>(e)->value;
    default: return "";
  }
}

}  // namespace

CheckedPattern BodyChecker::literalPattern(const ast::LiteralPattern& p, const Type* type) {
  return equalPattern(patternLiteral(p, type), type, p.span);
}

// Of a literal or constant.
CheckedPattern BodyChecker::equalPattern(Expr value, const Type* type, SourceSpan span) {
  if (value->type->is(TypeKind::Error)) return {newPattern(hir::PatternKind::Wildcard, errorType(), span), newSpace()};
  if (value->type != type) {
    report(Diagnostic(DiagnosticCode::PatternMismatch, span,
                      "this pattern is " + withArticle(value->type) + ", but the value is " + withArticle(type)));
    return {newPattern(hir::PatternKind::Wildcard, errorType(), span), newSpace()};
  }
  auto* pattern = newPattern(hir::PatternKind::Equal, type, span);
  pattern->subject = newLocal("", type);
  pattern->test = equality(readLocal(pattern->subject, span), value, false, span, span);
  Space* space = newSpace();
  if (value->kind == hir::ExpressionKind::BoolLiteral) {
    space->kind = Space::Kind::Constructor;
    space->number = static_cast<hir::BoolLiteral*>(value)->value ? 1 : 0;
  } else {
    space->kind = Space::Kind::Literal;
    space->text = literalText(value);
  }
  return {pattern, space};
}

Expr BodyChecker::rangeEnd(const ast::Pattern& p, const Type* type) {
  if (const auto* literal = ast::tryAs<ast::LiteralPattern>(&p); literal != nullptr)
    return patternLiteral(*literal, type);
  const auto& named = ast::as<ast::CasePattern>(p);
  if (Expr constant = constantNamed(named); constant != nullptr) return constant;
  const ast::Identifier& name = named.path.back();
  if (file_.hasUnknownNames) return error(p.span);
  report(Diagnostic(DiagnosticCode::PatternMismatch, p.span, quoted(name.text) + " is no constant")
             .help("the ends of a range are literals or constants; a guard `if …` can test anything"));
  return error(p.span);
}

Expr BodyChecker::constantNamed(const ast::CasePattern& p) {
  if (p.hasArguments) return nullptr;
  const ast::Identifier& last = p.path.back();
  const GlobalSymbol* global = nullptr;
  bool isVisibleHere = true;
  if (const Entity entity = find(p.path); entity.kind == EntityKind::Global) {
    global = entity.global;
    isVisibleHere = p.path.size() == 1 || entity.isPublic();
  } else if (p.path.size() > 1) {
    const Entity owner = program_.withoutAlias(find(p.path.first(p.path.size() - 1)));
    if (owner.kind != EntityKind::Class) return nullptr;
    const Member found = relations_.findStatic(*owner.classSymbol, last.text);
    if (found.kind != MemberKind::StaticValue) return nullptr;
    global = found.staticValue;
    if (!checkVisible(found, last)) return error(p.span);
  }
  if (global == nullptr) return nullptr;
  program_.warnIfDeprecated(global->declaration, last.text, last.span);
  const Type* type = program_.typeOf(*global);
  if (type->is(TypeKind::Error)) return error(p.span);
  if (isVisibleHere && global->constant) return constantValue(*global->constant, type, p.span);
  if (!isVisibleHere) {
    program_.reportNotVisible(last);
  } else {
    report(Diagnostic(DiagnosticCode::PatternMismatch, p.span, quoted(last.text) + " is a variable, not a constant")
               .help("a guard can compare with it: `x if x == " + std::string(file_.source->textOf(p.span)) + "`"));
  }
  return error(p.span);
}

CheckedPattern BodyChecker::rangePattern(const ast::RangePattern& p, const Type* type) {
  Expr low = rangeEnd(*p.low, type);
  Expr high = rangeEnd(*p.high, type);
  const CheckedPattern failed{newPattern(hir::PatternKind::Wildcard, errorType(), p.span), newSpace()};
  if (low->type->is(TypeKind::Error) || high->type->is(TypeKind::Error)) return failed;
  const bool isOrdered = type->kind >= TypeKind::Byte && type->kind <= TypeKind::Char;
  if (low->type != type || high->type != type || !isOrdered) {
    report(Diagnostic(DiagnosticCode::PatternMismatch, p.span,
                      "this range does not fit the value, which is " + withArticle(type)));
    return failed;
  }
  auto* pattern = newPattern(hir::PatternKind::Range, type, p.span);
  pattern->subject = newLocal("", type);
  auto* test = make<hir::And>(leaf(TypeKind::Bool), p.span);
  test->left = leafOperator(ast::BinaryOperator::GreaterOrEqual, readLocal(pattern->subject, p.span), low, p.span);
  test->right = leafOperator(p.inclusive ? ast::BinaryOperator::LessOrEqual : ast::BinaryOperator::Less,
                             readLocal(pattern->subject, p.span), high, p.span);
  pattern->test = test;
  Space* space = newSpace();
  space->kind = Space::Kind::Literal;
  space->text = literalText(low) + (p.inclusive ? ".." : "..<") + literalText(high);
  if (low->kind == hir::ExpressionKind::IntLiteral) {
    const std::int64_t from = static_cast<hir::IntLiteral*>(low)->value;
    const std::int64_t to = static_cast<hir::IntLiteral*>(high)->value;
    if (from > to || (from == to && !p.inclusive)) {
      report(Diagnostic(DiagnosticCode::EmptyRange, p.span, "this range is empty: it matches nothing"));
    }
  }
  return {pattern, space};
}

// ---- Cases, data classes, tuples

// What the names stand for, as far as they lead from module to module; nothing if there are more of them.
Entity BodyChecker::find(std::span<const ast::Identifier> path) {
  Entity entity;
  if (ClassSymbol* local = findLocalClass_(path.front().text); local != nullptr) {
    entity.kind = EntityKind::Class;
    entity.classSymbol = local;
  } else {
    entity = program_.find(file_, path.front().text);
  }
  for (const ast::Identifier& name : path.subspan(1)) {
    if (entity.kind != EntityKind::Module) return entity.kind == EntityKind::Broken ? entity : Entity{};
    entity = entity.module.find(name.text);
  }
  return entity;
}

CheckedPattern BodyChecker::casePattern(const ast::CasePattern& p, const Type* type, std::size_t scopeStart) {
  const ast::Identifier& last = p.path.back();
  if (type->is(TypeKind::Class) && type->symbol->kind == bytecode::ClassKind::Enum && p.path.size() <= 3) {
    const bool isQualified = p.path.size() > 1;
    const bool namesEnum = !isQualified || p.path[p.path.size() - 2].text == type->symbol->name ||
                           program_.withoutAlias(find(p.path.first(p.path.size() - 1))).classSymbol == type->symbol;
    for (const CaseSymbol* enumCase : type->symbol->cases) {
      if (namesEnum && enumCase->name == last.text) return enumCasePattern(p, *enumCase, type, scopeStart);
    }
  }
  if (Expr constant = constantNamed(p); constant != nullptr) return equalPattern(constant, type, p.span);
  const Entity named = find(p.path);
  if (p.path.size() > 1 && !named.isPublic()) {
    program_.reportNotVisible(last);
    return failedPattern(p, scopeStart);
  }
  const Entity entity = program_.withoutAlias(named);
  const bool isClass = entity.kind == EntityKind::Class;
  if (isClass) program_.warnIfDeprecated(entity.classSymbol->declaration, last.text, last.span);
  if (isClass && entity.classSymbol->isData) return dataPattern(p, *entity.classSymbol, type, scopeStart);
  if (entity.kind == EntityKind::Broken || (entity.isNone() && file_.hasUnknownNames))
    return failedPattern(p, scopeStart);
  const bool isConstant = !type->is(TypeKind::Class) && entity.isNone() && !p.hasArguments;
  Diagnostic diagnostic(DiagnosticCode::PatternMismatch, p.span,
                        isConstant ? "there is no constant " + quoted(last.text)
                                   : withArticle(type) + " has no case " + quoted(last.text));
  if (!startsUpperCase(last.text)) {
    diagnostic = Diagnostic(DiagnosticCode::InvalidPattern, p.span, quoted(last.text) + " is no constant")
                     .note("a pattern names a case, a class or a constant")
                     .help("a guard `if …` behind it can test anything");
  } else if (isClass) {
    diagnostic =
        Diagnostic(DiagnosticCode::PatternMismatch, p.span, quoted(last.text) + " is no case of " + withArticle(type))
            .help("to test the type, write `is " + std::string(last.text) + "`");
  } else if (type->is(TypeKind::Class)) {
    SpellingSuggester suggester(last.text);
    std::string cases;
    for (const CaseSymbol* enumCase : type->symbol->cases) {
      suggester.consider(enumCase->name);
      if (cases.size() < 80) cases += (cases.empty() ? "" : ", ") + quoted(enumCase->name);
    }
    if (!cases.empty()) (void)std::move(diagnostic).note("it has " + cases + (cases.size() < 80 ? "" : ", …"));
    addSuggestion(diagnostic, suggester, last.span);
  }
  report(std::move(diagnostic));
  return failedPattern(p, scopeStart);
}

std::optional<std::string> BodyChecker::patternTooManyParts(const ast::CasePattern& p, std::size_t count,
                                                            std::string_view name) {
  if (p.arguments.size() == count) return std::nullopt;
  if (!p.hasArguments)
    return quoted(name) + " has " + counted(count, "part") + ": write `" + std::string(name) + "(" +
           (count == 1 ? "_" : "_, …") + ")`";
  return quoted(name) + " has " + counted(count, "part") + ", but this pattern has " +
         std::to_string(p.arguments.size());
}

CheckedPattern BodyChecker::enumCasePattern(const ast::CasePattern& p, const CaseSymbol& enumCase, const Type* type,
                                            std::size_t scopeStart) {
  if (const auto problem = patternTooManyParts(p, enumCase.payload.size(), enumCase.name); problem) {
    report(Diagnostic(DiagnosticCode::PatternArity, p.span, *problem));
    return failedPattern(p, scopeStart);
  }
  auto* pattern = newPattern(hir::PatternKind::Case, type, p.span);
  pattern->enumCase = &enumCase;
  Space* space = newSpace();
  space->kind = Space::Kind::Constructor;
  space->number = enumCase.number;
  const Substitution substitution = relations_.substitutionOf(type);
  for (std::size_t i = 0; i < enumCase.payload.size(); ++i) {
    const Type* part = substitution.apply(program_.types, enumCase.payload[i]->type);
    const CheckedPattern inner = this->pattern(*p.arguments[i], part, false, scopeStart);
    pattern->parts.push_back(inner.pattern);
    space->parts.push_back(inner.space);
  }
  return {pattern, space};
}

CheckedPattern BodyChecker::dataPattern(const ast::CasePattern& p, const ClassSymbol& symbol, const Type* type,
                                        std::size_t scopeStart) {
  (void)program_.ownMembers(symbol);
  const bool isSame = type->is(TypeKind::Class) && type->symbol == &symbol;
  const Type* const target =
      symbol.ownTypeParameters().empty() ? program_.selfType(symbol) : relations_.below(type, symbol).type;
  if (!isSame && target != nullptr && (isReference(type) || mayBeAnything(type)) && canBe(type, target)) {
    const CheckedPattern inner = dataPattern(p, symbol, target, scopeStart);
    auto* pattern = newPattern(hir::PatternKind::Type, type, p.span);
    pattern->target = target;
    pattern->parts.push_back(inner.pattern);
    Space* space = spaceOf(target, type);
    if (space->kind == Space::Kind::Constructor) {
      space->parts = inner.space->parts;
    } else {
      space->text = "pattern " + std::to_string(p.span.begin.offset);
    }
    return {pattern, space};
  }
  if (!isSame && relations_.below(type, symbol).isThere) {
    report(Diagnostic(DiagnosticCode::PatternMismatch, p.span,
                      "I cannot tell which instance of " + quoted(symbol.name) + " is meant")
               .help("test the type: `is " + symbol.name + "<…>`"));
    return failedPattern(p, scopeStart);
  }
  if (!isSame) {
    report(
        Diagnostic(DiagnosticCode::PatternMismatch, p.span, withArticle(type) + " is never a " + quoted(symbol.name)));
    return failedPattern(p, scopeStart);
  }
  if (const auto problem = patternTooManyParts(p, symbol.fields.size(), symbol.name); problem) {
    report(Diagnostic(DiagnosticCode::PatternArity, p.span, *problem));
    return failedPattern(p, scopeStart);
  }
  auto* pattern = newPattern(hir::PatternKind::Data, type, p.span);
  pattern->dataClass = &symbol;
  Space* space = newSpace();
  space->kind = Space::Kind::Constructor;
  const Substitution substitution = relations_.substitutionOf(type);
  for (std::size_t i = 0; i < symbol.fields.size(); ++i) {
    const Type* part = substitution.apply(program_.types, program_.typeOf(*symbol.fields[i]));
    const CheckedPattern inner = this->pattern(*p.arguments[i], part, false, scopeStart);
    pattern->parts.push_back(inner.pattern);
    space->parts.push_back(inner.space);
  }
  return {pattern, space};
}

CheckedPattern BodyChecker::tuplePattern(const ast::TuplePattern& p, const Type* type, std::size_t scopeStart) {
  if (!type->is(TypeKind::Tuple) || type->arguments.size() != p.elements.size()) {
    report(Diagnostic(
        DiagnosticCode::PatternMismatch, p.span,
        "this pattern has " + counted(p.elements.size(), "part") + ", but the value is " + withArticle(type)));
    return failedPattern(p, scopeStart);
  }
  auto* pattern = newPattern(hir::PatternKind::Tuple, type, p.span);
  Space* space = newSpace();
  space->kind = Space::Kind::Constructor;
  for (std::size_t i = 0; i < p.elements.size(); ++i) {
    const CheckedPattern inner = this->pattern(*p.elements[i], type->arguments[i], false, scopeStart);
    pattern->parts.push_back(inner.pattern);
    space->parts.push_back(inner.space);
  }
  return {pattern, space};
}

CheckedPattern BodyChecker::alternatives(const ast::AlternativePattern& p, const Type* type, std::size_t scopeStart) {
  auto* pattern = newPattern(hir::PatternKind::Or, type, p.span);
  Space* space = newSpace();
  space->kind = Space::Kind::Either;
  for (const ast::Pattern* alternative : p.alternatives) {
    const std::size_t before = visible_.size();
    const CheckedPattern inner = this->pattern(*alternative, type, false, scopeStart);
    if (visible_.size() != before) {
      report(Diagnostic(DiagnosticCode::BindingInAlternative, visible_.at(visible_.size() - 1)->span,
                        "alternatives cannot bind names: it would not be clear which one matched"));
      for (std::size_t i = before; i < visible_.size(); ++i) visible_.at(i)->isUsed = true;
    }
    pattern->parts.push_back(inner.pattern);
    space->parts.push_back(inner.space);
  }
  return {pattern, space};
}

}  // namespace tatu::compiler::check

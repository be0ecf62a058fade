// Members: fields, properties and methods of values, static members of types, declarations of modules.
#include "compiler/check/body_checker.h"
#include "compiler/check/inheritance.h"
#include "compiler/check/suggestions.h"

namespace tatu::compiler::check {

using bytecode::FunctionFlag;

namespace {

Entity classEntity(const Entity& entity) { return entity.kind == EntityKind::Class ? entity : Entity{}; }

}  // namespace

// A name that stands for a type or a module, unless something nearer hides it.
Entity BodyChecker::entityOf(const ast::Expression& e) {
  if (const auto* name = ast::tryAs<ast::NameExpression>(&e); name != nullptr) {
    if (LocalInfo* local = findLocal(name->name.text); local != nullptr) return localEntity(*local);
    if (const ImplicitMember found = findImplicit(name->name.text);
        found.level.receiver != nullptr && !found.member.isNone())
      return {};
    const Entity found = program_.find(file_, name->name.text);
    const Entity entity = program_.withoutAlias(found);
    if (entity.kind == EntityKind::Class)
      program_.warnIfDeprecated(found.declaration(), name->name.text, name->name.span);
    return entity.kind == EntityKind::Module ? entity : classEntity(entity);
  }
  const auto* member = ast::tryAs<ast::MemberExpression>(&e);
  if (member == nullptr || member->safe) return {};
  const Entity module = entityOf(*member->receiver);
  if (module.kind != EntityKind::Module) return {};
  const Entity entity = module.module.find(member->member.text);
  const Entity named = entity.isPublic() ? classEntity(program_.withoutAlias(entity)) : Entity{};
  if (!named.isNone()) program_.warnIfDeprecated(entity.declaration(), member->member.text, member->member.span);
  return named;
}

// `List<Int>.of(…)`: static members belong to the class, which has no type arguments.
void BodyChecker::refuseTypeArguments(const ast::MemberExpression& e) {
  const auto* name = ast::tryAs<ast::NameExpression>(e.receiver);
  const auto* member = ast::tryAs<ast::MemberExpression>(e.receiver);
  if ((name == nullptr || name->typeArguments.empty()) && (member == nullptr || member->typeArguments.empty())) return;
  report(Diagnostic(DiagnosticCode::WrongTypeArgumentCount, e.receiver->span,
                    "type arguments cannot stand before the name of a static member")
             .help("if they are needed, they stand behind it: " + quoted(std::string(e.member.text) + "<…>(…)")));
}

bool BodyChecker::checkVisible(const Member& member, const ast::Identifier& name) {
  bool isVisibleHere = true;
  if (member.field != nullptr) {
    isVisibleHere = isVisible(program_, file_.number(), member.field->owner->package, member.field->owner->file,
                              member.field->isPublic);
  } else if (member.method != nullptr) {
    const FunctionSymbol& method = *member.method;
    isVisibleHere = isVisible(program_, file_.number(), method.package, method.file, method.has(FunctionFlag::Public));
  } else if (member.staticValue != nullptr) {
    const GlobalSymbol& value = *member.staticValue;
    isVisibleHere = isVisible(program_, file_.number(), value.package, value.file, value.isPublic);
  }
  if (!isVisibleHere) program_.reportNotVisible(name);
  return isVisibleHere;
}

bool BodyChecker::checkMemberConditions(const Member& member, const ast::Identifier& name) {
  if (member.method == nullptr || member.method->conditions.empty()) return true;
  const Substitution substitution = relations_.substitutionOf(member.owner);
  const ConditionSymbol* violated = relations_.firstViolated(member.method->conditions, substitution);
  if (violated == nullptr) return true;
  const Type* actual = substitution.find(violated->parameter);
  report(Diagnostic(DiagnosticCode::ConditionNotSatisfied, name.span,
                    quoted(name.text) + " exists only where " + quoted(violated->parameter->name) + " is " +
                        withArticle(violated->bound) + ", and " +
                        (actual != nullptr ? quoted(actual) : std::string("this type")) + " is not"));
  return false;
}

// A member of a value; reported if there is none.
Member BodyChecker::lookUpMember(const Type* type, const ast::Identifier& name, const ast::Expression& receiver) {
  const Member found = relations_.findMember(type, name.text);
  if (found.kind == MemberKind::Broken) return {};
  if (found.isNone()) {
    const Member extension = findExtension(type, name);
    if (extension.kind == MemberKind::Broken) return {};
    if (!extension.isNone()) return extension;
  }
  if (found.isNone() && relations_.hasUnknownAbove(type)) return {};
  if (found.isNone()) {
    const Type* const payload = type->is(TypeKind::Optional) ? type->arguments[0] : nullptr;
    Member inner = payload == nullptr ? Member{} : relations_.findMember(payload, name.text);
    if (payload != nullptr && inner.isNone()) inner = findExtension(payload, name);
    if (inner.kind == MemberKind::Broken) return {};
    if (!inner.isNone()) {
      nullableReceiver(type, name, receiver);
    } else {
      unknownMember(type, name, receiver.span);
    }
    return {};
  }
  if (!checkVisible(found, name) || !checkMemberConditions(found, name)) return {};
  return found;
}

// receiver?.body: null if the receiver is, else what `body` makes of its payload.
Expr BodyChecker::safeChain(Expr receiver, SourceSpan span, const std::function<Expr(Expr)>& body) {
  if (receiver->type->is(TypeKind::Error)) return receiver;
  if (receiver->type->is(TypeKind::Variable))
    receiver = converted(receiver, program_.types.optional(receiver->type), span);
  if (!receiver->type->is(TypeKind::Optional)) {
    report(Diagnostic(DiagnosticCode::NeedlessNotNull, span,
                      "the receiver, " + withArticle(receiver->type) + ", is never null")
               .help("use `.` instead of `?.`"));
    return body(receiver);
  }
  hir::Local* local = newLocal("", receiver->type->arguments[0]);
  const FlowState before = flow_;
  Expr value = body(readLocal(local, span));
  flow_ = joined(before, flow_);
  if (value->type->is(TypeKind::Error)) return value;
  const bool isUnit = value->type->is(TypeKind::Unit);
  const Type* type = isUnit ? unit() : program_.types.optional(value->type);
  if (value->type->is(TypeKind::Never)) type = program_.types.optional(leaf(TypeKind::Never));
  if (isUnit) type = program_.types.optional(unit());
  auto* chain = make<hir::Chain>(type, span);
  chain->receiver = receiver;
  chain->local = local;
  chain->body = converted(value, type, span);
  return chain;
}

void BodyChecker::unknownInModule(const ImportedModule& module, const ast::Identifier& name) {
  if (module.hasUnknownNames()) return;
  Diagnostic diagnostic(DiagnosticCode::UnknownMember, name.span,
                        "the module " + quoted(module.name()) + " has no " + quoted(name.text));
  suggestFrom(module, diagnostic, name);
  report(std::move(diagnostic));
}

Expr BodyChecker::member(const ast::MemberExpression& e, Want want) {
  if (e.receiver->kind == ast::NodeKind::SuperExpression) {
    const Member found = superMember(e.member);
    if (found.isNone()) return error(e.span);
    return readMember(superReceiver(e.receiver->span), found, e.member, e.typeArguments, want, e.span, true);
  }
  const Entity entity = e.safe ? Entity{} : entityOf(*e.receiver);
  if (entity.kind == EntityKind::Class) {
    refuseTypeArguments(e);
    return staticMember(*entity.classSymbol, e, want);
  }
  if (entity.kind == EntityKind::Module) {
    const Entity inner = entity.module.find(e.member.text);
    if (inner.isNone()) {
      unknownInModule(entity.module, e.member);
      return error(e.span);
    }
    if (!inner.isPublic()) {
      program_.reportNotVisible(e.member);
      return error(e.span);
    }
    return entityValue(inner, e.member, e.typeArguments, want);
  }
  Expr receiver = expression(*e.receiver);
  if (e.safe) return safeChain(receiver, e.span, [&](Expr value) { return memberOf(value, e, want); });
  return memberOf(receiver, e, want);
}

Expr BodyChecker::memberOf(Expr receiver, const ast::MemberExpression& e, Want want) {
  if (receiver->type->is(TypeKind::Error) || receiver->type->is(TypeKind::Never)) return receiver;
  const Member found = lookUpMember(receiver->type, e.member, *e.receiver);
  if (found.isNone()) return error(e.span);
  return readMember(receiver, found, e.member, e.typeArguments, want, e.span);
}

void BodyChecker::warnIfDeprecated(const Member& member, const ast::Identifier& name) {
  const ast::Node* declaration = member.field != nullptr    ? member.field->declaration
                                 : member.method != nullptr ? member.method->declaration
                                                            : nullptr;
  program_.warnIfDeprecated(declaration, name.text, name.span);
}

Expr BodyChecker::readMember(Expr receiver, const Member& member, const ast::Identifier& name,
                             ast::NodeList<ast::Type> typeArguments, Want want, SourceSpan span, bool isSuper) {
  warnIfDeprecated(member, name);
  if (member.kind == MemberKind::Field) {
    const Type* type = relations_.substitutionOf(member.owner).apply(program_.types, program_.typeOf(*member.field));
    auto* node = make<hir::FieldRead>(type, span);
    node->object = receiver;
    node->field = member.field;
    node->owner = member.owner;
    return node;
  }
  if (member.kind == MemberKind::Extension)
    return readExtension(receiver, *member.method, name, typeArguments, want, span);
  if (member.kind == MemberKind::Copy) {
    report(Diagnostic(DiagnosticCode::NotAValue, name.span, "`copy` can only be called")
               .help("a lambda can call it: `x => x.copy(…)`"));
    return error(span);
  }
  const FunctionSymbol& method = *member.method;
  if (method.has(FunctionFlag::Getter)) {
    const Type* type = relations_.substitutionOf(member.owner).apply(program_.types, program_.resultOf(method));
    return builtCall(method, member.owner, receiver, !isSuper && isVirtual(method), {}, {}, type, span);
  }
  return functionValue(method, member.owner, receiver, typeArguments, want, name);
}

Expr BodyChecker::staticMember(const ClassSymbol& symbol, const ast::MemberExpression& e, Want want) {
  program_.derive(symbol);
  const Member found = relations_.findStatic(symbol, e.member.text);
  switch (found.kind) {
    case MemberKind::StaticValue:
      if (!checkVisible(found, e.member)) return error(e.span);
      return globalValue(*found.staticValue, e.member);
    case MemberKind::Case: return enumValue(*found.enumCase, nullptr, want, e.span);
    case MemberKind::StaticMethod:
      if (!checkVisible(found, e.member)) return error(e.span);
      return functionValue(*found.method, staticOwner(symbol), nullptr, e.typeArguments, want, e.member);
    case MemberKind::Broken: return error(e.span);
    default: break;
  }
  const Type* const self = program_.selfType(symbol);
  if (!found.isNone() || !relations_.findMember(self, e.member.text).isNone() ||
      !findExtension(self, e.member).isNone()) {
    report(Diagnostic(
        DiagnosticCode::StaticAccess, e.member.span,
        quoted(e.member.text) + " belongs to values of " + quoted(symbol.name) + ", not to the type itself"));
    return error(e.span);
  }
  unknownStatic(symbol, e.member);
  return error(e.span);
}

Expr BodyChecker::superReceiver(SourceSpan span) {
  return receiver_ != nullptr ? localStored(*receiver_, span) : error(span);
}

namespace {

std::string_view propertyOf(std::string_view name) {
  if (name.ends_with('=')) name.remove_suffix(1);
  return name;
}

}  // namespace

// The member that the superclass or an interface of this class has; of a setter, the name with its `=`.
Member BodyChecker::superMember(const ast::Identifier& name) {
  if (symbol_ != nullptr && symbol_->defaultOf != nullptr) {
    report(Diagnostic(DiagnosticCode::InvalidDefault, name.span, "a default value cannot use `super`"));
    return {};
  }
  if (owner_ == nullptr || receiver_ == nullptr) {
    report(Diagnostic(DiagnosticCode::ThisOutsideClass, name.span,
                      "`super` needs an object: it stands in methods and `init` blocks only"));
    return {};
  }
  for (const Type* type : relations_.directSupertypes(program_.selfType(*owner_))) {
    const Member found = relations_.findMember(type, name.text);
    if (found.isNone() || found.owner->is(TypeKind::Any)) continue;
    if (found.owner->is(TypeKind::Class) && found.owner->symbol->kind == bytecode::ClassKind::Interface)
      return superDefault(name, found);
    if (found.method != nullptr && found.method->has(FunctionFlag::Abstract)) {
      report(Diagnostic(DiagnosticCode::MissingBody, name.span,
                        quoted(propertyOf(name.text)) + " is abstract above: there is nothing to call"));
      return {};
    }
    return found;
  }
  if (relations_.hasUnknownAbove(program_.selfType(*owner_))) return {};
  const Member any = relations_.findMember(leaf(TypeKind::Any), name.text);
  if (any.isNone()) {
    report(Diagnostic(DiagnosticCode::UnknownMember, name.span,
                      "nothing above " + quoted(owner_->name) + " has a member " + quoted(name.text)));
  }
  return any;
}

// `super.name()` where only interfaces have the method: the one that this class would have without its own.
Member BodyChecker::superDefault(const ast::Identifier& name, const Member& found) {
  Inheritance inheritance(program_);
  std::vector<Ancestor> above = inheritance.ancestors(*owner_);
  above.erase(above.begin());
  for (const MethodGroup& group : inheritance.methods(above)) {
    if (group.front().method->name != name.text) continue;
    const MethodChoice choice = inheritance.choose(group);
    if (choice.rival != nullptr) {
      report(Diagnostic(DiagnosticCode::AmbiguousMember, name.span,
                        quoted(propertyOf(name.text)) + " is in " + quoted(choice.first->owner) + " and in " +
                            quoted(choice.rival->owner) + ", and `super` cannot say which of them is meant")
                 .help("write here what it should do, or call a method that only one of them has"));
      return {};
    }
    if (choice.chosen == nullptr) {
      report(Diagnostic(DiagnosticCode::MissingBody, name.span,
                        quoted(propertyOf(name.text)) + " is abstract above: there is nothing to call"));
      return {};
    }
    Member member = found;
    member.method = choice.chosen->method;
    member.owner = choice.chosen->owner;
    return member;
  }
  return found;
}

hir::Closure* BodyChecker::closureOf(const FunctionSymbol& function, const Type* owner,
                                     ast::NodeList<ast::Type> typeArguments, Want want, const ast::Identifier& name,
                                     Expr receiver) {
  program_.warnIfDeprecated(function.declaration, name.text, name.span);
  Substitution substitution = owner != nullptr ? relations_.substitutionOf(owner) : Substitution{};
  InferenceScope scope(inference_, function.typeParameters);
  std::vector<const Type*> written = resolver().resolveAll(typeArguments);
  for (std::size_t i = 0; i < written.size() && i < function.typeParameters.size(); ++i) scope.fix(i, written[i]);
  std::vector<const Type*> parts;
  for (const ParameterSymbol& parameter : function.parameters) {
    parts.push_back(scope.opened(substitution.apply(program_.types, parameter.type)));
  }
  if (receiver != nullptr) {
    inference_.unify(receiver->type, parts.front());
    parts.erase(parts.begin());
  }
  parts.push_back(scope.opened(substitution.apply(program_.types, function.result)));
  const Type* open = program_.types.function(parts);
  if (const Type* wanted = usable(want.type); wanted != nullptr) inference_.expect(open, wanted);
  std::vector<const Type*> solved;
  for (std::size_t i = 0; i < function.typeParameters.size(); ++i) {
    const Type* solution = scope.solution(i);
    if (solution == nullptr || containsInferred(solution)) {
      report(Diagnostic(DiagnosticCode::CannotInfer, name.span,
                        "I cannot find out the type argument " + quoted(function.typeParameters[i]->name) + " of " +
                            quoted(function.name)));
      return nullptr;
    }
    solved.push_back(solution);
  }
  auto* closure = make<hir::Closure>(inference_.resolved(open), name.span);
  if (receiver != nullptr) {
    const Type* wanted =
        Substitution(function.typeParameters, solved).apply(program_.types, function.parameters[0].type);
    closure->function = &function;
    closure->bound = convert(receiver, wanted, name.span);
  }
  closure->typeArguments = std::move(solved);
  return closure;
}

// A function or bound method as a value.
Expr BodyChecker::functionValue(const FunctionSymbol& function, const Type* owner, Expr bound,
                                ast::NodeList<ast::Type> typeArguments, Want want, const ast::Identifier& name) {
  hir::Closure* const closure = closureOf(function, owner, typeArguments, want, name);
  if (closure == nullptr) return error(name.span);
  closure->function = &function;
  closure->bound = bound;
  closure->isVirtual = bound != nullptr && isVirtual(function);
  closure->receiverType = closure->isVirtual ? bound->type : owner;
  return closure;
}

}  // namespace tatu::compiler::check

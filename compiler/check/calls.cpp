// Calls: of functions, methods, constructors, enum cases and function values.
#include "compiler/check/body_checker.h"
#include "compiler/check/text.h"

namespace tatu::compiler::check {

using bytecode::FunctionFlag;

bool BodyChecker::isVirtual(const FunctionSymbol& function) {
  return function.has(FunctionFlag::Open) ||
         (function.owner != nullptr && function.owner->kind == bytecode::ClassKind::Interface);
}

// Static functions do not use their class's type parameters; Never stands for each.
const Type* BodyChecker::staticOwner(const ClassSymbol& symbol) {
  if (symbol.typeParameters.empty()) return program_.selfType(symbol);
  const std::vector<const Type*> arguments(symbol.typeParameters.size(), leaf(TypeKind::Never));
  return Substitution(symbol.typeParameters, arguments).apply(program_.types, program_.selfType(symbol));
}

Expr BodyChecker::builtCall(const FunctionSymbol& function, const Type* owner, Expr receiver, bool isVirtualCall,
                            std::vector<const Type*> typeArguments, std::vector<Expr> arguments, const Type* result,
                            SourceSpan span) {
  auto* node = make<hir::Call>(result, span);
  node->function = &function;
  node->isVirtual = isVirtualCall && receiver != nullptr;
  if (receiver != nullptr) {
    const bool hasNoMembers = receiver->type->is(TypeKind::Unit) || receiver->type->is(TypeKind::Function);
    if (hasNoMembers) receiver = converted(receiver, leaf(TypeKind::Any), span);
    arguments.insert(arguments.begin(), receiver);
    node->receiverType = node->isVirtual ? receiver->type : owner;
  } else {
    node->receiverType = owner;
  }
  node->typeArguments = std::move(typeArguments);
  node->arguments = std::move(arguments);
  if (!capturedBy(function).empty()) node->captured = capturedFor(*function.defaultOf->owner);
  return node;
}

// A call of a method that is known to be there (of the core library, for what the language itself needs).
Expr BodyChecker::methodCall(Expr receiver, std::string_view name, std::vector<Expr> arguments, SourceSpan span) {
  if (receiver->type->is(TypeKind::Error)) return receiver;
  const Member found = relations_.findMember(receiver->type, name);
  if (found.kind != MemberKind::Method || found.method->parameters.size() != arguments.size()) {
    unknownMember(receiver->type, {name, span}, span);
    return error(span);
  }
  const Substitution substitution = relations_.substitutionOf(found.owner);
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    arguments[i] = convert(arguments[i], substitution.apply(program_.types, found.method->parameters[i].type), span);
  }
  const Type* result = substitution.apply(program_.types, found.method->result);
  return builtCall(*found.method, found.owner, receiver, isVirtual(*found.method), {}, std::move(arguments), result,
                   span);
}

Expr BodyChecker::failedCall(const CallSite& site) {
  for (const ast::Expression* argument : site.arguments) {
    if (const auto* spread = ast::tryAs<ast::SpreadExpression>(argument); spread != nullptr) argument = spread->operand;
    // What takes its type from the parameter would only be another error.
    const auto* list = ast::tryAs<ast::ListExpression>(argument);
    const auto* map = ast::tryAs<ast::MapExpression>(argument);
    const bool isEmpty = (list != nullptr && list->elements.empty()) || (map != nullptr && map->entries.empty());
    if (!isEmpty && argument->kind != ast::NodeKind::LambdaExpression) (void)expression(*argument);
  }
  return error(site.span);
}

// ---- What is called

Expr BodyChecker::call(const ast::CallExpression& e, Want want) {
  CallSite site{e.arguments, e.argumentNames, e.argumentsSpan, e.callee->span, e.span, {}, want};
  if (const auto* name = ast::tryAs<ast::NameExpression>(e.callee); name != nullptr) {
    site.typeArguments = name->typeArguments;
    site.nameSpan = name->name.span;
    return callName(e, *name, site);
  }
  if (const auto* member = ast::tryAs<ast::MemberExpression>(e.callee); member != nullptr) {
    site.typeArguments = member->typeArguments;
    site.nameSpan = member->member.span;
    return callMember(e, *member, site);
  }
  return callClosure(expression(*e.callee), site);
}

Expr BodyChecker::callName(const ast::CallExpression&, const ast::NameExpression& callee, const CallSite& site) {
  if (LocalInfo* local = findLocal(callee.name.text); local != nullptr) {
    local->isUsed = true;
    if (local->function != nullptr) return callLocal(*local, site);
    if (local->localClass != nullptr) return callEntity(localEntity(*local), callee.name, site);
    return callClosure(localValue(*local, callee.span), site);
  }
  const auto [found, level] = findImplicit(callee.name.text);
  if (found.kind == MemberKind::Broken) return failedCall(site);
  if (!found.isNone()) {
    Expr receiver = objectOf(level, callee.name.span, callee.name.text);
    if (receiver->type->is(TypeKind::Error) || !checkVisible(found, callee.name) ||
        !checkMemberConditions(found, callee.name))
      return failedCall(site);
    return callOn(receiver, found, callee.name, site);
  }
  const Entity entity = program_.find(file_, callee.name.text);
  if (entity.isNone()) {
    const auto [extension, around] = findImplicitExtension(callee.name);
    if (extension.kind == MemberKind::Extension)
      return callOn(objectOf(around, callee.name.span), extension, callee.name, site);
    if (extension.isNone()) (void)unknownName(callee.name);
    return failedCall(site);
  }
  return callEntity(entity, callee.name, site);
}

Expr BodyChecker::callEntity(const Entity& entity, const ast::Identifier& name, const CallSite& site) {
  switch (entity.kind) {
    case EntityKind::Function: return callFunction(*entity.function, nullptr, nullptr, false, site);
    case EntityKind::Class:
      return construct(*entity.classSymbol, program_.selfType(*entity.classSymbol),
                       {entity.classSymbol->ownTypeParameters().begin(), entity.classSymbol->ownTypeParameters().end()},
                       site);
    case EntityKind::Alias: return constructAlias(*entity.alias, site);
    case EntityKind::Global: return callClosure(globalValue(*entity.global, name), site);
    case EntityKind::Module: (void)entityValue(entity, name, {}, {}); return failedCall(site);
    default: return failedCall(site);
  }
}

Expr BodyChecker::callMember(const ast::CallExpression& e, const ast::MemberExpression& callee, const CallSite& site) {
  if (callee.receiver->kind == ast::NodeKind::SuperExpression) {
    const Member found = superMember(callee.member);
    if (found.isNone() || !checkMemberConditions(found, callee.member)) return failedCall(site);
    return callOn(superReceiver(callee.receiver->span), found, callee.member, site, true);
  }
  const Entity entity = callee.safe ? Entity{} : entityOf(*callee.receiver);
  if (entity.kind == EntityKind::Class) {
    refuseTypeArguments(callee);
    return callStatic(*entity.classSymbol, callee, site);
  }
  if (entity.kind == EntityKind::Module) {
    const Entity inner = entity.module.find(callee.member.text);
    if (inner.isNone() || !inner.isPublic()) {
      (void)member(callee, {});
      return failedCall(site);
    }
    return callEntity(inner, callee.member, site);
  }
  Expr receiver = expression(*callee.receiver);
  const auto body = [&](Expr value) -> Expr {
    if (value->type->is(TypeKind::Error)) return failedCall(site);
    if (value->type->is(TypeKind::Never)) return value;
    const Member found = lookUpMember(value->type, callee.member, *callee.receiver);
    if (found.isNone()) return failedCall(site);
    return callOn(value, found, callee.member, site);
  };
  return callee.safe ? safeChain(receiver, e.span, body) : body(receiver);
}

Expr BodyChecker::callOn(Expr receiver, const Member& member, const ast::Identifier& name, const CallSite& site,
                         bool isSuper) {
  if (member.kind == MemberKind::Copy) return callCopy(receiver, member, site);
  if (member.kind == MemberKind::Extension && !member.method->has(FunctionFlag::Getter))
    return callExtension(receiver, *member.method, site);
  const bool isValue = member.kind == MemberKind::Field || member.method->has(FunctionFlag::Getter);
  if (isValue) return callClosure(readMember(receiver, member, name, {}, {}, site.nameSpan, isSuper), site);
  return callFunction(*member.method, member.owner, receiver, !isSuper && isVirtual(*member.method), site);
}

Expr BodyChecker::callStatic(const ClassSymbol& symbol, const ast::MemberExpression& callee, const CallSite& site) {
  program_.derive(symbol);
  const Member found = relations_.findStatic(symbol, callee.member.text);
  if (found.kind == MemberKind::StaticMethod) {
    if (!checkVisible(found, callee.member)) return failedCall(site);
    return callFunction(*found.method, staticOwner(symbol), nullptr, false, site);
  }
  if (found.kind == MemberKind::Case) return enumValue(*found.enumCase, &site, site.want, site.span);
  Expr value = staticMember(symbol, callee, {});
  return value->type->is(TypeKind::Error) ? failedCall(site) : callClosure(value, site);
}

Expr BodyChecker::callFunction(const FunctionSymbol& function, const Type* owner, Expr receiver, bool isVirtualCall,
                               const CallSite& site) {
  program_.warnIfDeprecated(function.declaration, function.memberName(), site.nameSpan);
  const Substitution substitution =
      owner != nullptr && receiver != nullptr ? relations_.substitutionOf(owner) : Substitution{};
  std::vector<const Type*> parameters;
  for (const ParameterSymbol& parameter : function.parameters) {
    parameters.push_back(substitution.apply(program_.types, parameter.type));
  }
  const Type* result = substitution.apply(program_.types, function.result);
  // Bounds may name the class's parameters; only then they need fresh symbols, which the substitution of solved ones
  // covers.
  const Callee callee{quoted(function.name),
                      parameters,
                      function.typeParameters,
                      result,
                      function.declaration,
                      &function,
                      nullptr,
                      owner};
  ArgumentResult checked = checkArguments(callee, site);
  if (!checked.isValid) return error(site.span);
  result = Substitution(function.typeParameters, checked.typeArguments).apply(program_.types, result);
  if (containsError(result)) return error(site.span);
  std::vector<Expr> before = completeArguments(callee, site, checked, receiver == nullptr ? nullptr : &receiver);
  const Expr made = builtCall(function, owner, receiver, isVirtualCall, std::move(checked.typeArguments),
                              std::move(checked.arguments), result, site.span);
  return withBefore(std::move(before), made, site.span);
}

// What a call of a value that is no function calls.
Member BodyChecker::findInvoke(const Type* type, SourceSpan span) {
  return type->is(TypeKind::Function) ? Member{} : findOperator(type, {"invoke", span});
}

Expr BodyChecker::callClosure(Expr function, const CallSite& site) {
  const Type* type = function->type;
  if (type->is(TypeKind::Error)) return failedCall(site);
  if (const Member invoke = findInvoke(type, site.nameSpan); !invoke.isNone()) {
    const ast::Identifier name{"invoke", site.nameSpan};
    if (invoke.kind == MemberKind::Broken) return failedCall(site);
    if (!checkVisible(invoke, name) || !checkMemberConditions(invoke, name)) return failedCall(site);
    return callOn(function, invoke, name, site);
  }
  if (!type->is(TypeKind::Function)) {
    Diagnostic diagnostic(DiagnosticCode::NotCallable, site.nameSpan,
                          withArticle(type) + " is no function and cannot be called");
    if (site.arguments.empty() && site.argumentsSpan.size() > 0)
      (void)std::move(diagnostic).help("it is a value already: leave out the `()`", {Edit{site.argumentsSpan, ""}});
    const Type* const payload = type->is(TypeKind::Optional) ? type->arguments[0] : nullptr;
    if (payload != nullptr && (payload->is(TypeKind::Function) || !findInvoke(payload, site.nameSpan).isNone())) {
      diagnostic = Diagnostic(DiagnosticCode::NullableReceiver, site.nameSpan, "this function may be `null`")
                       .help("test it first");
    }
    report(std::move(diagnostic));
    return failedCall(site);
  }
  const std::vector<const Type*> parameters(type->parameters().begin(), type->parameters().end());
  ArgumentResult checked = checkArguments({"this function", parameters}, site);
  if (!checked.isValid) return error(site.span);
  auto* node = make<hir::CallClosure>(type->result(), site.span);
  node->function = function;
  node->arguments = std::move(checked.arguments);
  return node;
}

Expr BodyChecker::constructAlias(TypeAlias& alias, const CallSite& site) {
  program_.warnIfDeprecated(alias.declaration, alias.name(), site.nameSpan);
  const Type* type = aliasedType(program_, alias);
  const ClassSymbol* symbol = program_.memberClass(type);
  const bool hasName = symbol != nullptr && !type->is(TypeKind::Tuple) && !type->is(TypeKind::Optional);
  if (hasName) return construct(*symbol, type, alias.typeParameters, site);
  if (!containsError(type)) {
    report(Diagnostic(DiagnosticCode::NotCallable, site.nameSpan,
                      quoted(alias.name()) + " stands for " + quoted(type) + ", which has no constructor"));
  }
  return failedCall(site);
}

// Of a class by its own name, or by an alias, whose type parameters are those that the call has to find out.
Expr BodyChecker::construct(const ClassSymbol& symbol, const Type* self,
                            const std::vector<TypeParameterSymbol*>& typeParameters, const CallSite& site) {
  (void)program_.ownMembers(symbol);
  program_.warnIfDeprecated(symbol.declaration, symbol.name, site.nameSpan);
  if (symbol.kind != bytecode::ClassKind::Class || symbol.isAbstract || symbol.constructor == nullptr) {
    const bool isInterface = symbol.kind == bytecode::ClassKind::Interface;
    const bool isEnum = symbol.kind == bytecode::ClassKind::Enum;
    const bool isBuiltin = symbol.kind == bytecode::ClassKind::Builtin;
    const bool isOfHost = !isInterface && !isEnum && !isBuiltin && !symbol.isAbstract;
    Diagnostic diagnostic(DiagnosticCode::AbstractInstantiated, site.nameSpan,
                          isInterface ? "the interface " + quoted(symbol.name) + " cannot be created"
                          : isEnum
                              ? "an enum is made by naming a case: " +
                                    quoted(symbol.name + "." + (symbol.cases.empty() ? "…" : symbol.cases[0]->name))
                          : isBuiltin ? "the builtin type " + quoted(symbol.name) + " has no constructor"
                          : isOfHost  ? "only the host makes objects of " + quoted(symbol.name)
                                      : "the class " + quoted(symbol.name) + " is " +
                                           (symbol.isSealed ? "sealed" : "abstract") + " and cannot be created");
    if (symbol.name == "Array" && isBuiltin)
      (void)std::move(diagnostic)
          .help(
              "write `Array.filled(size, value)`, `Array.build(size, i => …)`, or `[1, 2, 3]` where an array is "
              "expected");
    if (isOfHost && symbol.package != nullptr)
      (void)std::move(diagnostic)
          .help("take it as a parameter, or from a function of " + quoted(symbol.package->name) + " that gives one");
    report(std::move(diagnostic));
    return failedCall(site);
  }
  const Substitution substitution = relations_.substitutionOf(self);
  std::vector<const Type*> parameters;
  for (const ParameterSymbol& parameter : symbol.constructor->parameters)
    parameters.push_back(substitution.apply(program_.types, parameter.type));
  const Callee callee{quoted(symbol.name), parameters,         typeParameters, self,
                      symbol.declaration,  symbol.constructor, nullptr,        nullptr};
  ArgumentResult checked = checkArguments(callee, site);
  if (!checked.isValid) return error(site.span);
  const Type* type = Substitution(typeParameters, checked.typeArguments).apply(program_.types, self);
  checkTypeArguments(relations_, type, site.nameSpan);
  checked.typeArguments = type->arguments;
  std::vector<Expr> before = completeArguments(callee, site, checked, nullptr);
  return withBefore(std::move(before), newObject(type, std::move(checked.arguments), site.span), site.span);
}

// `point.copy(y = 3)`: a new object of the receiver's type.
Expr BodyChecker::callCopy(Expr receiver, const Member& member, const CallSite& site) {
  const Type* type = member.owner;
  const ClassSymbol& symbol = *type->symbol;
  (void)program_.ownMembers(symbol);
  const Substitution substitution = relations_.substitutionOf(type);
  std::vector<const Type*> parameters;
  for (const ParameterSymbol& parameter : symbol.constructor->parameters)
    parameters.push_back(substitution.apply(program_.types, parameter.type));
  const Callee callee{"`copy`", parameters, {}, nullptr, symbol.declaration, symbol.constructor, nullptr, type, true};
  ArgumentResult checked = checkArguments(callee, site);
  if (!checked.isValid) return error(site.span);
  std::vector<Expr> before;
  receiver = reusable(receiver, before, site.span);
  const std::vector<Expr> rest = completeArguments(callee, site, checked, &receiver);
  before.insert(before.end(), rest.begin(), rest.end());
  const Expr original = copyOf(receiver, site.span);
  return withBefore(std::move(before), newObject(type, std::move(checked.arguments), site.span, original), site.span);
}

// Calls the constructor; an imported class's members are read, so that the emitter knows it. What a local class
// captures a copy has from its original.
Expr BodyChecker::newObject(const Type* type, std::vector<Expr> arguments, SourceSpan span, Expr original) {
  (void)program_.ownMembers(*type->symbol);
  auto* node = make<hir::New>(type, span);
  if (original == nullptr) {
    node->captured = capturedFor(*type->symbol);
  } else if (!type->symbol->captured.empty()) {
    node->original = original;
  }
  node->arguments = std::move(arguments);
  return node;
}

Expr BodyChecker::enumValue(const CaseSymbol& enumCase, const CallSite* site, Want want, SourceSpan span) {
  const ClassSymbol& symbol = *enumCase.owner;
  if (site == nullptr && !enumCase.payload.empty()) {
    report(Diagnostic(DiagnosticCode::WrongArgumentCount, span,
                      "the case " + quoted(enumCase.name) + " needs " + counted(enumCase.payload.size(), "value") +
                          ": " + quoted(symbol.name + "." + enumCase.name + "(…)")));
    return error(span);
  }
  std::vector<const Type*> parameters;
  for (const FieldSymbol* field : enumCase.payload) parameters.push_back(field->type);
  const Type* self = program_.selfType(symbol);
  if (site != nullptr && enumCase.payload.empty()) {
    report(Diagnostic(DiagnosticCode::WrongArgumentCount, site->argumentsSpan,
                      "the case " + quoted(enumCase.name) + " has no values: write it without parentheses"));
  }
  const CallSite plain{{}, {}, span, span, span, {}, want};
  const CallSite& here = site != nullptr && !enumCase.payload.empty() ? *site : plain;
  const Callee callee{
      quoted(enumCase.name), parameters, symbol.typeParameters, self, nullptr, nullptr, &enumCase, nullptr};
  ArgumentResult checked = checkArguments(callee, here);
  if (!checked.isValid) return error(span);
  std::vector<Expr> before = completeArguments(callee, here, checked, nullptr);
  auto* node =
      make<hir::EnumNew>(Substitution(symbol.typeParameters, checked.typeArguments).apply(program_.types, self), span);
  node->enumCase = &enumCase;
  node->arguments = std::move(checked.arguments);
  return withBefore(std::move(before), node, span);
}

}  // namespace tatu::compiler::check

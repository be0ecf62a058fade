// Extensions where they are used: which one a name stands for, and its receiver as the first argument.
#include <algorithm>

#include "compiler/check/body_checker.h"
#include "compiler/check/text.h"

namespace tatu::compiler::check {

using bytecode::FunctionFlag;

// The type of what stands before a name that has nothing before it; null where that is nothing.
const Type* BodyChecker::receiverOf(const ClassLevel& level) {
  if (level.receiver == nullptr)
    return level.owner != nullptr && level.isObjectRaw ? program_.selfType(*level.owner) : nullptr;
  const Type* narrowed = flow_.narrowed(level.receiver);
  return narrowed != nullptr ? narrowed : level.receiver->type;
}

// Is it for values of the type? Bounds do not count: a call tells which one is not satisfied.
bool BodyChecker::isExtensionOf(const FunctionSymbol& extension, const Type* type) {
  const Type* const receiver = extension.parameters[0].type;
  if (extension.typeParameters.empty()) return relations_.isAssignable(type, receiver);
  InferenceScope scope(inference_, extension.typeParameters);
  const Type* const open = scope.opened(receiver);
  if (!couldFit(type, open)) return false;
  inference_.unify(type, open);
  const Type* const known = inference_.resolved(open);
  return containsInferred(known) || relations_.isAssignable(type, known);
}

// The one whose receiver is the narrowest, of the nearest scope that has any.
Member BodyChecker::findExtension(const Type* type, const ast::Identifier& name) {
  for (std::size_t scope = 0; scope < Program::kExtensionScopes; ++scope) {
    std::vector<FunctionSymbol*> fitting = program_.extensionsIn(file_, scope, name.text);
    std::erase_if(fitting, [&](const FunctionSymbol* extension) { return !isExtensionOf(*extension, type); });
    if (!fitting.empty()) return bestExtension(std::move(fitting), type, name);
  }
  return {};
}

Member BodyChecker::bestExtension(std::vector<FunctionSymbol*> fitting, const Type* type, const ast::Identifier& name) {
  std::sort(fitting.begin(), fitting.end(),
            [](const FunctionSymbol* a, const FunctionSymbol* b) { return a->id < b->id; });
  Member result;
  result.kind = MemberKind::Extension;
  for (FunctionSymbol* candidate : fitting) {
    result.method = candidate;
    const auto isNarrower = [&](const FunctionSymbol* other) {
      return other == candidate || (isExtensionOf(*other, candidate->parameters[0].type) &&
                                    !isExtensionOf(*candidate, other->parameters[0].type));
    };
    if (std::all_of(fitting.begin(), fitting.end(), isNarrower)) return result;
  }
  reportAmbiguous(*fitting[0], *fitting[1], type, name);
  result.kind = MemberKind::Broken;
  return result;
}

void BodyChecker::reportAmbiguous(const FunctionSymbol& first, const FunctionSymbol& second, const Type* type,
                                  const ast::Identifier& name) {
  const auto described = [&](const FunctionSymbol& extension) {
    if (extension.package != nullptr)
      return quoted(extension.fullName()) + " of the module " + quoted(extension.package->name);
    const bool isElsewhere = extension.file != file_.number();
    return quoted(extension.fullName()) +
           (isElsewhere ? " of the module " + quoted(program_.fileOf(extension.file).moduleName) : "");
  };
  Diagnostic diagnostic(DiagnosticCode::AmbiguousExtension, name.span,
                        "several extensions " + quoted(name.text) + " are for " + withArticle(type) + ": " +
                            described(first) + " and " + described(second));
  if (first.parameters[0].type == second.parameters[0].type) {
    (void)std::move(diagnostic)
        .help("import the one that is meant by its name, and the other one not or as something else");
  } else {
    (void)std::move(diagnostic).help("keep the value in a `val` of the type that is meant");
  }
  report(std::move(diagnostic));
}

// Of `this`, for a name that stands for nothing else.
ImplicitMember BodyChecker::findImplicitExtension(const ast::Identifier& name) {
  for (std::size_t i = 0; i < levelCount(); ++i) {
    const ClassLevel level = levelAt(i);
    if (level.receiver == nullptr) continue;
    if (const Member found = findExtension(receiverOf(level), name); !found.isNone()) return {found, level};
  }
  return {};
}

Expr BodyChecker::callExtension(Expr receiver, const FunctionSymbol& extension, const CallSite& site) {
  program_.warnIfDeprecated(extension.declaration, extension.memberName(), site.nameSpan);
  std::vector<const Type*> parameters;
  for (const ParameterSymbol& parameter : extension.parameters) parameters.push_back(parameter.type);
  Callee callee{quoted(extension.name), parameters, extension.typeParameters, extension.result,
                extension.declaration,  &extension};
  callee.receiver = receiver;
  ArgumentResult checked = checkArguments(callee, site);
  if (!checked.isValid) return error(site.span);
  const Type* result =
      Substitution(extension.typeParameters, checked.typeArguments).apply(program_.types, extension.result);
  if (containsError(result)) return error(site.span);
  std::vector<Expr> before = completeArguments(callee, site, checked, checked.arguments.data());
  const Expr made = builtCall(extension, nullptr, nullptr, false, std::move(checked.typeArguments),
                              std::move(checked.arguments), result, site.span);
  return withBefore(std::move(before), made, site.span);
}

// With values that have been checked, the receiver first, as operators and setters have them. Null if they do not fit.
Expr BodyChecker::extensionCall(const FunctionSymbol& extension, std::vector<Expr> values, SourceSpan span) {
  if (values.size() != extension.parameters.size()) return nullptr;
  std::vector<const Type*> solved;
  {
    InferenceScope scope(inference_, extension.typeParameters);
    for (std::size_t i = 0; i < values.size(); ++i)
      inference_.unify(values[i]->type, scope.opened(extension.parameters[i].type));
    const Callee callee{quoted(extension.name), {}, extension.typeParameters};
    if (!solve(scope, callee, {{}, {}, span, span, span, {}, {}}, solved)) return error(span);
  }
  const Substitution substitution(extension.typeParameters, solved);
  for (std::size_t i = 0; i < values.size(); ++i) {
    const Type* wanted = substitution.apply(program_.types, extension.parameters[i].type);
    if (!relations_.isAssignable(values[i]->type, wanted)) return nullptr;
    values[i] = converted(values[i], wanted, span);
  }
  const Type* result = substitution.apply(program_.types, extension.result);
  return builtCall(extension, nullptr, nullptr, false, std::move(solved), std::move(values), result, span);
}

// What an operator calls: a member, or an extension, that is declared as one. Broken if several extensions fit, which
// was told.
Member BodyChecker::findOperator(const Type* type, const ast::Identifier& name) {
  Member found = relations_.findMember(type, name.text);
  if (found.isNone()) found = findExtension(type, name);
  if (found.kind == MemberKind::Broken) return found;
  const bool isFunction = found.kind == MemberKind::Method || found.kind == MemberKind::Extension;
  return isFunction && found.method->has(FunctionFlag::Operator) ? found : Member{};
}

// A property, or a function that is bound to the receiver.
Expr BodyChecker::readExtension(Expr receiver, const FunctionSymbol& extension, const ast::Identifier& name,
                                ast::NodeList<ast::Type> typeArguments, Want want, SourceSpan span) {
  if (extension.has(FunctionFlag::Getter))
    return callExtension(receiver, extension, {{}, {}, name.span, name.span, span, typeArguments, want});
  hir::Closure* const closure = closureOf(extension, nullptr, typeArguments, want, name, receiver);
  return closure == nullptr ? error(name.span) : closure;
}

}  // namespace tatu::compiler::check

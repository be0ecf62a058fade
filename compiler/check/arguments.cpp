// The arguments of a call: which parameter each is for, their types and the type arguments that follow from them, and
// the values of parameters that the call leaves out.
#include <algorithm>

#include "compiler/check/body_checker.h"
#include "compiler/check/suggestions.h"
#include "compiler/check/text.h"

namespace tatu::compiler::check {

namespace {

// "padStart(width: Int, fill: Char)".
std::string headOf(const FunctionSymbol& function) {
  const bool isConstructor = function.has(bytecode::FunctionFlag::Constructor);
  std::string text = (isConstructor ? function.owner->name : function.fullName()) + "(";
  for (const ParameterSymbol& parameter : function.parameters) {
    if (parameter.name == "this") continue;
    if (text.back() != '(') text += ", ";
    text += (parameter.name.empty() ? "" : parameter.name + ": ");
    text += parameter.isVariadic ? toString(parameter.type->arguments[0]) + "..." : toString(parameter.type);
  }
  return text + ")";
}

// "<Int>", "<Int, Int>".
std::string typeArgumentsExample(std::size_t count) {
  std::string text = "<Int";
  for (std::size_t i = 1; i < count; ++i) text += ", Int";
  return text + ">";
}

// Without `...` before it.
const ast::Expression& valueOf(const ast::Expression& argument) {
  const auto* spread = ast::tryAs<ast::SpreadExpression>(&argument);
  return spread == nullptr ? argument : *spread->operand;
}

bool isOpenLambda(const ast::Expression& argument, const Type* parameter) {
  return argument.kind == ast::NodeKind::LambdaExpression && containsInferred(parameter);
}

}  // namespace

std::string_view BodyChecker::Callee::nameOf(std::size_t parameter) const {
  if (function != nullptr) return function->parameters[parameter].name;
  return enumCase != nullptr ? enumCase->payload[parameter]->name : std::string_view();
}

std::optional<std::size_t> BodyChecker::Callee::find(std::string_view name) const {
  if (name == "_") return std::nullopt;
  for (std::size_t i = 0; i < parameters.size(); ++i) {
    if (nameOf(i) == name) return i;
  }
  return std::nullopt;
}

// ---- Which parameter an argument is for

bool BodyChecker::matchArguments(const Callee& callee, const CallSite& site, ArgumentResult& outcome) {
  std::vector<bool> isGiven(callee.parameters.size());
  if (callee.receiver != nullptr) isGiven[0] = true;
  const std::optional<std::size_t> variadic = callee.variadic();
  for (std::size_t i = 0; i < site.arguments.size(); ++i) {
    const bool isNamed = i < site.argumentNames.size() && !site.argumentNames[i].empty();
    std::optional<std::size_t> parameter = i + callee.firstParameter();
    if (!isNamed && variadic) parameter = std::min(*parameter, *variadic);
    if (isNamed) parameter = namedParameter(callee, site.argumentNames[i]);
    if (!parameter) return false;
    if (*parameter >= isGiven.size()) return wrongCount(callee, site);
    const bool isVariadic = callee.isVariadic(*parameter);
    if (!checkSpread(*site.arguments[i], isVariadic, isNamed)) return false;
    if (isGiven[*parameter] && !isVariadic) {
      report(Diagnostic(DiagnosticCode::UnknownArgument, site.argumentNames[i].span,
                        "the parameter " + quoted(callee.nameOf(*parameter)) + " has its argument already"));
      return false;
    }
    isGiven[*parameter] = true;
    outcome.parameterOf.push_back(*parameter);
  }
  if (variadic && !isGiven[*variadic]) outcome.parameterOf.push_back(*variadic);
  if (variadic) isGiven[*variadic] = true;
  return checkMissing(callee, site, isGiven);
}

bool BodyChecker::checkSpread(const ast::Expression& argument, bool isVariadic, bool isNamed) {
  const bool isSpread = argument.kind == ast::NodeKind::SpreadExpression;
  if (isNamed && (isVariadic || isSpread)) {
    report(Diagnostic(DiagnosticCode::UnknownArgument, argument.span,
                      "the values of a parameter that takes any number of them are given without its name")
               .help("they stand before the arguments that have names"));
    return false;
  }
  if (isSpread && !isVariadic) {
    report(Diagnostic(DiagnosticCode::WrongArgumentCount, argument.span,
                      "`...` gives any number of values, but this parameter takes one")
               .note("a parameter that takes any number is declared `name: Type...`"));
    return false;
  }
  return true;
}

std::optional<std::size_t> BodyChecker::namedParameter(const Callee& callee, const ast::Identifier& name) {
  const std::optional<std::size_t> found = callee.find(name.text);
  if (found) return found;
  const bool hasNames = callee.function != nullptr || callee.enumCase != nullptr;
  Diagnostic diagnostic(DiagnosticCode::UnknownArgument, name.span,
                        hasNames ? callee.what + " has no parameter " + quoted(name.text)
                                 : "the parameters of a function value have no names");
  SpellingSuggester suggester(name.text);
  for (std::size_t i = 0; hasNames && i < callee.parameters.size(); ++i) suggester.consider(callee.nameOf(i));
  addSuggestion(diagnostic, suggester, name.span);
  if (callee.declaration != nullptr)
    (void)std::move(diagnostic).also(Program::nameSpan(callee.declaration), "it is declared here");
  if (findLocal(name.text) != nullptr) (void)std::move(diagnostic).help("to compare, write `==`");
  report(std::move(diagnostic));
  return std::nullopt;
}

bool BodyChecker::checkMissing(const Callee& callee, const CallSite& site, const std::vector<bool>& isGiven) {
  std::vector<std::size_t> missing;
  bool hasDefaults = false;
  for (std::size_t i = 0; i < isGiven.size(); ++i) {
    if (isGiven[i]) continue;
    const DefaultValue value = callee.function == nullptr ? DefaultValue{} : defaultOf(callee, i);
    if (value.rival != nullptr) return ambiguousDefault(callee, site, value);
    hasDefaults = hasDefaults || !value.isNone();
    if (value.isNone()) missing.push_back(i);
  }
  if (missing.empty()) return true;
  const std::optional<std::size_t> variadic = callee.variadic();
  const bool isBehindVariadic = variadic && missing.back() > *variadic;
  if (!hasDefaults && site.argumentNames.empty() && !isBehindVariadic) return wrongCount(callee, site);
  std::string names;
  for (const std::size_t i : missing) names += (names.empty() ? "" : ", ") + quoted(callee.nameOf(i));
  Diagnostic diagnostic(
      DiagnosticCode::WrongArgumentCount, site.argumentsSpan,
      callee.what + " needs " + (missing.size() == 1 ? "an argument" : "arguments") + " for " + names);
  addPlace(diagnostic, callee);
  if (isBehindVariadic)
    (void)std::move(diagnostic)
        .help("what stands behind " + quoted(callee.nameOf(*variadic)) +
              ", which takes any number of values, is given by name: `" + std::string(callee.nameOf(missing.back())) +
              " = …`");
  report(std::move(diagnostic));
  return false;
}

// False, for who fails with it.
bool BodyChecker::ambiguousDefault(const Callee& callee, const CallSite& site, const DefaultValue& value) {
  report(Diagnostic(DiagnosticCode::AmbiguousMember, site.argumentsSpan,
                    callee.what + " needs an argument for " + quoted(callee.nameOf(value.number)) + ": " +
                        quoted(value.owner) + " and " + quoted(value.rival) + " each have a default value for it"));
  return false;
}

void BodyChecker::addPlace(Diagnostic& diagnostic, const Callee& callee) {
  if (callee.declaration != nullptr)
    (void)std::move(diagnostic).also(Program::nameSpan(callee.declaration), "it is declared here");
  if (callee.declaration == nullptr && callee.function != nullptr)
    (void)std::move(diagnostic).note("it is declared as " + quoted(headOf(*callee.function)));
}

// False, for who fails with it.
bool BodyChecker::wrongCount(const Callee& callee, const CallSite& site) {
  std::size_t needed = 0;
  for (std::size_t i = callee.firstParameter(); i < callee.parameters.size(); ++i) {
    if (callee.function == nullptr || defaultOf(callee, i).isNone()) ++needed;
  }
  const std::size_t most = callee.parameters.size() - callee.firstParameter();
  const bool isOpen = callee.variadic().has_value();  // which is then counted in `needed`
  if (isOpen) --needed;
  Diagnostic diagnostic(DiagnosticCode::WrongArgumentCount, site.argumentsSpan,
                        callee.what + " takes " +
                            (isOpen          ? "at least " + counted(needed, "argument")
                             : needed < most ? std::to_string(needed) + " to " + counted(most, "argument")
                                             : counted(most, "argument")) +
                            ", but here " + (site.arguments.size() == 1 ? "is " : "are ") +
                            std::to_string(site.arguments.size()));
  addPlace(diagnostic, callee);
  if (callee.what == "`println`" || callee.what == "`print`")
    (void)std::move(diagnostic)
        .help(site.arguments.empty() ? "an empty line is printed by `println(\"\")`"
                                     : "put several values into one text: `\"${a} and ${b}\"`");
  report(std::move(diagnostic));
  return false;
}

// ---- Types

void BodyChecker::checkArgument(const ast::Expression& argument, const Type* open, Expr& result) {
  const Type* parameter = inference_.resolved(open);
  if (!containsInferred(open)) {
    result = coerced(argument, parameter);
    return;
  }
  result = containsInferred(parameter) ? expression(argument, {parameter}) : hinted(argument, parameter);
  if (couldFit(result->type, open)) {
    inference_.unify(result->type, open);
  } else {
    mismatch(parameter, result->type, valueSpan(argument));
    result = error(argument.span);
  }
}

void BodyChecker::checkEachArgument(const Callee& callee, const std::vector<const Type*>& parameters,
                                    const CallSite& site, ArgumentResult& outcome) {
  outcome.values.resize(site.arguments.size());
  // Lambdas last: the other arguments may tell the types of their parameters.
  for (const bool isLambdaPass : {false, true}) {
    for (std::size_t i = 0; i < site.arguments.size(); ++i) {
      const std::size_t parameter = outcome.parameterOf[i];
      const bool isVariadic = callee.isVariadic(parameter);
      const ast::Expression& argument = valueOf(*site.arguments[i]);
      const Type* type = isVariadic ? variadicType(*site.arguments[i], parameters[parameter]) : parameters[parameter];
      if (isOpenLambda(argument, type) == isLambdaPass)
        checkArgument(argument, type, isVariadic ? outcome.values[i] : outcome.arguments[parameter]);
    }
  }
}

// ---- Variadic parameters

std::optional<std::size_t> BodyChecker::Callee::variadic() const {
  for (std::size_t i = 0; i < parameters.size(); ++i) {
    if (isVariadic(i)) return i;
  }
  return std::nullopt;
}

const Type* BodyChecker::variadicType(const ast::Expression& argument, const Type* list) {
  const Type* element = list->arguments[0];
  const bool isSpread = argument.kind == ast::NodeKind::SpreadExpression;
  return isSpread ? program_.types.classType(program_.core.iterable, {element}) : element;
}

// A new list, of values that have been checked.
Expr BodyChecker::variadicList(const CallSite& site, const ArgumentResult& outcome, const Type* list) {
  std::vector<Expr> elements;
  std::vector<Filling> rows;
  bool hasSpread = false;
  for (std::size_t i = 0; i < site.arguments.size(); ++i) {
    if (outcome.values[i] == nullptr) continue;
    const bool isSpread = site.arguments[i]->kind == ast::NodeKind::SpreadExpression;
    const Expr value =
        convert(outcome.values[i], variadicType(*site.arguments[i], list), valueSpan(valueOf(*site.arguments[i])));
    hasSpread = hasSpread || isSpread;
    elements.push_back(value);
    rows.push_back({isSpread ? "addAll" : "add", {value}});
  }
  const SourceSpan span = site.argumentsSpan;
  if (!hasSpread) return newList(list->arguments[0], std::move(elements), span);
  return filledCollection(list, std::move(rows), span);
}

bool BodyChecker::solve(InferenceScope& scope, const Callee& callee, const CallSite& site,
                        std::vector<const Type*>& solved) {
  const std::vector<TypeParameterSymbol*>& typeParameters = callee.typeParameters;
  const std::string& what = callee.what;
  Substitution substitution;
  for (std::size_t i = 0; i < typeParameters.size(); ++i) {
    const Type* solution = scope.solution(i);
    if (solution == nullptr || containsInferred(solution)) {
      report(Diagnostic(DiagnosticCode::CannotInfer, site.nameSpan,
                        "I cannot find out the type argument " + quoted(typeParameters[i]->name) + " of " + what)
                 .help("write it behind the name, for instance " +
                       quoted(what.substr(1, what.size() - 2) + typeArgumentsExample(typeParameters.size()) + "(…)")));
      return false;
    }
    solved.push_back(solution);
    substitution.add(typeParameters[i], solution);
  }
  for (std::size_t i = 0; i < typeParameters.size(); ++i) {
    for (const Type* bound : typeParameters[i]->bounds) {
      const Type* wanted = substitution.apply(program_.types, bound);
      if (relations_.satisfies(solved[i], wanted)) continue;
      report(Diagnostic(DiagnosticCode::BoundNotSatisfied, site.nameSpan,
                        quoted(solved[i]) + " is not " + withArticle(wanted) + ", but " + what + " needs that of its " +
                            quoted(typeParameters[i]->name)));
      return false;
    }
  }
  return true;
}

bool BodyChecker::fixTypeArguments(InferenceScope& scope, const Callee& callee, const CallSite& site) {
  if (site.typeArguments.empty()) return true;
  const std::vector<const Type*> written = resolver().resolveAll(site.typeArguments);
  if (written.size() != callee.typeParameters.size()) {
    report(Diagnostic(DiagnosticCode::WrongTypeArgumentCount, site.nameSpan,
                      callee.what + " takes " + counted(callee.typeParameters.size(), "type argument") + ", but here " +
                          (written.size() == 1 ? "is " : "are ") + std::to_string(written.size())));
    return false;
  }
  for (std::size_t i = 0; i < written.size(); ++i) scope.fix(i, written[i]);
  return true;
}

// What the call should give, as far as the bounds of a type parameter that is its result let it be that: `val x: Any =
// min(1, 2)` is the least of two `Int`, as an `Any` cannot be compared.
const Type* BodyChecker::expectedResult(const Callee& callee, const Type* wanted) {
  if (wanted == nullptr || callee.result == nullptr || !callee.result->is(TypeKind::Variable)) return wanted;
  const auto satisfiesAll = [&](const Type* type) {
    Substitution substitution;
    substitution.add(callee.result->variable, type);
    const auto& bounds = callee.result->variable->bounds;
    return std::all_of(bounds.begin(), bounds.end(), [&](const Type* bound) {
      return relations_.satisfies(type, substitution.apply(program_.types, bound));
    });
  };
  if (satisfiesAll(wanted)) return wanted;
  const bool isForPayload = wanted->is(TypeKind::Optional) && satisfiesAll(wanted->arguments[0]);
  return isForPayload ? wanted->arguments[0] : nullptr;
}

BodyChecker::ArgumentResult BodyChecker::checkArguments(const Callee& callee, const CallSite& site) {
  ArgumentResult outcome;
  InferenceScope scope(inference_, callee.typeParameters);
  if (!matchArguments(callee, site, outcome) || !fixTypeArguments(scope, callee, site)) {
    (void)failedCall(site);
    outcome.isValid = false;
    return outcome;
  }
  std::vector<const Type*> open;
  for (const Type* parameter : callee.parameters) open.push_back(scope.opened(parameter));
  const Type* const wanted = expectedResult(callee, usable(site.want.type));
  if (wanted != nullptr && callee.result != nullptr) inference_.expect(scope.opened(callee.result), wanted);
  outcome.arguments.resize(callee.parameters.size());
  if (callee.receiver != nullptr) {
    inference_.unify(callee.receiver->type, open[0]);
    outcome.arguments[0] = callee.receiver;
  }
  checkEachArgument(callee, open, site, outcome);
  if (!callee.typeParameters.empty()) {
    const auto isWrong = [](Expr argument) { return argument != nullptr && containsError(argument->type); };
    const bool hasError = std::any_of(outcome.arguments.begin(), outcome.arguments.end(), isWrong) ||
                          std::any_of(outcome.values.begin(), outcome.values.end(), isWrong);
    outcome.isValid = !hasError && solve(scope, callee, site, outcome.typeArguments);
    if (!outcome.isValid) return outcome;
  }
  const Substitution solved(callee.typeParameters, outcome.typeArguments);
  if (callee.receiver != nullptr) {
    outcome.arguments[0] = convert(callee.receiver, solved.apply(program_.types, callee.parameters[0]), site.nameSpan);
  }
  for (std::size_t i = 0; i < site.arguments.size(); ++i) {
    const std::size_t parameter = outcome.parameterOf[i];
    if (callee.isVariadic(parameter)) continue;
    outcome.arguments[parameter] =
        convert(outcome.arguments[parameter], solved.apply(program_.types, callee.parameters[parameter]),
                valueSpan(*site.arguments[i]));
  }
  if (const auto variadic = callee.variadic(); variadic) {
    outcome.arguments[*variadic] =
        variadicList(site, outcome, solved.apply(program_.types, callee.parameters[*variadic]));
  }
  return outcome;
}

// ---- What a call leaves out

BodyChecker::DefaultValue BodyChecker::defaultOf(const Callee& callee, std::size_t parameter) {
  const FunctionSymbol& function = *callee.function;
  if (callee.isCopy)
    return {nullptr, &function, callee.owner, nullptr, parameter, callee.owner->symbol->fields[parameter]};
  if (callee.local != nullptr) {
    // While a default value itself is being checked, those behind it are not known yet.
    const auto& defaults = callee.local->defaults;
    const LocalFunction* const local = parameter < defaults.size() ? defaults[parameter] : nullptr;
    return {local == nullptr ? nullptr : local->symbol, &function, nullptr, nullptr, parameter, nullptr, local};
  }
  if (const FunctionSymbol* own = program_.defaultOf(function, parameter); own != nullptr)
    return {own, &function, callee.owner, nullptr, parameter};
  if (function.owner == nullptr || !function.has(bytecode::FunctionFlag::Override)) return {};
  const Substitution substitution = relations_.substitutionOf(callee.owner);
  DefaultValue result;
  for (const Ancestor& ancestor : Inheritance(program_).ancestors(*function.owner)) {
    const ClassSymbol* above = program_.memberClass(ancestor.type);
    const Member* member =
        above == nullptr || above == function.owner ? nullptr : program_.ownMember(*above, function.name);
    if (member == nullptr || member->kind != MemberKind::Method || parameter >= member->method->parameters.size())
      continue;
    const FunctionSymbol* found = program_.defaultOf(*member->method, parameter);
    if (found == nullptr) continue;
    // No override has one, so the two have nothing to do with each other.
    if (result.symbol != nullptr) {
      result.rival = ancestor.type;
      return result;
    }
    result = {found, member->method, substitution.apply(program_.types, ancestor.type), nullptr, parameter};
  }
  return result;
}

Expr BodyChecker::fieldOf(Expr object, const DefaultValue& value, SourceSpan span) {
  Member member;
  member.kind = MemberKind::Field;
  member.field = const_cast<FieldSymbol*>(value.field);
  member.owner = value.owner;
  return readMember(copyOf(object, span), member, {value.field->name, span}, {}, {}, span);
}

// `arguments` are those of the parameters before; all that can be read again.
Expr BodyChecker::defaultValue(const DefaultValue& value, const ArgumentResult& checked, Expr receiver,
                               SourceSpan span) {
  if (value.field != nullptr) return fieldOf(receiver, value, span);
  std::vector<const Type*> typeArguments;
  if (value.owner != nullptr) typeArguments.assign(value.owner->arguments.begin(), value.owner->arguments.end());
  typeArguments.insert(typeArguments.end(), checked.typeArguments.begin(), checked.typeArguments.end());
  std::vector<Expr> arguments;
  for (const ParameterSymbol& needed : value.symbol->parameters) {
    if (needed.name == "this") {
      const Expr object = copyOf(receiver, span);
      arguments.push_back(value.owner == nullptr ? object : converted(object, value.owner, span));
      continue;
    }
    const auto begin = value.function->parameters.begin();
    const auto found = std::find_if(begin, begin + static_cast<std::ptrdiff_t>(value.number),
                                    [&](const ParameterSymbol& given) { return given.name == needed.name; });
    arguments.push_back(copyOf(checked.arguments[static_cast<std::size_t>(found - begin)], span));
  }
  const Type* result =
      Substitution(value.symbol->typeParameters, typeArguments).apply(program_.types, value.symbol->result);
  if (value.local != nullptr)
    return builtLocalCall(*value.local, std::move(typeArguments), std::move(arguments), result, span);
  return builtCall(*value.symbol, nullptr, nullptr, false, std::move(typeArguments), std::move(arguments), result,
                   span);
}

bool BodyChecker::isInPlace(const ArgumentResult& checked, const std::vector<DefaultValue>& values) {
  const std::vector<std::size_t>& given = checked.parameterOf;
  if (!std::is_sorted(given.begin(), given.end())) return false;
  for (std::size_t i = 0; i < values.size(); ++i) {
    const bool isLast = given.empty() || i > given.back();
    if (values[i].symbol != nullptr && !(isLast && values[i].symbol->parameters.empty())) return false;
  }
  return true;
}

// What is given is evaluated as it is written, then what is left out, in the order of the parameters.
std::vector<Expr> BodyChecker::completeArguments(const Callee& callee, const CallSite& site, ArgumentResult& checked,
                                                 Expr* receiver) {
  std::vector<Expr> before;
  std::vector<DefaultValue> values(checked.arguments.size());
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (checked.arguments[i] == nullptr) values[i] = defaultOf(callee, i);
  }
  const bool isPlain = isInPlace(checked, values);
  if (!isPlain) {
    if (receiver != nullptr) *receiver = reusable(*receiver, before, site.span);
    for (const std::size_t i : checked.parameterOf)
      checked.arguments[i] = reusable(checked.arguments[i], before, site.span);
  }
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (checked.arguments[i] != nullptr) continue;
    const Expr value = defaultValue(values[i], checked, receiver == nullptr ? nullptr : *receiver, site.span);
    checked.arguments[i] = isPlain ? value : reusable(value, before, site.span);
  }
  return before;
}

}  // namespace tatu::compiler::check

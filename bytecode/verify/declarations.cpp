#include "bytecode/verify/declarations.h"

#include <algorithm>

#include <fmt/format.h>

#include "bytecode/structure.h"

namespace tatu::bytecode {

// ---- WellFormedness

void WellFormedness::enter(const TypeContext& context) {
  variableCount_ = context.size();
  ++epoch_;
}

// Recursion is as deep as the type, which is bounded.
bool WellFormedness::checkNow(TypeId type) {
  const TypeTerm& term = scope_.store[type];
  if (term.kind == TypeKind::Variable && term.variable >= variableCount_) {
    return scope_.reporter.fail(Rule::VariableScope, "A type variable is not in scope",
                                fmt::format("below {}", variableCount_), fmt::format("{}", term.variable));
  }
  for (const TypeId argument : term.arguments) {
    if (!check(argument)) return false;
  }
  if (term.kind == TypeKind::Class) {
    const ClassEntity entity = scope_.store.entityOf(term.definition);
    if (!checkBounds(*entity.module, declarationOf(entity).typeParameters, term.arguments, 0)) return false;
  }
  if (checked_.size() <= type.value()) checked_.resize(std::max<std::size_t>(type.value() + 1, 2 * checked_.size()));
  checked_[type.value()] = term.isClosed ? kAlways : epoch_;
  return true;
}

bool WellFormedness::checkBounds(const LinkedModule& module, const List<TypeParameter>& parameters,
                                 std::span<const TypeId> arguments, std::size_t first) {
  for (std::size_t i = 0; i < parameters.size(); ++i) {
    for (const TypeIndex boundIndex : parameters[i].bounds) {
      const TypeId bound = scope_.store.substitute(scope_.store.translate(module, boundIndex), arguments);
      if (scope_.relations.satisfies(arguments[first + i], bound)) continue;
      return scope_.reporter.fail(Rule::BoundSatisfied, "A type argument does not satisfy its bound",
                                  scope_.store.text(bound), scope_.store.text(arguments[first + i]));
    }
  }
  return !scope_.store.hasOverflowed() || scope_.reporter.fail(Rule::DerivedTypeSize, "A bound becomes too large");
}

// ---- Declarations

namespace {

class DeclarationChecker {
 public:
  explicit DeclarationChecker(VerifierScope& scope)
      : scope_(scope), module_(scope.linked.module()), wellFormed_(scope) {}

  bool run() { return classes() && functions() && globals(); }

 private:
  bool fail(Rule rule, std::string message, std::string expected = {}, std::string found = {}) {
    return scope_.reporter.fail(rule, std::move(message), std::move(expected), std::move(found));
  }
  TypeId translate(TypeIndex index) { return scope_.store.translate(scope_.linked, index); }
  bool isWellFormed(TypeIndex index) { return wellFormed_.check(translate(index)); }

  void enter(const TypeContext& context) {
    scope_.relations.enter(context);
    wellFormed_.enter(context);
  }

  bool boundKinds(const List<TypeParameter>& parameters) {
    for (const TypeParameter& parameter : parameters) {
      for (std::size_t i = 0; i < parameter.bounds.size(); ++i) {
        const Type& bound = module_.type(parameter.bounds[i]);
        const Class* definition = bound.kind == TypeKind::Class ? &module_.classes[bound.definition.value()] : nullptr;
        const bool isInterface = definition != nullptr && definition->kind == ClassKind::Interface;
        const bool isClass = definition != nullptr && definition->kind == ClassKind::Class;
        if (!isInterface && !(isClass && i == 0))
          return fail(Rule::BoundKind, "A bound is not an interface or one class, first");
      }
    }
    return true;
  }

  bool areBoundsWellFormed(const List<TypeParameter>& parameters) {
    for (const TypeParameter& parameter : parameters) {
      if (!std::all_of(parameter.bounds.begin(), parameter.bounds.end(),
                       [this](TypeIndex bound) { return isWellFormed(bound); }))
        return false;
    }
    return true;
  }

  bool isInterfaceType(TypeIndex index) const {
    const Type& type = module_.type(index);
    return type.kind == TypeKind::Class && module_.classes[type.definition.value()].kind == ClassKind::Interface;
  }

  bool conditions(const List<Condition>& conditions, std::size_t parameterCount) {
    for (const Condition& condition : conditions) {
      if (condition.variable >= parameterCount)
        return fail(Rule::Conditions, "A condition is about a type parameter that the class does not have");
      if (!isInterfaceType(condition.bound)) return fail(Rule::BoundKind, "The bound of a condition is no interface");
      if (!isWellFormed(condition.bound)) return false;
    }
    return true;
  }

  // ---- Classes
  bool classes() {
    scope_.reporter.enterSection("classes");
    for (std::size_t i = importedClassCount(module_); i < module_.classes.size(); ++i) {
      const Class& entry = module_.classes[i];
      scope_.reporter.enterDeclaration(module_.text(entry.name));
      if (!boundKinds(entry.typeParameters)) return false;
      const TypeContext context = scope_.relations.contextOf(ClassEntity{&scope_.linked, ClassIndex(i)});
      enter(context);
      if (!areBoundsWellFormed(entry.typeParameters) || !classParts(entry) || !conformances(entry, context))
        return false;
    }
    return true;
  }

  bool classParts(const Class& entry) {
    if (!entry.superclass.isNone() && !(isWellFormed(entry.superclass) && invariantIn(entry, entry.superclass)))
      return false;
    for (const Field& field : entry.fields) {
      if (!isWellFormed(field.type)) return false;
    }
    for (const EnumCase& enumCase : entry.cases) {
      for (const Field& field : enumCase.payload) {
        if (!isWellFormed(field.type)) return false;
      }
    }
    return true;
  }

  // An interface that is had under conditions may rely on them for its arguments.
  bool conformances(const Class& entry, const TypeContext& context) {
    for (const Conformance& conformance : entry.conformances) {
      if (!conditions(conformance.conditions, entry.typeParameters.size())) return false;
      TypeContext extended = context;
      for (const Condition& condition : conformance.conditions) {
        extended.bounds[condition.variable].push_back(translate(condition.bound));
      }
      enter(extended);
      if (!isWellFormed(conformance.interface)) return false;
      if (!position(entry, translate(conformance.interface), Variance::Out)) return false;
      enter(context);
    }
    return true;
  }

  // ---- Variance: `polarity` says where the type stands; a parameter with a variance may stand only in places of its
  // own.
  bool invariantIn(const Class& entry, TypeIndex type) { return position(entry, translate(type), Variance::Invariant); }

  bool position(const Class& entry, TypeId type, Variance polarity) {
    if (scope_.store[type].isClosed) return true;
    const TypeTerm& term = scope_.store[type];
    const std::span<const TypeId> arguments = term.arguments;
    switch (term.kind) {
      case TypeKind::Variable: return variablePosition(entry, term.variable, polarity);
      case TypeKind::Function:
        for (std::size_t i = 0; i + 1 < arguments.size(); ++i) {
          if (!position(entry, arguments[i], flip(polarity))) return false;
        }
        return position(entry, arguments.back(), polarity);
      case TypeKind::Class: {
        const List<TypeParameter>& parameters = scope_.store.classOf(type).typeParameters;
        for (std::size_t i = 0; i < arguments.size(); ++i) {
          if (!position(entry, arguments[i], compose(polarity, parameters[i].variance))) return false;
        }
        return true;
      }
      case TypeKind::Optional: return position(entry, arguments[0], polarity);
      default:  // arrays and tuples are invariant
        return std::all_of(arguments.begin(), arguments.end(),
                           [&](TypeId part) { return position(entry, part, Variance::Invariant); });
    }
  }

  bool variablePosition(const Class& entry, std::uint32_t variable, Variance polarity) {
    if (variable >= entry.typeParameters.size()) return true;  // the function's own
    const Variance declared = entry.typeParameters[variable].variance;
    if (declared == Variance::Invariant || declared == polarity) return true;
    return fail(Rule::Variance, "A type parameter with a variance stands where that is not sound", {},
                std::string(module_.text(entry.typeParameters[variable].name)));
  }

  static Variance flip(Variance variance) {
    if (variance == Variance::Invariant) return variance;
    return variance == Variance::Out ? Variance::In : Variance::Out;
  }
  static Variance compose(Variance outer, Variance inner) {
    if (outer == Variance::Invariant || inner == Variance::Invariant) return Variance::Invariant;
    return inner == Variance::Out ? outer : flip(outer);
  }

  // ---- Functions
  bool functions() {
    scope_.reporter.enterSection("functions");
    for (std::size_t i = importedFunctionCount(module_); i < module_.functions.size(); ++i) {
      const Function& function = module_.functions[i];
      scope_.reporter.enterFunction(module_, function);
      if (!boundKinds(function.typeParameters) || !functionConditions(function)) return false;
      const TypeContext context = scope_.relations.contextOf(FunctionEntity{&scope_.linked, FunctionIndex(i)});
      enter(context);
      if (!areBoundsWellFormed(function.typeParameters) || !signature(function)) return false;
    }
    return true;
  }

  // Their variables must be in range before a context can be made of them.
  bool functionConditions(const Function& function) {
    const std::size_t count =
        function.owner.isNone() ? 0 : module_.classes[function.owner.value()].typeParameters.size();
    return std::all_of(function.conditions.begin(), function.conditions.end(), [&](const Condition& condition) {
      if (condition.variable >= count)
        return fail(Rule::Conditions, "A condition is about a type parameter that the class does not have");
      return isInterfaceType(condition.bound) || fail(Rule::BoundKind, "The bound of a condition is no interface");
    });
  }

  bool signature(const Function& function) {
    for (const Condition& condition : function.conditions) {
      if (!isWellFormed(condition.bound)) return false;
    }
    for (const Parameter& parameter : function.parameters) {
      if (!isWellFormed(parameter.type)) return false;
    }
    if (!isWellFormed(function.result)) return false;
    return function.owner.isNone() || function.has(FunctionFlag::Static) || method(function);
  }

  bool method(const Function& function) {
    const Class& owner = module_.classes[function.owner.value()];
    const TypeId self = scope_.store.selfType(scope_.store.classId({&scope_.linked, function.owner}));
    const TypeId receiver = translate(function.parameters[0].type);
    if (receiver != self) {
      return fail(Rule::ReceiverType, "The first parameter of a method is not its class", scope_.store.text(self),
                  scope_.store.text(receiver));
    }
    if (owner.kind != ClassKind::Interface) return true;
    for (std::size_t i = 1; i < function.parameters.size(); ++i) {
      if (!position(owner, translate(function.parameters[i].type), Variance::In)) return false;
    }
    for (const TypeParameter& parameter : function.typeParameters) {
      for (const TypeIndex bound : parameter.bounds) {
        if (!position(owner, translate(bound), Variance::In)) return false;
      }
    }
    return position(owner, translate(function.result), Variance::Out);
  }

  bool globals() {
    scope_.reporter.enterSection("globals");
    const TypeContext nothing;
    enter(nothing);
    for (std::size_t i = importedGlobalCount(module_); i < module_.globals.size(); ++i) {
      const Global& global = module_.globals[i];
      scope_.reporter.enterDeclaration(module_.text(global.name));
      const TypeId type = translate(global.type);
      if (!scope_.store[type].isClosed)
        return fail(Rule::GlobalType, "The type of a global has a type variable", {}, scope_.store.text(type));
      if (!wellFormed_.check(type)) return false;
    }
    return true;
  }

  VerifierScope& scope_;
  const Module& module_;
  WellFormedness wellFormed_;
};

}  // namespace

bool checkDeclarations(VerifierScope& scope) { return DeclarationChecker(scope).run(); }

}  // namespace tatu::bytecode

#include "compiler/check/inheritance.h"

#include <algorithm>

namespace tatu::compiler::check {

namespace {

using bytecode::ClassKind;
using bytecode::FunctionFlag;

// What is beyond it has been refused (see limits.cpp).
constexpr std::size_t kMaxAncestors = 256;

bool isInterface(const Type* type) { return type->is(TypeKind::Class) && type->symbol->kind == ClassKind::Interface; }

}  // namespace

bool areAllWithinLimits(const Type* type) {
  return isWithinLimits(type) && std::all_of(type->arguments.begin(), type->arguments.end(), areAllWithinLimits);
}

// ---- Supertypes

std::vector<Ancestor> Inheritance::ancestors(const ClassSymbol& symbol) {
  std::vector<Ancestor> all{{program_.selfType(symbol), {}}};
  addAbove(all, 0);
  if (program_.core.any != nullptr && program_.core.any != &symbol) all.push_back({program_.leaf(TypeKind::Any), {}});
  return all;
}

// Adds what stands above `all[below]`: each supertype, then what is above that one.
void Inheritance::addAbove(std::vector<Ancestor>& all, std::size_t below) {
  const Type* type = all[below].type;
  const ClassSymbol* symbol = program_.memberClass(type);
  if (symbol == nullptr) return;
  program_.derive(*symbol);
  const Substitution arguments(symbol->typeParameters, type->arguments);
  const auto add = [&](const Type* above, const Conditions& conditions) {
    const Type* seen = arguments.apply(program_.types, above);
    const bool isKnown = std::any_of(all.begin(), all.end(), [&](const Ancestor& each) { return each.type == seen; });
    if (isKnown || all.size() >= kMaxAncestors) return;
    Ancestor ancestor{seen, all[below].conditions};
    for (const ConditionSymbol& condition : conditions) {
      const Type* subject = arguments.apply(program_.types, program_.types.variable(condition.parameter));
      if (subject->is(TypeKind::Variable))
        ancestor.conditions.push_back({subject->variable, arguments.apply(program_.types, condition.bound)});
    }
    all.push_back(std::move(ancestor));
    if (areAllWithinLimits(seen)) addAbove(all, all.size() - 1);
  };
  if (symbol->superclass != nullptr) add(symbol->superclass, {});
  const std::vector<ConformanceSymbol> conformances = symbol->conformances;  // deriving others may add to the list
  for (const ConformanceSymbol& conformance : conformances) add(conformance.interface, conformance.conditions);
}

const std::vector<const ClassSymbol*>& Inheritance::symbolsAbove(const ClassSymbol& symbol) {
  const auto [place, isNew] = above_.try_emplace(&symbol);
  if (!isNew) return place->second;
  std::vector<const ClassSymbol*> found;
  for (const Ancestor& ancestor : ancestors(symbol)) {
    if (ancestor.type->is(TypeKind::Class) && ancestor.type->symbol != &symbol) found.push_back(ancestor.type->symbol);
  }
  return above_[&symbol] = std::move(found);
}

// ---- Methods of one name

std::vector<MethodGroup> Inheritance::methods(const std::vector<Ancestor>& ancestors) {
  std::vector<MethodGroup> groups;
  std::unordered_map<std::string_view, std::size_t> numbers;
  for (const Ancestor& ancestor : ancestors) {
    const ClassSymbol* symbol = program_.memberClass(ancestor.type);
    if (symbol == nullptr) continue;
    (void)program_.ownMembers(*symbol);  // reads those of an imported class
    for (FunctionSymbol* method : symbol->methods) {
      const bool isHidden = method->package != nullptr && !method->has(FunctionFlag::Public);
      if (method->has(FunctionFlag::Static) || isHidden) continue;
      const auto [place, isNew] = numbers.emplace(method->name, groups.size());
      if (isNew) groups.emplace_back();
      groups[place->second].push_back({method, ancestor.type, &ancestor.conditions});
    }
  }
  return groups;
}

MethodChoice Inheritance::choose(const MethodGroup& group) {
  MethodChoice choice;
  const MethodAt* ofAny = nullptr;
  for (const MethodAt& each : group) {
    if (each.owner->is(TypeKind::Any)) {
      ofAny = &each;
    } else if (!isInterface(each.owner)) {
      choice.chosen = each.isAbstract() ? nullptr : &each;
      return choice;
    }
  }
  for (const MethodAt& each : group) {
    if (&each == ofAny || isOverridden(group, each)) continue;
    if (choice.first == nullptr) {
      choice.first = &each;
    } else if (!(choice.first->isAbstract() && each.isAbstract())) {
      choice.rival = &each;
      return choice;
    }
  }
  // What interfaces leave open, Any may have.
  choice.chosen = choice.first == nullptr || choice.first->isAbstract() ? ofAny : choice.first;
  return choice;
}

bool Inheritance::isOverridden(const MethodGroup& group, const MethodAt& method) {
  return std::any_of(group.begin(), group.end(), [&](const MethodAt& other) {
    if (&other == &method || !other.owner->is(TypeKind::Class)) return false;
    const std::vector<const ClassSymbol*>& above = symbolsAbove(*other.owner->symbol);
    return std::find(above.begin(), above.end(), method.owner->symbol) != above.end();
  });
}

// ---- One method for another

std::optional<Misfit> Inheritance::misfit(const MethodAt& over, const MethodAt& under) {
  const FunctionSymbol& a = *over.method;
  const FunctionSymbol& b = *under.method;
  if (a.has(FunctionFlag::Getter) != b.has(FunctionFlag::Getter)) return Misfit{Misfit::Kind::Property};
  if (a.parameters.size() != b.parameters.size() || a.typeParameters.size() != b.typeParameters.size())
    return Misfit{Misfit::Kind::Count};
  const Substitution overArguments = relations_.substitutionOf(over.owner);
  Substitution underArguments = relations_.substitutionOf(under.owner);
  for (std::size_t i = 0; i < a.typeParameters.size(); ++i)
    underArguments.add(b.typeParameters[i], program_.types.variable(a.typeParameters[i]));
  for (std::size_t i = 0; i < a.parameters.size(); ++i) {
    const Type* expected = underArguments.apply(program_.types, b.parameters[i].type);
    const Type* found = overArguments.apply(program_.types, a.parameters[i].type);
    if (found == expected || containsError(found) || containsError(expected)) continue;
    return Misfit{Misfit::Kind::Parameter, i, expected};
  }
  for (std::size_t i = 0; i < a.typeParameters.size(); ++i) {
    if (!haveSameBounds(over, under, i, overArguments, underArguments)) return Misfit{Misfit::Kind::Bounds, i};
  }
  if (hasMoreConditions(over, under, overArguments, underArguments)) return Misfit{Misfit::Kind::Condition};
  if (a.result == nullptr || b.result == nullptr) return std::nullopt;
  const Type* expected = underArguments.apply(program_.types, b.result);
  if (relations_.isReferenceSubtype(overArguments.apply(program_.types, a.result), expected)) return std::nullopt;
  return Misfit{Misfit::Kind::Result, 0, expected};
}

bool Inheritance::haveSameBounds(const MethodAt& over, const MethodAt& under, std::size_t number,
                                 const Substitution& overArguments, const Substitution& underArguments) {
  const std::vector<const Type*>& a = over.method->typeParameters[number]->bounds;
  const std::vector<const Type*>& b = under.method->typeParameters[number]->bounds;
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [&](const Type* x, const Type* y) {
    const Type* found = overArguments.apply(program_.types, x);
    const Type* expected = underArguments.apply(program_.types, y);
    return found == expected || containsError(found) || containsError(expected);
  });
}

// Where `under` is called hold its own conditions and those of its interface; `over` may ask for no other.
bool Inheritance::hasMoreConditions(const MethodAt& over, const MethodAt& under, const Substitution& overArguments,
                                    const Substitution& underArguments) {
  if (over.method->conditions.empty()) return false;
  Conditions known = *under.conditions;
  for (const ConditionSymbol& condition : under.method->conditions) {
    const Type* subject = underArguments.apply(program_.types, program_.types.variable(condition.parameter));
    if (subject->is(TypeKind::Variable))
      known.push_back({subject->variable, underArguments.apply(program_.types, condition.bound)});
  }
  relations_.setConditions(&known);
  const bool isMore = relations_.firstViolated(over.method->conditions, overArguments) != nullptr;
  relations_.setConditions(nullptr);
  return isMore;
}

}  // namespace tatu::compiler::check

#include "compiler/check/relations.h"

#include <algorithm>

namespace tatu::compiler::check {

std::vector<const Type*> Relations::boundsOf(const TypeParameterSymbol* parameter) const {
  std::vector<const Type*> bounds = parameter->bounds;
  if (conditions_ != nullptr) {
    for (const ConditionSymbol& condition : *conditions_) {
      if (condition.parameter == parameter) bounds.push_back(condition.bound);
    }
  }
  return bounds;
}

Substitution Relations::substitutionOf(const Type* type) {
  const ClassSymbol* symbol = program_.memberClass(type);
  if (symbol == nullptr) return {};
  return {symbol->typeParameters, type->arguments};
}

const Type* Relations::superTypeAt(const Type* type, const ClassSymbol* target) {
  if (target == nullptr) return nullptr;
  if (type->is(TypeKind::Variable)) {
    for (const Type* bound : boundsOf(type->variable)) {
      if (const Type* found = superTypeAt(bound, target); found != nullptr) return found;
    }
    return nullptr;
  }
  const ClassSymbol* symbol = program_.memberClass(type);
  if (symbol == nullptr) return nullptr;
  if (symbol == target) return type;
  program_.derive(*symbol);
  const Substitution substitution(symbol->typeParameters, type->arguments);
  if (symbol->superclass != nullptr) {
    const Type* found = superTypeAt(substitution.apply(program_.types, symbol->superclass), target);
    if (found != nullptr) return found;
  }
  for (std::size_t i = 0; i < symbol->conformances.size(); ++i) {
    const ConformanceSymbol conformance = symbol->conformances[i];
    const Type* found = superTypeAt(substitution.apply(program_.types, conformance.interface), target);
    if (found != nullptr && firstViolated(conformance.conditions, substitution) == nullptr) return found;
  }
  return nullptr;
}

namespace {

// Whether a value of the type is of no type below it.
bool isFinal(const Type* type) {
  if (type->is(TypeKind::Optional)) return isFinal(type->arguments[0]);
  if (type->is(TypeKind::Class)) return !type->symbol->isOpen && type->symbol->kind != bytecode::ClassKind::Interface;
  return !type->is(TypeKind::Any) && !type->is(TypeKind::Function) && !type->is(TypeKind::Variable);
}

}  // namespace

// What the variables of `pattern` stand for where it is used as `type`.
Relations::Fit Relations::fit(const Type* pattern, const Type* type, bytecode::Variance variance, Substitution& found) {
  const bool isExact = variance == bytecode::Variance::Invariant;
  if (pattern->is(TypeKind::Variable)) {
    if (const Type* known = found.find(pattern->variable); known != nullptr) {
      const bool canDiffer = isExact && !known->hasVariable && !type->hasVariable;
      return known == type ? Fit::One : canDiffer ? Fit::None : Fit::Many;
    }
    if (!isExact && !isFinal(type)) return Fit::Many;
    found.add(pattern->variable, type);
    return Fit::One;
  }
  // What a variable of the code around stands for is not known here: it may be the same.
  if (!pattern->hasVariable) {
    if (pattern == type || isArgumentCompatible(pattern, type, variance)) return Fit::One;
    return type->hasVariable ? Fit::Many : Fit::None;
  }
  const bool isAlike = pattern->kind == type->kind && pattern->symbol == type->symbol &&
                       pattern->arguments.size() == type->arguments.size();
  if (!isAlike) return isExact && !type->is(TypeKind::Variable) ? Fit::None : Fit::Many;
  return isExact ? fitArguments(pattern, type, found) : Fit::Many;
}

Relations::Fit Relations::fitArguments(const Type* pattern, const Type* type, Substitution& found) {
  Fit result = Fit::One;
  for (std::size_t i = 0; i < pattern->arguments.size(); ++i) {
    const bool isDeclared = pattern->is(TypeKind::Class) && i < pattern->symbol->typeParameters.size();
    const Fit each =
        fit(pattern->arguments[i], type->arguments[i],
            isDeclared ? pattern->symbol->typeParameters[i]->variance : bytecode::Variance::Invariant, found);
    if (each == Fit::None) return each;
    if (each == Fit::Many) result = each;
  }
  return result;
}

Relations::Below Relations::below(const Type* type, const ClassSymbol& symbol) {
  const Type* const self = program_.selfType(symbol);
  const Type* const seen = type->is(TypeKind::Class) ? superTypeAt(self, type->symbol) : nullptr;
  if (seen == nullptr) return {};
  Substitution found;
  const Fit fit = fitArguments(seen, type, found);
  if (fit == Fit::None) return {};
  const auto& parameters = symbol.typeParameters;
  for (std::size_t i = 0; i < symbol.outerTypeParameters; ++i)
    found.add(parameters[i], program_.types.variable(parameters[i]));
  const bool isKnown = std::all_of(parameters.begin(), parameters.end(),
                                   [&](const TypeParameterSymbol* each) { return found.find(each) != nullptr; });
  if (fit == Fit::Many || !isKnown) return {true, nullptr};
  return {true, found.apply(program_.types, self)};
}

std::vector<const Type*> Relations::sealedLeaves(const Type* type) {
  std::vector<const Type*> leaves;
  std::unordered_set<const Type*> seen;
  // A bound says the same of a type parameter.
  std::vector<const Type*> sealed{type};
  if (type->is(TypeKind::Variable)) sealed = boundsOf(type->variable);
  std::erase_if(sealed, [](const Type* each) { return !each->is(TypeKind::Class) || !each->symbol->isSealed; });
  if (!sealed.empty()) addLeaves(sealed.front(), leaves, seen);
  return leaves;
}

// `seen`: each type is looked at once, on however many ways it is below.
void Relations::addLeaves(const Type* type, std::vector<const Type*>& leaves, std::unordered_set<const Type*>& seen) {
  for (const ClassSymbol* symbol : program_.classesBelow(*type->symbol)) {
    const Below found = below(type, *symbol);
    if (!found.isThere) continue;
    // Without a type of its own it stays what no pattern covers.
    const Type* const leaf = found.type == nullptr ? program_.selfType(*symbol) : found.type;
    if (!seen.insert(leaf).second) continue;
    if (symbol->isSealed) {
      addLeaves(leaf, leaves, seen);
    } else {
      leaves.push_back(leaf);
    }
  }
}

const ConditionSymbol* Relations::firstViolated(const Conditions& conditions, const Substitution& substitution) {
  for (const ConditionSymbol& condition : conditions) {
    const Type* type = substitution.find(condition.parameter);
    if (type == nullptr) type = program_.types.variable(condition.parameter);
    if (!satisfies(type, substitution.apply(program_.types, condition.bound))) return &condition;
  }
  return nullptr;
}

bool Relations::hasUnknownAbove(const Type* type) {
  if (!program_.hasUnknownSupertypes) return false;
  if (type->is(TypeKind::Class) && type->symbol->hasUnknownSupertype) return true;
  std::vector<const Type*> above = type->is(TypeKind::Variable) ? boundsOf(type->variable) : directSupertypes(type);
  return std::any_of(above.begin(), above.end(), [&](const Type* each) { return hasUnknownAbove(each); });
}

bool Relations::satisfies(const Type* type, const Type* bound) {
  if (containsError(type) || containsError(bound) || bound->is(TypeKind::Any) || type->is(TypeKind::Never)) return true;
  if (!bound->is(TypeKind::Class)) return type == bound;
  const Type* found = superTypeAt(type, bound->symbol);
  return found != nullptr ? areArgumentsCompatible(found, bound) : hasUnknownAbove(type);
}

bool Relations::areArgumentsCompatible(const Type* from, const Type* to) {
  for (std::size_t i = 0; i < from->arguments.size() && i < to->arguments.size(); ++i) {
    const bytecode::Variance variance = from->is(TypeKind::Class) && i < from->symbol->typeParameters.size()
                                            ? from->symbol->typeParameters[i]->variance
                                            : bytecode::Variance::Invariant;
    if (!isArgumentCompatible(from->arguments[i], to->arguments[i], variance)) return false;
  }
  return true;
}

bool Relations::isArgumentCompatible(const Type* from, const Type* to, bytecode::Variance variance) {
  if (from == to || containsError(from) || containsError(to)) return true;
  if (variance == bytecode::Variance::Out) return isReferenceSubtype(from, to);
  if (variance == bytecode::Variance::In) return isReferenceSubtype(to, from);
  return false;
}

bool Relations::isFunctionSubtype(const Type* from, const Type* to) {
  if (from->arguments.size() != to->arguments.size()) return false;
  const std::size_t count = from->arguments.size() - 1;
  for (std::size_t i = 0; i < count; ++i) {
    if (!isArgumentCompatible(from->arguments[i], to->arguments[i], bytecode::Variance::In)) return false;
  }
  return isArgumentCompatible(from->arguments[count], to->arguments[count], bytecode::Variance::Out);
}

bool Relations::isReferenceSubtype(const Type* from, const Type* to) {
  if (from == to || containsError(from) || containsError(to)) return true;
  if (to->is(TypeKind::Optional)) {
    const Type* target = to->arguments[0];
    if (!isReference(target) || !from->is(TypeKind::Optional) || !isReference(from)) return false;
    return isReferenceSubtype(from->arguments[0], target);
  }
  if (!isReference(from) || from->is(TypeKind::Optional)) return false;
  if (to->is(TypeKind::Any)) return true;
  if (to->is(TypeKind::Function)) return from->is(TypeKind::Function) && isFunctionSubtype(from, to);
  if (!to->is(TypeKind::Class)) return false;
  const Type* found = superTypeAt(from, to->symbol);
  return found != nullptr ? areArgumentsCompatible(found, to) : hasUnknownAbove(from);
}

bool Relations::isAssignable(const Type* from, const Type* to) {
  if (from == to || from->is(TypeKind::Never) || containsError(from) || containsError(to)) return true;
  if (to->is(TypeKind::Optional)) {
    const Type* target = to->arguments[0];
    if (from->is(TypeKind::Optional)) {
      if (from->arguments[0]->is(TypeKind::Never)) return true;
      // Inside of an optional a value can be boxed, but not wrapped.
      return isAssignable(from->arguments[0], target);
    }
    if (from->is(TypeKind::Variable) && target->is(TypeKind::Any)) return true;
    return isAssignable(from, target);
  }
  if (from->is(TypeKind::Optional)) return false;
  if (to->is(TypeKind::Any)) return !from->is(TypeKind::Variable) || !boundsOf(from->variable).empty();
  if (to->is(TypeKind::Function)) return from->is(TypeKind::Function) && isFunctionSubtype(from, to);
  if (!to->is(TypeKind::Class)) return false;
  const Type* found = superTypeAt(from, to->symbol);
  return found != nullptr ? areArgumentsCompatible(found, to) : hasUnknownAbove(from);
}

const Type* Relations::commonType(const Type* a, const Type* b) {
  if (a == b || b->is(TypeKind::Never)) return a;
  if (a->is(TypeKind::Never)) return b;
  if (a->is(TypeKind::Error) || b->is(TypeKind::Error)) return program_.errorType();
  if (isAssignable(a, b)) return b;
  if (isAssignable(b, a)) return a;
  if (a->is(TypeKind::Optional) || b->is(TypeKind::Optional)) {
    const Type* left = a->is(TypeKind::Optional) ? a->arguments[0] : a;
    const Type* right = b->is(TypeKind::Optional) ? b->arguments[0] : b;
    const Type* common = commonType(left, right);
    return common == nullptr ? nullptr : program_.types.optional(common);
  }
  return commonClass(a, b);
}

const Type* Relations::commonClass(const Type* a, const Type* b) {
  std::vector<const Type*> queue = directSupertypes(a);
  const Type* best = nullptr;
  for (std::size_t i = 0; i < queue.size() && i < 256; ++i) {
    const Type* candidate = queue[i];
    const bool isCommon = isAssignable(a, candidate) && isAssignable(b, candidate);
    if (isCommon && candidate->symbol->kind == bytecode::ClassKind::Class) return candidate;
    if (isCommon && best == nullptr) best = candidate;
    for (const Type* next : directSupertypes(candidate)) queue.push_back(next);
  }
  return best;
}

std::vector<const Type*> Relations::directSupertypes(const Type* type) {
  std::vector<const Type*> result;
  const ClassSymbol* symbol = program_.memberClass(type);
  if (symbol == nullptr) return result;
  program_.derive(*symbol);
  const Substitution substitution(symbol->typeParameters, type->arguments);
  if (symbol->superclass != nullptr) result.push_back(substitution.apply(program_.types, symbol->superclass));
  for (const ConformanceSymbol& conformance : symbol->conformances) {
    result.push_back(substitution.apply(program_.types, conformance.interface));
  }
  return result;
}

// ---- Members

Member Relations::findMember(const Type* type, std::string_view name) {
  Member member = lookIn(type, name, 0);
  if (member.isNone() && program_.core.any != nullptr) {
    if (const Member* own = program_.ownMember(*program_.core.any, name);
        own != nullptr && own->kind == MemberKind::Method) {
      member = *own;
      member.owner = program_.leaf(TypeKind::Any);
    }
  }
  return member;
}

Member Relations::lookIn(const Type* type, std::string_view name, int depth) {
  if (depth > 300) return {};  // supertypes are at most 100 high, bounds may add some
  if (type->is(TypeKind::Variable)) {
    for (const Type* bound : boundsOf(type->variable)) {
      const Member member = lookIn(bound, name, depth + 1);
      if (!member.isNone()) return member;
    }
    return {};
  }
  const ClassSymbol* symbol = program_.memberClass(type);
  if (symbol == nullptr) return {};
  program_.derive(*symbol);
  if (const Member* own = program_.ownMember(*symbol, name); own != nullptr) {
    const bool isInstanceMember =
        own->kind == MemberKind::Field || own->kind == MemberKind::Method || own->kind == MemberKind::Broken;
    if (isInstanceMember) {
      Member member = *own;
      member.owner = type;
      return member;
    }
  }
  if (symbol->superclass != nullptr) {
    const Member member = lookIn(substitutionOf(type).apply(program_.types, symbol->superclass), name, depth + 1);
    if (!member.isNone()) return member;
  }
  Member result = lookInInterfaces(type, *symbol, name, depth);
  if (result.isNone() && symbol->isData && name == "copy") {
    result.kind = MemberKind::Copy;
    result.owner = type;
  }
  return result;
}

Member Relations::lookInInterfaces(const Type* type, const ClassSymbol& symbol, std::string_view name, int depth) {
  Member best;
  const Substitution substitution = substitutionOf(type);
  for (std::size_t i = 0; i < symbol.conformances.size(); ++i) {
    const Type* interface = symbol.conformances[i].interface;
    const Member member = lookIn(substitution.apply(program_.types, interface), name, depth + 1);
    if (member.isNone()) continue;
    const bool isAbstract = member.method != nullptr && member.method->has(bytecode::FunctionFlag::Abstract);
    if (best.isNone() || !isAbstract) best = member;
    if (!isAbstract) break;
  }
  return best;
}

Member Relations::findStatic(const ClassSymbol& symbol, std::string_view name) {
  const Member* own = program_.ownMember(symbol, name);
  if (own == nullptr) return {};
  Member member = *own;
  member.owner = program_.selfType(symbol);
  return member;
}

std::vector<std::string_view> Relations::memberNames(const Type* type) {
  std::vector<std::string_view> result;
  std::vector<const Type*> queue{type};
  if (type->is(TypeKind::Variable)) queue = boundsOf(type->variable);
  for (std::size_t i = 0; i < queue.size() && i < 64; ++i) {
    if (const ClassSymbol* symbol = program_.memberClass(queue[i]); symbol != nullptr) {
      std::vector<std::string_view> own;
      for (const auto& [name, member] : program_.ownMembers(*symbol)) {
        if (member.method == nullptr || !member.method->isSetter()) own.push_back(name);
      }
      std::sort(own.begin(), own.end());
      result.insert(result.end(), own.begin(), own.end());
    }
    for (const Type* next : directSupertypes(queue[i])) queue.push_back(next);
  }
  return result;
}

}  // namespace tatu::compiler::check

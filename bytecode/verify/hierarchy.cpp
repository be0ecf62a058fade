// The hierarchy of an own class: superclass, conformances, bounds are of kinds that may be such; no cycles; bounded
// size; each interface once.
#include <algorithm>

#include <fmt/format.h>

#include "bytecode/limits.h"
#include "bytecode/structure.h"
#include "bytecode/verify/declarations.h"

namespace tatu::bytecode {

namespace {

class HierarchyChecker {
 public:
  explicit HierarchyChecker(VerifierScope& scope)
      : scope_(scope), module_(scope.linked.module()), firstOwn_(importedClassCount(module_)) {}

  bool run() {
    scope_.reporter.enterSection("classes");
    countVariables();
    for (std::size_t i = firstOwn_; i < module_.classes.size(); ++i) {
      enter(i);
      if (!kinds(module_.classes[i]) || !variables(module_.classes[i])) return false;
    }
    states_.assign(module_.classes.size(), State::New);
    for (std::size_t i = firstOwn_; i < module_.classes.size(); ++i) {
      if (!visit(static_cast<std::uint32_t>(i))) return false;
    }
    return true;
  }

 private:
  enum class State : std::uint8_t { New, Open, Done };

  void enter(std::size_t number) { scope_.reporter.enterDeclaration(module_.text(module_.classes[number].name)); }
  bool fail(Rule rule, std::string message, std::string found = {}) {
    return scope_.reporter.fail(rule, std::move(message), {}, std::move(found));
  }

  // The class that a type names, null if it names none.
  [[nodiscard]] const Class* classOf(TypeIndex index) const {
    const Type& type = module_.type(index);
    return type.kind == TypeKind::Class ? &module_.classes[type.definition.value()] : nullptr;
  }

  [[nodiscard]] static bool isSealedElsewhere(const Class& entry, const Class& above) {
    return above.isSealed && entry.package != above.package;
  }

  bool kinds(const Class& entry) {
    if (!entry.superclass.isNone()) {
      const Class* above = classOf(entry.superclass);
      if (above == nullptr || above->kind != ClassKind::Class || !(above->isOpen || above->isAbstract)) {
        return fail(Rule::Superclass, "The superclass is not an open or abstract class");
      }
      if (isSealedElsewhere(entry, *above)) return fail(Rule::Sealed, "The superclass is sealed in another package");
    }
    for (const Conformance& conformance : entry.conformances) {
      const Class* interface = classOf(conformance.interface);
      if (interface == nullptr || interface->kind != ClassKind::Interface)
        return fail(Rule::Interface, "A class conforms to what is no interface");
      if (isSealedElsewhere(entry, *interface)) return fail(Rule::Sealed, "An interface is sealed in another package");
      if (entry.kind == ClassKind::Interface && !conformance.conditions.empty())
        return fail(Rule::Conditions, "An interface extends another under a condition");
    }
    return true;
  }

  // By type: one more than the highest variable in it. Types stand after their parts.
  void countVariables() {
    variableCounts_.assign(module_.types.size(), 0);
    for (std::size_t i = 0; i < module_.types.size(); ++i) {
      const Type& type = module_.types[i];
      if (type.kind == TypeKind::Variable) variableCounts_[i] = type.variable + 1;
      for (const TypeIndex part : type.arguments)
        variableCounts_[i] = std::max(variableCounts_[i], variableCounts_[part.value()]);
    }
  }

  // What is substituted from here on has variables in scope only: supertypes, their conditions, and bounds.
  bool variables(const Class& entry) {
    const auto isInScope = [&](TypeIndex type) {
      return variableCounts_[type.value()] <= entry.typeParameters.size() ||
             fail(Rule::VariableScope, "A type variable is not in scope");
    };
    if (!entry.superclass.isNone() && !isInScope(entry.superclass)) return false;
    for (const TypeParameter& parameter : entry.typeParameters) {
      if (!std::all_of(parameter.bounds.begin(), parameter.bounds.end(), isInScope)) return false;
    }
    return std::all_of(entry.conformances.begin(), entry.conformances.end(), [&](const Conformance& conformance) {
      const auto isConditionInScope = [&](const Condition& condition) { return isInScope(condition.bound); };
      return isInScope(conformance.interface) &&
             std::all_of(conformance.conditions.begin(), conformance.conditions.end(), isConditionInScope);
    });
  }

  // Visits the classes above first, without recursion.
  bool visit(std::uint32_t start) {
    std::vector<std::uint32_t> path{start};
    while (!path.empty()) {
      const std::uint32_t number = path.back();
      if (states_[number] == State::Done) {
        path.pop_back();
        continue;
      }
      const bool isSecondTime = states_[number] == State::Open;
      states_[number] = State::Open;
      if (!isSecondTime && !pushAbove(number, path)) return false;
      if (path.back() != number) continue;
      if (!supertypes(number)) return false;
      states_[number] = State::Done;
      path.pop_back();
    }
    return true;
  }

  bool pushAbove(std::uint32_t number, std::vector<std::uint32_t>& path) {
    enter(number);
    const Class& entry = module_.classes[number];
    const auto push = [&](TypeIndex type) {
      const std::uint32_t above = module_.type(type).definition.value();
      if (above < firstOwn_ || states_[above] == State::Done) return true;
      if (states_[above] == State::Open) return fail(Rule::HierarchyCycle, "A class is its own supertype");
      path.push_back(above);
      return true;
    };
    if (!entry.superclass.isNone() && !push(entry.superclass)) return false;
    return std::all_of(entry.conformances.begin(), entry.conformances.end(),
                       [&](const Conformance& conformance) { return push(conformance.interface); });
  }

  // All classes above have been visited, so nothing recurses here.
  bool supertypes(std::uint32_t number) {
    enter(number);
    const Class& entry = module_.classes[number];
    std::size_t total = 0;  // what is reached on several ways is counted for each
    const auto add = [&](TypeIndex type) {
      total += scope_.relations.supertypesOf(scope_.store.classId(scope_.linked.resolve(module_.type(type).definition)))
                   .size() +
               1;
    };
    if (!entry.superclass.isNone()) add(entry.superclass);
    for (const Conformance& conformance : entry.conformances) {
      add(conformance.interface);
      if (total > kMaxSupertypes) break;
    }
    if (total > kMaxSupertypes)
      return fail(Rule::HierarchySize, "A class has too many supertypes", fmt::format("{}", total));
    if (!conditions(entry)) return false;
    const auto& all = scope_.relations.supertypesOf(scope_.store.classId({&scope_.linked, ClassIndex(number)}));
    if (scope_.store.hasOverflowed()) return fail(Rule::DerivedTypeSize, "A supertype is too large");
    return interfacesOnce(all);
  }

  bool conditions(const Class& entry) {
    for (const Conformance& conformance : entry.conformances) {
      for (const Condition& condition : conformance.conditions) {
        if (condition.variable >= entry.typeParameters.size())
          return fail(Rule::Conditions, "A condition is about a type parameter that the class does not have");
      }
    }
    return true;
  }

  bool interfacesOnce(const std::vector<Supertype>& all) {
    for (std::size_t i = 0; i < all.size(); ++i) {
      for (std::size_t j = i + 1; j < all.size(); ++j) {
        if (all[i].definition == all[j].definition && all[i].type != all[j].type) {
          return fail(Rule::InterfaceOnce, "A class has an interface twice, with different arguments",
                      fmt::format("{} and {}", scope_.store.text(all[i].type), scope_.store.text(all[j].type)));
        }
      }
    }
    return true;
  }

  VerifierScope& scope_;
  const Module& module_;
  std::uint32_t firstOwn_;
  std::vector<State> states_;
  std::vector<std::uint32_t> variableCounts_;
};

}  // namespace

bool checkHierarchy(VerifierScope& scope) { return HierarchyChecker(scope).run(); }

}  // namespace tatu::bytecode

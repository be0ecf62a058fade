#include "bytecode/verify/overriding.h"

#include <algorithm>
#include <span>

#include <fmt/format.h>

#include "bytecode/hash_index.h"
#include "bytecode/limits.h"
#include "bytecode/seeded_hash.h"
#include "bytecode/structure.h"

namespace tatu::bytecode {

namespace {

// A class and how its parameters look from the class that is checked.
struct Level {
  ClassEntity entity;
  ClassId id;
  TypeId type;
  std::span<const TypeCondition> conditions;
  bool isInterface;
};

struct Method {
  FunctionEntity function;
  std::uint32_t level;
  std::uint32_t name;  // the number of its name among those of the class
};

// All methods of one name that a class has, nearest first.
struct Group {
  std::span<const Method> methods;
};

class OverridingChecker {
 public:
  explicit OverridingChecker(VerifierScope& scope)
      : scope_(scope), store_(scope.store), module_(scope.linked.module()) {}

  bool run() {
    scope_.reporter.enterSection("classes");
    for (std::size_t i = importedClassCount(module_); i < module_.classes.size(); ++i) {
      if (!classEntry(ClassIndex(i))) return false;
    }
    return true;
  }

 private:
  bool fail(Rule rule, std::string message, std::string expected = {}, std::string found = {}) {
    return scope_.reporter.fail(rule, std::move(message), std::move(expected), std::move(found));
  }

  bool classEntry(ClassIndex index) {
    own_ = {&scope_.linked, index};
    const Class& entry = declarationOf(own_);
    scope_.reporter.enterDeclaration(module_.text(entry.name));
    context_ = scope_.relations.contextOf(own_);
    levels(store_.classId(own_));
    if (!collect()) return false;
    for (std::size_t first = 0; first < methods_.size();) {
      std::size_t end = first + 1;
      while (end < methods_.size() && methods_[end].name == methods_[first].name) ++end;
      if (!settle(entry, {std::span(methods_).subspan(first, end - first)})) return false;
      first = end;
    }
    return true;
  }

  void levels(ClassId own) {
    levels_.clear();
    const auto add = [&](ClassId id, TypeId type, std::span<const TypeCondition> conditions) {
      const bool isKnown =
          std::any_of(levels_.begin(), levels_.end(), [&](const Level& level) { return level.id == id; });
      if (isKnown) return;
      const ClassEntity entity = store_.entityOf(id);
      levels_.push_back({entity, id, type, conditions, declarationOf(entity).kind == ClassKind::Interface});
    };
    add(own, store_.selfType(own), {});
    for (const Supertype& above : scope_.relations.supertypesOf(own))
      add(above.definition, above.type, above.conditions);
    const ClassId any = scope_.relations.anyClass();
    if (!any.isNone()) add(any, store_.leaf(TypeKind::Any), {});
  }

  [[nodiscard]] static bool isMethod(const Function& function) {
    return !function.has(FunctionFlag::Static) && !function.has(FunctionFlag::Constructor);
  }

  // Methods that are private to another package are not seen.
  [[nodiscard]] bool isVisible(const Level& level, const Function& function) const {
    return level.entity.module == &scope_.linked || function.has(FunctionFlag::Public);
  }

  // All methods of the class, those of one name one after the other: names in the order in which they are met, from
  // the class upwards.
  bool collect() {
    methods_.clear();
    names_.clear();
    HashIndex index;
    for (std::uint32_t number = 0; number < levels_.size(); ++number) {
      const Level& level = levels_[number];
      for (const FunctionIndex member : level.entity.module->membersOf(level.entity.index)) {
        const FunctionEntity entity{level.entity.module, member};
        const Function& function = declarationOf(entity);
        if (!isMethod(function) || !isVisible(level, function)) continue;
        if (methods_.size() == kMaxMethods)
          return fail(Rule::Limit, "A class has too many methods", fmt::format("at most {}", kMaxMethods));
        methods_.push_back({entity, number, numberOf(index, entity.module->text(function.name))});
      }
    }
    std::stable_sort(methods_.begin(), methods_.end(),
                     [](const Method& a, const Method& b) { return a.name < b.name; });
    return true;
  }

  std::uint32_t numberOf(HashIndex& index, std::string_view name) {
    const auto next = static_cast<std::uint32_t>(names_.size());
    const std::uint32_t number =
        index.findOrAdd(SeededHash()(name), next, [&](std::uint32_t other) { return names_[other] == name; });
    if (number == next) names_.push_back(name);
    return number;
  }

  // ---- One name

  bool settle(const Class& entry, const Group& group) {
    const bool isOwn = group.methods.front().level == 0;
    if (isOwn && !overrideFlag(group)) return false;
    std::size_t found = group.methods.size();
    if (!implementation(group, found)) return false;
    const bool isNone = found == group.methods.size();
    const bool mustHave = entry.kind != ClassKind::Interface && !entry.isAbstract;
    if (isNone && mustHave)
      return failGroup(group, Rule::AbstractMember, "A class that can be created lacks code for a method");
    return compareAll(group, isOwn ? 0 : found);
  }

  bool failGroup(const Group& group, Rule rule, std::string message) {
    const FunctionEntity function = group.methods.front().function;
    return fail(rule, std::move(message), {}, std::string(function.module->text(declarationOf(function).name)));
  }

  bool overrideFlag(const Group& group) {
    const bool overrides = group.methods.size() > 1;
    const Function& function = declarationOf(group.methods.front().function);
    if (function.has(FunctionFlag::Override) == overrides) return true;
    return failGroup(group, Rule::OverrideFlag,
                     overrides ? "A method overrides without saying so" : "A method overrides nothing");
  }

  // The number of the method whose code runs; the number of methods if there is none.
  bool implementation(const Group& group, std::size_t& found) {
    const auto& methods = group.methods;
    for (std::size_t i = 0; i < methods.size(); ++i) {
      const Level& level = levels_[methods[i].level];
      if (level.isInterface && methods[i].level != 0) continue;
      if (level.id == scope_.relations.anyClass() && methods[i].level != 0) continue;
      found = declarationOf(methods[i].function).has(FunctionFlag::Abstract) ? methods.size() : i;
      return true;
    }
    return defaultMethod(group, found);
  }

  bool defaultMethod(const Group& group, std::size_t& found) {
    const auto& methods = group.methods;
    found = methods.size();
    for (std::size_t i = 0; i < methods.size(); ++i) {
      if (!isMostSpecial(group, i)) continue;
      if (found != methods.size() && !areBothAbstract(group, found, i)) {
        return failGroup(group, Rule::AmbiguousDefault,
                         "Two interfaces have a method of one name, and neither is more special");
      }
      if (found == methods.size()) found = i;
    }
    if (found != methods.size() && declarationOf(methods[found].function).has(FunctionFlag::Abstract))
      found = methodOfAny(group);
    return true;
  }

  // What an interface leaves open Any may have; it stands last.
  std::size_t methodOfAny(const Group& group) {
    const std::size_t last = group.methods.size() - 1;
    return levels_[group.methods[last].level].id == scope_.relations.anyClass() ? last : group.methods.size();
  }

  bool areBothAbstract(const Group& group, std::size_t a, std::size_t b) {
    return declarationOf(group.methods[a].function).has(FunctionFlag::Abstract) &&
           declarationOf(group.methods[b].function).has(FunctionFlag::Abstract);
  }

  // No other method of the group is declared in a subtype of this one's class. Any is above all.
  bool isMostSpecial(const Group& group, std::size_t number) {
    const ClassId id = levels_[group.methods[number].level].id;
    if (id == scope_.relations.anyClass()) return group.methods.size() == 1;
    return std::none_of(group.methods.begin(), group.methods.end(), [&](const Method& other) {
      const ClassId otherId = levels_[other.level].id;
      if (otherId == id || otherId == scope_.relations.anyClass()) return false;
      const std::vector<Supertype>& above = scope_.relations.supertypesOf(otherId);
      return std::any_of(above.begin(), above.end(),
                         [&](const Supertype& supertype) { return supertype.definition == id; });
    });
  }

  // ---- Signatures: the method that counts against all others that it stands for.

  bool compareAll(const Group& group, std::size_t counting) {
    if (counting == group.methods.size()) return true;
    for (std::size_t i = 0; i < group.methods.size(); ++i) {
      if (i != counting && group.methods[i].level != group.methods[counting].level &&
          !compare(group.methods[counting], group.methods[i]))
        return false;
    }
    return true;
  }

  bool compare(const Method& over, const Method& under) {
    const Function& a = declarationOf(over.function);
    const Function& b = declarationOf(under.function);
    const bool isInInterface = levels_[under.level].isInterface;
    const bool mayOverride = isInInterface || b.has(FunctionFlag::Open) || b.has(FunctionFlag::Abstract);
    const std::string name(over.function.module->text(a.name));
    if (over.level == 0 && !mayOverride)
      return fail(Rule::OverrideFinal, "A method overrides one that is neither open nor abstract", {}, name);
    if (a.parameters.size() != b.parameters.size() || a.typeParameters.size() != b.typeParameters.size())
      return failSignature(name);
    return compareTypes(over, under, name);
  }

  bool failSignature(const std::string& name) {
    return fail(Rule::OverrideSignature, "A method does not fit one that it overrides or implements", {}, name);
  }

  // Both methods' type variables in one numbering: the class's parameters, then the method's.
  std::vector<TypeId> argumentsFor(const Method& method) {
    const std::span<const TypeId> ofClass = store_.argumentsOf(levels_[method.level].type);
    std::vector<TypeId> arguments(ofClass.begin(), ofClass.end());
    for (std::uint32_t i = 0; i < declarationOf(method.function).typeParameters.size(); ++i) {
      arguments.push_back(store_.variable(context_.size() + i));
    }
    return arguments;
  }

  TypeId seen(const Method& method, TypeIndex type, std::span<const TypeId> arguments) {
    return store_.substitute(store_.translate(*method.function.module, type), arguments);
  }

  bool compareTypes(const Method& over, const Method& under, const std::string& name) {
    const std::vector<TypeId> overArguments = argumentsFor(over);
    const std::vector<TypeId> underArguments = argumentsFor(under);
    const Function& a = declarationOf(over.function);
    const Function& b = declarationOf(under.function);
    TypeContext context = contextOf(under, underArguments);
    scope_.relations.enter(context);
    bool fits = true;
    for (std::size_t i = 1; i < a.parameters.size() && fits; ++i) {
      fits = seen(over, a.parameters[i].type, overArguments) == seen(under, b.parameters[i].type, underArguments);
    }
    for (std::size_t i = 0; i < a.typeParameters.size() && fits; ++i) {
      fits = haveSameBounds(over, a.typeParameters[i], overArguments, under, b.typeParameters[i], underArguments);
    }
    fits =
        fits && scope_.relations.isSubtype(seen(over, a.result, overArguments), seen(under, b.result, underArguments));
    if (!fits) return failSignature(name);
    for (const Condition& condition : a.conditions) {
      const TypeId bound = seen(over, condition.bound, overArguments);
      if (!scope_.relations.satisfies(overArguments[condition.variable], bound)) {
        return fail(Rule::OverrideSignature,
                    "A method has a condition that the one it overrides or implements does not have", {}, name);
      }
    }
    return !store_.hasOverflowed() || fail(Rule::DerivedTypeSize, "A type of a signature becomes too large");
  }

  bool haveSameBounds(const Method& over, const TypeParameter& a, std::span<const TypeId> overArguments,
                      const Method& under, const TypeParameter& b, std::span<const TypeId> underArguments) {
    return std::equal(
        a.bounds.begin(), a.bounds.end(), b.bounds.begin(), b.bounds.end(),
        [&](TypeIndex x, TypeIndex y) { return seen(over, x, overArguments) == seen(under, y, underArguments); });
  }

  // What may be relied on where `under` is called: the class's bounds, the conditions of its interface, the method's
  // own.
  TypeContext contextOf(const Method& under, std::span<const TypeId> arguments) {
    TypeContext context = context_;
    const auto assume = [&](TypeId subject, TypeId bound) {
      if (store_.kindOf(subject) == TypeKind::Variable) context.bounds[store_[subject].variable].push_back(bound);
    };
    const Function& function = declarationOf(under.function);
    for (const TypeParameter& parameter : function.typeParameters) {
      context.bounds.emplace_back();
      for (const TypeIndex bound : parameter.bounds) context.bounds.back().push_back(seen(under, bound, arguments));
    }
    for (const TypeCondition& condition : levels_[under.level].conditions) assume(condition.subject, condition.bound);
    for (const Condition& condition : function.conditions)
      assume(arguments[condition.variable], seen(under, condition.bound, arguments));
    return context;
  }

  VerifierScope& scope_;
  TypeStore& store_;
  const Module& module_;
  ClassEntity own_;
  TypeContext context_;
  std::vector<Level> levels_;
  std::vector<Method> methods_;
  std::vector<std::string_view> names_;
};

}  // namespace

bool checkOverriding(VerifierScope& scope) { return OverridingChecker(scope).run(); }

}  // namespace tatu::bytecode

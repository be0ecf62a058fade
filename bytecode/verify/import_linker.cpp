#include "bytecode/verify/import_linker.h"

#include <algorithm>

#include <fmt/format.h>

#include "bytecode/verified_module.h"

namespace tatu::bytecode {

namespace {

// Flags that an importing module may rely on. What is only for the owner's own code (Native, Test) is not compared.
constexpr std::uint32_t kImportedFlags =
    static_cast<std::uint32_t>(FunctionFlag::Static) | static_cast<std::uint32_t>(FunctionFlag::Abstract) |
    static_cast<std::uint32_t>(FunctionFlag::Open) | static_cast<std::uint32_t>(FunctionFlag::Constructor) |
    static_cast<std::uint32_t>(FunctionFlag::Getter) | static_cast<std::uint32_t>(FunctionFlag::Operator);

}  // namespace

bool ImportLinker::run(std::span<const std::shared_ptr<const VerifiedModule>> available, bool isCore) {
  return packages(available) && core(isCore) && classes() && shapes() && functions() && globals();
}

bool ImportLinker::fail(Rule rule, std::string message, std::string expected, std::string found) {
  return reporter_.fail(rule, std::move(message), std::move(expected), std::move(found));
}

const LinkedModule& ImportLinker::packageOf(PackageIndex index) const {
  return linked_.packages_[index.value()]->linked();
}

bool ImportLinker::packages(std::span<const std::shared_ptr<const VerifiedModule>> available) {
  reporter_.enterSection("packages");
  for (const Package& package : module_.packages) {
    const std::string_view name = module_.text(package.name);
    const std::string_view version = module_.text(package.version);
    const auto found = std::find_if(available.begin(), available.end(), [&](const auto& candidate) {
      return candidate->linked().name() == name && candidate->linked().version() == version;
    });
    if (found == available.end())
      return fail(Rule::Dependency, "A package that the module imports is missing",
                  fmt::format("{} {}", name, version));
    linked_.packages_.push_back(*found);
  }
  return true;
}

bool ImportLinker::core(bool isCore) {
  linked_.core_ = isCore ? &linked_ : nullptr;
  for (const auto& package : linked_.packages_) {
    const LinkedModule* const below = package->linked().core();
    if (below == nullptr) continue;
    if (linked_.core_ != nullptr && linked_.core_ != below)
      return fail(Rule::OneCore, "The packages stand on different core packages");
    linked_.core_ = below;
  }
  return true;
}

// ---- Names first, so that every type can be translated; shapes afterwards.
bool ImportLinker::classes() {
  reporter_.enterSection("classes");
  for (std::size_t i = 0; i < linked_.importedClasses_.size(); ++i) {
    const Class& here = module_.classes[i];
    reporter_.enterDeclaration(module_.text(here.name));
    const LinkedModule& there = packageOf(here.package);
    const ClassIndex index = there.findClass(module_.text(here.name));
    if (index.isNone()) return fail(Rule::ImportMissing, fmt::format("Package {} has no such class", there.name()));
    const ClassEntity real{&there, index};
    if (!declarationOf(real).isPublic) return fail(Rule::ImportPrivate, "The class is not public");
    // Types of this class are translated from here on: their number of arguments must be right.
    if (here.kind != declarationOf(real).kind ||
        here.typeParameters.size() != declarationOf(real).typeParameters.size()) {
      return fail(Rule::ImportClass, "The class is of another kind or has other type parameters");
    }
    linked_.importedClasses_[i] = real;
  }
  return true;
}

bool ImportLinker::shapes() {
  for (std::uint32_t i = 0; i < linked_.importedClasses_.size(); ++i) {
    reporter_.enterDeclaration(module_.text(module_.classes[i].name));
    if (!shapeOf(module_.classes[i], i, linked_.importedClasses_[i])) return false;
  }
  return true;
}

bool ImportLinker::shapeOf(const Class& here, std::uint32_t number, ClassEntity entity) {
  const Class& real = declarationOf(entity);
  if (here.isOpen != real.isOpen || here.isAbstract != real.isAbstract || here.isData != real.isData ||
      here.isSealed != real.isSealed || (here.kind == ClassKind::Builtin && here.builtin != real.builtin)) {
    return fail(Rule::ImportClass, "The class has other flags");
  }
  if (!typeParameters(here.typeParameters, *entity.module, real.typeParameters, Rule::ImportClass)) return false;
  if (!here.superclass.isNone() &&
      (real.superclass.isNone() || !isSameType(here.superclass, *entity.module, real.superclass))) {
    return fail(Rule::ImportClass, "The class has another superclass");
  }
  return conformances(here, entity) && fields(here.fields, number, entity) && cases(here, entity);
}

bool ImportLinker::isSameName(StringIndex here, const LinkedModule& there, StringIndex real) {
  return module_.text(here) == there.text(real);
}

bool ImportLinker::isSameType(TypeIndex here, const LinkedModule& there, TypeIndex real) {
  return store_.translate(linked_, here) == store_.translate(there, real);
}

bool ImportLinker::typeParameters(const List<TypeParameter>& here, const LinkedModule& there,
                                  const List<TypeParameter>& real, Rule rule) {
  if (here.size() != real.size()) return fail(rule, "There are other type parameters");
  for (std::size_t i = 0; i < here.size(); ++i) {
    const bool areSame = here[i].variance == real[i].variance && here[i].bounds.size() == real[i].bounds.size() &&
                         std::equal(here[i].bounds.begin(), here[i].bounds.end(), real[i].bounds.begin(),
                                    [&](TypeIndex a, TypeIndex b) { return isSameType(a, there, b); });
    if (!areSame) return fail(rule, "A type parameter has another variance or other bounds");
  }
  return true;
}

bool ImportLinker::conditions(const List<Condition>& here, const LinkedModule& there, const List<Condition>& real) {
  return std::equal(here.begin(), here.end(), real.begin(), real.end(), [&](const Condition& a, const Condition& b) {
    return a.variable == b.variable && isSameType(a.bound, there, b.bound);
  });
}

bool ImportLinker::conformances(const Class& here, ClassEntity entity) {
  const List<Conformance>& real = declarationOf(entity).conformances;
  for (const Conformance& conformance : here.conformances) {
    const bool isThere = std::any_of(real.begin(), real.end(), [&](const Conformance& other) {
      return isSameType(conformance.interface, *entity.module, other.interface) &&
             conditions(conformance.conditions, *entity.module, other.conditions);
    });
    if (!isThere) return fail(Rule::ImportClass, "The class does not have an interface that it is said to have");
  }
  return true;
}

bool ImportLinker::fields(const List<Field>& here, std::uint32_t number, ClassEntity entity) {
  const List<Field>& real = declarationOf(entity).fields;
  for (const Field& field : here) {
    const auto found = std::find_if(real.begin(), real.end(), [&](const Field& other) {
      return isSameName(field.name, *entity.module, other.name);
    });
    if (found == real.end())
      return fail(Rule::ImportMissing, fmt::format("The class has no field {}", module_.text(field.name)));
    if (!found->isPublic)
      return fail(Rule::ImportPrivate, fmt::format("The field {} is not public", module_.text(field.name)));
    if (found->isMutable != field.isMutable || !isSameType(field.type, *entity.module, found->type)) {
      return fail(Rule::ImportClass, fmt::format("The field {} has another type", module_.text(field.name)));
    }
    linked_.importedFields_[number].push_back(static_cast<std::uint32_t>(found - real.begin()));
  }
  return true;
}

bool ImportLinker::cases(const Class& here, ClassEntity entity) {
  const List<EnumCase>& real = declarationOf(entity).cases;
  if (here.cases.empty()) return true;
  const auto isSameField = [&](const Field& a, const Field& b) {
    return isSameName(a.name, *entity.module, b.name) && isSameType(a.type, *entity.module, b.type);
  };
  const bool areSame = std::equal(
      here.cases.begin(), here.cases.end(), real.begin(), real.end(), [&](const EnumCase& a, const EnumCase& b) {
        return isSameName(a.name, *entity.module, b.name) &&
               std::equal(a.payload.begin(), a.payload.end(), b.payload.begin(), b.payload.end(), isSameField);
      });
  return areSame || fail(Rule::ImportClass, "The enum has other cases");
}

// ---- Functions and globals
ClassIndex ImportLinker::ownerThere(ClassIndex owner) const {
  return owner.isNone() ? ClassIndex::none() : linked_.importedClasses_[owner.value()].index;
}

bool ImportLinker::functions() {
  reporter_.enterSection("functions");
  for (std::size_t i = 0; i < linked_.importedFunctions_.size(); ++i) {
    const Function& here = module_.functions[i];
    reporter_.enterFunction(module_, here);
    const LinkedModule& there = packageOf(here.package);
    const FunctionIndex index = there.findFunction(ownerThere(here.owner), module_.text(here.name));
    if (index.isNone()) return fail(Rule::ImportMissing, fmt::format("Package {} has no such function", there.name()));
    const FunctionEntity real{&there, index};
    if (!declarationOf(real).has(FunctionFlag::Public)) return fail(Rule::ImportPrivate, "The function is not public");
    if (!signature(here, real)) return false;
    linked_.importedFunctions_[i] = real;
  }
  return true;
}

bool ImportLinker::signature(const Function& here, FunctionEntity entity) {
  const Function& real = declarationOf(entity);
  const LinkedModule& there = *entity.module;
  if ((here.flags & kImportedFlags) != (real.flags & kImportedFlags))
    return fail(Rule::ImportFunction, "The function has other flags");
  if (!typeParameters(here.typeParameters, there, real.typeParameters, Rule::ImportFunction)) return false;
  const bool areSame =
      std::equal(here.parameters.begin(), here.parameters.end(), real.parameters.begin(), real.parameters.end(),
                 [&](const Parameter& a, const Parameter& b) { return isSameType(a.type, there, b.type); });
  if (!areSame || !isSameType(here.result, there, real.result) ||
      !conditions(here.conditions, there, real.conditions)) {
    return fail(Rule::ImportFunction, "The function has another signature");
  }
  return true;
}

bool ImportLinker::globals() {
  reporter_.enterSection("globals");
  for (std::size_t i = 0; i < linked_.importedGlobals_.size(); ++i) {
    const Global& here = module_.globals[i];
    reporter_.enterDeclaration(module_.text(here.name));
    const LinkedModule& there = packageOf(here.package);
    const GlobalIndex index = there.findGlobal(ownerThere(here.owner), module_.text(here.name));
    if (index.isNone()) return fail(Rule::ImportMissing, fmt::format("Package {} has no such global", there.name()));
    const GlobalEntity real{&there, index};
    if (!declarationOf(real).isPublic) return fail(Rule::ImportPrivate, "The global is not public");
    if (here.isMutable != declarationOf(real).isMutable || !isSameType(here.type, there, declarationOf(real).type)) {
      return fail(Rule::ImportGlobal, "The global has another type");
    }
    linked_.importedGlobals_[i] = real;
  }
  return true;
}

}  // namespace tatu::bytecode

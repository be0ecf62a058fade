#include "bytecode/verify/tables.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>

#include "bytecode/hash_index.h"
#include "bytecode/limits.h"
#include "bytecode/reader.h"
#include "bytecode/seeded_hash.h"
#include "bytecode/verify/reference_table.h"
#include "bytecode/verify/type_table.h"

namespace tatu::bytecode {

namespace {

constexpr std::string_view kCoreName = "core";

// Names that must differ, each in a scope (a package, a class). Few of them are compared with each other.
class NameSet {
 public:
  explicit NameSet(std::size_t expected) : isSmall_(expected <= kFew) { names_.reserve(expected); }

  // False if the name is there already.
  bool add(std::uint32_t scope, StringIndex name) {
    const std::uint64_t key = std::uint64_t{scope} << 32 | name.value();
    if (isSmall_ && std::find(names_.begin(), names_.end(), key) != names_.end()) return false;
    const auto next = static_cast<std::uint32_t>(names_.size());
    const auto isSame = [&](std::uint32_t other) { return names_[other] == key; };
    if (!isSmall_ && index_.findOrAdd(SeededHash()(key), next, isSame) != next) return false;
    names_.push_back(key);
    return true;
  }

 private:
  static constexpr std::size_t kFew = 12;
  bool isSmall_;
  std::vector<std::uint64_t> names_;
  HashIndex index_;  // of names_, unless they are few
};

class TableChecker {
 public:
  TableChecker(const Module& module, bool isCore, Reporter& reporter)
      : module_(module), isCore_(isCore), reporter_(reporter) {}

  bool run() {
    return strings() && moduleEntry() && packages() && types() && classes() && functions() && globals() &&
           references() && entryPoints() && codeOrder();
  }

 private:
  bool fail(Rule rule, std::string message, std::string expected = {}, std::string found = {}) {
    return reporter_.fail(rule, std::move(message), std::move(expected), std::move(found));
  }

  template <typename Tag, typename Table>
  bool inTable(Index<Tag> index, const Table& table, std::string_view what) {
    if (index.value() < table.size()) return true;
    return fail(Rule::IndexRange, fmt::format("There is no such {}", what), fmt::format("below {}", table.size()),
                index.isNone() ? "none" : fmt::format("{}", index.value()));
  }
  template <typename Tag, typename Table>
  bool inTableOrNone(Index<Tag> index, const Table& table, std::string_view what) {
    return index.isNone() || inTable(index, table, what);
  }
  bool isType(TypeIndex index) { return inTable(index, module_.types, "type"); }
  bool areTypes(std::span<const TypeIndex> types) {
    return std::all_of(types.begin(), types.end(), [this](TypeIndex type) { return isType(type); });
  }

  bool isName(StringIndex index) {
    if (!inTable(index, module_.strings, "string")) return false;
    const std::string_view name = module_.text(index);
    const bool hasControl =
        std::any_of(name.begin(), name.end(), [](char c) { return static_cast<unsigned char>(c) < 32 || c == 127; });
    if (!name.empty() && name.size() <= kMaxNameBytes && !hasControl) return true;
    return fail(Rule::Name, "A name is empty, too long, or has control characters");
  }

  bool limit(std::size_t value, std::size_t maximum, std::string_view what) {
    if (value <= maximum) return true;
    return fail(Rule::Limit, fmt::format("There are too many {}", what), fmt::format("at most {}", maximum),
                fmt::format("{}", value));
  }

  // ---- Strings, module, packages
  bool strings() {
    reporter_.enterSection("strings");
    HashIndex seen;
    seen.reserve(module_.strings.size());
    for (std::uint32_t i = 0; i < module_.strings.size(); ++i) {
      const std::string_view text = module_.strings[i];
      const auto isSame = [&](std::uint32_t other) { return module_.strings[other] == text; };
      if (seen.findOrAdd(SeededHash()(text), i, isSame) != i)
        return fail(Rule::StringUnique, "A string is there twice", {}, fmt::format("\"{}\"", text));
      if (!isWellFormedUtf8(text)) return fail(Rule::Utf8, "A string is not well-formed UTF-8");
    }
    return limit(module_.strings.size(), kMaxTableEntries, "strings");
  }

  bool moduleEntry() {
    reporter_.enterSection("module");
    if (!isName(module_.name) || !isName(module_.version)) return false;
    const bool hasCoreName = module_.text(module_.name) == kCoreName;
    if (hasCoreName == isCore_) return true;
    return fail(Rule::CoreOnly, "The name core belongs to the runtime's core package");
  }

  bool packages() {
    reporter_.enterSection("packages");
    NameSet names(module_.packages.size());
    for (const Package& package : module_.packages) {
      if (!isName(package.name) || !isName(package.version)) return false;
      if (package.name == module_.name) return fail(Rule::Unique, "A module imports itself");
      if (!names.add(0, package.name)) {
        return fail(Rule::Unique, "A package is imported twice", {}, std::string(module_.text(package.name)));
      }
    }
    return true;
  }

  bool types() {
    reporter_.enterSection("types");
    return checkTypeTable(module_, reporter_);
  }

  // ---- Parts of declarations
  bool typeParameters(const List<TypeParameter>& parameters, bool mayVary) {
    for (const TypeParameter& parameter : parameters) {
      if (!isName(parameter.name) || !areTypes(parameter.bounds)) return false;
      if (parameter.variance != Variance::Invariant && !mayVary) {
        return fail(Rule::ClassShape, "Only an interface has type parameters with a variance");
      }
    }
    return limit(parameters.size(), kMaxTypeParameters, "type parameters");
  }

  bool conditions(const List<Condition>& conditions) {
    return std::all_of(conditions.begin(), conditions.end(),
                       [this](const Condition& condition) { return isType(condition.bound); });
  }

  bool fields(const List<Field>& fields, std::size_t maximum) {
    NameSet names(fields.size());
    for (const Field& field : fields) {
      if (!isName(field.name) || !isType(field.type)) return false;
      if (!names.add(0, field.name))
        return fail(Rule::Unique, "Two fields have one name", {}, std::string(module_.text(field.name)));
    }
    return limit(fields.size(), maximum, "fields");
  }

  template <typename Entry>
  bool importsFirst(const std::vector<Entry>& entries) {
    bool isOwn = false;
    for (const Entry& entry : entries) {
      if (!inTableOrNone(entry.package, module_.packages, "package")) return false;
      if (isOwn && !entry.package.isNone())
        return fail(Rule::ImportsFirst, "An imported entity stands behind an own one");
      isOwn = entry.package.isNone();
    }
    return limit(entries.size(), kMaxTableEntries, "declarations");
  }

  // ---- Classes
  bool classes() {
    reporter_.enterSection("classes");
    if (!importsFirst(module_.classes)) return false;
    NameSet names(module_.classes.size());
    for (const Class& entry : module_.classes) {
      reporter_.enterNamed(module_, entry.name);
      if (!isName(entry.name) || !classEntry(entry)) return false;
      if (!names.add(entry.package.value(), entry.name)) {
        return fail(Rule::Unique, "Two classes have one name");
      }
    }
    return true;
  }

  bool classEntry(const Class& entry) {
    if (!typeParameters(entry.typeParameters, entry.kind == ClassKind::Interface)) return false;
    if (!inTableOrNone(entry.superclass, module_.types, "type")) return false;
    for (const Conformance& conformance : entry.conformances) {
      if (!isType(conformance.interface) || !conditions(conformance.conditions)) return false;
    }
    return fields(entry.fields, kMaxFields) && cases(entry) && classShape(entry);
  }

  bool cases(const Class& entry) {
    NameSet names(entry.cases.size());
    for (const EnumCase& enumCase : entry.cases) {
      if (!isName(enumCase.name) || !fields(enumCase.payload, kMaxPayload)) return false;
      if (!names.add(0, enumCase.name))
        return fail(Rule::Unique, "Two cases have one name", {}, std::string(module_.text(enumCase.name)));
      for (const Field& field : enumCase.payload) {
        if (field.isMutable) return fail(Rule::ClassShape, "A part of a case's payload is mutable");
      }
    }
    return limit(entry.cases.size(), kMaxCases, "cases");
  }

  bool classShape(const Class& entry) {
    const bool isClass = entry.kind == ClassKind::Class;
    if (!isClass && (!entry.superclass.isNone() || !entry.fields.empty())) {
      return fail(Rule::ClassShape, "Only classes have a superclass and fields");
    }
    if (!isClass && (entry.isOpen || entry.isAbstract || entry.isData)) {
      return fail(Rule::ClassShape, "Only classes are open, abstract or data");
    }
    if (entry.isSealed && !(isClass && entry.isAbstract) && entry.kind != ClassKind::Interface) {
      return fail(Rule::ClassShape, "A sealed class is abstract, or an interface");
    }
    if (entry.isData && (entry.isOpen || entry.isAbstract || !entry.superclass.isNone())) {
      return fail(Rule::ClassShape, "A data class is final and has no superclass");
    }
    if (entry.kind != ClassKind::Enum && !entry.cases.empty()) return fail(Rule::ClassShape, "Only enums have cases");
    if (entry.kind == ClassKind::Enum && entry.cases.empty() && entry.package.isNone()) {
      return fail(Rule::ClassShape, "An enum has no case");
    }
    return entry.kind != ClassKind::Builtin || builtinShape(entry);
  }

  bool builtinShape(const Class& entry) {
    if (!isCore_ && entry.package.isNone()) return fail(Rule::CoreOnly, "Only the core package has builtin classes");
    const std::size_t arity = entry.typeParameters.size();
    bool fits = arity == 0;
    switch (entry.builtin) {
      case TypeKind::Class:
      case TypeKind::Function:
      case TypeKind::Never:
      case TypeKind::Variable: fits = false; break;
      case TypeKind::Array:
      case TypeKind::Optional: fits = arity == 1; break;
      case TypeKind::Tuple: fits = arity >= 2 && arity <= kMaxTupleParts; break;
      default: break;
    }
    if (!fits) return fail(Rule::ClassShape, "A builtin class does not fit the type whose members it holds");
    const std::uint32_t key = static_cast<std::uint32_t>(entry.builtin) << 8 | static_cast<std::uint32_t>(arity);
    if (!entry.package.isNone() || builtins_.insert(key).second) return true;
    return fail(Rule::Unique, "Two builtin classes are for the same type");
  }

  // ---- Functions
  bool functions() {
    reporter_.enterSection("functions");
    if (!importsFirst(module_.functions)) return false;
    NameSet topLevel(module_.functions.size());
    NameSet members(module_.functions.size());
    for (const Function& function : module_.functions) {
      reporter_.enterFunction(module_, function);
      if (!isName(function.name) || !functionEntry(function)) return false;
      const bool isTopLevel = function.owner.isNone();
      const std::uint32_t scope = isTopLevel ? function.package.value() : function.owner.value();
      if (!(isTopLevel ? topLevel : members).add(scope, function.name)) {
        return fail(Rule::Unique, "Two functions have one name");
      }
    }
    return true;
  }

  bool functionEntry(const Function& function) {
    if (!inTableOrNone(function.owner, module_.classes, "class")) return false;
    if (!function.owner.isNone() && ownerOf(function).package != function.package) {
      return fail(Rule::FunctionShape, "A member and its class are of different packages");
    }
    if (!typeParameters(function.typeParameters, false) || !conditions(function.conditions)) return false;
    for (const Parameter& parameter : function.parameters) {
      if (!inTable(parameter.name, module_.strings, "string") || !isType(parameter.type)) return false;
    }
    const std::size_t scope =
        function.typeParameters.size() + (function.owner.isNone() ? 0 : ownerOf(function).typeParameters.size());
    return isType(function.result) && limit(function.parameters.size(), kMaxParameters, "parameters") &&
           limit(scope, kMaxTypeParameters, "type parameters") && functionShape(function);
  }

  [[nodiscard]] const Class& ownerOf(const Function& function) const { return module_.classes[function.owner.value()]; }

  bool functionShape(const Function& function) {
    const auto has = [&](FunctionFlag flag) { return function.has(flag); };
    const bool isMember = !function.owner.isNone();
    const bool isMethod = isMember && !has(FunctionFlag::Static) && !has(FunctionFlag::Constructor);
    if (!isMember && (has(FunctionFlag::Static) || has(FunctionFlag::Constructor) || !function.conditions.empty())) {
      return fail(Rule::FunctionShape, "Only members are static, constructors, or have conditions");
    }
    if (!isMethod && (has(FunctionFlag::Abstract) || has(FunctionFlag::Open) || has(FunctionFlag::Override))) {
      return fail(Rule::FunctionShape, "Only methods are abstract, open or overriding");
    }
    if (has(FunctionFlag::Abstract) && has(FunctionFlag::Native))
      return fail(Rule::FunctionShape, "A function is abstract and native");
    if (isMember && !has(FunctionFlag::Static) && function.parameters.empty())
      return fail(Rule::FunctionShape, "A method has no receiver");
    if (has(FunctionFlag::Abstract) && !mayBeAbstract(ownerOf(function))) {
      return fail(Rule::FunctionShape, "An abstract method is in a class that can be created");
    }
    return (!has(FunctionFlag::Constructor) || constructorShape(function)) &&
           (!has(FunctionFlag::Native) || nativeShape(function));
  }

  static bool mayBeAbstract(const Class& owner) { return owner.kind == ClassKind::Interface || owner.isAbstract; }

  bool constructorShape(const Function& function) {
    if (ownerOf(function).kind != ClassKind::Class) return fail(Rule::FunctionShape, "Only a class has a constructor");
    if (function.has(FunctionFlag::Static) || function.has(FunctionFlag::Native) || !function.typeParameters.empty() ||
        !function.conditions.empty()) {
      return fail(Rule::FunctionShape, "A constructor is static, native, generic or conditional");
    }
    if (module_.type(function.result).kind == TypeKind::Unit) return true;
    return fail(Rule::FunctionShape, "A constructor returns something");
  }

  bool nativeShape(const Function& function) {
    if (!function.package.isNone())
      return fail(Rule::FunctionShape, "An imported function is native; that is its own package's matter");
    if (!isName(function.nativeName)) return false;
    if (isCore_ || !module_.text(function.nativeName).starts_with("core.")) return true;
    return fail(Rule::CoreOnly, "A native of the core space is imported by another package", {},
                std::string(module_.text(function.nativeName)));
  }

  // ---- Globals and references
  bool globals() {
    reporter_.enterSection("globals");
    if (!importsFirst(module_.globals)) return false;
    NameSet topLevel(module_.globals.size());
    NameSet members(module_.globals.size());
    for (const Global& global : module_.globals) {
      reporter_.enterNamed(module_, global.name);
      if (!isName(global.name) || !isType(global.type) || !inTableOrNone(global.owner, module_.classes, "class"))
        return false;
      const bool isTopLevel = global.owner.isNone();
      if (!isTopLevel && module_.classes[global.owner.value()].package != global.package) {
        return fail(Rule::FunctionShape, "A static value and its class are of different packages");
      }
      const std::uint32_t scope = isTopLevel ? global.package.value() : global.owner.value();
      if (!(isTopLevel ? topLevel : members).add(scope, global.name)) {
        return fail(Rule::Unique, "Two globals have one name");
      }
    }
    return true;
  }

  bool references() {
    reporter_.enterSection("calls");
    for (const Call& call : module_.calls) {
      if (!inTable(call.function, module_.functions, "function") ||
          !inTableOrNone(call.receiver, module_.types, "type") || !areTypes(call.typeArguments)) {
        return false;
      }
      const Function& function = module_.functions[call.function.value()];
      reporter_.enterFunction(module_, function);
      if (function.owner.isNone() != call.receiver.isNone()) {
        return fail(Rule::TypeArguments, "A call names a receiver type for a top-level function, or none for a member");
      }
      if (call.typeArguments.size() != function.typeParameters.size()) {
        return fail(Rule::TypeArguments, "A call has another number of type arguments than its function has parameters",
                    fmt::format("{}", function.typeParameters.size()), fmt::format("{}", call.typeArguments.size()));
      }
    }
    return fieldRefs() && caseRefs() && checkReferencesUnique(module_, reporter_);
  }

  // The class of a type that must be a Class type of that kind; null if it is not.
  const Class* definitionOf(TypeIndex index, ClassKind kind, std::string_view what) {
    if (!isType(index)) return nullptr;
    const Type& type = module_.type(index);
    if (type.kind == TypeKind::Class && module_.classes[type.definition.value()].kind == kind) {
      return &module_.classes[type.definition.value()];
    }
    fail(Rule::IndexRange, fmt::format("The owner of a {} reference is of another kind", what));
    return nullptr;
  }

  bool fieldRefs() {
    reporter_.enterSection("field references");
    for (const FieldRef& reference : module_.fieldRefs) {
      const Class* owner = definitionOf(reference.owner, ClassKind::Class, "field");
      if (owner == nullptr) return false;
      if (reference.field >= owner->fields.size()) {
        return fail(Rule::IndexRange, "There is no such field", fmt::format("below {}", owner->fields.size()),
                    fmt::format("{}", reference.field));
      }
    }
    return true;
  }

  bool caseRefs() {
    reporter_.enterSection("case references");
    for (const CaseRef& reference : module_.caseRefs) {
      const Class* owner = definitionOf(reference.owner, ClassKind::Enum, "case");
      if (owner == nullptr) return false;
      if (reference.caseNumber >= owner->cases.size()) {
        return fail(Rule::IndexRange, "There is no such case", fmt::format("below {}", owner->cases.size()),
                    fmt::format("{}", reference.caseNumber));
      }
    }
    return true;
  }

  // ---- Entry points and code
  bool isPlain(const Function& function) const {
    return function.package.isNone() && function.owner.isNone() && function.typeParameters.empty();
  }

  bool entryPoints() {
    reporter_.enterSection("module");
    if (!module_.initialiser.isNone()) {
      if (!inTable(module_.initialiser, module_.functions, "function")) return false;
      const Function& function = module_.functions[module_.initialiser.value()];
      if (!isPlain(function) || !function.parameters.empty() || module_.type(function.result).kind != TypeKind::Unit) {
        return fail(Rule::Initialiser, "The initialiser is no plain function () -> Unit");
      }
    }
    return main() && tests();
  }

  bool main() {
    if (module_.main.isNone()) return true;
    if (!inTable(module_.main, module_.functions, "function")) return false;
    const Function& function = module_.functions[module_.main.value()];
    const TypeKind result = module_.type(function.result).kind;
    if (isPlain(function) && function.parameters.empty() && (result == TypeKind::Unit || result == TypeKind::Int))
      return true;
    return fail(Rule::Main, "The entry point is no plain function () -> Unit or () -> Int");
  }

  bool tests() {
    return std::all_of(module_.functions.begin(), module_.functions.end(), [this](const Function& function) {
      if (!function.has(FunctionFlag::Test) || !function.package.isNone()) return true;
      reporter_.enterFunction(module_, function);
      if (isPlain(function) && function.parameters.empty() && module_.type(function.result).kind == TypeKind::Unit)
        return true;
      return fail(Rule::TestFunction, "A test is no plain function () -> Unit");
    });
  }

  bool codeOrder() {
    reporter_.enterSection("functions");
    std::uint32_t next = 0;
    for (const Function& function : module_.functions) {
      const bool hasBody =
          function.package.isNone() && !function.has(FunctionFlag::Abstract) && !function.has(FunctionFlag::Native);
      if (function.code == (hasBody ? next : Function::kNoCode)) {
        next += hasBody ? 1 : 0;
        continue;
      }
      reporter_.enterFunction(module_, function);
      return fail(Rule::CodeOrder, "A function's code is not in its place");
    }
    if (next == module_.code.size()) return true;
    return fail(Rule::CodeOrder, "There is code without a function", fmt::format("{}", next),
                fmt::format("{}", module_.code.size()));
  }

  const Module& module_;
  bool isCore_;
  Reporter& reporter_;
  std::set<std::uint32_t> builtins_;
};

}  // namespace

bool checkTables(const Module& module, bool isCore, Reporter& reporter) {
  return TableChecker(module, isCore, reporter).run();
}

}  // namespace tatu::bytecode

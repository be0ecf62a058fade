// What meets in a class from all that is above it: each interface once, code for each method, and methods that can
// stand for all that they override. Each class is judged alone; what is wrong above it is told there.
#include <algorithm>
#include <unordered_map>

#include "compiler/check/declarations.h"
#include "compiler/check/inheritance.h"
#include "compiler/check/text.h"

namespace tatu::compiler::check {

namespace {

using bytecode::ClassKind;
using bytecode::FunctionFlag;

class InheritanceRules {
 public:
  explicit InheritanceRules(Program& program) : program_(program), inheritance_(program) {}

  void check(const ClassSymbol& symbol) {
    symbol_ = &symbol;
    if (Relations(program_).hasUnknownAbove(program_.selfType(symbol))) return;
    const std::vector<Ancestor> ancestors = inheritance_.ancestors(symbol);
    if (!checkSizes(ancestors) || !checkInterfacesOnce(ancestors)) return;
    ancestors_ = &ancestors;
    std::vector<const MethodGroup*> missing;
    const std::vector<MethodGroup> groups = inheritance_.methods(ancestors);
    for (const MethodGroup& group : groups) {
      const bool isOwn = group.front().method->owner == &symbol;
      if (isBroken(group) || (!isOwn && isOwnField(group))) continue;
      if (isOwn && !group.front().method->has(FunctionFlag::Override)) continue;  // alone, or told already
      const MethodChoice choice = inheritance_.choose(group);
      if (choice.rival != nullptr) {
        const bool isTold = group.front().method->isSetter();  // of the getter
        if (!isTold && !haveMetAbove(*choice.first, *choice.rival)) reportAmbiguous(*choice.first, *choice.rival);
        continue;
      }
      const bool isConcrete = !symbol.isAbstract && symbol.kind != ClassKind::Interface;
      if (choice.chosen == nullptr && isConcrete && !isToldOfGetter(group, missing)) missing.push_back(&group);
      checkFits(group, isOwn ? &group.front() : choice.chosen);
    }
    if (!missing.empty()) reportMissing(missing);
  }

 private:
  // A member of that name that could not be read, or a type that is wrong in itself: nothing is known about it.
  [[nodiscard]] bool isBroken(const MethodGroup& group) {
    return std::any_of(ancestors_->begin(), ancestors_->end(), [&](const Ancestor& ancestor) {
      const ClassSymbol* symbol = program_.memberClass(ancestor.type);
      const std::string_view name = group.front().method->memberName();
      const Member* member = symbol == nullptr ? nullptr : program_.ownMember(*symbol, name);
      return member != nullptr && member->kind == MemberKind::Broken;
    });
  }

  // A field that does not say `override` was told as such.
  [[nodiscard]] bool isOwnField(const MethodGroup& group) {
    const Member* own = program_.ownMember(*symbol_, group.front().method->memberName());
    return own != nullptr && own->kind == MemberKind::Field;
  }

  // A setter that is missing together with its getter, or beside one of this class that cannot be set.
  [[nodiscard]] bool isToldOfGetter(const MethodGroup& group, const std::vector<const MethodGroup*>& missing) {
    const FunctionSymbol& method = *group.front().method;
    if (!method.isSetter()) return false;
    return program_.ownMember(*symbol_, method.memberName()) != nullptr ||
           std::any_of(missing.begin(), missing.end(),
                       [&](const MethodGroup* other) { return other->front().method->name == method.memberName(); });
  }

  bool checkSizes(const std::vector<Ancestor>& ancestors) {
    for (const Ancestor& ancestor : ancestors) {
      if (areAllWithinLimits(ancestor.type)) continue;
      program_.report(Diagnostic(DiagnosticCode::TypeTooLarge, nameSpan(),
                                 "what " + quoted(symbol_->name) + " inherits from " +
                                     quoted(ancestor.type->symbol->name) + " is too large a type")
                          .note(std::string(kTypeLimits)));
      return false;
    }
    return true;
  }

  // ---- Interfaces

  bool checkInterfacesOnce(const std::vector<Ancestor>& ancestors) {
    std::unordered_map<const ClassSymbol*, const Type*> first;
    for (const Ancestor& ancestor : ancestors) {
      if (!ancestor.type->is(TypeKind::Class)) continue;
      const auto [place, isNew] = first.emplace(ancestor.type->symbol, ancestor.type);
      if (isNew) continue;
      if (!containsError(ancestor.type) && !containsError(place->second)) reportTwice(place->second, ancestor.type);
      return false;
    }
    return true;
  }

  // Told where the two meet first, not again below.
  void reportTwice(const Type* first, const Type* second) {
    for (const Type* above : directlyAbove()) {
      if (hasRepeat(*above->symbol)) return;
    }
    program_.report(Diagnostic(DiagnosticCode::DuplicateInterface, nameSpan(),
                               quoted(symbol_->name) + " would have the interface " + quoted(first->symbol->name) +
                                   " twice, as " + quoted(first) + " and as " + quoted(second))
                        .note("a class can have each interface with one list of type arguments only"));
  }

  [[nodiscard]] bool hasRepeat(const ClassSymbol& symbol) {
    std::unordered_map<const ClassSymbol*, const Type*> first;
    for (const Ancestor& ancestor : inheritance_.ancestors(symbol)) {
      if (!ancestor.type->is(TypeKind::Class)) continue;
      if (!first.emplace(ancestor.type->symbol, ancestor.type).second) return true;
    }
    return false;
  }

  // ---- Defaults

  void reportAmbiguous(const MethodAt& first, const MethodAt& second) {
    const FunctionSymbol& method = *first.method;
    const bool differ = method.has(FunctionFlag::Getter) != second.method->has(FunctionFlag::Getter);
    Diagnostic diagnostic(DiagnosticCode::AmbiguousMember, nameSpan(),
                          quoted(symbol_->name) + " inherits " + quoted(method.name) + " from " + quoted(first.owner) +
                              " and from " + quoted(second.owner) + ", and neither overrides the other");
    addPlace(diagnostic, first);
    addPlace(diagnostic, second);
    if (differ || (inheritance_.misfit(first, second) && inheritance_.misfit(second, first))) {
      (void)std::move(diagnostic).help("rename one of them: nothing can stand for both");
    } else {
      (void)std::move(diagnostic).help("override " + quoted(method.name) + " in " + quoted(symbol_->name));
    }
    program_.report(std::move(diagnostic));
  }

  static void addPlace(Diagnostic& diagnostic, const MethodAt& method) {
    const SourceSpan span = spanOf(*method.method);
    if (!span.empty()) (void)std::move(diagnostic).also(span, method.isAbstract() ? "declared here" : "one is here");
  }

  // ---- What has no code

  void reportMissing(std::vector<const MethodGroup*> missing) {
    const auto nameOf = [](const MethodGroup* group) -> std::string_view { return group->front().method->name; };
    const MethodGroup& group =
        **std::min_element(missing.begin(), missing.end(),
                           [&](const MethodGroup* a, const MethodGroup* b) { return nameOf(a) < nameOf(b); });
    const MethodAt& method = group.front();
    std::string text =
        quoted(symbol_->name) + " must implement " +
        (method.method->isSetter() ? "`set` of " + quoted(method.method->memberName()) : quoted(method.method->name)) +
        " of " + quoted(method.owner);
    if (missing.size() > 1) text += " and " + counted(missing.size() - 1, "other member");
    Diagnostic diagnostic(DiagnosticCode::MissingImplementation, nameSpan(), std::move(text));
    const SourceSpan span = spanOf(*method.method);
    if (!span.empty()) (void)std::move(diagnostic).also(span, "it is declared here");
    if (const Type* owner = fieldOwner(method.method->memberName()); owner != nullptr)
      explainField(diagnostic, method, owner);
    program_.report(std::move(diagnostic));
  }

  // The class above that has a field of that name.
  [[nodiscard]] const Type* fieldOwner(std::string_view name) {
    for (const Ancestor& ancestor : *ancestors_) {
      const ClassSymbol* symbol = program_.memberClass(ancestor.type);
      const Member* member = symbol == nullptr ? nullptr : program_.ownMember(*symbol, name);
      if (member != nullptr && member->kind == MemberKind::Field) return ancestor.type;
    }
    return nullptr;
  }

  static void explainField(Diagnostic& diagnostic, const MethodAt& method, const Type* owner) {
    const std::string name = quoted(method.method->memberName());
    diagnostic.notes.push_back("the field " + name + " of " + quoted(owner) + " was not declared to be that");
    const bool isProperty = method.method->has(FunctionFlag::Getter) || method.method->isSetter();
    if (isProperty && owner->symbol->package == nullptr) {
      (void)std::move(diagnostic)
          .help("let " + quoted(owner) + " implement " + quoted(method.owner) + ", and write `override` before its " +
                name);
    } else {
      (void)std::move(diagnostic).help("give one of them another name");
    }
  }

  // ---- What stands for others

  void checkFits(const MethodGroup& group, const MethodAt* over) {
    if (over == nullptr) return;
    for (const MethodAt& under : group) {
      if (under.owner == over->owner) continue;
      if (over->method->owner == symbol_ && !under.method->has(FunctionFlag::Open)) return;  // told already
      const std::optional<Misfit> misfit = inheritance_.misfit(*over, under);
      if (!misfit || isToldOfGetter(*over, *misfit)) continue;
      if (over->method->owner == symbol_) {
        reportMisfit(*over, under, *misfit);
      } else if (!haveMetAbove(*over, under)) {
        reportInherited(*over, under, *misfit);
      }
      return;
    }
  }

  // The type of a property that can be set stays the same; where the getter's is no subtype either, that was told.
  [[nodiscard]] bool isToldOfGetter(const MethodAt& over, const Misfit& misfit) {
    if (!over.method->isSetter() || misfit.kind != Misfit::Kind::Parameter) return false;
    Relations relations(program_);
    const Type* type = relations.substitutionOf(over.owner).apply(program_.types, over.method->parameters[0].type);
    return !relations.isReferenceSubtype(type, misfit.expected);
  }

  // The two meet above already, and were judged there.
  [[nodiscard]] bool haveMetAbove(const MethodAt& a, const MethodAt& b) {
    const std::vector<const Type*> above = directlyAbove();
    return std::any_of(above.begin(), above.end(), [&](const Type* type) {
      const std::vector<Ancestor> all = inheritance_.ancestors(*type->symbol);
      const auto has = [&](const MethodAt& method) {
        return std::any_of(all.begin(), all.end(), [&](const Ancestor& ancestor) {
          return program_.memberClass(ancestor.type) == method.method->owner;
        });
      };
      return has(a) && has(b);
    });
  }

  [[nodiscard]] std::vector<const Type*> directlyAbove() {
    return Relations(program_).directSupertypes(program_.selfType(*symbol_));
  }

  void reportInherited(const MethodAt& over, const MethodAt& under, const Misfit& misfit) {
    const std::string name = quoted(over.method->memberName());
    Diagnostic diagnostic(DiagnosticCode::OverrideMismatch, nameSpan(),
                          name + ", which " + quoted(symbol_->name) + " has from " + quoted(over.owner) +
                              ", cannot stand for the one of " + quoted(under.owner) + ": " +
                              reasonOf(over, under, misfit));
    addOverridden(diagnostic, under);
    const SourceSpan span = spanOf(*over.method);
    if (!span.empty()) (void)std::move(diagnostic).also(span, "this is what counts");
    if (over.method->has(FunctionFlag::Open) && !inheritance_.misfit(under, over)) {
      (void)std::move(diagnostic)
          .help("override " + name + " in " + quoted(symbol_->name) + " as it is in " + quoted(under.owner));
    } else {
      (void)std::move(diagnostic).help("rename one of them: nothing can stand for both");
    }
    program_.report(std::move(diagnostic));
  }

  void reportMisfit(const MethodAt& over, const MethodAt& under, const Misfit& misfit) {
    Diagnostic diagnostic(DiagnosticCode::OverrideMismatch, spanOf(*over.method, misfit),
                          reasonOf(over, under, misfit));
    addOverridden(diagnostic, under);
    if (misfit.kind == Misfit::Kind::Result && misfit.expected->is(TypeKind::Optional)) {
      (void)std::move(diagnostic).note("an override returns the same type, or a subtype that is represented alike");
    }
    program_.report(std::move(diagnostic));
  }

  static void addOverridden(Diagnostic& diagnostic, const MethodAt& under) {
    const SourceSpan span = spanOf(*under.method);
    if (!span.empty()) (void)std::move(diagnostic).also(span, "this is what it overrides");
  }

  [[nodiscard]] static std::string reasonOf(const MethodAt& over, const MethodAt& under, const Misfit& misfit) {
    const FunctionSymbol& method = *over.method;
    const FunctionSymbol& other = *under.method;
    const std::string as = " as in " + quoted(under.owner);
    switch (misfit.kind) {
      case Misfit::Kind::Property:
        return quoted(method.name) + " is a " + (other.has(FunctionFlag::Getter) ? "property" : "method") + " above";
      case Misfit::Kind::Count:
        return quoted(method.name) + " must have " +
               (method.parameters.size() == other.parameters.size()
                    ? counted(other.typeParameters.size(), "type parameter")
                    : counted(other.parameters.size(), "parameter")) +
               as;
      case Misfit::Kind::Bounds:
        return "the type parameter " + quoted(method.typeParameters[misfit.number]->name) +
               " must have the same bounds" + as;
      case Misfit::Kind::Parameter:
        if (method.isSetter()) {
          return quoted(method.memberName()) + " must be " + withArticle(misfit.expected) + as + ", not " +
                 withArticle(method.parameters[0].type) + ", since it can be set";
        }
        return "the parameter " + quoted(method.parameters[misfit.number].name) + " must be " +
               withArticle(misfit.expected) + as + ", not " + withArticle(method.parameters[misfit.number].type);
      case Misfit::Kind::Condition:
        return quoted(method.name) + " has a condition that the one of " + quoted(under.owner) + " does not have";
      case Misfit::Kind::Result: break;
    }
    return quoted(method.name) + " must " + (method.has(FunctionFlag::Getter) ? "be " : "return ") +
           withArticle(misfit.expected) + as + ", not " + withArticle(method.result);
  }

  // ---- Places

  [[nodiscard]] SourceSpan nameSpan() const { return Program::nameSpan(symbol_->declaration); }

  // Derived methods and getters of fields have no declaration of their own.
  [[nodiscard]] static SourceSpan spanOf(const FunctionSymbol& method) {
    if (method.declaration != nullptr) return Program::nameSpan(method.declaration);
    if (method.owner == nullptr || method.package != nullptr) return {};
    for (const FieldSymbol* field : method.owner->fields) {
      if (field->getter != &method && field->setter != &method) continue;
      const ast::ConstructorParameter* parameter = headerParameter(*field);
      return parameter != nullptr ? parameter->name.span : Program::nameSpan(field->declaration);
    }
    return Program::nameSpan(method.owner->declaration);
  }

  // The written type that does not fit, or the name.
  [[nodiscard]] static SourceSpan spanOf(const FunctionSymbol& method, const Misfit& misfit) {
    const auto* function = ast::tryAs<ast::FunctionDeclaration>(method.declaration);
    const auto* property = ast::tryAs<ast::VariableDeclaration>(method.declaration);
    if (misfit.kind == Misfit::Kind::Parameter && function != nullptr)
      return function->parameters[misfit.number].type->span;
    if (misfit.kind == Misfit::Kind::Bounds && function != nullptr)
      return function->typeParameters[misfit.number].name.span;
    const bool isOfType = misfit.kind == Misfit::Kind::Result || method.isSetter();
    if (!isOfType) return spanOf(method);
    if (function != nullptr && function->resultType != nullptr) return function->resultType->span;
    return property != nullptr && property->type != nullptr ? property->type->span : spanOf(method);
  }

  Program& program_;
  Inheritance inheritance_;
  const ClassSymbol* symbol_ = nullptr;
  const std::vector<Ancestor>* ancestors_ = nullptr;
};

}  // namespace

void checkInheritance(Program& program, const ClassSymbol& symbol) { InheritanceRules(program).check(symbol); }

void checkInheritance(Program& program) {
  InheritanceRules rules(program);
  for (const ClassSymbol* symbol : program.classes) rules.check(*symbol);
}

}  // namespace tatu::compiler::check

// What holds between a class and what it inherits: overrides fit, nothing abstract is left, variance is kept.
#include <algorithm>
#include <unordered_set>

#include "compiler/check/declarations.h"
#include "compiler/check/text.h"
#include "compiler/types/function_flag.h"

namespace tatu::compiler::check {

namespace {

using bytecode::ClassKind;
using bytecode::FunctionFlag;
using bytecode::Variance;

class ClassRules {
 public:
  ClassRules(Program& program, ClassSymbol& symbol) : program_(program), symbol_(symbol), relations_(program) {}

  void check() {
    for (FunctionSymbol* method : symbol_.methods) checkMethod(*method);
    for (FieldSymbol* field : symbol_.fields) checkField(*field);
    if (symbol_.kind == ClassKind::Interface) checkVariance();
  }

 private:
  // What the member overrides: the first of its name above this class.
  [[nodiscard]] Member inherited(std::string_view name) {
    for (const Type* type : relations_.directSupertypes(program_.selfType(symbol_))) {
      const Member found = relations_.findMember(type, name);
      if (!found.isNone() && !found.owner->is(TypeKind::Any)) return found;
    }
    if (relations_.hasUnknownAbove(program_.selfType(symbol_))) {
      Member unknown;
      unknown.kind = MemberKind::Broken;
      return unknown;
    }
    if (program_.core.any == nullptr || program_.core.any == &symbol_) return {};
    Member any;
    if (const Member* own = program_.ownMember(*program_.core.any, name); own != nullptr) any = *own;
    any.owner = program_.leaf(TypeKind::Any);
    return any;
  }

  [[nodiscard]] static SourceSpan spanOf(const FunctionSymbol& method) {
    return Program::nameSpan(method.declaration != nullptr ? method.declaration : method.owner->declaration);
  }

  // The written types, or the name if there is none.
  [[nodiscard]] static SourceSpan parameterSpan(const FunctionSymbol& method, std::size_t number) {
    const auto* declaration = ast::tryAs<ast::FunctionDeclaration>(method.declaration);
    if (declaration == nullptr || number >= declaration->parameters.size()) return spanOf(method);
    return declaration->parameters[number].type->span;
  }
  [[nodiscard]] static SourceSpan resultSpan(const FunctionSymbol& method) {
    const auto* declaration = ast::tryAs<ast::FunctionDeclaration>(method.declaration);
    if (declaration != nullptr && declaration->resultType != nullptr) return declaration->resultType->span;
    const auto* property = ast::tryAs<ast::VariableDeclaration>(method.declaration);
    return property != nullptr && property->type != nullptr ? property->type->span : spanOf(method);
  }

  void report(DiagnosticCode code, SourceSpan span, std::string message, const FunctionSymbol* above = nullptr) {
    Diagnostic diagnostic(code, span, std::move(message));
    if (above != nullptr && above->declaration != nullptr) {
      (void)std::move(diagnostic).also(Program::nameSpan(above->declaration), "this is what it overrides");
    }
    program_.report(std::move(diagnostic));
  }

  void checkMethod(FunctionSymbol& method) {
    if (method.has(FunctionFlag::Operator)) checkOperator(program_, method);
    if (method.has(FunctionFlag::Static)) return;
    if (method.isSetter()) return checkSetter(method);
    (void)program_.resultOf(method);
    const bool isDerived = method.declaration == nullptr;
    const Member above = inherited(method.name);
    if (above.kind == MemberKind::Broken) return;
    if (above.method == nullptr) {
      if (method.has(FunctionFlag::Override) && !isDerived) {
        report(DiagnosticCode::OverridesNothing, spanOf(method),
               quoted(method.name) + " overrides nothing: nothing above " + quoted(symbol_.name) + " has that name");
      } else if (above.field != nullptr && !isDerived) {
        report(DiagnosticCode::DuplicateName, spanOf(method),
               quoted(method.name) + " is already a field of " + quoted(above.owner));
      }
      return;
    }
    if (!above.method->has(FunctionFlag::Open)) return reportFinal(method, above);
    if (!method.has(FunctionFlag::Override)) {
      if (symbol_.kind == ClassKind::Interface) method.flags |= bit(FunctionFlag::Override);
      if (symbol_.kind != ClassKind::Interface || !method.has(FunctionFlag::Abstract)) {
        program_.report(
            Diagnostic(DiagnosticCode::MissingOverride, spanOf(method),
                       quoted(method.name) + " overrides the one of " + quoted(above.owner) + " and must say so")
                .help("write `override` before it"));
      }
      return;
    }
    if (above.method->has(FunctionFlag::Public)) method.flags |= bit(FunctionFlag::Public);
    if (method.has(FunctionFlag::Getter) && !isDerived && !hasOwnSetter(method))
      checkStaysMutable(method.name, spanOf(method));
  }

  // It overrides one only if the property was a `var` above already. All else is told of the getter.
  void checkSetter(FunctionSymbol& setter) {
    const Member above = inherited(setter.name);
    const bool overrides = above.method != nullptr && above.method->has(FunctionFlag::Open);
    if (!overrides) {
      setter.flags &= ~bit(FunctionFlag::Override);
    } else if (symbol_.kind == ClassKind::Interface) {
      setter.flags |= bit(FunctionFlag::Override);
    }
    if (overrides && above.method->has(FunctionFlag::Public)) setter.flags |= bit(FunctionFlag::Public);
  }

  [[nodiscard]] bool hasOwnSetter(const FunctionSymbol& getter) {
    return program_.ownMember(symbol_, setterName(getter.name)) != nullptr;
  }

  void checkStaysMutable(std::string_view name, SourceSpan span) {
    const Member above = inherited(setterName(name));
    if (above.method == nullptr) return;
    report(DiagnosticCode::OverrideMismatch, span,
           quoted(name) + " is a `var` in " + quoted(above.owner) + " and must be one here", above.method);
  }

  void reportFinal(const FunctionSymbol& method, const Member& above) {
    report(DiagnosticCode::FinalOverridden, spanOf(method),
           quoted(method.name) + " of " + quoted(above.owner) + " cannot be overridden: it is not `open`",
           above.method);
  }

  void checkField(const FieldSymbol& field) {
    const Member above = inherited(field.name);
    if (above.kind == MemberKind::Broken) return;
    const ast::ConstructorParameter* parameter = headerParameter(field);
    const SourceSpan span = parameter != nullptr ? parameter->name.span : Program::nameSpan(field.declaration);
    FunctionSymbol* getter = field.getter;
    if (above.field != nullptr) {
      program_.report(Diagnostic(DiagnosticCode::DuplicateName, span,
                                 quoted(above.owner) + " already has a field " + quoted(field.name)));
    } else if (above.method != nullptr && getter == nullptr) {
      program_.report(
          Diagnostic(DiagnosticCode::MissingOverride, span,
                     quoted(field.name) + " overrides the one of " + quoted(above.owner) + " and must say so")
              .help("write `override` before it"));
    } else if (getter != nullptr) {
      getter->result = program_.typeOf(field);
      if (field.setter != nullptr) field.setter->parameters.front().type = getter->result;
      if (above.method == nullptr || !above.method->has(FunctionFlag::Getter)) {
        program_.report(Diagnostic(DiagnosticCode::OverridesNothing, span,
                                   quoted(field.name) + " overrides nothing: nothing above " + quoted(symbol_.name) +
                                       " has a property of that name"));
        return;
      }
      if (above.method->has(FunctionFlag::Public)) getter->flags |= bit(FunctionFlag::Public);
      if (!field.isMutable) checkStaysMutable(field.name, span);
    }
  }

  void checkVariance() {
    for (const FunctionSymbol* method : symbol_.methods) {
      for (std::size_t i = 0; i < method->parameters.size(); ++i)
        checkUse(method->parameters[i].type, Variance::In, *method, parameterSpan(*method, i));
      checkUse(method->result, Variance::Out, *method, resultSpan(*method));
    }
  }

  void checkUse(const Type* type, Variance position, const FunctionSymbol& method, SourceSpan span) {
    if (type->is(TypeKind::Variable)) {
      const Variance declared = type->variable->variance;
      const bool isOwn = std::find(symbol_.typeParameters.begin(), symbol_.typeParameters.end(), type->variable) !=
                         symbol_.typeParameters.end();
      if (!isOwn || declared == Variance::Invariant || declared == position) return;
      report(DiagnosticCode::VarianceMismatch, span,
             quoted(type->variable->name) + " is declared `" + (declared == Variance::Out ? "out" : "in") + "`, but " +
                 quoted(method.memberName()) + " uses it as " +
                 (position == Variance::In    ? "an input"
                  : position == Variance::Out ? "a result"
                                              : "both input and result"));
      return;
    }
    const auto flipped = [](Variance v) {
      return v == Variance::In ? Variance::Out : v == Variance::Out ? Variance::In : v;
    };
    for (std::size_t i = 0; i < type->arguments.size(); ++i) {
      Variance inner = Variance::Invariant;
      if (type->is(TypeKind::Function)) {
        inner = i + 1 == type->arguments.size() ? position : flipped(position);
      } else if (type->is(TypeKind::Optional) || type->is(TypeKind::Tuple)) {
        inner = position;
      } else if (type->is(TypeKind::Class)) {
        const Variance declared = type->symbol->typeParameters[i]->variance;
        inner = declared == Variance::Out  ? position
                : declared == Variance::In ? flipped(position)
                                           : Variance::Invariant;
      }
      checkUse(type->arguments[i], inner, method, span);
    }
  }

  Program& program_;
  ClassSymbol& symbol_;
  Relations relations_;
};

}  // namespace

void checkClassRules(Program& program, ClassSymbol& symbol) {
  ClassRules(program, symbol).check();
  checkInheritance(program, symbol);
}

void checkClassRules(Program& program) {
  for (ClassSymbol* symbol : program.classes) {
    program.derive(*symbol);
    ClassRules(program, *symbol).check();
  }
  checkInheritance(program);
}

}  // namespace tatu::compiler::check

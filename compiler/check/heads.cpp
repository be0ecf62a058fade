#include <algorithm>

#include "compiler/check/declarations.h"
#include "compiler/check/text.h"

namespace tatu::compiler::check {

namespace {

using bytecode::ClassKind;

std::string_view kindText(ClassKind kind) {
  switch (kind) {
    case ClassKind::Interface: return "an interface";
    case ClassKind::Enum: return "an enum";
    case ClassKind::Builtin: return "a builtin type";
    default: return "a class";
  }
}

class HeadResolver {
 public:
  // The resolver knows what is around the class.
  HeadResolver(Program& program, ClassSymbol& symbol, TypeResolver around)
      : program_(program), symbol_(symbol), resolver_(std::move(around)) {
    resolver_.addParameters(symbol.ownTypeParameters());
  }
  HeadResolver(Program& program, ClassSymbol& symbol)
      : HeadResolver(program, symbol, TypeResolver(program, *program.infoOf(symbol).file)) {}

  void bounds() {
    visit([&](const auto& declaration) {
      resolver_.resolveBounds(declaration.typeParameters, symbol_.ownTypeParameters());
    });
  }

  void supertypes() {
    visit([&](const auto& declaration) {
      for (const ast::SuperType& entry : declaration.superTypes) supertype(entry);
    });
  }

 private:
  template <typename Visit>
  void visit(Visit visitor) {
    switch (symbol_.declaration->kind) {
      case ast::NodeKind::ClassDeclaration: return visitor(ast::as<ast::ClassDeclaration>(*symbol_.declaration));
      case ast::NodeKind::EnumDeclaration: return visitor(ast::as<ast::EnumDeclaration>(*symbol_.declaration));
      default: return visitor(ast::as<ast::InterfaceDeclaration>(*symbol_.declaration));
    }
  }

  void supertype(const ast::SuperType& entry) {
    Conditions conditions = resolver_.resolveConditions(entry.conditions);
    // Bounds inside of a conditional supertype may rely on its conditions; they are kept with the conformance.
    const Type* type = resolver_.resolve(*entry.type);
    if (!type->is(TypeKind::Class)) {
      if (!type->is(TypeKind::Error)) invalid(entry, quoted(type) + " cannot be extended or implemented");
      symbol_.hasUnknownSupertype = program_.hasUnknownSupertypes = true;
      return;
    }
    checkSealed(entry, *type->symbol);
    if (type->symbol->kind == ClassKind::Interface) return conformance(entry, type, std::move(conditions));
    if (type->symbol->kind != ClassKind::Class) {
      return invalid(entry, quoted(type->symbol->name) + " is " + std::string(kindText(type->symbol->kind)) +
                                ", which cannot be extended");
    }
    superclass(entry, type);
  }

  // All that is directly below it stands in its file.
  void checkSealed(const ast::SuperType& entry, const ClassSymbol& above) {
    const bool isBeside = above.package == nullptr && above.file == symbol_.file;
    if (!above.isSealed || (isBeside && !symbol_.isLocal)) return;
    Diagnostic diagnostic(DiagnosticCode::SealedSupertype, entry.span,
                          quoted(above.name) + " is sealed: only classes of its own file" +
                              (isBeside ? ", outside of functions, can " : " can ") +
                              (above.kind == ClassKind::Interface ? "implement" : "extend") + " it");
    if (above.declaration != nullptr)
      (void)std::move(diagnostic).also(Program::nameSpan(above.declaration), "it is declared here");
    program_.report(std::move(diagnostic));
  }

  void conformance(const ast::SuperType& entry, const Type* type, Conditions conditions) {
    if (entry.hasArguments) {
      invalid(entry, quoted(type->symbol->name) + " is an interface: it has no constructor to call");
    }
    if (symbol_.kind == ClassKind::Interface && !conditions.empty()) {
      invalid(entry, "an interface extends another without conditions: only what a class implements can have them");
      conditions.clear();
    }
    for (const ConformanceSymbol& other : symbol_.conformances) {
      if (other.interface->symbol != type->symbol) continue;
      program_.report(Diagnostic(DiagnosticCode::DuplicateInterface, entry.span,
                                 quoted(symbol_.name) + " already implements " + quoted(other.interface)));
      return;
    }
    symbol_.conformances.push_back({type, std::move(conditions)});
  }

  void superclass(const ast::SuperType& entry, const Type* type) {
    if (symbol_.kind != ClassKind::Class) {
      return invalid(entry, std::string(kindText(symbol_.kind)) + " cannot extend the class " + quoted(type));
    }
    if (symbol_.isData) return invalid(entry, "a data class has no superclass");
    if (symbol_.superclass != nullptr) {
      return invalid(entry, "a class has one superclass, and " + quoted(symbol_.name) + " already extends " +
                                quoted(symbol_.superclass));
    }
    if (!type->symbol->isOpen && type->symbol != &symbol_) {
      Diagnostic diagnostic(DiagnosticCode::FinalSuperclass, entry.span,
                            quoted(type->symbol->name) + " cannot be extended: it is not `open`");
      if (type->symbol->declaration != nullptr) {
        (void)std::move(diagnostic).also(Program::nameSpan(type->symbol->declaration), "it is declared here");
      }
      program_.report(std::move(diagnostic));
    }
    if (!entry.hasArguments) {
      const auto* declaration = ast::tryAs<ast::ClassDeclaration>(type->symbol->declaration);
      const bool takesNothing = declaration != nullptr && declaration->parameters.empty();
      const std::string call = toString(type) + (takesNothing ? "()" : "(…)");
      Diagnostic diagnostic(DiagnosticCode::SuperArguments, entry.span,
                            "the superclass's constructor must be called: write " + quoted(call));
      if (takesNothing) (void)std::move(diagnostic).help("call it", {Edit{entry.type->span.endOnly(), "()"}});
      program_.report(std::move(diagnostic));
    }
    symbol_.superclass = type;
  }

  void invalid(const ast::SuperType& entry, const std::string& message) {
    program_.report(Diagnostic(DiagnosticCode::InvalidSupertype, entry.span, message));
  }

  Program& program_;
  ClassSymbol& symbol_;
  TypeResolver resolver_;
};

enum class Mark : std::uint8_t { New, Open, Done };

// Cuts the supertypes that would make a class its own ancestor, and those that make a chain longer than a module can
// hold, so that all later phases can follow supertypes without care.
class CycleCutter {
 public:
  explicit CycleCutter(Program& program) : program_(program) {}

  void visit(ClassSymbol& root) {
    if (marks_[&root] != Mark::New) return;
    open(root);
    while (!path_.empty()) {
      Visit& top = path_.back();
      if (top.next == top.above.size()) {
        close();
        continue;
      }
      const Type* to = top.above[top.next++];
      auto& target = const_cast<ClassSymbol&>(*to->symbol);
      if (target.package != nullptr || marks_[&target] == Mark::Done) continue;
      if (marks_[&target] == Mark::New) {
        open(target);
      } else {
        reportCycle(*top.symbol, to);
        cut(*top.symbol, to);
      }
    }
  }

 private:
  struct Visit {
    ClassSymbol* symbol;
    std::vector<const Type*> above;
    std::size_t next = 0;
  };

  void open(ClassSymbol& symbol) {
    marks_[&symbol] = Mark::Open;
    Visit visit{&symbol, {}, 0};
    if (symbol.superclass != nullptr) visit.above.push_back(symbol.superclass);
    for (const ConformanceSymbol& conformance : symbol.conformances) visit.above.push_back(conformance.interface);
    path_.push_back(std::move(visit));
  }

  void close() {
    ClassSymbol& symbol = *path_.back().symbol;
    path_.pop_back();
    marks_[&symbol] = Mark::Done;
    std::size_t height = symbol.superclass == nullptr ? 0 : heights_[symbol.superclass->symbol];
    for (const ConformanceSymbol& conformance : symbol.conformances)
      height = std::max(height, heights_[conformance.interface->symbol]);
    if (height >= kMaxHeight) {
      program_.report(Diagnostic(DiagnosticCode::LimitExceeded, Program::nameSpan(symbol.declaration),
                                 "there are more than " + std::to_string(kMaxHeight) +
                                     " classes and interfaces one above the other over " + quoted(symbol.name)));
      symbol.superclass = nullptr;
      symbol.conformances.clear();
      height = 0;
    }
    heights_[&symbol] = height + 1;
  }

  static void cut(ClassSymbol& symbol, const Type* to) {
    if (symbol.superclass == to) symbol.superclass = nullptr;
    std::erase_if(symbol.conformances, [&](const ConformanceSymbol& c) { return c.interface == to; });
  }

  void reportCycle(const ClassSymbol& symbol, const Type* to) {
    const bool isSelf = to->symbol == &symbol;
    program_.report(Diagnostic(DiagnosticCode::CyclicInheritance, Program::nameSpan(symbol.declaration),
                               isSelf ? quoted(symbol.name) + " cannot inherit from itself"
                                      : quoted(symbol.name) + " would inherit from itself through " + quoted(to)));
  }

  static constexpr std::size_t kMaxHeight = 100;

  Program& program_;
  std::unordered_map<const ClassSymbol*, Mark> marks_;
  std::unordered_map<const ClassSymbol*, std::size_t> heights_;
  std::vector<Visit> path_;
};

}  // namespace

void resolveHead(Program& program, ClassSymbol& local, const TypeResolver& around) {
  HeadResolver resolver(program, local, around);
  program.areHeadsKnown = false;  // it can stand in its own head
  resolver.bounds();
  resolver.supertypes();
  CycleCutter(program).visit(local);
  program.areHeadsKnown = true;
  checkPendingBounds(program);
}

void resolveHeads(Program& program) {
  for (TypeAlias& alias : program.aliases) (void)aliasedType(program, alias);
  for (ClassSymbol* symbol : program.classes) HeadResolver(program, *symbol).bounds();
  for (ClassSymbol* symbol : program.classes) HeadResolver(program, *symbol).supertypes();
  CycleCutter cutter(program);
  for (ClassSymbol* symbol : program.classes) cutter.visit(*symbol);
}

}  // namespace tatu::compiler::check

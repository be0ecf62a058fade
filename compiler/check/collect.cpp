#include "compiler/check/declarations.h"
#include "compiler/check/text.h"

namespace tatu::compiler::check {

namespace {

using ast::Modifier;

void checkSealed(Program& program, const ast::DeclarationHead& head) {
  for (const Modifier modifier : {Modifier::Open, Modifier::Abstract, Modifier::Data}) {
    if (!head.has(modifier)) continue;
    const bool isData = modifier == Modifier::Data;
    program.report(Diagnostic(DiagnosticCode::InvalidModifier, head.modifiers.spanOf(modifier),
                              isData ? "a data class is final, so it cannot be sealed"
                                     : "a sealed class is open and abstract by itself")
                       .help("leave out the " + quoted(modifierText(modifier))));
  }
}

// Without type parameters.
template <typename Declaration>
ClassSymbol* newClass(Program& program, FileScope& file, const Declaration& declaration, bytecode::ClassKind kind) {
  ClassSymbol* symbol = program.symbols.makeClass();
  symbol->name = declaration.name.text;
  symbol->file = file.number();
  symbol->kind = kind;
  symbol->declaration = &declaration;
  symbol->isPublic = declaration.head.has(Modifier::Pub);
  symbol->isSealed = declaration.head.has(Modifier::Sealed);
  symbol->isAbstract =
      declaration.head.has(Modifier::Abstract) || symbol->isSealed || kind == bytecode::ClassKind::Interface;
  if (symbol->isSealed) checkSealed(program, declaration.head);
  symbol->isOpen = declaration.head.has(Modifier::Open) || symbol->isAbstract;
  symbol->isData = declaration.head.has(Modifier::Data);
  symbol->documentation = declaration.head.documentation;
  program.infoOf(*symbol).file = &file;
  return symbol;
}

class Collector {
 public:
  Collector(Program& program, FileScope& file) : program_(program), file_(file) {}

  void collect() {
    for (const ast::Declaration* declaration : file_.parsed.file->declarations) collect(*declaration);
  }

 private:
  void collect(const ast::Declaration& declaration) {
    switch (declaration.kind) {
      case ast::NodeKind::FunctionDeclaration: return function(ast::as<ast::FunctionDeclaration>(declaration));
      case ast::NodeKind::VariableDeclaration: return global(ast::as<ast::VariableDeclaration>(declaration));
      case ast::NodeKind::ClassDeclaration: return classLike(ast::as<ast::ClassDeclaration>(declaration));
      case ast::NodeKind::EnumDeclaration: return classLike(ast::as<ast::EnumDeclaration>(declaration));
      case ast::NodeKind::InterfaceDeclaration: return classLike(ast::as<ast::InterfaceDeclaration>(declaration));
      case ast::NodeKind::TypeAliasDeclaration: return alias(ast::as<ast::TypeAliasDeclaration>(declaration));
      case ast::NodeKind::BrokenDeclaration: return broken(ast::as<ast::BrokenDeclaration>(declaration));
      default: return;
    }
  }

  void enter(const ast::Identifier& name, const Entity& entity, const ast::Node* declaration) {
    EntityMap& declared = program_.options.isCore ? program_.files.front().declared : file_.declared;
    const auto [place, isNew] = declared.emplace(name.text, entity);
    if (isNew) return;
    const Entity& other = place->second;
    if (other.kind == EntityKind::Broken) return;
    Diagnostic diagnostic(DiagnosticCode::DuplicateName, name.span,
                          quoted(name.text) + " is declared twice in this file");
    const ast::Node* first = other.declaration();
    if (first != nullptr && first != declaration) {
      (void)std::move(diagnostic).also(Program::nameSpan(first), "it was first declared here");
    }
    if (entity.kind == EntityKind::Function && other.kind == EntityKind::Function) {
      (void)std::move(diagnostic).note("there is no overloading: one name, one function");
    }
    program_.report(std::move(diagnostic));
  }

  void function(const ast::FunctionDeclaration& declaration) {
    FunctionSymbol* symbol = program_.symbols.makeFunction();
    symbol->name = declaration.name.text;
    symbol->file = file_.number();
    symbol->declaration = &declaration;
    symbol->documentation = declaration.head.documentation;
    if (declaration.head.has(Modifier::Pub))
      symbol->flags |= static_cast<std::uint32_t>(bytecode::FunctionFlag::Public);
    program_.functions.push_back(symbol);
    if (declaration.receiver != nullptr) return enterExtension(*symbol);
    Entity entity;
    entity.kind = EntityKind::Function;
    entity.function = symbol;
    enter(declaration.name, entity, &declaration);
  }

  void enterExtension(FunctionSymbol& symbol) {
    symbol.isExtension = true;
    (program_.options.isCore ? program_.files.front() : file_).extensions[symbol.name].push_back(&symbol);
  }

  void extensionProperty(const ast::VariableDeclaration& declaration) {
    FunctionSymbol* symbol = program_.symbols.makeFunction();
    symbol->name = declaration.name.text;
    symbol->file = file_.number();
    symbol->declaration = &declaration;
    symbol->documentation = declaration.head.documentation;
    symbol->flags = static_cast<std::uint32_t>(bytecode::FunctionFlag::Getter);
    if (declaration.head.has(Modifier::Pub))
      symbol->flags |= static_cast<std::uint32_t>(bytecode::FunctionFlag::Public);
    program_.functions.push_back(symbol);
    enterExtension(*symbol);
    if (declaration.isMutable && declaration.hasSetter) symbol->setter = extensionSetter(*symbol);
  }

  // Found by its getter, and by nothing else.
  FunctionSymbol* extensionSetter(const FunctionSymbol& getter) {
    FunctionSymbol* symbol = program_.symbols.makeFunction();
    symbol->name = setterName(getter.name);
    symbol->file = getter.file;
    symbol->declaration = getter.declaration;
    symbol->flags = getter.flags & static_cast<std::uint32_t>(bytecode::FunctionFlag::Public);
    symbol->isExtension = true;
    program_.functions.push_back(symbol);
    return symbol;
  }

  void global(const ast::VariableDeclaration& declaration) {
    if (declaration.receiver != nullptr) return extensionProperty(declaration);
    GlobalSymbol* symbol = program_.symbols.makeGlobal();
    symbol->name = declaration.name.text;
    symbol->file = file_.number();
    symbol->declaration = &declaration;
    symbol->isMutable = declaration.isMutable;
    symbol->isPublic = declaration.head.has(Modifier::Pub);
    symbol->isConst = declaration.isConst;
    symbol->isLazy = declaration.isLazy;
    (symbol->isConst ? program_.constants : program_.globals).push_back(symbol);
    Entity entity;
    entity.kind = EntityKind::Global;
    entity.global = symbol;
    enter(declaration.name, entity, &declaration);
  }

  void alias(const ast::TypeAliasDeclaration& declaration) {
    TypeAlias& alias = program_.aliases.emplace_back();
    alias.declaration = &declaration;
    alias.file = &file_;
    alias.typeParameters = TypeResolver(program_, file_).declare(declaration.typeParameters, 0, false);
    Entity entity;
    entity.kind = EntityKind::Alias;
    entity.alias = &alias;
    enter(declaration.name, entity, &declaration);
  }

  template <typename Declaration>
  ClassSymbol* makeClass(const Declaration& declaration, bytecode::ClassKind kind) {
    ClassSymbol* symbol = newClass(program_, file_, declaration, kind);
    symbol->typeParameters =
        TypeResolver(program_, file_).declare(declaration.typeParameters, 0, kind == bytecode::ClassKind::Interface);
    program_.classes.push_back(symbol);
    return symbol;
  }

  template <typename Declaration>
  void enterClass(const Declaration& declaration, ClassSymbol* symbol) {
    Entity entity;
    entity.kind = EntityKind::Class;
    entity.classSymbol = symbol;
    enter(declaration.name, entity, &declaration);
  }

  void classLike(const ast::ClassDeclaration& declaration) {
    if (!declaration.head.has(Modifier::Builtin)) {
      enterClass(declaration, makeClass(declaration, bytecode::ClassKind::Class));
      return;
    }
    ClassSymbol* symbol = makeClass(declaration, bytecode::ClassKind::Builtin);
    symbol->isOpen = false;
    symbol->builtin = builtinKind(declaration.name.text);
    const bool hasName =
        symbol->builtin != bytecode::TypeKind::Optional && symbol->builtin != bytecode::TypeKind::Tuple;
    if (hasName) enterClass(declaration, symbol);
  }
  void classLike(const ast::EnumDeclaration& declaration) {
    enterClass(declaration, makeClass(declaration, bytecode::ClassKind::Enum));
  }
  void classLike(const ast::InterfaceDeclaration& declaration) {
    enterClass(declaration, makeClass(declaration, bytecode::ClassKind::Interface));
  }

  static bytecode::TypeKind builtinKind(std::string_view name) {
    static const std::unordered_map<std::string_view, bytecode::TypeKind> kKinds = {
        {"Bool", bytecode::TypeKind::Bool},         {"Byte", bytecode::TypeKind::Byte},
        {"Int32", bytecode::TypeKind::Int32},       {"Int", bytecode::TypeKind::Int},
        {"Float32", bytecode::TypeKind::Float32},   {"Float", bytecode::TypeKind::Float},
        {"Char", bytecode::TypeKind::Char},         {"String", bytecode::TypeKind::String},
        {"Any", bytecode::TypeKind::Any},           {"Array", bytecode::TypeKind::Array},
        {"Optional", bytecode::TypeKind::Optional}, {"Unit", bytecode::TypeKind::Unit}};
    if (name.starts_with("Tuple")) return bytecode::TypeKind::Tuple;
    const auto found = kKinds.find(name);
    return found == kKinds.end() ? bytecode::TypeKind::Unit : found->second;
  }

  void broken(const ast::BrokenDeclaration& declaration) {
    if (declaration.name.empty()) {
      file_.hasUnknownNames = true;
      return;
    }
    Entity entity;
    entity.kind = EntityKind::Broken;
    (program_.options.isCore ? program_.files.front().declared : file_.declared).emplace(declaration.name.text, entity);
  }

  Program& program_;
  FileScope& file_;
};

}  // namespace

ClassSymbol* newLocalClass(Program& program, FileScope& file, const ast::ClassDeclaration& declaration) {
  ClassSymbol* symbol = newClass(program, file, declaration, bytecode::ClassKind::Class);
  symbol->isLocal = true;
  return symbol;
}

void collectDeclarations(Program& program) {
  for (FileScope* file : program.initialOrder) {
    Collector(program, *file).collect();
    checkAnnotations(program, *file);
  }
}

}  // namespace tatu::compiler::check

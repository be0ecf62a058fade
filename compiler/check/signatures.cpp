#include <algorithm>
#include <unordered_set>

#include "compiler/check/declarations.h"
#include "compiler/check/limits.h"
#include "compiler/check/text.h"
#include "compiler/types/function_flag.h"

namespace tatu::compiler::check {

namespace {

using ast::Modifier;
using bytecode::ClassKind;
using bytecode::FunctionFlag;

std::uint32_t flagsOf(const ast::DeclarationHead& head) {
  std::uint32_t flags = 0;
  if (head.has(Modifier::Pub)) flags |= bit(FunctionFlag::Public);
  if (head.has(Modifier::Static)) flags |= bit(FunctionFlag::Static);
  if (head.has(Modifier::Override)) flags |= bit(FunctionFlag::Override);
  if (head.has(Modifier::Operator)) flags |= bit(FunctionFlag::Operator);
  if (head.has(Modifier::Open)) flags |= bit(FunctionFlag::Open);
  if (head.has(Modifier::Abstract)) flags |= bit(FunctionFlag::Abstract) | bit(FunctionFlag::Open);
  for (const ast::Annotation& annotation : head.annotations) {
    if (annotation.name.text == "test") flags |= bit(FunctionFlag::Test);
  }
  return flags;
}

// A `{` on the next line is told as such already.
bool isBodyOnNextLine(const FileScope& file, const ast::FunctionDeclaration& declaration) {
  const std::string_view text = file.source->text();
  const std::size_t end = text.find_first_not_of(" \t\r\n", file.source->offsetOf(declaration.span.end));
  return end != std::string_view::npos && text[end] == '{';
}

void checkTest(Program& program, const FunctionSymbol& symbol, const ast::FunctionDeclaration& declaration) {
  const bool isFit = symbol.result->is(TypeKind::Unit) || symbol.result->is(TypeKind::Error);
  if (!symbol.has(FunctionFlag::Test) || (isFit && symbol.parameters.empty() && symbol.typeParameters.empty())) return;
  program.report(Diagnostic(DiagnosticCode::InvalidAnnotation, declaration.name.span,
                            "a function marked `@test` takes nothing and returns nothing"));
}

void checkVariadic(Program& program, const FunctionSymbol& symbol, SourceSpan span, const ast::Expression* value) {
  const auto refuse = [&](SourceSpan where, std::string message, std::string help) {
    program.report(Diagnostic(DiagnosticCode::InvalidVariadic, where, std::move(message)).help(std::move(help)));
  };
  const bool isSecond = std::any_of(symbol.parameters.begin(), symbol.parameters.end(),
                                    [](const ParameterSymbol& each) { return each.isVariadic; });
  if (isSecond) refuse(span, "only one parameter can take any number of values", "let this one be a `List`");
  if (symbol.has(FunctionFlag::Operator) && symbol.name != "invoke")
    refuse(span, "an operator has a fixed number of operands", "leave out the `...`");
  if (symbol.has(FunctionFlag::Constructor) && symbol.owner->isData)
    refuse(span, "a data class has a fixed number of fields", "let this one be a `List`");
  if (value != nullptr) refuse(value->span, "without values it is empty: there is no other default", "leave it out");
}

// Of a function or constructor.
template <typename Written>
void addParameter(Program& program, FunctionSymbol& symbol, const Written& parameter, const Type* type) {
  if (parameter.isVariadic && program.core.list != nullptr) {
    checkVariadic(program, symbol, parameter.type->span, parameter.value);
    type = program.types.classType(program.core.list, {type});
  }
  symbol.parameters.push_back({std::string(parameter.name.text), type, nullptr, parameter.isVariadic});
}

const Type* declaredType(Program& program, const GlobalSymbol& symbol, const Type* written) {
  return symbol.isLazy ? program.lazyType(program.core.lazyValue, written) : written;
}

class MemberBuilder {
 public:
  // The resolver knows what is around the class.
  MemberBuilder(Program& program, ClassSymbol& symbol, TypeResolver around)
      : program_(program), symbol_(symbol), file_(*program.infoOf(symbol).file), resolver_(std::move(around)) {
    resolver_.addParameters(symbol.ownTypeParameters());
  }
  MemberBuilder(Program& program, ClassSymbol& symbol)
      : MemberBuilder(program, symbol, TypeResolver(program, *program.infoOf(symbol).file)) {}

  void build() {
    switch (symbol_.declaration->kind) {
      case ast::NodeKind::ClassDeclaration: return build(ast::as<ast::ClassDeclaration>(*symbol_.declaration));
      case ast::NodeKind::EnumDeclaration: return build(ast::as<ast::EnumDeclaration>(*symbol_.declaration));
      default: return members(ast::as<ast::InterfaceDeclaration>(*symbol_.declaration).members);
    }
  }

 private:
  void build(const ast::ClassDeclaration& declaration) {
    if (symbol_.kind == ClassKind::Class) {
      makeConstructor(declaration);
      for (const ast::ConstructorParameter& parameter : declaration.parameters) headerField(parameter);
    } else if (declaration.hasParameters) {
      program_.report(
          Diagnostic(DiagnosticCode::InvalidMember, declaration.name.span, "a builtin class has no constructor"));
    }
    members(declaration.members);
  }

  void build(const ast::EnumDeclaration& declaration) {
    for (const ast::EnumCase& enumCase : declaration.cases) addCase(enumCase);
    members(declaration.members);
  }

  void makeConstructor(const ast::ClassDeclaration& declaration) {
    FunctionSymbol* constructor = program_.symbols.makeFunction();
    constructor->name = "constructor";
    constructor->file = symbol_.file;
    constructor->owner = &symbol_;
    constructor->declaration = &declaration;
    constructor->flags = bit(FunctionFlag::Constructor) | (symbol_.isPublic ? bit(FunctionFlag::Public) : 0);
    constructor->result = program_.leaf(TypeKind::Unit);
    std::unordered_set<std::string_view> names;
    for (const ast::ConstructorParameter& parameter : declaration.parameters) {
      if (!names.insert(parameter.name.text).second) duplicate(parameter.name, "parameters");
      addParameter(program_, *constructor, parameter, resolver_.resolve(*parameter.type));
    }
    symbol_.constructor = constructor;
  }

  void duplicate(const ast::Identifier& name, std::string_view what) {
    program_.report(Diagnostic(DiagnosticCode::DuplicateName, name.span,
                               "there are two " + std::string(what) + " " + quoted(name.text)));
  }

  void enter(const ast::Identifier& name, const Member& member) {
    auto& members = program_.infoOf(symbol_).members;
    const std::string_view key = member.kind == MemberKind::Field ? std::string_view(member.field->name) : name.text;
    const auto [place, isNew] = members.emplace(key, member);
    if (isNew) return;
    Diagnostic diagnostic(DiagnosticCode::DuplicateName, name.span,
                          quoted(symbol_.name) + " already has a member " + quoted(name.text));
    if (const SourceSpan first = spanOf(place->second); !first.empty())
      (void)std::move(diagnostic).also(first, "it was first declared here");
    if (member.kind == MemberKind::Method) {
      (void)std::move(diagnostic).note("there is no overloading: one name, one member");
    }
    program_.report(std::move(diagnostic));
  }

  [[nodiscard]] static SourceSpan spanOf(const Member& member) {
    if (member.field != nullptr) {
      const ast::ConstructorParameter* parameter = headerParameter(*member.field);
      return parameter != nullptr ? parameter->name.span : Program::nameSpan(member.field->declaration);
    }
    if (member.method != nullptr) return Program::nameSpan(member.method->declaration);
    return member.staticValue != nullptr ? Program::nameSpan(member.staticValue->declaration) : SourceSpan{};
  }

  FieldSymbol* newField(std::string name) {
    FieldSymbol* field = program_.symbols.makeField();
    field->name = std::move(name);
    field->owner = &symbol_;
    field->number = static_cast<std::uint32_t>(symbol_.fields.size());
    symbol_.fields.push_back(field);
    return field;
  }

  FieldSymbol* makeField(const ast::Identifier& name, const Type* type, bool isMutable, bool isPublic) {
    FieldSymbol* field = newField(std::string(name.text));
    field->type = type;
    field->isMutable = isMutable;
    field->isPublic = isPublic;
    Member member;
    member.kind = MemberKind::Field;
    member.field = field;
    enter(name, member);
    return field;
  }

  void headerField(const ast::ConstructorParameter& parameter) {
    if (parameter.field == ast::FieldKind::None && !symbol_.isData) return;
    if (parameter.field == ast::FieldKind::Var && symbol_.isData) {
      program_.report(
          Diagnostic(DiagnosticCode::InvalidMember, parameter.span, "the fields of a data class never change")
              .help("leave out the `var`, or make it a plain class"));
    }
    const std::size_t position =
        static_cast<std::size_t>(&parameter - ast::as<ast::ClassDeclaration>(*symbol_.declaration).parameters.data());
    const bool isPublic = symbol_.isData ? symbol_.isPublic : parameter.modifiers.has(Modifier::Pub);
    FieldSymbol* field = makeField(parameter.name, symbol_.constructor->parameters[position].type,
                                   parameter.field == ast::FieldKind::Var, isPublic);
    field->headerNumber = static_cast<std::uint32_t>(position);
    if (parameter.modifiers.has(Modifier::Override)) addFieldAccessors(*field, isPublic);
  }

  // A field that overrides a property is reached through them where only the property is known.
  void addFieldAccessors(FieldSymbol& field, bool isPublic) {
    const std::uint32_t flags = bit(FunctionFlag::Override) | (isPublic ? bit(FunctionFlag::Public) : 0);
    field.getter = addAccessor(field.name, flags | bit(FunctionFlag::Getter), field.type);
    program_.accessedFields[*field.getter] = &field;
    if (!field.isMutable) return;
    field.setter = addAccessor(setterName(field.name), flags, program_.leaf(TypeKind::Unit));
    field.setter->parameters.push_back({"value", field.type});
    program_.accessedFields[*field.setter] = &field;
  }

  FunctionSymbol* addAccessor(std::string name, std::uint32_t flags, const Type* result) {
    FunctionSymbol* accessor = program_.symbols.makeFunction();
    accessor->name = std::move(name);
    accessor->file = symbol_.file;
    accessor->owner = &symbol_;
    accessor->flags = flags;
    accessor->result = result;
    symbol_.methods.push_back(accessor);
    return accessor;
  }

  void addCase(const ast::EnumCase& declaration) {
    CaseSymbol* enumCase = program_.symbols.makeCase();
    enumCase->name = declaration.name.text;
    enumCase->owner = &symbol_;
    enumCase->number = static_cast<std::uint32_t>(symbol_.cases.size());
    std::unordered_set<std::string_view> names;
    for (const ast::Parameter& parameter : declaration.parameters) {
      if (!names.insert(parameter.name.text).second) duplicate(parameter.name, "values");
      FieldSymbol* field = program_.symbols.makeField();
      field->name = parameter.name.text;
      field->type = resolver_.resolve(*parameter.type);
      field->owner = &symbol_;
      field->number = static_cast<std::uint32_t>(enumCase->payload.size());
      field->isPublic = symbol_.isPublic;
      enumCase->payload.push_back(field);
    }
    symbol_.cases.push_back(enumCase);
    Member member;
    member.kind = MemberKind::Case;
    member.enumCase = enumCase;
    enter(declaration.name, member);
  }

  void members(ast::NodeList<ast::Declaration> declarations) {
    for (const ast::Declaration* declaration : declarations) {
      if (const auto* refused = symbol_.isLocal ? refusedStatic(program_, *declaration) : nullptr; refused != nullptr) {
        enterBroken(*refused);
        continue;
      }
      switch (declaration->kind) {
        case ast::NodeKind::FunctionDeclaration: method(ast::as<ast::FunctionDeclaration>(*declaration)); break;
        case ast::NodeKind::VariableDeclaration: variable(ast::as<ast::VariableDeclaration>(*declaration)); break;
        case ast::NodeKind::InitDeclaration: initBlock(*declaration); break;
        case ast::NodeKind::BrokenDeclaration: broken(ast::as<ast::BrokenDeclaration>(*declaration)); break;
        default: break;
      }
    }
  }

  void broken(const ast::BrokenDeclaration& declaration) {
    if (!declaration.name.empty()) enterBroken(declaration.name);
  }

  void enterBroken(const ast::Identifier& name) {
    Member member;
    member.kind = MemberKind::Broken;
    program_.infoOf(symbol_).members.emplace(name.text, member);
  }

  void initBlock(const ast::Declaration& declaration) {
    if (symbol_.kind == ClassKind::Class) return;
    program_.report(Diagnostic(DiagnosticCode::InvalidMember, declaration.span, "only a class has `init` blocks"));
  }

  [[nodiscard]] std::uint32_t memberFlags(const ast::DeclarationHead& head, bool hasBody) {
    std::uint32_t flags = flagsOf(head);
    if (symbol_.kind == ClassKind::Interface && !head.has(Modifier::Static)) {
      flags |= bit(FunctionFlag::Open);
      if (!hasBody) flags |= bit(FunctionFlag::Abstract);
      if (symbol_.isPublic) flags |= bit(FunctionFlag::Public);
    }
    return flags;
  }

  void method(const ast::FunctionDeclaration& declaration) {
    if (declaration.receiver != nullptr) reportMisplacedExtension(program_, declaration);
    FunctionSymbol* symbol = program_.symbols.makeFunction();
    symbol->name = declaration.name.text;
    symbol->file = symbol_.file;
    symbol->owner = &symbol_;
    symbol->declaration = &declaration;
    symbol->documentation = declaration.head.documentation;
    symbol->flags = memberFlags(declaration.head, declaration.body.present());
    checkOpenness(declaration.name, *symbol, declaration.head);
    // The class's type parameters are not in scope of what is static.
    TypeResolver resolver = symbol->has(FunctionFlag::Static) ? TypeResolver(program_, file_) : resolver_;
    resolveSignature(program_, file_, resolver, *symbol, declaration,
                     static_cast<std::uint32_t>(symbol_.typeParameters.size()));
    symbol_.methods.push_back(symbol);
    Member member;
    member.kind = symbol->has(FunctionFlag::Static) ? MemberKind::StaticMethod : MemberKind::Method;
    member.method = symbol;
    enter(declaration.name, member);
  }

  void checkOpenness(const ast::Identifier& name, const FunctionSymbol& symbol, const ast::DeclarationHead& head) {
    if (symbol_.kind == ClassKind::Interface) return;
    if (head.has(Modifier::Abstract) && !symbol_.isAbstract) {
      program_.report(
          Diagnostic(DiagnosticCode::InvalidMember, name.span,
                     quoted(name.text) + " cannot be abstract: " + quoted(symbol_.name) + " is not an abstract class"));
    } else if (symbol.has(FunctionFlag::Open) && !symbol_.isOpen && symbol_.kind != ClassKind::Builtin) {
      program_.report(
          Diagnostic(DiagnosticCode::InvalidMember, name.span,
                     quoted(name.text) + " cannot be open: " + quoted(symbol_.name) + " is not an open class"));
    }
  }

  void variable(const ast::VariableDeclaration& declaration) {
    if (declaration.head.has(Modifier::Static)) return staticValue(declaration);
    if (declaration.isConst) {
      program_.report(Diagnostic(DiagnosticCode::InvalidMember, declaration.name.span,
                                 "a constant belongs to the class, not to its objects")
                          .help("write `static` before it", {Edit{declaration.span.startOnly(), "static "}}));
      return staticValue(declaration);
    }
    const bool isInterface = symbol_.kind == ClassKind::Interface;
    const bool isAbstract = declaration.head.has(Modifier::Abstract);
    if (declaration.isLazy && (isInterface || isAbstract)) {
      program_.report(Diagnostic(DiagnosticCode::InvalidMember, declaration.name.span,
                                 isInterface ? "an interface keeps nothing, so it has no lazy values"
                                             : quoted(declaration.name.text) + " cannot be abstract and have a value")
                          .help("require a property here, and override it with `override lazy val` in a class"));
      return enterBroken(declaration.name);
    }
    if (declaration.hasGetter || isAbstract || isInterface) return property(declaration);
    if (symbol_.kind != ClassKind::Class || symbol_.isData) {
      const std::string_view what = symbol_.isData                    ? "a data class"
                                    : symbol_.kind == ClassKind::Enum ? "an enum"
                                                                      : "a builtin class";
      program_.report(Diagnostic(DiagnosticCode::InvalidMember, declaration.name.span,
                                 std::string(what) + " has no fields of its own beside its parameters")
                          .help("give it a getter: `val x: Int get() = …`"));
      return;
    }
    if (declaration.head.has(Modifier::Open)) {
      program_.report(Diagnostic(DiagnosticCode::InvalidMember, declaration.name.span,
                                 "a field cannot be open; a property with a getter can"));
    }
    if (declaration.isLazy) return lazyValue(declaration);
    const Type* type = declaration.type != nullptr ? resolver_.resolve(*declaration.type) : nullptr;
    FieldSymbol* field = makeField(declaration.name, type, declaration.isMutable, declaration.head.has(Modifier::Pub));
    field->declaration = &declaration;
    if (declaration.initializer == nullptr) {
      program_.report(Diagnostic(DiagnosticCode::FieldWithoutValue, declaration.name.span,
                                 "the field " + quoted(field->name) + " needs a value")
                          .note("no code may ever see a field without a value"));
      if (type == nullptr) field->type = program_.errorType();
    }
    if (declaration.head.has(Modifier::Override)) addFieldAccessors(*field, field->isPublic);
  }

  // A field keeps what is computed, and a getter asks it.
  void lazyValue(const ast::VariableDeclaration& declaration) {
    const Type* type = declaration.type != nullptr ? resolver_.resolve(*declaration.type) : nullptr;
    FieldSymbol* storage = newField("lazy " + std::string(declaration.name.text));
    storage->declaration = &declaration;
    if (type != nullptr) storage->type = program_.lazyType(program_.core.lazy, type);
    FunctionSymbol* getter = addAccessor(std::string(declaration.name.text),
                                         memberFlags(declaration.head, true) | bit(FunctionFlag::Getter), type);
    getter->declaration = &declaration;
    getter->documentation = declaration.head.documentation;
    getter->lazyStorage = storage;
    Member member;
    member.kind = MemberKind::Method;
    member.method = getter;
    enter(declaration.name, member);
  }

  void property(const ast::VariableDeclaration& declaration) {
    const bool hasValue =
        declaration.initializer != nullptr && declaration.initializer->kind != ast::NodeKind::ErrorExpression;
    if (hasValue) {
      const std::string name(declaration.name.text);
      program_.report(Diagnostic(DiagnosticCode::InvalidMember, declaration.name.span,
                                 symbol_.kind == ClassKind::Interface
                                     ? "an interface has no fields: a property has a getter or nothing"
                                     : quoted(name) + " cannot be abstract and have a value")
                          .help("write its type here, and the value in a class below, with `override`"));
    }
    const std::uint32_t flags = memberFlags(declaration.head, declaration.hasGetter);
    const Type* type = program_.errorType();
    if (declaration.type != nullptr) type = resolver_.resolve(*declaration.type);  // else it was told
    FunctionSymbol* getter = addAccessor(std::string(declaration.name.text), flags | bit(FunctionFlag::Getter), type);
    getter->declaration = &declaration;
    getter->documentation = declaration.head.documentation;
    checkOpenness(declaration.name, *getter, declaration.head);
    Member member;
    member.kind = MemberKind::Method;
    member.method = getter;
    enter(declaration.name, member);
    if (declaration.isMutable && (declaration.hasSetter || !declaration.hasGetter)) addSetter(declaration, flags, type);
  }

  void addSetter(const ast::VariableDeclaration& declaration, std::uint32_t flags, const Type* type) {
    FunctionSymbol* setter = addAccessor(setterName(declaration.name.text), flags, program_.leaf(TypeKind::Unit));
    setter->declaration = &declaration;
    const std::string_view parameter = declaration.hasSetter ? declaration.setterParameter.text : "value";
    setter->parameters.push_back({std::string(parameter), type});
    Member member;
    member.kind = MemberKind::Method;
    member.method = setter;
    program_.addMember(symbol_, member, setter->name);
  }

  void staticValue(const ast::VariableDeclaration& declaration) {
    GlobalSymbol* value = program_.symbols.makeGlobal();
    value->name = declaration.name.text;
    value->file = symbol_.file;
    value->owner = &symbol_;
    value->isMutable = declaration.isMutable;
    value->isPublic = declaration.head.has(Modifier::Pub) || (symbol_.kind == ClassKind::Interface && symbol_.isPublic);
    value->declaration = &declaration;
    TypeResolver resolver(program_, file_);  // the class's type parameters are not in scope
    value->isLazy = declaration.isLazy;
    if (declaration.type != nullptr) value->type = declaredType(program_, *value, resolver.resolve(*declaration.type));
    if (declaration.initializer == nullptr) {
      program_.report(Diagnostic(DiagnosticCode::FieldWithoutValue, declaration.name.span,
                                 "the static value " + quoted(value->name) + " needs a value"));
      if (value->type == nullptr) value->type = program_.errorType();
    }
    value->isConst = declaration.isConst;
    (value->isConst ? program_.constants : symbol_.staticValues).push_back(value);
    program_.staticValues[&declaration] = value;
    Member member;
    member.kind = MemberKind::StaticValue;
    member.staticValue = value;
    enter(declaration.name, member);
  }

  Program& program_;
  ClassSymbol& symbol_;
  FileScope& file_;
  TypeResolver resolver_;
};

void globalSignature(Program& program, GlobalSymbol& symbol) {
  const auto& declaration = ast::as<ast::VariableDeclaration>(*symbol.declaration);
  TypeResolver resolver(program, program.fileOf(symbol.file));
  if (declaration.type != nullptr) symbol.type = declaredType(program, symbol, resolver.resolve(*declaration.type));
  if (declaration.hasGetter) {
    program.report(Diagnostic(DiagnosticCode::InvalidMember, declaration.name.span, "only a member can have a getter"));
    symbol.type = program.errorType();
  } else if (declaration.initializer == nullptr) {
    program.report(
        Diagnostic(DiagnosticCode::FieldWithoutValue, declaration.name.span, quoted(symbol.name) + " needs a value"));
    if (symbol.type == nullptr) symbol.type = program.errorType();
  }
}

void resolveReceiver(FunctionSymbol& symbol, const ast::Type& receiver, TypeResolver& resolver) {
  resolver.setExtension(symbol.name);
  const Type* type = resolver.resolve(receiver);
  symbol.parameters.push_back({"this", type});
  symbol.nameInModule = toString(type) + "." + symbol.name;
}

void extensionProperty(Program& program, FunctionSymbol& symbol) {
  const auto& declaration = ast::as<ast::VariableDeclaration>(*symbol.declaration);
  TypeResolver resolver(program, program.fileOf(symbol.file));
  symbol.flags |= flagsOf(declaration.head);
  symbol.typeParameters = resolver.declare(declaration.typeParameters, 0, false);
  resolver.addParameters(symbol.typeParameters);
  resolver.resolveBounds(declaration.typeParameters, symbol.typeParameters);
  resolveReceiver(symbol, *declaration.receiver, resolver);
  symbol.result = resolver.resolveOr(declaration.type, program.errorType());
  if (symbol.setter != nullptr) {
    FunctionSymbol& setter = *symbol.setter;
    setter.typeParameters = symbol.typeParameters;
    setter.parameters = symbol.parameters;
    setter.parameters.push_back({std::string(declaration.setterParameter.text), symbol.result});
    setter.result = program.leaf(TypeKind::Unit);
    setter.nameInModule = setterName(symbol.nameInModule);
  }
  if (declaration.hasGetter || declaration.hasSetter) return;
  program.report(Diagnostic(DiagnosticCode::InvalidExtension, declaration.name.span,
                            "an extension has no place for a value: " + quoted(symbol.name) + " needs a getter")
                     .help("write `get() = …` instead of the value"));
}

// Top-level variables and static values in the order in which they are initialised.
std::vector<GlobalSymbol*> initialisationOrder(Program& program) {
  std::unordered_map<const ast::Node*, GlobalSymbol*> topLevel;
  for (GlobalSymbol* global : program.globals) topLevel.emplace(global->declaration, global);
  std::unordered_map<const ast::Node*, ClassSymbol*> classes;
  for (ClassSymbol* symbol : program.classes) classes.emplace(symbol->declaration, symbol);
  std::vector<GlobalSymbol*> order;
  for (FileScope* file : program.initialOrder) {
    for (const ast::Declaration* declaration : file->parsed.file->declarations) {
      if (const auto found = topLevel.find(declaration); found != topLevel.end()) order.push_back(found->second);
      if (const auto found = classes.find(declaration); found != classes.end()) {
        for (GlobalSymbol* value : found->second->staticValues) order.push_back(value);
      }
    }
  }
  // Those that are lazy need nothing yet, and can be used from the start.
  std::stable_partition(order.begin(), order.end(), [](const GlobalSymbol* global) { return global->isLazy; });
  return order;
}

}  // namespace

void reportMisplacedExtension(Program& program, const ast::FunctionDeclaration& declaration) {
  program.misplacedExtensions.insert(declaration.name.text);
  program.report(Diagnostic(DiagnosticCode::InvalidExtension, declaration.receiver->span,
                            "an extension stands outside of classes and functions")
                     .help("move it out, or leave the type out"));
}

const ast::ConstructorParameter* headerParameter(const FieldSymbol& field) {
  if (field.headerNumber == FieldSymbol::kNotInHeader) return nullptr;
  return &ast::as<ast::ClassDeclaration>(*field.owner->declaration).parameters[field.headerNumber];
}

bool isVisible(const Program& program, std::uint32_t fromFile, const PackageSymbol* package, std::uint32_t file,
               bool isPublic) {
  if (isPublic) return true;
  if (package != nullptr) return false;
  return program.options.isCore || fromFile == file;
}

void resolveSignature(Program& program, const FileScope& file, TypeResolver& resolver, FunctionSymbol& symbol,
                      const ast::FunctionDeclaration& declaration, std::uint32_t first) {
  symbol.typeParameters = resolver.declare(declaration.typeParameters, first, false);
  resolver.addParameters(symbol.typeParameters);
  resolver.setConditions(&symbol.conditions);
  resolver.resolveBounds(declaration.typeParameters, symbol.typeParameters);
  if (symbol.owner == nullptr && !declaration.conditions.empty()) {
    program.report(Diagnostic(DiagnosticCode::InvalidMember, declaration.conditions.front().span,
                              "only methods of generic classes have conditions")
                       .help("write the bound behind the type parameter, as in `<T: Comparable<T>>`"));
  } else {
    symbol.conditions = resolver.resolveConditions(declaration.conditions);
  }
  if (symbol.isExtension) resolveReceiver(symbol, *declaration.receiver, resolver);
  std::unordered_set<std::string_view> names;
  for (const ast::Parameter& parameter : declaration.parameters) {
    if (parameter.name.text != "_" && !names.insert(parameter.name.text).second) {
      program.report(Diagnostic(DiagnosticCode::DuplicateName, parameter.name.span,
                                "there are two parameters " + quoted(parameter.name.text)));
    }
    addParameter(program, symbol, parameter, resolver.resolve(*parameter.type));
  }
  symbol.result = resolver.resolveOr(declaration.resultType, program.leaf(TypeKind::Unit));
  symbol.nativeName = declaration.nativeName;
  const bool isNative = declaration.head.has(Modifier::Native);
  if (isNative && !symbol.isInstruction()) symbol.flags |= bit(FunctionFlag::Native);
  const bool isMissing = !isNative && !declaration.body.present() && !symbol.has(FunctionFlag::Abstract);
  if (isMissing && !isBodyOnNextLine(file, declaration)) {
    program.report(Diagnostic(DiagnosticCode::MissingBody, declaration.name.span,
                              "the function " + quoted(symbol.name) + " needs a body"));
  }
  if (declaration.body.present() && (isNative || symbol.has(FunctionFlag::Abstract))) {
    program.report(Diagnostic(DiagnosticCode::InvalidMember, declaration.name.span,
                              std::string(isNative ? "a native" : "an abstract") + " function has no body"));
  }
}

void resolveMembers(Program& program, ClassSymbol& local, const TypeResolver& around) {
  MemberBuilder(program, local, around).build();
}

void resolveSignatures(Program& program) {
  for (ClassSymbol* symbol : program.classes) MemberBuilder(program, *symbol).build();
  for (FunctionSymbol* symbol : program.functions) {
    if (symbol->has(FunctionFlag::Getter)) {
      extensionProperty(program, *symbol);
      continue;
    }
    if (symbol->isSetter()) continue;  // its getter has said it all
    const auto& declaration = ast::as<ast::FunctionDeclaration>(*symbol->declaration);
    symbol->flags |= flagsOf(declaration.head);
    const FileScope& file = program.fileOf(symbol->file);
    TypeResolver resolver(program, file);
    resolveSignature(program, file, resolver, *symbol, declaration, 0);
    checkTest(program, *symbol, declaration);
  }
  for (GlobalSymbol* symbol : program.globals) globalSignature(program, *symbol);
  for (GlobalSymbol* symbol : program.constants) {
    if (symbol->owner == nullptr) globalSignature(program, *symbol);
  }
  program.globals = initialisationOrder(program);
  program.areHeadsKnown = true;
  checkPendingBounds(program);
  checkLimits(program);
}

}  // namespace tatu::compiler::check

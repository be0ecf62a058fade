// Default values of parameters: each becomes a function (ParameterSymbol).
#include <algorithm>

#include "compiler/check/ast_walk.h"
#include "compiler/check/declarations.h"
#include "compiler/check/relations.h"
#include "compiler/check/text.h"

namespace tatu::compiler::check {

namespace {

using bytecode::FunctionFlag;

// "f(b)", "Dog.bark(loudness)", "Point(y)"; no declaration can have such a name.
std::string nameOfDefault(const FunctionSymbol& function, std::size_t parameter) {
  std::string name = function.owner == nullptr ? "" : function.owner->fullName();
  if (!function.has(FunctionFlag::Constructor)) name += (name.empty() ? "" : ".") + function.fullName();
  return name + "(" + function.parameters[parameter].name + ")";
}

// Of a function or constructor; null where there is none.
const ast::Expression* writtenDefault(const FunctionSymbol& symbol, std::size_t parameter) {
  if (symbol.isExtension && parameter-- == 0) return nullptr;
  if (const auto* function = ast::tryAs<ast::FunctionDeclaration>(symbol.declaration); function != nullptr)
    return function->parameters[parameter].value;
  const auto* written = ast::tryAs<ast::ClassDeclaration>(symbol.declaration);
  return written == nullptr ? nullptr : written->parameters[parameter].value;
}

class DefaultDeclarer {
 public:
  // Adds the functions to `declared`.
  DefaultDeclarer(Program& program, std::vector<FunctionSymbol*>& declared)
      : program_(program), relations_(program), declared_(declared) {}

  void declare(FunctionSymbol& function) {
    if (function.declaration == nullptr || function.declaration->kind == ast::NodeKind::VariableDeclaration) return;
    for (std::size_t i = 0; i < function.parameters.size(); ++i) {
      const ast::Expression* const value = writtenDefault(function, i);
      if (value != nullptr && mayHaveDefault(function, i, *value)) declare(function, i, *value);
    }
  }

 private:
  bool mayHaveDefault(const FunctionSymbol& function, std::size_t parameter, const ast::Expression& value) {
    if (function.has(FunctionFlag::Override)) {
      program_.report(Diagnostic(DiagnosticCode::InvalidDefault, value.span,
                                 "an override has the default values of what it overrides")
                          .help("leave this one out"));
      return false;
    }
    if (function.parameters[parameter].name != "_") return true;
    program_.report(
        Diagnostic(DiagnosticCode::InvalidDefault, value.span, "a parameter without a name has no default"));
    return false;
  }

  void declare(FunctionSymbol& function, std::size_t parameter, const ast::Expression& value) {
    FunctionSymbol* const symbol = program_.symbols.makeFunction();
    symbol->name = nameOfDefault(function, parameter);
    symbol->file = function.file;
    symbol->flags = function.flags & static_cast<std::uint32_t>(FunctionFlag::Public);
    if (function.owner != nullptr) symbol->typeParameters = function.owner->typeParameters;
    symbol->typeParameters.insert(symbol->typeParameters.end(), function.typeParameters.begin(),
                                  function.typeParameters.end());
    symbol->parameters = whatIsRead(function, parameter, value);
    symbol->result = function.parameters[parameter].type;
    symbol->declaration = function.declaration;
    symbol->defaultOf = &function;
    symbol->defaultNumber = static_cast<std::uint32_t>(parameter);
    function.parameters[parameter].defaultValue = symbol;
    declared_.push_back(symbol);
  }

  // `this` and parameters before that one, as far as the value mentions them, or something else by that name.
  std::vector<ParameterSymbol> whatIsRead(const FunctionSymbol& function, std::size_t parameter,
                                          const ast::Expression& value) {
    function_ = &function;
    number_ = parameter;
    // An object keeps what a local class captures.
    readsThis_ = function.owner != nullptr && !function.owner->captured.empty() && hasThis(function);
    isRead_.assign(parameter, false);
    scan(value);
    std::vector<ParameterSymbol> result;
    if (readsThis_) result.push_back({"this", program_.selfType(*function.owner)});
    for (std::size_t i = 0; i < parameter; ++i) {
      if (isRead_[i]) result.push_back({function.parameters[i].name, function.parameters[i].type});
    }
    return result;
  }

  static bool hasThis(const FunctionSymbol& function) {
    return function.owner != nullptr && !function.has(FunctionFlag::Static) && !function.has(FunctionFlag::Constructor);
  }

  void scan(const ast::Node& node) {
    const auto* name = ast::tryAs<ast::NameExpression>(&node);
    const bool isThis = node.kind == ast::NodeKind::ThisExpression;
    if (isThis || (name != nullptr && !isParameter(name->name.text) && isMember(name->name.text))) {
      readsThis_ = readsThis_ || hasThis(*function_);
      if (function_->isExtension) isRead_[0] = true;
    }
    forEachChild(node, [this](const ast::Node& child) { scan(child); });
  }

  bool isParameter(std::string_view name) {
    for (std::size_t i = 0; i < number_; ++i) {
      if (name == "_" || function_->parameters[i].name != name) continue;
      isRead_[i] = true;
      return true;
    }
    return false;
  }

  // Of the receiver, or an extension for it; more than these are no harm.
  bool isMember(std::string_view name) {
    const Type* receiver = function_->isExtension        ? function_->parameters[0].type
                           : function_->owner != nullptr ? program_.selfType(*function_->owner)
                                                         : nullptr;
    return receiver != nullptr && (!relations_.findMember(receiver, name).isNone() ||
                                   program_.peek(program_.fileOf(function_->file), name).isNone());
  }

  Program& program_;
  Relations relations_;
  std::vector<FunctionSymbol*>& declared_;
  const FunctionSymbol* function_ = nullptr;
  std::size_t number_ = 0;  // of its parameter
  bool readsThis_ = false;
  std::vector<bool> isRead_;  // by parameter before that one
};

}  // namespace

void declareDefaults(Program& program, ClassSymbol& symbol, std::vector<FunctionSymbol*>& declared) {
  DefaultDeclarer declarer(program, declared);
  if (symbol.constructor != nullptr) declarer.declare(*symbol.constructor);
  for (FunctionSymbol* method : symbol.methods) declarer.declare(*method);
}

void declareDefaults(Program& program) {
  const std::vector<FunctionSymbol*> functions = program.functions;
  DefaultDeclarer declarer(program, program.functions);
  for (FunctionSymbol* function : functions) declarer.declare(*function);
  for (ClassSymbol* symbol : program.classes) declareDefaults(program, *symbol, program.functions);
}

const ast::Expression& defaultExpression(const FunctionSymbol& symbol) {
  return *writtenDefault(*symbol.defaultOf, symbol.defaultNumber);
}

const FunctionSymbol* Program::defaultOf(const FunctionSymbol& function, std::size_t parameter) {
  if (function.package == nullptr) return function.parameters[parameter].defaultValue;
  for (const auto& package : packages) {
    if (package->symbol() == function.package) return package->findFunction(nameOfDefault(function, parameter));
  }
  return nullptr;
}

}  // namespace tatu::compiler::check

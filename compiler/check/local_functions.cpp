// Functions in blocks. They are known from their declaration on, to themselves too. What they capture is found out
// before their bodies are checked (LocalUses), so that each call, wherever it stands, can give it.
#include <algorithm>

#include "compiler/check/body_checker.h"
#include "compiler/check/limits.h"
#include "compiler/check/text.h"

namespace tatu::compiler::check {

Expr BodyChecker::localFunction(const ast::FunctionDeclaration& declaration, std::size_t scopeStart) {
  FunctionSymbol* const symbol = program_.symbols.makeFunction();
  symbol->name = declaration.name.text;
  symbol->file = file_.number();
  symbol->declaration = &declaration;
  if (declaration.receiver != nullptr) reportMisplacedExtension(program_, declaration);
  TypeResolver types = resolver();
  resolveSignature(program_, file_, types, *symbol, declaration,
                   static_cast<std::uint32_t>(frame_->function->typeParameters.size()));
  checkLimits(program_, *symbol);
  LocalInfo* const info = addLocal(declaration.name, leaf(TypeKind::Never), false, scopeStart);
  LocalFunction& function = newLocalFunction(*symbol);
  info->function = &function;
  addCaptured(declaration, function.captured);
  // Wherever it is called, what gives its parameters their values may be called too.
  for (const ast::Parameter& parameter : declaration.parameters) {
    if (parameter.value != nullptr) addCaptured(*parameter.value, function.captured);
  }
  std::vector<Expr> defaults;
  for (std::size_t i = 0; i < declaration.parameters.size(); ++i)
    function.defaults.push_back(localDefault(declaration, i, function, defaults));
  localFunctionBody(declaration.body, declaration.name.span, function);
  info->isUsed = declaration.receiver != nullptr;  // by others, as far as is known
  return withBefore(std::move(defaults), declared(function, declaration.span), declaration.span);
}

LocalFunction& BodyChecker::newLocalFunction(const FunctionSymbol& symbol) {
  LocalFunction& function = localFunctions_.emplace_back();
  function.symbol = &symbol;
  function.code = arena_.make<hir::LocalFunction>();
  return function;
}

Expr BodyChecker::declared(const LocalFunction& function, SourceSpan span) {
  auto* node = make<hir::FunctionDeclare>(unit(), span);
  node->function = function.code;
  return node;
}

// A function of its own, which takes what the value reads of the parameters before. Null if there is none.
const LocalFunction* BodyChecker::localDefault(const ast::FunctionDeclaration& declaration, std::size_t parameter,
                                               const LocalFunction& of, std::vector<Expr>& declarations) {
  const ast::Parameter& written = declaration.parameters[parameter];
  if (written.value == nullptr || of.symbol->parameters[parameter].isVariadic) return nullptr;
  FunctionSymbol* const symbol = program_.symbols.makeFunction();
  symbol->name = of.symbol->name + "(" + std::string(written.name.text) + ")";
  symbol->file = of.symbol->file;
  symbol->typeParameters = of.symbol->typeParameters;
  symbol->result = of.symbol->parameters[parameter].type;
  LocalFunction& function = newLocalFunction(*symbol);
  addCaptured(*written.value, function.captured);
  const auto names = uses_.namesOutside(*written.value);
  for (std::size_t i = 0; i < parameter; ++i) {
    const ParameterSymbol& earlier = of.symbol->parameters[i];
    if (std::find(names.begin(), names.end(), earlier.name) != names.end())
      symbol->parameters.push_back({earlier.name, earlier.type});
  }
  localFunctionBody({written.value, false}, written.name.span, function);
  declarations.push_back(declared(function, written.value->span));
  return &function;
}

// Of a variable that has no value yet the code is told where it reads it, if it ever does.
void BodyChecker::addCaptured(const ast::Node& code, std::vector<LocalInfo*>& captured) {
  const auto add = [&](LocalInfo* info) {
    const bool hasValue = !info->isTracked || info->isMutable || flow_.definite.contains(info->number);
    if (hasValue && std::find(captured.begin(), captured.end(), info) == captured.end()) captured.push_back(info);
  };
  for (const std::string_view name : uses_.namesOutside(code)) {
    LocalInfo* const local = name == "this" ? receiver_ : findLocal(name);
    if (local == nullptr) {
      for (LocalInfo* receiver : receiversFor(name)) add(receiver);
    } else if (local->function == nullptr && local->localClass == nullptr) {
      add(local);
    } else {
      const auto& inner = local->function != nullptr ? local->function->captured : local->localClass->captured;
      if (&inner == &captured) continue;  // it names itself
      for (LocalInfo* each : inner) add(each);
    }
  }
}

// The objects through which a name may be found; more than needed are no harm.
std::vector<LocalInfo*> BodyChecker::receiversFor(std::string_view name) {
  const ImplicitMember found = findImplicit(name);
  if (!found.member.isNone())
    return found.level.receiver == nullptr ? std::vector<LocalInfo*>() : std::vector{found.level.receiver};
  std::vector<LocalInfo*> all;
  if (!program_.peek(file_, name).isNone()) return all;
  for (std::size_t i = 0; i < levelCount(); ++i) {
    if (LocalInfo* const receiver = levelAt(i).receiver; receiver != nullptr) all.push_back(receiver);
  }
  return all;
}

void BodyChecker::localFunctionBody(const ast::FunctionBody& body, SourceSpan name, LocalFunction& function) {
  const FunctionSymbol& symbol = *function.symbol;
  const std::string nameAround = std::exchange(functionName_, functionName_ + "." + symbol.name);
  Frame frame;
  frame.result = symbol.result;
  frame.isDefault = symbol.declaration == nullptr;
  frame.outer = frame_;
  frame.function = newFunction(nullptr, functionName_);
  frame.function->typeParameters.insert(frame.function->typeParameters.end(), symbol.typeParameters.begin(),
                                        symbol.typeParameters.end());
  frame_ = &frame;
  const std::size_t typesAround = typeScope_.size();
  typeScope_.insert(typeScope_.end(), symbol.typeParameters.begin(), symbol.typeParameters.end());
  const ScopeMark mark = enterScope();
  const FlowState before = flow_;
  std::vector<LoopScope*> loops = std::exchange(loops_, {});
  for (LocalInfo* info : function.captured) (void)place(*info);
  const auto* declaration = ast::tryAs<ast::FunctionDeclaration>(symbol.declaration);
  for (std::size_t i = 0; i < symbol.parameters.size(); ++i) {
    const bool isWritten = declaration != nullptr && i < declaration->parameters.size();
    declareParameter(*frame.function,
                     isWritten ? declaration->parameters[i].name : ast::Identifier{symbol.parameters[i].name, {}},
                     symbol.parameters[i].type);
    if (!isWritten) visible_.at(visible_.size() - 1)->isUsed = true;
  }
  if (body.present()) functionBody(*frame.function, body, symbol.result, name);
  if (body.present() && declaration != nullptr) refuseLostValue(*declaration, *frame.function);
  leaveScope(mark);
  frame.captures.resize(function.captured.size());  // more are of code that never runs
  function.code->body = frame.function;
  function.code->captures = std::move(frame.captures);
  function.code->typeParameters = symbol.typeParameters;
  frame_ = frame.outer;
  loops_ = std::move(loops);
  flow_ = before;
  typeScope_.resize(typesAround);
  functionName_ = nameAround;
}

std::vector<hir::Local*> BodyChecker::placesOf(const std::vector<LocalInfo*>& captured) {
  std::vector<hir::Local*> places;
  for (LocalInfo* info : captured) places.push_back(place(*info));
  return places;
}

Expr BodyChecker::callLocal(const LocalInfo& local, const CallSite& site) {
  const LocalFunction& function = *local.function;
  const FunctionSymbol& symbol = *function.symbol;
  std::vector<const Type*> parameters;
  for (const ParameterSymbol& parameter : symbol.parameters) parameters.push_back(parameter.type);
  Callee callee{quoted(symbol.name), parameters, symbol.typeParameters, symbol.result, symbol.declaration, &symbol};
  callee.local = &function;
  ArgumentResult checked = checkArguments(callee, site);
  if (!checked.isValid) return error(site.span);
  const Type* result = Substitution(symbol.typeParameters, checked.typeArguments).apply(program_.types, symbol.result);
  if (containsError(result)) return error(site.span);
  std::vector<Expr> before = completeArguments(callee, site, checked, nullptr);
  const Expr made =
      builtLocalCall(function, std::move(checked.typeArguments), std::move(checked.arguments), result, site.span);
  return withBefore(std::move(before), made, site.span);
}

Expr BodyChecker::builtLocalCall(const LocalFunction& function, std::vector<const Type*> typeArguments,
                                 std::vector<Expr> arguments, const Type* result, SourceSpan span) {
  auto* node = make<hir::CallLocal>(result, span);
  node->function = function.code;
  node->captured = placesOf(function.captured);
  node->typeArguments = std::move(typeArguments);
  node->arguments = std::move(arguments);
  return node;
}

Expr BodyChecker::localFunctionValue(const LocalInfo& local, ast::NodeList<ast::Type> typeArguments, Want want,
                                     const ast::Identifier& name) {
  hir::Closure* const closure = closureOf(*local.function->symbol, nullptr, typeArguments, want, name);
  if (closure == nullptr) return error(name.span);
  closure->local = local.function->code;
  closure->captured = placesOf(local.function->captured);
  return closure;
}

}  // namespace tatu::compiler::check

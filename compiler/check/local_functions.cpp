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
  for (const ast::Parameter& parameter : declaration.parameters) {
    if (parameter.value == nullptr) continue;
    report(Diagnostic(DiagnosticCode::InvalidDefault, parameter.value->span,
                      "parameters of a local function have no default values")
               .help("leave it out, or declare the function outside"));
  }
  LocalInfo* const info = addLocal(declaration.name, leaf(TypeKind::Never), false, scopeStart);
  LocalFunction& function = localFunctions_.emplace_back();
  function.symbol = symbol;
  function.code = arena_.make<hir::LocalFunction>();
  info->function = &function;
  function.captured = capturedBy(declaration);
  localFunctionBody(declaration, function);
  info->isUsed = declaration.receiver != nullptr;  // by others, as far as is known
  auto* node = make<hir::FunctionDeclare>(unit(), declaration.span);
  node->function = function.code;
  return node;
}

// Of a variable that has no value yet the body is told where it reads it, if it ever does.
std::vector<LocalInfo*> BodyChecker::capturedBy(const ast::FunctionDeclaration& declaration) {
  std::vector<LocalInfo*> result;
  const auto add = [&](LocalInfo* info) {
    const bool hasValue = !info->isTracked || info->isMutable || flow_.definite.contains(info->number);
    if (hasValue && std::find(result.begin(), result.end(), info) == result.end()) result.push_back(info);
  };
  for (const std::string_view name : uses_.namesOutside(declaration)) {
    LocalInfo* const local = findLocal(name);
    if (local == nullptr) {
      if (receiver_ != nullptr && isImplicitMember(name)) add(receiver_);
    } else if (local->function == nullptr) {
      add(local);
    } else {
      for (LocalInfo* inner : local->function->captured) add(inner);
    }
  }
  return result;
}

// Found through `this`; more than these are no harm.
bool BodyChecker::isImplicitMember(std::string_view name) {
  return !relations_.findMember(implicitReceiver(), name).isNone() || program_.peek(file_, name).isNone();
}

void BodyChecker::localFunctionBody(const ast::FunctionDeclaration& declaration, LocalFunction& function) {
  const FunctionSymbol& symbol = *function.symbol;
  const std::string nameAround = std::exchange(functionName_, functionName_ + "." + symbol.name);
  Frame frame;
  frame.result = symbol.result;
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
  for (std::size_t i = 0; i < declaration.parameters.size(); ++i)
    declareParameter(*frame.function, declaration.parameters[i].name, symbol.parameters[i].type);
  if (declaration.body.present()) {
    functionBody(*frame.function, declaration.body, symbol.result, declaration.name.span);
    refuseLostValue(declaration, *frame.function);
  }
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

std::vector<hir::Local*> BodyChecker::placesOf(const LocalFunction& function) {
  std::vector<hir::Local*> places;
  for (LocalInfo* info : function.captured) places.push_back(place(*info));
  return places;
}

Expr BodyChecker::callLocal(const LocalInfo& local, const CallSite& site) {
  const LocalFunction& function = *local.function;
  const FunctionSymbol& symbol = *function.symbol;
  std::vector<const Type*> parameters;
  for (const ParameterSymbol& parameter : symbol.parameters) parameters.push_back(parameter.type);
  const Callee callee{quoted(symbol.name),
                      parameters,
                      symbol.typeParameters,
                      symbol.result,
                      symbol.declaration,
                      &symbol,
                      nullptr,
                      nullptr};
  ArgumentResult checked = checkArguments(callee, site);
  if (!checked.isValid) return error(site.span);
  const Type* result = Substitution(symbol.typeParameters, checked.typeArguments).apply(program_.types, symbol.result);
  if (containsError(result)) return error(site.span);
  std::vector<Expr> before = completeArguments(callee, site, checked, nullptr);
  auto* node = make<hir::CallLocal>(result, site.span);
  node->function = function.code;
  node->captured = placesOf(function);
  node->typeArguments = std::move(checked.typeArguments);
  node->arguments = std::move(checked.arguments);
  return withBefore(std::move(before), node, site.span);
}

Expr BodyChecker::localFunctionValue(const LocalInfo& local, ast::NodeList<ast::Type> typeArguments, Want want,
                                     const ast::Identifier& name) {
  hir::Closure* const closure = closureOf(*local.function->symbol, nullptr, typeArguments, want, name);
  if (closure == nullptr) return error(name.span);
  closure->local = local.function->code;
  closure->captured = placesOf(*local.function);
  return closure;
}

}  // namespace tatu::compiler::check

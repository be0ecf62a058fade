#include "compiler/check/body_checker.h"
#include "compiler/check/text.h"

namespace tatu::compiler::check {

const Type* BodyChecker::lambdaParameter(const ast::LambdaParameter& parameter, const Type* expected) {
  if (parameter.type != nullptr) return resolver().resolve(*parameter.type);
  if (expected != nullptr && !containsInferred(expected)) return expected;
  const std::string written(file_.source->textOf(parameter.pattern->span));
  const bool isTuple = parameter.pattern->kind == ast::NodeKind::TuplePattern;
  report(Diagnostic(DiagnosticCode::CannotInfer, parameter.span,
                    "I cannot find out the type of the parameter " + quoted(written))
             .help("write it: " + quoted("(" + written + (isTuple ? ": (Int, Int)" : ": Int") + ") => …")));
  return errorType();
}

hir::Local* BodyChecker::declareLambdaParameter(const ast::LambdaParameter& parameter, const Type* type,
                                                std::size_t scopeStart, std::vector<Expr>& before) {
  if (const auto* binding = ast::tryAs<ast::BindingPattern>(parameter.pattern); binding != nullptr) {
    LocalInfo* info = addLocal(binding->name, type, false, scopeStart);
    info->isParameter = true;
    return info->local;
  }
  hir::Local* local = newLocal("_", type);
  if (parameter.pattern->kind == ast::NodeKind::TuplePattern) {
    const SourceSpan span = parameter.pattern->span;
    before.push_back(takenApart(readLocal(local, span), *parameter.pattern, false, scopeStart, span));
  }
  return local;
}

void BodyChecker::wrongParameterCount(const ast::LambdaExpression& e, const Type* wanted) {
  const SourceSpan head = join(e.span.startOnly(), e.arrowSpan);
  Diagnostic diagnostic(DiagnosticCode::TypeMismatch, head,
                        "I expected a function of " + counted(wanted->parameters().size(), "parameter") + ", " +
                            quoted(wanted) + ", but this one has " + std::to_string(e.parameters.size()));
  const auto parts = wanted->parameters().size() == 1 ? partsOf(wanted->parameters()[0]) : std::nullopt;
  if (parts && parts->size() == e.parameters.size()) {
    const SourceSpan names = join(e.parameters.front().span, e.parameters.back().span);
    (void)std::move(diagnostic)
        .help("to take its parts, write one more pair of parentheses",
              {Edit{names.startOnly(), "("}, Edit{names.endOnly(), ")"}});
  }
  report(std::move(diagnostic));
}

Expr BodyChecker::lambda(const ast::LambdaExpression& e, Want want) {
  const Type* wanted = inference_.resolved(want.type);
  if (wanted != nullptr && wanted->is(TypeKind::Optional)) wanted = wanted->arguments[0];
  const bool isFunction = wanted != nullptr && wanted->is(TypeKind::Function);
  const bool hasError = wanted != nullptr && wanted->is(TypeKind::Error);
  bool fits = isFunction && wanted->parameters().size() == e.parameters.size();
  if (isFunction && !fits) wrongParameterCount(e, wanted);
  const bool isBroken = hasError || (isFunction && !fits);
  Frame frame;
  frame.isLambda = true;
  hir::Function* function = newFunction(nullptr, functionName_ + ".lambda");
  const ScopeMark mark = enterScope();
  const FlowState outside = flow_;
  frame.function = function;
  frame.outer = frame_;
  frame_ = &frame;
  std::vector<LoopScope*> loops = std::exchange(loops_, {});
  std::vector<const Type*> types;
  std::vector<Expr> before;
  for (std::size_t i = 0; i < e.parameters.size(); ++i) {
    const Type* expected = fits ? wanted->parameters()[i] : nullptr;
    const Type* type = isBroken ? errorType() : lambdaParameter(e.parameters[i], expected);
    function->parameters.push_back(declareLambdaParameter(e.parameters[i], type, mark.count, before));
    types.push_back(type);
  }
  const Type* expectedResult = fits ? usable(wanted->result()) : nullptr;
  frame.result = isBroken ? errorType() : expectedResult;
  lambdaBody(e, *function, frame);
  function->body = withBefore(std::move(before), function->body, e.span);
  leaveScope(mark);
  frame_ = frame.outer;
  loops_ = std::move(loops);
  flow_ = outside;
  types.push_back(function->result);
  const Type* type = program_.types.function(types);
  auto* closure = make<hir::Closure>(isBroken || containsError(type) ? errorType() : type, e.span);
  closure->body = function;
  closure->captures = std::move(frame.captures);
  return closure;
}

void BodyChecker::lambdaBody(const ast::LambdaExpression& e, hir::Function& function, Frame& frame) {
  if (frame.result == nullptr) {
    const bool isWritten = e.arrowSpan.size() > 0;
    function.body = expression(*e.body, {nullptr, false, isWritten});
    return finishLambdaResult(e, function, frame);
  }
  function.result = frame.result;
  if (frame.result->is(TypeKind::Unit)) {
    function.body = expression(*e.body, {unit(), true});
  } else if (frame.result->is(TypeKind::Error)) {
    function.body = expression(*e.body);
  } else {
    function.body = coerced(*e.body, frame.result);
  }
}

// The result of a lambda that nobody expects anything of: the common type of its value and its returns.
void BodyChecker::finishLambdaResult(const ast::LambdaExpression& e, hir::Function& function, Frame& frame) {
  const Type* result = function.body->type;
  for (hir::Return* node : frame.returns) {
    const Type* type = node->value != nullptr ? node->value->type : unit();
    const Type* common = relations_.commonType(result, type);
    if (common == nullptr) {
      report(Diagnostic(DiagnosticCode::NoCommonType, valueSpan(*e.body),
                        "this lambda gives " + withArticle(result) + " here and " + withArticle(type) + " elsewhere"));
      common = errorType();
    }
    result = common;
  }
  // One that only throws is as good as one without a result.
  if (result->is(TypeKind::Never)) result = unit();
  function.result = result;
  if (result->is(TypeKind::Error)) return;
  function.body = convert(function.body, result, valueSpan(*e.body));
  for (hir::Return* node : frame.returns) {
    if (node->value != nullptr) node->value = convert(node->value, result, e.span);
  }
}

}  // namespace tatu::compiler::check

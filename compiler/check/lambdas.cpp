#include "compiler/check/body_checker.h"
#include "compiler/check/text.h"

namespace tatu::compiler::check {

const Type* BodyChecker::lambdaParameter(const ast::LambdaParameter& parameter, const Type* expected) {
  if (parameter.type != nullptr) return resolver().resolve(*parameter.type);
  if (expected != nullptr && !containsInferred(expected)) return expected;
  report(Diagnostic(DiagnosticCode::CannotInfer, parameter.span,
                    "I cannot find out the type of the parameter " + quoted(parameter.name.text))
             .help("write it: " + quoted("(" + std::string(parameter.name.text) + ": Int) => …")));
  return errorType();
}

Expr BodyChecker::lambda(const ast::LambdaExpression& e, Want want) {
  const Type* wanted = inference_.resolved(want.type);
  if (wanted != nullptr && wanted->is(TypeKind::Optional)) wanted = wanted->arguments[0];
  const bool isFunction = wanted != nullptr && wanted->is(TypeKind::Function);
  const bool hasError = wanted != nullptr && wanted->is(TypeKind::Error);
  bool fits = isFunction && wanted->parameters().size() == e.parameters.size();
  if (isFunction && !fits) {
    report(Diagnostic(DiagnosticCode::TypeMismatch, join(e.span.startOnly(), e.arrowSpan),
                      "I expected a function of " + counted(wanted->parameters().size(), "parameter") + ", " +
                          quoted(wanted) + ", but this one has " + std::to_string(e.parameters.size())));
  }
  const bool isBroken = hasError || (isFunction && !fits);
  Frame frame;
  frame.isLambda = true;
  hir::Function* function = newFunction(nullptr, functionName_ + ".lambda");
  const ScopeMark mark = enterScope();
  const FlowState before = flow_;
  frame.function = function;
  frame.outer = frame_;
  frame_ = &frame;
  std::vector<LoopScope*> loops = std::exchange(loops_, {});
  std::vector<const Type*> types;
  for (std::size_t i = 0; i < e.parameters.size(); ++i) {
    const Type* expected = fits ? wanted->parameters()[i] : nullptr;
    const Type* type = isBroken ? errorType() : lambdaParameter(e.parameters[i], expected);
    LocalInfo* info = addLocal(e.parameters[i].name, type, false, mark.count);
    info->isParameter = true;
    function->parameters.push_back(info->local);
    types.push_back(type);
  }
  const Type* expectedResult = fits ? usable(wanted->result()) : nullptr;
  frame.result = isBroken ? errorType() : expectedResult;
  lambdaBody(e, *function, frame);
  leaveScope(mark);
  frame_ = frame.outer;
  loops_ = std::move(loops);
  flow_ = before;
  types.push_back(function->result);
  const Type* type = program_.types.function(types);
  auto* closure = make<hir::Closure>(isBroken || containsError(type) ? errorType() : type, e.span);
  closure->body = function;
  closure->captures = std::move(frame.captures);
  return closure;
}

void BodyChecker::lambdaBody(const ast::LambdaExpression& e, hir::Function& function, Frame& frame) {
  if (frame.result == nullptr) {
    function.body = expression(*e.body);
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

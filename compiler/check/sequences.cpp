// `sequence { … }` and `yield`. The block becomes the body of a class of its own, which the emitter makes: each walk
// through the sequence has an object of it, so the block is a function in a function that makes such an object.
#include "compiler/check/body_checker.h"
#include "compiler/check/text.h"
#include "compiler/syntax/fiber_names.h"

namespace tatu::compiler::check {

std::string_view BodyChecker::codeName(const Frame& frame) {
  if (frame.values != nullptr) return "sequence";
  if (frame.localClass != nullptr) return "method";
  return frame.isLambda ? "lambda" : "local function";
}

Expr BodyChecker::sequence(const ast::SequenceExpression& e, Want want) {
  SequenceValues values;
  const Type* wanted = inference_.resolved(want.type);
  if (wanted != nullptr && wanted->is(TypeKind::Optional)) wanted = wanted->arguments[0];
  if (e.element != nullptr) {
    values.element = resolver().resolve(*e.element);
  } else if (wanted != nullptr && wanted->is(TypeKind::Error)) {
    values.element = wanted;
  } else if (program_.core.sequence != nullptr) {
    values.element = elementFor(*program_.core.sequence, wanted);
  }
  Frame start;
  hir::GeneratorNew* const made = generator(e, start, values);
  const Type* element = values.element == nullptr ? commonValue(e, values) : values.element;
  if (element->is(TypeKind::Error) || program_.core.sequence == nullptr || program_.core.iterator == nullptr)
    return error(e.span);
  made->element = element;
  made->type = program_.types.classType(program_.core.iterator, {element});
  start.function->result = made->type;
  start.function->body = made;
  auto* const closure = make<hir::Closure>(lazyFunction(made->type), e.span);
  closure->body = start.function;
  closure->captures = std::move(start.captures);
  const Type* type = program_.types.classType(program_.core.sequence, {element});
  checkTypeArguments(relations_, type, e.wordSpan);
  return newObject(type, {Expr(closure)}, e.span);
}

// What makes an object that walks through the sequence, with the block as its code.
hir::GeneratorNew* BodyChecker::generator(const ast::SequenceExpression& e, Frame& start, SequenceValues& values) {
  const std::string name = functionName_ + ".sequence";
  const ScopeMark mark = enterScope();
  const FlowState outside = flow_;
  std::vector<LoopScope*> loops = std::exchange(loops_, {});
  start.isLambda = true;
  start.function = newFunction(nullptr, name);
  start.outer = frame_;
  Frame body;
  body.isLambda = true;
  body.values = &values;
  body.function = newFunction(nullptr, name);
  body.function->result = body.result = unit();
  body.outer = &start;
  frame_ = &body;
  const std::size_t nodesBefore = arena_.count();
  body.function->body = expression(*e.body, {unit(), true});
  const std::size_t size = arena_.count() - nodesBefore;
  leaveScope(mark);
  frame_ = start.outer;
  loops_ = std::move(loops);
  flow_ = outside;
  auto* made = make<hir::GeneratorNew>(errorType(), e.span);
  made->generator = program_.symbols.makeClass();
  made->generator->name = name;
  made->body = body.function;
  made->captures = std::move(body.captures);
  made->yields = values.isInFinalizer ? 0 : values.yields.size();
  made->size = size;
  return made;
}

// Of a sequence of which nobody expects anything.
const Type* BodyChecker::commonValue(const ast::SequenceExpression& e, SequenceValues& values) {
  if (values.yields.empty()) {
    report(Diagnostic(DiagnosticCode::CannotInfer, e.wordSpan,
                      "I cannot find out the type of the values of this sequence, which has no `yield`")
               .help("write it: `sequence<Int> { … }`"));
    return errorType();
  }
  std::vector<const Type*> types;
  for (const hir::Yield* node : values.yields) types.push_back(node->value->type);
  const Type* common = commonElement(types, values.spans, "values", "sequence<Any> { … }");
  for (std::size_t i = 0; i < types.size(); ++i)
    values.yields[i]->value = convert(values.yields[i]->value, common, values.spans[i]);
  return common;
}

Expr BodyChecker::yieldExpression(const ast::YieldExpression& e) {
  SequenceValues* const values = frame_->values;
  if (values == nullptr) return misplacedYield(e);
  const LocalInfo* const scope = findLocal(kScopeName);
  if (scope != nullptr && scope->frame == frame_) {
    report(
        Diagnostic(DiagnosticCode::MisplacedYield, e.span, "a `yield` cannot stand in a `scope`")
            .note("a `scope` waits for its fibers before it is left, and who walks through a sequence may never come "
                  "back to it")
            .help("put the `scope` around the code that walks through the sequence"));
    (void)expression(*e.value);
    return error(e.span);
  }
  auto* node = make<hir::Yield>(unit(), e.span);
  node->value = values->element == nullptr ? expression(*e.value) : coerced(*e.value, values->element);
  values->yields.push_back(node);
  values->spans.push_back(valueSpan(*e.value));
  values->isInFinalizer = values->isInFinalizer || frame_->finalizers != 0;
  return node;
}

Expr BodyChecker::misplacedYield(const ast::YieldExpression& e) {
  const Frame* around = frame_;
  while (around != nullptr && around->values == nullptr) around = around->outer;
  if (around == nullptr) {
    report(Diagnostic(DiagnosticCode::MisplacedYield, e.span, "a `yield` can only stand in a `sequence`")
               .help("write `sequence { … }` around the code that gives the values"));
  } else {
    report(Diagnostic(DiagnosticCode::MisplacedYield, e.span,
                      "this `yield` stands in a " + std::string(codeName(*frame_)) +
                          ", not directly in the block of the `sequence`")
               .note("the code of a lambda, a `spawn` or a local function is not part of the sequence around it")
               .help("walk with a `for` loop, in which a `yield` can stand"));
  }
  (void)expression(*e.value);
  return error(e.span);
}

}  // namespace tatu::compiler::check

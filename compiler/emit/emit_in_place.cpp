// Sequences without an object: a `for` over a block runs the block itself, with its own body in place of each `yield`.
// The block stands in the head of the loop, or is all that the function does which is called there; then locals stand
// for its parameters.
//
// What holds
// - The block is left by `break` and the like without its `finally`, as a walk that is given up.
// - Of a `yield` in a `finally`, of which there are several copies, nothing is emitted here.
// - The body of the loop is emitted as often as the block yields, and not inside another block, whose own `yield` it
//   may hold: so copies do not multiply.
#include <utility>

#include "compiler/emit/function_emitter.h"
#include "compiler/emit/spill.h"

namespace tatu::compiler::emit {

using hir::ExpressionKind;

namespace {

// In nodes of HIR; a line of code has about ten.
constexpr std::size_t kMaxOpenedBlock = 400;
constexpr std::size_t kMaxRepeated = 200;  // of a loop's body
constexpr std::size_t kMaxInPlace = 4000;  // for one declaration
// A handler is at least two nodes, so that one loop more does not lead beyond kMaxHandlerNesting.
constexpr std::size_t kMaxHandlersAround = 50;

const hir::GeneratorNew& blockOf(const hir::Closure& start) {
  return static_cast<const hir::GeneratorNew&>(*start.body->body);
}

// What starts a walk through a `sequence { … }`; null if the expression is none.
const hir::Closure* startOf(const hir::Expression& e) {
  if (e.kind != ExpressionKind::New) return nullptr;
  const auto& arguments = static_cast<const hir::New&>(e).arguments;
  if (arguments.size() != 1 || arguments[0]->kind != ExpressionKind::Closure) return nullptr;
  const auto& start = static_cast<const hir::Closure&>(*arguments[0]);
  return start.body != nullptr && start.body->body->kind == ExpressionKind::GeneratorNew ? &start : nullptr;
}

// The same of the value of a function that does nothing else.
const hir::Closure* startIn(const hir::Function& function) {
  const hir::Expression* e = function.body;
  while (e != nullptr) {
    if (e->kind == ExpressionKind::Upcast) {
      e = static_cast<const hir::Upcast*>(e)->value;
    } else if (e->kind == ExpressionKind::Return) {
      e = static_cast<const hir::Return*>(e)->value;
    } else if (e->kind == ExpressionKind::Block) {
      const auto& block = static_cast<const hir::Block&>(*e);
      if (block.statements.size() + (block.result == nullptr ? 0 : 1) != 1) return nullptr;
      e = block.statements.empty() ? block.result : block.statements[0];
    } else {
      return startOf(*e);
    }
  }
  return nullptr;
}

// Without what is done before it: arguments that are not given in order are computed there.
const hir::Expression* lastOf(const hir::Expression* e, std::vector<const hir::Expression*>& before) {
  for (;;) {
    if (e->kind == ExpressionKind::Upcast) {
      e = static_cast<const hir::Upcast*>(e)->value;
    } else if (e->kind == ExpressionKind::Block && static_cast<const hir::Block*>(e)->result != nullptr) {
      const auto& block = static_cast<const hir::Block&>(*e);
      before.insert(before.end(), block.statements.begin(), block.statements.end());
      e = block.result;
    } else {
      return e;
    }
  }
}

std::span<hir::Expression* const> argumentsOf(const hir::Expression& call) {
  if (call.kind == ExpressionKind::Call) return static_cast<const hir::Call&>(call).arguments;
  return static_cast<const hir::CallLocal&>(call).arguments;
}

std::vector<const hir::Local*> parametersOf(const hir::Function& function) {
  std::vector<const hir::Local*> all;
  if (function.receiver != nullptr) all.push_back(function.receiver);
  all.insert(all.end(), function.parameters.begin(), function.parameters.end());
  return all;
}

}  // namespace

// ---- Whether it can be

bool FunctionEmitter::walkInPlace(const hir::ForEach& e) {
  if (e.start->kind != ExpressionKind::Call || e.next->kind != ExpressionKind::Call) return false;
  std::vector<Expr> before;
  const Expr given = lastOf(static_cast<const hir::Call*>(e.start)->arguments.front(), before);
  const hir::Function* const function = functionOf(*given);
  const hir::Closure* const start = function != nullptr ? startIn(*function) : startOf(*given);
  if (start == nullptr || !fitsInPlace(e, *start, function != nullptr)) return false;
  const LocalScope scope(locals_);
  for (const Expr statement : before) effect(statement);
  if (!code_.isReachable()) return true;
  if (function != nullptr) {
    walkOpened(e, *given, *function, *start);
  } else {
    walkBlock(e, *start, nullptr);
  }
  return true;
}

// What is called there, if its block may be emitted here.
const hir::Function* FunctionEmitter::functionOf(const hir::Expression& e) const {
  const hir::Function* function = nullptr;
  if (e.kind == ExpressionKind::Call && isOpenable(static_cast<const hir::Call&>(e))) {
    function = context_.sequenceFunctions.at(static_cast<const hir::Call&>(e).function);
  } else if (e.kind == ExpressionKind::CallLocal && isOpenable(static_cast<const hir::CallLocal&>(e))) {
    function = static_cast<const hir::CallLocal&>(e).function->body;
  }
  for (const auto* open = context_.openFunctions; open != nullptr && function != nullptr; open = open->outer) {
    if (open->function == function) return nullptr;
  }
  return function;
}

// The type parameters that are in scope there must be so here. Traces have one file for the code of a function.
bool FunctionEmitter::isOpenable(const hir::Call& e) const {
  const FunctionSymbol& symbol = *e.function;
  if (e.isVirtual || !e.captured.empty() || symbol.file != frame_.file) return false;
  if (context_.sequenceFunctions.count(&symbol) == 0 || !symbol.typeParameters.empty()) return false;
  if (symbol.owner == nullptr || symbol.owner->typeParameters.empty()) return true;
  return symbol.owner == frame_.owner && e.receiverType == selfType(context_.types, *symbol.owner);
}

bool FunctionEmitter::isOpenable(const hir::CallLocal& e) const {
  const auto target = context_.localFunctions.find(e.function);
  return target != context_.localFunctions.end() && e.function->typeParameters.empty() &&
         target->second.owner == frame_.owner && target->second.typeParameters == ownTypeParameters().size();
}

bool FunctionEmitter::fitsInPlace(const hir::ForEach& e, const hir::Closure& start, bool isOpened) {
  const hir::GeneratorNew& made = blockOf(start);
  if (made.yields == 0) return false;
  const std::size_t repeated = (made.yields - 1) * e.bodySize;
  if (made.yields > 1 && (repeated > kMaxRepeated || inPlace_ != nullptr)) return false;
  if (isOpened && (made.size > kMaxOpenedBlock || handlersAround_ > kMaxHandlersAround)) return false;
  const std::size_t cost = repeated + (isOpened ? made.size : 0);
  if (cost > kMaxInPlace - context_.nodesInPlace) return false;
  context_.nodesInPlace += cost;
  return true;
}

// ---- The walk

// The function's locals have other places where it is open already, in a loop around this one.
void FunctionEmitter::walkOpened(const hir::ForEach& e, const hir::Expression& call, const hir::Function& function,
                                 const hir::Closure& start) {
  LocalTable::Places around = locals_.places();
  bindArguments(call, function);
  if (code_.isReachable()) walkBlock(e, start, &function);
  locals_.setPlaces(std::move(around));
}

// All is computed before the first parameter has its place.
void FunctionEmitter::bindArguments(const hir::Expression& call, const hir::Function& function) {
  LocalTable::Places given;
  if (call.kind == ExpressionKind::CallLocal) {
    const auto& local = static_cast<const hir::CallLocal&>(call);
    for (std::size_t i = 0; i < local.captured.size(); ++i)
      given[local.function->captures[i].inner] = locals_.at(local.captured[i]);
  }
  const std::vector<const hir::Local*> parameters = parametersOf(function);
  const auto arguments = argumentsOf(call);
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    value(arguments[i]);
    if (!code_.isReachable()) return;
    given[parameters[i]] = locals_.takePlace(parameters[i]->type);
    set(given[parameters[i]]);
  }
  for (const auto& [local, place] : given) locals_.put(local, place);
  for (const hir::Local* parameter : parameters) {
    if (!parameter->isCell) continue;
    get(locals_.at(parameter));
    initialiseLocal(parameter);
  }
}

void FunctionEmitter::walkBlock(const hir::ForEach& e, const hir::Closure& start, const hir::Function* opened) {
  const hir::GeneratorNew& made = blockOf(start);
  for (const auto* captures : {&start.captures, &made.captures}) {
    for (const hir::Capture& capture : *captures) locals_.put(capture.inner, locals_.at(capture.outer));
  }
  const EmitContext::OpenFunction open{opened, context_.openFunctions};
  BlockInPlace here{e, code_.newLabel(), tries_.size(), inPlace_, frame_, context_.openFunctions, handlersAround_};
  if (opened != nullptr) here.openFunctions = &open;
  if (opened != nullptr && opened->symbol != nullptr) here.frame = frameOf(*opened->symbol, context_.types);
  changeSides(here);
  effect(made.body->body);
  changeSides(here);
  code_.bind(here.end);
}

// From what is around the loop into the block, or back.
void FunctionEmitter::changeSides(BlockInPlace& block) {
  std::swap(frame_, block.frame);
  std::swap(context_.openFunctions, block.openFunctions);
  std::swap(handlersAround_, block.handlersAround);
  inPlace_ = inPlace_ == &block ? block.outer : &block;
}

// The loop's body knows nothing of what is around the `yield`.
void FunctionEmitter::giveInPlace(const hir::Yield& e) {
  onEmptyStack(nullptr, [&] {
    const LocalScope round(locals_);
    value(e.value);
    BlockInPlace& here = *inPlace_;
    testTop(*here.loop.pattern, CodeLabel::none());
    std::vector<TryContext> suspended = suspendTries(here.tryCount);
    const CodeLabel next = code_.newLabel();
    loops_.push_back({here.loop.label, here.end, next, here.tryCount});
    changeSides(here);
    effect(here.loop.body);
    changeSides(here);
    loops_.pop_back();
    code_.bind(next);
    resumeTries(std::move(suspended));
  });
}

// A `return` of the block.
void FunctionEmitter::leaveInPlace() {
  if (!code_.isReachable()) return;
  popAll();
  runFinalizers(inPlace_->tryCount);
  code_.jump(inPlace_->end);
}

}  // namespace tatu::compiler::emit

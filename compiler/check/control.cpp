// Blocks, branches, jumps and exceptions.
#include <algorithm>
#include <utility>

#include "compiler/check/body_checker.h"
#include "compiler/check/suggestions.h"

namespace tatu::compiler::check {

// Where the value of an expression stands: in a block, its last expression.
SourceSpan BodyChecker::valueSpan(const ast::Expression& e) {
  if (const auto* block = ast::tryAs<ast::BlockExpression>(&e); block != nullptr) {
    if (block->statements.empty()) return block->closingBrace();
    if (const auto* last = ast::tryAs<ast::ExpressionStatement>(block->statements.back()); last != nullptr)
      return valueSpan(*last->expression);
    return block->closingBrace();
  }
  if (const auto* attempt = ast::tryAs<ast::TryExpression>(&e); attempt != nullptr && attempt->isDefer)
    return valueSpan(*attempt->body);
  return e.span;
}

Expr BodyChecker::block(const ast::BlockExpression& e, Want want) {
  auto* node = make<hir::Block>(unit(), e.span);
  const ScopeMark mark = enterScope();
  blockStatements(e, want, *node);
  leaveScope(mark);
  if (node->result != nullptr) {
    node->type = node->result->type;
  } else if (!flow_.isReachable()) {
    node->type = leaf(TypeKind::Never);
  }
  return node;
}

void BodyChecker::blockStatements(const ast::BlockExpression& e, Want want, hir::Block& node) {
  const std::size_t around = blockStart_;
  if (!std::exchange(isRestOfBlock_, false)) blockStart_ = visible_.size();
  const std::size_t start = blockStart_;
  bool hasWarned = !flow_.isReachable();
  for (std::size_t i = 0; i < e.statements.size(); ++i) {
    const ast::Statement& s = *e.statements[i];
    if (!flow_.isReachable() && !hasWarned) {
      report(Diagnostic(DiagnosticCode::UnreachableCode, s.span, "this code can never run"));
      hasWarned = true;
    }
    const auto* last = i + 1 == e.statements.size() ? ast::tryAs<ast::ExpressionStatement>(&s) : nullptr;
    if (last != nullptr && !want.isDiscarded) {
      node.result = branchValue(*last->expression, want);
    } else {
      node.statements.push_back(statement(s, start));
    }
  }
  blockStart_ = around;
}

// The value of a branch: made to fit if the type is known, as it is otherwise.
Expr BodyChecker::branchValue(const ast::Expression& e, Want want) {
  if (want.isDiscarded) return discarded(e, want.type);
  const Type* known = usable(want.type);
  if (known == nullptr) return expression(e, want);
  return coerced(e, known);
}

const Type* BodyChecker::uniteBranches(const std::vector<Expr*>& branches, const std::vector<SourceSpan>& spans,
                                       Want want) {
  if (want.isDiscarded) return unit();
  const Type* known = usable(want.type);
  const Type* common = leaf(TypeKind::Never);
  for (std::size_t i = 0; i < branches.size(); ++i) {
    const Type* next = relations_.commonType(common, (*branches[i])->type);
    if (next == nullptr && known != nullptr) return errorType();
    if (next == nullptr) {
      report(Diagnostic(
          DiagnosticCode::NoCommonType, spans[i],
          "this branch is " + withArticle((*branches[i])->type) + ", but the one before is " + withArticle(common)));
      return errorType();
    }
    common = next;
  }
  if (common->is(TypeKind::Error)) return common;
  if (known != nullptr && !common->is(TypeKind::Never)) common = known;
  for (std::size_t i = 0; i < branches.size(); ++i) *branches[i] = convert(*branches[i], common, spans[i]);
  return common;
}

Expr BodyChecker::ifExpression(const ast::IfExpression& e, Want want) {
  if (e.otherwise == nullptr && !want.isDiscarded) {
    // Without `else` it is a Unit, whatever its branch is.
    const Type* known = usable(want.type);
    const bool isBroken = known != nullptr && known->is(TypeKind::Error);
    const bool isMissed = known == nullptr ? !want.isLambdaResult : !isBroken && !known->is(TypeKind::Unit);
    const bool around = std::exchange(isValueMissed_, isValueMissed_ || isMissed || isBroken);
    Expr statement = ifExpression(e, {unit(), true});
    isValueMissed_ = around;
    if (isMissed) {
      report(Diagnostic(DiagnosticCode::TypeMismatch, e.span,
                        (known == nullptr ? "I expected a value here" : "I expected " + withArticle(known) + " here") +
                            ", but an `if` without `else` has no value")
                 .help("add an `else`"));
      return error(e.span);
    }
    return statement;
  }
  std::vector<Expr*> results;
  std::vector<SourceSpan> spans;
  Expr chain = ifChain(e, want, results, spans);
  const Type* type = uniteBranches(results, spans, want);
  const bool isNever = !flow_.isReachable();
  for (Expr node = chain; node != nullptr && node->kind == hir::ExpressionKind::If;
       node = static_cast<hir::If*>(node)->otherwise) {
    node->type = isNever && want.isDiscarded ? leaf(TypeKind::Never) : type;
  }
  return chain;
}

Expr BodyChecker::ifChain(const ast::IfExpression& e, Want want, std::vector<Expr*>& results,
                          std::vector<SourceSpan>& spans) {
  Expr chain = nullptr;
  Expr* next = &chain;
  FlowState after = FlowState::unreachable();
  const auto branchEnd = [&](Expr* value, const ast::Expression& body) {
    results.push_back(value);
    spans.push_back(valueSpan(body));
    after = joined(std::move(after), flow_);
  };
  for (const ast::IfBranch& branch : e.branches) {
    auto* node = make<hir::If>(unit(), branch.span);
    *next = node;
    next = &node->otherwise;
    ConditionFlow flow;
    node->condition = condition(*branch.condition, flow);
    flow_ = std::move(flow.whenTrue);
    node->then = branchValue(*branch.body, want);
    branchEnd(&node->then, *branch.body);
    flow_ = std::move(flow.whenFalse);
  }
  if (e.otherwise != nullptr) {
    *next = branchValue(*e.otherwise, want);
    branchEnd(next, *e.otherwise);
  } else {
    after = joined(std::move(after), flow_);
  }
  flow_ = std::move(after);
  return chain;
}

// What is deferred runs while control is on its way already.
Expr BodyChecker::leavesDefer(std::string_view jump, SourceSpan span) {
  report(Diagnostic(DiagnosticCode::JumpOutOfDefer, span, "a " + quoted(jump) + " cannot leave a `defer`")
             .note("what is deferred runs while its block is being left"));
  flow_.end();
  return error(span);
}

Expr BodyChecker::returnExpression(const ast::ReturnExpression& e) {
  if (frame_->loopsAroundDefer) return leavesDefer("return", e.span);
  const bool isDefault = symbol_ != nullptr && symbol_->defaultOf != nullptr && frame_->outer == nullptr;
  if (isDefault || frame_->isDefault) {
    report(Diagnostic(DiagnosticCode::InvalidDefault, e.span, "a default value cannot `return`"));
    return error(e.span);
  }
  auto* node = make<hir::Return>(leaf(TypeKind::Never), e.span);
  const Type* result = frame_->result;
  if (result == nullptr) {
    if (e.value != nullptr) node->value = expression(*e.value);
    frame_->returns.push_back(node);
  } else if (e.value != nullptr) {
    if (result->is(TypeKind::Unit)) {
      Expr value = expression(*e.value);
      const Type* type = value->type;
      if (!type->is(TypeKind::Unit) && !type->is(TypeKind::Error) && !type->is(TypeKind::Never)) {
        if (frame_->values != nullptr) {
          report(Diagnostic(DiagnosticCode::TypeMismatch, e.value->span,
                            "a `return` in a `sequence` ends it and has no value")
                     .help("to give a value, write `yield`"));
          flow_.end();
          return error(e.span);
        }
        Diagnostic diagnostic(DiagnosticCode::TypeMismatch, e.value->span,
                              "this function returns nothing, but here it would return " + withArticle(type));
        if (!frame_->isLambda)
          (void)std::move(diagnostic).help("write the result's type behind the parameters: `: " + toString(type) + "`");
        report(std::move(diagnostic));
      }
      node->value = value;
    } else {
      node->value = coerced(*e.value, result);
    }
  } else if (!result->is(TypeKind::Unit) && !result->is(TypeKind::Error)) {
    report(Diagnostic(DiagnosticCode::TypeMismatch, e.span,
                      "this function returns " + withArticle(result) + ", so `return` needs a value"));
  }
  flow_.end();
  return node;
}

Expr BodyChecker::throwExpression(const ast::ThrowExpression& e) {
  auto* node = make<hir::Throw>(leaf(TypeKind::Never), e.span);
  Expr value = expression(*e.value);
  if (program_.core.exception != nullptr && !value->type->is(TypeKind::Error)) {
    const Type* exception = program_.selfType(*program_.core.exception);
    if (!relations_.isAssignable(value->type, exception)) {
      Diagnostic diagnostic(DiagnosticCode::NotAnException, e.value->span,
                            "only exceptions can be thrown, and this is " + withArticle(value->type));
      if (toString(value->type) == toString(exception)) {
        explainNamesakes(diagnostic, exception, value->type);
      } else {
        (void)std::move(diagnostic).help("throw an `Exception`, or a class that extends it");
      }
      report(std::move(diagnostic));
    }
  }
  // A value of a type parameter is seen as the exception that it is.
  if (value->type->is(TypeKind::Variable) && program_.core.exception != nullptr &&
      relations_.isAssignable(value->type, program_.selfType(*program_.core.exception)))
    value = converted(value, program_.selfType(*program_.core.exception), e.value->span);
  node->exception = value;
  flow_.end();
  return node;
}

Expr BodyChecker::jump(const ast::Identifier& label, SourceSpan span, bool isContinue) {
  LoopScope* target = nullptr;
  for (auto it = loops_.rbegin(); it != loops_.rend() && target == nullptr; ++it) {
    if (label.empty() || (*it)->name == label.text) target = *it;
  }
  if (target == nullptr) {
    if (!label.empty() && !loops_.empty()) {
      Diagnostic diagnostic(DiagnosticCode::UnknownLabel, label.span,
                            "no loop around has the label " + quoted(label.text));
      SpellingSuggester suggester(label.text);
      for (const LoopScope* loop : loops_) suggester.consider(loop->name);
      addSuggestion(diagnostic, suggester, label.span);
      report(std::move(diagnostic));
    } else {
      Diagnostic diagnostic(DiagnosticCode::JumpOutsideLoop, span,
                            std::string(isContinue ? "`continue`" : "`break`") + " can only stand in a loop");
      if (frame_->outer != nullptr) {
        diagnostic.notes.push_back("a " + std::string(codeName(*frame_)) + "'s code is not part of the loop around it");
      }
      report(std::move(diagnostic));
    }
    flow_.end();
    return error(span);
  }
  const auto inDefer = frame_->loopsAroundDefer
                           ? loops_.begin() + static_cast<std::ptrdiff_t>(*frame_->loopsAroundDefer)
                           : loops_.begin();
  if (std::find(inDefer, loops_.end(), target) == loops_.end())
    return leavesDefer(isContinue ? "continue" : "break", span);
  Expr result = nullptr;
  if (isContinue) {
    auto* node = make<hir::Continue>(leaf(TypeKind::Never), span);
    node->label = target->label;
    result = node;
  } else {
    auto* node = make<hir::Break>(leaf(TypeKind::Never), span);
    node->label = target->label;
    result = node;
  }
  arrive(*target, isContinue, flow_);
  flow_.end();
  return result;
}

// A jump reaches the loop; on its way there it runs the `finally` blocks that are still open.
void BodyChecker::arrive(LoopScope& loop, bool isContinue, FlowState flow) {
  if (finallys_.size() > loop.finallyDepth) {
    finallys_.back()->jumps.push_back({&loop, isContinue, std::move(flow)});
    return;
  }
  FlowState& place = isContinue ? loop.atNext : loop.atBreak;
  place = joined(std::move(place), flow);
}

Expr BodyChecker::tryExpression(const ast::TryExpression& e, Want want) {
  auto* node = make<hir::Try>(unit(), e.span);
  const FlowState atStart = flow_;
  FinallyScope jumps;
  if (e.finally != nullptr) finallys_.push_back(&jumps);
  isRestOfBlock_ = e.isDefer;
  node->body = branchValue(*e.body, want);
  FlowState after = flow_;
  const FlowState atCatch = interrupted(atStart, *e.body);
  node->catches.reserve(e.catches.size());
  for (const ast::CatchClause& clause : e.catches) {
    flow_ = atCatch;
    node->catches.push_back(catchClause(clause, want));
    warnOfEarlierCatch(node->catches, clause);
    after = joined(std::move(after), flow_);
  }
  flow_ = std::move(after);
  if (e.finally != nullptr) {
    finallys_.pop_back();
    node->finalizer = finalizer(e, atStart, jumps);
  }
  std::vector<Expr*> results{&node->body};
  std::vector<SourceSpan> spans{valueSpan(*e.body)};
  for (std::size_t i = 0; i < node->catches.size(); ++i) {
    results.push_back(&node->catches[i].body);
    spans.push_back(valueSpan(*e.catches[i].body));
  }
  node->type = uniteBranches(results, spans, want);
  if (!flow_.isReachable() && want.isDiscarded) node->type = leaf(TypeKind::Never);
  return node;
}

// The last handler catches nothing if one before it takes all that it could.
void BodyChecker::warnOfEarlierCatch(const std::vector<hir::Catch>& catches, const ast::CatchClause& clause) {
  const Type* type = catches.back().local->type;
  for (std::size_t i = 0; i + 1 < catches.size(); ++i) {
    const Type* earlier = catches[i].local->type;
    if (type->is(TypeKind::Error) || earlier->is(TypeKind::Error) || !relations_.isReferenceSubtype(type, earlier))
      continue;
    report(Diagnostic(
        DiagnosticCode::UnreachableCode, clause.type->span,
        "this `catch` is never reached: the one of " + quoted(earlier) + " before it takes every " + quoted(type)));
    return;
  }
}

hir::Catch BodyChecker::catchClause(const ast::CatchClause& clause, Want want) {
  const ScopeMark mark = enterScope();
  const Type* type = resolver().resolve(*clause.type);
  const bool isException = program_.core.exception == nullptr || type->is(TypeKind::Error) ||
                           relations_.isAssignable(type, program_.selfType(*program_.core.exception));
  if (!isException) {
    Diagnostic diagnostic(DiagnosticCode::NotAnException, clause.type->span,
                          quoted(type) + " is no exception and can never be caught");
    const Type* exception = program_.selfType(*program_.core.exception);
    if (toString(type) == toString(exception)) explainNamesakes(diagnostic, exception, type);
    report(std::move(diagnostic));
  } else if (type->is(TypeKind::Variable)) {
    report(Diagnostic(DiagnosticCode::NotAnException, clause.type->span,
                      "a `catch` names a class, and " + quoted(type) + " is a type parameter")
               .help("catch `Exception`, test `e is " + toString(type) + "`, and throw it again if it is not"));
  }
  LocalInfo* info = addLocal(clause.name, type, false, mark.count);
  info->isParameter = true;
  const hir::Catch result{info->local, branchValue(*clause.body, want)};
  leaveScope(mark);
  return result;
}

// `flow_` is what holds where the guarded code ends by itself. The block runs there, behind every exception and on the
// way of every jump, so it can rely only on what held before the `try`.
Expr BodyChecker::finalizer(const ast::TryExpression& e, const FlowState& atStart, FinallyScope& scope) {
  const FlowState completed = std::move(flow_);
  flow_ = interrupted(atStart, *e.body);
  for (const ast::CatchClause& clause : e.catches) flow_ = interrupted(std::move(flow_), *clause.body);
  const std::optional<std::size_t> around = frame_->loopsAroundDefer;
  if (e.isDefer) frame_->loopsAroundDefer = loops_.size();
  ++frame_->finalizers;
  Expr result = expression(*e.finally, {nullptr, true});
  --frame_->finalizers;
  frame_->loopsAroundDefer = around;
  const FlowState done = flow_;
  for (FinallyScope::Jump& jump : scope.jumps) {
    arrive(*jump.loop, jump.isContinue, followed(std::move(jump.flow), done, *e.finally));
  }
  flow_ = followed(completed, done, *e.finally);
  return result;
}

// What holds where control came with `before`, and then ran `code`, at whose end `done` holds on every way.
FlowState BodyChecker::followed(FlowState before, const FlowState& done, const ast::Node& code) {
  if (!before.isReachable() || !done.isReachable()) return FlowState::unreachable();
  before = interrupted(std::move(before), code);
  for (const FlowState::Narrowing& narrowing : done.narrowings) {
    if (before.narrowed(narrowing.local) == nullptr) before.narrow(narrowing.local, narrowing.type);
  }
  before.definite.unite(done.definite);
  before.possible.unite(done.possible);
  return before;
}

}  // namespace tatu::compiler::check

// `match`: arms from top to bottom, exhaustive, none of them useless.
#include "compiler/check/body_checker.h"
#include "compiler/check/space.h"
#include "compiler/check/text.h"

namespace tatu::compiler::check {

namespace {

bool isNullPattern(const ast::Pattern& p) {
  const auto* literal = ast::tryAs<ast::LiteralPattern>(&p);
  return literal != nullptr && literal->literal->kind == ast::NodeKind::NullLiteral;
}

}  // namespace

Expr BodyChecker::match(const ast::MatchExpression& e, Want want) {
  LocalInfo* local = narrowable(*e.subject);
  Expr subject = expression(*e.subject);
  const Type* type = subject->type;
  auto* node = make<hir::Match>(unit(), e.span);
  node->subject = subject;
  Coverage coverage(relations_);
  std::vector<SourceSpan> spans;
  bool isNullExcluded = false;
  bool hasBroken = type->is(TypeKind::Error) || type->is(TypeKind::Never);
  FlowState next = flow_;
  FlowState after = FlowState::unreachable();
  node->arms.reserve(e.arms.size());
  for (const ast::MatchArm& arm : e.arms) {
    flow_ = next;
    const ScopeMark mark = enterScope();
    const std::size_t errors = program_.diagnostics.errorCount();
    const CheckedPattern checked = pattern(*arm.pattern, hasBroken ? errorType() : type, isNullExcluded, mark.count);
    const bool isBroken = program_.diagnostics.errorCount() != errors;
    hasBroken = hasBroken || isBroken;
    const bool isUseful = hasBroken || coverage.isUseful(checked.space, type);
    if (!isUseful) {
      report(Diagnostic(DiagnosticCode::UnreachableArm, arm.pattern->span,
                        "this arm can never be reached: the ones above match everything that it does"));
    }
    if (const auto* test = ast::tryAs<ast::TypePattern>(arm.pattern);
        test != nullptr && local != nullptr && !isBroken && checked.pattern->kind == hir::PatternKind::Type) {
      if (!relations_.isAssignable(type, checked.pattern->target)) flow_.narrow(local, checked.pattern->target);
    } else if (local != nullptr && type->is(TypeKind::Optional) && type == local->type &&
               checked.pattern->kind == hir::PatternKind::Present) {
      flow_.narrow(local, type->arguments[0]);
    } else if (local != nullptr && isNullExcluded && type == local->type) {
      flow_.narrow(local, type->arguments[0]);
    }
    hir::Arm result;
    result.pattern = checked.pattern;
    if (arm.guard != nullptr) {
      ConditionFlow guard;
      result.guard = condition(*arm.guard, guard);
      flow_ = guard.whenTrue;
    } else {
      if (isUseful) coverage.add(checked.space);
      isNullExcluded = isNullExcluded || (type->is(TypeKind::Optional) && isNullPattern(*arm.pattern));
    }
    result.body = branchValue(*arm.body, want);
    leaveScope(mark);
    after = joined(std::move(after), flow_);
    node->arms.push_back(result);
    spans.push_back(valueSpan(*arm.body));
  }
  flow_ = std::move(after);
  if (!hasBroken) reportMissing(coverage, type, e.keywordSpan);
  std::vector<Expr*> results;
  for (hir::Arm& arm : node->arms) results.push_back(&arm.body);
  node->type = uniteBranches(results, spans, want);
  if (!flow_.isReachable() && want.isDiscarded) node->type = leaf(TypeKind::Never);
  return node;
}

void BodyChecker::reportMissing(Coverage& coverage, const Type* type, SourceSpan keyword) {
  const auto missing = coverage.missing(type);
  if (coverage.isTooComplicated()) {
    report(Diagnostic(DiagnosticCode::NotExhaustive, keyword,
                      "this `match` is too complicated to find out whether it covers everything")
               .help("add `_ => …` for all the rest"));
  } else if (missing && *missing == "_") {
    Space null;
    null.kind = Space::Kind::Constructor;
    const bool coversNull = type->is(TypeKind::Optional) && !coverage.isUseful(&null, type);
    report(Diagnostic(DiagnosticCode::NotExhaustive, keyword,
                      "this `match` does not cover every " + quoted(coversNull ? type->arguments[0] : type))
               .help("add `_ => …` for all the rest"));
  } else if (missing) {
    report(Diagnostic(DiagnosticCode::NotExhaustive, keyword, "this `match` does not cover " + quoted(*missing))
               .help("add an arm for it, or `_ => …` for all the rest"));
  }
}

}  // namespace tatu::compiler::check

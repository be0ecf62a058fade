#include "compiler/check/body_checker.h"
#include "compiler/check/text.h"

namespace tatu::compiler::check {

LocalInfo* BodyChecker::addLocal(const ast::Identifier& name, const Type* type, bool isMutable,
                                 std::size_t scopeStart) {
  for (std::size_t i = scopeStart; i < visible_.size(); ++i) {
    if (visible_[i]->name != name.text || name.text == "_" || visible_[i]->frame != frame_) continue;
    report(
        Diagnostic(DiagnosticCode::DuplicateName, name.span, quoted(name.text) + " is already declared in this scope")
            .also(visible_[i]->span, "it was first declared here"));
    break;
  }
  LocalInfo& info = locals_.emplace_back();
  info.name = name.text;
  info.span = name.span;
  info.type = type;
  info.isMutable = isMutable;
  info.frame = frame_;
  info.local = newLocal(name.text, type, isMutable);
  info.isSharedWithLambda = isMutable && lambdaNames_.contains(name.text);
  visible_.push_back(&info);
  return &info;
}

void BodyChecker::leaveScope(ScopeMark mark) {
  while (visible_.size() > mark.count) {
    LocalInfo* info = visible_.back();
    visible_.pop_back();
    flow_.forget(info);
    std::erase_if(flow_.assignments, [&](const FlowState::Assignment& a) { return a.local == info; });
    if (info->isUsed || info->isParameter || info->name.starts_with('_') || info->name.empty()) continue;
    report(Diagnostic(DiagnosticCode::UnusedVariable, info->span, quoted(info->name) + " is never used")
               .help("if that is on purpose, call it " + quoted("_" + std::string(info->name))));
  }
}

LocalInfo* BodyChecker::findLocal(std::string_view name) {
  for (auto it = visible_.rbegin(); it != visible_.rend(); ++it) {
    if ((*it)->name == name) return *it;
  }
  return nullptr;
}

hir::Local* BodyChecker::place(LocalInfo& info) { return placeIn(info, *frame_); }

hir::Local* BodyChecker::placeIn(LocalInfo& info, Frame& frame) {
  if (info.frame == &frame || frame.outer == nullptr) return info.local;
  if (const auto found = frame.inner.find(&info); found != frame.inner.end()) return found->second;
  if (info.isMutable) info.local->isCell = true;
  hir::Local* outer = placeIn(info, *frame.outer);
  hir::Local* inner = newLocal(info.name, info.type, info.isMutable);
  inner->isCell = info.isMutable;
  frame.inner.emplace(&info, inner);
  frame.captures.push_back({outer, inner});
  return inner;
}

// The value of the local's declared type.
Expr BodyChecker::localStored(LocalInfo& info, SourceSpan span) {
  info.isUsed = true;
  if (info.isTracked) {
    const FlowState::Assignment* assignment = flow_.assignment(&info);
    if (flow_.isReachable && (assignment == nullptr || !assignment->isDefinite)) {
      report(Diagnostic(DiagnosticCode::UnassignedVariable, span, quoted(info.name) + " may not have a value yet")
                 .also(info.span, "it is declared here without one"));
    }
  }
  auto* node = make<hir::LocalRead>(info.type, span);
  node->local = place(info);
  return node;
}

Expr BodyChecker::localValue(LocalInfo& info, SourceSpan span) {
  Expr value = localStored(info, span);
  const Type* narrowed = flow_.narrowed(&info);
  if (narrowed == nullptr || narrowed == info.type) return value;
  if (info.type->is(TypeKind::Optional) && narrowed == info.type->arguments[0]) {
    auto* unwrap = make<hir::Unwrap>(narrowed, span);
    unwrap->value = value;
    return unwrap;
  }
  auto* cast = make<hir::TypeCast>(narrowed, span);
  cast->value = testable(value, span);
  return cast;
}

Expr BodyChecker::thisValue(SourceSpan span) {
  if (receiver_ != nullptr) return localStored(*receiver_, span);
  if (isObjectRaw_) {
    report(
        Diagnostic(
            DiagnosticCode::ThisInInitializer, span,
            "the object is not complete here: a field's value can use parameters and the fields above it, not `this`")
            .help("do it in an `init { }` block"));
  } else {
    report(Diagnostic(DiagnosticCode::ThisOutsideClass, span,
                      owner_ != nullptr ? "a static member has no `this`" : "there is no `this` outside of a class"));
  }
  return error(span);
}

void BodyChecker::assignLocal(LocalInfo& info, SourceSpan span) {
  flow_.forget(&info);
  FlowState::Assignment* assignment = info.isTracked ? flow_.assignment(&info) : nullptr;
  if (!info.isMutable) {
    if (!info.isTracked || info.frame != frame_) {
      Diagnostic diagnostic(DiagnosticCode::AssignToVal, span,
                            info.isParameter ? "the parameter " + quoted(info.name) + " cannot be assigned"
                                             : quoted(info.name) + " is a `val` and cannot be assigned again");
      if (!info.span.empty()) (void)std::move(diagnostic).also(info.span, "it is declared here");
      if (!info.isParameter) (void)std::move(diagnostic).help("declare it with `var` if it has to change");
      report(std::move(diagnostic));
      return;
    }
    if (assignment != nullptr && assignment->isPossible && flow_.isReachable) {
      report(Diagnostic(DiagnosticCode::ReassignedVal, span,
                        "the `val` " + quoted(info.name) + " may already have a value here")
                 .also(info.span, "it is declared here"));
    }
  }
  if (assignment != nullptr) {
    assignment->isDefinite = true;
    assignment->isPossible = true;
  }
}

// What still holds of `flow` after code that may have been left anywhere, and that assigns these names.
FlowState BodyChecker::weakened(FlowState flow, const NameSet& assigned) {
  std::erase_if(flow.narrowings, [&](const FlowState::Narrowing& n) { return assigned.contains(n.local->name); });
  for (FlowState::Assignment& assignment : flow.assignments) {
    if (assigned.contains(assignment.local->name)) assignment.isPossible = true;
  }
  return flow;
}

}  // namespace tatu::compiler::check

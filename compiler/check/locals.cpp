#include <algorithm>

#include "compiler/check/body_checker.h"
#include "compiler/check/text.h"

namespace tatu::compiler::check {

LocalInfo* BodyChecker::addLocal(const ast::Identifier& name, const Type* type, bool isMutable,
                                 std::size_t scopeStart) {
  const std::size_t other = visible_.find(name.text);
  if (other < visible_.size() && other >= scopeStart && name.text != "_" && visible_.at(other)->frame == frame_) {
    report(
        Diagnostic(DiagnosticCode::DuplicateName, name.span, quoted(name.text) + " is already declared in this scope")
            .also(visible_.at(other)->span, "it was first declared here"));
    visible_.at(other)->isUsed = true;
  }
  LocalInfo& info = locals_.emplace_back();
  info.number = static_cast<std::uint32_t>(locals_.size() - 1);
  info.name = name.text;
  info.span = name.span;
  info.type = type;
  info.isMutable = isMutable;
  info.frame = frame_;
  info.local = newLocal(name.text, type, isMutable);
  info.isSharedWithLambda = isMutable && uses_.isUsedByLambda(name.span);
  visible_.add(info.name, &info);
  if (isMutable) byPlace_[placeOf(name.span)] = &info;
  return &info;
}

// Without a value: it is followed where the local gets one.
void BodyChecker::track(LocalInfo& info) {
  info.isTracked = true;
  byPlace_[placeOf(info.span)] = &info;
}

void BodyChecker::leaveScope(ScopeMark mark) {
  for (std::size_t i = visible_.size(); i-- > mark.count;) {
    const LocalInfo& info = *visible_.at(i);
    flow_.forget(&info);
    if (info.isUsed || info.isParameter || info.name.starts_with('_') || info.name.empty()) continue;
    if (info.isBoundByMatch && warnOfComparison(info, i)) continue;
    report(Diagnostic(DiagnosticCode::UnusedVariable, info.span, quoted(info.name) + " is never used")
               .help("if that is on purpose, call it " + quoted("_" + std::string(info.name))));
  }
  visible_.leave(mark.count);
  visibleClasses_.leave(mark.classes);
}

// `limit => …`, where a variable `limit` is around: probably it should be compared.
bool BodyChecker::warnOfComparison(const LocalInfo& bound, std::size_t place) {
  while (place > 0 && visible_.at(place - 1)->name != bound.name) --place;
  const bool isLocal = place > 0;
  if (isLocal) visible_.at(place - 1)->isUsed = true;
  if (!isLocal && program_.peek(file_, bound.name).kind != EntityKind::Global) return false;
  report(Diagnostic(DiagnosticCode::UnusedVariable, bound.span,
                    quoted(bound.name) + " is a new name here, which takes any value: it is not compared with the " +
                        quoted(bound.name) + " around")
             .help("to compare, write `x if x == " + std::string(bound.name) + " => …`")
             .help("if that is on purpose, call it " + quoted("_" + std::string(bound.name))));
  return true;
}

void BodyChecker::useAll(ScopeMark mark) {
  for (std::size_t i = mark.count; i < visible_.size(); ++i) visible_.at(i)->isUsed = true;
}

LocalInfo* BodyChecker::findLocal(std::string_view name) {
  const std::size_t found = visible_.find(name);
  if (found == visible_.size() || visible_.at(found)->isHidden || isHiddenByMember(name, found)) return nullptr;
  return visible_.at(found);
}

hir::Local* BodyChecker::place(LocalInfo& info) { return placeIn(info, *frame_); }

hir::Local* BodyChecker::placeIn(LocalInfo& info, Frame& frame) {
  if (info.frame == &frame || frame.outer == nullptr) return info.local;
  if (const auto found = frame.inner.find(&info); found != frame.inner.end()) return found->second;
  if (info.isMutable) info.local->isCell = true;
  hir::Local* outer = placeIn(info, *frame.outer);
  hir::Local* inner = newLocal(info.name, info.local->type, info.isMutable);
  inner->isCell = info.isMutable;
  frame.inner.emplace(&info, inner);
  if (frame.localClass == nullptr) {
    frame.captures.push_back({outer, inner});
    return inner;
  }
  // More than these are of code that never runs.
  const std::vector<LocalInfo*>& captured = frame.localClass->captured;
  const auto found = std::find(captured.begin(), captured.end(), &info);
  if (found != captured.end()) {
    const auto number = static_cast<std::size_t>(found - captured.begin());
    frame.function->captured.push_back({frame.localClass->symbol->captured[number], inner});
  }
  return inner;
}

// The value of the local's declared type.
Expr BodyChecker::localStored(LocalInfo& info, SourceSpan span) {
  info.isUsed = true;
  if (info.isTracked && flow_.isReachable() && !flow_.definite.contains(info.number)) {
    report(Diagnostic(DiagnosticCode::UnassignedVariable, span, quoted(info.name) + " may not have a value yet")
               .also(info.span, "it is declared here without one"));
  }
  auto* node = make<hir::LocalRead>(info.local->type, span);
  node->local = place(info);
  return info.isLazy ? methodCall(node, "value", {}, span) : node;
}

Expr BodyChecker::localValue(LocalInfo& info, SourceSpan span) {
  Expr value = localStored(info, span);
  const Type* narrowed = flow_.narrowed(&info);
  if (narrowed == nullptr || narrowed == info.type) return value;
  if (narrowed->is(TypeKind::Error)) return error(span);
  if (info.type->is(TypeKind::Optional) && narrowed == info.type->arguments[0]) {
    auto* unwrap = make<hir::Unwrap>(narrowed, span);
    unwrap->value = value;
    return unwrap;
  }
  auto* cast = make<hir::TypeCast>(narrowed, span);
  cast->value = testable(value, span);
  return cast;
}

Expr BodyChecker::thisValue(SourceSpan span, std::string_view member) { return objectOf(level(), span, member); }

Expr BodyChecker::objectOf(const ClassLevel& level, SourceSpan span, std::string_view member) {
  if (level.receiver != nullptr) return localValue(*level.receiver, span);
  if (level.isObjectRaw) {
    reportRawThis(span, member);
  } else {
    report(
        Diagnostic(DiagnosticCode::ThisOutsideClass, span,
                   level.owner != nullptr ? "a static member has no `this`" : "there is no `this` outside of a class"));
  }
  return error(span);
}

void BodyChecker::reportRawThis(SourceSpan span, std::string_view member) {
  const std::string what = member.empty() ? "`this` cannot be used here" : quoted(member) + " cannot be used here";
  if (symbol_ != nullptr && symbol_->defaultOf != nullptr) {
    return report(Diagnostic(DiagnosticCode::ThisInInitializer, span, what + ": there is no object yet")
                      .note(std::string(kDefaultReads)));
  }
  report(Diagnostic(DiagnosticCode::ThisInInitializer, span, what + ": the object is not complete yet")
             .note("a field's value, and what is handed to the superclass, can use parameters and the fields above")
             .help("do it in an `init { }` block"));
}

void BodyChecker::assignLocal(LocalInfo& info, SourceSpan span) {
  flow_.forget(&info);
  if (!info.isMutable && (!info.isTracked || info.frame != frame_)) return reportAssignment(info, span);
  if (!info.isMutable && flow_.possible.contains(info.number) && flow_.isReachable()) {
    report(Diagnostic(DiagnosticCode::ReassignedVal, span,
                      "the `val` " + quoted(info.name) + " may already have a value here")
               .also(info.span, "it is declared here"));
  }
  if (!info.isTracked) return;
  info.assignedAt = span;
  flow_.definite.insert(info.number);
  flow_.possible.insert(info.number);
}

void BodyChecker::reportAssignment(LocalInfo& info, SourceSpan span) {
  if (info.local->type->is(TypeKind::Error)) return;  // its declaration is wrong: who knows what it was to be
  const std::string what = info.isLoopVariable ? "the loop variable " + quoted(info.name) + " cannot be assigned"
                           : info.isParameter  ? "the parameter " + quoted(info.name) + " cannot be assigned"
                           : info.isTracked    ? "the `val` " + quoted(info.name) + " cannot get its value in a " +
                                                  std::string(codeName(*frame_)) + ", which may run often"
                                            : quoted(info.name) + " is a `val` and cannot be assigned again";
  Diagnostic diagnostic(DiagnosticCode::AssignToVal, span, what);
  if (!info.span.empty()) (void)std::move(diagnostic).also(info.span, "it is declared here");
  if (info.isParameter || info.isLoopVariable) {
    (void)std::move(diagnostic).help("copy it into a `var` if it has to change");
  } else if (!info.isTracked) {
    (void)std::move(diagnostic).help("declare it with `var` if it has to change");
  }
  info.isUsed = true;
  report(std::move(diagnostic));
}

// What still holds of `flow` after `code` was left anywhere by an exception.
FlowState BodyChecker::interrupted(FlowState flow, const ast::Node& code) {
  for (const DeclarationPlace place : uses_.assignedIn(code)) {
    const auto found = byPlace_.find(place);
    if (found == byPlace_.end()) continue;
    flow.forget(found->second);
    if (found->second->isTracked) flow.possible.insert(found->second->number);
  }
  return flow;
}

// What holds where every round of a loop begins: the body may have assigned before. That a `val` gets no second value
// is found out when the body has been checked.
FlowState BodyChecker::loopEntry(FlowState flow, const ast::Node& loop) {
  for (const DeclarationPlace place : uses_.assignedIn(loop)) {
    if (const auto found = byPlace_.find(place); found != byPlace_.end()) flow.forget(found->second);
  }
  return flow;
}

// A `val` from outside of the loop that a round can assign, though an earlier round may have done so.
void BodyChecker::reportRepeatedAssignments(const ast::Node& loop, const FlowState& entry, const FlowState& next) {
  if (!next.isReachable()) return;
  for (const DeclarationPlace place : uses_.assignedIn(loop)) {
    const auto found = byPlace_.find(place);
    if (found == byPlace_.end() || found->second->isMutable || loop.span.contains(found->second->span)) continue;
    const LocalInfo& info = *found->second;
    if (entry.possible.contains(info.number) || !next.possible.contains(info.number)) continue;
    report(Diagnostic(DiagnosticCode::ReassignedVal, info.assignedAt,
                      "the `val` " + quoted(info.name) + " may already have a value here")
               .also(info.span, "it is declared here")
               .note("the loop can come here more than once"));
  }
}

}  // namespace tatu::compiler::check

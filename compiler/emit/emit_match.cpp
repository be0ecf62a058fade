// `match`: arms are tried from top to bottom. Where the subject is an enum, or an Int with constants that lie close
// together, a Switch goes straight to the first arm that can match; an arm that then fails (by a nested pattern or its
// guard) goes on to the next one's test.
#include <algorithm>
#include <cstdint>
#include <optional>

#include "compiler/emit/function_emitter.h"

namespace tatu::compiler::emit {

using bytecode::Opcode;
using hir::ExpressionKind;
using hir::PatternKind;

namespace {

constexpr std::size_t kFewestCasesForSwitch = 3;
constexpr std::size_t kFewestConstantsForSwitch = 4;

bool coversAll(const hir::Pattern& pattern) {
  return pattern.kind == PatternKind::Wildcard || pattern.kind == PatternKind::Bind;
}

// The constant of `subject == constant` on Ints.
std::optional<std::int64_t> constantOf(const hir::Pattern& pattern) {
  if (pattern.kind != PatternKind::Equal || pattern.test->kind != ExpressionKind::Instruction) return std::nullopt;
  const auto& test = static_cast<const hir::Instruction&>(*pattern.test);
  if (test.opcode != Opcode::IntEqual || test.operands[1]->kind != ExpressionKind::IntLiteral) return std::nullopt;
  return static_cast<const hir::IntLiteral*>(test.operands[1])->value;
}

// The alternatives of a pattern, itself if it has none.
std::vector<const hir::Pattern*> alternativesOf(const hir::Pattern& pattern) {
  if (pattern.kind != PatternKind::Or) return {&pattern};
  return {pattern.parts.begin(), pattern.parts.end()};
}

// The constants of all arms, or nothing if some arm has another kind of pattern.
std::optional<std::vector<std::int64_t>> constantsOf(const std::vector<hir::Arm>& arms) {
  std::vector<std::int64_t> result;
  for (const hir::Arm& arm : arms) {
    if (coversAll(*arm.pattern)) continue;
    for (const hir::Pattern* alternative : alternativesOf(*arm.pattern)) {
      const auto constant = constantOf(*alternative);
      if (!constant) return std::nullopt;
      result.push_back(*constant);
    }
  }
  return result;
}

}  // namespace

LocalPlace FunctionEmitter::subjectPlace(Expr subject) {
  if (subject->kind == ExpressionKind::LocalRead) {
    const hir::Local* local = static_cast<const hir::LocalRead*>(subject)->local;
    if (!local->isMutable && !locals_.at(local).isCell) return locals_.at(local);
  }
  value(subject);
  if (!code_.isReachable()) return {};
  const LocalPlace place = locals_.takePlace(subject->type);
  set(place);
  return place;
}

void FunctionEmitter::match(const hir::Match& e, bool isWanted) {
  const LocalScope scope(locals_);
  const LocalPlace subject = subjectPlace(e.subject);
  if (!code_.isReachable()) return;
  const CodeLabel done = code_.newLabel();
  code_.setPosition(e.position);
  matchArms(e, subject, isWanted, done);
  code_.bind(done);
}

void FunctionEmitter::matchArms(const hir::Match& e, const LocalPlace& subject, bool isWanted, CodeLabel done) {
  std::vector<CodeLabel> tests;
  std::vector<CodeLabel> matched;
  for (std::size_t i = 0; i <= e.arms.size(); ++i) tests.push_back(code_.newLabel());
  for (std::size_t i = 0; i < e.arms.size(); ++i) matched.push_back(code_.newLabel());
  const bool isDispatched =
      dispatchEnum(e, subject, matched, tests.back()) || dispatchInt(e, subject, matched, tests.back());
  for (std::size_t i = 0; i < e.arms.size(); ++i) {
    const hir::Arm& arm = e.arms[i];
    const bool isLast = i + 1 == e.arms.size() && arm.guard == nullptr;
    const CodeLabel fail = isLast ? CodeLabel::none() : tests[i + 1];
    const LocalScope scope(locals_);
    code_.bind(tests[i]);
    if (isDispatched) {
      testDispatched(*arm.pattern, subject, fail, matched[i]);
    } else {
      testPlace(*arm.pattern, subject, fail);
    }
    if (arm.guard != nullptr) condition(arm.guard, fail, false);
    branchResult(arm.body, e.type, isWanted);
    code_.jump(done);
  }
  code_.bind(tests.back());
  code_.setPosition(e.position);
  code_.end(Opcode::Unreachable, 0);
}

// An arm behind a Switch: `matched` is where the Switch comes in, knowing all but the parts of the payload.
void FunctionEmitter::testDispatched(const hir::Pattern& pattern, const LocalPlace& subject, CodeLabel fail,
                                     CodeLabel matched) {
  if (pattern.kind == PatternKind::Case) {
    if (code_.isReachable()) testTag(pattern, subject, fail);
    code_.bind(matched);
    if (code_.isReachable()) testParts(pattern, subject, fail);
    return;
  }
  if (!coversAll(pattern)) testPlace(pattern, subject, fail);
  code_.bind(matched);
  if (coversAll(pattern)) testPlace(pattern, subject, fail);
}

bool FunctionEmitter::dispatchEnum(const hir::Match& e, const LocalPlace& subject,
                                   const std::vector<CodeLabel>& matched, CodeLabel none) {
  const Type* type = e.subject->type;
  if (!type->is(TypeKind::Class) || type->symbol->cases.size() < kFewestCasesForSwitch) return false;
  std::vector<CodeLabel> labels(type->symbol->cases.size());
  for (std::size_t i = 0; i < e.arms.size(); ++i) {
    const hir::Pattern& pattern = *e.arms[i].pattern;
    for (const hir::Pattern* alternative : alternativesOf(pattern)) {
      if (coversAll(*alternative)) {
        for (CodeLabel& label : labels) label = label.isNone() ? matched[i] : label;
      } else if (alternative->kind == PatternKind::Case &&
                 (pattern.kind == PatternKind::Case || !needsParts(*alternative))) {
        CodeLabel& label = labels[alternative->enumCase->number];
        label = label.isNone() ? matched[i] : label;
      } else {
        return false;
      }
    }
  }
  if (std::adjacent_find(labels.begin(), labels.end(), std::not_equal_to<>()) == labels.end()) return false;
  for (CodeLabel& label : labels) label = label.isNone() ? none : label;
  get(subject);
  code_.emit(Opcode::EnumTag, 0, 1, leaf(TypeKind::Int32));
  code_.switchTo(std::move(labels));
  return true;
}

bool FunctionEmitter::dispatchInt(const hir::Match& e, const LocalPlace& subject, const std::vector<CodeLabel>& matched,
                                  CodeLabel none) {
  if (!e.subject->type->is(TypeKind::Int)) return false;
  const auto constants = constantsOf(e.arms);
  if (!constants || constants->size() < kFewestConstantsForSwitch) return false;
  const auto [least, greatest] = std::minmax_element(constants->begin(), constants->end());
  const std::uint64_t span = static_cast<std::uint64_t>(*greatest) - static_cast<std::uint64_t>(*least);
  if (span > 2 * constants->size() + 8) return false;
  // One label per value, then the one for all other values.
  std::vector<CodeLabel> labels(span + 2);
  for (std::size_t i = 0; i < e.arms.size(); ++i) {
    for (const hir::Pattern* alternative : alternativesOf(*e.arms[i].pattern)) {
      if (coversAll(*alternative)) {
        for (CodeLabel& label : labels) label = label.isNone() ? matched[i] : label;
      } else {
        CodeLabel& label =
            labels[static_cast<std::uint64_t>(*constantOf(*alternative)) - static_cast<std::uint64_t>(*least)];
        label = label.isNone() ? matched[i] : label;
      }
    }
  }
  for (CodeLabel& label : labels) label = label.isNone() ? none : label;
  get(subject);
  if (*least != 0) {
    code_.emit(Opcode::PushInt, static_cast<std::uint64_t>(*least), 0, leaf(TypeKind::Int));
    code_.emit(Opcode::IntSubtract);
  }
  code_.emit(Opcode::IntToInt32Saturate);
  code_.switchTo(std::move(labels));
  return true;
}

}  // namespace tatu::compiler::emit

// Testing one pattern against a subject. Every test jumps to `fail` with the stack as it was without the subject.
//
// Without `fail` the pattern is known to match (the last arm of an exhaustive match, a destructuring): only its
// bindings are emitted.
#include "compiler/emit/function_emitter.h"

namespace tatu::compiler::emit {

using bytecode::Opcode;
using hir::PatternKind;

bool FunctionEmitter::needsParts(const hir::Pattern& pattern) {
  for (const hir::Pattern* part : pattern.parts) {
    if (part->kind != PatternKind::Wildcard) return true;
  }
  return false;
}

// Takes the subject from the stack.
void FunctionEmitter::testTop(const hir::Pattern& pattern, CodeLabel fail) {
  if (!code_.isReachable()) return;
  switch (pattern.kind) {
    case PatternKind::Wildcard: return code_.dropTop();
    case PatternKind::Bind: return initialiseLocal(pattern.local);
    case PatternKind::Null:
      if (fail.isNone()) return code_.dropTop();
      code_.emit(Opcode::OptionalIsNull, 0, 1, leaf(TypeKind::Bool));
      return code_.branch(Opcode::JumpFalse, fail);
    case PatternKind::Present: return testPresent(pattern, fail);
    case PatternKind::Type: return testType(pattern, fail);
    case PatternKind::Equal:
    case PatternKind::Range:
      if (fail.isNone()) return code_.dropTop();
      initialiseLocal(pattern.subject);
      return condition(pattern.test, fail, false);
    default: break;
  }
  const LocalPlace subject = locals_.takePlace(pattern.type);
  set(subject);
  testPlace(pattern, subject, fail);
}

void FunctionEmitter::testPresent(const hir::Pattern& pattern, CodeLabel fail) {
  const hir::Pattern& part = *pattern.parts[0];
  if (fail.isNone()) {
    if (part.kind == PatternKind::Wildcard) return code_.dropTop();
    code_.emit(Opcode::OptionalUnwrap, 0, 1, payloadOf(pattern.type));
  } else if (part.kind == PatternKind::Wildcard) {
    code_.emit(Opcode::OptionalIsNull, 0, 1, leaf(TypeKind::Bool));
    return code_.branch(Opcode::JumpTrue, fail);
  } else {
    code_.jumpNull(fail, payloadOf(pattern.type));
  }
  testTop(part, fail);
}

void FunctionEmitter::testType(const hir::Pattern& pattern, CodeLabel fail) {
  const bool isBinding = needsParts(pattern);
  const std::uint32_t target = tables().type(pattern.target).value();
  if (fail.isNone() && !isBinding) return code_.dropTop();
  if (!isReference(pattern.type)) {
    const Type* any = context_.types.optional(leaf(TypeKind::Any));
    code_.emit(Opcode::TypeBox, tables().type(any).value(), 1, any);
  }
  if (fail.isNone()) {
    code_.emit(Opcode::TypeCast, target, 1, pattern.target);
  } else if (!isBinding) {
    code_.emit(Opcode::TypeIs, target, 1, leaf(TypeKind::Bool));
    return code_.branch(Opcode::JumpFalse, fail);
  } else {
    code_.emit(Opcode::TypeCastOptional, target, 1, context_.types.optional(pattern.target));
    code_.jumpNull(fail, pattern.target);
  }
  testTop(*pattern.parts[0], fail);
}

void FunctionEmitter::testPlace(const hir::Pattern& pattern, const LocalPlace& subject, CodeLabel fail) {
  if (!code_.isReachable()) return;
  switch (pattern.kind) {
    case PatternKind::Wildcard: return;
    case PatternKind::Bind:
      // A binding never changes, nor does the subject's place: they can be the same.
      if (!pattern.local->isCell && !pattern.local->isMutable && pattern.local->type == subject.type) {
        return locals_.put(pattern.local, subject);
      }
      break;
    case PatternKind::Equal:
    case PatternKind::Range:
      if (fail.isNone()) return;
      locals_.put(pattern.subject, subject);
      return condition(pattern.test, fail, false);
    case PatternKind::Case: testTag(pattern, subject, fail); return testParts(pattern, subject, fail);
    case PatternKind::Data:
    case PatternKind::Tuple: return testParts(pattern, subject, fail);
    case PatternKind::Or: return testAlternatives(pattern, subject, fail);
    default: break;
  }
  get(subject);
  testTop(pattern, fail);
}

void FunctionEmitter::testTag(const hir::Pattern& pattern, const LocalPlace& subject, CodeLabel fail) {
  if (fail.isNone() || pattern.enumCase->owner->cases.size() == 1) return;
  get(subject);
  code_.emit(Opcode::EnumTag, 0, 1, leaf(TypeKind::Int32));
  code_.emit(Opcode::PushInt32, pattern.enumCase->number, 0, leaf(TypeKind::Int32));
  code_.emit(Opcode::Int32Equal);
  code_.branch(Opcode::JumpFalse, fail);
}

void FunctionEmitter::testParts(const hir::Pattern& pattern, const LocalPlace& subject, CodeLabel fail) {
  for (std::size_t i = 0; i < pattern.parts.size(); ++i) {
    if (pattern.parts[i]->kind == PatternKind::Wildcard) continue;
    loadPart(pattern, subject, i);
    testTop(*pattern.parts[i], fail);
  }
}

void FunctionEmitter::loadPart(const hir::Pattern& pattern, const LocalPlace& subject, std::size_t part) {
  const Type* type = pattern.parts[part]->type;
  const auto number = static_cast<std::uint32_t>(part);
  get(subject);
  switch (pattern.kind) {
    case PatternKind::Case:
      return code_.emit(Opcode::EnumGet, tables().enumCase(pattern.type, *pattern.enumCase).value(), 1, type, number);
    case PatternKind::Data:
      return code_.emit(Opcode::FieldGet, tables().field(pattern.type, *pattern.dataClass->fields[part]).value(), 1,
                        type);
    default: return code_.emit(Opcode::TupleGet, number, 1, type);
  }
}

void FunctionEmitter::testAlternatives(const hir::Pattern& pattern, const LocalPlace& subject, CodeLabel fail) {
  if (fail.isNone()) return;
  const CodeLabel matched = code_.newLabel();
  for (std::size_t i = 0; i + 1 < pattern.parts.size(); ++i) {
    const hir::Pattern& alternative = *pattern.parts[i];
    if (alternative.kind == PatternKind::Equal || alternative.kind == PatternKind::Range) {
      locals_.put(alternative.subject, subject);
      condition(alternative.test, matched, true);
      continue;
    }
    const CodeLabel next = code_.newLabel();
    testPlace(alternative, subject, next);
    code_.jump(matched);
    code_.bind(next);
  }
  testPlace(*pattern.parts.back(), subject, fail);
  code_.bind(matched);
}

}  // namespace tatu::compiler::emit

// `?.` and `??`.
#include "compiler/emit/function_emitter.h"

namespace tatu::compiler::emit {

using bytecode::Opcode;

void FunctionEmitter::chain(const hir::Chain& e, bool isWanted) {
  const CodeLabel isNull = code_.newLabel();
  const CodeLabel done = code_.newLabel();
  value(e.receiver);
  if (!code_.isReachable()) return;
  code_.setPosition(e.position);
  code_.jumpNull(isNull, payloadOf(e.receiver->type));
  {
    const LocalScope scope(locals_);
    initialiseLocal(e.local);
    branchResult(e.body, e.type, isWanted);
  }
  if (isWanted) {
    code_.jump(done);
    code_.bind(isNull);
    code_.emit(Opcode::PushNull, tables().type(e.type).value(), 0, e.type);
    code_.bind(done);
  } else {
    code_.bind(isNull);
  }
}

// The left side's payload, or the right side. If the whole is an optional, a present left side is wrapped again.
void FunctionEmitter::elvis(const hir::Elvis& e, bool isWanted) {
  const CodeLabel done = code_.newLabel();
  value(e.left);
  if (!code_.isReachable()) return;
  code_.setPosition(e.position);
  if (!isWanted) {
    code_.emit(Opcode::OptionalIsNull, 0, 1, leaf(TypeKind::Bool));
    code_.branch(Opcode::JumpFalse, done);
    effect(e.right);
    return code_.bind(done);
  }
  if (e.type->is(TypeKind::Optional)) {
    const CodeLabel isNull = code_.newLabel();
    code_.jumpNull(isNull, payloadOf(e.left->type));
    code_.emit(Opcode::OptionalSome, 0, 1, e.type);
    code_.jump(done);
    code_.bind(isNull);
  } else {
    code_.jumpPresent(done, e.type);
  }
  branchResult(e.right, e.type, true);
  code_.bind(done);
}

}  // namespace tatu::compiler::emit

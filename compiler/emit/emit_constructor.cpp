// Constructors: field values are computed in order into locals; then, in straight line, the fields of the raw receiver
// are set and the object is completed; then the init blocks run on the complete object.
#include "compiler/emit/function_emitter.h"

namespace tatu::compiler::emit {

using bytecode::Opcode;

void FunctionEmitter::emitConstructor(const hir::Function& function) {
  code_.setObjectRaw(true);
  if (function.body != nullptr) code_.setPosition(function.body->position);
  bindParameters(function);
  {
    const LocalScope scope(locals_);
    fieldValues(function);
    for (const Expr statement : function.beforeSuper) effect(statement);
    captured(function.superCaptured);
    for (const Expr argument : function.superArguments) value(argument);
    initialiseFields(function);
    completeObject(function);
  }
  if (function.body != nullptr) effect(function.body);
  endWithUnit();
}

void FunctionEmitter::fieldValues(const hir::Function& function) {
  for (const hir::FieldValue& field : function.fields) {
    if (!code_.isReachable()) return;
    // A parameter that becomes a field needs no copy of its own.
    if (field.value->kind == hir::ExpressionKind::LocalRead && !field.local->isCell) {
      const hir::Local* source = static_cast<const hir::LocalRead*>(field.value)->local;
      if (!source->isMutable && !source->isCell && source->type == field.local->type) {
        locals_.put(field.local, locals_.at(source));
        continue;
      }
    }
    value(field.value);
    initialiseLocal(field.local);
  }
}

void FunctionEmitter::initialiseFields(const hir::Function& function) {
  if (!code_.isReachable()) return;
  const Type* self = selfType(context_.types, *function.owner);
  for (const hir::FieldValue& field : function.fields) {
    readLocal(field.local);
    code_.emit(Opcode::FieldInit, tables().field(self, *field.field).value(), 1, nullptr);
  }
  for (const hir::CapturedField& captured : function.captured) {
    get(locals_.at(captured.local));
    code_.emit(Opcode::FieldInit, tables().field(self, *captured.field).value(), 1, nullptr);
  }
}

void FunctionEmitter::completeObject(const hir::Function& function) {
  if (function.superConstructor == nullptr) {
    code_.emit(Opcode::ObjectComplete);
  } else {
    const bytecode::CallIndex call = tables().call(*function.superConstructor, function.superType, {});
    code_.emit(Opcode::ObjectSuper, call.value(),
               static_cast<std::uint32_t>(function.superCaptured.size() + function.superArguments.size()), nullptr);
  }
  code_.setObjectRaw(false);
}

}  // namespace tatu::compiler::emit

// Literals, locals, cells, globals and fields.
#include <bit>

#include "compiler/emit/function_emitter.h"

namespace tatu::compiler::emit {

using bytecode::Opcode;
using hir::ExpressionKind;

namespace {

Opcode integerPush(const Type* type) {
  if (type->is(TypeKind::Int32)) return Opcode::PushInt32;
  return type->is(TypeKind::Byte) ? Opcode::PushByte : Opcode::PushInt;
}

}  // namespace

void FunctionEmitter::literal(Expr e) {
  code_.setPosition(e->position);
  switch (e->kind) {
    case ExpressionKind::IntLiteral:
      return code_.emit(integerPush(e->type), static_cast<std::uint64_t>(static_cast<const hir::IntLiteral*>(e)->value),
                        0, e->type);
    case ExpressionKind::FloatLiteral: {
      const double number = static_cast<const hir::FloatLiteral*>(e)->value;
      if (e->type->is(TypeKind::Float)) {
        return code_.emit(Opcode::PushFloat, std::bit_cast<std::uint64_t>(number), 0, e->type);
      }
      return code_.emit(Opcode::PushFloat32, std::bit_cast<std::uint32_t>(static_cast<float>(number)), 0, e->type);
    }
    case ExpressionKind::BoolLiteral:
      return code_.emit(static_cast<const hir::BoolLiteral*>(e)->value ? Opcode::PushTrue : Opcode::PushFalse);
    case ExpressionKind::CharLiteral:
      return code_.emit(Opcode::PushChar, static_cast<const hir::CharLiteral*>(e)->value, 0, e->type);
    case ExpressionKind::StringLiteral:
      return code_.emit(Opcode::PushString, tables().string(static_cast<const hir::StringLiteral*>(e)->value).value(),
                        0, e->type);
    case ExpressionKind::NullLiteral: return code_.emit(Opcode::PushNull, tables().type(e->type).value(), 0, e->type);
    default: return code_.emit(Opcode::PushUnit);
  }
}

// ---- Places

void FunctionEmitter::get(const LocalPlace& place) {
  if (place.isField) {
    getField(generator_->captured(place.index));
  } else if (place.isParameter) {
    code_.getParameter(place.index, place.type);
  } else {
    code_.getSlot(place.index, place.type);
  }
}

void FunctionEmitter::set(const LocalPlace& place) {
  if (place.isParameter) {
    code_.setParameter(place.index);
  } else {
    code_.setSlot(place.index);
  }
}

// A local has the type that it is declared with, whatever is stored in it.
void FunctionEmitter::makeTopExact() {
  if (!code_.isReachable() || code_.isTopExact()) return;
  const LocalScope scope(locals_);
  const LocalPlace place = locals_.takePlace(code_.top());
  set(place);
  get(place);
}

void FunctionEmitter::readLocal(const hir::Local* local) {
  const LocalPlace& place = locals_.at(local);
  get(place);
  if (!place.isCell) return;
  const Type* content = place.type->arguments[0];
  code_.emit(Opcode::FieldGet, cellField(place.type).value(), 1, content);
  if (place.isLate) code_.emit(Opcode::OptionalUnwrap, 0, 1, local->type);
}

LocalPlace FunctionEmitter::declareLocal(const hir::Local* local) {
  LocalPlace place = locals_.takePlace(local->isCell ? cellType(local->type) : local->type);
  place.isCell = local->isCell;
  locals_.put(local, place);
  return place;
}

void FunctionEmitter::initialiseLocal(const hir::Local* local) {
  if (!code_.isReachable()) return;
  if (local->isCell) wrapInCell(local->type);
  set(declareLocal(local));
}

void FunctionEmitter::declareStatement(const hir::LocalDeclare& e) {
  if (e.value != nullptr) {
    value(e.value);
    return initialiseLocal(e.local);
  }
  if (!e.local->isCell) {
    declareLocal(e.local);
    return;
  }
  // A captured variable whose value comes later: its cell is made here, so that every lambda shares the one cell.
  const Type* content = context_.types.optional(e.local->type);
  code_.setPosition(e.position);
  code_.emit(Opcode::PushNull, tables().type(content).value(), 0, content);
  wrapInCell(content);
  LocalPlace place = locals_.takePlace(cellType(content));
  place.isCell = true;
  place.isLate = content != e.local->type;
  set(place);
  locals_.put(e.local, place);
}

void FunctionEmitter::assignLocal(const hir::LocalAssign& e) {
  const LocalPlace place = locals_.at(e.local);
  if (place.isCell) get(place);
  value(e.value);
  if (!code_.isReachable()) return;
  code_.setPosition(e.position);
  if (!place.isCell) return set(place);
  if (place.isLate) code_.emit(Opcode::OptionalSome, 0, 1, place.type->arguments[0]);
  code_.emit(Opcode::FieldSet, cellField(place.type).value(), 2, nullptr);
}

void FunctionEmitter::assignGlobal(const hir::GlobalAssign& e) {
  value(e.value);
  code_.setPosition(e.position);
  code_.emit(Opcode::GlobalSet, tables().global(*e.global).value(), 1, nullptr);
}

void FunctionEmitter::assignField(const hir::FieldAssign& e) {
  value(e.object);
  value(e.value);
  code_.setPosition(e.position);
  code_.emit(Opcode::FieldSet, tables().field(e.owner, *e.field).value(), 2, nullptr);
}

// ---- Cells

const Type* FunctionEmitter::cellType(const Type* content) {
  return context_.types.classType(context_.core.cell, {content});
}

bytecode::FieldRefIndex FunctionEmitter::cellField(const Type* cell) {
  return tables().field(cell, *context_.core.cell->fields.at(0));
}

void FunctionEmitter::wrapInCell(const Type* content) {
  const Type* cell = cellType(content);
  const bytecode::CallIndex call = tables().call(*context_.core.cell->constructor, cell, {});
  code_.emit(Opcode::ObjectNew, call.value(), 1, cell);
}

}  // namespace tatu::compiler::emit

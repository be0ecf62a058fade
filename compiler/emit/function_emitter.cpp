#include "compiler/emit/function_emitter.h"

#include <utility>

namespace tatu::compiler::emit {

using bytecode::Opcode;
using hir::ExpressionKind;

namespace {

template <typename Node>
const Node& as(const hir::Expression* e) {
  return static_cast<const Node&>(*e);
}

template <typename Nodes>
const hir::Expression* firstOf(const Nodes& nodes) {
  return nodes.empty() ? nullptr : nodes.front();
}

}  // namespace

FunctionEmitter::FunctionEmitter(EmitContext& context, FunctionFrame frame, GeneratorClass* generator)
    : context_(context),
      frame_(std::move(frame)),
      code_(context.types, frame_.parameterCount),
      locals_(code_),
      generator_(generator) {}

// The operand that is evaluated first and left on the stack, for nodes that start with one.
FunctionEmitter::Expr FunctionEmitter::firstOperand(Expr e) {
  switch (e->kind) {
    case ExpressionKind::Instruction: return firstOf(as<hir::Instruction>(e).operands);
    case ExpressionKind::Concat: return firstOf(as<hir::Concat>(e).parts);
    case ExpressionKind::TupleMake: return firstOf(as<hir::TupleMake>(e).parts);
    case ExpressionKind::TupleGet: return as<hir::TupleGet>(e).tuple;
    case ExpressionKind::FieldRead: return as<hir::FieldRead>(e).object;
    case ExpressionKind::Some: return as<hir::Some>(e).value;
    case ExpressionKind::Unwrap: return as<hir::Unwrap>(e).value;
    case ExpressionKind::Box: return as<hir::Box>(e).value;
    case ExpressionKind::TypeIs: return as<hir::TypeIs>(e).value;
    case ExpressionKind::TypeCast: return as<hir::TypeCast>(e).value;
    case ExpressionKind::TypeCastOptional: return as<hir::TypeCastOptional>(e).value;
    case ExpressionKind::Upcast: return as<hir::Upcast>(e).value;
    case ExpressionKind::Call: return as<hir::Call>(e).captured.empty() ? firstOf(as<hir::Call>(e).arguments) : nullptr;
    case ExpressionKind::CallClosure: return as<hir::CallClosure>(e).function;
    default: return nullptr;
  }
}

void FunctionEmitter::value(Expr e) {
  std::vector<Expr> spine;
  for (Expr first = firstOperand(e); first != nullptr; first = firstOperand(e)) {
    spine.push_back(e);
    e = first;
  }
  leafValue(e);
  reportHidden(e->position);
  for (auto node = spine.rbegin(); node != spine.rend() && code_.isReachable(); ++node) {
    complete(*node);
    reportHidden((*node)->position);
  }
}

// What was imported for the expression there.
void FunctionEmitter::reportHidden(hir::Position position) {
  if (tables().hasHidden()) context_.errors.push_back(hiddenError(tables().takeHidden(), frame_.file, position));
}

EmitError hiddenError(const ModuleTables::Hidden& hidden, std::uint32_t file, hir::Position position) {
  return {DiagnosticCode::NotVisible,
          "this needs " + hidden.what + ", which is not `pub` there",
          "whoever makes the package can make it `pub`, or not show what leads to it",
          file,
          position,
          hidden.declaration};
}

// Nodes whose first operand is on the stack already.
void FunctionEmitter::complete(Expr e) {
  const auto simple = [&](Opcode opcode, std::uint64_t operand, const Type* pushed) {
    code_.setPosition(e->position);
    code_.emit(opcode, operand, 1, pushed);
  };
  switch (e->kind) {
    case ExpressionKind::Instruction: return completeInstruction(as<hir::Instruction>(e));
    case ExpressionKind::Concat: return completeConcat(as<hir::Concat>(e));
    case ExpressionKind::TupleMake: return completeTuple(as<hir::TupleMake>(e));
    case ExpressionKind::Call: return completeCall(as<hir::Call>(e));
    case ExpressionKind::CallClosure: return completeCallClosure(as<hir::CallClosure>(e));
    case ExpressionKind::TupleGet: return simple(Opcode::TupleGet, as<hir::TupleGet>(e).part, e->type);
    case ExpressionKind::FieldRead: {
      const auto& read = as<hir::FieldRead>(e);
      return simple(Opcode::FieldGet, tables().field(read.owner, *read.field).value(), e->type);
    }
    case ExpressionKind::Some: return simple(Opcode::OptionalSome, 0, e->type);
    case ExpressionKind::Unwrap: return simple(Opcode::OptionalUnwrap, 0, e->type);
    case ExpressionKind::Box: return simple(Opcode::TypeBox, tables().type(e->type).value(), e->type);
    case ExpressionKind::TypeIs:
      return simple(Opcode::TypeIs, tables().type(as<hir::TypeIs>(e).tested).value(), e->type);
    case ExpressionKind::TypeCast: return simple(Opcode::TypeCast, tables().type(e->type).value(), e->type);
    case ExpressionKind::TypeCastOptional:
      return simple(Opcode::TypeCastOptional, tables().type(e->type->arguments[0]).value(), e->type);
    case ExpressionKind::Upcast: return code_.retype(e->type);
    default: return;
  }
}

// Nodes that start with no operand on the stack.
void FunctionEmitter::leafValue(Expr e) {
  if (!code_.isReachable()) return;
  switch (e->kind) {
    case ExpressionKind::IntLiteral:
    case ExpressionKind::FloatLiteral:
    case ExpressionKind::BoolLiteral:
    case ExpressionKind::CharLiteral:
    case ExpressionKind::StringLiteral:
    case ExpressionKind::UnitLiteral:
    case ExpressionKind::NullLiteral: return literal(e);
    case ExpressionKind::LocalRead: return readLocal(as<hir::LocalRead>(e).local);
    case ExpressionKind::GlobalRead:
      code_.setPosition(e->position);
      return code_.emit(Opcode::GlobalGet, tables().global(*as<hir::GlobalRead>(e).global).value(), 0, e->type);
    case ExpressionKind::Instruction: return completeInstruction(as<hir::Instruction>(e));
    case ExpressionKind::Call: return completeCall(as<hir::Call>(e));
    case ExpressionKind::New: return create(as<hir::New>(e));
    case ExpressionKind::EnumNew: return createEnum(as<hir::EnumNew>(e));
    case ExpressionKind::CallLocal: return callLocal(as<hir::CallLocal>(e));
    case ExpressionKind::Closure: return closure(as<hir::Closure>(e));
    case ExpressionKind::GeneratorNew: return createGenerator(as<hir::GeneratorNew>(e));
    case ExpressionKind::And:
    case ExpressionKind::Or: return logicalValue(e);
    case ExpressionKind::Concat: return pushText({});
    default: return statementLike(e, true);
  }
}

void FunctionEmitter::effect(Expr e) {
  if (!code_.isReachable()) return;
  switch (e->kind) {
    case ExpressionKind::Upcast: return effect(as<hir::Upcast>(e).value);
    case ExpressionKind::Some: return effect(as<hir::Some>(e).value);
    default: break;
  }
  if (e->kind >= ExpressionKind::If) return statementLike(e, false);
  value(e);
  code_.dropTop();
}

// Control flow, declarations and assignments: with a value only if it is wanted and there is one.
void FunctionEmitter::statementLike(Expr e, bool isWanted) {
  if (isWanted && (e->type->is(TypeKind::Unit) || e->type->is(TypeKind::Never))) {
    statementLike(e, false);
    return code_.emit(Opcode::PushUnit);
  }
  switch (e->kind) {
    case ExpressionKind::If: return conditional(as<hir::If>(e), isWanted);
    case ExpressionKind::Match: return match(as<hir::Match>(e), isWanted);
    case ExpressionKind::Block: return block(as<hir::Block>(e), isWanted);
    case ExpressionKind::Try: return tryExpression(as<hir::Try>(e), isWanted);
    case ExpressionKind::Chain: return chain(as<hir::Chain>(e), isWanted);
    case ExpressionKind::Elvis: return elvis(as<hir::Elvis>(e), isWanted);
    case ExpressionKind::While:
    case ExpressionKind::ForRange:
    case ExpressionKind::ForEach: return loop(e);
    case ExpressionKind::Yield: return yieldValue(as<hir::Yield>(e));
    case ExpressionKind::Throw:
      value(as<hir::Throw>(e).exception);
      code_.setPosition(e->position);
      return code_.end(Opcode::Throw, 1);
    case ExpressionKind::Return: return returnFrom(as<hir::Return>(e));
    case ExpressionKind::Break: return breakOut(as<hir::Break>(e).label, false);
    case ExpressionKind::Continue: return breakOut(as<hir::Continue>(e).label, true);
    case ExpressionKind::LocalDeclare: return declareStatement(as<hir::LocalDeclare>(e));
    case ExpressionKind::FunctionDeclare: return declareFunction(*as<hir::FunctionDeclare>(e).function);
    case ExpressionKind::ClassDeclare: context_.reachedClasses.insert(as<hir::ClassDeclare>(e).symbol); return;
    case ExpressionKind::LocalAssign: return assignLocal(as<hir::LocalAssign>(e));
    case ExpressionKind::GlobalAssign: return assignGlobal(as<hir::GlobalAssign>(e));
    case ExpressionKind::FieldAssign: return assignField(as<hir::FieldAssign>(e));
    case ExpressionKind::Destructure:
      value(as<hir::Destructure>(e).value);
      return testTop(*as<hir::Destructure>(e).pattern, CodeLabel::none());
    default: return;
  }
}

void FunctionEmitter::bindParameter(const hir::Local* local, std::uint32_t number) {
  const LocalPlace place{true, false, false, false, number, local->type};
  if (!local->isCell) return locals_.put(local, place);
  get(place);
  initialiseLocal(local);
}

void FunctionEmitter::bindParameters(const hir::Function& function) {
  std::uint32_t number = 0;
  if (function.receiver != nullptr) bindParameter(function.receiver, number++);
  if (function.capturedIn == nullptr) {
    for (const hir::CapturedField& captured : function.captured) {
      LocalPlace place = placeOf(captured);
      place.isParameter = true;
      place.index = number++;
      locals_.put(captured.local, place);
    }
  }
  for (const hir::Local* parameter : function.parameters) bindParameter(parameter, number++);
  if (function.capturedIn != nullptr) takeCaptured(function);
}

// Without its slot.
LocalPlace FunctionEmitter::placeOf(const hir::CapturedField& captured) {
  LocalPlace place;
  place.isCell = captured.local->isCell;
  place.type = captured.field->type;
  place.isLate = place.isCell && place.type->arguments[0] != captured.local->type;
  return place;
}

void FunctionEmitter::takeCaptured(const hir::Function& function) {
  const hir::Local* object = function.capturedIn;
  for (const hir::CapturedField& captured : function.captured) {
    get(locals_.at(object));
    code_.emit(Opcode::FieldGet, tables().field(object->type, *captured.field).value(), 1, captured.field->type);
    LocalPlace place = placeOf(captured);
    place.index = locals_.takeSlot(place.type);
    set(place);
    locals_.put(captured.local, place);
  }
}

void FunctionEmitter::emitFunction(const hir::Function& function) {
  code_.setPosition(function.body->position);
  bindParameters(function);
  returnBody(function.body);
}

void FunctionEmitter::returnBody(Expr body) {
  if (frame_.result->is(TypeKind::Unit)) {
    effect(body);
    return endWithUnit();
  }
  value(body);
  code_.retype(frame_.result);
  code_.end(Opcode::Return, 1);
}

void FunctionEmitter::endWithUnit() {
  if (generator_ != nullptr) return code_.jump(generator_->finish);
  code_.emit(Opcode::PushUnit);
  code_.end(Opcode::Return, 1);
}

// Of a function that no code can call.
void FunctionEmitter::emitUnreachable() { code_.end(Opcode::Unreachable, 0); }

void FunctionEmitter::emitValue(Expr value) {
  code_.setPosition(value->position);
  returnBody(value);
}

void FunctionEmitter::appendGlobal(const GlobalSymbol& global, bytecode::FunctionIndex value) {
  code_.setPosition({1, 1});
  code_.emit(Opcode::Call, tables().call(value, nullptr, {}).value(), 0, global.type);
  code_.emit(Opcode::GlobalSet, tables().global(global).value(), 1, nullptr);
}

void FunctionEmitter::appendBody(const hir::Function& function) {
  if (!code_.isReachable()) return;
  code_.setPosition(function.body->position);
  const LocalScope scope(locals_);
  effect(function.body);
}

void FunctionEmitter::finish(bytecode::FunctionIndex index) {
  if (!code_.excess().empty()) {
    context_.errors.push_back({DiagnosticCode::LimitExceeded,
                               "the function `" + frame_.name + "` " + std::string(code_.excess()),
                               "divide it into several functions", frame_.file, code_.position(), nullptr});
    return;
  }
  reportHidden(code_.position());
  bytecode::CodeBuilder& builder = tables().builder().codeOf(index);
  builder.setFile(tables().string(context_.fileNames.at(frame_.file)));
  code_.writeTo(builder, tables());
  tables().builder().closeCode(index);
}

}  // namespace tatu::compiler::emit

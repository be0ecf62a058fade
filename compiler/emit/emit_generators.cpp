// `sequence` and `yield`: the class of a sequence and its three methods (generator_class.h).
#include "bytecode/limits.h"
#include "compiler/emit/function_emitter.h"
#include "compiler/emit/spill.h"
#include "compiler/types/function_flag.h"

namespace tatu::compiler::emit {

using bytecode::FunctionFlag;
using bytecode::Opcode;

// ---- The class

void FunctionEmitter::createGenerator(const hir::GeneratorNew& e) {
  const Type* self = generatorType(e);
  auto known = context_.generators.find(e.generator);
  if (known == context_.generators.end()) {
    const bytecode::FunctionIndex constructor = addGenerator(e, self);
    known = context_.generators.emplace(e.generator, constructor).first;
  }
  for (const hir::Capture& capture : e.captures) get(locals_.at(capture.outer));
  code_.setPosition(e.position);
  const bytecode::CallIndex call = tables().call(known->second, self, {});
  code_.emit(Opcode::ObjectNew, call.value(), static_cast<std::uint32_t>(e.captures.size()), e.type);
}

// It has all type parameters that are in scope, with the same numbers.
const Type* FunctionEmitter::generatorType(const hir::GeneratorNew& e) {
  std::vector<const Type*> arguments;
  for (const TypeParameterSymbol* parameter : frame_.typeParameters)
    arguments.push_back(context_.types.variable(parameter));
  return context_.types.classType(e.generator, arguments);
}

// Gives the constructor.
bytecode::FunctionIndex FunctionEmitter::addGenerator(const hir::GeneratorNew& e, const Type* self) {
  if (e.captures.size() >= bytecode::kMaxParameters)
    code_.setExcess("has a sequence that uses too many variables from outside: at most 254");
  tables().addGenerated(*e.generator, frame_.typeParameters, frame_.conditions, e.type);
  GeneratorClass generator(context_.types, self);
  ModuleTables::GeneratedMethod constructor{
      "constructor", bit(FunctionFlag::Constructor), {{"this", self}}, leaf(TypeKind::Unit)};
  for (const hir::Capture& capture : e.captures) {
    const Type* type = locals_.at(capture.outer).type;
    constructor.parameters.emplace_back(capture.inner->name, type);
    generator.addCaptured(capture.inner->name, type);
  }
  generator.addOwn(e.element);
  const std::uint32_t isOverride = bit(FunctionFlag::Override) | bit(FunctionFlag::Public);
  const auto creation = tables().addGenerated(*e.generator, constructor);
  const auto hasNext =
      tables().addGenerated(*e.generator, {"hasNext", isOverride, {{"this", self}}, leaf(TypeKind::Bool)});
  const auto next = tables().addGenerated(*e.generator, {"next", isOverride, {{"this", self}}, e.element});
  // The block is a Unit: its `return` has no value.
  FunctionEmitter resumption(context_, generatorFrame(e, leaf(TypeKind::Unit), 1), &generator);
  resumption.emitResumption(e, *this);
  resumption.finish(hasNext);
  FunctionEmitter taking(context_, generatorFrame(e, e.element, 1), &generator);
  taking.emitGeneratorNext(e, hasNext);
  taking.finish(next);
  // The fields are known now.
  for (const KeptField& field : generator.fields()) tables().addField(*e.generator, field.symbol);
  if (generator.fields().size() > bytecode::kMaxLocals - 1)
    code_.setExcess("has a sequence with more than 65,534 local variables");
  FunctionEmitter making(context_, generatorFrame(e, leaf(TypeKind::Unit), constructor.parameters.size()), &generator);
  making.emitGeneratorConstructor(e);
  making.finish(creation);
  return creation;
}

FunctionFrame FunctionEmitter::generatorFrame(const hir::GeneratorNew& e, const Type* result, std::size_t parameters) {
  FunctionFrame frame = frame_;
  frame.name = e.body->name;
  frame.result = result;
  frame.parameterCount = static_cast<std::uint32_t>(parameters);
  return frame;
}

void FunctionEmitter::emitGeneratorConstructor(const hir::GeneratorNew& e) {
  code_.setPosition(e.position);
  code_.setObjectRaw(true);
  const auto& fields = generator_->fields();
  // No label may stand between the first field and the end, and no value of a field does more than compute.
  std::vector<LocalPlace> boxes(fields.size());
  for (std::size_t i = generator_->capturedCount(); i < fields.size(); ++i) {
    if (fields[i].form != KeptForm::Boxed) continue;
    code_.emit(Opcode::PushInt, 1, 0, leaf(TypeKind::Int));
    code_.emit(Opcode::ArrayNew, tables().type(fields[i].content).value(), 1, fields[i].symbol.type);
    boxes[i] = locals_.takePlace(fields[i].symbol.type);
    set(boxes[i]);
  }
  for (std::size_t i = 0; i < fields.size(); ++i) {
    if (i < generator_->capturedCount()) {
      code_.getParameter(static_cast<std::uint32_t>(i + 1), fields[i].symbol.type);
    } else if (fields[i].form == KeptForm::Boxed) {
      get(boxes[i]);
    } else {
      pushFirst(fields[i].symbol.type);
    }
    code_.emit(Opcode::FieldInit, tables().field(generator_->self(), fields[i].symbol).value(), 1, nullptr);
  }
  code_.emit(Opcode::ObjectComplete);
  code_.setObjectRaw(false);
  code_.emit(Opcode::PushUnit);
  code_.end(Opcode::Return, 1);
}

// What stands in a field until something is kept there.
void FunctionEmitter::pushFirst(const Type* type) {
  switch (type->kind) {
    case TypeKind::Unit: return code_.emit(Opcode::PushUnit);
    case TypeKind::Bool: return code_.emit(Opcode::PushFalse);
    case TypeKind::Byte: return code_.emit(Opcode::PushByte, 0, 0, type);
    case TypeKind::Int32: return code_.emit(Opcode::PushInt32, 0, 0, type);
    case TypeKind::Int: return code_.emit(Opcode::PushInt, 0, 0, type);
    case TypeKind::Float32: return code_.emit(Opcode::PushFloat32, 0, 0, type);
    case TypeKind::Float: return code_.emit(Opcode::PushFloat, 0, 0, type);
    case TypeKind::Char: return code_.emit(Opcode::PushChar, 0, 0, type);
    default: return code_.emit(Opcode::PushNull, tables().type(type).value(), 0, type);
  }
}

// ---- hasNext

void FunctionEmitter::emitResumption(const hir::GeneratorNew& e, const FunctionEmitter& outer) {
  for (std::size_t i = 0; i < e.captures.size(); ++i) {
    LocalPlace place = outer.locals_.at(e.captures[i].outer);
    place.isField = true;
    place.index = static_cast<std::uint32_t>(i);
    locals_.put(e.captures[i].inner, place);
  }
  code_.setPosition(e.position);
  generator_->atEntry = code_.state();
  generator_->finish = code_.newLabel();
  getField(generator_->state());
  const CodeSwitch entry = code_.openSwitch();
  generator_->resumptions.push_back(code_.newLabel());
  code_.bindWith(generator_->resumptions[0], generator_->atEntry);
  generatorBody(e);
  // A value waits, or the block has ended, or it is running and asks for its own values.
  const CodeLabel other = code_.newLabel();
  code_.bindWith(other, generator_->atEntry);
  code_.setPosition(e.position);
  getField(generator_->state());
  const FunctionSymbol& isReady = *context_.core.walkIsReady;
  const Type* owner = selfType(context_.types, *isReady.owner);
  code_.emit(Opcode::Call, tables().call(isReady, owner, {}).value(), 1, leaf(TypeKind::Bool));
  code_.end(Opcode::Return, 1);
  generator_->resumptions.push_back(other);
  code_.closeSwitch(entry, std::move(generator_->resumptions));
}

void FunctionEmitter::generatorBody(const hir::GeneratorNew& e) {
  const Type* exception = context_.types.classType(context_.core.exception, {});
  openTry(nullptr);
  setState(GeneratorClass::kRunning);
  returnBody(e.body->body);
  const std::vector<Range> ranges = closeTry();
  code_.bind(generator_->finish);
  if (code_.isReachable()) endGenerator();
  code_.emit(Opcode::PushFalse);
  code_.end(Opcode::Return, 1);
  const CodeLabel failed = code_.newLabel();
  for (const Range& range : ranges) code_.addHandler(range.start, range.end, exception, failed);
  FlowState state = generator_->atEntry;
  state.stack.assign(1, exception);
  code_.bindWith(failed, state);
  endGenerator();
  code_.end(Opcode::Throw, 1);
}

// Nothing is kept any longer than the block needs it.
void FunctionEmitter::endGenerator() {
  setState(GeneratorClass::kEnded);
  const auto& fields = generator_->fields();
  for (std::size_t i = generator_->capturedCount() + 1; i < fields.size(); ++i) forget(fields[i]);
}

// ---- yield

void FunctionEmitter::yieldValue(const hir::Yield& e) {
  if (inPlace_ != nullptr) return giveInPlace(e);
  onEmptyStack(nullptr, [&] {
    {
      const LocalScope scope(locals_);
      value(e.value);
      if (!code_.isReachable()) return;
      const LocalPlace place = locals_.takePlace(generator_->value().content);
      set(place);
      keep(generator_->value(), place);
    }
    code_.setPosition(e.position);
    suspend();
  });
}

// The code that goes on belongs to no `try` before its locals have their values again.
void FunctionEmitter::suspend() {
  const std::vector<std::uint32_t> slots = code_.slotsWithValues();
  for (const std::uint32_t slot : slots) {
    const Type* type = code_.typeOfSlot(slot);
    keep(generator_->keptSlot(slot, type), {false, false, false, false, slot, type});
  }
  setState(-2 - static_cast<std::int32_t>(generator_->resumptions.size()));
  code_.emit(Opcode::PushTrue);
  code_.end(Opcode::Return, 1);
  closeRanges(1);
  generator_->resumptions.push_back(code_.newLabel());
  code_.bindWith(generator_->resumptions.back(), generator_->atEntry);
  setState(GeneratorClass::kRunning);
  for (const std::uint32_t slot : slots) {
    takeOut(generator_->keptSlot(slot, code_.typeOfSlot(slot)));
    code_.setSlot(slot);
  }
  reopenRanges(1);
}

// ---- next

void FunctionEmitter::emitGeneratorNext(const hir::GeneratorNew& e, bytecode::FunctionIndex hasNext) {
  code_.setPosition(e.position);
  const CodeLabel ready = code_.newLabel();
  const FieldSymbol& state = generator_->state();
  getField(state);
  pushInt32(GeneratorClass::kRunning);
  code_.emit(Opcode::Int32Less);
  code_.branch(Opcode::JumpTrue, ready);
  code_.getParameter(0, generator_->self());
  const bytecode::CallIndex call = tables().call(hasNext, generator_->self(), {});
  code_.emit(Opcode::Call, call.value(), 1, leaf(TypeKind::Bool));
  code_.branch(Opcode::JumpTrue, ready);
  const FunctionSymbol& hasEnded = *context_.core.walkHasEnded;
  const Type* owner = selfType(context_.types, *hasEnded.owner);
  code_.emit(Opcode::Call, tables().call(hasEnded, owner, {}).value(), 0, hasEnded.result);
  code_.end(Opcode::Throw, 1);
  code_.bind(ready);
  code_.getParameter(0, generator_->self());
  pushInt32(GeneratorClass::kRunning);
  getField(state);
  code_.emit(Opcode::Int32Subtract);
  code_.emit(Opcode::FieldSet, tables().field(generator_->self(), state).value(), 2, nullptr);
  takeOut(generator_->value());
  code_.retype(e.element);
  code_.end(Opcode::Return, 1);
}

// ---- Fields

void FunctionEmitter::pushInt32(std::int32_t value) {
  code_.emit(Opcode::PushInt32, static_cast<std::uint64_t>(std::int64_t{value}), 0, leaf(TypeKind::Int32));
}

void FunctionEmitter::setState(std::int32_t state) {
  code_.getParameter(0, generator_->self());
  pushInt32(state);
  code_.emit(Opcode::FieldSet, tables().field(generator_->self(), generator_->state()).value(), 2, nullptr);
}

void FunctionEmitter::getField(const FieldSymbol& field) {
  code_.getParameter(0, generator_->self());
  code_.emit(Opcode::FieldGet, tables().field(generator_->self(), field).value(), 1, field.type);
}

void FunctionEmitter::keep(const KeptField& field, const LocalPlace& place) {
  if (field.form == KeptForm::Boxed) {
    getField(field.symbol);
    code_.emit(Opcode::PushInt, 0, 0, leaf(TypeKind::Int));
    get(place);
    return code_.emit(Opcode::ArraySet, 0, 3, nullptr);
  }
  code_.getParameter(0, generator_->self());
  get(place);
  if (field.form == KeptForm::Present) code_.emit(Opcode::OptionalSome, 0, 1, field.symbol.type);
  code_.emit(Opcode::FieldSet, tables().field(generator_->self(), field.symbol).value(), 2, nullptr);
}

void FunctionEmitter::takeOut(const KeptField& field) {
  getField(field.symbol);
  if (field.form == KeptForm::Present) code_.emit(Opcode::OptionalUnwrap, 0, 1, field.content);
  if (field.form != KeptForm::Boxed) return;
  code_.emit(Opcode::PushInt, 0, 0, leaf(TypeKind::Int));
  code_.emit(Opcode::ArrayGet, 0, 2, field.content);
}

void FunctionEmitter::forget(const KeptField& field) {
  if (field.form == KeptForm::Boxed) {
    getField(field.symbol);
    code_.emit(Opcode::PushInt, 0, 0, leaf(TypeKind::Int));
    code_.emit(Opcode::PushInt, 1, 0, leaf(TypeKind::Int));
    return code_.emit(Opcode::ArrayClear, 0, 3, nullptr);
  }
  if (!field.symbol.type->is(TypeKind::Optional)) return;
  code_.getParameter(0, generator_->self());
  code_.emit(Opcode::PushNull, tables().type(field.symbol.type).value(), 0, field.symbol.type);
  code_.emit(Opcode::FieldSet, tables().field(generator_->self(), field.symbol).value(), 2, nullptr);
}

}  // namespace tatu::compiler::emit

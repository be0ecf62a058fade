// Calls, creation of objects and enum values, function values.
#include "bytecode/limits.h"
#include "compiler/emit/function_emitter.h"
#include "compiler/types/substitution.h"

namespace tatu::compiler::emit {

using bytecode::Opcode;

namespace {

constexpr std::size_t kInstructionPrefix = std::string_view("instruction.").size();

Opcode instructionOf(const FunctionSymbol& symbol) {
  const auto* info = bytecode::findMnemonic(std::string_view(symbol.nativeName).substr(kInstructionPrefix));
  return info == nullptr ? Opcode::Unreachable : bytecode::opcodeOf(*info);
}

const Type* firstOr(const std::vector<const Type*>& types, const Type* otherwise) {
  return types.empty() ? otherwise : types.front();
}

}  // namespace

void FunctionEmitter::arguments(std::span<hir::Expression* const> arguments, std::size_t from) {
  for (std::size_t i = from; i < arguments.size(); ++i) value(arguments[i]);
}

// What is captured is handed on as it is kept: cells as cells.
void FunctionEmitter::captured(std::span<hir::Local* const> locals) {
  for (const hir::Local* local : locals) get(locals_.at(local));
}

void FunctionEmitter::completeCall(const hir::Call& e) {
  captured(e.captured);
  arguments(e.arguments, e.captured.empty() ? 1 : 0);
  if (!code_.isReachable()) return;
  code_.setPosition(e.position);
  const auto count = static_cast<std::uint32_t>(e.captured.size() + e.arguments.size());
  if (e.function->isInstruction()) {
    instruction(instructionOf(*e.function), count, firstOr(e.typeArguments, nullptr), e.type);
  } else {
    const bytecode::CallIndex call = tables().call(*e.function, e.receiverType, e.typeArguments);
    code_.emit(e.isVirtual ? Opcode::CallVirtual : Opcode::Call, call.value(), count, e.type);
  }
}

// A function that stands for one instruction has that instruction as its body, for function values and virtual calls.
void FunctionEmitter::emitInstructionBody(const FunctionSymbol& symbol) {
  std::uint32_t count = 0;
  const bool hasReceiver = symbol.owner != nullptr && !symbol.has(bytecode::FunctionFlag::Static);
  if (hasReceiver) code_.getParameter(count++, selfType(context_.types, *symbol.owner));
  for (const ParameterSymbol& parameter : symbol.parameters) code_.getParameter(count++, parameter.type);
  const Type* operandType = symbol.typeParameters.empty() ? nullptr : context_.types.variable(symbol.typeParameters[0]);
  instruction(instructionOf(symbol), count, operandType, symbol.result);
  code_.end(Opcode::Return, 1);
}

void FunctionEmitter::emitEntryPoint(const FunctionSymbol& main) {
  code_.setPosition({1, 1});
  const FunctionSymbol& list = *context_.core.arguments;
  code_.emit(Opcode::Call, tables().call(list, selfType(context_.types, *list.owner), {}).value(), 0, list.result);
  code_.emit(Opcode::Call, tables().call(main, nullptr, {}).value(), 1, main.result);
  code_.end(Opcode::Return, 1);
}

void FunctionEmitter::create(const hir::New& e) {
  const ClassSymbol& symbol = *e.type->symbol;
  captured(e.captured);
  if (e.original != nullptr) capturedOf(*e.original, e.type);
  arguments(e.arguments, 0);
  code_.setPosition(e.position);
  const bytecode::CallIndex call = tables().call(*symbol.constructor, e.type, {});
  code_.emit(Opcode::ObjectNew, call.value(), static_cast<std::uint32_t>(symbol.captured.size() + e.arguments.size()),
             e.type);
}

void FunctionEmitter::capturedOf(const hir::Expression& object, const Type* type) {
  const Substitution substitution(type->symbol->typeParameters, type->arguments);
  for (const FieldSymbol* field : type->symbol->captured) {
    value(&object);
    code_.emit(Opcode::FieldGet, tables().field(type, *field).value(), 1,
               substitution.apply(context_.types, field->type));
  }
}

void FunctionEmitter::createEnum(const hir::EnumNew& e) {
  arguments(e.arguments, 0);
  code_.setPosition(e.position);
  code_.emit(Opcode::EnumNew, tables().enumCase(e.type, *e.enumCase).value(),
             static_cast<std::uint32_t>(e.arguments.size()), e.type);
}

void FunctionEmitter::completeCallClosure(const hir::CallClosure& e) {
  makeTopExact();  // the type of the result follows from that of the function
  arguments(e.arguments, 0);
  if (!code_.isReachable()) return;
  code_.setPosition(e.position);
  const auto count = static_cast<std::uint32_t>(e.arguments.size());
  code_.emit(Opcode::CallClosure, count, count + 1, e.type);
}

// ---- Function values

void FunctionEmitter::closure(const hir::Closure& e) {
  if (e.body != nullptr) return lambda(e);
  if (e.local != nullptr) return localFunctionValue(e);
  if (e.isVirtual) return virtualFunctionValue(e);
  functionValue(e);
}

void FunctionEmitter::functionValue(const hir::Closure& e) {
  if (e.bound != nullptr) value(e.bound);
  code_.setPosition(e.position);
  const bytecode::CallIndex call = tables().call(*e.function, e.receiverType, e.typeArguments);
  const std::uint32_t count = e.bound == nullptr ? 0 : 1;
  code_.emit(Opcode::ClosureNew, call.value(), count, e.type, count);
}

// A function value calls one function exactly; for a method that is found at run time that is a small function that
// looks it up.
void FunctionEmitter::virtualFunctionValue(const hir::Closure& e) {
  ModuleTables::AnonymousFunction row{
      frame_.name + "." + e.function->name, frame_.owner, ownTypeParameters(), frame_.conditions, {}, e.type->result()};
  row.parameters.emplace_back("receiver", e.receiverType);
  for (const Type* parameter : e.type->parameters()) row.parameters.emplace_back("argument", parameter);
  const bytecode::FunctionIndex function = tables().addAnonymous(row);
  const auto count = static_cast<std::uint32_t>(row.parameters.size());

  FunctionFrame frame = frame_;
  frame.result = row.result;
  frame.parameterCount = count;
  FunctionEmitter wrapper(context_, std::move(frame));
  wrapper.code_.setPosition(e.position);
  for (std::uint32_t i = 0; i < count; ++i) wrapper.code_.getParameter(i, row.parameters[i].second);
  const bytecode::CallIndex target = tables().call(*e.function, e.receiverType, e.typeArguments);
  wrapper.code_.emit(Opcode::CallVirtual, target.value(), count, row.result);
  wrapper.code_.end(Opcode::Return, 1);
  wrapper.finish(function);

  if (e.bound != nullptr) value(e.bound);
  const std::uint32_t bound = e.bound == nullptr ? 0 : 1;
  code_.setPosition(e.position);
  code_.emit(Opcode::ClosureNew, callOfAnonymous(function).value(), bound, e.type, bound);
}

void FunctionEmitter::lambda(const hir::Closure& e) {
  const bytecode::FunctionIndex function = addInner(*e.body, e.captures, {});
  emitInnerBody(function, *e.body, e.captures, {});
  // Captured variables are passed as the cells that hold them.
  for (const hir::Capture& capture : e.captures) get(locals_.at(capture.outer));
  const auto count = static_cast<std::uint32_t>(e.captures.size());
  code_.setPosition(e.position);
  code_.emit(Opcode::ClosureNew, callOfAnonymous(function).value(), count, e.type, count);
}

bytecode::FunctionIndex FunctionEmitter::addInner(const hir::Function& body, const std::vector<hir::Capture>& captures,
                                                  std::span<TypeParameterSymbol* const> typeParameters) {
  ModuleTables::AnonymousFunction row{body.name, frame_.owner, ownTypeParameters(), frame_.conditions, {}, body.result};
  row.typeParameters.insert(row.typeParameters.end(), typeParameters.begin(), typeParameters.end());
  for (const hir::Capture& capture : captures) {
    row.parameters.emplace_back(capture.inner->name, locals_.at(capture.outer).type);
  }
  for (const hir::Local* parameter : body.parameters) row.parameters.emplace_back(parameter->name, parameter->type);
  if (row.parameters.size() > bytecode::kMaxParameters) {
    code_.setExcess(
        "has a lambda or local function that uses too many variables from outside: with its parameters at most 255");
  }
  if (frame_.typeParameters.size() + typeParameters.size() > bytecode::kMaxTypeParameters)
    code_.setExcess("has a local function with too many type parameters: with those around it at most 64");
  return tables().addAnonymous(row);
}

void FunctionEmitter::emitInnerBody(bytecode::FunctionIndex index, const hir::Function& body,
                                    const std::vector<hir::Capture>& captures,
                                    std::span<TypeParameterSymbol* const> typeParameters) {
  FunctionFrame frame = frame_;
  frame.name = body.name;
  frame.result = body.result;
  frame.typeParameters.insert(frame.typeParameters.end(), typeParameters.begin(), typeParameters.end());
  frame.parameterCount = static_cast<std::uint32_t>(captures.size() + body.parameters.size());
  FunctionEmitter inner(context_, std::move(frame));
  std::uint32_t number = 0;
  for (const hir::Capture& capture : captures) {
    LocalPlace place = locals_.at(capture.outer);
    place.isParameter = true;
    place.isField = false;
    place.index = number++;
    inner.locals_.put(capture.inner, place);
  }
  inner.code_.setPosition(body.body->position);
  for (const hir::Local* parameter : body.parameters) inner.bindParameter(parameter, number++);
  inner.returnBody(body.body);
  inner.finish(index);
}

// ---- Local functions

// Known before its body is emitted, which may call it.
void FunctionEmitter::declareFunction(const hir::LocalFunction& function) {
  const bytecode::FunctionIndex index = addInner(*function.body, function.captures, function.typeParameters);
  context_.localFunctions[&function] = {index, frame_.owner, ownTypeParameters().size()};
  emitInnerBody(index, *function.body, function.captures, function.typeParameters);
}

bytecode::CallIndex FunctionEmitter::targetOf(const hir::LocalFunction& function,
                                              const std::vector<hir::Local*>& captured,
                                              const std::vector<const Type*>& typeArguments) {
  this->captured(captured);
  const EmitContext::LocalTarget& target = context_.localFunctions.at(&function);
  // What is in scope there is in scope here, by the same numbers; a local class in between has all of it.
  const std::size_t first = target.owner == nullptr ? 0 : target.owner->typeParameters.size();
  std::vector<const Type*> all;
  for (std::size_t i = 0; i < target.typeParameters; ++i)
    all.push_back(context_.types.variable(frame_.typeParameters[first + i]));
  all.insert(all.end(), typeArguments.begin(), typeArguments.end());
  const Type* receiver = target.owner == nullptr ? nullptr : selfType(context_.types, *target.owner);
  return tables().call(target.index, receiver, all);
}

void FunctionEmitter::callLocal(const hir::CallLocal& e) {
  const bytecode::CallIndex call = targetOf(*e.function, e.captured, e.typeArguments);
  arguments(e.arguments, 0);
  if (!code_.isReachable()) return;
  code_.setPosition(e.position);
  code_.emit(Opcode::Call, call.value(), static_cast<std::uint32_t>(e.captured.size() + e.arguments.size()), e.type);
}

void FunctionEmitter::localFunctionValue(const hir::Closure& e) {
  const bytecode::CallIndex call = targetOf(*e.local, e.captured, e.typeArguments);
  const auto count = static_cast<std::uint32_t>(e.captured.size());
  code_.setPosition(e.position);
  code_.emit(Opcode::ClosureNew, call.value(), count, e.type, count);
}

// A call of a function that was made inside this one: with all type parameters in scope as they are.
bytecode::CallIndex FunctionEmitter::callOfAnonymous(bytecode::FunctionIndex function) {
  const Type* receiver = frame_.owner == nullptr ? nullptr : selfType(context_.types, *frame_.owner);
  std::vector<const Type*> typeArguments;
  for (const TypeParameterSymbol* parameter : ownTypeParameters()) {
    typeArguments.push_back(context_.types.variable(parameter));
  }
  return tables().call(function, receiver, typeArguments);
}

std::vector<const TypeParameterSymbol*> FunctionEmitter::ownTypeParameters() const {
  const std::size_t inherited = frame_.owner == nullptr ? 0 : frame_.owner->typeParameters.size();
  if (frame_.typeParameters.size() <= inherited) return {};
  return {frame_.typeParameters.begin() + static_cast<std::ptrdiff_t>(inherited), frame_.typeParameters.end()};
}

}  // namespace tatu::compiler::emit

// Rules of calls, function values, and leaving a function or branching on an optional.
#include <fmt/format.h>

#include "bytecode/verify/function_verifier.h"

namespace tatu::bytecode {

// ---- Resolving a call in the context of the function that contains it

const ResolvedCall* FunctionVerifier::resolveCall(CallIndex index) {
  ResolvedCall& resolved = calls_[index.value()];
  if (resolved.epoch == epoch_ || resolved.epoch == kAlways) return &resolved;
  const Call& call = module_.calls[index.value()];
  if (!resolveInto(call, resolved)) return nullptr;
  bool isClosed = call.receiver.isNone() || scope_.store[resolved.receiver].isClosed;
  for (const TypeIndex argument : call.typeArguments) isClosed = isClosed && scope_.store[type(argument)].isClosed;
  resolved.epoch = isClosed ? kAlways : epoch_;
  return &resolved;
}

bool FunctionVerifier::resolveInto(const Call& call, ResolvedCall& resolved) {
  resolved.function = scope_.linked.resolve(call.function);
  resolved.receiver = call.receiver.isNone() ? TypeId::none() : type(call.receiver);
  const Function& function = declarationOf(resolved.function);
  const LinkedModule& there = *resolved.function.module;
  std::vector<TypeId> arguments;
  if (!call.receiver.isNone() && !ownerArguments(call, resolved.function, arguments)) return false;
  const std::size_t own = arguments.size();
  for (const TypeIndex argument : call.typeArguments) {
    arguments.push_back(type(argument));
    if (!wellFormed_.check(arguments.back())) return false;
  }
  if (!wellFormed_.checkBounds(there, function.typeParameters, arguments, own)) return false;
  if (!callConditions(resolved.function, arguments)) return false;
  resolved.parameters.clear();
  for (const Parameter& parameter : function.parameters) {
    resolved.parameters.push_back(scope_.store.substitute(scope_.store.translate(there, parameter.type), arguments));
  }
  resolved.result = scope_.store.substitute(scope_.store.translate(there, function.result), arguments);
  // The receiver is passed as what it is; the member may be that of a supertype.
  if (!call.receiver.isNone() && !function.has(FunctionFlag::Static)) resolved.parameters[0] = resolved.receiver;
  return !scope_.store.hasOverflowed() || fail(Rule::DerivedTypeSize, "A type of a call becomes too large");
}

// The type arguments of the member's class, found through the receiver's type.
bool FunctionVerifier::ownerArguments(const Call& call, FunctionEntity entity, std::vector<TypeId>& arguments) {
  const TypeId receiver = type(call.receiver);
  if (!wellFormed_.check(receiver)) return false;
  const ClassId owner = scope_.store.classId(ownerOf(entity));
  const std::optional<TypeId> instance = scope_.relations.asInstanceOf(receiver, owner);
  if (!instance) {
    return fail(Rule::CallReceiver, "The receiver's type does not have the member that is called",
                fmt::format("a subtype of {}", text(scope_.store.selfType(owner))), text(receiver));
  }
  const std::span<const TypeId> found = scope_.store.argumentsOf(*instance);
  arguments.assign(found.begin(), found.end());
  return true;
}

bool FunctionVerifier::callConditions(FunctionEntity entity, std::span<const TypeId> arguments) {
  for (const Condition& condition : declarationOf(entity).conditions) {
    const TypeId bound = scope_.store.substitute(scope_.store.translate(*entity.module, condition.bound), arguments);
    if (scope_.relations.satisfies(arguments[condition.variable], bound)) continue;
    return failType(Rule::CallConditions, "A method is called whose condition does not hold", bound,
                    arguments[condition.variable]);
  }
  return true;
}

// ---- Calls

bool FunctionVerifier::callDirect(const Instruction& at) {
  const ResolvedCall* call = resolveCall(at.call());
  if (call == nullptr) return false;
  const Function& function = declarationOf(call->function);
  if (function.has(FunctionFlag::Constructor) || function.has(FunctionFlag::Abstract)) {
    return fail(Rule::CallKind, "A constructor or an abstract method is called directly");
  }
  if (const ClassEntity owner = ownerOf(call->function)) {
    if (scope_.relations.memberClassOf(call->receiver) != scope_.store.classId(owner)) {
      return fail(Rule::CallReceiver, "A direct call does not name the class that declares the member", {},
                  text(call->receiver));
    }
  }
  return popAll(call->parameters) && push(call->result);
}

bool FunctionVerifier::callVirtual(const Instruction& at) {
  const ResolvedCall* call = resolveCall(at.call());
  if (call == nullptr) return false;
  const Function& function = declarationOf(call->function);
  if (function.owner.isNone() || function.has(FunctionFlag::Static) || function.has(FunctionFlag::Constructor)) {
    return fail(Rule::CallKind, "call.virtual names what is no method");
  }
  return popAll(call->parameters) && push(call->result);
}

bool FunctionVerifier::closureNew(const Instruction& at) {
  const ResolvedCall* call = resolveCall(at.call());
  if (call == nullptr) return false;
  const Function& function = declarationOf(call->function);
  if (function.has(FunctionFlag::Constructor) || function.has(FunctionFlag::Abstract)) {
    return fail(Rule::CallKind, "A function value is made of a constructor or an abstract method");
  }
  if (const ClassEntity owner = ownerOf(call->function)) {
    if (scope_.relations.memberClassOf(call->receiver) != scope_.store.classId(owner)) {
      return fail(Rule::CallReceiver, "A function value does not name the class that declares the member", {},
                  text(call->receiver));
    }
  }
  const std::span<const TypeId> parameters = call->parameters;
  if (at.count() > parameters.size()) {
    return fail(Rule::ClosureCount, "A function value captures more than there are parameters",
                fmt::format("at most {}", parameters.size()), fmt::format("{}", at.count()));
  }
  std::vector<TypeId> signature(parameters.begin() + at.count(), parameters.end());
  signature.push_back(call->result);
  return popAll(parameters.first(at.count())) && push(scope_.store.function(signature));
}

bool FunctionVerifier::callClosure(const Instruction& at) {
  if (stack_.size() <= at.count()) return fail(Rule::StackUnderflow, "The stack has too few entries");
  const TypeId function = stack_[stack_.size() - 1 - at.count()];
  if (scope_.store.kindOf(function) != TypeKind::Function)
    return fail(Rule::StackKind, "An entry is of another kind", "a function", text(function));
  const std::span<const TypeId> signature = scope_.store.argumentsOf(function);
  if (signature.size() - 1 != at.count()) {
    return fail(Rule::ClosureCount, "A function value is called with another number of arguments",
                fmt::format("{}", signature.size() - 1), fmt::format("{}", at.count()));
  }
  return popAll(signature.first(at.count())) && popAs(function) && push(signature.back());
}

// ---- Leaving and branching

bool FunctionVerifier::returnTop() {
  if (isConstructor() && isRaw_)
    return fail(Rule::ReturnComplete, "A constructor returns before its receiver is complete");
  if (stack_.size() != 1)
    return fail(Rule::ReturnStack, "A function returns with other than one entry on the stack", "1",
                fmt::format("{}", stack_.size()));
  TypeId value;
  if (!pop(value)) return false;
  return scope_.relations.isSubtype(value, result_) ||
         failType(Rule::ReturnStack, "A function returns another type", result_, value);
}

bool FunctionVerifier::throwTop() {
  TypeId value;
  if (!pop(value)) return false;
  if (!exceptionType_.isNone() && scope_.relations.isSubtype(value, exceptionType_)) return true;
  return fail(Rule::ThrowType, "What is thrown is no Exception", "Exception", text(value));
}

bool FunctionVerifier::jumpNull(const Instruction& at) {
  TypeId payload;
  return popOptional(payload) && arrive(at.label()) && push(payload);
}

bool FunctionVerifier::jumpPresent(const Instruction& at) {
  TypeId payload;
  if (!popOptional(payload) || !push(payload) || !arrive(at.label())) return false;
  stack_.pop_back();
  return true;
}

}  // namespace tatu::bytecode

// Rules of calls, function values, and leaving a function or branching on an optional.
#include <fmt/format.h>

#include "bytecode/verify/function_verifier.h"

namespace tatu::bytecode {

// ---- Resolving a call in the context of the function that contains it

const ResolvedCall* FunctionVerifier::resolveCall(CallIndex index) {
  ResolvedCall& resolved = calls_[index.value()];
  const Call& call = module_.calls[index.value()];
  if (resolved.epoch == epoch_ || resolved.epoch == kAlways) {
    enterCall(call, resolved);
    return &resolved;
  }
  if (!checkCall(call, resolved)) return nullptr;
  bool isClosed = call.receiver.isNone() || scope_.store[resolved.receiver].isClosed;
  for (const TypeIndex argument : call.typeArguments) isClosed = isClosed && scope_.store[type(argument)].isClosed;
  resolved.epoch = isClosed ? kAlways : epoch_;
  return &resolved;
}

bool FunctionVerifier::checkCall(const Call& call, ResolvedCall& resolved) {
  resolved.function = scope_.linked.resolve(call.function);
  resolved.receiver = call.receiver.isNone() ? TypeId::none() : type(call.receiver);
  if (!call.receiver.isNone() && !findInstance(resolved)) return false;
  enterCall(call, resolved);
  const std::size_t ownFirst = callArguments_.size() - call.typeArguments.size();
  for (const TypeId argument : callArguments_.subspan(ownFirst)) {
    if (!wellFormed_.check(argument)) return false;
  }
  const List<TypeParameter>& parameters = declarationOf(resolved.function).typeParameters;
  return wellFormed_.checkBounds(*resolved.function.module, parameters, callArguments_, ownFirst) &&
         callConditions(resolved.function);
}

// The member's class with its type arguments, found through the receiver's type.
bool FunctionVerifier::findInstance(ResolvedCall& resolved) {
  if (!wellFormed_.check(resolved.receiver)) return false;
  const ClassId owner = scope_.store.classId(ownerOf(resolved.function));
  const std::optional<TypeId> instance = scope_.relations.asInstanceOf(resolved.receiver, owner);
  if (!instance) {
    return fail(Rule::CallReceiver, "The receiver's type does not have the member that is called",
                fmt::format("a subtype of {}", text(scope_.store.selfType(owner))), text(resolved.receiver));
  }
  resolved.instance = *instance;
  return true;
}

// From now on callArguments_ are those of this call.
void FunctionVerifier::enterCall(const Call& call, const ResolvedCall& resolved) {
  callArguments_ = {};
  if (!resolved.receiver.isNone()) callArguments_ = scope_.store.argumentsOf(resolved.instance);
  if (call.typeArguments.empty()) return;
  callArgumentList_.assign(callArguments_.begin(), callArguments_.end());
  for (const TypeIndex argument : call.typeArguments) callArgumentList_.push_back(type(argument));
  callArguments_ = callArgumentList_;
}

bool FunctionVerifier::callConditions(FunctionEntity entity) {
  for (const Condition& condition : declarationOf(entity).conditions) {
    TypeId bound;
    if (!seenInCall(entity, condition.bound, bound)) return false;
    if (scope_.relations.satisfies(callArguments_[condition.variable], bound)) continue;
    return failType(Rule::CallConditions, "A method is called whose condition does not hold", bound,
                    callArguments_[condition.variable]);
  }
  return true;
}

// A type of the callee's declaration, as the call sees it.
bool FunctionVerifier::seenInCall(FunctionEntity entity, TypeIndex index, TypeId& type) {
  type = scope_.store.substitute(scope_.store.translate(*entity.module, index), callArguments_);
  return !scope_.store.hasOverflowed() || fail(Rule::DerivedTypeSize, "A type of a call becomes too large");
}

// The receiver is passed as what it is; the member may be that of a supertype.
bool FunctionVerifier::parameterType(const ResolvedCall& call, std::size_t number, TypeId& type) {
  const Function& function = declarationOf(call.function);
  const bool isReceiver = number == 0 && !call.receiver.isNone() && !function.has(FunctionFlag::Static);
  if (!isReceiver) return seenInCall(call.function, function.parameters[number].type, type);
  type = call.receiver;
  return true;
}

// Pops the arguments for the parameters in [first, end).
bool FunctionVerifier::popParameters(const ResolvedCall& call, std::size_t first, std::size_t end) {
  for (std::size_t i = end; i > first; --i) {
    TypeId expected;
    if (!parameterType(call, i - 1, expected) || !popAs(expected)) return false;
  }
  return true;
}

bool FunctionVerifier::pushResult(const ResolvedCall& call) {
  TypeId result;
  return seenInCall(call.function, declarationOf(call.function).result, result) && push(result);
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
  return popParameters(*call, 0, function.parameters.size()) && pushResult(*call);
}

bool FunctionVerifier::callVirtual(const Instruction& at) {
  const ResolvedCall* call = resolveCall(at.call());
  if (call == nullptr) return false;
  const Function& function = declarationOf(call->function);
  if (function.owner.isNone() || function.has(FunctionFlag::Static) || function.has(FunctionFlag::Constructor)) {
    return fail(Rule::CallKind, "call.virtual names what is no method");
  }
  return popParameters(*call, 0, function.parameters.size()) && pushResult(*call);
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
  const std::size_t parameterCount = function.parameters.size();
  if (at.count() > parameterCount) {
    return fail(Rule::ClosureCount, "A function value captures more than there are parameters",
                fmt::format("at most {}", parameterCount), fmt::format("{}", at.count()));
  }
  signature_.clear();
  for (std::size_t i = at.count(); i < parameterCount; ++i) {
    if (!parameterType(*call, i, signature_.emplace_back())) return false;
  }
  return seenInCall(call->function, function.result, signature_.emplace_back()) &&
         popParameters(*call, 0, at.count()) && push(scope_.store.function(signature_));
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
  for (std::size_t i = at.count(); i > 0; --i) {
    if (!popAs(signature[i - 1])) return false;
  }
  return popAs(function) && push(signature.back());
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
  stack_.drop(1);
  return true;
}

}  // namespace tatu::bytecode

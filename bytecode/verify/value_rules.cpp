// Rules of constants, locals, globals, strings, optionals, tuples and identity.
#include <algorithm>

#include <fmt/format.h>

#include "bytecode/limits.h"
#include "bytecode/verify/function_verifier.h"

namespace tatu::bytecode {

bool FunctionVerifier::pushNull(const Instruction& at) {
  TypeId target;
  if (!operandType(at.type(), target)) return false;
  if (scope_.store.kindOf(target) != TypeKind::Optional)
    return fail(Rule::OptionalType, "null is of an optional type only", {}, text(target));
  return push(target);
}

bool FunctionVerifier::isInitialised(LocalIndex local) const {
  if (isParameter(local)) return true;
  const std::uint32_t bit = local.value() - parameterCount_;
  return (initialised_[bit / 8] >> (bit % 8) & 1) != 0;
}

bool FunctionVerifier::localGet(const Instruction& at) {
  const LocalIndex local = at.local();
  if (isRaw_ && local.value() == 0) return fail(Rule::RawReceiver, "The receiver is read before it is complete");
  if (!isInitialised(local))
    return fail(Rule::LocalInitialised, "A local is read that may have no value", {},
                fmt::format("local {}", local.value()));
  return push(locals_[local.value()]);
}

bool FunctionVerifier::localSet(const Instruction& at) {
  const LocalIndex local = at.local();
  if (isConstructor() && local.value() == 0)
    return fail(Rule::RawReceiver, "The receiver of a constructor is replaced");
  if (!popAs(locals_[local.value()])) return false;
  if (isParameter(local)) return true;
  const std::uint32_t bit = local.value() - parameterCount_;
  initialised_[bit / 8] |= static_cast<std::uint8_t>(1u << (bit % 8));
  return true;
}

bool FunctionVerifier::dup() {
  TypeId top;
  return pop(top) && push(top) && push(top);
}

bool FunctionVerifier::swap() {
  TypeId top;
  TypeId below;
  return pop(top) && pop(below) && push(top) && push(below);
}

bool FunctionVerifier::globalGet(const Instruction& at) {
  return push(type(module_.globals[at.global().value()].type));
}

bool FunctionVerifier::globalSet(const Instruction& at) {
  const Global& global = module_.globals[at.global().value()];
  const bool isInitialising = global.package.isNone() && index_ == module_.initialiser;
  if (!global.isMutable && !isInitialising) {
    return fail(Rule::FieldMutable, "An immutable global is set outside of the initialiser", {},
                std::string(module_.text(global.name)));
  }
  return popAs(type(global.type));
}

bool FunctionVerifier::stringConcat(const Instruction& at) {
  if (at.count() < 2) return fail(Rule::PartNumber, "A concatenation needs at least two strings");
  for (std::uint32_t i = 0; i < at.count(); ++i) {
    if (!popAs(leaf(TypeKind::String))) return false;
  }
  return push(leaf(TypeKind::String));
}

bool FunctionVerifier::optionalSome() {
  TypeId payload;
  if (!pop(payload)) return false;
  if (scope_.store.kindOf(payload) == TypeKind::Optional)
    return fail(Rule::OptionalType, "An optional is wrapped once more", {}, text(payload));
  return push(scope_.store.optional(payload));
}

bool FunctionVerifier::popOptional(TypeId& payload) {
  TypeId whole;
  if (!popKind(TypeKind::Optional, "an optional", whole)) return false;
  payload = scope_.store.argumentsOf(whole)[0];
  const TypeTerm& term = scope_.store[payload];
  if (term.kind == TypeKind::Variable) facts_->variablePayloads.push_back({offset_, term.variable});
  return true;
}

bool FunctionVerifier::optionalUnwrap() {
  TypeId payload;
  return popOptional(payload) && push(payload);
}

bool FunctionVerifier::optionalIsNull() {
  TypeId payload;
  return popOptional(payload) && push(leaf(TypeKind::Bool));
}

bool FunctionVerifier::tupleMake(const Instruction& at) {
  if (at.count() < 2 || at.count() > kMaxTupleParts)
    return fail(Rule::PartNumber, "A tuple has 2 to 6 parts", {}, fmt::format("{}", at.count()));
  if (stack_.size() < at.count()) return fail(Rule::StackUnderflow, "The stack has too few entries");
  const TypeId tuple = scope_.store.tuple(stack_.top(at.count()));
  stack_.drop(at.count());
  return push(tuple);
}

bool FunctionVerifier::tupleGet(const Instruction& at) {
  TypeId tuple;
  if (!popKind(TypeKind::Tuple, "a tuple", tuple)) return false;
  const std::span<const TypeId> parts = scope_.store.argumentsOf(tuple);
  if (at.count() >= parts.size()) {
    return fail(Rule::PartNumber, "A tuple has no such part", fmt::format("below {}", parts.size()),
                fmt::format("{}", at.count()));
  }
  return push(parts[at.count()]);
}

bool FunctionVerifier::popIdentity() {
  TypeId type;
  if (!pop(type)) return false;
  const TypeId object = scope_.store.kindOf(type) == TypeKind::Optional ? scope_.store.argumentsOf(type)[0] : type;
  if (scope_.store.kindOf(object) == TypeKind::Class) {
    const Class& definition = scope_.store.classOf(object);
    if (definition.kind == ClassKind::Interface || (definition.kind == ClassKind::Class && !definition.isData))
      return true;
  }
  return fail(Rule::Identity, "Identity is asked of a value that has none", "an object of a class or interface",
              text(type));
}

bool FunctionVerifier::referenceEqual() { return popIdentity() && popIdentity() && push(leaf(TypeKind::Bool)); }

}  // namespace tatu::bytecode

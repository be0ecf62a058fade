// Rules of arrays, and of boxing, tests and casts.
#include "bytecode/verify/function_verifier.h"

namespace tatu::bytecode {

bool FunctionVerifier::arrayNew(const Instruction& at) {
  TypeId element;
  return operandType(at.type(), element) && popAs(leaf(TypeKind::Int)) && push(scope_.store.array(element));
}

bool FunctionVerifier::popArray(TypeId& array) { return popKind(TypeKind::Array, "an array", array); }

bool FunctionVerifier::arrayLength() {
  TypeId array;
  return popArray(array) && push(leaf(TypeKind::Int));
}

bool FunctionVerifier::arrayGet() {
  TypeId array;
  return popAs(leaf(TypeKind::Int)) && popArray(array) && push(scope_.store.argumentsOf(array)[0]);
}

bool FunctionVerifier::arraySet() {
  TypeId value;
  TypeId array;
  if (!pop(value) || !popAs(leaf(TypeKind::Int)) || !popArray(array)) return false;
  const TypeId element = scope_.store.argumentsOf(array)[0];
  return scope_.relations.isSubtype(value, element) ||
         failType(Rule::StackType, "A value does not fit the array", element, value);
}

bool FunctionVerifier::arrayClear() {
  TypeId array;
  return popAs(leaf(TypeKind::Int)) && popAs(leaf(TypeKind::Int)) && popArray(array);
}

bool FunctionVerifier::arrayCopy() {
  TypeId target;
  TypeId source;
  if (!popAs(leaf(TypeKind::Int)) || !popAs(leaf(TypeKind::Int)) || !popArray(target)) return false;
  if (!popAs(leaf(TypeKind::Int)) || !popArray(source)) return false;
  return source == target || failType(Rule::StackType, "The arrays are of different types", target, source);
}

bool FunctionVerifier::arrayFill() {
  TypeId value;
  TypeId array;
  if (!pop(value) || !popAs(leaf(TypeKind::Int)) || !popAs(leaf(TypeKind::Int)) || !popArray(array)) return false;
  const TypeId element = scope_.store.argumentsOf(array)[0];
  return scope_.relations.isSubtype(value, element) ||
         failType(Rule::StackType, "A value does not fit the array", element, value);
}

// ---- Boxing, tests, casts

namespace {

TypeId withoutOptional(const TypeStore& store, TypeId type) {
  return store.kindOf(type) == TypeKind::Optional ? store.argumentsOf(type)[0] : type;
}

bool isInterfaceOrAny(const TypeStore& store, TypeId type) {
  if (store.kindOf(type) == TypeKind::Any) return true;
  return store.kindOf(type) == TypeKind::Class && store.classOf(type).kind == ClassKind::Interface;
}

}  // namespace

bool FunctionVerifier::typeBox(const Instruction& at) {
  TypeId target;
  TypeId value;
  if (!operandType(at.type(), target) || !pop(value)) return false;
  const TypeId inner = withoutOptional(scope_.store, target);
  if (!isInterfaceOrAny(scope_.store, inner))
    return fail(Rule::BoxTarget, "A value is boxed as what is neither Any nor an interface", {}, text(target));
  const bool isOptional = scope_.store.kindOf(value) == TypeKind::Optional;
  const bool fits = isOptional ? target != inner && scope_.relations.satisfies(value, target)
                               : scope_.relations.satisfies(value, inner);
  return (fits || failType(Rule::BoxTarget, "A value does not have the type that it is boxed as", target, value)) &&
         push(target);
}

// Pops the value that is tested.
bool FunctionVerifier::castOperands(const Instruction& at, TypeId& target) {
  TypeId value;
  if (!operandType(at.type(), target) || !pop(value)) return false;
  const TypeKind targetKind = scope_.store.kindOf(target);
  if (targetKind == TypeKind::Optional || targetKind == TypeKind::Never) {
    return fail(Rule::CastType, "A value is tested for being of an optional type or Never", {}, text(target));
  }
  const TypeKind valueKind = scope_.store.kindOf(withoutOptional(scope_.store, value));
  if (valueKind == TypeKind::Any || valueKind == TypeKind::Class) return true;
  return fail(Rule::CastType, "Only a value of type Any, a class, interface or enum is tested or cast", {},
              text(value));
}

bool FunctionVerifier::typeIs(const Instruction& at) {
  TypeId target;
  return castOperands(at, target) && push(leaf(TypeKind::Bool));
}

bool FunctionVerifier::typeCast(const Instruction& at) {
  TypeId target;
  return castOperands(at, target) && push(target);
}

bool FunctionVerifier::typeCastOptional(const Instruction& at) {
  TypeId target;
  return castOperands(at, target) && push(scope_.store.optional(target));
}

}  // namespace tatu::bytecode

// Rules of objects, fields and enums. A constructor's receiver is raw until object.super or object.complete.
#include <fmt/format.h>

#include "bytecode/verify/function_verifier.h"

namespace tatu::bytecode {

bool FunctionVerifier::objectNew(const Instruction& at) {
  const ResolvedCall* call = resolveCall(at.call());
  if (call == nullptr) return false;
  const Function& constructor = declarationOf(call->function);
  if (!constructor.has(FunctionFlag::Constructor))
    return fail(Rule::CallKind, "object.new names what is no constructor");
  if (scope_.store.classOf(call->receiver).isAbstract)
    return fail(Rule::CreateAbstract, "An object of an abstract class is created", {}, text(call->receiver));
  return popParameters(*call, 1, constructor.parameters.size()) && push(call->receiver);
}

bool FunctionVerifier::objectSuper(const Instruction& at) {
  if (!isConstructor()) return fail(Rule::ConstructorOnly, "object.super stands outside of a constructor");
  const ResolvedCall* call = resolveCall(at.call());
  if (call == nullptr) return false;
  const TypeIndex superclass = module_.classes[function_->owner.value()].superclass;
  const Function& constructor = declarationOf(call->function);
  const bool isConstructorOfSuper =
      constructor.has(FunctionFlag::Constructor) && !superclass.isNone() && call->receiver == type(superclass);
  if (!isConstructorOfSuper)
    return fail(Rule::Completion, "object.super does not name a constructor of the superclass");
  return popParameters(*call, 1, constructor.parameters.size()) && complete();
}

bool FunctionVerifier::objectComplete() {
  if (!isConstructor()) return fail(Rule::ConstructorOnly, "object.complete stands outside of a constructor");
  if (!module_.classes[function_->owner.value()].superclass.isNone()) {
    return fail(Rule::Completion, "A class with a superclass is completed without its constructor");
  }
  return complete();
}

bool FunctionVerifier::complete() {
  if (!isRaw_) return fail(Rule::Completion, "The receiver is complete already");
  if (fieldsSetCount_ != fieldsSet_.size()) {
    return fail(Rule::FieldInitOnce, "The receiver is completed before all own fields are initialised",
                fmt::format("{} fields", fieldsSet_.size()), fmt::format("{}", fieldsSetCount_));
  }
  isRaw_ = false;
  mustCheckHandlers_ = true;
  return true;
}

const ResolvedField* FunctionVerifier::resolveField(FieldRefIndex index) {
  const FieldRef& reference = module_.fieldRefs[index.value()];
  ResolvedField& resolved = fields_[index.value()];
  if (!wellFormed_.check(type(reference.owner))) return nullptr;
  if (resolved.isResolved) return &resolved;
  resolved.owner = type(reference.owner);
  resolved.definition = scope_.store.entityOf(scope_.store[resolved.owner].definition);
  resolved.number = scope_.linked.fieldNumber(reference);
  const Field& field = declarationOf(resolved.definition).fields[resolved.number];
  resolved.type = scope_.store.substitute(scope_.store.translate(*resolved.definition.module, field.type),
                                          scope_.store.argumentsOf(resolved.owner));
  resolved.isMutable = field.isMutable;
  resolved.isResolved = true;
  return &resolved;
}

bool FunctionVerifier::fieldInit(const Instruction& at) {
  if (!isConstructor()) return fail(Rule::ConstructorOnly, "field.init stands outside of a constructor");
  const ResolvedField* field = resolveField(at.field());
  if (field == nullptr) return false;
  if (!isRaw_) return fail(Rule::FieldInitOnce, "A field is initialised after the completion");
  if (field->owner != locals_[0])
    return failType(Rule::FieldInitOnce, "A field of another class is initialised", locals_[0], field->owner);
  if (fieldsSet_[field->number]) return fail(Rule::FieldInitOnce, "A field is initialised twice");
  if (!popAs(field->type)) return false;
  fieldsSet_[field->number] = true;
  ++fieldsSetCount_;
  mustCheckHandlers_ = true;
  return true;
}

bool FunctionVerifier::fieldGet(const Instruction& at) {
  const ResolvedField* field = resolveField(at.field());
  return field != nullptr && popAs(field->owner) && push(field->type);
}

bool FunctionVerifier::fieldSet(const Instruction& at) {
  const ResolvedField* field = resolveField(at.field());
  if (field == nullptr) return false;
  if (!field->isMutable) return fail(Rule::FieldMutable, "An immutable field is set");
  return popAs(field->type) && popAs(field->owner);
}

const List<Field>& FunctionVerifier::payloadOf(const CaseRef& reference) {
  return scope_.store.classOf(type(reference.owner)).cases[reference.caseNumber].payload;
}

// The type of a part of the case, as an instance of the enum has it.
TypeId FunctionVerifier::partType(const CaseRef& reference, const Field& part) {
  const TypeId owner = type(reference.owner);
  const LinkedModule& module = *scope_.store.entityOf(scope_.store[owner].definition).module;
  return scope_.store.substitute(scope_.store.translate(module, part.type), scope_.store.argumentsOf(owner));
}

bool FunctionVerifier::enumNew(const Instruction& at) {
  const CaseRef& reference = module_.caseRefs[at.enumCase().value()];
  const TypeId owner = type(reference.owner);
  if (!wellFormed_.check(owner)) return false;
  const List<Field>& payload = payloadOf(reference);
  for (std::size_t i = payload.size(); i > 0; --i) {
    if (!popAs(partType(reference, payload[i - 1]))) return false;
  }
  return push(owner);
}

bool FunctionVerifier::enumTag() {
  TypeId found;
  if (!pop(found)) return false;
  const bool isEnum =
      scope_.store.kindOf(found) == TypeKind::Class && scope_.store.classOf(found).kind == ClassKind::Enum;
  return (isEnum || fail(Rule::StackKind, "An entry is of another kind", "an enum", text(found))) &&
         push(leaf(TypeKind::Int32));
}

bool FunctionVerifier::enumGet(const Instruction& at) {
  const CaseRef& reference = module_.caseRefs[at.enumCase().value()];
  const TypeId owner = type(reference.owner);
  if (!wellFormed_.check(owner) || !popAs(owner)) return false;
  const List<Field>& payload = payloadOf(reference);
  if (at.count() >= payload.size()) {
    return fail(Rule::PartNumber, "A case has no such part", fmt::format("below {}", payload.size()),
                fmt::format("{}", at.count()));
  }
  return push(partType(reference, payload[at.count()]));
}

}  // namespace tatu::bytecode

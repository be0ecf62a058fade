// The members that data classes and enums get by themselves: equals, hash, toString.
//
// Each part is compared, hashed and shown by the core library's member of that name, found by the part's type.
#include "bytecode/limits.h"
#include "compiler/emit/function_emitter.h"

namespace tatu::compiler::emit {

using bytecode::ClassKind;
using bytecode::Opcode;

namespace {

// Types whose equality is one instruction. Floats are not among them: equals() takes NaN as equal to itself.
Opcode equalityOf(const Type* type) {
  switch (type->kind) {
    case TypeKind::Int: return Opcode::IntEqual;
    case TypeKind::Int32: return Opcode::Int32Equal;
    case TypeKind::Bool: return Opcode::BoolEqual;
    case TypeKind::String: return Opcode::StringEqual;
    default: return Opcode::CallVirtual;
  }
}

}  // namespace

void FunctionEmitter::emitDerived(const FunctionSymbol& symbol) {
  const ClassSymbol& owner = *symbol.owner;
  if (symbol.name == "toString") return derivedText(owner);
  if (symbol.name == "hash") return derivedHash(owner);
  if (owner.kind == ClassKind::Enum) return derivedEnumEquals(owner);
  derivedEquals(owner);
}

void FunctionEmitter::callMember(const FunctionSymbol& member, const Type* receiver, std::uint32_t pops,
                                 const Type* result) {
  code_.emit(Opcode::CallVirtual, tables().call(member, receiver, {}).value(), pops, result);
}

// Pushes a field of a data class or a part of an enum case's payload, of the object in parameter `parameter`.
void FunctionEmitter::loadMember(const Type* self, std::uint32_t parameter, const CaseSymbol* enumCase,
                                 const FieldSymbol& field, std::uint32_t number) {
  code_.getParameter(parameter, self);
  if (enumCase == nullptr) {
    code_.emit(Opcode::FieldGet, tables().field(self, field).value(), 1, field.type);
  } else {
    code_.emit(Opcode::EnumGet, tables().enumCase(self, *enumCase).value(), 1, field.type, number);
  }
}

void FunctionEmitter::compareMembers(const Type* self, const CaseSymbol* enumCase, std::span<FieldSymbol* const> fields,
                                     CodeLabel different) {
  for (std::uint32_t i = 0; i < fields.size(); ++i) {
    loadMember(self, 0, enumCase, *fields[i], i);
    loadMember(self, 1, enumCase, *fields[i], i);
    const Opcode opcode = equalityOf(fields[i]->type);
    if (opcode == Opcode::CallVirtual) {
      callMember(*context_.core.equals, fields[i]->type, 2, leaf(TypeKind::Bool));
    } else {
      code_.emit(opcode);
    }
    code_.branch(Opcode::JumpFalse, different);
  }
}

void FunctionEmitter::endWithBool(bool value) {
  code_.emit(value ? Opcode::PushTrue : Opcode::PushFalse);
  code_.end(Opcode::Return, 1);
}

void FunctionEmitter::derivedEquals(const ClassSymbol& symbol) {
  const CodeLabel different = code_.newLabel();
  compareMembers(selfType(context_.types, symbol), nullptr, symbol.fields, different);
  endWithBool(true);
  code_.bind(different);
  endWithBool(false);
}

void FunctionEmitter::derivedEnumEquals(const ClassSymbol& symbol) {
  const Type* self = selfType(context_.types, symbol);
  const CodeLabel different = code_.newLabel();
  for (const std::uint32_t parameter : {0u, 1u}) {
    code_.getParameter(parameter, self);
    code_.emit(Opcode::EnumTag, 0, 1, leaf(TypeKind::Int32));
  }
  code_.emit(Opcode::Int32Equal);
  code_.branch(Opcode::JumpFalse, different);
  const std::vector<CodeLabel> cases = switchOnTag(symbol, self);
  for (std::size_t i = 0; i < cases.size(); ++i) {
    code_.bind(cases[i]);
    compareMembers(self, symbol.cases[i], symbol.cases[i]->payload, different);
    endWithBool(true);
  }
  code_.bind(different);
  endWithBool(false);
}

// Goes to one label per case by the tag of `this`.
std::vector<CodeLabel> FunctionEmitter::switchOnTag(const ClassSymbol& symbol, const Type* self) {
  std::vector<CodeLabel> labels;
  for (std::size_t i = 0; i < symbol.cases.size(); ++i) labels.push_back(code_.newLabel());
  if (labels.size() < 2) return labels;
  code_.getParameter(0, self);
  code_.emit(Opcode::EnumTag, 0, 1, leaf(TypeKind::Int32));
  code_.switchTo(labels);
  return labels;
}

void FunctionEmitter::hashMembers(const Type* self, const CaseSymbol* enumCase, std::span<FieldSymbol* const> fields,
                                  const Type* hasher) {
  for (std::uint32_t i = 0; i < fields.size(); ++i) {
    loadMember(self, 0, enumCase, *fields[i], i);
    code_.getParameter(1, hasher);
    callMember(*context_.core.hash, fields[i]->type, 2, leaf(TypeKind::Unit));
    code_.dropTop();
  }
}

void FunctionEmitter::derivedHash(const ClassSymbol& symbol) {
  const Type* self = selfType(context_.types, symbol);
  const Type* hasher = context_.types.classType(context_.core.hasherAddInt->owner, {});
  if (symbol.kind != ClassKind::Enum) {
    hashMembers(self, nullptr, symbol.fields, hasher);
    return endWithUnit();
  }
  code_.getParameter(1, hasher);
  code_.getParameter(0, self);
  code_.emit(Opcode::EnumTag, 0, 1, leaf(TypeKind::Int32));
  code_.emit(Opcode::Int32ToInt);
  const bytecode::CallIndex add = tables().call(*context_.core.hasherAddInt, hasher, {});
  code_.emit(Opcode::Call, add.value(), 2, leaf(TypeKind::Unit));
  code_.dropTop();
  const std::vector<CodeLabel> cases = switchOnTag(symbol, self);
  for (std::size_t i = 0; i < cases.size(); ++i) {
    code_.bind(cases[i]);
    hashMembers(self, symbol.cases[i], symbol.cases[i]->payload, hasher);
    endWithUnit();
  }
}

void FunctionEmitter::derivedText(const ClassSymbol& symbol) {
  const Type* self = selfType(context_.types, symbol);
  if (symbol.kind != ClassKind::Enum) return memberText(self, nullptr, symbol.name, symbol.fields);
  const std::vector<CodeLabel> cases = switchOnTag(symbol, self);
  for (std::size_t i = 0; i < cases.size(); ++i) {
    code_.bind(cases[i]);
    memberText(self, symbol.cases[i], symbol.cases[i]->name, symbol.cases[i]->payload);
  }
}

void FunctionEmitter::pushText(std::string_view text) {
  code_.emit(Opcode::PushString, tables().string(text).value(), 0, leaf(TypeKind::String));
}

// Returns `Name(part, part)`, or `Name` for a case without payload.
void FunctionEmitter::memberText(const Type* self, const CaseSymbol* enumCase, const std::string& name,
                                 std::span<FieldSymbol* const> fields) {
  if (enumCase != nullptr && fields.empty()) {
    pushText(name);
    return code_.end(Opcode::Return, 1);
  }
  std::uint32_t pending = 0;
  for (std::uint32_t i = 0; i < fields.size(); ++i) {
    if (pending + 2 >= bytecode::kMaxCountOperand) {
      concatTop(pending);
      pending = 1;
    }
    pushText(i == 0 ? name + "(" : ", ");
    loadMember(self, 0, enumCase, *fields[i], i);
    if (!fields[i]->type->is(TypeKind::String)) {
      callMember(*context_.core.toString, fields[i]->type, 1, leaf(TypeKind::String));
    }
    pending += 2;
  }
  pushText(fields.empty() ? name + "()" : ")");
  concatTop(pending + 1);
  code_.end(Opcode::Return, 1);
}

}  // namespace tatu::compiler::emit

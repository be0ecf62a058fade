#include "vm/link/instantiation_cost.h"

#include <algorithm>

#include "vm/link/decoded_code.h"
#include "vm/link/linker.h"

namespace tatu::vm {

using bytecode::Instruction;
using bytecode::OperandKind;

namespace {

// The types of a module's table that a new instance makes anew: as many as the type has parts with a variable in them.
class OpenTypes {
 public:
  explicit OpenTypes(const ModuleImage& module) : module_(module) {}

  [[nodiscard]] std::uint64_t in(bytecode::TypeIndex index) const {
    return index.isNone() ? 0 : module_.openParts[index.value()];
  }
  [[nodiscard]] std::uint64_t in(std::span<const bytecode::TypeIndex> types) const {
    std::uint64_t sum = 0;
    for (const bytecode::TypeIndex type : types) sum += in(type);
    return sum;
  }
  // With the function's signature, which is made for each list of type arguments.
  [[nodiscard]] std::uint64_t in(bytecode::CallIndex index) const {
    const bytecode::Call& call = module_.rows().calls[index.value()];
    const std::uint64_t own = in(call.receiver) + in(call.typeArguments);
    return own == 0 ? 0 : own + module_.functions[call.function.value()]->row->parameters.size() + 1;
  }

 private:
  const ModuleImage& module_;
};

// The fields of a class's objects and its virtual methods, if the class is yet to be made for these arguments.
std::uint64_t fieldsOf(const ModuleImage& module, bytecode::TypeIndex index) {
  if (module.openParts[index.value()] == 0) return 0;
  const bytecode::Type& type = module.rows().type(index);
  if (type.kind != bytecode::TypeKind::Class) return 1;
  std::uint64_t fields = module.classes[type.definition.value()]->virtualSlots;
  for (const ClassDefinition* at = module.classes[type.definition.value()]; at != nullptr; at = at->superclass) {
    fields += 1 + at->row->fields.size();
  }
  return fields;
}

std::uint64_t costOf(const ModuleImage& module, const OpenTypes& types, const Instruction& at,
                     std::vector<bool>& knownOwners) {
  const auto ownerOnce = [&](bytecode::TypeIndex owner) -> std::uint64_t {
    if (owner.isNone() || knownOwners[owner.value()]) return 0;
    knownOwners[owner.value()] = true;
    return fieldsOf(module, owner);
  };
  const bytecode::InstructionInfo& info = at.info();
  if (info.operandCount == 0) return 1;
  switch (info.operands[0]) {
    case OperandKind::Type: return 1 + types.in(at.type());
    case OperandKind::Call: {
      const bytecode::Call& call = module.rows().calls[at.call().value()];
      return 1 + types.in(at.call()) + ownerOnce(call.receiver);
    }
    case OperandKind::Field: return 1 + ownerOnce(module.rows().fieldRefs[at.field().value()].owner);
    case OperandKind::Case: {
      const bytecode::CaseRef& reference = module.rows().caseRefs[at.enumCase().value()];
      const auto& cases = module.classes[module.rows().type(reference.owner).definition.value()]->row->cases;
      return 1 + types.in(reference.owner) + cases[reference.caseNumber].payload.size();
    }
    default: return 1;
  }
}

}  // namespace

std::uint64_t instantiationCost(Linker& linker, const Method& method) {
  if (method.function->row->code == bytecode::Function::kNoCode) return 1 + method.parameters.size();
  const ModuleImage& module = method.module();
  const OpenTypes types(module);
  std::vector<bool> knownOwners(module.rows().types.size());
  const DecodedCode& code = linker.decodedCode(*method.function);
  const std::vector<bytecode::TypeIndex>& locals = code.body().locals;
  std::uint64_t cost = 1 + method.parameters.size() + locals.size() + types.in(locals);
  for (const Instruction& at : code.instructions()) {
    cost += costOf(module, types, at, knownOwners);
  }
  return cost;
}

}  // namespace tatu::vm

#include "vm/link/in_place.h"

#include "vm/frame/method_layout.h"

namespace tatu::vm {

using bytecode::Instruction;
using bytecode::Opcode;

std::optional<FieldAccess> returnedField(Linker& linker, Method& method) {
  const MethodLayout& layout = linker.layoutOf(method);
  if (layout.failure || layout.code == nullptr || layout.code->size() != 3) return std::nullopt;
  const DecodedCode& code = *layout.code;
  const bool matches = code[0].opcode == Opcode::LocalGet && code[0].local().value() == 0 &&
                       code[1].opcode == Opcode::FieldGet && code[2].opcode == Opcode::Return &&
                       code.labelAt(0).isNone() && code.labelAt(1).isNone() && code.labelAt(2).isNone();
  if (!matches || layout.localSlots != 1 || method.parameters.size() != 1) return std::nullopt;
  return linker.resolveField(contextOf(method), code[1].field());
}

namespace {

// What an instruction pushes that pushes a single word that is always the same; null has zeros in all its words.
std::optional<Slot> constantOf(const Instruction& at) {
  switch (at.opcode) {
    case Opcode::PushInt: return slotOfInt(at.integer());
    case Opcode::PushInt32: return slotOfInt32(at.integer32());
    case Opcode::PushByte: return slotOfByte(at.byte());
    case Opcode::PushFloat: return slotOfFloat(at.number());
    case Opcode::PushFloat32: return slotOfFloat32(at.number32());
    case Opcode::PushChar: return slotOfChar(at.character());
    case Opcode::PushTrue: return Slot{1};
    case Opcode::PushFalse:
    case Opcode::PushNull: return Slot{0};
    default: return std::nullopt;
  }
}

// A constant, or a parameter other than the receiver.
bool isPlainValue(const Method& method, const Instruction& at) {
  if (constantOf(at)) return true;
  return at.opcode == Opcode::LocalGet && at.local().value() > 0 && at.local().value() < method.parameters.size();
}

// The field gets what such an instruction pushes.
void addPlainField(PlainConstructor& plain, const Method& method, const Instruction& value, const FieldAccess& access) {
  const auto& parts = access.field->parts;
  if (const std::optional<Slot> constant = constantOf(value); constant) {
    if (*constant != 0) plain.constants.push_back({parts[0].kind, parts[0].offset, *constant});
    return;
  }
  const std::uint32_t first = method.parameterOffsets[value.local().value()] - 1;
  for (std::uint32_t i = 0; i < parts.size(); ++i) {
    plain.stores.push_back({parts[i].kind, parts[i].offset, first + i});
  }
}

}  // namespace

std::unique_ptr<PlainConstructor> plainConstructor(Linker& linker, Method& method) {
  const MethodLayout& layout = linker.layoutOf(method);
  constexpr std::size_t kMostValues = 16;
  if (layout.failure || layout.code == nullptr || layout.clearsLocals) return nullptr;
  const DecodedCode& code = *layout.code;
  // Each by way of a local of its own, and the end.
  if (code.size() > 4 * kMostValues + 3 || layout.localTypes.size() > method.parameters.size() + kMostValues)
    return nullptr;
  auto plain = std::make_unique<PlainConstructor>();
  plain->frameSlots = layout.frameSlots();
  plain->cost = static_cast<std::uint32_t>(code.blockCost(0));
  std::vector<const Instruction*> locals(layout.localTypes.size());  // what pushed the value of each; null: unchanged
  std::uint32_t i = 0;
  for (; i + 1 < code.size(); i += 2) {
    const Instruction* value = &code[i];
    if (value->opcode == Opcode::LocalGet && locals[value->local().value()] != nullptr)
      value = locals[value->local().value()];
    if (!isPlainValue(method, *value)) break;
    if (code[i + 1].opcode == Opcode::LocalSet) {
      locals[code[i + 1].local().value()] = value;
    } else if (code[i + 1].opcode == Opcode::FieldInit) {
      addPlainField(*plain, method, *value, linker.resolveField(contextOf(method), code[i + 1].field()));
    } else {
      break;
    }
  }
  const bool ends = i + 3 == code.size() && code[i].opcode == Opcode::ObjectComplete &&
                    code[i + 1].opcode == Opcode::PushUnit && code[i + 2].opcode == Opcode::Return;
  for (std::uint32_t at = 0; at < code.size(); ++at) {
    if (!code.labelAt(at).isNone()) return nullptr;
  }
  return ends && plain->stores.size() + plain->constants.size() <= kMostValues ? std::move(plain) : nullptr;
}

bool mayBeDoneInPlace(Linker& linker, Method& method) {
  if (method.function->row->code == bytecode::Function::kNoCode) return false;
  return method.isConstructor() ? plainConstructor(linker, method) != nullptr
                                : returnedField(linker, method).has_value();
}

}  // namespace tatu::vm

#include "tests/mutation/operand_mutator.h"

#include <array>
#include <limits>

namespace tatu::mutation {

namespace {

using bytecode::Call;
using bytecode::Function;
using bytecode::Module;
using bytecode::OperandKind;

constexpr std::array<std::int64_t, 14> kIntegers = {0,
                                                    1,
                                                    -1,
                                                    2,
                                                    7,
                                                    63,
                                                    64,
                                                    255,
                                                    256,
                                                    65'536,
                                                    1 << 30,
                                                    4294967296,
                                                    std::numeric_limits<std::int64_t>::max(),
                                                    std::numeric_limits<std::int64_t>::min()};
constexpr std::array<double, 10> kFloats = {0.0,
                                            -0.0,
                                            1.0,
                                            -1.5,
                                            0.1,
                                            1e300,
                                            5e-324,
                                            9007199254740993.0,
                                            std::numeric_limits<double>::infinity(),
                                            -std::numeric_limits<double>::infinity()};
constexpr std::array<std::uint32_t, 8> kScalars = {0, 'a', '0', ' ', 0xDF, 0x301, 0xFFFF, 0x10FFFF};
constexpr int kTries = 12;

bool haveSameSignature(const Function& a, const Function& b) {
  if (a.result != b.result || a.owner != b.owner || a.flags != b.flags) return false;
  if (a.parameters.size() != b.parameters.size() || a.typeParameters.size() != b.typeParameters.size()) return false;
  for (std::size_t i = 0; i < a.parameters.size(); ++i) {
    if (a.parameters[i].type != b.parameters[i].type) return false;
  }
  return true;
}

bool areAlike(const Module& module, const Call& a, const Call& b) {
  return a.receiver == b.receiver && a.function.value() < module.functions.size() &&
         b.function.value() < module.functions.size() &&
         haveSameSignature(module.functions[a.function.value()], module.functions[b.function.value()]);
}

}  // namespace

std::uint64_t OperandMutator::constant(OperandKind kind) {
  switch (kind) {
    case OperandKind::Int64: return static_cast<std::uint64_t>(dice_.oneIn(4) ? dice_.bits() : dice_.in(kIntegers));
    case OperandKind::Int32:
      return static_cast<std::uint64_t>(std::int64_t{static_cast<std::int32_t>(dice_.in(kIntegers))});
    case OperandKind::Byte: return dice_.below(256);
    case OperandKind::Float:
      return dice_.oneIn(8) ? bytecode::kCanonicalNan : std::bit_cast<std::uint64_t>(dice_.in(kFloats));
    case OperandKind::Float32: {
      const auto value = static_cast<float>(dice_.in(kFloats));
      return dice_.oneIn(8) ? bytecode::kCanonicalNan32 : std::bit_cast<std::uint32_t>(value);
    }
    case OperandKind::Char: return dice_.in(kScalars);
    default: return dice_.below(6);  // a count
  }
}

std::size_t OperandMutator::tableSize(OperandKind kind) const {
  switch (kind) {
    case OperandKind::String: return module_.strings.size();
    case OperandKind::Type: return module_.types.size();
    case OperandKind::Local: return function_.parameters.size() + code_.rest.locals.size();
    case OperandKind::Global: return module_.globals.size();
    case OperandKind::Call: return module_.calls.size();
    case OperandKind::Field: return module_.fieldRefs.size();
    case OperandKind::Case: return module_.caseRefs.size();
    case OperandKind::Label:
    case OperandKind::Labels: return code_.rest.labels.size();
    default: return 0;
  }
}

bytecode::TypeIndex OperandMutator::localType(std::size_t number) const {
  const std::size_t parameters = function_.parameters.size();
  return number < parameters ? function_.parameters[number].type : code_.rest.locals[number - parameters];
}

bool OperandMutator::isAlike(OperandKind kind, std::size_t a, std::size_t b) const {
  switch (kind) {
    case OperandKind::Local: return localType(a) == localType(b);
    case OperandKind::Global: return module_.globals[a].type == module_.globals[b].type;
    case OperandKind::Call: return areAlike(module_, module_.calls[a], module_.calls[b]);
    case OperandKind::Field: return module_.fieldRefs[a].owner == module_.fieldRefs[b].owner;
    case OperandKind::Case: return module_.caseRefs[a].owner == module_.caseRefs[b].owner;
    case OperandKind::Label: return code_.rest.labels[a].stack == code_.rest.labels[b].stack;
    case OperandKind::Type: return module_.types[a].kind == module_.types[b].kind;
    default: return true;
  }
}

std::uint64_t OperandMutator::draw(OperandKind kind, std::uint64_t old) {
  const std::size_t size = tableSize(kind);
  if (size == 0) return constant(kind);
  std::size_t drawn = dice_.below(size);
  if (old >= size || dice_.oneIn(2)) return drawn;
  for (int i = 0; i < kTries && (drawn == old || !isAlike(kind, old, drawn)); ++i) drawn = dice_.below(size);
  return drawn;
}

void OperandMutator::set(EditableInstruction& instruction, std::size_t number) {
  const OperandKind kind = instruction.info().operands[number];
  if (kind == OperandKind::Labels) {
    if (instruction.labels.empty() || dice_.oneIn(8)) instruction.labels.emplace_back(std::size_t{0});
    bytecode::LabelIndex& label = dice_.in(instruction.labels);
    label = bytecode::LabelIndex(draw(OperandKind::Label, label.value()));
  } else if (number == 0) {
    instruction.first = draw(kind, instruction.first);
  } else {
    instruction.second = static_cast<std::uint32_t>(draw(kind, instruction.second));
  }
}

void OperandMutator::change(EditableInstruction& instruction) {
  const std::size_t count = instruction.info().operandCount;
  if (count > 0) set(instruction, dice_.below(count));
}

void OperandMutator::fill(EditableInstruction& instruction) {
  for (std::size_t i = 0; i < instruction.info().operandCount; ++i) set(instruction, i);
}

}  // namespace tatu::mutation

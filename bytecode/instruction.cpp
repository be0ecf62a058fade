#include "bytecode/instruction.h"

#include <algorithm>
#include <cstdlib>

#include "bytecode/limits.h"

namespace tatu::bytecode {

namespace {

template <typename Element, std::size_t capacity>
struct FixedList {
  std::array<Element, capacity> elements{};
  std::uint8_t count = 0;
};

template <typename Element, std::size_t capacity, typename... Rest>
constexpr FixedList<Element, capacity> fixedList(Rest... rest) {
  static_assert(sizeof...(rest) <= capacity);
  FixedList<Element, capacity> list;
  ((list.elements[list.count++] = rest), ...);
  return list;
}

constexpr bool hasCustom(const StackType* types, std::uint8_t count) {
  return std::find(types, types + count, StackType::Custom) != types + count;
}

constexpr bool isIndexKind(OperandKind kind) {
  switch (kind) {
    case OperandKind::String:
    case OperandKind::Type:
    case OperandKind::Local:
    case OperandKind::Global:
    case OperandKind::Count:
    case OperandKind::Call:
    case OperandKind::Field:
    case OperandKind::Case:
    case OperandKind::Label: return true;
    default: return false;
  }
}

constexpr InstructionInfo makeInfo(std::string_view name, std::string_view mnemonic, FixedList<OperandKind, 2> operands,
                                   FixedList<StackType, 2> pops, FixedList<StackType, 1> pushes, Flow flow,
                                   std::uint8_t traits, std::uint8_t fuel, std::string_view text) {
  InstructionInfo info;
  info.name = name;
  info.mnemonic = mnemonic;
  info.operands = operands.elements;
  info.operandCount = operands.count;
  info.pops = pops.elements;
  info.popCount = pops.count;
  info.pushes = pushes.elements;
  info.pushCount = pushes.count;
  info.hasCustomPops = hasCustom(pops.elements.data(), pops.count);
  info.hasCustomPushes = hasCustom(pushes.elements.data(), pushes.count);
  info.hasOneIndex = operands.count == 1 && isIndexKind(operands.elements[0]);
  info.flow = flow;
  info.traits = traits;
  info.fuel = fuel;
  info.text = text;
  return info;
}

// The names that the Traits column uses.
namespace trait_names {
enum : std::uint8_t { None = kNone, Throws = kThrows, Safepoint = kSafepoint, Call = kCall, Dynamic = kDynamic };
}  // namespace trait_names

#define OPERANDS(...)                              \
  [] {                                             \
    using enum OperandKind;                        \
    return fixedList<OperandKind, 2>(__VA_ARGS__); \
  }()
#define POPS(...)                                \
  [] {                                           \
    using enum StackType;                        \
    return fixedList<StackType, 2>(__VA_ARGS__); \
  }()
#define PUSHES(...)                              \
  [] {                                           \
    using enum StackType;                        \
    return fixedList<StackType, 1>(__VA_ARGS__); \
  }()
#define TRAITS(...)                                \
  [] {                                             \
    using namespace trait_names;                   \
    return static_cast<std::uint8_t>(__VA_ARGS__); \
  }()

constexpr std::array<InstructionInfo, 256> makeTable() {
  std::array<InstructionInfo, 256> table{};
#define TATU_INSTRUCTION(name, mnemonic, opcode, operands, pops, pushes, flow, traits, fuel, text) \
  table[opcode] = makeInfo(#name, mnemonic, operands, pops, pushes, Flow::flow, TRAITS(traits), fuel, text);
#include "bytecode/instructions.def"
#undef TATU_INSTRUCTION
  return table;
}

constexpr Opcode kAllOpcodes[] = {
#define TATU_INSTRUCTION(name, mnemonic, opcode, operands, pops, pushes, flow, traits, fuel, text) Opcode::name,
#include "bytecode/instructions.def"
#undef TATU_INSTRUCTION
};

#undef OPERANDS
#undef POPS
#undef PUSHES
#undef TRAITS

}  // namespace

constexpr std::array<InstructionInfo, 256> kInstructions = makeTable();

std::span<const Opcode> allOpcodes() { return kAllOpcodes; }

const InstructionInfo* findMnemonic(std::string_view mnemonic) {
  const auto* found = std::find_if(kInstructions.begin(), kInstructions.end(),
                                   [&](const auto& info) { return info.mnemonic == mnemonic; });
  return found == kInstructions.end() || mnemonic.empty() ? nullptr : found;
}

Opcode opcodeOf(const InstructionInfo& info) { return static_cast<Opcode>(&info - kInstructions.data()); }

namespace {

// Reads the operands of one instruction; after the first problem all reads do nothing.
class OperandReader {
 public:
  OperandReader(std::span<const std::uint8_t> bytes, std::uint32_t offset)
      : begin_(bytes.data()), at_(begin_ + offset), end_(begin_ + bytes.size()) {}

  [[nodiscard]] bool hasFailed() const { return hasFailed_; }
  [[nodiscard]] DecodeError error() const { return error_; }
  [[nodiscard]] const std::uint8_t* position() const { return at_; }
  [[nodiscard]] std::uint32_t offset() const { return static_cast<std::uint32_t>(at_ - begin_); }

  std::uint64_t unsignedUpTo(std::uint64_t maximum) {
    const LebUnsigned read = decodeUnsigned(at_, end_);
    if (read.error != LebError::None) return failLeb(read.error, read.next);
    if (read.value > maximum) return fail(DecodeProblem::OperandRange, at_);
    at_ = read.next;
    return read.value;
  }

  std::uint64_t signedBetween(std::int64_t minimum, std::int64_t maximum) {
    const LebSigned read = decodeSigned(at_, end_);
    if (read.error != LebError::None) return failLeb(read.error, read.next);
    if (read.value < minimum || read.value > maximum) return fail(DecodeProblem::OperandRange, at_);
    at_ = read.next;
    return static_cast<std::uint64_t>(read.value);
  }

  std::uint64_t fixed(int size) {
    if (end_ - at_ < size) return fail(DecodeProblem::Truncated, end_);
    std::uint64_t value = 0;
    for (int i = 0; i < size; ++i) value |= static_cast<std::uint64_t>(at_[i]) << (8 * i);
    at_ += size;
    return value;
  }

  std::uint64_t character() {
    const std::uint8_t* start = at_;
    const std::uint64_t value = unsignedUpTo(0x10FFFF);
    return isScalarValue(value) ? value : fail(DecodeProblem::OperandRange, start);
  }

  std::uint64_t floatBits() {
    const std::uint8_t* start = at_;
    const std::uint64_t bits = fixed(8);
    const bool isNan = (bits & 0x7FFFFFFFFFFFFFFFu) > 0x7FF0000000000000u;
    return isNan && bits != kCanonicalNan ? fail(DecodeProblem::NotCanonicalNan, start) : bits;
  }

  std::uint64_t float32Bits() {
    const std::uint8_t* start = at_;
    const std::uint64_t bits = fixed(4);
    const bool isNan = (bits & 0x7FFFFFFFu) > 0x7F800000u;
    return isNan && bits != kCanonicalNan32 ? fail(DecodeProblem::NotCanonicalNan, start) : bits;
  }

  // The count of a list of labels, whose bytes are checked and skipped.
  std::uint64_t labels(Instruction& instruction) {
    const std::uint8_t* start = at_;
    const std::uint64_t count = unsignedUpTo(kMaxTableEntries);
    if (!hasFailed_ && count == 0) return fail(DecodeProblem::OperandRange, start);
    instruction.labelBytes = at_;
    for (std::uint64_t i = 0; i < count && !hasFailed_; ++i) unsignedUpTo(kMaxTableEntries);
    instruction.labelBytesEnd = at_;
    return count;
  }

  std::uint64_t operand(OperandKind kind, Instruction& instruction) {
    switch (kind) {
      case OperandKind::Int64: return signedBetween(INT64_MIN, INT64_MAX);
      case OperandKind::Int32: return signedBetween(INT32_MIN, INT32_MAX);
      case OperandKind::Byte: return fixed(1);
      case OperandKind::Float: return floatBits();
      case OperandKind::Float32: return float32Bits();
      case OperandKind::Char: return character();
      case OperandKind::Count: return unsignedUpTo(kMaxCountOperand);
      case OperandKind::Labels: return labels(instruction);
      default: return unsignedUpTo(kMaxTableEntries);
    }
  }

 private:
  std::uint64_t fail(DecodeProblem problem, const std::uint8_t* at) {
    if (!hasFailed_) error_ = {problem, static_cast<std::uint32_t>(at - begin_)};
    hasFailed_ = true;
    return 0;
  }

  std::uint64_t failLeb(LebError error, const std::uint8_t* at) {
    return fail(error == LebError::Truncated ? DecodeProblem::Truncated : DecodeProblem::Varint, at);
  }

  const std::uint8_t* begin_;
  const std::uint8_t* at_;
  const std::uint8_t* end_;
  bool hasFailed_ = false;
  DecodeError error_;
};

void appendFixed(std::vector<std::uint8_t>& bytes, std::uint64_t value, int size) {
  for (int i = 0; i < size; ++i) bytes.push_back(static_cast<std::uint8_t>(value >> (8 * i)));
}

void appendOperand(std::vector<std::uint8_t>& bytes, OperandKind kind, std::uint64_t value,
                   std::span<const LabelIndex> labels) {
  switch (kind) {
    case OperandKind::Int64:
    case OperandKind::Int32: appendSigned(bytes, static_cast<std::int64_t>(value)); return;
    case OperandKind::Byte: appendFixed(bytes, value, 1); return;
    case OperandKind::Float: appendFixed(bytes, value, 8); return;
    case OperandKind::Float32: appendFixed(bytes, value, 4); return;
    case OperandKind::Labels:
      appendUnsigned(bytes, labels.size());
      for (const LabelIndex label : labels) appendUnsigned(bytes, label.value());
      return;
    default: appendUnsigned(bytes, value); return;
  }
}

}  // namespace

DecodeError decodeAnyInstruction(std::span<const std::uint8_t> bytes, std::uint32_t offset, Instruction& instruction) {
  instruction.opcode = static_cast<Opcode>(bytes[offset]);
  instruction.offset = offset;
  const InstructionInfo& info = infoOf(instruction.opcode);
  if (!info.isKnown()) return {DecodeProblem::UnknownOpcode, offset};
  OperandReader reader(bytes, offset + 1);
  if (info.operandCount > 0) instruction.first = reader.operand(info.operands[0], instruction);
  if (info.operandCount > 1) {
    instruction.second = static_cast<std::uint32_t>(reader.operand(info.operands[1], instruction));
  }
  instruction.end = reader.offset();
  return reader.error();
}

tl::expected<Instruction, DecodeError> decodeInstruction(std::span<const std::uint8_t> bytes, std::uint32_t offset) {
  Instruction instruction;
  const DecodeError error = decodeInstruction(bytes, offset, instruction);
  if (error.problem != DecodeProblem::None) return tl::unexpected(error);
  return instruction;
}

void encodeInstruction(std::vector<std::uint8_t>& bytes, const InstructionParts& parts) {
  const InstructionInfo& info = infoOf(parts.opcode);
  bytes.push_back(static_cast<std::uint8_t>(parts.opcode));
  if (info.operandCount > 0) appendOperand(bytes, info.operands[0], parts.first, parts.labels);
  if (info.operandCount > 1) appendOperand(bytes, info.operands[1], parts.second, parts.labels);
}

InstructionCursor::InstructionCursor(std::span<const std::uint8_t> bytes, std::uint32_t offset)
    : bytes_(bytes), offset_(offset) {
  load();
}

void InstructionCursor::advance() {
  offset_ = current_.end;
  load();
}

void InstructionCursor::load() {
  if (isAtEnd()) return;
  const DecodeError error = decodeInstruction(bytes_, offset_, current_);
  if (error.problem != DecodeProblem::None) std::abort();  // the bytes were verified: our own invariant is broken
}

}  // namespace tatu::bytecode

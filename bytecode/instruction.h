// Instructions: the table of instructions.def as data, and one instruction's encoding.
//
// An encoded instruction is one opcode byte followed by its operands, without padding:
//   Int64, Int32           signed LEB128                     Byte            one byte
//   Float, Float32         8 or 4 bytes, little-endian       Labels          a count (at least 1), then that many Label
//   operands all others             unsigned LEB128 of an index, a count or a scalar value
// Every value has one encoding (leb128.h); a NaN has one bit pattern. So one instruction is one byte string, and back.
//
// decodeInstruction() is safe for any bytes. It proves that the operands are well encoded and that counts and scalar
// values are possible, not that indices are inside their tables: that is the verifier's work.
#pragma once

#include <array>
#include <bit>
#include <cstdint>
#include <iterator>
#include <span>
#include <string_view>
#include <vector>

#include <tl/expected.hpp>

#include "bytecode/index.h"
#include "bytecode/leb128.h"

namespace tatu::bytecode {

enum class Opcode : std::uint8_t {
#define TATU_INSTRUCTION(name, mnemonic, opcode, operands, pops, pushes, flow, traits, fuel, text) name = opcode,
#include "bytecode/instructions.def"
#undef TATU_INSTRUCTION
};

enum class OperandKind : std::uint8_t {
  Int64,    // a constant of type Int
  Int32,    // a constant of type Int32
  Byte,     // a constant of type Byte
  Float,    // a constant of type Float: its bits
  Float32,  // a constant of type Float32: its bits
  Char,     // a Unicode scalar value
  String,   // Module::strings
  Type,     // Module::types
  Local,    // parameters and locals of the function
  Global,   // Module::globals
  Count,    // a number of entries, or the number of a part; at most 255
  Call,     // Module::calls
  Field,    // Module::fieldRefs
  Case,     // Module::caseRefs
  Label,    // Code::labels
  Labels,   // several labels; the last operand
};

// The type of a popped or pushed entry where it is the same for every use of the instruction. Values are those of
// TypeKind.
enum class StackType : std::uint8_t {
  Unit = 0,
  Bool = 1,
  Byte = 2,
  Int32 = 3,
  Int = 4,
  Float32 = 5,
  Float = 6,
  Char = 7,
  String = 8,
  Any = 9,
  Custom = 255,  // depends on operands and stack; the verifier has a rule of its own
};

enum class Flow : std::uint8_t {
  Next,    // goes on with the next instruction
  Jump,    // goes to its label
  Branch,  // goes to its label or on
  Switch,  // goes to one of its labels
  Return,  // leaves the function
  Throw,   // throws
};

enum Trait : std::uint8_t {
  kNone = 0,
  kThrows = 1,     // an exception can leave here
  kSafepoint = 2,  // collection, limits and snapshots can see the frame here
  kCall = 4,       // runs other guest code
  kDynamic = 8,    // has a price that depends on its operands, besides `fuel`
};

struct InstructionInfo {
  std::string_view name;
  std::string_view mnemonic;
  std::array<OperandKind, 2> operands{};
  std::uint8_t operandCount = 0;
  std::array<StackType, 2> pops{};  // bottom to top
  std::uint8_t popCount = 0;
  std::array<StackType, 1> pushes{};
  std::uint8_t pushCount = 0;
  bool hasCustomPops = false;
  bool hasCustomPushes = false;
  bool hasOneIndex = false;  // a single operand that is an index or a count
  Flow flow = Flow::Next;
  std::uint8_t traits = kNone;
  std::uint8_t fuel = 0;
  std::string_view text;

  [[nodiscard]] constexpr bool isKnown() const { return !name.empty(); }
  [[nodiscard]] constexpr bool has(Trait trait) const { return (traits & trait) != 0; }
  // Neither pops nor pushes depend on anything: the verifier checks the row from the table.
  [[nodiscard]] constexpr bool isRegular() const { return !hasCustomPops && !hasCustomPushes; }
  // Control never falls through to the next instruction.
  [[nodiscard]] constexpr bool isTerminator() const { return flow != Flow::Next && flow != Flow::Branch; }
};

// All rows, by opcode; unknown opcodes have an empty name.
extern const std::array<InstructionInfo, 256> kInstructions;

// The opcodes of the table in its order.
[[nodiscard]] std::span<const Opcode> allOpcodes();

[[nodiscard]] inline const InstructionInfo& infoOf(Opcode opcode) {
  return kInstructions[static_cast<std::uint8_t>(opcode)];
}

// The row with that mnemonic, or null.
[[nodiscard]] const InstructionInfo* findMnemonic(std::string_view mnemonic);
[[nodiscard]] Opcode opcodeOf(const InstructionInfo& info);

inline constexpr std::uint64_t kCanonicalNan = 0x7FF8000000000000u;
inline constexpr std::uint32_t kCanonicalNan32 = 0x7FC00000u;

[[nodiscard]] constexpr bool isScalarValue(std::uint64_t value) {
  return value <= 0x10FFFF && (value < 0xD800 || value > 0xDFFF);
}

// The labels of a Switch, decoded as they are read. Valid as long as the code bytes are.
class LabelList {
 public:
  class Iterator {
   public:
    using iterator_category = std::forward_iterator_tag;
    using value_type = LabelIndex;
    using difference_type = std::ptrdiff_t;
    using pointer = const LabelIndex*;
    using reference = LabelIndex;

    Iterator() = default;
    Iterator(const std::uint8_t* at, const std::uint8_t* end, std::uint32_t left) : at_(at), end_(end), left_(left) {}
    LabelIndex operator*() const { return LabelIndex(decodeUnsigned(at_, end_).value); }
    Iterator& operator++() {
      at_ = decodeUnsigned(at_, end_).next;
      --left_;
      return *this;
    }
    Iterator operator++(int) {
      Iterator before = *this;
      ++*this;
      return before;
    }
    friend bool operator==(const Iterator& a, const Iterator& b) { return a.left_ == b.left_; }

   private:
    const std::uint8_t* at_ = nullptr;
    const std::uint8_t* end_ = nullptr;
    std::uint32_t left_ = 0;
  };

  LabelList(const std::uint8_t* at, const std::uint8_t* end, std::uint32_t count) : at_(at), end_(end), count_(count) {}
  [[nodiscard]] std::uint32_t size() const { return count_; }
  [[nodiscard]] Iterator begin() const { return {at_, end_, count_}; }
  [[nodiscard]] Iterator end() const { return {end_, end_, 0}; }

 private:
  const std::uint8_t* at_;
  const std::uint8_t* end_;
  std::uint32_t count_;
};

// One decoded instruction. Call the accessor that fits the operand kinds of its row.
struct Instruction {
  Opcode opcode{};
  std::uint32_t offset = 0;  // of the opcode byte in Code::bytes
  std::uint32_t end = 0;     // of the next instruction
  std::uint64_t first = 0;   // operand 0: index, count, two's complement or bits
  std::uint32_t second = 0;  // operand 1
  const std::uint8_t* labelBytes = nullptr;
  const std::uint8_t* labelBytesEnd = nullptr;

  [[nodiscard]] const InstructionInfo& info() const { return infoOf(opcode); }
  [[nodiscard]] std::int64_t integer() const { return static_cast<std::int64_t>(first); }
  [[nodiscard]] std::int32_t integer32() const { return static_cast<std::int32_t>(first); }
  [[nodiscard]] std::uint8_t byte() const { return static_cast<std::uint8_t>(first); }
  [[nodiscard]] double number() const { return std::bit_cast<double>(first); }
  [[nodiscard]] float number32() const { return std::bit_cast<float>(static_cast<std::uint32_t>(first)); }
  [[nodiscard]] char32_t character() const { return static_cast<char32_t>(first); }
  [[nodiscard]] StringIndex string() const { return StringIndex(first); }
  [[nodiscard]] TypeIndex type() const { return TypeIndex(first); }
  [[nodiscard]] LocalIndex local() const { return LocalIndex(first); }
  [[nodiscard]] GlobalIndex global() const { return GlobalIndex(first); }
  [[nodiscard]] CallIndex call() const { return CallIndex(first); }
  [[nodiscard]] FieldRefIndex field() const { return FieldRefIndex(first); }
  [[nodiscard]] CaseRefIndex enumCase() const { return CaseRefIndex(first); }
  [[nodiscard]] LabelIndex label() const { return LabelIndex(first); }
  // The Count operand, wherever it stands.
  [[nodiscard]] std::uint32_t count() const {
    return info().operandCount == 2 ? second : static_cast<std::uint32_t>(first);
  }
  [[nodiscard]] LabelList labels() const { return {labelBytes, labelBytesEnd, static_cast<std::uint32_t>(first)}; }
};

enum class DecodeProblem : std::uint8_t { None, UnknownOpcode, Truncated, Varint, OperandRange, NotCanonicalNan };

struct DecodeError {
  DecodeProblem problem{};
  std::uint32_t offset = 0;
};

// Decodes the instruction that starts at `offset` (inside the bytes) into `instruction`, of which only what the row has
// is set; it is worth nothing unless the result's problem is None. Written in place: walks over code live from this.
[[nodiscard]] DecodeError decodeAnyInstruction(std::span<const std::uint8_t> bytes, std::uint32_t offset,
                                               Instruction& instruction);

// The same, quick for most: they have no operand, or one of one or two bytes.
[[nodiscard]] inline DecodeError decodeInstruction(std::span<const std::uint8_t> bytes, std::uint32_t offset,
                                                   Instruction& instruction) {
  const InstructionInfo& info = kInstructions[bytes[offset]];
  instruction.opcode = static_cast<Opcode>(bytes[offset]);
  instruction.offset = offset;
  instruction.end = offset + 1;
  if (info.operandCount == 0 && info.isKnown()) return {};
  const std::size_t left = bytes.size() - offset - 1;
  if (!info.hasOneIndex || left == 0) return decodeAnyInstruction(bytes, offset, instruction);
  const std::uint32_t low = bytes[offset + 1];
  instruction.first = low;
  instruction.end = offset + 2;
  if (low < 0x80) return {};
  const std::uint32_t high = left < 2 ? 0 : bytes[offset + 2];
  if (high == 0 || high >= 0x80 || info.operands[0] == OperandKind::Count)
    return decodeAnyInstruction(bytes, offset, instruction);
  instruction.first = (low & 0x7F) | high << 7;
  instruction.end = offset + 3;
  return {};
}

[[nodiscard]] tl::expected<Instruction, DecodeError> decodeInstruction(std::span<const std::uint8_t> bytes,
                                                                       std::uint32_t offset);

// What to encode: operands as in Instruction, labels of a Switch as a list.
struct InstructionParts {
  Opcode opcode{};
  std::uint64_t first = 0;
  std::uint32_t second = 0;
  std::span<const LabelIndex> labels;
};

// Appends the encoding. The caller owes operands that decodeInstruction() accepts.
void encodeInstruction(std::vector<std::uint8_t>& bytes, const InstructionParts& parts);

// Walks verified code, instruction by instruction:  for (InstructionCursor at(code.bytes); !at.isAtEnd(); at.advance())
// use(*at);
class InstructionCursor {
 public:
  explicit InstructionCursor(std::span<const std::uint8_t> bytes, std::uint32_t offset = 0);
  [[nodiscard]] bool isAtEnd() const { return offset_ >= bytes_.size(); }
  [[nodiscard]] std::uint32_t offset() const { return offset_; }
  [[nodiscard]] const Instruction& operator*() const { return current_; }
  [[nodiscard]] const Instruction* operator->() const { return &current_; }
  void advance();

 private:
  void load();

  std::span<const std::uint8_t> bytes_;
  std::uint32_t offset_;
  Instruction current_;
};

}  // namespace tatu::bytecode

// Constants, arithmetic, comparison and conversion in the reference interpreter.
#include "bytecode/arithmetic.h"
#include "os/fault.h"
#include "vm/reference/reference_engine.h"

namespace tatu::vm {

namespace arithmetic = bytecode::arithmetic;

using bytecode::Instruction;
using bytecode::Opcode;
using bytecode::TypeKind;

namespace {

// The rows of both integer families, in the order of the table.
enum IntegerOperation {
  kAdd,
  kSubtract,
  kMultiply,
  kDivide,
  kRemainder,
  kNegate,
  kAnd,
  kOr,
  kXor,
  kNot,
  kShiftLeft,
  kShiftRight,
  kShiftRightUnsigned,
  kEqual,
  kNotEqual,
  kLess,
  kLessEqual,
  kGreater,
  kGreaterEqual
};

// The rows of both float families, in the order of the table.
enum FloatOperation {
  kFloatAdd,
  kFloatSubtract,
  kFloatMultiply,
  kFloatDivide,
  kFloatRemainder,
  kFloatNegate,
  kFloatSquareRoot,
  kFloatAbsolute,
  kFloatEqual,
  kFloatNotEqual,
  kFloatLess,
  kFloatLessEqual,
  kFloatGreater,
  kFloatGreaterEqual
};

template <typename T>
T valueOf(Slot slot);
template <>
std::int64_t valueOf(Slot slot) {
  return intOf(slot);
}
template <>
std::int32_t valueOf(Slot slot) {
  return int32Of(slot);
}
template <>
double valueOf(Slot slot) {
  return floatOf(slot);
}
template <>
float valueOf(Slot slot) {
  return float32Of(slot);
}

Slot slotOf(std::int64_t value) { return slotOfInt(value); }
Slot slotOf(std::int32_t value) { return slotOfInt32(value); }
Slot slotOf(double value) { return slotOfFloat(value); }
Slot slotOf(float value) { return slotOfFloat32(value); }

template <typename T>
bool compare(int difference, T left, T right) {
  switch (difference) {
    case 0: return left == right;
    case 1: return left != right;
    case 2: return left < right;
    case 3: return left <= right;
    case 4: return left > right;
    default: return left >= right;
  }
}

template <typename T>
T calculate(int operation, T left, T right) {
  switch (operation) {
    case kAdd: return arithmetic::add(left, right);
    case kSubtract: return arithmetic::subtract(left, right);
    case kMultiply: return arithmetic::multiply(left, right);
    case kDivide: return arithmetic::divide(left, right);
    case kRemainder: return arithmetic::remainder(left, right);
    case kAnd: return static_cast<T>(left & right);
    case kOr: return static_cast<T>(left | right);
    case kXor: return static_cast<T>(left ^ right);
    default: os::fault("an integer operation without meaning");
  }
}

template <typename T>
T shift(int operation, T value, std::int64_t count) {
  if (operation == kShiftLeft) return arithmetic::shiftLeft(value, count);
  if (operation == kShiftRight) return arithmetic::shiftRight(value, count);
  return arithmetic::shiftRightUnsigned(value, count);
}

template <typename T>
T calculateFloat(int operation, T left, T right) {
  switch (operation) {
    case kFloatAdd: return left + right;
    case kFloatSubtract: return left - right;
    case kFloatMultiply: return left * right;
    case kFloatDivide: return left / right;
    default: return std::fmod(left, right);
  }
}

template <typename T>
T calculateUnary(int operation, T value) {
  if (operation == kFloatNegate) return -value;
  return operation == kFloatSquareRoot ? std::sqrt(value) : std::fabs(value);
}

}  // namespace

template <typename T>
Outcome ReferenceEngine::executeInteger(int operation, TypeKind kind) {
  const Slot top = *entry();
  if (operation == kNegate) return replace(kind, 1, slotOf(arithmetic::negate(valueOf<T>(top))));
  if (operation == kNot) return replace(kind, 1, slotOf(static_cast<T>(~valueOf<T>(top))));
  const T left = valueOf<T>(*entry(1));
  if (operation >= kShiftLeft && operation <= kShiftRightUnsigned) {
    return replace(kind, 2, slotOf(shift(operation, left, intOf(top))));
  }
  const T right = valueOf<T>(top);
  if (operation >= kEqual) return replace(TypeKind::Bool, 2, slotOfBool(compare(operation - kEqual, left, right)));
  const bool divides = operation == kDivide || operation == kRemainder;
  if (divides && right == 0) return operations_->fail(failures::division());
  return replace(kind, 2, slotOf(calculate(operation, left, right)));
}

template <typename T>
Outcome ReferenceEngine::executeFloat(int operation, TypeKind kind) {
  const T right = valueOf<T>(*entry());
  if (operation >= kFloatNegate && operation <= kFloatAbsolute) {
    return replace(kind, 1, slotOf(calculateUnary(operation, right)));
  }
  const T left = valueOf<T>(*entry(1));
  if (operation >= kFloatEqual) {
    return replace(TypeKind::Bool, 2, slotOfBool(compare(operation - kFloatEqual, left, right)));
  }
  return replace(kind, 2, slotOf(calculateFloat(operation, left, right)));
}

template Outcome ReferenceEngine::executeInteger<std::int64_t>(int, TypeKind);
template Outcome ReferenceEngine::executeInteger<std::int32_t>(int, TypeKind);
template Outcome ReferenceEngine::executeFloat<double>(int, TypeKind);
template Outcome ReferenceEngine::executeFloat<float>(int, TypeKind);

Outcome ReferenceEngine::executeConstant(const Instruction& at) {
  switch (at.opcode) {
    case Opcode::PushInt: push(TypeKind::Int, slotOfInt(at.integer())); break;
    case Opcode::PushInt32: push(TypeKind::Int32, slotOfInt32(at.integer32())); break;
    case Opcode::PushByte: push(TypeKind::Byte, slotOfByte(at.byte())); break;
    case Opcode::PushFloat: push(TypeKind::Float, slotOfFloat(at.number())); break;
    case Opcode::PushFloat32: push(TypeKind::Float32, slotOfFloat32(at.number32())); break;
    case Opcode::PushTrue: push(TypeKind::Bool, 1); break;
    case Opcode::PushFalse: push(TypeKind::Bool, 0); break;
    case Opcode::PushChar: push(TypeKind::Char, slotOfChar(at.character())); break;
    case Opcode::PushUnit: push(TypeKind::Unit, 0); break;
    case Opcode::PushNull: {
      const Slot zeros[kMaxTypeSlots] = {};
      push(typeAt(at.type()), zeros);
      break;
    }
    default: {
      Slot string = 0;
      const Outcome outcome = operations_->literal(frame().method->module(), at.string(), string);
      if (outcome != Outcome::Done) return outcome;
      push(TypeKind::String, string);
    }
  }
  return next();
}

Outcome ReferenceEngine::executeBool(const Instruction& at) {
  const Slot top = *entry();
  if (at.opcode == Opcode::BoolNot) return replace(TypeKind::Bool, 1, top ^ 1);
  const Slot below = *entry(1);
  switch (at.opcode) {
    case Opcode::BoolAnd: return replace(TypeKind::Bool, 2, below & top);
    case Opcode::BoolOr: return replace(TypeKind::Bool, 2, below | top);
    case Opcode::BoolXor: return replace(TypeKind::Bool, 2, below ^ top);
    default: return replace(TypeKind::Bool, 2, slotOfBool(below == top));  // bool.equal, reference.equal
  }
}

namespace {

std::string_view nameOf(TypeKind kind) {
  switch (kind) {
    case TypeKind::Int32: return "Int32";
    case TypeKind::Byte: return "Byte";
    case TypeKind::Char: return "Char";
    default: return "Int";
  }
}

}  // namespace

Outcome ReferenceEngine::executeConversion(const Instruction& at) {
  if (at.opcode >= Opcode::IntToFloat) return executeFloatConversion(at);
  const Slot top = *entry();
  const std::int64_t value = intOf(top);
  const auto checked = [&](TypeKind kind, bool fits) {
    if (!fits) return operations_->fail(failures::conversion(value, nameOf(kind)));
    return replace(kind, 1, static_cast<std::uint32_t>(top));
  };
  switch (at.opcode) {
    case Opcode::Int32ToInt: return replace(TypeKind::Int, 1, slotOfInt(int32Of(top)));
    case Opcode::ByteToInt:
    case Opcode::CharToInt: return replace(TypeKind::Int, 1, top);
    case Opcode::ByteToInt32:
    case Opcode::CharToInt32: return replace(TypeKind::Int32, 1, top);
    case Opcode::IntToInt32: return checked(TypeKind::Int32, arithmetic::fits<std::int32_t>(value));
    case Opcode::IntToInt32Wrap: return replace(TypeKind::Int32, 1, static_cast<std::uint32_t>(top));
    case Opcode::IntToInt32Saturate:
      return replace(TypeKind::Int32, 1, slotOfInt32(arithmetic::saturate<std::int32_t>(value)));
    case Opcode::IntToByte: return checked(TypeKind::Byte, arithmetic::fits<std::uint8_t>(value));
    case Opcode::IntToByteWrap:
    case Opcode::Int32ToByteWrap: return replace(TypeKind::Byte, 1, top & 0xFF);
    case Opcode::IntToByteSaturate: return replace(TypeKind::Byte, 1, arithmetic::saturate<std::uint8_t>(value));
    default: return checked(TypeKind::Char, bytecode::isScalarValue(top));  // int.to_char
  }
}

Outcome ReferenceEngine::executeFloatConversion(const Instruction& at) {
  const Slot top = *entry();
  const double value = floatOf(top);
  switch (at.opcode) {
    case Opcode::IntToFloat: return replace(TypeKind::Float, 1, slotOfFloat(static_cast<double>(intOf(top))));
    case Opcode::IntToFloat32: return replace(TypeKind::Float32, 1, slotOfFloat32(static_cast<float>(intOf(top))));
    case Opcode::Int32ToFloat: return replace(TypeKind::Float, 1, slotOfFloat(int32Of(top)));
    case Opcode::FloatToInt:
      if (!arithmetic::truncatesToInt(value)) return operations_->fail(failures::conversion(value, "Int"));
      return replace(TypeKind::Int, 1, slotOfInt(static_cast<std::int64_t>(value)));
    case Opcode::FloatToIntSaturate: return replace(TypeKind::Int, 1, slotOfInt(arithmetic::saturateToInt(value)));
    case Opcode::FloatToInt32:
      if (!arithmetic::truncatesToInt32(value)) return operations_->fail(failures::conversion(value, "Int32"));
      return replace(TypeKind::Int32, 1, slotOfInt32(static_cast<std::int32_t>(value)));
    case Opcode::FloatToFloat32: return replace(TypeKind::Float32, 1, slotOfFloat32(static_cast<float>(value)));
    case Opcode::Float32ToFloat: return replace(TypeKind::Float, 1, slotOfFloat(float32Of(top)));
    case Opcode::FloatToBits: return replace(TypeKind::Int, 1, arithmetic::bitsOf(value));
    case Opcode::BitsToFloat: return replace(TypeKind::Float, 1, top);
    case Opcode::Float32ToBits: return replace(TypeKind::Int32, 1, arithmetic::bitsOf(float32Of(top)));
    default: return replace(TypeKind::Float32, 1, top);  // float32.from_bits
  }
}

}  // namespace tatu::vm

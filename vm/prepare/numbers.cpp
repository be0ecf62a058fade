// Numbers in the prepared form.
#include "os/fault.h"
#include "vm/prepare/preparer.h"

namespace tatu::vm {

using bytecode::Instruction;
using bytecode::Opcode;
using bytecode::TypeKind;

void Preparer::prepareConstant(const Instruction& at) {
  const RuntimeType& type = typer_.top();
  switch (at.opcode) {
    case Opcode::PushInt: return pushConstant(type, slotOfInt(at.integer()));
    case Opcode::PushInt32: return pushConstant(type, slotOfInt32(at.integer32()));
    case Opcode::PushByte: return pushConstant(type, slotOfByte(at.byte()));
    case Opcode::PushFloat: return pushConstant(type, slotOfFloat(at.number()));
    case Opcode::PushFloat32: return pushConstant(type, slotOfFloat32(at.number32()));
    case Opcode::PushTrue: return pushConstant(type, 1);
    case Opcode::PushFalse: return pushConstant(type, 0);
    case Opcode::PushChar: return pushConstant(type, slotOfChar(at.character()));
    case Opcode::PushUnit: push(type); return;
    case Opcode::PushString: {
      const StringObject* const string = linker_.literal(method_.module(), at.string());
      if (string != nullptr) return pushConstant(type, slotOfReference(string));
      flush();
      const std::size_t word = emit(PreparedOp::LoadLiteral, pushResult());
      emitWord(at.string().value());
      noteResult(word);
      return;
    }
    default:  // push.null
      if (type.slotCount() == 1) return pushConstant(type, 0);
      const int to = push(type);
      emit(PreparedOp::ZeroN, to, 0, static_cast<int>(type.slotCount()));
  }
}

// ---- Shapes that many instructions share

void Preparer::prepareUnary(PreparedOp op) {
  Entry value = pop();
  const int index = read(value);
  emitResult(op, index);
}

void Preparer::prepareBinary(PreparedOp op) {
  Entry right = pop();
  Entry left = pop();
  const int leftIndex = read(left);
  const int rightIndex = read(right);
  emitResult(op, leftIndex, rightIndex);
}

void Preparer::prepareSwapped(PreparedOp op) {
  Entry right = pop();
  Entry left = pop();
  const int leftIndex = read(left);
  const int rightIndex = read(right);
  emitResult(op, rightIndex, leftIndex);
}

// ---- Int

void Preparer::prepareIntBinary(PreparedOp op, PreparedOp smallOp, bool isCommutative) {
  Entry& right = entries_[entries_.size() - 1];
  Entry& left = entries_[entries_.size() - 2];
  if (isCommutative && smallOf(left) && !smallOf(right)) {
    const int constant = *smallOf(left);
    const int index = read(right);
    entries_.resize(entries_.size() - 2);
    emitResult(smallOp, index, constant);
    return;
  }
  if (!smallOf(right)) return prepareBinary(op);
  const int constant = *smallOf(right);
  const int index = read(left);
  entries_.resize(entries_.size() - 2);
  emitResult(smallOp, index, constant);
}

void Preparer::prepareSubtract() {
  const std::optional<int> constant = smallOf(entries_.back());
  if (!constant || *constant == INT16_MIN) return prepareBinary(PreparedOp::IntSubtract);
  pop();
  Entry left = pop();
  const int index = read(left);
  emitResult(PreparedOp::IntAddSmall, index, -*constant);
}

void Preparer::prepareDivision(PreparedOp op, PreparedOp smallOp) {
  const std::optional<int> divisor = smallOf(entries_.back());
  if (!divisor || *divisor <= 0) return prepareBinary(op);
  pop();
  Entry left = pop();
  const int index = read(left);
  emitResult(smallOp, index, *divisor);
}

void Preparer::prepareShift(PreparedOp op, PreparedOp smallOp, int mask) {
  if (entries_.back().kind != Kind::Constant) return prepareBinary(op);
  const int count = static_cast<int>(entries_.back().value) & mask;
  pop();
  Entry value = pop();
  const int index = read(value);
  emitResult(smallOp, index, count);
}

namespace {

struct IntCompareForm {
  PreparedOp plain;
  PreparedOp branch;  // of two slots
  PreparedOp small;   // branch against a constant
  bool swaps;         // plain and branch take their operands the other way round
};

IntCompareForm intCompareForm(Opcode opcode) {
  switch (opcode) {
    case Opcode::IntEqual: return {PreparedOp::IntEqual, PreparedOp::IfIntEqual, PreparedOp::IfIntEqualSmall, false};
    case Opcode::IntNotEqual:
      return {PreparedOp::IntNotEqual, PreparedOp::IfIntNotEqual, PreparedOp::IfIntNotEqualSmall, false};
    case Opcode::IntLess: return {PreparedOp::IntLess, PreparedOp::IfIntLess, PreparedOp::IfIntLessSmall, false};
    case Opcode::IntLessEqual:
      return {PreparedOp::IntLessEqual, PreparedOp::IfIntLessEqual, PreparedOp::IfIntLessEqualSmall, false};
    case Opcode::IntGreater: return {PreparedOp::IntLess, PreparedOp::IfIntLess, PreparedOp::IfIntGreaterSmall, true};
    default: return {PreparedOp::IntLessEqual, PreparedOp::IfIntLessEqual, PreparedOp::IfIntGreaterEqualSmall, true};
  }
}

// What is true exactly when the other is false.
Opcode negated(Opcode opcode) {
  switch (opcode) {
    case Opcode::IntEqual: return Opcode::IntNotEqual;
    case Opcode::IntNotEqual: return Opcode::IntEqual;
    case Opcode::IntLess: return Opcode::IntGreaterEqual;
    case Opcode::IntLessEqual: return Opcode::IntGreater;
    case Opcode::IntGreater: return Opcode::IntLessEqual;
    default: return Opcode::IntLess;
  }
}

// The same comparison with its operands exchanged.
Opcode mirrored(Opcode opcode) {
  switch (opcode) {
    case Opcode::IntLess: return Opcode::IntGreater;
    case Opcode::IntLessEqual: return Opcode::IntGreaterEqual;
    case Opcode::IntGreater: return Opcode::IntLess;
    case Opcode::IntGreaterEqual: return Opcode::IntLessEqual;
    default: return opcode;
  }
}

}  // namespace

void Preparer::prepareIntCompare(Opcode opcode) {
  Entry right = pop();
  Entry left = pop();
  if (smallOf(left) && !smallOf(right)) {
    std::swap(left, right);
    opcode = mirrored(opcode);
  }
  bool jumpsIfTrue = false;
  const IntCompareForm plain = intCompareForm(opcode);
  if (!fuseCondition(jumpsIfTrue)) {
    const int leftIndex = read(left);
    const bool isEqual = opcode == Opcode::IntEqual && smallOf(right);
    if (isEqual) {
      emitResult(PreparedOp::IntEqualSmall, leftIndex, *smallOf(right));
    } else {
      const int rightIndex = read(right);
      emitResult(plain.plain, plain.swaps ? rightIndex : leftIndex, plain.swaps ? leftIndex : rightIndex);
    }
    return;
  }
  const IntCompareForm form = intCompareForm(jumpsIfTrue ? opcode : negated(opcode));
  const std::uint32_t target = code_.positionOf(code_[position_].label());
  const int leftIndex = read(left);
  const std::optional<int> constant = smallOf(right);
  const int rightIndex = constant ? *constant : read(right);
  flush();
  const bool swaps = form.swaps && !constant;
  emitBranch(constant ? form.small : form.branch, 0, swaps ? rightIndex : leftIndex, swaps ? leftIndex : rightIndex,
             target, target <= position_);
}

void Preparer::prepareInt(const Instruction& at) {
  using P = PreparedOp;
  switch (at.opcode) {
    case Opcode::IntAdd: return prepareIntBinary(P::IntAdd, P::IntAddSmall, true);
    case Opcode::IntSubtract: return prepareSubtract();
    case Opcode::IntMultiply: return prepareIntBinary(P::IntMultiply, P::IntMultiplySmall, true);
    case Opcode::IntDivide: return prepareDivision(P::IntDivide, P::IntDivideSmall);
    case Opcode::IntRemainder: return prepareDivision(P::IntRemainder, P::IntRemainderSmall);
    case Opcode::IntNegate: return prepareUnary(P::IntNegate);
    case Opcode::IntAnd: return prepareIntBinary(P::IntAnd, P::IntAndSmall, true);
    case Opcode::IntOr: return prepareBinary(P::IntOr);
    case Opcode::IntXor: return prepareBinary(P::IntXor);
    case Opcode::IntNot: return prepareUnary(P::IntNot);
    case Opcode::IntShiftLeft: return prepareShift(P::IntShiftLeft, P::IntShiftLeftSmall, 63);
    case Opcode::IntShiftRight: return prepareShift(P::IntShiftRight, P::IntShiftRightSmall, 63);
    case Opcode::IntShiftRightUnsigned:
      return prepareShift(P::IntShiftRightUnsigned, P::IntShiftRightUnsignedSmall, 63);
    default: return prepareIntCompare(at.opcode);
  }
}

// ---- Int32: equality and bits are those of whole slots, as the upper halves are zero

// A comparison of two slots; `swaps`: with its operands exchanged. The negated branch is the one that jumps if it is
// false.
void Preparer::prepareCompare(PreparedOp op, PreparedOp branchOp, PreparedOp negatedBranchOp, bool swaps) {
  bool jumpsIfTrue = false;
  if (!fuseCondition(jumpsIfTrue)) return swaps ? prepareSwapped(op) : prepareBinary(op);
  Entry right = pop();
  Entry left = pop();
  const int leftIndex = read(left);
  const int rightIndex = read(right);
  flush();
  // Negated forms of integers take their operands the other way round; those of floats are operations of their own.
  const bool isFloatForm =
      negatedBranchOp == PreparedOp::IfFloatNotLess || negatedBranchOp == PreparedOp::IfFloatNotLessEqual;
  const bool isEquality = branchOp == PreparedOp::IfIntEqual || branchOp == PreparedOp::IfIntNotEqual ||
                          branchOp == PreparedOp::IfFloatEqual || branchOp == PreparedOp::IfFloatNotEqual;
  const bool exchanges = jumpsIfTrue || isFloatForm || isEquality ? swaps : !swaps;
  const std::uint32_t target = code_.positionOf(code_[position_].label());
  emitBranch(jumpsIfTrue ? branchOp : negatedBranchOp, 0, exchanges ? rightIndex : leftIndex,
             exchanges ? leftIndex : rightIndex, target, target <= position_);
}

void Preparer::prepareInt32(const Instruction& at) {
  using P = PreparedOp;
  switch (at.opcode) {
    case Opcode::Int32Add: return prepareBinary(P::Int32Add);
    case Opcode::Int32Subtract: return prepareBinary(P::Int32Subtract);
    case Opcode::Int32Multiply: return prepareBinary(P::Int32Multiply);
    case Opcode::Int32Divide: return prepareBinary(P::Int32Divide);
    case Opcode::Int32Remainder: return prepareBinary(P::Int32Remainder);
    case Opcode::Int32Negate: return prepareUnary(P::Int32Negate);
    case Opcode::Int32And: return prepareBinary(P::IntAnd);
    case Opcode::Int32Or: return prepareBinary(P::IntOr);
    case Opcode::Int32Xor: return prepareBinary(P::IntXor);
    case Opcode::Int32Not: return prepareUnary(P::Int32Not);
    case Opcode::Int32ShiftLeft: return prepareBinary(P::Int32ShiftLeft);
    case Opcode::Int32ShiftRight: return prepareBinary(P::Int32ShiftRight);
    case Opcode::Int32ShiftRightUnsigned: return prepareBinary(P::Int32ShiftRightUnsigned);
    case Opcode::Int32Equal: return prepareIntCompare(Opcode::IntEqual);
    case Opcode::Int32NotEqual: return prepareIntCompare(Opcode::IntNotEqual);
    case Opcode::Int32Less: return prepareCompare(P::Int32Less, P::IfInt32Less, P::IfInt32LessEqual, false);
    case Opcode::Int32LessEqual: return prepareCompare(P::Int32LessEqual, P::IfInt32LessEqual, P::IfInt32Less, false);
    case Opcode::Int32Greater: return prepareCompare(P::Int32Less, P::IfInt32Less, P::IfInt32LessEqual, true);
    default: return prepareCompare(P::Int32LessEqual, P::IfInt32LessEqual, P::IfInt32Less, true);
  }
}

// ---- Float

void Preparer::prepareFloatArithmetic(PreparedOp op, PreparedOp wordOp, PreparedOp leftOp) {
  Entry right = pop();
  Entry left = pop();
  const bool rightIsConstant = right.kind == Kind::Constant;
  const bool leftIsConstant = left.kind == Kind::Constant && !rightIsConstant;
  if (!rightIsConstant && !leftIsConstant) {
    const int leftIndex = read(left);
    const int rightIndex = read(right);
    emitResult(op, leftIndex, rightIndex);
    return;
  }
  const int index = rightIsConstant ? read(left) : read(right);
  const std::size_t word = emitResult(rightIsConstant ? wordOp : leftOp, index);
  emitWord(rightIsConstant ? right.value : left.value);
  noteResult(word);
}

void Preparer::prepareFloat(const Instruction& at) {
  using P = PreparedOp;
  switch (at.opcode) {
    case Opcode::FloatAdd: return prepareFloatArithmetic(P::FloatAdd, P::FloatAddWord, P::FloatAddWord);
    case Opcode::FloatSubtract:
      return prepareFloatArithmetic(P::FloatSubtract, P::FloatSubtractWord, P::FloatSubtractWordLeft);
    case Opcode::FloatMultiply:
      return prepareFloatArithmetic(P::FloatMultiply, P::FloatMultiplyWord, P::FloatMultiplyWord);
    case Opcode::FloatDivide: return prepareFloatArithmetic(P::FloatDivide, P::FloatDivideWord, P::FloatDivideWordLeft);
    case Opcode::FloatRemainder: return prepareBinary(P::FloatRemainder);
    case Opcode::FloatNegate: return prepareUnary(P::FloatNegate);
    case Opcode::FloatSquareRoot: return prepareUnary(P::FloatSquareRoot);
    case Opcode::FloatAbsolute: return prepareUnary(P::FloatAbsolute);
    case Opcode::FloatEqual: return prepareCompare(P::FloatEqual, P::IfFloatEqual, P::IfFloatNotEqual, false);
    case Opcode::FloatNotEqual: return prepareCompare(P::FloatNotEqual, P::IfFloatNotEqual, P::IfFloatEqual, false);
    case Opcode::FloatLess: return prepareCompare(P::FloatLess, P::IfFloatLess, P::IfFloatNotLess, false);
    case Opcode::FloatLessEqual:
      return prepareCompare(P::FloatLessEqual, P::IfFloatLessEqual, P::IfFloatNotLessEqual, false);
    case Opcode::FloatGreater: return prepareCompare(P::FloatLess, P::IfFloatLess, P::IfFloatNotLess, true);
    default: return prepareCompare(P::FloatLessEqual, P::IfFloatLessEqual, P::IfFloatNotLessEqual, true);
  }
}

void Preparer::prepareFloat32(const Instruction& at) {
  using P = PreparedOp;
  switch (at.opcode) {
    case Opcode::Float32Add: return prepareBinary(P::Float32Add);
    case Opcode::Float32Subtract: return prepareBinary(P::Float32Subtract);
    case Opcode::Float32Multiply: return prepareBinary(P::Float32Multiply);
    case Opcode::Float32Divide: return prepareBinary(P::Float32Divide);
    case Opcode::Float32Remainder: return prepareBinary(P::Float32Remainder);
    case Opcode::Float32Negate: return prepareUnary(P::Float32Negate);
    case Opcode::Float32SquareRoot: return prepareUnary(P::Float32SquareRoot);
    case Opcode::Float32Absolute: return prepareUnary(P::Float32Absolute);
    case Opcode::Float32Equal: return prepareBinary(P::Float32Equal);
    case Opcode::Float32NotEqual: return prepareBinary(P::Float32NotEqual);
    case Opcode::Float32Less: return prepareBinary(P::Float32Less);
    case Opcode::Float32LessEqual: return prepareBinary(P::Float32LessEqual);
    case Opcode::Float32Greater: return prepareSwapped(P::Float32Less);
    default: return prepareSwapped(P::Float32LessEqual);
  }
}

// ---- Bool and conversions

void Preparer::prepareBool(const Instruction& at) {
  switch (at.opcode) {
    case Opcode::BoolNot: {
      bool jumpsIfTrue = false;
      if (fuseCondition(jumpsIfTrue)) return emitTest(pop(), !jumpsIfTrue, code_[position_]);
      Entry value = pop();
      const int index = read(value);
      emitResult(PreparedOp::IntEqualSmall, index, 0);
      return;
    }
    case Opcode::BoolAnd: return prepareBinary(PreparedOp::IntAnd);
    case Opcode::BoolOr: return prepareBinary(PreparedOp::IntOr);
    case Opcode::BoolXor: return prepareBinary(PreparedOp::IntXor);
    default: return prepareIntCompare(Opcode::IntEqual);  // bool.equal, reference.equal: whole slots
  }
}

void Preparer::prepareConversion(const Instruction& at) {
  using P = PreparedOp;
  switch (at.opcode) {
    case Opcode::ByteToInt:
    case Opcode::ByteToInt32:
    case Opcode::CharToInt:
    case Opcode::CharToInt32:
    case Opcode::BitsToFloat:
    case Opcode::BitsToFloat32:  // the same slot, read as another type
      entries_.back().type = &typer_.top();
      return;
    case Opcode::Int32ToInt: return prepareUnary(P::Int32ToInt);
    case Opcode::IntToInt32: return prepareUnary(P::IntToInt32);
    case Opcode::IntToInt32Wrap: return prepareUnary(P::IntToInt32Wrap);
    case Opcode::IntToInt32Saturate: return prepareUnary(P::IntToInt32Saturate);
    case Opcode::IntToByte: return prepareUnary(P::IntToByte);
    case Opcode::IntToByteWrap:
    case Opcode::Int32ToByteWrap: return prepareUnary(P::IntToByteWrap);
    case Opcode::IntToByteSaturate: return prepareUnary(P::IntToByteSaturate);
    case Opcode::IntToChar: return prepareUnary(P::IntToChar);
    case Opcode::IntToFloat: return prepareUnary(P::IntToFloat);
    case Opcode::IntToFloat32: return prepareUnary(P::IntToFloat32);
    case Opcode::Int32ToFloat: return prepareUnary(P::Int32ToFloat);
    case Opcode::FloatToInt: return prepareUnary(P::FloatToInt);
    case Opcode::FloatToIntSaturate: return prepareUnary(P::FloatToIntSaturate);
    case Opcode::FloatToInt32: return prepareUnary(P::FloatToInt32);
    case Opcode::FloatToFloat32: return prepareUnary(P::FloatToFloat32);
    case Opcode::Float32ToFloat: return prepareUnary(P::Float32ToFloat);
    case Opcode::FloatToBits: return prepareUnary(P::FloatToBits);
    case Opcode::Float32ToBits: return prepareUnary(P::Float32ToBits);
    default: os::fault("a conversion that cannot be prepared");
  }
}

}  // namespace tatu::vm

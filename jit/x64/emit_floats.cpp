// Arithmetic on Float and Float32. A Float32 is the low half of a slot, the upper half zero: so it is in registers,
// too, and whatever would keep bits of the register's old value is given zero first.
#include <bit>

#include "bytecode/instruction.h"
#include "jit/x64/method_emitter.h"

namespace tatu::jit::x64 {

using namespace asmjit::x86;

// A place behind the code that holds the bits, and zero behind them.
Mem MethodEmitter::constant(std::uint64_t bits) {
  const auto [found, isNew] = constants_.try_emplace(bits);
  if (isNew) found->second = a_.newLabel();
  return ptr(found->second);
}

void MethodEmitter::floatBinary(InstId instruction, const Word* at, bool isCommutative) {
  const Xmm left = cache_.readFloat(at->b);
  const asmjit::Operand right = cache_.floatOperand(at->c);
  const Xmm to = cache_.writeFloat(at->a);
  if (to == left || right != to) {
    if (to != left) a_.movaps(to, left);
    a_.emit(instruction, to, right);
  } else if (isCommutative) {
    a_.emit(instruction, to, left);
  } else {
    a_.movaps(kFloatScratch, left);
    a_.emit(instruction, kFloatScratch, right);
    a_.movaps(to, kFloatScratch);
  }
}

#define FLOAT_BINARY(name, instruction, commutes) \
  void MethodEmitter::emit##name(const Word* at) { floatBinary(Inst::instruction, at, commutes); }
FLOAT_BINARY(FloatAdd, kIdAddsd, true)
FLOAT_BINARY(FloatSubtract, kIdSubsd, false)
FLOAT_BINARY(FloatMultiply, kIdMulsd, true)
FLOAT_BINARY(FloatDivide, kIdDivsd, false)
FLOAT_BINARY(Float32Add, kIdAddss, true)
FLOAT_BINARY(Float32Subtract, kIdSubss, false)
FLOAT_BINARY(Float32Multiply, kIdMulss, true)
FLOAT_BINARY(Float32Divide, kIdDivss, false)

void MethodEmitter::floatWord(InstId instruction, const Word* at) {
  const Xmm left = cache_.readFloat(at->b);
  const Xmm to = cache_.writeFloat(at->a);
  if (to != left) a_.movaps(to, left);
  a_.emit(instruction, to, constant(vm::wordAt(at + 1)));
}
void MethodEmitter::emitFloatAddWord(const Word* at) { floatWord(Inst::kIdAddsd, at); }
void MethodEmitter::emitFloatSubtractWord(const Word* at) { floatWord(Inst::kIdSubsd, at); }
void MethodEmitter::emitFloatMultiplyWord(const Word* at) { floatWord(Inst::kIdMulsd, at); }
void MethodEmitter::emitFloatDivideWord(const Word* at) { floatWord(Inst::kIdDivsd, at); }

void MethodEmitter::floatWordLeft(InstId instruction, const Word* at) {
  const asmjit::Operand right = cache_.floatOperand(at->b);
  a_.movsd(kFloatScratch, constant(vm::wordAt(at + 1)));
  a_.emit(instruction, kFloatScratch, right);
  a_.movaps(cache_.writeFloat(at->a), kFloatScratch);
}
void MethodEmitter::emitFloatSubtractWordLeft(const Word* at) { floatWordLeft(Inst::kIdSubsd, at); }
void MethodEmitter::emitFloatDivideWordLeft(const Word* at) { floatWordLeft(Inst::kIdDivsd, at); }

void MethodEmitter::emitFloatRemainder(const Word* at) { callHelper(vm::helpers::FloatRemainder, at); }
void MethodEmitter::emitFloat32Remainder(const Word* at) { callHelper(vm::helpers::Float32Remainder, at); }

void MethodEmitter::floatMask(InstId instruction, const Word* at, std::uint64_t mask) {
  const Xmm value = cache_.readFloat(at->b);
  const Xmm to = cache_.writeFloat(at->a);
  if (to != value) a_.movaps(to, value);
  a_.emit(instruction, to, constant(mask));
}
void MethodEmitter::emitFloatNegate(const Word* at) { floatMask(Inst::kIdXorps, at, std::uint64_t{1} << 63); }
void MethodEmitter::emitFloatAbsolute(const Word* at) { floatMask(Inst::kIdAndps, at, INT64_MAX); }
void MethodEmitter::emitFloat32Negate(const Word* at) { floatMask(Inst::kIdXorps, at, std::uint64_t{1} << 31); }
void MethodEmitter::emitFloat32Absolute(const Word* at) { floatMask(Inst::kIdAndps, at, INT32_MAX); }

// One operand, into a register of which the rest is zero.
#define FLOAT_UNARY(name, instruction)                  \
  void MethodEmitter::emit##name(const Word* at) {      \
    const Xmm value = cache_.readFloat(at->b);          \
    a_.xorps(kFloatScratch, kFloatScratch);             \
    a_.instruction(kFloatScratch, value);               \
    a_.movaps(cache_.writeFloat(at->a), kFloatScratch); \
  }
FLOAT_UNARY(FloatSquareRoot, sqrtsd)
FLOAT_UNARY(Float32SquareRoot, sqrtss)
FLOAT_UNARY(FloatToFloat32, cvtsd2ss)
FLOAT_UNARY(Float32ToFloat, cvtss2sd)

// ---- Comparisons

void MethodEmitter::compareFloats(int left, int right, bool isSingle) {
  const Xmm first = cache_.readFloat(left);
  const asmjit::Operand second = cache_.floatOperand(right);
  a_.emit(isSingle ? Inst::kIdUcomiss : Inst::kIdUcomisd, first, second);
}

void MethodEmitter::setFloat(const Word* at, Condition condition) {
  if (condition.kind == Condition::Kind::Simple) return setInt(at, condition.code);
  const bool isEqual = condition.kind == Condition::Kind::FloatEqual;
  a_.set(isEqual ? CondCode::kEqual : CondCode::kNotEqual, al);
  a_.set(isEqual ? CondCode::kParityOdd : CondCode::kParityEven, cl);
  if (isEqual) {
    a_.and_(al, cl);
  } else {
    a_.or_(al, cl);
  }
  a_.movzx(cache_.writeInt(at->a).r32(), al);
}

#define SET_FLOAT(name, left, right, isSingle, ...) \
  void MethodEmitter::emit##name(const Word* at) {  \
    compareFloats(left, right, isSingle);           \
    setFloat(at, __VA_ARGS__);                      \
  }
SET_FLOAT(FloatEqual, at->b, at->c, false, {Condition::Kind::FloatEqual})
SET_FLOAT(FloatNotEqual, at->b, at->c, false, {Condition::Kind::FloatNotEqual})
SET_FLOAT(FloatLess, at->c, at->b, false, Condition::of(CondCode::kUnsignedGT))
SET_FLOAT(FloatLessEqual, at->c, at->b, false, Condition::of(CondCode::kUnsignedGE))
SET_FLOAT(Float32Equal, at->b, at->c, true, {Condition::Kind::FloatEqual})
SET_FLOAT(Float32NotEqual, at->b, at->c, true, {Condition::Kind::FloatNotEqual})
SET_FLOAT(Float32Less, at->c, at->b, true, Condition::of(CondCode::kUnsignedGT))
SET_FLOAT(Float32LessEqual, at->c, at->b, true, Condition::of(CondCode::kUnsignedGE))

// ---- Conversions

void MethodEmitter::emitIntToFloat(const Word* at) {
  const Gp value = cache_.readInt(at->b);
  a_.xorps(kFloatScratch, kFloatScratch);
  a_.cvtsi2sd(kFloatScratch, value);
  a_.movaps(cache_.writeFloat(at->a), kFloatScratch);
}
void MethodEmitter::emitIntToFloat32(const Word* at) {
  const Gp value = cache_.readInt(at->b);
  a_.xorps(kFloatScratch, kFloatScratch);
  a_.cvtsi2ss(kFloatScratch, value);
  a_.movaps(cache_.writeFloat(at->a), kFloatScratch);
}
void MethodEmitter::emitInt32ToFloat(const Word* at) {
  const Gp value = cache_.readInt(at->b);
  a_.xorps(kFloatScratch, kFloatScratch);
  a_.cvtsi2sd(kFloatScratch, value.r32());
  a_.movaps(cache_.writeFloat(at->a), kFloatScratch);
}

// The processor gives the least integer for whatever does not fit. The interpreter tells apart the one float that is
// it.
void MethodEmitter::emitFloatToInt(const Word* at) {
  const Xmm value = cache_.readFloat(at->b);
  a_.cvttsd2si(rax, value);
  a_.mov(rcx, INT64_MIN);
  a_.cmp(rax, rcx);
  a_.je(exit());
  a_.mov(cache_.writeInt(at->a), rax);
}

void MethodEmitter::emitFloatToIntSaturate(const Word* at) {
  const Xmm value = cache_.readFloat(at->b);
  const Label special = a_.newLabel();
  const Label done = a_.newLabel();
  a_.cvttsd2si(rax, value);
  a_.mov(rcx, INT64_MIN);
  a_.cmp(rax, rcx);
  a_.je(special);
  a_.bind(done);
  a_.mov(cache_.writeInt(at->a), rax);
  later([this, special, done, value] {
    const Label zero = a_.newLabel();
    a_.bind(special);
    a_.ucomisd(value, value);
    a_.jp(zero);
    a_.xorps(kFloatScratch, kFloatScratch);
    a_.ucomisd(value, kFloatScratch);
    a_.jb(done);
    a_.mov(rax, INT64_MAX);
    a_.jmp(done);
    a_.bind(zero);
    a_.xor_(eax, eax);
    a_.jmp(done);
  });
}

void MethodEmitter::emitFloatToInt32(const Word* at) {
  const Xmm value = cache_.readFloat(at->b);
  a_.cvttsd2si(rax, value);
  a_.movsxd(rcx, eax);
  a_.cmp(rax, rcx);
  a_.jne(exit());
  a_.mov(cache_.writeInt(at->a).r32(), eax);
}

// Every NaN has the same visible bits.
void MethodEmitter::floatToBits(const Word* at, bool isSingle) {
  const Xmm value = cache_.readFloat(at->b);
  const Label nan = a_.newLabel();
  const Label done = a_.newLabel();
  a_.movq(rax, value);
  a_.emit(isSingle ? Inst::kIdUcomiss : Inst::kIdUcomisd, value, value);
  a_.jp(nan);
  a_.bind(done);
  a_.mov(cache_.writeInt(at->a), rax);
  later([this, nan, done, isSingle] {
    a_.bind(nan);
    a_.mov(rax, isSingle ? std::uint64_t{bytecode::kCanonicalNan32} : std::uint64_t{bytecode::kCanonicalNan});
    a_.jmp(done);
  });
}
void MethodEmitter::emitFloatToBits(const Word* at) { floatToBits(at, false); }
void MethodEmitter::emitFloat32ToBits(const Word* at) { floatToBits(at, true); }

}  // namespace tatu::jit::x64

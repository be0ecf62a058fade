// Moves, and arithmetic on Int and Int32.
#include <bit>

#include "jit/x64/method_emitter.h"

namespace tatu::jit::x64 {

using namespace asmjit::x86;

// ---- Moving

void MethodEmitter::moveWord(Gp to, std::uint64_t word) {
  if (word == 0) {
    a_.xor_(to.r32(), to.r32());
  } else if (word <= UINT32_MAX) {
    a_.mov(to.r32(), static_cast<std::uint32_t>(word));
  } else {
    a_.mov(to, word);
  }
}

void MethodEmitter::emitMove(const Word* at) {
  const bool isFloat =
      cache_.isCached(at->b) ? cache_.isFloat(at->b) : cache_.isFloat(at->a) || map_.isFloatNext(next_, at->a);
  if (isFloat) {
    const Xmm from = cache_.readFloat(at->b);
    const Xmm to = cache_.writeFloat(at->a);
    if (to != from) a_.movaps(to, from);
  } else {
    const Gp from = cache_.readInt(at->b);
    const Gp to = cache_.writeInt(at->a);
    if (to != from) a_.mov(to, from);
  }
}

void MethodEmitter::emitLoadSmall(const Word* at) {
  moveWord(cache_.writeInt(at->a), static_cast<std::uint64_t>(std::int64_t{at->c}));
}

void MethodEmitter::emitLoadWord(const Word* at) {
  const std::uint64_t word = vm::wordAt(at + 1);
  if (cache_.isFloat(at->a) || map_.isFloatNext(next_, at->a)) {
    a_.movq(cache_.writeFloat(at->a), constant(word));
  } else {
    moveWord(cache_.writeInt(at->a), word);
  }
}

// Slot by slot, in the order in which nothing is overwritten too early.
void MethodEmitter::copySlots(int to, int from, int count) {
  for (int i = 0; i < count; ++i) {
    const int slot = to < from ? i : count - 1 - i;
    a_.mov(rax, slotMemory(from + slot));
    a_.mov(slotMemory(to + slot), rax);
  }
}

void MethodEmitter::emitMoveN(const Word* at) {
  cache_.flush(at->b, at->b + at->c);
  cache_.flush(at->a, at->a + at->c);
  copySlots(at->a, at->b, at->c);
  cache_.forget(at->a, at->c);
}

void MethodEmitter::emitRotateN(const Word* at) { callHelper(vm::helpers::RotateN, at); }

void MethodEmitter::emitZeroN(const Word* at) {
  cache_.flush(at->a, at->a + at->c);
  for (int i = 0; i < at->c; ++i) a_.mov(slotMemory(at->a + i), 0);
  cache_.forget(at->a, at->c);
}

void MethodEmitter::emitClear(const Word* at) {
  if (at->b > 16) return callHelper(vm::helpers::Clear, at);
  cache_.flush(at->a, at->a + at->b);
  for (int i = 0; i < at->b; ++i) a_.mov(slotMemory(at->a + i), 0);
  cache_.forget(at->a, at->b);
}

// ---- Two operands

// a <- b op c, where the processor has only a <- a op c.
void MethodEmitter::binary(InstId instruction, const Word* at, bool isCommutative, bool isNarrow) {
  const auto sized = [isNarrow](Gp reg) { return isNarrow ? reg.r32() : reg; };
  const Gp left = sized(cache_.readInt(at->b));
  asmjit::Operand right = cache_.intOperand(at->c);
  if (right.isReg()) right = sized(right.as<Gp>());
  if (right.isMem() && isNarrow) right = dword_ptr(kFrame, at->c * 8);
  const Gp to = sized(cache_.writeInt(at->a));
  if (to == left || right != to) {
    // In a narrow register even a move to itself counts: it clears the upper half. The operation does so anyway.
    if (to != left) a_.mov(to, left);
    a_.emit(instruction, to, right);
  } else if (isCommutative) {
    a_.emit(instruction, to, left);
  } else {
    const Gp scratch = sized(kScratch);
    a_.mov(scratch, left);
    a_.emit(instruction, scratch, right);
    a_.mov(to, scratch);
  }
}

void MethodEmitter::binarySmall(InstId instruction, const Word* at) {
  const Gp left = cache_.readInt(at->b);
  const Gp to = cache_.writeInt(at->a);
  if (to != left) a_.mov(to, left);
  a_.emit(instruction, to, asmjit::imm(at->c));
}

#define BINARY(name, instruction, commutes) \
  void MethodEmitter::emit##name(const Word* at) { binary(Inst::instruction, at, commutes); }
#define BINARY_NARROW(name, instruction, commutes) \
  void MethodEmitter::emit##name(const Word* at) { binary(Inst::instruction, at, commutes, true); }
BINARY(IntAdd, kIdAdd, true)
BINARY(IntSubtract, kIdSub, false)
BINARY(IntMultiply, kIdImul, true)
BINARY(IntAnd, kIdAnd, true)
BINARY(IntOr, kIdOr, true)
BINARY(IntXor, kIdXor, true)
BINARY_NARROW(Int32Add, kIdAdd, true)
BINARY_NARROW(Int32Subtract, kIdSub, false)
BINARY_NARROW(Int32Multiply, kIdImul, true)

void MethodEmitter::emitIntAddSmall(const Word* at) {
  const Gp left = cache_.readInt(at->b);
  const Gp to = cache_.writeInt(at->a);
  if (to == left) {
    a_.add(to, at->c);
  } else {
    a_.lea(to, ptr(left, at->c));
  }
}

void MethodEmitter::emitIntMultiplySmall(const Word* at) {
  const Gp left = cache_.readInt(at->b);
  const Gp to = cache_.writeInt(at->a);
  const auto factor = static_cast<std::uint16_t>(at->c);
  if (at->c == 3 || at->c == 5 || at->c == 9) {
    a_.lea(to, ptr(left, left, std::countr_zero(factor - 1u)));
  } else if (at->c > 0 && std::has_single_bit(factor)) {
    if (to != left) a_.mov(to, left);
    a_.shl(to, std::countr_zero(factor));
  } else {
    a_.imul(to, left, at->c);
  }
}

void MethodEmitter::emitIntAndSmall(const Word* at) { binarySmall(Inst::kIdAnd, at); }

// ---- Shifts: the count is in cl, of which the processor takes the low bits as the language does.

void MethodEmitter::shift(InstId instruction, const Word* at, bool isNarrow) {
  const Gp value = cache_.readInt(at->b);
  const asmjit::Operand count = cache_.intOperand(at->c);
  a_.emit(Inst::kIdMov, rcx, count);
  const Gp to = cache_.writeInt(at->a);
  if (to != value) a_.mov(to, value);
  a_.emit(instruction, isNarrow ? to.r32() : to, cl);
}

void MethodEmitter::shiftSmall(InstId instruction, const Word* at) {
  const Gp value = cache_.readInt(at->b);
  const Gp to = cache_.writeInt(at->a);
  if (to != value) a_.mov(to, value);
  a_.emit(instruction, to, asmjit::imm(at->c & 63));
}

void MethodEmitter::emitIntShiftLeft(const Word* at) { shift(Inst::kIdShl, at, false); }
void MethodEmitter::emitIntShiftRight(const Word* at) { shift(Inst::kIdSar, at, false); }
void MethodEmitter::emitIntShiftRightUnsigned(const Word* at) { shift(Inst::kIdShr, at, false); }
void MethodEmitter::emitInt32ShiftLeft(const Word* at) { shift(Inst::kIdShl, at, true); }
void MethodEmitter::emitInt32ShiftRight(const Word* at) { shift(Inst::kIdSar, at, true); }
void MethodEmitter::emitInt32ShiftRightUnsigned(const Word* at) { shift(Inst::kIdShr, at, true); }
void MethodEmitter::emitIntShiftLeftSmall(const Word* at) { shiftSmall(Inst::kIdShl, at); }
void MethodEmitter::emitIntShiftRightSmall(const Word* at) { shiftSmall(Inst::kIdSar, at); }
void MethodEmitter::emitIntShiftRightUnsignedSmall(const Word* at) { shiftSmall(Inst::kIdShr, at); }

// ---- One operand

void MethodEmitter::emitIntNegate(const Word* at) {
  const Gp value = cache_.readInt(at->b);
  const Gp to = cache_.writeInt(at->a);
  if (to != value) a_.mov(to, value);
  a_.neg(to);
}
void MethodEmitter::emitIntNot(const Word* at) {
  const Gp value = cache_.readInt(at->b);
  const Gp to = cache_.writeInt(at->a);
  if (to != value) a_.mov(to, value);
  a_.not_(to);
}
void MethodEmitter::emitInt32Negate(const Word* at) {
  const Gp value = cache_.readInt(at->b);
  const Gp to = cache_.writeInt(at->a).r32();
  a_.mov(to, value.r32());
  a_.neg(to);
}
void MethodEmitter::emitInt32Not(const Word* at) {
  const Gp value = cache_.readInt(at->b);
  const Gp to = cache_.writeInt(at->a).r32();
  a_.mov(to, value.r32());
  a_.not_(to);
}

// ---- Division

// The divisor -1 goes apart: the processor faults where the language wraps.
void MethodEmitter::divide(const Word* at, bool wantsRemainder, bool isNarrow) {
  const auto sized = [isNarrow](Gp reg) { return isNarrow ? reg.r32() : reg; };
  const Gp left = sized(cache_.readInt(at->b));
  const Gp right = sized(cache_.readInt(at->c));
  const Label minusOne = a_.newLabel();
  const Label done = a_.newLabel();
  a_.test(right, right);
  a_.jz(exit());
  a_.mov(sized(rax), left);
  a_.cmp(right, -1);
  a_.je(minusOne);
  if (isNarrow) {
    a_.cdq();
  } else {
    a_.cqo();
  }
  a_.idiv(right);
  a_.bind(done);
  a_.mov(sized(cache_.writeInt(at->a)), sized(wantsRemainder ? rdx : rax));
  later([this, minusOne, done, sized] {
    a_.bind(minusOne);
    a_.neg(sized(rax));
    a_.xor_(edx, edx);
    a_.jmp(done);
  });
}

// What the slot holds, if the instruction before has loaded it.
std::optional<std::int64_t> MethodEmitter::constantLoaded(int slot) const {
  const bool isKnown = previous_ != nullptr && opOf(previous_) == PreparedOp::LoadWord && previous_->a == slot &&
                       !map_.labelAt(word_).isLabel;
  return isKnown ? std::optional(static_cast<std::int64_t>(vm::wordAt(previous_ + 1))) : std::nullopt;
}

namespace {

bool isMultiplied(const std::optional<std::int64_t>& divisor) {
  return divisor && *divisor > 0 && *divisor <= INT32_MAX;
}

}  // namespace

void MethodEmitter::emitIntDivide(const Word* at) {
  const std::optional<std::int64_t> divisor = constantLoaded(at->c);
  if (isMultiplied(divisor)) return quotientOf(at, *divisor);
  divide(at, false, false);
}
void MethodEmitter::emitIntRemainder(const Word* at) {
  const std::optional<std::int64_t> divisor = constantLoaded(at->c);
  if (isMultiplied(divisor)) return remainderOf(at, *divisor);
  divide(at, true, false);
}
void MethodEmitter::emitInt32Divide(const Word* at) { divide(at, false, true); }
void MethodEmitter::emitInt32Remainder(const Word* at) { divide(at, true, true); }

// Multiplication by the inverse, rounded towards zero: H. S. Warren, Hacker's Delight, chapter 10. The divisor is
// positive. The quotient may be neither rax nor rdx; the value is kept.
void MethodEmitter::divideByConstant(Gp quotient, Gp value, std::int64_t divisor) {
  const auto unsignedDivisor = static_cast<std::uint64_t>(divisor);
  if (std::has_single_bit(unsignedDivisor)) {
    const int bits = std::countr_zero(unsignedDivisor);
    a_.mov(quotient, value);
    if (bits == 0) return;
    if (bits > 1) a_.sar(quotient, 63);
    a_.shr(quotient, 64 - bits);
    a_.add(quotient, value);
    a_.sar(quotient, bits);
    return;
  }
  // The smallest p and m = ceil(2^p / divisor) for which m * n / 2^p is right for every n.
  using Wide = unsigned __int128;
  int p = 64;
  Wide magic = 0;
  for (;; ++p) {
    const Wide power = Wide{1} << p;
    magic = power / unsignedDivisor + 1;
    const Wide excess = magic * unsignedDivisor - power;
    if (excess <= (Wide{1} << (p - 63))) break;
  }
  const auto multiplier = static_cast<std::uint64_t>(magic);
  a_.mov(rax, multiplier);
  a_.imul(value);
  // A multiplier of 64 bits counts as negative.
  if (static_cast<std::int64_t>(multiplier) < 0) a_.add(rdx, value);
  if (p > 64) a_.sar(rdx, p - 64);
  a_.mov(rax, value);
  a_.shr(rax, 63);
  a_.lea(quotient, ptr(rdx, rax));
}

void MethodEmitter::quotientOf(const Word* at, std::int64_t divisor) {
  const Gp value = cache_.readInt(at->b);
  divideByConstant(rcx, value, divisor);
  a_.mov(cache_.writeInt(at->a), rcx);
}

// The divisor has 32 bits.
void MethodEmitter::remainderOf(const Word* at, std::int64_t divisor) {
  const Gp value = cache_.readInt(at->b);
  divideByConstant(rcx, value, divisor);
  a_.imul(rcx, rcx, divisor);
  a_.mov(rax, value);
  a_.sub(rax, rcx);
  a_.mov(cache_.writeInt(at->a), rax);
}

void MethodEmitter::emitIntDivideSmall(const Word* at) { quotientOf(at, at->c); }
void MethodEmitter::emitIntRemainderSmall(const Word* at) { remainderOf(at, at->c); }

// ---- Comparisons

// The flags are set; the result's register may be one that was compared.
void MethodEmitter::setInt(const Word* at, CondCode code) {
  a_.set(code, al);
  a_.movzx(cache_.writeInt(at->a).r32(), al);
}

#define SET_INT(name, code)                        \
  void MethodEmitter::emit##name(const Word* at) { \
    compareInts(at);                               \
    setInt(at, CondCode::code);                    \
  }
SET_INT(IntEqual, kEqual)
SET_INT(IntNotEqual, kNotEqual)
SET_INT(IntLess, kSignedLT)
SET_INT(IntLessEqual, kSignedLE)

void MethodEmitter::emitIntEqualSmall(const Word* at) {
  compareSmall(at);
  setInt(at, CondCode::kEqual);
}
void MethodEmitter::emitInt32Less(const Word* at) {
  compareInts(at, true);
  setInt(at, CondCode::kSignedLT);
}
void MethodEmitter::emitInt32LessEqual(const Word* at) {
  compareInts(at, true);
  setInt(at, CondCode::kSignedLE);
}

// ---- Conversions between integers

void MethodEmitter::emitInt32ToInt(const Word* at) {
  const Gp value = cache_.readInt(at->b);
  a_.movsxd(cache_.writeInt(at->a), value.r32());
}

void MethodEmitter::emitIntToInt32(const Word* at) {
  const Gp value = cache_.readInt(at->b);
  a_.movsxd(rax, value.r32());
  a_.cmp(rax, value);
  a_.jne(exit());
  a_.mov(cache_.writeInt(at->a).r32(), value.r32());
}

void MethodEmitter::emitIntToInt32Wrap(const Word* at) {
  const Gp value = cache_.readInt(at->b);
  a_.mov(cache_.writeInt(at->a).r32(), value.r32());
}

void MethodEmitter::saturate(const Word* at, std::int64_t least, std::int64_t most, bool isNarrow) {
  const Gp value = cache_.readInt(at->b);
  a_.mov(rax, value);
  a_.mov(rcx, least);
  a_.cmp(rax, rcx);
  a_.cmovl(rax, rcx);
  a_.mov(rcx, most);
  a_.cmp(rax, rcx);
  a_.cmovg(rax, rcx);
  const Gp to = cache_.writeInt(at->a);
  if (isNarrow) {
    a_.mov(to.r32(), eax);
  } else {
    a_.mov(to, rax);
  }
}
void MethodEmitter::emitIntToInt32Saturate(const Word* at) { saturate(at, INT32_MIN, INT32_MAX, true); }
void MethodEmitter::emitIntToByteSaturate(const Word* at) { saturate(at, 0, UINT8_MAX, true); }

void MethodEmitter::emitIntToByte(const Word* at) {
  const Gp value = cache_.readInt(at->b);
  a_.cmp(value, 0xFF);
  a_.ja(exit());
  const Gp to = cache_.writeInt(at->a);
  if (to != value) a_.mov(to, value);
}

void MethodEmitter::emitIntToByteWrap(const Word* at) {
  const Gp value = cache_.readInt(at->b);
  a_.movzx(cache_.writeInt(at->a).r32(), value.r8());
}

// A scalar value: at most 10FFFF and no surrogate.
void MethodEmitter::emitIntToChar(const Word* at) {
  const Gp value = cache_.readInt(at->b);
  const Label wrong = exit();
  a_.cmp(value, 0x10FFFF);
  a_.ja(wrong);
  a_.lea(eax, ptr(value, -0xD800));
  a_.cmp(eax, 0x800);
  a_.jb(wrong);
  const Gp to = cache_.writeInt(at->a);
  if (to != value) a_.mov(to, value);
}

}  // namespace tatu::jit::x64
